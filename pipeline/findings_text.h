/* findings_text: findings as a table that a person reads on a terminal.
 *
 * Nothing that stands in an export can move the cursor, colour the screen or turn the direction
 * of the text. */
#pragma once

#include <glib.h>

#include "pipeline/lib/finding.h"

/* What is told of one export. */
typedef struct {
    gchar *file;
    guint64 n_read; /* rows */
    guint64 n_refused;
    GPtrArray *rows; /* of gchar **, in the order of roll_finding_columns */
} FindingsOfFile;

typedef struct {
    guint64 n[ROLL_SEVERITY_ERROR + 1]; /* by severity */
} FindingsCount;

/* Reads a CSV of findings.  Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean findings_read(const gchar *path, FindingsOfFile *file,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
FindingsCount findings_count(const FindingsOfFile *file);
/* Appends the export's findings by line: what concerns a column or the file once, of more than
 * twenty of a kind (id and column) the first twenty and how many more.  Values are shown on
 * demand only: they may be personal. */
void findings_print(const FindingsOfFile *file, gboolean shows_values, GString *out);
/* "540 rows, 2 refused; ". */
void findings_print_rows(guint64 n_read, guint64 n_refused, GString *out);
/* "3 errors, 1 warning, no notes". */
void findings_print_count(FindingsCount count, GString *out);
void findings_clear(FindingsOfFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FindingsOfFile, findings_clear)
