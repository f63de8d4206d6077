#include "stages/match/entries.h"

#include <string.h>

#include "stages/match/parallel.h"

#define CHUNK       16384u /* identities whose keys one thread makes at a time */
#define DIGIT_BITS  11u
#define DIGITS      (1u << DIGIT_BITS)
#define BUCKET_BITS 10u /* of a key: the round and the bucket */

G_STATIC_ASSERT(MATCH_ROUNDS *MATCH_BUCKETS == 1 << BUCKET_BITS);
G_STATIC_ASSERT(CHUNK <= 1u << (32 - BUCKET_BITS)); /* fits behind the bits of a key that count */

/* What a chunk of identities has, by bucket, by identity. */
typedef struct {
    guint32 *keys;                     /* as MatchEntry's; owned */
    guint16 *owners;                   /* the identity, from the chunk's first; owned */
    guint32 starts[MATCH_BUCKETS + 1]; /* where those of each bucket begin */
} Chunk;

struct MatchEntries {
    const MatchIdentities *identities;
    const MatchKeys *keys;
    guint round;
    Chunk *chunks;
    guint n_chunks;
};

/* ---- making them ---- */

/* What a thread makes keys in. */
typedef struct {
    MatchKeySet keys; /* of the identity at hand */
    guint64 *made; /* of the chunk at hand, as they come: the bits of a key that count, and behind
                      them which identity of the chunk has it */
    guint n;       /* of them */
    guint size;    /* room for so many */
} Room;

static gpointer
make_room(G_GNUC_UNUSED gpointer self)
{
    return g_new0(Room, 1);
}

static void
drop_room(gpointer data)
{
    Room *room = data;

    g_free(room->made);
    g_free(room);
}

/* Of all rounds. */
static guint
bucket_of(guint64 key)
{
    return (guint)(key >> (64 - BUCKET_BITS));
}

static void
keep_own(const MatchEntries *entries, guint in_chunk, Room *room)
{
    guint n = room->n;

    if (n + MATCH_KEYS_MAX > room->size) {
        room->size = MAX(2 * room->size, CHUNK * 16);
        room->made = g_renew(guint64, room->made, room->size);
    }
    for (guint i = 0; i < room->keys.n; i++) {
        guint64 key = room->keys.keys[i];

        room->made[n] = (key & ~(guint64)(CHUNK - 1)) | in_chunk;
        n += bucket_of(key) / MATCH_BUCKETS == entries->round ? 1 : 0;
    }
    room->n = n;
}

/* Moves what was made to the chunk, by bucket. */
static void
deal(const Room *room, Chunk *chunk)
{
    guint32 at[MATCH_BUCKETS];

    for (guint i = 0; i < room->n; i++)
        chunk->starts[bucket_of(room->made[i]) % MATCH_BUCKETS + 1]++;
    for (guint i = 0; i < MATCH_BUCKETS; i++)
        chunk->starts[i + 1] += chunk->starts[i];
    memcpy(at, chunk->starts, sizeof at);
    chunk->keys = g_new(guint32, (gsize)room->n + 1);
    chunk->owners = g_new(guint16, (gsize)room->n + 1);
    for (guint i = 0; i < room->n; i++) {
        guint64 made = room->made[i];
        guint32 to = at[bucket_of(made) % MATCH_BUCKETS]++;

        chunk->keys[to] = (guint32)(made >> (32 - BUCKET_BITS));
        chunk->owners[to] = (guint16)(made & (CHUNK - 1));
    }
}

static void
make_chunk(gpointer self, gpointer own, guint chunk)
{
    MatchEntries *entries = self;
    Room *room = own;
    guint first = chunk * CHUNK;
    guint n = MIN(CHUNK, entries->identities->n - first);

    room->n = 0;
    for (guint i = 0; i < n; i++) {
        match_keys_of(entries->keys, first + i, &room->keys);
        keep_own(entries, i, room);
    }
    deal(room, &entries->chunks[chunk]);
}

