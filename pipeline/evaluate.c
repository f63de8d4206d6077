#include "pipeline/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "pipeline/lib/dictionary.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/stream.h"

#define ROW_BITS 40 /* of a key; the export has the rest */

/* One record: which it is, and whose. */
typedef struct {
    guint64 key;     /* export and row */
    guint32 officer; /* number in a dictionary; 0: none */
} Mark;

/* A record that stands in both. */
typedef struct {
    guint32 claimed;
    guint32 known;
} Both;

typedef struct {
    const gchar *path;
    RollDictionary *exports;  /* of all files */
    RollDictionary *officers; /* of this one */
    GArray *marks;            /* of Mark */
} Reading;

/* ---- reading ---- */

static gboolean
parse_row(RollText text, guint64 *row)
{
    guint64 value = 0;

    for (guint32 i = 0; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]) || value >> (ROW_BITS - 4) != 0)
            return FALSE;
        value = value * 10 + (guint64)(text.data[i] - '0');
    }
    *row = value;
    return text.length > 0;
}

static gboolean
take_records(Reading *reading, const RollBatch *batch, GError **error)
{
    const RollColumn *exports = roll_batch_find(batch, "export");
    const RollColumn *rows = roll_batch_find(batch, "row");
    const RollColumn *officers = roll_batch_find(batch, "officer");
    g_autofree guint32 *export_numbers = roll_dictionary_add_column(reading->exports, exports);
    g_autofree guint32 *officer_numbers = roll_dictionary_add_column(reading->officers, officers);

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        guint64 row = 0;
        Mark mark = {0};

        if (!parse_row(roll_column_get(rows, i), &row)) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "%s: record %u: row \"%s\" is no number", reading->path,
                        reading->marks->len + 1, roll_column_get(rows, i).data);
            return FALSE;
        }
        mark.key = (guint64)export_numbers[roll_column_code(exports, i)] << ROW_BITS | row;
        mark.officer = officer_numbers[roll_column_code(officers, i)];
        g_array_append_val(reading->marks, mark);
    }
    return TRUE;
}

static gboolean
take_batch(gpointer self, G_GNUC_UNUSED guint table, RollBatch *batch, GError **error)
{
    return strcmp(roll_schema_table(roll_batch_schema(batch)), "records") != 0 ||
           take_records(self, batch, error);
}

static gboolean
check_columns(const Reading *reading, const RollReader *reader, GError **error)
{
    static const gchar *const needed[] = {"export", "row", "officer"};
    gint place = roll_reader_find(reader, "records");

    for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
        if (place < 0 || roll_schema_find(roll_reader_table(reader, (guint)place), needed[i]) < 0) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "%s: has no records with the column %s; needed are export, row and "
                        "officer, in a truth with commas between",
                        reading->path, needed[i]);
            return FALSE;
        }
    return TRUE;
}

static gint
compare_marks(gconstpointer a, gconstpointer b)
{
    guint64 key_a = ((const Mark *)a)->key;
    guint64 key_b = ((const Mark *)b)->key;

    return (key_a > key_b) - (key_a < key_b);
}

