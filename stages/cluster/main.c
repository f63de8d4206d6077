/* cluster: command line of the stage.  Contract: pipeline/README.md. */
#include "stages/cluster/cluster.h"

/* Of a history the register is used; its review and events are read to be left out. */
static const gchar *const reads[] = {"records",  "identities", "comparisons",    "pairs",
                                     "register", "review",     "officer_events", NULL};

static const RollStage cluster_stage = {
    .name = "cluster",
    .summary = "Joins records into officers and gives each officer a number that lasts.",
    .reads = reads,
    .main_table = "records",
    .state_size = sizeof(Cluster),
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
