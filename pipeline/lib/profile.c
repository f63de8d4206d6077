#include "pipeline/lib/profile.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

static const gchar *const kind_names[] = {"attendance", "planned",    "roll",
                                          "resource",   "curriculum", NULL};
static const gchar *const order_names[] = {"dmy", "mdy", "ymd", NULL};
static const gchar *const era_names[] = {"ce", "be", NULL};
static const gchar *const serial_names[] = {"1900", "1904", NULL};
static const gchar *const delimiter_names[] = {"comma", "semicolon", "tab", "pipe", NULL};
static const gchar *const quotes_names[] = {"doubled", "undoubled", "none", NULL};

struct RollProfiles {
    GPtrArray *profiles; /* of RollProfile, topmost layer first */
};

const gchar *
roll_kind_name(RollKind kind)
{
    return kind_names[kind];
}

static void
clear_mapping(gpointer data)
{
    RollMapping *mapping = data;

    g_strfreev(mapping->columns);
}

static void
clear_constant(gpointer data)
{
    RollConstant *constant = data;

    g_free(constant->value);
}

static void
free_profile(gpointer data)
{
    RollProfile *profile = data;

    if (profile == NULL)
        return;
    g_free(profile->name);
    g_free(profile->organisation);
    g_free(profile->files);
    g_free(profile->encoding);
    g_free(profile->as_of);
    g_array_unref(profile->mappings);
    g_array_unref(profile->constants);
    g_free(profile);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollProfile, free_profile)

static RollProfile *
new_profile(const gchar *path)
{
    RollProfile *profile = g_new0(RollProfile, 1);
    g_autofree gchar *base = g_path_get_basename(path);

    profile->name = g_strndup(base, strlen(base) - strlen(".ini"));
    profile->mappings = g_array_new(FALSE, FALSE, sizeof(RollMapping));
    g_array_set_clear_func(profile->mappings, clear_mapping);
    profile->constants = g_array_new(FALSE, FALSE, sizeof(RollConstant));
    g_array_set_clear_func(profile->constants, clear_constant);
    return profile;
}

static gboolean
is_iso_date(const gchar *text)
{
    guint year = 0;
    guint month = 0;
    guint day = 0;

    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10)
        return FALSE;
    for (guint i = 0; i < 10; i++) {
        if ((text[i] == '-') != (i == 4 || i == 7))
            return FALSE;
    }
    year = (guint)(g_ascii_digit_value(text[0]) * 1000 + g_ascii_digit_value(text[1]) * 100 +
                   g_ascii_digit_value(text[2]) * 10 + g_ascii_digit_value(text[3]));
    month = (guint)(g_ascii_digit_value(text[5]) * 10 + g_ascii_digit_value(text[6]));
    day = (guint)(g_ascii_digit_value(text[8]) * 10 + g_ascii_digit_value(text[9]));
    return g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* The choices; those that are not declared stay 0, which is "undeclared" where that exists. */
static gboolean
read_choices(RollProfile *profile, RollGroup *group, GError **error)
{
    static const gchar delimiters[] = {',', ';', '\t', '|'};
    gint kind = -1;
    gint delimiter = -1;
    gint quotes = -1;
    gint order = -1;
    gint era = -1;
    gint serials = -1;

    if (!roll_group_choice(group, "kind", kind_names, &kind, error) ||
        !roll_group_choice(group, "delimiter", delimiter_names, &delimiter, error) ||
        !roll_group_choice(group, "quotes", quotes_names, &quotes, error) ||
        !roll_group_choice(group, "date-order", order_names, &order, error) ||
        !roll_group_choice(group, "era", era_names, &era, error) ||
        !roll_group_choice(group, "serials", serial_names, &serials, error))
        return FALSE;
    if (kind < 0) {
        roll_group_error(group, NULL, error, "a source needs a kind");
        return FALSE;
    }
    profile->kind = (RollKind)kind;
    profile->delimiter = '\0';
    if (delimiter >= 0)
        profile->delimiter = delimiters[delimiter];
    profile->quotes = (RollQuotes)(quotes + 1);
    profile->date_order = (RollDateOrder)(order + 1);
    profile->era = (RollEra)(era + 1);
    profile->serials = (RollSerials)(serials + 1);
    return TRUE;
}

