/* zip_directory: what lies in a zip archive, by the directory at its end (APPNOTE.TXT 6.3). */
#pragma once

#include <glib.h>

typedef struct {
    gchar *name; /* owned; bytes as they stand, a NUL ends it */
    guint flags;
    guint method;
    guint32 crc;
    gsize n_packed; /* bytes in the archive */
    gsize n_bytes;  /* bytes that come out */
    gsize start;    /* of its data, in the archive */
} RollZipEntry;

#define ROLL_ZIP_ENCRYPTED 0x1u /* of the flags */

/* The entries of the archive @bytes (transfer full, free with g_array_unref), as they stand in its
 * directory. Errors: ROLL_ERROR_DATA, the fault alone: the caller knows the file. */
GArray *roll_zip_directory(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
