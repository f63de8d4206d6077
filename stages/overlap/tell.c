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
    RollFinding finding = {.severity = ROLL_SEVERITY_WARNING, .id = "row-action-unmatched"};

    if (is_listed) {
        finding.message = "list";
        finding.hint = "list-hint";
        return finding;
    }
    finding.message = entry->action == OVERLAP_DELETE ? "delete" : "other";
    finding.hint = "hint";
    return finding;
}

static const gchar *
id_of(OverlapAction action)
{
    if (action == OVERLAP_DELETE)
        return "row-withdrawn";
    return action == OVERLAP_UPDATE ? "row-replaced" : "row-repeated";
}

static void
name_earlier(const OverlapTeller *teller, const OverlapActed *acted, RollValues *values)
{
    const OverlapEntry *earlier = overlap_entry(teller->view->attendance, acted->earlier);

    roll_values_set_number(values, "line", earlier->line);
    roll_values_set(values, "file",
                    overlap_text(teller->view->attendance, sent_of(teller, earlier)->file));
    roll_values_set_number(values, "more", acted->n_earlier - 1);
}

static gboolean
tell_acted(const OverlapTeller *teller, const OverlapActed *acted, GError **error)
{
    const OverlapEntry *entry = overlap_entry(teller->view->attendance, acted->entry);
    g_autoptr(RollValues) values = roll_values_new();
    RollFinding finding = acted->n_earlier > 0
                              ? (RollFinding){.severity = ROLL_SEVERITY_INFO,
                                              .id = id_of((OverlapAction)entry->action),
                                              .message = "message",
                                              .values = values}
                              : explain_unmatched(entry, acted->is_listed);

    if (acted->n_earlier > 0)
        name_earlier(teller, acted, values);
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
