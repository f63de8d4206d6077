/* due: training whose validity has ended, or will within three months, and what could refresh it.
 *
 * A plan can serve an officer in a topic that it teaches when it is still to come and he is on its
 * list, or else when it is held in the province where he serves. */
#pragma once

#include "stages/overlap/attendance.h"

#define OVERLAP_DUE_MONTHS 3 /* due dates up to so long after the report's date are told */

typedef struct OverlapView OverlapView; /* view.h */

/* An officer, a topic. */
typedef struct {
    guint32 officer;
    guint32 topic;
    guint32 event;       /* the latest that taught him the topic */
    RollDay day;         /* the last on which that holds */
    guint32 plan;        /* the first that can serve; OVERLAP_NONE: none */
    gboolean is_invited; /* he is on its list */
} OverlapDue;

typedef struct {
    GArray *dues;        /* of OverlapDue: by officer, then code of the topic */
    GHashTable *by_adm1; /* text of the province where they serve, to GArray of guint32: places in
                            @dues */
} OverlapDues;

OverlapDues *overlap_dues_new(const OverlapView *view);
void overlap_dues_free(OverlapDues *dues);
/* How many officers of the province of @plan are due in one of its topics. */
guint32 overlap_dues_count(const OverlapView *view, guint32 plan);
