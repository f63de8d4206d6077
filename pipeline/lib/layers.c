#include "pipeline/lib/layers.h"

#include <dirent.h>
#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

#define MAX_FOLDERS_UP 5 /* out/build/VARIANT/bin/NAME: the fifth holds rules/ */

struct RollLayers {
    GPtrArray *dirs; /* topmost first, a NULL behind the last */
};

static gchar *
rules_beside(const gchar *dir)
{
    g_autofree gchar *installed = g_build_filename(dir, "share", "rollcall", "rules", NULL);
    g_autofree gchar *fields = g_build_filename(dir, "rules", "fields.ini", NULL);

    if (g_file_test(installed, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&installed);
    return g_file_test(fields, G_FILE_TEST_IS_REGULAR) ? g_path_get_dirname(fields) : NULL;
}

gchar *
roll_shipped_rules(GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree gchar *program = g_file_read_link("/proc/self/exe", &cause);
    g_autofree gchar *dir = NULL;

    if (program == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "the shipped rules cannot be found: %s",
                    cause->message);
        return NULL;
    }
    dir = g_path_get_dirname(program);
    for (guint up = 0; up < MAX_FOLDERS_UP; up++) {
        gchar *rules = rules_beside(dir);
        gchar *parent = g_path_get_dirname(dir);

        g_free(dir);
        dir = parent;
        if (rules != NULL)
            return rules;
    }
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "%s: the shipped rules cannot be found: neither share/rollcall/rules nor "
                "rules/fields.ini in the %d folders above the program",
                program, MAX_FOLDERS_UP);
    return NULL;
}

/* Lays @dir over what there is. */
static gboolean
lay(RollLayers *layers, const gchar *dir, GError **error)
{
    if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: no such folder of rules", dir);
        return FALSE;
    }
    g_ptr_array_insert(layers->dirs, 0, g_strdup(dir));
    return TRUE;
}

RollLayers *
roll_layers_new_on(const gchar *base, const gchar *const *dirs, GError **error)
{
    g_autoptr(RollLayers) layers = g_new0(RollLayers, 1);
    g_autofree gchar *lowest = base != NULL ? g_strdup(base) : roll_shipped_rules(error);

    layers->dirs = g_ptr_array_new_with_free_func(g_free);
    if (lowest == NULL || !lay(layers, lowest, error))
        return NULL;
    for (guint i = 0; dirs != NULL && dirs[i] != NULL; i++)
        if (!lay(layers, dirs[i], error))
            return NULL;
    g_ptr_array_add(layers->dirs, NULL);
    return g_steal_pointer(&layers);
}

RollLayers *
roll_layers_new(const gchar *const *dirs, GError **error)
{
    return roll_layers_new_on(NULL, dirs, error);
}

gchar *
roll_layers_find(const RollLayers *layers, const gchar *name)
{
    const gchar *const *dirs = roll_layers_dirs(layers);

    for (guint i = 0; dirs[i] != NULL; i++) {
        g_autofree gchar *path = g_build_filename(dirs[i], name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* Most file systems tell with its name whether an entry is a file or a folder: a call of the kernel
 * less for each profile, at every stage's start. */
static gboolean
is_of_kind(const gchar *folder, const struct dirent *entry, GFileTest test)
{
    g_autofree gchar *path = NULL;

    if (entry->d_type == DT_REG || entry->d_type == DT_DIR)
        return (entry->d_type == DT_DIR) == (test == G_FILE_TEST_IS_DIR);
    path = g_build_filename(folder, entry->d_name, NULL);
    return g_file_test(path, test);
}

/* Names of what is of kind @test in @folder and ends in @suffix, in byte order; what is hidden is
 * editors' and never rules. */
static GPtrArray *
names_in(const gchar *folder, const gchar *suffix, GFileTest test)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    DIR *dir = opendir(folder);
    const struct dirent *entry = NULL;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.' && g_str_has_suffix(entry->d_name, suffix) &&
            is_of_kind(folder, entry, test))
            g_ptr_array_add(names, g_strdup(entry->d_name));
    }
    if (dir != NULL)
        closedir(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

GPtrArray *
roll_layers_list(const RollLayers *layers, const gchar *name, const gchar *suffix)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const gchar *const *dirs = roll_layers_dirs(layers);

    for (guint i = 0; dirs[i] != NULL; i++) {
        g_autofree gchar *folder = g_build_filename(dirs[i], name, NULL);
        g_autoptr(GPtrArray) names = names_in(folder, suffix, G_FILE_TEST_IS_REGULAR);

        for (guint j = 0; j < names->len; j++) {
            const gchar *file = g_ptr_array_index(names, j);

            if (g_hash_table_add(seen, g_strdup(file)))
                g_ptr_array_add(paths, g_build_filename(folder, file, NULL));
        }
    }
    return paths;
}

GPtrArray *
roll_layers_folders(const RollLayers *layers)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    const gchar *const *dirs = roll_layers_dirs(layers);

    g_ptr_array_add(folders, g_strdup(""));
    for (guint i = 0; dirs[i] != NULL; i++) {
        g_autoptr(GPtrArray) names = names_in(dirs[i], "", G_FILE_TEST_IS_DIR);

        for (guint j = 0; j < names->len; j++)
            if (!g_ptr_array_find_with_equal_func(folders, g_ptr_array_index(names, j), g_str_equal,
                                                  NULL))
                g_ptr_array_add(folders, g_strdup(g_ptr_array_index(names, j)));
    }
    g_ptr_array_sort(folders, compare_names);
    return folders;
}

