#include "pipeline/lib/codes.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

#define DEFAULTS "*" /* the group whose properties hold for all codes of its file */

struct RollCode {
    gchar *id;
    gchar *place; /* "file:line" where it stands first */
    const RollCodeKey *keys;
    GPtrArray **values; /* a key of the table: of gchar *, NULL-terminated; NULL: not set */
};

struct RollCodes {
    GArray *keys;        /* of RollCodeKey; the common ones, then the kind's */
    GPtrArray *codes;    /* of RollCode, in byte order of their ids once loaded */
    GHashTable *by_id;   /* the same */
    GPtrArray *names;    /* of RollCodeName, in byte order of their squeezed form once loaded */
    GHashTable *by_name; /* the same by squeezed form */
};

/* Those of every kind. */
static const RollCodeKey common_keys[] = {
    {"name", ROLL_CODE_TEXT, FALSE},   {"aliases", ROLL_CODE_NAMES, FALSE},
    {"note", ROLL_CODE_TEXT, FALSE},   {"source", ROLL_CODE_TEXT, FALSE},
    {"review", ROLL_CODE_TEXT, FALSE},
};

/* The codes of one file before they join the others. */
typedef struct {
    RollCodes *codes;
    RollConfig *config;
    RollCode *defaults; /* NULL: none */
} File;

static void
code_free(gpointer data)
{
    RollCode *code = data;

    if (code == NULL)
        return;
    for (guint i = 0; code->keys[i].name != NULL; i++)
        g_clear_pointer(&code->values[i], g_ptr_array_unref);
    g_free(code->values);
    g_free(code->place);
    g_free(code->id);
    g_free(code);
}

static void
name_free(gpointer data)
{
    RollCodeName *name = data;

    g_free(name->folded);
    g_free(name->squeezed);
    g_ptr_array_unref(name->codes);
    g_free(name);
}

static RollCodes *
codes_new(const RollCodesKind *kind)
{
    RollCodes *codes = g_new0(RollCodes, 1);

    codes->keys = g_array_new(TRUE, FALSE, sizeof(RollCodeKey));
    g_array_append_vals(codes->keys, common_keys, G_N_ELEMENTS(common_keys));
    for (const RollCodeKey *key = kind->keys; key->name != NULL; key++)
        g_array_append_val(codes->keys, *key);
    codes->codes = g_ptr_array_new_with_free_func(code_free);
    codes->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    codes->names = g_ptr_array_new_with_free_func(name_free);
    codes->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    return codes;
}

void
roll_codes_free(RollCodes *codes)
{
    if (codes == NULL)
        return;
    g_hash_table_unref(codes->by_name);
    g_ptr_array_unref(codes->names);
    g_hash_table_unref(codes->by_id);
    g_ptr_array_unref(codes->codes);
    g_array_unref(codes->keys);
    g_free(codes);
}

static RollCode *
code_new(const RollCodes *codes, const RollGroup *group, const gchar *file)
{
    RollCode *code = g_new0(RollCode, 1);

    code->id = g_strdup(roll_group_name(group));
    code->place = g_strdup_printf("%s:%u", file, roll_group_line(group));
    code->keys = (const RollCodeKey *)(gconstpointer)codes->keys->data;
    code->values = g_new0(GPtrArray *, codes->keys->len);
    return code;
}

static guint
n_values(const RollCode *code, guint key)
{
    return code->values[key] != NULL ? code->values[key]->len - 1 : 0;
}

static const gchar *
value_at(const RollCode *code, guint key, guint i)
{
    return g_ptr_array_index(code->values[key], i);
}

/* Keeps the NULL at the end; a value that is there already is not added again. */
static void
add_value(RollCode *code, guint key, const gchar *value)
{
    for (guint i = 0; i < n_values(code, key); i++)
        if (g_str_equal(value_at(code, key, i), value))
            return;
    if (code->values[key] == NULL) {
        code->values[key] = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(code->values[key], NULL);
    }
    g_ptr_array_insert(code->values[key], (gint)n_values(code, key), g_strdup(value));
}

static gboolean
is_list(RollCodeKeyType type)
{
    return type == ROLL_CODE_LIST || type == ROLL_CODE_NAMES || type == ROLL_CODE_CODES;
}

