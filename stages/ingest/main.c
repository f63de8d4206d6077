/* ingest: command line of the stage.  Contract: pipeline/README.md. */
#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/ingest/ingest.h"
#include "stages/ingest/profile.h"

static void
add_options(gpointer self, GOptionContext *context)
{
    Ingest *state = self;
    const GOptionEntry entries[] = {
        {"raw", 0, 0, G_OPTION_ARG_NONE, &state->raw,
         "Every column under its own header, whatever it means", NULL},
        {"name", 0, 0, G_OPTION_ARG_FILENAME, &state->name,
         "What the export on standard input is called", "FILE"},
        {"also-as", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &state->also_as,
         "The same bytes were delivered under this name, too (repeatable)", "FILE"},
        {"profile", 0, 0, G_OPTION_ARG_NONE, &state->profile,
         "Write the source profile of exports of one habit, instead of records", NULL},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &state->encoding,
         "With --profile: what the exports are written in, where they do not say it", "NAME"},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

static gboolean
run_either(gpointer self, RollRun *run, GError **error)
{
    Ingest *ingest = self;

    return ingest->profile ? ingest_profile_run(ingest, run, error)
                           : ingest_run(ingest, run, error);
}

static const RollStage ingest_stage = {
    .name = "ingest",
    .summary = "Read exports as they come, cell by cell, into records.",
    .arguments = "[EXPORT…]",
    .main_table = "records",
    .state_size = sizeof(Ingest),
    .add_options = add_options,
    .check_options = ingest_check_options,
    .prints = ingest_prints,
    .load = ingest_load,
    .run = run_either,
    .clear = ingest_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&ingest_stage, argc, argv);
}
