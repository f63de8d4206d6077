/* rank: how likely two identities that meet in blocks are one person, told at a glance.
 *
 * A weight after Fellegi and Sunter by what the numbers of their values tell: equal or not, or the
 * level where it is remembered (match_values_remember).  No value is looked at, so this costs a
 * tenth of comparing; who shares many keys without being like the other is found out here. */
#pragma once

#include <glib.h>

#include "stages/match/model.h"

/* The weights of all fields, and the identity at hand; one thread's own. */
typedef struct MatchRank MatchRank;

/* @model: with u and shares, before any training; must outlive what is returned. */
MatchRank *match_rank_new(const MatchModel *model);
/* From now on others are ranked against @identity. */
void match_rank_begin(MatchRank *rank, guint identity);
/* Bits, without the prior. */
gfloat match_rank_of(const MatchRank *rank, guint other);
/* Asks for the memory that ranking @other reads. */
void match_rank_fetch(const MatchRank *rank, guint other);
void match_rank_free(MatchRank *rank);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchRank, match_rank_free)
