#include "stages/cluster/decisions.h"

#include "pipeline/lib/decided.h"
#include "stages/cluster/forest.h"

const gchar *const cluster_decision_columns[] = {"row_a",      "row_b", "decision", "decided_by",
                                                 "decided_on", "note",  "outcome",  "weight",
                                                 "remark",     NULL};

/* What became of a decision. */
typedef enum {
    OBEYED,
    AGAINST_EVIDENCE, /* obeyed all the same */
    KEPT,             /* unsure */
    AGAINST_OTHER,    /* two "different" would be one */
    NO_SUCH_RECORD,
    TAKES_NO_PART, /* a record that says nothing of a person */
} Outcome;

typedef struct {
    const RollDecision *said;
    const guint *record; /* two of them; owned by decided */
    guint32 node[2];     /* CLUSTER_NO_NODE */
    Outcome outcome;
    gboolean is_compared;
    gfloat weight; /* bits; of a pair that was compared */
    gboolean share_list;
    gboolean are_alike; /* their particulars are the same */
} Case;

struct ClusterDecisions {
    gchar *path; /* base name; NULL: there are none */
    GPtrArray *said;
    Case *cases; /* one a decision */
    RollDecided *decided;
    guint32 *together; /* owned; NULL */
    GHashTable *apart; /* of guint64: two nodes */
    GArray *rulings;
};

/* ---- reading ---- */

ClusterDecisions *
cluster_decisions_load(const gchar *path, GError **error)
{
    g_autoptr(ClusterDecisions) self = g_new0(ClusterDecisions, 1);

    self->apart = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    self->rulings = g_array_new(FALSE, FALSE, sizeof(ClusterRuling));
    self->said = path != NULL ? roll_decisions_read(path, error) : g_ptr_array_new();
    if (self->said == NULL)
        return NULL;
    self->path = path != NULL ? g_path_get_basename(path) : NULL;
    self->decided = roll_decided_new(self->said);
    self->cases = g_new0(Case, (gsize)self->said->len + 1);
    for (guint i = 0; i < self->said->len; i++)
        self->cases[i] = (Case){.said = self->said->pdata[i],
                                .record = roll_decided_records(self->decided, i),
                                .node = {CLUSTER_NO_NODE, CLUSTER_NO_NODE}};
    return g_steal_pointer(&self);
}

void
cluster_decisions_records(ClusterDecisions *self, const RollBatch *batch)
{
    roll_decided_look(self->decided, batch);
}

static gboolean
is_known(const Case *at)
{
    return at->record[0] != ROLL_NO_RECORD && at->record[1] != ROLL_NO_RECORD;
}

void
cluster_decisions_part(const ClusterDecisions *self, ClusterRoster *roster)
{
    for (guint i = 0; i < self->said->len; i++) {
        const Case *at = &self->cases[i];

        if (is_known(at) && at->said->verdict == ROLL_DECISION_DIFFERENT &&
            cluster_roster_identity(roster, at->record[0]) ==
                cluster_roster_identity(roster, at->record[1]))
            cluster_roster_part(roster, MAX(at->record[0], at->record[1]));
    }
}

/* ---- what is to be one, and what is not ---- */

static guint64
key_of(guint32 a, guint32 b)
{
    return (guint64)MIN(a, b) << 32 | MAX(a, b);
}

static void
forbid(ClusterDecisions *self, guint32 a, guint32 b)
{
    guint64 key = key_of(a, b);

    g_hash_table_add(self->apart, g_memdup2(&key, sizeof key));
}

/* Would joining the sets of @a and @b make one of two that are to be different? */
static gboolean
would_break(const ClusterDecisions *self, ClusterForest *forest, guint32 a, guint32 b)
{
    guint64 sets = key_of(cluster_forest_root(forest, a), cluster_forest_root(forest, b));

    for (guint i = 0; i < self->said->len; i++) {
        const Case *at = &self->cases[i];

        if (at->said->verdict == ROLL_DECISION_DIFFERENT && at->outcome == OBEYED &&
            key_of(cluster_forest_root(forest, at->node[0]),
                   cluster_forest_root(forest, at->node[1])) == sets)
            return TRUE;
    }
    return FALSE;
}

static void
settle_same(ClusterDecisions *self, Case *at, ClusterForest *forest)
{
    guint32 a = at->node[0];
    guint32 b = at->node[1];

    if (cluster_forest_root(forest, a) == cluster_forest_root(forest, b))
        return;
    if (would_break(self, forest, a, b))
        at->outcome = AGAINST_OTHER;
    else
        cluster_forest_join(forest, a, b);
}

