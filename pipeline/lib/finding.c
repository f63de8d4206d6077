#include "pipeline/lib/finding.h"

const gchar *const roll_finding_columns[] = {
    "severity", "id",       "file",    "line", "row",       "column",       "letter", "field",
    "value",    "expected", "message", "hint", "sentences", "named_values", NULL,
};

const gchar *const roll_refused_columns[] = {
    "export", "file", "line", "row", "id", "message", "raw", "sentences", "named_values", NULL,
};

const gchar *const roll_column_columns[] = {
    "file", "position", "header", "field", "joined", NULL,
};

void
roll_column_letters(guint position, gchar letters[8])
{
    gchar reversed[8];
    guint n = 0;

    for (; position > 0 && n < sizeof reversed - 1; position = (position - 1) / 26)
        reversed[n++] = (gchar)('A' + (position - 1) % 26);
    for (guint i = 0; i < n; i++)
        letters[i] = reversed[n - 1 - i];
    letters[n] = '\0';
}

const gchar *
roll_severity_name(RollSeverity severity)
{
    static const gchar *const names[] = {"info", "warning", "error"};

    return names[severity];
}
