#include "pipeline/lib/zip_directory.h"

#include <string.h>

#include "pipeline/lib/error.h"

#define END_BYTES    22     /* of the record that ends an archive, its comment aside */
#define MAX_COMMENT  0xffff /* bytes */
#define ENTRY_BYTES  46     /* of an entry of the directory, its name and the like aside */
#define LOCAL_BYTES  30     /* of what stands before an entry's data, likewise */
#define MAX_ENTRIES  10000
#define ZIP64_COUNT  0xffff
#define ZIP64_OFFSET 0xffffffff

typedef struct {
    const guint8 *data;
    gsize n;
} Archive;

static void
clear_entry(gpointer entry)
{
    g_free(((RollZipEntry *)entry)->name);
}

static guint
two(const guint8 *bytes)
{
    return bytes[0] | (guint)bytes[1] << 8;
}

static guint32
four(const guint8 *bytes)
{
    return two(bytes) | (guint32)two(bytes + 2) << 16;
}

static gboolean
fail(GError **error, const gchar *fault)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_DATA, fault);
    return FALSE;
}

/* The last record of the archive; NULL when there is none.  A comment may follow it. */
static const guint8 *
find_end(const Archive *archive)
{
    const guint8 *first = archive->data;
    const guint8 *at = NULL;

    if (archive->n < END_BYTES)
        return NULL;
    at = archive->data + archive->n - END_BYTES;
    if (archive->n > END_BYTES + MAX_COMMENT)
        first = at - MAX_COMMENT;
    for (;; at--) {
        if (memcmp(at, "PK\5\6", 4) == 0 &&
            at + END_BYTES + two(at + 20) <= archive->data + archive->n)
            return at;
        if (at == first)
            return NULL;
    }
}

/* Where the data of the entry begin: behind its local header, whose name may be longer. */
static gboolean
find_data(const Archive *archive, gsize local, RollZipEntry *entry, GError **error)
{
    const guint8 *header = archive->data + local;

    if (local + LOCAL_BYTES > archive->n || memcmp(header, "PK\3\4", 4) != 0)
        return fail(error, "damaged: its directory points to no file");
    entry->start = local + LOCAL_BYTES + two(header + 26) + two(header + 28);
    if (entry->start > archive->n || entry->n_packed > archive->n - entry->start)
        return fail(error, "damaged: a file in it is longer than the archive");
    return TRUE;
}

/* The entry at *@at, which is moved behind it. */
static gboolean
read_entry(const Archive *archive, const guint8 **at, const guint8 *end, RollZipEntry *entry,
           GError **error)
{
    const guint8 *head = *at;
    gsize n_name = 0;

    if (end - head < ENTRY_BYTES || memcmp(head, "PK\1\2", 4) != 0)
        return fail(error, "damaged: its directory is shorter than it says");
    n_name = two(head + 28);
    if ((gsize)(end - head) < ENTRY_BYTES + n_name + two(head + 30) + two(head + 32))
        return fail(error, "damaged: its directory is shorter than it says");
    if (four(head + 20) == ZIP64_OFFSET || four(head + 24) == ZIP64_OFFSET ||
        four(head + 42) == ZIP64_OFFSET)
        return fail(error, "of the kind zip64, for files over 4 GiB, which is not read");
    entry->flags = two(head + 8);
    entry->method = two(head + 10);
    entry->crc = four(head + 16);
    entry->n_packed = four(head + 20);
    entry->n_bytes = four(head + 24);
    entry->name = g_strndup((const gchar *)head + ENTRY_BYTES, n_name);
    *at = head + ENTRY_BYTES + n_name + two(head + 30) + two(head + 32);
    return find_data(archive, four(head + 42), entry, error);
}

static gboolean
read_entries(const Archive *archive, const guint8 *last, GArray *entries, GError **error)
{
    guint n = two(last + 10);
    const guint8 *at = NULL;

    if (two(last + 4) != two(last + 6) || (two(last + 4) != 0 && two(last + 4) != ZIP64_COUNT))
        return fail(error, "in several parts");
    if (n == ZIP64_COUNT || four(last + 16) == ZIP64_OFFSET)
        return fail(error, "of the kind zip64, for files over 4 GiB, which is not read");
    if (n > MAX_ENTRIES)
        return fail(error, "holds more files than any export");
    if (four(last + 16) > (gsize)(last - archive->data))
        return fail(error, "damaged: its directory lies outside of it");
    at = archive->data + four(last + 16);
    for (guint i = 0; i < n; i++) {
        RollZipEntry entry = {0};

        if (!read_entry(archive, &at, last, &entry, error)) {
            clear_entry(&entry);
            return FALSE;
        }
        g_array_append_val(entries, entry);
    }
    return TRUE;
}

GArray *
roll_zip_directory(GBytes *bytes, GError **error)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(RollZipEntry));
    Archive archive = {0};
    const guint8 *last = NULL;

    archive.data = g_bytes_get_data(bytes, &archive.n);
    g_array_set_clear_func(entries, clear_entry);
    last = find_end(&archive);
    if (last == NULL) {
        fail(error, "cut off: the directory at its end is missing");
        return NULL;
    }
    return read_entries(&archive, last, entries, error) ? g_steal_pointer(&entries) : NULL;
}
