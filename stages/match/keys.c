#include "stages/match/keys.h"

#include "stages/match/parallel.h"

#define NAME_WORDS      5   /* of a name that are looked at */
#define JOINED          2   /* of them, run together: the family name, the given names */
#define WHOLE_KEYS      3   /* of a name: its own, and further ones */
#define FEATURES_MAX    48  /* of an identity */
#define ENCODED_MAX     48  /* further ones, of encodings */
#define NAMED_FEATURES  8   /* the rarest ones, that make keys with a name */
#define PAIRED_FEATURES 6   /* the rarest ones, that make keys in pairs */
#define RARE            20u /* identities: a feature of no more is a key alone */
#define COUNT_SLOTS     (1u << 22)
#define CHUNK           8192u /* identities that one thread counts at a time */

/* How much a feature tells by itself. */
typedef enum { WEAK, STRONG, ALONE } Strength;

typedef struct {
    guint64 hash;
    guint field;
    guint count; /* of identities with it */
    Strength strength;
    gboolean is_date; /* goes with a name's initials */
} Feature;

typedef struct {
    Feature features[FEATURES_MAX + ENCODED_MAX];
    guint n;
} Features;

typedef struct {
    guint64 skeletons[NAME_WORDS + JOINED]; /* of words, and of words run together */
    guint n;
    guint64 letters[WHOLE_KEYS]; /* of the whole key and of further ones, sorted */
    guint n_letters;
    guint64 initials;            /* of family and given name */
    guint64 family_initial;      /* family name with the given name's initial */
    const MatchEncoded *encoded; /* of the whole name; NULL: none */
    guint64 given_two;           /* given name with two letters of the family name's skeleton */
} NameKeys;

struct MatchKeys {
    const MatchIdentities *identities;
    guint32 *counts; /* features by hash */
};

/* ---- names ---- */

static guint64
sorted_letters(RollText text)
{
    gchar letters[64];
    guint n = MIN(text.length, (guint)sizeof letters);

    for (guint i = 0; i < n; i++) {
        gchar letter = text.data[i];
        guint at = i;

        for (; at > 0 && letters[at - 1] > letter; at--)
            letters[at] = letters[at - 1];
        letters[at] = letter;
    }
    return roll_text_hash((RollText){letters, n}, 2);
}

static guint64
combine(guint tag, guint64 a, guint64 b)
{
    return roll_hash_mix(a ^ roll_hash_mix(b + tag));
}

static guchar
initial(const MatchValue *value)
{
    return value->text.length > 0 ? (guchar)value->text.data[0] : 0;
}

static void
role_keys(const MatchIdentities *identities, guint identity, NameKeys *names)
{
    const MatchValue *family = match_value_of(identities, identity, (guint)identities->family);
    const MatchValue *given = match_value_of(identities, identity, (guint)identities->given);
    RollText skeleton = ROLL_TEXT_EMPTY;
    guint at = 0;

    if (family->n_words == 0 || given->n_words == 0)
        return;
    match_value_skeleton(family, &at, &skeleton);
    skeleton.length = MIN(skeleton.length, 2);
    names->initials = combine(1, initial(family), initial(given));
    names->family_initial = combine(2, roll_text_hash(family->squeezed, 3), initial(given));
    names->given_two =
        combine(3, roll_text_hash(match_value_word(given, 0), 4), roll_text_hash(skeleton, 5));
}

static void
add_letters(NameKeys *names, RollText key)
{
    guint64 letters = sorted_letters(key);

    for (guint i = 0; i < names->n_letters; i++)
        if (names->letters[i] == letters)
            return;
    if (names->n_letters < WHOLE_KEYS)
        names->letters[names->n_letters++] = letters;
}

static void
whole_keys(const MatchValue *whole, NameKeys *names)
{
    RollText other = ROLL_TEXT_EMPTY;

    if (whole->n_words == 0) /* nothing, or encoded */
        return;
    add_letters(names, whole->key);
    for (guint i = 0; match_value_other(whole, &i, &other);)
        add_letters(names, other);
}

/* Initials have none; behind those of the words may stand some of words run together. */
static void
skeletons_of(const MatchValue *whole, NameKeys *names)
{
    RollText skeleton = ROLL_TEXT_EMPTY;
    guint at = 0;

    for (guint i = 0; names->n < NAME_WORDS + JOINED && match_value_skeleton(whole, &at, &skeleton);
         i++)
        if (i >= whole->n_words || (i < NAME_WORDS && match_value_key(whole, i).length > 1))
            names->skeletons[names->n++] = roll_text_hash(skeleton, 1);
}

static NameKeys
name_keys_of(const MatchIdentities *identities, guint identity)
{
    NameKeys names = {.n = 0};
    const MatchValue *whole = NULL;

    if (identities->bag < 0)
        return names;
    whole = match_value_of(identities, identity, (guint)identities->bag);
    names.encoded = whole->encoded;
    skeletons_of(whole, &names);
    whole_keys(whole, &names);
    if (names.n > 1)
        names.initials = combine(1, initial(whole), (guchar)match_value_word(whole, 1).data[0]);
    role_keys(identities, identity, &names);
    return names;
}

