#include <errno.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"

typedef struct {
    gchar **rules;
    gchar **words;
    gchar *format;
} TablesOptions;

static void
options_clear(TablesOptions *options)
{
    g_strfreev(options->rules);
    g_strfreev(options->words);
    g_free(options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TablesOptions, options_clear)

static gboolean
parse(TablesOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &options->format,
         "markdown (default), csv or json; the latter two with every field of the rules", "FORMAT"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->words, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        NULL, "Print the data dictionary: every table of a run, its columns, who may see them.",
        entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (options->words == NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "tables: \"%s\" is too much",
                options->words[0]);
    return FALSE;
}

/* What tables hold is report's matter: this becomes that program.  Returns only when it cannot. */
static void
become_report(const TablesOptions *options, GError **error)
{
    g_autoptr(GPtrArray) argv =
        program_command("report", (const gchar *const *)options->rules, error);

    if (argv == NULL)
        return;
    g_ptr_array_add(argv, g_strdup("--tables"));
    g_ptr_array_add(argv, g_strdup(options->format != NULL ? options->format : "markdown"));
    g_ptr_array_add(argv, NULL);
    execv(argv->pdata[0], (char *const *)argv->pdata);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", (const gchar *)argv->pdata[0],
                g_strerror(errno));
}

gint
command_tables(int argc, char **argv)
{
    g_auto(TablesOptions) options = {0};
    GError *error = NULL;

    if (parse(&options, argc, argv, &error))
        become_report(&options, &error);
    return command_end(error);
}
