#include "pipeline/lib/pattern_walk.h"

#include <string.h>

#include "pipeline/lib/pattern_signs.h"

/* The places of a window at which a match may stand, a bit each: what it reads next is at[n]. */
typedef guint Reach;

#define REACH_ALL   ((1u << ROLL_WINDOW_BYTES) - 2)
#define REACH_BEGIN (1u << 1)

/* ---- one character after the other ---- */

static void
allow(RollWalk *walk, Reach at, const RollByteSet *bytes)
{
    for (guint i = 1; i < ROLL_WINDOW_BYTES; i++)
        if ((at >> i & 1) != 0)
            roll_byte_set_join(&walk->at[i], bytes);
}

static void
allow_between(RollWalk *walk, Reach at, guint first, guint last)
{
    RollByteSet bytes = {{0}};

    roll_byte_set_add_range(&bytes, first, last);
    allow(walk, at, &bytes);
}

/* All places from the first of @at on. */
static Reach
from_first_on(Reach at)
{
    return (~((at & -at) - 1)) & (at != 0 ? REACH_ALL : 0);
}

/* From here on there may be anything, or the end. */
static void
allow_rest(RollWalk *walk, Reach at)
{
    allow_between(walk, from_first_on(at), 0, 0xff);
}

static void
allow_end(RollWalk *walk, Reach at)
{
    allow_between(walk, from_first_on(at), ROLL_WINDOW_END, ROLL_WINDOW_END);
}

static Reach
read_any_beyond(RollWalk *walk, Reach at)
{
    Reach behind = 0;

    allow_between(walk, at, 0xc2, 0xf4);
    for (guint n = 1; n <= 3; n++) {
        allow_between(walk, at << n, 0x80, 0xbf);
        behind |= at << (n + 1);
    }
    return behind & REACH_ALL;
}

/* Both ends have as many bytes; as long as these are the same, only they can stand there. */
static Reach
read_range(RollWalk *walk, Reach at, const RollSignsRange *range)
{
    gchar first[6] = "";
    gchar last[6] = "";
    gint n = g_unichar_to_utf8(range->first, first);
    gboolean is_open = FALSE;

    g_unichar_to_utf8(range->last, last);
    for (gint i = 0; i < n; i++) {
        allow_between(walk, at << i, is_open ? 0x80 : (guchar)first[i],
                      is_open ? 0xbf : (guchar)last[i]);
        is_open = is_open || first[i] != last[i];
    }
    return at << n & REACH_ALL;
}

static Reach
read_signs(RollWalk *walk, Reach at, const RollSigns *signs)
{
    Reach behind = 0;

    if (!roll_byte_set_is_empty(&signs->ascii)) {
        allow(walk, at, &signs->ascii);
        behind |= at << 1 & REACH_ALL;
    }
    if (signs->any_beyond)
        return behind | read_any_beyond(walk, at);
    for (guint i = 0; i < signs->n_ranges; i++)
        behind |= read_range(walk, at, &signs->ranges[i]);
    return behind;
}

/* ---- parts, and what repeats them ---- */

/* Rounds behind which nothing new can come: a round goes on by a byte, or stays. */
#define ROUNDS (2 * ROLL_WINDOW_BYTES)
/* Groups in groups, and parts gone over: what has more is not understood. */
#define DEPTH_MAX 24
#define STEPS_MAX 4000

/* A group that is being gone over; the first is the whole branch. */
typedef struct {
    const gchar *inside; /* where its first branch begins */
    const gchar *after;  /* behind it and what repeats it */
    RollRepeat repeat;
    guint round;
    Reach start;      /* where this round begins */
    Reach round_end;  /* where its branches so far end */
    Reach end;        /* where rounds that can be the last one end */
    gboolean is_last; /* nothing follows it in a match */
} Group;

typedef struct {
    RollWalk *walk;
    Group groups[DEPTH_MAX];
    guint depth; /* the one that is being gone over */
    guint n_steps;
    gboolean is_last_round; /* of the part that comes next only the last round is gone over */
    const gchar *p;
    Reach at;
} Tour;

/* Goes over one character @repeat times. */
static Reach
repeat_signs(RollWalk *walk, Reach at, const RollSigns *signs, const RollRepeat *repeat)
{
    Reach end = repeat->least == 0 ? at : 0;

    for (guint round = 1; round <= MIN(repeat->most, ROUNDS) && at != 0; round++) {
        at = read_signs(walk, at, signs);
        if (round >= repeat->least)
            end |= at;
    }
    return end;
}

