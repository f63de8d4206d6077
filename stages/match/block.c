#include "stages/match/block.h"

#include <math.h>

#define RAW_FACTOR 8u /* pairs met in several blocks before they are told apart */
#define RAW_PAIRS  G_GUINT64_CONSTANT(200000000) /* that may be met in any case */
#define SAMPLE     2048u /* identities whose pairs are counted for the forecast */
#define TELLING    512.0 /* of a key that one alone would have */
#define SCORES     4096u /* sums are counted up to so many steps ... */
#define AHEAD      6u    /* blocks whose memory is asked for before it is read */
#define SCORE_STEP 2u    /* ... of so much */

struct MatchBlocks {
    const MatchIdentities *identities;
    MatchMembers *members;                 /* NULL: all are compared with all */
    guint16 telling[MATCH_SHARED_MAX + 1]; /* a size of block */
    guint16 least;                         /* that a pair must share, in the same units */
    guint64 forecast;
};

static gboolean
compares_all(const MatchIdentities *identities)
{
    return (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2 <=
           MATCH_COMPARE_ALL;
}

/* Adds up, for all behind identity number @index of @reach, how telling the keys are that they
 * share with it. */
static void
meet(const MatchBlocks *blocks, const MatchReach *reach, guint index, MatchMet *met)
{
    const guint32 *members = (const guint32 *)(const void *)blocks->members->members->data;
    guint32 end = reach->starts[index + 1];
    guint most = 0;

    for (guint32 i = reach->starts[index]; i < end; i++)
        most += reach->sizes[i];
    match_met_begin(met, most);
    for (guint32 i = reach->starts[index]; i < end; i++) {
        const guint32 *member = &members[reach->behind[i]];
        guint16 telling = blocks->telling[reach->sizes[i]];

        if (i + AHEAD < end) /* it hardly ever is at hand */
            __builtin_prefetch(&members[reach->behind[i + AHEAD]]);
        for (; (*member & MATCH_MEMBER_LAST) == 0; member++)
            match_met_add(met, *member, telling);
        match_met_add(met, *member & ~MATCH_MEMBER_LAST, telling);
    }
}

guint
match_blocks_telling(guint size)
{
    return (guint)(TELLING / sqrt(size));
}

/* How telling a key is that so many share. */
static void
weigh_sizes(MatchBlocks *blocks)
{
    for (guint size = 2; size <= MATCH_SHARED_MAX; size++)
        blocks->telling[size] = (guint16)match_blocks_telling(size);
}

/* Counts the pairs of a sample by what they share, and takes the best so many. */
static void
choose_least(MatchBlocks *blocks, guint64 budget)
{
    guint n = blocks->identities->n;
    guint step = MAX(n / SAMPLE, 1);
    guint64 pairs_by_score[SCORES] = {0};
    g_autoptr(MatchReach) reach = match_reach_new(blocks->members, 0, n, step);
    g_autoptr(MatchMet) met = match_met_new();

    for (guint index = 0; index < reach->n; index++) {
        meet(blocks, reach, index, met);
        for (guint i = 0; i < match_met_n(met); i++)
            pairs_by_score[MIN(match_met_at(met, i).score / SCORE_STEP, SCORES - 1)] += step;
    }
    blocks->least = SCORES;
    while (blocks->least > 0 && blocks->forecast + pairs_by_score[blocks->least - 1] <= budget)
        blocks->forecast += pairs_by_score[--blocks->least];
    blocks->least *= SCORE_STEP;
}

MatchBlocks *
match_blocks_new(const MatchIdentities *identities, guint budget, guint jobs)
{
    MatchBlocks *blocks = g_new0(MatchBlocks, 1);
    guint64 wanted = (guint64)identities->n * budget;

    blocks->identities = identities;
    if (compares_all(identities)) {
        blocks->forecast = (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2;
        return blocks;
    }
    blocks->members = match_members_new(identities, MAX(wanted * RAW_FACTOR, RAW_PAIRS), jobs);
    weigh_sizes(blocks);
    choose_least(blocks, wanted);
    return blocks;
}

guint
match_blocks_least(const MatchBlocks *blocks)
{
    return blocks->least;
}

guint64
match_blocks_forecast(const MatchBlocks *blocks)
{
    return blocks->forecast;
}

static gint
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

MatchReach *
match_blocks_reach(const MatchBlocks *blocks, guint first, guint end)
{
    return blocks->members != NULL ? match_reach_new(blocks->members, first, end, 1) : NULL;
}

void
match_blocks_partners(const MatchBlocks *blocks, const MatchReach *reach, guint identity,
                      MatchMet *met, GArray *out)
{
    g_array_set_size(out, 0);
    if (reach == NULL) {
        for (guint32 other = identity + 1; other < blocks->identities->n; other++)
            g_array_append_val(out, other);
        return;
    }
    meet(blocks, reach, identity - reach->first, met);
    for (guint i = 0; i < match_met_n(met); i++) {
        MatchMeeting meeting = match_met_at(met, i);

        if (meeting.score >= blocks->least)
            g_array_append_val(out, meeting.identity);
    }
    g_array_sort(out, compare_numbers);
}

void
match_blocks_free(MatchBlocks *blocks)
{
    if (blocks == NULL)
        return;
    match_members_free(blocks->members);
    g_free(blocks);
}
