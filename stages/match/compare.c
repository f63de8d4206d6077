#include "stages/match/compare.h"

#include "stages/match/compare_name.h"
#include "stages/match/distance.h"

#define NAME_LEVELS "equal", "same sound", "one letter", "part", "similar", "different"

static const MatchLevels levels[MATCH_N_KINDS] = {
    [MATCH_FAMILY] = {8,
                      4,
                      TRUE,
                      FALSE,
                      {NAME_LEVELS, "swapped", "other order"},
                      {.73, .08, .07, .03, .03, .04, .01, .01}},
    [MATCH_GIVEN] = {6, 4, TRUE, FALSE, {NAME_LEVELS}, {.70, .08, .07, .05, .04, .06}},
    [MATCH_MIDDLE] =
        {4, 0, TRUE, FALSE, {"equal", "part", "similar", "different"}, {.70, .20, .03, .07}},
    [MATCH_SUFFIX] = {2, 0, FALSE, TRUE, {"equal", "different"}, {.97, .03}},
    [MATCH_BAG] = {6,
                   3,
                   TRUE,
                   FALSE,
                   {"equal", "same sound", "same words", "all of the shorter", "one word",
                    "different"},
                   {.55, .15, .12, .08, .05, .05}},
    [MATCH_NAME] = {6, 4, TRUE, FALSE, {NAME_LEVELS}, {.70, .08, .07, .05, .04, .06}},
    [MATCH_DATE] = {5,
                    2,
                    TRUE,
                    TRUE,
                    {"equal", "one digit", "two parts", "year or two digits", "different"},
                    {.85, .06, .03, .02, .04}},
    [MATCH_BIRTH] = {4,
                     0,
                     FALSE,
                     TRUE,
                     {"agree", "one year off", "two years off", "different"},
                     {.90, .06, .01, .03}},
    [MATCH_IDENTIFIER] =
        {4, 2, TRUE, TRUE, {"equal", "one sign", "two signs", "different"}, {.75, .07, .02, .16}},
    [MATCH_EMAIL] =
        {4, 2, TRUE, FALSE, {"equal", "same name", "similar", "different"}, {.70, .12, .05, .13}},
    [MATCH_SEX] = {2, 0, FALSE, TRUE, {"equal", "different"}, {.97, .03}},
    [MATCH_CATEGORY] =
        {4, 2, TRUE, FALSE, {"equal", "one letter", "similar", "different"}, {.65, .06, .05, .24}},
    [MATCH_TEXT] = {5,
                    2,
                    TRUE,
                    FALSE,
                    {"equal", "nearly", "rare words", "some words", "different"},
                    {.65, .12, .08, .05, .10}},
};

const MatchLevels *
match_levels(MatchKind kind)
{
    return &levels[kind];
}

static guint
compare_equal(const MatchValue *a, const MatchValue *b)
{
    return roll_text_equal(a->squeezed, b->squeezed) ? 0 : 1;
}

static guint
compare_dates(const MatchValue *a, const MatchValue *b)
{
    gint32 year_a = a->low > 9999 ? a->low / 10000 : a->low;
    gint32 year_b = b->low > 9999 ? b->low / 10000 : b->low;
    gint32 month_a = a->low / 100 % 100;
    gint32 month_b = b->low / 100 % 100;
    gint32 day_a = a->low % 100;
    gint32 day_b = b->low % 100;

    if (a->low <= 9999 || b->low <= 9999)
        return year_a == year_b ? 3 : 4;
    if (a->low == b->low)
        return 0;
    if (match_osa(a->squeezed, b->squeezed, 1) <= 1 ||
        (year_a == year_b && month_a == day_b && day_a == month_b))
        return 1;
    if ((year_a == year_b) + (month_a == month_b) + (day_a == day_b) == 2)
        return 2;
    return year_a == year_b || match_osa(a->squeezed, b->squeezed, 2) <= 2 ? 3 : 4;
}

