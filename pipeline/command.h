/* command: what the subcommands of rollcall share.
 *
 * A subcommand is a function in a file of its own and a row in the table of rollcall.c. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"

/* argv[0] is the subcommand's name; returns the exit status. */
typedef gint (*CommandFunc)(int argc, char **argv);

gint command_run(int argc, char **argv);
gint command_plan(int argc, char **argv);
gint command_check(int argc, char **argv);
gint command_validate(int argc, char **argv);
gint command_profile(int argc, char **argv);
gint command_encode(int argc, char **argv);
gint command_evaluate(int argc, char **argv);
gint command_explain(int argc, char **argv);
gint command_verify(int argc, char **argv);
gint command_regenerate(int argc, char **argv);
gint command_rules(int argc, char **argv);
gint command_tables(int argc, char **argv);
gint command_view(int argc, char **argv);
/* A stage by its name, or behind the word stage: becomes that program. */
gint command_stage(int argc, char **argv);

/* A context with @entries, which are copied; @arguments and @summary are for --help. */
GOptionContext *command_context(const gchar *arguments, const gchar *summary,
                                const GOptionEntry *entries);
/* Parses.  --help is printed by GLib, which ends the program.  Errors: ROLL_ERROR_USAGE. */
gboolean command_parse(GOptionContext *context, int argc, char **argv,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @text to standard output, checked to its close.  Errors: ROLL_ERROR_IO. */
gboolean command_print(const gchar *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @text to standard error, each line behind "rollcall: ", with nothing in it that a
 * terminal would obey. */
void command_tell(const gchar *text);
/* "a, b, c" (transfer full). */
gchar *command_list(const gchar *const *words);
/* Tells @error, if there is one (transfer full), and returns the exit status. */
gint command_end(GError *error);
/* A subcommand that takes its time, and cleans up when somebody presses Ctrl-C: it looks at
 * @interrupt, which is open already. */
typedef gboolean (*CommandWork)(int argc, char **argv, Interrupt *interrupt, GError **error);
/* Does @work to its end, or to the signal's; returns the exit status. */
gint command_work(CommandWork work, int argc, char **argv);
/* "a/b/" and "a/b" are one place: the former becomes the latter. */
void command_cut_slashes(gchar *path);
/* The layers of --rules, NULL-terminated or NULL: is each there, and every file in it read by
 * somebody?  Errors: ROLL_ERROR_CONFIG. */
gboolean command_check_rules(gchar **rules, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A number of threads or processes: @jobs, or the cores when it is 0.  Errors: ROLL_ERROR_USAGE. */
gboolean command_jobs(gint *jobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
