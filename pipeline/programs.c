#include "pipeline/programs.h"

#include <string.h>

#include "pipeline/lib/error.h"

const gchar *const program_stages[] = {ROLL_STAGES NULL};

ProgramChain
program_chain(void)
{
    return (ProgramChain){.match = program_stage("match"),
                          .cluster = program_stage("cluster"),
                          .overlap = program_stage("overlap"),
                          .report = program_stage("report")};
}

gint
program_stage(const gchar *name)
{
    for (gint i = 0; program_stages[i] != NULL; i++)
        if (strcmp(name, program_stages[i]) == 0)
            return i;
    return -1;
}

gchar *
program_self(GError **error)
{
    g_autoptr(GError) cause = NULL;
    gchar *self = g_file_read_link("/proc/self/exe", &cause);

    if (self == NULL)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "/proc/self/exe: %s", cause->message);
    return self;
}

gchar *
program_find(const gchar *name, GError **error)
{
    g_autofree gchar *self = program_self(error);
    g_autofree gchar *folder = NULL;
    g_autofree gchar *beside = NULL;
    g_autofree gchar *installed = NULL;

    if (self == NULL)
        return NULL;
    folder = g_path_get_dirname(self);
    beside = g_build_filename(folder, name, NULL);
    if (g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer(&beside);
    installed = g_build_filename(folder, "..", "libexec", "rollcall", name, NULL);
    if (g_file_test(installed, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename(installed, NULL);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: stage not found, neither %s nor %s", name,
                beside, installed);
    return NULL;
}

GPtrArray *
program_command(const gchar *name, const gchar *const *rules, GError **error)
{
    gchar *program = program_find(name, error);
    GPtrArray *argv = NULL;

    if (program == NULL)
        return NULL;
    argv = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(argv, program);
    for (guint i = 0; rules != NULL && rules[i] != NULL; i++) {
        g_ptr_array_add(argv, g_strdup("--rules"));
        g_ptr_array_add(argv, g_strdup(rules[i]));
    }
    return argv;
}
