#include "stages/normalise/organisation.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/codes_near.h"
#include "pipeline/lib/phases.h"
#include "pipeline/lib/rules.h"

struct NormaliseOrganisations {
    RollCodes *codes;
    RollRuleset *rules;
    NormaliseAnswers *answers;
    NormaliseAnswers *units; /* the same for police units, of which most are in no list */
    GString *bare;           /* a name without what lists add */
    gboolean is_dated;       /* some organisation has a first or a last day */
};

/* Where and when a name stands; "KHM/2009-06-12", each part may be missing. */
typedef struct {
    gchar *country;
    RollDay day; /* 0: unknown */
} When;

static void
when_clear(When *when)
{
    g_free(when->country);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(When, when_clear)

static When
when_of(const gchar *context)
{
    const gchar *slash = strchr(context, '/');
    gsize length = slash != NULL ? (gsize)(slash - context) : strlen(context);

    return (When){g_strndup(context, length),
                  slash != NULL ? roll_day_parse(roll_text(slash + 1)) : 0};
}

static gboolean
works_in(const RollCode *code, const When *when)
{
    return roll_code_list_has(code, "countries", when->country);
}

static gboolean
exists_on(const RollCode *code, const When *when)
{
    RollDay from = roll_code_day(code, "from");
    RollDay until = roll_code_day(code, "until");

    return when->day == 0 || (when->day >= from && (until == 0 || when->day <= until));
}

/* Those of @codes (transfer full) for which @holds; all of them when it holds for none. */
static GPtrArray *
narrow(GPtrArray *codes, gboolean (*holds)(const RollCode *code, const When *when),
       const When *when)
{
    g_autoptr(GPtrArray) all = codes;
    g_autoptr(GPtrArray) some = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (holds(g_ptr_array_index(all, i), when))
            g_ptr_array_add(some, g_ptr_array_index(all, i));
    return some->len > 0 ? g_steal_pointer(&some) : g_steal_pointer(&all);
}

/* The bearers of a name; when they are several, those who work in the country, and of these those
 * of that day. */
static GPtrArray *
candidates(const RollCodeName *name, const When *when)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; name != NULL && i < name->codes->len; i++)
        g_ptr_array_add(found, g_ptr_array_index(name->codes, i));
    return narrow(narrow(found, works_in, when), exists_on, when);
}

static GPtrArray *
look_up(NormaliseOrganisations *organisations, RollText value, const When *when)
{
    const RollCodeName *name = roll_codes_named(organisations->codes, value);

    if (name == NULL && roll_ruleset_apply(organisations->rules, when->country, value,
                                           organisations->bare, NULL, NULL))
        name = roll_codes_named(organisations->codes, roll_text(organisations->bare->str));
    return candidates(name, when);
}

/* "IJM International Justice Mission" for "Internatonal Justice Mission", where one is near. */
static void
hint_at_near(const RollCodes *codes, RollText value, NormaliseAnswer *answer)
{
    const RollCode *code = roll_codes_near(codes, value);

    answer->hint = code != NULL ? "hint" : "none-near";
    if (code == NULL)
        return;
    answer->values = roll_values_new();
    normalise_name_code(answer->values, "near", code);
}

void
normalise_organisations_resolve(NormaliseOrganisations *organisations, RollText value,
                                const gchar *context, NormaliseAnswer *answer)
{
    g_auto(When) when = when_of(context);
    g_autoptr(GPtrArray) found = look_up(organisations, value, &when);

    if (found->len == 1) {
        answer->code = g_ptr_array_index(found, 0);
        answer->norm = g_strdup(roll_code_id(answer->code));
        return;
    }
    answer->severity = ROLL_SEVERITY_WARNING;
    if (found->len == 0) {
        answer->id = "organisation-unknown";
        answer->message = "message";
        hint_at_near(organisations->codes, value, answer);
    } else {
        answer->is_dated = organisations->is_dated;
        answer->id = "organisation-ambiguous";
        answer->message = "message";
        answer->hint = "hint";
        answer->values = normalise_list_codes(found);
    }
}

static void
resolve(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    normalise_organisations_resolve(self, value, context.data, answer);
}

