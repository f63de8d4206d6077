#include "stages/normalise/normalise.h"

static void
add_options(gpointer self, GOptionContext *context)
{
    Normalise *normalise = self;
    const GOptionEntry entries[] = {
        {"trace", 0, 0, G_OPTION_ARG_NONE, &normalise->wants_trace,
         "Write the table \"trace\": every rule that fired on a name", NULL},
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &normalise->key,
         "Put beside each record its encodings with the key in FILE", "FILE"},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

static const gchar *const reads[] = {"records", NULL};

static const RollStage normalise_stage = {
    .name = "normalise",
    .summary = "Puts beside names, ranks, places, courses and organisations what they mean.",
    .reads = reads,
    .main_table = "records",
    .state_size = sizeof(Normalise),
    .add_options = add_options,
    .load = normalise_load,
    .open = normalise_open,
    .batch = normalise_batch,
    .finish = normalise_finish,
    .clear = normalise_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&normalise_stage, argc, argv);
}
