#include "pipeline/lib/fields.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/dictionary.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/text.h"

static const gchar *const type_names[] = {
    "person-name", "given-name", "family-name",  "middle-name", "name-suffix", "date",
    "year",        "age",        "identifier",   "phone",       "email",       "sex",
    "rank",        "place",      "organisation", "unit",        "course",      "text",
    "category",    "number",     "row-action",   "encoded",     NULL,
};
G_STATIC_ASSERT(G_N_ELEMENTS(type_names) == ROLL_N_TYPES + 1);

struct RollFields {
    GPtrArray *fields;       /* of RollField, in the file's order */
    GHashTable *by_name;     /* of the same */
    RollDictionary *headers; /* folded; NULL: not read */
    GPtrArray *meant;        /* of RollField, not owned: by the number of a header */
    GString *key;            /* room for folding one */
    GHashTable *by_hxl;      /* tag with its attributes sorted (owned) -> RollField */
};

const gchar *
roll_type_name(RollType type)
{
    return type_names[type];
}

static void
free_field(gpointer data)
{
    RollField *field = data;

    g_free(field->name);
    g_free(field->hxl);
    g_strfreev(field->aliases);
    g_clear_pointer(&field->parts, g_ptr_array_unref);
    g_free(field->norm);
    g_free(field);
}

static RollFields *
new_fields(gboolean with_headers)
{
    RollFields *fields = g_new0(RollFields, 1);

    fields->fields = g_ptr_array_new_with_free_func(free_field);
    fields->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    fields->by_hxl = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!with_headers)
        return fields;
    fields->headers = roll_dictionary_new();
    fields->meant = g_ptr_array_new();
    g_ptr_array_add(fields->meant, NULL); /* by the empty header */
    fields->key = g_string_new(NULL);
    return fields;
}

void
roll_fields_free(RollFields *fields)
{
    if (fields == NULL)
        return;
    g_hash_table_unref(fields->by_hxl);
    g_clear_pointer(&fields->headers, roll_dictionary_free);
    g_clear_pointer(&fields->meant, g_ptr_array_unref);
    if (fields->key != NULL)
        g_string_free(fields->key, TRUE);
    g_hash_table_unref(fields->by_name);
    g_ptr_array_unref(fields->fields);
    g_free(fields);
}

/* To @key, of which nothing stays. */
static void
fold_header(const gchar *header, GString *key)
{
    gsize n = 0;

    g_string_truncate(key, 0);
    roll_text_fold(roll_text(header), key);
    for (gsize i = 0; i < key->len; i++)
        if (key->str[i] != ' ')
            key->str[n++] = key->str[i];
    g_string_truncate(key, n);
}

gchar *
roll_header_fold(const gchar *header)
{
    GString *key = g_string_sized_new(strlen(header));

    fold_header(header, key);
    return g_string_free(key, FALSE);
}

static gint
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* "#Date +start+ x" as "#date+start+x": HXL ignores case, blanks and the order of attributes. */
static gchar *
fold_hxl(const gchar *tag)
{
    g_autofree gchar *lower = g_ascii_strdown(tag, -1);
    g_auto(GStrv) parts = g_strsplit(lower, "+", -1);
    guint n_parts = g_strv_length(parts);

    for (guint i = 0; i < n_parts; i++)
        g_strstrip(parts[i]);
    if (n_parts > 2)
        qsort(parts + 1, n_parts - 1, sizeof *parts, compare_strings);
    return g_strjoinv("+", parts);
}

