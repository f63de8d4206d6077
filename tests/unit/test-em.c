/* What EM makes of many namesakes in one unit, who are nearly a match and are none; and of
 * organisations with words of their own for a rank. */
#include <math.h>

#include "stages/match/block.h"
#include "stages/match/train.h"

#define PERSONS 600u
#define NAMES   12u
#define UNITS   4u

enum { NAME, UNIT, NUMBER, BIRTH, RANK, N_FIELDS };

static guint32
intern(const MatchIdentities *identities, guint field, gboolean is_known, const gchar *text)
{
    RollText value = is_known ? roll_text(text) : ROLL_TEXT_EMPTY;

    return match_values_intern(match_field(identities, field)->values, value, ROLL_TEXT_EMPTY);
}

/* One line about @person; number and birth date are left out of every third or so. */
static void
add_line(MatchIdentities *identities, guint person, guint16 source)
{
    guint64 chance = roll_hash_mix(person * 2 + source);
    g_autofree gchar *name = g_strdup_printf("name%c", (gchar)('a' + person % NAMES));
    g_autofree gchar *unit = g_strdup_printf("unit%c", (gchar)('a' + person % UNITS));
    g_autofree gchar *number =
        g_strdup_printf("%09" G_GUINT64_FORMAT, roll_hash_mix(person) % 1000000000);
    g_autofree gchar *birth = g_strdup_printf("%04u-%02u-%02u", 1960 + person % 40,
                                              1 + person / 40 % 12, 1 + person % 28);
    guint32 row[N_FIELDS];

    row[NAME] = intern(identities, NAME, TRUE, name);
    row[UNIT] = intern(identities, UNIT, TRUE, unit);
    row[NUMBER] = intern(identities, NUMBER, chance % 3 > 0, number);
    row[BIRTH] = intern(identities, BIRTH, chance / 3 % 3 > 0, birth);
    row[RANK] = intern(identities, RANK, TRUE, source == 0 ? "constable" : "agent");
    match_identities_intern(identities, row, source);
}

static MatchIdentities *
make_identities(void)
{
    MatchIdentities *identities = match_identities_new();

    match_identities_add_field(identities, "name", MATCH_NAME);
    match_identities_add_field(identities, "unit", MATCH_CATEGORY);
    match_identities_add_field(identities, "id_number", MATCH_IDENTIFIER);
    match_identities_add_field(identities, "birth_date", MATCH_DATE);
    match_identities_add_field(identities, "rank", MATCH_CATEGORY);
    identities->n_sources = 2;
    for (guint person = 0; person < PERSONS; person++)
        for (guint16 source = 0; source < 2; source++)
            add_line(identities, person, source);
    return identities;
}

/* Trains a model on the pairs of @identities, which go into *@candidates. */
static MatchModel *
train(MatchIdentities *identities, MatchPairs **candidates)
{
    MatchModel *model = match_model_new(identities);
    g_autoptr(MatchPairs) random = match_pairs_at_random(model, MATCH_RANDOM_PAIRS, 1);
    g_autoptr(MatchBlocks) blocks = NULL;
    g_autoptr(MatchPairs) to_learn = NULL;

    match_train_start(model, identities, random, 1);
    blocks = match_blocks_new(model, 30, 1);
    *candidates = match_pairs_of_blocks(model, blocks, 1, &to_learn);
    match_train(model, identities, &(MatchTraining){random, to_learn, *candidates}, 1);
    return model;
}

static void
test_namesakes(void)
{
    g_autoptr(MatchIdentities) identities = make_identities();
    g_autoptr(MatchPairs) candidates = NULL;
    g_autoptr(MatchModel) model = train(identities, &candidates);

    /* Nobody's number or birth date ever differs between his two lines. */
    g_assert_cmpfloat(model->field[NUMBER].m[3], <, .02);
    g_assert_cmpfloat(model->field[BIRTH].m[4], <, .02);
    g_assert_cmpfloat(model->field[NUMBER].m[0], >, .9);
    g_assert_cmpfloat(model->field[NAME].m[0], >, .9);
    /* All matches are of two organisations, and so are the strangers they are held against: that
     * ranks agree within either says nothing. */
    g_assert_cmpfloat(model->field[RANK].u[0], <, .01);
}

/* What every field is said to add makes up the weight. */
static void
test_parts(void)
{
    g_autoptr(MatchIdentities) identities = make_identities();
    g_autoptr(MatchPairs) candidates = NULL;
    g_autoptr(MatchModel) model = train(identities, &candidates);
    gdouble off = 0;

    g_assert_cmpuint(candidates->pairs->len, >, PERSONS);
    for (guint i = 0; i < candidates->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(candidates->pairs, MatchPair, i);
        const MatchPattern *pattern = match_patterns_at(candidates->patterns, pair->pattern);
        gdouble parts[MATCH_FIELDS_MAX];
        gdouble sum = match_model_explain(model, pair->a, pair->b, pattern, parts);

        for (guint field = 0; field < N_FIELDS; field++)
            sum += parts[field];
        off = MAX(off, fabs(sum - (gdouble)pair->bits));
    }
    g_assert_cmpfloat(off, <, 1e-4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/match/em/namesakes", test_namesakes);
    g_test_add_func("/match/em/parts", test_parts);
    return g_test_run();
}
