#include "stages/ingest/text.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/recode.h"
#include "pipeline/lib/zip.h"
#include "stages/ingest/encoding.h"
#include "stages/ingest/header.h"
#include "stages/ingest/note.h"

#define HEAD_BYTES 512
#define TAR_MARK   257

typedef struct {
    const gchar *bytes;
    gsize length;
    const gchar *what;
} Magic;

#define MAGIC(bytes, what)                                                                         \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, what                                                             \
    }

/* Formats that are taken for CSV by those who send them.  The bytes are from each format's own
 * description. */
static const Magic formats[] = {
    MAGIC("\x1f\x8b", "gzip inside another archive"),
    MAGIC("PK\x03\x04", "zip inside another archive"),
    MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls)"),
    MAGIC("BZh", "bzip2"),
    MAGIC("\xfd"
          "7zXZ",
          "xz"),
    MAGIC("\x28\xb5\x2f\xfd", "zstd"),
    MAGIC("7z\xbc\xaf\x27\x1c", "a 7z archive"),
    MAGIC("Rar!\x1a\x07", "a RAR archive"),
    MAGIC("%PDF-", "a PDF document"),
    MAGIC("\xff\xfe\x00\x00", "UTF-32LE text"),
    MAGIC("\x00\x00\xfe\xff", "UTF-32BE text"),
};

/* Texts that programs call .csv or .xls, in small letters, without what is blank in front. */
static const Magic texts[] = {
    MAGIC("<!doctype html", "a web page"),
    MAGIC("<html", "a web page"),
    MAGIC("<head", "a web page"),
    MAGIC("<meta", "a web page"),
    MAGIC("<table", "a web page"),
    MAGIC("<?xml", "XML"),
    MAGIC("{\"", "JSON"),
    MAGIC("[{", "JSON"),
};

static const Magic marks[] = {
    MAGIC("\xff\xfe", "UTF-16LE"),
    MAGIC("\xfe\xff", "UTF-16BE"),
    MAGIC("\xef\xbb\xbf", "UTF-8"),
};

static const gchar *
recognise(const Magic *magics, gsize n_magics, const gchar *head, gsize length)
{
    for (gsize i = 0; i < n_magics; i++) {
        if (length >= magics[i].length && memcmp(head, magics[i].bytes, magics[i].length) == 0)
            return magics[i].what;
    }
    return NULL;
}

/* Its mark stands behind the name and the rights of the first file in it. */
static gboolean
is_tar(const gchar *head, gsize length)
{
    return length >= TAR_MARK + strlen("ustar") &&
           memcmp(head + TAR_MARK, "ustar", strlen("ustar")) == 0;
}

static const gchar *
recognise_text(const gchar *head, gsize length)
{
    const gchar *mark = recognise(marks, G_N_ELEMENTS(marks), head, length);
    gsize at = mark != NULL && strcmp(mark, "UTF-8") == 0 ? strlen("\xef\xbb\xbf") : 0;
    g_autofree gchar *small = NULL;

    while (at < length && g_ascii_isspace(head[at]))
        at++;
    small = g_ascii_strdown(head + at, (gssize)(length - at));
    return recognise(texts, G_N_ELEMENTS(texts), small, length - at);
}

static gboolean
refuse(const gchar *name, const gchar *what, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: %s", name, what);
    return FALSE;
}

/* Text in Latin letters has a zero in every other byte of UTF-16. */
static gboolean
check_zeros(const gchar *name, const gchar *head, gsize length, GError **error)
{
    gsize n_zeros[2] = {0, 0};

    while (length > 0 && head[length - 1] == '\0') /* what a block was filled up with */
        length--;
    for (gsize i = 0; i < length; i++)
        n_zeros[i % 2] += head[i] == '\0';
    if (n_zeros[1] * 4 > length && n_zeros[0] * 16 < length)
        return refuse(name,
                      "looks like UTF-16LE without a byte order mark: declare encoding = UTF-16LE "
                      "in a source profile",
                      error);
    if (n_zeros[0] * 4 > length && n_zeros[1] * 16 < length)
        return refuse(name,
                      "looks like UTF-16BE without a byte order mark: declare encoding = UTF-16BE "
                      "in a source profile",
                      error);
    if (length == 0 || (n_zeros[0] + n_zeros[1]) * 8 > length)
        return refuse(name, "is binary data, not CSV", error);
    return TRUE;
}

/* What can be told from the first bytes; *@mark is the encoding that a byte order mark says. */
static gboolean
check_head(const RollSource *source, GBytes *bytes, const RollProfile *profile, const gchar **mark,
           GError **error)
{
    gsize length = 0;
    const gchar *head = g_bytes_get_data(bytes, &length);
    const gchar *format = recognise(formats, G_N_ELEMENTS(formats), head, length);
    g_autofree gchar *message = NULL;

    if (length == 0)
        return refuse(source->name, "is empty", error);
    if (format == NULL)
        format = is_tar(head, length) ? "a tar archive" : recognise_text(head, length);
    if (format != NULL) {
        message =
            g_strdup_printf("is %s: send CSV in UTF-8, plain or compressed with gzip", format);
        return refuse(source->name, message, error);
    }
    *mark = recognise(marks, G_N_ELEMENTS(marks), head, length);
    if (*mark != NULL || (profile != NULL && profile->encoding != NULL))
        return TRUE;
    return check_zeros(source->name, head, length, error);
}

