#include "stages/match/lookup.h"

#include <stdlib.h>

#include "stages/match/entries.h"
#include "stages/match/parallel.h"
#include "stages/match/terms.h"

#define CHUNK       4096u
#define FILTER_BITS (1u << 19)

/* Who has a key. */
typedef struct {
    guint64 key;
    guint32 identity;
} Owner;

typedef struct {
    const MatchLookup *of;
    const MatchKeys *keys;
    guint8 filter[FILTER_BITS / 8]; /* the keys of the new ones, a bit a hash */
    GArray **chunks;                /* of Owner, ascending */
    guint n_chunks;
    GArray *owners; /* of Owner, by key, then identity, each once: who has a key of a new one */
} Index;

static guint64
bit_of(guint64 key)
{
    return key % FILTER_BITS;
}

static guint
n_identities(const Index *index)
{
    return index->of->model->identities->n;
}

static gint
compare_owners(gconstpointer a, gconstpointer b)
{
    const Owner *x = a;
    const Owner *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->identity > y->identity) - (x->identity < y->identity);
}

static void
filter_new(Index *index)
{
    MatchKeySet keys = {.n = 0};

    for (guint i = 0; i < n_identities(index); i++) {
        if (index->of->is_new[i] == 0)
            continue;
        match_keys_of(index->keys, i, &keys);
        for (guint j = 0; j < keys.n; j++) {
            guint64 bit = bit_of(keys.keys[j]);

            index->filter[bit / 8] |= (guint8)(1u << bit % 8);
        }
    }
}

static void
collect_chunk(gpointer self, gpointer own, guint chunk)
{
    Index *index = self;
    MatchKeySet keys = {.n = 0};
    GArray *owners = g_array_new(FALSE, FALSE, sizeof(Owner));

    (void)own;
    for (guint i = chunk * CHUNK; i < MIN((chunk + 1) * CHUNK, n_identities(index)); i++) {
        match_keys_of(index->keys, i, &keys);
        for (guint j = 0; j < keys.n; j++) {
            Owner owner = {keys.keys[j], i};
            guint64 bit = bit_of(owner.key);

            if ((index->filter[bit / 8] >> bit % 8 & 1) != 0)
                g_array_append_val(owners, owner);
        }
    }
    index->chunks[chunk] = owners;
}

/* Puts what the chunks found into one list, in order. */
static void
collect(Index *index)
{
    guint n = 0;

    index->n_chunks = (n_identities(index) + CHUNK - 1) / CHUNK;
    index->chunks = g_new0(GArray *, (gsize)index->n_chunks + 1);
    match_parallel_run(
        &(MatchParallel){index->n_chunks, index->of->jobs, collect_chunk, index, NULL, NULL});
    index->owners = g_array_new(FALSE, FALSE, sizeof(Owner));
    for (guint i = 0; i < index->n_chunks; i++) {
        g_array_append_vals(index->owners, index->chunks[i]->data, index->chunks[i]->len);
        g_array_unref(index->chunks[i]);
    }
    g_free(index->chunks);
    qsort(index->owners->data, index->owners->len, sizeof(Owner), compare_owners);
    for (guint i = 0; i < index->owners->len; i++) {
        const Owner *owners = (const Owner *)(const void *)index->owners->data;

        if (n == 0 || compare_owners(&owners[n - 1], &owners[i]) != 0)
            g_array_index(index->owners, Owner, n++) = owners[i];
    }
    g_array_set_size(index->owners, n);
}

