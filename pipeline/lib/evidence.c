#include "pipeline/lib/evidence.h"

#include <math.h>
#include <stdlib.h>

#include "pipeline/lib/compared.h"
#include "pipeline/lib/number.h"

gdouble
evidence_wrong_of_thousand(gdouble bits)
{
    return 1000 / (1 + exp2(MIN(bits, 60)));
}

const gchar *
evidence_name(const EvidenceRecord *record)
{
    static const gchar *const columns[] = {"name_clean", "officer_name"};

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (evidence_get(record, columns[i]).length > 0)
            return evidence_get(record, columns[i]).data;
    return evidence_get(record, "encoded_norm").length > 0 ? "(encoded)" : "(no name)";
}

gchar *
evidence_place(const EvidenceRecord *record)
{
    return g_strdup_printf("%s line %s", evidence_get(record, "export").data,
                           evidence_get(record, "line").data);
}

const gchar *
evidence_bits(gint64 hundredths, gchar buffer[EVIDENCE_BITS_MAX])
{
    g_snprintf(buffer, EVIDENCE_BITS_MAX, "%c%" G_GINT64_FORMAT ".%02d", hundredths < 0 ? '-' : '+',
               ABS(hundredths) / 100, (gint)(ABS(hundredths) % 100));
    return buffer;
}

/* ---- pairs ---- */

static void
part_clear(gpointer data)
{
    EvidencePart *part = data;

    g_free(part->value_a);
    g_free(part->value_b);
}

void
evidence_pair_free(EvidencePair *pair)
{
    if (pair == NULL)
        return;
    g_array_unref(pair->parts);
    g_free(pair);
}

static gchar *
value_of(const EvidenceRecord *record, const gchar *field)
{
    g_autoptr(GString) value = g_string_new(NULL);

    roll_compared_value(record->batch, record->at, field, value);
    return g_string_free(g_steal_pointer(&value), FALSE);
}

static void
add_part(EvidencePair *pair, const EvidenceReading *reading, guint field, gchar level,
         const gchar *bits)
{
    const GPtrArray *labels = reading->labels->pdata[field];
    guint place = (guint)(guchar)level - '0'; /* "-", missing, is none */
    const gchar *name = reading->fields->pdata[field];
    EvidencePart part = {.field = name};

    if (place >= labels->len)
        return;
    part.level = labels->pdata[place];
    part.value_a = value_of(pair->a, name);
    part.value_b = value_of(pair->b, name);
    part.hundredths = g_ascii_strtoll(bits, NULL, 10);
    pair->sum += part.hundredths;
    g_array_append_val(pair->parts, part);
}

EvidencePair *
evidence_pair_new(const EvidenceReading *reading, const EvidenceRecord *a, const EvidenceRecord *b)
{
    const EvidenceLink *link = evidence_find(reading, a->identity, b->identity);
    g_auto(GStrv) bits = NULL;
    EvidencePair *pair = NULL;

    if (link == NULL)
        return NULL;
    bits = g_strsplit(link->parts, " ", -1);
    pair = g_new0(EvidencePair, 1);
    pair->a = a;
    pair->b = b;
    pair->start = bits[0] != NULL ? g_ascii_strtoll(bits[0], NULL, 10) : 0;
    pair->sum = pair->start;
    pair->parts = g_array_new(FALSE, TRUE, sizeof(EvidencePart));
    g_array_set_clear_func(pair->parts, part_clear);
    for (guint field = 0; field < reading->fields->len && bits[0] != NULL &&
                          bits[field + 1] != NULL && link->levels[field] != '\0';
         field++)
        add_part(pair, reading, field, link->levels[field], bits[field + 1]);
    return pair;
}

/* ---- steps ---- */

static gint
place_of(const EvidenceOfficer *officer, guint number)
{
    for (guint i = 0; i < officer->records->len; i++)
        if (((const EvidenceRecord *)officer->records->pdata[i])->number == number)
            return (gint)i;
    return -1;
}

/* Records that are one before anything is joined have one group: they say the same. */
static guint *
first_groups(const EvidenceOfficer *officer)
{
    guint n = officer->records->len;
    guint *groups = g_new(guint, n + 1);

    for (guint i = 0; i < n; i++) {
        const EvidenceRecord *record = officer->records->pdata[i];

        groups[i] = i;
        for (guint j = 0; j < i && groups[i] == i && !record->is_alone; j++) {
            const EvidenceRecord *other = officer->records->pdata[j];

            if (!other->is_alone && other->identity == record->identity)
                groups[i] = j;
        }
    }
    return groups;
}

static guint
size_of(const guint *groups, guint n, guint group)
{
    guint size = 0;

    for (guint i = 0; i < n; i++)
        size += groups[i] == group;
    return size;
}

static void
join_groups(guint *groups, guint n, guint to, guint from)
{
    for (guint i = 0; i < n; i++)
        if (groups[i] == from)
            groups[i] = to;
}

