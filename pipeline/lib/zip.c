#include "pipeline/lib/zip.h"

#include <string.h>

#include "pipeline/lib/deflate.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/text.h"
#include "pipeline/lib/zip_directory.h"

#define STORED      0
#define DEFLATED    8
#define MAX_NAMED   5 /* files that a message names */
#define LOCAL_BYTES 30

typedef struct {
    RollSource base;
    GBytes *archive;
    RollGzipLimits limits;
    gchar *entry_name;
    guint method;
    guint32 crc;
    gsize n_bytes; /* that it says to hold */
    const guint8 *data;
    gsize n_packed;
    RollInflater *inflater;
    RollFlow flow;
    guint32 crc_so_far;
    guint64 n_out;
    gboolean at_end;
} ZipSource;

gboolean
roll_zip_is_magic(gconstpointer data, gsize size)
{
    return size >= 4 && (memcmp(data, "PK\3\4", 4) == 0 || memcmp(data, "PK\5\6", 4) == 0);
}

/* Reading. */

static gboolean
fail(const ZipSource *zip, GError **error, const gchar *fault)
{
    g_autoptr(GString) shown = g_string_new(NULL);

    roll_text_printable(roll_text(zip->entry_name), shown);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: %s in the zip archive: %s", zip->base.name,
                shown->str, fault);
    return FALSE;
}

static void
copy_some(ZipSource *zip)
{
    gsize n = MIN(zip->flow.n_in, zip->flow.n_out);

    memcpy(zip->flow.out, zip->flow.in, n);
    zip->flow.in += n;
    zip->flow.n_in -= n;
    zip->flow.out += n;
    zip->flow.n_out -= n;
    zip->at_end = zip->flow.n_in == 0;
}

static gboolean
inflate_some(ZipSource *zip, GError **error)
{
    gsize room = zip->flow.n_out;
    gsize left = zip->flow.n_in;

    switch (roll_inflater_run(zip->inflater, &zip->flow)) {
    case ROLL_INFLATE_END:
        zip->at_end = TRUE;
        return TRUE;
    case ROLL_INFLATE_FAULT:
        return fail(zip, error, "its data is damaged");
    case ROLL_INFLATE_MORE:
        break;
    }
    if (zip->flow.n_in == left && zip->flow.n_out == room)
        return fail(zip, error, "its data is cut off");
    return TRUE;
}

static gboolean
check_end(const ZipSource *zip, GError **error)
{
    if (zip->n_out != zip->n_bytes)
        return fail(zip, error, "its length does not fit: the content is damaged");
    if (zip->crc_so_far != zip->crc)
        return fail(zip, error, "its checksum does not fit: the content is damaged");
    return TRUE;
}

static gboolean
zip_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    ZipSource *zip = (ZipSource *)self;
    const gchar *fault = NULL;
    gsize n = 0;

    zip->flow.out = buffer;
    zip->flow.n_out = size;
    while (!zip->at_end && zip->flow.n_out > 0) {
        if (zip->method == STORED)
            copy_some(zip);
        else if (!inflate_some(zip, error))
            return FALSE;
    }
    n = size - zip->flow.n_out;
    zip->n_out += n;
    zip->crc_so_far = roll_crc32(zip->crc_so_far, buffer, n);
    fault = roll_gzip_limit_fault(&zip->limits, zip->n_packed - zip->flow.n_in, zip->n_out);
    if (fault != NULL)
        return fail(zip, error, fault);
    if (zip->at_end && !check_end(zip, error))
        return FALSE;
    *n_read = n;
    return TRUE;
}

static void
begin(ZipSource *zip)
{
    zip->flow = (RollFlow){.in = zip->data, .n_in = zip->n_packed};
    zip->crc_so_far = 0;
    zip->n_out = 0;
    zip->at_end = FALSE;
}

static gboolean
zip_rewind(RollSource *self, GError **error)
{
    ZipSource *zip = (ZipSource *)self;

    (void)error;
    roll_inflater_reset(zip->inflater);
    begin(zip);
    return TRUE;
}

static void
zip_clear(RollSource *self)
{
    ZipSource *zip = (ZipSource *)self;

    roll_inflater_free(zip->inflater);
    g_free(zip->entry_name);
    g_bytes_unref(zip->archive);
}

static RollSource *
open_entry(const gchar *name, GBytes *archive, const RollZipEntry *entry, RollGzipLimits limits)
{
    ZipSource *zip = g_new0(ZipSource, 1);

    zip->base.name = g_strdup(name);
    zip->base.read = zip_read;
    zip->base.rewind = zip_rewind;
    zip->base.clear = zip_clear;
    zip->archive = g_bytes_ref(archive);
    zip->limits = limits;
    zip->entry_name = g_strdup(entry->name);
    zip->method = entry->method;
    zip->crc = entry->crc;
    zip->n_bytes = entry->n_bytes;
    zip->data = (const guint8 *)g_bytes_get_data(archive, NULL) + entry->start;
    zip->n_packed = entry->n_packed;
    zip->inflater = roll_inflater_new(ROLL_DEFLATE_BARE);
    begin(zip);
    return &zip->base;
}

/* Choosing. */

static gboolean
has_suffix(const gchar *name, const gchar *suffix)
{
    gsize length = strlen(name);
    gsize n = strlen(suffix);

    return length > n && g_ascii_strcasecmp(name + length - n, suffix) == 0;
}

/* A folder, or what macOS and Windows add on their own. */
static gboolean
is_chaff(const gchar *name)
{
    const gchar *base = strrchr(name, '/');

    base = base != NULL ? base + 1 : name;
    return base[0] == '\0' || g_str_has_prefix(name, "__MACOSX/") || base[0] == '.' ||
           g_ascii_strcasecmp(base, "Thumbs.db") == 0 ||
           g_ascii_strcasecmp(base, "desktop.ini") == 0;
}

