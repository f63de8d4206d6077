/* corridor: pairs of provinces that a border crossing joins, as rules/corridors/ has them.
 *
 * An end is one province of the day of the report.  What was merged into it counts with it, and so
 * do the parts that it is made of: lists that say "Shan" and lists that say "Shan (East)" meet. */
#pragma once

#include "pipeline/lib/codes.h"
#include "pipeline/lib/layers.h"

#define OVERLAP_ENDS 2

typedef struct {
    RollCodes *rules;  /* owned, as the next */
    RollCodes *places; /* countries and provinces */
} OverlapCorridors;

/* @courses knows the topics that a corridor may name.  Errors: ROLL_ERROR_CONFIG (no two provinces
 * of two countries, or a topic that there is not). */
OverlapCorridors *overlap_corridors_load(const RollLayers *layers, const RollCodes *courses,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void overlap_corridors_free(OverlapCorridors *corridors);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapCorridors, overlap_corridors_free)

/* The province that an end of a corridor is on @day. */
const gchar *overlap_corridor_end(const OverlapCorridors *corridors, const RollCode *corridor,
                                  guint end, RollDay day);
/* Whether what is told of @province is of the end @code, both P-codes of one day. */
gboolean overlap_corridor_takes(const OverlapCorridors *corridors, const gchar *code,
                                const gchar *province);
/* Code of the country of a province; "" where the rules do not know it. */
const gchar *overlap_corridor_country(const OverlapCorridors *corridors, const gchar *province);
