#include "stages/match/block.h"

#include <math.h>

#include "stages/match/terms.h"

#define RAW_FACTOR 8u /* pairs met in several blocks before they are told apart */
#define RAW_PAIRS  G_GUINT64_CONSTANT(200000000) /* that may be met in any case */
#define SAMPLE     2048u    /* identities whose pairs are counted for the forecast */
#define TELLING    512.0    /* of a key that one alone would have */
#define SCORES     4096u    /* sums are counted up to so many steps ... */
#define SCORE_STEP 2u       /* ... of so much */
#define AHEAD      6u       /* blocks, or partners, whose memory is asked for before it is read */
#define LOOKED_AT  3u       /* pairs for each that is wanted */
#define CHEAP      2000000u /* pairs: where the budget allows no more, nothing is saved at matches */
#define MISSED     .01      /* of the matches that the budget would find, as far as ranks tell */
#define MATCHES    200.0    /* of a sample, that tell where the last of them lie */
#define SHARED     8.0      /* bits for each doubling of what two share */
#define RANKS      4096u    /* ranks are counted in so many steps ... */
#define RANK_LEAST (-64)    /* ... from so many bits on ... */
#define RANK_STEPS 16       /* ... so many a bit */

struct MatchBlocks {
    const MatchModel *model;
    const MatchIdentities *identities;
    MatchMembers *members;                 /* NULL: all are compared with all */
    guint16 telling[MATCH_SHARED_MAX + 1]; /* a size of block */
    guint16 least;              /* that a pair must share to be looked at, in the same units ... */
    guint16 least_shared;       /* ... and to be learnt from */
    guint64 shared;             /* pairs that do; estimated */
    gfloat shared_bits[SCORES]; /* a step of what a pair shares */
    guint least_rank;           /* that a pair must have, in steps */
    guint64 forecast;
};

