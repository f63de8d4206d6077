#include "stages/cluster/roster.h"

#include <stdlib.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"

#define NO_LIST 0

typedef struct {
    guint64 list;     /* hash of the session's list it stands on; NO_LIST: none */
    guint32 identity; /* of match; CLUSTER_NO_NODE: takes no part */
    guint32 officer;  /* number it came with, 0: none */
    guint32 node;
    gboolean alone;
    gboolean parted;
} Line;

struct ClusterRoster {
    GArray *lines;        /* of Line, a record */
    guint n_identified;   /* lines whose identity is known */
    guint32 *of_identity; /* node of an identity; CLUSTER_NO_NODE */
    guint n_identities;
    guint32 *first; /* a node: its first record */
    guint32 *sizes; /* a node: its records */
    guint n_nodes;
    GHashTable *parted; /* identity -> GArray of guint32: nodes of records parted from it */
    guint32 *starts;    /* where the lists of node i begin in lists; n + 1 */
    guint64 *lists;     /* ascending within a node */
};

ClusterRoster *
cluster_roster_new(void)
{
    ClusterRoster *roster = g_new0(ClusterRoster, 1);

    roster->lines = g_array_new(FALSE, TRUE, sizeof(Line));
    roster->parted = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    return roster;
}

void
cluster_roster_free(ClusterRoster *roster)
{
    if (roster == NULL)
        return;
    g_array_unref(roster->lines);
    g_free(roster->first);
    g_free(roster->sizes);
    g_hash_table_unref(roster->parted);
    g_free(roster->of_identity);
    g_free(roster->starts);
    g_free(roster->lists);
    g_free(roster);
}

/* What names a session in its organiser's own export. */
static guint64
list_of(const RollBatch *batch, guint record)
{
    static const gchar *const parts[] = {"export", "session_id", "course_title", "start_date",
                                         "venue",  "adm1",       "adm2"};
    RollText kind = roll_batch_get(batch, "kind", record);
    guint64 hash = 1;

    if (!roll_text_equal(kind, roll_text("attendance")) &&
        !roll_text_equal(kind, roll_text("planned")))
        return NO_LIST;
    if (roll_batch_get(batch, "session_id", record).length == 0 &&
        roll_batch_get(batch, "start_date", record).length == 0)
        return NO_LIST;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        hash = roll_hash_mix(hash ^ roll_text_hash(roll_batch_get(batch, parts[i], record), i));
    return hash;
}

void
cluster_roster_records(ClusterRoster *roster, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        RollText officer = roll_batch_get(batch, "officer", i);
        Line line = {list_of(batch, i), CLUSTER_NO_NODE, 0, CLUSTER_NO_NODE, FALSE, FALSE};

        if (!roll_number_parse(ROLL_NUMBER_OFFICER, officer, &line.officer))
            line.officer = 0;
        g_array_append_val(roster->lines, line);
    }
}

static void
not_fitting(GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "the tables \"records\" and \"identities\" do not fit: match writes both");
}

gboolean
cluster_roster_identities(ClusterRoster *roster, const RollBatch *batch, GError **error)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        RollText number = roll_batch_get(batch, "identity", i);
        guint64 identity = 0;
        Line *line = NULL;

        if (roster->n_identified == roster->lines->len) {
            not_fitting(error);
            return FALSE;
        }
        line = &g_array_index(roster->lines, Line, roster->n_identified);
        roster->n_identified++;
        if (number.length == 0)
            continue;
        if (!g_ascii_string_to_unsigned(number.data, 10, 0, G_MAXUINT32 - 1, &identity, NULL)) {
            not_fitting(error);
            return FALSE;
        }
        line->identity = (guint32)identity;
        line->alone = roll_batch_get(batch, "alone", i).length > 0;
        roster->n_identities = MAX(roster->n_identities, line->identity + 1);
    }
    return TRUE;
}

void
cluster_roster_part(ClusterRoster *roster, guint record)
{
    g_array_index(roster->lines, Line, record).parted = TRUE;
}

/* Nodes are numbered as identities are, so that ties do not depend on the order of the records. */
static guint32 *
number_nodes(ClusterRoster *roster)
{
    guint32 *next = g_new0(guint32, (gsize)roster->n_identities + 1);
    guint32 n = 0;

    roster->of_identity = g_new(guint32, (gsize)roster->n_identities + 1);
    for (guint i = 0; i < roster->n_identities; i++)
        roster->of_identity[i] = CLUSTER_NO_NODE;
    for (guint32 record = 0; record < roster->lines->len; record++) {
        const Line *line = &g_array_index(roster->lines, Line, record);

        if (line->identity == CLUSTER_NO_NODE)
            continue;
        if (line->alone || line->parted)
            next[line->identity]++;
        else
            roster->of_identity[line->identity] = 0;
    }
    for (guint i = 0; i < roster->n_identities; i++) {
        guint32 n_alone = next[i];

        if (roster->of_identity[i] == 0)
            roster->of_identity[i] = n++;
        next[i] = n;
        n += n_alone;
    }
    roster->first = g_new(guint32, (gsize)n + 1);
    roster->sizes = g_new0(guint32, (gsize)n + 1);
    roster->n_nodes = n;
    return next;
}

