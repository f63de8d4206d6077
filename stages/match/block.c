#include "stages/match/block.h"

#include <math.h>

#include "stages/match/entries.h"

#define PARTITION_ENTRIES 8000000u /* keys sorted at a time */
#define KEYS_EACH         60u      /* keys of an identity, about: to choose the partitions */
#define RAW_FACTOR        8u       /* pairs met in several blocks before they are told apart */
#define SAMPLE            2048u    /* identities whose pairs are counted for the forecast */
#define TELLING           4096.0   /* of a key that one alone would have */
#define SCORE_STEP        16u      /* sums are counted by steps of so much ... */
#define SCORES            4096u    /* ... up to so many */

struct MatchBlocks {
    const MatchIdentities *identities;
    GArray *members; /* of guint32: blocks one after the other, ascending within */
    GArray *starts;  /* of guint32: where block i begins; one more than blocks */
    guint32 *first;  /* where the blocks of identity i begin in @of; n + 1 */
    guint32 *of;     /* the blocks that identity i stands in */
    guint cap;       /* largest block */
    gboolean compares_all;
    guint16 telling[MATCH_BLOCK_MAX + 1]; /* a size of block */
    guint32 least;                        /* that a pair must share, in the same units */
    guint64 forecast;
};

static gboolean
compares_all(const MatchIdentities *identities)
{
    return (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2 <=
           MATCH_COMPARE_ALL;
}

/* Keeps the distinct members of each block of 2 to @cap; returns pairs met, by block size. */
static void
keep_blocks(MatchBlocks *blocks, const MatchEntry *at, guint n_entries, guint cap,
            guint64 *pairs_by_size)
{
    const MatchEntry *end = at + n_entries;

    while (at < end) {
        guint first = blocks->members->len;
        guint64 key = at->key;
        guint n = 0;

        for (; at < end && at->key == key; at++) {
            gboolean again =
                blocks->members->len > first &&
                g_array_index(blocks->members, guint32, blocks->members->len - 1) == at->identity;

            if (again)
                continue;
            n++;
            if (n <= cap)
                g_array_append_val(blocks->members, at->identity);
        }
        if (n < 2 || n > cap) {
            g_array_set_size(blocks->members, first);
            continue;
        }
        pairs_by_size[n] += (guint64)n * (n - 1) / 2;
        g_array_append_val(blocks->starts, blocks->members->len);
    }
}

/* The largest size up to which the pairs stay within @budget; 2 at least. */
static guint
cap_for(const guint64 *pairs_by_size, guint64 budget)
{
    guint64 sum = pairs_by_size[2];
    guint cap = 2;

    while (cap < MATCH_BLOCK_MAX && sum + pairs_by_size[cap + 1] <= budget)
        sum += pairs_by_size[++cap];
    return cap;
}

/* Blocks of all keys, a part of the keys at a time; the first part is a fair sample that tells
 * which sizes the others need not keep. */
static void
collect(MatchBlocks *blocks, guint64 budget, guint jobs)
{
    g_autoptr(MatchKeys) keys = match_keys_new(blocks->identities);
    guint64 pairs_by_size[MATCH_BLOCK_MAX + 2] = {0};
    guint64 all = (guint64)blocks->identities->n * KEYS_EACH;
    MatchPart part = {blocks->identities, keys, 0, (guint)MIN(1 + all / PARTITION_ENTRIES, 256)};

    blocks->cap = MATCH_BLOCK_MAX;
    for (; part.part < part.n_parts; part.part++) {
        guint n = 0;
        g_autofree MatchEntry *entries = match_entries_of(&part, jobs, &n);

        keep_blocks(blocks, entries, n, blocks->cap, pairs_by_size);
        if (part.part == 0 && part.n_parts > 1)
            blocks->cap = cap_for(pairs_by_size, budget * RAW_FACTOR / part.n_parts);
    }
}

/* The blocks of each identity. */
static void
index_blocks(MatchBlocks *blocks)
{
    guint n = blocks->identities->n;
    const guint32 *members = (const guint32 *)(const void *)blocks->members->data;
    g_autofree guint32 *at = NULL;

    blocks->first = g_new0(guint32, (gsize)n + 1);
    blocks->of = g_new(guint32, (gsize)blocks->members->len + 1);
    for (guint i = 0; i < blocks->members->len; i++)
        blocks->first[members[i] + 1]++;
    for (guint i = 0; i < n; i++)
        blocks->first[i + 1] += blocks->first[i];
    at = g_memdup2(blocks->first, n * sizeof(guint32));
    for (guint block = 0; block + 1 < blocks->starts->len; block++)
        for (guint i = g_array_index(blocks->starts, guint32, block);
             i < g_array_index(blocks->starts, guint32, block + 1); i++)
            blocks->of[at[members[i]]++] = block;
}

typedef struct {
    const guint32 *members;
    guint n;
} Block;

static Block
block_at(const MatchBlocks *blocks, guint32 block)
{
    guint32 start = g_array_index(blocks->starts, guint32, block);

    return (Block){&g_array_index(blocks->members, guint32, start),
                   g_array_index(blocks->starts, guint32, block + 1) - start};
}

/* Adds up, for all behind @identity, how telling the keys are that they share with it. */
static void
meet(const MatchBlocks *blocks, guint identity, guint32 *score, GArray *met)
{
    for (guint32 i = blocks->first[identity]; i < blocks->first[identity + 1]; i++) {
        Block block = block_at(blocks, blocks->of[i]);
        guint16 telling = blocks->telling[block.n];

        for (guint j = block.n; j-- > 0 && block.members[j] > identity;) {
            guint32 other = block.members[j];

            if (score[other] == 0)
                g_array_append_val(met, other);
            score[other] += telling;
        }
    }
}

/* How telling a key is that so many share. */
static void
weigh_sizes(MatchBlocks *blocks)
{
    for (guint size = 2; size <= MATCH_BLOCK_MAX; size++)
        blocks->telling[size] = (guint16)(TELLING / sqrt(size));
}

/* Counts the pairs of a sample by what they share, and takes the best so many. */
static void
choose_least(MatchBlocks *blocks, guint64 budget)
{
    guint n = blocks->identities->n;
    guint step = MAX(n / SAMPLE, 1);
    guint64 pairs_by_score[SCORES] = {0};
    g_autofree guint32 *score = g_new0(guint32, (gsize)n + 1);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint identity = 0; identity < n; identity += step) {
        g_array_set_size(met, 0);
        meet(blocks, identity, score, met);
        for (guint i = 0; i < met->len; i++) {
            guint32 other = g_array_index(met, guint32, i);

            pairs_by_score[MIN(score[other] / SCORE_STEP, SCORES - 1)] += step;
            score[other] = 0;
        }
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
    blocks->members = g_array_new(FALSE, FALSE, sizeof(guint32));
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
match_blocks_partners(const MatchBlocks *blocks, guint identity, guint32 *score, GArray *out)
{
    guint n = 0;

    g_array_set_size(out, 0);
    if (blocks->compares_all) {
        for (guint32 other = identity + 1; other < blocks->identities->n; other++)
            g_array_append_val(out, other);
        return;
    }
    meet(blocks, identity, score, out);
    for (guint i = 0; i < out->len; i++) {
        guint32 other = g_array_index(out, guint32, i);

        if (score[other] >= blocks->least)
            g_array_index(out, guint32, n++) = other;
        score[other] = 0;
    }
    g_array_set_size(out, n);
    g_array_sort(out, compare_numbers);
}

void
match_blocks_free(MatchBlocks *blocks)
{
    if (blocks == NULL)
        return;
    g_array_unref(blocks->members);
    g_array_unref(blocks->starts);
    g_free(blocks->first);
    g_free(blocks->of);
    g_free(blocks);
}
