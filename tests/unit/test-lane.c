#include "stages/report/lane.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "tests/unit/cases.h"
#include "tests/unit/records.h"

typedef struct {
    const gchar *name;
    gboolean is_threaded;
    const gchar *refused; /* the batch that cannot be taken, "end" for what comes behind; or "" */
    const gchar *expected;
} LaneCase;

/* More batches than may wait. */
static const LaneCase lane_cases[] = {
    {"at once", FALSE, "", "0 1 2 3 4 5 6 7 8 9 10 11 end "},
    {"by a thread", TRUE, "", "0 1 2 3 4 5 6 7 8 9 10 11 end "},
    {"at once, the end fails", FALSE, "end", "0 1 2 3 4 5 6 7 8 9 10 11 "},
    {"by a thread, the end fails", TRUE, "end", "0 1 2 3 4 5 6 7 8 9 10 11 "},
    {"at once, nothing behind a fault", FALSE, "11", "0 1 2 3 4 5 6 7 8 9 10 "},
    {"by a thread, nothing behind a fault", TRUE, "11", "0 1 2 3 4 5 6 7 8 9 10 "},
};

typedef struct {
    const LaneCase *row;
    GString *text;
} Taken;

static gboolean
note(const Taken *taken, const gchar *what, GError **error)
{
    if (strcmp(what, taken->row->refused) == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: full", what);
        return FALSE;
    }
    g_string_append_printf(taken->text, "%s ", what);
    return TRUE;
}

static gboolean
take(gpointer self, const RollBatch *batch, GError **error)
{
    return note(self, roll_batch_get(batch, "n", 0).data, error);
}

static gboolean
end(gpointer self, GError **error)
{
    return note(self, "end", error);
}

static gboolean
give_all(Lane *lane, GError **error)
{
    for (guint i = 0; i < 12; i++) {
        g_autofree gchar *lines = g_strdup_printf("n\n%u\n", i);
        g_autoptr(RollBatch) batch = records_parse("t", lines);

        if (!lane_give(lane, batch, error))
            return FALSE;
    }
    return lane_end(lane, end, error) && lane_finish(lane, error);
}

static void
test_lane(gconstpointer data)
{
    const LaneCase *row = data;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    Taken taken = {row, text};
    g_autoptr(Lane) lane = lane_new(take, &taken, row->is_threaded);

    g_assert_true(give_all(lane, &error) == (*row->refused == '\0'));
    g_assert_true((error == NULL) == (*row->refused == '\0'));
    g_assert_cmpstr(text->str, ==, row->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/lane", lane_cases, test_lane);
    return g_test_run();
}
