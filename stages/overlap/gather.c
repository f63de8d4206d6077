#include "stages/overlap/gather.h"

#include "pipeline/lib/unite.h"

#define SAME_ID_DAYS 7 /* rows of one session id lie at most that far apart */

/* Fields of a group that must be equal, in the order in which they are compared. */
typedef guint32 (*KeyFunc)(const OverlapGroup *group, guint part);

/* What is known of a set of groups, kept at its root; 0: nothing. */
typedef struct {
    guint32 number; /* the session number it came with */
    guint32 session_id;
    guint32 venue_adm1;
    guint32 venue;
    guint32 title;
} Known;

typedef struct {
    const OverlapAttendance *attendance;
    guint32 *parents;
    Known *known;
    guint32 *order; /* groups as the current key sorts them */
    guint32 n_order;
    KeyFunc key;
    guint n_parts;
} Gather;

static const OverlapGroup *
group_at(const Gather *gather, guint32 place)
{
    return &g_array_index(gather->attendance->groups, OverlapGroup, place);
}

/* Two numbers that were given are two sessions for ever. */
static void
join(Gather *gather, guint32 a, guint32 b)
{
    guint32 root_a = roll_unite_root(gather->parents, a);
    guint32 root_b = roll_unite_root(gather->parents, b);
    const Known *x = &gather->known[root_a];
    const Known *y = &gather->known[root_b];
    Known both = {.number = x->number != 0 ? x->number : y->number,
                  .session_id = x->session_id != 0 ? x->session_id : y->session_id,
                  .venue_adm1 = x->venue_adm1 != 0 ? x->venue_adm1 : y->venue_adm1,
                  .venue = x->venue != 0 ? x->venue : y->venue,
                  .title = x->title != 0 ? x->title : y->title};

    if (root_a == root_b || (x->number != 0 && y->number != 0 && x->number != y->number))
        return;
    roll_unite(gather->parents, root_a, root_b);
    gather->known[roll_unite_root(gather->parents, a)] = both;
}

/* ---- sorting groups by a key, and walking the runs of equal ones ---- */

static gint
compare_keys(const Gather *gather, guint32 a, guint32 b)
{
    for (guint part = 0; part < gather->n_parts; part++) {
        guint32 x = gather->key(group_at(gather, a), part);
        guint32 y = gather->key(group_at(gather, b), part);

        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

static gint
compare_groups(gconstpointer a, gconstpointer b, gpointer self)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;
    gint order = compare_keys(self, x, y);

    return order != 0 ? order : (x > y) - (x < y);
}

/* A run of groups whose key is equal: order[from] to order[to - 1]. */
typedef void (*RunFunc)(Gather *gather, guint32 from, guint32 to);

/* Only groups whose key is complete take part: a part that is 0 is unknown. */
static void
for_runs(Gather *gather, KeyFunc key, guint n_parts, RunFunc take)
{
    gather->key = key;
    gather->n_parts = n_parts;
    gather->n_order = 0;
    for (guint32 place = 0; place < gather->attendance->groups->len; place++) {
        guint part = 0;

        while (part < n_parts && key(group_at(gather, place), part) != 0)
            part++;
        if (part == n_parts)
            gather->order[gather->n_order++] = place;
    }
    g_qsort_with_data(gather->order, (gint)gather->n_order, sizeof(guint32), compare_groups,
                      gather);
    for (guint32 from = 0, to = 0; from < gather->n_order; from = to) {
        for (to = from + 1; to < gather->n_order &&
                            compare_keys(gather, gather->order[from], gather->order[to]) == 0;)
            to++;
        if (to - from > 1)
            take(gather, from, to);
    }
}

static void
join_all(Gather *gather, guint32 from, guint32 to)
{
    for (guint32 i = from + 1; i < to; i++)
        join(gather, gather->order[from], gather->order[i]);
}

/* ---- by the number they came with ---- */

static guint32
number_key(const OverlapGroup *group, G_GNUC_UNUSED guint part)
{
    return group->key.number;
}

/* ---- by the organisation's own session id ---- */

static guint32
id_key(const OverlapGroup *group, guint part)
{
    return part == 0 ? group->key.organisation : group->key.session_id;
}

/* FALSE when both titles and both topics are known and none agrees. */
static gboolean
may_teach_the_same(const OverlapGroup *a, const OverlapGroup *b)
{
    gboolean titles_differ = a->key.title != 0 && b->key.title != 0 && a->key.title != b->key.title;
    gboolean topics_differ = a->key.topics != b->key.topics;

    return !titles_differ || !topics_differ;
}

static gboolean
is_near(const OverlapGroup *a, const OverlapGroup *b)
{
    if (a->key.start == 0 || b->key.start == 0)
        return TRUE;
    return ABS(a->key.start - b->key.start) <= SAME_ID_DAYS;
}

static guint32
largest_of(const Gather *gather, guint32 from, guint32 to)
{
    guint32 largest = gather->order[from];

    for (guint32 i = from + 1; i < to; i++)
        if (group_at(gather, gather->order[i])->n_rows > group_at(gather, largest)->n_rows)
            largest = gather->order[i];
    return largest;
}

/* A lone row or two far from the session of that id is a wrong date, not another session. */
static gboolean
is_stray(const OverlapGroup *group, const OverlapGroup *largest)
{
    return group->n_rows <= 2 && largest->n_rows >= 8;
}

static gint
compare_starts(gconstpointer a, gconstpointer b, gpointer self)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;
    RollDay start_x = group_at(self, x)->key.start;
    RollDay start_y = group_at(self, y)->key.start;

    if (start_x != start_y)
        return start_x < start_y ? -1 : 1;
    return (x > y) - (x < y);
}

