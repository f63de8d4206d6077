#include "pipeline/archive.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/tree.h"

gboolean
archive_look(const gchar *root, const gchar *path, gboolean *is_there, GError **error)
{
    g_autofree gchar *place = g_build_filename(root, path, NULL);
    struct stat status = {0};
    int code = stat(place, &status) == 0 ? 0 : errno;

    *is_there = code == 0 && S_ISREG(status.st_mode);
    if (code == 0 || code == ENOENT || code == ENOTDIR)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", place, g_strerror(code));
    return FALSE;
}

gboolean
archive_keep_exports(const gchar *root, const gchar *const *exports, GError **error)
{
    g_autofree gchar *folder = g_build_filename(root, ARCHIVE_INPUTS, NULL);

    if (!tree_make(folder, error))
        return FALSE;
    for (guint i = 0; exports[i] != NULL; i++) {
        g_autofree gchar *name = g_path_get_basename(exports[i]);
        g_autofree gchar *copy = g_build_filename(folder, name, NULL);

        if (!tree_copy_file(exports[i], copy, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
archive_keep_rules(const gchar *root, const gchar *const *layers, GError **error)
{
    guint n = 0;

    while (layers[n] != NULL)
        n++;
    for (guint i = 0; i < n; i++) {
        g_autofree gchar *number = g_strdup_printf("%u", n - 1 - i);
        g_autofree gchar *folder = g_build_filename(root, ARCHIVE_RULES, number, NULL);

        if (!tree_copy(layers[i], folder, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
archive_rules(const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0;; i++) {
        g_autofree gchar *number = g_strdup_printf("%u", i);
        g_autofree gchar *folder = g_build_filename(root, ARCHIVE_RULES, number, NULL);

        if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
            break;
        g_ptr_array_add(folders, g_steal_pointer(&folder));
    }
    if (folders->len == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s/" ARCHIVE_RULES
                    "/0: is not there, so the run is not whole; `rollcall verify %s` tells what "
                    "else is missing",
                    root, root);
        return NULL;
    }
    g_ptr_array_add(folders, NULL);
    return g_steal_pointer(&folders);
}

void
archive_blame_rules(const gchar *root, const gchar *mend, GError **error)
{
    g_autofree gchar *message = NULL;

    if (error == NULL || !g_error_matches(*error, ROLL_ERROR, ROLL_ERROR_CONFIG))
        return;
    message = g_strdup_printf("%s\n%s/" ARCHIVE_RULES
                              ": these are the rules of the run, which another rollcall may have "
                              "made%s",
                              (*error)->message, root, mend);
    g_clear_error(error);
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, message);
}

gchar *
archive_asked(const gchar *root, const gchar *key)
{
    g_autofree gchar *path = g_build_filename(root, ARCHIVE_OPTIONS, NULL);
    g_autofree gchar *value = NULL;
    g_autoptr(GKeyFile) file = g_key_file_new();

    if (g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, NULL))
        value = g_key_file_get_string(file, "run", key, NULL);
    return value != NULL && *value != '\0' ? g_steal_pointer(&value) : NULL;
}

gchar *
archive_model(const gchar *root, GError **error)
{
    g_autofree gchar *path = g_build_filename(root, ARCHIVE_MODEL, NULL);

    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&path);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: is not there: the run was made by a rollcall that did not keep what it had "
                "learnt; make it anew, of the exports in %s/" ARCHIVE_INPUTS,
                path, root);
    return NULL;
}

gboolean
archive_keep_text(const gchar *root, const gchar *path, const gchar *text, GError **error)
{
    g_autofree gchar *place = g_build_filename(root, path, NULL);
    g_autofree gchar *folder = g_path_get_dirname(place);
    g_autoptr(RollSink) sink = NULL;

    if (!tree_make(folder, error))
        return FALSE;
    sink = roll_sink_create(place, error);
    return sink != NULL && roll_sink_write(sink, text, strlen(text), error) &&
           roll_sink_close(sink, error);
}
