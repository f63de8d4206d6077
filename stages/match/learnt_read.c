#include "stages/match/learnt.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"
#include "stages/match/word_weight.h"

#define BETWEEN "\x1f" /* two texts of a key; no text has it */

typedef struct {
    gchar *parent; /* "": none */
    gdouble persons;
    gdouble repeat;
    guint n_values;
    gchar *labels[MATCH_LEVELS_MAX]; /* NULL: no such level */
    gdouble m[MATCH_LEVELS_MAX];
    gdouble u[MATCH_LEVELS_MAX];
    gdouble lift_m[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX];
    gdouble lift_u[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX];
    GHashTable *shares; /* "text BETWEEN key" -> gdouble */
    GHashTable *words;  /* word -> guint: values that have it */
} Field;

typedef struct {
    gdouble odds;
    gdouble matched;
    gdouble possible;
} Prior;

struct MatchLearnt {
    gchar *path;
    GHashTable *fields; /* name -> Field */
    GHashTable *priors; /* "one BETWEEN other" -> Prior */
    guint n_identities;
    guint least;
    gdouble overall;
    gboolean is_whole; /* nothing was not as it is written */
};

/* ---- reading ---- */

static void
field_free(gpointer data)
{
    Field *field = data;

    for (guint level = 0; level < MATCH_LEVELS_MAX; level++)
        g_free(field->labels[level]);
    g_free(field->parent);
    g_hash_table_unref(field->shares);
    g_hash_table_unref(field->words);
    g_free(field);
}

static gdouble
real_at(MatchLearnt *learnt, const RollBatch *batch, const gchar *column, guint row)
{
    RollText text = roll_batch_get(batch, column, row);
    gchar *end = NULL;
    gdouble value = g_ascii_strtod(text.data, &end);

    if (text.length == 0 || *end != '\0')
        learnt->is_whole = FALSE;
    return value;
}

static guint
number_at(MatchLearnt *learnt, const RollBatch *batch, const gchar *column, guint row, guint most)
{
    guint64 value = 0;

    if (!g_ascii_string_to_unsigned(roll_batch_get(batch, column, row).data, 10, 0, most, &value,
                                    NULL))
        learnt->is_whole = FALSE;
    return (guint)value;
}

static void
take_field(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row)
{
    field->parent = g_strdup(roll_batch_get(batch, "parent", row).data);
    field->persons = real_at(learnt, batch, "persons", row);
    field->repeat = real_at(learnt, batch, "repeat", row);
    field->n_values = number_at(learnt, batch, "values", row, G_MAXUINT32);
}

static void
take_level(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row)
{
    guint level = number_at(learnt, batch, "level", row, MATCH_LEVELS_MAX - 1);

    g_free(field->labels[level]);
    field->labels[level] = g_strdup(roll_batch_get(batch, "label", row).data);
    field->m[level] = real_at(learnt, batch, "m", row);
    field->u[level] = real_at(learnt, batch, "u", row);
}

static void
take_lift(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row)
{
    guint above = number_at(learnt, batch, "above", row, MATCH_LEVELS_MAX - 1);
    guint level = number_at(learnt, batch, "level", row, MATCH_LEVELS_MAX - 1);

    field->lift_m[above][level] = real_at(learnt, batch, "m", row);
    field->lift_u[above][level] = real_at(learnt, batch, "u", row);
}

static gchar *
key_of(RollText one, RollText other)
{
    return g_strconcat(one.data, BETWEEN, other.data, NULL);
}

static void
take_frequency(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row)
{
    gdouble share = real_at(learnt, batch, "share", row);

    g_hash_table_insert(
        field->shares,
        key_of(roll_batch_get(batch, "text", row), roll_batch_get(batch, "key", row)),
        g_memdup2(&share, sizeof share));
}

static void
take_word(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row)
{
    guint n = number_at(learnt, batch, "values", row, G_MAXUINT32);

    g_hash_table_insert(field->words, g_strdup(roll_batch_get(batch, "word", row).data),
                        g_memdup2(&n, sizeof n));
}

