#include "pipeline/rematch.h"

#include "pipeline/archive.h"
#include "pipeline/engine_local.h"
#include "pipeline/lib/error.h"
#include "pipeline/process.h"
#include "pipeline/programs.h"
#include "pipeline/tree.h"

static GPtrArray *
match_command(const gchar *run, const ExplainReading *reading, GError **error)
{
    g_autoptr(GPtrArray) rules = archive_rules(run, error);
    g_autofree gchar *model = rules != NULL ? archive_model(run, error) : NULL;
    GPtrArray *argv =
        model != NULL ? program_command("match", (const gchar *const *)rules->pdata, error) : NULL;

    if (argv == NULL)
        return NULL;
    g_ptr_array_add(argv, g_strdup("--model"));
    g_ptr_array_add(argv, g_steal_pointer(&model));
    g_ptr_array_add(argv, g_strdup("--pair"));
    g_ptr_array_add(argv, g_strdup_printf("%u:%u", reading->found[0], reading->found[1]));
    g_ptr_array_add(argv, g_strdup(reading->stream));
    return argv;
}

static gboolean
run_match(const gchar *run, const ExplainReading *reading, const gchar *output,
          Interrupt *interrupt, GError **error)
{
    GPtrArray *argv = match_command(run, reading, error);

    if (argv != NULL && engine_local_run_one(argv, output, interrupt, error))
        return TRUE;
    archive_blame_rules(run, "", error);
    return FALSE;
}

gboolean
rematch(const gchar *run, ExplainReading *reading, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *folder = tree_make_temporary(error);
    g_autofree gchar *output = NULL;
    gboolean is_sound = FALSE;

    if (folder == NULL)
        return FALSE;
    output = g_build_filename(folder, "match.roll", NULL);
    is_sound = run_match(run, reading, output, interrupt, error) &&
               explain_read_again(reading, output, error);
    tree_remove(folder, NULL);
    return is_sound;
}
