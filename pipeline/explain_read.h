/* explain_read: what an explanation needs of a run's stream, picked out of all its records. */
#pragma once

#include <glib.h>

#include "pipeline/explain.h"

/* What somebody has decided about two records. */
typedef struct {
    gchar *row_a; /* owned, as all of these */
    gchar *row_b;
    gchar *decision;
    gchar *outcome;
    gchar *said; /* "by whom, when: note", as far as known */
} ExplainRuling;

typedef struct ExplainReading {
    gchar *stream;             /* path; owned, as all of these */
    GPtrArray *targets;        /* of gchar *: ids of records that were asked for, as asked */
    guint found[2];            /* their numbers, 0: not found */
    gboolean lacks_officers;   /* the run ended before there were any */
    gchar *refused[2];         /* why the row was refused; NULL: none was of that file and line */
    GPtrArray *officers;       /* of gchar *: numbers, each once */
    EvidenceReading *evidence; /* of all these officers, and the targets */
    GPtrArray *events;         /* of gchar *: "000004-E: merged into 000001-B: why" */
    GArray *rulings;           /* of ExplainRuling: about the records */
    GHashTable *merged;        /* number -> number it was merged into */
} ExplainReading;

ExplainReading *explain_reading_new(const gchar *stream);
/* Finds the targets, and of which officer they are; officers that were asked for stand in
 * officers already, and are followed to where they were merged into.
 * Errors: ROLL_ERROR_USAGE (no such record or officer), ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean explain_find(ExplainReading *reading, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Everything else.  Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean explain_read(ExplainReading *reading, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From @stream the table pairs alone: what match has computed anew. */
gboolean explain_read_again(ExplainReading *reading, const gchar *stream,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first record of each of @identities (of guint32): EvidenceRecord (transfer full). */
GPtrArray *explain_read_first(ExplainReading *reading, const GArray *identities,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void explain_reading_free(ExplainReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExplainReading, explain_reading_free)
