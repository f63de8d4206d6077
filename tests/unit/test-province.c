#include "pipeline/lib/province.h"

#define PLACES                                                                                     \
    "[*]\ncountry = VNM\nlevel = 1\n"                                                              \
    "[OLD]\nmerged = 2010-07-01\ninto = MID\n"                                                     \
    "[MID]\nmerged = 2025-07-01\ninto = NEW\n"                                                     \
    "[NEW]\nmerged = 2025-07-01\n"                                                                 \
    "[TORN]\nmerged = 2020-01-01\ninto = MID; NEW\n"                                               \
    "[SPLIT]\n"                                                                                    \
    "[CHILD]\nfrom = 2011-03-23\nbefore = SPLIT\n"                                                 \
    "[UNDATED]\ninto = NEW\n"                                                                      \
    "[ROUND]\nmerged = 2020-01-01\ninto = TRIP\n"                                                  \
    "[TRIP]\nmerged = 2020-01-01\ninto = ROUND\n"

typedef struct {
    const gchar *name;
    const gchar *code;
    const gchar *day;
    const gchar *province;
} DayCase;

static const DayCase day_cases[] = {
    {"the day before its merger", "MID", "2025-06-30", "MID"},
    {"the day of its merger", "MID", "2025-07-01", "NEW"},
    {"merged, and that again", "OLD", "2025-07-01", "NEW"},
    {"merged, and that not yet again", "OLD", "2025-06-30", "MID"},
    {"others were merged into it", "NEW", "2026-01-01", "NEW"},
    {"parted among several", "TORN", "2026-01-01", "TORN"},
    {"one was made out of it", "SPLIT", "2026-01-01", "SPLIT"},
    {"before it was made", "CHILD", "2010-01-01", "CHILD"},
    {"merged on no day", "UNDATED", "2026-01-01", "UNDATED"},
    {"in a circle", "ROUND", "2026-01-01", "TRIP"},
    {"on no day", "MID", "", "MID"},
    {"that the rules do not know", "KH99", "2026-01-01", "KH99"},
    {"none", "", "2026-01-01", ""},
};

static void
test_day(gconstpointer data)
{
    const DayCase *c = data;
    g_autoptr(RollCodes) places = roll_codes_parse("p.ini", PLACES, &roll_codes_places, NULL);
    const gchar *province =
        roll_province_of_day(places, c->code, roll_day_parse(roll_text(c->day)));

    g_assert_cmpstr(province, ==, c->province);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(day_cases); i++) {
        g_autofree gchar *path = g_strconcat("/province/", day_cases[i].name, NULL);

        g_test_add_data_func(path, &day_cases[i], test_day);
    }
    return g_test_run();
}
