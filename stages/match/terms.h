/* terms: the weights of a model ready to be added up.
 *
 * What a level adds is one number by the level of the field that it depends on, except where the
 * values themselves count: how often another has an equal one, how rare two close ones are.  Of
 * tens of millions of pairs nobody asks for the parts; those that are explained have them from
 * match_model_explain(). */
#pragma once

#include <glib.h>

#include "stages/match/model.h"

typedef struct MatchTerms MatchTerms;

/* Of @model as it is now; it must outlive what is returned.  Threads may share one. */
MatchTerms *match_terms_new(const MatchModel *model);
/* The whole weight of a pair. */
gdouble match_terms_weight(const MatchTerms *terms, guint a, guint b, const MatchPattern *pattern);
void match_terms_free(MatchTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchTerms, match_terms_free)
