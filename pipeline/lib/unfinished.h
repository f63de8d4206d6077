/* unfinished: a file that another library writes by its name, and that takes its place when it is
 * complete.
 *
 * What rollcall writes itself goes through a sink (source.h), which does the same. */
#pragma once

#include <glib.h>

typedef struct RollUnfinished RollUnfinished;

/* Makes an empty file ".NAME.unfinished" (mode 0600) beside @path; one that a killed run left there
 * is emptied.  Errors: ROLL_ERROR_IO. */
RollUnfinished *roll_unfinished_new(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name to write to. */
const gchar *roll_unfinished_path(const RollUnfinished *file);
/* Brings it to the disk and to its place.  Errors: ROLL_ERROR_IO. */
gboolean roll_unfinished_finish(RollUnfinished *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not finished vanishes. */
void roll_unfinished_free(RollUnfinished *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollUnfinished, roll_unfinished_free)
