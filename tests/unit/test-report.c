/* What leaves a report: escaped, inert, rounded, in words. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/html.h"
#include "pipeline/lib/inert.h"
#include "stages/report/book_sheet.h"
#include "stages/report/clash.h"
#include "stages/report/file.h"
#include "stages/report/partner.h"
#include "stages/report/public.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"
#include "tests/unit/cases.h"
#include "tests/unit/records.h"

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *expected;
} TextCase;

static const TextCase html_cases[] = {
    {"plain", "Sok Dara", "Sok Dara"},
    {"markup", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"quotes and ampersand", "a&b\"c'd", "a&amp;b&quot;c&#39;d"},
    {"control characters go", "a\x1b[31mb\x01\x7f", "a[31mb"},
    {"C1 controls go",
     "a\xc2\x85"
     "b\xc2\x9b"
     "c",
     "abc"},
    {"tab and line end stay", "a\tb\nc", "a\tb\nc"},
    {"Khmer", "សុខ ដារា", "សុខ ដារា"},
    {"not UTF-8",
     "a\xff"
     "b",
     "ab"},
};

static void
test_html(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);

    html_text(out, roll_text(c->text));
    g_assert_cmpstr(out->str, ==, c->expected);
}

static void
test_put(void)
{
    g_autoptr(GString) out = g_string_new(NULL);

    html_put(out, "<b class=\"%s\">%d of %u, %s %%</b>", "a\"b", -3, 7u, "<x>");
    g_assert_cmpstr(out->str, ==, "<b class=\"a&quot;b\">-3 of 7, &lt;x&gt; %</b>");
    g_string_truncate(out, 0);
    html_local(out, roll_text("สมชาย"));
    g_assert_cmpstr(out->str, ==, "<bdi lang=\"th\">สมชาย</bdi>");
    g_string_truncate(out, 0);
    html_bdi(out, roll_text("\u202e<b>\u202c"));
    g_assert_cmpstr(out->str, ==, "<bdi>\u202e&lt;b&gt;\u202c</bdi>");
}

static void
test_hash(void)
{
    g_autofree gchar *hash = html_hash("");

    g_assert_cmpstr(hash, ==, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

static const TextCase inert_cases[] = {
    {"text", "Sok", "Sok"},
    {"empty", "", ""},
    {"formula", "=1+1", "'=1+1"},
    {"plus", "+855 12 345", "'+855 12 345"},
    {"minus", "-2+3", "'-2+3"},
    {"at", "@SUM(A1)", "'@SUM(A1)"},
    {"tab", "\t=1", "'\t=1"},
    {"return", "\r=1", "'\r=1"},
    {"blanks before", "  =1", "'  =1"},
    {"full width", "＝1", "'＝1"},
    {"full width behind a wide blank", "\u3000＋1", "'\u3000＋1"},
    {"zero width before", "\u200b=1", "'\u200b=1"},
    {"inside is harmless", "a=1", "a=1"},
    {"an apostrophe of its own", "'=1", "'=1"},
};

static void
test_inert(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);

    roll_inert(roll_text(c->text), out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

static void
test_inert_column(void)
{
    static const gchar *const values[] = {"-4.6", "-4-6", "+1", "7", "=x"};
    static const gchar *const expected[] = {"-4.6", "'-4-6", "'+1", "7", "'=x"};
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;
    g_autoptr(RollColumn) numbers = NULL;
    g_autoptr(RollColumn) texts = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        roll_column_builder_add(builder, roll_text(values[i]));
    column = roll_column_builder_finish(builder);
    numbers = roll_inert_column(column, TRUE);
    texts = roll_inert_column(column, FALSE);
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        g_assert_cmpstr(roll_column_get(numbers, i).data, ==, expected[i]);
    g_assert_cmpstr(roll_column_get(texts, 0).data, ==, "'-4.6");
}

static const TextCase folder_cases[] = {
    {"code", "IJM", "IJM"},
    {"up and away", "../../etc", "%2e%2e%2f%2e%2e%2fetc"},
    {"hidden", ".x", "%2ex"},
    {"blank", "A B", "A%20B"},
    {"case is kept apart", "a_b-1", "a_b-1"},
    {"too long for a file system", "សសសសសសសសសសសសសសសសសសសសសសសសសសសសសស",
     "%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9"
     "f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%9f%e1%9e%"
     "9f%e1%9e%9f%e1%9e%9f%e1-5ea968c92bcd1d00"},
};

static void
test_folder(gconstpointer data)
{
    const TextCase *c = data;
    g_autofree gchar *name = report_folder_name(c->text);

    g_assert_cmpstr(name, ==, c->expected);
}

/* ---- words ---- */

