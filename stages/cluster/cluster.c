#include "stages/cluster/cluster.h"

#include "pipeline/lib/number.h"
#include "stages/cluster/decisions.h"
#include "stages/cluster/growth.h"
#include "stages/cluster/keeping.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/links.h"
#include "stages/cluster/quality.h"
#include "stages/cluster/register.h"
#include "stages/cluster/review.h"
#include "stages/cluster/roster.h"
#include "stages/cluster/veto.h"

/* The tables that cluster looks at and passes on as they are. */
enum { IDENTITIES, COMPARISONS, PAIRS, N_PASSED };
static const gchar *const passed[] = {"identities", "comparisons", "pairs"};

/* The tables that cluster makes itself. */
enum { REGISTER, JOINS, REVIEW, REVIEW_FIELDS, DECISIONS, EVENTS, QUALITY, N_MADE };

struct ClusterState {
    ClusterRoster *roster;
    ClusterDecisions *decisions;
    ClusterRegister *officers;
    ClusterKeeping *keeping; /* NULL: officers may change */
    ClusterReview *review;
    Clustering *clustering;
    ClusterVeto veto;
    GArray *links;     /* of ClusterLink; identities until settled, then nodes */
    guint n_rewritten; /* records */
    RollSchema *records;
    guint outputs[N_PASSED];
    guint records_table;
    guint made[N_MADE];
};

static guint
declare(RollRun *run, const gchar *table, const gchar *const *columns)
{
    g_autoptr(RollSchema) schema = roll_schema_new(table, columns);

    return roll_run_declare(run, schema);
}

gboolean
cluster_open(gpointer self, RollRun *run, GError **error)
{
    static const gchar *const needed[] = {"records", "identities", "comparisons", "pairs"};
    static const gchar *const officer[] = {"officer", NULL};
    const struct {
        const gchar *table;
        const gchar *const *columns;
    } made[N_MADE] = {[REGISTER] = {"register", cluster_register_columns},
                      [JOINS] = {"joins", cluster_growth_columns},
                      [REVIEW] = {"review", cluster_review_columns},
                      [REVIEW_FIELDS] = {"review_fields", cluster_review_field_columns},
                      [DECISIONS] = {"decisions", cluster_decision_columns},
                      [EVENTS] = {"officer_events", cluster_event_columns},
                      [QUALITY] = {"link_quality", cluster_quality_columns}};
    struct ClusterState *state = g_new0(struct ClusterState, 1);

    ((Cluster *)self)->state = state;
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
        if (roll_run_input(run, needed[i]) == NULL) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "the input has no table \"%s\": cluster reads what match wrote, packed",
                        needed[i]);
            return FALSE;
        }
    state->veto = CLUSTER_VETO_NONE;
    state->roster = cluster_roster_new();
    state->officers = cluster_register_new();
    state->links = g_array_new(FALSE, FALSE, sizeof(ClusterLink));
    state->decisions = cluster_decisions_load(((Cluster *)self)->decisions_path, error);
    if (state->decisions == NULL)
        return FALSE;
    state->records = roll_schema_extend(roll_run_input(run, "records"), officer);
    state->records_table = roll_run_declare(run, state->records);
    for (guint i = 0; i < N_PASSED; i++)
        state->outputs[i] = roll_run_declare(run, roll_run_input(run, passed[i]));
    for (guint i = 0; i < N_MADE; i++)
        state->made[i] = declare(run, made[i].table, made[i].columns);
    return TRUE;
}

/* ---- looking at all ---- */

static gboolean
read_pairs(struct ClusterState *state, const RollBatch *batch, GError **error)
{
    return cluster_links_read(state->links, &state->veto, batch, error);
}

static gboolean
read_comparisons(struct ClusterState *state, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    cluster_veto_comparisons(&state->veto, batch);
    return TRUE;
}

static gboolean
read_identities(struct ClusterState *state, const RollBatch *batch, GError **error)
{
    return cluster_roster_identities(state->roster, batch, error);
}

gboolean
cluster_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    static gboolean (*const readers[])(struct ClusterState *, const RollBatch *, GError **) = {
        [IDENTITIES] = read_identities, [COMPARISONS] = read_comparisons, [PAIRS] = read_pairs};
    struct ClusterState *state = ((Cluster *)self)->state;
    const gchar *table = roll_schema_table(roll_batch_schema(batch));

    if (strcmp(table, "register") == 0)
        return cluster_register_read(state->officers, batch, error);
    if (strcmp(table, "records") == 0) {
        cluster_roster_records(state->roster, batch);
        cluster_decisions_records(state->decisions, batch);
        return TRUE;
    }
    for (guint i = 0; i < N_PASSED; i++)
        if (strcmp(table, passed[i]) == 0)
            return readers[i](state, batch, error) &&
                   roll_run_emit(run, state->outputs[i], batch, error);
    return TRUE;
}

/* ---- linking ---- */

static gboolean
forbids(gpointer self, guint32 a, guint32 b)
{
    const struct ClusterState *state = self;

    return cluster_roster_share_list(state->roster, a, b) ||
           cluster_decisions_forbid(state->decisions, a, b) ||
           (state->keeping != NULL && cluster_keeping_forbids(state->keeping, a, b));
}

