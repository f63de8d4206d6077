#include "stages/match/model.h"

#include <math.h>

#define LEAST_EVIDENCE .05    /* bits: what weighs less says nothing beside a name */
#define NEVER          (-1e3) /* bits that make a posterior 0 */
#define RARE_CLIP      3.0    /* bits that rarity adds to or takes from a close level at most */

gdouble
match_posterior(gdouble bits)
{
    return bits < -60 ? 0 : 1 / (1 + exp2(-bits));
}

gdouble
match_model_first_odds(guint n)
{
    gdouble rate = CLAMP(1 / MAX((gdouble)n, 2), 1e-9, .2); /* half a partner each */

    return log2(rate / (1 - rate));
}

MatchModel *
match_model_new(const MatchIdentities *identities)
{
    MatchModel *model = g_new0(MatchModel, 1);

    model->identities = identities;
    for (guint field = 0; field < identities->fields->len; field++) {
        const MatchLevels *levels = match_levels(match_field(identities, field)->kind);
        MatchFieldModel *at = &model->field[field];

        at->parent = -1;
        memcpy(at->m, levels->prior_m, sizeof at->m);
        for (guint level = 0; level < levels->n_levels; level++)
            at->u[level] = 1.0 / levels->n_levels;
        match_model_refresh(at);
    }
    model->n_priors = identities->n_sources > MATCH_SOURCES_MAX
                          ? 1
                          : identities->n_sources * identities->n_sources;
    model->log_prior = g_new(gdouble, model->n_priors);
    for (guint i = 0; i < model->n_priors; i++)
        model->log_prior[i] = match_model_first_odds(identities->n);
    model->matched = g_new0(gdouble, model->n_priors);
    model->possible = g_new0(gdouble, model->n_priors);
    return model;
}

/* How often another person has this very value: its share without the person at hand, and never
 * less than chance allows. */
static gdouble
chance_of(gdouble share, gdouble all, gdouble u_equal)
{
    return MAX(share - 1 / all, MIN(1 / all, MAX(u_equal, 1e-7)));
}

void
match_model_take_shares(const MatchValues *values, gdouble repeat, MatchFieldModel *at)
{
    guint n = match_values_n(values);
    gdouble all = MAX(match_values_at(values, MATCH_MISSING)->share, 1);

    at->repeat = MAX(repeat, 1e-12);
    at->chance = g_renew(gfloat, at->chance, n);
    at->rarity = g_renew(gfloat, at->rarity, n);
    for (guint place = 1; place < n; place++) {
        gdouble share = match_values_at(values, place)->share;
        gdouble gain = log2(at->repeat / MAX(share, 1 / all)) / 2;

        at->chance[place] = (gfloat)-log2(chance_of(share, all, at->u[0]));
        at->rarity[place] = (gfloat)CLAMP(gain, -RARE_CLIP, RARE_CLIP);
    }
}

static void
count_field(const MatchValues *values, MatchFieldModel *at)
{
    gdouble repeat = 0;

    for (guint place = 1; place < match_values_n(values); place++) {
        gdouble share = match_values_at(values, place)->share;

        repeat += share * share;
    }
    match_model_take_shares(values, repeat, at);
}

void
match_model_count(MatchModel *model)
{
    for (guint field = 0; field < model->identities->fields->len; field++)
        count_field(match_field(model->identities, field)->values, &model->field[field]);
}

void
match_model_refresh(MatchFieldModel *at)
{
    for (guint level = 0; level < MATCH_LEVELS_MAX; level++) {
        at->log_m[level] = at->m[level] > 0 ? log2(at->m[level]) : 0;
        at->log_u[level] = at->u[level] > 0 ? log2(at->u[level]) : 0;
    }
}

gdouble
match_model_odds(gdouble matched, gdouble possible, gdouble overall)
{
    gdouble rate = (matched + MATCH_PRIOR_PAIRS * overall) / (possible + MATCH_PRIOR_PAIRS);

    rate = CLAMP(rate, 1e-12, .9);
    return log2(rate / (1 - rate));
}

guint
match_model_prior_of(const MatchModel *model, guint a, guint b)
{
    guint n = model->identities->n_sources;
    guint x = g_array_index(model->identities->sources, guint16, a);
    guint y = g_array_index(model->identities->sources, guint16, b);

    if (model->n_priors == 1)
        return 0;
    return MIN(x, y) * n + MAX(x, y);
}

gdouble
match_model_m_part_of(const MatchModel *model, guint field, const MatchPattern *pattern)
{
    const MatchFieldModel *at = &model->field[field];
    guint level = pattern->level[field];
    guint above = at->parent >= 0 ? pattern->level[at->parent] : MATCH_LEVEL_MISSING;

    if (level == MATCH_LEVEL_MISSING)
        return 0;
    return above == MATCH_LEVEL_MISSING ? at->log_m[level]
                                        : at->log_m[level] + at->lift_m[above][level];
}

/* Where there are no names the first text says what a record is about: is it another one? */
static gboolean
has_other_headline(const MatchModel *model, const MatchPattern *pattern)
{
    gint headline = model->identities->headline;

    return headline >= 0 && pattern->level[headline] == MATCH_TEXT_DIFFERENT;
}

gdouble
match_model_m_part(const MatchModel *model, const MatchPattern *pattern)
{
    gdouble sum = has_other_headline(model, pattern) ? NEVER : 0;

    for (guint field = 0; field < model->identities->fields->len; field++)
        sum += match_model_m_part_of(model, field, pattern);
    return sum;
}

