/* What counts as evidence beside a name; and which pairs of a group are compared after all. */
#include <math.h>

#include "stages/match/complete.h"

enum { FAMILY, GIVEN, MIDDLE, SUFFIX, WHOLE, RANK, N_FIELDS };

static guint32
intern(const MatchIdentities *identities, guint field, const gchar *text)
{
    return match_values_intern(match_field(identities, field)->values, roll_text(text),
                               ROLL_TEXT_EMPTY);
}

static void
add_identity(MatchIdentities *identities, const gchar *family, const gchar *given,
             const gchar *rank)
{
    guint32 row[N_FIELDS] = {0};

    row[FAMILY] = intern(identities, FAMILY, family);
    row[GIVEN] = intern(identities, GIVEN, given);
    row[RANK] = intern(identities, RANK, rank);
    match_identities_intern(identities, row, 0);
}

static MatchIdentities *
identities_new(void)
{
    MatchIdentities *identities = match_identities_new();

    identities->family = (gint)match_identities_add_field(identities, "family name", MATCH_FAMILY);
    identities->given = (gint)match_identities_add_field(identities, "given name", MATCH_GIVEN);
    identities->middle = (gint)match_identities_add_field(identities, "middle name", MATCH_MIDDLE);
    identities->suffix = (gint)match_identities_add_field(identities, "name suffix", MATCH_SUFFIX);
    identities->bag = (gint)match_identities_add_field(identities, "whole name", MATCH_BAG);
    match_identities_add_field(identities, "rank", MATCH_CATEGORY);
    identities->n_sources = 1;
    return identities;
}

/* A rank at @level that weighs @bits more than nothing: is the pair one of names alone? */
static const struct {
    const gchar *name;
    gdouble bits;
    guint level;
    gboolean alone;
} beside[] = {
    {"missing", 0, MATCH_LEVEL_MISSING, TRUE},
    {"equal", 2, 0, FALSE},
    {"similar", .5, 2, FALSE},
    {"similar-weighs-nothing", .01, 2, TRUE},
    {"similar-speaks-against", -1, 2, TRUE},
    {"different", -1, 3, TRUE},
    {"different-weighs", .5, 3, TRUE},
};

static void
test_beside_name(gconstpointer data)
{
    guint row = GPOINTER_TO_UINT(data);
    g_autoptr(MatchIdentities) identities = identities_new();
    g_autoptr(MatchModel) model = NULL;
    MatchPattern pattern = {{0}};

    memset(pattern.level + MIDDLE, MATCH_LEVEL_MISSING, WHOLE + 1 - MIDDLE);
    pattern.level[RANK] = (guint8)beside[row].level;
    add_identity(identities, "sok", "dara", "captain");
    add_identity(identities, "sok", "dara", "major");
    match_identities_count(identities, 1);
    model = match_model_new(identities);
    for (guint level = 0; level < 4; level++)
        model->field[RANK].m[level] = .25 * exp2(beside[row].bits);
    match_model_refresh(&model->field[RANK]);
    match_model_count(model);
    g_assert_cmpint(match_model_name_alone(model, 0, 1, &pattern), ==, beside[row].alone);
}

static void
add_pair(MatchPairs *pairs, guint32 a, guint32 b)
{
    MatchPair pair = {.a = a, .b = b, .bits = 5};

    g_array_append_val(pairs->pairs, pair);
}

/* Three of one group of whom two were never compared, and a chain of more than any person has. */
static void
test_complete(void)
{
    g_autoptr(MatchIdentities) identities = identities_new();
    g_autoptr(MatchModel) model = NULL;
    g_autoptr(MatchPairs) candidates = match_pairs_new();
    g_autoptr(MatchGroups) groups = NULL;
    g_autoptr(MatchPairs) completed = NULL;
    const MatchPair *found = NULL;
    guint n = 6 + MATCH_COMPLETE_MAX + 1;

    for (guint i = 0; i < n; i++) {
        g_autofree gchar *rank = g_strdup_printf("rank %u", i);

        add_identity(identities, i == 5 ? "prak" : "sok", i == 5 ? "vanna" : "dara", rank);
    }
    add_pair(candidates, 0, 1); /* 0 and 2 are left out, and say the same */
    add_pair(candidates, 1, 2);
    add_pair(candidates, 3, 4); /* 3 and 5, too, and say nothing of the kind */
    add_pair(candidates, 4, 5);
    for (guint i = 6; i + 1 < n; i++)
        add_pair(candidates, i, i + 1);
    match_identities_count(identities, 1);
    model = match_model_new(identities);
    model->log_prior[0] = -6.5;
    match_model_count(model);
    groups = match_groups_new(n, candidates, 0);
    completed = match_complete(model, groups, candidates, 2);
    g_assert_cmpuint(completed->n_compared, ==, 2);
    g_assert_cmpuint(completed->pairs->len, ==, 1);
    found = &g_array_index(completed->pairs, MatchPair, 0);
    g_assert_cmpuint(found->a, ==, 0);
    g_assert_cmpuint(found->b, ==, 2);
    g_assert_cmpuint(match_patterns_at(completed->patterns, found->pattern)->level[FAMILY], ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(beside); i++) {
        g_autofree gchar *path = g_strconcat("/match/beside-name/", beside[i].name, NULL);

        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_beside_name);
    }
    g_test_add_func("/match/complete", test_complete);
    return g_test_run();
}
