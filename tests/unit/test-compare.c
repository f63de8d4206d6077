#include "stages/match/compare.h"
#include "stages/match/distance.h"
#include "stages/match/pattern.h"
#include "stages/match/word_weight.h"

#include <string.h>

typedef struct {
    const gchar *a;
    const gchar *b;
    guint limit;
    guint expected;
} OsaCase;

static const OsaCase osa_cases[] = {
    {"", "", 2, 0},
    {"sok", "sok", 2, 0},
    {"sok", "sokh", 2, 1},
    {"chan", "cahn", 2, 1}, /* neighbours exchanged */
    {"vuthy", "vuthea", 2, 2},
    {"vuthy", "wutea", 2, 3}, /* over the limit is limit + 1 */
    {"a", "abcdef", 2, 3},
    {"phalla", "sophal", 3, 4},
};

static void
test_osa(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(osa_cases); i++) {
        const OsaCase *c = &osa_cases[i];

        g_test_message("%s %s", c->a, c->b);
        g_assert_cmpuint(match_osa(roll_text(c->a), roll_text(c->b), c->limit), ==, c->expected);
        g_assert_cmpuint(match_osa(roll_text(c->b), roll_text(c->a), c->limit), ==, c->expected);
    }
}

/* Winkler's own examples (1990), to three digits. */
static void
test_jaro_winkler(void)
{
    g_assert_cmpfloat_with_epsilon(match_jaro_winkler(roll_text("martha"), roll_text("marhta")),
                                   .961, .001);
    g_assert_cmpfloat_with_epsilon(match_jaro_winkler(roll_text("dwayne"), roll_text("duane")),
                                   .840, .001);
    g_assert_cmpfloat_with_epsilon(match_jaro_winkler(roll_text("dixon"), roll_text("dicksonx")),
                                   .813, .001);
    g_assert_cmpfloat(match_jaro_winkler(roll_text("abc"), roll_text("xyz")), ==, 0);
    g_assert_cmpfloat(match_jaro_winkler(roll_text(""), roll_text("xyz")), ==, 0);
}

/* Two values as "text" or "text=key". */
typedef struct {
    MatchKind kind;
    guint expected;
    const gchar *a;
    const gchar *b;
} CompareCase;

static const CompareCase compare_cases[] = {
    {MATCH_FAMILY, MATCH_NAME_EQUAL, "sok", "sok"},
    {MATCH_GIVEN, MATCH_NAME_EQUAL, "chan thou", "chanthou"},
    {MATCH_GIVEN, MATCH_NAME_KEY, "vuthy=vuti", "wuthi=vuti"},
    {MATCH_GIVEN, MATCH_NAME_CLOSE, "sophea", "sophia"},
    {MATCH_GIVEN, MATCH_NAME_CLOSE, "sophea", "sopheap"},
    {MATCH_GIVEN, MATCH_NAME_PARTIAL, "d", "dara"},
    {MATCH_GIVEN, MATCH_NAME_PARTIAL, "chan dara", "dara"},
    {MATCH_GIVEN, MATCH_NAME_CLOSE, "somchai", "somchay"},
    {MATCH_GIVEN, MATCH_NAME_SIMILAR, "sovannarith", "sovannaret"},
    {MATCH_GIVEN, MATCH_NAME_SIMILAR, "som", "smo"},
    {MATCH_GIVEN, MATCH_NAME_SIMILAR, "li", "lim"},
    {MATCH_GIVEN, MATCH_NAME_DIFFERENT, "li", "ly"},
    {MATCH_GIVEN, MATCH_NAME_DIFFERENT, "dara", "vuthy"},
    {MATCH_GIVEN, MATCH_LEVEL_MISSING, "", "vuthy"},
    {MATCH_BAG, 0, "aung zaw myo", "aung zaw myo"},
    {MATCH_BAG, 2, "aung zaw myo", "zaw myo aung"}, /* two people, perhaps: never level 0 */
    {MATCH_BAG, 1, "aung zaw min", "aung zaw myin"},
    {MATCH_BAG, 1, "htun=tun aye", "tun aye"},
    {MATCH_BAG, 2, "khin maung win", "khin win"},
    {MATCH_BAG, 5, "khin maung", "aung myo"},
    {MATCH_BAG, 2, "chea phal thy", "phalthy chea"}, /* joined, and in other order */
    {MATCH_BAG, 2, "chia pal ti=cia pal ti", "palty cia=palti cia"}, /* joined by their keys */
    {MATCH_DATE, 0, "1974-03-05", "1974-03-05"},
    {MATCH_DATE, 1, "1974-03-05", "1974-05-03"},
    {MATCH_DATE, 1, "1974-03-05", "1975-03-05"},
    {MATCH_DATE, 2, "1974-03-05", "1974-03-27"},
    {MATCH_DATE, 3, "1974-03-05", "1974-11-27"},
    {MATCH_DATE, 3, "1974-03-05", "1994-03-06"},
    {MATCH_DATE, 3, "1974", "1974-11-27"},
    {MATCH_DATE, 4, "1974-03-05", "1961-11-27"},
    {MATCH_BIRTH, 0, "1973/1974", "1974"},
    {MATCH_BIRTH, 1, "1973/1974", "1975"},
    {MATCH_BIRTH, 3, "1973/1974", "1970"},
    {MATCH_IDENTIFIER, 0, "A123456", "A123456"},
    {MATCH_IDENTIFIER, 1, "A123456", "A123465"},
    {MATCH_IDENTIFIER, 3, "123", "124"}, /* too short to be close */
    {MATCH_SEX, 1, "f", "m"},
    {MATCH_CATEGORY, 1, "prey nob", "prey nub"},
    {MATCH_CATEGORY, 2, "police post 3", "police office"},
    {MATCH_CATEGORY, 3, "pailin", "kampot"},
};

