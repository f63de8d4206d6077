/* page_rows: figures that lead to the rows they are made of: a table beside the page, and what its
 * columns say in these rows. */
#pragma once

#include "stages/report/page.h"

/* Puts @text, a figure, onto the body as a link to the rows of @table in which the columns that
 * follow have the values that follow them, column and value in turn, NULL at the end; "a|b" is
 * either of two columns.  @how tells how it is made of them, so that a test can make it again:
 * "count", "count:officer" (different ones), "sum:n_people"; "" where that is told in words.
 * Outside the coordinator's page, whose tables are others, it is the text alone. */
void page_rows(const Page *page, const gchar *text, const gchar *table, const gchar *how,
               ...) G_GNUC_NULL_TERMINATED;