static void
find_nodes(Case *at, const ClusterRoster *roster)
{
    if (!is_known(at)) {
        at->outcome = NO_SUCH_RECORD;
        return;
    }
    for (guint side = 0; side < 2; side++)
        at->node[side] = cluster_roster_node(roster, at->record[side]);
    if (at->node[0] == CLUSTER_NO_NODE || at->node[1] == CLUSTER_NO_NODE) {
        at->outcome = TAKES_NO_PART;
        return;
    }
    at->share_list = cluster_roster_share_list(roster, at->node[0], at->node[1]);
    at->are_alike = cluster_roster_identity(roster, at->record[0]) ==
                    cluster_roster_identity(roster, at->record[1]);
    at->outcome = at->said->verdict == ROLL_DECISION_UNSURE ? KEPT : OBEYED;
}

/* What match says of the pairs that were decided about. */
static void
find_weights(ClusterDecisions *self, const ClusterLink *links, guint n_links)
{
    g_autoptr(GHashTable) cases = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < self->said->len; i++) {
        guint64 key = key_of(self->cases[i].node[0], self->cases[i].node[1]);

        if (!g_hash_table_contains(cases, &key))
            g_hash_table_insert(cases, g_memdup2(&key, sizeof key), &self->cases[i]);
    }
    for (guint i = 0; i < n_links; i++) {
        guint64 key = key_of(links[i].a, links[i].b);
        Case *at = g_hash_table_lookup(cases, &key);

        if (at != NULL) {
            at->is_compared = TRUE;
            at->weight = links[i].weight;
        }
    }
    for (guint i = 0; i < self->said->len; i++) { /* other records of the same two nodes */
        guint64 key = key_of(self->cases[i].node[0], self->cases[i].node[1]);
        const Case *first = g_hash_table_lookup(cases, &key);

        self->cases[i].is_compared = first->is_compared;
        self->cases[i].weight = first->weight;
    }
}

static void
weigh(Case *at)
{
    gdouble weight = (gdouble)at->weight;
    gboolean speaks_for = at->are_alike || (at->is_compared && weight >= CLUSTER_STRONG);
    gboolean speaks_against = at->share_list || (at->is_compared && weight <= -CLUSTER_STRONG);

    if (at->outcome == OBEYED &&
        (at->said->verdict == ROLL_DECISION_SAME ? speaks_against : speaks_for))
        at->outcome = AGAINST_EVIDENCE;
}

static gboolean
is_obeyed(const Case *at)
{
    return at->outcome == OBEYED || at->outcome == AGAINST_EVIDENCE;
}

void
cluster_decisions_settle(ClusterDecisions *self, const ClusterRoster *roster,
                         const ClusterLink *links, guint n_links)
{
    guint n_nodes = cluster_roster_n_nodes(roster);
    g_autoptr(ClusterForest) forest = cluster_forest_new(n_nodes);

    if (self->said->len == 0)
        return;
    for (guint i = 0; i < self->said->len; i++) {
        Case *at = &self->cases[i];

        find_nodes(at, roster);
        if (at->outcome == OBEYED && at->said->verdict == ROLL_DECISION_DIFFERENT)
            forbid(self, at->node[0], at->node[1]);
    }
    for (guint i = 0; i < self->said->len; i++)
        if (self->cases[i].outcome == OBEYED && self->cases[i].said->verdict == ROLL_DECISION_SAME)
            settle_same(self, &self->cases[i], forest);
    find_weights(self, links, n_links);
    for (guint i = 0; i < self->said->len; i++) {
        Case *at = &self->cases[i];
        ClusterRuling ruling = {at->said->verdict, at->record[0], at->record[1], at->said->row_a,
                                at->said->row_b};

        weigh(at);
        if (is_obeyed(at))
            g_array_append_val(self->rulings, ruling);
    }
    self->together = g_new(guint32, (gsize)n_nodes + 1);
    for (guint i = 0; i < n_nodes; i++)
        self->together[i] = cluster_forest_root(forest, i);
}

const guint32 *
cluster_decisions_together(const ClusterDecisions *self)
{
    return self->together;
}

gboolean
cluster_decisions_forbid(const ClusterDecisions *self, guint32 a, guint32 b)
{
    guint64 key = key_of(a, b);

    return g_hash_table_size(self->apart) > 0 && g_hash_table_contains(self->apart, &key);
}

const GArray *
cluster_decisions_rulings(const ClusterDecisions *self)
{
    return self->rulings;
}

const RollDecision *
cluster_decisions_unsure(const ClusterDecisions *self, const gchar *row_a, const gchar *row_b)
{
    const GArray *ends = roll_decided_about(self->decided, row_a);

    for (guint i = 0; ends != NULL && i < ends->len; i++) {
        guint end = g_array_index(ends, guint, i);
        const RollDecision *said = self->cases[end / 2].said;

        if (said->verdict == ROLL_DECISION_UNSURE &&
            strcmp(end % 2 == 0 ? said->row_b : said->row_a, row_b) == 0)
            return said;
    }
    return NULL;
}

