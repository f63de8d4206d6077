#include "stages/match/entries.h"

#include <string.h>

#include "stages/match/parallel.h"

#define CHUNK       8192u /* identities whose keys one thread makes at a time */
#define DIGIT_BITS  8u
#define DIGITS      (1u << DIGIT_BITS)
#define KEYS_EACH   64u /* keys of an identity, about */
#define FIRST_SLOTS ((gsize)1 << 16)
#define LAST_SLOTS  ((gsize)1 << 26)
#define FULL        255u /* where a counter stays */

/* What a chunk of identities has, by bucket, by identity. */
typedef struct {
    MatchEntry *entries;
    guint32 starts[MATCH_BUCKETS + 1]; /* where the entries of each bucket begin */
} Chunk;

struct MatchEntries {
    const MatchIdentities *identities;
    const MatchKeys *keys;
    guint8 *counts; /* keys by hash; NULL once the entries are made */
    gsize n_slots;
    Chunk *chunks;
    guint n_chunks;
};

/* ---- making them ---- */

/* What a thread makes keys in. */
typedef struct {
    GArray *keys;  /* of guint64: of the identity at hand */
    GArray *made;  /* of guint64: of the chunk at hand, as they come ... */
    GArray *owner; /* of guint32: ... and whose each is */
} Room;

static gpointer
make_room(gpointer self)
{
    Room *room = g_new(Room, 1);

    (void)self;
    room->keys = g_array_new(FALSE, FALSE, sizeof(guint64));
    room->made = g_array_new(FALSE, FALSE, sizeof(guint64));
    room->owner = g_array_new(FALSE, FALSE, sizeof(guint32));
    return room;
}

static void
drop_room(gpointer data)
{
    Room *room = data;

    g_array_unref(room->keys);
    g_array_unref(room->made);
    g_array_unref(room->owner);
    g_free(room);
}

static guint8 *
slot_of(const MatchEntries *entries, guint64 key)
{
    return &entries->counts[key & (entries->n_slots - 1)];
}

static guint
bucket_of(guint64 key)
{
    return (guint)(key >> 56) & (MATCH_BUCKETS - 1);
}

static guint
end_of(const MatchEntries *entries, guint chunk)
{
    return MIN((chunk + 1) * CHUNK, entries->identities->n);
}

