#include "stages/match/whole.h"

#include <stdlib.h>

#include "stages/match/terms.h"

typedef struct {
    const MatchModel *model;
    const MatchTerms *terms;
    const MatchOwned *owned; /* by officer */
    guint n_owned;
    const guint32 *officers; /* an identity: one of its officers, 0: it has none */
    MatchPairs *pairs;
    GHashTable *compared; /* of guint64: pairs, a and b */
} Work;

static gint
compare_owned(gconstpointer a, gconstpointer b)
{
    const MatchOwned *x = a;
    const MatchOwned *y = b;

    if (x->officer != y->officer)
        return x->officer < y->officer ? -1 : 1;
    return (x->identity > y->identity) - (x->identity < y->identity);
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

/* TRUE: it was not there before. */
static gboolean
note_compared(const Work *work, guint32 a, guint32 b)
{
    guint64 key = (guint64)a << 32 | b;

    return g_hash_table_add(work->compared, g_memdup2(&key, sizeof key));
}

static void
compare(const Work *work, guint32 identity, guint32 other)
{
    const MatchIdentities *identities = work->model->identities;
    MatchPair pair = {.a = MIN(identity, other), .b = MAX(identity, other)};
    MatchPattern pattern = {{0}};

    if (identity == other || !note_compared(work, pair.a, pair.b))
        return;
    pattern = match_pattern_of(identities, pair.a, pair.b, NULL);
    pair.bits = (gfloat)match_terms_weight(work->terms, pair.a, pair.b, &pattern);
    if ((gdouble)pair.bits < MATCH_HOPELESS)
        return;
    pair.pattern = match_patterns_intern(work->pairs->patterns, &pattern);
    g_array_append_val(work->pairs->pairs, pair);
}

/* Where the identities of @officer begin. */
static guint
first_of(const Work *work, guint32 officer)
{
    guint low = 0;
    guint high = work->n_owned;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (work->owned[middle].officer < officer)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
compare_all(const Work *work, guint32 identity, guint32 officer)
{
    for (guint i = first_of(work, officer);
         officer != 0 && i < work->n_owned && work->owned[i].officer == officer; i++)
        compare(work, identity, work->owned[i].identity);
}

void
match_whole(const MatchModel *model, GArray *owned, const guint8 *is_new, gdouble bits,
            MatchPairs *pairs)
{
    g_autofree guint32 *officers = g_new0(guint32, (gsize)model->identities->n + 1);
    g_autoptr(GHashTable) compared =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(MatchTerms) terms = match_terms_new(model);
    Work work = {model, terms, NULL, owned->len, officers, pairs, compared};
    guint n_pairs = pairs->pairs->len;

    g_array_sort(owned, compare_owned);
    work.owned = (const MatchOwned *)(const void *)owned->data;
    for (guint i = owned->len; i-- > 0;)
        officers[work.owned[i].identity] = work.owned[i].officer;
    for (guint i = 0; i < n_pairs; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        (void)note_compared(&work, pair->a, pair->b);
    }
    for (guint i = 0; i < n_pairs; i++) {
        MatchPair pair = g_array_index(pairs->pairs, MatchPair, i);

        if ((gdouble)pair.bits < bits)
            continue;
        if (is_new[pair.a] != 0)
            compare_all(&work, pair.a, officers[pair.b]);
        if (is_new[pair.b] != 0)
            compare_all(&work, pair.b, officers[pair.a]);
    }
    g_array_sort(pairs->pairs, compare_pairs);
}
