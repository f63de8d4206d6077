/* map_key: what stands beside the map: for each mode its legend, which counts, and its ranking. */
#pragma once

#include "stages/report/map.h"

/* @provinces: as map_provinces() gives them. */
void map_key_put(Page *page, const GArray *provinces);
/* The legend of a mode, which counts the provinces of each bin. */
void map_key_legend(const Page *page, const GArray *provinces, const MapModeText *modes,
                    MapMode mode);
/* The name of a province as a cell: a link to its own view, its country, its local name. */
void map_key_name(const Page *page, const gchar *code);
