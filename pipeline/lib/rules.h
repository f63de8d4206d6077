/* rules: rule sets over PCRE2, which is used in rules.c and nowhere else.
 *
 * A rule file is a config file (config.h), one group a rule, the group's name the rule's:
 *
 *     [strip-title]
 *     pattern = ^(?:mr|mrs|ms|dr|prof)\.?[ ]+
 *     replace =
 *     case = ignore                    ← match (default) or ignore
 *     country = KHM;THA                ← optional; none: every country
 *     class = clean                    ← clean (default), key, alt or flag
 *     capture = honorific              ← optional: group 1, or the whole match, is kept under it
 *     comment = for people
 *     review = native speaker          ← optional: a fact nobody has confirmed yet
 *     example = Dr. Ada Lovelace => Ada Lovelace
 *
 * In place of pattern and replace a rule may have `builtin = NAME` (rule_builtin.h): it fires where
 * that changes the text.
 *
 * A file may also be a table, an HXL replacement map (rule_map.h).
 *
 * A `clean` rule changes the text.  So does a `key` rule; whoever applies it is told, and takes
 * what it makes for the key of the text.  An `alt` rule leaves the text as it is and offers another
 * one beside it.  A `flag` rule only says that it fired; its examples read `text => yes` or `text
 * => no`.
 *
 * A rule without an example, with one that does not come out, with none in which it fires, or with
 * a pattern that takes too long on some text (rule_trial.h) does not load.  In examples and in
 * replacements \x{20} writes the character of that number, since blanks at the ends of a value are
 * trimmed.
 *
 * Patterns are UTF and UCP, compiled with JIT, run under match, depth and heap limits; a limit that
 * is hit is an error and never "no match".  Refused are patterns that can match the empty text,
 * \C, callouts, and verbs in front, which could lift those limits. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rule_builtin.h"
#include "pipeline/lib/text.h"

#define ROLL_RULE_SUBJECT_MAX                                                                      \
    1024 /* bytes, in and out: length is the guard against bad patterns                            \
          */

typedef enum { ROLL_RULE_CLEAN, ROLL_RULE_KEY, ROLL_RULE_ALT, ROLL_RULE_FLAG } RollRuleClass;
const gchar *roll_rule_class_name(RollRuleClass class);

/* What a rule file says of a rule.  No member but @builtin, @countries, @capture, @comment and
 * @review is ever NULL. */
typedef struct {
    gchar *name;
    gchar *file;                    /* as the loader was given it */
    guint line;                     /* 1-based, of the group */
    const RollRuleBuiltin *builtin; /* NULL: a pattern */
    gchar *pattern;                 /* "" of a built-in, and so is @replace */
    gchar *replace;
    gboolean ignore_case;
    RollRuleClass class;
    gchar **countries; /* ISO3, NULL-terminated; NULL: every country */
    gchar *capture;
    gchar *comment;
    gchar *review;
    guint n_examples;
} RollRule;

/* Not to be shared between threads: it holds the state of the match. */
typedef struct RollRuleset RollRuleset;

/* Compiles every rule of the files @paths (in this order, then by line; NULL-terminated, may be
 * empty) and runs its examples.  Errors: ROLL_ERROR_CONFIG, every fault of every file in one
 * message, a line each, "file:line: [rule] key: fault". */
RollRuleset *roll_ruleset_load(const gchar *const *paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, in more time: machine code is made of every rule, and what examples prove, they prove
 * of it.  roll_ruleset_load() leaves that until a text comes that a rule may match. */
RollRuleset *roll_ruleset_prove(const gchar *const *paths,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as roll_ruleset_load() for text at hand; @name is what errors call it. */
RollRuleset *roll_ruleset_parse(const gchar *name, const gchar *text,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_ruleset_n_rules(const RollRuleset *ruleset);
const RollRule *roll_ruleset_rule(const RollRuleset *ruleset, guint index);

/* Told of each rule that fired. */
typedef struct {
    const RollRule *rule;
    RollText captured; /* what all its matches captured, a blank between; "" without capture= */
    RollText result;   /* the text after it; for an `alt` rule the other text it offers */
} RollRuleHit;
typedef struct {
    void (*hit)(gpointer self, const RollRuleHit *hit);
    gpointer self;
} RollRuleReceiver;

/* Applies the rules for @country (ISO3; NULL or "": only those without a country) to @subject, in
 * order, each once, replacing every match; the result is in @out (emptied first).  @receiver may be
 * NULL.  Errors: ROLL_ERROR_DATA (a limit was hit, the rule and the name of its file are told; the
 * subject or what a rule makes of it is longer than ROLL_RULE_SUBJECT_MAX; the subject is not
 * UTF-8). */
gboolean roll_ruleset_apply(RollRuleset *ruleset, const gchar *country, RollText subject,
                            GString *out, const RollRuleReceiver *receiver,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_ruleset_free(RollRuleset *ruleset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollRuleset, roll_ruleset_free)

/* A rule set in the making, rule by rule: for the loader (ruleset_load.c). */
RollRuleset *roll_ruleset_new(void);

/* Compiles @rule (transfer full, also on failure) and puts it last.
 * Errors: ROLL_ERROR_CONFIG, the fault alone: the caller knows where it stands. */
gboolean roll_ruleset_add_take(RollRuleset *ruleset, RollRule *rule,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Looks whether the last rule alone matches @subject, for rule_trial.h: FALSE when it hits a limit.
 * Errors: as roll_ruleset_apply(). */
gboolean roll_ruleset_strain_last(RollRuleset *ruleset, RollText subject,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs the last rule alone, whatever its country and class, on @subject: the text it makes, in
 * @out, and whether it fired.  Errors: as roll_ruleset_apply(); ROLL_ERROR_CONFIG for a bad
 * replacement. */
gboolean roll_ruleset_try_last(RollRuleset *ruleset, RollText subject, GString *out,
                               gboolean *fired, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void roll_rule_free(RollRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollRule, roll_rule_free)

/* What runs the patterns, for a manifest: "PCRE2 10.42 2022-12-11, Unicode 14.0.0, JIT yes"
 * (transfer full). */
gchar *roll_ruleset_engine(void);
