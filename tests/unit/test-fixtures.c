/* What the generator of invented exports writes into cells: spellings, dates, encodings. */
#include <string.h>

#include "fixtures/cells.h"
#include "fixtures/encode.h"
#include "pipeline/lib/error.h"

typedef struct {
    const gchar *name;
    FixtureHalf half;
    FixtureSpelling spelling;
    const gchar *expected;
} SpellingCase;

/* Sok Sophea: the first syllable of each group of the Khmer names. */
static const FixtureName sok_sophea = {{0 << 10, 1 << 10, 3 << 10}, 3, 1, 3};

static const SpellingCase spelling_cases[] = {
    {"family", FIXTURE_WHOLE_FAMILY, {.own = 2}, "Sok"},
    {"given, joined", FIXTURE_WHOLE_GIVEN, {.own = 2}, "Sophea"},
    {"given, split", FIXTURE_WHOLE_GIVEN, {.own = 2, .split = TRUE}, "So Phea"},
    {"capitals", FIXTURE_WHOLE_GIVEN, {.own = 2, .capitals = TRUE}, "SOPHEA"},
    {"initials", FIXTURE_WHOLE_GIVEN, {.own = 2, .initials = TRUE}, "S."},
    {"script", FIXTURE_WHOLE_FAMILY, {.own = 2, .script = TRUE}, "សុខ"},
    {"script, given", FIXTURE_WHOLE_GIVEN, {.own = 2, .script = TRUE}, "សុភា"},
};

static void
test_spelling(gconstpointer data)
{
    const SpellingCase *c = data;
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    g_autoptr(GString) out = g_string_new(NULL);

    fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, c->half, &c->spelling, out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

/* The clerk's habit gives one spelling of a syllable whoever bears it; officers' own ones differ.
 */
static void
test_variants(void)
{
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) clerks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint64 i = 1; i < 200; i++) {
        const FixtureSpelling by_own = {.own = i};
        const FixtureSpelling by_clerk = {.own = i, .clerk = 7};
        GString *a = g_string_new(NULL);
        GString *b = g_string_new(NULL);

        fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, FIXTURE_WHOLE_FAMILY, &by_own, a);
        fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, FIXTURE_WHOLE_FAMILY, &by_clerk, b);
        g_hash_table_add(own, g_string_free(a, FALSE));
        g_hash_table_add(clerks, g_string_free(b, FALSE));
    }
    g_assert_cmpuint(g_hash_table_size(own), ==, 3); /* Sok, Sokh, Sock */
    g_assert_cmpuint(g_hash_table_size(clerks), ==, 1);
}

static void
test_plain_letters(void)
{
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    const FixtureSpelling plain = {.own = 1, .ascii = TRUE};

    for (guint country = 0; country < FIXTURE_N_COUNTRIES; country++)
        for (guint64 i = 0; i < 500; i++) {
            FixtureRandom random = {i};
            FixtureName name = {{0}, 0, 0, 0};
            g_autoptr(GString) out = g_string_new(NULL);

            fixture_naming(country)->compose(lexicon, &random, i % 2 == 0, &name);
            fixture_name_append(lexicon, country, &name, FIXTURE_WHOLE_FAMILY, &plain, out);
            fixture_name_append(lexicon, country, &name, FIXTURE_WHOLE_GIVEN, &plain, out);
            g_assert_cmpuint(out->len, >=, 4);
            g_assert_true(g_str_is_ascii(out->str));
            g_assert_true(g_ascii_isupper(out->str[0]));
        }
}

static void
test_slip(void)
{
    guint n_changed = 0;

    for (guint64 chance = 0; chance < 1000; chance++) {
        g_autoptr(GString) out = g_string_new("Capt. Sophea Chan");

        fixture_slip(out, 6, chance);
        g_assert_true(g_str_has_prefix(out->str, "Capt. S"));
        g_assert_cmpuint(out->len, >=, 16);
        g_assert_cmpuint(out->len, <=, 18);
        n_changed += strcmp(out->str, "Capt. Sophea Chan") != 0 ? 1 : 0;
    }
    g_assert_cmpuint(n_changed, >, 800);
}

static const struct {
    FixtureDateStyle style;
    const gchar *expected;
} date_cases[] = {
    {FIXTURE_DATE_ISO, "2026-06-02"},         {FIXTURE_DATE_DMY, "02/06/2026"},
    {FIXTURE_DATE_DMY_DOTS, "02.06.2026"},    {FIXTURE_DATE_MDY, "06/02/2026"},
    {FIXTURE_DATE_YMD, "2026/6/2"},           {FIXTURE_DATE_MONTH_NAME, "2 June 2026"},
    {FIXTURE_DATE_MONTH_SHORT, "2-Jun-2026"}, {FIXTURE_DATE_MONTH_FRENCH, "2 juin 2026"},
    {FIXTURE_DATE_BUDDHIST, "02/06/2569"},    {FIXTURE_DATE_BUDDHIST_NAME, "2 มิ.ย. 2569"},
};

static void
test_dates(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        fixture_date_append(date_cases[i].style, roll_day_parse(roll_text("2026-06-02")), out);
        g_assert_cmpstr(out->str, ==, date_cases[i].expected);
    }
}

static const struct {
    FixtureEncoding encoding;
    const gchar *text;
    const gchar *expected; /* NULL: refused */
    gsize length;
} encode_cases[] = {
    {FIXTURE_WINDOWS_874, "A กฺ๛", "A \xa1\xda\xfb", 5},
    {FIXTURE_WINDOWS_874, "é", NULL, 0},
    {FIXTURE_WINDOWS_1252, "né œ", "n\xe9 \x9c", 4},
    {FIXTURE_WINDOWS_1252, "ก", NULL, 0},
    {FIXTURE_UTF16, "\xef\xbb\xbfộ", "\xff\xfe\xd9\x1e", 4},
    {FIXTURE_UTF16, "\xf0\x9f\x98\x80", NULL, 0},
};

static void
test_encode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(encode_cases); i++) {
        g_autoptr(GString) text = g_string_new(encode_cases[i].text);
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GError) error = NULL;

        if (!fixture_encode(encode_cases[i].encoding, text, out, &error)) {
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_BUG);
            g_assert_null(encode_cases[i].expected);
            continue;
        }
        g_assert_nonnull(encode_cases[i].expected);
        g_assert_cmpuint(out->len, ==, encode_cases[i].length);
        g_assert_true(memcmp(out->str, encode_cases[i].expected, out->len) == 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(spelling_cases); i++) {
        g_autofree gchar *path = g_strconcat("/fixtures/spelling/", spelling_cases[i].name, NULL);

        g_test_add_data_func(path, &spelling_cases[i], test_spelling);
    }
    g_test_add_func("/fixtures/variants", test_variants);
    g_test_add_func("/fixtures/plain-letters", test_plain_letters);
    g_test_add_func("/fixtures/slip", test_slip);
    g_test_add_func("/fixtures/dates", test_dates);
    g_test_add_func("/fixtures/encode", test_encode);
    return g_test_run();
}
