#include "stages/match/groups.h"

#include "pipeline/lib/unite.h"

struct MatchGroups {
    guint32 *root; /* owned */
};

MatchGroups *
match_groups_new(guint n, const MatchPairs *pairs, gdouble bits)
{
    MatchGroups *groups = g_new(MatchGroups, 1);

    groups->root = roll_unite_new(n);
    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        if ((gdouble)pair->bits >= bits)
            roll_unite(groups->root, pair->a, pair->b);
    }
    for (guint i = 0; i < n; i++)
        groups->root[i] = roll_unite_root(groups->root, i);
    return groups;
}

guint32
match_groups_of(const MatchGroups *groups, guint32 identity)
{
    return groups->root[identity];
}

void
match_groups_keep(const MatchGroups *groups, MatchPairs *pairs)
{
    MatchPair *all = (MatchPair *)(void *)pairs->pairs->data;
    guint n = 0;

    for (guint i = 0; i < pairs->pairs->len; i++)
        if (groups->root[all[i].a] == groups->root[all[i].b])
            all[n++] = all[i];
    g_array_set_size(pairs->pairs, n);
}

void
match_groups_free(MatchGroups *groups)
{
    g_free(groups->root);
    g_free(groups);
}
