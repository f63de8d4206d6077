#include "pipeline/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/explain_officer.h"
#include "pipeline/explain_read.h"
#include "pipeline/lib/compared.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "pipeline/rematch.h"

#define NEAR_MAX 3 /* strongest links to others that are told */

/* ---- officers ---- */

static void
near_clear(gpointer data)
{
    ExplainNear *near = data;

    g_free(near->officer);
    evidence_pair_free(near->evidence);
}

GPtrArray *
explain_events(const Explanation *explanation, const EvidenceOfficer *officer)
{
    GPtrArray *events = g_ptr_array_new();

    for (guint i = 0; i < explanation->reading->events->len; i++)
        if (strstr(explanation->reading->events->pdata[i], officer->number) != NULL)
            g_ptr_array_add(events, explanation->reading->events->pdata[i]);
    return events;
}

/* That of the record that was asked for first stands first. */
static void
add_officers(Explanation *explanation, const ExplainReading *reading)
{
    GPtrArray *officers = evidence_officers(reading->evidence);
    gpointer first = officers->len > 0 ? officers->pdata[0] : NULL;

    if (officers->len == 2 &&
        strcmp(((const EvidenceOfficer *)first)->number, reading->officers->pdata[0]) != 0) {
        officers->pdata[0] = officers->pdata[1];
        officers->pdata[1] = first;
    }
    explanation->officers = officers;
}

/* ---- others who are near ---- */

static gint
compare_strength(gconstpointer a, gconstpointer b)
{
    const EvidenceLink *x = *(const EvidenceLink *const *)a;
    const EvidenceLink *y = *(const EvidenceLink *const *)b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->left != y->left ? (x->left < y->left ? -1 : 1)
                              : (x->right > y->right) - (x->right < y->right);
}

static const EvidenceRecord *
record_of(const GPtrArray *records, guint32 identity)
{
    for (guint i = 0; i < records->len; i++)
        if (((const EvidenceRecord *)records->pdata[i])->identity == identity)
            return records->pdata[i];
    return NULL;
}