static void
count(const MatchEntries *entries, guint64 key)
{
    guint8 *slot = slot_of(entries, key);
    guint8 seen = __atomic_load_n(slot, __ATOMIC_RELAXED);

    while (seen < FULL && !__atomic_compare_exchange_n(slot, &seen, (guint8)(seen + 1), TRUE,
                                                       __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        continue;
}

static void
count_chunk(gpointer self, gpointer own, guint chunk)
{
    const MatchEntries *entries = self;
    GArray *keys = ((Room *)own)->keys;

    for (guint identity = chunk * CHUNK; identity < end_of(entries, chunk); identity++) {
        match_keys_of(entries->keys, identity, keys);
        for (guint i = 0; i < keys->len; i++)
            __builtin_prefetch(slot_of(entries, g_array_index(keys, guint64, i)), 1);
        for (guint i = 0; i < keys->len; i++)
            count(entries, g_array_index(keys, guint64, i));
    }
}

static void
keep_shared(const MatchEntries *entries, guint32 identity, Room *room)
{
    for (guint i = 0; i < room->keys->len; i++) {
        guint64 key = g_array_index(room->keys, guint64, i);
        guint8 n = *slot_of(entries, key);

        if (n < 2 || n > MATCH_SHARED_MAX)
            continue;
        g_array_append_val(room->made, key);
        g_array_append_val(room->owner, identity);
    }
}

/* Moves what was made to the chunk, by bucket. */
static void
deal(const Room *room, Chunk *chunk)
{
    const guint64 *keys = (const guint64 *)(const void *)room->made->data;
    guint32 at[MATCH_BUCKETS];

    for (guint i = 0; i < room->made->len; i++)
        chunk->starts[bucket_of(keys[i]) + 1]++;
    for (guint i = 0; i < MATCH_BUCKETS; i++)
        chunk->starts[i + 1] += chunk->starts[i];
    memcpy(at, chunk->starts, sizeof at);
    chunk->entries = g_new(MatchEntry, (gsize)room->made->len + 1);
    for (guint i = 0; i < room->made->len; i++)
        chunk->entries[at[bucket_of(keys[i])]++] =
            (MatchEntry){(guint32)(keys[i] >> 24), g_array_index(room->owner, guint32, i)};
}

static void
keep_chunk(gpointer self, gpointer own, guint chunk)
{
    MatchEntries *entries = self;
    Room *room = own;

    g_array_set_size(room->made, 0);
    g_array_set_size(room->owner, 0);
    for (guint identity = chunk * CHUNK; identity < end_of(entries, chunk); identity++) {
        match_keys_of(entries->keys, identity, room->keys);
        for (guint i = 0; i < room->keys->len; i++)
            __builtin_prefetch(slot_of(entries, g_array_index(room->keys, guint64, i)));
        keep_shared(entries, identity, room);
    }
    deal(room, &entries->chunks[chunk]);
}

/* So many that few keys meet in one by chance. */
static gsize
slots_for(guint n)
{
    gsize slots = FIRST_SLOTS;

    while (slots < LAST_SLOTS && slots < (gsize)n * KEYS_EACH * 2)
        slots *= 2;
    return slots;
}

MatchEntries *
match_entries_new(const MatchIdentities *identities, const MatchKeys *keys, guint jobs)
{
    MatchEntries *entries = g_new0(MatchEntries, 1);
    MatchParallel work = {0, jobs, count_chunk, entries, make_room, drop_room};

    entries->identities = identities;
    entries->keys = keys;
    entries->n_slots = slots_for(identities->n);
    entries->counts = g_new0(guint8, entries->n_slots);
    entries->n_chunks = (identities->n + CHUNK - 1) / CHUNK;
    entries->chunks = g_new0(Chunk, (gsize)entries->n_chunks + 1);
    work.n_chunks = entries->n_chunks;
    match_parallel_run(&work);
    work.work = keep_chunk;
    match_parallel_run(&work);
    g_clear_pointer(&entries->counts, g_free);
    return entries;
}

void
match_entries_free(MatchEntries *entries)
{
    if (entries == NULL)
        return;
    for (guint i = 0; i < entries->n_chunks; i++)
        g_free(entries->chunks[i].entries);
    g_free(entries->chunks);
    g_free(entries);
}

/* ---- sorting them ---- */

/* One pass of a radix sort: by @DIGIT_BITS bits of the key from @shift on, order kept otherwise. */
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

MatchEntry *
match_entries_of(const MatchEntries *entries, guint bucket, guint *n)
{
    MatchEntry *sorted = NULL;
    g_autofree MatchEntry *spare = NULL;
    guint at = 0;

    *n = 0;
    for (guint i = 0; i < entries->n_chunks; i++)
        *n += entries->chunks[i].starts[bucket + 1] - entries->chunks[i].starts[bucket];
    sorted = g_new(MatchEntry, (gsize)*n + 1);
    spare = g_new(MatchEntry, (gsize)*n + 1);
    for (guint i = 0; i < entries->n_chunks; i++) {
        const Chunk *chunk = &entries->chunks[i];
        guint some = chunk->starts[bucket + 1] - chunk->starts[bucket];

        memcpy(sorted + at, chunk->entries + chunk->starts[bucket], some * sizeof *sorted);
        at += some;
    }
    sort_digit(sorted, spare, *n, 0);
    sort_digit(spare, sorted, *n, 8);
    sort_digit(sorted, spare, *n, 16);
    sort_digit(spare, sorted, *n, 24);
    return sorted;
}
