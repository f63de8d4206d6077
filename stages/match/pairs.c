#include "stages/match/pairs.h"

#include "stages/match/parallel.h"
#include "stages/match/terms.h"

#define CHUNK_IDENTITIES 1024u /* at least ... */
#define CHUNKS           16u   /* ... and so many chunks at most: each looks through all blocks */
#define CHUNK_PAIRS      8192u
#define AHEAD            4u /* partners whose memory is asked for before it is read */

/* What comparing in chunks shares between threads. */
typedef struct {
    const MatchModel *model;
    const MatchTerms *terms;   /* NULL: random pairs, not weighed */
    const MatchBlocks *blocks; /* likewise */
    guint wanted;              /* random pairs */
    gboolean all;              /* of them: every pair there is */
    guint64 every;             /* of so many identities the pairs of one are learnt from */
    MatchPairs **chunks;       /* results, one a chunk ... */
    MatchPairs **to_learn;     /* ... and of blocks what is learnt from */
} Job;

typedef struct {
    MatchSeek seek;
    MatchRecent *recent;
} Worker;

MatchPairs *
match_pairs_new(void)
{
    MatchPairs *pairs = g_new0(MatchPairs, 1);

    pairs->pairs = g_array_new(FALSE, FALSE, sizeof(MatchPair));
    pairs->patterns = match_patterns_new();
    pairs->share = 1;
    return pairs;
}

void
match_pairs_free(MatchPairs *pairs)
{
    if (pairs == NULL)
        return;
    g_array_unref(pairs->pairs);
    match_patterns_free(pairs->patterns);
    g_free(pairs);
}

static gpointer
worker_make(gpointer self)
{
    const Job *job = self;
    Worker *worker = g_new0(Worker, 1);

    worker->seek = match_blocks_seek_new(job->blocks);
    worker->recent = match_recent_new();
    return worker;
}

static void
worker_drop(gpointer data)
{
    Worker *worker = data;

    match_blocks_seek_clear(&worker->seek);
    match_recent_free(worker->recent);
    g_free(worker);
}

static void
keep(MatchPairs *pairs, MatchPair pair, const MatchPattern *pattern)
{
    pair.pattern = match_patterns_intern(pairs->patterns, pattern);
    g_array_append_val(pairs->pairs, pair);
}

/* Asks for what comparing @a with the partner @i, and with one further on, will read. */
static void
fetch_ahead(const Job *job, guint a, const GArray *partners, guint i)
{
    const MatchIdentities *identities = job->model->identities;

    if (i + 2 * AHEAD < partners->len)
        match_pattern_fetch(identities,
                            g_array_index(partners, MatchPartner, i + 2 * AHEAD).identity);
    if (i + AHEAD < partners->len)
        match_pattern_fetch_values(identities, a,
                                   g_array_index(partners, MatchPartner, i + AHEAD).identity);
}

/* Compares @a with the partners that were found. */
static void
compare_partners(const Job *job, guint a, const Worker *worker, MatchPairs *candidates,
                 MatchPairs *to_learn)
{
    const GArray *partners = worker->seek.partners;

    for (guint i = 0; i < partners->len; i++) {
        MatchPartner partner = g_array_index(partners, MatchPartner, i);
        MatchPair pair = {.a = a, .b = partner.identity};
        MatchPattern pattern = {{0}};

        fetch_ahead(job, a, partners, i);
        pattern = match_pattern_of(job->model->identities, a, pair.b, worker->recent);
        candidates->n_compared++;
        if (match_terms_weight(job->terms, a, pair.b, &pattern) < MATCH_HOPELESS)
            continue;
        if (partner.is_candidate)
            keep(candidates, pair, &pattern);
        if (partner.is_to_learn)
            keep(to_learn, pair, &pattern);
    }
}

/* Identities of a chunk. */
static guint
chunk_size(guint n)
{
    return MAX((n + CHUNKS - 1) / CHUNKS, CHUNK_IDENTITIES);
}

static void
compare_blocks(gpointer self, gpointer data, guint chunk)
{
    Job *job = self;
    Worker *worker = data;
    guint n = job->model->identities->n;
    guint first = chunk * chunk_size(n);
    guint end = MIN(first + chunk_size(n), n);
    g_autoptr(MatchReach) reach = match_blocks_reach(job->blocks, first, end);

    job->chunks[chunk] = match_pairs_new();
    job->to_learn[chunk] = match_pairs_new();
    for (guint a = first; a < end; a++) {
        match_blocks_partners(job->blocks, reach, a, roll_hash_mix(a) % job->every == 0,
                              &worker->seek);
        compare_partners(job, a, worker, job->chunks[chunk], job->to_learn[chunk]);
    }
}

/* The pair number @index of all pairs of n, in the order (0,1) (0,2) (1,2) (0,3) … */
static void
pair_at(guint64 index, guint32 *a, guint32 *b)
{
    guint64 column = 1;
    guint64 step = (guint64)1 << 31;

    for (; step > 0; step >>= 1)
        if ((column + step) * (column + step - 1) / 2 <= index)
            column += step;
    *b = (guint32)column;
    *a = (guint32)(index - column * (column - 1) / 2);
}

