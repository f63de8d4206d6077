#include "stages/overlap/law_tell.h"

#include "stages/overlap/legal.h"

static const gchar *
message_of(OverlapLegalVerdict verdict)
{
    if (verdict == OVERLAP_LEGAL_UNCLEAR)
        return "message";
    return verdict == OVERLAP_LEGAL_REPLACED ? "replaced" : "amended";
}

/* The law in force, and since when, where there is one. */
static void
name_in_force(const OverlapLegalBasis *basis, RollValues *values)
{
    gchar since[ROLL_DAY_MAX];

    if (basis->in_force == NULL)
        return;
    roll_day_format(roll_code_day(basis->in_force, "from"), since);
    roll_values_set(values, "since", since);
    roll_values_set(values, "law", roll_code_name(basis->in_force));
}

static gboolean
tell(const OverlapTeller *teller, const OverlapExport *sent, const OverlapCurriculum *curriculum,
     GError **error)
{
    const OverlapAttendance *attendance = teller->view->attendance;
    OverlapLegal legal = overlap_legal_of_curriculum(teller->view, curriculum, teller->view->as_of);
    gboolean is_outdated = overlap_legal_is_outdated(&legal.basis);
    g_autoptr(RollValues) values = NULL;

    if (!is_outdated && legal.basis.verdict != OVERLAP_LEGAL_UNCLEAR)
        return TRUE;
    values = roll_values_new();
    name_in_force(&legal.basis, values);
    return overlap_tell_finding(
        teller, sent,
        (RollFinding){.severity = is_outdated ? ROLL_SEVERITY_WARNING : ROLL_SEVERITY_INFO,
                      .id = is_outdated ? "law-outdated" : "law-unclear",
                      .line = curriculum->line,
                      .row = curriculum->sheet_row,
                      .field = "legal_basis",
                      .value = roll_dictionary_text(attendance->texts, legal.text),
                      .message = message_of(legal.basis.verdict),
                      .hint = legal.basis.in_force != NULL ? "hints.law-in-force" : "hints.law",
                      .values = values},
        error);
}

gboolean
overlap_law_tell(const OverlapTeller *teller, GError **error)
{
    const OverlapAttendance *attendance = teller->view->attendance;

    for (guint i = 0; i < attendance->curricula->len; i++) {
        const OverlapCurriculum *curriculum =
            &g_array_index(attendance->curricula, OverlapCurriculum, i);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(
            teller->view->export_places, GUINT_TO_POINTER(curriculum->export_name)));
        const OverlapExport *sent = &g_array_index(attendance->exports, OverlapExport, place);

        if (overlap_is_delivered(teller->view, sent) && !tell(teller, sent, curriculum, error))
            return FALSE;
    }
    return TRUE;
}
