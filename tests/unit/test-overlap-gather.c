/* Which rows overlap takes for one session. */
#include <glib.h>

#include "stages/overlap/settle.h"
#include "tests/unit/records.h"

typedef struct {
    const gchar *name;
    const gchar
        *rows; /* organisation,session,session_id,course_title,start,venue province,officer */
    const gchar *expected; /* session of each row */
} GatherCase;

static const GatherCase gather_cases[] = {
    {"same id", "AA,,7,T,2026-01-10,,1\nAA,,7,T,2026-01-10,,2\n", "1,1"},
    {"same id, sheets of days", "AA,,7,T,2026-01-10,,1\nAA,,7,T,2026-01-11,,2\n", "1,1"},
    {"an id used again a month later", "AA,,7,T,2026-01-10,,1\nAA,,7,T,2026-02-10,,2\n", "1,2"},
    {"no id, same title and date", "AA,,,T,2026-01-10,,1\nAA,,,T,2026-01-10,,2\n", "1,1"},
    {"another title", "AA,,,T,2026-01-10,,1\nAA,,,U,2026-01-10,,2\n", "1,2"},
    {"another day", "AA,,,T,2026-01-10,,1\nAA,,,T,2026-01-12,,2\n", "1,2"},
    {"another organisation", "AA,,,T,2026-01-10,,1\nBB,,,T,2026-01-10,,2\n", "1,2"},
    {"another province", "AA,,,T,2026-01-10,KH01,1\nAA,,,T,2026-01-10,KH17,2\n", "1,2"},
    {"a province left out", "AA,,,T,2026-01-10,KH01,1\nAA,,,T,2026-01-10,,2\n", "1,1"},
    {"a province left out, two to choose from",
     "AA,,,T,2026-01-10,KH01,1\nAA,,,T,2026-01-10,,2\nAA,,,T,2026-01-10,KH17,3\n", "2,1,3"},
    {"a date left out", "AA,,,T,2026-01-10,,1\nAA,,,T,,,2\nAA,,,T,2026-01-10,,3\n", "1,1,1"},
    {"the first date left out", "AA,,,T,,,1\nAA,,,T,2026-01-10,,2\n", "1,1"},
    {"a number of history stays", "AA,S00042-W,,T,2026-01-10,,1\nAA,,,T,2026-01-10,,2\n", "42,42"},
    {"new numbers begin behind those of history",
     "AA,S00042-W,,T,2026-01-10,,1\nAA,,,T,2026-01-09,,2\n", "42,43"},
    {"two numbers of history are two sessions",
     "AA,S00001-B,,T,2026-01-10,,1\nAA,S00002-C,,T,2026-01-10,,2\n", "1,2"},
};

static void
test_gather(gconstpointer data)
{
    const GatherCase *c = data;
    g_autofree gchar *lines = g_strconcat(
        "organisation,session,session_id,course_title,start_date_norm,venue_adm1_pcode,row\n",
        c->rows, NULL);
    g_autoptr(RollBatch) rows = records_parse("records", lines);
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autoptr(GString) numbers = g_string_new(NULL);
    g_autoptr(RollSchema) schema = NULL;
    g_autofree RollColumn **columns = NULL;
    g_autoptr(RollBatch) batch = NULL;
    static const gchar *const names[] = {
        "kind",         "export",          "organisation",     "session", "session_id",
        "course_title", "start_date_norm", "venue_adm1_pcode", "row",     NULL};
    guint n = roll_batch_n_records(rows);

    schema = roll_schema_new("records", names);
    columns = g_new(RollColumn *, G_N_ELEMENTS(names) - 1);
    columns[0] = roll_column_constant(roll_text("attendance"), n);
    columns[1] = roll_column_constant(roll_text("x"), n);
    for (guint i = 2; names[i] != NULL; i++)
        columns[i] = roll_column_ref(roll_batch_find(rows, names[i]));
    batch = roll_batch_new_take(schema, columns, n);
    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    for (guint i = 0; i < n; i++) {
        guint32 session = overlap_session_of(view->sessions, overlap_entry(view->attendance, i));

        g_string_append_printf(numbers, "%s%u", i > 0 ? "," : "",
                               overlap_event(view, session)->number);
    }
    g_assert_cmpstr(numbers->str, ==, c->expected);
}

static void
test_bad_number(void)
{
    g_autoptr(RollBatch) batch =
        records_parse("records", "export,row,kind,session\nx,3,attendance,S00042-K\n");
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(overlap_attendance_add(view->attendance, batch, &error));
    g_assert_cmpstr(error->message, ==,
                    "x: row 3: column session: \"S00042-K\" is no session number");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(gather_cases); i++) {
        g_autofree gchar *path = g_strconcat("/overlap/gather/", gather_cases[i].name, NULL);

        g_test_add_data_func(path, &gather_cases[i], test_gather);
    }
    g_test_add_func("/overlap/gather/bad number", test_bad_number);
    return g_test_run();
}
