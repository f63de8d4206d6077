#include "stages/match/entries.h"

#include <string.h>

#include "stages/match/parallel.h"

#define CHUNK 8192u /* identities whose keys one thread makes at a time */

#define DIGIT_BITS 8u
#define DIGITS     (1u << DIGIT_BITS)

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

/* Of one bucket.  Keys are hashes: four of their bytes leave hardly anything to move. */
static void
sort_entries(MatchEntry *entries, guint n)
{
    g_autofree MatchEntry *spare = g_new(MatchEntry, (gsize)n + 1);

    sort_digit(entries, spare, n, 24);
    sort_digit(spare, entries, n, 32);
    sort_digit(entries, spare, n, 40);
    sort_digit(spare, entries, n, 56);
    for (guint i = 1; i < n; i++) {
        MatchEntry entry = entries[i];
        guint j = i;

        for (; j > 0 && entries[j - 1].key > entry.key; j--)
            entries[j] = entries[j - 1];
        entries[j] = entry;
    }
}

typedef struct {
    const MatchPart *part;
    GArray **chunks;    /* of MatchEntry: what each chunk of identities has in this part */
    MatchEntry *sorted; /* all of them, by a byte of the key */
    guint starts[257];  /* where the entries of each byte begin in @sorted */
} Collector;

static guint
bucket_of(const MatchEntry *entry)
{
    return entry->key >> 48 & 255;
}

static void
collect_chunk(gpointer self, gpointer own, guint chunk)
{
    Collector *collector = self;
    GArray *keys = own;
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(MatchEntry));
    guint last = MIN((chunk + 1) * CHUNK, collector->part->identities->n);

    for (guint identity = chunk * CHUNK; identity < last; identity++) {
        match_keys_of(collector->part->keys, identity, keys);
        for (guint i = 0; i < keys->len; i++) {
            MatchEntry entry = {g_array_index(keys, guint64, i), identity};

            if ((entry.key >> 56) % collector->part->n_parts == collector->part->part)
                g_array_append_val(entries, entry);
        }
    }
    collector->chunks[chunk] = entries;
}

static void
sort_bucket(gpointer self, gpointer own, guint bucket)
{
    const Collector *collector = self;
    guint start = collector->starts[bucket];

    (void)own;
    sort_entries(collector->sorted + start, collector->starts[bucket + 1] - start);
}

static gpointer
make_keys(gpointer self)
{
    (void)self;
    return g_array_new(FALSE, FALSE, sizeof(guint64));
}

static void
drop_array(gpointer array)
{
    g_array_unref(array);
}

/* Puts every entry where the byte of its key says; identities stay in order. */
static void
scatter(Collector *collector, guint n_chunks)
{
    guint at[256];

    memset(collector->starts, 0, sizeof collector->starts);
    for (guint chunk = 0; chunk < n_chunks; chunk++)
        for (guint i = 0; i < collector->chunks[chunk]->len; i++)
            collector
                ->starts[bucket_of(&g_array_index(collector->chunks[chunk], MatchEntry, i)) + 1]++;
    for (guint i = 0; i < 256; i++)
        collector->starts[i + 1] += collector->starts[i];
    memcpy(at, collector->starts, sizeof at);
    collector->sorted = g_new(MatchEntry, (gsize)collector->starts[256] + 1);
    for (guint chunk = 0; chunk < n_chunks; chunk++) {
        GArray *entries = collector->chunks[chunk];

        for (guint i = 0; i < entries->len; i++) {
            const MatchEntry *entry = &g_array_index(entries, MatchEntry, i);

            collector->sorted[at[bucket_of(entry)]++] = *entry;
        }
        g_array_unref(entries);
    }
}

MatchEntry *
match_entries_of(const MatchPart *part, guint jobs, guint *n)
{
    guint n_chunks = (part->identities->n + CHUNK - 1) / CHUNK;
    g_autofree GArray **chunks = g_new0(GArray *, n_chunks + 1);
    Collector collector = {.part = part, .chunks = chunks};

    match_parallel_run(
        &(MatchParallel){n_chunks, jobs, collect_chunk, &collector, make_keys, drop_array});
    scatter(&collector, n_chunks);
    match_parallel_run(&(MatchParallel){256, jobs, sort_bucket, &collector, NULL, NULL});
    *n = collector.starts[256];
    return collector.sorted;
}
