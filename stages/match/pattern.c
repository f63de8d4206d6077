#include "stages/match/pattern.h"

#define STRAY_LETTERS 4 /* that only one of two names holds, if they may be the same words */

struct MatchPatterns {
    GArray *patterns; /* of MatchPattern */
    guint32 *table;   /* number + 1, 0 for free */
    guint table_size;
};

static const MatchValue *
value_at(const MatchIdentities *identities, guint identity, gint field)
{
    return match_value_of(identities, identity, (guint)field);
}

/* ---- levels of two values ---- */

#define RECENT_SLOTS 8192u /* so many lie close to the processor */

typedef struct {
    guint32 first; /* the earlier place; MATCH_MISSING: free */
    guint32 second;
    guint8 field;
    guint8 level;
} Recent;

struct MatchRecent {
    Recent slots[RECENT_SLOTS];
};

MatchRecent *
match_recent_new(void)
{
    return g_new0(MatchRecent, 1);
}

void
match_recent_free(MatchRecent *recent)
{
    g_free(recent);
}

/* Where the levels are not the same both ways, always of the value that is less with the other: the
 * places of values depend on the order of the records. */
static guint8
compare_places(const MatchField *field, guint32 first, guint32 second)
{
    const MatchValue *a = match_values_at(field->values, first);
    const MatchValue *b = match_values_at(field->values, second);

    if (match_levels(field->kind)->both_ways || roll_text_compare(a->text, b->text) <= 0)
        return (guint8)match_compare(field->kind, a, b);
    return (guint8)match_compare(field->kind, b, a);
}

static guint8
recent_level(MatchRecent *recent, const MatchIdentities *identities, guint field, guint32 first,
             guint32 second)
{
    guint64 hash = roll_hash_mix(((guint64)first << 32 | second) + field);
    Recent *slot = &recent->slots[hash % RECENT_SLOTS];

    if (slot->first != first || slot->second != second || slot->field != field)
        *slot = (Recent){first, second, (guint8)field,
                         compare_places(match_field(identities, field), first, second)};
    return slot->level;
}

/* Comparing is the same for the same values: it is remembered where there is room.  Two threads may
 * both find out, and write the same. */
static guint8
level_of(const MatchIdentities *identities, guint field, guint32 first, guint32 second,
         MatchRecent *recent)
{
    guint8 *memo = match_values_memo(match_field(identities, field)->values, first, second);
    guint8 level = MATCH_LEVEL_UNKNOWN;

    if (memo == NULL && recent != NULL)
        return recent_level(recent, identities, field, first, second);
    if (memo == NULL)
        return compare_places(match_field(identities, field), first, second);
    level = __atomic_load_n(memo, __ATOMIC_RELAXED);
    if (level == MATCH_LEVEL_UNKNOWN) {
        level = compare_places(match_field(identities, field), first, second);
        __atomic_store_n(memo, level, __ATOMIC_RELAXED);
    }
    return level;
}

guint
match_pattern_level(const MatchIdentities *identities, guint field, guint32 first, guint32 second)
{
    return level_of(identities, field, first, second, NULL);
}

/* ---- names ---- */

static gboolean
same(const MatchValue *x, const MatchValue *y)
{
    return x->text.length > 0 &&
           (roll_text_equal(x->squeezed, y->squeezed) || roll_text_equal(x->key, y->key));
}

static gboolean
says_little(guint level)
{
    return level == MATCH_LEVEL_MISSING || level == MATCH_NAME_DIFFERENT;
}

/* The words of both names are the same, whatever role each was taken for. */
static gboolean
are_same_words(const MatchIdentities *identities, guint a, guint b)
{
    const MatchValue *x = value_at(identities, a, identities->bag);
    const MatchValue *y = value_at(identities, b, identities->bag);

    return __builtin_popcount(x->letters ^ y->letters) <= STRAY_LETTERS &&
           match_compare(MATCH_BAG, x, y) <= MATCH_BAG_SAME_WORDS;
}

/* Family and given name may have changed places: in full, or where one of them is missing. */
static void
look_for_swap(const MatchIdentities *identities, guint a, guint b, MatchPattern *pattern)
{
    const MatchValue *family_a = value_at(identities, a, identities->family);
    const MatchValue *family_b = value_at(identities, b, identities->family);
    const MatchValue *given_a = value_at(identities, a, identities->given);
    const MatchValue *given_b = value_at(identities, b, identities->given);
    guint8 *family = &pattern->level[identities->family];
    guint8 *given = &pattern->level[identities->given];
    gboolean one_way = same(family_a, given_b);
    gboolean other_way = same(family_b, given_a);
    guint level_one = 0;
    guint level_other = 0;

    if (one_way && other_way) {
        *family = MATCH_NAME_SWAPPED;
    } else if (*family == MATCH_LEVEL_MISSING || *given == MATCH_LEVEL_MISSING) {
        if (!one_way && !other_way)
            return;
        *family = MATCH_NAME_SWAPPED_CLOSE;
    } else {
        level_one = match_compare(MATCH_NAME, family_a, given_b);
        level_other = match_compare(MATCH_NAME, family_b, given_a);
        if ((MAX(level_one, level_other) > MATCH_NAME_SIMILAR ||
             MIN(level_one, level_other) > MATCH_NAME_CLOSE) &&
            !are_same_words(identities, a, b))
            return;
        *family = MATCH_NAME_SWAPPED_CLOSE;
    }
    *given = MATCH_LEVEL_MISSING;
    pattern->level[identities->middle] = MATCH_LEVEL_MISSING;
}

