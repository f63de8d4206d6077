#include "stages/cluster/register.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"

const gchar *const cluster_register_columns[] = {"officer",   "status",  "into",
                                                 "n_records", "weakest", NULL};
const gchar *const cluster_event_columns[] = {"officer", "event", "other", "cause", NULL};

/* An officer number that was ever given; its place is the number. */
typedef struct {
    gboolean given;
    guint32 into; /* the number it was retired into; 0: active */
    guint32 n_records;
    gfloat weakest; /* bits of the weakest join; meaningless for one node */
    gboolean joined;
} Officer;

typedef enum { NEW, MERGED, SPLIT, MOVED } EventKind;
static const gchar *const event_names[] = {"new", "merged", "split", "moved"};

typedef struct {
    guint32 officer;
    EventKind kind;
    guint32 other; /* 0: none */
    gchar *cause;  /* owned */
} Event;

/* How many records of a former number are in a cluster now. */
typedef struct {
    guint32 former;
    guint32 root;
    guint32 n;
} Share;

struct ClusterRegister {
    GArray *officers;   /* of Officer; place 0 is no number */
    GArray *events;     /* of Event */
    guint32 *of_record; /* number a record; owned */
};

static void
event_clear(gpointer event)
{
    g_free(((Event *)event)->cause);
}

ClusterRegister *
cluster_register_new(void)
{
    ClusterRegister *self = g_new0(ClusterRegister, 1);

    self->officers = g_array_new(FALSE, TRUE, sizeof(Officer));
    self->events = g_array_new(FALSE, TRUE, sizeof(Event));
    g_array_set_clear_func(self->events, event_clear);
    g_array_set_size(self->officers, 1);
    return self;
}

void
cluster_register_free(ClusterRegister *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->officers);
    g_array_unref(self->events);
    g_free(self->of_record);
    g_free(self);
}

static Officer *
officer_at(const ClusterRegister *self, guint32 number)
{
    if (number >= self->officers->len)
        g_array_set_size(self->officers, number + 1);
    return &g_array_index(self->officers, Officer, number);
}

gboolean
cluster_register_read(ClusterRegister *self, const RollBatch *batch, GError **error)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        RollText text = roll_batch_get(batch, "officer", i);
        RollText into = roll_batch_get(batch, "into", i);
        guint32 number = 0;
        guint32 other = 0;

        if (!roll_number_parse(ROLL_NUMBER_OFFICER, text, &number) ||
            (into.length > 0 && !roll_number_parse(ROLL_NUMBER_OFFICER, into, &other))) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "register: \"%s\" is no officer number",
                        text.data);
            return FALSE;
        }
        officer_at(self, number)->given = TRUE;
        officer_at(self, number)->into = other;
    }
    return TRUE;
}

/* Follows retirements to the number that is active. */
static guint32
current(const ClusterRegister *self, guint32 number)
{
    while (officer_at(self, number)->into != 0)
        number = officer_at(self, number)->into;
    return number;
}

/* (transfer full) of @cause. */
static void
note_take(ClusterRegister *self, guint32 officer, EventKind kind, guint32 other, gchar *cause)
{
    Event event = {officer, kind, other, NULL};

    event.cause = g_steal_pointer(&cause);
    g_array_append_val(self->events, event);
}

/* ---- what has become of the former numbers ---- */

static gint
compare_shares(gconstpointer a, gconstpointer b)
{
    const Share *x = a;
    const Share *y = b;

    if (x->former != y->former)
        return x->former < y->former ? -1 : 1;
    return (x->root > y->root) - (x->root < y->root);
}

