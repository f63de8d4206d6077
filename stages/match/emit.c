#include "stages/match/emit.h"

#include <math.h>

#include "pipeline/lib/in_turn.h"
#include "stages/match/complete.h"

#define NUMBER_BYTES 20 /* of a number: the digits of a gint64 but one, and a sign */

/* Rows of one table that are made a batch at a time, by all threads. */
typedef struct {
    const MatchEmit *emit;
    const guint8 *keep;      /* of identities: as match_emit_identities() has it */
    const MatchPairs *pairs; /* of pairs */
    guint table;
    guint n_rows;
} Rows;

/* The columns of a batch that is being made. */
enum { N_COLUMNS_MAX = 5 };
typedef struct {
    RollColumnBuilder *builders[N_COLUMNS_MAX];
    guint n;
} Columns;

static Columns
start_columns(const Rows *rows)
{
    Columns columns = {.n = roll_schema_n_columns(roll_run_output(rows->emit->run, rows->table))};

    for (guint i = 0; i < columns.n; i++)
        columns.builders[i] = roll_column_builder_new();
    return columns;
}

static RollBatch *
finish_columns(const Rows *rows, const Columns *columns)
{
    guint n_records = roll_column_builder_n_records(columns->builders[0]);
    RollColumn *made[N_COLUMNS_MAX] = {NULL};

    for (guint i = 0; i < columns->n; i++) {
        made[i] = roll_column_builder_finish(columns->builders[i]);
        roll_column_builder_free(columns->builders[i]);
    }
    return roll_batch_new_take(roll_run_output(rows->emit->run, rows->table), made, n_records);
}

static gboolean
emit_batch(gpointer self, gpointer made, GError **error)
{
    const Rows *rows = self;
    g_autoptr(RollBatch) batch = made;

    return roll_batch_n_records(batch) == 0 ||
           roll_run_emit(rows->emit->run, rows->table, batch, error);
}

static void
drop_batch(gpointer made)
{
    roll_batch_unref(made);
}

static gboolean
emit_rows(Rows *rows, gpointer (*make)(gpointer self, guint piece), GError **error)
{
    return roll_in_turn(&(RollInTurn){(rows->n_rows + ROLL_BATCH_RECORDS - 1) / ROLL_BATCH_RECORDS,
                                      roll_run_jobs(rows->emit->run), rows, make, emit_batch,
                                      drop_batch},
                        error);
}

/* Writes @number at @to and returns what is behind it. */
static gchar *
put_number(gchar *to, gint64 number)
{
    guint64 rest = (guint64)ABS(number);
    guint length = 1;

    if (number < 0)
        *to++ = '-';
    for (guint64 bound = 10; rest >= bound; bound *= 10)
        length++;
    for (guint at = length; at > 0; rest /= 10)
        to[--at] = (gchar)('0' + rest % 10);
    return to + length;
}

static void
add_text(const Columns *columns, guint column, const gchar *begin, const gchar *end)
{
    roll_column_builder_add(columns->builders[column], (RollText){begin, (guint32)(end - begin)});
}

static void
add_number(const Columns *columns, guint column, guint32 number)
{
    gchar text[NUMBER_BYTES];

    add_text(columns, column, text, put_number(text, number));
}

/* ---- identities ---- */

/* Two records that say no more than this would be one officer by their name alone. */
static gboolean
says_too_little(const MatchModel *model, guint32 identity)
{
    MatchPattern pattern = match_pattern_of(model->identities, identity, identity, NULL);

    return match_model_name_alone(model, identity, identity, &pattern);
}

static gpointer
make_identities(gpointer self, guint piece)
{
    const Rows *rows = self;
    const MatchModel *model = rows->emit->model;
    guint begin = piece * ROLL_BATCH_RECORDS;
    Columns columns = start_columns(rows);

    for (guint i = begin; i < MIN(begin + ROLL_BATCH_RECORDS, rows->n_rows); i++) {
        guint32 identity = g_array_index(model->identities->of_record, guint32, i);
        gboolean is_one = identity != MATCH_NO_IDENTITY;

        if (rows->keep != NULL && rows->keep[i] == 0)
            continue;
        if (is_one)
            add_number(&columns, 0, identity);
        else
            roll_column_builder_add(columns.builders[0], ROLL_TEXT_EMPTY);
        roll_column_builder_add(columns.builders[1],
                                roll_text(is_one && says_too_little(model, identity) ? "yes" : ""));
    }
    return finish_columns(rows, &columns);
}

gboolean
match_emit_identities(const MatchEmit *emit, const guint8 *keep, GError **error)
{
    Rows rows = {.emit = emit,
                 .keep = keep,
                 .table = emit->identities,
                 .n_rows = emit->model->identities->of_record->len};

    return emit_rows(&rows, make_identities, error);
}

