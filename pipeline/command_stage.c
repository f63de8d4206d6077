#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/programs.h"

gint
command_stage(int argc, char **argv)
{
    GError *error = NULL;
    g_autofree gchar *path = program_find(argv[0], &error);

    (void)argc;
    if (path != NULL) {
        execv(path, argv);
        g_set_error(&error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(errno));
    }
    return command_end(error);
}
