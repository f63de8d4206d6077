#include "stages/match/members.h"

#include "stages/match/entries.h"
#include "stages/match/parallel.h"

#define BUCKETS (MATCH_ROUNDS * (gsize)MATCH_BUCKETS)

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

    for (guint i = 0; i < BUCKETS; i++)
        for (guint j = 0; j < buckets[i].sizes->len; j++)
            blocks_by_size[g_array_index(buckets[i].sizes, guint16, j)]++;
    while (cap > 2 && pairs_at(blocks_by_size, cap) > budget)
        cap--;
    return cap;
}

/* Puts a block behind those that there are, in even pieces of @cap at most: its members lie in the
 * order of their names, so that those of one person hardly come apart. */
static void
take_block(MatchMembers *members, const guint32 *block, guint n, guint cap)
{
    guint n_pieces = (n + cap - 1) / cap;

    for (guint piece = 0; piece < n_pieces; piece++) {
        guint first = n * piece / n_pieces;
        guint last = n * (piece + 1) / n_pieces - 1;
        guint32 marked = block[last] | MATCH_MEMBER_LAST;

        if (first == last)
            continue;
        for (guint i = first; i < last; i++)
            members->n_behind[block[i]]++;
        g_array_append_vals(members->members, block + first, last - first);
        g_array_append_val(members->members, marked);
    }
}

/* Puts the blocks of a bucket behind those of others, and forgets it. */
static void
take_bucket(MatchMembers *members, Bucket *bucket, guint cap)
{
    const guint32 *block = (const guint32 *)(const void *)bucket->members->data;

    for (guint i = 0; i < bucket->sizes->len; i++) {
        guint n = g_array_index(bucket->sizes, guint16, i);

        take_block(members, block, n, cap);
        block += n;
    }
    g_array_unref(bucket->members);
    g_array_unref(bucket->sizes);
}

static void
collect(const MatchIdentities *identities, Bucket *buckets, guint jobs)
{
    g_autoptr(MatchKeys) keys = match_keys_new(identities, jobs);

    for (guint round = 0; round < MATCH_ROUNDS; round++) {
        g_autoptr(MatchEntries) entries = match_entries_new(identities, keys, round, jobs);
        Collector collector = {entries, &buckets[(gsize)round * MATCH_BUCKETS]};

        match_parallel_run(
            &(MatchParallel){MATCH_BUCKETS, jobs, collect_bucket, &collector, NULL, NULL});
    }
}

MatchMembers *
match_members_new(const MatchIdentities *identities, guint64 budget, guint jobs)
{
    MatchMembers *members = g_new0(MatchMembers, 1);
    g_autofree Bucket *buckets = g_new0(Bucket, BUCKETS);
    guint n_members = 0;
    guint cap = 0;

    collect(identities, buckets, jobs);
    cap = cap_for(buckets, budget);
    for (guint i = 0; i < BUCKETS; i++)
        n_members += buckets[i].members->len;
    members->members = g_array_sized_new(FALSE, FALSE, sizeof(guint32), n_members);
    members->n_behind = g_new0(guint32, (gsize)identities->n + 1);
    for (guint i = 0; i < BUCKETS; i++)
        take_bucket(members, &buckets[i], cap);
    return members;
}

void
match_members_free(MatchMembers *members)
{
    if (members == NULL)
        return;
    g_array_unref(members->members);
    g_free(members->n_behind);
    g_free(members);
}
