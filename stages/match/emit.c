#include "stages/match/emit.h"

#include <math.h>

#include "stages/match/complete.h"

/* Two records that say no more than this would be one officer by their name alone. */
static gboolean
says_too_little(const MatchModel *model, guint32 identity)
{
    MatchPattern pattern = match_pattern_of(model->identities, identity, identity, NULL);

    return match_model_name_alone(model, identity, identity, &pattern);
}

gboolean
match_emit_identities(const MatchEmit *emit, const guint8 *keep, GError **error)
{
    const MatchIdentities *identities = emit->model->identities;
    g_autoptr(RollTable) table = roll_run_table(emit->run, emit->identities);

    for (guint i = 0; i < identities->of_record->len; i++) {
        guint32 identity = g_array_index(identities->of_record, guint32, i);

        if (keep != NULL && keep[i] == 0)
            continue;
        if (identity != MATCH_NO_IDENTITY)
            roll_table_set_number(table, 0, identity);
        if (identity != MATCH_NO_IDENTITY && says_too_little(emit->model, identity))
            roll_table_set_string(table, 1, "yes");
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
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

/* Where pairs go. */
typedef struct {
    const MatchEmit *emit;
    const MatchGroups *groups; /* NULL: all pairs are told, else those within one of them */
    RollTable *table;
    GString *parts;
} PairsOut;

static gboolean
emit_within(const PairsOut *out, const MatchPairs *pairs, GError **error)
{
    const MatchGroups *groups = out->groups;

    for (guint i = 0; i < pairs->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(pairs->pairs, MatchPair, i);

        if (groups != NULL && match_groups_of(groups, pair->a) != match_groups_of(groups, pair->b))
            continue;
        if (out->emit->wanted != NULL)
            match_wanted_met(out->emit->wanted, pair->a, pair->b);
        set_pair(out->table, out->emit->model, pair,
                 match_patterns_at(pairs->patterns, pair->pattern), out->parts);
        if (!roll_table_add(out->table, error))
            return FALSE;
    }
    return TRUE;
}

/* What no key brought together though a group holds it together. */
static gboolean
emit_completed(const PairsOut *out, const MatchPairs *pairs, GError **error)
{
    RollRun *run = out->emit->run;
    g_autoptr(MatchPairs) completed = NULL;

    if (out->groups == NULL)
        return TRUE;
    completed = match_complete(out->emit->model, out->groups, pairs, roll_run_jobs(run));
    roll_run_count(run, "completed", completed->n_compared);
    return emit_within(out, completed, error);
}

/* What was asked for and not met. */
static gboolean
emit_wanted(const PairsOut *out, GError **error)
{
    const MatchEmit *emit = out->emit;

    for (guint i = 0; emit->wanted != NULL && i < match_wanted_n(emit->wanted); i++) {
        MatchPair pair = {0};
        MatchPattern pattern = {{0}};

        if (!match_wanted_at(emit->wanted, i, &pair.a, &pair.b))
            continue;
        pattern = match_pattern_of(emit->model->identities, pair.a, pair.b, NULL);
        set_pair(out->table, emit->model, &pair, &pattern, out->parts);
        if (!roll_table_add(out->table, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
match_emit_pairs(const MatchEmit *emit, const MatchPairs *pairs, const MatchGroups *groups,
                 GError **error)
{
    g_autoptr(RollTable) table = roll_run_table(emit->run, emit->pairs);
    g_autoptr(GString) parts = g_string_new(NULL);
    const PairsOut out = {emit, groups, table, parts};

    if (!emit_within(&out, pairs, error) || !emit_completed(&out, pairs, error) ||
        !emit_wanted(&out, error))
        return FALSE;
    roll_run_count(emit->run, "pairs", roll_table_n_rows(table));
    return roll_table_flush(table, error);
}