/* The owners of @key, *@n of them. */
static const Owner *
owners_of(const Index *index, guint64 key, guint *n)
{
    const Owner *owners = (const Owner *)(const void *)index->owners->data;
    guint low = 0;
    guint high = index->owners->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (owners[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < index->owners->len && owners[low + *n].key == key;)
        (*n)++;
    return owners + low;
}

/* ---- who meets a new one ---- */

static gpointer
make_met(gpointer self)
{
    (void)self;
    return match_met_new();
}

static void
drop_met(gpointer met)
{
    match_met_free(met);
}

static gint
compare_keys(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a;
    guint64 y = *(const guint64 *)b;

    return (x > y) - (x < y);
}

/* Each key once. */
static void
keys_once(const Index *index, guint identity, MatchKeySet *keys)
{
    guint n = 0;

    match_keys_of(index->keys, identity, keys);
    qsort(keys->keys, keys->n, sizeof *keys->keys, compare_keys);
    for (guint i = 0; i < keys->n; i++)
        if (i == 0 || keys->keys[i] != keys->keys[i - 1])
            keys->keys[n++] = keys->keys[i];
    keys->n = n;
}

static void
meet(const Index *index, guint identity, MatchMet *met)
{
    MatchKeySet keys = {.n = 0};

    keys_once(index, identity, &keys);
    match_met_begin(met, keys.n * MATCH_SHARED_MAX);
    for (guint i = 0; i < keys.n; i++) {
        guint n = 0;
        const Owner *owners = owners_of(index, keys.keys[i], &n);

        for (guint j = 0; n <= MATCH_SHARED_MAX && j < n; j++)
            if (owners[j].identity != identity)
                match_met_add(met, owners[j].identity, match_blocks_telling(n));
    }
}

/* ---- comparing ---- */

typedef struct {
    const MatchLookup *of;
    const MatchTerms *terms;
    const Index *index; /* NULL: all are compared */
    GArray *new;        /* of guint32: the new identities, ascending */
    GArray **found;     /* of MatchPair, without patterns: a new identity */
} Search;

static void
compare(const Search *search, guint32 identity, guint32 other, GArray *found)
{
    const MatchModel *model = search->of->model;
    MatchPair pair = {.a = MIN(identity, other), .b = MAX(identity, other)};
    MatchPattern pattern = {{0}};

    if (other == identity || (search->of->is_new[other] != 0 && other < identity))
        return;
    pattern = match_pattern_of(model->identities, pair.a, pair.b, NULL);
    pair.bits = (gfloat)match_terms_weight(search->terms, pair.a, pair.b, &pattern);
    if ((gdouble)pair.bits >= MATCH_HOPELESS)
        g_array_append_val(found, pair);
}

static void
search_one(gpointer self, gpointer own, guint i)
{
    const Search *search = self;
    MatchMet *met = own;
    guint32 identity = g_array_index(search->new, guint32, i);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(MatchPair));

    if (search->index == NULL) {
        for (guint32 other = 0; other < search->of->model->identities->n; other++)
            compare(search, identity, other, found);
    } else {
        meet(search->index, identity, met);
        for (guint j = 0; j < match_met_n(met); j++) {
            MatchMeeting meeting = match_met_at(met, j);

            if (meeting.score >= search->of->least)
                compare(search, identity, meeting.identity, found);
        }
    }
    search->found[i] = found;
}

static gint
compare_pairs(gconstpointer a, gconstpointer b)
{
    const MatchPair *x = a;
    const MatchPair *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* All that was found, in order, with their patterns. */
static MatchPairs *
join(const Search *search)
{
    MatchPairs *pairs = match_pairs_new();

    for (guint i = 0; i < search->new->len; i++) {
        g_array_append_vals(pairs->pairs, search->found[i]->data, search->found[i]->len);
        g_array_unref(search->found[i]);
    }
    qsort(pairs->pairs->data, pairs->pairs->len, sizeof(MatchPair), compare_pairs);
    for (guint i = 0; i < pairs->pairs->len; i++) {
        MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);
        MatchPattern pattern =
            match_pattern_of(search->of->model->identities, pair->a, pair->b, NULL);

        pair->pattern = match_patterns_intern(pairs->patterns, &pattern);
    }
    return pairs;
}

static MatchPairs *
search_all(const MatchLookup *lookup, const Index *index)
{
    g_autoptr(GArray) new = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autofree GArray **found = NULL;
    g_autoptr(MatchTerms) terms = match_terms_new(lookup->model);
    Search search = {lookup, terms, index, new, NULL};

    for (guint32 i = 0; i < lookup->model->identities->n; i++)
        if (lookup->is_new[i] != 0)
            g_array_append_val(new, i);
    found = g_new0(GArray *, (gsize) new->len + 1);
    search.found = found;
    match_parallel_run(
        &(MatchParallel){new->len, lookup->jobs, search_one, &search, make_met, drop_met});
    return join(&search);
}

MatchPairs *
match_lookup(const MatchLookup *lookup)
{
    g_autoptr(MatchKeys) keys = NULL;
    g_autofree Index *index = NULL;
    MatchPairs *pairs = NULL;

    if (lookup->least == 0)
        return search_all(lookup, NULL);
    keys = match_keys_new(lookup->model->identities, lookup->jobs);
    index = g_new0(Index, 1);
    index->of = lookup;
    index->keys = keys;
    filter_new(index);
    collect(index);
    pairs = search_all(lookup, index);
    g_array_unref(index->owners);
    return pairs;
}
