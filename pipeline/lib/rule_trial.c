#include "pipeline/lib/rule_trial.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/pattern_signs.h"

#define RUN_BYTES   200 /* of one text; far below ROLL_RULE_SUBJECT_MAX, far above any name */
#define DEPTH_MAX   32  /* brackets in brackets that are looked into */
#define OPTIONS_MAX 8   /* parts that may be missing: each doubles the ways at worst */

/* Each is repeated to a long run; what follows it at the end is in no name. */
static const gchar *const units[] = {
    "a",      "A",
    " ",      "0",
    ".",      "-",
    "ab",     "a ",
    "A. ",    "(",
    "aa0",    "\u1780",
    "\u0e01", "\u0e01\u0e32",
    "\u0e81", "\u1000\u1039",
    "\u4e2d", "e\u0302",
};

/* ---- the likeliest part ---- */

/* The length of a quantifier without an upper bound at @p that can be tried in several ways; 0:
 * none. */
static gsize
unbounded(const gchar *p)
{
    gsize length = 0;

    if (*p == '+' || *p == '*')
        length = 1;
    else if (*p == '{' && strspn(p + 1, "0123456789") > 0 &&
             g_str_has_prefix(p + 1 + strspn(p + 1, "0123456789"), ",}"))
        length = strcspn(p, "}") + 1;
    return length > 0 && p[length] != '+' ? length : 0;
}

gchar *
roll_rule_nested_repetition(const gchar *pattern)
{
    const gchar *opened[DEPTH_MAX] = {NULL};
    gboolean repeats[DEPTH_MAX + 1] = {FALSE};
    guint depth = 0;

    for (const gchar *p = pattern; *p != '\0'; p = roll_pattern_next(p)) {
        if (*p == '(' && depth + 1 < DEPTH_MAX) {
            opened[++depth] = p;
            repeats[depth] = FALSE;
        } else if (*p == ')' && depth > 0) {
            gsize length = unbounded(p + 1);

            if (length > 0 && repeats[depth])
                return g_strndup(opened[depth], (gsize)(p + 1 - opened[depth]) + length);
            depth--;
            repeats[depth] = repeats[depth] || repeats[depth + 1] || length > 0;
        } else if (unbounded(p) > 0) {
            repeats[depth] = TRUE;
        }
    }
    return NULL;
}

/* ---- which need no trial ---- */

/* A call of a group, of the whole pattern or of what matched before. */
static gboolean
comes_back(const gchar *p)
{
    if (*p == '\\')
        return g_ascii_isdigit(p[1]) || p[1] == 'g' || p[1] == 'k';
    return p[0] == '(' && p[1] == '?' && p[2] != '\0' && strchr("R&P0123456789+-", p[2]) != NULL;
}

/* Whether a pattern may take more than about the square of a text's length: it repeats a group, or
 * has two repetitions or many parts that may be missing, or comes back.  Most have nothing of it,
 * and all are read by every process of a run. */
static gboolean
may_take_long(const gchar *pattern)
{
    guint n_repeats = 0;
    guint n_options = 0;

    for (const gchar *p = pattern; *p != '\0'; p = roll_pattern_next(p)) {
        if (comes_back(p) || (*p == ')' && p[1] != '\0' && strchr("+*{", p[1]) != NULL))
            return TRUE;
        n_repeats += *p == '+' || *p == '*' || *p == '{';
        n_options += *p == '?';
    }
    return n_repeats > 1 || n_options > OPTIONS_MAX;
}

/* ---- the trial ---- */

struct RollRuleTrial {
    GString *texts[G_N_ELEMENTS(units)];
};

/* @unit as often as there is room, and an end that is in no name. */
static GString *
repeat(const gchar *unit)
{
    GString *text = g_string_new(NULL);
    gsize length = strlen(unit);

    while (text->len + length <= RUN_BYTES)
        g_string_append_len(text, unit, (gssize)length);
    return g_string_append(text, "\u00a7");
}

RollRuleTrial *
roll_rule_trial_new(void)
{
    RollRuleTrial *trial = g_new0(RollRuleTrial, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        trial->texts[i] = repeat(units[i]);
    return trial;
}

void
roll_rule_trial_free(RollRuleTrial *trial)
{
    if (trial == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        g_string_free(trial->texts[i], TRUE);
    g_free(trial);
}

static gboolean
strain(RollRuleset *ruleset, const GString *text, const gchar *unit, GError **error)
{
    const RollRule *rule = roll_ruleset_rule(ruleset, roll_ruleset_n_rules(ruleset) - 1);
    g_autoptr(GError) cause = NULL;
    g_autofree gchar *part = NULL;

    if (roll_ruleset_strain_last(ruleset, (RollText){text->str, (guint32)text->len}, &cause))
        return TRUE;
    part = roll_rule_nested_repetition(rule->pattern);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "takes too long on \"%s\" many times over (%s)%s%s%s", unit,
                strrchr(cause->message, ':') != NULL ? strrchr(cause->message, ':') + 2 : "",
                part != NULL ? "; a repetition is repeated in \"" : "", part != NULL ? part : "",
                part != NULL ? "\"" : "; are there several ways to match the same letters?");
    return FALSE;
}

/* @example is "before => after", of which the first half is strained. */
static gboolean
strain_example(RollRuleset *ruleset, const gchar *example, GError **error)
{
    g_auto(GStrv) sides = g_strsplit(example, "=>", 2);
    g_autoptr(GString) text = NULL;

    if (sides[0] == NULL || *g_strstrip(sides[0]) == '\0' || strlen(sides[0]) > RUN_BYTES)
        return TRUE;
    text = repeat(sides[0]);
    return strain(ruleset, text, sides[0], error);
}

gboolean
roll_rule_trial_run(const RollRuleTrial *trial, RollRuleset *ruleset, const GPtrArray *examples,
                    GError **error)
{
    const RollRule *rule = roll_ruleset_rule(ruleset, roll_ruleset_n_rules(ruleset) - 1);

    if (!may_take_long(rule->pattern))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (!strain(ruleset, trial->texts[i], units[i], error))
            return FALSE;
    for (guint i = 0; i < examples->len; i++)
        if (!strain_example(ruleset, g_ptr_array_index(examples, i), error))
            return FALSE;
    return TRUE;
}
