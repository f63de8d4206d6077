#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "pipeline/lib/error.h"

#define MAX_READ ((gsize)16 * 1024 * 1024)

/* libFuzzer's name for it. */
/* NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size) /* NOLINT(readability-identifier-naming) */
{
    g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
    fuzz_input((FuzzInput){data, size});
    return 0;
}

guint8
fuzz_byte(FuzzInput *input)
{
    if (input->size == 0)
        return 0;
    input->size--;
    return *input->data++;
}

gchar *
fuzz_text(FuzzInput input)
{
    const gchar *text = (const gchar *)input.data;

    return g_utf8_make_valid(text, (gssize)strnlen(text, input.size));
}

GBytes *
fuzz_bytes(FuzzInput input)
{
    return g_bytes_new(input.data, input.size);
}

FuzzRead
fuzz_read_all(RollSource *source, gsize size)
{
    g_autoptr(RollSource) owned = source;
    g_autofree guint8 *buffer = g_malloc(size);
    g_autoptr(GError) error = NULL;
    FuzzRead all = {g_byte_array_new(), NULL};
    gsize n = 1;

    while (n > 0 && all.bytes->len < MAX_READ) {
        if (!roll_source_read(owned, buffer, size, &n, &error)) {
            fuzz_assert_fault(error);
            all.error = g_strdup(error->message);
            break;
        }
        g_assert_cmpuint(n, <=, size);
        g_byte_array_append(all.bytes, buffer, (guint)n);
    }
    return all;
}

void
fuzz_read_clear(FuzzRead *read)
{
    g_clear_pointer(&read->bytes, g_byte_array_unref);
    g_clear_pointer(&read->error, g_free);
}

void
fuzz_assert_bytes(gconstpointer a, gsize n_a, gconstpointer b, gsize n_b)
{
    g_assert_cmpuint(n_a, ==, n_b);
    if (n_a > 0)
        g_assert_true(memcmp(a, b, n_a) == 0);
}

void
fuzz_assert_same(const FuzzRead *a, const FuzzRead *b)
{
    guint n = MIN(a->bytes->len, b->bytes->len);

    g_assert_cmpstr(a->error, ==, b->error);
    if (a->error == NULL && n < MAX_READ)
        g_assert_cmpuint(a->bytes->len, ==, b->bytes->len);
    if (n > 0)
        g_assert_cmpint(memcmp(a->bytes->data, b->bytes->data, n), ==, 0);
}

void
fuzz_assert_fault(const GError *error)
{
    g_assert_nonnull(error);
    g_assert_true(g_error_matches(error, ROLL_ERROR, ROLL_ERROR_DATA) ||
                  g_error_matches(error, ROLL_ERROR, ROLL_ERROR_CONFIG));
    g_assert_cmpstr(error->message, !=, "");
}

static gpointer
load_layers(gpointer none)
{
    g_autoptr(GError) error = NULL;
    RollLayers *layers = roll_layers_new(none, &error);

    g_assert_no_error(error);
    return layers;
}

const RollLayers *
fuzz_layers(void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once(&once, load_layers, NULL);
}
