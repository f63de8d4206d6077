/* groups: identities that links above a weight hold together, however long the chain. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

typedef struct MatchGroups MatchGroups;

/* Of @n identities: joins the two sides of every pair whose weight, as match_pairs_weigh() left it,
 * is at least @bits. */
MatchGroups *match_groups_new(guint n, const MatchPairs *pairs, gdouble bits);
/* The group of an identity: the smallest number in it. */
guint32 match_groups_of(const MatchGroups *groups, guint32 identity);
/* Leaves in @pairs those within one group, in their order. */
void match_groups_keep(const MatchGroups *groups, MatchPairs *pairs);
void match_groups_free(MatchGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchGroups, match_groups_free)
