#include "stages/overlap/teller.h"

gboolean
overlap_tell_finding(const OverlapTeller *teller, const OverlapExport *sent, RollFinding finding,
                     GError **error)
{
    finding.file = overlap_text(teller->view->attendance, sent->file);
    overlap_quality_count(teller->quality, finding.file, roll_severity_name(finding.severity),
                          finding.id);
    return roll_run_finding(teller->run, &finding, error);
}
