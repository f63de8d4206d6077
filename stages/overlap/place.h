/* place: provinces and their units: how many serve there, and how many of these are trained
 * (coverage.h counts them). */
#pragma once

#include <glib.h>

#include "pipeline/lib/day.h"

typedef enum { OVERLAP_NO_ROLL, OVERLAP_STRENGTH, OVERLAP_NAMED } OverlapBasis;

/* A province, or a unit of one. */
typedef struct {
    guint32 adm1; /* text: P-code */
    guint32 unit; /* text; 0: the province */
    OverlapBasis basis;
    gdouble establishment;
    guint32 n_trained; /* officers who serve here and attended anything */
    guint32 n_on_roll; /* of these, those whom the roll names */
    guint32 n_twice;   /* of the trained, those taught a topic again inside its validity */
    guint32 n_women;   /* of the trained */
    guint32 n_events;  /* held here; of provinces only */
    guint32 n_planned; /* to be held here; of provinces only */
    RollDay last; /* start of the latest event here, or of one that somebody of here attended */
} OverlapPlace;

typedef struct {
    GArray *places;      /* of OverlapPlace: by code; a province, then its units */
    GHashTable *numbers; /* province, by text, to its place + 1 */
    guint32 n_topics;
    guint32 *n_topic;         /* trained, by place and topic */
    guint32 *n_topic_on_roll; /* of these, those whom the roll names */
    RollDay *last_topic;      /* start of the latest event with it that somebody of here attended */
} OverlapCoverage;

void overlap_coverage_free(OverlapCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapCoverage, overlap_coverage_free)

static inline OverlapPlace *
overlap_place(const OverlapCoverage *coverage, guint32 place)
{
    return &g_array_index(coverage->places, OverlapPlace, place);
}
