#include "stages/match/complete.h"

#include "pipeline/lib/joining.h"
#include "stages/match/parallel.h"
#include "stages/match/terms.h"

#define CHUNK_IDENTITIES 4096u

/* The members of every group, and the candidates of every identity, side by side. */
typedef struct {
    const MatchModel *model;
    const MatchTerms *terms;
    const MatchGroups *groups;
    const MatchPairs *candidates;
    guint32 *members;  /* identities by group, ascending in each */
    guint32 *group_at; /* where the members of a group end, by the group's number */
    guint32 *pair_at;  /* where the candidates of an identity, as a, begin; n + 1 of them */
    MatchPairs **chunks;
} Complete;

static void
sort_members(Complete *complete, guint n)
{
    complete->members = g_new(guint32, (gsize)n + 1);
    complete->group_at = g_new0(guint32, (gsize)n + 1);
    for (guint i = 0; i < n; i++)
        complete->group_at[match_groups_of(complete->groups, i) + 1]++;
    for (guint i = 0; i < n; i++)
        complete->group_at[i + 1] += complete->group_at[i];
    for (guint i = 0; i < n; i++)
        complete->members[complete->group_at[match_groups_of(complete->groups, i)]++] = i;
}

static void
find_pairs(Complete *complete, guint n)
{
    const GArray *pairs = complete->candidates->pairs;

    complete->pair_at = g_new0(guint32, (gsize)n + 1);
    for (guint i = 0; i < pairs->len; i++)
        complete->pair_at[g_array_index(pairs, MatchPair, i).a + 1]++;
    for (guint i = 0; i < n; i++)
        complete->pair_at[i + 1] += complete->pair_at[i];
}

static void
add(const Complete *complete, MatchRecent *recent, MatchPairs *out, guint32 a, guint32 b)
{
    MatchPattern pattern = match_pattern_of(complete->model->identities, a, b, recent);
    gdouble bits = match_terms_weight(complete->terms, a, b, &pattern);
    MatchPair pair = {.a = a, .b = b, .bits = (gfloat)bits};

    out->n_compared++;
    if (bits <= ROLL_JOIN_UNCOMPARED)
        return;
    pair.pattern = match_patterns_intern(out->patterns, &pattern);
    g_array_append_val(out->pairs, pair);
}

/* Both the members behind @a and its candidates ascend, so one walk finds who is not met. */
static void
complete_one(const Complete *complete, MatchRecent *recent, MatchPairs *out, guint32 a)
{
    guint32 group = match_groups_of(complete->groups, a);
    guint32 first = group > 0 ? complete->group_at[group - 1] : 0;
    guint32 end = complete->group_at[group];
    guint32 met = complete->pair_at[a];
    guint32 met_end = complete->pair_at[a + 1];
    const MatchPair *pairs = (const MatchPair *)(const void *)complete->candidates->pairs->data;

    if (end - first < 3 || end - first > MATCH_COMPLETE_MAX)
        return;
    for (guint32 i = first; i < end; i++) {
        guint32 b = complete->members[i];

        while (met < met_end && pairs[met].b < b)
            met++;
        if (b > a && (met == met_end || pairs[met].b != b))
            add(complete, recent, out, a, b);
    }
}

static gpointer
make_recent(G_GNUC_UNUSED gpointer self)
{
    return match_recent_new();
}

static void
drop_recent(gpointer recent)
{
    match_recent_free(recent);
}

static void
complete_chunk(gpointer self, gpointer worker, guint chunk)
{
    Complete *complete = self;
    MatchPairs *out = match_pairs_new();
    guint n = complete->model->identities->n;

    for (guint a = chunk * CHUNK_IDENTITIES; a < MIN((chunk + 1) * CHUNK_IDENTITIES, n); a++)
        complete_one(complete, worker, out, a);
    complete->chunks[chunk] = out;
}

MatchPairs *
match_complete(const MatchModel *model, const MatchGroups *groups, const MatchPairs *candidates,
               guint jobs)
{
    guint n = model->identities->n;
    guint n_chunks = (n + CHUNK_IDENTITIES - 1) / CHUNK_IDENTITIES;
    g_autoptr(MatchTerms) terms = match_terms_new(model);
    Complete complete = {model, terms, groups, candidates, NULL, NULL, NULL, NULL};

    sort_members(&complete, n);
    find_pairs(&complete, n);
    complete.chunks = g_new0(MatchPairs *, n_chunks + 1);
    match_parallel_run(
        &(MatchParallel){n_chunks, jobs, complete_chunk, &complete, make_recent, drop_recent});
    g_free(complete.members);
    g_free(complete.group_at);
    g_free(complete.pair_at);
    return match_pairs_join_take(complete.chunks, n_chunks);
}
