/* page_topics: who teaches what: topics by organisations. */
#pragma once

#include "stages/report/page.h"

void page_topics(Page *page);
