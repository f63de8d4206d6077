/* explain_blocks: explained officers as data for the page's script, in blocks of some dozen, which
 * it reads when one of them is asked for.  What is said and where bars stand is worked out here;
 * the script puts it in its place.  Their bytes are bounded, so that the page stays one that opens
 * at once. */
#pragma once

#include "stages/report/explained.h"
#include "stages/report/page.h"

/* More of an officer than this is told by number. */
#define EXPLAIN_RECORDS_MAX  8
#define EXPLAIN_SESSIONS_MAX 16

/* Appends the elements with the words and with the blocks to the page's tail. */
void explain_blocks_put(const Page *page, const Explained *explained);
/* "and 3 more lines, …"; "" where all are shown. (transfer full) */
gchar *explain_more_records(const Page *page, guint n_distinct);
gchar *explain_more_sessions(const Page *page, guint n_sessions);
