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

gint
command_stage(int argc, char **argv)
{
    GError *error = NULL;

    if (argc > 0 && program_stage(argv[0]) >= 0)
        become(argv, &error);
    else if (argc > 1 && program_stage(argv[1]) >= 0)
        become(argv + 1, &error);
    else {
        g_autofree gchar *known = command_list(program_stages);

        g_set_error(&error, ROLL_ERROR, ROLL_ERROR_USAGE, "stage: which one?  There are %s", known);
    }
    return command_end(error);
}
