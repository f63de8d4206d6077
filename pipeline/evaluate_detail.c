#include "pipeline/evaluate_detail.h"

#include <stdlib.h>
#include <string.h>

#include "pipeline/evaluate_read.h"
#include "pipeline/lib/array.h"

/* A record while it is counted: in which of two partitions, and what is counted of it. */
typedef struct {
    guint32 claimed;
    guint32 known;
    guint32 place; /* in the records */
} Cell;

/* From each record's point of view. */
typedef struct {
    gdouble *precision; /* owned, as both */
    gdouble *recall;
} Views;

static gdouble
pairs_of(gdouble n)
{
    return n * (n - 1) / 2;
}

static gint
by_claimed(gconstpointer a, gconstpointer b)
{
    const Cell *x = a;
    const Cell *y = b;

    if (x->claimed != y->claimed)
        return x->claimed < y->claimed ? -1 : 1;
    if (x->known != y->known)
        return x->known < y->known ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static gint
by_known(gconstpointer a, gconstpointer b)
{
    const Cell *x = a;
    const Cell *y = b;

    if (x->known != y->known)
        return x->known < y->known ? -1 : 1;
    if (x->claimed != y->claimed)
        return x->claimed < y->claimed ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static const Cell *
cell_at(const GArray *cells, guint i)
{
    return &g_array_index(cells, Cell, i);
}

/* The first cell behind those that are equal to that at @begin: in the first number of the order
 * alone, or in both. */
static guint
end_of(const GArray *cells, guint begin, gboolean claimed, gboolean both)
{
    const Cell *first = cell_at(cells, begin);
    guint end = begin;

    while (end < cells->len) {
        const Cell *at = cell_at(cells, end);
        gboolean is_same = claimed ? at->claimed == first->claimed : at->known == first->known;

        if (!is_same || (both && (at->claimed != first->claimed || at->known != first->known)))
            break;
        end++;
    }
    return end;
}

static GArray *
cells_of(const EvaluateReading *reading, const guint32 *claimed)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(Cell));

    for (guint i = 0; i < reading->records->len; i++) {
        const EvaluateRecord *record = &g_array_index(reading->records, EvaluateRecord, i);
        Cell cell = {claimed != NULL ? claimed[record->number - 1] : record->claimed, record->known,
                     i};

        g_array_append_val(cells, cell);
    }
    return cells;
}

/* ---- thresholds ---- */

/* Pairs of records in groups of one number (or of both). */
static gdouble
count_pairs(GArray *cells, gboolean claimed, gboolean both)
{
    gdouble pairs = 0;
    guint end = 0;

    g_array_sort(cells, claimed ? by_claimed : by_known);
    for (guint begin = 0; begin < cells->len; begin = end) {
        end = end_of(cells, begin, claimed, both);
        pairs += pairs_of(end - begin);
    }
    return pairs;
}

static guint32
root_of(guint32 *roots, guint32 record)
{
    while (roots[record] != record) {
        roots[record] = roots[roots[record]];
        record = roots[record];
    }
    return record;
}

/* The officers there were, had only joins at @bits and more been made (transfer full). */
static guint32 *
officers_at(const EvaluateReading *reading, gdouble bits)
{
    guint32 n = reading->nodes->len;
    guint32 *roots = g_new(guint32, (gsize)n + 1);
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL);

    for (guint32 i = 0; i < n; i++) {
        gpointer node = GUINT_TO_POINTER(g_array_index(reading->nodes, guint32, i));
        gpointer known = g_hash_table_lookup(first, node);

        roots[i] = known != NULL ? GPOINTER_TO_UINT(known) - 1 : i;
        if (known == NULL)
            g_hash_table_insert(first, node, GUINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < reading->joins->len; i++) {
        const EvaluateJoin *join = &g_array_index(reading->joins, EvaluateJoin, i);

        if (join->bits >= bits && join->a >= 1 && join->b >= 1 && MAX(join->a, join->b) <= n)
            roots[root_of(roots, join->b - 1)] = root_of(roots, join->a - 1);
    }
    for (guint32 i = 0; i < n; i++)
        roots[i] = root_of(roots, i);
    return roots;
}

