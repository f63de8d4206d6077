#include "stages/normalise/normalise.h"

static const gchar *const reads[] = {"records", NULL};

static const RollStage normalise_stage = {
    .name = "normalise",
    .summary = "Puts beside names, ranks, places, courses and organisations what they mean.",
    .reads = reads,
    .main_table = "records",
    .state_size = sizeof(Normalise),
    .open = normalise_open,
    .batch = normalise_batch,
    .clear = normalise_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&normalise_stage, argc, argv);
}