/* What office programs save is a zip archive too; told by what lies in it. */
static const gchar *
document_by(const gchar *name)
{
    static const struct {
        const gchar *prefix;
        const gchar *what;
    } documents[] = {
        {"xl/", "an Excel workbook (.xlsx): save it as \"CSV UTF-8\" and send that"},
        {"[Content_Types].xml", "an Office document (.xlsx, .docx): save it as \"CSV UTF-8\" and "
                                "send that"},
        {"META-INF/manifest.xml", "an OpenDocument file (.ods): save it as CSV and send that"},
        {"Index/Document.iwa", "a Numbers spreadsheet: export it to CSV and send that"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(documents); i++) {
        if (g_str_has_prefix(name, documents[i].prefix))
            return documents[i].what;
    }
    return NULL;
}

static const RollZipEntry *
entry_at(const GArray *entries, guint i)
{
    return &g_array_index(entries, RollZipEntry, i);
}

static const gchar *
document_in(const GArray *entries)
{
    const gchar *found = NULL;

    for (guint i = 0; i < entries->len; i++) {
        const gchar *what = document_by(entry_at(entries, i)->name);

        if (what != NULL && (found == NULL || entry_at(entries, i)->name[0] == 'x'))
            found = what;
    }
    return found;
}

/* The names of the files that are of use to somebody, but for @except. */
static gchar *
name_all(const GArray *entries, const RollZipEntry *except)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint n = 0;

    for (guint i = 0; i < entries->len; i++) {
        const RollZipEntry *entry = entry_at(entries, i);

        if (entry == except || is_chaff(entry->name) || n++ >= MAX_NAMED)
            continue;
        g_string_append(names, n > 1 ? ", \"" : "\"");
        roll_text_printable(roll_text(entry->name), names);
        g_string_append_c(names, '"');
    }
    if (n == 0)
        return NULL;
    if (n > MAX_NAMED)
        g_string_append_printf(names, " and %u more", n - MAX_NAMED);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* How many files end in one of the two; the first of them in *@entry. */
static guint
count(const GArray *entries, const gchar *suffix, const gchar *other, const RollZipEntry **entry)
{
    guint n = 0;

    for (guint i = 0; i < entries->len; i++) {
        const gchar *name = entry_at(entries, i)->name;

        if (!is_chaff(name) && (has_suffix(name, suffix) || has_suffix(name, other)) && n++ == 0)
            *entry = entry_at(entries, i);
    }
    return n;
}

static gboolean
check_entry(const RollZipEntry *entry, const gchar *archive, GError **error)
{
    if ((entry->flags & ROLL_ZIP_ENCRYPTED) != 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: the zip archive has a password: send it without, or compress the CSV with "
                    "gzip",
                    archive);
    else if (entry->method != STORED && entry->method != DEFLATED)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: the zip archive is compressed by method %u, which is not read: use "
                    "ordinary zip, or gzip",
                    archive, entry->method);
    else if (entry->method == STORED && entry->n_packed != entry->n_bytes)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: damaged zip archive: a file that is not compressed has two lengths",
                    archive);
    else
        return TRUE;
    return FALSE;
}

static const RollZipEntry *
choose(const GArray *entries, const gchar *archive, GError **error)
{
    const RollZipEntry *entry = NULL;
    const gchar *document = document_in(entries);
    g_autofree gchar *names = name_all(entries, NULL);
    guint n = count(entries, ".csv", ".tsv", &entry);

    if (document != NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: is %s", archive, document);
        return NULL;
    }
    if (n == 0)
        n = count(entries, ".txt", ".txt", &entry);
    if (n == 1)
        return check_entry(entry, archive, error) ? entry : NULL;
    if (n > 1)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: the zip archive holds %u exports (%s): send each by itself", archive, n,
                    names);
    else
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: the zip archive holds no CSV file (%s): send the CSV itself, plain or "
                    "compressed with gzip",
                    archive, names != NULL ? names : "it is empty");
    return NULL;
}

/* An archive that is cut off still shows its first name. */
static const gchar *
kind_of(GBytes *archive)
{
    static const gchar first[] = "[Content_Types].xml";
    gsize n = 0;
    const gchar *data = g_bytes_get_data(archive, &n);

    if (n >= LOCAL_BYTES + strlen(first) && memcmp(data + LOCAL_BYTES, first, strlen(first)) == 0)
        return "an Excel workbook (.xlsx)";
    return "a zip archive or an Excel workbook (.xlsx)";
}

static GArray *
read_directory(GBytes *archive, const gchar *name, GError **error)
{
    GError *cause = NULL;
    GArray *entries = roll_zip_directory(archive, &cause);

    if (cause != NULL)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: is %s, and %s: send CSV in UTF-8, plain or compressed with gzip", name,
                    kind_of(archive), cause->message);
    g_clear_error(&cause);
    return entries;
}

RollSource *
roll_zip_source(RollSource *inner, RollGzipLimits limits, gchar **beside, GError **error)
{
    g_autoptr(RollSource) owned = inner;
    g_autoptr(GBytes) archive = roll_source_slurp(owned, ROLL_ZIP_MAX_BYTES, error);
    g_autoptr(GArray) entries = NULL;
    const RollZipEntry *entry = NULL;

    if (archive == NULL)
        return NULL;
    entries = read_directory(archive, inner->name, error);
    if (entries == NULL)
        return NULL;
    entry = choose(entries, inner->name, error);
    if (entry == NULL)
        return NULL;
    *beside = name_all(entries, entry);
    return open_entry(inner->name, archive, entry, limits);
}