static gboolean
read_source(RollProfile *profile, RollConfig *config, GError **error)
{
    RollGroup *group = roll_config_group(config, "source");

    if (group == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: the group [source] is missing",
                    roll_config_name(config));
        return FALSE;
    }
    profile->organisation = g_strdup(roll_group_take(group, "organisation"));
    if (profile->organisation == NULL)
        profile->organisation = g_strdup("");
    profile->files = g_strdup(roll_group_take(group, "files"));
    profile->encoding = g_strdup(roll_group_take(group, "encoding"));
    profile->as_of = g_strdup(roll_group_take(group, "as-of"));
    if (profile->files == NULL || profile->files[0] == '\0') {
        roll_group_error(group, NULL, error, "a source needs files, a pattern of file names");
        return FALSE;
    }
    if (profile->as_of != NULL && !is_iso_date(profile->as_of)) {
        roll_group_error(group, "as-of", error, "\"%s\" is not a date like 2009-06-30",
                         profile->as_of);
        return FALSE;
    }
    return read_choices(profile, group, error);
}

/* The field a key names.  Where there is none: an error, unless @lenient. */
static const RollField *
field_of(const RollFields *fields, const RollGroup *group, const gchar *key, gboolean lenient,
         GError **error)
{
    const RollField *field = roll_fields_find(fields, key);
    g_autofree const gchar **names = NULL;
    const gchar *nearest = NULL;

    if (field != NULL)
        return field;
    if (lenient)
        return NULL;
    names = g_new0(const gchar *, roll_fields_n(fields) + 1);
    for (guint i = 0; i < roll_fields_n(fields); i++)
        names[i] = roll_fields_at(fields, i)->name;
    nearest = roll_nearest(key, names);
    roll_group_error(group, key, error, "no field of fields.ini%s%s%s",
                     nearest != NULL ? ", did you mean " : "", nearest != NULL ? nearest : "",
                     nearest != NULL ? "?" : "");
    return NULL;
}

/* "year + month + day"; a header with a plus inside has it without blanks around. */
static gchar **
split_columns(const gchar *value)
{
    gchar **columns = NULL;

    if (strstr(value, " + ") == NULL) { /* as nearly all */
        columns = g_new0(gchar *, 2);
        columns[0] = g_strdup(value);
        return columns;
    }
    columns = g_strsplit(value, " + ", -1);
    for (guint i = 0; columns[i] != NULL; i++)
        g_strstrip(columns[i]);
    return columns;
}

static gboolean
add_mapping(RollProfile *profile, const RollGroup *group, const RollField *field,
            const gchar *value, GError **error)
{
    RollMapping mapping = {.field = field, .columns = split_columns(value)};
    gboolean sound = mapping.columns[0] != NULL;

    for (guint i = 0; mapping.columns[i] != NULL; i++)
        sound = sound && mapping.columns[i][0] != '\0';
    for (guint i = 0; i < profile->mappings->len; i++)
        sound = sound && g_array_index(profile->mappings, RollMapping, i).field != field;
    g_array_append_val(profile->mappings, mapping);
    if (!sound)
        roll_group_error(group, field->name, error,
                         "a field stands once, with the export's columns: A, or A + B");
    return sound;
}

static gboolean
add_constant(RollProfile *profile, const RollGroup *group, const RollField *field,
             const gchar *value, GError **error)
{
    RollConstant constant = {.field = field, .value = g_strdup(value)};
    gboolean sound = value[0] != '\0';

    for (guint i = 0; i < profile->constants->len; i++)
        sound = sound && g_array_index(profile->constants, RollConstant, i).field != field;
    g_array_append_val(profile->constants, constant);
    if (!sound)
        roll_group_error(group, field->name, error, "a field stands once, with a value");
    return sound;
}

