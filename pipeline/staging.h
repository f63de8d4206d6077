/* staging: a folder that appears under its name only when all of it is there and on the disk.
 *
 * It is made beside its place as NAME.part-XXXXXX (mode 0700), and vanishes when it is freed
 * before it was published.  What a killed run left behind is removed by the next one of that
 * place: a lock on the folder tells the dead from the living. */
#pragma once

#include <glib.h>

typedef struct Staging Staging;

/* @place: a path without a slash at its end.  Errors: ROLL_ERROR_IO: it exists and @replaces is
 * FALSE; it does not hold @mark, the path of a file below, so that nothing but an earlier run is
 * ever replaced; it lies in a folder that holds @mark; its folder cannot be written. */
Staging *staging_new(const gchar *place, gboolean replaces, const gchar *mark,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
const gchar *staging_path(const Staging *staging); /* of the folder, while it is made */
/* Syncs all of it and gives it its name, in one step also where it replaces another. */
gboolean staging_publish(Staging *staging, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void staging_free(Staging *staging);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Staging, staging_free)
