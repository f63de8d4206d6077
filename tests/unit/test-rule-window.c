/* What is skipped at a glance would not have matched, and what a set of rules makes of a text is
 * what its rules make of it one after the other. */
#include "pipeline/lib/rule_window.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/rules.h"

typedef struct {
    const gchar *pattern;
    const gchar *text;
    gboolean ignore_case;
    gboolean fits;
} FitCase;

static const FitCase fit_cases[] = {
    {"chh", "sochhea", FALSE, TRUE},
    {"chh", "sochea", FALSE, FALSE},
    {"chh", "soCHHea", FALSE, FALSE},
    {"chh", "soCHHea", TRUE, TRUE},
    {"ou|oo", "soo", FALSE, TRUE},
    {"ou|oo", "sao", FALSE, FALSE},
    {"(?<=[kpt])h", "sokha", FALSE, TRUE},
    {"(?<=[kpt])h", "soha", FALSE, FALSE},
    {"(?<=[kpt])h", "hok", FALSE, FALSE},
    {"(?<!n)g", "ga", FALSE, TRUE},
    {"(?<!n)g", "nga", FALSE, FALSE},
    {"a[uvw]$", "mau", FALSE, TRUE},
    {"a[uvw]$", "maua", FALSE, FALSE},
    {"y(?=$|[^aeiou])", "may", FALSE, TRUE},
    {"y(?=$|[^aeiou])", "mayt", FALSE, TRUE},
    {"y(?=$|[^aeiou])", "maya", FALSE, FALSE},
    {"^mg$", "mg", FALSE, TRUE},
    {"^mg$", "amg", FALSE, FALSE},
    {"^mg$", "mga", FALSE, FALSE},
    {"^(?:mr|ms)[ ]+", "mr x", FALSE, TRUE},
    {"^(?:mr|ms)[ ]+", "x mr x", FALSE, FALSE},
    {"^(?:mr|ms)[ ]+", "mara x", FALSE, FALSE},
    {"(?|^(mr)|^(ms))[ ]", "a mr", FALSE, FALSE},
    {"[ ]*/[ ]*x", "a  /  x", FALSE, TRUE},
    {"[ ]*/[ ]*x", "a  -  x", FALSE, FALSE},
    {"([a-z])\\1+", "anna", FALSE, TRUE},
    {"([a-z])\\1+", "ana", FALSE, FALSE},
    {"kelvin", "\u212aelvin", TRUE, TRUE},
    {"sok", "\u017fok", TRUE, TRUE},
    {"នាយ", "នាយ", FALSE, TRUE},
    {"នាយ", "នាង", FALSE, TRUE}, /* only the first bytes are looked at */
    {"នាយ", "សាយ", FALSE, FALSE},
    {"[\\x{0E01}-\\x{0E05}]", "ก", FALSE, TRUE},
    {"[\\x{0E01}-\\x{0E05}]", "ม", FALSE, FALSE},
    {"\\d", "abc", FALSE, FALSE},
    {"\\bx", "abc", FALSE, FALSE},
    {"[[:alpha:]]", "1", FALSE, TRUE}, /* not understood */
    {"\\Qa+\\E", "b", FALSE, TRUE},
    {"a(*ACCEPT)b", "c", FALSE, TRUE},
};

static void
test_fits(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fit_cases); i++) {
        const FitCase *c = &fit_cases[i];
        RollRuleWindows windows;

        g_test_message("%s on %s", c->pattern, c->text);
        roll_rule_windows_learn(&windows, c->pattern, c->ignore_case, FALSE);
        g_assert_cmpint(roll_rule_windows_fit(&windows, roll_text(c->text)), ==, c->fits);
    }
}

/* ---- any pattern, any text ---- */

static const gchar *
one_of(GRand *rand, const gchar *const *list, guint n)
{
    return list[g_rand_int_range(rand, 0, (gint32)n)];
}

