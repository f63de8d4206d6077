/* report: command line of the stage.  Contract: pipeline/README.md. */
#include "pipeline/lib/stage.h"
#include "stages/report/coordinator.h"
#include "stages/report/report.h"

static const RollStage report_stage = {
    .name = "report",
    .summary = "Writes the reports: the coordinator's, each partner's, and the public ones.",
    .reads = coordinator_reads,
    .writes_files = TRUE,
    .state_size = sizeof(Report),
    .add_options = report_add_options,
    .check_options = report_check_options,
    .prints = report_prints,
    .needs_no_input = report_needs_no_input,
    .run = report_print,
    .open = report_open,
    .reads_twice = report_reads_twice,
    .batch = report_batch,
    .settle = report_settle,
    .rewrite = report_rewrite,
    .finish = report_finish,
    .clear = report_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&report_stage, argc, argv);
}