static void
note_parted(ClusterRoster *roster, const Line *line)
{
    GArray *nodes = g_hash_table_lookup(roster->parted, GUINT_TO_POINTER(line->identity));

    if (nodes == NULL) {
        nodes = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_hash_table_insert(roster->parted, GUINT_TO_POINTER(line->identity), nodes);
    }
    g_array_append_val(nodes, line->node);
}

static void
form_nodes(ClusterRoster *roster)
{
    g_autofree guint32 *next = number_nodes(roster);

    for (guint32 record = 0; record < roster->lines->len; record++) {
        Line *line = &g_array_index(roster->lines, Line, record);

        if (line->identity == CLUSTER_NO_NODE)
            continue;
        if (line->alone || line->parted)
            line->node = next[line->identity]++;
        else
            line->node = roster->of_identity[line->identity];
        if (line->parted && !line->alone)
            note_parted(roster, line);
        if (roster->sizes[line->node]++ == 0)
            roster->first[line->node] = record;
    }
}

static gint
compare_lists(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a;
    guint64 y = *(const guint64 *)b;

    return (x > y) - (x < y);
}

/* The lists of each node, for looking at two nodes at once. */
static void
index_lists(ClusterRoster *roster)
{
    guint n = roster->n_nodes;
    g_autofree guint32 *at = NULL;

    roster->starts = g_new0(guint32, (gsize)n + 2);
    roster->lists = g_new(guint64, (gsize)roster->lines->len + 1);
    for (guint i = 0; i < roster->lines->len; i++) {
        const Line *line = &g_array_index(roster->lines, Line, i);

        if (line->node != CLUSTER_NO_NODE && line->list != NO_LIST)
            roster->starts[line->node + 1]++;
    }
    for (guint i = 0; i < n; i++)
        roster->starts[i + 1] += roster->starts[i];
    at = g_memdup2(roster->starts, ((gsize)n + 1) * sizeof(guint32));
    for (guint i = 0; i < roster->lines->len; i++) {
        const Line *line = &g_array_index(roster->lines, Line, i);

        if (line->node != CLUSTER_NO_NODE && line->list != NO_LIST)
            roster->lists[at[line->node]++] = line->list;
    }
    for (guint i = 0; i < n; i++)
        qsort(roster->lists + roster->starts[i], roster->starts[i + 1] - roster->starts[i],
              sizeof(guint64), compare_lists);
}

gboolean
cluster_roster_form(ClusterRoster *roster, GError **error)
{
    if (roster->n_identified != roster->lines->len) {
        not_fitting(error);
        return FALSE;
    }
    form_nodes(roster);
    index_lists(roster);
    return TRUE;
}

guint
cluster_roster_n_records(const ClusterRoster *roster)
{
    return roster->lines->len;
}

guint
cluster_roster_n_nodes(const ClusterRoster *roster)
{
    return roster->n_nodes;
}

guint32
cluster_roster_node(const ClusterRoster *roster, guint record)
{
    return g_array_index(roster->lines, Line, record).node;
}

guint32
cluster_roster_node_of_identity(const ClusterRoster *roster, guint32 identity)
{
    return identity < roster->n_identities ? roster->of_identity[identity] : CLUSTER_NO_NODE;
}

const GArray *
cluster_roster_parted(const ClusterRoster *roster, guint32 identity)
{
    return g_hash_table_lookup(roster->parted, GUINT_TO_POINTER(identity));
}

guint32
cluster_roster_identity(const ClusterRoster *roster, guint record)
{
    return g_array_index(roster->lines, Line, record).identity;
}

const guint32 *
cluster_roster_sizes(const ClusterRoster *roster)
{
    return roster->sizes;
}

guint
cluster_roster_first_record(const ClusterRoster *roster, guint32 node)
{
    return roster->first[node];
}

guint32
cluster_roster_officer(const ClusterRoster *roster, guint record)
{
    return g_array_index(roster->lines, Line, record).officer;
}

gboolean
cluster_roster_share_list(const ClusterRoster *roster, guint32 a, guint32 b)
{
    guint32 i = roster->starts[a];
    guint32 j = roster->starts[b];

    while (i < roster->starts[a + 1] && j < roster->starts[b + 1]) {
        if (roster->lists[i] == roster->lists[j])
            return TRUE;
        if (roster->lists[i] < roster->lists[j])
            i++;
        else
            j++;
    }
    return FALSE;
}
