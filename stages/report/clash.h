/* clash: planned sessions that collide, gathered into cases: those that collide with each other are
 * one. */
#pragma once

#include "stages/report/context.h"

typedef struct {
    ReportRow row;    /* one of its rows in planned_collisions */
    guint case_place; /* its case: place of the case's first plan */
} ClashPlan;

typedef struct {
    GArray *plans;      /* of ClashPlan: by start date, then session number; once each */
    GHashTable *places; /* session number to place + 1 */
} Clashes;

Clashes *clashes_new(const ReportContext *context);
guint clashes_n_cases(const Clashes *clashes);
/* The places of the plans of the case @first is the first of (transfer full; GArray of guint). */
GArray *clashes_case(const Clashes *clashes, guint first);
/* TRUE when the session of that number collides. */
gboolean clashes_has(const Clashes *clashes, const gchar *session);
/* The first of each case: by start date, then people already trained, most first, then number
 * (transfer full; GArray of guint). */
GArray *clashes_ranked(const Clashes *clashes);
void clashes_free(Clashes *clashes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clashes, clashes_free)

static inline const ClashPlan *
clash_plan(const Clashes *clashes, guint place)
{
    return &g_array_index(clashes->plans, ClashPlan, place);
}