/* A field's name is a column's name in every table, so it keeps to what any tool can read. */
static gboolean
is_column_name(const gchar *name)
{
    return g_ascii_islower(name[0]) &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static gboolean
add_header(RollFields *fields, RollField *field, const RollGroup *group, const gchar *header,
           GError **error)
{
    guint32 n_known = roll_dictionary_n(fields->headers);
    const RollField *other = NULL;
    guint32 number = 0;

    fold_header(header, fields->key);
    if (fields->key->len == 0) {
        roll_group_error(group, "aliases", error, "\"%s\" has neither letters nor digits", header);
        return FALSE;
    }
    number = roll_dictionary_add(fields->headers,
                                 (RollText){fields->key->str, (guint32)fields->key->len});
    if (number == n_known)
        g_ptr_array_add(fields->meant, field);
    other = g_ptr_array_index(fields->meant, number);
    if (other == field)
        return TRUE;
    roll_group_error(group, "aliases", error, "\"%s\" means %s already", header, other->name);
    return FALSE;
}

static gboolean
add_hxl(RollFields *fields, RollField *field, const RollGroup *group, const gchar *tag,
        GError **error)
{
    gchar *key = fold_hxl(tag);
    const RollField *other = g_hash_table_lookup(fields->by_hxl, key);

    if (key[0] == '#' && key[1] != '\0' && other == NULL) {
        g_hash_table_insert(fields->by_hxl, key, field);
        return TRUE;
    }
    if (other != NULL)
        roll_group_error(group, "hxl", error, "%s means %s already", tag, other->name);
    else
        roll_group_error(group, "hxl", error, "\"%s\" is no HXL tag", tag);
    g_free(key);
    return FALSE;
}

/* The first tag is the one that rollcall writes; all are read. */
static gboolean
read_hxl(RollFields *fields, RollField *field, RollGroup *group, GError **error)
{
    g_auto(GStrv) tags = roll_group_list(group, "hxl");

    field->hxl = g_strdup(tags != NULL && tags[0] != NULL ? tags[0] : "");
    for (guint i = 0; tags != NULL && tags[i] != NULL; i++) {
        if (!add_hxl(fields, field, group, tags[i], error))
            return FALSE;
    }
    return TRUE;
}

/* "Birth Year + Birth Month + Birth Day", as source profiles write it. */
static gboolean
read_parts(RollField *field, RollGroup *group, GError **error)
{
    g_auto(GStrv) lists = roll_group_lists(group, "parts");

    field->parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (guint i = 0; lists[i] != NULL; i++) {
        gchar **parts = g_strsplit(lists[i], " + ", -1);
        gboolean is_sound = g_strv_length(parts) > 1;

        for (guint j = 0; parts[j] != NULL; j++) {
            gchar *key = roll_header_fold(parts[j]);

            g_free(parts[j]);
            parts[j] = key;
            is_sound = is_sound && key[0] != '\0';
        }
        g_ptr_array_add(field->parts, parts);
        if (is_sound)
            continue;
        roll_group_error(group, "parts", error, "\"%s\" is not two headers or more: A + B",
                         lists[i]);
        return FALSE;
    }
    return TRUE;
}

/* Without headers they are passed over, as nobody asks for them. */
static gboolean
read_labels(const RollFields *fields, RollField *field, RollGroup *group, GError **error)
{
    if (fields->headers == NULL) {
        g_ptr_array_unref(roll_group_take_all(group, "aliases"));
        g_ptr_array_unref(roll_group_take_all(group, "parts"));
        return TRUE;
    }
    field->aliases = roll_group_lists(group, "aliases");
    return read_parts(field, group, error);
}

static gboolean
read_type(RollGroup *group, RollType *type, GError **error)
{
    gint choice = -1;

    if (!roll_group_choice(group, "type", type_names, &choice, error))
        return FALSE;
    if (choice < 0) {
        roll_group_error(group, NULL, error, "a field needs a type");
        return FALSE;
    }
    *type = (RollType)choice;
    return TRUE;
}

/* Fills in all of @field but what other fields have a say in. */
static gboolean
read_values(RollField *field, RollGroup *group, GError **error)
{
    field->name = g_strdup(roll_group_name(group));
    if (!is_column_name(field->name)) {
        roll_group_error(group, NULL, error,
                         "the name of a field starts with a to z and has a to z, 0 to 9 and _");
        return FALSE;
    }
    if (!read_type(group, &field->type, error) ||
        !roll_group_flag(group, "personal", &field->personal, error) ||
        !roll_group_flag(group, "match", &field->match, error))
        return FALSE;
    field->norm =
        g_strconcat(field->name, field->type == ROLL_TYPE_PLACE ? "_pcode" : "_norm", NULL);
    return TRUE;
}

static gboolean
read_field(RollFields *fields, RollGroup *group, GError **error)
{
    RollField *field = g_new0(RollField, 1);

    g_ptr_array_add(fields->fields, field);
    if (!read_values(field, group, error))
        return FALSE;
    g_hash_table_insert(fields->by_name, field->name, field);
    return read_labels(fields, field, group, error) && read_hxl(fields, field, group, error);
}

/* After all fields are known by name, so that an alias never takes the name of another. */
static gboolean
read_headers(RollFields *fields, RollConfig *config, GError **error)
{
    for (guint i = 0; i < fields->fields->len; i++) {
        RollField *field = g_ptr_array_index(fields->fields, i);

        if (!add_header(fields, field, roll_config_group(config, field->name), field->name, error))
            return FALSE;
    }
    for (guint i = 0; i < fields->fields->len; i++) {
        RollField *field = g_ptr_array_index(fields->fields, i);
        const RollGroup *group = roll_config_group(config, field->name);

        for (guint j = 0; field->aliases[j] != NULL; j++) {
            if (!add_header(fields, field, group, field->aliases[j], error))
                return FALSE;
        }
    }
    return TRUE;
}

static RollFields *
load(const RollLayers *layers, gboolean with_headers, GError **error)
{
    g_autofree gchar *path = roll_layers_find(layers, "fields.ini");
    g_autoptr(RollFields) fields = new_fields(with_headers);
    g_autoptr(RollConfig) config = NULL;
    RollGroup *group = NULL;

    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "fields.ini: no folder of rules has it");
        return NULL;
    }
    config = roll_config_load(path, error);
    if (config == NULL)
        return NULL;
    while ((group = roll_config_next_group(config)) != NULL) {
        if (!read_field(fields, group, error))
            return NULL;
    }
    if (fields->fields->len == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: declares no field", path);
        return NULL;
    }
    if ((with_headers && !read_headers(fields, config, error)) || !roll_config_done(config, error))
        return NULL;
    return g_steal_pointer(&fields);
}

