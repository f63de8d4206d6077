#include "stages/match/compare_name.h"

#include "stages/match/compare.h"
#include "stages/match/distance.h"

/* Each letter that only one of the two holds takes a step of editing, half a step where it was
 * replaced. */
gboolean
match_is_within(const MatchValue *a, const MatchValue *b, guint distance)
{
    return (guint)__builtin_popcount(a->letters ^ b->letters) <= 2 * distance &&
           match_osa(a->squeezed, b->squeezed, distance) <= distance;
}

/* A letter that the other does not hold cannot be matched; the common beginning counts for four
 * letters at most. */
gboolean
match_is_similar(const MatchValue *a, const MatchValue *b, gdouble similarity)
{
    gdouble matched_a = a->squeezed.length - (gdouble)__builtin_popcount(a->letters & ~b->letters);
    gdouble matched_b = b->squeezed.length - (gdouble)__builtin_popcount(b->letters & ~a->letters);
    gdouble matched = MIN(matched_a, matched_b);
    gdouble jaro = (matched / a->squeezed.length + matched / b->squeezed.length + 1) / 3;

    return jaro + .4 * (1 - jaro) >= similarity &&
           match_jaro_winkler(a->squeezed, b->squeezed) >= similarity;
}

gboolean
match_share_word(const MatchValue *a, const MatchValue *b, guint min)
{
    for (guint i = 0; i < a->n_words; i++)
        for (guint j = 0; match_value_word(a, i).length >= min && j < b->n_words; j++)
            if (roll_text_equal(match_value_word(a, i), match_value_word(b, j)))
                return TRUE;
    return FALSE;
}

static gboolean
is_beginning(RollText shorter, RollText longer)
{
    return (shorter.length == 1 || shorter.length >= 3) && shorter.length < longer.length &&
           memcmp(shorter.data, longer.data, shorter.length) == 0;
}

static gboolean
has_similar_words(const MatchValue *a, const MatchValue *b)
{
    for (guint i = 0; i < a->n_words; i++)
        for (guint j = 0; j < b->n_words; j++)
            if (MIN(match_value_word(a, i).length, match_value_word(b, j).length) >= 4 &&
                match_jaro_winkler(match_value_word(a, i), match_value_word(b, j)) >= .92)
                return TRUE;
    return FALSE;
}

/* One letter of three is much of a name: no more than similar. */
static gboolean
are_similar(const MatchValue *a, const MatchValue *b)
{
    guint longer = MAX(a->squeezed.length, b->squeezed.length);

    if (MIN(a->squeezed.length, b->squeezed.length) < 4)
        return longer >= 3 && match_is_within(a, b, 1);
    return match_is_similar(a, b, .88) || (longer >= 6 && match_is_within(a, b, 2));
}

/* One is in Latin letters, the other is not: letter by letter only their keys can be compared. */
static gboolean
are_of_two_scripts(const MatchValue *a, const MatchValue *b)
{
    return (((guchar)a->squeezed.data[0] ^ (guchar)b->squeezed.data[0]) & 0x80) != 0;
}

static guint
compare_as_written(const MatchValue *a, const MatchValue *b)
{
    RollText shorter = a->squeezed.length <= b->squeezed.length ? a->squeezed : b->squeezed;
    RollText longer = a->squeezed.length <= b->squeezed.length ? b->squeezed : a->squeezed;
    gboolean several = a->n_words > 1 || b->n_words > 1;

    if (roll_text_equal(a->squeezed, b->squeezed))
        return MATCH_NAME_EQUAL;
    if (a->key.length > 1 && roll_text_equal(a->key, b->key))
        return MATCH_NAME_KEY;
    if (shorter.length >= 3 && longer.length >= 4 && match_is_within(a, b, 1))
        return MATCH_NAME_CLOSE;
    if ((several && match_share_word(a, b, 3)) || is_beginning(shorter, longer))
        return MATCH_NAME_PARTIAL;
    if (are_similar(a, b))
        return MATCH_NAME_SIMILAR;
    return several && has_similar_words(a, b) ? MATCH_NAME_SIMILAR : MATCH_NAME_DIFFERENT;
}

guint
match_compare_names(const MatchValue *a, const MatchValue *b)
{
    MatchValue key_a;
    MatchValue key_b;

    if (!are_of_two_scripts(a, b))
        return compare_as_written(a, b);
    key_a = match_value_as_key(a);
    key_b = match_value_as_key(b);
    return MAX(compare_as_written(&key_a, &key_b), MATCH_NAME_KEY);
}

guint
match_compare_middles(const MatchValue *a, const MatchValue *b)
{
    guint level = match_compare_names(a, b);

    if (level == MATCH_NAME_EQUAL)
        return 0;
    return level <= MATCH_NAME_PARTIAL ? 1 : level == MATCH_NAME_SIMILAR ? 2 : 3;
}

/* How one word stands to another, best first. */
typedef enum { WORD_SAME, WORD_KEY, WORD_CLOSE, WORD_LIKE, WORD_INITIAL, WORD_OTHER } WordMatch;

static WordMatch
match_words(const MatchValue *a, guint i, const MatchValue *b, guint j)
{
    RollText word_a = match_value_word(a, i);
    RollText word_b = match_value_word(b, j);
    guint shorter = MIN(word_a.length, word_b.length);

    if (roll_text_equal(word_a, word_b))
        return WORD_SAME;
    if (shorter == 1)
        return word_a.data[0] == word_b.data[0] ? WORD_INITIAL : WORD_OTHER;
    if (roll_text_equal(match_value_key(a, i), match_value_key(b, j)))
        return WORD_KEY;
    if (shorter >= 3 && match_osa(word_a, word_b, 1) <= 1)
        return WORD_CLOSE;
    if (shorter >= 4 &&
        (match_jaro_winkler(word_a, word_b) >= .86 || match_osa(word_a, word_b, 2) <= 2))
        return WORD_LIKE;
    return WORD_OTHER;
}

