#include "stages/match/rank.h"

#include <math.h>

#define REMEMBERED_MAX 1024 /* values of a field whose levels lie close to the processor */

/* What a field says of two values. */
typedef struct {
    const guint8 *memo; /* how they compare (match_values_memo), or NULL, and: */
    gfloat another;     /* bits when they are not the same */
    guint n_values;
    gfloat level[MATCH_LEVEL_MISSING + 1]; /* bits */
} Says;

/* A field in which the identity at hand has a value. */
typedef struct {
    guint field;
    guint32 place; /* of the value */
    gfloat same;   /* bits when the other's is the same */
} Own;

struct MatchRank {
    const MatchModel *model;
    Says says[MATCH_FIELDS_MAX];
    Own own[MATCH_FIELDS_MAX];
    guint n_own;
    Own bag; /* the whole name and the years of birth are not always asked; no place: no value */
    Own birth;
    gboolean knows_roles; /* which part of its name is which */
    gboolean has_birth_date;
};

static Says
says_of(const MatchField *field, const MatchFieldModel *at)
{
    Says says = {.n_values = match_values_n(field->values)};

    if (says.n_values <= REMEMBERED_MAX)
        says.memo = match_values_memo(field->values, 0, 0);
    says.another = (gfloat)log2((1 - at->m[0]) / MAX(1 - at->u[0], 1e-9));
    for (guint level = 0; level < MATCH_LEVELS_MAX; level++)
        says.level[level] = (gfloat)(at->log_m[level] - at->log_u[level]);
    return says;
}

MatchRank *
match_rank_new(const MatchModel *model)
{
    MatchRank *rank = g_new0(MatchRank, 1);

    rank->model = model;
    for (guint field = 0; field < model->identities->fields->len; field++)
        rank->says[field] = says_of(match_field(model->identities, field), &model->field[field]);
    return rank;
}

void
match_rank_free(MatchRank *rank)
{
    g_free(rank);
}

static Own
own_of(const MatchRank *rank, guint identity, guint field)
{
    const MatchIdentities *identities = rank->model->identities;
    guint32 place = match_place(identities, identity, field);
    gboolean counts_share = match_levels(match_field(identities, field)->kind)->counts_share;

    return (Own){field, place,
                 counts_share && place != MATCH_MISSING ? rank->model->field[field].chance[place]
                                                        : rank->says[field].level[0]};
}

void
match_rank_begin(MatchRank *rank, guint identity)
{
    const MatchIdentities *identities = rank->model->identities;

    rank->n_own = 0;
    rank->bag = rank->birth = (Own){0, MATCH_MISSING, 0};
    rank->knows_roles = match_knows_roles(identities, identity);
    rank->has_birth_date = match_has_birth_date(identities, identity);
    for (guint field = 0; field < identities->fields->len; field++) {
        Own own = own_of(rank, identity, field);

        if ((gint)field == identities->bag)
            rank->bag = own;
        else if ((gint)field == identities->birth)
            rank->birth = own;
        else if (own.place != MATCH_MISSING)
            rank->own[rank->n_own++] = own;
    }
}

/* Of two values whose level is remembered, once it is known. */
static inline guint
level_of(const MatchRank *rank, const Own *own, guint32 place)
{
    const Says *says = &rank->says[own->field];
    guint8 level = __atomic_load_n(
        &says->memo[(gsize)MIN(own->place, place) * says->n_values + MAX(own->place, place)],
        __ATOMIC_RELAXED);

    return level != MATCH_LEVEL_UNKNOWN
               ? level
               : match_pattern_level(rank->model->identities, own->field, own->place, place);
}

static inline gfloat
bits_of(const MatchRank *rank, const Own *own, const guint32 *places)
{
    const Says *says = &rank->says[own->field];
    guint32 place = places[own->field];

    if (place == MATCH_MISSING)
        return 0;
    if (place == own->place)
        return own->same;
    return says->memo == NULL ? says->another : says->level[level_of(rank, own, place)];
}

/* What is compared instead of a field (see match_pattern_of) is not asked twice. */
gfloat
match_rank_of(const MatchRank *rank, guint other)
{
    const MatchIdentities *identities = rank->model->identities;
    const guint32 *places = match_places(identities, other);
    gfloat bits = 0;

    for (guint i = 0; i < rank->n_own; i++)
        bits += bits_of(rank, &rank->own[i], places);
    if (rank->bag.place != MATCH_MISSING &&
        !(rank->knows_roles && match_knows_roles(identities, other)))
        bits += bits_of(rank, &rank->bag, places);
    if (rank->birth.place != MATCH_MISSING &&
        !(rank->has_birth_date && match_has_birth_date(identities, other)))
        bits += bits_of(rank, &rank->birth, places);
    return bits;
}

void
match_rank_fetch(const MatchRank *rank, guint other)
{
    match_pattern_fetch(rank->model->identities, other);
}
