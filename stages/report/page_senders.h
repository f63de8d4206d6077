/* page_senders: what each organisation sent in the last twelve months, as squares, and how much of
 * this month's was of use; a partner's page has its own line. */
#pragma once

#include "stages/report/page.h"

/* Nothing where no organisation is expected to send. */
void page_senders(const Page *page);