static guint
intern(MatchValues *values, const gchar *described)
{
    g_auto(GStrv) parts = g_strsplit(described, "=", 2);

    return match_values_intern(values, roll_text(parts[0] != NULL ? parts[0] : ""),
                               parts[0] != NULL ? roll_text(parts[1]) : ROLL_TEXT_EMPTY);
}

static void
test_compare(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(compare_cases); i++) {
        const CompareCase *c = &compare_cases[i];
        g_autoptr(MatchValues) values = match_values_new(c->kind);
        guint a = intern(values, c->a);
        guint b = intern(values, c->b);

        g_test_message("%s %s", c->a, c->b);
        g_assert_cmpuint(
            match_compare(c->kind, match_values_at(values, a), match_values_at(values, b)), ==,
            c->expected);
        g_assert_cmpuint(
            match_compare(c->kind, match_values_at(values, b), match_values_at(values, a)), ==,
            c->expected);
    }
}

static void
test_levels_are_sound(void)
{
    for (guint kind = 0; kind < MATCH_N_KINDS; kind++) {
        const MatchLevels *levels = match_levels((MatchKind)kind);
        gdouble sum = 0;

        for (guint level = 0; level < levels->n_levels; level++) {
            g_assert_nonnull(levels->names[level]);
            sum += levels->prior_m[level];
        }
        g_assert_cmpfloat_with_epsilon(sum, 1, 1e-9);
    }
}

/* A level is remembered for two values, so it must not hang on which of them was met first. */
static void
test_either_order(void)
{
    static const gchar *const texts[] = {"police police unit", "unit of borders",
                                         "border police unit"};
    g_autoptr(MatchIdentities) identities = match_identities_new();
    MatchValues *values = NULL;
    gboolean is_asymmetric = FALSE;

    match_identities_add_field(identities, "unit", MATCH_TEXT);
    values = match_field(identities, 0)->values;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        guint32 row[] = {match_values_intern(values, roll_text(texts[i]), ROLL_TEXT_EMPTY)};

        match_identities_intern(identities, row, 0);
    }
    match_values_weigh_words(values);
    for (guint a = 0; a < G_N_ELEMENTS(texts); a++)
        for (guint b = 0; b < G_N_ELEMENTS(texts); b++) {
            const MatchValue *x = match_values_at(values, a + 1);
            const MatchValue *y = match_values_at(values, b + 1);

            g_assert_cmpuint(match_pattern_of(identities, a, b, NULL).level[0], ==,
                             match_pattern_of(identities, b, a, NULL).level[0]);
            is_asymmetric =
                is_asymmetric || match_compare(MATCH_TEXT, x, y) != match_compare(MATCH_TEXT, y, x);
        }
    g_assert_true(is_asymmetric); /* or this test says nothing */
}

/* Branches of one organisation are two; words count whatever their order, and for a letter. */
static void
test_texts(void)
{
    static const gchar *const texts[] = {
        "river house association robin james", "river house association emily jenkins",
        "river house association irma ruiz",   "oak park bright futur",
        "bright future learning oak park",
    };
    g_autoptr(MatchValues) values = match_values_new(MATCH_TEXT);

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        match_values_intern(values, roll_text(texts[i]), ROLL_TEXT_EMPTY);
    match_values_weigh_words(values);
    g_assert_cmpuint(
        match_compare(MATCH_TEXT, match_values_at(values, 1), match_values_at(values, 2)), ==,
        MATCH_TEXT_DIFFERENT);
    g_assert_cmpuint(
        match_compare(MATCH_TEXT, match_values_at(values, 4), match_values_at(values, 5)), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/match/osa", test_osa);
    g_test_add_func("/match/jaro-winkler", test_jaro_winkler);
    g_test_add_func("/match/compare", test_compare);
    g_test_add_func("/match/texts", test_texts);
    g_test_add_func("/match/levels-are-sound", test_levels_are_sound);
    g_test_add_func("/match/either-order", test_either_order);
    return g_test_run();
}