static void
add_thresholds(EvaluateDetail *detail, const EvaluateReading *reading)
{
    static const gdouble bits[] = {0, 1, 2, 3, 4, 6, 8, 10, 12};

    for (guint i = 0; i < G_N_ELEMENTS(bits); i++) {
        g_autofree guint32 *claimed = officers_at(reading, bits[i]);
        g_autoptr(GArray) cells = cells_of(reading, claimed);
        gdouble agreed = count_pairs(cells, TRUE, TRUE);
        gdouble precision = evaluate_ratio(agreed, count_pairs(cells, TRUE, FALSE));
        gdouble recall = evaluate_ratio(agreed, count_pairs(cells, FALSE, FALSE));
        EvaluateThreshold at = {bits[i], evaluate_measure(precision, recall)};

        g_array_append_val(detail->thresholds, at);
    }
}

/* ---- groups ---- */

static void
views_clear(Views *views)
{
    g_free(views->precision);
    g_free(views->recall);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Views, views_clear)

/* Of the officer of each record, how much is the one it truly is: claimed and known change places
 * for recall. */
static gdouble *
view_by(GArray *cells, gboolean claimed)
{
    gdouble *shares = g_new0(gdouble, (gsize)cells->len + 1);
    guint end = 0;

    g_array_sort(cells, claimed ? by_claimed : by_known);
    for (guint begin = 0; begin < cells->len; begin = end) {
        guint same_end = 0;

        end = end_of(cells, begin, claimed, FALSE);
        for (guint same = begin; same < end; same = same_end) {
            same_end = end_of(cells, same, claimed, TRUE);
            for (guint i = same; i < same_end; i++)
                shares[cell_at(cells, i)->place] =
                    (gdouble)(same_end - same) / (gdouble)(end - begin);
        }
    }
    return shares;
}

/* The records for which @has, when masked, is as wanted; of one export, where @export_name is not
 * 0. */
typedef struct {
    guint32 export_name;
    guint32 mask;
    guint32 wanted;
} Choice;

static EvaluateGroup
group_of(const EvaluateReading *reading, const Views *views, const Choice *choice)
{
    EvaluateGroup group = {0};
    gdouble precision = 0;
    gdouble recall = 0;

    for (guint i = 0; i < reading->records->len; i++) {
        const EvaluateRecord *record = &g_array_index(reading->records, EvaluateRecord, i);

        if ((choice->export_name != 0 && record->export_name != choice->export_name) ||
            (record->has & choice->mask) != choice->wanted)
            continue;
        group.n_records++;
        precision += views->precision[i];
        recall += views->recall[i];
    }
    group.bcubed = evaluate_measure(evaluate_ratio(precision, (gdouble)group.n_records),
                                    evaluate_ratio(recall, (gdouble)group.n_records));
    return group;
}

static gint
compare_groups(gconstpointer a, gconstpointer b)
{
    return strcmp(((const EvaluateGroup *)a)->name, ((const EvaluateGroup *)b)->name);
}

static void
add_groups(EvaluateDetail *detail, const EvaluateReading *reading)
{
    g_autoptr(GArray) cells = cells_of(reading, NULL);
    g_auto(Views) views = {view_by(cells, TRUE), view_by(cells, FALSE)};
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < reading->records->len; i++) {
        guint32 export_name = g_array_index(reading->records, EvaluateRecord, i).export_name;
        EvaluateGroup group = {0};

        if (!g_hash_table_add(seen, GUINT_TO_POINTER(export_name)))
            continue;
        group = group_of(reading, &views, &(Choice){export_name, 0, 0});
        group.name = g_strdup(roll_dictionary_text(reading->texts, export_name).data);
        g_array_append_val(detail->exports, group);
    }
    g_array_sort(detail->exports, compare_groups);
    for (guint field = 0; field < reading->fields->len; field++)
        for (guint lacks = 0; lacks < 2; lacks++) {
            guint32 mask = (guint32)1 << field;
            EvaluateGroup group = group_of(reading, &views, &(Choice){0, mask, lacks ? 0 : mask});

            group.name = g_strdup(reading->fields->pdata[field]);
            group.lacks = lacks != 0;
            g_array_append_val(detail->fields, group);
        }
}

/* ---- the worst ---- */

