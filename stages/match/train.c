#include "stages/match/train.h"

#include <math.h>

#include "stages/match/em.h"
#include "stages/match/groups.h"
#include "stages/match/terms.h"
#include "stages/match/tree.h"

#define FIRST_ITERATIONS  12
#define SECOND_ITERATIONS 6
#define SAME_PERSON_BITS  6.0 /* weight from which two identities count as one person's */
/* So often a random pair counts at most: two short lists of the same people have high odds of a
 * match, and few pairs to tell anything. */
#define ODDS_MAX 10.0

/* ---- u ---- */

/* Random pairs, and what the first round has found of them. */
typedef struct {
    const MatchPairs *pairs;
    const MatchGroups *persons; /* NULL: before the first round */
    gdouble odds;               /* of a match among them, by their organisations: the mean */
} Strangers;

/* The odds that a pair is a match, by its organisations. */
static gdouble
odds_of(const MatchModel *model, const MatchPair *pair)
{
    return exp2(model->log_prior[match_model_prior_of(model, pair->a, pair->b)]);
}

static Strangers
strangers_of(const MatchModel *model, const MatchPairs *random, const MatchGroups *persons)
{
    Strangers strangers = {random, persons, 0};

    for (guint i = 0; i < random->pairs->len; i++)
        strangers.odds += odds_of(model, &g_array_index(random->pairs, MatchPair, i));
    strangers.odds /= MAX(random->pairs->len, 1);
    return strangers;
}

/* Weight of a random pair in counting: persons, not rows; none within one person; and as often as
 * its organisations have matches.  Two organisations write ranks, or ages, in ways of their own, so
 * what strangers of one organisation have in common says little of strangers of two. */
static gdouble
random_weight(const MatchModel *model, const Strangers *strangers, const MatchPair *pair)
{
    const MatchIdentities *identities = model->identities;
    const MatchGroups *persons = strangers->persons;

    if (persons == NULL)
        return 1;
    if (match_groups_of(persons, pair->a) == match_groups_of(persons, pair->b))
        return 0;
    return (gdouble)g_array_index(identities->weights, gfloat, pair->a) *
           (gdouble)g_array_index(identities->weights, gfloat, pair->b) *
           MIN(odds_of(model, pair) / strangers->odds, ODDS_MAX);
}

static void
estimate_u(MatchModel *model, const Strangers *strangers)
{
    const MatchIdentities *identities = model->identities;
    const MatchPairs *random = strangers->pairs;
    gdouble counts[MATCH_FIELDS_MAX][MATCH_LEVELS_MAX] = {{0}};

    for (guint i = 0; i < random->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(random->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(random->patterns, pair->pattern);
        gdouble weight = random_weight(model, strangers, pair);

        for (guint field = 0; field < identities->fields->len; field++)
            if (pattern->level[field] != MATCH_LEVEL_MISSING)
                counts[field][pattern->level[field]] += weight;
    }
    for (guint field = 0; field < identities->fields->len; field++) {
        guint n_levels = match_levels(match_field(identities, field)->kind)->n_levels;
        gdouble sum = 0;

        for (guint level = 0; level < n_levels; level++)
            sum += counts[field][level];
        for (guint level = 0; level < n_levels; level++)
            model->field[field].u[level] = (counts[field][level] + .5) / (sum + .5 * n_levels);
        match_model_refresh(&model->field[field]);
    }
}

void
match_train_start(MatchModel *model, MatchIdentities *identities, const MatchPairs *random,
                  guint jobs)
{
    match_identities_count(identities, jobs);
    estimate_u(model, &(Strangers){random, NULL, 0});
    match_model_count(model);
}

/* ---- dependence ---- */

/* Random pairs by pattern, each counted by how surely it is none. */
static void
plant_tree(MatchModel *model, const Strangers *strangers, gdouble rate)
{
    const MatchPairs *random = strangers->pairs;
    g_autofree gdouble *counts = g_new0(gdouble, match_patterns_n(random->patterns) + 1);
    g_autoptr(MatchTerms) terms = match_terms_new(model);

    for (guint i = 0; i < random->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(random->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(random->patterns, pair->pattern);
        gdouble bits = match_terms_weight(terms, pair->a, pair->b, pattern);

        counts[pair->pattern] +=
            random_weight(model, strangers, pair) * (1 - match_posterior(bits));
    }
    match_tree_plant(model, random->patterns, counts, rate * random->pairs->len);
}

/* ---- persons, as far as the first round knows them ---- */

static void
weigh_identities(MatchIdentities *identities, const MatchGroups *persons)
{
    g_autofree guint32 *sizes = g_new0(guint32, (gsize)identities->n + 1);

    for (guint i = 0; i < identities->n; i++)
        sizes[match_groups_of(persons, i)]++;
    for (guint i = 0; i < identities->n; i++)
        g_array_index(identities->weights, gfloat, i) =
            1 / (gfloat)sizes[match_groups_of(persons, i)];
}

void
match_train(MatchModel *model, MatchIdentities *identities, const MatchTraining *training,
            guint jobs)
{
    g_autoptr(MatchGroups) persons = NULL;
    Strangers strangers = {training->random, NULL, 0};

    plant_tree(model, &strangers, 1 / MAX((gdouble)identities->n - 1, 1));
    match_pairs_weigh_rest(training->to_learn, model, jobs);
    match_em(model, training->to_learn, FIRST_ITERATIONS, jobs);

    match_pairs_weigh(training->candidates, model, jobs);
    persons = match_groups_new(identities->n, training->candidates, SAME_PERSON_BITS);
    weigh_identities(identities, persons);
    match_identities_count(identities, jobs);
    strangers = strangers_of(model, training->random, persons);
    estimate_u(model, &strangers);
    match_model_count(model);
    plant_tree(model, &strangers, 0);
    match_pairs_weigh_rest(training->to_learn, model, jobs);
    match_em(model, training->to_learn, SECOND_ITERATIONS, jobs);
    match_pairs_weigh(training->candidates, model, jobs);
}
