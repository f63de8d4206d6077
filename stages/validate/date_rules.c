#include "stages/validate/date_rules.h"

#include "pipeline/lib/phases.h"
#include "pipeline/lib/rules.h"

struct ValidateDateRules {
    const RollLayers *layers; /* not owned */
    RollRuleset *ruleset;     /* NULL: not asked for yet, or faulty */
    GError *fault;
    GString *mended;
};

ValidateDateRules *
validate_date_rules_new(const RollLayers *layers)
{
    ValidateDateRules *rules = g_new0(ValidateDateRules, 1);

    rules->layers = layers;
    rules->mended = g_string_new(NULL);
    return rules;
}

void
validate_date_rules_free(ValidateDateRules *rules)
{
    if (rules == NULL)
        return;
    g_clear_pointer(&rules->ruleset, roll_ruleset_free);
    g_clear_error(&rules->fault);
    g_string_free(rules->mended, TRUE);
    g_free(rules);
}

gboolean
validate_date_rules_mend(ValidateDateRules *rules, RollText text, RollText *mended)
{
    static const gchar *const dates[] = {"date", NULL};

    if (rules->ruleset == NULL && rules->fault == NULL)
        rules->ruleset = roll_phases_load(rules->layers, "values", dates, &rules->fault);
    if (rules->ruleset == NULL ||
        !roll_ruleset_apply(rules->ruleset, "", text, rules->mended, NULL, NULL))
        return FALSE;
    *mended = (RollText){rules->mended->str, (guint32)rules->mended->len};
    return TRUE;
}

gboolean
validate_date_rules_check(const ValidateDateRules *rules, GError **error)
{
    if (rules->fault == NULL)
        return TRUE;
    g_propagate_error(error, g_error_copy(rules->fault));
    return FALSE;
}