const gchar *const *
roll_layers_dirs(const RollLayers *layers)
{
    return (const gchar *const *)layers->dirs->pdata;
}

const gchar *
roll_layers_base(const RollLayers *layers)
{
    return g_ptr_array_index(layers->dirs, layers->dirs->len - 2);
}

guint
roll_layers_place(const RollLayers *layers, const gchar *path)
{
    const gchar *const *dirs = roll_layers_dirs(layers);
    guint layer = 0;

    for (; dirs[layer] != NULL; layer++) {
        gsize length = strlen(dirs[layer]);

        if (strncmp(path, dirs[layer], length) == 0 &&
            (path[length] == '/' || (length > 0 && path[length - 1] == '/')))
            break;
    }
    return layer;
}

/* ---- what goes astray ---- */

static gboolean
fail_astray(const gchar *path, const gchar *name, GPtrArray *known, GError **error)
{
    const gchar *nearest = NULL;

    g_ptr_array_add(known, NULL);
    nearest = roll_nearest(name, (const gchar *const *)known->pdata);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: nobody reads this file%s%s%s", path,
                nearest != NULL ? "; did you mean " : ": rules have nothing of the name ",
                nearest != NULL ? nearest : name, nearest != NULL ? "?" : "");
    return FALSE;
}

/* @folder: of the layer @dir. */
static gboolean
check_folder(const RollLayers *layers, const gchar *dir, const gchar *folder, GError **error)
{
    g_autofree gchar *path = g_build_filename(dir, folder, NULL);
    g_autoptr(GPtrArray) known = names_in(roll_layers_base(layers), "", G_FILE_TEST_IS_DIR);
    g_autoptr(GPtrArray) rules = names_in(path, ".ini", G_FILE_TEST_IS_REGULAR);
    g_autoptr(GPtrArray) texts = names_in(path, ".ini.txt", G_FILE_TEST_IS_REGULAR);

    if (texts->len > 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s/%s: nobody reads this file: its name has to end in .ini, without .txt",
                    path, (const gchar *)g_ptr_array_index(texts, 0));
        return FALSE;
    }
    if (rules->len == 0 || g_ptr_array_find_with_equal_func(known, folder, g_str_equal, NULL))
        return TRUE;
    g_free(path);
    path = g_build_filename(dir, folder, g_ptr_array_index(rules, 0), NULL);
    return fail_astray(path, folder, known, error);
}

/* What lies at the top is known by its name. */
static gboolean
check_top(const RollLayers *layers, const gchar *dir, GError **error)
{
    g_autoptr(GPtrArray) known = names_in(roll_layers_base(layers), ".ini", G_FILE_TEST_IS_REGULAR);
    g_autoptr(GPtrArray) names = names_in(dir, ".ini", G_FILE_TEST_IS_REGULAR);

    for (guint i = 0; i < names->len; i++) {
        const gchar *name = g_ptr_array_index(names, i);
        g_autofree gchar *path = g_build_filename(dir, name, NULL);

        if (!g_ptr_array_find_with_equal_func(known, name, g_str_equal, NULL))
            return fail_astray(path, name, known, error);
    }
    return TRUE;
}

gboolean
roll_layers_check(const RollLayers *layers, GError **error)
{
    const gchar *const *dirs = roll_layers_dirs(layers);

    for (guint i = 0; dirs[i + 1] != NULL; i++) {
        g_autoptr(GPtrArray) folders = names_in(dirs[i], "", G_FILE_TEST_IS_DIR);

        if (!check_top(layers, dirs[i], error))
            return FALSE;
        for (guint j = 0; j < folders->len; j++)
            if (!check_folder(layers, dirs[i], g_ptr_array_index(folders, j), error))
                return FALSE;
    }
    return TRUE;
}

GPtrArray *
roll_layers_replacing(const RollLayers *layers)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) folders = roll_layers_folders(layers);

    for (guint i = 0; i < folders->len; i++) {
        const gchar *folder = g_ptr_array_index(folders, i);
        g_autoptr(GPtrArray) files = roll_layers_list(layers, folder, "");

        for (guint j = 0; j < files->len; j++) {
            const gchar *path = g_ptr_array_index(files, j);
            g_autofree gchar *name = g_path_get_basename(path);
            g_autofree gchar *below =
                g_build_filename(roll_layers_base(layers), folder, name, NULL);

            if (strcmp(below, path) != 0 && g_file_test(below, G_FILE_TEST_IS_REGULAR))
                g_ptr_array_add(paths, g_strdup(path));
        }
    }
    return paths;
}

void
roll_layers_free(RollLayers *layers)
{
    if (layers == NULL)
        return;
    g_ptr_array_unref(layers->dirs);
    g_free(layers);
}