static gboolean
check_value(const RollGroup *group, const RollCodeKey *key, const gchar *value, GError **error)
{
    if (key->type == ROLL_CODE_NUMBER &&
        (value[strspn(value, "0123456789")] != '\0' || strlen(value) > 9)) {
        roll_group_error(group, key->name, error, "\"%s\" is not a whole number", value);
        return FALSE;
    }
    if (key->type == ROLL_CODE_DAY && roll_day_parse(roll_text(value)) == 0) {
        roll_group_error(group, key->name, error, "\"%s\" is not a day such as 2009-06-12", value);
        return FALSE;
    }
    return TRUE;
}

static void
add_list(RollCode *code, guint key, const gchar *text)
{
    g_auto(GStrv) parts = roll_config_split(text);

    for (gchar **part = parts; *part != NULL; part++)
        add_value(code, key, *part);
}

static gboolean
read_key(RollCode *code, guint index, RollGroup *group, GError **error)
{
    const RollCodeKey *key = &code->keys[index];
    g_autoptr(GPtrArray) texts = NULL;
    const gchar *text;

    if (!is_list(key->type)) {
        text = roll_group_take(group, key->name);
        if (text == NULL || text[0] == '\0')
            return TRUE;
        add_value(code, index, text);
        return check_value(group, key, text, error);
    }
    texts = roll_group_take_all(group, key->name);
    for (guint i = 0; i < texts->len; i++)
        add_list(code, index, g_ptr_array_index(texts, i));
    return TRUE;
}

/* (transfer full); NULL: a fault. */
static RollCode *
read_code(const File *file, RollGroup *group, GError **error)
{
    RollCode *code = code_new(file->codes, group, roll_config_name(file->config));

    for (guint i = 0; code->keys[i].name != NULL; i++)
        if (!read_key(code, i, group, error)) {
            code_free(code);
            return NULL;
        }
    return code;
}

/* What @code does not say itself, @other says; lists are united. */
static void
complete(RollCode *code, const RollCode *other)
{
    for (guint i = 0; code->keys[i].name != NULL; i++) {
        if (n_values(code, i) > 0 && !is_list(code->keys[i].type))
            continue;
        for (guint j = 0; j < n_values(other, i); j++)
            add_value(code, i, value_at(other, i, j));
    }
}

static void
take_code(const File *file, RollCode *code)
{
    RollCode *known = g_hash_table_lookup(file->codes->by_id, code->id);

    if (file->defaults != NULL)
        complete(code, file->defaults);
    if (known != NULL) {
        complete(known, code);
        code_free(code);
        return;
    }
    g_ptr_array_add(file->codes->codes, code);
    g_hash_table_insert(file->codes->by_id, code->id, code);
}

static gboolean
read_groups(File *file, GError **error)
{
    RollGroup *group = roll_config_group(file->config, DEFAULTS);

    if (group != NULL && (file->defaults = read_code(file, group, error)) == NULL)
        return FALSE;
    while ((group = roll_config_next_group(file->config)) != NULL) {
        RollCode *code = read_code(file, group, error);

        if (code == NULL)
            return FALSE;
        take_code(file, code);
    }
    return roll_config_done(file->config, error);
}

static gboolean
read_config(RollCodes *codes, RollConfig *config, GError **error)
{
    File file = {codes, config, NULL};
    gboolean sound = read_groups(&file, error);

    code_free(file.defaults);
    return sound;
}

/* Names. */

void
roll_codes_fold_name(RollText name, GString *out)
{
    gsize start = out->len;
    gsize end = start;

    roll_text_fold(name, out);
    for (gsize i = start; i < out->len; i++)
        if (out->str[i] != ' ')
            out->str[end++] = out->str[i];
    g_string_truncate(out, end);
}

static void
add_name(RollCodes *codes, RollCode *code, const gchar *text)
{
    g_autoptr(GString) squeezed = g_string_new(NULL);
    RollCodeName *name = NULL;

    roll_codes_fold_name(roll_text(text), squeezed);
    if (squeezed->len == 0)
        return;
    name = g_hash_table_lookup(codes->by_name, squeezed->str);
    if (name == NULL) {
        GString *folded = g_string_new(NULL);

        roll_text_fold(roll_text(text), folded);
        name = g_new0(RollCodeName, 1);
        name->folded = g_string_free(folded, FALSE);
        name->squeezed = g_strdup(squeezed->str);
        name->codes = g_ptr_array_new();
        g_ptr_array_add(codes->names, name);
        g_hash_table_insert(codes->by_name, name->squeezed, name);
    }
    if (!g_ptr_array_find(name->codes, code, NULL))
        g_ptr_array_add(name->codes, code);
}

