/* swimlane: sessions held and planned of three months back and three ahead, a row a province: grey
 * what was held, outlined what is planned, filled what collides; a bracket joins those that collide
 * with each other. */
#pragma once

#include "stages/report/page.h"

typedef struct {
    const gchar *place; /* P-code; texts are the caller's, and outlive the picture */
    const gchar *org;
    const gchar *topics; /* codes, ";" between: the first is shown */
    RollDay start;
    RollDay end;
    gboolean is_planned;
    gboolean collides;
    guint group; /* of one that collides: those of one number belong together */
} SwimBar;

typedef struct Swimlanes Swimlanes;

/* @with_held: provinces in which nothing is planned have a row, too. */
Swimlanes *swimlanes_new(Page *page, gboolean with_held);
/* Bars come by their first day.  FALSE for one that lies outside the picture: it is passed over. */
gboolean swimlanes_add(Swimlanes *self, const SwimBar *bar);
/* Draws them onto the page, and says how many it left out. */
void swimlanes_put(Swimlanes *self);
/* What the colours are. */
void swimlanes_key(const Page *page);
void swimlanes_free(Swimlanes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Swimlanes, swimlanes_free)