gboolean
match_emit_comparisons(const MatchEmit *emit, GError **error)
{
    const MatchModel *model = emit->model;
    g_autoptr(RollTable) table = roll_run_table(emit->run, emit->comparisons);

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

/* ---- pairs ---- */

static gint64
hundredths(gdouble bits)
{
    return (gint64)floor(bits * 100 + .5);
}

/* @sum hundredths as a number with two digits behind the point. */
static void
add_weight(const Columns *columns, gint64 sum)
{
    gchar text[NUMBER_BYTES + 4];
    gchar *end = text;
    guint64 size = (guint64)ABS(sum);

    if (sum < 0)
        *end++ = '-';
    end = put_number(end, (gint64)(size / 100));
    *end++ = '.';
    *end++ = (gchar)('0' + size % 100 / 10);
    *end++ = (gchar)('0' + size % 10);
    add_text(columns, 2, text, end);
}

static void
add_pair(const Columns *columns, const MatchModel *model, const MatchPair *pair,
         const MatchPattern *pattern)
{
    gdouble parts[MATCH_FIELDS_MAX];
    gchar levels[MATCH_FIELDS_MAX];
    gchar text[(MATCH_FIELDS_MAX + 1) * (NUMBER_BYTES + 1)];
    guint n_fields = model->identities->fields->len;
    gint64 sum = 0;
    gchar *end = NULL;

    sum = hundredths(match_model_explain(model, pair->a, pair->b, pattern, parts));
    end = put_number(text, sum);
    for (guint field = 0; field < n_fields; field++) {
        gint64 part = pattern->level[field] != MATCH_LEVEL_MISSING ? hundredths(parts[field]) : 0;

        levels[field] = "01234567--------"[pattern->level[field]];
        *end++ = ' ';
        end = put_number(end, part);
        sum += part;
    }
    add_number(columns, 0, pair->a);
    add_number(columns, 1, pair->b);
    add_weight(columns, sum);
    add_text(columns, 3, levels, levels + n_fields);
    add_text(columns, 4, text, end);
}

static gpointer
make_pairs(gpointer self, guint piece)
{
    const Rows *rows = self;
    guint begin = piece * ROLL_BATCH_RECORDS;
    Columns columns = start_columns(rows);

    for (guint i = begin; i < MIN(begin + ROLL_BATCH_RECORDS, rows->n_rows); i++) {
        const MatchPair *pair = &g_array_index(rows->pairs->pairs, MatchPair, i);

        add_pair(&columns, rows->emit->model, pair,
                 match_patterns_at(rows->pairs->patterns, pair->pattern));
    }
    return finish_columns(rows, &columns);
}

static void
append_pairs(MatchPairs *pairs, const MatchPairs *more)
{
    g_autofree guint32 *number_of = g_new(guint32, (gsize)match_patterns_n(more->patterns) + 1);

    for (guint i = 0; i < match_patterns_n(more->patterns); i++)
        number_of[i] = match_patterns_intern(pairs->patterns, match_patterns_at(more->patterns, i));
    for (guint i = 0; i < more->pairs->len; i++) {
        MatchPair pair = g_array_index(more->pairs, MatchPair, i);

        pair.pattern = number_of[pair.pattern];
        g_array_append_val(pairs->pairs, pair);
    }
}

/* What no key brought together though a group holds it together. */
static void
add_completed(const MatchEmit *emit, const MatchGroups *groups, MatchPairs *pairs)
{
    g_autoptr(MatchPairs) completed =
        match_complete(emit->model, groups, pairs, roll_run_jobs(emit->run));

    roll_run_count(emit->run, "completed", completed->n_compared);
    append_pairs(pairs, completed);
}

/* What was asked for and not met. */
static void
add_wanted(const MatchEmit *emit, MatchPairs *pairs)
{
    guint n_wanted = emit->wanted != NULL ? match_wanted_n(emit->wanted) : 0;

    for (guint i = 0; n_wanted > 0 && i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        match_wanted_met(emit->wanted, pair->a, pair->b);
    }
    for (guint i = 0; i < n_wanted; i++) {
        MatchPair pair = {0};
        MatchPattern pattern = {{0}};

        if (!match_wanted_at(emit->wanted, i, &pair.a, &pair.b))
            continue;
        pattern = match_pattern_of(emit->model->identities, pair.a, pair.b, NULL);
        pair.pattern = match_patterns_intern(pairs->patterns, &pattern);
        g_array_append_val(pairs->pairs, pair);
    }
}

gboolean
match_emit_pairs(const MatchEmit *emit, MatchPairs *pairs, const MatchGroups *groups,
                 GError **error)
{
    Rows rows = {.emit = emit, .pairs = pairs, .table = emit->pairs};

    if (groups != NULL) {
        match_groups_keep(groups, pairs);
        add_completed(emit, groups, pairs);
    }
    add_wanted(emit, pairs);
    rows.n_rows = pairs->pairs->len;
    roll_run_count(emit->run, "pairs", rows.n_rows);
    return emit_rows(&rows, make_pairs, error);
}