/* -log2 of the u probability of one field's level; *@chance is that of the value itself where it
 * is equal, else 0. */
static gdouble
u_part(const MatchModel *model, guint field, const guint32 places[2], guint level, gdouble *chance)
{
    const MatchIdentities *identities = model->identities;
    const MatchFieldModel *at = &model->field[field];
    const MatchLevels *levels = match_levels(match_field(identities, field)->kind);
    gdouble base = -at->log_u[level];

    *chance = 0;
    if (level == 0 && levels->counts_share) {
        *chance = (gdouble)at->chance[places[0]];
        return (base + *chance) / 2;
    }
    if (level >= 1 && level <= levels->n_similar)
        base += (gdouble)MIN(at->rarity[places[0]], at->rarity[places[1]]);
    return base;
}

gdouble
match_model_swapped(const MatchModel *model, guint a)
{
    const MatchIdentities *identities = model->identities;
    const MatchValue *family = match_value_of(identities, a, (guint)identities->family);
    const MatchValue *given = match_value_of(identities, a, (guint)identities->given);

    return -log2(MAX(family->share, 1e-6) * MAX(given->share, 1e-6));
}

gdouble
match_model_rest_of(const MatchModel *model, guint field, guint a, guint b,
                    const MatchPattern *pattern)
{
    const MatchFieldModel *at = &model->field[field];
    guint level = pattern->level[field];
    guint above = at->parent >= 0 ? pattern->level[at->parent] : MATCH_LEVEL_MISSING;
    guint32 places[2] = {match_place(model->identities, a, field),
                         match_place(model->identities, b, field)};
    gdouble chance = 0;
    gdouble rest = 0;
    gdouble lift = 0;

    if ((gint)field == model->identities->family && level == MATCH_NAME_SWAPPED)
        return match_model_swapped(model, a);
    rest = u_part(model, field, places, level, &chance);
    if (above == MATCH_LEVEL_MISSING)
        return rest;
    lift = at->lift_u[above][level];
    if (chance > 0) /* a lifted chance stays a chance: at most one half */
        lift = MIN(lift, MAX(0, chance - 1));
    return rest - lift;
}

gdouble
match_model_rest(const MatchModel *model, guint a, guint b, const MatchPattern *pattern)
{
    gdouble sum = 0;

    for (guint field = 0; field < model->identities->fields->len; field++)
        if (pattern->level[field] != MATCH_LEVEL_MISSING)
            sum += match_model_rest_of(model, field, a, b, pattern);
    return sum;
}

/* Is this evidence beside a name?  Sex and suffix are too weak to count. */
static gboolean
stands_beside_name(MatchKind kind)
{
    return kind != MATCH_FAMILY && kind != MATCH_GIVEN && kind != MATCH_MIDDLE &&
           kind != MATCH_SUFFIX && kind != MATCH_BAG && kind != MATCH_NAME && kind != MATCH_SEX;
}

/* The last level of all that stands beside a name: not even close. */
static gboolean
differs(MatchKind kind, guint level)
{
    return level + 1 == match_levels(kind)->n_levels;
}

static gdouble
field_weight(const MatchModel *model, guint field, guint a, guint b, const MatchPattern *pattern)
{
    return match_model_m_part_of(model, field, pattern) +
           match_model_rest_of(model, field, a, b, pattern);
}

gboolean
match_model_name_alone(const MatchModel *model, guint a, guint b, const MatchPattern *pattern)
{
    const MatchIdentities *identities = model->identities;

    if (identities->bag < 0)
        return FALSE;
    for (guint field = 0; field < identities->fields->len; field++) {
        MatchKind kind = match_field(identities, field)->kind;
        guint level = pattern->level[field];

        if (level != MATCH_LEVEL_MISSING && stands_beside_name(kind) && !differs(kind, level) &&
            field_weight(model, field, a, b, pattern) > LEAST_EVIDENCE)
            return FALSE;
    }
    return TRUE;
}

gdouble
match_model_cap(const MatchModel *model, gdouble weight, guint a, guint b,
                const MatchPattern *pattern)
{
    if (has_other_headline(model, pattern))
        weight += MATCH_HEADLINE_VETO;
    if (weight > MATCH_NAME_ALONE && match_model_name_alone(model, a, b, pattern))
        weight = MATCH_NAME_ALONE;
    return weight;
}

gdouble
match_model_explain(const MatchModel *model, guint a, guint b, const MatchPattern *pattern,
                    gdouble *parts)
{
    gdouble fields = 0;
    gdouble weight = model->log_prior[match_model_prior_of(model, a, b)];

    for (guint field = 0; field < model->identities->fields->len; field++) {
        parts[field] = pattern->level[field] != MATCH_LEVEL_MISSING
                           ? field_weight(model, field, a, b, pattern)
                           : 0;
        fields += parts[field];
    }
    return match_model_cap(model, weight + fields, a, b, pattern) - fields;
}

void
match_model_free(MatchModel *model)
{
    if (model == NULL)
        return;
    for (guint field = 0; field < MATCH_FIELDS_MAX; field++) {
        g_free(model->field[field].chance);
        g_free(model->field[field].rarity);
    }
    g_free(model->log_prior);
    g_free(model->matched);
    g_free(model->possible);
    g_free(model);
}
