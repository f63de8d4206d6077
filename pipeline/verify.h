/* verify: files held against a manifest: the run's own, or others that should be the same. */
#pragma once

#include <glib.h>

typedef enum {
    VERIFY_SOUND,
    VERIFY_DAMAGED, /* another sum, or no file at all under that name */
    VERIFY_MISSING,
    VERIFY_UNREADABLE,
    VERIFY_EXTRA, /* unknown to the manifest */
    VERIFY_ADDED, /* likewise, but what using a run leaves in it: no fault */
    VERIFY_STATES
} VerifyState;

typedef struct {
    const gchar *root;           /* the folder that is looked at; links in it are not followed */
    const gchar *called;         /* how it is told */
    const gchar *const *folders; /* "archive/" …: what else there is does not count; NULL: all */
    const gchar *damaged;        /* how it is told that a sum is another */
    const gchar *missing;
    const gchar *extra;
    guint jobs; /* files read at once */
} VerifyPlace;

typedef struct {
    guint n[VERIFY_STATES];
    gboolean archive_is_sound; /* as far as it was looked at */
    gboolean inputs_are_sound; /* the exports in it */
    GString *told; /* a line a fault: by the manifest, then what is extra; also the added */
} Verification;

/* @manifest: of manifest_read().  Errors: ROLL_ERROR_IO (a folder cannot be listed). */
gboolean verify(const VerifyPlace *place, const GPtrArray *manifest, Verification *verification,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The exit status that the faults come to, a ROLL_ERROR; 0: there is none. */
gint verification_status(const Verification *verification);
void verification_clear(Verification *verification);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verification, verification_clear)

/* Verifies what lies in @folders (NULL: all) of the run @root by its own manifest.
 * Errors: those of manifest_read(); ROLL_ERROR_IO. */
gboolean verify_run(const gchar *root, const gchar *const *folders, Verification *verification,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
