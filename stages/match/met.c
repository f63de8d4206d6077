#include "stages/match/met.h"

#include <string.h>

#define FIRST_BITS 8u

MatchMet *
match_met_new(void)
{
    MatchMet *met = g_new(MatchMet, 1);

    met->shift = 32 - FIRST_BITS;
    met->slots = g_new0(MatchMeeting, (gsize)1 << FIRST_BITS);
    met->taken = g_array_new(FALSE, FALSE, sizeof(guint32));
    return met;
}

void
match_met_begin(MatchMet *met, guint n)
{
    guint shift = met->shift;

    for (guint i = 0; i < met->taken->len; i++)
        met->slots[g_array_index(met->taken, guint32, i)].score = 0;
    g_array_set_size(met->taken, 0);
    while (shift > 1 && ~0u >> shift < 2 * n)
        shift--;
    if (shift == met->shift)
        return;
    met->shift = shift;
    g_free(met->slots);
    met->slots = g_new0(MatchMeeting, (gsize)1 << (32 - shift));
}

void
match_met_free(MatchMet *met)
{
    if (met == NULL)
        return;
    g_free(met->slots);
    g_array_unref(met->taken);
    g_free(met);
}
