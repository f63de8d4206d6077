#include "stages/overlap/action.h"

#include "stages/overlap/gather.h"

/* What rows have in common that repeat each other. */
typedef struct {
    guint32 officer; /* 0: a plan without names */
    guint32 of;      /* a session: the group that stands for it; in a roll the organisation */
    gboolean on_roll;
} Key;

typedef struct {
    OverlapAttendance *attendance;
    guint32 *roots;       /* by group */
    GHashTable *standing; /* Key to GArray of guint32: entries that were not set aside */
    GHashTable *senders;  /* text of an export's name to that of its organisation */
    GArray *acted;
} Settling;

static guint
hash_key(gconstpointer key)
{
    const Key *self = key;

    return self->officer * 2654435761u ^ self->of * 40503u ^ (guint)self->on_roll;
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const Key *x = a;
    const Key *y = b;

    return x->officer == y->officer && x->of == y->of && x->on_roll == y->on_roll;
}

static void
free_places(gpointer places)
{
    g_array_unref(places);
}

static OverlapEntry *
entry_at(const Settling *settling, guint32 place)
{
    return &g_array_index(settling->attendance->entries, OverlapEntry, place);
}

/* FALSE for a row that repeats none, as nothing tells whom or what it is about. */
static gboolean
key_of(const Settling *settling, const OverlapEntry *entry, Key *key)
{
    gboolean is_plan = entry->role == OVERLAP_INVITED && entry->name == 0;

    *key = (Key){.officer = entry->officer, .on_roll = entry->role == OVERLAP_ON_ROLL};
    if (key->on_roll)
        key->of = GPOINTER_TO_UINT(
            g_hash_table_lookup(settling->senders, GUINT_TO_POINTER(entry->export_name)));
    else if (entry->group != OVERLAP_NONE)
        key->of = settling->roots[entry->group] + 1;
    return key->of != 0 && (key->officer != 0 || is_plan);
}

static void
know_senders(Settling *settling)
{
    const GArray *exports = settling->attendance->exports;

    for (guint i = 0; i < exports->len; i++) {
        const OverlapExport *sent = &g_array_index(exports, OverlapExport, i);

        g_hash_table_insert(settling->senders, GUINT_TO_POINTER(sent->export_name),
                            GUINT_TO_POINTER(sent->organisation));
    }
}

/* The rows that any action can be about: so a million rows cost nothing when three are deleted. */
static void
know_keys(Settling *settling)
{
    for (guint32 place = 0; place < settling->attendance->entries->len; place++) {
        const OverlapEntry *entry = entry_at(settling, place);
        Key key;

        if (entry->action == OVERLAP_NEW || !key_of(settling, entry, &key) ||
            g_hash_table_contains(settling->standing, &key))
            continue;
        g_hash_table_insert(settling->standing, g_memdup2(&key, sizeof key),
                            g_array_new(FALSE, FALSE, sizeof(guint32)));
    }
}

/* The rows of other exports that stand: counted, and unless the action leaves them, set aside. */
static void
repeat(Settling *settling, GArray *standing, OverlapActed *acted)
{
    const OverlapEntry *entry = entry_at(settling, acted->entry);

    for (guint i = standing->len; i > 0; i--) {
        guint32 place = g_array_index(standing, guint32, i - 1);

        if (entry_at(settling, place)->export_name == entry->export_name)
            continue;
        if (acted->n_earlier++ == 0)
            acted->earlier = place;
        if (entry->action == OVERLAP_NO_UPDATE)
            continue;
        overlap_attendance_set_aside(settling->attendance, place);
        g_array_remove_index(standing, i - 1);
    }
}

static void
act(Settling *settling, guint32 place)
{
    const OverlapEntry *entry = entry_at(settling, place);
    OverlapActed acted = {
        .entry = place, .earlier = OVERLAP_NONE, .is_listed = entry->role == OVERLAP_APART};
    GArray *standing = NULL;
    Key key;

    if (key_of(settling, entry, &key))
        standing = g_hash_table_lookup(settling->standing, &key);
    if (standing != NULL && entry->action != OVERLAP_NEW)
        repeat(settling, standing, &acted);
    if (entry->action == OVERLAP_DELETE ||
        (entry->action == OVERLAP_NO_UPDATE && acted.n_earlier > 0))
        overlap_attendance_set_aside(settling->attendance, place);
    else if (standing != NULL)
        g_array_append_val(standing, place);
    if (entry->action == OVERLAP_NEW)
        return;
    acted.sheet_row =
        g_array_index(settling->attendance->actions, OverlapActionRow, settling->acted->len)
            .sheet_row;
    g_array_append_val(settling->acted, acted);
}

GArray *
overlap_action_settle(OverlapAttendance *attendance)
{
    GArray *acted = g_array_new(FALSE, FALSE, sizeof(OverlapActed));
    g_autoptr(GHashTable) senders = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) standing =
        g_hash_table_new_full(hash_key, equal_keys, g_free, free_places);
    Settling settling = {
        .attendance = attendance, .standing = standing, .senders = senders, .acted = acted};

    if (attendance->actions->len == 0)
        return acted;
    settling.roots = overlap_gather(attendance);
    know_senders(&settling);
    know_keys(&settling);
    for (guint32 place = 0; place < attendance->entries->len; place++)
        act(&settling, place);
    g_free(settling.roots);
    return acted;
}
