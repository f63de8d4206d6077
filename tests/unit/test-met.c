#include <glib.h>

#include "stages/match/met.h"

#define MANY 5000u

static void
test_sums(void)
{
    g_autoptr(MatchMet) met = match_met_new();

    match_met_begin(met, 3);
    match_met_add(met, 7, 10);
    match_met_add(met, 3, 1);
    match_met_add(met, 7, 5);
    g_assert_cmpuint(match_met_n(met), ==, 2);
    g_assert_cmpuint(match_met_at(met, 0).identity, ==, 7);
    g_assert_cmpuint(match_met_at(met, 0).score, ==, 15);
    g_assert_cmpuint(match_met_at(met, 1).identity, ==, 3);
    g_assert_cmpuint(match_met_at(met, 1).score, ==, 1);
}

static void
test_known(void)
{
    g_autoptr(MatchMet) met = match_met_new();

    match_met_begin(met, 2);
    match_met_add(met, 7, 10);
    match_met_add_known(met, 3, 1);
    match_met_add_known(met, 7, 5);
    match_met_add_known(met, 3, 1);
    g_assert_cmpuint(match_met_n(met), ==, 1);
    g_assert_cmpuint(match_met_at(met, 0).identity, ==, 7);
    g_assert_cmpuint(match_met_at(met, 0).score, ==, 15);
}

/* Nothing of one identity's meetings is left for the next, whether the table grows or not. */
static void
test_begins_empty(void)
{
    g_autoptr(MatchMet) met = match_met_new();
    static const guint most[] = {1, 4, MANY, 2};

    for (guint i = 0; i < G_N_ELEMENTS(most); i++) {
        match_met_begin(met, most[i]);
        g_assert_cmpuint(match_met_n(met), ==, 0);
        match_met_add(met, 0, i + 1);
        g_assert_cmpuint(match_met_n(met), ==, 1);
        g_assert_cmpuint(match_met_at(met, 0).identity, ==, 0);
        g_assert_cmpuint(match_met_at(met, 0).score, ==, i + 1);
    }
}

static void
test_many(void)
{
    g_autoptr(MatchMet) met = match_met_new();

    match_met_begin(met, MANY);
    for (guint round = 1; round <= 3; round++)
        for (guint32 i = 0; i < MANY; i++)
            match_met_add(met, i << 16 | i, round);
    g_assert_cmpuint(match_met_n(met), ==, MANY);
    for (guint32 i = 0; i < MANY; i++) {
        g_assert_cmpuint(match_met_at(met, i).identity, ==, i << 16 | i);
        g_assert_cmpuint(match_met_at(met, i).score, ==, 6);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/met/sums", test_sums);
    g_test_add_func("/met/known", test_known);
    g_test_add_func("/met/begins-empty", test_begins_empty);
    g_test_add_func("/met/many", test_many);
    return g_test_run();
}