static guint
compare_births(const MatchValue *a, const MatchValue *b)
{
    gint32 gap = MAX(a->low - b->high, b->low - a->high);

    return gap <= 0 ? 0 : (guint)MIN(gap, 3);
}

static guint
compare_identifiers(const MatchValue *a, const MatchValue *b)
{
    guint shorter = MIN(a->squeezed.length, b->squeezed.length);
    guint distance = 0;

    if (roll_text_equal(a->squeezed, b->squeezed))
        return 0;
    if ((guint)__builtin_popcount(a->letters ^ b->letters) > 4)
        return 3;
    distance = match_osa(a->squeezed, b->squeezed, 2);
    if (distance <= 1 && shorter >= 4)
        return 1;
    return distance <= 2 && shorter >= 7 ? 2 : 3;
}

/* What stands before the sign @; all of it where there is none. */
static RollText
local_part(RollText email)
{
    const gchar *at = memchr(email.data, '@', email.length);

    return at != NULL ? (RollText){email.data, (guint32)(at - email.data)} : email;
}

static guint
compare_emails(const MatchValue *a, const MatchValue *b)
{
    RollText local_a = local_part(a->squeezed);
    RollText local_b = local_part(b->squeezed);

    if (roll_text_equal(a->squeezed, b->squeezed))
        return 0;
    if (match_osa(a->squeezed, b->squeezed, 2) <= 2 ||
        (local_a.length >= 4 && roll_text_equal(local_a, local_b)))
        return 1;
    return match_jaro_winkler(local_a, local_b) >= .85 ? 2 : 3;
}

static gboolean
same_beginning(const MatchValue *a, const MatchValue *b)
{
    return MIN(a->squeezed.length, b->squeezed.length) >= 5 &&
           (memcmp(a->squeezed.data, b->squeezed.data, 4) == 0 || match_is_similar(a, b, .88));
}

static guint
compare_categories(const MatchValue *a, const MatchValue *b)
{
    guint shorter = MIN(a->squeezed.length, b->squeezed.length);
    guint longer = MAX(a->squeezed.length, b->squeezed.length);
    guint limit = longer >= 8 ? 2 : 1;

    if (roll_text_equal(a->squeezed, b->squeezed))
        return 0;
    if (shorter >= 4 && match_is_within(a, b, limit))
        return 1;
    if ((a->n_words > 1 || b->n_words > 1) && match_share_word(a, b, 3))
        return 2;
    return same_beginning(a, b) ? 2 : 3;
}

static gboolean
is_number(RollText word)
{
    return word.length > 0 && g_ascii_isdigit(word.data[0]);
}

/* How the words of two texts meet. */
typedef struct {
    gdouble common; /* idf of words in both */
    gdouble sum_a;
    gdouble sum_b;
    gboolean number_a;
    gboolean number_b;
    gboolean number_common;
} Overlap;

/* Words may differ in a letter, numbers may not. */
static gboolean
are_same_word(RollText a, RollText b)
{
    if (roll_text_equal(a, b))
        return TRUE;
    return MIN(a.length, b.length) >= 4 && !is_number(a) && !is_number(b) &&
           match_osa(a, b, 1) <= 1;
}

static Overlap
overlap_of(const MatchValue *a, const MatchValue *b)
{
    Overlap overlap = {0};

    for (guint j = 0; j < b->n_words; j++) {
        overlap.sum_b += b->idf[j];
        overlap.number_b |= is_number(match_value_word(b, j));
    }
    for (guint i = 0; i < a->n_words; i++) {
        RollText word = match_value_word(a, i);

        overlap.sum_a += a->idf[i];
        overlap.number_a |= is_number(word);
        for (guint j = 0; j < b->n_words; j++)
            if (are_same_word(word, match_value_word(b, j))) {
                overlap.common += (gdouble)MIN(a->idf[i], b->idf[j]);
                overlap.number_common |= is_number(word);
                break;
            }
    }
    return overlap;
}

