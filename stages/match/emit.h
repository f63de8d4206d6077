/* emit: what match says of the records, as tables of its output; match.h tells their columns. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/match/groups.h"
#include "stages/match/pairs.h"
#include "stages/match/wanted.h"

/* Bits from which two identities may come to lie in one cluster. */
#define MATCH_LINK (-2.0)

typedef struct {
    RollRun *run;
    const MatchModel *model;
    MatchWanted *wanted; /* NULL: no pairs are */
    guint identities;    /* places of the output tables */
    guint comparisons;
    guint pairs;
} MatchEmit;

/* @keep: of which records, one a record; NULL: of all. */
gboolean match_emit_identities(const MatchEmit *emit, const guint8 *keep,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean match_emit_comparisons(const MatchEmit *emit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of @pairs within one of @groups and what completes them (complete.h), or all of @pairs
 * where @groups is NULL; and those that are wanted.  @pairs then holds what was emitted. */
gboolean match_emit_pairs(const MatchEmit *emit, MatchPairs *pairs, const MatchGroups *groups,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
