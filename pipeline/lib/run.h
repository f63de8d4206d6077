/* run: what one run of a stage holds; stage.h shows stages the part they need.
 *
 * Only stage.c, run.c and run_finding.c include this. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "pipeline/lib/stage_options.h"
#include "pipeline/lib/table.h"

struct RollRun {
    const RollStage *stage;
    gchar **paths;        /* owned, sorted by file name */
    RollLayers *layers;   /* owned */
    RollTelling *telling; /* owned */
    RollReader *reader;   /* owned; NULL for a source */
    RollWriter *writer;   /* owned; NULL when the stage writes files or text */
    RollSink *text;       /* owned; NULL when it does not write text */
    GPtrArray *schemas;   /* of RollSchema: the output tables, by place */
    GArray *passes;       /* of gint: output table of each input table that passes, else -1 */
    gint main_output;     /* output table that "written" counts; -1: none */
    guint findings_table;
    guint refused_table;
    RollTable *findings; /* owned */
    RollTable *refused;  /* owned */
    guint64 n_read;
    guint64 n_written;
    guint64 n_findings[ROLL_SEVERITY_ERROR + 1];
    GString *counts; /* further counts, ", pairs = 12" */
    guint jobs;
    gboolean is_terminal; /* standard error is one, or rollcall shows it on one */
    gboolean is_asked;    /* a run of a stage that stands by */
    gint64 started_us;
    gint64 shown_us; /* when progress was last shown */
};

void roll_run_clear(RollRun *run);
/* Opens the output tables that every stage has. */
void roll_run_declare_own(RollRun *run);
gboolean roll_run_flush(RollRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the progress line off the terminal and writes the counts line. */
void roll_run_report(RollRun *run);
gboolean roll_run_fails(const RollRun *run, RollFailOn fail_on);
