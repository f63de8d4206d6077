#include "stages/match/reach.h"

/* Whether the member is one of the identities that are looked at.  The last of a block is marked
 * and never is: nobody comes behind it. */
static gboolean
is_in(const MatchReach *reach, guint32 member)
{
    return member - reach->first < reach->n * reach->step; /* one in front: a large number */
}

/* Those of a block that are looked at learn who comes behind, from the first of them on, which
 * stands at @at.  Returns the place of the block's last. */
static guint32
add_block(MatchReach *reach, const guint32 *members, guint32 at, guint32 *next)
{
    guint32 begin = at;
    guint32 last = at;

    while (begin > 0 && (members[begin - 1] & MATCH_MEMBER_LAST) == 0)
        begin--;
    while ((members[last] & MATCH_MEMBER_LAST) == 0)
        last++;
    for (guint32 i = at; i < last && is_in(reach, members[i]); i++) {
        guint from_first = members[i] - reach->first;
        guint32 place = 0;

        if (from_first % reach->step != 0)
            continue;
        place = next[from_first / reach->step]++;
        reach->behind[place] = i + 1;
        reach->sizes[place] = (guint8)(last + 1 - begin);
    }
    return last;
}

MatchReach *
match_reach_new(const MatchMembers *all, guint first, guint end, guint step)
{
    const guint32 *members = (const guint32 *)(const void *)all->members->data;
    MatchReach *reach = g_new0(MatchReach, 1);
    g_autofree guint32 *next = NULL;

    reach->first = first;
    reach->step = step;
    reach->n = (end - first + step - 1) / step;
    reach->starts = g_new0(guint32, (gsize)reach->n + 1);
    for (guint i = 0; i < reach->n; i++)
        reach->starts[i + 1] = reach->starts[i] + all->n_behind[first + i * step];
    next = g_memdup2(reach->starts, reach->n * sizeof *next);
    reach->behind = g_new(guint32, (gsize)reach->starts[reach->n] + 1);
    reach->sizes = g_new(guint8, (gsize)reach->starts[reach->n] + 1);
    for (guint32 i = 0; i < all->members->len; i++)
        if (is_in(reach, members[i]))
            i = add_block(reach, members, i, next);
    return reach;
}

void
match_reach_free(MatchReach *reach)
{
    if (reach == NULL)
        return;
    g_free(reach->starts);
    g_free(reach->behind);
    g_free(reach->sizes);
    g_free(reach);
}
