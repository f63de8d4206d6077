/* met: whom one identity meets in its blocks, and how much they share.
 *
 * A table of its own for each identity, emptied in between: few are met, and so it stays close to
 * the processor, which a counter for each of a million identities does not. */
#pragma once

#include <glib.h>

typedef struct {
    guint32 identity;
    guint32 score; /* the sum of what was added; 0: a free slot */
} MatchMeeting;

typedef struct {
    MatchMeeting *slots; /* open addressing */
    guint shift;         /* of a hash, so that it is a slot's number */
    guint32 *taken;      /* slots in the order in which they were taken; room for all */
    guint n;             /* of them */
} MatchMet;

MatchMet *match_met_new(void);
/* Nobody is met so far, and at most @n will be. */
void match_met_begin(MatchMet *met, guint n);
void match_met_free(MatchMet *met);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchMet, match_met_free)

/* The slot of @identity, or the free one where it would be.  Which of them it is the processor
 * cannot foresee: so it is one question, and not one after the other. */
static inline MatchMeeting *
match_met_slot(const MatchMet *met, guint32 identity)
{
    guint mask = ~0u >> met->shift;
    guint32 slot = identity * 0x9E3779B1u >> met->shift; /* Knuth's multiplicative hash */

    while ((guint64)met->slots[slot].score * (met->slots[slot].identity ^ identity) != 0)
        slot = (slot + 1) & mask;
    return &met->slots[slot];
}

/* @score: above 0. */
static inline void
match_met_add(MatchMet *met, guint32 identity, guint32 score)
{
    MatchMeeting *slot = match_met_slot(met, identity);

    met->taken[met->n] = (guint32)(slot - met->slots);
    met->n += slot->score == 0 ? 1 : 0;
    *slot = (MatchMeeting){identity, slot->score + score};
}

/* Adds to one that was met before; another one is not met by it. */
static inline void
match_met_add_known(MatchMet *met, guint32 identity, guint32 score)
{
    MatchMeeting *slot = match_met_slot(met, identity);

    slot->score += slot->score != 0 ? score : 0;
}

static inline guint
match_met_n(const MatchMet *met)
{
    return met->n;
}

static inline MatchMeeting
match_met_at(const MatchMet *met, guint index)
{
    return met->slots[met->taken[index]];
}