static void
append_letters(GRand *rand, GString *out, gint most)
{
    static const gchar *const letters[] = {"a", "b", "h", "k", "s",         "A",
                                           "K", "S", " ", ".", "\u212a",    "\u017f",
                                           "é", "É", "0", "ก", "\U00010400"};

    for (gint n = g_rand_int_range(rand, 0, most + 1); n > 0; n--)
        g_string_append(out, one_of(rand, letters, G_N_ELEMENTS(letters)));
}

static void
append_repeat(GRand *rand, GString *out)
{
    static const gchar *const repeats[] = {"?",     "*",    "+",  "{2}", "{1,2}",
                                           "{0,1}", "{2,}", "+?", "*+"};

    if (g_rand_int_range(rand, 0, 4) == 0)
        g_string_append(out, one_of(rand, repeats, G_N_ELEMENTS(repeats)));
}

static void
append_part(GRand *rand, GString *out)
{
    static const gchar *const parts[] = {"a",
                                         "b",
                                         "h",
                                         "k",
                                         "s",
                                         "K",
                                         "S",
                                         "é",
                                         "[ab]",
                                         "[^ab]",
                                         "[a-k]",
                                         "[^\\s]",
                                         "[kés]",
                                         "[^é]",
                                         ".",
                                         "ก",
                                         "\\p{L}",
                                         "\\d",
                                         "\\S",
                                         "\\p{Lu}",
                                         "\\P{Lu}",
                                         "[\\p{Thai}b]",
                                         "[^\\p{L}]",
                                         "\\x{212A}",
                                         "^",
                                         "$",
                                         "\\b",
                                         "\\B",
                                         "\\1",
                                         "[ก-ฮ]",
                                         "\\.",
                                         "[[:alpha:]]",
                                         "\\w",
                                         "(*F)",
                                         "[\\-. ]",
                                         "\\z",
                                         "\\x{E9}",
                                         "[à-ę]",
                                         "\\A",
                                         "(a)\\1",
                                         "[^\\p{Greek}]",
                                         "(?:a(?=b))",
                                         "(?:h(?=a|$))",
                                         "\\X",
                                         "\\R",
                                         "(?<n>b)"};

    g_string_append(out, one_of(rand, parts, G_N_ELEMENTS(parts)));
    append_repeat(rand, out);
}

static void
append_branch(GRand *rand, GString *out, gint least)
{
    for (gint n = g_rand_int_range(rand, least, 4); n > 0; n--)
        append_part(rand, out);
}

/* Branches, of which some are put into a group, that is put among others, and so on. */
static void
append_pattern(GRand *rand, GString *out)
{
    static const gchar *const opening[] = {
        "(", "(?:", "(?>", "(?|", "(?:", "(?=", "(?!", "(?<=", "(?<!"};

    append_branch(rand, out, 1);
    for (gint depth = g_rand_int_range(rand, 0, 5); depth > 0; depth--) {
        g_autoptr(GString) inside = g_string_new(out->str);

        g_string_truncate(out, 0);
        append_branch(rand, out, 0);
        g_string_append_printf(out, "%s%s)", one_of(rand, opening, G_N_ELEMENTS(opening)),
                               inside->str);
        append_repeat(rand, out);
        append_branch(rand, out, 0);
        if (g_rand_boolean(rand)) {
            g_string_append_c(out, '|');
            append_branch(rand, out, 1);
        }
    }
}

static RollRule *
make_rule(GRand *rand, const gchar *pattern)
{
    static const gchar *const replaces[] = {"", "b", "ka", "$0", "h$0", "s\\x{20}", "ก"};
    RollRule *rule = g_new0(RollRule, 1);

    rule->name = g_strdup(pattern);
    rule->file = g_strdup("random");
    rule->pattern = g_strdup(pattern);
    rule->replace = g_strdup(one_of(rand, replaces, G_N_ELEMENTS(replaces)));
    rule->ignore_case = g_rand_boolean(rand);
    return rule;
}

