/* Which law a text names, and whether it was the last word on a day. */
#include "stages/overlap/law.h"

#include "pipeline/lib/error.h"

#define COURSES "[LEG]\nname = Law\n"
#define LAWS                                                                                       \
    "[A-1]\ncountry = AAA\nname = First law of A\nfrom = 2000-01-01\naliases = Law of A\n"         \
    "[A-2]\ncountry = AAA\nname = Second law of A\nfrom = 2010-06-01\nreplaces = A-1\n"            \
    "aliases = Law of A; TIP law\n"                                                                \
    "[A-3]\ncountry = AAA\nname = Second law of A as amended\nfrom = 2020-06-01\namends = A-2\n"   \
    "[B-1]\ncountry = BBB\nname = ច្បាប់\nfrom = 2005-01-01\naliases = TIP law\n"

static OverlapLaws *
make(const gchar *text, GError **error)
{
    g_autoptr(RollCodes) courses = roll_codes_parse("c.ini", COURSES, &roll_codes_courses, NULL);
    RollCodes *rules = roll_codes_parse("l.ini", text, &roll_codes_laws, NULL);

    g_assert_nonnull(rules);
    return overlap_laws_new(rules, courses, error);
}

typedef struct {
    const gchar *basis;
    const gchar *country;
    const gchar *day;
    const gchar *verdict;
    const gchar *taught;
    const gchar *in_force;
} JudgeCase;

static const JudgeCase judge_cases[] = {
    {"First law of A", "", "1999-12-31", "to come", "A-1", ""},
    {"First law of A", "", "2000-01-01", "in force", "A-1", "A-1"},
    {"the FIRST law of A!", "", "2010-05-31", "in force", "A-1", "A-1"},
    {"First law of A", "", "2010-06-01", "replaced", "A-1", "A-2"},
    {"First law of A", "", "2021-01-01", "replaced", "A-1", "A-3"},
    {"Second law of A", "", "2020-05-31", "in force", "A-2", "A-2"},
    {"Second law of A", "", "2020-06-01", "amended", "A-2", "A-3"},
    {"Second law of A as amended", "", "2020-06-01", "in force", "A-3", "A-3"},
    {"First law of A, since 2010 second law of A", "", "2015-01-01", "in force", "A-2", "A-2"},
    {"Law of A", "AAA", "2015-01-01", "unclear", "", ""},
    {"Law of A (second law of A)", "AAA", "2015-01-01", "in force", "A-2", "A-2"},
    {"TIP law", "", "2015-01-01", "unclear", "", ""},
    {"TIP law", "AAA", "2021-01-01", "amended", "A-2", "A-3"},
    {"TIP law", "BBB", "2021-01-01", "in force", "B-1", "B-1"},
    {"TIP law", "CCC", "2021-01-01", "unknown", "", ""},
    {"តាមច្បាប់ថ្មី", "", "2021-01-01", "in force", "B-1", "B-1"},
    {"ច្បាប់; First law of A", "", "2021-01-01", "replaced", "A-1", "A-3"},
    {"First lawyer of A", "", "2021-01-01", "unknown", "", ""},
    {"", "", "2021-01-01", "unknown", "", ""},
};

static const gchar *
id_of(const RollCode *law)
{
    return law != NULL ? roll_code_id(law) : "";
}

static void
test_judge(void)
{
    g_autoptr(OverlapLaws) laws = make(LAWS, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(judge_cases); i++) {
        const JudgeCase *c = &judge_cases[i];
        OverlapLegalBasis basis =
            overlap_laws_judge(laws, c->basis, c->country, roll_day_parse(roll_text(c->day)));

        g_test_message("%s, %s", c->basis, c->day);
        g_assert_cmpstr(overlap_legal_name(basis.verdict), ==, c->verdict);
        g_assert_cmpstr(id_of(basis.taught), ==, c->taught);
        g_assert_cmpstr(id_of(basis.in_force), ==, c->in_force);
        g_assert_true(overlap_legal_is_outdated(&basis) ==
                      (g_str_equal(c->verdict, "replaced") || g_str_equal(c->verdict, "amended")));
    }
}

static void
test_last_day(void)
{
    g_autoptr(OverlapLaws) laws = make(LAWS, NULL);
    RollDay day = roll_day_parse(roll_text("2015-01-01"));
    OverlapLegalBasis first = overlap_laws_judge(laws, "First law of A", "", day);
    OverlapLegalBasis other = overlap_laws_judge(laws, "ច្បាប់", "", day);

    g_assert_cmpint(overlap_laws_last_day(laws, first.taught), ==,
                    roll_day_parse(roll_text("2010-05-31")));
    g_assert_cmpint(overlap_laws_last_day(laws, other.taught), ==, 0);
}

static const struct {
    const gchar *text;
    const gchar *fault;
} fault_cases[] = {
    {"[A]\ncountry = AAA\nfrom = 2000-01-01\n[B]\ncountry = AAA\nfrom = 2000-01-01\nreplaces = A\n",
     "l.ini:4: [B] replaces: \"A\" is in force no earlier"},
    {"[A]\ncountry = AAA\nfrom = 2000-01-01\n[B]\ncountry = BBB\nfrom = 2001-01-01\namends = A\n",
     "l.ini:4: [B] amends: \"A\" is a law of another country"},
    {"[A]\ncountry = AAA\nfrom = 2000-01-01\ntopics = LAW\n",
     "l.ini:1: [A] topics: \"LAW\" is no topic"},
};

static void
test_faults(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(fault_cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OverlapLaws) laws = make(fault_cases[i].text, &error);

        g_test_message("%s", error != NULL ? error->message : "no error");
        g_assert_null(laws);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, fault_cases[i].fault));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/overlap/law/judge", test_judge);
    g_test_add_func("/overlap/law/last-day", test_last_day);
    g_test_add_func("/overlap/law/faults", test_faults);
    return g_test_run();
}
