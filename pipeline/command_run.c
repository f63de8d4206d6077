#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/manifest.h"
#include "pipeline/run_make.h"
#include "pipeline/run_plan.h"
#include "pipeline/staging.h"

#define SUMMARY "coordinator/summary.txt"

/* The summary that report has written; for a run that ended before it, where it ended. */
static gchar *
make_summary(const RunOptions *options, const gchar *root)
{
    g_autofree gchar *path = g_build_filename(root, SUMMARY, NULL);
    gchar *summary = NULL;

    if (options->last == program_chain().report &&
        g_file_get_contents(path, &summary, NULL, NULL)) {
        gchar *all =
            g_strdup_printf("%s%sThe reports lie in %s/coordinator; begin with index.html.\n",
                            summary, g_str_has_suffix(summary, "\n\n") ? "" : "\n", options->place);

        g_free(summary);
        return all;
    }
    if (options->last < program_chain().match)
        return g_strdup_printf("The records lie in %s/" RUN_NORMALISED ".\n", options->place);
    return g_strdup_printf("What %s wrote lies in %s/" ARCHIVE_STREAM ".\n",
                           program_stages[options->last], options->place);
}

/* Everything in the staged folder, from its inputs to the sum over all. */
static gboolean
make_run(const RunOptions *options, const gchar *root, Interrupt *interrupt, GError **error)
{
    return run_make(options, root, interrupt, error) &&
           manifest_write(root, (guint)options->jobs, error) && interrupt_check(interrupt, error);
}

static gboolean
run(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(RunOptions) options = {0};
    g_autoptr(Staging) staging = NULL;
    g_autofree gchar *summary = NULL;

    if (!run_options_parse(&options, "Consolidate a month's exports into the folder RUN.", argc,
                           argv, error))
        return FALSE;
    umask(S_IRWXG | S_IRWXO); /* a run holds personal data */
    staging = staging_new(options.place, options.replaces, ARCHIVE_MANIFEST, error);
    if (staging == NULL || !make_run(&options, staging_path(staging), interrupt, error))
        return FALSE;
    summary = make_summary(&options, staging_path(staging));
    return staging_publish(staging, error) && command_print(summary, error);
}

gint
command_run(int argc, char **argv)
{
    return command_work(run, argc, argv);
}