static RollDay
day(const gchar *text)
{
    return roll_day_parse(roll_text(text));
}

/* ---- the version of the rules ---- */

static gchar *
version_with(const gchar *dir, gboolean twice)
{
    const gchar *const dirs[] = {dir, twice ? dir : NULL, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, &error);
    g_autoptr(ReportContext) context = report_context_new(layers, "en", &error);

    g_assert_no_error(error);
    return g_strdup(context->rules_version);
}

/* Every file that is read is in it, and nothing else, wherever the folder lies. */
static void
test_rules_version(void)
{
    static const struct {
        const gchar *folder;
        const gchar *file;
        gboolean counts;
    } cases[] = {{"messages", "xx.ini", TRUE},       {"encodings", "zawgyi-ours.ini", TRUE},
                 {"values", "place-ours.csv", TRUE}, {"names", "note.txt", FALSE},
                 {"names", ".key.ini", FALSE},       {"a new one", "x.ini", TRUE}};
    g_autofree gchar *dir = g_dir_make_tmp("version-XXXXXX", NULL);
    g_autofree gchar *before = version_with(NULL, FALSE);
    g_autofree gchar *empty = version_with(dir, FALSE);

    g_assert_cmpuint(strlen(before), ==, 12);
    g_assert_cmpstr(before, ==, empty);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *folder = g_build_filename(dir, cases[i].folder, NULL);
        g_autofree gchar *path = g_build_filename(folder, cases[i].file, NULL);
        g_autofree gchar *version = NULL;
        g_autofree gchar *twice = NULL;

        g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
        g_assert_true(g_file_set_contents(path, "# x\n", -1, NULL));
        version = version_with(dir, FALSE);
        twice = version_with(dir, TRUE);
        g_test_message("%s", cases[i].file);
        g_assert_cmpint(strcmp(before, version) != 0, ==, cases[i].counts);
        g_assert_cmpstr(version, ==, twice);
        g_assert_cmpint(g_remove(path), ==, 0);
        g_assert_cmpint(g_rmdir(folder), ==, 0);
    }
    g_assert_cmpint(g_rmdir(dir), ==, 0);
}

static void
test_words(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(RollMessages) say = messages_load(layers, "en", &error);
    Words out;

    g_assert_no_error(error);
    g_assert_cmpstr(words_count(say, 0, out), ==, "0");
    g_assert_cmpstr(words_count(say, 999, out), ==, "999");
    g_assert_cmpstr(words_count(say, 1000, out), ==, "1,000");
    g_assert_cmpstr(words_count(say, 13106042, out), ==, "13,106,042");
    g_assert_cmpstr(words_count(say, -1234, out), ==, "−1,234");
    g_assert_cmpstr(words_change(say, 2, out), ==, "+2");
    g_assert_cmpstr(words_change(say, -5, out), ==, "−5");
    g_assert_cmpstr(words_real(say, -0.44, 1, out), ==, "−0.4");
    g_assert_cmpstr(words_real(say, 19.86, 1, out), ==, "19.9");
    g_assert_cmpstr(words_real_change(say, 2.04, 1, out), ==, "+2.0");
    g_assert_cmpstr(words_real_change(say, 0, 2, out), ==, "+0.00");
    g_assert_cmpstr(words_real_change(say, -0.004, 2, out), ==, "+0.00");
    g_assert_cmpstr(words_real_change(say, -0.006, 2, out), ==, "−0.01");
    g_assert_cmpstr(words_written(say, "12.30", out), ==, "12.30");
    g_assert_cmpstr(words_written(say, "-4", out), ==, "−4");
    g_assert_cmpstr(words_percent(say, 2, 3, out), ==, "67 %");
    g_assert_cmpstr(words_percent(say, 2, 0, out), ==, "");
    g_assert_cmpstr(words_range(say, day("2026-10-06"), day("2026-10-08"), out), ==, "6–8 Oct");
    g_assert_cmpstr(words_range(say, day("2026-09-30"), day("2026-10-02"), out), ==,
                    "30 Sep–2 Oct");
    g_assert_cmpstr(words_range(say, day("2026-10-06"), day("2026-10-06"), out), ==, "6 Oct");
    g_assert_cmpstr(words_range(say, day("2026-10-06"), 0, out), ==, "6 Oct");
    g_assert_cmpstr(words_range(say, 0, 0, out), ==, "");
    g_assert_cmpstr(words_day(say, day("2026-10-06"), out), ==, "6 Oct 2026");
    g_assert_cmpstr(words_month_short(say, day("2009-06-30"), out), ==, "Jun 09");
    g_assert_cmpstr(words_plural(0), ==, "s");
    g_assert_cmpstr(words_plural(1), ==, "");
}

