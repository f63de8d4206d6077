#include "stages/match/members.h"

#include <string.h>

#include "stages/match/entries.h"
#include "stages/match/parallel.h"

#define BUCKETS_AT_A_TIME 32u
#define RANGES            64u /* of identities: blocks that are looked at together lie together */

G_STATIC_ASSERT(MATCH_BUCKETS % BUCKETS_AT_A_TIME == 0);

/* The blocks of one bucket of keys, in the order of the keys. */
typedef struct {
    guint32 *members; /* blocks one after the other, ascending within; owned */
    guint8 *sizes;    /* of the blocks; owned */
    guint n_blocks;
} Bucket;

typedef struct {
    const MatchEntries *entries;
    Bucket *buckets;
    guint first; /* of the buckets that are collected now */
} Collector;

/* What a thread collects blocks in. */
typedef struct {
    MatchEntryRoom *entries;
    GArray *members; /* of guint32: of the bucket at hand */
    GArray *sizes;   /* of guint8 */
} Room;

static gpointer
make_room(G_GNUC_UNUSED gpointer self)
{
    Room *room = g_new(Room, 1);

    room->entries = match_entry_room_new();
    room->members = g_array_new(FALSE, FALSE, sizeof(guint32));
    room->sizes = g_array_new(FALSE, FALSE, sizeof(guint8));
    return room;
}

static void
drop_room(gpointer data)
{
    Room *room = data;

    match_entry_room_free(room->entries);
    g_array_unref(room->members);
    g_array_unref(room->sizes);
    g_free(room);
}

/* The distinct members of each block of 2 to MATCH_SHARED_MAX. */
static void
keep_blocks(const MatchEntry *at, guint n_entries, Room *room)
{
    const MatchEntry *end = at + n_entries;
    guint32 *members = NULL;
    guint n_members = 0;

    g_array_set_size(room->members, n_entries);
    g_array_set_size(room->sizes, 0);
    members = (guint32 *)(void *)room->members->data;
    while (at < end) {
        guint first = n_members;
        guint32 key = at->key;
        guint8 size = 0;

        for (; at < end && at->key == key; at++)
            if (n_members == first || members[n_members - 1] != at->identity)
                members[n_members++] = at->identity;
        if (n_members - first >= 2 && n_members - first <= MATCH_SHARED_MAX) {
            size = (guint8)(n_members - first);
            g_array_append_val(room->sizes, size);
        } else {
            n_members = first;
        }
    }
    g_array_set_size(room->members, n_members);
}

static void
collect_bucket(gpointer self, gpointer own, guint i)
{
    const Collector *collector = self;
    guint bucket = collector->first + i;
    Room *room = own;
    guint n = 0;
    const MatchEntry *entries = match_entries_of(collector->entries, bucket, room->entries, &n);

    keep_blocks(entries, n, room);
    collector->buckets[bucket] = (Bucket){
        g_memdup2(room->members->data, room->members->len * sizeof(guint32)),
        g_memdup2(room->sizes->data, room->sizes->len),
        room->sizes->len,
    };
}

/* Some buckets at a time, from the last on, as the entries of those that are done go.  (transfer
 * full) of @entries. */
static void
collect_buckets(MatchEntries *entries, Bucket *buckets, guint jobs)
{
    Collector collector = {entries, buckets, MATCH_BUCKETS};

    while (collector.first > 0) {
        collector.first -= BUCKETS_AT_A_TIME;
        match_parallel_run(&(MatchParallel){BUCKETS_AT_A_TIME, jobs, collect_bucket, &collector,
                                            make_room, drop_room});
        match_entries_drop_from(entries, collector.first);
    }
    match_entries_free(entries);
}

/* Where the next block goes, by its size and the range of identities in which it begins. */
typedef struct {
    guint32 next[MATCH_SHARED_MAX + 1][RANGES];
} Places;

static guint
range_of(const MatchMembers *all, guint32 identity)
{
    return identity >> all->range_bits;
}

static void
count_blocks(const MatchMembers *all, const Bucket *bucket, Places *n_blocks)
{
    const guint32 *block = bucket->members;

    for (guint i = 0; i < bucket->n_blocks; block += bucket->sizes[i++])
        n_blocks->next[bucket->sizes[i]][range_of(all, block[0])]++;
}

/* Makes room for @n_blocks behind those of other rounds (transfer full). */
static Places *
make_stretches(MatchMembers *all, const Places *n_blocks)
{
    Places *places = g_new0(Places, 1);

    for (guint size = 2; size <= MATCH_SHARED_MAX; size++)
        for (guint range = 0; range < RANGES; range++) {
            MatchStretch stretch = {all->n, n_blocks->next[size][range], size};

            places->next[size][range] = all->n;
            if (stretch.n > 0)
                g_array_append_val(all->stretches, stretch);
            all->n += stretch.n * size;
        }
    all->members = g_renew(guint32, all->members, (gsize)all->n + 1);
    return places;
}