static void
tell_difference(GPtrArray *notes, const gchar *mark, const gchar *declared)
{
    IngestNote *note = ingest_note(notes, ROLL_SEVERITY_WARNING, "encoding-differs", "mark");

    note->hint = "hint";
    roll_values_set(note->values, "encoding", mark);
    roll_values_set(note->values, "declared", declared);
}

/* A byte order mark is no guess: it stands above what a profile says about the organisation's
 * habit, and a difference is told. */
static const gchar *
choose_encoding(const RollProfile *profile, const gchar *mark, GPtrArray *notes)
{
    const gchar *declared = profile != NULL ? profile->encoding : NULL;

    if (mark == NULL)
        return declared;
    if (declared != NULL && g_ascii_strncasecmp(mark, declared, strlen(declared)) != 0)
        tell_difference(notes, mark, declared);
    else if (declared == NULL && strcmp(mark, "UTF-8") != 0)
        roll_values_set(
            ingest_note(notes, ROLL_SEVERITY_INFO, "encoding-recognised", "message")->values,
            "encoding", mark);
    return mark;
}

static void
tell_container(GPtrArray *notes, const gchar *file, gboolean is_zip, const gchar *beside)
{
    IngestNote *note = NULL;

    if (beside != NULL) {
        note = ingest_note(notes, ROLL_SEVERITY_WARNING, "archive-not-read", "message");
        note->hint = "hint";
        roll_values_set(note->values, "files", beside);
    } else if (!is_zip && g_str_has_suffix(file, ".gz")) {
        note = ingest_note(notes, ROLL_SEVERITY_WARNING, "not-compressed", "message");
        note->hint = "hint";
    }
}

static void
tell_lacking_end(const gchar *path, GPtrArray *notes)
{
    IngestNote *note = NULL;

    if (!roll_gzip_lacks_end(path))
        return;
    note = ingest_note(notes, ROLL_SEVERITY_WARNING, "no-end-block", "message");
    note->hint = "hint";
}

/* The bytes out of their container, whatever the file is called, and the first of them. */
static RollSource *
unpack(const gchar *path, const gchar *file, GPtrArray *notes, GBytes **head, GError **error)
{
    gboolean is_gzip = FALSE;
    gboolean is_zip = FALSE;
    g_autofree gchar *beside = NULL;
    RollSource *source = roll_gzip_open(path, &is_gzip, error);

    if (source != NULL)
        source = roll_source_peek(source, HEAD_BYTES, head, error);
    if (source == NULL)
        return NULL;
    is_zip = !is_gzip && roll_zip_is_magic(g_bytes_get_data(*head, NULL), g_bytes_get_size(*head));
    if (is_zip) {
        g_clear_pointer(head, g_bytes_unref);
        source = roll_zip_source(source, ROLL_GZIP_LIMITS, &beside, error);
        if (source != NULL)
            source = roll_source_peek(source, HEAD_BYTES, head, error);
    }
    if (source != NULL && is_gzip)
        tell_lacking_end(path, notes);
    if (source != NULL && !is_gzip)
        tell_container(notes, file, is_zip, beside);
    return source;
}

/* Reads @source (transfer full) from @encoding, which is declared; as UTF-8 where its bytes are
 * that, and could not be by chance. */
static RollSource *
decode(RollSource *source, const gchar *encoding, gboolean is_marked, GPtrArray *notes,
       GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    IngestHead head = {0};
    IngestNote *note = NULL;

    if (is_marked)
        return roll_recode_source(source, encoding, error);
    source = roll_source_peek(source, INGEST_HEAD_BYTES, &bytes, error);
    if (source == NULL)
        return NULL;
    head.bytes = bytes;
    head.is_whole = g_bytes_get_size(bytes) < INGEST_HEAD_BYTES;
    if (!ingest_encoding_is_utf8(&head))
        return roll_recode_source(source, encoding, error);
    note = ingest_note(notes, ROLL_SEVERITY_WARNING, "encoding-differs", "utf-8");
    note->hint = "hint";
    roll_values_set(note->values, "declared", encoding);
    return source;
}

RollSource *
ingest_text_open(const gchar *path, const gchar *file, const RollProfile *profile, GPtrArray *notes,
                 GError **error)
{
    g_autoptr(GBytes) head = NULL;
    g_autoptr(RollSource) source = unpack(path, file, notes, &head, error);
    const gchar *mark = NULL;
    const gchar *encoding = NULL;

    if (source == NULL || !check_head(source, head, profile, &mark, error))
        return NULL;
    encoding = choose_encoding(profile, mark, notes);
    if (encoding == NULL || g_ascii_strcasecmp(encoding, "UTF-8") == 0)
        return g_steal_pointer(&source);
    return decode(g_steal_pointer(&source), encoding, mark != NULL, notes, error);
}
