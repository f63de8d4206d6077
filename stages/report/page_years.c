#include "stages/report/page_years.h"

#include "stages/report/svg.h"

#define MONTHS_OF_NOW 4 /* in which its word would cover a year */

gdouble
page_years_x(const PageYears *years, RollDay day)
{
    gdouble share = (gdouble)(day - years->from) / (years->to - years->from);

    return years->edge + (PAGE_YEARS_WIDTH - 2 * years->edge) * CLAMP(share, 0, 1);
}

void
page_years_draw(const Page *page, const PageYears *years, const gchar *now)
{
    GString *out = page->body;
    RollDay today = page->context->as_of;
    RollCalendarDay year = roll_day_split(years->from);

    svg_open(out, PAGE_YEARS_WIDTH, 16, NULL);
    for (year.year++, year.month = 1, year.day = 1;
         roll_day_join(year) < roll_day_add_months(today, -MONTHS_OF_NOW); year.year++) {
        g_autofree gchar *text = g_strdup_printf("%d", year.year);

        svg_text(out, "", page_years_x(years, roll_day_join(year)), 12, "middle", text);
    }
    svg_text(out, "", page_years_x(years, today), 12, "middle", page_word(page, now));
    svg_close(out);
}