/* The signs in a number are those of the language, a blank and none among them. */
static void
test_number_signs(void)
{
    static const gchar english[] =
        "[numbers]\nthousands = {front},{group}\ndecimal = {whole}.{fraction}\n"
        "negative = −{number}\npositive = +{number}\npercent = {number} %\n";
    static const struct {
        const gchar *language;
        const gchar *count;
        const gchar *real;
        const gchar *percent;
    } cases[] = {
        {"thousands = {front}.{group}\ndecimal = {whole},{fraction}\n", "−13.106.042", "19,9",
         "67 %"},
        {"thousands = {front} {group}\npercent = % {number}\n", "−13 106 042", "19.9", "% 67"},
        {"thousands = {front}{group}\nnegative = ({number})\n", "(13106042)", "19.9", "67 %"},
    };
    Words out;

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *language = g_strconcat("[numbers]\n", cases[i].language, NULL);
        g_autoptr(RollMessages) say = roll_messages_parse(english, language, NULL);

        g_assert_cmpstr(words_count(say, -13106042, out), ==, cases[i].count);
        g_assert_cmpstr(words_real(say, 19.86, 1, out), ==, cases[i].real);
        g_assert_cmpstr(words_percent(say, 2, 3, out), ==, cases[i].percent);
    }
}

static void
test_svg_number(void)
{
    static const struct {
        gdouble value;
        const gchar *text;
    } cases[] = {{0, "0"}, {-0.04, "0"}, {1.25, "1.3"}, {12.0, "12"}, {-3.26, "-3.3"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        svg_number(out, cases[i].value);
        g_assert_cmpstr(out->str, ==, cases[i].text);
    }
}

/* ---- what the public sees ---- */

typedef struct {
    const gchar *name;
    const gchar *dimensions[4];
    gint64 exact;
    gint64 rounded; /* -1: refused */
} PublicCase;

static const PublicCase public_cases[] = {
    {"nine is none", {"adm1_code", NULL}, 9, 0},
    {"ten", {"adm1_code", NULL}, 10, 10},
    {"down, never up", {"adm1_code", "topic_code", NULL}, 19, 10},
    {"large", {"country", NULL}, 12345, 12340},
    {"everybody", {NULL}, 101, 100},
    {"never below nothing", {NULL}, -5, 0},
    {"no unit", {"adm1_code", "unit", NULL}, 100, -1},
    {"no organisation", {"org", NULL}, 100, -1},
    {"no sex", {"adm1_code", "topic_code", "sex", NULL}, 100, -1},
};

static void
test_public(gconstpointer data)
{
    const PublicCase *c = data;
    g_autoptr(GError) error = NULL;
    gint64 rounded = -1;

    g_assert_cmpint(public_count(c->dimensions, c->exact, &rounded, &error), ==, c->rounded >= 0);
    g_assert_cmpint(rounded, ==, c->rounded);
    if (c->rounded < 0)
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_BUG);
}

typedef struct {
    const gchar *name;
    const gchar *columns[5];
    const gchar *values[4];
    gboolean is_sound;
} CheckCase;

static const CheckCase public_check_cases[] = {
    {"as it should be",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "IVC", "10", "30"},
     TRUE},
    {"the least",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "", "10", "10"},
     TRUE},
    {"not rounded",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "IVC", "10", "31"},
     FALSE},
    {"under k",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "IVC", "10", "0"},
     FALSE},
    {"another k",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "IVC", "5", "30"},
     FALSE},
    {"no number",
     {"adm1_code", "topic_code", "k", "n_trained", NULL},
     {"KH17", "IVC", "10", "x"},
     FALSE},
    {"split by unit",
     {"adm1_code", "unit", "k", "n_trained", NULL},
     {"KH17", "CID", "10", "30"},
     FALSE},
    {"split by sex",
     {"adm1_code", "sex", "k", "n_trained", NULL},
     {"KH17", "F", "10", "30"},
     FALSE},
};

static gboolean
keep_row(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    report_tables_add(self, batch);
    return TRUE;
}

