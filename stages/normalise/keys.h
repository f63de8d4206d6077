/* keys: the match key and the skeleton of a word, by the rules of names/fold.ini, names/key.ini
 * and names/skeleton.ini.
 *
 * Few words make up all names (2 % of the words of a roster are distinct), so each is worked on
 * once a country. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/rules.h"
#include "pipeline/lib/text.h"

typedef struct NormaliseKeys NormaliseKeys;

/* Errors: ROLL_ERROR_CONFIG. */
NormaliseKeys *normalise_keys_load(const RollLayers *layers,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_keys_free(NormaliseKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseKeys, normalise_keys_free)

/* From now on @receiver (NULL: nobody) is told of every rule that fires, and every word is worked
 * on anew. */
void normalise_keys_watch(NormaliseKeys *keys, const RollRuleReceiver *receiver);

/* The keys of one name are valid from here on until the next call. */
void normalise_keys_begin(NormaliseKeys *keys);
typedef struct {
    RollText key; /* the word, changed by the rules of "fold" and "key" */
    RollText
        skeleton; /* the key, changed by the rules of "skeleton"; the key where they leave none */
} NormaliseWordKeys;
/* The keys of @word for @country (ISO3, "" for none); "" for a word that folds to nothing.
 * Errors: ROLL_ERROR_DATA, as roll_ruleset_apply(). */
gboolean normalise_keys_get(NormaliseKeys *keys, const gchar *country, RollText word,
                            NormaliseWordKeys *made, GError **error) G_GNUC_WARN_UNUSED_RESULT;
