#include "stages/normalise/rank.h"

#include "pipeline/lib/phases.h"
#include "pipeline/lib/rules.h"

struct NormaliseRanks {
    RollCodes *codes;
    RollRuleset *rules;
    NormaliseAnswers *answers;
    GString *bare; /* a rank without what lists add */
};

/* The codes of that name in @country, or all of them where it is unknown. */
static GPtrArray *
candidates(const RollCodeName *name, const gchar *country)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; name != NULL && i < name->codes->len; i++) {
        gpointer code = g_ptr_array_index(name->codes, i);

        if (country[0] == '\0' || g_str_equal(roll_code_text(code, "country"), country))
            g_ptr_array_add(found, code);
    }
    return found;
}

static GPtrArray *
look_up(NormaliseRanks *ranks, RollText value, const gchar *country)
{
    g_autoptr(GPtrArray) found = candidates(roll_codes_named(ranks->codes, value), country);

    if (found->len > 0 ||
        !roll_ruleset_apply(ranks->rules, country, value, ranks->bare, NULL, NULL))
        return g_steal_pointer(&found);
    return candidates(roll_codes_named(ranks->codes, roll_text(ranks->bare->str)), country);
}

/* The name that all of them have; NULL when they differ. */
static const gchar *
common_name(const GPtrArray *codes)
{
    const gchar *name = roll_code_name(g_ptr_array_index(codes, 0));

    for (guint i = 1; i < codes->len; i++)
        if (!g_str_equal(roll_code_name(g_ptr_array_index(codes, i)), name))
            return NULL;
    return name;
}

void
normalise_ranks_resolve(NormaliseRanks *ranks, RollText value, const gchar *country,
                        NormaliseAnswer *answer)
{
    g_autoptr(GPtrArray) found = look_up(ranks, value, country);

    if (found->len == 0) {
        answer->id = "rank-unknown";
        answer->severity = ROLL_SEVERITY_INFO;
        answer->message = "message";
        answer->hint = "hint";
        return;
    }
    if (found->len == 1)
        answer->code = g_ptr_array_index(found, 0);
    answer->norm = g_strdup(common_name(found));
    if (answer->norm != NULL)
        return;
    answer->id = "rank-ambiguous";
    answer->severity = ROLL_SEVERITY_INFO;
    answer->message = "message";
    answer->hint = "hint";
    answer->values = normalise_list_codes(found);
}

static void
resolve(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    normalise_ranks_resolve(self, value, context.data, answer);
}

NormaliseRanks *
normalise_ranks_load(const RollLayers *layers, GError **error)
{
    static const gchar *const phase[] = {"rank", NULL};
    g_autoptr(NormaliseRanks) ranks = g_new0(NormaliseRanks, 1);

    ranks->bare = g_string_new(NULL);
    ranks->answers = normalise_answers_new(resolve, ranks);
    ranks->codes = roll_codes_load(layers, &roll_codes_ranks, error);
    if (ranks->codes == NULL)
        return NULL;
    ranks->rules = roll_phases_load(layers, "values", phase, error);
    return ranks->rules != NULL ? g_steal_pointer(&ranks) : NULL;
}

void
normalise_ranks_free(NormaliseRanks *ranks)
{
    if (ranks == NULL)
        return;
    normalise_answers_free(ranks->answers);
    roll_codes_free(ranks->codes);
    roll_ruleset_free(ranks->rules);
    g_string_free(ranks->bare, TRUE);
    g_free(ranks);
}

RollColumn *
normalise_ranks_column(NormaliseRanks *ranks, const NormaliseSheet *sheet, const gchar *field,
                       GError **error)
{
    return normalise_coded_column(sheet, field, ranks->answers, sheet->countries, error);
}

static const gchar *
level_at(NormaliseWalk *walk, guint record)
{
    const NormaliseAnswer *answer = walk != NULL ? normalise_walk_at(walk, record) : NULL;

    return answer != NULL && answer->code != NULL ? roll_code_id(answer->code) : "";
}

static NormaliseWalk *
walk_over(NormaliseRanks *ranks, const NormaliseSheet *sheet, const RollColumn *column)
{
    return column != NULL ? normalise_walk_new(ranks->answers, column, sheet->countries) : NULL;
}

RollColumn *
normalise_ranks_levels(NormaliseRanks *ranks, const NormaliseSheet *sheet,
                       const RollColumn *ranks_sent, const RollColumn *ranks_in_names)
{
    g_autoptr(NormaliseWalk) sent = walk_over(ranks, sheet, ranks_sent);
    g_autoptr(NormaliseWalk) in_names = walk_over(ranks, sheet, ranks_in_names);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++) {
        const gchar *level = level_at(sent, record);

        if (level[0] == '\0')
            level = level_at(in_names, record);
        roll_column_builder_add(builder, roll_text(level));
    }
    return roll_column_builder_finish(builder);
}
