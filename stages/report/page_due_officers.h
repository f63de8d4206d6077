/* page_due_officers: officers who are due, each with a line of time. */
#pragma once

#include "stages/report/page.h"

void page_due_officers(Page *page);
