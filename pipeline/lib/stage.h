/* stage: what every stage is made of, so that a stage's main.c is a table of contents.
 *
 * roll_stage_main() owns locale, log routing, options, the loop over batches, the tables
 * "findings" and "refused", the counts line, progress, the checked close of the output and the
 * exit status.  A stage fills in a RollStage and does its work in its own files.
 *
 * Three shapes:
 *   filter   .open, .batch (and .finish)       validate, normalise; one pass, batch in, batch out
 *   twice    .open, .batch, .settle, .rewrite  cluster, overlap: look at all, then write
 *   source   .run                              ingest: arguments are exports, not streams
 * A stage that writes files and no stream (report) sets .writes_files.
 *
 * Tables of the input that a stage does not name in .reads pass through untouched, but for those
 * that it declares: it writes these anew. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/finding.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/stream.h"
#include "pipeline/lib/table.h"
#include "pipeline/lib/telling.h"

/* Set by rollcall for stages whose standard error it reads and shows on a terminal: they write
 * their progress lines although it is a pipe. */
#define ROLL_PROGRESS_VARIABLE "ROLLCALL_PROGRESS"
#define ROLL_PROGRESS_START    "\r\033[K" /* before a progress line, and to take one away */

/* The file of what earlier months left: of all inputs it is read first. */
#define ROLL_HISTORY "history.roll"

typedef struct RollRun RollRun; /* one run of one stage: its input, output, counts */

typedef struct {
    const gchar *name;
    const gchar *summary;      /* one line for --help */
    const gchar *arguments;    /* of the usage line; NULL: "[FILE…]" */
    const gchar *const *reads; /* tables that .batch wants, NULL-terminated */
    const gchar *main_table;   /* what --csv writes unless --table says otherwise */
    gboolean writes_files;     /* no stream out */
    gboolean reads_ahead;      /* files, by another thread (ahead.h): speed for memory */
    gsize state_size;          /* of @self, zeroed before .add_options */

    /* Options that point into @self; may be NULL. */
    void (*add_options)(gpointer self, GOptionContext *context);
    gboolean (*check_options)(gpointer self, GError **error);
    /* Whether this run writes text (roll_run_print) and no stream; NULL: never. */
    gboolean (*prints)(gconstpointer self);
    /* Whether this run of a filter reads no stream, and .run does it all; NULL: never. */
    gboolean (*needs_no_input)(gconstpointer self);

    /* Whether this run goes through its input twice; NULL: where there is a .rewrite. */
    gboolean (*reads_twice)(gconstpointer self);

    /* What is known before there is any input, from the rules alone; may be NULL.  Done first, and
     * where the stage stands by (standby.h) once for many runs. */
    gboolean (*load)(gpointer self, const RollLayers *layers, GError **error);
    /* Before the first batch: declares what it writes (roll_run_declare). */
    gboolean (*open)(gpointer self, RollRun *run, GError **error);
    /* A batch of input table @table, one of .reads.  Emits what becomes of it. */
    gboolean (*batch)(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
    /* After the last batch, of the second pass where there is one: emits what is left. */
    gboolean (*finish)(gpointer self, RollRun *run, GError **error);
    /* Between the two passes; and each batch of a table in .reads again, in the same order. */
    gboolean (*settle)(gpointer self, RollRun *run, GError **error);
    gboolean (*rewrite)(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
    /* A source, or what .needs_no_input: everything at once. */
    gboolean (*run)(gpointer self, RollRun *run, GError **error);
    void (*clear)(gpointer self);
} RollStage;

/* What a stage asks of its run. */

/* The arguments: paths, sorted by file name so that their order never matters; "-" alone is
 * standard input. */
const gchar *const *roll_run_paths(const RollRun *run);
const RollLayers *roll_run_layers(const RollRun *run);
guint roll_run_jobs(const RollRun *run); /* threads a stage may use */
/* The shape of an input table, NULL when the input has none of that name. (transfer none) */
RollSchema *roll_run_input(const RollRun *run, const gchar *table);

/* Declares an output table in .open (or first in .run); the place is for roll_run_emit(). */
guint roll_run_declare(RollRun *run, RollSchema *schema);
/* The shape of a declared output table. (transfer none) */
RollSchema *roll_run_output(const RollRun *run, guint table);
/* For making an output table row by row; flush it before the stage ends (transfer full). */
RollTable *roll_run_table(RollRun *run, guint table);
gboolean roll_run_emit(RollRun *run, guint table, const RollBatch *batch,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Many rows of an output table, each of which can be made by itself. */
typedef struct {
    guint table;
    guint n_rows;
    /* Sets the columns of row @row, in whatever thread. */
    void (*set)(gconstpointer self, guint row, RollTable *table);
    gconstpointer self;
} RollRows;
/* Makes the rows by all threads and emits them in their order. */
gboolean roll_run_emit_rows(RollRun *run, const RollRows *rows,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes @text to the output; in a run that .prints. */
gboolean roll_run_print(RollRun *run, const gchar *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sentences of findings, for errors and tables that say the same. */
RollTelling *roll_run_telling(RollRun *run);
/* A finding, counted by severity and written to the table "findings". */
gboolean roll_run_finding(RollRun *run, const RollFinding *finding,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A refused row, counted and written to the table "refused".  The finding beside it is the
 * caller's. */
gboolean roll_run_refuse(RollRun *run, const RollRefused *refused,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts: records of .reads that came in are counted by the scaffold (a source counts its own),
 * emitted records of the main table too. */
void roll_run_count_read(RollRun *run, guint64 n);
/* Something more for the counts line: "pairs = 12". @name must outlive the run. */
void roll_run_count(RollRun *run, const gchar *name, guint64 n);
/* Progress on a terminal: @done of @total (0: unknown), @unit a plural. */
void roll_run_progress(RollRun *run, guint64 done, guint64 total, const gchar *unit);

/* FALSE with ROLL_ERROR_USAGE when a required option is missing. */
gboolean roll_stage_require(const gchar *option, gconstpointer value,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint roll_stage_main(const RollStage *stage, int argc, char **argv);
