/* page_own_map: the view of the provinces on a partner's page: its own sessions, its own lines of
 * people who were taught a topic twice, its own gaps, from what the package holds and nothing else.
 */
#pragma once

#include "stages/report/page.h"

void page_own_map(Page *page, const ReportTables *own);
