#include <string.h>

#include "stages/ingest/profile_files.h"
#include "stages/ingest/profile_header.h"
#include "stages/ingest/profile_shape.h"
#include "stages/ingest/profile_values.h"

typedef struct {
    const gchar *name;
    const gchar *given;
    const gchar *result;
} TextCase;

static const TextCase shape_cases[] = {
    {"empty", "", ""},
    {"names", "Sok  Dara", "Aa Aa"},
    {"capitals and digits", "KH-00123/b", "A-99999/a"},
    {"digits of other scripts", "១២/៦/២៥៥២", "99/9/9999"},
    {"Khmer and its marks", "សុខ ដារ៉ា", "ក ក"},
    {"Thai", "พ.ต.ต. สมชาย", "ก.ก.ก. ก"},
    {"Lao, Burmese, Chinese", "ສົມ မောင် 杨芳", "ກ က 字"},
    {"Latin of Vietnamese", "Nguyễn Văn", "Aa Aa"},
    {"another script", "Иван", "?"},
    {"line ends and signs", "a\nb\x01–", "a a?"},
    {"long", "1 2 3 4 5 6 7 8 9 10 11 12 13 14", "9 9 9 9 9 9 9 9 9 99 99 …"},
};

static void
test_shape(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) shape = g_string_new(NULL);

    ingest_shape_append(roll_text(c->given), shape);
    g_assert_cmpstr(shape->str, ==, c->result);
}

static IngestWords *
load_words(void)
{
    GError *error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    IngestWords *words = NULL;

    g_assert_no_error(error);
    words = ingest_words_load(layers, &error);
    g_assert_no_error(error);
    return words;
}

/* A pattern that is not certain ends in " ?" here. */
static const TextCase files_cases[] = {
    {"month", "ngo-attendance-2009-06.csv.gz", "ngo-attendance-*.csv.gz"},
    {"day", "ngo 12.6.2009 final.csv", "ngo * final.csv"},
    {"date without signs", "20090612_ngo.csv", "*_ngo.csv"},
    {"name of a month", "ngo_June_2009.CSV.GZ", "ngo_*.CSV.GZ"},
    {"month and year as one word", "ngo-jun09.csv", "ngo-*.csv"},
    {"Thai month", "รายชื่อ มิถุนายน 2552.csv", "รายชื่อ *.csv"},
    {"a copy", "ngo (2).csv", "ngo (*).csv"},
    {"digits of a name stay", "a21-list-2009.csv", "a21-list-*.csv"},
    {"two dates apart", "2009 ngo 06.csv", "* ngo *.csv"},
    {"no date", "export.csv", "export.csv ?"},
    {"only a date fits too much", "2009-06.csv", "2009-06.csv ?"},
    {"a star, a line end", "a*b\n1.csv", "a?b?*.csv"},
    {"a blank in front", " ngo 1.csv", "?ngo *.csv"},
    {"no suffix", "ngo-1", "ngo-*"},
};

static void
test_files(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(IngestWords) words = load_words();
    gboolean is_certain = FALSE;
    g_autofree gchar *pattern = ingest_files_pattern(c->given, words, &is_certain);
    g_autofree gchar *result = g_strconcat(pattern, is_certain ? "" : " ?", NULL);

    g_assert_cmpstr(result, ==, c->result);
    g_assert_true(g_pattern_match_simple(pattern, c->given));
}

/* What a date shows: y, d, m first, e: either; w: a word behind the day, W: before it; then the
 * era: c, b, 2 for a year of two digits; b birth when it may be one. */
static const TextCase dates_cases[] = {
    {"ISO", "2009-06-12", "yc"},
    {"ISO with a time", "2009-06-12T15:06:01Z", "yc"},
    {"day first", "13/06/2009", "dc"},
    {"month first", "06/13/2009", "mc"},
    {"either", "1.2.09", "e2"},
    {"Buddhist Era", "13/06/2552", "db"},
    {"digits of Khmer", "១៣/០៦/២០០៩", "dc"},
    {"a word", "12 June 2009", "wc"},
    {"a word first", "June 12, 2009", "Wc"},
    {"Thai", "7 ต.ค. 2567", "wb"},
    {"Vietnamese", "ngày 13 tháng 6 năm 2009", "dc"},
    {"Chinese", "2009年6月12日", "yc"},
    {"a range of days", "12-14/6/2009", "dc"},
    {"two days", "28 Feb – 2 Mar 2010", "wc"},
    {"month 13 of both", "13/13/2009", ""},
    {"a year", "2009", ""},
    {"a telephone number", "012 345 678", ""},
    {"a name", "Sok Dara", ""},
    {"a batch", "Batch 1/2/2009", ""},
    {"empty", "", ""},
};

