/* findings: what `validate` found in some exports, before anybody prints it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/finding.h"

/* Cells of a finding, as text that no terminal obeys. */
enum {
    FINDING_SEVERITY,
    FINDING_ID,
    FINDING_FILE,
    FINDING_LINE,
    FINDING_ROW,
    FINDING_COLUMN,
    FINDING_LETTER,
    FINDING_FIELD,
    FINDING_VALUE,
    FINDING_EXPECTED,
    FINDING_MESSAGE,
    FINDING_HINT,
    FINDING_FINGERPRINT, /* fingerprint.h fills it in: the same for the same finding in another
                            version of the file */
    FINDING_N_CELLS
};

typedef struct {
    gchar *name;    /* as it was given, printable */
    gchar *path;    /* the same less "./" in front: services look it up in their repository */
    gchar *unread;  /* why it could not be read; NULL when it was */
    guint64 n_read; /* rows */
    guint64 n_refused;
    guint64 n_known; /* findings that a baseline keeps quiet; not among @rows */
    GPtrArray *rows; /* of gchar **, by line: FINDING_N_CELLS cells and NULL */
} FindingsOfFile;

typedef struct {
    guint64 n[ROLL_SEVERITY_ERROR + 1]; /* by severity */
} FindingsCount;

/* All exports, and how they are to be shown. */
typedef struct {
    GPtrArray *files;      /* of FindingsOfFile */
    gboolean shows_values; /* they may be personal */
    gboolean has_colours;
    gint exit_status; /* that rollcall will have */
} FindingsReport;

FindingsOfFile *findings_new(const gchar *path);
/* Reads a CSV of findings.  Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean findings_read(const gchar *path, FindingsOfFile *file,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The export could not be read: @message is its one finding. */
void findings_set_unread(FindingsOfFile *file, const gchar *message);
FindingsCount findings_count(const FindingsOfFile *file);
FindingsCount findings_count_all(const FindingsReport *report);
void findings_free(FindingsOfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FindingsOfFile, findings_free)

static inline const gchar *const *
findings_row(const FindingsOfFile *file, guint i)
{
    return (const gchar *const *)g_ptr_array_index(file->rows, i);
}

guint64 findings_number(const gchar *const *row, guint cell);
RollSeverity findings_severity(const gchar *const *row);
/* "line 12, row 13, column C \"Rank\": message", less what is not known (transfer full). */
gchar *findings_sentence(const gchar *const *row);
/* "3 errors, 1 warning, no notes". */
void findings_append_count(FindingsCount count, GString *out);
/* "4 known findings not shown"; nothing when there is none. */
void findings_append_known(guint64 n_known, GString *out);
