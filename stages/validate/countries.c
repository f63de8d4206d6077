#include "stages/validate/countries.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

#define COUNTRIES "countries.ini" /* of the places; where nearly all countries have their names */

struct ValidateCountries {
    const RollLayers *layers; /* not owned */
    RollCodes *places;        /* those of COUNTRIES alone, as long as they do */
    gboolean has_all;
    GHashTable *by_iso3; /* .iso3 -> ValidateCountry (owned) */
};

static void
free_country(gpointer data)
{
    ValidateCountry *country = data;

    g_free(country->iso3);
    g_free(country->code);
    g_free(country);
}

/* Every file of places: a layer may add a country, or a name of one, in any of them. */
static gboolean
load_all(ValidateCountries *countries, GError **error)
{
    RollCodes *all = roll_codes_load(countries->layers, &roll_codes_places, error);

    if (all == NULL)
        return FALSE;
    g_clear_pointer(&countries->places, roll_codes_free);
    countries->places = all;
    countries->has_all = TRUE;
    return TRUE;
}

/* The districts of a country are of no use here, and reading them takes longer than most exports:
 * they are read when they are needed, or when COUNTRIES cannot be understood without them. */
static gboolean
load_places(ValidateCountries *countries, GError **error)
{
    g_autofree gchar *path =
        roll_layers_find(countries->layers, "places" G_DIR_SEPARATOR_S COUNTRIES);
    g_autofree gchar *text = NULL;

    if (path != NULL && g_file_get_contents(path, &text, NULL, NULL))
        countries->places = roll_codes_parse(path, text, &roll_codes_places, NULL);
    return countries->places != NULL || load_all(countries, error);
}

/* FALSE with *@error unset: there is no such country. */
static gboolean
is_country(ValidateCountries *countries, const gchar *iso3, GError **error)
{
    if (roll_codes_find(countries->places, iso3) == NULL && !countries->has_all &&
        !load_all(countries, error))
        return FALSE;
    return roll_codes_find(countries->places, iso3) != NULL;
}

static gboolean
read_length(RollGroup *group, const gchar *key, guint *value, GError **error)
{
    gint64 number = 0;

    if (!roll_group_number(group, key, (RollRange){1, 15}, &number, error))
        return FALSE;
    if (number == 0)
        roll_group_error(group, NULL, error, "a country needs code, shortest and longest");
    *value = (guint)number;
    return number > 0;
}

static gboolean
read_country(ValidateCountries *countries, RollGroup *group, GError **error)
{
    ValidateCountry *country = g_new0(ValidateCountry, 1);
    const gchar *code = roll_group_take(group, "code");
    GError *cause = NULL;

    country->iso3 = g_strdup(roll_group_name(group));
    country->code = g_strdup(code != NULL ? code : "");
    g_hash_table_insert(countries->by_iso3, country->iso3, country);
    if (!is_country(countries, country->iso3, &cause)) {
        if (cause != NULL)
            g_propagate_error(error, cause);
        else
            roll_group_error(group, NULL, error,
                             "places/countries.ini has no country of that code");
        return FALSE;
    }
    if (country->code[0] == '\0' || strspn(country->code, "0123456789") != strlen(country->code)) {
        roll_group_error(group, "code", error, "a country needs a code of digits");
        return FALSE;
    }
    return read_length(group, "shortest", &country->shortest, error) &&
           read_length(group, "longest", &country->longest, error);
}

static gboolean
read_file(ValidateCountries *countries, const gchar *path, GError **error)
{
    g_autoptr(RollConfig) config = roll_config_load(path, error);
    RollGroup *group = NULL;

    if (config == NULL)
        return FALSE;
    while ((group = roll_config_next_group(config)) != NULL) {
        if (!read_country(countries, group, error))
            return FALSE;
    }
    return roll_config_done(config, error);
}

ValidateCountries *
validate_countries_load(const RollLayers *layers, GError **error)
{
    g_autoptr(ValidateCountries) countries = g_new0(ValidateCountries, 1);
    g_autofree gchar *path = roll_layers_find(layers, "phones.ini");

    countries->by_iso3 = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_country);
    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "phones.ini: no folder of rules has it");
        return NULL;
    }
    countries->layers = layers;
    if (!load_places(countries, error) || !read_file(countries, path, error))
        return NULL;
    return g_steal_pointer(&countries);
}

gboolean
validate_countries_prepare(ValidateCountries *countries, const RollColumn *names, GError **error)
{
    for (guint i = 0; names != NULL && !countries->has_all && i < roll_column_n_values(names);
         i++) {
        RollText name = roll_column_value(names, i);

        if (name.length > 0 && validate_countries_find(countries, name) == NULL &&
            !load_all(countries, error))
            return FALSE;
    }
    return TRUE;
}

const ValidateCountry *
validate_countries_find(const ValidateCountries *countries, RollText name)
{
    g_autofree gchar *iso3 = g_ascii_strup(name.data, -1);
    const ValidateCountry *country = g_hash_table_lookup(countries->by_iso3, iso3);
    const RollCodeName *named = country == NULL ? roll_codes_named(countries->places, name) : NULL;

    for (guint i = 0; country == NULL && named != NULL && i < named->codes->len; i++)
        country = g_hash_table_lookup(countries->by_iso3,
                                      roll_code_id(g_ptr_array_index(named->codes, i)));
    return country;
}

void
validate_countries_free(ValidateCountries *countries)
{
    if (countries == NULL)
        return;
    g_hash_table_unref(countries->by_iso3);
    roll_codes_free(countries->places);
    g_free(countries);
}
