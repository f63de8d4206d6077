#include "stages/match/match.h"

#include <malloc.h>
#include <math.h>

#include "stages/match/complete.h"
#include "stages/match/groups.h"
#include "stages/match/intake.h"
#include "stages/match/train.h"
#include "stages/match/wanted.h"

#define MAPPED_BYTES (256 * 1024) /* from this size on, what is freed goes back to the system */
#define EMIT_LINK    (-2.0) /* bits from which two identities may come to lie in one cluster */

struct MatchState {
    RollFields *fields;
    MatchIntake *intake;
    guint records; /* places of the output tables */
    guint identities;
    guint comparisons;
    guint pairs;
};

static guint
declare(RollRun *run, const gchar *table, const gchar *const *columns)
{
    g_autoptr(RollSchema) schema = roll_schema_new(table, columns);

    return roll_run_declare(run, schema);
}

gboolean
match_open(gpointer self, RollRun *run, GError **error)
{
    static const gchar *const identities[] = {"identity", "alone", NULL};
    static const gchar *const comparisons[] = {"field", "level", "label", "m", "u", NULL};
    static const gchar *const pairs[] = {"left", "right", "weight", "levels", "parts", NULL};
    struct MatchState *state = g_new0(struct MatchState, 1);
    RollSchema *records = roll_run_input(run, "records");

    ((Match *)self)->state = state;
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES); /* else it grows with what is freed */
    if (records == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "the input has no table \"records\"");
        return FALSE;
    }
    state->fields = roll_fields_load(roll_run_layers(run), error);
    if (state->fields == NULL)
        return FALSE;
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
    return match_intake_batch(state->intake, batch, roll_run_jobs(run), error) &&
           roll_run_emit(run, state->records, batch, error);
}

/* ---- what comes out ---- */

/* Two records that say no more than this would be one officer by their name alone. */
static gboolean
says_too_little(const MatchModel *model, guint32 identity)
{
    MatchPattern pattern = match_pattern_of(model->identities, identity, identity, NULL);

    return match_model_name_alone(model, identity, identity, &pattern);
}

