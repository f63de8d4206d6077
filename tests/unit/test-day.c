/* Dates as day numbers, held against GDate. */
#include <glib.h>

#include "pipeline/lib/day.h"

typedef struct {
    const gchar *text;
    gboolean sound;
} ParseCase;

static const ParseCase parse_cases[] = {
    {"2009-06-12", TRUE},  {"2000-02-29", TRUE},  {"2009-02-29", FALSE}, {"1900-02-29", FALSE},
    {"2009-13-01", FALSE}, {"2009-00-01", FALSE}, {"2009-06-31", FALSE}, {"2009-06-00", FALSE},
    {"2009", FALSE},       {"2009-06", FALSE},    {"", FALSE},           {"0000-01-01", FALSE},
    {"2009-6-12", FALSE},  {"2009/06/12", FALSE}, {"2009-06-1x", FALSE}, {"9999-12-31", TRUE},
};

static void
test_parse(gconstpointer data)
{
    const ParseCase *c = data;
    RollDay day = roll_day_parse(roll_text(c->text));
    gchar text[ROLL_DAY_MAX];

    g_assert_cmpint(day != 0, ==, c->sound);
    roll_day_format(day, text);
    g_assert_cmpstr(text, ==, c->sound ? c->text : "");
}

static void
test_against_gdate(void)
{
    for (RollDay day = 1; day < 3652059; day += 97) {
        RollCalendarDay date = roll_day_split(day);
        GDate other;

        g_date_clear(&other, 1);
        g_date_set_julian(&other, (guint32)day);
        g_assert_cmpint(date.year, ==, g_date_get_year(&other));
        g_assert_cmpint(date.month, ==, (gint)g_date_get_month(&other));
        g_assert_cmpint(date.day, ==, g_date_get_day(&other));
        g_assert_cmpint(roll_day_join(date), ==, day);
        g_assert_cmpint(day - roll_day_week_start(day) + 1, ==, (gint)g_date_get_weekday(&other));
    }
}

typedef struct {
    const gchar *from;
    gint months;
    const gchar *to;
} MonthCase;

static const MonthCase month_cases[] = {
    {"2007-06-12", 24, "2009-06-12"},
    {"2009-01-31", 1, "2009-02-28"},
    {"2008-02-29", 12, "2009-02-28"},
    {"2009-12-31", 2, "2010-02-28"},
    {"2009-01-15", -1, "2008-12-15"},
    {"0001-01-15", -1, ""},
    {"", 24, ""},
    {"2009-06-12", 0, "2009-06-12"},
};

static void
test_add_months(gconstpointer data)
{
    const MonthCase *c = data;
    gchar text[ROLL_DAY_MAX];

    roll_day_format(roll_day_add_months(roll_day_parse(roll_text(c->from)), c->months), text);
    g_assert_cmpstr(text, ==, c->to);
}

static RollDay
day(const gchar *text)
{
    return roll_day_parse(roll_text(text));
}

static void
test_between(void)
{
    g_assert_cmpint(roll_day_months_between(day("2009-01-15"), day("2009-02-14")), ==, 0);
    g_assert_cmpint(roll_day_months_between(day("2009-01-15"), day("2009-02-15")), ==, 1);
    g_assert_cmpint(roll_day_months_between(day("2009-01-31"), day("2009-02-28")), ==, 1);
    g_assert_cmpint(roll_day_months_between(day("2007-12-01"), day("2009-01-01")), ==, 13);
    g_assert_cmpint(roll_day_parse_month(roll_text("2009-02")), ==, day("2009-02-28"));
    g_assert_cmpint(roll_day_parse_month(roll_text("2009-13")), ==, 0);
    g_assert_cmpint(roll_day_parse_month(roll_text("2009-1")), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(parse_cases); i++) {
        g_autofree gchar *path = g_strdup_printf("/day/parse/%u %s", (guint)i, parse_cases[i].text);

        g_strdelimit(path + 5 + 6, "/", '|');
        g_test_add_data_func(path, &parse_cases[i], test_parse);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(month_cases); i++) {
        g_autofree gchar *path =
            g_strdup_printf("/day/months/%s %d", month_cases[i].from, month_cases[i].months);

        g_test_add_data_func(path, &month_cases[i], test_add_months);
    }
    g_test_add_func("/day/as GDate counts", test_against_gdate);
    g_test_add_func("/day/between", test_between);
    return g_test_run();
}
