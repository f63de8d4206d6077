#include "pipeline/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/explain_officer.h"
#include "pipeline/explain_read.h"
#include "pipeline/lib/compared.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "pipeline/rematch.h"

#define NEAR_MAX 3 /* strongest links to others that are told */

gdouble
explain_wrong_of_thousand(gdouble bits)
{
    return 1000 / (1 + exp2(MIN(bits, 60)));
}

const gchar *
explain_name(const ExplainRecord *record)
{
    static const gchar *const columns[] = {"name_clean", "officer_name"};

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (roll_batch_get(record->batch, columns[i], 0).length > 0)
            return roll_batch_get(record->batch, columns[i], 0).data;
    return roll_batch_get(record->batch, "encoded_norm", 0).length > 0 ? "(encoded)" : "(no name)";
}

/* ---- evidence ---- */

static void
part_clear(gpointer data)
{
    ExplainPart *part = data;

    g_free(part->value_a);
    g_free(part->value_b);
}

static void
pair_free(ExplainPair *pair)
{
    if (pair == NULL)
        return;
    g_array_unref(pair->parts);
    g_free(pair);
}

static gchar *
value_of(const ExplainRecord *record, const gchar *field)
{
    g_autoptr(GString) value = g_string_new(NULL);

    roll_compared_value(record->batch, 0, field, value);
    return g_string_free(g_steal_pointer(&value), FALSE);
}

static void
add_part(ExplainPair *pair, const ExplainReading *reading, guint field, gchar level,
         const gchar *bits)
{
    const GPtrArray *labels = reading->labels->pdata[field];
    guint place = (guint)(guchar)level - '0'; /* "-", missing, is none */
    const gchar *name = reading->fields->pdata[field];
    ExplainPart part = {.field = name};

    if (place >= labels->len)
        return;
    part.level = labels->pdata[place];
    part.value_a = value_of(pair->a, name);
    part.value_b = value_of(pair->b, name);
    part.hundredths = g_ascii_strtoll(bits, NULL, 10);
    pair->sum += part.hundredths;
    g_array_append_val(pair->parts, part);
}

static const ExplainEvidence *
find_evidence(const ExplainReading *reading, guint32 x, guint32 y)
{
    for (guint i = 0; i < reading->evidence->len; i++) {
        const ExplainEvidence *evidence = &g_array_index(reading->evidence, ExplainEvidence, i);

        if (evidence->left == MIN(x, y) && evidence->right == MAX(x, y))
            return evidence;
    }
    return NULL;
}

/* NULL where match did not keep the pair. */
static ExplainPair *
pair_new(const ExplainReading *reading, const ExplainRecord *a, const ExplainRecord *b)
{
    const ExplainEvidence *evidence = find_evidence(reading, a->identity, b->identity);
    g_auto(GStrv) bits = NULL;
    ExplainPair *pair = NULL;

    if (evidence == NULL)
        return NULL;
    bits = g_strsplit(evidence->parts, " ", -1);
    pair = g_new0(ExplainPair, 1);
    pair->a = a;
    pair->b = b;
    pair->start = bits[0] != NULL ? g_ascii_strtoll(bits[0], NULL, 10) : 0;
    pair->sum = pair->start;
    pair->parts = g_array_new(FALSE, TRUE, sizeof(ExplainPart));
    g_array_set_clear_func(pair->parts, part_clear);
    for (guint field = 0; field < reading->fields->len && bits[0] != NULL &&
                          bits[field + 1] != NULL && evidence->levels[field] != '\0';
         field++)
        add_part(pair, reading, field, evidence->levels[field], bits[field + 1]);
    return pair;
}

/* ---- officers ---- */

static void
near_clear(gpointer data)
{
    ExplainNear *near = data;

    g_free(near->officer);
    pair_free(near->evidence);
}

static void
officer_free(gpointer data)
{
    ExplainOfficer *officer = data;

    g_free(officer->number);
    g_ptr_array_unref(officer->records);
    for (guint i = 0; i < officer->steps->len; i++)
        pair_free(g_array_index(officer->steps, ExplainStep, i).evidence);
    g_array_unref(officer->steps);
    g_ptr_array_unref(officer->events);
    g_free(officer);
}

static void
add_events(ExplainOfficer *officer, const ExplainReading *reading)
{
    for (guint i = 0; i < reading->events->len; i++)
        if (strstr(reading->events->pdata[i], officer->number) != NULL)
            g_ptr_array_add(officer->events, g_strdup(reading->events->pdata[i]));
}

