#include "stages/overlap/tell.h"

#include "stages/overlap/absent.h"
#include "stages/overlap/action.h"
#include "stages/overlap/earlier.h"
#include "stages/overlap/law_tell.h"
#include "stages/overlap/wrong_month.h"

static const OverlapExport *
sent_of(const OverlapTeller *teller, const OverlapEntry *entry)
{
    return &g_array_index(teller->view->attendance->exports, OverlapExport,
                          overlap_export_of(teller->view, entry));
}

/* What the row repeats is not there, or is of a kind whose newest list stands as a whole. */
static RollFinding
explain_unmatched(const OverlapEntry *entry, gboolean is_listed)
{
    static const gchar hint[] = "send the officer's name and number, the session's id and its "
                                "dates as they were sent before; of one month, exports are read "
                                "in the order of their names";
    RollFinding finding = {.severity = ROLL_SEVERITY_WARNING, .id = "row-action-unmatched"};

    if (is_listed) {
        finding.message = "resources and curricula are not corrected row by row: of each, the "
                          "newest list stands";
        finding.hint = "send the whole list, without row actions";
        return finding;
    }
    finding.message =
        entry->action == OVERLAP_DELETE
            ? "no row sent before has this officer in this session or on this roll; nothing is "
              "withdrawn"
            : "no row sent before has this officer in this session or on this roll; the row "
              "counts as a new one";
    finding.hint = hint;
    return finding;
}

static const gchar *
id_of(OverlapAction action)
{
    if (action == OVERLAP_DELETE)
        return "row-withdrawn";
    return action == OVERLAP_UPDATE ? "row-replaced" : "row-repeated";
}

static gchar *
describe(const OverlapTeller *teller, const OverlapActed *acted, OverlapAction action)
{
    static const gchar *const before[] = {
        [OVERLAP_NEW] = "repeats",
        [OVERLAP_UPDATE] = "stands instead of",
        [OVERLAP_NO_UPDATE] = "is the same, and counts once, as",
        [OVERLAP_DELETE] = "counts no longer, nor does",
    };
    const OverlapEntry *earlier = overlap_entry(teller->view->attendance, acted->earlier);
    const gchar *file = overlap_text(teller->view->attendance, sent_of(teller, earlier)->file);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "the row %s line %u of %s", before[action], earlier->line, file);
    if (acted->n_earlier > 1)
        g_string_append_printf(text, ", and %u further rows", acted->n_earlier - 1);
    return g_string_free(text, FALSE);
}

static gboolean
tell_acted(const OverlapTeller *teller, const OverlapActed *acted, GError **error)
{
    const OverlapEntry *entry = overlap_entry(teller->view->attendance, acted->entry);
    OverlapAction action = (OverlapAction)entry->action;
    g_autofree gchar *message = acted->n_earlier > 0 ? describe(teller, acted, action) : NULL;
    RollFinding finding =
        message != NULL
            ? (RollFinding){.severity = ROLL_SEVERITY_INFO, .id = id_of(action), .message = message}
            : explain_unmatched(entry, acted->is_listed);

    if (!overlap_is_delivered(teller->view, sent_of(teller, entry)))
        return TRUE;
    finding.line = entry->line;
    finding.row = acted->sheet_row;
    finding.field = "row_action";
    return overlap_tell_finding(teller, sent_of(teller, entry), finding, error);
}

gboolean
overlap_tell(const OverlapTeller *teller, GError **error)
{
    const GArray *acted = teller->view->acted;

    for (guint i = 0; i < acted->len; i++)
        if (!tell_acted(teller, &g_array_index(acted, OverlapActed, i), error))
            return FALSE;
    return overlap_wrong_month_tell(teller, error) && overlap_absent_tell(teller, error) &&
           overlap_law_tell(teller, error);
}
