#include "stages/validate/countries.h"

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

struct ValidateCountries {
    GPtrArray *countries; /* of ValidateCountry */
    GHashTable *by_name;  /* folded -> one of them */
};

static void
free_country(gpointer data)
{
    ValidateCountry *country = data;

    g_free(country->iso3);
    g_free(country->code);
    g_free(country);
}

static gboolean
add_name(ValidateCountries *countries, ValidateCountry *country, const RollGroup *group,
         const gchar *name, GError **error)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    const ValidateCountry *other = NULL;

    roll_text_fold(roll_text(name), folded);
    other = g_hash_table_lookup(countries->by_name, folded->str);
    if (folded->len == 0 || (other != NULL && other != country)) {
        roll_group_error(group, "names", error, "\"%s\" is %s%s", name,
                         other != NULL ? "the name of " : "no name",
                         other != NULL ? other->iso3 : "");
        return FALSE;
    }
    g_hash_table_replace(countries->by_name, g_strdup(folded->str), country);
    return TRUE;
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
    g_auto(GStrv) names = roll_group_lists(group, "names");

    g_ptr_array_add(countries->countries, country);
    country->iso3 = g_strdup(roll_group_name(group));
    country->code = g_strdup(code != NULL ? code : "");
    if (country->code[0] == '\0' || strspn(country->code, "0123456789") != strlen(country->code)) {
        roll_group_error(group, "code", error, "a country needs a code of digits");
        return FALSE;
    }
    if (!read_length(group, "shortest", &country->shortest, error) ||
        !read_length(group, "longest", &country->longest, error) ||
        !add_name(countries, country, group, country->iso3, error))
        return FALSE;
    for (guint i = 0; names[i] != NULL; i++) {
        if (!add_name(countries, country, group, names[i], error))
            return FALSE;
    }
    return TRUE;
}

ValidateCountries *
validate_countries_load(const RollLayers *layers, GError **error)
{
    g_autoptr(ValidateCountries) countries = g_new0(ValidateCountries, 1);
    g_autofree gchar *path = roll_layers_find(layers, "phones.ini");
    g_autoptr(RollConfig) config = NULL;
    RollGroup *group = NULL;

    countries->countries = g_ptr_array_new_with_free_func(free_country);
    countries->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "phones.ini: no folder of rules has it");
        return NULL;
    }
    config = roll_config_load(path, error);
    if (config == NULL)
        return NULL;
    while ((group = roll_config_next_group(config)) != NULL) {
        if (!read_country(countries, group, error))
            return NULL;
    }
    return roll_config_done(config, error) ? g_steal_pointer(&countries) : NULL;
}

const ValidateCountry *
validate_countries_find(const ValidateCountries *countries, RollText name)
{
    g_autoptr(GString) folded = g_string_new(NULL);

    roll_text_fold(name, folded);
    return g_hash_table_lookup(countries->by_name, folded->str);
}

void
validate_countries_free(ValidateCountries *countries)
{
    if (countries == NULL)
        return;
    g_hash_table_unref(countries->by_name);
    g_ptr_array_unref(countries->countries);
    g_free(countries);
}