/* A police unit of that country by any of its names; nobody has a list of all of them, so of others
 * nothing is said. */
static void
resolve_unit(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    NormaliseOrganisations *organisations = self;
    g_auto(When) when = when_of(context.data);
    g_autoptr(GPtrArray) found = look_up(organisations, value, &when);

    answer->is_dated = organisations->is_dated && found->len > 1;
    if (found->len != 1 || !works_in(g_ptr_array_index(found, 0), &when))
        return;
    answer->code = g_ptr_array_index(found, 0);
    answer->norm = g_strdup(roll_code_id(answer->code));
}

static gboolean
has_periods(const RollCodes *codes)
{
    for (guint i = 0; i < roll_codes_n(codes); i++)
        if (roll_code_day(roll_codes_at(codes, i), "from") != 0 ||
            roll_code_day(roll_codes_at(codes, i), "until") != 0)
            return TRUE;
    return FALSE;
}

NormaliseOrganisations *
normalise_organisations_load(const RollLayers *layers, GError **error)
{
    static const gchar *const phase[] = {"organisation", NULL};
    g_autoptr(NormaliseOrganisations) organisations = g_new0(NormaliseOrganisations, 1);

    organisations->bare = g_string_new(NULL);
    organisations->answers = normalise_answers_new(resolve, organisations);
    organisations->units = normalise_answers_new(resolve_unit, organisations);
    organisations->codes = roll_codes_load(layers, &roll_codes_organisations, error);
    if (organisations->codes == NULL)
        return NULL;
    organisations->is_dated = has_periods(organisations->codes);
    organisations->rules = roll_phases_load(layers, "values", phase, error);
    return organisations->rules != NULL ? g_steal_pointer(&organisations) : NULL;
}

void
normalise_organisations_free(NormaliseOrganisations *organisations)
{
    if (organisations == NULL)
        return;
    normalise_answers_free(organisations->answers);
    normalise_answers_free(organisations->units);
    roll_codes_free(organisations->codes);
    roll_ruleset_free(organisations->rules);
    g_string_free(organisations->bare, TRUE);
    g_free(organisations);
}

static void
write_context(const gchar *country, RollDay day, GString *out)
{
    gchar text[ROLL_DAY_MAX];

    g_string_assign(out, country);
    if (day == 0)
        return;
    roll_day_format(day, text);
    g_string_append_c(out, '/');
    g_string_append(out, text);
}

/* Nearly every record is of the session of that before. */
RollColumn *
normalise_organisations_context(const NormaliseOrganisations *organisations,
                                const NormaliseSheet *sheet)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(GString) context = g_string_new(NULL);
    const gchar *last = NULL;

    if (!organisations->is_dated)
        return roll_column_ref(sheet->countries);
    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++) {
        const gchar *country = roll_column_get(sheet->countries, record).data;

        if (country != last || sheet->days[record] != sheet->days[record - 1])
            write_context(country, sheet->days[record], context);
        last = country;
        roll_column_builder_add(builder, (RollText){context->str, (guint32)context->len});
    }
    return roll_column_builder_finish(builder);
}

/* Few names are borne by several of a country, so that the day matters: all others are asked once a
 * country, not once a day. */
RollColumn *
normalise_organisations_column(NormaliseOrganisations *organisations, const NormaliseSheet *sheet,
                               const RollField *field, const RollColumn *context, GError **error)
{
    NormaliseAnswers *answers =
        field->type == ROLL_TYPE_UNIT ? organisations->units : organisations->answers;
    const RollColumn *values = roll_batch_find(sheet->batch, field->name);
    g_autoptr(NormaliseWalk) walk = normalise_walk_new(answers, values, sheet->countries);
    g_autoptr(NormaliseWalk) dated = normalise_walk_new(answers, values, context);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++) {
        const NormaliseAnswer *answer = normalise_walk_at(walk, record);

        if (answer->is_dated)
            answer = normalise_walk_at(dated, record);
        if (!normalise_coded_report(sheet, field->name, record, answer, error))
            return NULL;
        roll_column_builder_add(builder, roll_text(answer->norm));
    }
    return roll_column_builder_finish(builder);
}
