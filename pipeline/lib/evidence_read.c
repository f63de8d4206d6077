#include "pipeline/lib/evidence_read.h"

#include <string.h>

#include "pipeline/lib/number.h"

/* ---- what holds it ---- */

void
evidence_record_free(gpointer data)
{
    EvidenceRecord *record = data;

    g_free(record->id);
    roll_batch_unref(record->batch);
    g_free(record);
}

static void
link_clear(gpointer data)
{
    EvidenceLink *link = data;

    g_free(link->levels);
    g_free(link->parts);
}

EvidenceReading *
evidence_reading_new(void)
{
    EvidenceReading *reading = g_new0(EvidenceReading, 1);

    reading->owners = g_array_new(FALSE, FALSE, sizeof(guint32));
    reading->identities = g_array_new(FALSE, FALSE, sizeof(guint32));
    reading->fields = g_ptr_array_new_with_free_func(g_free);
    reading->labels = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    reading->officers = g_hash_table_new(NULL, NULL);
    reading->numbers = g_hash_table_new(NULL, NULL);
    reading->records = g_ptr_array_new_with_free_func(evidence_record_free);
    reading->links = g_array_new(FALSE, FALSE, sizeof(EvidenceLink));
    g_array_set_clear_func(reading->links, link_clear);
    reading->joins = g_array_new(FALSE, FALSE, sizeof(EvidenceJoin));
    reading->linked = g_array_new(FALSE, TRUE, sizeof(guint32));
    return reading;
}

void
evidence_reading_free(EvidenceReading *reading)
{
    if (reading == NULL)
        return;
    g_array_unref(reading->owners);
    g_array_unref(reading->identities);
    g_ptr_array_unref(reading->fields);
    g_ptr_array_unref(reading->labels);
    g_hash_table_unref(reading->officers);
    g_hash_table_unref(reading->numbers);
    g_ptr_array_unref(reading->records);
    g_array_unref(reading->links);
    g_array_unref(reading->joins);
    g_array_unref(reading->linked);
    g_free(reading);
}

RollText
evidence_get(const EvidenceRecord *record, const gchar *column)
{
    return roll_batch_get(record->batch, column, record->at);
}

/* ---- batches ---- */

typedef void (*TakeFunc)(EvidenceReading *reading, const RollBatch *batch);

typedef struct {
    const gchar *table;
    TakeFunc take;
} TakenTable;

static void
take(EvidenceReading *reading, const TakenTable *tables, const gchar *table, const RollBatch *batch)
{
    for (; tables->table != NULL; tables++)
        if (strcmp(tables->table, table) == 0)
            tables->take(reading, batch);
    if (strcmp(table, "records") == 0)
        reading->n_records += roll_batch_n_records(batch);
}

/* A whole number, as rollcall itself writes it; 0 where there is none.  @column may be NULL. */
static guint
number_at(const RollColumn *column, guint i)
{
    RollText text = column != NULL ? roll_column_get(column, i) : ROLL_TEXT_EMPTY;
    guint number = 0;

    for (guint at = 0; at < text.length && g_ascii_isdigit(text.data[at]); at++)
        number = number * 10 + (guint)(text.data[at] - '0');
    return number;
}

static gboolean
is_in(GHashTable *set, guint32 number)
{
    return number != 0 && g_hash_table_contains(set, GUINT_TO_POINTER(number));
}

/* ---- identities: of millions of links both are looked for ---- */

#define WORD_BITS 32

static void
add_linked(EvidenceReading *reading, guint32 identity)
{
    if (identity / WORD_BITS >= reading->linked->len)
        g_array_set_size(reading->linked, identity / WORD_BITS + 1);
    g_array_index(reading->linked, guint32, identity / WORD_BITS) |= 1u << identity % WORD_BITS;
}

static gboolean
is_linked(const EvidenceReading *reading, guint32 identity)
{
    return identity / WORD_BITS < reading->linked->len &&
           (g_array_index(reading->linked, guint32, identity / WORD_BITS) >> identity % WORD_BITS &
            1) != 0;
}

