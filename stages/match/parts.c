#include "stages/match/parts.h"

#include "stages/match/parallel.h"

#define NAME_WORDS  5 /* of a name that are looked at */
#define JOINED      2 /* of them, run together: the family name, the given names */
#define WHOLE_KEYS  3 /* of a name: its own, and further ones */
#define COUNT_SLOTS (1u << 22)

typedef struct {
    const MatchIdentities *identities;
    MatchParts *parts;
    guint32 *counts; /* identities, by the hash of a feature */
} Maker;

/* Appends the parts of the value at @place. */
typedef void (*AddFunc)(const Maker *maker, guint field, guint place, GArray *parts);

static void
make_list(const Maker *maker, guint field, AddFunc add, MatchPartList *list)
{
    guint n = match_values_n(match_field(maker->identities, field)->values);

    list->starts = g_new0(guint32, (gsize)n + 1);
    for (guint place = 0; place < n; place++) {
        if (place != MATCH_MISSING)
            add(maker, field, place, list->parts);
        list->starts[place + 1] = list->parts->len;
    }
}

static const MatchValue *
value_at(const Maker *maker, guint field, guint place)
{
    return match_values_at(match_field(maker->identities, field)->values, place);
}

/* ---- names ---- */

/* Initials have none; behind those of the words may stand some of words run together. */
static void
add_skeletons(const Maker *maker, guint field, guint place, GArray *skeletons)
{
    const MatchValue *whole = value_at(maker, field, place);
    RollText skeleton = ROLL_TEXT_EMPTY;
    guint at = 0;
    guint n = 0;

    for (guint i = 0; n < NAME_WORDS + JOINED && match_value_skeleton(whole, &at, &skeleton); i++)
        if (i >= whole->n_words || (i < NAME_WORDS && match_value_key(whole, i).length > 1)) {
            guint64 hash = roll_text_hash(skeleton, 1);

            g_array_append_val(skeletons, hash);
            n++;
        }
}

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

/* Unless they are there, from @first on. */
static void
add_letters_of(RollText key, guint first, GArray *letters)
{
    guint64 hash = sorted_letters(key);

    for (guint i = first; i < letters->len; i++)
        if (g_array_index(letters, guint64, i) == hash)
            return;
    if (letters->len < first + WHOLE_KEYS)
        g_array_append_val(letters, hash);
}

static void
add_letters(const Maker *maker, guint field, guint place, GArray *letters)
{
    const MatchValue *whole = value_at(maker, field, place);
    guint first = letters->len;
    RollText other = ROLL_TEXT_EMPTY;

    if (whole->n_words == 0) /* encoded */
        return;
    add_letters_of(whole->key, first, letters);
    for (guint i = 0; match_value_other(whole, &i, &other);)
        add_letters_of(other, first, letters);
}

static void
add_family(const Maker *maker, guint field, guint place, GArray *parts)
{
    const MatchValue *family = value_at(maker, field, place);
    RollText skeleton = ROLL_TEXT_EMPTY;
    guint64 hashes[MATCH_FAMILY_PARTS];
    guint at = 0;

    if (family->n_words == 0)
        return;
    match_value_skeleton(family, &at, &skeleton);
    skeleton.length = MIN(skeleton.length, 2);
    hashes[MATCH_FAMILY_WHOLE] = roll_text_hash(family->squeezed, 3);
    hashes[MATCH_FAMILY_BEGINNING] = roll_text_hash(skeleton, 5);
    hashes[MATCH_FAMILY_INITIAL] = (guchar)family->text.data[0];
    g_array_append_vals(parts, hashes, MATCH_FAMILY_PARTS);
}

static void
add_given(const Maker *maker, guint field, guint place, GArray *parts)
{
    const MatchValue *given = value_at(maker, field, place);
    guint64 hashes[MATCH_GIVEN_PARTS];

    if (given->n_words == 0)
        return;
    hashes[MATCH_GIVEN_FIRST_WORD] = roll_text_hash(match_value_word(given, 0), 4);
    hashes[MATCH_GIVEN_INITIAL] = (guchar)given->text.data[0];
    g_array_append_vals(parts, hashes, MATCH_GIVEN_PARTS);
}

