#include "stages/match/learnt.h"

#include "pipeline/lib/stream.h"
#include "pipeline/lib/table.h"
#include "stages/match/word_weight.h"

#define NEARLY .001 /* persons: the weights of one person's identities sum to 1, nearly */

const MatchLearntTable match_learnt_tables[MATCH_LEARNT_TABLES] = {
    [MATCH_LEARNT_FIELDS] = {"fields", {"field", "parent", "persons", "repeat", "values", NULL}},
    [MATCH_LEARNT_LEVELS] = {"levels", {"field", "level", "label", "m", "u", NULL}},
    [MATCH_LEARNT_LIFTS] = {"lifts", {"field", "above", "level", "m", "u", NULL}},
    [MATCH_LEARNT_PRIORS] = {"priors", {"one", "other", "odds", "matched", "possible", NULL}},
    [MATCH_LEARNT_FREQUENCIES] = {"frequencies", {"field", "text", "key", "share", NULL}},
    [MATCH_LEARNT_WORDS] = {"words", {"field", "word", "values", NULL}},
    [MATCH_LEARNT_TOTALS] = {"totals", {"identities", "least", "overall", NULL}},
};

typedef struct {
    RollWriter *writer;
    guint place; /* of the table being written */
    RollTable *table;
    const MatchModel *model;
    guint least;
} Learner;

static gboolean
emit(gpointer self, const RollBatch *batch, GError **error)
{
    const Learner *learner = self;

    return roll_writer_write(learner->writer, learner->place, batch, error);
}

/* In full, whatever the locale: 17 digits tell any double from any other. */
static void
set_exact(RollTable *table, guint column, gdouble value)
{
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];

    roll_table_set_string(table, column, g_ascii_dtostr(buffer, sizeof buffer, value));
}

static const gchar *
name_of(const Learner *learner, gint field)
{
    return field >= 0 ? match_field(learner->model->identities, (guint)field)->name : "";
}

static gboolean
write_field(const Learner *learner, guint field, GError **error)
{
    const MatchFieldModel *at = &learner->model->field[field];
    const MatchValues *values = match_field(learner->model->identities, field)->values;

    roll_table_set_string(learner->table, 0, name_of(learner, (gint)field));
    roll_table_set_string(learner->table, 1, name_of(learner, at->parent));
    set_exact(learner->table, 2, match_values_at(values, MATCH_MISSING)->share);
    set_exact(learner->table, 3, at->repeat);
    roll_table_set_number(learner->table, 4, match_values_n(values));
    return roll_table_add(learner->table, error);
}

