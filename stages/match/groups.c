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
match_groups_new(const MatchModel *model, const MatchPairs *pairs, gdouble bits)
{
    guint n = model->identities->n;
    MatchGroups *groups = g_malloc(sizeof(MatchGroups) + ((gsize)n + 1) * sizeof(guint32));

    groups->n = n;
    for (guint i = 0; i < n; i++)
        groups->root[i] = i;
    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(pairs->patterns, pair->pattern);

        if (match_model_weight(model, pair->a, pair->b, pattern, NULL, NULL) >= bits) {
            guint32 x = find_root(groups, pair->a);
            guint32 y = find_root(groups, pair->b);

            groups->root[MAX(x, y)] = MIN(x, y);
        }
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
