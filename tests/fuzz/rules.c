/* rules: a file of rules loads, or its faults are told with their places; a rule set that loaded is
 * applied within its limits. */
#include "pipeline/lib/rules.h"

#include "pipeline/lib/error.h"
#include "tests/fuzz/fuzz.h"

static void
apply(RollRuleset *ruleset, const gchar *subject)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    if (roll_ruleset_apply(ruleset, "THA", roll_text(subject), out, NULL, &error)) {
        g_assert_cmpuint(out->len, <=, ROLL_RULE_SUBJECT_MAX);
        g_assert_true(g_utf8_validate(out->str, (gssize)out->len, NULL));
        return;
    }
    fuzz_assert_fault(error);
}

void
fuzz_input(FuzzInput input)
{
    g_autofree gchar *text = fuzz_text(input);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollRuleset) ruleset = roll_ruleset_parse("it.ini", text, &error);

    if (ruleset == NULL) {
        g_assert_true(g_error_matches(error, ROLL_ERROR, ROLL_ERROR_CONFIG));
        g_assert_nonnull(strstr(error->message, "it.ini:"));
        return;
    }
    apply(ruleset, "Pol. Lt. Col. Somchai  Jaidee (Chai)");
    apply(ruleset, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    apply(ruleset, "\xe0\xb8\x94\xe0\xb8\xb2\xe0\xb8\x9a\xe0\xb8\x95\xe0\xb8\xb3\xe0\xb8\xa3");
}
