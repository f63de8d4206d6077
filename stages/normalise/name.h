/* name: an officer's name, from what a list says to words with roles and keys.
 *
 * The steps, each a phase of rules/names/ but the last two: clean, note; honorific and rank
 * by turns until nothing changes; words and their roles (order.h); a key and a skeleton a word
 * (keys.h), the key of the whole, which is that of its words unless a rule says otherwise, and
 * further ones, one of them in Latin letters where it has others. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/rules.h"
#include "stages/normalise/name_columns.h"

typedef struct NormaliseNames NormaliseNames;

/* Errors: ROLL_ERROR_CONFIG. */
NormaliseNames *normalise_names_load(const RollLayers *layers,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_names_free(NormaliseNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseNames, normalise_names_free)

/* The columns a name comes from; those a list does not have are "". */
typedef struct {
    RollText whole; /* a name in one column */
    RollText family;
    RollText given;
    RollText middle;
    RollText suffix;
    RollText local; /* a name in the local script: used when there is no other, and as a key */
} NormaliseSource;

/* From now on @receiver is told of every rule that fires; it outlives @names. */
void normalise_names_watch(NormaliseNames *names, const RollRuleReceiver *receiver);

/* @country: ISO3, "" for none. */
void normalise_names_read(NormaliseNames *names, const gchar *country,
                          const NormaliseSource *source, NormaliseName *name);