static void
add_names(RollCodes *codes, RollCode *code)
{
    add_name(codes, code, code->id);
    add_name(codes, code, roll_code_name(code));
    for (guint i = 0; code->keys[i].name != NULL; i++)
        for (guint j = 0; code->keys[i].type == ROLL_CODE_NAMES && j < n_values(code, i); j++)
            add_name(codes, code, value_at(code, i, j));
}

static gint
compare_codes(gconstpointer a, gconstpointer b)
{
    const RollCode *const *left = a;
    const RollCode *const *right = b;

    return strcmp((*left)->id, (*right)->id);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    const RollCodeName *const *left = a;
    const RollCodeName *const *right = b;

    return strcmp((*left)->squeezed, (*right)->squeezed);
}

static gboolean
settle(RollCodes *codes, const RollCodesKind *kind, GError **error)
{
    g_ptr_array_sort(codes->codes, compare_codes);
    for (guint i = 0; i < codes->codes->len; i++)
        add_names(codes, g_ptr_array_index(codes->codes, i));
    g_ptr_array_sort(codes->names, compare_names);
    return kind->check(codes, error);
}

RollCodes *
roll_codes_parse(const gchar *name, const gchar *text, const RollCodesKind *kind, GError **error)
{
    g_autoptr(RollCodes) codes = codes_new(kind);
    g_autoptr(RollConfig) config = roll_config_parse(name, text, error);

    if (config == NULL || !read_config(codes, config, error) || !settle(codes, kind, error))
        return NULL;
    return g_steal_pointer(&codes);
}

RollCodes *
roll_codes_load(const RollLayers *layers, const RollCodesKind *kind, GError **error)
{
    g_autoptr(RollCodes) codes = codes_new(kind);
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, kind->folder, ".ini");

    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);
        g_autofree gchar *name = g_path_get_basename(path);
        g_autoptr(RollConfig) config = NULL;

        if (kind->passed_over != NULL && g_str_has_prefix(name, kind->passed_over))
            continue;
        config = roll_config_load(path, error);
        if (config == NULL || !read_config(codes, config, error))
            return NULL;
    }
    return settle(codes, kind, error) ? g_steal_pointer(&codes) : NULL;
}

/* Reading. */

guint
roll_codes_n(const RollCodes *codes)
{
    return codes->codes->len;
}

const RollCode *
roll_codes_at(const RollCodes *codes, guint index)
{
    return g_ptr_array_index(codes->codes, index);
}

const RollCode *
roll_codes_find(const RollCodes *codes, const gchar *id)
{
    return g_hash_table_lookup(codes->by_id, id);
}

const gchar *
roll_code_id(const RollCode *code)
{
    return code->id;
}

const gchar *
roll_code_place(const RollCode *code)
{
    return code->place;
}

const RollCodeKey *
roll_code_keys(const RollCode *code)
{
    return code->keys;
}

const gchar *
roll_code_name(const RollCode *code)
{
    const gchar *name = roll_code_text(code, "name");

    return name[0] != '\0' ? name : code->id;
}

const gchar *const *
roll_code_list(const RollCode *code, const gchar *key)
{
    static const gchar *const none[] = {NULL};

    for (guint i = 0; code->keys[i].name != NULL; i++)
        if (g_str_equal(code->keys[i].name, key))
            return n_values(code, i) > 0 ? (const gchar *const *)code->values[i]->pdata : none;
    g_return_val_if_reached(none);
}

const gchar *
roll_code_text(const RollCode *code, const gchar *key)
{
    const gchar *value = roll_code_list(code, key)[0];

    return value != NULL ? value : "";
}

gboolean
roll_code_list_has(const RollCode *code, const gchar *key, const gchar *value)
{
    return g_strv_contains(roll_code_list(code, key), value);
}

gint64
roll_code_number(const RollCode *code, const gchar *key)
{
    const gchar *value = roll_code_text(code, key);

    return value[0] != '\0' ? g_ascii_strtoll(value, NULL, 10) : -1;
}

RollDay
roll_code_day(const RollCode *code, const gchar *key)
{
    return roll_day_parse(roll_text(roll_code_text(code, key)));
}

const RollCodeName *
roll_codes_named(const RollCodes *codes, RollText name)
{
    g_autoptr(GString) squeezed = g_string_new(NULL);

    roll_codes_fold_name(name, squeezed);
    return g_hash_table_lookup(codes->by_name, squeezed->str);
}

guint
roll_codes_n_names(const RollCodes *codes)
{
    return codes->names->len;
}

const RollCodeName *
roll_codes_name_at(const RollCodes *codes, guint index)
{
    return g_ptr_array_index(codes->names, index);
}
