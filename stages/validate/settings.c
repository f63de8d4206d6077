#include "stages/validate/settings.h"

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

static GHashTable *
new_words(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static gchar *
fold(RollText word)
{
    GString *folded = g_string_new(NULL);

    roll_text_fold(word, folded);
    return g_string_free(folded, FALSE);
}

/* The words of @key, folded, each to @meaning.  One that means something else already is an error:
 * which of the two was meant? */
static gboolean
add_words(GHashTable *table, RollGroup *group, const gchar *key, gpointer meaning, GError **error)
{
    g_auto(GStrv) words = roll_group_lists(group, key);

    for (guint i = 0; words[i] != NULL; i++) {
        gchar *word = fold(roll_text(words[i]));
        gpointer other = g_hash_table_lookup(table, word);

        if (word[0] == '\0' || (other != NULL && other != meaning)) {
            roll_group_error(group, key, error, "\"%s\" %s", words[i],
                             word[0] == '\0' ? "has neither letters nor digits"
                                             : "means something else already");
            g_free(word);
            return FALSE;
        }
        g_hash_table_replace(table, word, meaning);
    }
    return TRUE;
}

static gboolean
read_count(RollGroup *group, const gchar *key, RollRange range, guint *value, GError **error)
{
    gint64 number = *value;

    if (!roll_group_number(group, key, range, &number, error))
        return FALSE;
    *value = (guint)number;
    return TRUE;
}

static gboolean
read_years(RollGroup *group, ValidateYears *years, GError **error)
{
    const RollRange range = {1, 9999};

    if (!read_count(group, "first-year", range, &years->first, error) ||
        !read_count(group, "last-year", range, &years->last, error) ||
        !read_count(group, "two-digit-from", range, &years->two_digit_from, error))
        return FALSE;
    if (years->first <= years->last)
        return TRUE;
    roll_group_error(group, "first-year", error, "the first year is behind the last");
    return FALSE;
}

/* The groups [years FIELD].  A field that fields.ini does not have is an error, unless a fields.ini
 * was laid over this file. */
static gboolean
read_all_years(ValidateSettings *settings, RollConfig *config, const RollFields *fields,
               gboolean lenient, GError **error)
{
    RollGroup *group = roll_config_group(config, "years any");

    if (group != NULL && !read_years(group, &settings->any, error))
        return FALSE;
    while ((group = roll_config_next_group(config)) != NULL) {
        const gchar *name = roll_group_name(group);
        ValidateYears *years = g_memdup2(&settings->any, sizeof settings->any);

        if (!g_str_has_prefix(name, "years ") ||
            (roll_fields_find(fields, name + strlen("years ")) == NULL && !lenient)) {
            g_free(years);
            roll_group_error(group, NULL, error, "neither a known group nor \"years\" and a field");
            return FALSE;
        }
        g_hash_table_replace(settings->years, g_strdup(name + strlen("years ")), years);
        if (!read_years(group, years, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_months(ValidateSettings *settings, RollConfig *config, GError **error)
{
    RollGroup *group = roll_config_group(config, "months");

    for (gint month = 1; group != NULL && month <= VALIDATE_WORD_MONTH_LAST; month++) {
        g_autofree gchar *key = g_strdup_printf("%d", month);

        if (!add_words(settings->date_words, group, key, GINT_TO_POINTER(month), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_date_words(ValidateSettings *settings, RollConfig *config, GError **error)
{
    static const struct {
        const gchar *key;
        gint meaning;
    } keys[] = {
        {"month-before", VALIDATE_WORD_MONTH_BEFORE},
        {"month-after", VALIDATE_WORD_MONTH_AFTER},
        {"range", VALIDATE_WORD_RANGE},
        {"buddhist-era", VALIDATE_WORD_BE},
        {"common-era", VALIDATE_WORD_CE},
        {"ignored", VALIDATE_WORD_IGNORED},
    };
    RollGroup *group = roll_config_group(config, "words of dates");
    GHashTableIter iter;
    gpointer word = NULL;

    for (gsize i = 0; group != NULL && i < G_N_ELEMENTS(keys); i++) {
        if (!add_words(settings->date_words, group, keys[i].key, GINT_TO_POINTER(keys[i].meaning),
                       error))
            return FALSE;
    }
    g_hash_table_iter_init(&iter, settings->date_words);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        settings->longest_date_word = MAX(settings->longest_date_word, (guint)strlen(word));
    return TRUE;
}

static gboolean
read_row_actions(ValidateSettings *settings, RollConfig *config, GError **error)
{
    static const gchar *const actions[] = {"new", "update", "no-update", "delete"};
    RollGroup *group = roll_config_group(config, "row action");

    for (guint i = 0; group != NULL && i < G_N_ELEMENTS(actions); i++) {
        union {
            const gchar *in;
            gpointer out;
        } action = {.in = actions[i]}; /* the table holds pointers it does not change */

        if (!add_words(settings->row_actions, group, actions[i], action.out, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_limits(ValidateSettings *settings, RollConfig *config, GError **error)
{
    RollGroup *ages = roll_config_group(config, "ages");
    RollGroup *sex = roll_config_group(config, "sex");
    RollGroup *phone = roll_config_group(config, "phone");
    RollGroup *duplicates = roll_config_group(config, "duplicate rows");
    const RollRange years = {0, 200};
    const RollRange digits = {1, 30};

    return (ages == NULL ||
            (read_count(ages, "first", years, &settings->first_age, error) &&
             read_count(ages, "last", years, &settings->last_age, error) &&
             add_words(settings->age_words, ages, "words", settings->age_words, error))) &&
           (sex == NULL || (add_words(settings->sexes, sex, "F", GINT_TO_POINTER('F'), error) &&
                            add_words(settings->sexes, sex, "M", GINT_TO_POINTER('M'), error))) &&
           (phone == NULL ||
            (read_count(phone, "shortest", digits, &settings->shortest_phone, error) &&
             read_count(phone, "longest", digits, &settings->longest_phone, error))) &&
           (duplicates == NULL || read_count(duplicates, "told", (RollRange){0, 1000000},
                                             &settings->most_duplicates, error));
}

static ValidateSettings *
new_settings(void)
{
    ValidateSettings *settings = g_new0(ValidateSettings, 1);

    settings->any = (ValidateYears){.first = 1900, .last = 2100, .two_digit_from = 1930};
    settings->years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    settings->date_words = new_words();
    settings->sexes = new_words();
    settings->age_words = new_words();
    settings->row_actions = new_words();
    settings->last_age = 200;
    settings->shortest_phone = 1;
    settings->longest_phone = 30;
    settings->most_duplicates = 100;
    return settings;
}

ValidateSettings *
validate_settings_load(const RollLayers *layers, const RollFields *fields, GError **error)
{
    g_autoptr(ValidateSettings) settings = new_settings();
    g_autofree gchar *path = roll_layers_find(layers, "validate.ini");
    g_autofree gchar *fields_path = roll_layers_find(layers, "fields.ini");
    g_autoptr(RollConfig) config = NULL;
    gboolean lenient = FALSE;

    settings->missing = roll_missing_load(layers, error);
    if (settings->missing == NULL)
        return NULL;
    settings->date_rules = validate_date_rules_new(layers);
    if (path == NULL || fields_path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "validate.ini: no folder of rules has it");
        return NULL;
    }
    lenient = roll_layers_place(layers, path) > roll_layers_place(layers, fields_path);
    config = roll_config_load(path, error);
    if (config == NULL || !read_months(settings, config, error) ||
        !read_date_words(settings, config, error) || !read_limits(settings, config, error) ||
        !read_row_actions(settings, config, error) ||
        !read_all_years(settings, config, fields, lenient, error) ||
        !roll_config_done(config, error))
        return NULL;
    return g_steal_pointer(&settings);
}

const ValidateYears *
validate_settings_years(const ValidateSettings *settings, const gchar *field)
{
    const ValidateYears *years = g_hash_table_lookup(settings->years, field);

    return years != NULL ? years : &settings->any;
}

gint
validate_settings_date_word(const ValidateSettings *settings, RollText word)
{
    g_autofree gchar *folded = fold(word);

    return GPOINTER_TO_INT(g_hash_table_lookup(settings->date_words, folded));
}

void
validate_settings_free(ValidateSettings *settings)
{
    if (settings == NULL)
        return;
    roll_missing_free(settings->missing);
    g_hash_table_unref(settings->years);
    g_hash_table_unref(settings->date_words);
    validate_date_rules_free(settings->date_rules);
    g_hash_table_unref(settings->sexes);
    g_hash_table_unref(settings->age_words);
    g_hash_table_unref(settings->row_actions);
    g_free(settings);
}