static gboolean
sort_marks(Reading *reading, GError **error)
{
    GArray *marks = reading->marks;

    g_array_sort(marks, compare_marks);
    for (guint i = 1; i < marks->len; i++) {
        guint64 key = g_array_index(marks, Mark, i).key;

        if (key != g_array_index(marks, Mark, i - 1).key)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: row %" G_GUINT64_FORMAT " of export \"%s\" stands twice", reading->path,
                    key & ((G_GUINT64_CONSTANT(1) << ROW_BITS) - 1),
                    roll_dictionary_text(reading->exports, (guint32)(key >> ROW_BITS)).data);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_marks(Reading *reading, GError **error)
{
    RollSource *source = roll_gzip_open(reading->path, NULL, error);
    g_autoptr(RollReader) reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;

    return reader != NULL && check_columns(reading, reader, error) &&
           roll_reader_each(reader, take_batch, reading, error) && sort_marks(reading, error);
}

/* ---- comparing ---- */

/* A record of no officer is its own: it gets a number nobody else has. */
static guint32
whose(const Mark *mark, guint32 *next)
{
    return mark->officer != 0 ? mark->officer : (*next)++;
}

static GArray *
join(const Reading *run, const Reading *truth, Evaluation *result)
{
    GArray *both = g_array_new(FALSE, FALSE, sizeof(Both));
    guint32 next_claimed = roll_dictionary_n(run->officers);
    guint32 next_true = roll_dictionary_n(truth->officers);
    guint i = 0;
    guint j = 0;

    while (i < run->marks->len && j < truth->marks->len) {
        const Mark *claimed = &g_array_index(run->marks, Mark, i);
        const Mark *known = &g_array_index(truth->marks, Mark, j);

        if (claimed->key < known->key)
            i++;
        else if (claimed->key > known->key)
            j++;
        else {
            Both record = {whose(claimed, &next_claimed), whose(known, &next_true)};

            g_array_append_val(both, record);
            i++;
            j++;
        }
    }
    result->n_records = both->len;
    result->n_only_run = run->marks->len - both->len;
    result->n_only_truth = truth->marks->len - both->len;
    return both;
}

static gint
compare_both(gconstpointer a, gconstpointer b)
{
    const Both *both_a = a;
    const Both *both_b = b;

    if (both_a->claimed != both_b->claimed)
        return both_a->claimed < both_b->claimed ? -1 : 1;
    return (both_a->known > both_b->known) - (both_a->known < both_b->known);
}

/* How many records each number has, of one side. */
static guint64 *
count(const GArray *both, gboolean of_claimed)
{
    guint32 largest = 0;
    guint64 *counts = NULL;

    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < both->len; i++) {
            const Both *record = &g_array_index(both, Both, i);
            guint32 number = of_claimed ? record->claimed : record->known;

            largest = MAX(largest, number);
            if (pass == 1)
                counts[number]++;
        }
        if (pass == 0)
            counts = g_new0(guint64, (gsize)largest + 1);
    }
    return counts;
}

static guint64
pairs_of(guint64 n)
{
    return n * (n - 1) / 2;
}

gdouble
evaluate_ratio(gdouble part, gdouble whole)
{
    return whole > 0 ? part / whole : 1;
}

EvaluateMeasure
evaluate_measure(gdouble precision, gdouble recall)
{
    gdouble sum = precision + recall;

    return (EvaluateMeasure){precision, recall, sum > 0 ? 2 * precision * recall / sum : 0};
}

static void
compare(GArray *both, Evaluation *result)
{
    g_autofree guint64 *claimed = count(both, TRUE);
    g_autofree guint64 *known = count(both, FALSE);
    guint64 agreed_pairs = 0;
    guint64 claimed_pairs = 0;
    guint64 true_pairs = 0;
    gdouble precision = 0; /* B-cubed: summed over the records */
    gdouble recall = 0;
    guint end = 0;

    g_array_sort(both, compare_both);
    for (guint begin = 0; begin < both->len; begin = end) {
        const Both *record = &g_array_index(both, Both, begin);
        gdouble n = 0;

        while (end < both->len && compare_both(&g_array_index(both, Both, end), record) == 0)
            end++;
        n = (gdouble)(end - begin);
        agreed_pairs += pairs_of(end - begin);
        precision += n * n / (gdouble)claimed[record->claimed];
        recall += n * n / (gdouble)known[record->known];
    }
    for (guint i = 0; i < both->len; i++) {
        const Both *record = &g_array_index(both, Both, i);

        /* Each record has so many others: every pair is seen from both ends. */
        claimed_pairs += claimed[record->claimed] - 1;
        true_pairs += known[record->known] - 1;
    }
    result->pairs =
        evaluate_measure(evaluate_ratio((gdouble)agreed_pairs, (gdouble)claimed_pairs / 2),
                         evaluate_ratio((gdouble)agreed_pairs, (gdouble)true_pairs / 2));
    result->bcubed = evaluate_measure(evaluate_ratio(precision, (gdouble)both->len),
                                      evaluate_ratio(recall, (gdouble)both->len));
}

static void
reading_init(Reading *reading, const gchar *path, RollDictionary *exports)
{
    reading->path = path;
    reading->exports = exports;
    reading->officers = roll_dictionary_new();
    reading->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
}

static void
reading_clear(Reading *reading)
{
    g_clear_pointer(&reading->officers, roll_dictionary_free);
    g_clear_pointer(&reading->marks, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

gboolean
evaluate(const gchar *records, const gchar *truth, Evaluation *result, GError **error)
{
    g_autoptr(RollDictionary) exports = roll_dictionary_new();
    g_auto(Reading) claimed = {0};
    g_auto(Reading) known = {0};
    g_autoptr(GArray) both = NULL;

    reading_init(&claimed, records, exports);
    reading_init(&known, truth, exports);
    if (!read_marks(&claimed, error) || !read_marks(&known, error))
        return FALSE;
    both = join(&claimed, &known, result);
    compare(both, result);
    return TRUE;
}
