#include "stages/ingest/evidence.h"
#include "stages/ingest/file_pattern.h"
#include "stages/ingest/sheet.h"
#include "stages/ingest/tags.h"

typedef struct {
    const gchar *given;
    const gchar *made;
} TextCase;

static const TextCase pattern_cases[] = {
    {"ijm-attendance-2009-06.csv.gz", "ijm-attendance-*.csv.gz"},
    {"ijm_2009_06_30.csv", "ijm_*.csv"},
    {"200906 ijm.csv", "* ijm.csv"},
    {"June 2009.csv", "*.csv"},
    {"ijm-12-june.csv", "ijm-*.csv"},
    {"marchers-2.csv", "marchers-2.csv"},
    {"ijm2.csv", "ijm2.csv"},
    {"maybe.csv", "maybe.csv"},
    {"may.csv", "*.csv"},
    {"ตำรวจ-2552.csv", "ตำรวจ-*.csv"},
    {"2009", "*"},
    {"", ""},
};

static void
test_pattern(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(pattern_cases); i++) {
        g_autofree gchar *pattern = ingest_file_pattern(pattern_cases[i].given);

        g_assert_cmpstr(pattern, ==, pattern_cases[i].made);
    }
}

static const TextCase shape_cases[] = {
    {"Sok Dara", "Aa Aa"},      {"012-345 678", "999-999 999"},
    {"សុខ ដារ៉ា", "Aa Aa"},       {"a@b.example", "Aa@Aa.Aa"},
    {"๑๒/๖/๒๕๕๒", "99/9/9999"}, {"", ""},
    {"x\ny", "Aa Aa"},          {"🙂", " "},
};

static void
test_shape(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shape_cases); i++) {
        g_autofree gchar *shape = ingest_shape(roll_text(shape_cases[i].given));

        g_assert_cmpstr(shape, ==, shape_cases[i].made);
    }
}

typedef struct {
    const gchar *value;
    const gchar *shows; /* d m y: day, month or year stands first; o: open; b c s: the year */
} DateCase;

static const DateCase date_cases[] = {
    {"13/06/2009", "dc"},
    {"06/13/2009", "mc"},
    {"2009-06-13", "yc"},
    {"05/06/2009", "oc"},
    {"05/05/2009", "c"},
    {"13/6/52", "ds"},
    {"5/6/2552", "ob"},
    {"๑๓/๖/๒๕๕๒", "db"},
    {"12 June 2009", "c"},
    {"7 ต.ค. 2567", "b"},
    {"1979", "c"},
    {"2522", "b"},
    {"12-14/6/2009", "dc"},
    {"39978", ""},
    {"2009-06-12T10:11:12", "yc"},
    {"13/6/2009 - 14/6/2009", "dc"},
    {"unknown", ""},
    {"012 345 678", ""},
};

static void
test_dates(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        IngestEvidence evidence = {0};
        g_autoptr(GString) shows = g_string_new(NULL);

        ingest_evidence_add(&evidence, roll_text(date_cases[i].value));
        g_string_append(shows, evidence.n_day_first > 0 ? "d" : "");
        g_string_append(shows, evidence.n_month_first > 0 ? "m" : "");
        g_string_append(shows, evidence.n_year_first > 0 ? "y" : "");
        g_string_append(shows, evidence.n_open > 0 ? "o" : "");
        g_string_append(shows, evidence.n_buddhist > 0 ? "b" : "");
        g_string_append(shows, evidence.n_common > 0 ? "c" : "");
        g_string_append(shows, evidence.n_short_years > 0 ? "s" : "");
        if (g_strcmp0(shows->str, date_cases[i].shows) != 0)
            g_test_message("%s", date_cases[i].value);
        g_assert_cmpstr(shows->str, ==, date_cases[i].shows);
        ingest_evidence_clear(&evidence);
    }
}

static void
test_tags(void)
{
    static const gchar *const sound[] = {"#adm1", " #ADM1 +Name ", "#adm1 + name", "#a_1+b2+c"};
    static const gchar *const faulty[] = {"",       "#",          "# adm1", "#1",
                                          "#adm1+", "#adm1+2013", "adm1",   "#adm1 name",
                                          "##a",    "#adm1+a+",   "#é"};

    for (gsize i = 0; i < G_N_ELEMENTS(sound); i++)
        g_assert_true(ingest_tag_is_sound(sound[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(faulty); i++)
        g_assert_false(ingest_tag_is_sound(faulty[i]));
}

typedef struct {
    const gchar *cells; /* parted by | */
    IngestRowKind kind;
} RowCase;

static const RowCase row_cases[] = {
    {"1|Sok|Captain|AHTJP|8|1", INGEST_ROW_ORDINARY},
    {"|Total|||24|", INGEST_ROW_TOTAL},
    {"TOTAL : 24|||||", INGEST_ROW_TOTAL},
    {"សរុប|||៣||", INGEST_ROW_TOTAL},
    {"|Totalina|||24|", INGEST_ROW_SPARSE},
    {"|Total Sok|||24|", INGEST_ROW_SPARSE},
    {"|Tong So|||35|", INGEST_ROW_SPARSE},
    {"|Total||012345678||", INGEST_ROW_SPARSE},
    {"|||Prepared by: Sok Dara||", INGEST_ROW_SIGNATURE},
    {"Approved by||Checked by||Signature|", INGEST_ROW_SIGNATURE},
    {"|||Phnom Penh, 12 June 2009||", INGEST_ROW_DATED},
    {"26|||||", INGEST_ROW_NUMBER},
    {"012345678|||||", INGEST_ROW_SPARSE},
    {"|Sok|||Captain|", INGEST_ROW_SPARSE},
    {"|Sok||AHTJP|Captain|", INGEST_ROW_ORDINARY},
};

static void
test_rows(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(IngestSheet) sheet = ingest_sheet_load(layers, &error);

    g_assert_no_error(error);
    for (gsize i = 0; i < G_N_ELEMENTS(row_cases); i++) {
        g_auto(GStrv) cells = g_strsplit(row_cases[i].cells, "|", -1);
        RollText fields[8] = {0};
        RollCsvRow row = {.fields = fields, .n_fields = g_strv_length(cells)};

        for (guint j = 0; j < row.n_fields; j++)
            fields[j] = roll_text(cells[j]);
        if (ingest_sheet_kind(sheet, &row, 6) != row_cases[i].kind)
            g_test_message("%s", row_cases[i].cells);
        g_assert_cmpint((gint)ingest_sheet_kind(sheet, &row, 6), ==, (gint)row_cases[i].kind);
    }
    g_assert_true(ingest_sheet_counts_lines(sheet, "NO."));
    g_assert_true(ingest_sheet_counts_lines(sheet, "#"));
    g_assert_false(ingest_sheet_counts_lines(sheet, "Notes"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/ingest-profile/pattern", test_pattern);
    g_test_add_func("/ingest-profile/shape", test_shape);
    g_test_add_func("/ingest-profile/dates", test_dates);
    g_test_add_func("/ingest-profile/tags", test_tags);
    g_test_add_func("/ingest-profile/rows", test_rows);
    return g_test_run();
}
