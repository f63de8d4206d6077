#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"

/* Returns only when that program cannot be started. */
static void
become(char **argv, GError **error)
{
    g_autofree gchar *path = program_find(argv[0], error);

    if (path == NULL)
        return;
    execv(path, argv);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
}

static gboolean
print_help(GError **error)
{
    g_autofree gchar *known = command_list(program_stages);
    g_autofree gchar *help =
        g_strdup_printf("Usage:\n  rollcall stage NAME [OPTION…]\n\nA stage as a filter, wherever "
                        "it is installed: %s.\nrollcall stage NAME --help tells the options of "
                        "a stage.\n",
                        known);

    return command_print(help, error);
}

gint
command_stage(int argc, char **argv)
{
    GError *error = NULL;
    gboolean is_named = argc > 0 && program_stage(argv[0]) >= 0;

    if (!is_named && argc > 1 && g_str_equal(argv[1], "--help"))
        return print_help(&error) ? 0 : command_end(error);
    if (is_named)
        become(argv, &error);
    else if (argc > 1 && program_stage(argv[1]) >= 0)
        become(argv + 1, &error);
    else {
        g_autofree gchar *known = command_list(program_stages);

        g_set_error(&error, ROLL_ERROR, ROLL_ERROR_USAGE, "stage: which one?  There are %s", known);
    }
    return command_end(error);
}
