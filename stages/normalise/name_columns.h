/* name_columns: what became of a name: one record's cells of the columns name_*. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rules.h"
#include "stages/normalise/tokens.h"

/* Emptied by whoever fills it; reused. */
typedef struct {
    GString *clean;
    GString *roles;
    GString *key;
    GString *keys_other;
    GString *skeleton;
    GString *rank;
    GString *honorific;
    GString *local;       /* in another script than the name, from brackets in its cell */
    GString *nickname;    /* from brackets or quotes, in the same script */
    const RollRule *flag; /* the first rule that fired and wants the row reported; NULL: none */
    GError *fault;        /* a rule that could not be run: the name is only folded; NULL: none */
} NormaliseName;

void normalise_name_init(NormaliseName *name);
void normalise_name_clear(NormaliseName *name);

/* Appends @word, a blank in front of it when it is not the first. */
void normalise_append_word(GString *out, RollText word);

void normalise_name_empty(NormaliseName *name);
/* Takes the words and keys back, but not the titles, flag and fault. */
void normalise_name_empty_words(NormaliseName *name);
/* Keeps @text, which stood in brackets or quotes in the name's cell beside @rest: in another script
 * it is the name once more, else a nickname. */
void normalise_name_keep(NormaliseName *name, RollText text, RollText rest);
/* Adds the words, their keys, skeletons and roles. */
void normalise_name_write(NormaliseName *name, const NormaliseTokens *tokens);
/* Adds a key of the whole name, unless it is there already. */
void normalise_name_add_key(NormaliseName *name, const gchar *key, gsize length);
/* Makes @key the name's; those of its words, which were, become the first of the further keys. */
void normalise_name_replace_key(NormaliseName *name, RollText key);
