/* wanted: pairs of records that somebody asks for, whether they are candidates or not: for
 * explaining why two records are no officer. */
#pragma once

#include <glib.h>

typedef struct MatchWanted MatchWanted;

/* @pairs: "12:57", records counted from 1; NULL: none.  @of_record: the identity of each record.
 * Errors: ROLL_ERROR_USAGE (no such pair; a record that takes no part). */
MatchWanted *match_wanted_new(const gchar *const *pairs, const GArray *of_record,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The pair of identities was emitted. */
void match_wanted_met(MatchWanted *wanted, guint32 a, guint32 b);
guint match_wanted_n(const MatchWanted *wanted);
/* The identities of pair @index, *@a <= *@b; FALSE: it was met. */
gboolean match_wanted_at(const MatchWanted *wanted, guint index, guint32 *a, guint32 *b);
void match_wanted_free(MatchWanted *wanted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchWanted, match_wanted_free)