/* ---- the first time ---- */

static guint32
officer_of(RollText text)
{
    guint32 number = 0;

    return roll_number_parse(ROLL_NUMBER_OFFICER, text, &number) ? number : 0;
}

static void
look_at_records(EvidenceReading *reading, const RollBatch *batch)
{
    RollColumn *column = roll_batch_find(batch, "officer");

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        guint32 owner = column != NULL ? officer_of(roll_column_get(column, i)) : 0;

        g_array_append_val(reading->owners, owner);
    }
}

/* An identity, and in its highest bit whether the record stands alone. */
#define ALONE ((guint32)1 << 31)

static void
look_at_identities(EvidenceReading *reading, const RollBatch *batch)
{
    const RollColumn *identities = roll_batch_find(batch, "identity");
    const RollColumn *alone = roll_batch_find(batch, "alone");

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        guint32 identity = EVIDENCE_NO_IDENTITY;

        if (identities != NULL && roll_column_get(identities, i).length > 0)
            identity = number_at(identities, i) |
                       (alone != NULL && roll_column_get(alone, i).length > 0 ? ALONE : 0);
        g_array_append_val(reading->identities, identity);
    }
}

static void
look_at_comparisons(EvidenceReading *reading, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        if (strcmp(roll_batch_get(batch, "level", i).data, "0") == 0) {
            g_ptr_array_add(reading->fields, g_strdup(roll_batch_get(batch, "field", i).data));
            g_ptr_array_add(reading->labels, g_ptr_array_new_with_free_func(g_free));
        }
        g_ptr_array_add(reading->labels->pdata[reading->labels->len - 1],
                        g_strdup(roll_batch_get(batch, "label", i).data));
    }
}

void
evidence_look(EvidenceReading *reading, const gchar *table, const RollBatch *batch)
{
    static const TakenTable tables[] = {{"records", look_at_records},
                                        {"identities", look_at_identities},
                                        {"comparisons", look_at_comparisons},
                                        {NULL, NULL}};

    take(reading, tables, table, batch);
}

gboolean
evidence_choose(EvidenceReading *reading)
{
    if (reading->identities->len != reading->owners->len || reading->fields->len == 0)
        return FALSE;
    for (guint i = 0; i < reading->owners->len; i++) {
        guint32 identity = g_array_index(reading->identities, guint32, i);

        if (identity != EVIDENCE_NO_IDENTITY &&
            (is_in(reading->officers, g_array_index(reading->owners, guint32, i)) ||
             is_in(reading->numbers, i + 1)))
            add_linked(reading, identity & ~ALONE);
    }
    reading->n_records = 0;
    return TRUE;
}

/* ---- the second time ---- */

guint32
evidence_identity(const EvidenceReading *reading, guint number)
{
    guint32 identity = g_array_index(reading->identities, guint32, number - 1);

    return identity == EVIDENCE_NO_IDENTITY ? identity : identity & ~ALONE;
}

EvidenceRecord *
evidence_record_new(const EvidenceReading *reading, RollBatch *batch, guint at, guint number)
{
    EvidenceRecord *record = g_new0(EvidenceRecord, 1);

    record->number = number;
    record->id = g_strdup_printf("%s:%s", roll_batch_get(batch, "export", at).data,
                                 roll_batch_get(batch, "row", at).data);
    record->batch = roll_batch_ref(batch);
    record->at = at;
    record->identity = evidence_identity(reading, number);
    record->is_alone = record->identity != g_array_index(reading->identities, guint32, number - 1);
    return record;
}

static gboolean
is_wanted(const EvidenceReading *reading, guint number)
{
    return is_in(reading->officers, g_array_index(reading->owners, guint32, number - 1)) ||
           is_in(reading->numbers, number);
}

