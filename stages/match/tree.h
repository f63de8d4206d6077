/* tree: which field depends on which, and by how much. */
#pragma once

#include <glib.h>

#include "stages/match/model.h"

/* A table of levels against levels. */
typedef struct {
    gdouble at[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX];
    gdouble sum;
} MatchJoint;

/* How often the levels of @x and @y come together, each pattern counted @counts[pattern] times. */
MatchJoint match_joint(const MatchPatterns *patterns, const gdouble *counts, guint x, guint y);

/* Chooses the tree of largest mutual information over random pairs, each pattern counted
 * @counts[pattern] times, and sets parent and lift_u.  @hidden: how many undetected matches the
 * counts may hold; what these could explain is no dependence. */
void match_tree_plant(MatchModel *model, const MatchPatterns *patterns, const gdouble *counts,
                      gdouble hidden);
/* Sets lift_m from pairs counted by how surely they match. */
void match_tree_lift_m(MatchModel *model, const MatchPatterns *patterns, const gdouble *counts);
