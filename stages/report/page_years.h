/* page_years: the time that each row of a table of officers shows as a line, and its years in the
 * table's head. */
#pragma once

#include "stages/report/page.h"

#define PAGE_YEARS_WIDTH 236.0

typedef struct {
    RollDay from;
    RollDay to;
    gdouble edge; /* kept free at both ends for what stands there */
} PageYears;

/* Where @day stands in a line of that width; one outside stands at the end. */
gdouble page_years_x(const PageYears *years, RollDay day);
/* The years that begin in it, and the word for now: @now is a message. */
void page_years_draw(const Page *page, const PageYears *years, const gchar *now);
