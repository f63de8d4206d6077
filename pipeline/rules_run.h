/* rules_run: what the rules for names do in a run, and what others would do in it. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"

/* Appends to @out how often each rule for names fired in the run @run, with the rules that it was
 * made with, and which never did.  A name that stands in many records is read once a batch, and
 * counts so often.  Errors: those of the stage; ROLL_ERROR_CONFIG, ROLL_ERROR_DATA, ROLL_ERROR_IO.
 */
gboolean rules_run_stats(const gchar *run, Interrupt *interrupt, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    const gchar *run;
    const gchar *const *rules; /* folders over those of the run, lowest first */
    gint jobs;
} RulesDiff;

/* Makes the run once more, as far as its officers, with further rules, and appends to @out what
 * would be otherwise: names that would be read in another way, or compared by other keys, officers
 * that would become one, and officers that would come apart, each with a name of his.  The run
 * itself is not touched.  Errors: those of the stages; the same. */
gboolean rules_run_diff(const RulesDiff *diff, Interrupt *interrupt, GString *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
