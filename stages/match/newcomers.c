#include "stages/match/newcomers.h"

#include "stages/match/known.h"
#include "stages/match/lookup.h"
#include "stages/match/priors.h"
#include "stages/match/touch.h"
#include "stages/match/whole.h"

struct MatchNewcomers {
    MatchKnown *known;
    MatchTouch *touch;
    RollSchema *schema;
    guint records; /* place of the output table */
    guint n;       /* new records */
};

/* The columns of both, those that are known first. */
static RollSchema *
schema_of(const RollSchema *known, const RollSchema *new)
{
    guint n = roll_schema_n_columns(new);
    g_autofree const gchar **columns = g_new0(const gchar *, (gsize)n + 1);

    for (guint i = 0; i < n; i++)
        columns[i] = roll_schema_column(new, i);
    return roll_schema_extend(known, columns);
}

MatchNewcomers *
match_newcomers_new(const gchar *known_path, const RollFields *fields, const RollSchema *records,
                    GError **error)
{
    MatchKnown *known = match_known_open(known_path, error);
    MatchNewcomers *newcomers = NULL;

    if (known == NULL)
        return NULL;
    newcomers = g_new0(MatchNewcomers, 1);
    newcomers->known = known;
    newcomers->schema = schema_of(match_known_schema(known), records);
    newcomers->touch = match_touch_new(fields, newcomers->schema);
    return newcomers;
}

RollSchema *
match_newcomers_schema(const MatchNewcomers *newcomers)
{
    return newcomers->schema;
}

gboolean
match_newcomers_batch(MatchNewcomers *newcomers, MatchIntake *intake, RollRun *run, guint table,
                      const RollBatch *batch, GError **error)
{
    g_autoptr(RollBatch) shaped = roll_batch_reshape(batch, newcomers->schema);

    newcomers->records = table;
    newcomers->n += roll_batch_n_records(batch);
    match_touch_add(newcomers->touch, shaped);
    return match_intake_batch(intake, shaped, roll_run_jobs(run), error) &&
           roll_run_emit(run, table, shaped, error);
}

/* ---- who they may be ---- */

static guint32
identity_of(const MatchIdentities *identities, guint record)
{
    return g_array_index(identities->of_record, guint32, record);
}

/* A byte an identity: does a new record say it? (transfer full) */
static guint8 *
find_new(const MatchNewcomers *newcomers, const MatchIdentities *identities)
{
    guint8 *is_new = g_new0(guint8, (gsize)identities->n + 1);

    for (guint record = 0; record < newcomers->n; record++)
        if (identity_of(identities, record) != MATCH_NO_IDENTITY)
            is_new[identity_of(identities, record)] = 1;
    return is_new;
}

/* Whose the known identities are: of MatchOwned (transfer full). */
static GArray *
owned_of(const MatchNewcomers *newcomers, const MatchIdentities *identities)
{
    const GArray *officers = match_known_officers(newcomers->known);
    GArray *owned = g_array_sized_new(FALSE, FALSE, sizeof(MatchOwned), officers->len);

    for (guint i = 0; i < officers->len; i++) {
        MatchOwned one = {g_array_index(officers, guint32, i),
                          identity_of(identities, newcomers->n + i)};

        if (one.identity != MATCH_NO_IDENTITY)
            g_array_append_val(owned, one);
    }
    return owned;
}

/* The pairs of the new ones with others (transfer full). */
static MatchPairs *
find_pairs(const MatchNewcomers *newcomers, const MatchLookup *lookup, MatchModel *model)
{
    MatchPairs *pairs = match_lookup(lookup);
    g_autoptr(GArray) owned = owned_of(newcomers, model->identities);

    match_priors_learn(model, pairs, lookup->is_new, lookup->jobs);
    match_whole(model, owned, lookup->is_new, MATCH_LINK, pairs);
    return pairs;
}

