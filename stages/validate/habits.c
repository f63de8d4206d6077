#include "stages/validate/habits.h"

/* What has been found out about a file, so that patterns are tried once. */
typedef struct {
    const RollProfile *profile; /* NULL: none fits */
} File;

GHashTable *
validate_known_files(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static gconstpointer
find_profile(ValidateSources *sources, RollText name)
{
    File *file = g_hash_table_lookup(sources->known, name.data);

    if (file == NULL) {
        file = g_new(File, 1);
        file->profile = roll_profiles_find(sources->profiles, name.data);
        g_hash_table_insert(sources->known, g_strdup(name.data), file);
    }
    return file->profile;
}

static gconstpointer
find_country(ValidateSources *sources, RollText name)
{
    return name.length > 0 ? validate_countries_find(sources->countries, name) : NULL;
}

typedef gconstpointer (*FindFunc)(ValidateSources *sources, RollText value);

/* Puts into @found what @find knows of each record's value; TRUE when it is the same for all. */
static gboolean
find_all(ValidateSources *sources, const RollColumn *column, FindFunc find, gconstpointer *found)
{
    guint n_values = column != NULL ? roll_column_n_values(column) : 0;
    g_autofree gconstpointer *of_value = g_new0(gconstpointer, n_values + 1);
    gboolean is_one = TRUE;

    for (guint code = 0; code < n_values; code++) {
        of_value[code] = find(sources, roll_column_value(column, code));
        is_one = is_one && of_value[code] == of_value[0];
    }
    for (guint i = 0; column != NULL && i < roll_column_n_records(column); i++)
        found[i] = of_value[is_one ? 0 : roll_column_code(column, i)];
    return is_one;
}

void
validate_habits_init(ValidateHabits *habits, ValidateSources *sources, const RollBatch *batch)
{
    habits->sources = sources;
    habits->n = roll_batch_n_records(batch);
    habits->profiles = g_new0(const RollProfile *, habits->n);
    habits->countries = g_new0(const ValidateCountry *, habits->n);
    habits->one_profile = find_all(sources, roll_batch_find(batch, "file"), find_profile,
                                   (gconstpointer *)habits->profiles);
    habits->one_country = find_all(sources, roll_batch_find(batch, "country"), find_country,
                                   (gconstpointer *)habits->countries);
    habits->start = NULL;
    habits->reported = NULL;
}

void
validate_habits_clear(ValidateHabits *habits)
{
    g_clear_pointer(&habits->profiles, g_free);
    g_clear_pointer(&habits->countries, g_free);
}

static RollText
date_at(RollColumn *column, guint record)
{
    return column != NULL ? roll_column_get(column, record) : ROLL_TEXT_EMPTY;
}

void
validate_habits_context(const ValidateHabits *habits, const ValidateJob *job, guint record,
                        ValidateContext *context)
{
    const RollProfile *profile = habits->profiles[record];

    context->settings = habits->sources->settings;
    context->years = job->years;
    context->order = profile != NULL ? profile->date_order : ROLL_ORDER_UNDECLARED;
    context->era = profile != NULL ? profile->era : ROLL_ERA_UNDECLARED;
    context->serials = profile != NULL ? profile->serials : ROLL_SERIALS_UNDECLARED;
    context->country = habits->countries[record];
    context->as_of = ROLL_TEXT_EMPTY;
    if (job->field->type != ROLL_TYPE_AGE)
        return;
    if (profile != NULL && profile->as_of != NULL)
        context->as_of = roll_text(profile->as_of);
    if (context->as_of.length == 0)
        context->as_of = date_at(habits->start, record);
    if (context->as_of.length == 0)
        context->as_of = date_at(habits->reported, record);
}

gboolean
validate_habits_uniform(const ValidateHabits *habits, RollType type)
{
    if (type == ROLL_TYPE_DATE || type == ROLL_TYPE_YEAR)
        return habits->one_profile;
    if (type == ROLL_TYPE_AGE)
        return habits->one_profile && habits->profiles[0] != NULL &&
               habits->profiles[0]->as_of != NULL;
    return type != ROLL_TYPE_PHONE || habits->one_country;
}
