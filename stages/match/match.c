#include "stages/match/match.h"

#include <malloc.h>

#include "pipeline/lib/decided.h"
#include "pipeline/lib/decision.h"
#include "stages/match/emit.h"
#include "stages/match/intake.h"
#include "stages/match/learnt.h"
#include "stages/match/newcomers.h"
#include "stages/match/train.h"

#define MAPPED_BYTES (256 * 1024) /* from this size on, what is freed goes back to the system */

struct MatchState {
    RollFields *fields;
    MatchIntake *intake;
    MatchLearnt *learnt;       /* by an earlier run; NULL: is learnt now */
    MatchNewcomers *newcomers; /* with --known; else NULL */
    GPtrArray *said;           /* of RollDecision */
    RollDecided *decided;      /* whom they are about */
    guint records;             /* places of the output tables */
    guint identities;
    guint comparisons;
    guint pairs;
};

static gboolean
refuse(const gchar *message, GError **error)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

gboolean
match_check_options(gpointer self, GError **error)
{
    const Match *match = self;

    if (match->model_path == NULL && match->known_path != NULL)
        return refuse("--known: needs --model", error);
    if (match->model_path != NULL && match->save_path != NULL)
        return refuse("--save-model: with --model nothing is learnt", error);
    if (match->known_path != NULL && match->pairs != NULL)
        return refuse("--pair: with --known records have no numbers", error);
    if (match->known_path != NULL && match->decisions_path != NULL)
        return refuse("--decisions: with --known the pairs are those of the new records", error);
    if (match->pairs_budget >= 1 && match->pairs_budget <= MATCH_BUDGET_MAX)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--pairs-budget: 1 to %d, not %d",
                MATCH_BUDGET_MAX, match->pairs_budget);
    return FALSE;
}

static guint
declare(RollRun *run, const gchar *table, const gchar *const *columns)
{
    g_autoptr(RollSchema) schema = roll_schema_new(table, columns);

    return roll_run_declare(run, schema);
}

static gboolean
open_decisions(const gchar *path, struct MatchState *state, GError **error)
{
    state->said = path != NULL ? roll_decisions_read(path, error) : g_ptr_array_new();
    if (state->said == NULL)
        return FALSE;
    state->decided = roll_decided_new(state->said);
    return TRUE;
}

/* What an earlier run has learnt, and knows. */
static gboolean
open_learnt(const Match *match, struct MatchState *state, const RollSchema *records, GError **error)
{
    if (match->model_path == NULL)
        return TRUE;
    state->learnt = match_learnt_read(match->model_path, error);
    if (state->learnt == NULL || match->known_path == NULL)
        return state->learnt != NULL;
    state->newcomers = match_newcomers_new(match->known_path, state->fields, records, error);
    return state->newcomers != NULL;
}

gboolean
match_open(gpointer self, RollRun *run, GError **error)
{
    static const gchar *const identities[] = {"identity", "alone", NULL};
    static const gchar *const comparisons[] = {"field", "level", "label", "m", "u", NULL};
    static const gchar *const pairs[] = {"left", "right", "weight", "levels", "parts", NULL};
    const Match *match = self;
    struct MatchState *state = g_new0(struct MatchState, 1);
    RollSchema *records = roll_run_input(run, "records");

    ((Match *)self)->state = state;
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES); /* of less than other stages keep (memory.h) */
    if (records == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "the input has no table \"records\"");
        return FALSE;
    }
    state->fields = roll_fields_load(roll_run_layers(run), error);
    if (state->fields == NULL || !open_decisions(match->decisions_path, state, error) ||
        !open_learnt(match, state, records, error))
        return FALSE;
    if (state->newcomers != NULL)
        records = match_newcomers_schema(state->newcomers);
    state->intake = match_intake_new(state->fields, records);
    state->records = roll_run_declare(run, records);
    state->identities = declare(run, "identities", identities);
    state->comparisons = declare(run, "comparisons", comparisons);
    state->pairs = declare(run, "pairs", pairs);
    return TRUE;
}

gboolean
match_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    struct MatchState *state = ((Match *)self)->state;

    if (strcmp(roll_schema_table(roll_batch_schema(batch)), "records") != 0)
        return TRUE;
    if (state->newcomers != NULL)
        return match_newcomers_batch(state->newcomers, state->intake, run, state->records, batch,
                                     error);
    roll_decided_look(state->decided, batch);
    return match_intake_batch(state->intake, batch, roll_run_jobs(run), error) &&
           roll_run_emit(run, state->records, batch, error);
}

