#include "stages/match/block.h"

#include <math.h>

#include "stages/match/entries.h"
#include "stages/match/parallel.h"

#define RAW_FACTOR 8u /* pairs met in several blocks before they are told apart */
#define RAW_PAIRS  G_GUINT64_CONSTANT(200000000) /* that may be met in any case */
#define SAMPLE     2048u /* identities whose pairs are counted for the forecast */
#define TELLING    512.0 /* of a key that one alone would have */
#define SCORES     4096u /* sums are counted up to so many steps ... */
#define AHEAD      6u    /* blocks whose memory is asked for before it is read */
#define SCORE_STEP 2u    /* ... of so much */
#define LAST       0x80000000u

struct MatchBlocks {
    const MatchIdentities *identities;
    GArray *members; /* of guint32: blocks one after the other, ascending within, LAST marked */
    GArray *starts;  /* of guint32: where block i begins; one more than blocks; while collecting */
    guint32 *first;  /* where what is known of identity i begins in the next two; n + 1 */
    guint32 *behind; /* for each block it is not the last of: who comes behind it in @members ... */
    guint8 *sizes;   /* ... and how many are in the block */
    gboolean compares_all;
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

/* The blocks of one bucket of keys. */
typedef struct {
    GArray *members; /* of guint32: blocks one after the other, ascending within */
    GArray *sizes;   /* of guint16 */
} Bucket;

typedef struct {
    const MatchEntries *entries;
    Bucket *buckets;
} Collector;

/* The distinct members of each block of 2 to MATCH_SHARED_MAX. */
static void
keep_blocks(const MatchEntry *at, guint n_entries, Bucket *bucket)
{
    const MatchEntry *end = at + n_entries;

    while (at < end) {
        guint first = bucket->members->len;
        guint32 key = at->key;
        guint32 last = MATCH_NO_IDENTITY;
        guint16 n = 0;

        for (; at < end && at->key == key; at++) {
            if (at->identity == last)
                continue;
            last = at->identity;
            if (n++ < MATCH_SHARED_MAX)
                g_array_append_val(bucket->members, last);
        }
        if (n < 2 || n > MATCH_SHARED_MAX)
            g_array_set_size(bucket->members, first);
        else
            g_array_append_val(bucket->sizes, n);
    }
}

static void
collect_bucket(gpointer self, gpointer own, guint i)
{
    const Collector *collector = self;
    Bucket *bucket = &collector->buckets[i];
    guint n = 0;
    g_autofree MatchEntry *entries = match_entries_of(collector->entries, i, &n);

    (void)own;
    bucket->members = g_array_new(FALSE, FALSE, sizeof(guint32));
    bucket->sizes = g_array_new(FALSE, FALSE, sizeof(guint16));
    keep_blocks(entries, n, bucket);
}

/* Pairs that are met when blocks of more than @cap are cut into pieces. */
static guint64
pairs_at(const guint64 *blocks_by_size, guint cap)
{
    guint64 pairs = 0;

    for (guint n = 2; n <= MATCH_SHARED_MAX; n++)
        pairs += blocks_by_size[n] * n * (MIN(n, cap) - 1) / 2;
    return pairs;
}

/* The largest size up to which the pairs stay within @budget; 2 at least. */
static guint
cap_for(const Bucket *buckets, guint64 budget)
{
    guint64 blocks_by_size[MATCH_SHARED_MAX + 1] = {0};
    guint cap = MATCH_SHARED_MAX;

    for (guint i = 0; i < MATCH_BUCKETS; i++)
        for (guint j = 0; j < buckets[i].sizes->len; j++)
            blocks_by_size[g_array_index(buckets[i].sizes, guint16, j)]++;
    while (cap > 2 && pairs_at(blocks_by_size, cap) > budget)
        cap--;
    return cap;
}

/* Puts a block behind those that there are, in even pieces of @cap at most: its members lie in the
 * order of their names, so that those of one person hardly come apart. */
static void
take_block(MatchBlocks *blocks, const guint32 *members, guint n, guint cap)
{
    guint n_pieces = (n + cap - 1) / cap;

    for (guint piece = 0; piece < n_pieces; piece++) {
        guint first = n * piece / n_pieces;
        guint end = n * (piece + 1) / n_pieces;

        if (end - first < 2)
            continue;
        g_array_append_vals(blocks->members, members + first, end - first);
        g_array_append_val(blocks->starts, blocks->members->len);
    }
}

/* Puts the blocks of a bucket behind those of others, and forgets it. */
static void
take_bucket(MatchBlocks *blocks, Bucket *bucket, guint cap)
{
    const guint32 *members = (const guint32 *)(const void *)bucket->members->data;

    for (guint i = 0; i < bucket->sizes->len; i++) {
        guint n = g_array_index(bucket->sizes, guint16, i);

        take_block(blocks, members, n, cap);
        members += n;
    }
    g_array_unref(bucket->members);
    g_array_unref(bucket->sizes);
}

static void
collect_buckets(const MatchIdentities *identities, Bucket *buckets, guint jobs)
{
    g_autoptr(MatchKeys) keys = match_keys_new(identities, jobs);
    g_autoptr(MatchEntries) entries = match_entries_new(identities, keys, jobs);
    Collector collector = {entries, buckets};

    match_parallel_run(
        &(MatchParallel){MATCH_BUCKETS, jobs, collect_bucket, &collector, NULL, NULL});
}

/* Blocks of all keys. */
static void
collect(MatchBlocks *blocks, guint64 budget, guint jobs)
{
    g_autofree Bucket *buckets = g_new0(Bucket, MATCH_BUCKETS);
    guint n_members = 0;
    guint cap = 0;

    collect_buckets(blocks->identities, buckets, jobs);
    cap = cap_for(buckets, MAX(budget * RAW_FACTOR, RAW_PAIRS));
    for (guint i = 0; i < MATCH_BUCKETS; i++)
        n_members += buckets[i].members->len;
    blocks->members = g_array_sized_new(FALSE, FALSE, sizeof(guint32), n_members);
    for (guint i = 0; i < MATCH_BUCKETS; i++)
        take_bucket(blocks, &buckets[i], cap);
}

/* Where each identity finds those behind it. */
static void
index_blocks(MatchBlocks *blocks)
{
    guint n = blocks->identities->n;
    guint n_blocks = blocks->starts->len - 1;
    const guint32 *starts = (const guint32 *)(const void *)blocks->starts->data;
    guint32 *members = (guint32 *)(void *)blocks->members->data;
    gsize n_places = blocks->members->len - n_blocks;
    g_autofree guint32 *at = NULL;

    blocks->first = g_new0(guint32, (gsize)n + 1);
    blocks->behind = g_new(guint32, n_places + 1);
    blocks->sizes = g_new(guint8, n_places + 1);
    for (guint block = 0; block < n_blocks; block++)
        for (guint32 i = starts[block]; i + 1 < starts[block + 1]; i++)
            blocks->first[members[i] + 1]++;
    for (guint i = 0; i < n; i++)
        blocks->first[i + 1] += blocks->first[i];
    at = g_memdup2(blocks->first, n * sizeof(guint32));
    for (guint block = 0; block < n_blocks; block++) {
        for (guint32 i = starts[block]; i + 1 < starts[block + 1]; i++) {
            guint32 place = at[members[i]]++;

            blocks->behind[place] = i + 1;
            blocks->sizes[place] = (guint8)(starts[block + 1] - starts[block]);
        }
        members[starts[block + 1] - 1] |= LAST;
    }
    g_clear_pointer(&blocks->starts, g_array_unref);
}

/* Adds up, for all behind @identity, how telling the keys are that they share with it. */
static void
meet(const MatchBlocks *blocks, guint identity, MatchMet *met)
{
    const guint32 *members = (const guint32 *)(const void *)blocks->members->data;
    guint32 end = blocks->first[identity + 1];
    guint most = 0;

    for (guint32 i = blocks->first[identity]; i < end; i++)
        most += blocks->sizes[i];
    match_met_begin(met, most);
    for (guint32 i = blocks->first[identity]; i < end; i++) {
        const guint32 *member = &members[blocks->behind[i]];
        guint16 telling = blocks->telling[blocks->sizes[i]];

        if (i + AHEAD < end) /* it hardly ever is at hand */
            __builtin_prefetch(&members[blocks->behind[i + AHEAD]]);
        for (; (*member & LAST) == 0; member++)
            match_met_add(met, *member, telling);
        match_met_add(met, *member & ~LAST, telling);
    }
}

/* How telling a key is that so many share. */
static void
weigh_sizes(MatchBlocks *blocks)
{
    for (guint size = 2; size <= MATCH_SHARED_MAX; size++)
        blocks->telling[size] = (guint16)(TELLING / sqrt(size));
}

/* Counts the pairs of a sample by what they share, and takes the best so many. */
static void
choose_least(MatchBlocks *blocks, guint64 budget)
{
    guint n = blocks->identities->n;
    guint step = MAX(n / SAMPLE, 1);
    guint64 pairs_by_score[SCORES] = {0};
    g_autoptr(MatchMet) met = match_met_new();

    for (guint identity = 0; identity < n; identity += step) {
        meet(blocks, identity, met);
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
    guint32 zero = 0;

    blocks->identities = identities;
    blocks->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_val(blocks->starts, zero);
    blocks->compares_all = compares_all(identities);
    if (blocks->compares_all) {
        blocks->forecast = (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2;
        return blocks;
    }
    collect(blocks, (guint64)identities->n * budget, jobs);
    index_blocks(blocks);
    weigh_sizes(blocks);
    choose_least(blocks, (guint64)identities->n * budget);
    return blocks;
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

void
match_blocks_partners(const MatchBlocks *blocks, guint identity, MatchMet *met, GArray *out)
{
    g_array_set_size(out, 0);
    if (blocks->compares_all) {
        for (guint32 other = identity + 1; other < blocks->identities->n; other++)
            g_array_append_val(out, other);
        return;
    }
    meet(blocks, identity, met);
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
    g_clear_pointer(&blocks->members, g_array_unref);
    g_clear_pointer(&blocks->starts, g_array_unref);
    g_free(blocks->first);
    g_free(blocks->behind);
    g_free(blocks->sizes);
    g_free(blocks);
}