MatchEntries *
match_entries_new(const MatchIdentities *identities, const MatchKeys *keys, guint round, guint jobs)
{
    MatchEntries *entries = g_new0(MatchEntries, 1);

    entries->identities = identities;
    entries->keys = keys;
    entries->round = round;
    entries->n_chunks = (identities->n + CHUNK - 1) / CHUNK;
    entries->chunks = g_new0(Chunk, (gsize)entries->n_chunks + 1);
    match_parallel_run(
        &(MatchParallel){entries->n_chunks, jobs, make_chunk, entries, make_room, drop_room});
    return entries;
}

void
match_entries_drop_from(MatchEntries *entries, guint bucket)
{
    for (guint i = 0; i < entries->n_chunks; i++) {
        Chunk *chunk = &entries->chunks[i];

        chunk->keys = g_renew(guint32, chunk->keys, (gsize)chunk->starts[bucket] + 1);
        chunk->owners = g_renew(guint16, chunk->owners, (gsize)chunk->starts[bucket] + 1);
    }
}

void
match_entries_free(MatchEntries *entries)
{
    if (entries == NULL)
        return;
    for (guint i = 0; i < entries->n_chunks; i++) {
        g_free(entries->chunks[i].keys);
        g_free(entries->chunks[i].owners);
    }
    g_free(entries->chunks);
    g_free(entries);
}

/* ---- sorting them ---- */

/* One pass of a radix sort: by DIGIT_BITS bits of the key from @shift on, order kept otherwise. */
static void
sort_digit(const MatchEntry *from, MatchEntry *to, guint n, guint shift)
{
    guint starts[DIGITS + 1] = {0};

    for (guint i = 0; i < n; i++)
        starts[(from[i].key >> shift & (DIGITS - 1)) + 1]++;
    for (guint i = 0; i < DIGITS; i++)
        starts[i + 1] += starts[i];
    for (guint i = 0; i < n; i++)
        to[starts[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

MatchEntryRoom *
match_entry_room_new(void)
{
    MatchEntryRoom *room = g_new(MatchEntryRoom, 1);

    room->sorted = g_array_new(FALSE, FALSE, sizeof(MatchEntry));
    room->spare = g_array_new(FALSE, FALSE, sizeof(MatchEntry));
    return room;
}

void
match_entry_room_free(MatchEntryRoom *room)
{
    g_array_unref(room->sorted);
    g_array_unref(room->spare);
    g_free(room);
}

/* Puts what all chunks have in the bucket into @out (of MatchEntry, emptied first), by identity. */
static void
gather(const MatchEntries *entries, guint bucket, GArray *out)
{
    guint n = 0;

    for (guint i = 0; i < entries->n_chunks; i++)
        n += entries->chunks[i].starts[bucket + 1] - entries->chunks[i].starts[bucket];
    g_array_set_size(out, n);
    n = 0;
    for (guint i = 0; i < entries->n_chunks; i++) {
        const Chunk *chunk = &entries->chunks[i];

        for (guint32 j = chunk->starts[bucket]; j < chunk->starts[bucket + 1]; j++)
            g_array_index(out, MatchEntry, n++) =
                (MatchEntry){chunk->keys[j], i * CHUNK + chunk->owners[j]};
    }
}

const MatchEntry *
match_entries_of(const MatchEntries *entries, guint bucket, MatchEntryRoom *room, guint *n)
{
    MatchEntry *spare = NULL;
    MatchEntry *sorted = NULL;

    gather(entries, bucket, room->spare);
    *n = room->spare->len;
    g_array_set_size(room->sorted, *n);
    sorted = (MatchEntry *)(void *)room->sorted->data;
    spare = (MatchEntry *)(void *)room->spare->data;
    sort_digit(spare, sorted, *n, 0);
    sort_digit(sorted, spare, *n, DIGIT_BITS);
    sort_digit(spare, sorted, *n, 2 * DIGIT_BITS); /* of 32 bits the rest */
    return sorted;
}
