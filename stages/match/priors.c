#include "stages/match/priors.h"

#include <math.h>

#define ITERATIONS 6 /* as in the second round of training */

void
match_priors_start(MatchModel *model, guint n)
{
    for (guint i = 0; i < model->n_priors; i++)
        model->log_prior[i] = match_model_first_odds(n);
}

typedef struct {
    MatchModel *model;
    const MatchPairs *pairs;
    gdouble *possible; /* pairs of new identities that have come, a prior */
    gdouble *matched;  /* and how many of them are one person's */
} Learning;

/* Identities that the run had of an organisation: so many have so many pairs with each other. */
static gdouble
known_of(const MatchModel *model, guint source)
{
    guint n = model->identities->n_sources;
    gdouble pairs = model->possible[model->n_priors == 1 ? 0 : source * n + source];

    return pairs > 0 ? (1 + sqrt(1 + 8 * pairs)) / 2 : 0;
}

static void
count_possible(Learning *learning, const guint8 *is_new)
{
    const MatchModel *model = learning->model;
    guint n = model->identities->n_sources;
    g_autofree gdouble *sizes = g_new0(gdouble, (gsize)n + 1);

    for (guint i = 0; i < model->identities->n; i++)
        if (is_new[i] != 0)
            sizes[model->n_priors == 1 ? 0
                                       : g_array_index(model->identities->sources, guint16, i)]++;
    if (model->n_priors == 1) {
        learning->possible[0] = sizes[0] * known_of(model, 0);
        return;
    }
    for (guint x = 0; x < n; x++)
        for (guint y = x; y < n; y++)
            learning->possible[x * n + y] =
                x == y ? sizes[x] * known_of(model, x)
                       : sizes[x] * known_of(model, y) + sizes[y] * known_of(model, x);
}

static void
expect(Learning *learning)
{
    const MatchModel *model = learning->model;

    memset(learning->matched, 0, model->n_priors * sizeof *learning->matched);
    for (guint i = 0; i < learning->pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(learning->pairs->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(learning->pairs->patterns, pair->pattern);
        guint prior = match_model_prior_of(model, pair->a, pair->b);

        learning->matched[prior] +=
            match_posterior(model->log_prior[prior] + match_model_m_part(model, pattern) +
                            match_model_rest(model, pair->a, pair->b, pattern));
    }
}

static void
maximise(Learning *learning)
{
    MatchModel *model = learning->model;

    for (guint i = 0; i < model->n_priors; i++)
        model->log_prior[i] =
            match_model_odds(model->matched[i] + learning->matched[i],
                             model->possible[i] + learning->possible[i], model->overall);
}

void
match_priors_learn(MatchModel *model, MatchPairs *pairs, const guint8 *is_new, guint jobs)
{
    g_autofree gdouble *possible = g_new0(gdouble, model->n_priors);
    g_autofree gdouble *matched = g_new0(gdouble, model->n_priors);
    Learning learning = {model, pairs, possible, matched};

    count_possible(&learning, is_new);
    for (guint i = 0; i < ITERATIONS; i++) {
        expect(&learning);
        maximise(&learning);
    }
    match_pairs_weigh(pairs, model, jobs);
}
