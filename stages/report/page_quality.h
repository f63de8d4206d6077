/* page_quality: what to tell each organisation about its files. */
#pragma once

#include "stages/report/page.h"

void page_quality(Page *page);

/* Parts of it.  A partner sees its own rows only: of a table with a column "org". */
gboolean page_quality_is_shown(const Page *page, const ReportRow *row);
/* Cells: what was refused, and what had no place, no topic, no date. */
void page_quality_lost(const Page *page, const ReportRow *row);
/* A cell: the most frequent of "extra-label:3;blank-row:1". */
void page_quality_say(const Page *page, const gchar *findings);
