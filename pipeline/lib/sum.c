#include "pipeline/lib/sum.h"

#include <nettle/sha2.h>
#include <nettle/version.h>

static gchar *
digits_of(const guint8 *digest)
{
    GString *digits = g_string_sized_new((gsize)2 * SHA256_DIGEST_SIZE + 1);

    for (guint i = 0; i < SHA256_DIGEST_SIZE; i++)
        g_string_append_printf(digits, "%02x", digest[i]);
    return g_string_free(digits, FALSE);
}

gchar *
roll_sum_of(RollSource *source, gsize limit, guint64 *n_bytes, GError **error)
{
    gsize size = limit > 0 ? MIN(limit, ROLL_SOURCE_CHUNK) : ROLL_SOURCE_CHUNK;
    g_autofree guint8 *chunk = g_malloc(size);
    struct sha256_ctx state;
    guint8 digest[SHA256_DIGEST_SIZE];
    gsize n = 1;

    sha256_init(&state);
    *n_bytes = 0;
    while (n > 0 && (limit == 0 || *n_bytes < limit)) {
        gsize wanted = limit > 0 ? (gsize)MIN(size, limit - *n_bytes) : size;

        if (!roll_source_read(source, chunk, wanted, &n, error))
            return NULL;
        sha256_update(&state, n, chunk);
        *n_bytes += n;
    }
    sha256_digest(&state, sizeof digest, digest);
    return digits_of(digest);
}

gchar *
roll_sum_engine(void)
{
    return g_strdup_printf("%d.%d", nettle_version_major(), nettle_version_minor());
}
