/* Who is compared with whom: how likely two identities are one person, by the numbers of their
 * values alone, and who is left when only the best are taken. */
#include <math.h>

#include "stages/match/block.h"
#include "stages/match/train.h"

#define LINES   1800u
#define PERSONS (LINES / 2)
#define ENOUGH  G_GUINT64_CONSTANT(18000) /* pairs: twenty each */

enum { FAMILY, GIVEN, WHOLE, BIRTH_DATE, BIRTH, SEX, N_FIELDS };

/* Values of an identity, a field; NULL: none. */
typedef const gchar *Line[N_FIELDS];

static MatchIdentities *
make_identities(const Line *lines, guint n)
{
    MatchIdentities *identities = match_identities_new();

    identities->family = (gint)match_identities_add_field(identities, "family name", MATCH_FAMILY);
    identities->given = (gint)match_identities_add_field(identities, "given name", MATCH_GIVEN);
    identities->bag = (gint)match_identities_add_field(identities, "whole name", MATCH_BAG);
    identities->birth_date = (gint)match_identities_add_field(identities, "birth_date", MATCH_DATE);
    identities->birth = (gint)match_identities_add_field(identities, "birth", MATCH_BIRTH);
    match_identities_add_field(identities, "sex", MATCH_SEX);
    identities->n_sources = 1;
    for (guint i = 0; i < n; i++) {
        guint32 row[N_FIELDS];

        for (guint field = 0; field < N_FIELDS; field++)
            row[field] = match_values_intern(match_field(identities, field)->values,
                                             lines[i][field] != NULL ? roll_text(lines[i][field])
                                                                     : ROLL_TEXT_EMPTY,
                                             ROLL_TEXT_EMPTY);
        match_identities_intern(identities, row, 0);
    }
    for (guint field = 0; field < N_FIELDS; field++)
        match_values_remember(match_field(identities, field)->values);
    match_identities_count(identities, 1);
    return identities;
}

/* Bits that @field says of a level. */
static gdouble
level_bits(const MatchModel *model, guint field, guint level)
{
    return model->field[field].log_m[level] - model->field[field].log_u[level];
}

static const Line lines[] = {
    {"sok", "dara", "sok dara", "1980-02-03", "1980", "M"},
    {"sok", "dara", "sok dara", "1980-02-03", "1980", "M"}, /* the same: one identity with it */
    {"sok", "vuthy", "sok vuthy", NULL, "1981", "F"},
    {NULL, NULL, "sok dara", NULL, "1980", NULL},
    {NULL, NULL, NULL, NULL, NULL, "M"},
};

/* Who knows which part of a name is which is not asked for the whole; who has a birth date is not
 * asked for the year; what is missing says nothing. */
static void
test_fields(void)
{
    g_autoptr(MatchIdentities) identities = make_identities(lines, G_N_ELEMENTS(lines));
    g_autoptr(MatchModel) model = match_model_new(identities);
    g_autoptr(MatchRank) rank = match_rank_new(model);
    gdouble bits = 0;

    match_model_count(model);
    g_assert_cmpuint(identities->n, ==, 4);
    match_rank_begin(rank, 0);
    bits = (gdouble)model->field[FAMILY].chance[match_place(identities, 0, FAMILY)] +
           level_bits(model, GIVEN, MATCH_NAME_DIFFERENT) + level_bits(model, BIRTH, 1) +
           level_bits(model, SEX, 1);
    g_assert_cmpfloat_with_epsilon((gdouble)match_rank_of(rank, 1), bits, 1e-4);
    bits = (gdouble)model->field[WHOLE].chance[match_place(identities, 0, WHOLE)] +
           level_bits(model, BIRTH, 0);
    g_assert_cmpfloat_with_epsilon((gdouble)match_rank_of(rank, 2), bits, 1e-4);
    g_assert_cmpfloat_with_epsilon((gdouble)match_rank_of(rank, 3), level_bits(model, SEX, 0),
                                   1e-4);
    match_rank_begin(rank, 3);
    g_assert_cmpfloat_with_epsilon((gdouble)match_rank_of(rank, 0), level_bits(model, SEX, 0),
                                   1e-4);
}

