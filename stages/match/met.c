#include "stages/match/met.h"

#define FIRST_BITS 8u

static void
make_slots(MatchMet *met, guint shift)
{
    gsize n_slots = (gsize)1 << (32 - shift);

    met->shift = shift;
    met->slots = g_new0(MatchMeeting, n_slots);
    met->taken = g_new(guint32, n_slots);
}

static void
free_slots(MatchMet *met)
{
    g_free(met->slots);
    g_free(met->taken);
}

MatchMet *
match_met_new(void)
{
    MatchMet *met = g_new0(MatchMet, 1);

    make_slots(met, 32 - FIRST_BITS);
    return met;
}

void
match_met_begin(MatchMet *met, guint n)
{
    guint shift = met->shift;

    for (guint i = 0; i < met->n; i++)
        met->slots[met->taken[i]].score = 0;
    met->n = 0;
    while (shift > 1 && ~0u >> shift < 2 * n)
        shift--;
    if (shift == met->shift)
        return;
    free_slots(met);
    make_slots(met, shift);
}

void
match_met_free(MatchMet *met)
{
    if (met == NULL)
        return;
    free_slots(met);
    g_free(met);
}
