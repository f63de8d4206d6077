#include "stages/match/block.h"

#include <stdlib.h>

#include "stages/match/keys.h"

#define PARTITION_ENTRIES 8000000u /* keys sorted at a time */
#define KEYS_EACH         110u     /* keys of an identity, about: to choose the partitions */
#define RAW_FACTOR        8u       /* pairs met in several blocks before they are told apart */
#define SAMPLE            2048u    /* identities whose pairs are counted for the forecast */

typedef struct {
    guint64 key;
    guint32 identity;
} Entry;

struct MatchBlocks {
    const MatchIdentities *identities;
    GArray *members; /* of guint32: blocks one after the other, ascending within */
    GArray *starts;  /* of guint32: where block i begins; one more than blocks */
    guint32 *first;  /* where the blocks of identity i begin in @of; n + 1 */
    guint32 *of;     /* the blocks that identity i stands in */
    guint cap;
    guint64 forecast;
};

static gboolean
compares_all(const MatchIdentities *identities)
{
    return (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2 <=
           MATCH_COMPARE_ALL;
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *x = a;
    const Entry *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->identity > y->identity) - (x->identity < y->identity);
}

/* Sorts by key: a byte of it first, as identities come in order, then within. */
static void
sort_entries(GArray *entries)
{
    guint n = entries->len;
    guint starts[257] = {0};
    g_autofree Entry *sorted = g_new(Entry, (gsize)n + 1);
    const Entry *from = (const Entry *)(const void *)entries->data;
    guint at[256];

    for (guint i = 0; i < n; i++)
        starts[(from[i].key >> 48 & 255) + 1]++;
    for (guint i = 0; i < 256; i++)
        starts[i + 1] += starts[i];
    memcpy(at, starts, sizeof at);
    for (guint i = 0; i < n; i++)
        sorted[at[from[i].key >> 48 & 255]++] = from[i];
    for (guint i = 0; i < 256; i++)
        qsort(sorted + starts[i], starts[i + 1] - starts[i], sizeof(Entry), compare_entries);
    memcpy(entries->data, sorted, n * sizeof(Entry));
}

/* Keeps the distinct members of each block of 2 to @cap; returns pairs met, by block size. */
static void
keep_blocks(MatchBlocks *blocks, const GArray *entries, guint cap, guint64 *pairs_by_size)
{
    const Entry *at = (const Entry *)(const void *)entries->data;
    const Entry *end = at + entries->len;

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

static void
collect_partition(MatchBlocks *blocks, const MatchKeys *keys, guint partition, guint n_partitions,
                  GArray *entries)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(guint64));

    g_array_set_size(entries, 0);
    for (guint identity = 0; identity < blocks->identities->n; identity++) {
        match_keys_of(keys, identity, own);
        for (guint i = 0; i < own->len; i++) {
            guint64 key = g_array_index(own, guint64, i);
            Entry entry = {key, identity};

            if ((key >> 56) % n_partitions == partition)
                g_array_append_val(entries, entry);
        }
    }
    sort_entries(entries);
}

/* Blocks of all keys, a part of the keys at a time; the first part is a fair sample that tells
 * which sizes the others need not keep. */
static void
collect(MatchBlocks *blocks, guint64 budget)
{
    g_autoptr(MatchKeys) keys = match_keys_new(blocks->identities);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    guint64 pairs_by_size[MATCH_BLOCK_MAX + 2] = {0};
    guint64 all = (guint64)blocks->identities->n * KEYS_EACH;
    guint n_partitions = (guint)MIN(1 + all / PARTITION_ENTRIES, 256);
    guint cap = MATCH_BLOCK_MAX;

    for (guint partition = 0; partition < n_partitions; partition++) {
        collect_partition(blocks, keys, partition, n_partitions, entries);
        keep_blocks(blocks, entries, cap, pairs_by_size);
        if (partition == 0 && n_partitions > 1)
            cap = cap_for(pairs_by_size, budget * RAW_FACTOR / n_partitions);
    }
    blocks->cap = cap;
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

/* Lowers the smallest size of a block in which @identity meets each of those behind it. */
static void
note_sizes(const MatchBlocks *blocks, guint identity, guint8 *smallest, GArray *met)
{
    for (guint32 i = blocks->first[identity]; i < blocks->first[identity + 1]; i++) {
        Block block = block_at(blocks, blocks->of[i]);

        for (guint j = 0; j < block.n; j++) {
            guint32 other = block.members[j];

            if (other <= identity)
                continue;
            if (smallest[other] == 0)
                g_array_append_val(met, other);
            if (smallest[other] == 0 || block.n < smallest[other])
                smallest[other] = (guint8)block.n;
        }
    }
}

/* Counts the distinct pairs of a sample by the smallest block they meet in, and takes the sizes
 * that give the wanted number. */
static void
choose_cap(MatchBlocks *blocks, guint64 budget)
{
    guint n = blocks->identities->n;
    guint step = MAX(n / SAMPLE, 1);
    guint64 pairs_by_size[MATCH_BLOCK_MAX + 2] = {0};
    g_autofree guint8 *smallest = g_new0(guint8, (gsize)n + 1);
    g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint identity = 0; identity < n; identity += step) {
        g_array_set_size(met, 0);
        note_sizes(blocks, identity, smallest, met);
        for (guint i = 0; i < met->len; i++) {
            guint32 other = g_array_index(met, guint32, i);

            pairs_by_size[smallest[other]] += step;
            smallest[other] = 0;
        }
    }
    blocks->cap = MIN(blocks->cap, cap_for(pairs_by_size, budget));
    for (guint size = 2; size <= blocks->cap; size++)
        blocks->forecast += pairs_by_size[size];
}

MatchBlocks *
match_blocks_new(const MatchIdentities *identities, guint budget)
{
    MatchBlocks *blocks = g_new0(MatchBlocks, 1);
    guint32 zero = 0;

    blocks->identities = identities;
    blocks->members = g_array_new(FALSE, FALSE, sizeof(guint32));
    blocks->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_val(blocks->starts, zero);
    if (compares_all(identities)) {
        blocks->forecast = (guint64)identities->n * (identities->n - MIN(identities->n, 1)) / 2;
        return blocks;
    }
    collect(blocks, (guint64)identities->n * budget);
    index_blocks(blocks);
    choose_cap(blocks, (guint64)identities->n * budget);
    return blocks;
}

guint64
match_blocks_forecast(const MatchBlocks *blocks)
{
    return blocks->forecast;
}

guint
match_blocks_cap(const MatchBlocks *blocks)
{
    return blocks->cap;
}

static gint
compare_numbers(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

static void
add_partners(const Block *block, guint identity, guint32 *seen, GArray *out)
{
    for (guint j = 0; j < block->n; j++) {
        guint32 other = block->members[j];

        if (other > identity && seen[other] != identity + 1) {
            seen[other] = identity + 1;
            g_array_append_val(out, other);
        }
    }
}

void
match_blocks_partners(const MatchBlocks *blocks, guint identity, guint32 *seen, GArray *out)
{
    g_array_set_size(out, 0);
    for (guint32 other = identity + 1; blocks->cap == 0 && other < blocks->identities->n; other++)
        g_array_append_val(out, other);
    if (blocks->cap == 0)
        return;
    for (guint32 i = blocks->first[identity]; i < blocks->first[identity + 1]; i++) {
        Block block = block_at(blocks, blocks->of[i]);

        if (block.n <= blocks->cap)
            add_partners(&block, identity, seen, out);
    }
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