typedef void (*TakeFunc)(MatchLearnt *learnt, Field *field, const RollBatch *batch, guint row);

/* The field that a row is about, new or known. */
static Field *
field_of(const MatchLearnt *learnt, RollText name)
{
    Field *field = g_hash_table_lookup(learnt->fields, name.data);

    if (field != NULL)
        return field;
    field = g_new0(Field, 1);
    field->shares = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    field->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert(learnt->fields, g_strdup(name.data), field);
    return field;
}

static void
take_prior(MatchLearnt *learnt, const RollBatch *batch, guint row)
{
    Prior prior = {real_at(learnt, batch, "odds", row), real_at(learnt, batch, "matched", row),
                   real_at(learnt, batch, "possible", row)};

    g_hash_table_insert(
        learnt->priors,
        key_of(roll_batch_get(batch, "one", row), roll_batch_get(batch, "other", row)),
        g_memdup2(&prior, sizeof prior));
}

static void
take_row(MatchLearnt *learnt, guint table, const RollBatch *batch, guint row)
{
    static const TakeFunc of_field[MATCH_LEARNT_TABLES] = {
        [MATCH_LEARNT_FIELDS] = take_field, [MATCH_LEARNT_LEVELS] = take_level,
        [MATCH_LEARNT_LIFTS] = take_lift,   [MATCH_LEARNT_FREQUENCIES] = take_frequency,
        [MATCH_LEARNT_WORDS] = take_word,
    };

    if (of_field[table] != NULL) {
        of_field[table](learnt, field_of(learnt, roll_batch_get(batch, "field", row)), batch, row);
    } else if (table == MATCH_LEARNT_PRIORS) {
        take_prior(learnt, batch, row);
    } else {
        learnt->n_identities = number_at(learnt, batch, "identities", row, G_MAXUINT32);
        learnt->least = number_at(learnt, batch, "least", row, G_MAXUINT16);
        learnt->overall = real_at(learnt, batch, "overall", row);
    }
}

static void
take_batch(gpointer self, const gchar *name, const RollBatch *batch)
{
    for (guint table = 0; table < MATCH_LEARNT_TABLES; table++)
        for (guint row = 0; strcmp(match_learnt_tables[table].table, name) == 0 &&
                            row < roll_batch_n_records(batch);
             row++)
            take_row(self, table, batch, row);
}

/* Every field was told, and the totals. */
static gboolean
is_whole(const MatchLearnt *learnt)
{
    GHashTableIter iter;
    gpointer field = NULL;

    g_hash_table_iter_init(&iter, learnt->fields);
    while (g_hash_table_iter_next(&iter, NULL, &field))
        if (((const Field *)field)->parent == NULL)
            return FALSE;
    return learnt->is_whole && learnt->n_identities > 0;
}

MatchLearnt *
match_learnt_read(const gchar *path, GError **error)
{
    g_autoptr(MatchLearnt) learnt = g_new0(MatchLearnt, 1);

    learnt->path = g_strdup(path);
    learnt->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, field_free);
    learnt->priors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    learnt->is_whole = TRUE;
    if (!roll_stream_each(roll_source_open(path, error), take_batch, learnt, error))
        return NULL;
    if (is_whole(learnt))
        return g_steal_pointer(&learnt);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: is not what match writes with --save-model", path);
    return NULL;
}

guint
match_learnt_identities(const MatchLearnt *learnt)
{
    return learnt->n_identities;
}

guint
match_learnt_least(const MatchLearnt *learnt)
{
    return learnt->least;
}

void
match_learnt_free(MatchLearnt *learnt)
{
    if (learnt == NULL)
        return;
    g_free(learnt->path);
    g_hash_table_unref(learnt->fields);
    g_hash_table_unref(learnt->priors);
    g_free(learnt);
}

/* ---- applying ---- */