/* Those of a batch are kept together, and nothing else of it. */
static void
pick_records(EvidenceReading *reading, const RollBatch *batch)
{
    guint n = roll_batch_n_records(batch);
    g_autofree guint8 *keep = g_new0(guint8, n + 1);
    g_autoptr(RollBatch) kept = NULL;
    guint n_kept = 0;

    for (guint i = 0; i < n; i++) {
        keep[i] = is_wanted(reading, reading->n_records + i + 1) ? 1 : 0;
        n_kept += keep[i];
    }
    if (n_kept == 0)
        return;
    kept = roll_batch_filter(batch, keep);
    n_kept = 0;
    for (guint i = 0; i < n; i++)
        if (keep[i])
            g_ptr_array_add(reading->records, evidence_record_new(reading, kept, n_kept++,
                                                                  reading->n_records + i + 1));
}

static void
pick_joins(EvidenceReading *reading, const RollBatch *batch)
{
    const RollColumn *a = roll_batch_find(batch, "record_a");
    const RollColumn *b = roll_batch_find(batch, "record_b");

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        EvidenceJoin join = {.officer = officer_of(roll_batch_get(batch, "officer", i))};

        if (!is_in(reading->officers, join.officer))
            continue;
        join.a = number_at(a, i);
        join.b = number_at(b, i);
        join.value = g_ascii_strtod(roll_batch_get(batch, "value", i).data, NULL);
        join.is_decided = strcmp(roll_batch_get(batch, "cause", i).data, "decision") == 0;
        g_array_append_val(reading->joins, join);
    }
}

static void
pick_links(EvidenceReading *reading, const RollBatch *batch)
{
    const RollColumn *left = roll_batch_find(batch, "left");
    const RollColumn *right = roll_batch_find(batch, "right");

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        EvidenceLink link = {.left = number_at(left, i), .right = number_at(right, i)};

        if (!is_linked(reading, link.left) && !is_linked(reading, link.right))
            continue;
        link.weight = g_ascii_strtod(roll_batch_get(batch, "weight", i).data, NULL);
        link.levels = g_strdup(roll_batch_get(batch, "levels", i).data);
        link.parts = g_strdup(roll_batch_get(batch, "parts", i).data);
        g_array_append_val(reading->links, link);
    }
}

void
evidence_pick(EvidenceReading *reading, const gchar *table, const RollBatch *batch)
{
    static const TakenTable tables[] = {
        {"records", pick_records}, {"joins", pick_joins}, {"pairs", pick_links}, {NULL, NULL}};

    take(reading, tables, table, batch);
}

void
evidence_forget_links(EvidenceReading *reading)
{
    g_array_set_size(reading->links, 0);
}

void
evidence_pick_again(EvidenceReading *reading, const gchar *table, const RollBatch *batch)
{
    static const TakenTable tables[] = {{"pairs", pick_links}, {NULL, NULL}};

    take(reading, tables, table, batch);
}

/* ---- when it is picked ---- */

static gint
compare_link(const EvidenceLink *link, guint32 left, guint32 right)
{
    if (link->left != left)
        return link->left < left ? -1 : 1;
    return (link->right > right) - (link->right < right);
}

static gint
compare_links(gconstpointer a, gconstpointer b)
{
    const EvidenceLink *other = b;

    return compare_link(a, other->left, other->right);
}

static gint
compare_joins(gconstpointer a, gconstpointer b)
{
    const EvidenceJoin *x = a;
    const EvidenceJoin *y = b;

    return (x->officer > y->officer) - (x->officer < y->officer);
}

/* Joins of one officer stay in their order: the sort is stable. */
void
evidence_settle(EvidenceReading *reading)
{
    g_array_sort(reading->links, compare_links);
    g_array_sort(reading->joins, compare_joins);
}

const EvidenceLink *
evidence_find(const EvidenceReading *reading, guint32 x, guint32 y)
{
    guint low = 0;
    guint high = reading->links->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const EvidenceLink *link = &g_array_index(reading->links, EvidenceLink, middle);
        gint order = compare_link(link, MIN(x, y), MAX(x, y));

        if (order == 0)
            return link;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