static void
test_dates(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(IngestWords) words = load_words();
    IngestDates dates = {0};
    gboolean is_date = ingest_dates_look(&dates, words, roll_text(c->given));
    const gchar *order = dates.n_year_first    ? "y"
                         : dates.n_day_first   ? "d"
                         : dates.n_month_first ? "m"
                         : dates.n_either      ? "e"
                         : dates.n_day_word    ? "w"
                         : dates.n_word_day    ? "W"
                                               : "";
    const gchar *era = dates.n_ce ? "c" : dates.n_be ? "b" : dates.n_two_digit ? "2" : "";
    g_autofree gchar *result = g_strconcat(order, era, NULL);

    g_assert_cmpstr(result, ==, c->result);
    g_assert_cmpint(is_date, ==, c->result[0] != '\0');
}

/* Cells with | between, and the type that they show. */
static const TextCase type_cases[] = {
    {"dates", "1/2/2009|2/2/2009|28 Feb 2009", "date"},
    {"sexes", "F|M|ស្រី", "sex"},
    {"addresses", "a@mail.example|b.c@mail.example|d@e.example", "email"},
    {"years", "1974|1980|2523", "year"},
    {"telephone numbers", "012 345 678|+855 12 345 679|0123-456-78", "phone"},
    {"identifiers", "KH-1001|KH-1002|KH-1003", "identifier"},
    {"the same number again is none", "KH-1001|KH-1001|KH-1001", "text"},
    {"degrees are none", "83.3595|84.5351|85.1111", "number"},
    {"numbers", "8|16|8", "number"},
    {"words", "Major|Captain|Major", "text"},
    {"two cells show nothing", "1/2/2009|2/2/2009", "text"},
    {"one of four is too many", "F|M|F|x", "text"},
};

static void
test_type(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(IngestWords) words = load_words();
    g_auto(GStrv) cells = g_strsplit(c->given, "|", -1);
    IngestValues values = {0};

    ingest_values_init(&values);
    for (guint i = 0; cells[i] != NULL; i++)
        ingest_values_look(&values, words, roll_text(cells[i]));
    g_assert_cmpstr(roll_type_name(ingest_values_type(&values)), ==, c->result);
    ingest_values_clear(&values);
}

/* The field that a header is like, with ? when it is not close. */
static const TextCase header_cases[] = {
    {"a letter is missing", "Particpant name", "officer_name"},
    {"two languages", "ភេទ / Gender", "sex"},
    {"in brackets", "Date of birth (dd/mm/yyyy)", "birth_date"},
    {"below groups", "person/details/e-mail", "email"},
    {"two fields in one", "Name/Sex", "officer_name ?"},
    {"too short to be mended", "STT", "phone ?"},
    {"nothing", "Favourite toppings", ""},
    {"no letters", "***", ""},
};

static void
test_header(gconstpointer data)
{
    const TextCase *c = data;
    GError *error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(RollFields) fields = roll_fields_load_with_headers(layers, &error);
    g_autoptr(IngestKnown) known = ingest_known_new(fields);
    IngestLikeness likeness = ingest_known_like(known, c->given);
    g_autofree gchar *result =
        g_strconcat(likeness.field != NULL ? likeness.field->name : "",
                    likeness.field != NULL && !likeness.is_close ? " ?" : "", NULL);

    g_assert_no_error(error);
    g_assert_cmpstr(result, ==, c->result);
    g_assert_cmpint(likeness.reason != NULL, ==, likeness.field != NULL);
    g_free(likeness.reason);
}

static const TextCase part_cases[] = {
    {"month", "Birth Month", "month of birth"},
    {"of", "Day of birth", "day of birth"},
    {"French", "Année de naissance", "year of naissance"},
    {"none", "Birthday", ""},
    {"alone", "Year", "year of "},
};

static void
test_part(gconstpointer data)
{
    static const gchar *const parts[] = {"year", "month", "day"};
    const TextCase *c = data;
    g_autofree gchar *stem = NULL;
    gint part = ingest_header_part(c->given, &stem);
    g_autofree gchar *result =
        part >= 0 ? g_strdup_printf("%s of %s", parts[part], stem) : g_strdup("");

    g_assert_cmpstr(result, ==, c->result);
}

static void
add(const gchar *group, const TextCase *cases, gsize n, GTestDataFunc test)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree gchar *path = g_strdup_printf("/ingest-profile/%s/%s", group, cases[i].name);

        g_test_add_data_func(path, &cases[i], test);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("shape", shape_cases, G_N_ELEMENTS(shape_cases), test_shape);
    add("files", files_cases, G_N_ELEMENTS(files_cases), test_files);
    add("dates", dates_cases, G_N_ELEMENTS(dates_cases), test_dates);
    add("type", type_cases, G_N_ELEMENTS(type_cases), test_type);
    add("header", header_cases, G_N_ELEMENTS(header_cases), test_header);
    add("part", part_cases, G_N_ELEMENTS(part_cases), test_part);
    return g_test_run();
}
