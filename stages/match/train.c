#include "stages/match/train.h"

#include <math.h>

#include "stages/match/groups.h"
#include "stages/match/tree.h"

#define FIRST_ITERATIONS  12
#define SECOND_ITERATIONS 6
#define PRIOR_PAIRS       50.0 /* pairs of two organisations that the overall rate counts for */
#define PRIOR_RATE_MAX    .2
#define SAME_PERSON_BITS  6.0 /* weight from which two identities count as one person's */

static gdouble
posterior(gdouble bits)
{
    return bits < -60 ? 0 : 1 / (1 + exp2(-bits));
}

/* ---- u ---- */

/* Weight of a random pair in counting: persons, not rows; none within one person. */
static gdouble
random_weight(const MatchIdentities *identities, const MatchGroups *persons, const MatchPair *pair)
{
    if (persons != NULL && match_groups_of(persons, pair->a) == match_groups_of(persons, pair->b))
        return 0;
    return (gdouble)g_array_index(identities->weights, gfloat, pair->a) *
           (gdouble)g_array_index(identities->weights, gfloat, pair->b);
}

static void
estimate_u(MatchModel *model, const MatchPairs *random, const MatchGroups *persons)
{
    const MatchIdentities *identities = model->identities;
    gdouble counts[MATCH_FIELDS_MAX][MATCH_LEVELS_MAX] = {{0}};

    for (guint i = 0; i < random->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(random->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(random->patterns, pair->pattern);
        gdouble weight = random_weight(identities, persons, pair);

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
match_train_start(MatchModel *model, MatchIdentities *identities, const MatchPairs *random)
{
    match_identities_count(identities);
    estimate_u(model, random, NULL);
    match_model_count(model);
}

/* ---- dependence ---- */

/* Random pairs by pattern, each counted by how surely it is none. */
static void
plant_tree(MatchModel *model, const MatchPairs *random, const MatchGroups *persons, gdouble rate)
{
    g_autofree gdouble *counts = g_new0(gdouble, match_patterns_n(random->patterns) + 1);

    for (guint i = 0; i < random->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(random->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(random->patterns, pair->pattern);
        gdouble bits = match_model_weight(model, pair->a, pair->b, pattern, NULL, NULL);

        counts[pair->pattern] +=
            random_weight(model->identities, persons, pair) * (1 - posterior(bits));
    }
    match_tree_plant(model, random->patterns, counts, rate * random->pairs->len);
}

/* ---- EM ---- */

typedef struct {
    MatchModel *model;
    const MatchPairs *candidates;
    gdouble *by_pattern; /* posteriors, a pattern */
    gdouble *by_prior;   /* posteriors, a pair of organisations */
    gdouble *possible;   /* pairs there are, a pair of organisations */
    gdouble all;         /* posteriors */
} Em;

static void
expect(Em *em)
{
    guint n_patterns = match_patterns_n(em->candidates->patterns);
    g_autofree gdouble *m_part = g_new(gdouble, n_patterns + 1);

    for (guint i = 0; i < n_patterns; i++) {
        m_part[i] = match_model_m_part(em->model, match_patterns_at(em->candidates->patterns, i));
        em->by_pattern[i] = 0;
    }
    for (guint i = 0; i < em->model->n_priors; i++)
        em->by_prior[i] = 0;
    em->all = 0;
    for (guint i = 0; i < em->candidates->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(em->candidates->pairs, MatchPair, i);
        guint prior = match_model_prior_of(em->model, pair->a, pair->b);
        gdouble sure =
            posterior(em->model->log_prior[prior] + m_part[pair->pattern] + (gdouble)pair->rest);

        em->by_pattern[pair->pattern] += sure;
        em->by_prior[prior] += sure;
        em->all += sure;
    }
}

/* A better level must not speak less for a match than a worse one: where it does, the two are
 * pooled. */
static void
make_monotone(MatchFieldModel *at, guint n_levels)
{
    for (guint first = n_levels - 1; first-- > 0;) {
        gdouble m = at->m[first];
        gdouble u = at->u[first];
        guint last = first;

        while (last + 1 < n_levels && m / u < at->m[last + 1] / at->u[last + 1]) {
            last++;
            m += at->m[last];
            u += at->u[last];
        }
        for (guint level = first; last > first && level <= last; level++)
            at->m[level] = at->u[level] * m / u;
    }
}

static void
maximise_m(Em *em, guint field)
{
    MatchKind kind = match_field(em->model->identities, field)->kind;
    const MatchLevels *levels = match_levels(kind);
    MatchFieldModel *at = &em->model->field[field];
    gdouble counts[MATCH_LEVELS_MAX] = {0};
    gdouble sum = 0;
    gdouble anchor = 0;

    for (guint i = 0; i < match_patterns_n(em->candidates->patterns); i++) {
        guint level = match_patterns_at(em->candidates->patterns, i)->level[field];

        if (level != MATCH_LEVEL_MISSING) {
            counts[level] += em->by_pattern[i];
            sum += em->by_pattern[i];
        }
    }
    anchor = MIN(30, .05 * sum + 5);
    for (guint level = 0; level < levels->n_levels; level++)
        at->m[level] = (counts[level] + anchor * levels->prior_m[level]) / (sum + anchor);
    make_monotone(at, kind == MATCH_FAMILY ? MATCH_NAME_SWAPPED : levels->n_levels);
    match_model_refresh(at);
}

static void
maximise_priors(Em *em)
{
    gdouble n = em->model->identities->n;
    gdouble overall = MIN(em->all / MAX(n * (n - 1) / 2, 1), PRIOR_RATE_MAX);

    for (guint i = 0; i < em->model->n_priors; i++) {
        gdouble rate = (em->by_prior[i] + PRIOR_PAIRS * overall) / (em->possible[i] + PRIOR_PAIRS);

        rate = CLAMP(rate, 1e-12, .9);
        em->model->log_prior[i] = log2(rate / (1 - rate));
    }
}

static void
count_possible(Em *em)
{
    const MatchIdentities *identities = em->model->identities;
    guint n = identities->n_sources;
    g_autofree gdouble *sizes = g_new0(gdouble, n + 1);

    for (guint i = 0; i < identities->n; i++)
        sizes[g_array_index(identities->sources, guint16, i)]++;
    if (em->model->n_priors == 1) {
        em->possible[0] = (gdouble)identities->n * (identities->n - 1.0) / 2;
        return;
    }
    for (guint x = 0; x < n; x++)
        for (guint y = x; y < n; y++)
            em->possible[x * n + y] = x == y ? sizes[x] * (sizes[x] - 1) / 2 : sizes[x] * sizes[y];
}

static gdouble
run_em(MatchModel *model, const MatchPairs *candidates, guint iterations)
{
    Em em = {.model = model, .candidates = candidates};

    em.by_pattern = g_new0(gdouble, match_patterns_n(candidates->patterns) + 1);
    em.by_prior = g_new0(gdouble, model->n_priors);
    em.possible = g_new0(gdouble, model->n_priors);
    count_possible(&em);
    expect(&em);
    match_tree_lift_m(model, candidates->patterns, em.by_pattern);
    for (guint i = 0; i < iterations; i++) {
        expect(&em);
        for (guint field = 0; field < model->identities->fields->len; field++)
            maximise_m(&em, field);
        maximise_priors(&em);
    }
    g_free(em.by_pattern);
    g_free(em.by_prior);
    g_free(em.possible);
    return em.all;
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
match_train(MatchModel *model, MatchIdentities *identities, MatchPairs *random,
            MatchPairs *candidates, guint jobs)
{
    g_autoptr(MatchGroups) persons = NULL;

    plant_tree(model, random, NULL, 1 / MAX((gdouble)identities->n - 1, 1));
    match_pairs_weigh_rest(candidates, model, jobs);
    run_em(model, candidates, FIRST_ITERATIONS);

    persons = match_groups_new(model, candidates, SAME_PERSON_BITS);
    weigh_identities(identities, persons);
    match_identities_count(identities);
    estimate_u(model, random, persons);
    match_model_count(model);
    plant_tree(model, random, persons, 0);
    match_pairs_weigh_rest(candidates, model, jobs);
    run_em(model, candidates, SECOND_ITERATIONS);
}