/* ---- what comes out ---- */

static gboolean
emit_all(const MatchEmit *emit, MatchPairs *pairs, GError **error)
{
    g_autoptr(MatchGroups) groups = match_groups_new(emit->model->identities->n, pairs, MATCH_LINK);

    return match_emit_identities(emit, NULL, error) && match_emit_comparisons(emit, error) &&
           match_emit_pairs(emit, pairs, groups, error);
}

/* Compares the records with each other, and learns from them what that means. */
static gboolean
learn(const Match *match, MatchEmit *emit, MatchModel *model, MatchIdentities *identities,
      GError **error)
{
    RollRun *run = emit->run;
    guint jobs = roll_run_jobs(run);
    g_autoptr(MatchBlocks) blocks = NULL;
    g_autoptr(MatchPairs) random = match_pairs_at_random(model, MATCH_RANDOM_PAIRS, jobs);
    g_autoptr(MatchPairs) to_learn = NULL;
    g_autoptr(MatchPairs) candidates = NULL;
    guint least = 0;

    match_train_start(model, identities, random, jobs);
    blocks = match_blocks_new(model, (guint)match->pairs_budget, jobs);
    least = match_blocks_least(blocks);
    roll_run_count(run, "identities", identities->n);
    roll_run_count(run, "forecast", match_blocks_forecast(blocks));
    candidates = match_pairs_of_blocks(model, blocks, jobs, &to_learn);
    roll_run_count(run, "compared", candidates->n_compared);
    g_clear_pointer(&blocks, match_blocks_free);
    match_train(model, identities, &(MatchTraining){random, to_learn, candidates}, jobs);
    return (match->save_path == NULL ||
            match_learnt_write(match->save_path, model, least, error)) &&
           emit_all(emit, candidates, error);
}

/* Compares nothing but what is wanted, and weighs it as was learnt before. */
static gboolean
weigh_wanted(const struct MatchState *state, const MatchEmit *emit, MatchModel *model,
             MatchIdentities *identities, GError **error)
{
    g_autoptr(MatchPairs) none = match_pairs_new();

    return match_learnt_apply(state->learnt, model, identities, error) &&
           emit_all(emit, none, error);
}

/* (transfer full) */
static MatchWanted *
find_wanted(const Match *match, const GArray *of_record, GError **error)
{
    g_autoptr(MatchWanted) wanted = match_wanted_new();

    if (!match_wanted_add_pairs(wanted, (const gchar *const *)match->pairs, of_record, error))
        return NULL;
    match_wanted_add_decided(wanted, match->state->said, match->state->decided, of_record);
    return g_steal_pointer(&wanted);
}

gboolean
match_finish(gpointer self, RollRun *run, GError **error)
{
    const Match *match = self;
    struct MatchState *state = match->state;
    MatchEmit emit = {run, NULL, NULL, state->identities, state->comparisons, state->pairs};
    g_autoptr(MatchIdentities) identities = NULL;
    g_autoptr(MatchModel) model = NULL;
    g_autoptr(MatchWanted) wanted = NULL;

    if (state->newcomers != NULL)
        return match_newcomers_finish(state->newcomers, state->intake, state->learnt, &emit, error);
    identities = match_intake_finish(state->intake, roll_run_jobs(run));
    model = match_model_new(identities);
    wanted = find_wanted(match, identities->of_record, error);
    if (wanted == NULL)
        return FALSE;
    emit.model = model;
    emit.wanted = wanted;
    return state->learnt != NULL ? weigh_wanted(state, &emit, model, identities, error)
                                 : learn(match, &emit, model, identities, error);
}

void
match_clear(gpointer self)
{
    Match *match = self;
    struct MatchState *state = match->state;

    g_strfreev(match->pairs);
    g_free(match->decisions_path);
    g_free(match->save_path);
    g_free(match->model_path);
    g_free(match->known_path);
    if (state == NULL)
        return;
    roll_fields_free(state->fields);
    match_intake_free(state->intake);
    match_learnt_free(state->learnt);
    match_newcomers_free(state->newcomers);
    g_clear_pointer(&state->said, g_ptr_array_unref);
    roll_decided_free(state->decided);
    g_free(state);
}
