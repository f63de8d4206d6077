#include "stages/match/terms.h"

/* What the values themselves add at a level. */
typedef enum {
    NOTHING,
    CHANCE,    /* of the one that both have */
    RARITY,    /* of the commoner of two */
    BOTH_NAMES /* each in the other's place */
} ByValue;

#define ABOVE (MATCH_LEVEL_MISSING + 1) /* levels of the field that another depends on */

typedef struct {
    gint parent;
    ByValue by_value[MATCH_LEVELS_MAX];
    gdouble sum[ABOVE][MATCH_LEVELS_MAX]; /* bits, but for what the values add */
    gdouble lift_u[ABOVE]; /* of CHANCE, which a small chance bounds; not in the sum */
    const gfloat *chance;  /* the model's */
    const gfloat *rarity;
} Field;

struct MatchTerms {
    const MatchModel *model;
    guint n_fields;
    Field field[MATCH_FIELDS_MAX];
};

static ByValue
by_value(const MatchModel *model, guint field, guint level)
{
    const MatchLevels *levels = match_levels(match_field(model->identities, field)->kind);

    if ((gint)field == model->identities->family && level == MATCH_NAME_SWAPPED)
        return BOTH_NAMES;
    if (level == 0)
        return levels->counts_share ? CHANCE : NOTHING;
    return level <= levels->n_similar ? RARITY : NOTHING;
}

/* What @level adds below @above, values left out. */
static gdouble
sum_of(const MatchFieldModel *at, ByValue by, guint above, guint level)
{
    gboolean is_lifted = above != MATCH_LEVEL_MISSING;
    gdouble m = at->log_m[level] + (is_lifted ? at->lift_m[above][level] : 0);

    if (by == BOTH_NAMES)
        return m;
    if (by == CHANCE)
        return m - at->log_u[level] / 2;
    return m - at->log_u[level] - (is_lifted ? at->lift_u[above][level] : 0);
}

static void
make_field(const MatchModel *model, guint field, Field *made)
{
    const MatchFieldModel *at = &model->field[field];

    made->parent = at->parent;
    made->chance = at->chance;
    made->rarity = at->rarity;
    for (guint level = 0; level < MATCH_LEVELS_MAX; level++) {
        made->by_value[level] = by_value(model, field, level);
        for (guint above = 0; above < MATCH_LEVELS_MAX; above++)
            made->sum[above][level] = sum_of(at, made->by_value[level], above, level);
        made->sum[MATCH_LEVEL_MISSING][level] =
            sum_of(at, made->by_value[level], MATCH_LEVEL_MISSING, level);
    }
    for (guint above = 0; above < MATCH_LEVELS_MAX; above++)
        made->lift_u[above] = at->lift_u[above][0];
}

MatchTerms *
match_terms_new(const MatchModel *model)
{
    MatchTerms *terms = g_new0(MatchTerms, 1);

    terms->model = model;
    terms->n_fields = model->identities->fields->len;
    for (guint field = 0; field < terms->n_fields; field++)
        make_field(model, field, &terms->field[field]);
    return terms;
}

void
match_terms_free(MatchTerms *terms)
{
    g_free(terms);
}

/* What the values of @a and @b add.  A lifted chance stays a chance: at most one half. */
static gdouble
value_term(const MatchTerms *terms, guint number, guint a, guint b, const MatchPattern *pattern,
           guint above)
{
    const MatchIdentities *identities = terms->model->identities;
    const Field *field = &terms->field[number];
    guint32 place = match_place(identities, a, number);
    gdouble chance = 0;
    gdouble lift = 0;

    switch (field->by_value[pattern->level[number]]) {
    case CHANCE:
        chance = (gdouble)field->chance[place];
        lift = field->lift_u[above];
        return chance / 2 - (chance > 0 ? MIN(lift, MAX(0, chance - 1)) : lift);
    case RARITY:
        return (gdouble)MIN(field->rarity[place],
                            field->rarity[match_place(identities, b, number)]);
    case BOTH_NAMES:
        return match_model_swapped(terms->model, a);
    case NOTHING:
        break;
    }
    return 0;
}

gdouble
match_terms_weight(const MatchTerms *terms, guint a, guint b, const MatchPattern *pattern)
{
    const MatchModel *model = terms->model;
    gdouble weight = model->log_prior[match_model_prior_of(model, a, b)];

    for (guint number = 0; number < terms->n_fields; number++) {
        const Field *field = &terms->field[number];
        guint level = pattern->level[number];
        guint above = field->parent >= 0 ? pattern->level[field->parent] : MATCH_LEVEL_MISSING;

        if (level == MATCH_LEVEL_MISSING)
            continue;
        weight += field->sum[above][level];
        if (field->by_value[level] != NOTHING)
            weight += value_term(terms, number, a, b, pattern, above);
    }
    return match_model_cap(model, weight, a, b, pattern);
}