static gboolean
compares_all(const MatchIdentities *identities)
{
    return (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2 <=
           MATCH_COMPARE_ALL;
}

/* The place in @reach from which on nobody new is met by identity number @index: what can be shared
 * there is too little by itself.  *@most: so many are met before it, at most. */
static guint32
last_to_meet(const MatchBlocks *blocks, const MatchReach *reach, guint index, guint *most)
{
    guint32 end = reach->starts[index + 1];
    guint32 i = reach->starts[index];
    guint left = 0; /* what can be shared from i on */

    *most = 0;
    for (guint32 j = i; j < end; j++)
        left += blocks->telling[reach->sizes[j]];
    for (; i < end && left >= blocks->least; i++) {
        left -= blocks->telling[reach->sizes[i]];
        *most += reach->sizes[i];
    }
    return i;
}

/* Adds up, for all behind identity number @index of @reach, how telling the keys are that they
 * share with it.  Of those that stay below the least some are left out. */
static void
meet(const MatchBlocks *blocks, const MatchReach *reach, guint index, MatchMet *met)
{
    const guint32 *members = blocks->members->members;
    guint32 end = reach->starts[index + 1];
    guint most = 0;
    guint32 last = last_to_meet(blocks, reach, index, &most);

    match_met_begin(met, most);
    for (guint32 i = reach->starts[index]; i < end; i++) {
        const guint32 *member = &members[reach->behind[i]];
        guint16 telling = blocks->telling[reach->sizes[i]];

        if (i + AHEAD < end) /* it hardly ever is at hand */
            __builtin_prefetch(&members[reach->behind[i + AHEAD]]);
        if (i < last) {
            for (; (*member & MATCH_MEMBER_LAST) == 0; member++)
                match_met_add(met, *member, telling);
            match_met_add(met, *member & ~MATCH_MEMBER_LAST, telling);
        } else {
            for (; (*member & MATCH_MEMBER_LAST) == 0; member++)
                match_met_add_known(met, *member, telling);
            match_met_add_known(met, *member & ~MATCH_MEMBER_LAST, telling);
        }
    }
}

guint
match_blocks_telling(guint size)
{
    return (guint)(TELLING / sqrt(size));
}

/* How telling a key is that so many share, and what a sum of it says. */
static void
weigh_sizes(MatchBlocks *blocks)
{
    for (guint size = 2; size <= MATCH_SHARED_MAX; size++)
        blocks->telling[size] = (guint16)match_blocks_telling(size);
    for (guint step = 0; step < SCORES; step++)
        blocks->shared_bits[step] = (gfloat)(SHARED * log2(step * SCORE_STEP + 1));
}

static guint
step_of(guint32 score)
{
    return MIN(score / SCORE_STEP, SCORES - 1);
}

/* In steps, of one that the identity at hand has met. */
static guint
rank_of(const MatchBlocks *blocks, const MatchRank *rank, MatchMeeting meeting)
{
    gfloat bits = blocks->shared_bits[step_of(meeting.score)] +
                  match_rank_of(rank, meeting.identity) - RANK_LEAST;

    return (guint)CLAMP(bits * RANK_STEPS, 0, RANKS - 1);
}

/* A sample of the pairs, counted in steps. */
typedef struct {
    MatchSeek seek;
    MatchTerms *terms;
    guint64 by_score[SCORES]; /* of what they share */
    guint64 by_rank[RANKS];   /* those that are looked at */
    gdouble matches[RANKS];   /* those that may be compared, each as surely as it is a match */
} Sample;

/* What is done with one that identity @a has met. */
typedef void (*MeetingFunc)(const MatchBlocks *blocks, Sample *sample, guint a,
                            MatchMeeting meeting);

static void
count_score(const MatchBlocks *blocks, Sample *sample, guint a, MatchMeeting meeting)
{
    (void)blocks;
    (void)a;
    sample->by_score[step_of(meeting.score)]++;
}

static void
count_rank(const MatchBlocks *blocks, Sample *sample, guint a, MatchMeeting meeting)
{
    (void)a;
    if (meeting.score >= blocks->least)
        sample->by_rank[rank_of(blocks, sample->seek.rank, meeting)]++;
}

static void
count_matches(const MatchBlocks *blocks, Sample *sample, guint a, MatchMeeting meeting)
{
    MatchPattern pattern = {{0}};
    guint rank = 0;

    if (meeting.score < blocks->least)
        return;
    rank = rank_of(blocks, sample->seek.rank, meeting);
    if (rank < blocks->least_rank)
        return;
    pattern = match_pattern_of(blocks->identities, a, meeting.identity, NULL);
    sample->matches[rank] +=
        match_posterior(match_terms_weight(sample->terms, a, meeting.identity, &pattern));
}

static void
count_sample(const MatchBlocks *blocks, const MatchReach *reach, Sample *sample, MeetingFunc count)
{
    for (guint index = 0; index < reach->n; index++) {
        guint a = index * reach->step;

        meet(blocks, reach, index, sample->seek.met);
        match_rank_begin(sample->seek.rank, a);
        for (guint i = 0; i < match_met_n(sample->seek.met); i++)
            count(blocks, sample, a, match_met_at(sample->seek.met, i));
    }
}

/* The least step of @counts from which on there are no more than @budget. */
static guint
least_within(const guint64 *counts, guint n_steps, guint64 budget)
{
    guint64 n = 0;
    guint least = n_steps;

    while (least > 0 && n + counts[least - 1] <= budget)
        n += counts[--least];
    return least;
}

/* The highest step below which no more than MISSED of all @matches lie; 0 where they are too few to
 * tell. */
static guint
enough_from(const gdouble *matches)
{
    gdouble all = 0;
    gdouble below = 0;
    guint least = 0;

    for (guint i = 0; i < RANKS; i++)
        all += matches[i];
    if (all < MATCHES)
        return 0;
    while (least + 1 < RANKS && below + matches[least] <= MISSED * all)
        below += matches[least++];
    return least;
}

/* By a sample of the pairs: what they must share to be looked at, and what rank they must have to
 * be compared: as many as the budget allows, but no more than find nearly all that it would find.
 */
static void
choose_least(MatchBlocks *blocks, guint budget)
{
    guint n = blocks->identities->n;
    guint step = MAX(n / SAMPLE, 1);
    g_autoptr(MatchReach) reach = match_reach_new(blocks->members, 0, n, step);
    g_autofree Sample *sample = g_new0(Sample, 1);
    guint64 wanted = (guint64)reach->n * budget;

    sample->seek = match_blocks_seek_new(blocks);
    sample->terms = match_terms_new(blocks->model);
    count_sample(blocks, reach, sample, count_score);
    blocks->least =
        (guint16)(SCORE_STEP * least_within(sample->by_score, SCORES, wanted * LOOKED_AT));
    blocks->least_shared = (guint16)(SCORE_STEP * least_within(sample->by_score, SCORES, wanted));
    count_sample(blocks, reach, sample, count_rank);
    blocks->least_rank = least_within(sample->by_rank, RANKS, wanted);
    if ((guint64)n * budget > CHEAP) {
        count_sample(blocks, reach, sample, count_matches);
        blocks->least_rank = MAX(blocks->least_rank, enough_from(sample->matches));
    }
    for (guint i = blocks->least_shared / SCORE_STEP; i < SCORES; i++)
        blocks->shared += step * sample->by_score[i];
    for (guint i = blocks->least_rank; i < RANKS; i++)
        blocks->forecast += step * sample->by_rank[i];
    match_blocks_seek_clear(&sample->seek);
    match_terms_free(sample->terms);
}

MatchBlocks *
match_blocks_new(const MatchModel *model, guint budget, guint jobs)
{
    MatchBlocks *blocks = g_new0(MatchBlocks, 1);
    const MatchIdentities *identities = model->identities;
    guint64 wanted = (guint64)identities->n * budget;

    blocks->model = model;
    blocks->identities = identities;
    if (compares_all(identities)) {
        blocks->forecast = (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2;
        blocks->shared = blocks->forecast;
        return blocks;
    }
    blocks->members = match_members_new(identities, MAX(wanted * RAW_FACTOR, RAW_PAIRS), jobs);
    weigh_sizes(blocks);
    choose_least(blocks, budget);
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

guint64
match_blocks_shared(const MatchBlocks *blocks)
{
    return blocks->shared;
}

static gint
compare_partners(gconstpointer a, gconstpointer b)
{
    const MatchPartner *x = a;
    const MatchPartner *y = b;

    return (x->identity > y->identity) - (x->identity < y->identity);
}

MatchReach *
match_blocks_reach(const MatchBlocks *blocks, guint first, guint end)
{
    return blocks->members != NULL ? match_reach_new(blocks->members, first, end, 1) : NULL;
}

MatchSeek
match_blocks_seek_new(const MatchBlocks *blocks)
{
    return (MatchSeek){match_met_new(), match_rank_new(blocks->model),
                       g_array_new(FALSE, FALSE, sizeof(MatchMeeting)),
                       g_array_new(FALSE, FALSE, sizeof(MatchPartner))};
}

void
match_blocks_seek_clear(MatchSeek *seek)
{
    match_met_free(seek->met);
    match_rank_free(seek->rank);
    g_array_unref(seek->looked_at);
    g_array_unref(seek->partners);
}

/* Those who were met and share enough to be ranked. */
static void
look_at(const MatchBlocks *blocks, MatchSeek *seek)
{
    g_array_set_size(seek->looked_at, 0);
    for (guint i = 0; i < match_met_n(seek->met); i++) {
        MatchMeeting meeting = match_met_at(seek->met, i);

        if (meeting.score >= blocks->least)
            g_array_append_val(seek->looked_at, meeting);
    }
}

static void
choose_partners(const MatchBlocks *blocks, guint identity, gboolean learn, MatchSeek *seek)
{
    const MatchMeeting *meetings = (const MatchMeeting *)(const void *)seek->looked_at->data;
    guint n = seek->looked_at->len;

    match_rank_begin(seek->rank, identity);
    for (guint i = 0; i < n; i++) {
        MatchMeeting meeting = meetings[i];
        MatchPartner partner = {meeting.identity, FALSE, FALSE};

        if (i + AHEAD < n)
            match_rank_fetch(seek->rank, meetings[i + AHEAD].identity);
        partner.is_candidate = rank_of(blocks, seek->rank, meeting) >= blocks->least_rank;
        partner.is_to_learn = learn && meeting.score >= blocks->least_shared;
        if (partner.is_candidate || partner.is_to_learn)
            g_array_append_val(seek->partners, partner);
    }
    g_array_sort(seek->partners, compare_partners);
}

void
match_blocks_partners(const MatchBlocks *blocks, const MatchReach *reach, guint identity,
                      gboolean learn, MatchSeek *seek)
{
    g_array_set_size(seek->partners, 0);
    if (reach != NULL) {
        meet(blocks, reach, identity - reach->first, seek->met);
        look_at(blocks, seek);
        choose_partners(blocks, identity, learn, seek);
        return;
    }
    for (guint32 other = identity + 1; other < blocks->identities->n; other++) {
        MatchPartner partner = {other, TRUE, learn};

        g_array_append_val(seek->partners, partner);
    }
}

void
match_blocks_free(MatchBlocks *blocks)
{
    if (blocks == NULL)
        return;
    match_members_free(blocks->members);
    g_free(blocks);
}
