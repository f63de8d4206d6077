/* pattern: what comparing two identities says, a level a field. */
#pragma once

#include <glib.h>

#include "stages/match/compare.h"
#include "stages/match/identity.h"

typedef struct {
    guint8 level[MATCH_FIELDS_MAX]; /* MATCH_LEVEL_MISSING where nothing can be said */
} MatchPattern;

/* The levels of pairs of values that were compared of late; one thread's own. */
typedef struct MatchRecent MatchRecent;
MatchRecent *match_recent_new(void);
void match_recent_free(MatchRecent *recent);

/* @recent may be NULL; it changes the time that it takes and nothing else. */
MatchPattern match_pattern_of(const MatchIdentities *identities, guint a, guint b,
                              MatchRecent *recent);
/* The level of two values of @field that are not the same. */
guint match_pattern_level(const MatchIdentities *identities, guint field, guint32 first,
                          guint32 second);
/* Ask for the memory in which @identity lies, and then for that of the values of @b that are not
 * those of @a, some comparisons before they are looked at. */
void match_pattern_fetch(const MatchIdentities *identities, guint identity);
void match_pattern_fetch_values(const MatchIdentities *identities, guint a, guint b);

/* Distinct patterns, numbered as they come. */
typedef struct MatchPatterns MatchPatterns;
MatchPatterns *match_patterns_new(void);
guint match_patterns_intern(MatchPatterns *patterns, const MatchPattern *pattern);
guint match_patterns_n(const MatchPatterns *patterns);
const MatchPattern *match_patterns_at(const MatchPatterns *patterns, guint number);
void match_patterns_free(MatchPatterns *patterns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchPatterns, match_patterns_free)
