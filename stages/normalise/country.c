#include "stages/normalise/country.h"

#include "stages/normalise/answers.h"

#define COLUMN_COUNTRY "country"
#define COLUMN_ADM1    "adm1"

struct NormaliseCountries {
    const RollCodes *codes;
    NormalisePlaces *places;
    NormaliseAnswers *by_name;
    NormaliseAnswers *by_province;
};

/* The country of the codes of @level that bear the name; NULL when they are of several. */
static const gchar *
country_named(const RollCodes *codes, RollText name, gint64 level)
{
    const RollCodeName *found = roll_codes_named(codes, name);
    const gchar *country = NULL;

    for (guint i = 0; found != NULL && i < found->codes->len; i++) {
        const RollCode *code = g_ptr_array_index(found->codes, i);
        const gchar *its = level == 0 ? roll_code_id(code) : roll_code_text(code, "country");

        if (roll_code_number(code, "level") != level)
            continue;
        if (country != NULL && !g_str_equal(country, its))
            return NULL;
        country = its;
    }
    return country;
}

static void
resolve_name(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    const NormaliseCountries *countries = self;

    (void)context;
    answer->norm = g_strdup(country_named(countries->codes, value, 0));
    if (answer->norm != NULL)
        return;
    answer->id = "country-unknown";
    answer->severity = ROLL_SEVERITY_WARNING;
    answer->message = "message";
    answer->hint = "hint";
}

static void
resolve_province(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    const NormaliseCountries *countries = self;

    (void)context;
    answer->norm = g_strdup(country_named(countries->codes, value, 1));
    if (answer->norm == NULL)
        answer->norm = g_strdup(country_named(
            countries->codes, normalise_places_bare(countries->places, "", value), 1));
}

NormaliseCountries *
normalise_countries_new(const RollCodes *codes, NormalisePlaces *places)
{
    NormaliseCountries *countries = g_new0(NormaliseCountries, 1);

    countries->codes = codes;
    countries->places = places;
    countries->by_name = normalise_answers_new(resolve_name, countries);
    countries->by_province = normalise_answers_new(resolve_province, countries);
    return countries;
}

void
normalise_countries_free(NormaliseCountries *countries)
{
    if (countries == NULL)
        return;
    normalise_answers_free(countries->by_name);
    normalise_answers_free(countries->by_province);
    g_free(countries);
}

static gboolean
report_unknown(NormaliseReport *report, RollRun *run, const RollBatch *batch, guint record,
               const NormaliseAnswer *answer, GError **error)
{
    NormaliseRemark remark = {
        .severity = answer->severity,
        .id = answer->id,
        .field = COLUMN_COUNTRY,
        .message = answer->message,
        .hint = answer->hint,
    };

    if (answer->id == NULL)
        return TRUE;
    remark.value = roll_batch_get(batch, COLUMN_COUNTRY, record);
    return normalise_report_once(report, run, batch, record, &remark, error);
}

RollColumn *
normalise_countries_of(NormaliseCountries *countries, NormaliseReport *report, RollRun *run,
                       const RollBatch *batch, GError **error)
{
    const RollColumn *names = roll_batch_find(batch, COLUMN_COUNTRY);
    const RollColumn *provinces = roll_batch_find(batch, COLUMN_ADM1);
    g_autoptr(NormaliseWalk) by_name =
        names != NULL ? normalise_walk_new(countries->by_name, names, NULL) : NULL;
    g_autoptr(NormaliseWalk) by_province =
        provinces != NULL ? normalise_walk_new(countries->by_province, provinces, NULL) : NULL;
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    if (names == NULL && provinces == NULL)
        return roll_column_constant(ROLL_TEXT_EMPTY, roll_batch_n_records(batch));
    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        const gchar *country = "";

        if (by_name != NULL) {
            const NormaliseAnswer *answer = normalise_walk_at(by_name, record);

            if (!report_unknown(report, run, batch, record, answer, error))
                return NULL;
            country = answer->norm;
        }
        if (country[0] == '\0' && by_province != NULL)
            country = normalise_walk_at(by_province, record)->norm;
        roll_column_builder_add(builder, roll_text(country));
    }
    return roll_column_builder_finish(builder);
}