static void
test_public_check(gconstpointer data)
{
    const CheckCase *c = data;
    g_autoptr(RollSchema) schema = roll_schema_new("coverage", c->columns);
    g_autoptr(ReportTables) tables = report_tables_new();
    g_autoptr(RollTable) table = roll_table_new(schema, keep_row, tables);
    g_autoptr(GError) error = NULL;

    report_tables_declare(tables, schema);
    for (guint i = 0; i < G_N_ELEMENTS(c->values); i++)
        roll_table_set_string(table, i, c->values[i]);
    g_assert_true(roll_table_add(table, NULL) && roll_table_flush(table, NULL));
    g_assert_cmpint(public_check(report_tables_find(tables, "coverage"), &error), ==, c->is_sound);
    if (!c->is_sound)
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_BUG);
}

/* ---- partners ---- */

static void
test_partner_hash(void)
{
    static const gchar key[] = "0123456789abcdef";
    ReportContext context = {.key = g_bytes_new_static(key, 16)};
    g_autofree gchar *one = partner_hash(&context, "AA", "000042-W");
    g_autofree gchar *again = partner_hash(&context, "AA", "000042-W");
    g_autofree gchar *other = partner_hash(&context, "BB", "000042-W");
    g_autofree gchar *next = partner_hash(&context, "AA", "000043-X");

    g_assert_cmpuint(strlen(one), ==, 32);
    g_assert_cmpstr(one, ==, again);
    g_assert_cmpstr(one, !=, other);
    g_assert_cmpstr(one, !=, next);
    g_bytes_unref(context.key);
}

/* ---- cases of collisions ---- */

static void
test_clashes(void)
{
    static const gchar rows[] = "planned_session,start,clash_with,n_already\n"
                                "S3,2026-10-12,S9,20\n"
                                "S1,2026-10-06,S2,3\n"
                                "S2,2026-10-08,S1,4\n"
                                "S2,2026-10-08,S4,4\n"
                                "S4,2026-10-14,S2,5\n"
                                "S5,2026-10-06,S8,7\n";
    g_autoptr(RollBatch) batch = records_parse("planned_collisions", rows);
    static const gchar *const names[] = {"planned_session", "start", "clash_with", "n_already",
                                         NULL};
    g_autoptr(RollSchema) schema = roll_schema_new("planned_collisions", names);
    ReportContext context = {.tables = report_tables_new()};
    g_autoptr(Clashes) clashes = NULL;
    g_autoptr(GArray) ranked = NULL;
    g_autoptr(GArray) second = NULL;

    report_tables_declare(context.tables, schema);
    report_tables_add(context.tables, batch);
    clashes = clashes_new(&context);
    ranked = clashes_ranked(clashes);
    g_assert_cmpuint(clashes->plans->len, ==, 5);
    g_assert_cmpuint(clashes_n_cases(clashes), ==, 3);
    g_assert_cmpuint(ranked->len, ==, 3);
    /* on one day the case with more people already trained comes first */
    g_assert_cmpstr(report_string(&clash_plan(clashes, g_array_index(ranked, guint, 0))->row,
                                  "planned_session"),
                    ==, "S5");
    second = clashes_case(clashes, g_array_index(ranked, guint, 1));
    g_assert_cmpuint(second->len, ==, 3);
    g_assert_true(clashes_has(clashes, "S4"));
    g_assert_false(clashes_has(clashes, "S9"));
    report_tables_free(context.tables);
}

typedef struct {
    const gchar *name;
    guint64 n_rows;
    guint expected;
} SheetCase;

static const SheetCase sheet_cases[] = {
    {"no rows", 0, 0},
    {"all rows of a table", 7999, 7999},
    {"all rows of the largest that is whole", 8000, 8000},
    {"the first of a larger one", 8001, 1000},
    {"more rows than a sheet has", G_GUINT64_CONSTANT(1) << 32, 1000},
};

static void
test_sheet(gconstpointer data)
{
    const SheetCase *row = data;

    g_assert_cmpuint(book_rows_shown(row->n_rows), ==, row->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/report/html", html_cases, test_html);
    ADD_CASES("/report/inert", inert_cases, test_inert);
    ADD_CASES("/report/folder", folder_cases, test_folder);
    ADD_CASES("/report/sheet", sheet_cases, test_sheet);
    ADD_CASES("/report/public", public_cases, test_public);
    ADD_CASES("/report/public check", public_check_cases, test_public_check);
    g_test_add_func("/report/html/put", test_put);
    g_test_add_func("/report/html/hash", test_hash);
    g_test_add_func("/report/inert/column", test_inert_column);
    g_test_add_func("/report/rules-version", test_rules_version);
    g_test_add_func("/report/words", test_words);
    g_test_add_func("/report/number-signs", test_number_signs);
    g_test_add_func("/report/svg/number", test_svg_number);
    g_test_add_func("/report/partner/hash", test_partner_hash);
    g_test_add_func("/report/clashes", test_clashes);
    return g_test_run();
}