/* By letters as a whole only where there are few words: of many, those of a common beginning (the
 * organisation's) would outweigh the one that tells two branches apart. */
static guint
compare_texts(const MatchValue *a, const MatchValue *b)
{
    guint longer = MAX(a->squeezed.length, b->squeezed.length);
    guint limit = longer < 9 ? 1 : longer < 16 ? 2 : 3;
    Overlap overlap = {0};
    gdouble jaccard = 0;
    gdouble contained = 0;

    if (roll_text_equal(a->squeezed, b->squeezed))
        return 0;
    overlap = overlap_of(a, b);
    jaccard = overlap.common / MAX(overlap.sum_a + overlap.sum_b - overlap.common, 1e-9);
    contained = overlap.common / MAX(MIN(overlap.sum_a, overlap.sum_b), 1e-9);
    if (overlap.number_a && overlap.number_b && !overlap.number_common &&
        (a->n_words > 1 || b->n_words > 1))
        return jaccard >= .3 ? 3 : 4;
    if (match_is_within(a, b, limit))
        return 1;
    if (jaccard >= .5 || (contained >= .99 && MIN(overlap.sum_a, overlap.sum_b) >= 5) ||
        (MIN(a->n_words, b->n_words) <= 2 && match_is_similar(a, b, .9)))
        return 2;
    return contained >= .6 ? 3 : 4;
}

/* How much of two filters must be in common for the levels below "equal": of a name, whose many
 * tokens make one letter weigh little, and of other values.  Strangers have .2 to .35 in common; m
 * and u of the levels are learnt as for any others. */
static guint
compare_encoded(MatchKind kind, const MatchValue *a, const MatchValue *b)
{
    static const gdouble of_names[] = {.82, .68, .58, .48};
    static const gdouble of_others[] = {.66, .50, .40};
    guint last = levels[kind].n_levels - 1;
    gboolean is_name = kind == MATCH_BAG || kind == MATCH_NAME;
    const gdouble *steps = is_name ? of_names : of_others;
    guint n_steps = is_name ? G_N_ELEMENTS(of_names) : G_N_ELEMENTS(of_others);
    gdouble dice = 0;

    if (a->encoded == NULL || b->encoded == NULL)
        return MATCH_LEVEL_MISSING;
    if (roll_filter_equal(&a->encoded->filter, &b->encoded->filter))
        return 0;
    dice = roll_filter_dice(&a->encoded->filter, &b->encoded->filter);
    for (guint level = 0; level < MIN(n_steps, last - 1); level++)
        if (dice >= steps[level])
            return level + 1;
    return last;
}

guint
match_compare(MatchKind kind, const MatchValue *a, const MatchValue *b)
{
    if (a->text.length == 0 || b->text.length == 0)
        return MATCH_LEVEL_MISSING;
    if (a->is_encoded || b->is_encoded)
        return compare_encoded(kind, a, b);
    switch (kind) {
    case MATCH_FAMILY:
    case MATCH_GIVEN:
    case MATCH_NAME:
        return match_compare_names(a, b);
    case MATCH_MIDDLE:
        return match_compare_middles(a, b);
    case MATCH_BAG:
        return match_compare_bags(a, b);
    case MATCH_DATE:
        return compare_dates(a, b);
    case MATCH_BIRTH:
        return compare_births(a, b);
    case MATCH_IDENTIFIER:
        return compare_identifiers(a, b);
    case MATCH_EMAIL:
        return compare_emails(a, b);
    case MATCH_CATEGORY:
        return compare_categories(a, b);
    case MATCH_TEXT:
        return compare_texts(a, b);
    case MATCH_SUFFIX:
    case MATCH_SEX:
        return compare_equal(a, b);
    case MATCH_N_KINDS:
    default:
        g_return_val_if_reached(MATCH_LEVEL_MISSING);
    }
}
