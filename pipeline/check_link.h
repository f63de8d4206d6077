/* check_link: who the people of a plan are, before it is sent.
 *
 * Nothing is learnt for it: they are looked for among the records of the run, weighed by what the
 * run has learnt, and join its officers, which stay as they are. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/plan.h"
#include "pipeline/run_options.h"

/* The stream of the plan's records with their officers (transfer full): @normalised itself where it
 * names nobody, else a file in the folder @root.  @options: of the check; its previous is the run.
 * Errors: those of the stages and of archive_model(); ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gchar *check_link(const RunOptions *options, const gchar *normalised, const gchar *root,
                  Interrupt *interrupt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A command of stage @name, with the check's rules and threads (transfer full).
 * Errors: ROLL_ERROR_IO. */
GPtrArray *check_stage(const RunOptions *options, const gchar *name,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void check_add_word(GPtrArray *argv, const gchar *word);
