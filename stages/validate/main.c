/* validate: command line of the stage.  Contract: pipeline/README.md. */
#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/validate/validate.h"

static const gchar *const reads[] = {"columns", "records", NULL};

static const RollStage validate_stage = {
    .name = "validate",
    .summary = "Read dates, numbers and codes; find what is not as the schema promises.",
    .reads = reads,
    .main_table = "records",
    .state_size = sizeof(Validate),
    .load = validate_load,
    .open = validate_open,
    .batch = validate_batch,
    .finish = validate_finish,
    .clear = validate_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&validate_stage, argc, argv);
}
