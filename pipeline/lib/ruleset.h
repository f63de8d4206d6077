/* ruleset: a rule set in the making.  Between rules.c, which knows PCRE2, and ruleset_load.c,
 * which knows the files; everybody else includes rules.h. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rules.h"

RollRuleset *roll_ruleset_new(void);

/* Compiles @rule (transfer full, also on failure) and puts it last.
 * Errors: ROLL_ERROR_CONFIG, the fault alone: the caller knows where it stands. */
gboolean roll_ruleset_add_take(RollRuleset *ruleset, RollRule *rule,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs the last rule alone, whatever its country and class, on @subject: the text it makes, in
 * @out, and whether it fired.  Errors: as roll_ruleset_apply(); ROLL_ERROR_CONFIG for a bad
 * replacement. */
gboolean roll_ruleset_try_last(RollRuleset *ruleset, RollText subject, GString *out,
                               gboolean *fired, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void roll_rule_free(RollRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollRule, roll_rule_free)
