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

typedef struct {
    guint32 officer;
    guint32 other; /* 0: none */
} Event;

struct ClusterRegister {
    GArray *officers;   /* of Officer; place 0 is no number */
    GArray *events;     /* of Event */
    guint32 *of_record; /* number a record; owned */
};

ClusterRegister *
cluster_register_new(void)
{
    ClusterRegister *self = g_new0(ClusterRegister, 1);

    self->officers = g_array_new(FALSE, TRUE, sizeof(Officer));
    self->events = g_array_new(FALSE, TRUE, sizeof(Event));
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

static void
note(ClusterRegister *self, guint32 officer, guint32 other)
{
    Event event = {officer, other};

    g_array_append_val(self->events, event);
}

/* The smallest former number of every cluster; the others are retired into it. */
static void
keep_numbers(ClusterRegister *self, const ClusterRoster *roster, const Clustering *clustering,
             guint32 *number_of)
{
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < cluster_roster_n_records(roster); i++) {
            guint32 node = cluster_roster_node(roster, i);
            guint32 former = cluster_roster_officer(roster, i);
            guint32 *kept = NULL;

            if (node == CLUSTER_NO_NODE || former == 0)
                continue;
            officer_at(self, former)->given = TRUE;
            former = current(self, former);
            kept = &number_of[clustering->of[node]];
            if (pass == 0) {
                *kept = *kept == 0 ? former : MIN(*kept, former);
            } else if (former != *kept) {
                officer_at(self, former)->into = *kept;
                note(self, former, *kept);
            }
        }
}

void
cluster_register_assign(ClusterRegister *self, const ClusterRoster *roster,
                        const Clustering *clustering)
{
    guint n_records = cluster_roster_n_records(roster);
    g_autofree guint32 *number_of = g_new0(guint32, (gsize)clustering->n + 1);

    keep_numbers(self, roster, clustering, number_of);
    self->of_record = g_new0(guint32, (gsize)n_records + 1);
    for (guint i = 0; i < n_records; i++) {
        guint32 node = cluster_roster_node(roster, i);
        guint32 root = node != CLUSTER_NO_NODE ? clustering->of[node] : 0;
        Officer *officer = NULL;

        if (node == CLUSTER_NO_NODE)
            continue;
        if (number_of[root] == 0) {
            number_of[root] = self->officers->len;
            officer_at(self, number_of[root])->given = TRUE;
            note(self, number_of[root], 0);
        }
        self->of_record[i] = number_of[root];
        officer = officer_at(self, number_of[root]);
        officer->n_records++;
        officer->weakest = clustering->weakest[root];
        officer->joined |= node != root;
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
        roll_table_set_string(table, 1, event->other != 0 ? "merged" : "new");
        set_number(table, 2, event->other);
        roll_table_set_string(table, 3,
                              event->other != 0 ? "new evidence joined two officers"
                                                : "first seen in this run");
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
