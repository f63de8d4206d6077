#include "pipeline/explain_officer.h"

#include <string.h>

#include "pipeline/lib/joining.h"

/* ---- two officers as a whole ---- */

static gdouble
weight_between(const ExplainReading *reading, const EvidenceRecord *a, const EvidenceRecord *b)
{
    const EvidenceLink *link = !a->is_alone && !b->is_alone
                                   ? evidence_find(reading->evidence, a->identity, b->identity)
                                   : NULL;

    return link != NULL ? CLAMP(link->weight, -ROLL_JOIN_CLIP, ROLL_JOIN_CLIP)
                        : ROLL_JOIN_UNCOMPARED;
}

/* The value at which cluster would have joined the two. */
static gdouble
value_between(const ExplainReading *reading, const EvidenceOfficer *x, const EvidenceOfficer *y)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) own = evidence_distinct(x, counts);
    g_autoptr(GPtrArray) others = evidence_distinct(y, counts);
    gdouble sum = 0;

    for (guint i = 0; i < own->len; i++)
        for (guint j = 0; j < others->len; j++)
            sum += weight_between(reading, own->pdata[i], others->pdata[j]);
    return roll_join_value(sum, MAX(own->len, 1), MAX(others->len, 1));
}

/* ---- sentences ---- */

G_GNUC_PRINTF(2, 3)
static void
say(Explanation *explanation, const gchar *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_ptr_array_add(explanation->reasons, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static gchar *
bits(gdouble value)
{
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%+.1f", value));
}

static gboolean
is_of(const Explanation *explanation, const ExplainReading *reading, const gchar *id)
{
    for (guint side = 0; side < 2; side++)
        if (explanation->asked[side] != NULL && strcmp(explanation->asked[side]->id, id) == 0)
            return TRUE;
    for (guint i = 0; explanation->asked[1] == NULL && i < reading->evidence->records->len; i++)
        if (strcmp(((const EvidenceRecord *)reading->evidence->records->pdata[i])->id, id) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_about(const Explanation *explanation, const ExplainReading *reading, const ExplainRuling *ruling)
{
    gboolean a = is_of(explanation, reading, ruling->row_a);
    gboolean b = is_of(explanation, reading, ruling->row_b);

    return explanation->asked[1] != NULL ? a && b : a || b;
}

static void
say_decisions(Explanation *explanation, const ExplainReading *reading)
{
    for (guint i = 0; i < reading->rulings->len; i++) {
        const ExplainRuling *ruling = &g_array_index(reading->rulings, ExplainRuling, i);

        if (is_about(explanation, reading, ruling))
            say(explanation, "Decided about %s and %s: %s%s%s%s; %s.", ruling->row_a, ruling->row_b,
                ruling->decision, *ruling->said != '\0' ? " (" : "", ruling->said,
                *ruling->said != '\0' ? ")" : "", ruling->outcome);
    }
}

static gboolean
share_list(const EvidenceRecord *a, const EvidenceRecord *b)
{
    static const gchar *const columns[] = {"export", "session_id", "course_title", "start_date",
                                           "venue",  "adm1",       "adm2"};
    gboolean has_session =
        evidence_get(a, "session_id").length > 0 || evidence_get(a, "start_date").length > 0;
    const gchar *kind = evidence_get(a, "kind").data;

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (!roll_text_equal(evidence_get(a, columns[i]), evidence_get(b, columns[i])))
            return FALSE;
    return has_session && (strcmp(kind, "attendance") == 0 || strcmp(kind, "planned") == 0);
}

static void
say_together(Explanation *explanation, const EvidenceOfficer *officer)
{
    const EvidenceRecord *a = explanation->asked[0];
    const EvidenceRecord *b = explanation->asked[1];

    say(explanation, "Both are officer %s.", officer->number);
    if (!a->is_alone && a->identity == b->identity)
        say(explanation,
            "One organisation says the very same of both, so nothing had to be weighed.");
    else if (explanation->pair != NULL && explanation->pair->sum < 0)
        say(explanation, "Held against each other alone they would not be joined; the other "
                         "records of the officer hold them together.");
}

static gboolean
says(const EvidencePair *pair, const gchar *field, const gchar *const *levels)
{
    for (guint i = 0; i < pair->parts->len; i++) {
        const EvidencePart *part = &g_array_index(pair->parts, EvidencePart, i);

        if (strcmp(part->field, field) == 0 && g_strv_contains(levels, part->level))
            return TRUE;
    }
    return FALSE;
}

/* As cluster has it (stages/cluster/veto.h). */
static gboolean
is_vetoed(const EvidencePair *pair)
{
    static const gchar *const different[] = {"different", NULL};
    static const gchar *const years[] = {"two years off", "different", NULL};

    return pair != NULL && says(pair, "sex", different) &&
           (says(pair, "birth_date", different) || says(pair, "year of birth", years));
}

static gboolean
is_decided_different(const Explanation *explanation, const ExplainReading *reading)
{
    for (guint i = 0; i < reading->rulings->len; i++) {
        const ExplainRuling *ruling = &g_array_index(reading->rulings, ExplainRuling, i);

        if (strcmp(ruling->decision, "different") == 0 && strcmp(ruling->outcome, "obeyed") == 0 &&
            is_about(explanation, reading, ruling))
            return TRUE;
    }
    return FALSE;
}

static void
say_why_apart(Explanation *explanation, const ExplainReading *reading)
{
    g_autofree gchar *whole = bits(explanation->between);
    gdouble sum = explanation->pair != NULL ? (gdouble)explanation->pair->sum / 100 : 0;

    if (is_decided_different(explanation, reading))
        return; /* the decision is told anyway */
    if (share_list(explanation->asked[0], explanation->asked[1]))
        say(explanation, "They are two lines of one session's list, and so two people.");
    else if (explanation->asked[0]->is_alone || explanation->asked[1]->is_alone)
        say(explanation, "One of them gives hardly more than a name, and a name alone never "
                         "makes two records one officer.");
    else if (is_vetoed(explanation->pair))
        say(explanation, "Sex and date of birth both differ, and so they are two people.");
    else if (sum <= ROLL_JOIN_HARD)
        say(explanation,
            "The evidence against is so strong that nothing can join them (%d bits "
            "or less).",
            (gint)ROLL_JOIN_HARD);
    else if (sum < 0)
        say(explanation, "More speaks against their being one than for it.");
    else
        say(explanation,
            "The two records look like one person, but the officers as a whole do "
            "not: over all their records the evidence is %s bits.",
            whole);
}

static void
say_apart(Explanation *explanation, const ExplainReading *reading)
{
    const EvidenceOfficer *x = explanation->officers->pdata[0];
    const EvidenceOfficer *y = explanation->officers->pdata[1];

    say(explanation, "They are two officers, %s and %s.", x->number, y->number);
    explanation->between = value_between(reading, x, y);
    say_why_apart(explanation, reading);
}

static void
say_pair(Explanation *explanation, const ExplainReading *reading)
{
    for (guint side = 0; side < 2; side++)
        if (explanation->asked[side]->identity == EVIDENCE_NO_IDENTITY) {
            say(explanation, "%s names nobody, and so is no officer's.",
                explanation->asked[side]->id);
            return;
        }
    if (explanation->officers->len == 1)
        say_together(explanation, explanation->officers->pdata[0]);
    else
        say_apart(explanation, reading);
}

static void
say_officer(Explanation *explanation, const EvidenceOfficer *officer)
{
    g_autofree gchar *value = NULL;
    gdouble wrong = 0;
    gchar text[G_ASCII_DTOSTR_BUF_SIZE];

    if (explanation->asked[0] != NULL)
        say(explanation, "%s is a record of officer %s.", explanation->asked[0]->id,
            officer->number);
    if (officer->steps->len == 0)
        say(explanation,
            officer->records->len == 1
                ? "Officer %s is one record that was joined with no other."
                : "Officer %s: one organisation says the very same in all records.",
            officer->number);
    if (officer->weakest < 0)
        return;
    value = bits(g_array_index(officer->steps, EvidenceStep, officer->weakest).value);
    wrong = evidence_wrong_of_thousand(
        g_array_index(officer->steps, EvidenceStep, officer->weakest).value);
    (void)g_ascii_formatd(text, sizeof text, wrong < 10 ? "%.1f" : "%.0f", wrong);
    if (officer->steps->len == 1)
        say(explanation,
            "It was joined once, at %s bits: of 1,000 joins as strong, about %s are "
            "wrong.",
            value, text);
    else
        say(explanation,
            "The weakest of its %u joins is number %d, at %s bits: of 1,000 joins as strong, about "
            "%s are wrong.",
            officer->steps->len, officer->weakest + 1, value, text);
}

void
explain_reasons(Explanation *explanation, const ExplainReading *reading)
{
    if (explanation->asked[1] != NULL)
        say_pair(explanation, reading);
    else if (explanation->officers->len > 0)
        say_officer(explanation, explanation->officers->pdata[0]);
    else
        say(explanation, "%s names nobody, and so is no officer's.", explanation->asked[0]->id);
    say_decisions(explanation, reading);
}
