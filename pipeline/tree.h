/* tree: a folder and all that is in it.  Names are bytes: any file name is safe. */
#pragma once

#include <glib.h>

typedef struct {
    gchar *path; /* below the root, in byte order of all */
    gboolean is_folder;
    gboolean is_regular; /* neither: a link, a pipe …, which is never followed */
} TreeEntry;

/* Everything below @root, each folder before what is in it (transfer full, of TreeEntry).
 * Errors: ROLL_ERROR_IO. */
GPtrArray *tree_list(const gchar *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes @path with its parents, mode 0700; it may exist.  Errors: ROLL_ERROR_IO. */
gboolean tree_make(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a folder for what vanishes again, where such folders are made (transfer full).
 * Errors: ROLL_ERROR_IO. */
gchar *tree_make_temporary(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Copies regular file @from to the new file @to.  Errors: ROLL_ERROR_DATA (there is no such file,
 * it is a folder), ROLL_ERROR_IO (also when it changed meanwhile). */
gboolean tree_copy_file(const gchar *from, const gchar *to,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Copies regular files and folders below @from to @to.  Errors: ROLL_ERROR_IO. */
gboolean tree_copy(const gchar *from, const gchar *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Everything below @root, and itself, on the disk; not its name in its parent.
 * Errors: ROLL_ERROR_IO. */
gboolean tree_sync(const gchar *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One file or folder on the disk. */
gboolean tree_sync_one(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Removes @root with all below it; nothing to remove is no fault.  Errors: ROLL_ERROR_IO. */
gboolean tree_remove(const gchar *root, GError **error);
