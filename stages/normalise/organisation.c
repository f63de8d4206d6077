#include "stages/normalise/organisation.h"

#include "pipeline/lib/codes.h"
#include "pipeline/lib/phases.h"
#include "pipeline/lib/rules.h"

struct NormaliseOrganisations {
    RollCodes *codes;
    RollRuleset *rules;
    NormaliseAnswers *answers;
    GString *bare; /* a name without what lists add */
};

/* The bearers of a name; when they are several and some work in @country, those. */
static GPtrArray *
candidates(const RollCodeName *name, const gchar *country)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GPtrArray) here = g_ptr_array_new();

    for (guint i = 0; name != NULL && i < name->codes->len; i++) {
        gpointer code = g_ptr_array_index(name->codes, i);

        g_ptr_array_add(all, code);
        if (roll_code_list_has(code, "countries", country))
            g_ptr_array_add(here, code);
    }
    return here->len > 0 ? g_steal_pointer(&here) : g_steal_pointer(&all);
}

static GPtrArray *
look_up(NormaliseOrganisations *organisations, RollText value, const gchar *country)
{
    const RollCodeName *name = roll_codes_named(organisations->codes, value);

    if (name == NULL &&
        roll_ruleset_apply(organisations->rules, country, value, organisations->bare, NULL, NULL))
        name = roll_codes_named(organisations->codes, roll_text(organisations->bare->str));
    return candidates(name, country);
}

void
normalise_organisations_resolve(NormaliseOrganisations *organisations, RollText value,
                                const gchar *country, NormaliseAnswer *answer)
{
    g_autoptr(GPtrArray) found = look_up(organisations, value, country);

    if (found->len == 1) {
        answer->code = g_ptr_array_index(found, 0);
        answer->norm = g_strdup(roll_code_id(answer->code));
        return;
    }
    answer->severity = ROLL_SEVERITY_WARNING;
    if (found->len == 0) {
        answer->id = "organisation-unknown";
        answer->message = "is not an organisation that rules/organisations/ knows";
    } else {
        answer->id = "organisation-ambiguous";
        answer->message = "may be one of several organisations";
        answer->hint = normalise_list_codes(found);
    }
}

static void
resolve(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    normalise_organisations_resolve(self, value, context.data, answer);
}

NormaliseOrganisations *
normalise_organisations_load(const RollLayers *layers, GError **error)
{
    static const gchar *const phase[] = {"organisation", NULL};
    g_autoptr(NormaliseOrganisations) organisations = g_new0(NormaliseOrganisations, 1);

    organisations->bare = g_string_new(NULL);
    organisations->answers = normalise_answers_new(resolve, organisations);
    organisations->codes = roll_codes_load(layers, &roll_codes_organisations, error);
    if (organisations->codes == NULL)
        return NULL;
    organisations->rules = roll_phases_load(layers, "values", phase, error);
    return organisations->rules != NULL ? g_steal_pointer(&organisations) : NULL;
}

void
normalise_organisations_free(NormaliseOrganisations *organisations)
{
    if (organisations == NULL)
        return;
    normalise_answers_free(organisations->answers);
    roll_codes_free(organisations->codes);
    roll_ruleset_free(organisations->rules);
    g_string_free(organisations->bare, TRUE);
    g_free(organisations);
}

RollColumn *
normalise_organisations_column(NormaliseOrganisations *organisations, const NormaliseSheet *sheet,
                               const gchar *field, GError **error)
{
    return normalise_coded_column(sheet, field, organisations->answers, sheet->countries, error);
}