/* By former number, then cluster, each once. */
static GArray *
count_shares(ClusterRegister *self, const ClusterRoster *roster, const Clustering *clustering)
{
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));
    guint n = 0;

    for (guint i = 0; i < cluster_roster_n_records(roster); i++) {
        guint32 node = cluster_roster_node(roster, i);
        guint32 former = cluster_roster_officer(roster, i);
        Share share = {0, 0, 1};

        if (node == CLUSTER_NO_NODE || former == 0)
            continue;
        officer_at(self, former)->given = TRUE;
        share.former = current(self, former);
        share.root = clustering->of[node];
        g_array_append_val(shares, share);
    }
    g_array_sort(shares, compare_shares);
    for (guint i = 0; i < shares->len; i++) {
        Share *last = &g_array_index(shares, Share, n);

        if (n > 0 && compare_shares(last - 1, &g_array_index(shares, Share, i)) == 0)
            (last - 1)->n++;
        else
            g_array_index(shares, Share, n++) = g_array_index(shares, Share, i);
    }
    g_array_set_size(shares, n);
    return shares;
}

/* The home of every former number: its largest share, of several that of the first cluster. */
static GArray *
find_homes(const GArray *shares)
{
    GArray *homes = g_array_new(FALSE, FALSE, sizeof(Share));
    guint end = 0;

    for (guint begin = 0; begin < shares->len; begin = end) {
        const Share *home = &g_array_index(shares, Share, begin);

        for (end = begin; end < shares->len; end++) {
            const Share *share = &g_array_index(shares, Share, end);

            if (share->former != home->former)
                break;
            if (share->n > home->n)
                home = share;
        }
        g_array_append_vals(homes, home, 1);
    }
    return homes;
}

/* The smallest number that is at home in a cluster stays; the others are retired into it. */
static void
keep_numbers(ClusterRegister *self, const GArray *shares, guint32 *number_of)
{
    g_autoptr(GArray) homes = find_homes(shares);

    for (guint i = 0; i < homes->len; i++) {
        const Share *home = &g_array_index(homes, Share, i);
        guint32 *kept = &number_of[home->root];

        *kept = *kept == 0 ? home->former : MIN(*kept, home->former);
    }
    for (guint i = 0; i < homes->len; i++) {
        const Share *home = &g_array_index(homes, Share, i);

        if (number_of[home->root] != home->former)
            officer_at(self, home->former)->into = number_of[home->root];
    }
}

/* ---- why ---- */

/* A decision that made one of two former officers, or evidence. */
static gchar *
cause_of_merger(const GArray *rulings, const ClusterRoster *roster, guint32 former, guint32 kept)
{
    for (guint i = 0; i < rulings->len; i++) {
        const ClusterRuling *ruling = &g_array_index(rulings, ClusterRuling, i);
        guint32 a = cluster_roster_officer(roster, ruling->record_a);
        guint32 b = cluster_roster_officer(roster, ruling->record_b);

        if (ruling->verdict == ROLL_DECISION_SAME &&
            ((a == former && b == kept) || (a == kept && b == former)))
            return g_strdup_printf("decided: %s and %s are the same", ruling->row_a, ruling->row_b);
    }
    return g_strdup("new evidence joined two officers");
}

static gchar *
cause_of_parting(const GArray *rulings, const ClusterRoster *roster, const Share *share)
{
    for (guint i = 0; i < rulings->len; i++) {
        const ClusterRuling *ruling = &g_array_index(rulings, ClusterRuling, i);

        if (ruling->verdict == ROLL_DECISION_DIFFERENT &&
            cluster_roster_officer(roster, ruling->record_a) == share->former &&
            cluster_roster_officer(roster, ruling->record_b) == share->former)
            return g_strdup_printf("decided: %s and %s are different", ruling->row_a,
                                   ruling->row_b);
    }
    return g_strdup_printf("new evidence parted %u record%s from it", share->n,
                           share->n == 1 ? "" : "s");
}

static void
note_mergers(ClusterRegister *self, const ClusterRoster *roster, const GArray *shares,
             const guint32 *number_of, const GArray *rulings)
{
    guint32 last = 0;

    for (guint i = 0; i < shares->len; i++) {
        guint32 former = g_array_index(shares, Share, i).former;
        guint32 kept = officer_at(self, former)->into;

        if (former != last && kept != 0)
            note_take(self, former, MERGED, kept, cause_of_merger(rulings, roster, former, kept));
        last = former;
    }
    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);
        guint32 now = number_of[share->root];

        if (now != 0 && now != current(self, share->former))
            note_take(self, now, MOVED, share->former, cause_of_parting(rulings, roster, share));
    }
}

