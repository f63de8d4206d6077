#include "pipeline/lib/relay.h"

#include <string.h>

#include "pipeline/lib/error.h"

#define N_WRITES 1000 /* many more than may wait */

/* A sink that takes so many writes, and is told apart from none. */
typedef struct {
    RollSink base;
    guint n_left;
    gboolean *is_closed; /* the caller's */
} Stubborn;

static gboolean
stubborn_write(RollSink *self, G_GNUC_UNUSED gconstpointer data, G_GNUC_UNUSED gsize size,
               GError **error)
{
    Stubborn *stubborn = (Stubborn *)self;

    if (stubborn->n_left-- > 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: full", self->name);
    return FALSE;
}

static gboolean
stubborn_close(RollSink *self, G_GNUC_UNUSED GError **error)
{
    *((Stubborn *)self)->is_closed = TRUE;
    return TRUE;
}

static RollSink *
stubborn_new(guint n_writes, gboolean *is_closed)
{
    Stubborn *stubborn = g_new0(Stubborn, 1);

    stubborn->base.name = g_strdup("it");
    stubborn->base.write = stubborn_write;
    stubborn->base.close = stubborn_close;
    stubborn->n_left = n_writes;
    stubborn->is_closed = is_closed;
    return &stubborn->base;
}

static void
test_order(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(RollSink) relay = roll_relay_sink(roll_sink_memory("it", bytes));
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < N_WRITES; i++) {
        g_autofree gchar *text = g_strdup_printf("%u ", i);

        g_string_append(expected, text);
        g_assert_true(roll_sink_write(relay, text, strlen(text), &error));
        memset(text, 'x', strlen(text)); /* the writer's again */
    }
    g_assert_true(roll_sink_close(relay, &error));
    g_assert_no_error(error);
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    g_assert_cmpstr((const gchar *)bytes->data, ==, expected->str);
}

/* A fault shows by the time of closing at the latest, and what failed is not closed. */
static void
test_fault(gconstpointer data)
{
    guint n_sound = GPOINTER_TO_UINT(data);
    gboolean is_closed = FALSE;
    gboolean is_sound = TRUE;
    g_autoptr(RollSink) relay = roll_relay_sink(stubborn_new(n_sound, &is_closed));
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i <= n_sound && is_sound; i++)
        is_sound = roll_sink_write(relay, "a", 1, &error);
    if (is_sound)
        g_assert_false(roll_sink_close(relay, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    g_assert_cmpstr(error->message, ==, "it: full");
    g_assert_false(is_closed);
}

/* What waits when nobody wants it any more is dropped. */
static void
test_freed(void)
{
    gboolean is_closed = FALSE;
    g_autoptr(RollSink) relay = roll_relay_sink(stubborn_new(N_WRITES, &is_closed));

    for (guint i = 0; i < ROLL_RELAY_WRITES; i++)
        g_assert_true(roll_sink_write(relay, "a", 1, NULL));
    g_clear_pointer(&relay, roll_sink_free);
    g_assert_false(is_closed);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/relay/order", test_order);
    g_test_add_data_func("/relay/fault at once", GUINT_TO_POINTER(0), test_fault);
    g_test_add_data_func("/relay/fault later", GUINT_TO_POINTER(100), test_fault);
    g_test_add_func("/relay/freed", test_freed);
    return g_test_run();
}
