#include "pipeline/lib/unite.h"

guint32 *
roll_unite_new(guint32 n)
{
    guint32 *parents = g_new(guint32, MAX(n, 1));

    for (guint32 i = 0; i < n; i++)
        parents[i] = i;
    return parents;
}

guint32
roll_unite_root(guint32 *parents, guint32 place)
{
    while (parents[place] != place) {
        parents[place] = parents[parents[place]];
        place = parents[place];
    }
    return place;
}

void
roll_unite(guint32 *parents, guint32 a, guint32 b)
{
    guint32 root_a = roll_unite_root(parents, a);
    guint32 root_b = roll_unite_root(parents, b);

    if (root_a < root_b)
        parents[root_b] = root_a;
    else
        parents[root_a] = root_b;
}
