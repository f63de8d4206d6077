/* programs: where the stages are: beside the command (a build) or in ../libexec/rollcall (an
 * installation).  They are known by name, at run time only. */
#pragma once

#include <glib.h>

/* The names of the stages, in the order of the chain, NULL-terminated: STAGES of the Makefile. */
extern const gchar *const program_stages[];

/* Where the chain turns: the stages before match work on each export by itself, those from match on
 * on all records; from cluster on there are officers, from overlap on sessions; report writes
 * files. */
typedef struct {
    gint match;
    gint cluster;
    gint overlap;
    gint report;
} ProgramChain;

ProgramChain program_chain(void);
/* The place of a stage in program_stages; -1 when there is none of that name. */
gint program_stage(const gchar *name);
/* The path of program @name (transfer full).  Errors: ROLL_ERROR_IO. */
gchar *program_find(const gchar *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The beginning of a command: stage @name, and --rules for each of @rules (NULL: none); of gchar *,
 * not ended by NULL (transfer full).  Errors: the same. */
GPtrArray *program_command(const gchar *name, const gchar *const *rules,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The path of this very program (transfer full). */
gchar *program_self(GError **error) G_GNUC_WARN_UNUSED_RESULT;
