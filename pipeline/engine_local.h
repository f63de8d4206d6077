/* engine_local: executes a plan with the cores of this machine. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/plan.h"

typedef struct {
    guint jobs;              /* steps at once */
    gboolean shows_progress; /* on standard error, a terminal */
    /* What to do with the output of a step as soon as it is done, beside the steps that go on;
     * NULL: nothing. */
    void (*take)(gpointer self, guint step);
    gpointer self;
} EngineOptions;

/* Runs every step of @plan, the heaviest first among those that can begin; its folders must exist.
 * When a step fails nothing new begins, but for one of many whose input is damaged: then the
 * others like it still run.  *@processes (of Process, in the order of the plan, (transfer full))
 * is filled in any case with those that were started.
 * Errors: what the stage that truly failed said, with its exit status as code; of several steps
 * every one, in the order of the plan; ROLL_ERROR_IO (cannot be started; interrupted). */
gboolean engine_local_run(const Plan *plan, EngineOptions options, Interrupt *interrupt,
                          GPtrArray **processes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs one command by itself, its output to the file @output.  @argv: of gchar *, not ended by NULL
 * (transfer full).  Errors: the same. */
gboolean engine_local_run_one(GPtrArray *argv, const gchar *output, Interrupt *interrupt,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
