/* page_plans: the planned sessions as a list, each with what it collides with. */
#pragma once

#include "stages/report/clash.h"
#include "stages/report/page.h"

/* Whether the row of the table "calendar" is a plan for a day to come. */
gboolean page_plans_is_ahead(const Page *page, const ReportRow *session);
/* The list, which opens; @n_plans: how many there are. */
void page_plans(Page *page, const Clashes *clashes, guint n_plans);
