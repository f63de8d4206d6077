/* model: weights of evidence after Fellegi and Sunter (JASA 1969), in bits.
 *
 *   weight(a, b) = log2 odds of the two organisations' prior
 *                + for every field  log2 m/u of its level,
 *                  where at "equal" half of u is the value's own frequency, so that rare values
 *                  weigh more, and close levels gain half as much;
 *                + for every field  log2 of how much likelier (m) or (u) its level is given the
 *                  level of the field it depends on most (a tree after Chow and Liu, IEEE 1968),
 *                  so that unit, station and province do not count three times.
 *
 * A name alone never makes a pair: without another field that agrees, wholly or in part, the weight
 * stays below zero.  What differs is no such evidence: where a trait differs as often between two
 * records of one person as between strangers, it may weigh a little for the pair, and says
 * nothing. */
#pragma once

#include <glib.h>

#include "stages/match/pattern.h"

#define MATCH_NAME_ALONE                                                                           \
    (-1.6) /* bits that a pair can reach by its name alone: for a person to look at */
#define MATCH_HEADLINE_VETO (-8.0)
#define MATCH_PRIOR_PAIRS   50.0 /* pairs of two organisations that the overall share counts for */
#define MATCH_SOURCES_MAX   1000 /* with more organisations than that all pairs share one prior */

typedef struct {
    gdouble m[MATCH_LEVELS_MAX];
    gdouble u[MATCH_LEVELS_MAX];
    gdouble log_m[MATCH_LEVELS_MAX]; /* log2 of both; match_model_refresh() */
    gdouble log_u[MATCH_LEVELS_MAX];
    gint parent; /* the field this one depends on, -1: none */
    gdouble lift_m[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX]; /* log2; [parent's level][own level] */
    gdouble lift_u[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX];
    gdouble repeat; /* how often two random values are equal: the sum of squared shares */
    gfloat *chance; /* bits, a value: -log2 of how often another person has it; owned */
    gfloat *rarity; /* bits, a value: what its rarity adds to a close level; owned */
} MatchFieldModel;

typedef struct {
    const MatchIdentities *identities;
    MatchFieldModel field[MATCH_FIELDS_MAX];
    guint n_priors;     /* sources squared, or 1 */
    gdouble *log_prior; /* log2 odds, [source of one * n_sources + of the other] */
    gdouble *matched;   /* by the same places: pairs of the two that are one person's ... */
    gdouble *possible;  /* ... and all pairs there are */
    gdouble overall;    /* the share of one person's among all pairs of records */
} MatchModel;

/* The model before any training: prior m, u that knows nothing, one prior for all. */
MatchModel *match_model_new(const MatchIdentities *identities);
/* Recounts what the model takes from u and from the values' shares. */
void match_model_count(MatchModel *model);
/* The same of one field, of which it is known how often two random values are equal. */
void match_model_take_shares(const MatchValues *values, gdouble repeat, MatchFieldModel *at);

/* Once m or u were changed. */
void match_model_refresh(MatchFieldModel *at);

/* The probability that has @bits of odds. */
gdouble match_posterior(gdouble bits);
/* log2 odds of any prior among @n identities, before anything is learnt. */
gdouble match_model_first_odds(guint n);
/* log2 odds of a prior from what is counted. */
gdouble match_model_odds(gdouble matched, gdouble possible, gdouble overall);
guint match_model_prior_of(const MatchModel *model, guint a, guint b);

/* What the levels of a pair are worth: m's part, that EM moves, and the rest, that it does not.
 * Pairs of other headlines (see MATCH_HEADLINE_VETO) teach nothing of matches: m's part rules them
 * out, or those that share a roof and a telephone would teach that names may differ. */
gdouble match_model_m_part(const MatchModel *model, const MatchPattern *pattern);
gdouble match_model_rest(const MatchModel *model, guint a, guint b, const MatchPattern *pattern);
/* The same of one field, which must have a level in @pattern for the rest. */
gdouble match_model_m_part_of(const MatchModel *model, guint field, const MatchPattern *pattern);
gdouble match_model_rest_of(const MatchModel *model, guint field, guint a, guint b,
                            const MatchPattern *pattern);

/* What family and given name add that are equal, each in the other's place: as rare as the two
 * together. */
gdouble match_model_swapped(const MatchModel *model, guint a);
/* A sum of terms under the two caps: the headline's, and that of a name alone. */
gdouble match_model_cap(const MatchModel *model, gdouble weight, guint a, guint b,
                        const MatchPattern *pattern);
/* Of a weight (terms.h) into @parts what each field adds, MATCH_FIELDS_MAX of them; returns what no
 * field does: the prior, and the two caps. */
gdouble match_model_explain(const MatchModel *model, guint a, guint b, const MatchPattern *pattern,
                            gdouble *parts);
/* Does nothing but the name speak for the pair? */
gboolean match_model_name_alone(const MatchModel *model, guint a, guint b,
                                const MatchPattern *pattern);
void match_model_free(MatchModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchModel, match_model_free)
