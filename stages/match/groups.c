#include "stages/match/groups.h"

struct MatchGroups {
    guint n;
    guint32 root[];
};

static guint32
find_root(MatchGroups *groups, guint32 identity)
{
    guint32 *root = groups->root;

    while (root[identity] != identity) {
        root[identity] = root[root[identity]];
        identity = root[identity];
    }
    return identity;
}

MatchGroups *
match_groups_new(guint n, const MatchPairs *pairs, gdouble bits)
{
    MatchGroups *groups = g_malloc(sizeof(MatchGroups) + ((gsize)n + 1) * sizeof(guint32));

    groups->n = n;
    for (guint i = 0; i < n; i++)
        groups->root[i] = i;
    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);
        guint32 x = 0;
        guint32 y = 0;

        if ((gdouble)pair->bits < bits)
            continue;
        x = find_root(groups, pair->a);
        y = find_root(groups, pair->b);
        groups->root[MAX(x, y)] = MIN(x, y);
    }
    for (guint i = 0; i < n; i++)
        groups->root[i] = find_root(groups, i);
    return groups;
}

guint32
match_groups_of(const MatchGroups *groups, guint32 identity)
{
    return groups->root[identity];
}

void
match_groups_free(MatchGroups *groups)
{
    g_free(groups);
}
