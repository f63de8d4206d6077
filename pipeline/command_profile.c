#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"

typedef struct {
    gchar **exports;
    gchar **rules;
    gchar *name;
    gchar *encoding;
    gchar *output;
} ProfileOptions;

static void
options_clear(ProfileOptions *options)
{
    g_strfreev(options->exports);
    g_strfreev(options->rules);
    g_free(options->name);
    g_free(options->encoding);
    g_free(options->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProfileOptions, options_clear)

static gboolean
check(const ProfileOptions *options, GError **error)
{
    if (options->exports == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "profile: which export?  None is named");
        return FALSE;
    }
    if (options->name == NULL && g_strv_contains((const gchar *const *)options->exports, "-")) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "profile: -: what is the export called?  Say it with --name");
        return FALSE;
    }
    return TRUE;
}

static gboolean
parse(ProfileOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"encoding", 0, 0, G_OPTION_ARG_FILENAME, &options->encoding,
         "What the export is written in, where it does not say it: windows-1252, windows-874",
         "NAME"},
        {"name", 0, 0, G_OPTION_ARG_FILENAME, &options->name,
         "What the export on standard input is called", "FILE"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Write to FILE instead of standard output", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "EXPORT...",
        "Look at an unknown export, or at several of one habit, and write its source profile.",
        entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

static void
add_option(GPtrArray *argv, const gchar *option, const gchar *value)
{
    if (value == NULL)
        return;
    g_ptr_array_add(argv, g_strdup(option));
    g_ptr_array_add(argv, g_strdup(value));
}

/* What a column may be is ingest's matter: this becomes that program.  Returns only when it
 * cannot. */
static void
become_ingest(const ProfileOptions *options, GError **error)
{
    g_autoptr(GPtrArray) argv =
        program_command("ingest", (const gchar *const *)options->rules, error);

    if (argv == NULL)
        return;
    g_ptr_array_add(argv, g_strdup("--profile"));
    add_option(argv, "--encoding", options->encoding);
    add_option(argv, "--name", options->name);
    add_option(argv, "--output", options->output);
    g_ptr_array_add(argv, g_strdup("--"));
    for (guint i = 0; options->exports[i] != NULL; i++)
        g_ptr_array_add(argv, g_strdup(options->exports[i]));
    g_ptr_array_add(argv, NULL);
    execv(argv->pdata[0], (char *const *)argv->pdata);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", (const gchar *)argv->pdata[0],
                g_strerror(errno));
}

gint
command_profile(int argc, char **argv)
{
    g_auto(ProfileOptions) options = {0};
    GError *error = NULL;

    if (parse(&options, argc, argv, &error))
        become_ingest(&options, &error);
    return command_end(error);
}
