#include <string.h>

#include "pipeline/lib/charset.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "stages/ingest/encoding.h"
#include "stages/ingest/fonts.h"
#include "stages/ingest/note.h"
#include "stages/ingest/value.h"
#include "stages/ingest/zawgyi.h"

/* ---- Zawgyi ---- */

typedef struct {
    const gchar *zawgyi;
    const gchar *unicode;
} ZawgyiCase;

static const ZawgyiCase zawgyi_cases[] = {
    {"\u101b\u1014\u1039\u1000\u102f\u1014\u1039", "ရန်ကုန်"},
    {"\u1031\u1014\u103b\u1015\u100a\u1039\u1031\u1010\u102c\u1039", "နေပြည်တော်"},
    {"\u1019\u108f\u1072\u1031\u101c\u1038", "မန္တလေး"},
    {"\u1005\u1000\u1064\u102c\u1015\u1030", "စင်္ကာပူ"},
    {"\u1021\u1002\u1064\u101c\u102d\u1015\u1039", "အင်္ဂလိပ်"},
    {"\u1018\u1002\u1064\u101c\u102c\u1038\u1031\u1012\u1037\u101b\u103d\u1039", "ဘင်္ဂလားဒေ့ရှ်"},
    {"\u1000\u103c\u107d\u108f\u1039\u102f\u1015\u1039", "ကျွန်ုပ်"},
    {"\u1031\u101a\u102c\u1000\u1039\u103a\u102c\u1038", "ယောက်ျား"},
    {"\u1031\u1012\u105a\u1001\u1004\u1039\u1019\u103a\u102d\u1033\u1038\u1001\u103a\u1005\u1039",
     "ဒေါ်ခင်မျိုးချစ်"},
    {"\u103b\u1019\u1010\u1039\u108f\u102d\u102f\u1038\u103b\u1016\u1034", "မြတ်နိုးဖြူ"},
    {"\u1025\u1000\u1060\u1092", "ဥက္ကဋ္ဌ"},
    {"\u101e\u1010\u1071\u102d", "သတ္တိ"},
    {"\u1015\u102f\u1002\u1062\u102d\u1033\u101c\u1039", "ပုဂ္ဂိုလ်"},
    {"\u101d\u1004\u1039\u1038\u101d\u1004\u1039\u1038", "ဝင်းဝင်း"},
    {"\u101c\u103d\u101c\u103d\u103b\u1019\u1004\u1037\u1039", "လှလှမြင့်"},
    {"\u107e\u101e\u1002\u102f\u1010\u1039", "သြဂုတ်"},
    {"\u1017\u102f\u1012\u1076", "ဗုဒ္ဓ"},
    {"\u1031\u1090\u108a", "ရွှေ"},
    {"\u1080\u1000\u102e\u1038", "ကြီး"},
    {"\u108f\u103d\u1004\u1039\u1038\u1006\u102e", "နှင်းဆီ"},
    {"\u1026\u1038\u1031\u1000\u103a\u102c\u1039", "ဦးကျော်"},
};

/* An export of one column, as text. */
typedef struct {
    GBytes *head;
    IngestHeader header;
    GPtrArray *mapping;
    GArray *places;
    IngestColumn column;
} Sheet;

static void
sheet_init(Sheet *sheet, const gchar *cells)
{
    g_autofree gchar *text = g_strconcat("Name\n", cells, NULL);
    g_autoptr(RollCsvReader) reader = NULL;
    RollCsvRow row = {0};
    guint place = 0;

    sheet->head = g_bytes_new(text, strlen(text));
    reader = roll_csv_reader_new(roll_source_memory("it", sheet->head, 0), ',', ROLL_CSV_LIMITS);
    g_assert_true(roll_csv_reader_next(reader, &row, NULL));
    sheet->header = (IngestHeader){
        .delimiter = ',', .line = 1, .row = 1, .last_line = 1, .labels = ingest_labels_new(&row)};
    sheet->places = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(sheet->places, place);
    sheet->column.columns = sheet->places;
    sheet->mapping = g_ptr_array_new();
    g_ptr_array_add(sheet->mapping, &sheet->column);
}