static gchar *
place_of(const EvaluateReading *reading, guint place)
{
    const EvaluateRecord *record = &g_array_index(reading->records, EvaluateRecord, place);

    return g_strdup_printf("%s:%u", roll_dictionary_text(reading->texts, record->file).data,
                           record->line);
}

static gchar *
name_of(const EvaluateReading *reading, guint place)
{
    return g_strdup(roll_dictionary_text(
                        reading->texts, g_array_index(reading->records, EvaluateRecord, place).name)
                        .data);
}

static gint
compare_errors(gconstpointer a, gconstpointer b)
{
    const EvaluateError *x = a;
    const EvaluateError *y = b;
    gint order = 0;

    if (x->n_pairs != y->n_pairs)
        return x->n_pairs > y->n_pairs ? -1 : 1;
    order = strcmp(x->place_a, y->place_a);
    return order != 0 ? order : strcmp(x->place_b, y->place_b);
}

/* Of a group that should be several (or of several that should be one) the largest part against
 * each other one. */
static void
add_parts(GArray *errors, const EvaluateReading *reading, const GArray *cells, guint begin,
          guint end)
{
    gboolean claimed = cell_at(cells, begin)->claimed == cell_at(cells, end - 1)->claimed;
    guint largest = begin;
    guint n_largest = 0;
    guint part_end = 0;

    for (guint part = begin; part < end; part = part_end) {
        part_end = end_of(cells, part, claimed, TRUE);
        if (part_end - part > n_largest) {
            largest = part;
            n_largest = part_end - part;
        }
    }
    for (guint part = begin; part < end; part = part_end) {
        guint a = cell_at(cells, largest)->place;
        guint b = cell_at(cells, part)->place;
        EvaluateError fault = {0};

        part_end = end_of(cells, part, claimed, TRUE);
        if (part == largest)
            continue;
        fault = (EvaluateError){place_of(reading, a), place_of(reading, b), name_of(reading, a),
                                name_of(reading, b), (guint64)n_largest * (part_end - part)};
        g_array_append_val(errors, fault);
    }
}

static void
add_errors(GArray *errors, const EvaluateReading *reading, gboolean claimed, guint n_worst)
{
    g_autoptr(GArray) cells = cells_of(reading, NULL);
    guint end = 0;

    g_array_sort(cells, claimed ? by_claimed : by_known);
    for (guint begin = 0; begin < cells->len; begin = end) {
        end = end_of(cells, begin, claimed, FALSE);
        if (end_of(cells, begin, claimed, TRUE) < end)
            add_parts(errors, reading, cells, begin, end);
    }
    g_array_sort(errors, compare_errors);
    if (errors->len > n_worst)
        g_array_set_size(errors, n_worst);
}

/* ---- all of it ---- */

static void
group_clear(gpointer group)
{
    g_free(((EvaluateGroup *)group)->name);
}

static void
error_clear(gpointer data)
{
    EvaluateError *error = data;

    g_free(error->place_a);
    g_free(error->place_b);
    g_free(error->name_a);
    g_free(error->name_b);
}

EvaluateDetail *
evaluate_detail(const gchar *records, const gchar *truth, guint n_worst, GError **error)
{
    g_autoptr(EvaluateReading) reading = evaluate_read(records, truth, error);
    EvaluateDetail *detail = NULL;

    if (reading == NULL)
        return NULL;
    detail = g_new0(EvaluateDetail, 1);
    detail->thresholds = roll_array_new(sizeof(EvaluateThreshold), NULL);
    detail->exports = roll_array_new(sizeof(EvaluateGroup), group_clear);
    detail->fields = roll_array_new(sizeof(EvaluateGroup), group_clear);
    detail->merges = roll_array_new(sizeof(EvaluateError), error_clear);
    detail->misses = roll_array_new(sizeof(EvaluateError), error_clear);
    add_thresholds(detail, reading);
    add_groups(detail, reading);
    add_errors(detail->merges, reading, TRUE, n_worst);
    add_errors(detail->misses, reading, FALSE, n_worst);
    return detail;
}

void
evaluate_detail_free(EvaluateDetail *detail)
{
    if (detail == NULL)
        return;
    g_array_unref(detail->thresholds);
    g_array_unref(detail->exports);
    g_array_unref(detail->fields);
    g_array_unref(detail->merges);
    g_array_unref(detail->misses);
    g_free(detail);
}