static gboolean
check_levels(const MatchLearnt *learnt, const Field *field, const MatchField *at, GError **error)
{
    const MatchLevels *levels = match_levels(at->kind);

    for (guint level = 0; level < MATCH_LEVELS_MAX; level++) {
        const gchar *label = level < levels->n_levels ? levels->names[level] : NULL;

        if (g_strcmp0(field->labels[level], label) == 0)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: \"%s\" was compared in other levels, by another version of rollcall or "
                    "other rules: make the run anew",
                    learnt->path, at->name);
        return FALSE;
    }
    return TRUE;
}

static gint
place_of(const MatchIdentities *identities, const gchar *name)
{
    for (guint field = 0; field < identities->fields->len; field++)
        if (strcmp(match_field(identities, field)->name, name) == 0)
            return (gint)field;
    return -1;
}

/* A value that is not told is one person's. */
static void
apply_shares(const Field *field, MatchValues *values)
{
    gdouble persons = MAX(field->persons, 1);

    match_values_edit(values, MATCH_MISSING)->share = field->persons;
    for (guint place = 1; place < match_values_n(values); place++) {
        MatchValue *value = match_values_edit(values, place);
        g_autofree gchar *key = key_of(value->text, value->keys);
        const gdouble *share = g_hash_table_lookup(field->shares, key);

        value->share = share != NULL ? *share : 1 / persons;
    }
}

static void
apply_field(const Field *field, MatchModel *model, MatchIdentities *identities, guint place)
{
    MatchFieldModel *at = &model->field[place];
    const MatchField *of = match_field(identities, place);

    memcpy(at->m, field->m, sizeof at->m);
    memcpy(at->u, field->u, sizeof at->u);
    memcpy(at->lift_m, field->lift_m, sizeof at->lift_m);
    memcpy(at->lift_u, field->lift_u, sizeof at->lift_u);
    at->parent = place_of(identities, field->parent);
    apply_shares(field, of->values);
    if (of->kind == MATCH_TEXT)
        match_values_weigh_words_by(of->values, field->words, field->n_values);
    match_model_refresh(at);
    match_model_take_shares(of->values, field->repeat, at);
}

/* Nobody that the model was learnt of had such a field. */
static void
forget_field(MatchIdentities *identities, guint field)
{
    for (guint i = 0; i < identities->n; i++)
        g_array_index(identities->places, guint32, (gsize)i * identities->fields->len + field) =
            MATCH_MISSING;
}

static void
apply_prior(const MatchLearnt *learnt, MatchModel *model, const gchar *key, guint place)
{
    const Prior *prior = g_hash_table_lookup(learnt->priors, key);

    if (prior == NULL)
        return;
    model->log_prior[place] = prior->odds;
    model->matched[place] = prior->matched;
    model->possible[place] = prior->possible;
}

/* Two organisations of which nothing was learnt are like any two. */
static void
apply_priors(const MatchLearnt *learnt, MatchModel *model)
{
    const GPtrArray *names = model->identities->source_names;
    guint n = model->identities->n_sources;

    model->overall = learnt->overall;
    for (guint i = 0; i < model->n_priors; i++) {
        model->log_prior[i] = match_model_odds(0, 0, learnt->overall);
        apply_prior(learnt, model, BETWEEN, i);
    }
    for (guint x = 0; model->n_priors > 1 && x < names->len; x++)
        for (guint y = 0; y < names->len; y++) {
            g_autofree gchar *key = key_of(roll_text(names->pdata[x]), roll_text(names->pdata[y]));

            apply_prior(learnt, model, key, MIN(x, y) * n + MAX(x, y));
        }
}

gboolean
match_learnt_apply(const MatchLearnt *learnt, MatchModel *model, MatchIdentities *identities,
                   GError **error)
{
    for (guint place = 0; place < identities->fields->len; place++) {
        const MatchField *at = match_field(identities, place);
        const Field *field = g_hash_table_lookup(learnt->fields, at->name);

        if (field == NULL) {
            forget_field(identities, place);
            continue;
        }
        if (!check_levels(learnt, field, at, error))
            return FALSE;
        apply_field(field, model, identities, place);
    }
    apply_priors(learnt, model);
    return TRUE;
}