static void
add_officers(Explanation *explanation, const ExplainReading *reading)
{
    for (guint i = 0; i < reading->officers->len; i++) {
        ExplainOfficer *officer = g_new0(ExplainOfficer, 1);

        officer->number = g_strdup(reading->officers->pdata[i]);
        officer->records = g_ptr_array_new();
        officer->events = g_ptr_array_new_with_free_func(g_free);
        for (guint j = 0; j < reading->records->len; j++) {
            ExplainRecord *record = reading->records->pdata[j];

            if (strcmp(roll_batch_get(record->batch, "officer", 0).data, officer->number) == 0)
                g_ptr_array_add(officer->records, record);
        }
        officer->steps = explain_steps(officer, reading->joins);
        for (guint j = 0; j < officer->steps->len; j++) {
            ExplainStep *step = &g_array_index(officer->steps, ExplainStep, j);

            step->evidence = pair_new(reading, step->a, step->b);
        }
        officer->weakest = explain_weakest(officer->steps);
        add_events(officer, reading);
        g_ptr_array_add(explanation->officers, officer);
    }
}

GPtrArray *
explain_distinct(const ExplainOfficer *officer, GArray *counts)
{
    GPtrArray *distinct = g_ptr_array_new();

    for (guint i = 0; i < officer->records->len; i++) {
        const ExplainRecord *record = officer->records->pdata[i];
        guint place = 0;
        guint one = 1;

        for (place = 0; place < distinct->len; place++) {
            const ExplainRecord *known = distinct->pdata[place];

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

/* ---- others who are near ---- */

static gint
compare_strength(gconstpointer a, gconstpointer b)
{
    const ExplainEvidence *x = *(const ExplainEvidence *const *)a;
    const ExplainEvidence *y = *(const ExplainEvidence *const *)b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->left != y->left ? (x->left < y->left ? -1 : 1)
                              : (x->right > y->right) - (x->right < y->right);
}

static const ExplainRecord *
record_of(const GPtrArray *records, guint32 identity)
{
    for (guint i = 0; i < records->len; i++)
        if (((const ExplainRecord *)records->pdata[i])->identity == identity)
            return records->pdata[i];
    return NULL;
}

/* Evidence with one side among the records and the other elsewhere, the strongest first. */
static GPtrArray *
links_outside(const ExplainReading *reading)
{
    GPtrArray *links = g_ptr_array_new();

    for (guint i = 0; i < reading->evidence->len; i++) {
        ExplainEvidence *evidence = &g_array_index(reading->evidence, ExplainEvidence, i);

        if ((record_of(reading->records, evidence->left) == NULL) !=
            (record_of(reading->records, evidence->right) == NULL))
            g_ptr_array_add(links, evidence);
    }
    g_ptr_array_sort(links, compare_strength);
    return links;
}

static gboolean
is_told(const GArray *near, const gchar *officer)
{
    for (guint i = 0; i < near->len; i++)
        if (strcmp(g_array_index(near, ExplainNear, i).officer, officer) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
add_near(Explanation *explanation, ExplainReading *reading, GError **error)
{
    g_autoptr(GPtrArray) links = links_outside(reading);
    g_autoptr(GArray) identities = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) others = NULL;

    for (guint i = 0; i < links->len; i++) {
        const ExplainEvidence *link = links->pdata[i];
        guint32 other = record_of(reading->records, link->left) != NULL ? link->right : link->left;

        g_array_append_val(identities, other);
    }
    others = explain_read_first(reading, identities, error);
    for (guint i = 0; others != NULL && i < links->len && explanation->near->len < NEAR_MAX; i++) {
        const ExplainEvidence *link = links->pdata[i];
        guint32 identity = g_array_index(identities, guint32, i);
        const ExplainRecord *other = record_of(others, identity);
        ExplainNear near = {0};
        gpointer kept = NULL;
        guint place = 0;

        if (other == NULL ||
            is_told(explanation->near, roll_batch_get(other->batch, "officer", 0).data))
            continue;
        near.officer = g_strdup(roll_batch_get(other->batch, "officer", 0).data);
        near.evidence = pair_new(
            reading, record_of(reading->records, identity == link->left ? link->right : link->left),
            other);
        g_array_append_val(explanation->near, near);
        if (g_ptr_array_find(others, other, &place)) {
            kept = g_ptr_array_steal_index(others, place);
            g_ptr_array_add(explanation->records, kept);
        }
    }
    return others != NULL;
}

/* ---- the names ---- */

static gchar *
raw_name(const ExplainRecord *record)
{
    const gchar *whole = roll_batch_get(record->batch, "officer_name", 0).data;

    if (*whole != '\0')
        return g_strdup(whole);
    return g_strstrip(g_strdup_printf("%s %s", roll_batch_get(record->batch, "family_name", 0).data,
                                      roll_batch_get(record->batch, "given_name", 0).data));
}

static gboolean
add_hits(Explanation *explanation, const gchar *run, const ExplainReading *reading,
         Interrupt *interrupt, GError **error)
{
    g_autoptr(GPtrArray) rules = archive_rules(run);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    NamesOptions options = {.rules = (const gchar *const *)rules->pdata, .country = ""};

    for (guint i = 0; i < reading->records->len; i++) {
        const ExplainRecord *record = reading->records->pdata[i];
        g_autofree gchar *name = raw_name(record);

        if (*options.country == '\0')
            options.country = roll_batch_get(record->batch, "country_norm", 0).data;
        if (*name != '\0' && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, g_steal_pointer(&name));
    }
    if (names->len == 0)
        return TRUE;
    explanation->hits = names_hits(&options, names, interrupt, error);
    return explanation->hits != NULL;
}

/* ---- the whole ---- */

static gboolean
read_what(ExplainReading *reading, const gchar *const *what, GError **error)
{
    guint n = what[1] == NULL ? 1 : 2;
    guint32 number = 0;

    if (n == 1 && roll_number_parse(ROLL_NUMBER_OFFICER, roll_text(what[0]), &number)) {
        g_ptr_array_add(reading->officers, g_strdup(what[0]));
        return TRUE;
    }
    for (guint i = 0; i < n; i++) {
        if (strchr(what[i], ':') == NULL) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                        "explain: \"%s\" is neither a record (EXPORT:ROW or FILE:LINE) nor an "
                        "officer's number (000042-W; mind its last letter)",
                        what[i]);
            return FALSE;
        }
        g_ptr_array_add(reading->targets, g_strdup(what[i]));
    }
    return TRUE;
}

static void
set_asked(Explanation *explanation, const ExplainReading *reading)
{
    for (guint i = 0; i < reading->records->len; i++) {
        const ExplainRecord *record = reading->records->pdata[i];

        for (guint side = 0; side < 2; side++)
            if (record->number == reading->found[side])
                explanation->asked[side] = record;
    }
}

/* Evidence of a pair that is not in the archive is computed. */
static gboolean
add_pair(Explanation *explanation, const gchar *run, ExplainReading *reading, Interrupt *interrupt,
         GError **error)
{
    const ExplainRecord *a = explanation->asked[0];
    const ExplainRecord *b = explanation->asked[1];
    g_autofree gchar *model = NULL;

    if (a == NULL || b == NULL || a->identity == EXPLAIN_NO_IDENTITY ||
        b->identity == EXPLAIN_NO_IDENTITY)
        return TRUE;
    explanation->pair = pair_new(reading, a, b);
    if (explanation->pair != NULL)
        return TRUE;
    if (!rematch(run, reading, interrupt, &model, error))
        return FALSE;
    explanation->pair = pair_new(reading, a, b);
    explanation->is_other_model = strcmp(model, reading->model->str) != 0;
    if (explanation->pair != NULL)
        explanation->pair->is_computed = TRUE;
    return TRUE;
}

static Explanation *
explanation_new(void)
{
    Explanation *explanation = g_new0(Explanation, 1);

    explanation->officers = g_ptr_array_new_with_free_func(officer_free);
    explanation->near = g_array_new(FALSE, TRUE, sizeof(ExplainNear));
    g_array_set_clear_func(explanation->near, near_clear);
    explanation->reasons = g_ptr_array_new_with_free_func(g_free);
    return explanation;
}

Explanation *
explain(const gchar *run, const gchar *const *what, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *stream = g_build_filename(run, ARCHIVE_STREAM, NULL);
    g_autoptr(ExplainReading) reading = explain_reading_new(stream);
    g_autoptr(Explanation) explanation = explanation_new();

    if (!read_what(reading, what, error) || !explain_find(reading, error) ||
        !explain_read(reading, error))
        return NULL;
    set_asked(explanation, reading);
    explanation->records = g_ptr_array_new_with_free_func(explain_record_free);
    if (!add_pair(explanation, run, reading, interrupt, error))
        return NULL;
    add_officers(explanation, reading);
    if (explanation->asked[1] == NULL && !add_near(explanation, reading, error))
        return NULL;
    if (!add_hits(explanation, run, reading, interrupt, error))
        return NULL;
    explain_reasons(explanation, reading);
    /* What the parts point at lives on. */
    g_ptr_array_extend_and_steal(explanation->records, g_steal_pointer(&reading->records));
    explanation->reading = g_steal_pointer(&reading);
    return g_steal_pointer(&explanation);
}

void
explanation_free(Explanation *explanation)
{
    if (explanation == NULL)
        return;
    pair_free(explanation->pair);
    g_ptr_array_unref(explanation->officers);
    g_array_unref(explanation->near);
    g_ptr_array_unref(explanation->reasons);
    g_clear_pointer(&explanation->hits, g_ptr_array_unref);
    g_clear_pointer(&explanation->records, g_ptr_array_unref);
    explain_reading_free(explanation->reading);
    g_free(explanation);
}
