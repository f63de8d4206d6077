#include "pipeline/lib/finding.h"

const gchar *const roll_finding_columns[] = {
    "severity", "id", "file", "line", "row", "column", "field", "value", "message", "hint", NULL,
};

const gchar *const roll_refused_columns[] = {
    "export", "file", "line", "row", "id", "message", "raw", NULL,
};

const gchar *
roll_severity_name(RollSeverity severity)
{
    static const gchar *const names[] = {"info", "warning", "error"};

    return names[severity];
}