/* ---- features ---- */

static void
add(GArray *features, guint field, guint64 hash, MatchStrength strength, gboolean is_date)
{
    MatchFeature feature = {roll_hash_mix(hash + field), 0, (guint8)field, (guint8)strength,
                            is_date ? 1 : 0};

    g_array_append_val(features, feature);
}

static void
add_date(GArray *features, guint field, gint32 date)
{
    guint64 day = (guint64)date;

    if (date > 9999) {
        add(features, field, match_combine(10, day, 0), MATCH_ALONE, TRUE);
        add(features, field, match_combine(11, day / 100, 0), MATCH_STRONG, TRUE);
        add(features, field, match_combine(12, day % 10000, day / 10000 % 10), MATCH_STRONG, TRUE);
        day /= 10000;
    }
    add(features, field, match_combine(13, day, 0), MATCH_WEAK, FALSE);
}

static void
add_identifier(GArray *features, guint field, RollText text)
{
    guint half = text.length / 2;

    add(features, field, roll_text_hash(text, 14), MATCH_ALONE, TRUE);
    if (text.length < 6)
        return;
    add(features, field, roll_text_hash((RollText){text.data, half}, 15), MATCH_STRONG, FALSE);
    add(features, field, roll_text_hash((RollText){text.data + half, text.length - half}, 16),
        MATCH_STRONG, FALSE);
}

static void
add_email(GArray *features, guint field, RollText text)
{
    const gchar *at = memchr(text.data, '@', text.length);
    guint32 length = at != NULL ? (guint32)(at - text.data) : text.length;

    add(features, field, roll_text_hash(text, 17), MATCH_ALONE, FALSE);
    add(features, field, roll_text_hash((RollText){text.data, length}, 18), MATCH_ALONE, FALSE);
    add(features, field, roll_text_hash((RollText){text.data, MIN(length, 4)}, 19), MATCH_WEAK,
        FALSE);
}

static void
add_words(GArray *features, guint field, const MatchValue *value)
{
    for (guint i = 0; i < value->n_words; i++) {
        RollText word = match_value_word(value, i);

        if (g_ascii_isdigit(word.data[0]))
            add(features, field, roll_text_hash(word, 20), MATCH_STRONG, FALSE);
        else if (word.length > 1)
            add(features, field, roll_text_hash(word, 21), MATCH_STRONG, FALSE);
    }
}