static gboolean
write_levels(const Learner *learner, guint field, GError **error)
{
    const MatchFieldModel *at = &learner->model->field[field];
    const MatchLevels *levels = match_levels(match_field(learner->model->identities, field)->kind);

    for (guint level = 0; level < levels->n_levels; level++) {
        roll_table_set_string(learner->table, 0, name_of(learner, (gint)field));
        roll_table_set_number(learner->table, 1, level);
        roll_table_set_string(learner->table, 2, levels->names[level]);
        set_exact(learner->table, 3, at->m[level]);
        set_exact(learner->table, 4, at->u[level]);
        if (!roll_table_add(learner->table, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_lifts(const Learner *learner, guint field, GError **error)
{
    const MatchFieldModel *at = &learner->model->field[field];

    for (guint above = 0; at->parent >= 0 && above < MATCH_LEVELS_MAX; above++)
        for (guint level = 0; level < MATCH_LEVELS_MAX; level++) {
            roll_table_set_string(learner->table, 0, name_of(learner, (gint)field));
            roll_table_set_number(learner->table, 1, above);
            roll_table_set_number(learner->table, 2, level);
            set_exact(learner->table, 3, at->lift_m[above][level]);
            set_exact(learner->table, 4, at->lift_u[above][level]);
            if (!roll_table_add(learner->table, error))
                return FALSE;
        }
    return TRUE;
}

static gboolean
write_prior(const Learner *learner, const gchar *one, const gchar *other, guint prior,
            GError **error)
{
    roll_table_set_string(learner->table, 0, one);
    roll_table_set_string(learner->table, 1, other);
    set_exact(learner->table, 2, learner->model->log_prior[prior]);
    set_exact(learner->table, 3, learner->model->matched[prior]);
    set_exact(learner->table, 4, learner->model->possible[prior]);
    return roll_table_add(learner->table, error);
}

static gboolean
write_priors(const Learner *learner, GError **error)
{
    guint n = learner->model->identities->n_sources;
    const GPtrArray *names = learner->model->identities->source_names;

    if (n > MATCH_SOURCES_MAX)
        return write_prior(learner, "", "", 0, error);
    for (guint x = 0; x < names->len; x++)
        for (guint y = x; y < names->len; y++)
            if (!write_prior(learner, names->pdata[x], names->pdata[y], x * n + y, error))
                return FALSE;
    return TRUE;
}

/* Is a value of so many persons as rare as any that is not told?  No more than one is as rare as
 * none; but of names that have changed places the share itself counts, and that of a spelling which
 * one person has used now and then is less than his. */
static gboolean
is_rare(MatchKind kind, gdouble persons)
{
    gboolean may_swap = kind == MATCH_FAMILY || kind == MATCH_GIVEN;

    return persons < 1 + NEARLY && (!may_swap || persons > 1 - NEARLY);
}

static gboolean
write_frequencies(const Learner *learner, guint field, GError **error)
{
    const MatchField *at = match_field(learner->model->identities, field);
    const MatchValues *values = at->values;
    gdouble persons = match_values_at(values, MATCH_MISSING)->share;

    for (guint place = 1; place < match_values_n(values); place++) {
        const MatchValue *value = match_values_at(values, place);

        if (is_rare(at->kind, value->share * persons))
            continue;
        roll_table_set_string(learner->table, 0, name_of(learner, (gint)field));
        roll_table_set(learner->table, 1, value->text);
        roll_table_set(learner->table, 2, value->keys);
        set_exact(learner->table, 3, value->share);
        if (!roll_table_add(learner->table, error))
            return FALSE;
    }
    return TRUE;
}

static gint
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static gboolean
write_words(const Learner *learner, guint field, GError **error)
{
    const MatchField *at = match_field(learner->model->identities, field);
    g_autoptr(GHashTable) counts = NULL;
    g_autoptr(GList) words = NULL;

    if (at->kind != MATCH_TEXT)
        return TRUE;
    counts = match_values_count_words(at->values);
    words = g_list_sort(g_hash_table_get_keys(counts), compare_words);
    for (const GList *word = words; word != NULL; word = word->next) {
        guint n = *(const guint *)g_hash_table_lookup(counts, word->data);

        if (n < 2)
            continue;
        roll_table_set_string(learner->table, 0, at->name);
        roll_table_set_string(learner->table, 1, word->data);
        roll_table_set_number(learner->table, 2, n);
        if (!roll_table_add(learner->table, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_rows(const Learner *learner, guint table, GError **error)
{
    static gboolean (*const of_field[])(const Learner *, guint, GError **) = {
        [MATCH_LEARNT_FIELDS] = write_field, [MATCH_LEARNT_LEVELS] = write_levels,
        [MATCH_LEARNT_LIFTS] = write_lifts,  [MATCH_LEARNT_FREQUENCIES] = write_frequencies,
        [MATCH_LEARNT_WORDS] = write_words,
    };

    if (table == MATCH_LEARNT_PRIORS)
        return write_priors(learner, error);
    if (table == MATCH_LEARNT_TOTALS) {
        roll_table_set_number(learner->table, 0, learner->model->identities->n);
        roll_table_set_number(learner->table, 1, learner->least);
        set_exact(learner->table, 2, learner->model->overall);
        return roll_table_add(learner->table, error);
    }
    for (guint field = 0; field < learner->model->identities->fields->len; field++)
        if (!of_field[table](learner, field, error))
            return FALSE;
    return TRUE;
}

static gboolean
write_tables(Learner *learner, RollSchema *const *schemas, GError **error)
{
    for (guint i = 0; i < MATCH_LEARNT_TABLES; i++) {
        g_autoptr(RollTable) table = roll_table_new(schemas[i], emit, learner);

        learner->table = table;
        learner->place = i;
        if (!write_rows(learner, i, error) || !roll_table_flush(table, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
match_learnt_write(const gchar *path, const MatchModel *model, guint least, GError **error)
{
    RollSink *sink = roll_sink_create(path, error);
    g_autoptr(RollWriter) writer = sink != NULL ? roll_writer_new_packed(sink, "match") : NULL;
    Learner learner = {.writer = writer, .model = model, .least = least};
    RollSchema *schemas[MATCH_LEARNT_TABLES];
    gboolean is_sound = FALSE;

    if (writer == NULL)
        return FALSE;
    for (guint i = 0; i < MATCH_LEARNT_TABLES; i++) {
        schemas[i] = roll_schema_new(match_learnt_tables[i].table, match_learnt_tables[i].columns);
        (void)roll_writer_declare(writer, schemas[i]);
    }
    is_sound = write_tables(&learner, schemas, error);
    for (guint i = 0; i < MATCH_LEARNT_TABLES; i++)
        roll_schema_unref(schemas[i]);
    return is_sound && roll_writer_close(writer, error);
}
