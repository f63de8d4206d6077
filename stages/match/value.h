/* value: the distinct values of one compared field, and what comparing them needs. */
#pragma once

#include <glib.h>

#include "pipeline/lib/encoding.h"
#include "pipeline/lib/text.h"

#define MATCH_WORDS_MAX     12 /* words of a value that are looked at */
#define MATCH_LEVEL_UNKNOWN 0xff
#define MATCH_MISSING       0 /* the value's place when a record has none */

typedef enum {
    MATCH_FAMILY, /* the name's parts, where it is known which is which */
    MATCH_GIVEN,
    MATCH_MIDDLE,
    MATCH_SUFFIX,
    MATCH_BAG,  /* the whole name as a set of words, where it is not */
    MATCH_NAME, /* a further name: in local script, of another column */
    MATCH_DATE,
    MATCH_BIRTH,      /* the years of birth that a year, an age or a birth date allows */
    MATCH_IDENTIFIER, /* phones too */
    MATCH_EMAIL,
    MATCH_SEX,
    MATCH_CATEGORY, /* ranks, places, units: short, from a list */
    MATCH_TEXT,     /* longer: rare words count */
    MATCH_N_KINDS,
} MatchKind;

typedef struct {
    guint16 start; /* into text */
    guint16 length;
} MatchWord;

#define MATCH_WORDS_FEW 2

/* Most values have one word or two: these lie in the value itself. */
typedef union {
    MatchWord few[MATCH_WORDS_FEW];
    MatchWord *many;
} MatchWords;

#define MATCH_BANDS 6

/* A value's encoding, and what it is looked for under. */
typedef struct {
    RollFilter filter;
    guint64 whole;              /* a hash of the filter */
    guint64 bands[MATCH_BANDS]; /* similar filters have some of them in common */
} MatchEncoded;

typedef struct {
    RollText text;     /* folded: words with one blank between */
    RollText squeezed; /* the same without blanks */
    RollText key;      /* names: the match key, squeezed; else as squeezed */
    guint32 letters;   /* held by squeezed: a bit each, by the low five bits */
    gint32 low;        /* dates: yyyymmdd, or yyyy; births: first year */
    gint32 high;       /* births: last year */
    guint8 n_words;
    guint8 n_keys;     /* equals n_words, or keys are not used word by word */
    guint8 is_encoded; /* nothing but the encoding is known; @text tells it from others */
    /* What most comparisons need lies above, close together. */
    RollText keys; /* names: the match keys with blanks, a word of @text each; else as text */
    /* Without their lengths, as most values have none; NULL: none. */
    const gchar *others;    /* names: further keys of the whole, each squeezed, blanks between */
    const gchar *skeletons; /* names: of every word, as normalise gave them, blanks between; behind
                               those of a whole name some more, of words run together */
    MatchWords words;       /* of text */
    MatchWords key_words;   /* of keys; those of text where keys is text */
    gfloat *idf;            /* of text: how telling a word is; NULL until weighed */
    MatchEncoded *encoded;  /* owned; NULL: none */
    gdouble share; /* of those who have a value, how many have this one; persons, not rows */
} MatchValue;

typedef struct MatchValues MatchValues;

MatchValues *match_values_new(MatchKind kind);
/* The place of a value, 1 and up; MATCH_MISSING for one without content.  @text is folded; @key,
 * for names, as normalise gave it, may be "". */
guint match_values_intern(MatchValues *values, RollText text, RollText key);
/* Further keys of the value at @place, each without blanks; the first that are given are kept. */
void match_values_add_others(MatchValues *values, guint place, RollText others);
/* The skeletons of the value at @place; of several that are given (countries differ in them) the
 * one that sorts first is kept, whatever the order of the records. */
void match_values_add_skeletons(MatchValues *values, guint place, RollText skeletons);
/* The place of a value of which only the encoding came: @base64. */
guint match_values_intern_encoded(MatchValues *values, RollText base64, const RollFilter *filter);
/* What encodes the value at @place beside it; of several that are given the one that sorts first is
 * kept. */
void match_values_add_encoded(MatchValues *values, guint place, const RollFilter *filter);
guint match_values_n(const MatchValues *values); /* places, that of missing counted */
const MatchValue *match_values_at(const MatchValues *values, guint place);
MatchValue *match_values_edit(MatchValues *values, guint place);
/* Once all values are known: gives value @i (1 and up) the place @places[i], all different, and
 * puts what it owns in that order, so that neighbours lie side by side.  None can be added any
 * more. */
void match_values_arrange(MatchValues *values, const guint32 *places);
/* Once all values are known: room to remember how two of them compare, where they are few enough
 * for a table of all against all.  A threadsafe guess: a level not remembered yet is
 * MATCH_LEVEL_UNKNOWN. */
void match_values_remember(MatchValues *values);
guint8 *match_values_memo(const MatchValues *values, guint a, guint b); /* NULL: too many */
/* Asks for the memory of the value at @place, unless how it compares is remembered. */
void match_values_fetch(const MatchValues *values, guint place);

/* The next of a value's further keys behind *@position, which begins at 0; FALSE: no more. */
gboolean match_value_other(const MatchValue *value, guint *position, RollText *other);
/* The next of a value's skeletons, in the same way. */
gboolean match_value_skeleton(const MatchValue *value, guint *position, RollText *skeleton);

static inline const MatchWord *
match_words_of(const MatchWords *words, guint n)
{
    return n <= MATCH_WORDS_FEW ? words->few : words->many;
}

RollText match_value_word(const MatchValue *value, guint word);
/* The key of a word, or the word itself where keys and words do not go together. */
RollText match_value_key(const MatchValue *value, guint word);
/* The value as its key has it, without keys of its own; valid as long as @value. */
MatchValue match_value_as_key(const MatchValue *value);
void match_values_free(MatchValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchValues, match_values_free)
