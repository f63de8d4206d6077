#include "pipeline/lib/encoding_key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

#define KEY_BYTES  32
#define KEY_HEAD   "rollcall-key-1 " /* what the file begins with; then hexadecimal digits */
#define FILE_BYTES 4096              /* no key file is longer */
#define MARK_BYTES 8
#define SCHEME     "rollcall 1 " /* with another scheme all keys and marks are others */

/* What was drawn with one field's key. */
typedef struct {
    guint8 key[ENCODING_DIGEST_BYTES];
    GHashTable *digests; /* token (owned) -> its digest (owned): pairs of signs are few */
} FieldKey;

struct RollEncodingKey {
    guint8 bytes[KEY_BYTES];
    gchar *mark;
    GHashTable *fields; /* label (owned) -> FieldKey (owned) */
};

static void
hmac(const guint8 *key, gsize key_bytes, const gchar *text, gsize length,
     guint8 digest[ENCODING_DIGEST_BYTES])
{
    GHmac *state = g_hmac_new(G_CHECKSUM_SHA256, key, key_bytes);
    gsize n = ENCODING_DIGEST_BYTES;

    g_hmac_update(state, (const guchar *)text, (gssize)length);
    g_hmac_get_digest(state, digest, &n);
    g_hmac_unref(state);
}

/* ---- the file ---- */

static gboolean
fill_at_random(guint8 *bytes, gsize n)
{
    gssize got = 0;

    for (gsize done = 0; done < n; done += (gsize)got) {
        got = getrandom(bytes + done, n - done, 0);
        if (got < 0 && errno == EINTR)
            got = 0;
        else if (got < 0)
            return FALSE;
    }
    return TRUE;
}

static gchar *
key_text(const guint8 bytes[KEY_BYTES])
{
    GString *text = g_string_new(KEY_HEAD);

    for (guint i = 0; i < KEY_BYTES; i++)
        g_string_append_printf(text, "%02x", bytes[i]);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

static gboolean
write_whole(int fd, const gchar *text)
{
    gsize length = strlen(text);

    return write(fd, text, length) == (gssize)length && fsync(fd) == 0;
}

gboolean
roll_encoding_key_create(const gchar *path, GError **error)
{
    guint8 bytes[KEY_BYTES];
    g_autofree gchar *text = NULL;
    int fd = -1;
    gboolean is_written = FALSE;

    if (fill_at_random(bytes, sizeof bytes)) {
        text = key_text(bytes);
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    }
    if (fd >= 0) {
        is_written = write_whole(fd, text);
        is_written = close(fd) == 0 && is_written;
    }
    if (is_written)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s%s", path, g_strerror(errno),
                errno == EEXIST ? "; a key is never written over another" : "");
    return FALSE;
}

static gboolean
is_private(int fd, const gchar *path, GError **error)
{
    struct stat status = {0};

    if (fstat(fd, &status) != 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
        return FALSE;
    }
    if (S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "%s: others than its owner may use this key: chmod 600 it, or make a new one if "
                "somebody has",
                path);
    return FALSE;
}

/* (transfer full); NULL after an error. */
static gchar *
read_private(const gchar *path, GError **error)
{
    g_autofree gchar *text = g_malloc0(FILE_BYTES + 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gboolean is_sound = FALSE;

    if (fd < 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    is_sound = is_private(fd, path, error);
    if (is_sound && read(fd, text, FILE_BYTES) < 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
        is_sound = FALSE;
    }
    (void)close(fd);
    return is_sound ? g_steal_pointer(&text) : NULL;
}

static gboolean
read_bytes(const gchar *path, gchar *text, guint8 bytes[KEY_BYTES], GError **error)
{
    const gchar *digits = text + strlen(KEY_HEAD);
    gsize n = 0;

    g_strchomp(text);
    if (g_str_has_prefix(text, KEY_HEAD))
        n = strspn(digits, "0123456789abcdef");
    if (n == (gsize)2 * KEY_BYTES && digits[n] == '\0') {
        for (guint i = 0; i < KEY_BYTES; i++)
            bytes[i] = (guint8)(g_ascii_xdigit_value(digits[2 * (gsize)i]) << 4 |
                                g_ascii_xdigit_value(digits[2 * (gsize)i + 1]));
        return TRUE;
    }
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "%s: is no key: there must be \"" KEY_HEAD
                "\" and %d hexadecimal digits; make one with rollcall encode --new-key",
                path, 2 * KEY_BYTES);
    return FALSE;
}

static void
free_field(gpointer data)
{
    FieldKey *field = data;

    g_hash_table_unref(field->digests);
    g_free(field);
}

/* Eight bytes are enough to tell keys apart, and too few of what HMAC gives to tell a key. */
static gchar *
make_mark(const guint8 key[KEY_BYTES])
{
    guint8 digest[ENCODING_DIGEST_BYTES];
    GString *mark = g_string_new("1:");

    hmac(key, KEY_BYTES, SCHEME "mark", strlen(SCHEME "mark"), digest);
    for (guint i = 0; i < MARK_BYTES; i++)
        g_string_append_printf(mark, "%02x", digest[i]);
    return g_string_free(mark, FALSE);
}

RollEncodingKey *
roll_encoding_key_load(const gchar *path, GError **error)
{
    g_autofree gchar *text = read_private(path, error);
    RollEncodingKey *key = NULL;
    guint8 bytes[KEY_BYTES];

    if (text == NULL || !read_bytes(path, text, bytes, error))
        return NULL;
    key = g_new0(RollEncodingKey, 1);
    memcpy(key->bytes, bytes, sizeof bytes);
    key->mark = make_mark(bytes);
    key->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_field);
    return key;
}

const gchar *
roll_encoding_key_mark(const RollEncodingKey *key)
{
    return key->mark;
}

void
roll_encoding_key_free(RollEncodingKey *key)
{
    if (key == NULL)
        return;
    g_hash_table_unref(key->fields);
    g_free(key->mark);
    g_free(key);
}

/* ---- digests ---- */

static FieldKey *
field_key(RollEncodingKey *key, const gchar *label)
{
    FieldKey *field = g_hash_table_lookup(key->fields, label);
    g_autofree gchar *name = NULL;

    if (field != NULL)
        return field;
    name = g_strconcat(SCHEME, label, NULL);
    field = g_new0(FieldKey, 1);
    field->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    hmac(key->bytes, KEY_BYTES, name, strlen(name), field->key);
    g_hash_table_insert(key->fields, g_strdup(label), field);
    return field;
}

void
encoding_digest(RollEncodingKey *key, const gchar *label, RollText token,
                guint8 digest[ENCODING_DIGEST_BYTES])
{
    FieldKey *field = field_key(key, label);
    g_autofree gchar *name = g_strndup(token.data, token.length);
    guint8 *known = g_hash_table_lookup(field->digests, name);

    if (known == NULL) {
        known = g_malloc(ENCODING_DIGEST_BYTES);
        hmac(field->key, sizeof field->key, name, token.length, known);
        g_hash_table_insert(field->digests, g_steal_pointer(&name), known);
    }
    memcpy(digest, known, ENCODING_DIGEST_BYTES);
}
