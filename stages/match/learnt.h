/* learnt: what match has learnt of a run, in a file of its own, so that a record that comes later
 * is weighed as that run would have weighed it.
 *
 * The file is a packed stream of the tables below.  Numbers are written in full: what is read again
 * is what was learnt, to the last bit.  Values that one person has, most of all there are, are not
 * told: whatever has no frequency is as rare as a value can be. */
#pragma once

#include <glib.h>

#include "stages/match/model.h"

/* The tables, and the places of their columns. */
enum {
    MATCH_LEARNT_FIELDS, /* field,parent,persons,repeat,values */
    MATCH_LEARNT_LEVELS, /* field,level,label,m,u */
    MATCH_LEARNT_LIFTS,  /* field,above,level,m,u */
    MATCH_LEARNT_PRIORS, /* one,other,odds,matched,possible; organisations, or "" and "": any */
    MATCH_LEARNT_FREQUENCIES, /* field,text,key,share */
    MATCH_LEARNT_WORDS,       /* field,word,values; of two values and more */
    MATCH_LEARNT_TOTALS,      /* identities,least,overall */
    MATCH_LEARNT_TABLES,
};

typedef struct {
    const gchar *table;
    const gchar *columns[6]; /* NULL-terminated */
} MatchLearntTable;

extern const MatchLearntTable match_learnt_tables[MATCH_LEARNT_TABLES];

/* Writes what @model has learnt to the new file @path; @least: match_blocks_least().
 * Errors: ROLL_ERROR_IO. */
gboolean match_learnt_write(const gchar *path, const MatchModel *model, guint least,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct MatchLearnt MatchLearnt;

/* Errors: ROLL_ERROR_DATA (also: it is of another version of match), ROLL_ERROR_IO. */
MatchLearnt *match_learnt_read(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint match_learnt_identities(const MatchLearnt *learnt); /* how many it was learnt of */
guint match_learnt_least(const MatchLearnt *learnt);
/* Makes @model, which is new, what was learnt, and the shares and words of @identities, which are
 * the model's, those that were counted.  A field of which nothing was learnt is compared no more.
 * Errors: ROLL_ERROR_DATA (levels that are not those of this match). */
gboolean match_learnt_apply(const MatchLearnt *learnt, MatchModel *model,
                            MatchIdentities *identities, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void match_learnt_free(MatchLearnt *learnt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchLearnt, match_learnt_free)
