#include "stages/match/reach.h"

/* Whether the member is one of the identities that are looked at.  The last of a block is marked
 * and never is: nobody comes behind it. */
static gboolean
is_in(const MatchReach *reach, guint32 member)
{
    return member - reach->first < reach->n * reach->step; /* one in front: a large number */
}

/* Those of a piece of a block, from @begin to @last, that are looked at learn who comes behind. */
static void
add_piece(MatchReach *reach, const guint32 *members, guint32 begin, guint32 last, guint32 *next)
{
    for (guint32 i = begin; i < last; i++) {
        guint from_first = members[i] - reach->first;
        guint32 place = 0;

        if (!is_in(reach, members[i]) || from_first % reach->step != 0)
            continue;
        place = next[from_first / reach->step]++;
        reach->behind[place] = i + 1;
        reach->sizes[place] = (guint8)(last + 1 - begin);
    }
}

/* A block from @begin to before @end. */
static void
add_block(MatchReach *reach, const guint32 *members, guint32 begin, guint32 end, guint32 *next)
{
    guint32 past = reach->first + reach->n * reach->step;

    if (members[begin] >= past || (members[end - 1] & ~MATCH_MEMBER_LAST) < reach->first)
        return;
    while (begin < end) {
        guint32 last = begin;

        while ((members[last] & MATCH_MEMBER_LAST) == 0)
            last++;
        add_piece(reach, members, begin, last, next);
        begin = last + 1;
    }
}

static void
add_stretch(MatchReach *reach, const guint32 *members, const MatchStretch *stretch, guint32 *next)
{
    guint32 begin = stretch->first;

    for (guint32 i = 0; i < stretch->n; i++, begin += stretch->size)
        add_block(reach, members, begin, begin + stretch->size, next);
}

MatchReach *
match_reach_new(const MatchMembers *all, guint first, guint end, guint step)
{
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
    for (guint i = 0; i < all->stretches->len; i++)
        add_stretch(reach, all->members, &g_array_index(all->stretches, MatchStretch, i), next);
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