/* Asks for the officers who have an identity that is new, or that a pair links with a new one. */
static void
ask_linked(MatchNewcomers *newcomers, const MatchIdentities *identities, const MatchPairs *pairs,
           const guint8 *is_new)
{
    const GArray *officers = match_known_officers(newcomers->known);
    g_autofree guint8 *is_linked = g_memdup2(is_new, (gsize)identities->n + 1);

    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        if ((gdouble)pair->bits >= MATCH_LINK)
            is_linked[pair->a] = is_linked[pair->b] = 1;
    }
    match_known_ask_nobody(newcomers->known);
    for (guint i = 0; i < officers->len; i++) {
        guint32 identity = identity_of(identities, newcomers->n + i);

        if (identity != MATCH_NO_IDENTITY && is_linked[identity] != 0)
            match_known_ask(newcomers->known, g_array_index(officers, guint32, i));
    }
}

/* A byte a record: is it written? (transfer full) */
static guint8 *
keep_asked(const MatchNewcomers *newcomers)
{
    const GArray *officers = match_known_officers(newcomers->known);
    guint8 *keep = g_new0(guint8, (gsize)newcomers->n + officers->len + 1);

    memset(keep, 1, newcomers->n);
    for (guint i = 0; i < officers->len; i++)
        keep[newcomers->n + i] =
            match_known_is_asked(newcomers->known, g_array_index(officers, guint32, i)) ? 1 : 0;
    return keep;
}

/* The pairs between identities that are written. */
static MatchPairs *
pairs_between(const MatchPairs *pairs, const MatchIdentities *identities, const guint8 *keep)
{
    g_autofree guint8 *is_kept = g_new0(guint8, (gsize)identities->n + 1);
    MatchPairs *kept = match_pairs_new();

    for (guint i = 0; i < identities->of_record->len; i++)
        if (keep[i] != 0 && identity_of(identities, i) != MATCH_NO_IDENTITY)
            is_kept[identity_of(identities, i)] = 1;
    for (guint i = 0; i < pairs->pairs->len; i++) {
        MatchPair pair = g_array_index(pairs->pairs, MatchPair, i);

        if (is_kept[pair.a] == 0 || is_kept[pair.b] == 0)
            continue;
        pair.pattern =
            match_patterns_intern(kept->patterns, match_patterns_at(pairs->patterns, pair.pattern));
        g_array_append_val(kept->pairs, pair);
    }
    return kept;
}

static gboolean
emit_linked(MatchNewcomers *newcomers, const MatchEmit *emit, const MatchPairs *pairs,
            GError **error)
{
    g_autofree guint8 *keep = keep_asked(newcomers);
    g_autoptr(MatchPairs) between = pairs_between(pairs, emit->model->identities, keep);

    return match_known_emit(newcomers->known, emit->run, newcomers->records, newcomers->schema,
                            error) &&
           match_emit_identities(emit, keep, error) && match_emit_comparisons(emit, error) &&
           match_emit_pairs(emit, between, NULL, error);
}

gboolean
match_newcomers_finish(MatchNewcomers *newcomers, MatchIntake *intake, const MatchLearnt *learnt,
                       MatchEmit *emit, GError **error)
{
    guint jobs = roll_run_jobs(emit->run);
    g_autoptr(MatchIdentities) identities = NULL;
    g_autoptr(MatchModel) model = NULL;
    g_autoptr(MatchPairs) pairs = NULL;
    g_autofree guint8 *is_new = NULL;

    if (!match_known_take(newcomers->known, newcomers->touch, intake, jobs, error))
        return FALSE;
    identities = match_intake_finish(intake, jobs);
    model = match_model_new(identities);
    if (!match_learnt_apply(learnt, model, identities, error))
        return FALSE;
    is_new = find_new(newcomers, identities);
    match_priors_start(model, match_learnt_identities(learnt));
    pairs = find_pairs(newcomers, &(MatchLookup){model, is_new, match_learnt_least(learnt), jobs},
                       model);
    roll_run_count(emit->run, "touched", match_known_officers(newcomers->known)->len);
    ask_linked(newcomers, identities, pairs, is_new);
    emit->model = model;
    return emit_linked(newcomers, emit, pairs, error);
}

void
match_newcomers_free(MatchNewcomers *newcomers)
{
    if (newcomers == NULL)
        return;
    match_known_free(newcomers->known);
    match_touch_free(newcomers->touch);
    roll_schema_unref(newcomers->schema);
    g_free(newcomers);
}
