#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"
#include "pipeline/verify.h"

static gboolean
parse(gchar ***arguments, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context =
        command_context("RUN",
                        "Check a run against archive/manifest.sha256: every file is there and as "
                        "it was made,\nand there is none beside them.",
                        entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (*arguments != NULL && g_strv_length(*arguments) == 1 && ***arguments != '\0') {
        command_cut_slashes(**arguments);
        return TRUE;
    }
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "verify: which run?  One is to be named");
    return FALSE;
}

/* TRUE when the run came as far as report. */
static gboolean
has_reports(const gchar *root)
{
    g_autofree gchar *until = archive_asked(root, "until");

    return g_strcmp0(until, program_stages[program_chain().report]) == 0;
}

/* What a person does about the faults, as an error. */
static void
set_mend(const gchar *root, const Verification *verification, GError **error)
{
    const guint *n = verification->n;
    g_autoptr(GString) mend = g_string_new(root);
    gboolean lacks = n[VERIFY_DAMAGED] + n[VERIFY_MISSING] > 0;

    g_string_append(mend, verification_status(verification) == ROLL_ERROR_DATA
                              ? ": is not as it was made"
                              : ": is as it was made, as far as it can be read");
    if (lacks)
        g_string_append(mend, "\nfetch the files that are damaged or missing from a copy of the "
                              "run");
    if (lacks && verification->archive_is_sound && has_reports(root))
        g_string_append_printf(mend,
                               "; or make the reports again, of the archive, which is sound: "
                               "rollcall regenerate %s --to DIR",
                               root);
    else if (lacks && verification->inputs_are_sound)
        g_string_append_printf(
            mend, "; or make the run anew: its exports, in %s/" ARCHIVE_INPUTS ", are sound", root);
    if (n[VERIFY_EXTRA] > 0)
        g_string_append(mend, "\nput what is extra elsewhere: no run made it");
    if (n[VERIFY_UNREADABLE] > 0)
        g_string_append(mend, "\nwhat cannot be read may be sound or not: verify as the one "
                              "who made the run, or look at the disk");
    g_set_error_literal(error, ROLL_ERROR, verification_status(verification), mend->str);
}

static gboolean
print(const Verification *verification, GError **error)
{
    const guint *n = verification->n;
    g_autofree gchar *text = g_strdup_printf(
        "%sverify: sound = %u, damaged = %u, missing = %u, unreadable = %u, extra = %u, "
        "added by use = %u\n",
        verification->told->str, n[VERIFY_SOUND], n[VERIFY_DAMAGED], n[VERIFY_MISSING],
        n[VERIFY_UNREADABLE], n[VERIFY_EXTRA], n[VERIFY_ADDED]);

    return command_print(text, error);
}

gint
command_verify(int argc, char **argv)
{
    g_auto(GStrv) arguments = NULL;
    g_auto(Verification) verification = {0};
    GError *error = NULL;

    if (parse(&arguments, argc, argv, &error) &&
        verify_run(arguments[0], NULL, &verification, &error) && print(&verification, &error) &&
        verification_status(&verification) != 0)
        set_mend(arguments[0], &verification, &error);
    return command_end(error);
}
