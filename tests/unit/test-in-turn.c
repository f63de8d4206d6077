#include "pipeline/lib/in_turn.h"

#include "pipeline/lib/error.h"

#define N_PIECES 500

/* What was made and taken. */
typedef struct {
    GString *taken; /* the pieces, in the order in which they were */
    guint n_sound;  /* pieces that are taken before one cannot be */
    guint n_taken;
    gint n_alive; /* pieces that are neither taken nor dropped; atomic */
} Log;

typedef struct {
    Log *log;
    guint number;
} Piece;

/* Some take longer than those behind them. */
static gpointer
make(gpointer self, guint number)
{
    Log *log = self;
    Piece *piece = g_new(Piece, 1);

    g_atomic_int_inc(&log->n_alive);
    if (number % 7 == 0)
        g_usleep(200);
    *piece = (Piece){log, number};
    return piece;
}

static void
drop(gpointer made)
{
    Piece *piece = made;

    g_atomic_int_add(&piece->log->n_alive, -1);
    g_free(piece);
}

static gboolean
take(gpointer self, gpointer made, GError **error)
{
    Log *log = self;

    g_string_append_printf(log->taken, "%u ", ((Piece *)made)->number);
    drop(made);
    if (log->n_taken++ < log->n_sound)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "full");
    return FALSE;
}

static void
run(guint n_pieces, guint n_sound, guint jobs)
{
    g_autoptr(GString) taken = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    Log log = {.taken = taken, .n_sound = n_sound};
    gboolean is_sound = roll_in_turn(&(RollInTurn){n_pieces, jobs, &log, make, take, drop}, &error);

    for (guint i = 0; i < MIN(n_pieces, n_sound + 1); i++)
        g_string_append_printf(expected, "%u ", i);
    g_assert_cmpint(is_sound, ==, n_sound >= n_pieces);
    if (is_sound)
        g_assert_no_error(error);
    else
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    g_assert_cmpstr(taken->str, ==, expected->str);
    g_assert_cmpint(log.n_alive, ==, 0);
}

static void
test_order(void)
{
    for (guint jobs = 0; jobs <= 4; jobs++) {
        run(N_PIECES, N_PIECES, jobs);
        run(1, 1, jobs);
        run(0, 0, jobs);
    }
}

/* Where one cannot be taken none behind it is, and what was made is freed. */
static void
test_fault(void)
{
    for (guint jobs = 1; jobs <= 4; jobs++) {
        run(N_PIECES, 0, jobs);
        run(N_PIECES, 123, jobs);
        run(N_PIECES, N_PIECES - 1, jobs);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/in-turn/order", test_order);
    g_test_add_func("/in-turn/fault", test_fault);
    return g_test_run();
}
