#include "stages/match/em.h"

#include <math.h>

#include "stages/match/parallel.h"
#include "stages/match/tree.h"

#define PRIOR_RATE_MAX .2
#define PASS_MATCHES   100.0 /* matches that a pass must hold to be heard */
#define PASS_RATE      .5    /* and their least share: a pass of few matches is no clean one */
#define CHUNK_PATTERNS 8192u

/* Pairs of a pass. */
typedef struct {
    guint32 pattern;
    gfloat rest; /* as in MatchPair, without the field of the pass */
} PassPair;

typedef struct {
    gint field;          /* equal in all of its pairs, and not weighed; -1: none */
    GArray *pairs;       /* of PassPair */
    gdouble log_prior;   /* log2 odds of a match among them */
    gdouble matches;     /* posteriors */
    gdouble *by_pattern; /* posteriors, a pattern */
} Pass;

typedef struct {
    MatchModel *model;
    const MatchPairs *to_learn;
    GArray *passes;      /* of Pass, over telling fields */
    gdouble *m_part;     /* match_model_m_part(), a pattern */
    gdouble *by_pattern; /* posteriors of all pairs, a pattern */
    gdouble *by_prior;   /* posteriors, a pair of organisations */
    gdouble *possible;   /* pairs there are, a pair of organisations; so much of them as the
                            pairs are a sample */
    gdouble all;         /* posteriors */
} Em;

static gdouble
log_odds(gdouble rate)
{
    return log2(rate / (1 - rate));
}

static guint
level_of(const Em *em, guint pattern, guint field)
{
    return match_patterns_at(em->to_learn->patterns, pattern)->level[field];
}

/* ---- passes ---- */

/* Fields in which strangers hardly ever agree. */
static gboolean
is_telling(MatchKind kind)
{
    return kind == MATCH_IDENTIFIER || kind == MATCH_EMAIL || kind == MATCH_DATE;
}

static void
clear_pass(gpointer data)
{
    Pass *pass = data;

    g_array_unref(pass->pairs);
    g_free(pass->by_pattern);
}