/* Part by part where both know which part is which, else as one set of words. */
static void
compare_whole_names(const MatchIdentities *identities, guint a, guint b, MatchPattern *pattern)
{
    guint family = 0;
    guint given = 0;

    if (!match_knows_roles(identities, a) || !match_knows_roles(identities, b)) {
        pattern->level[identities->family] = MATCH_LEVEL_MISSING;
        pattern->level[identities->given] = MATCH_LEVEL_MISSING;
        pattern->level[identities->middle] = MATCH_LEVEL_MISSING;
        return;
    }
    pattern->level[identities->bag] = MATCH_LEVEL_MISSING;
    family = pattern->level[identities->family];
    given = pattern->level[identities->given];
    if ((says_little(family) || family == MATCH_NAME_SIMILAR) &&
        (says_little(given) || given == MATCH_NAME_SIMILAR))
        look_for_swap(identities, a, b, pattern);
}

MatchPattern
match_pattern_of(const MatchIdentities *identities, guint a, guint b, MatchRecent *recent)
{
    MatchPattern pattern = {{0}};
    guint n_fields = identities->fields->len;
    gboolean by_parts = match_knows_roles(identities, a) && match_knows_roles(identities, b);

    for (guint field = 0; field < n_fields; field++) {
        guint32 place_a = match_place(identities, a, field);
        guint32 place_b = match_place(identities, b, field);

        if (place_a == MATCH_MISSING || place_b == MATCH_MISSING ||
            ((gint)field == identities->bag && by_parts))
            pattern.level[field] = MATCH_LEVEL_MISSING;
        else if (place_a != place_b)
            pattern.level[field] =
                level_of(identities, field, MIN(place_a, place_b), MAX(place_a, place_b), recent);
    }
    if (identities->bag >= 0)
        compare_whole_names(identities, a, b, &pattern);
    if (identities->birth >= 0 && identities->birth_date >= 0 &&
        pattern.level[identities->birth_date] != MATCH_LEVEL_MISSING)
        pattern.level[identities->birth] = MATCH_LEVEL_MISSING;
    return pattern;
}

void
match_pattern_fetch(const MatchIdentities *identities, guint identity)
{
    const guint32 *places = match_places(identities, identity);

    __builtin_prefetch(places);
    __builtin_prefetch(places + identities->fields->len - 1);
}

void
match_pattern_fetch_values(const MatchIdentities *identities, guint a, guint b)
{
    for (guint field = 0; field < identities->fields->len; field++) {
        guint32 place = match_place(identities, b, field);

        if (place != MATCH_MISSING && place != match_place(identities, a, field))
            match_values_fetch(match_field(identities, field)->values, place);
    }
}

/* ---- distinct patterns ---- */

MatchPatterns *
match_patterns_new(void)
{
    MatchPatterns *patterns = g_new0(MatchPatterns, 1);

    patterns->patterns = g_array_new(FALSE, FALSE, sizeof(MatchPattern));
    patterns->table_size = 1024;
    patterns->table = g_new0(guint32, patterns->table_size);
    return patterns;
}

static guint32 *
slot_of(const MatchPatterns *patterns, const MatchPattern *pattern)
{
    guint mask = patterns->table_size - 1;
    guint slot =
        (guint)roll_text_hash((RollText){(const gchar *)pattern->level, sizeof *pattern}, 0);

    for (slot &= mask; patterns->table[slot] != 0; slot = (slot + 1) & mask)
        if (memcmp(match_patterns_at(patterns, patterns->table[slot] - 1), pattern,
                   sizeof *pattern) == 0)
            break;
    return &patterns->table[slot];
}

static void
grow(MatchPatterns *patterns)
{
    g_free(patterns->table);
    patterns->table_size *= 4;
    patterns->table = g_new0(guint32, patterns->table_size);
    for (guint i = 0; i < patterns->patterns->len; i++)
        *slot_of(patterns, match_patterns_at(patterns, i)) = i + 1;
}

guint
match_patterns_intern(MatchPatterns *patterns, const MatchPattern *pattern)
{
    guint32 *slot = slot_of(patterns, pattern);

    if (*slot != 0)
        return *slot - 1;
    g_array_append_vals(patterns->patterns, pattern, 1);
    *slot = patterns->patterns->len;
    if (patterns->patterns->len * 2 > patterns->table_size)
        grow(patterns);
    return patterns->patterns->len - 1;
}

guint
match_patterns_n(const MatchPatterns *patterns)
{
    return patterns->patterns->len;
}

const MatchPattern *
match_patterns_at(const MatchPatterns *patterns, guint number)
{
    return &g_array_index(patterns->patterns, MatchPattern, number);
}

void
match_patterns_free(MatchPatterns *patterns)
{
    if (patterns == NULL)
        return;
    g_array_unref(patterns->patterns);
    g_free(patterns->table);
    g_free(patterns);
}