/* ---- what is told ---- */

/* What of a decision is told: the id and the mend by the outcome, and the sentence that says why.
 */
static const struct {
    const gchar *id; /* NULL: nothing is told */
    const gchar *why;
} told[] = {
    [OBEYED] = {NULL, NULL},
    [AGAINST_EVIDENCE] = {"decision-against-evidence", "weight"},
    [KEPT] = {NULL, NULL},
    [AGAINST_OTHER] = {"decision-against-decision", "others"},
    [NO_SUCH_RECORD] = {"decision-without-record", "no-record"},
    [TAKES_NO_PART] = {"decision-without-record", "nobody"},
};

static const gchar *
why_of(const Case *at)
{
    if (at->outcome == AGAINST_EVIDENCE && at->are_alike)
        return "alike";
    if (at->outcome == AGAINST_EVIDENCE && at->said->verdict == ROLL_DECISION_SAME &&
        at->share_list)
        return "list";
    return told[at->outcome].why;
}

/* What the sentence that says why names. */
static void
name_why(const Case *at, RollValues *values)
{
    gchar bits[G_ASCII_DTOSTR_BUF_SIZE];

    (void)g_ascii_formatd(bits, sizeof bits, "%+.1f", (gdouble)at->weight);
    if (g_str_equal(why_of(at), "weight"))
        roll_values_set(values, "bits", bits);
    if (at->outcome == NO_SUCH_RECORD)
        roll_values_set(values, "record",
                        at->record[0] == ROLL_NO_RECORD ? at->said->row_a : at->said->row_b);
}

/* Appends why it is told; nothing when it is not. */
static gboolean
append_remark(RollRun *run, const Case *at, GString *remark, GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();

    if (told[at->outcome].id == NULL)
        return TRUE;
    name_why(at, values);
    return roll_telling_say(roll_run_telling(run), told[at->outcome].id, why_of(at), values, remark,
                            error);
}

static gboolean
tell(const ClusterDecisions *self, RollRun *run, const Case *at, GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();
    gboolean is_given = *at->said->given_file != '\0'; /* what was read is what a run kept of it */
    const RollFinding finding = {
        .severity = ROLL_SEVERITY_WARNING,
        .id = told[at->outcome].id,
        .file = is_given ? at->said->given_file : self->path,
        .line = is_given ? at->said->given_line : at->said->line,
        .message = at->said->verdict == ROLL_DECISION_SAME ? "same" : "different",
        .hint = "hint",
        .values = values,
    };

    if (finding.id == NULL)
        return TRUE;
    roll_values_set(values, "a", at->said->row_a);
    roll_values_set(values, "b", at->said->row_b);
    roll_values_add_part(values, "why", why_of(at));
    name_why(at, values);
    return roll_run_finding(run, &finding, error);
}

/* One row of the table, and what is told beside it. */
static gboolean
write_case(const ClusterDecisions *self, RollRun *run, RollTable *table, const Case *at,
           GError **error)
{
    const RollDecision *said = at->said;
    g_autoptr(GString) remark = g_string_new(NULL);

    if (!append_remark(run, at, remark, error))
        return FALSE;
    roll_table_set_string(table, 0, said->row_a);
    roll_table_set_string(table, 1, said->row_b);
    roll_table_set_string(table, 2, roll_verdict_name(said->verdict));
    roll_table_set_string(table, 3, said->decided_by);
    roll_table_set_string(table, 4, said->decided_on);
    roll_table_set_string(table, 5, said->note);
    roll_table_set_string(table, 6,
                          is_obeyed(at)         ? "obeyed"
                          : at->outcome == KEPT ? "kept"
                                                : "not obeyed");
    if (at->is_compared)
        roll_table_set_real(table, 7, (gdouble)at->weight, 2);
    roll_table_set_string(table, 8, remark->str);
    return roll_table_add(table, error) && tell(self, run, at, error);
}

gboolean
cluster_decisions_write(const ClusterDecisions *self, RollRun *run, RollTable *table,
                        GError **error)
{
    for (guint i = 0; i < self->said->len; i++)
        if (!write_case(self, run, table, &self->cases[i], error))
            return FALSE;
    return roll_table_flush(table, error);
}

void
cluster_decisions_free(ClusterDecisions *self)
{
    if (self == NULL)
        return;
    g_free(self->path);
    g_clear_pointer(&self->said, g_ptr_array_unref);
    g_free(self->cases);
    roll_decided_free(self->decided);
    g_hash_table_unref(self->apart);
    g_array_unref(self->rulings);
    g_free(self->together);
    g_free(self);
}
