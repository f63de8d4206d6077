/* parts: what keys are made of: hashes of the parts of a value, made once a value.
 *
 * A name has skeletons of its words and the letters of the whole; the values of other fields have
 * features (a whole date, a year and month, half an identifier, a word). */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"

/* How much a feature tells by itself. */
typedef enum { MATCH_WEAK, MATCH_STRONG, MATCH_ALONE } MatchStrength;

typedef struct {
    guint64 hash;
    guint32 count; /* of identities with it; a few more by chance */
    guint8 field;
    guint8 strength; /* a MatchStrength */
    guint8 is_date;  /* goes with a name's initials */
} MatchFeature;

/* The parts of each value of a field, one value behind the other. */
typedef struct {
    GArray *parts;   /* owned */
    guint32 *starts; /* where those of a place begin; one more than places; owned */
} MatchPartList;

/* What is kept of a family name, and of a given one. */
enum { MATCH_FAMILY_WHOLE, MATCH_FAMILY_BEGINNING, MATCH_FAMILY_INITIAL, MATCH_FAMILY_PARTS };
enum { MATCH_GIVEN_FIRST_WORD, MATCH_GIVEN_INITIAL, MATCH_GIVEN_PARTS };

typedef struct {
    MatchPartList features[MATCH_FIELDS_MAX]; /* of MatchFeature: what more than one identity has */
    /* Of guint64; empty where no names are compared: */
    MatchPartList skeletons; /* of the whole name: of words, and of words run together */
    MatchPartList letters;   /* of the whole key and of further ones, sorted */
    MatchPartList family;    /* MATCH_FAMILY_PARTS, or none */
    MatchPartList given;     /* MATCH_GIVEN_PARTS, or none */
} MatchParts;

MatchParts *match_parts_new(const MatchIdentities *identities, guint jobs);
void match_parts_free(MatchParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchParts, match_parts_free)

/* Those of the value at @place, *@n of them. */
static inline const guint64 *
match_hashes_of(const MatchPartList *list, guint place, guint *n)
{
    *n = list->starts[place + 1] - list->starts[place];
    return (const guint64 *)(const void *)list->parts->data + list->starts[place];
}

static inline const MatchFeature *
match_features_of(const MatchPartList *list, guint place, guint *n)
{
    *n = list->starts[place + 1] - list->starts[place];
    return (const MatchFeature *)(const void *)list->parts->data + list->starts[place];
}

/* One hash of two. */
static inline guint64
match_combine(guint tag, guint64 a, guint64 b)
{
    return roll_hash_mix(a ^ roll_hash_mix(b + tag));
}
