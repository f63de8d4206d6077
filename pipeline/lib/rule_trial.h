/* rule_trial: whether a pattern can be trusted with any text.
 *
 * A pattern that tries the ways to cut one long word into repetitions takes a time that doubles
 * with every letter.  On names as they should be nobody sees it; so every rule is tried on long
 * runs of letters, blanks, digits and signs of the region, and on its own examples many times over,
 * each with an end that does not match. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rules.h"

/* The texts, made once for a whole set. */
typedef struct RollRuleTrial RollRuleTrial;

RollRuleTrial *roll_rule_trial_new(void);
void roll_rule_trial_free(RollRuleTrial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollRuleTrial, roll_rule_trial_free)

/* Tries the pattern of the last rule of @ruleset; @examples (of gchar *) as the rule file has them.
 * Errors: ROLL_ERROR_CONFIG, the fault alone: on what it hit a limit, and the likeliest part. */
gboolean roll_rule_trial_run(const RollRuleTrial *trial, RollRuleset *ruleset,
                             const GPtrArray *examples, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first repetition of something that is itself repeated without a bound, "(a+)+"; (transfer
 * full); NULL when there is none. */
gchar *roll_rule_nested_repetition(const gchar *pattern);