static void
fill_pass(const Em *em, Pass *pass)
{
    for (guint i = 0; i < em->to_learn->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(em->to_learn->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(em->to_learn->patterns, pair->pattern);
        PassPair own = {pair->pattern, pair->bits};

        if (pattern->level[pass->field] != 0)
            continue;
        own.rest -=
            (gfloat)match_model_rest_of(em->model, (guint)pass->field, pair->a, pair->b, pattern);
        g_array_append_val(pass->pairs, own);
    }
}

static void
make_passes(Em *em)
{
    guint n_patterns = match_patterns_n(em->to_learn->patterns);

    em->passes = g_array_new(FALSE, FALSE, sizeof(Pass));
    g_array_set_clear_func(em->passes, clear_pass);
    for (guint field = 0; field < em->model->identities->fields->len; field++) {
        Pass pass = {.field = (gint)field};

        if (!is_telling(match_field(em->model->identities, field)->kind))
            continue;
        pass.pairs = g_array_new(FALSE, FALSE, sizeof(PassPair));
        pass.by_pattern = g_new0(gdouble, n_patterns + 1);
        fill_pass(em, &pass);
        g_array_append_val(em->passes, pass);
    }
}

static void
expect_pass(const Em *em, Pass *pass)
{
    guint n_patterns = match_patterns_n(em->to_learn->patterns);
    g_autofree gdouble *m_part = g_new(gdouble, n_patterns + 1);

    for (guint i = 0; i < n_patterns; i++) {
        const MatchPattern *pattern = match_patterns_at(em->to_learn->patterns, i);

        pass->by_pattern[i] = 0;
        m_part[i] = em->m_part[i];
        if (pattern->level[pass->field] == 0)
            m_part[i] -= match_model_m_part_of(em->model, (guint)pass->field, pattern);
    }
    pass->matches = 0;
    for (guint i = 0; i < pass->pairs->len; i++) {
        const PassPair *pair = &g_array_index(pass->pairs, PassPair, i);
        gdouble sure =
            match_posterior(pass->log_prior + m_part[pair->pattern] + (gdouble)pair->rest);

        pass->by_pattern[pair->pattern] += sure;
        pass->matches += sure;
    }
    pass->log_prior = log_odds((pass->matches + 1) / (pass->pairs->len + 2.0));
}

static gboolean
is_heard(const Pass *pass)
{
    return pass->matches >= PASS_MATCHES && pass->matches >= PASS_RATE * pass->pairs->len;
}

/* ---- all pairs ---- */

static void
expect(Em *em)
{
    guint n_patterns = match_patterns_n(em->to_learn->patterns);

    for (guint i = 0; i < n_patterns; i++)
        em->by_pattern[i] = 0;
    for (guint i = 0; i < em->model->n_priors; i++)
        em->by_prior[i] = 0;
    em->all = 0;
    for (guint i = 0; i < em->to_learn->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(em->to_learn->pairs, MatchPair, i);
        guint prior = match_model_prior_of(em->model, pair->a, pair->b);
        gdouble sure = match_posterior(em->model->log_prior[prior] + em->m_part[pair->pattern] +
                                       (gdouble)pair->bits);

        em->by_pattern[pair->pattern] += sure;
        em->by_prior[prior] += sure;
        em->all += sure;
    }
}

static void
maximise_priors(Em *em)
{
    gdouble n = em->model->identities->n;
    gdouble overall = MIN(em->all / MAX(n * (n - 1) / 2 * em->to_learn->share, 1), PRIOR_RATE_MAX);

    for (guint i = 0; i < em->model->n_priors; i++)
        em->model->log_prior[i] = match_model_odds(em->by_prior[i], em->possible[i], overall);
    em->model->overall = overall;
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
        em->possible[0] = (gdouble)identities->n * (identities->n - 1.0) / 2 * em->to_learn->share;
        return;
    }
    for (guint x = 0; x < n; x++)
        for (guint y = x; y < n; y++)
            em->possible[x * n + y] =
                (x == y ? sizes[x] * (sizes[x] - 1) / 2 : sizes[x] * sizes[y]) *
                em->to_learn->share;
}

/* ---- m ---- */

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

/* Adds the levels of @field among @by_pattern to @counts. */
static void
count_levels(const Em *em, guint field, const gdouble *by_pattern, gdouble *counts)
{
    for (guint i = 0; i < match_patterns_n(em->to_learn->patterns); i++) {
        guint level = level_of(em, i, field);

        if (level != MATCH_LEVEL_MISSING)
            counts[level] += by_pattern[i];
    }
}

/* What tells m of @field: the passes of other fields, or all pairs when they say too little.
 */
static gdouble
gather_levels(const Em *em, guint field, gdouble *counts)
{
    gdouble sum = 0;

    for (guint i = 0; i < em->passes->len; i++) {
        const Pass *pass = &g_array_index(em->passes, Pass, i);

        if (pass->field != (gint)field && is_heard(pass))
            count_levels(em, field, pass->by_pattern, counts);
    }
    for (guint level = 0; level < MATCH_LEVELS_MAX; level++)
        sum += counts[level];
    if (sum >= PASS_MATCHES)
        return sum;
    memset(counts, 0, MATCH_LEVELS_MAX * sizeof *counts);
    count_levels(em, field, em->by_pattern, counts);
    sum = 0;
    for (guint level = 0; level < MATCH_LEVELS_MAX; level++)
        sum += counts[level];
    return sum;
}