static void
sheet_clear(Sheet *sheet)
{
    g_bytes_unref(sheet->head);
    ingest_labels_free(sheet->header.labels);
    g_array_unref(sheet->places);
    g_ptr_array_unref(sheet->mapping);
}

/* Whether the column of @cells is found to be in Zawgyi; *@n_notes is what is said of it. */
static gboolean
is_found(IngestZawgyi *zawgyi, const gchar *cells, guint *n_notes)
{
    g_autoptr(GPtrArray) notes = ingest_notes_new();
    g_autoptr(GError) error = NULL;
    g_autofree guint8 *columns = NULL;
    Sheet sheet = {0};
    IngestZawgyiText text;

    sheet_init(&sheet, cells);
    text = (IngestZawgyiText){sheet.head, &sheet.header, sheet.mapping};
    g_assert_true(ingest_zawgyi_find(zawgyi, &text, notes, &columns, &error));
    g_assert_no_error(error);
    *n_notes = notes->len;
    sheet_clear(&sheet);
    return columns != NULL && columns[0] != 0;
}

static void
test_zawgyi_words(void)
{
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(IngestZawgyi) zawgyi = ingest_zawgyi_new(layers);
    guint n_notes = 0;

    g_assert_true(is_found(zawgyi, "\u101b\u1014\u1039\n\u101b\u1014\u1039\n", &n_notes));
    for (gsize i = 0; i < G_N_ELEMENTS(zawgyi_cases); i++) {
        g_autoptr(GString) turned = g_string_new(NULL);
        g_autoptr(GString) composed = g_string_new(NULL);

        ingest_zawgyi_convert(zawgyi, roll_text(zawgyi_cases[i].zawgyi), turned);
        ingest_value_compose(NULL, roll_text(turned->str), composed);
        g_assert_cmpstr(composed->str, ==, zawgyi_cases[i].unicode);
    }
}

/* A cell longer than rules take is turned piece by piece. */
static void
test_zawgyi_long(void)
{
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(IngestZawgyi) zawgyi = ingest_zawgyi_new(layers);
    g_autoptr(GString) sent = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) turned = g_string_new(NULL);
    guint n_notes = 0;

    g_assert_true(is_found(zawgyi, "\u101b\u1014\u1039\n\u101b\u1014\u1039\n", &n_notes));
    for (guint i = 0; i < 500; i++) {
        g_string_append(sent, "\u101b\u1014\u1039\u1000\u102f\u1014\u1039 ");
        g_string_append(expected, "\u101b\u1014\u103a\u1000\u102f\u1014\u103a ");
    }
    ingest_zawgyi_convert(zawgyi, (RollText){sent->str, (guint32)sent->len}, turned);
    g_assert_cmpstr(turned->str, ==, expected->str);
}

#define Z "\u101b\u1014\u1039\n" /* a cell in Zawgyi */
#define U "\u101b\u1014\u103a\n" /* in Unicode */
#define N "\u1019\u1019\n"       /* the same in both */

static void
test_zawgyi_decisions(void)
{
    static const struct {
        const gchar *cells;
        gboolean is_zawgyi;
        guint n_notes;
    } cases[] = {
        {"Sok\n", FALSE, 0},
        {U, FALSE, 0},
        {N N N, FALSE, 0},
        {Z, FALSE, 1},
        {Z N N, FALSE, 1},
        {Z Z, TRUE, 1},
        {Z N Z, TRUE, 1},
        {Z Z Z U, FALSE, 1},
        {U U U U Z, FALSE, 1},
        {"", FALSE, 0},
        {Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z Z U, TRUE, 1},
    };
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(IngestZawgyi) zawgyi = ingest_zawgyi_new(layers);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint n_notes = 0;

        g_assert_cmpint(is_found(zawgyi, cases[i].cells, &n_notes), ==, cases[i].is_zawgyi);
        g_assert_cmpuint(n_notes, ==, cases[i].n_notes);
    }
}

/* ---- fonts ---- */

