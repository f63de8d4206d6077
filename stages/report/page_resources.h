/* page_resources: trained officers beside their equipment, by province. */
#pragma once

#include "stages/report/page.h"

void page_resources(Page *page);
