/* rules: rule sets over PCRE2, which is used here and nowhere else.
 *
 * A rule file is a config file (config.h), one group a rule, the group's name the rule's:
 *
 *     [strip-honorific]
 *     pattern = ^(?:mr|mrs|ms|dr|prof)\b\.?\s+
 *     replace =
 *     case = ignore                    ← match (default) or ignore
 *     country = KHM;THA                ← optional; none: every country
 *     class = clean                    ← clean key alt flag
 *     capture = honorific              ← optional: group 1, or the whole match, is kept under it
 *     comment = for people
 *     review = native speaker          ← optional: a fact nobody has confirmed yet
 *     example = Dr. Ada Lovelace => Ada Lovelace
 *
 * A rule without an example, or with one that does not come out, does not load.  Patterns are
 * UTF and UCP, compiled with JIT, run under match, depth and heap limits; a limit that is hit is an
 * error and never "no match". */
#pragma once

#include <glib.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/text.h"

#define ROLL_RULE_SUBJECT_MAX 1024 /* bytes; a longer subject is an error: length is the guard */

typedef enum { ROLL_RULE_CLEAN, ROLL_RULE_KEY, ROLL_RULE_ALT, ROLL_RULE_FLAG } RollRuleClass;

typedef struct RollRuleset RollRuleset;

/* Compiles every rule of the files @paths (in this order, then by line) and runs its examples.
 * Errors: ROLL_ERROR_CONFIG, all faults of a file in one message, a line each. */
RollRuleset *roll_ruleset_load(const gchar *const *paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;
RollRuleset *roll_ruleset_parse(const gchar *name, const gchar *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_ruleset_n_rules(const RollRuleset *ruleset);

/* Told of each rule that fired: what it captured ("" when it has no capture=), and the text after
 * it. */
typedef struct {
    const gchar *rule;
    RollRuleClass class;
    const gchar *capture; /* the name after capture=, NULL when none */
    RollText captured;
    RollText result;
} RollRuleHit;
typedef void (*RollRuleHitFunc)(gpointer self, const RollRuleHit *hit);

/* Applies the rules for @country (ISO3; NULL or "": only those without a country) to @subject, in
 * order, each once, replacing every match; the result is in @out (emptied first).  Flag rules
 * change nothing.  @hit may be NULL.  Errors: ROLL_ERROR_DATA (a limit was hit; the rule is named;
 * the subject is longer than ROLL_RULE_SUBJECT_MAX or not UTF-8). */
gboolean roll_ruleset_apply(RollRuleset *ruleset, const gchar *country, RollText subject,
                            GString *out, RollRuleHitFunc hit, gpointer self,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_ruleset_free(RollRuleset *ruleset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollRuleset, roll_ruleset_free)
