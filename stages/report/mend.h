/* mend: the findings of a package, by kind. */
#pragma once

#include "stages/report/context.h"

/* Findings that one mend does for: of one id, in one column, that say the same but for numbers. */
typedef struct {
    const gchar *severity;
    const gchar *id;
    const gchar *column;  /* the export's header; "" */
    const gchar *letter;  /* over it in a spreadsheet; "" */
    const gchar *message; /* of the first */
    const gchar *hint;    /* of the first; "" */
    gboolean one_message; /* all say the same, numbers too */
    gboolean one_hint;
    gboolean has_values;
    GArray *rows; /* of ReportRow */
} MendKind;

/* The kinds of weight error and warning, or of weight info: the most frequent first, then errors
 * before warnings, then by id and column (transfer full; of MendKind). */
GPtrArray *mend_kinds(const ReportTables *tables, gboolean infos);
/* Whether a kind has a name to be shown above what its findings say: a message of "findings". */
gboolean mend_is_named(const gchar *id);
