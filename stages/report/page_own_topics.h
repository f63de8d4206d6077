/* page_own_topics: on a partner's page, the topics that it teaches, and how many others teach each.
 */
#pragma once

#include "stages/report/page.h"
#include "stages/report/table.h"

/* @own: the package's tables.  Of the others their number alone is known. */
void page_own_topics(Page *page, const ReportTables *own);