/* Puts the blocks of a bucket where they go, and forgets it. */
static void
take_bucket(MatchMembers *all, Bucket *bucket, Places *places)
{
    const guint32 *block = bucket->members;

    for (guint i = 0; i < bucket->n_blocks; i++) {
        guint size = bucket->sizes[i];
        guint32 *next = &places->next[size][range_of(all, block[0])];
        guint32 *to = &all->members[*next];

        memcpy(to, block, size * sizeof *block);
        to[size - 1] |= MATCH_MEMBER_LAST;
        for (guint j = 0; j + 1 < size; j++)
            all->n_behind[block[j]]++;
        *next += size;
        block += size;
    }
    g_free(bucket->members);
    g_free(bucket->sizes);
}

/* Puts the blocks of all buckets of a round behind those of other rounds, and forgets them. */
static void
take_buckets(MatchMembers *all, Bucket *buckets)
{
    g_autofree Places *n_blocks = g_new0(Places, 1);
    g_autofree Places *places = NULL;

    for (guint i = 0; i < MATCH_BUCKETS; i++)
        count_blocks(all, &buckets[i], n_blocks);
    places = make_stretches(all, n_blocks);
    for (guint i = 0; i < MATCH_BUCKETS; i++)
        take_bucket(all, &buckets[i], places);
}

static gint
compare_stretches(gconstpointer a, gconstpointer b)
{
    const MatchStretch *x = a;
    const MatchStretch *y = b;

    return x->size != y->size ? (x->size > y->size) - (x->size < y->size)
                              : (x->first > y->first) - (x->first < y->first);
}

static void
collect(MatchMembers *all, const MatchIdentities *identities, guint jobs)
{
    g_autoptr(MatchKeys) keys = match_keys_new(identities, jobs);

    for (guint round = 0; round < MATCH_ROUNDS; round++) {
        Bucket buckets[MATCH_BUCKETS] = {{0}};

        collect_buckets(match_entries_new(identities, keys, round, jobs), buckets, jobs);
        take_buckets(all, buckets);
    }
    g_array_sort(all->stretches, compare_stretches);
}

/* ---- too many ---- */

/* Pairs that are met when blocks of more than @cap are cut into pieces. */
static guint64
pairs_at(const GArray *stretches, guint cap)
{
    guint64 pairs = 0;

    for (guint i = 0; i < stretches->len; i++) {
        const MatchStretch *at = &g_array_index(stretches, MatchStretch, i);

        pairs += (guint64)at->n * at->size * (MIN(at->size, cap) - 1) / 2;
    }
    return pairs;
}

/* The largest size up to which the pairs stay within @budget; 2 at least. */
static guint
cap_for(const GArray *stretches, guint64 budget)
{
    guint cap = MATCH_SHARED_MAX;

    while (cap > 2 && pairs_at(stretches, cap) > budget)
        cap--;
    return cap;
}

/* Cuts a block into even pieces of @cap at most: its members lie in the order of their names, so
 * that those of one person hardly come apart. */
static void
cut_block(MatchMembers *all, guint32 *block, guint size, guint cap)
{
    guint n_pieces = (size + cap - 1) / cap;

    for (guint piece = 1; piece < n_pieces; piece++) {
        guint last = size * piece / n_pieces - 1;

        all->n_behind[block[last]]--;
        block[last] |= MATCH_MEMBER_LAST;
    }
}

static void
cut(MatchMembers *all, guint cap)
{
    for (guint i = 0; i < all->stretches->len; i++) {
        const MatchStretch *at = &g_array_index(all->stretches, MatchStretch, i);

        for (guint32 block = 0; block < at->n; block++)
            cut_block(all, &all->members[at->first + block * at->size], at->size, cap);
    }
}

MatchMembers *
match_members_new(const MatchIdentities *identities, guint64 budget, guint jobs)
{
    MatchMembers *all = g_new0(MatchMembers, 1);

    while (identities->n >> all->range_bits >= RANGES)
        all->range_bits++;
    all->stretches = g_array_new(FALSE, FALSE, sizeof(MatchStretch));
    all->n_behind = g_new0(guint32, (gsize)identities->n + 1);
    collect(all, identities, jobs);
    cut(all, cap_for(all->stretches, budget));
    return all;
}

void
match_members_free(MatchMembers *members)
{
    if (members == NULL)
        return;
    g_free(members->members);
    g_array_unref(members->stretches);
    g_free(members->n_behind);
    g_free(members);
}
