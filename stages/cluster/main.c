/* cluster: command line of the stage.  Contract: pipeline/README.md. */
#include "stages/cluster/cluster.h"

static void
add_options(gpointer self, GOptionContext *context)
{
    Cluster *cluster = self;
    const GOptionEntry entries[] = {
        {"decisions", 0, 0, G_OPTION_ARG_FILENAME, &cluster->decisions_path,
         "What people have decided: row_a,row_b,decision (same, different, unsure)", "FILE"},
        {"keep-officers", 0, 0, G_OPTION_ARG_NONE, &cluster->keeps_officers,
         "Officers that records come with stay as they are; the others join them, or are new",
         NULL},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

/* Of a history the register is used; what else an earlier run of cluster left is read to be left
 * out. */
static const gchar *const reads[] = {"records",   "identities",     "comparisons",  "pairs",
                                     "register",  "joins",          "review",       "review_fields",
                                     "decisions", "officer_events", "link_quality", NULL};

static const RollStage cluster_stage = {
    .name = "cluster",
    .summary = "Joins records into officers and gives each officer a number that lasts.",
    .reads = reads,
    .main_table = "records",
    .reads_ahead = TRUE,
    .state_size = sizeof(Cluster),
    .add_options = add_options,
    .open = cluster_open,
    .batch = cluster_batch,
    .settle = cluster_settle,
    .rewrite = cluster_rewrite,
    .finish = cluster_finish,
    .clear = cluster_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&cluster_stage, argc, argv);
}
