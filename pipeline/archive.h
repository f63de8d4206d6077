/* archive: what RUN/archive/ keeps, so that a run can be checked and made again: its inputs and
 * rules as they were, what it was asked, what the stages said, and a sum over everything. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"

/* All below the run's folder. */
#define ARCHIVE           "archive"
#define ARCHIVE_INPUTS    ARCHIVE "/inputs"
#define ARCHIVE_RULES     ARCHIVE "/rules" /* a folder a layer: 0 the shipped one, 1 … above it */
#define ARCHIVE_PREVIOUS  ARCHIVE "/previous" /* history.roll of the month before */
#define ARCHIVE_STREAM    ARCHIVE "/run.roll"
#define ARCHIVE_HISTORY   ARCHIVE "/" ROLL_HISTORY
#define ARCHIVE_MODEL     ARCHIVE "/model.roll" /* what match learnt */
#define ARCHIVE_OPTIONS   ARCHIVE "/run.ini"
#define ARCHIVE_LOG       ARCHIVE "/log.txt"
#define ARCHIVE_DECISIONS ARCHIVE "/decisions.csv" /* where there are any */
#define ARCHIVE_MANIFEST  ARCHIVE "/manifest.sha256"

/* Is there a file @path below @root?  *@is_there says; what a run lacks is its caller's to tell.
 * Errors: ROLL_ERROR_IO (nobody may look). */
gboolean archive_look(const gchar *root, const gchar *path, gboolean *is_there,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Copies @exports (NULL-terminated paths, no file name twice) into the run @root.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean archive_keep_exports(const gchar *root, const gchar *const *exports,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Copies the layers, topmost first as RollLayers has them. */
gboolean archive_keep_rules(const gchar *root, const gchar *const *layers,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The folders of the rules that the run @root keeps, lowest first, NULL behind them: for --rules
 * (transfer full).  Errors: ROLL_ERROR_DATA (it keeps none, so it is not whole). */
GPtrArray *archive_rules(const gchar *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Says behind an error of rules that they are those which the run @root keeps, and @mend. */
void archive_blame_rules(const gchar *root, const gchar *mend, GError **error);
/* What the run @root was asked, by its key in run.ini: "month" is "2026-09" (transfer full); NULL:
 * nothing was said. */
gchar *archive_asked(const gchar *root, const gchar *key);
/* The file in which the run @root keeps what match learnt, for match --model (transfer full).
 * Errors: ROLL_ERROR_DATA (it keeps none, being of an older rollcall). */
gchar *archive_model(const gchar *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @text to the new file @path below @root. */
gboolean archive_keep_text(const gchar *root, const gchar *path, const gchar *text,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