/* The former number of which a cluster without a number has most records; NULL: of none. */
static const Share *
split_from(const GArray *shares, guint32 root)
{
    const Share *most = NULL;

    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);

        if (share->root == root && (most == NULL || share->n > most->n))
            most = share;
    }
    return most;
}

/* @from: what a cluster has of a former number that has not stayed with it; NULL: it has none. */
static guint32
give_number(ClusterRegister *self, const ClusterRoster *roster, const Share *from,
            const GArray *rulings)
{
    guint32 number = self->officers->len;

    officer_at(self, number)->given = TRUE;
    if (from != NULL)
        note_take(self, number, SPLIT, from->former, cause_of_parting(rulings, roster, from));
    else
        note_take(self, number, NEW, 0, g_strdup("first seen in this run"));
    return number;
}

static void
count_record(ClusterRegister *self, guint record, guint32 number, gfloat weakest, gboolean joined)
{
    Officer *officer = officer_at(self, number);

    self->of_record[record] = number;
    officer->n_records++;
    officer->weakest = weakest;
    officer->joined |= joined;
}

void
cluster_register_assign(ClusterRegister *self, const ClusterRoster *roster,
                        const Clustering *clustering, const GArray *rulings)
{
    guint n_records = cluster_roster_n_records(roster);
    g_autofree guint32 *number_of = g_new0(guint32, (gsize)clustering->n + 1);
    g_autofree guint8 *has_former = g_new0(guint8, (gsize)clustering->n + 1);
    g_autoptr(GArray) shares = count_shares(self, roster, clustering);

    keep_numbers(self, shares, number_of);
    note_mergers(self, roster, shares, number_of, rulings);
    for (guint i = 0; i < shares->len; i++)
        has_former[g_array_index(shares, Share, i).root] = 1;
    self->of_record = g_new0(guint32, (gsize)n_records + 1);
    for (guint i = 0; i < n_records; i++) {
        guint32 node = cluster_roster_node(roster, i);
        guint32 root = node != CLUSTER_NO_NODE ? clustering->of[node] : 0;

        if (node == CLUSTER_NO_NODE)
            continue;
        if (number_of[root] == 0)
            number_of[root] = give_number(
                self, roster, has_former[root] ? split_from(shares, root) : NULL, rulings);
        count_record(self, i, number_of[root], clustering->weakest[root], node != root);
    }
}

guint32
cluster_register_officer(const ClusterRegister *self, guint record)
{
    return self->of_record[record];
}

static void
set_number(RollTable *table, guint column, guint32 number)
{
    gchar text[ROLL_NUMBER_MAX];

    if (number == 0)
        return;
    roll_number_format(ROLL_NUMBER_OFFICER, number, text);
    roll_table_set_string(table, column, text);
}

gboolean
cluster_register_write(const ClusterRegister *self, RollTable *table, GError **error)
{
    for (guint32 number = 1; number < self->officers->len; number++) {
        const Officer *officer = officer_at(self, number);

        if (!officer->given)
            continue;
        set_number(table, 0, number);
        roll_table_set_string(table, 1, officer->into != 0 ? "merged" : "active");
        set_number(table, 2, officer->into);
        roll_table_set_number(table, 3, officer->n_records);
        if (officer->joined)
            roll_table_set_real(table, 4, (gdouble)officer->weakest, 2);
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

gboolean
cluster_register_write_events(const ClusterRegister *self, RollTable *table, GError **error)
{
    for (guint i = 0; i < self->events->len; i++) {
        const Event *event = &g_array_index(self->events, Event, i);

        set_number(table, 0, event->officer);
        roll_table_set_string(table, 1, event_names[event->kind]);
        set_number(table, 2, event->other);
        roll_table_set_string(table, 3, event->cause);
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

guint
cluster_register_n_active(const ClusterRegister *self)
{
    guint n = 0;

    for (guint32 number = 1; number < self->officers->len; number++)
        n += g_array_index(self->officers, Officer, number).n_records > 0;
    return n;
}