static void
link_nodes(struct ClusterState *state, guint jobs)
{
    ClusterInput input = {.forbids = forbids, .self = state, .jobs = jobs};

    input.n = cluster_roster_n_nodes(state->roster);
    input.sizes = cluster_roster_sizes(state->roster);
    input.links = (const ClusterLink *)(const void *)state->links->data;
    input.n_links = state->links->len;
    input.together = state->keeping != NULL ? cluster_keeping_together(state->keeping)
                                            : cluster_decisions_together(state->decisions);
    state->clustering = cluster_link(&input);
    state->review =
        cluster_review_new(state->clustering, state->roster, input.links, state->decisions);
}

gboolean
cluster_settle(gpointer self, RollRun *run, GError **error)
{
    struct ClusterState *state = ((Cluster *)self)->state;

    cluster_decisions_part(state->decisions, state->roster);
    if (!cluster_roster_form(state->roster, error))
        return FALSE;
    cluster_links_name(state->links, state->roster);
    cluster_decisions_settle(state->decisions, state->roster,
                             (const ClusterLink *)(const void *)state->links->data,
                             state->links->len);
    if (((const Cluster *)self)->keeps_officers)
        state->keeping =
            cluster_keeping_new(state->roster, cluster_decisions_together(state->decisions));
    link_nodes(state, roll_run_jobs(run));
    cluster_register_assign(state->officers, state->roster, state->clustering,
                            cluster_decisions_rulings(state->decisions));
    roll_run_count(run, "officers", cluster_register_n_active(state->officers));
    roll_run_count(run, "to review", state->clustering->doubts->len);
    return TRUE;
}

/* ---- writing ---- */

static RollColumn *
officer_column(struct ClusterState *state, guint n_records)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint i = 0; i < n_records; i++) {
        guint32 officer = cluster_register_officer(state->officers, state->n_rewritten + i);
        gchar text[ROLL_NUMBER_MAX] = "";

        if (officer != 0)
            roll_number_format(ROLL_NUMBER_OFFICER, officer, text);
        roll_column_builder_add(builder, roll_text(text));
    }
    state->n_rewritten += n_records;
    return roll_column_builder_finish(builder);
}

static gboolean
rewrite_records(struct ClusterState *state, RollRun *run, const RollBatch *batch, GError **error)
{
    guint n = roll_schema_n_columns(state->records);
    guint officer = (guint)roll_schema_find(state->records, "officer");
    g_autofree RollColumn **columns = g_new0(RollColumn *, n + 1);
    g_autoptr(RollBatch) out = NULL;

    for (guint i = 0; i < n; i++)
        columns[i] = i == officer ? officer_column(state, roll_batch_n_records(batch))
                                  : roll_column_ref(roll_batch_column(batch, i));
    out = roll_batch_new_take(state->records, columns, roll_batch_n_records(batch));
    return roll_run_emit(run, state->records_table, out, error);
}

gboolean
cluster_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    struct ClusterState *state = ((Cluster *)self)->state;
    const gchar *table = roll_schema_table(roll_batch_schema(batch));

    if (strcmp(table, "comparisons") == 0)
        cluster_review_comparisons(state->review, batch);
    if (strcmp(table, "pairs") == 0)
        cluster_review_pairs(state->review, batch);
    if (strcmp(table, "records") != 0)
        return TRUE;
    cluster_review_records(state->review, batch);
    return rewrite_records(state, run, batch, error);
}

gboolean
cluster_finish(gpointer self, RollRun *run, GError **error)
{
    struct ClusterState *state = ((Cluster *)self)->state;
    ClusterGrowth growth = {state->clustering, state->roster, state->officers,
                            (const ClusterLink *)(const void *)state->links->data};
    RollTable *tables[N_MADE];
    gboolean is_sound = FALSE;

    for (guint i = 0; i < N_MADE; i++)
        tables[i] = roll_run_table(run, state->made[i]);
    is_sound = cluster_register_write(state->officers, tables[REGISTER], error) &&
               cluster_growth_write(&growth, run, state->made[JOINS], error) &&
               cluster_review_write(state->review, tables[REVIEW], error) &&
               cluster_review_write_fields(state->review, tables[REVIEW_FIELDS], error) &&
               cluster_decisions_write(state->decisions, run, tables[DECISIONS], error) &&
               cluster_register_write_events(state->officers, tables[EVENTS], error) &&
               cluster_quality_write(state->clustering, state->roster, tables[QUALITY], error);
    for (guint i = 0; i < N_MADE; i++)
        roll_table_free(tables[i]);
    return is_sound;
}

void
cluster_clear(gpointer self)
{
    Cluster *cluster = self;
    struct ClusterState *state = cluster->state;

    g_free(cluster->decisions_path);
    if (state == NULL)
        return;
    cluster_roster_free(state->roster);
    cluster_decisions_free(state->decisions);
    cluster_register_free(state->officers);
    cluster_keeping_free(state->keeping);
    cluster_review_free(state->review);
    cluster_clustering_free(state->clustering);
    g_clear_pointer(&state->links, g_array_unref);
    g_clear_pointer(&state->records, roll_schema_unref);
    g_free(state);
}