typedef gboolean (*AddFunc)(RollProfile *profile, const RollGroup *group, const RollField *field,
                            const gchar *value, GError **error);

/* The entries of [columns] or [constants].  *@skip: in, whether a field may be unknown; out,
 * whether one was. */
static gboolean
read_entries(RollProfile *profile, RollGroup *group, const RollFields *fields, AddFunc add,
             gboolean *skip, GError **error)
{
    const gchar *key = NULL;
    const gchar *value = NULL;
    guint line = 0;
    gboolean skipped = FALSE;

    while (group != NULL && roll_group_next_entry(group, &key, &value, &line)) {
        const RollField *field = field_of(fields, group, key, *skip, error);

        if (field == NULL && !*skip)
            return FALSE;
        if (field == NULL)
            skipped = TRUE;
        else if (!add(profile, group, field, value, error))
            return FALSE;
    }
    *skip = skipped;
    return TRUE;
}

/* NULL with *@error unset: a @lenient reader, and the profile speaks of fields that there are no
 * more. */
static RollProfile *
read_profile(RollConfig *config, const RollFields *fields, gboolean lenient, GError **error)
{
    g_autoptr(RollProfile) profile = new_profile(roll_config_name(config));
    gboolean skip_columns = lenient;
    gboolean skip_constants = lenient;

    if (!read_source(profile, config, error) ||
        !read_entries(profile, roll_config_group(config, "columns"), fields, add_mapping,
                      &skip_columns, error) ||
        !read_entries(profile, roll_config_group(config, "constants"), fields, add_constant,
                      &skip_constants, error) ||
        !roll_config_done(config, error))
        return NULL;
    return skip_columns || skip_constants ? NULL : g_steal_pointer(&profile);
}

static RollProfiles *
new_profiles(void)
{
    RollProfiles *profiles = g_new0(RollProfiles, 1);

    profiles->profiles = g_ptr_array_new_with_free_func(free_profile);
    return profiles;
}

/* Adds the profile of @config (transfer full), which may be NULL with an error set already. */
static gboolean
add_profile(RollProfiles *profiles, RollConfig *config, const RollFields *fields, gboolean lenient,
            GError **error)
{
    g_autoptr(RollConfig) owned = config;
    GError *cause = NULL;
    RollProfile *profile = NULL;

    if (owned == NULL)
        return FALSE;
    profile = read_profile(owned, fields, lenient, &cause);
    if (profile != NULL)
        g_ptr_array_add(profiles->profiles, profile);
    if (cause != NULL)
        g_propagate_error(error, cause);
    return cause == NULL;
}

RollProfiles *
roll_profiles_parse(const gchar *name, const gchar *text, const RollFields *fields, GError **error)
{
    g_autoptr(RollProfiles) profiles = new_profiles();

    if (!add_profile(profiles, roll_config_parse(name, text, error), fields, FALSE, error))
        return NULL;
    return g_steal_pointer(&profiles);
}

RollProfiles *
roll_profiles_load(const RollLayers *layers, const RollFields *fields, GError **error)
{
    g_autoptr(RollProfiles) profiles = new_profiles();
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, "sources", ".ini");
    g_autofree gchar *fields_path = roll_layers_find(layers, "fields.ini");
    guint fields_layer = fields_path != NULL ? roll_layers_place(layers, fields_path) : 0;

    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);

        if (!add_profile(profiles, roll_config_load(path, error), fields,
                         roll_layers_place(layers, path) > fields_layer, error))
            return NULL;
    }
    return g_steal_pointer(&profiles);
}

const RollProfile *
roll_profiles_find(const RollProfiles *profiles, const gchar *file)
{
    for (guint i = 0; i < profiles->profiles->len; i++) {
        const RollProfile *profile = g_ptr_array_index(profiles->profiles, i);

        if (g_pattern_match_simple(profile->files, file))
            return profile;
    }
    return NULL;
}

void
roll_profiles_free(RollProfiles *profiles)
{
    if (profiles == NULL)
        return;
    g_ptr_array_unref(profiles->profiles);
    g_free(profiles);
}