/* Too many values to remember how they compare: not the same says what all levels but the first
 * say together. */
static void
test_not_remembered(void)
{
    g_autoptr(MatchIdentities) identities = match_identities_new();
    g_autoptr(MatchModel) model = NULL;
    g_autoptr(MatchRank) rank = NULL;
    gdouble bits = 0;

    match_identities_add_field(identities, "id_number", MATCH_IDENTIFIER);
    identities->n_sources = 1;
    for (guint i = 0; i < 5000; i++) {
        g_autofree gchar *number = g_strdup_printf("%09u", i);
        guint32 row[] = {match_values_intern(match_field(identities, 0)->values, roll_text(number),
                                             ROLL_TEXT_EMPTY)};

        match_identities_intern(identities, row, 0);
    }
    match_values_remember(match_field(identities, 0)->values);
    match_identities_count(identities, 1);
    model = match_model_new(identities);
    match_model_count(model);
    rank = match_rank_new(model);
    match_rank_begin(rank, 7);
    bits = log2((1 - model->field[0].m[0]) / (1 - model->field[0].u[0]));
    g_assert_cmpfloat_with_epsilon((gdouble)match_rank_of(rank, 8), bits, 1e-4);
}

/* Two lines of each of PERSONS, who share few names and years: the second does not tell the sex. */
static MatchIdentities *
make_crowd(void)
{
    g_autofree Line *crowd = g_new0(Line, LINES);
    g_autoptr(GStringChunk) texts = g_string_chunk_new(4096);

    for (guint i = 0; i < LINES; i++) {
        guint64 chance = roll_hash_mix(i / 2);
        g_autofree gchar *family = g_strdup_printf("fam%c", (gchar)('a' + chance % 20));
        g_autofree gchar *given = g_strdup_printf("giv%c", (gchar)('a' + chance / 20 % 20));
        g_autofree gchar *whole = g_strconcat(family, " ", given, NULL);
        g_autofree gchar *date = g_strdup_printf(
            "19%02u-%02u-%02u", 50 + (guint)(chance / 400 % 40), 1 + i / 2 % 12, 1 + i / 24 % 28);

        crowd[i][FAMILY] = g_string_chunk_insert(texts, family);
        crowd[i][GIVEN] = g_string_chunk_insert(texts, given);
        crowd[i][WHOLE] = g_string_chunk_insert(texts, whole);
        crowd[i][BIRTH_DATE] = g_string_chunk_insert(texts, date);
        crowd[i][SEX] = i % 2 == 0 ? "M" : NULL;
    }
    return make_identities((const Line *)crowd, LINES);
}

/* Millions of pairs are allowed, of which few hundred are matches: those are found, and not many
 * more are compared. */
static void
test_enough(void)
{
    g_autoptr(MatchIdentities) identities = make_crowd();
    g_autoptr(MatchModel) model = match_model_new(identities);
    g_autoptr(MatchPairs) random = match_pairs_at_random(model, MATCH_RANDOM_PAIRS, 1);
    g_autoptr(MatchBlocks) blocks = NULL;
    g_autoptr(MatchPairs) candidates = NULL;
    g_autoptr(MatchPairs) to_learn = NULL;
    guint n_found = 0;

    g_assert_cmpuint(identities->n, ==, LINES);
    match_train_start(model, identities, random, 1);
    blocks = match_blocks_new(model, 2000, 1);
    candidates = match_pairs_of_blocks(model, blocks, 1, &to_learn);
    for (guint i = 0; i < candidates->pairs->len; i++) {
        const MatchPair *pair = &g_array_index(candidates->pairs, MatchPair, i);

        n_found += pair->a % 2 == 0 && pair->b == pair->a + 1;
    }
    g_assert_cmpuint(n_found, ==, PERSONS);
    g_assert_cmpuint(match_blocks_forecast(blocks), <, ENOUGH);
    g_assert_cmpuint(candidates->pairs->len, <, ENOUGH);
    g_assert_cmpuint(to_learn->pairs->len, >, PERSONS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/rank/fields", test_fields);
    g_test_add_func("/rank/not-remembered", test_not_remembered);
    g_test_add_func("/block/enough", test_enough);
    return g_test_run();
}
