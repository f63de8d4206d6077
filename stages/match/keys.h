/* keys: under which keys an identity looks for others: several passes of blocking at once.
 *
 * They are made of the parts of its values: of the skeletons of names, alone only in pairs, and of
 * the features of other fields.  A feature that few others have is a key alone; a common one only
 * with a name's skeleton or initials, or with a feature of another field.  What nobody else has
 * finds nobody, and is no key. */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"

#define MATCH_KEYS_MAX 320 /* of an identity: more than can be made; there are some fifty */

/* Keys of one identity. */
typedef struct {
    guint64 keys[MATCH_KEYS_MAX];
    guint n;
} MatchKeySet;

typedef struct MatchKeys MatchKeys;

/* Counts every feature, so that an identity can be looked for by its rare ones. */
MatchKeys *match_keys_new(const MatchIdentities *identities, guint jobs);
/* Puts the keys of @identity into @keys, emptied first; a key may stand twice.  Needs no lock:
 * @keys and nothing else is written. */
void match_keys_of(const MatchKeys *self, guint identity, MatchKeySet *keys);
void match_keys_free(MatchKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchKeys, match_keys_free)
