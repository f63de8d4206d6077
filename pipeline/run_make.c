#include "pipeline/run_make.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/decisions.h"
#include "pipeline/engine_local.h"
#include "pipeline/history.h"
#include "pipeline/lib/layers.h"
#include "pipeline/process.h"
#include "pipeline/run_plan.h"
#include "pipeline/tree.h"

#define KIB_PER_MIB 1024

/* ---- what goes into the archive ---- */

static gboolean
keep_previous(const RunOptions *options, const gchar *root, GError **error)
{
    g_autofree gchar *history = NULL;
    g_autofree gchar *folder = g_build_filename(root, ARCHIVE_PREVIOUS, NULL);
    g_autofree gchar *copy = g_build_filename(folder, ROLL_HISTORY, NULL);

    if (options->previous == NULL)
        return TRUE;
    history = history_find(options->previous, error);
    return history != NULL && history_check_month(options->previous, options->month, error) &&
           history_check(history, (const gchar *const *)options->exports, error) &&
           tree_make(folder, error) && tree_copy_file(history, copy, error);
}

static gboolean
keep_rules(const RunOptions *options, const gchar *root, GError **error)
{
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)options->rules, error);

    return layers != NULL && roll_layers_check(layers, error) &&
           archive_keep_rules(root, roll_layers_dirs(layers), error);
}

/* What was asked, as far as the result depends on it: not the jobs, no path, no time. */
static gboolean
keep_options(const RunOptions *options, const gchar *root, GError **error)
{
    g_autofree gchar *text = g_strdup_printf(
        "[run]\nversion = %s\nuntil = %s\nmonth = %s\nlanguage = %s\nlayers = %u\nprevious = %s\n",
        ROLL_VERSION, program_stages[options->last], options->month != NULL ? options->month : "",
        options->language != NULL ? options->language : "en",
        options->rules != NULL ? g_strv_length(options->rules) : 0,
        options->previous != NULL ? "yes" : "no");

    return archive_keep_text(root, ARCHIVE_OPTIONS, text, error);
}

/* What the stages said, in the order of the plan. */
static gboolean
keep_log(const GPtrArray *processes, const gchar *root, GError **error)
{
    g_autoptr(GString) log = g_string_new(NULL);

    for (guint i = 0; i < processes->len; i++) {
        const Process *process = processes->pdata[i];
        g_auto(GStrv) lines = g_strsplit(process->log->str, "\n", -1);

        for (guint j = 0; lines[j] != NULL; j++)
            if (*lines[j] != '\0')
                g_string_append_printf(log, "%s%s%s\n", process->label,
                                       *process->label != '\0' ? ": " : "", lines[j]);
    }
    return archive_keep_text(root, ARCHIVE_LOG, log->str, error);
}

/* ---- what is told ---- */

/* The seconds and the memory of @processes. */
static void
tell_timing(const GPtrArray *processes)
{
    (void)fprintf(stderr, "%8s %8s %8s  %s\n", "seconds", "cpu", "MiB", "process");
    for (guint i = 0; i < processes->len; i++) {
        const Process *process = processes->pdata[i];

        (void)fprintf(stderr, "%8.2f %8.2f %8ld  %s %s\n", process->wall_seconds,
                      process->cpu_seconds, process->peak_kib / KIB_PER_MIB, process->program,
                      process->label);
    }
}

/* What they said beside their counts: that is for people. */
static void
tell_notes(const GPtrArray *processes)
{
    for (guint i = 0; i < processes->len; i++) {
        const Process *process = processes->pdata[i];
        g_auto(GStrv) lines = g_strsplit(process->log->str, "\n", -1);
        g_autofree gchar *counts = g_strconcat(process->program, ": read = ", NULL);

        for (guint j = 0; lines[j] != NULL; j++)
            if (*lines[j] != '\0' && !g_str_has_prefix(lines[j], counts))
                command_tell(lines[j]);
    }
}

/* ---- the run ---- */

gboolean
run_execute(const RunOptions *options, const Plan *plan, Interrupt *interrupt,
            GPtrArray **processes, GError **error)
{
    EngineOptions engine = {.jobs = (guint)options->jobs,
                            .shows_progress = isatty(STDERR_FILENO) == 1};
    g_autoptr(GPtrArray) started = NULL;
    gboolean is_sound = FALSE;

    for (guint i = 0; i < plan->folders->len; i++)
        if (!tree_make(plan->folders->pdata[i], error))
            return FALSE;
    is_sound = engine_local_run(plan, engine, interrupt, &started, error);
    if (options->shows_timing)
        tell_timing(started);
    if (is_sound)
        tell_notes(started);
    if (processes != NULL)
        *processes = g_steal_pointer(&started);
    return is_sound;
}

static gboolean
execute(const RunOptions *options, const gchar *root, Interrupt *interrupt, GError **error)
{
    g_autoptr(Plan) plan = run_plan_new(options, root, error);
    g_autoptr(GPtrArray) processes = NULL;
    g_autofree gchar *work = g_build_filename(root, RUN_WORK, NULL);

    return plan != NULL && run_execute(options, plan, interrupt, &processes, error) &&
           keep_log(processes, root, error) && tree_remove(work, error);
}

gboolean
run_make(const RunOptions *options, const gchar *root, Interrupt *interrupt, GError **error)
{
    return keep_rules(options, root, error) && keep_previous(options, root, error) &&
           decisions_keep(options, root, error) &&
           archive_keep_exports(root, (const gchar *const *)options->exports, error) &&
           keep_options(options, root, error) && interrupt_check(interrupt, error) &&
           execute(options, root, interrupt, error) && interrupt_check(interrupt, error);
}
