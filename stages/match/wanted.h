/* wanted: pairs of records that somebody asks for, whether they are candidates or not: for
 * explaining why two records are no officer, and for holding what people have decided against the
 * evidence. */
#pragma once

#include <glib.h>

#include "pipeline/lib/decided.h"

typedef struct MatchWanted MatchWanted;

MatchWanted *match_wanted_new(void); /* none */
/* @pairs: "12:57", records counted from 1; NULL: none.  @of_record: the identity of each record.
 * Errors: ROLL_ERROR_USAGE (no such pair; a record that takes no part). */
gboolean match_wanted_add_pairs(MatchWanted *wanted, const gchar *const *pairs,
                                const GArray *of_record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of @decisions (of RollDecision) that are "same" or "different" and whose records are both
 * there, take part, and do not say the same. */
void match_wanted_add_decided(MatchWanted *wanted, const GPtrArray *decisions,
                              const RollDecided *decided, const GArray *of_record);
/* The pair of identities was emitted. */
void match_wanted_met(MatchWanted *wanted, guint32 a, guint32 b);
guint match_wanted_n(const MatchWanted *wanted);
/* The identities of pair @index, *@a <= *@b; FALSE: it was met. */
gboolean match_wanted_at(const MatchWanted *wanted, guint index, guint32 *a, guint32 *b);
void match_wanted_free(MatchWanted *wanted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchWanted, match_wanted_free)
