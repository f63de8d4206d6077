/* history: what a month's run takes over from the one before. */
#pragma once

#include <glib.h>

/* The history of the run @previous: a path (transfer full).  Errors: ROLL_ERROR_DATA (it is no run,
 * or one that ended before cluster). */
gchar *history_find(const gchar *previous, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with ROLL_ERROR_USAGE when @month, "2026-09", is before that of the run @previous: its
 * report would be of a time of which the history knows what came after.  @month may be NULL: none
 * was said. */
gboolean history_check_month(const gchar *previous, const gchar *month,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with ROLL_ERROR_DATA when one of @exports (NULL-terminated paths) is in the history @path
 * already: its records would count twice. */
gboolean history_check(const gchar *path, const gchar *const *exports,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
