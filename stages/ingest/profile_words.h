/* profile_words: the words by which the cells of a column are told: months, and the sexes.
 *
 * They stand in rules/validate.ini, for validate; here they only help to guess. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef struct {
    GHashTable *months; /* folded words, owned */
    GHashTable *dates;  /* other words of dates, folded, owned */
    GHashTable *sexes;  /* the same */
} IngestWords;

/* Errors: ROLL_ERROR_CONFIG. */
IngestWords *ingest_words_load(const RollLayers *layers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @word, of one language or another, is in @words. */
gboolean ingest_words_have(GHashTable *words, RollText word);
void ingest_words_free(IngestWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestWords, ingest_words_free)
