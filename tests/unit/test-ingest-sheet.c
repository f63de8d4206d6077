#include "stages/ingest/sheet.h"
#include "stages/ingest/tags.h"

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
    {"Total: 25 persons (9 women)|||||", INGEST_ROW_TOTAL},
    {"Total|25 persons||20||", INGEST_ROW_TOTAL},
    {"សរុប ៣ នាក់|||||", INGEST_ROW_TOTAL},
    {"รวมทั้งสิ้น 25 คน|||||", INGEST_ROW_TOTAL},
    {"合计：25人|||||", INGEST_ROW_TOTAL},
    {"Total persons called Sok|||||", INGEST_ROW_SPARSE},
    {"Total 012345678 persons|||||", INGEST_ROW_SPARSE},
    {"Female|9||||", INGEST_ROW_COUNT},
    {"trong đó: nữ 9|||||", INGEST_ROW_COUNT},
    {"9|Nam||||", INGEST_ROW_SPARSE},
    {"|Nam||||", INGEST_ROW_SPARSE},
    {"Note: all were there|||||", INGEST_ROW_NOTE},
    {"备注：无|||||", INGEST_ROW_NOTE},
    {"|Note Somchai||||", INGEST_ROW_SPARSE},
    {"Note: x|Sok||||", INGEST_ROW_SPARSE},
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
    g_test_add_func("/ingest-sheet/tags", test_tags);
    g_test_add_func("/ingest-sheet/rows", test_rows);
    return g_test_run();
}
