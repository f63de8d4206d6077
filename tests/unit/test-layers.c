#include "pipeline/lib/layers.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"

/* Two folders of rules; what stands in both is written down by the last letter of its folder. */
typedef struct {
    gchar *base;
    gchar *low;
    gchar *high;
} Folders;

static void
put(const gchar *dir, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(dir, name, NULL);
    g_autofree gchar *folder = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, "", 0, NULL));
}

static void
set_up(Folders *folders, gconstpointer data)
{
    (void)data;
    folders->base = g_dir_make_tmp("layers-XXXXXX", NULL);
    folders->low = g_build_filename(folders->base, "low", NULL);
    folders->high = g_build_filename(folders->base, "high", NULL);
    put(folders->low, "x/b.ini");
    put(folders->low, "x/a.ini");
    put(folders->low, "x/c.ini");
    put(folders->low, "x/note.txt");
    put(folders->low, "x/.hidden.ini");
    put(folders->low, "only-low.ini");
    put(folders->low, "both.ini");
    put(folders->low, "x/folder.ini/z.ini");
    put(folders->high, "x/d.ini");
    put(folders->high, "x/b.ini");
    put(folders->high, "both.ini");
}

/* What set_up() made, each before its folder. */
static void
remove_all(const gchar *base)
{
    static const gchar *const names[] = {
        "low/x/b.ini",
        "low/x/a.ini",
        "low/x/c.ini",
        "low/x/note.txt",
        "low/x/.hidden.ini",
        "low/only-low.ini",
        "low/both.ini",
        "low/x/folder.ini/z.ini",
        "low/x/folder.ini",
        "low/x",
        "low",
        "high/x/d.ini",
        "high/x/b.ini",
        "high/both.ini",
        "high/x",
        "high",
        ".",
    };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree gchar *path =
            g_str_equal(names[i], ".") ? g_strdup(base) : g_build_filename(base, names[i], NULL);

        g_assert_cmpint(g_remove(path), ==, 0);
    }
}

static void
tear_down(Folders *folders, gconstpointer data)
{
    (void)data;
    remove_all(folders->base);
    g_free(folders->base);
    g_free(folders->low);
    g_free(folders->high);
}

static RollLayers *
two_layers(const Folders *folders)
{
    const gchar *dirs[] = {folders->low, folders->high, NULL};
    g_autoptr(GError) error = NULL;
    RollLayers *layers = roll_layers_new(dirs, &error);

    g_assert_no_error(error);
    return layers;
}

static void
assert_found(const RollLayers *layers, const gchar *name, const gchar *dir)
{
    g_autofree gchar *path = roll_layers_find(layers, name);
    g_autofree gchar *expected = dir != NULL ? g_build_filename(dir, name, NULL) : NULL;

    g_assert_cmpstr(path, ==, expected);
}

static void
test_find(Folders *folders, gconstpointer data)
{
    g_autoptr(RollLayers) layers = two_layers(folders);
    g_autoptr(GError) error = NULL;
    g_autofree gchar *shipped = roll_shipped_rules(&error);

    (void)data;
    g_assert_no_error(error);
    assert_found(layers, "both.ini", folders->high);
    assert_found(layers, "only-low.ini", folders->low);
    assert_found(layers, "fields.ini", shipped);
    assert_found(layers, "none.ini", NULL);
    assert_found(layers, "x", NULL); /* a folder is no file */
    g_assert_cmpstr(roll_layers_dirs(layers)[0], ==, folders->high);
    g_assert_cmpstr(roll_layers_dirs(layers)[2], ==, shipped);
    g_assert_null(roll_layers_dirs(layers)[3]);
}

/* Nothing shipped is found where another folder stands in for it. */
static void
test_base(Folders *folders, gconstpointer data)
{
    const gchar *dirs[] = {folders->high, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new_on(folders->low, dirs, &error);

    (void)data;
    g_assert_no_error(error);
    assert_found(layers, "both.ini", folders->high);
    assert_found(layers, "only-low.ini", folders->low);
    assert_found(layers, "fields.ini", NULL);
    g_assert_cmpstr(roll_layers_base(layers), ==, folders->low);
    g_assert_null(roll_layers_dirs(layers)[2]);
    g_assert_null(roll_layers_new_on("none", dirs, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
}

static void
test_list(Folders *folders, gconstpointer data)
{
    g_autoptr(RollLayers) layers = two_layers(folders);
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, "x", ".ini");
    g_autoptr(GPtrArray) none = roll_layers_list(layers, "none", ".ini");
    g_autoptr(GString) seen = g_string_new(NULL);

    (void)data;
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(
            seen, "%s ", (const gchar *)g_ptr_array_index(paths, i) + strlen(folders->base) + 1);
    g_assert_cmpstr(seen->str, ==, "high/x/b.ini high/x/d.ini low/x/a.ini low/x/c.ini ");
    g_assert_cmpuint(none->len, ==, 0);
}

static void
test_missing(Folders *folders, gconstpointer data)
{
    g_autofree gchar *missing = g_build_filename(folders->base, "none", NULL);
    g_autofree gchar *expected = g_strconcat(missing, ": no such folder of rules", NULL);
    const gchar *dirs[] = {folders->low, missing, NULL};
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(roll_layers_new(dirs, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==, expected);
}

/* The upper layer has a folder that rules have not, and the lower one a name. */
static void
test_astray(Folders *folders, gconstpointer data)
{
    g_autofree gchar *folder = g_strconcat(folders->high, "/x/b.ini: nobody reads this file", NULL);
    g_autofree gchar *top = g_strconcat(folders->low, "/both.ini: nobody reads this file", NULL);
    const gchar *lower[] = {folders->low, NULL};
    g_autoptr(RollLayers) both = two_layers(folders);
    g_autoptr(RollLayers) low = roll_layers_new(lower, NULL);
    g_autoptr(RollLayers) shipped = roll_layers_new(NULL, NULL);
    g_autoptr(GPtrArray) replacing = roll_layers_replacing(both);
    g_autofree gchar *upper = g_build_filename(folders->high, "both.ini", NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(roll_layers_check(low, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_true(g_str_has_prefix(error->message, top));
    g_clear_error(&error);
    g_assert_cmpint(g_remove(upper), ==, 0);
    g_assert_false(roll_layers_check(both, &error));
    g_assert_true(g_str_has_prefix(error->message, folder));
    g_assert_true(roll_layers_check(shipped, NULL));
    g_assert_cmpuint(replacing->len, ==, 0);
    put(folders->high, "both.ini");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/layers/find", Folders, NULL, set_up, test_find, tear_down);
    g_test_add("/layers/base", Folders, NULL, set_up, test_base, tear_down);
    g_test_add("/layers/list", Folders, NULL, set_up, test_list, tear_down);
    g_test_add("/layers/astray", Folders, NULL, set_up, test_astray, tear_down);
    g_test_add("/layers/missing", Folders, NULL, set_up, test_missing, tear_down);
    return g_test_run();
}
