/* overlap: command line of the stage.  Contract: pipeline/README.md. */
#include "pipeline/lib/stage.h"
#include "stages/overlap/outcome.h"
#include "stages/overlap/overlap.h"
#include "stages/overlap/submission.h"

/* The last two are of the run before, and made anew. */
static const gchar *const reads[] = {"records",    "review",         "findings",          "refused",
                                     "deliveries", OVERLAP_OUTCOMES, OVERLAP_SUBMISSIONS, NULL};

static const RollStage overlap_stage = {
    .name = "overlap",
    .summary = "Finds what was taught twice, what will collide, and where nobody goes.",
    .reads = reads,
    .main_table = "records",
    .state_size = sizeof(Overlap),
    .add_options = overlap_add_options,
    .check_options = overlap_check_options,
    .open = overlap_open,
    .batch = overlap_batch,
    .settle = overlap_settle,
    .rewrite = overlap_rewrite,
    .finish = overlap_finish,
    .clear = overlap_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&overlap_stage, argc, argv);
}
