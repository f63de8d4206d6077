/* run_plan: the chain of stages over a month's exports, as a plan. */
#pragma once

#include <glib.h>

#include "pipeline/plan.h"
#include "pipeline/run_options.h"

/* Files between stages, below the run's folder; gone at its end. */
#define RUN_WORK "work"
/* Where the exports' records lie when a run ends before match. */
#define RUN_NORMALISED "archive/normalised"

/* The plan of the run that is made in folder @root.  Errors: ROLL_ERROR_IO (a stage is missing). */
Plan *run_plan_new(const RunOptions *options, const gchar *root,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its last part alone: report, which writes to the folder @root, of what the run @from keeps.
 * Errors: the same. */
Plan *run_plan_report(const RunOptions *options, const gchar *from, const gchar *root,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
