/* pattern: what comparing two identities says, a level a field. */
#pragma once

#include <glib.h>

#include "stages/match/compare.h"
#include "stages/match/identity.h"

typedef struct {
    guint8 level[MATCH_FIELDS_MAX]; /* MATCH_LEVEL_MISSING where nothing can be said */
} MatchPattern;

MatchPattern match_pattern_of(const MatchIdentities *identities, guint a, guint b);

/* Distinct patterns, numbered as they come. */
typedef struct MatchPatterns MatchPatterns;
MatchPatterns *match_patterns_new(void);
guint match_patterns_intern(MatchPatterns *patterns, const MatchPattern *pattern);
guint match_patterns_n(const MatchPatterns *patterns);
const MatchPattern *match_patterns_at(const MatchPatterns *patterns, guint number);
void match_patterns_free(MatchPatterns *patterns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchPatterns, match_patterns_free)
