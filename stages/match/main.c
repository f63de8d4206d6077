/* match: command line of the stage.  Contract: pipeline/README.md. */
#include "stages/match/match.h"

#define PAIRS_BUDGET 12 /* candidate pairs an identity: recall against time */

static void
add_options(gpointer self, GOptionContext *context)
{
    Match *match = self;
    const GOptionEntry entries[] = {
        {"pairs-budget", 0, 0, G_OPTION_ARG_INT, &match->pairs_budget,
         "Candidate pairs to compare, an identity (default 15)", "N"},
        {"pair", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &match->pairs,
         "Emit this pair of records, counted from 1, whatever it weighs (repeatable)", "A:B"},
        {0},
    };

    match->pairs_budget = PAIRS_BUDGET;
    g_option_context_add_main_entries(context, entries, NULL);
}

static gboolean
check_options(gpointer self, GError **error)
{
    const Match *match = self;

    if (match->pairs_budget >= 1 && match->pairs_budget <= 10000)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--pairs-budget: 1 to 10000, not %d",
                match->pairs_budget);
    return FALSE;
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
    .check_options = check_options,
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
