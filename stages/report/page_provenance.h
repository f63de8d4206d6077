/* page_provenance: what the report was made from, and how to make it again. */
#pragma once

#include "stages/report/page.h"

void page_provenance(Page *page);
