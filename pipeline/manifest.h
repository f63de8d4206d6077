/* manifest: the SHA-256 sum of every file of a run but its own, by path in byte order.
 *
 * It has the form of sha256sum, so that `cd RUN && sha256sum -c archive/manifest.sha256` checks it
 * where there is no rollcall.  It tells damage; it is no signature: whoever can change a file can
 * change its line. */
#pragma once

#include <glib.h>

typedef struct {
    gchar *path;   /* below the run's folder */
    gchar *sum;    /* hexadecimal; NULL until it is known */
    GError *error; /* why it cannot be known */
} ManifestEntry;

/* An entry without a sum, for an array of manifest_entries_new(). */
ManifestEntry *manifest_entry_new(const gchar *path);
GPtrArray *manifest_entries_new(void);
/* Takes the sum of each of @entries, files below @root; @jobs are read at once, none whole. */
void manifest_take_sums(const gchar *root, const GPtrArray *entries, guint jobs);

/* Writes the manifest of the run @root.  Errors: ROLL_ERROR_IO. */
gboolean manifest_write(const gchar *root, guint jobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads it (transfer full, of ManifestEntry): the paths ascend, none stands twice, leads out of the
 * run or is the manifest's own.  Errors: ROLL_ERROR_DATA (not there, or not as manifest_write()
 * writes it), ROLL_ERROR_IO. */
GPtrArray *manifest_read(const gchar *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