static void
compare_random(gpointer self, gpointer data, guint chunk)
{
    Job *job = self;
    MatchPairs *out = match_pairs_new();
    guint n = job->model->identities->n;

    (void)data;
    for (guint i = chunk * CHUNK_PAIRS; i < MIN((chunk + 1) * CHUNK_PAIRS, job->wanted); i++) {
        guint32 a = (guint32)(roll_hash_mix(2 * (guint64)i) % n);
        guint32 b = (guint32)(roll_hash_mix(2 * (guint64)i + 1) % n);

        if (job->all)
            pair_at(i, &a, &b);
        if (a != b) {
            MatchPair pair = {.a = MIN(a, b), .b = MAX(a, b)};
            MatchPattern pattern = match_pattern_of(job->model->identities, pair.a, pair.b, NULL);

            keep(out, pair, &pattern);
        }
    }
    job->chunks[chunk] = out;
}

MatchPairs *
match_pairs_join_take(MatchPairs **chunks, guint n_chunks)
{
    MatchPairs *all = match_pairs_new();
    guint n_pairs = 0;

    for (guint chunk = 0; chunk < n_chunks; chunk++)
        n_pairs += chunks[chunk]->pairs->len;
    g_array_unref(all->pairs);
    all->pairs = g_array_sized_new(FALSE, FALSE, sizeof(MatchPair), n_pairs);
    for (guint chunk = 0; chunk < n_chunks; chunk++) {
        MatchPairs *part = chunks[chunk];
        guint n_patterns = match_patterns_n(part->patterns);
        g_autofree guint32 *number = g_new(guint32, n_patterns + 1);

        for (guint i = 0; i < n_patterns; i++)
            number[i] = match_patterns_intern(all->patterns, match_patterns_at(part->patterns, i));
        for (guint i = 0; i < part->pairs->len; i++) {
            MatchPair pair = g_array_index(part->pairs, MatchPair, i);

            pair.pattern = number[pair.pattern];
            g_array_append_val(all->pairs, pair);
        }
        all->n_compared += part->n_compared;
        match_pairs_free(part);
    }
    g_free(chunks);
    return all;
}

MatchPairs *
match_pairs_of_blocks(const MatchModel *model, const MatchBlocks *blocks, guint jobs,
                      MatchPairs **to_learn)
{
    guint n = model->identities->n;
    guint n_chunks = (n + chunk_size(n) - 1) / chunk_size(n);
    g_autoptr(MatchTerms) terms = match_terms_new(model);
    Job job = {.model = model,
               .terms = terms,
               .blocks = blocks,
               .every = MAX(match_blocks_shared(blocks) / MATCH_LEARN_PAIRS, 1)};

    job.chunks = g_new0(MatchPairs *, n_chunks + 1);
    job.to_learn = g_new0(MatchPairs *, n_chunks + 1);
    match_parallel_run(
        &(MatchParallel){n_chunks, jobs, compare_blocks, &job, worker_make, worker_drop});
    *to_learn = match_pairs_join_take(job.to_learn, n_chunks);
    (*to_learn)->share = 1 / (gdouble)job.every;
    return match_pairs_join_take(job.chunks, n_chunks);
}

MatchPairs *
match_pairs_at_random(const MatchModel *model, guint wanted, guint jobs)
{
    guint64 n = model->identities->n;
    guint64 all = n * (n - MIN(n, 1)) / 2;
    guint n_chunks = 0;
    Job job = {.model = model};

    job.all = all <= wanted;
    job.wanted = job.all ? (guint)all : wanted;
    n_chunks = (job.wanted + CHUNK_PAIRS - 1) / CHUNK_PAIRS;
    job.chunks = g_new0(MatchPairs *, n_chunks + 1);
    match_parallel_run(&(MatchParallel){n_chunks, jobs, compare_random, &job, NULL, NULL});
    return match_pairs_join_take(job.chunks, n_chunks);
}

typedef struct {
    MatchPairs *pairs;
    const MatchModel *model;
    const MatchTerms *terms; /* NULL: only match_model_rest() is asked for */
} Weighing;

static gdouble
bits_of(const Weighing *weighing, const MatchPair *pair)
{
    const MatchPattern *pattern = match_patterns_at(weighing->pairs->patterns, pair->pattern);

    return weighing->terms != NULL ? match_terms_weight(weighing->terms, pair->a, pair->b, pattern)
                                   : match_model_rest(weighing->model, pair->a, pair->b, pattern);
}

static void
weigh_chunk(gpointer self, gpointer worker, guint chunk)
{
    const Weighing *weighing = self;
    MatchPairs *pairs = weighing->pairs;

    (void)worker;
    for (guint i = chunk * CHUNK_PAIRS; i < MIN((chunk + 1) * CHUNK_PAIRS, pairs->pairs->len);
         i++) {
        MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        pair->bits = (gfloat)bits_of(weighing, pair);
    }
}

static void
weigh(Weighing weighing, guint jobs)
{
    guint n_chunks = (weighing.pairs->pairs->len + CHUNK_PAIRS - 1) / CHUNK_PAIRS;

    match_parallel_run(&(MatchParallel){n_chunks, jobs, weigh_chunk, &weighing, NULL, NULL});
}

void
match_pairs_weigh_rest(MatchPairs *pairs, const MatchModel *model, guint jobs)
{
    weigh((Weighing){pairs, model, NULL}, jobs);
}

void
match_pairs_weigh(MatchPairs *pairs, const MatchModel *model, guint jobs)
{
    g_autoptr(MatchTerms) terms = match_terms_new(model);

    weigh((Weighing){pairs, model, terms}, jobs);
}
