/* check_link: who the people of a plan are, before it is sent.
 *
 * They are linked as next month's run would link them, but only with the records of their own
 * countries where the run has many: a model is learnt from a hundred thousand records as from a
 * million.  The officers of the run itself stay as they are. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/plan.h"
#include "pipeline/run_options.h"

#define CHECK_LINK_ALL 100000 /* records of a run up to which all are looked at */

/* The stream of the plan's records with their officers (transfer full): @normalised itself where it
 * names nobody, else a file in the folder @root.  @options: of the check; its previous is the run.
 * Errors: those of the stages; ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gchar *check_link(const RunOptions *options, const gchar *normalised, const gchar *root,
                  Interrupt *interrupt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A command of stage @name, with the check's rules and threads (transfer full).
 * Errors: ROLL_ERROR_IO. */
GPtrArray *check_stage(const RunOptions *options, const gchar *name,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void check_add_word(GPtrArray *argv, const gchar *word);
/* Runs @plan, and tells what its stages say to people, and its timing where that is asked for.
 * Errors: those of the stages. */
gboolean check_execute(const RunOptions *options, const Plan *plan, Interrupt *interrupt,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
