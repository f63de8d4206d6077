#include <errno.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"

#define STAGE "ingest" /* which knows headers and columns */

typedef struct {
    gchar **exports;
    gchar **rules;
    gchar *output;
    gchar *name;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->exports);
    g_strfreev(options->rules);
    g_free(options->output);
    g_free(options->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse(Options *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Write to FILE instead of standard output", "FILE"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"name", 0, 0, G_OPTION_ARG_FILENAME, &options->name,
         "What the export on standard input (-) is called", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "EXPORT…",
        "Looks at an export that no source profile is for, and writes one: what the export "
        "decides, "
        "and behind \"# ?\" what a person must.\nSeveral exports must be of one kind, of one "
        "organisation.  No value of a cell is shown.",
        entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (options->exports != NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "profile: which exports?");
    return FALSE;
}

static void
add_option(GPtrArray *arguments, const gchar *option, const gchar *value)
{
    if (value != NULL)
        g_ptr_array_add(arguments, g_strdup_printf("%s=%s", option, value));
}

/* Returns only when the stage cannot be started. */
static void
become(const Options *options, GError **error)
{
    g_autofree gchar *path = program_find(STAGE, error);
    g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);

    if (path == NULL)
        return;
    g_ptr_array_add(arguments, g_strdup(STAGE));
    g_ptr_array_add(arguments, g_strdup("--profile"));
    add_option(arguments, "--output", options->output);
    add_option(arguments, "--name", options->name);
    for (guint i = 0; options->rules != NULL && options->rules[i] != NULL; i++)
        add_option(arguments, "--rules", options->rules[i]);
    g_ptr_array_add(arguments, g_strdup("--"));
    for (guint i = 0; options->exports[i] != NULL; i++)
        g_ptr_array_add(arguments, g_strdup(options->exports[i]));
    g_ptr_array_add(arguments, NULL);
    execv(path, (gchar **)arguments->pdata);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
}

gint
command_profile(int argc, char **argv)
{
    g_auto(Options) options = {0};
    GError *error = NULL;

    if (parse(&options, argc, argv, &error))
        become(&options, &error);
    return command_end(error);
}