/* Words of the shorter name, each given to the best free word of the longer. */
typedef struct {
    guint n[WORD_OTHER + 1]; /* words by how they match */
    guint n_shorter;
} Alignment;

/* The first free word of the longer name that matches so well. */
static gboolean
take_word(const guint8 *how, guint n_words, guint want, gboolean *done)
{
    for (guint j = 0; j < n_words; j++)
        if (!done[j] && how[j] == want) {
            done[j] = TRUE;
            return TRUE;
        }
    return FALSE;
}

/* Is one word of @whole two neighbours of @parts run together, by letters or by key? */
static gboolean
is_joined(const MatchValue *whole, guint i, const MatchValue *parts, guint j)
{
    RollText word = match_value_word(whole, i);
    RollText first = match_value_word(parts, j);
    RollText second = match_value_word(parts, j + 1);

    if (word.length == first.length + second.length &&
        memcmp(word.data, first.data, first.length) == 0 &&
        memcmp(word.data + first.length, second.data, second.length) == 0)
        return TRUE;
    word = match_value_key(whole, i);
    first = match_value_key(parts, j);
    second = match_value_key(parts, j + 1);
    return word.length > 2 && word.length == first.length + second.length &&
           memcmp(word.data, first.data, first.length) == 0 &&
           memcmp(word.data + first.length, second.data, second.length) == 0;
}

/* Takes each free word of @whole that is two free neighbours of @parts; returns how many. */
static guint
take_joined(const MatchValue *whole, gboolean *done_whole, const MatchValue *parts,
            gboolean *done_parts)
{
    guint n = 0;

    for (guint i = 0; i < whole->n_words; i++)
        for (guint j = 0; !done_whole[i] && j + 1 < parts->n_words; j++)
            if (!done_parts[j] && !done_parts[j + 1] && is_joined(whole, i, parts, j)) {
                done_whole[i] = done_parts[j] = done_parts[j + 1] = TRUE;
                n++;
            }
    return n;
}

static Alignment
align(const MatchValue *a, const MatchValue *b)
{
    const MatchValue *few = a->n_words <= b->n_words ? a : b;
    const MatchValue *many = a->n_words <= b->n_words ? b : a;
    gboolean done_few[MATCH_WORDS_MAX] = {FALSE};
    gboolean done_many[MATCH_WORDS_MAX] = {FALSE};
    guint8 how[MATCH_WORDS_MAX][MATCH_WORDS_MAX];
    Alignment alignment = {.n_shorter = few->n_words};

    for (guint i = 0; i < few->n_words; i++)
        for (guint j = 0; j < many->n_words; j++)
            how[i][j] = (guint8)match_words(few, i, many, j);
    for (guint want = WORD_SAME; want < WORD_OTHER; want++) {
        if (want == WORD_CLOSE) { /* what is the same, joined or not, before what is like it */
            alignment.n[WORD_KEY] += take_joined(few, done_few, many, done_many);
            alignment.n[WORD_KEY] += 2 * take_joined(many, done_many, few, done_few);
        }
        for (guint i = 0; i < few->n_words; i++)
            if (!done_few[i] && take_word(how[i], many->n_words, want, done_many)) {
                done_few[i] = TRUE;
                alignment.n[want]++;
            }
    }
    alignment.n[WORD_OTHER] = few->n_words - alignment.n[WORD_SAME] - alignment.n[WORD_KEY] -
                              alignment.n[WORD_CLOSE] - alignment.n[WORD_LIKE] -
                              alignment.n[WORD_INITIAL];
    return alignment;
}

/* Is a further key of @a the key, or a further key, of @b? */
static gboolean
has_key_of(const MatchValue *a, const MatchValue *b)
{
    RollText key = ROLL_TEXT_EMPTY;
    RollText other = ROLL_TEXT_EMPTY;

    for (guint i = 0; match_value_other(a, &i, &key);) {
        if (roll_text_equal(key, b->key))
            return TRUE;
        for (guint j = 0; match_value_other(b, &j, &other);)
            if (roll_text_equal(key, other))
                return TRUE;
    }
    return FALSE;
}

static guint
compare_bags_as_written(const MatchValue *a, const MatchValue *b)
{
    Alignment alignment = {0};
    guint n_same = 0;

    if (roll_text_equal(a->squeezed, b->squeezed))
        return 0;
    if (a->key.length > 3 && roll_text_equal(a->key, b->key))
        return 1;
    if (has_key_of(a, b) || has_key_of(b, a))
        return 1;
    alignment = align(a, b);
    n_same = alignment.n[WORD_SAME] + alignment.n[WORD_KEY];
    if (a->n_words == b->n_words && alignment.n_shorter >= 2 &&
        n_same + alignment.n[WORD_CLOSE] == alignment.n_shorter && alignment.n[WORD_CLOSE] == 1)
        return 1;
    if (alignment.n_shorter >= 2 && n_same + alignment.n[WORD_CLOSE] == alignment.n_shorter)
        return 2;
    if (alignment.n_shorter >= 2 && alignment.n[WORD_OTHER] == 0)
        return 3;
    return alignment.n[WORD_SAME] > 0 ? 4 : 5;
}

guint
match_compare_bags(const MatchValue *a, const MatchValue *b)
{
    MatchValue key_a;
    MatchValue key_b;

    if (!are_of_two_scripts(a, b))
        return compare_bags_as_written(a, b);
    key_a = match_value_as_key(a);
    key_b = match_value_as_key(b);
    return MAX(compare_bags_as_written(&key_a, &key_b), 1);
}
