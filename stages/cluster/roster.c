#include "stages/cluster/roster.h"

#include <stdlib.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "stages/cluster/numbers.h"

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

/* The column of that name; where there is none, a blank one. (transfer full) */
static RollColumn *
column_of(const RollBatch *batch, const gchar *name)
{
    RollColumn *found = roll_batch_find(batch, name);

    return found != NULL ? roll_column_ref(found)
                         : roll_column_constant(ROLL_TEXT_EMPTY, roll_batch_n_records(batch));
}

/* Sets a byte a record in which @column has a value; of @words one, unless NULL. */
static void
mark(const RollBatch *batch, const gchar *name, const gchar *const *words, guint8 *marks)
{
    g_autoptr(RollColumn) column = column_of(batch, name);
    g_autofree guint8 *of_value = g_new(guint8, (gsize)roll_column_n_values(column) + 1);

    for (guint code = 0; code < roll_column_n_values(column); code++) {
        const gchar *value = roll_column_value(column, code).data;

        of_value[code] = (words != NULL ? g_strv_contains(words, value) : *value != '\0') ? 1 : 0;
    }
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        marks[i] |= of_value[roll_column_code(column, i)];
}

/* Mixes what @column says of each record into its hash. */
static void
mix(const RollBatch *batch, const gchar *name, guint seed, guint64 *hashes)
{
    g_autoptr(RollColumn) column = column_of(batch, name);
    g_autofree guint64 *of_value = g_new(guint64, (gsize)roll_column_n_values(column) + 1);

    for (guint code = 0; code < roll_column_n_values(column); code++)
        of_value[code] = roll_text_hash(roll_column_value(column, code), seed);
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        hashes[i] = roll_hash_mix(hashes[i] ^ of_value[roll_column_code(column, i)]);
}

/* The list on which each record stands: a hash, from the 0 that @lists hold, of what names a
 * session in its organiser's own export; or NO_LIST. */
static void
find_lists(const RollBatch *batch, guint64 *lists)
{
    static const gchar *const parts[] = {"export", "session_id", "course_title", "start_date",
                                         "venue",  "adm1",       "adm2"};
    static const gchar *const kinds[] = {"attendance", "planned", NULL};
    guint8 is_listed[ROLL_BATCH_RECORDS] = {0};
    guint8 has_session[ROLL_BATCH_RECORDS] = {0};
    guint n = roll_batch_n_records(batch);

    mark(batch, "kind", kinds, is_listed);
    mark(batch, "session_id", NULL, has_session);
    mark(batch, "start_date", NULL, has_session);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        mix(batch, parts[i], i, lists);
    for (guint i = 0; i < n; i++)
        if (is_listed[i] == 0 || has_session[i] == 0)
            lists[i] = NO_LIST;
}

/* The number of the officer that each record came with; 0: none. */
static void
find_officers(const RollBatch *batch, guint32 *officers)
{
    g_autoptr(RollColumn) column = column_of(batch, "officer");
    g_autofree guint32 *of_value = g_new0(guint32, (gsize)roll_column_n_values(column) + 1);

    for (guint code = 0; code < roll_column_n_values(column); code++)
        if (!roll_number_parse(ROLL_NUMBER_OFFICER, roll_column_value(column, code),
                               &of_value[code]))
            of_value[code] = 0;
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        officers[i] = of_value[roll_column_code(column, i)];
}

void
cluster_roster_records(ClusterRoster *roster, const RollBatch *batch)
{
    guint64 lists[ROLL_BATCH_RECORDS] = {0};
    guint32 officers[ROLL_BATCH_RECORDS];

    find_lists(batch, lists);
    find_officers(batch, officers);
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        Line line = {lists[i], CLUSTER_NO_NODE, officers[i], CLUSTER_NO_NODE, FALSE, FALSE};

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
    guint32 identities[ROLL_BATCH_RECORDS];
    guint8 is_alone[ROLL_BATCH_RECORDS] = {0};
    guint n = roll_batch_n_records(batch);
    g_autoptr(RollColumn) column = column_of(batch, "identity");

    cluster_numbers_whole(column, identities);
    mark(batch, "alone", NULL, is_alone);
    for (guint i = 0; i < n; i++) {
        Line *line = NULL;

        if (identities[i] == CLUSTER_NO_NUMBER || roster->n_identified == roster->lines->len) {
            not_fitting(error);
            return FALSE;
        }
        line = &g_array_index(roster->lines, Line, roster->n_identified++);
        if (identities[i] == CLUSTER_BLANK)
            continue;
        line->identity = identities[i];
        line->alone = is_alone[i] != 0;
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

gboolean
cluster_roster_has_parted(const ClusterRoster *roster)
{
    return g_hash_table_size(roster->parted) > 0;
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
