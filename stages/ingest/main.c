/* ingest: command line of the stage.  Contract: pipeline/README.md. */
#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/ingest/ingest.h"

static void
add_options(gpointer self, GOptionContext *context)
{
    Ingest *state = self;
    const GOptionEntry entries[] = {
        {"raw", 0, 0, G_OPTION_ARG_NONE, &state->raw,
         "Every column under its own header, whatever it means", NULL},
        {"profile", 0, 0, G_OPTION_ARG_NONE, &state->profile,
         "Write a source profile for such exports instead of their records", NULL},
        {"name", 0, 0, G_OPTION_ARG_FILENAME, &state->name,
         "What the export on standard input is called", "FILE"},
        {"also-as", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &state->also_as,
         "The same bytes were delivered under this name, too (repeatable)", "FILE"},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

static gboolean
check_options(gpointer self, GError **error)
{
    const Ingest *state = self;

    if (!state->raw || !state->profile)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--raw and --profile do not go together");
    return FALSE;
}

static const RollStage ingest_stage = {
    .name = "ingest",
    .summary = "Read exports as they come, cell by cell, into records.",
    .arguments = "[EXPORT…]",
    .main_table = "records",
    .state_size = sizeof(Ingest),
    .add_options = add_options,
    .check_options = check_options,
    .run = ingest_run,
    .wants_text = ingest_wants_profile,
    .text = ingest_profile,
    .clear = ingest_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&ingest_stage, argc, argv);
}
