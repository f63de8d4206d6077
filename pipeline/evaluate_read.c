#include "pipeline/evaluate_read.h"

#include <string.h>

#include "pipeline/lib/compared.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/stream.h"

/* Own numbers of records of nobody begin here: dictionaries do not reach so far. */
#define NOBODY ((guint32)1 << 31)

typedef struct {
    EvaluateReading *out;
    RollDictionary *claimed;
    RollDictionary *known;
    GHashTable *truth; /* "export:row" -> number in known, +1 */
    guint32 next;      /* own number */
    guint32 n_records; /* of the run so far */
} Reading;

typedef void (*TakeFunc)(Reading *reading, const RollBatch *batch);

typedef struct {
    const gchar *table;
    TakeFunc take;
} TableReader;

typedef struct {
    Reading *reading;
    const TableReader *readers; /* up to one without a name */
} Readers;

static void
take_any(gpointer self, const gchar *table, const RollBatch *batch)
{
    const Readers *all = self;

    for (guint i = 0; all->readers[i].table != NULL; i++)
        if (strcmp(all->readers[i].table, table) == 0)
            all->readers[i].take(all->reading, batch);
}

static gboolean
read_stream(Reading *reading, const gchar *path, const TableReader *readers, GError **error)
{
    Readers all = {reading, readers};

    return roll_stream_each(roll_gzip_open(path, NULL, error), take_any, &all, error);
}

static gchar *
id_of(const RollBatch *batch, guint i)
{
    return g_strdup_printf("%s:%s", roll_batch_get(batch, "export", i).data,
                           roll_batch_get(batch, "row", i).data);
}

static guint32
number_at(const RollBatch *batch, const gchar *column, guint i)
{
    return (guint32)g_ascii_strtoull(roll_batch_get(batch, column, i).data, NULL, 10);
}

static guint32
whose(Reading *reading, RollDictionary *officers, RollText officer)
{
    return officer.length > 0 ? roll_dictionary_add(officers, officer) : NOBODY + reading->next++;
}

static void
take_truth(Reading *reading, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        g_hash_table_insert(
            reading->truth, id_of(batch, i),
            GUINT_TO_POINTER(whose(reading, reading->known, roll_batch_get(batch, "officer", i)) +
                             1));
}

static void
take_comparisons(Reading *reading, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        if (strcmp(roll_batch_get(batch, "level", i).data, "0") == 0 &&
            reading->out->fields->len < EVALUATE_FIELDS_MAX)
            g_ptr_array_add(reading->out->fields, g_strdup(roll_batch_get(batch, "field", i).data));
}

static guint32
fields_of(const Reading *reading, const RollBatch *batch, guint i)
{
    g_autoptr(GString) value = g_string_new(NULL);
    guint32 has = 0;

    for (guint field = 0; field < reading->out->fields->len; field++) {
        g_string_truncate(value, 0);
        roll_compared_value(batch, i, reading->out->fields->pdata[field], value);
        has |= (guint32)(value->len > 0) << field;
    }
    return has;
}

static void
take_records(Reading *reading, const RollBatch *batch)
{
    RollDictionary *texts = reading->out->texts;

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        g_autofree gchar *id = id_of(batch, i);
        gpointer known = g_hash_table_lookup(reading->truth, id);
        EvaluateRecord record = {.number = ++reading->n_records};

        if (known == NULL)
            continue;
        record.known = GPOINTER_TO_UINT(known) - 1;
        record.claimed = whose(reading, reading->claimed, roll_batch_get(batch, "officer", i));
        record.export_name = roll_dictionary_add(texts, roll_batch_get(batch, "export", i));
        record.file = roll_dictionary_add(texts, roll_batch_get(batch, "file", i));
        record.name = roll_dictionary_add(texts, roll_batch_get(batch, "name_clean", i));
        record.line = number_at(batch, "line", i);
        record.has = fields_of(reading, batch, i);
        g_array_append_val(reading->out->records, record);
    }
}

static void
take_identities(Reading *reading, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        guint32 node = NOBODY + reading->next++;

        if (roll_batch_get(batch, "identity", i).length > 0 &&
            roll_batch_get(batch, "alone", i).length == 0)
            node = number_at(batch, "identity", i);
        g_array_append_val(reading->out->nodes, node);
    }
}

static void
take_joins(Reading *reading, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        EvaluateJoin join = {number_at(batch, "record_a", i), number_at(batch, "record_b", i),
                             g_ascii_strtod(roll_batch_get(batch, "value", i).data, NULL)};

        if (strcmp(roll_batch_get(batch, "cause", i).data, "decision") == 0)
            join.bits = G_MAXDOUBLE;
        g_array_append_val(reading->out->joins, join);
    }
}

EvaluateReading *
evaluate_read(const gchar *run, const gchar *truth, GError **error)
{
    static const TableReader of_truth[] = {{"records", take_truth}, {NULL, NULL}};
    static const TableReader first[] = {{"comparisons", take_comparisons},
                                        {"identities", take_identities},
                                        {"joins", take_joins},
                                        {NULL, NULL}};
    static const TableReader second[] = {{"records", take_records}, {NULL, NULL}};
    g_autoptr(EvaluateReading) out = g_new0(EvaluateReading, 1);
    g_autoptr(RollDictionary) claimed = roll_dictionary_new();
    g_autoptr(RollDictionary) known = roll_dictionary_new();
    g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = {out, claimed, known, table, 0, 0};

    out->records = g_array_new(FALSE, FALSE, sizeof(EvaluateRecord));
    out->joins = g_array_new(FALSE, FALSE, sizeof(EvaluateJoin));
    out->nodes = g_array_new(FALSE, FALSE, sizeof(guint32));
    out->fields = g_ptr_array_new_with_free_func(g_free);
    out->texts = roll_dictionary_new();
    if (!read_stream(&reading, truth, of_truth, error) ||
        !read_stream(&reading, run, first, error) || !read_stream(&reading, run, second, error))
        return NULL;
    return g_steal_pointer(&out);
}

void
evaluate_reading_free(EvaluateReading *reading)
{
    if (reading == NULL)
        return;
    g_array_unref(reading->records);
    g_array_unref(reading->joins);
    g_array_unref(reading->nodes);
    g_ptr_array_unref(reading->fields);
    roll_dictionary_free(reading->texts);
    g_free(reading);
}