static void
join_id(Gather *gather, guint32 from, guint32 to)
{
    guint32 largest = largest_of(gather, from, to);

    g_qsort_with_data(gather->order + from, (gint)(to - from), sizeof(guint32), compare_starts,
                      gather);
    for (guint32 i = from; i < to; i++) {
        guint32 place = gather->order[i];
        const OverlapGroup *group = group_at(gather, place);

        if (i > from && group->key.start != 0 &&
            is_near(group_at(gather, gather->order[i - 1]), group) &&
            may_teach_the_same(group_at(gather, gather->order[i - 1]), group))
            join(gather, gather->order[i - 1], place);
        if ((group->key.start == 0 || is_near(group, group_at(gather, largest)) ||
             is_stray(group, group_at(gather, largest))) &&
            may_teach_the_same(group, group_at(gather, largest)))
            join(gather, largest, place);
    }
}

/* ---- by organisation, start date and what was taught ---- */

static guint32
full_title_key(const OverlapGroup *group, guint part)
{
    const OverlapGroupKey *key = &group->key;
    const guint32 parts[] = {key->organisation, (guint32)key->start, key->title,
                             key->session_id + 1, key->venue_adm1 + 1};

    return parts[part];
}

static guint32
full_topics_key(const OverlapGroup *group, guint part)
{
    return part == 2 ? group->key.topics : full_title_key(group, part);
}

static gboolean
differ(guint32 a, guint32 b)
{
    return a != 0 && b != 0 && a != b;
}

/* Another title in another house is another session, though it teaches the same that day. */
static gboolean
contradict(const Known *a, const Known *b)
{
    return differ(a->session_id, b->session_id) || differ(a->venue_adm1, b->venue_adm1) ||
           (differ(a->title, b->title) && differ(a->venue, b->venue));
}

static void
join_alike(Gather *gather, guint32 from, guint32 to)
{
    for (guint32 i = from + 1; i < to; i++)
        for (guint32 j = from; j < i; j++) {
            guint32 a = roll_unite_root(gather->parents, gather->order[i]);
            guint32 b = roll_unite_root(gather->parents, gather->order[j]);

            if (!contradict(&gather->known[a], &gather->known[b]))
                join(gather, a, b);
        }
}

/* TRUE when @b tells a session id or a province and @a does not. */
static gboolean
lacks(const Known *a, const Known *b)
{
    return (a->session_id == 0 && b->session_id != 0) || (a->venue_adm1 == 0 && b->venue_adm1 != 0);
}

/* Joins a set that lacks its session id or its province to the one session it can belong to; to
 * none when there are two. */
static void
join_if_clear(Gather *gather, guint32 from, guint32 to)
{
    for (guint32 i = from; i < to; i++) {
        guint32 own = roll_unite_root(gather->parents, gather->order[i]);
        Known known = gather->known[own];
        guint32 other = OVERLAP_NONE;
        gboolean is_clear = TRUE;

        for (guint32 j = from; j < to && is_clear; j++) {
            guint32 root = roll_unite_root(gather->parents, gather->order[j]);

            if (root == own || root == other || !lacks(&known, &gather->known[root]) ||
                contradict(&known, &gather->known[root]))
                continue;
            is_clear = other == OVERLAP_NONE;
            other = root;
        }
        if (is_clear && other != OVERLAP_NONE)
            join(gather, own, other);
    }
}

guint32 *
overlap_gather(const OverlapAttendance *attendance)
{
    guint32 n = attendance->groups->len;
    g_autofree guint32 *order = g_new(guint32, MAX(n, 1));
    g_autofree Known *known = g_new0(Known, MAX(n, 1));
    Gather gather = {.attendance = attendance, .order = order, .known = known};

    gather.parents = roll_unite_new(n);
    for (guint32 place = 0; place < n; place++) {
        const OverlapGroupKey *key = &group_at(&gather, place)->key;

        known[place] =
            (Known){key->number, key->session_id, key->venue_adm1, key->venue, key->title};
    }
    for_runs(&gather, number_key, 1, join_all);
    for_runs(&gather, id_key, 2, join_id);
    for_runs(&gather, full_title_key, 5, join_all);
    for_runs(&gather, full_topics_key, 5, join_alike);
    for_runs(&gather, full_title_key, 3, join_if_clear);
    for_runs(&gather, full_topics_key, 3, join_if_clear);
    for (guint32 place = 0; place < n; place++)
        gather.parents[place] = roll_unite_root(gather.parents, place);
    return gather.parents;
}