/* Two sets of the same rule, so that one can be in a larger set; NULL: no rule. */
static RollRuleset *
add_random(GRand *rand, RollRuleset *all)
{
    g_autoptr(RollRuleset) alone = roll_ruleset_new();
    g_autoptr(GString) pattern = g_string_new(NULL);
    RollRule *rule = NULL;
    RollRule *twin = g_new0(RollRule, 1);

    append_pattern(rand, pattern);
    rule = make_rule(rand, pattern->str);
    *twin = (RollRule){.name = g_strdup(rule->name),
                       .file = g_strdup(rule->file),
                       .pattern = g_strdup(rule->pattern),
                       .replace = g_strdup(rule->replace),
                       .ignore_case = rule->ignore_case};
    if (!roll_ruleset_add_take(alone, rule, NULL)) {
        roll_rule_free(twin);
        return NULL;
    }
    g_assert_true(roll_ruleset_add_take(all, twin, NULL));
    return g_steal_pointer(&alone);
}

/* What happened, so that a test of nothing is seen. */
typedef struct {
    guint n_fired;
    guint n_skipped;
} Count;

/* What the rules make of @text one after the other, none of them skipped, into @out; FALSE: one of
 * them hit a limit. */
static gboolean
apply_each(const GPtrArray *rules, const gchar *text, GString *out, Count *count)
{
    g_autoptr(GString) made = g_string_new(NULL);

    g_string_assign(out, text);
    for (guint i = 0; i < rules->len; i++) {
        g_autoptr(GError) error = NULL;
        gboolean fired = FALSE;
        RollText now = {out->str, (guint32)out->len};
        gboolean is_done =
            roll_ruleset_strain_last(g_ptr_array_index(rules, i), now, &error) &&
            roll_ruleset_try_last(g_ptr_array_index(rules, i), now, made, &fired, &error);

        g_assert_false(g_error_matches(error, ROLL_ERROR, ROLL_ERROR_BUG));
        if (!is_done)
            return FALSE;
        count->n_fired += fired ? 1 : 0;
        g_string_assign(out, made->str);
    }
    return TRUE;
}

static gboolean
is_skipped(const RollRule *rule, const gchar *text)
{
    RollRuleWindows windows;

    roll_rule_windows_learn(&windows, rule->pattern, rule->ignore_case, FALSE);
    return !roll_rule_windows_fit(&windows, roll_text(text));
}

static void
check_set(GRand *rand, guint n_rules, Count *count)
{
    g_autoptr(RollRuleset) all = roll_ruleset_new();
    g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func((GDestroyNotify)roll_ruleset_free);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    while (rules->len < n_rules) {
        RollRuleset *alone = add_random(rand, all);

        if (alone != NULL)
            g_ptr_array_add(rules, alone);
    }
    for (guint i = 0; i < 60; i++) {
        g_autoptr(GError) error = NULL;

        g_string_truncate(text, 0);
        append_letters(rand, text, 12);
        if (!apply_each(rules, text->str, expected, count))
            continue;
        count->n_skipped += is_skipped(roll_ruleset_rule(all, 0), text->str) ? 1 : 0;
        g_assert_true(roll_ruleset_apply(all, NULL, roll_text(text->str), out, NULL, &error));
        g_assert_cmpstr(out->str, ==, expected->str);
    }
}

static void
test_any(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20261127);
    Count count = {0, 0};

    for (guint i = 0; i < 6000; i++)
        check_set(rand, 1, &count);
    for (guint i = 0; i < 120; i++)
        check_set(rand, 5, &count);
    for (guint i = 0; i < 4; i++)
        check_set(rand, 150, &count);
    g_test_message("%u fired, %u were skipped", count.n_fired, count.n_skipped);
    g_assert_cmpuint(count.n_fired, >, 50000);
    g_assert_cmpuint(count.n_skipped, >, 50000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rule-window/fits", test_fits);
    g_test_add_func("/rule-window/any", test_any);
    return g_test_run();
}