/* What reads nothing, or not a certain number of bytes: an anchor, or a group once more. */
static Reach
pass(RollWalk *walk, const gchar *p, Reach at)
{
    if (*p == '^' || (*p == '\\' && p[1] != '\0' && strchr("bBAZ", p[1]) != NULL))
        return at;
    if (*p == '$' || (*p == '\\' && p[1] == 'z')) {
        allow_end(walk, at);
        return 0;
    }
    if (*p == '\\' && p[1] >= '1' && p[1] <= '9' && !g_ascii_isdigit(p[2])) {
        allow_rest(walk, at);
        return 0;
    }
    walk->is_lost = TRUE;
    return at;
}

static void
open_group(Tour *tour, const gchar *inside, const gchar *after, const RollRepeat *repeat)
{
    const Group *around = &tour->groups[tour->depth];
    gboolean is_last =
        around->is_last && roll_pattern_is_end(*after) && repeat->least == 1 && repeat->most == 1;

    if (tour->depth + 1 == DEPTH_MAX || inside == NULL) {
        tour->walk->is_lost = TRUE;
        return;
    }
    tour->groups[++tour->depth] = (Group){
        .inside = inside,
        .after = after,
        .repeat = *repeat,
        .start = tour->at,
        .end = repeat->least == 0 ? tour->at : 0,
        .is_last = is_last,
    };
    tour->p = inside;
}

/* One part, with what repeats it.  What is looked at behind a match belongs to what surrounds it,
 * if nothing else follows. */
static void
go_over_part(Tour *tour)
{
    RollWalk *walk = tour->walk;
    const gchar *part = tour->p;
    const gchar *after = roll_pattern_skip(part);
    const gchar *end = part;
    RollSigns signs;
    RollRepeat repeat;

    if (after == NULL || !roll_pattern_repeat(&after, &repeat) || repeat.most == 0) {
        walk->is_lost = TRUE;
        return;
    }
    if (tour->is_last_round)
        repeat = (RollRepeat){1, 1};
    tour->is_last_round = FALSE;
    tour->p = after;
    if (roll_pattern_signs(&end, walk->ignore_case, &signs))
        tour->at = repeat_signs(walk, tour->at, &signs, &repeat);
    else if (*part != '(')
        tour->at = pass(walk, part, tour->at) | (repeat.least == 0 ? tour->at : 0);
    else if (!roll_pattern_is_look(part))
        open_group(tour, roll_pattern_open(part), after, &repeat);
    else if (g_str_has_prefix(part, "(?=") && tour->groups[tour->depth].is_last &&
             roll_pattern_is_end(*after) && repeat.least == 1 && repeat.most == 1)
        open_group(tour, part + strlen("(?="), after, &repeat);
}

/* The end of a branch: the next one, or the next round, or out of the group. */
static void
end_branch(Tour *tour)
{
    Group *group = &tour->groups[tour->depth];
    gboolean is_fixed = FALSE;

    group->round_end |= tour->at;
    if (*tour->p == '|') {
        tour->p++;
        tour->at = group->start;
        return;
    }
    group->round++;
    if (group->round >= group->repeat.least)
        group->end |= group->round_end;
    is_fixed = group->round_end == group->start || group->round_end == 0;
    if (group->round < MIN(group->repeat.most, ROUNDS) && !is_fixed) {
        group->start = group->round_end;
        group->round_end = 0;
        tour->at = group->start;
        tour->p = group->inside;
        return;
    }
    tour->at = group->end | group->round_end;
    tour->p = group->after;
    tour->depth--;
}

void
roll_walk(RollWalk *walk, const gchar *p, gboolean is_last_round)
{
    Tour tour = {.walk = walk,
                 .groups = {{.inside = p, .after = p, .is_last = TRUE}},
                 .is_last_round = is_last_round,
                 .p = p,
                 .at = REACH_BEGIN};

    while (!walk->is_lost) {
        if (!roll_pattern_is_end(*tour.p))
            go_over_part(&tour);
        else if (tour.depth > 0)
            end_branch(&tour);
        else
            break;
        walk->is_lost = walk->is_lost || ++tour.n_steps == STEPS_MAX;
    }
    allow_rest(walk, tour.at);
}
