/* match: command line of the stage.  Contract: pipeline/README.md. */
#include "stages/match/match.h"

#define PAIRS_BUDGET 12 /* candidate pairs an identity, at most: recall against time */

static void
add_options(gpointer self, GOptionContext *context)
{
    Match *match = self;
    const GOptionEntry entries[] = {
        {"pairs-budget", 0, 0, G_OPTION_ARG_INT, &match->pairs_budget,
         "Candidate pairs to compare, an identity, at most (default 12)", "N"},
        {"pair", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &match->pairs,
         "Emit this pair of records, counted from 1, whatever it weighs (repeatable)", "A:B"},
        {"decisions", 0, 0, G_OPTION_ARG_FILENAME, &match->decisions_path,
         "Emit the pairs that FILE decides about, whatever they weigh", "FILE"},
        {"save-model", 0, 0, G_OPTION_ARG_FILENAME, &match->save_path,
         "Write what was learnt to FILE", "FILE"},
        {"model", 0, 0, G_OPTION_ARG_FILENAME, &match->model_path,
         "Learn nothing: weigh by FILE what --pair, --decisions or --known asks for, and no more",
         "FILE"},
        {"known", 0, 0, G_OPTION_ARG_FILENAME, &match->known_path,
         "Look for the records among those of FILE, which have officers", "FILE"},
        {0},
    };

    match->pairs_budget = PAIRS_BUDGET;
    g_option_context_add_main_entries(context, entries, NULL);
}

/* What an earlier run of match left in a history is read to be left out. */
static const gchar *const reads[] = {"records", "identities", "comparisons", "pairs", NULL};

static const RollStage match_stage = {
    .name = "match",
    .summary = "Compares records pair by pair and weighs the evidence that two are one officer.",
    .reads = reads,
    .main_table = "pairs",
    .state_size = sizeof(Match),
    .add_options = add_options,
    .check_options = match_check_options,
    .open = match_open,
    .batch = match_batch,
    .finish = match_finish,
    .clear = match_clear,
};

int
main(int argc, char **argv)
{
    return roll_stage_main(&match_stage, argc, argv);
}