static void
maximise_m(gpointer self, gpointer own, guint field)
{
    const Em *em = self;
    MatchKind kind = match_field(em->model->identities, field)->kind;
    const MatchLevels *levels = match_levels(kind);
    MatchFieldModel *at = &em->model->field[field];
    gdouble counts[MATCH_LEVELS_MAX] = {0};
    gdouble sum = gather_levels(em, field, counts);
    gdouble anchor = MIN(30, .05 * sum + 5);

    (void)own;
    for (guint level = 0; level < levels->n_levels; level++)
        at->m[level] = (counts[level] + anchor * levels->prior_m[level]) / (sum + anchor);
    make_monotone(at, kind == MATCH_FAMILY ? MATCH_NAME_SWAPPED : levels->n_levels);
    match_model_refresh(at);
}

/* Which levels come together among matches, as the passes show it, else all pairs. */
static void
lift_m(const Em *em)
{
    guint n_patterns = match_patterns_n(em->to_learn->patterns);
    g_autofree gdouble *counts = g_new0(gdouble, n_patterns + 1);
    gboolean heard = FALSE;

    for (guint i = 0; i < em->passes->len; i++) {
        const Pass *pass = &g_array_index(em->passes, Pass, i);

        for (guint j = 0; is_heard(pass) && j < n_patterns; j++)
            counts[j] += pass->by_pattern[j];
        heard = heard || is_heard(pass);
    }
    match_tree_lift_m(em->model, em->to_learn->patterns, heard ? counts : em->by_pattern);
}

/* All pairs, or one of the passes. */
static void
expect_one(gpointer self, gpointer own, guint i)
{
    Em *em = self;

    (void)own;
    if (i == 0)
        expect(em);
    else
        expect_pass(em, &g_array_index(em->passes, Pass, i - 1));
}

static void
weigh_patterns(gpointer self, gpointer own, guint chunk)
{
    const Em *em = self;
    const MatchPatterns *patterns = em->to_learn->patterns;
    guint end = MIN((chunk + 1) * CHUNK_PATTERNS, match_patterns_n(patterns));

    (void)own;
    for (guint i = chunk * CHUNK_PATTERNS; i < end; i++)
        em->m_part[i] = match_model_m_part(em->model, match_patterns_at(patterns, i));
}

static void
expect_all(Em *em, guint jobs)
{
    guint n_patterns = match_patterns_n(em->to_learn->patterns);
    guint n_chunks = (n_patterns + CHUNK_PATTERNS - 1) / CHUNK_PATTERNS;

    match_parallel_run(&(MatchParallel){n_chunks, jobs, weigh_patterns, em, NULL, NULL});
    match_parallel_run(&(MatchParallel){em->passes->len + 1, jobs, expect_one, em, NULL, NULL});
}

static void
maximise_all(Em *em, guint jobs)
{
    guint n_fields = em->model->identities->fields->len;

    match_parallel_run(&(MatchParallel){n_fields, jobs, maximise_m, em, NULL, NULL});
    maximise_priors(em);
}

void
match_em(MatchModel *model, const MatchPairs *to_learn, guint iterations, guint jobs)
{
    Em em = {.model = model, .to_learn = to_learn};

    em.m_part = g_new(gdouble, match_patterns_n(to_learn->patterns) + 1);
    em.by_pattern = g_new0(gdouble, match_patterns_n(to_learn->patterns) + 1);
    em.by_prior = g_new0(gdouble, model->n_priors);
    em.possible = g_new0(gdouble, model->n_priors);
    count_possible(&em);
    make_passes(&em);
    expect_all(&em, jobs);
    lift_m(&em);
    for (guint i = 0; i < iterations; i++) {
        expect_all(&em, jobs);
        maximise_all(&em, jobs);
    }
    for (guint i = 0; i < model->n_priors; i++) {
        model->matched[i] = em.by_prior[i] / to_learn->share;
        model->possible[i] = em.possible[i] / to_learn->share;
    }
    g_array_unref(em.passes);
    g_free(em.m_part);
    g_free(em.by_pattern);
    g_free(em.by_prior);
    g_free(em.possible);
}
