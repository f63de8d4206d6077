/* already: what the people on the list of a planned session have had of it before. */
#pragma once

#include "stages/overlap/view.h"

typedef struct {
    guint32 n_listed;
    guint32 n_already; /* had one of its topics, still valid on its start date */
    guint32 n_topic;   /* of these, those who had the topic most of them had */
    guint32 topic;     /* that topic; OVERLAP_NONE: the plan has none */
    guint32 best;      /* the event held that most of them come from; OVERLAP_NONE: nobody does */
    GString *from;     /* given by the caller: "HBF (11);LBR (1)", most people first */
} OverlapAlready;

typedef struct OverlapCounter OverlapCounter;

OverlapCounter *overlap_counter_new(const OverlapView *view);
/* Fills *@already, of which only @from is set, for the plan at @place. */
void overlap_already_count(OverlapCounter *counter, guint32 place, OverlapAlready *already);
void overlap_counter_free(OverlapCounter *counter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapCounter, overlap_counter_free)
