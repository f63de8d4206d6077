#include "stages/overlap/group.h"

static guint32
hash_key(const OverlapGroupKey *key)
{
    RollText bytes = {(const gchar *)key, sizeof *key};

    return (guint32)roll_text_hash(bytes, 0);
}

static guint32
find_slot(const OverlapAttendance *attendance, const OverlapGroupKey *key)
{
    guint32 mask = attendance->n_group_slots - 1;
    guint32 slot = hash_key(key) & mask;

    while (attendance->group_slots[slot] != 0 &&
           memcmp(&overlap_group(attendance, attendance->group_slots[slot] - 1)->key, key,
                  sizeof *key) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

static void
grow_groups(OverlapAttendance *attendance)
{
    attendance->n_group_slots *= 2;
    g_free(attendance->group_slots);
    attendance->group_slots = g_new0(guint32, attendance->n_group_slots);
    for (guint32 place = 0; place < attendance->groups->len; place++)
        attendance->group_slots[find_slot(attendance, &overlap_group(attendance, place)->key)] =
            place + 1;
}

guint32
overlap_group_add(OverlapAttendance *attendance, const OverlapGroupKey *key, guint32 last)
{
    OverlapGroup group = {.key = *key, .n_rows = 1};
    guint32 slot;

    if (last != OVERLAP_NONE &&
        memcmp(&overlap_group(attendance, last)->key, key, sizeof *key) == 0) {
        overlap_group(attendance, last)->n_rows++;
        return last;
    }
    slot = find_slot(attendance, key);
    if (attendance->group_slots[slot] != 0) {
        overlap_group(attendance, attendance->group_slots[slot] - 1)->n_rows++;
        return attendance->group_slots[slot] - 1;
    }
    g_array_append_val(attendance->groups, group);
    attendance->group_slots[slot] = attendance->groups->len;
    if (attendance->groups->len > attendance->n_group_slots / 2)
        grow_groups(attendance);
    return attendance->groups->len - 1;
}

gboolean
overlap_group_is_alike(const OverlapGroupKey *a, const OverlapGroupKey *b)
{
    OverlapGroupKey x = *a;
    OverlapGroupKey y = *b;

    x.start = y.start = 0;
    x.end = y.end = 0;
    return (x.title != 0 || x.topics != 0) && memcmp(&x, &y, sizeof x) == 0;
}