static void
add_step(EvidenceOfficer *officer, const EvidenceReading *reading, const EvidenceJoin *join,
         guint *groups)
{
    gint a = place_of(officer, join->a);
    gint b = place_of(officer, join->b);
    guint n = officer->records->len;
    EvidenceStep step = {.value = join->value, .is_decided = join->is_decided};

    if (a < 0 || b < 0)
        return;
    step.a = officer->records->pdata[a];
    step.b = officer->records->pdata[b];
    step.n_a = size_of(groups, n, groups[a]);
    step.n_b = size_of(groups, n, groups[b]);
    step.pair = evidence_pair_new(reading, step.a, step.b);
    join_groups(groups, n, groups[a], groups[b]);
    g_array_append_val(officer->steps, step);
}

static gint
find_weakest(const GArray *steps)
{
    gint weakest = -1;

    for (guint i = 0; i < steps->len; i++) {
        const EvidenceStep *step = &g_array_index(steps, EvidenceStep, i);

        if (!step->is_decided &&
            (weakest < 0 || step->value < g_array_index(steps, EvidenceStep, weakest).value))
            weakest = (gint)i;
    }
    return weakest;
}

/* ---- officers ---- */

static void
step_clear(gpointer data)
{
    evidence_pair_free(((EvidenceStep *)data)->pair);
}

static void
officer_free(gpointer data)
{
    EvidenceOfficer *officer = data;

    g_free(officer->number);
    g_ptr_array_unref(officer->records);
    g_array_unref(officer->steps);
    g_free(officer);
}

static EvidenceOfficer *
officer_new(guint32 number)
{
    EvidenceOfficer *officer = g_new0(EvidenceOfficer, 1);
    gchar text[ROLL_NUMBER_MAX];

    roll_number_format(ROLL_NUMBER_OFFICER, number, text);
    officer->officer = number;
    officer->number = g_strdup(text);
    officer->records = g_ptr_array_new();
    officer->steps = g_array_new(FALSE, TRUE, sizeof(EvidenceStep));
    g_array_set_clear_func(officer->steps, step_clear);
    return officer;
}

static gint
compare_officers(gconstpointer a, gconstpointer b)
{
    const EvidenceOfficer *x = *(const EvidenceOfficer *const *)a;
    const EvidenceOfficer *y = *(const EvidenceOfficer *const *)b;

    return (x->officer > y->officer) - (x->officer < y->officer);
}

/* Joins of one officer follow each other. */
static void
add_steps(const EvidenceReading *reading, GHashTable *by_number)
{
    g_autofree guint *groups = NULL;
    EvidenceOfficer *officer = NULL;

    for (guint i = 0; i < reading->joins->len; i++) {
        const EvidenceJoin *join = &g_array_index(reading->joins, EvidenceJoin, i);

        if (officer == NULL || officer->officer != join->officer) {
            officer = g_hash_table_lookup(by_number, GUINT_TO_POINTER(join->officer));
            g_free(groups);
            groups = officer != NULL ? first_groups(officer) : NULL;
        }
        if (officer != NULL)
            add_step(officer, reading, join, groups);
    }
}

GPtrArray *
evidence_officers(const EvidenceReading *reading)
{
    GPtrArray *officers = g_ptr_array_new_with_free_func(officer_free);
    g_autoptr(GHashTable) by_number = g_hash_table_new(NULL, NULL);
    GHashTableIter each;
    gpointer number;

    g_hash_table_iter_init(&each, reading->officers);
    while (g_hash_table_iter_next(&each, &number, NULL)) {
        g_ptr_array_add(officers, officer_new(GPOINTER_TO_UINT(number)));
        g_hash_table_insert(by_number, number, officers->pdata[officers->len - 1]);
    }
    g_ptr_array_sort(officers, compare_officers);
    for (guint i = 0; i < reading->records->len; i++) {
        EvidenceRecord *record = reading->records->pdata[i];
        guint32 owner = g_array_index(reading->owners, guint32, record->number - 1);
        EvidenceOfficer *officer = g_hash_table_lookup(by_number, GUINT_TO_POINTER(owner));

        if (officer != NULL)
            g_ptr_array_add(officer->records, record);
    }
    add_steps(reading, by_number);
    for (guint i = 0; i < officers->len; i++) {
        EvidenceOfficer *officer = officers->pdata[i];

        officer->weakest = find_weakest(officer->steps);
    }
    return officers;
}

GPtrArray *
evidence_distinct(const EvidenceOfficer *officer, GArray *counts)
{
    GPtrArray *distinct = g_ptr_array_new();

    for (guint i = 0; i < officer->records->len; i++) {
        const EvidenceRecord *record = officer->records->pdata[i];
        guint place = 0;
        guint one = 1;

        for (place = 0; place < distinct->len; place++) {
            const EvidenceRecord *known = distinct->pdata[place];

            if (!record->is_alone && !known->is_alone && known->identity == record->identity)
                break;
        }
        if (place < distinct->len) {
            g_array_index(counts, guint, place)++;
            continue;
        }
        g_ptr_array_add(distinct, officer->records->pdata[i]);
        g_array_append_val(counts, one);
    }
    return distinct;
}
