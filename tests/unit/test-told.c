/* What a finding says in the language of the reports, and when that is English after all. */
#include <string.h>

#include "stages/report/told.h"
#include "tests/unit/cases.h"

#define ENGLISH                                                                                    \
    "[no-rows]\nmessage = no rows in {file}\nhint = send {file}\n[expected]\nrows = some rows\n"

typedef struct {
    const gchar *name;
    const gchar *language; /* NULL: English */
    const gchar *sentences;
    const gchar *values;
    Told told;
    const gchar *said;
    gboolean is_own;
} ToldCase;

static const ToldCase told_cases[] = {
    {"English", NULL, "message - hint", "file=a.csv", TOLD_MESSAGE, "no rows in a.csv", TRUE},
    {"a language", "[no-rows]\nmessage = គ្មាន {file}\n", "message - hint", "file=a.csv",
     TOLD_MESSAGE, "គ្មាន a.csv", TRUE},
    {"the hint", "[no-rows]\nhint = ផ្ញើ {file}\n", "message - hint", "file=a.csv", TOLD_HINT,
     "ផ្ញើ a.csv", TRUE},
    {"what was expected", "[expected]\nrows = ជួរដេក\n", "message expected.rows -", "file=a.csv",
     TOLD_EXPECTED, "ជួរដេក", TRUE},
    {"a language that lacks it", "[no-rows]\nhint = ផ្ញើ {file}\n", "message - hint", "file=a.csv",
     TOLD_MESSAGE, "as sent: message", FALSE},
    {"no such sentence", "[no-rows]\nhint = ផ្ញើ {file}\n", "gone - -", "", TOLD_MESSAGE,
     "as sent: message", FALSE},
    {"a value is lacking", "[no-rows]\nmessage = គ្មាន {file}\n", "message - -", "n=1", TOLD_MESSAGE,
     "as sent: message", FALSE},
    {"values that are none", "[no-rows]\nmessage = គ្មាន {file}\n", "message - -", "%", TOLD_MESSAGE,
     "as sent: message", FALSE},
    {"of an older rollcall", "[no-rows]\nhint = ផ្ញើ {file}\n", "", "", TOLD_HINT, "as sent: hint",
     FALSE},
    {"of an older rollcall, in English", NULL, "", "", TOLD_HINT, "as sent: hint", TRUE},
    {"a refused row names its message alone", "[no-rows]\nmessage = គ្មាន {file}\n", "message",
     "file=a.csv", TOLD_MESSAGE, "គ្មាន a.csv", TRUE},
    {"none", NULL, "message - -", "file=a.csv", TOLD_EXPECTED, "as sent: expected", TRUE},
};

static ReportTables *
table_of(const ToldCase *c)
{
    static const gchar *const names[] = {"id",        "message",      "expected", "hint",
                                         "sentences", "named_values", NULL};
    const gchar *const cells[] = {"no-rows",       "as sent: message", "as sent: expected",
                                  "as sent: hint", c->sentences,       c->values};
    g_autoptr(RollSchema) schema = roll_schema_new("findings", names);
    RollColumn *columns[G_N_ELEMENTS(cells)];
    g_autoptr(RollBatch) batch = NULL;
    ReportTables *tables = report_tables_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
        columns[i] = roll_column_constant(roll_text(cells[i]), 1);
    batch = roll_batch_new_take(schema, columns, 1);
    report_tables_add(tables, batch);
    return tables;
}

static void
test_told(gconstpointer data)
{
    const ToldCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollMessages) messages = roll_messages_parse(ENGLISH, c->language, &error);
    g_autoptr(ReportTables) tables = table_of(c);
    ReportRow row = report_rows(tables, "findings");
    gboolean is_own = FALSE;
    g_autofree gchar *said = NULL;

    g_assert_no_error(error);
    g_assert_true(report_next(&row));
    said = told_say(messages, &row, c->told, &is_own);
    g_assert_cmpstr(said, ==, c->said);
    g_assert_cmpint(is_own, ==, c->is_own);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/told", told_cases, test_told);
    return g_test_run();
}
