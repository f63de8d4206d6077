/* tokens: the words of a name, each with its role and its key. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef enum {
    NORMALISE_FAMILY = 'f',
    NORMALISE_GIVEN = 'g',
    NORMALISE_MIDDLE = 'm',
    NORMALISE_SUFFIX = 's',
    NORMALISE_UNKNOWN = '?',
} NormaliseRole;

typedef struct {
    RollText text; /* of the name; not NUL-terminated */
    RollText key;  /* of NormaliseKeys, and so is */
    RollText skeleton;
    gchar role;
} NormaliseToken;

typedef struct {
    GArray *list; /* of NormaliseToken */
    guint comma;  /* tokens in front of the first comma; 0 when there is none, or none behind it */
} NormaliseTokens;

void normalise_tokens_init(NormaliseTokens *tokens);
void normalise_tokens_clear(NormaliseTokens *tokens);
void normalise_tokens_empty(NormaliseTokens *tokens);

static inline NormaliseToken *
normalise_tokens_at(const NormaliseTokens *tokens, guint index)
{
    return &g_array_index(tokens->list, NormaliseToken, index);
}

/* Adds the words of @name with @role: letters, marks, digits and apostrophes between them; all
 * other signs part words, hyphens and full stops too. */
void normalise_tokens_split(NormaliseTokens *tokens, RollText name, gchar role);

/* Puts the words with @role into @out, @between each two; returns how many. */
guint normalise_tokens_write(const NormaliseTokens *tokens, NormaliseRole role,
                             const gchar *between, GString *out);

/* TRUE when it is a single letter; one with a vowel sign is a word of Khmer (Ly, Thou). */
gboolean normalise_token_is_initial(RollText text);
/* TRUE when it holds capitals, two at least, and no small letter. */
gboolean normalise_token_is_capitals(RollText text);
/* TRUE when it holds a small letter. */
gboolean normalise_token_is_small(RollText text);