static void
test_fonts(void)
{
    static const struct {
        const gchar *text;
        const gchar *phase; /* NULL: none */
    } cases[] = {
        {"Sok Dara\nKeo Thida\n", NULL},
        {"Hélène Kéo\nFrançois LeRoy\nRené McDara\n", NULL},
        {"Nguyễn Văn An\nTrần Thị Bình\nĐặng Hòa\n", NULL},
        {"éf¶ExqñaMkMeNIt\nGkSrbBa©Úl\n", "limon_signs"},
        {"éf¶ExqñaMkMeNIt\nSok Dara\n", NULL},
        {"éf¶ExqñaMkMeNIt\nGkSrbBa©Úl\né\né\né\n", NULL},
        {"NguyÔn V¨n An\nTrÇn ThÞ B×nh\n", "tcvn3_signs"},
        {"Nguyeãn Vaên An\nTRAÀN THÒ BÌNH\n", "vni_signs"},
    };
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(IngestFonts) fonts = ingest_fonts_new(layers);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const IngestFont *font = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true(
            ingest_fonts_find(fonts, cases[i].text, strlen(cases[i].text), &font, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(font != NULL ? font->phase : NULL, ==, cases[i].phase);
    }
}

/* ---- not UTF-8 ---- */

static void
test_check(void)
{
    static const struct {
        const gchar *text;
        gboolean has_header;
        gboolean is_utf8;
    } cases[] = {
        {"a,b\nc,d\n", TRUE, TRUE},
        {"a,b\nJos\xe9,d\n", TRUE, TRUE},
        {"a,b\nJos\xe9,d\n", FALSE, FALSE},
        {"a,b\nJos\xe9,d\nJos\xe9,d\n", TRUE, FALSE},
        {"a,b\nJos\xe9,d\nJos\xe9,d\né\né\n", TRUE, TRUE},
        {"a,b\nJos\xe9,d\nJos\xe9,d\né\n", TRUE, FALSE},
        {"a,b\rJos\xe9,d\rJos\xe9,d", TRUE, FALSE},
        {"a,b\nJos\xe9,d\nJos\xc3", TRUE, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(cases[i].text, strlen(cases[i].text));
        const IngestHead head = {bytes, TRUE, cases[i].has_header};
        g_autoptr(GError) error = NULL;

        g_assert_cmpint(ingest_encoding_check(&head, NULL, &error), ==, cases[i].is_utf8);
        g_assert_true((error == NULL) == cases[i].is_utf8);
    }
}

/* The last line of a text that is cut off may end inside a letter. */
static void
test_check_cut_off(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("a,b\nJos\xe9,d\nJos\xc3", 15);
    const IngestHead head = {bytes, FALSE, TRUE};

    g_assert_true(ingest_encoding_check(&head, NULL, NULL));
}

static void
test_suggest(void)
{
    static const struct {
        const gchar *bytes;
        const gchar *charset;
    } cases[] = {
        {"Sok Dara", NULL},
        {"H\xe9l\xe8ne K\xe9o, Fran\xe7ois Th\xe9"
         "a, capitaine de police\n",
         "windows-1252"},
        {"\xca\xc1\xaa\xd2\xc2 \xe3\xa8\xb4\xd5, \xcd\xd2\xa8\xd2\xc3\xc2\xec \xbb\xc3\xd0"
         "\xe0\xb7\xc8\xe4\xb7\xc2\n",
         "windows-874"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *charset = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true(roll_charset_suggest(roll_text(cases[i].bytes), &charset, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(charset, ==, cases[i].charset);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/encodings/zawgyi/words", test_zawgyi_words);
    g_test_add_func("/encodings/zawgyi/long cells", test_zawgyi_long);
    g_test_add_func("/encodings/zawgyi/decisions", test_zawgyi_decisions);
    g_test_add_func("/encodings/fonts", test_fonts);
    g_test_add_func("/encodings/check", test_check);
    g_test_add_func("/encodings/check cut off", test_check_cut_off);
    g_test_add_func("/encodings/suggest", test_suggest);
    return g_test_run();
}
