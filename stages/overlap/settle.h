/* settle: works out the view, once all records are known. */
#pragma once

#include "stages/overlap/view.h"

/* After the last record, with @jobs threads.  @as_of 0: the end of the month in which the last
 * session held ends. */
void overlap_view_settle(OverlapView *view, RollDay as_of, guint jobs);
