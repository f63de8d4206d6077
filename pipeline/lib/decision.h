/* decision: what a person has decided about two records, and the file that keeps it.
 *
 * A CSV with a header, plain or gzip, UTF-8: row_a, row_b ("export:row", as the tables of a run
 * write it) and decision (same, different, unsure) are needed; decided_by, decided_on and note are
 * kept, and so are given_file and given_line, by which a run says where it was given what it keeps;
 * any other column is passed over, so that a review table that somebody has filled in is such a
 * file.  A blank decision is none.  Commas, semicolons and TABs part cells, whichever the header
 * uses: spreadsheets write what their country likes. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"
#include "pipeline/lib/text.h"

typedef enum { ROLL_DECISION_SAME, ROLL_DECISION_DIFFERENT, ROLL_DECISION_UNSURE } RollVerdict;
const gchar *roll_verdict_name(RollVerdict verdict);

typedef struct {
    gchar *row_a; /* owned, as all of these; in byte order, row_a < row_b */
    gchar *row_b;
    RollVerdict verdict;
    gchar *decided_by; /* "" */
    gchar *decided_on; /* as somebody wrote it; "" */
    gchar *note;       /* "" */
    guint64 line;      /* of the file, 1-based */
    gchar *given_file; /* in which a run was given it, no folder; "": no run has said */
    guint64 given_line;
} RollDecision;

/* Of RollDecision, by row_a, then row_b, each pair once: of several lines about one pair the last
 * counts (transfer full).  Errors: ROLL_ERROR_DATA (a column is missing, a row cannot be read, a
 * word is none of the three, a record is no "export:row", both are the same), ROLL_ERROR_IO. */
GPtrArray *roll_decisions_read(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of @source (transfer full), which faults call @name. */
GPtrArray *roll_decisions_parse(RollSource *source, const gchar *name,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the decisions of @newer over those of @older (both taken); the result is ordered as above.
 */
GPtrArray *roll_decisions_merge_take(GPtrArray *older, GPtrArray *newer);
/* Says of each of @decisions that it was given in the file @path that it was read from. */
void roll_decisions_name(GPtrArray *decisions, const gchar *path);
/* Appends @decisions as such a file. */
void roll_decisions_print(const GPtrArray *decisions, GString *out);

/* "export:row" of a table: the name, its length, and the number behind the last colon.  FALSE for
 * what is none. */
gboolean roll_row_id_parse(const gchar *id, gsize *name_bytes,
                           guint64 *row) G_GNUC_WARN_UNUSED_RESULT;
