#include "stages/match/keys.h"

#include "stages/match/parts.h"

#define NAMED_FEATURES  8   /* the rarest ones, that make keys with a name */
#define PAIRED_FEATURES 6   /* of them, that make keys in pairs */
#define RARE            20u /* identities: a feature of no more is a key alone */

/* Those of an identity that make keys, the rarest first. */
typedef struct {
    MatchFeature features[NAMED_FEATURES];
    guint n;
} Features;

typedef struct {
    const guint64 *skeletons; /* of words, and of words run together */
    guint n;
    const guint64 *letters; /* of the whole key and of further ones */
    guint n_letters;
    guint64 initials;            /* of family and given name */
    guint64 family_initial;      /* family name with the given name's initial */
    guint64 given_two;           /* given name with two letters of the family name's skeleton */
    const MatchEncoded *encoded; /* of the whole name; NULL: none */
} NameKeys;

struct MatchKeys {
    const MatchIdentities *identities;
    MatchParts *parts;
};

MatchKeys *
match_keys_new(const MatchIdentities *identities, guint jobs)
{
    MatchKeys *self = g_new0(MatchKeys, 1);

    self->identities = identities;
    self->parts = match_parts_new(identities, jobs);
    return self;
}

void
match_keys_free(MatchKeys *self)
{
    if (self == NULL)
        return;
    match_parts_free(self->parts);
    g_free(self);
}

/* ---- names ---- */

static void
role_keys(const MatchKeys *self, guint identity, NameKeys *names)
{
    const MatchIdentities *identities = self->identities;
    guint32 family_place = match_place(identities, identity, (guint)identities->family);
    guint32 given_place = match_place(identities, identity, (guint)identities->given);
    guint n_family = 0;
    guint n_given = 0;
    const guint64 *family = match_hashes_of(&self->parts->family, family_place, &n_family);
    const guint64 *given = match_hashes_of(&self->parts->given, given_place, &n_given);

    if (n_family == 0 || n_given == 0)
        return;
    names->initials = match_combine(1, family[MATCH_FAMILY_INITIAL], given[MATCH_GIVEN_INITIAL]);
    names->family_initial =
        match_combine(2, family[MATCH_FAMILY_WHOLE], given[MATCH_GIVEN_INITIAL]);
    names->given_two =
        match_combine(3, given[MATCH_GIVEN_FIRST_WORD], family[MATCH_FAMILY_BEGINNING]);
}

static NameKeys
name_keys_of(const MatchKeys *self, guint identity)
{
    const MatchIdentities *identities = self->identities;
    NameKeys names = {.n = 0};
    const MatchValue *whole = NULL;
    guint32 place = 0;

    if (identities->bag < 0)
        return names;
    place = match_place(identities, identity, (guint)identities->bag);
    whole = match_value_of(identities, identity, (guint)identities->bag);
    names.encoded = whole->encoded;
    names.skeletons = match_hashes_of(&self->parts->skeletons, place, &names.n);
    names.letters = match_hashes_of(&self->parts->letters, place, &names.n_letters);
    if (names.n > 1)
        names.initials = match_combine(1, (guchar)whole->text.data[0],
                                       (guchar)match_value_word(whole, 1).data[0]);
    role_keys(self, identity, &names);
    return names;
}

/* ---- features ---- */

static gboolean
is_rarer(const MatchFeature *a, const MatchFeature *b)
{
    return a->count != b->count ? a->count < b->count : a->hash < b->hash;
}

/* Puts @feature among those that are there, if it is not too common. */
static void
insert_feature(Features *features, const MatchFeature *feature)
{
    guint at = MIN(features->n, NAMED_FEATURES - 1);

    if (features->n == NAMED_FEATURES && !is_rarer(feature, &features->features[at]))
        return;
    for (; at > 0 && is_rarer(feature, &features->features[at - 1]); at--)
        features->features[at] = features->features[at - 1];
    features->features[at] = *feature;
    features->n = MIN(features->n + 1, NAMED_FEATURES);
}

static void
put(MatchKeySet *keys, guint64 key)
{
    if (keys->n < MATCH_KEYS_MAX)
        keys->keys[keys->n++] = key;
}

/* The features of @identity that many have.  Those that few have are keys: whatever they would be
 * combined with finds no more. */
static void
features_of(const MatchKeys *self, guint identity, Features *common, MatchKeySet *keys)
{
    common->n = 0;
    for (guint field = 0; field < self->identities->fields->len; field++) {
        const MatchPartList *list = &self->parts->features[field];
        const MatchFeature *features = NULL;
        guint n = 0;

        if (list->parts->len == 0)
            continue;
        features = match_features_of(list, match_place(self->identities, identity, field), &n);
        for (guint i = 0; i < n; i++)
            if (features[i].count > RARE)
                insert_feature(common, &features[i]);
            else
                put(keys, match_combine(34, features[i].hash, 0));
    }
}

/* ---- keys ---- */

static void
put_name_keys(const NameKeys *names, MatchKeySet *keys)
{
    for (guint i = 0; i < names->n_letters; i++)
        put(keys, match_combine(30, names->letters[i], 0));
    for (guint i = 0; i < names->n; i++)
        for (guint j = i + 1; j < names->n; j++)
            put(keys, match_combine(31, MIN(names->skeletons[i], names->skeletons[j]),
                                    MAX(names->skeletons[i], names->skeletons[j])));
    if (names->encoded != NULL) {
        put(keys, match_combine(43, names->encoded->whole, 0));
        for (guint i = 0; i < MATCH_BANDS; i++)
            for (guint j = i + 1; j < MATCH_BANDS; j++)
                put(keys, match_combine(44 + i, match_combine(j, names->encoded->bands[i], 0),
                                        names->encoded->bands[j]));
    }
    if (names->family_initial != 0) {
        put(keys, match_combine(32, names->family_initial, 0));
        put(keys, match_combine(33, names->given_two, 0));
    }
}

static void
put_feature_keys(const NameKeys *names, const Features *features, MatchKeySet *keys)
{
    for (guint i = 0; i < features->n; i++) {
        const MatchFeature *feature = &features->features[i];

        if (feature->strength == MATCH_ALONE)
            put(keys, match_combine(34, feature->hash, 0));
        for (guint j = 0; j < names->n; j++)
            put(keys, match_combine(35, feature->hash, names->skeletons[j]));
        for (guint j = 0; j < names->n_letters; j++)
            put(keys, match_combine(38, feature->hash, names->letters[j]));
        for (guint j = 0; names->encoded != NULL && j < MATCH_BANDS; j++)
            put(keys, match_combine(50 + j, feature->hash, names->encoded->bands[j]));
        if (feature->is_date != 0 && names->initials != 0)
            put(keys, match_combine(36, feature->hash, names->initials));
    }
}

static void
put_paired_keys(const Features *features, MatchKeySet *keys)
{
    guint n = MIN(features->n, PAIRED_FEATURES);

    for (guint i = 0; i < n; i++)
        for (guint j = i + 1; j < n; j++) {
            const MatchFeature *a = &features->features[i];
            const MatchFeature *b = &features->features[j];

            if (a->field != b->field)
                put(keys, match_combine(37, MIN(a->hash, b->hash), MAX(a->hash, b->hash)));
        }
}

void
match_keys_of(const MatchKeys *self, guint identity, MatchKeySet *keys)
{
    NameKeys names = name_keys_of(self, identity);
    Features features;

    keys->n = 0;
    features_of(self, identity, &features, keys);
    put_name_keys(&names, keys);
    put_feature_keys(&names, &features, keys);
    put_paired_keys(&features, keys);
}
