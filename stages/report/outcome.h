/* outcome: what became of the planned sessions that earlier reports said would collide, counted. */
#pragma once

#include "stages/report/context.h"
#include "stages/report/words.h"

typedef struct {
    gint64 n;           /* announced by earlier reports */
    gint64 n_prevented; /* of these: the collision did not come about */
    gint64 n_held;      /* were held, and collided */
    gint64 n_open;      /* are to come, and collide */
    gint64 n_silent;    /* nobody says whether they were held */
    gint64 n_new;       /* beside these: announced by this report */
} Outcomes;

/* The same as people read them. */
typedef struct {
    Words n;
    Words prevented;
    Words held;
    Words open;
    Words silent;
} OutcomeWords;

/* TRUE for one that this month's report announces itself. */
gboolean outcome_is_new(const ReportContext *context, const ReportRow *row);
Outcomes outcomes_count(const ReportContext *context);
void outcomes_say(const Messages *say, const Outcomes *counts, OutcomeWords *out);