RollFields *
roll_fields_load(const RollLayers *layers, GError **error)
{
    return load(layers, FALSE, error);
}

RollFields *
roll_fields_load_with_headers(const RollLayers *layers, GError **error)
{
    return load(layers, TRUE, error);
}

guint
roll_fields_n(const RollFields *fields)
{
    return fields->fields->len;
}

const RollField *
roll_fields_at(const RollFields *fields, guint index)
{
    return g_ptr_array_index(fields->fields, index);
}

const RollField *
roll_fields_find(const RollFields *fields, const gchar *name)
{
    return g_hash_table_lookup(fields->by_name, name);
}

const RollField *
roll_fields_of_type(const RollFields *fields, RollType type)
{
    for (guint i = 0; i < roll_fields_n(fields); i++)
        if (roll_fields_at(fields, i)->type == type)
            return roll_fields_at(fields, i);
    return NULL;
}

const RollField *
roll_fields_by_header(const RollFields *fields, const gchar *header)
{
    g_autofree gchar *key = roll_header_fold(header);

    return roll_fields_by_folded(fields, key);
}

const RollField *
roll_fields_by_folded(const RollFields *fields, const gchar *folded)
{
    g_return_val_if_fail(fields->headers != NULL, NULL);
    return g_ptr_array_index(fields->meant,
                             roll_dictionary_find(fields->headers, roll_text(folded)));
}

const gchar **
roll_fields_folded(const RollFields *fields)
{
    const gchar **folded = g_new0(const gchar *, roll_dictionary_n(fields->headers));

    for (guint32 number = 1; number < roll_dictionary_n(fields->headers); number++)
        folded[number - 1] = roll_dictionary_text(fields->headers, number).data;
    return folded;
}

const RollField *
roll_fields_by_hxl(const RollFields *fields, const gchar *tag)
{
    g_autofree gchar *key = fold_hxl(tag);

    return g_hash_table_lookup(fields->by_hxl, key);
}