/* ---- features ---- */

static void
add(Features *features, guint field, guint64 hash, Strength strength, gboolean is_date)
{
    if (features->n < FEATURES_MAX)
        features->features[features->n++] =
            (Feature){roll_hash_mix(hash + field), field, 0, strength, is_date};
}

static void
add_date(Features *features, guint field, gint32 date)
{
    guint64 day = (guint64)date;

    if (date > 9999) {
        add(features, field, combine(10, day, 0), ALONE, TRUE);
        add(features, field, combine(11, day / 100, 0), STRONG, TRUE);
        add(features, field, combine(12, day % 10000, day / 10000 % 10), STRONG, TRUE);
        day /= 10000;
    }
    add(features, field, combine(13, day, 0), WEAK, FALSE);
}

static void
add_identifier(Features *features, guint field, RollText text)
{
    guint half = text.length / 2;

    add(features, field, roll_text_hash(text, 14), ALONE, TRUE);
    if (text.length < 6)
        return;
    add(features, field, roll_text_hash((RollText){text.data, half}, 15), STRONG, FALSE);
    add(features, field, roll_text_hash((RollText){text.data + half, text.length - half}, 16),
        STRONG, FALSE);
}

static void
add_email(Features *features, guint field, RollText text)
{
    const gchar *at = memchr(text.data, '@', text.length);
    guint32 length = at != NULL ? (guint32)(at - text.data) : text.length;

    add(features, field, roll_text_hash(text, 17), ALONE, FALSE);
    add(features, field, roll_text_hash((RollText){text.data, length}, 18), ALONE, FALSE);
    add(features, field, roll_text_hash((RollText){text.data, MIN(length, 4)}, 19), WEAK, FALSE);
}

static void
add_words(Features *features, guint field, const MatchValue *value)
{
    for (guint i = 0; i < value->n_words; i++) {
        RollText word = match_value_word(value, i);

        if (g_ascii_isdigit(word.data[0]))
            add(features, field, roll_text_hash(word, 20), STRONG, FALSE);
        else if (word.length > 1)
            add(features, field, roll_text_hash(word, 21), STRONG, FALSE);
    }
}

static void
add_field_features(Features *features, guint field, MatchKind kind, const MatchValue *value)
{
    switch (kind) {
    case MATCH_DATE:
        add_date(features, field, value->low);
        break;
    case MATCH_BIRTH:
        for (gint32 year = value->low; year <= MIN(value->high, value->low + 2); year++)
            add(features, field, combine(22, (guint64)year, 0), WEAK, FALSE);
        break;
    case MATCH_IDENTIFIER:
        add_identifier(features, field, value->squeezed);
        break;
    case MATCH_EMAIL:
        add_email(features, field, value->squeezed);
        break;
    case MATCH_CATEGORY:
        add(features, field, roll_text_hash(value->squeezed, 23), STRONG, FALSE);
        if (value->n_words > 1)
            add(features, field, roll_text_hash(match_value_word(value, 0), 24), WEAK, FALSE);
        break;
    case MATCH_TEXT:
    case MATCH_NAME:
        add_words(features, field, value);
        break;
    case MATCH_FAMILY:
    case MATCH_GIVEN:
    case MATCH_MIDDLE:
    case MATCH_SUFFIX:
    case MATCH_BAG:
    case MATCH_SEX:
    case MATCH_N_KINDS:
    default:
        break;
    }
}

/* The filter itself, and two bands at a time: one is too common for anything but a name. */
static void
add_encoded(Features *features, guint field, const MatchEncoded *encoded)
{
    if (features->n + 1 + MATCH_BANDS / 2 > G_N_ELEMENTS(features->features))
        return;
    features->features[features->n++] =
        (Feature){combine(40, encoded->whole, field), field, 0, ALONE, FALSE};
    for (guint i = 0; i + 1 < MATCH_BANDS; i += 2)
        features->features[features->n++] =
            (Feature){combine(41 + i, combine(42, encoded->bands[i], encoded->bands[i + 1]), field),
                      field, 0, STRONG, FALSE};
}

static void
features_of(const MatchIdentities *identities, guint identity, Features *features)
{
    features->n = 0;
    for (guint field = 0; field < identities->fields->len; field++) {
        const MatchValue *value = match_value_of(identities, identity, field);

        if (value->text.length > 0 && !value->is_encoded)
            add_field_features(features, field, match_field(identities, field)->kind, value);
    }
    for (guint field = 0; field < identities->fields->len; field++) {
        const MatchValue *value = match_value_of(identities, identity, field);

        if (value->encoded != NULL && (gint)field != identities->bag)
            add_encoded(features, field, value->encoded);
    }
}

static guint32 *
count_slot(const MatchKeys *self, guint64 hash)
{
    return &self->counts[hash & (COUNT_SLOTS - 1)];
}