/* Evidence with one side among the records and the other elsewhere, the strongest first. */
static GPtrArray *
links_outside(const EvidenceReading *evidence)
{
    GPtrArray *links = g_ptr_array_new();

    for (guint i = 0; i < evidence->links->len; i++) {
        EvidenceLink *link = &g_array_index(evidence->links, EvidenceLink, i);

        if ((record_of(evidence->records, link->left) == NULL) !=
            (record_of(evidence->records, link->right) == NULL))
            g_ptr_array_add(links, link);
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
    g_autoptr(GPtrArray) links = links_outside(reading->evidence);
    g_autoptr(GArray) identities = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) others = NULL;

    for (guint i = 0; i < links->len; i++) {
        const EvidenceLink *link = links->pdata[i];
        guint32 other =
            record_of(reading->evidence->records, link->left) != NULL ? link->right : link->left;

        g_array_append_val(identities, other);
    }
    others = explain_read_first(reading, identities, error);
    for (guint i = 0; others != NULL && i < links->len && explanation->near->len < NEAR_MAX; i++) {
        const EvidenceLink *link = links->pdata[i];
        guint32 identity = g_array_index(identities, guint32, i);
        const EvidenceRecord *other = record_of(others, identity);
        ExplainNear near = {0};
        gpointer kept = NULL;
        guint place = 0;

        if (other == NULL || is_told(explanation->near, evidence_get(other, "officer").data))
            continue;
        near.officer = g_strdup(evidence_get(other, "officer").data);
        near.evidence =
            evidence_pair_new(reading->evidence,
                              record_of(reading->evidence->records,
                                        identity == link->left ? link->right : link->left),
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

/* Rules that another rollcall wrote may be none of ours: what was concluded by them stands. */
static gboolean
go_without_hits(const gchar *run, GError *cause, GError **error)
{
    if (!g_error_matches(cause, ROLL_ERROR, ROLL_ERROR_CONFIG)) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    archive_blame_rules(run, "; which of them touched the names is not told", &cause);
    command_tell(cause->message);
    g_error_free(cause);
    return TRUE;
}

static gchar *
raw_name(const EvidenceRecord *record)
{
    const gchar *whole = evidence_get(record, "officer_name").data;

    if (*whole != '\0')
        return g_strdup(whole);
    return g_strstrip(g_strdup_printf("%s %s", evidence_get(record, "family_name").data,
                                      evidence_get(record, "given_name").data));
}

static gboolean
add_hits(Explanation *explanation, const gchar *run, const ExplainReading *reading,
         Interrupt *interrupt, GError **error)
{
    g_autoptr(GPtrArray) rules = archive_rules(run, error);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    NamesOptions options = {.country = ""};
    GError *cause = NULL;

    if (rules == NULL)
        return FALSE;
    options.rules = (const gchar *const *)rules->pdata;
    for (guint i = 0; i < reading->evidence->records->len; i++) {
        const EvidenceRecord *record = reading->evidence->records->pdata[i];
        g_autofree gchar *name = raw_name(record);

        if (*options.country == '\0')
            options.country = evidence_get(record, "country_norm").data;
        if (*name != '\0' && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, g_steal_pointer(&name));
    }
    if (names->len == 0)
        return TRUE;
    explanation->hits = names_hits(&options, names, interrupt, &cause);
    return explanation->hits != NULL || go_without_hits(run, cause, error);
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
                        n == 1 ? "explain: \"%s\" is neither a record (EXPORT:ROW or FILE:LINE) "
                                 "nor an officer's number (000042-W; mind its last letter)"
                               : "explain: \"%s\" is no record (EXPORT:ROW or FILE:LINE); two are "
                                 "held against each other, and an officer's number stands alone",
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
    for (guint i = 0; i < reading->evidence->records->len; i++) {
        const EvidenceRecord *record = reading->evidence->records->pdata[i];

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
    const EvidenceRecord *a = explanation->asked[0];
    const EvidenceRecord *b = explanation->asked[1];

    if (a == NULL || b == NULL || a->identity == EVIDENCE_NO_IDENTITY ||
        b->identity == EVIDENCE_NO_IDENTITY)
        return TRUE;
    explanation->pair = evidence_pair_new(reading->evidence, a, b);
    if (explanation->pair != NULL)
        return TRUE;
    if (!rematch(run, reading, interrupt, error))
        return FALSE;
    explanation->pair = evidence_pair_new(reading->evidence, a, b);
    if (explanation->pair != NULL)
        explanation->pair->is_computed = TRUE;
    return TRUE;
}

static Explanation *
explanation_new(void)
{
    Explanation *explanation = g_new0(Explanation, 1);

    explanation->records = g_ptr_array_new_with_free_func(evidence_record_free);
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
    if (!add_pair(explanation, run, reading, interrupt, error))
        return NULL;
    add_officers(explanation, reading);
    if (explanation->asked[1] == NULL && !add_near(explanation, reading, error))
        return NULL;
    if (!add_hits(explanation, run, reading, interrupt, error))
        return NULL;
    explain_reasons(explanation, reading);
    /* What the parts point at lives on. */
    explanation->reading = g_steal_pointer(&reading);
    return g_steal_pointer(&explanation);
}

void
explanation_free(Explanation *explanation)
{
    if (explanation == NULL)
        return;
    evidence_pair_free(explanation->pair);
    g_clear_pointer(&explanation->officers, g_ptr_array_unref);
    g_array_unref(explanation->near);
    g_ptr_array_unref(explanation->reasons);
    g_clear_pointer(&explanation->hits, g_ptr_array_unref);
    g_clear_pointer(&explanation->records, g_ptr_array_unref);
    explain_reading_free(explanation->reading);
    g_free(explanation);
}