static void
add_clear(GArray *features, guint field, MatchKind kind, const MatchValue *value)
{
    switch (kind) {
    case MATCH_DATE:
        add_date(features, field, value->low);
        break;
    case MATCH_BIRTH:
        for (gint32 year = value->low; year <= MIN(value->high, value->low + 2); year++)
            add(features, field, match_combine(22, (guint64)year, 0), MATCH_WEAK, FALSE);
        break;
    case MATCH_IDENTIFIER:
        add_identifier(features, field, value->squeezed);
        break;
    case MATCH_EMAIL:
        add_email(features, field, value->squeezed);
        break;
    case MATCH_CATEGORY:
        add(features, field, roll_text_hash(value->squeezed, 23), MATCH_STRONG, FALSE);
        if (value->n_words > 1)
            add(features, field, roll_text_hash(match_value_word(value, 0), 24), MATCH_WEAK, FALSE);
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
add_encoded(GArray *features, guint field, const MatchEncoded *encoded)
{
    MatchFeature feature = {match_combine(40, encoded->whole, field), 0, (guint8)field, MATCH_ALONE,
                            0};

    g_array_append_val(features, feature);
    feature.strength = MATCH_STRONG;
    for (guint i = 0; i + 1 < MATCH_BANDS; i += 2) {
        feature.hash = match_combine(
            41 + i, match_combine(42, encoded->bands[i], encoded->bands[i + 1]), field);
        g_array_append_val(features, feature);
    }
}

static void
add_features(const Maker *maker, guint field, guint place, GArray *features)
{
    const MatchValue *value = value_at(maker, field, place);

    if (!value->is_encoded)
        add_clear(features, field, match_field(maker->identities, field)->kind, value);
    if (value->encoded != NULL && (gint)field != maker->identities->bag)
        add_encoded(features, field, value->encoded);
}

/* ---- how many have a feature ---- */

static guint32 *
count_slot(const Maker *maker, guint64 hash)
{
    return &maker->counts[hash & (COUNT_SLOTS - 1)];
}

/* Counts the identities with each feature of @field. */
static void
count_features(const Maker *maker, guint field)
{
    const MatchIdentities *identities = maker->identities;
    const MatchPartList *list = &maker->parts->features[field];
    guint n_values = match_values_n(match_field(identities, field)->values);
    g_autofree guint32 *with_value = g_new0(guint32, n_values);

    if (list->parts->len == 0)
        return;
    for (guint i = 0; i < identities->n; i++)
        with_value[match_place(identities, i, field)]++;
    for (guint place = 1; place < n_values; place++) {
        guint n = 0;
        const MatchFeature *features = match_features_of(list, place, &n);

        for (guint i = 0; i < n; i++)
            __atomic_fetch_add(count_slot(maker, features[i].hash), with_value[place],
                               __ATOMIC_RELAXED);
    }
}

/* Tells each feature of @field how many have it; drops those that nobody else has. */
static void
keep_common(gpointer self, gpointer own, guint field)
{
    const Maker *maker = self;
    MatchPartList *list = &maker->parts->features[field];
    guint n_values = match_values_n(match_field(maker->identities, field)->values);
    guint n = 0;
    guint next = 0;

    (void)own;
    for (guint place = 0; place < n_values; place++) {
        for (; next < list->starts[place + 1]; next++) {
            MatchFeature feature = g_array_index(list->parts, MatchFeature, next);

            feature.count = *count_slot(maker, feature.hash);
            if (feature.count > 1)
                g_array_index(list->parts, MatchFeature, n++) = feature;
        }
        list->starts[place + 1] = n;
    }
    g_array_set_size(list->parts, n);
}

/* ---- all of them ---- */

static void
make_field(gpointer self, gpointer own, guint field)
{
    const Maker *maker = self;
    MatchParts *parts = maker->parts;

    (void)own;
    make_list(maker, field, add_features, &parts->features[field]);
    count_features(maker, field);
    if (maker->identities->bag < 0)
        return;
    if ((gint)field == maker->identities->bag)
        make_list(maker, field, add_skeletons, &parts->skeletons);
    if ((gint)field == maker->identities->bag)
        make_list(maker, field, add_letters, &parts->letters);
    if ((gint)field == maker->identities->family)
        make_list(maker, field, add_family, &parts->family);
    if ((gint)field == maker->identities->given)
        make_list(maker, field, add_given, &parts->given);
}

MatchParts *
match_parts_new(const MatchIdentities *identities, guint jobs)
{
    MatchParts *parts = g_new0(MatchParts, 1);
    g_autofree guint32 *counts = g_new0(guint32, COUNT_SLOTS);
    Maker maker = {identities, parts, counts};

    for (guint field = 0; field < MATCH_FIELDS_MAX; field++)
        parts->features[field].parts = g_array_new(FALSE, FALSE, sizeof(MatchFeature));
    parts->skeletons.parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    parts->letters.parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    parts->family.parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    parts->given.parts = g_array_new(FALSE, FALSE, sizeof(guint64));
    match_parallel_run(
        &(MatchParallel){identities->fields->len, jobs, make_field, &maker, NULL, NULL});
    match_parallel_run(
        &(MatchParallel){identities->fields->len, jobs, keep_common, &maker, NULL, NULL});
    return parts;
}

static void
clear_list(MatchPartList *list)
{
    g_array_unref(list->parts);
    g_free(list->starts);
}

void
match_parts_free(MatchParts *parts)
{
    if (parts == NULL)
        return;
    for (guint field = 0; field < MATCH_FIELDS_MAX; field++)
        clear_list(&parts->features[field]);
    clear_list(&parts->skeletons);
    clear_list(&parts->letters);
    clear_list(&parts->family);
    clear_list(&parts->given);
    g_free(parts);
}