static gboolean
emit_identities(const struct MatchState *state, RollRun *run, const MatchModel *model,
                GError **error)
{
    const MatchIdentities *identities = model->identities;
    g_autoptr(RollTable) table = roll_run_table(run, state->identities);

    for (guint i = 0; i < identities->of_record->len; i++) {
        guint32 identity = g_array_index(identities->of_record, guint32, i);

        if (identity != MATCH_NO_IDENTITY)
            roll_table_set_number(table, 0, identity);
        if (identity != MATCH_NO_IDENTITY && says_too_little(model, identity))
            roll_table_set_string(table, 1, "yes");
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

static gboolean
emit_comparisons(const struct MatchState *state, RollRun *run, const MatchModel *model,
                 GError **error)
{
    g_autoptr(RollTable) table = roll_run_table(run, state->comparisons);

    for (guint field = 0; field < model->identities->fields->len; field++) {
        const MatchField *at = match_field(model->identities, field);
        const MatchLevels *levels = match_levels(at->kind);

        for (guint level = 0; level < levels->n_levels; level++) {
            roll_table_set_string(table, 0, at->name);
            roll_table_set_number(table, 1, level);
            roll_table_set_string(table, 2, levels->names[level]);
            roll_table_set_real(table, 3, model->field[field].m[level], 6);
            roll_table_set_real(table, 4, model->field[field].u[level], 6);
            if (!roll_table_add(table, error))
                return FALSE;
        }
    }
    return roll_table_flush(table, error);
}

static gint64
hundredths(gdouble bits)
{
    return (gint64)floor(bits * 100 + .5);
}

static void
append_number(GString *out, gint64 number)
{
    gchar buffer[24];
    RollText digits = roll_text_number((guint64)ABS(number), buffer);

    if (number < 0)
        g_string_append_c(out, '-');
    g_string_append_len(out, digits.data, (gssize)digits.length);
}

/* @sum hundredths as a number with two digits behind the point. */
static void
set_weight(RollTable *table, guint column, gint64 sum, GString *text)
{
    g_string_assign(text, sum < 0 ? "-" : "");
    append_number(text, ABS(sum) / 100);
    g_string_append_c(text, '.');
    g_string_append_c(text, (gchar)('0' + ABS(sum) % 100 / 10));
    g_string_append_c(text, (gchar)('0' + ABS(sum) % 10));
    roll_table_set(table, column, (RollText){text->str, (guint32)text->len});
}

static void
set_pair(RollTable *table, const MatchModel *model, const MatchPair *pair,
         const MatchPattern *pattern, GString *parts_text)
{
    gdouble parts[MATCH_FIELDS_MAX];
    gchar levels[MATCH_FIELDS_MAX + 1] = {0};
    gdouble other = 0;
    gint64 sum = 0;

    match_model_weight(model, pair->a, pair->b, pattern, parts, &other);
    sum = hundredths(other);
    g_string_truncate(parts_text, 0);
    append_number(parts_text, sum);
    for (guint field = 0; field < model->identities->fields->len; field++) {
        guint level = pattern->level[field];

        levels[field] = "01234567--------"[level];
        g_string_append_c(parts_text, ' ');
        append_number(parts_text, hundredths(parts[field]));
        sum += hundredths(parts[field]);
    }
    roll_table_set_number(table, 0, pair->a);
    roll_table_set_number(table, 1, pair->b);
    roll_table_set_string(table, 3, levels);
    roll_table_set(table, 4, (RollText){parts_text->str, (guint32)parts_text->len});
    set_weight(table, 2, sum, parts_text);
}

/* Where pairs go, and what is known of them. */
typedef struct {
    const MatchModel *model;
    const MatchGroups *groups; /* that may become one officer */
    MatchWanted *wanted;
    RollTable *table;
    GString *parts;
} PairsOut;

/* What of @pairs lies within groups. */
static gboolean
emit_within(const PairsOut *out, const MatchPairs *pairs, GError **error)
{
    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        if (match_groups_of(out->groups, pair->a) != match_groups_of(out->groups, pair->b))
            continue;
        match_wanted_met(out->wanted, pair->a, pair->b);
        set_pair(out->table, out->model, pair, match_patterns_at(pairs->patterns, pair->pattern),
                 out->parts);
        if (!roll_table_add(out->table, error))
            return FALSE;
    }
    return TRUE;
}

/* What was asked for and not met. */
static gboolean
emit_wanted(const PairsOut *out, GError **error)
{
    for (guint i = 0; i < match_wanted_n(out->wanted); i++) {
        MatchPair pair = {0};
        MatchPattern pattern = {{0}};

        if (!match_wanted_at(out->wanted, i, &pair.a, &pair.b))
            continue;
        pattern = match_pattern_of(out->model->identities, pair.a, pair.b, NULL);
        set_pair(out->table, out->model, &pair, &pattern, out->parts);
        if (!roll_table_add(out->table, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
emit_pairs(const struct MatchState *state, RollRun *run, const MatchModel *model,
           const MatchPairs *candidates, MatchWanted *wanted, GError **error)
{
    g_autoptr(RollTable) table = roll_run_table(run, state->pairs);
    g_autoptr(MatchGroups) groups = match_groups_new(model->identities->n, candidates, EMIT_LINK);
    g_autoptr(MatchPairs) completed = match_complete(model, groups, candidates, roll_run_jobs(run));
    g_autoptr(GString) parts = g_string_new(NULL);
    PairsOut out = {model, groups, wanted, table, parts};

    roll_run_count(run, "completed", completed->n_compared);
    if (!emit_within(&out, candidates, error) || !emit_within(&out, completed, error) ||
        !emit_wanted(&out, error))
        return FALSE;
    roll_run_count(run, "pairs", roll_table_n_rows(table));
    return roll_table_flush(table, error);
}

gboolean
match_finish(gpointer self, RollRun *run, GError **error)
{
    const Match *match = self;
    struct MatchState *state = match->state;
    guint jobs = roll_run_jobs(run);
    g_autoptr(MatchIdentities) identities = match_intake_finish(state->intake, jobs);
    g_autoptr(MatchModel) model = match_model_new(identities);
    g_autoptr(MatchBlocks) blocks = NULL;
    g_autoptr(MatchPairs) random = NULL;
    g_autoptr(MatchPairs) candidates = NULL;
    g_autoptr(MatchWanted) wanted = NULL;

    wanted = match_wanted_new((const gchar *const *)match->pairs, identities->of_record, error);
    if (wanted == NULL)
        return FALSE;

    random = match_pairs_at_random(model, MATCH_RANDOM_PAIRS, jobs);
    match_train_start(model, identities, random, jobs);
    blocks = match_blocks_new(identities, (guint)match->pairs_budget, jobs);
    roll_run_count(run, "identities", identities->n);
    roll_run_count(run, "forecast", match_blocks_forecast(blocks));
    candidates = match_pairs_of_blocks(model, blocks, jobs);
    roll_run_count(run, "compared", candidates->n_compared);
    g_clear_pointer(&blocks, match_blocks_free);
    match_train(model, identities, random, candidates, jobs);
    return emit_identities(state, run, model, error) &&
           emit_comparisons(state, run, model, error) &&
           emit_pairs(state, run, model, candidates, wanted, error);
}

void
match_clear(gpointer self)
{
    Match *match = self;
    struct MatchState *state = match->state;

    g_strfreev(match->pairs);
    if (state == NULL)
        return;
    roll_fields_free(state->fields);
    match_intake_free(state->intake);
    g_free(state);
}