static void
count_chunk(gpointer data, gpointer own, guint chunk)
{
    const MatchKeys *self = data;
    guint end = MIN((chunk + 1) * CHUNK, self->identities->n);
    Features features;

    (void)own;
    for (guint i = chunk * CHUNK; i < end; i++) {
        features_of(self->identities, i, &features);
        for (guint j = 0; j < features.n; j++)
            __atomic_fetch_add(count_slot(self, features.features[j].hash), 1, __ATOMIC_RELAXED);
    }
}

MatchKeys *
match_keys_new(const MatchIdentities *identities, guint jobs)
{
    MatchKeys *self = g_new0(MatchKeys, 1);
    guint n_chunks = (identities->n + CHUNK - 1) / CHUNK;

    self->identities = identities;
    self->counts = g_new0(guint32, COUNT_SLOTS);
    match_parallel_run(&(MatchParallel){n_chunks, jobs, count_chunk, self, NULL, NULL});
    return self;
}

void
match_keys_free(MatchKeys *self)
{
    if (self == NULL)
        return;
    g_free(self->counts);
    g_free(self);
}

/* ---- keys ---- */

static gboolean
is_rarer(const Feature *a, const Feature *b)
{
    return a->count != b->count ? a->count < b->count : a->hash < b->hash;
}

/* The rarest first.  They are few. */
static void
sort_features(Features *features)
{
    for (guint i = 1; i < features->n; i++) {
        Feature feature = features->features[i];
        guint at = i;

        for (; at > 0 && is_rarer(&feature, &features->features[at - 1]); at--)
            features->features[at] = features->features[at - 1];
        features->features[at] = feature;
    }
}

static void
put(MatchKeySet *keys, guint64 key)
{
    if (keys->n < MATCH_KEYS_MAX)
        keys->keys[keys->n++] = key;
}

static void
put_name_keys(const NameKeys *names, MatchKeySet *keys)
{
    for (guint i = 0; i < names->n_letters; i++)
        put(keys, combine(30, names->letters[i], 0));
    for (guint i = 0; i < names->n; i++)
        for (guint j = i + 1; j < names->n; j++)
            put(keys, combine(31, MIN(names->skeletons[i], names->skeletons[j]),
                              MAX(names->skeletons[i], names->skeletons[j])));
    if (names->encoded != NULL) {
        put(keys, combine(43, names->encoded->whole, 0));
        for (guint i = 0; i < MATCH_BANDS; i++)
            for (guint j = i + 1; j < MATCH_BANDS; j++)
                put(keys, combine(44 + i, combine(j, names->encoded->bands[i], 0),
                                  names->encoded->bands[j]));
    }
    if (names->family_initial != 0) {
        put(keys, combine(32, names->family_initial, 0));
        put(keys, combine(33, names->given_two, 0));
    }
}

static void
put_feature_keys(const NameKeys *names, const Features *features, MatchKeySet *keys)
{
    for (guint i = 0; i < MIN(features->n, NAMED_FEATURES); i++) {
        const Feature *feature = &features->features[i];

        if (feature->strength == ALONE)
            put(keys, combine(34, feature->hash, 0));
        for (guint j = 0; j < names->n; j++)
            put(keys, combine(35, feature->hash, names->skeletons[j]));
        for (guint j = 0; j < names->n_letters; j++)
            put(keys, combine(38, feature->hash, names->letters[j]));
        for (guint j = 0; names->encoded != NULL && j < MATCH_BANDS; j++)
            put(keys, combine(50 + j, feature->hash, names->encoded->bands[j]));
        if (feature->is_date && names->initials != 0)
            put(keys, combine(36, feature->hash, names->initials));
    }
}

static void
put_paired_keys(const Features *features, MatchKeySet *keys)
{
    guint n = MIN(features->n, PAIRED_FEATURES);

    for (guint i = 0; i < n; i++)
        for (guint j = i + 1; j < n; j++) {
            const Feature *a = &features->features[i];
            const Feature *b = &features->features[j];

            if (a->field != b->field)
                put(keys, combine(37, MIN(a->hash, b->hash), MAX(a->hash, b->hash)));
        }
}

/* Looks up how common each feature is; drops those that nobody else has, and makes keys of those
 * few have: whatever they would be combined with finds no more. */
static void
put_rare_features(const MatchKeys *self, Features *features, MatchKeySet *keys)
{
    guint n = 0;

    for (guint i = 0; i < features->n; i++) {
        Feature *feature = &features->features[i];

        feature->count = *count_slot(self, feature->hash);
        if (feature->count > RARE)
            features->features[n++] = *feature;
        else if (feature->count > 1)
            put(keys, combine(34, feature->hash, 0));
    }
    features->n = n;
}

void
match_keys_of(const MatchKeys *self, guint identity, MatchKeySet *keys)
{
    NameKeys names = name_keys_of(self->identities, identity);
    Features features;

    keys->n = 0;
    features_of(self->identities, identity, &features);
    put_rare_features(self, &features, keys);
    sort_features(&features);
    put_name_keys(&names, keys);
    put_feature_keys(&names, &features, keys);
    put_paired_keys(&features, keys);
}
