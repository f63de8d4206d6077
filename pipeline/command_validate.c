#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/deliveries.h"
#include "pipeline/engine_local.h"
#include "pipeline/finding_kinds.h"
#include "pipeline/findings_formats.h"
#include "pipeline/fingerprint.h"
#include "pipeline/lib/error.h"
#include "pipeline/process.h"
#include "pipeline/programs.h"
#include "pipeline/tree.h"

typedef struct {
    gchar **exports;
    gchar **rules;
    gchar *format;
    gchar *fail_on;
    gchar *baseline;
    gchar *new_baseline;
    gint jobs;
    gboolean shows_values;
    gboolean asks_meaning;
    gboolean lists_kinds;
    guint *first; /* deliveries_first() of the exports */
    const FindingsFormat *form;
    GHashTable *known; /* of the baseline; NULL without one */
} ValidateOptions;

static void
options_clear(ValidateOptions *options)
{
    g_strfreev(options->exports);
    g_strfreev(options->rules);
    g_free(options->format);
    g_free(options->fail_on);
    g_free(options->baseline);
    g_free(options->new_baseline);
    g_free(options->first);
    g_clear_pointer(&options->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ValidateOptions, options_clear)

/* ---- the command line ---- */

static gboolean
check_weight(ValidateOptions *options, GError **error)
{
    static const gchar *const weights[] = {"error", "warning", "never", NULL};
    g_autofree gchar *list = command_list(weights);

    if (options->fail_on == NULL)
        options->fail_on = g_strdup(weights[0]);
    if (g_strv_contains(weights, options->fail_on))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "validate: --fail-on: \"%s\" is not known; there is %s", options->fail_on, list);
    return FALSE;
}

static gchar *
list_formats(void)
{
    GString *list = g_string_new(NULL);

    for (const FindingsFormat *format = findings_formats; format->name != NULL; format++)
        g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", format->name);
    return g_string_free(list, FALSE);
}

/* Where GitHub runs the job, its notes are what people will look at. */
static gboolean
check_format(ValidateOptions *options, GError **error)
{
    gboolean is_github = g_strcmp0(g_getenv("GITHUB_ACTIONS"), "true") == 0;
    g_autofree gchar *list = list_formats();

    if (options->format == NULL)
        options->format = g_strdup(is_github ? "github" : findings_formats[0].name);
    options->form = findings_format(options->format);
    if (options->form != NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "validate: --format: \"%s\" is not known; there is %s", options->format, list);
    return FALSE;
}

/* Before anything is read: a baseline that is not there is a fault of the call, whatever the
 * exports are like. */
static gboolean
load_baseline(ValidateOptions *options, GError **error)
{
    if (options->baseline != NULL)
        options->known = baseline_load(options->baseline, error);
    return options->baseline == NULL || options->known != NULL;
}

static gboolean
check(ValidateOptions *options, GError **error)
{
    if (options->exports == NULL && !options->lists_kinds) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "validate: which exports?  None is named");
        return FALSE;
    }
    for (guint i = 0; options->exports != NULL && options->exports[i] != NULL; i++)
        if (strcmp(options->exports[i], "-") == 0) {
            g_set_error(
                error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "validate: -: the name of an export tells whose it is, so it must be a file");
            return FALSE;
        }
    return check_format(options, error) && check_weight(options, error) &&
           command_jobs(&options->jobs, error) && load_baseline(options, error);
}

static gboolean
parse(ValidateOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"format", 0, 0, G_OPTION_ARG_FILENAME, &options->format,
         "text (default), json, junit, sarif, github (default where GITHUB_ACTIONS is true), "
         "gitlab",
         "FORMAT"},
        {"fail-on", 0, 0, G_OPTION_ARG_FILENAME, &options->fail_on,
         "Exit 1 when there are findings of that weight: error (default), warning, never",
         "WEIGHT"},
        {"show-values", 0, 0, G_OPTION_ARG_NONE, &options->shows_values,
         "Show the cells too; they may be personal", NULL},
        {"meaning", 0, 0, G_OPTION_ARG_NONE, &options->asks_meaning,
         "Also tell of places, ranks, courses, organisations and names that the rules do not know",
         NULL},
        {"baseline", 0, 0, G_OPTION_ARG_FILENAME, &options->baseline,
         "Keep the findings quiet that FILE holds", "FILE"},
        {"write-baseline", 0, 0, G_OPTION_ARG_FILENAME, &options->new_baseline,
         "Write all findings of now to FILE, for --baseline", "FILE"},
        {"list-findings", 0, 0, G_OPTION_ARG_NONE, &options->lists_kinds,
         "Print every kind of finding there is, and what mends it", NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Exports at once; default: the cores",
         "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context =
        command_context("EXPORT...", "Check exports before they are sent.", entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

/* ---- ingest | validate, and normalise with --meaning, for every export ---- */

static gchar *
findings_path(const gchar *folder, guint index)
{
    g_autofree gchar *name = g_strdup_printf("%u.csv", index);

    return g_build_filename(folder, name, NULL);
}

/* The other names under which the bytes of export @index are among the exports, where its own
 * stands first, as a run would count it.  All are checked: each may be the one that is kept. */
static GPtrArray *
twins_of(const ValidateOptions *options, guint index)
{
    g_autoptr(GPtrArray) twins = g_ptr_array_new_with_free_func(g_free);
    g_autofree gchar *own = g_path_get_basename(options->exports[index]);

    for (guint i = 0; options->exports[i] != NULL; i++) {
        g_autofree gchar *other = g_path_get_basename(options->exports[i]);

        if (i == index || options->first[i] != options->first[index])
            continue;
        if (strcmp(other, own) < 0 || (strcmp(other, own) == 0 && i < index))
            return NULL;
        g_ptr_array_add(twins, g_steal_pointer(&other));
    }
    return g_steal_pointer(&twins);
}

static void
add_twins(const ValidateOptions *options, guint index, GPtrArray *argv)
{
    g_autoptr(GPtrArray) twins = twins_of(options, index);

    for (guint i = 0; twins != NULL && i < twins->len; i++) {
        g_ptr_array_add(argv, g_strdup("--also-as"));
        g_ptr_array_add(argv, g_strdup(g_ptr_array_index(twins, i)));
    }
}

/* Adds the stages to @step, each behind the other; the last one prints the findings of all. */
static gboolean
add_stages(PlanStep *step, const ValidateOptions *options, guint index, GError **error)
{
    const gchar *export = options->exports[index];
    const gchar *const stages[] = {"ingest", "validate", options->asks_meaning ? "normalise" : NULL,
                                   NULL};

    for (guint i = 0; stages[i] != NULL; i++) {
        GPtrArray *argv = program_command(stages[i], (const gchar *const *)options->rules, error);

        if (argv == NULL)
            return FALSE;
        if (i == 0) {
            add_twins(options, index, argv);
            g_ptr_array_add(argv,
                            *export == '-' ? g_strconcat("./", export, NULL) : g_strdup(export));
        }
        if (stages[i + 1] == NULL) {
            g_ptr_array_add(argv, g_strdup("--csv"));
            g_ptr_array_add(argv, g_strdup("--table"));
            g_ptr_array_add(argv, g_strdup("findings"));
        }
        plan_step_add_command(step, argv);
    }
    return TRUE;
}

static gboolean
add_export(Plan *plan, const ValidateOptions *options, guint index, const gchar *folder,
           GError **error)
{
    const gchar *export = options->exports[index];
    g_autofree gchar *output = findings_path(folder, index);
    PlanStep *step = plan_add_step(plan, export);
    struct stat status = {0};

    if (!add_stages(step, options, index, error))
        return FALSE;
    plan_step_set_output(step, output);
    step->is_one_of_many = TRUE;
    step->weight_bytes = stat(export, &status) == 0 ? (guint64)status.st_size : 0;
    return TRUE;
}

static Plan *
make_plan(ValidateOptions *options, const gchar *folder, GError **error)
{
    g_autoptr(Plan) plan = plan_new();

    options->first = deliveries_first((const gchar *const *)options->exports);
    for (guint i = 0; options->exports[i] != NULL; i++)
        if (!add_export(plan, options, i, folder, error))
            return NULL;
    return g_steal_pointer(&plan);
}

/* ---- what came out ---- */

/* The number behind "NAME = " in the counts line of @program. */
static guint64
counted(const Process *process, const gchar *name)
{
    g_autofree gchar *line = g_strdup_printf("%s: read = ", process->program);
    g_autofree gchar *label = g_strdup_printf("%s = ", name);
    const gchar *counts = g_strrstr(process->log->str, line);
    const gchar *number = counts != NULL ? strstr(counts, label) : NULL;

    return number != NULL ? g_ascii_strtoull(number + strlen(label), NULL, 10) : 0;
}

/* Fills in the counts of step @index, or why it has failed.  FALSE: it was not run at all. */
static gboolean
count_rows(const GPtrArray *processes, guint index, FindingsOfFile *file)
{
    gboolean has_run = FALSE;

    for (guint i = 0; i < processes->len && file->unread == NULL; i++) {
        const Process *process = processes->pdata[i];
        g_autoptr(GError) cause = NULL;

        if (process->step != index || !process->has_ended)
            continue;
        has_run = TRUE;
        if (process_failed(process)) {
            process_set_error(process, &cause);
            findings_set_unread(file, cause->message);
            continue;
        }
        if (strcmp(process->program, "ingest") == 0)
            file->n_read = counted(process, "read");
        file->n_refused += counted(process, "refused");
    }
    return has_run;
}

/* The findings of each export, read while the others are at work. */
typedef struct {
    const ValidateOptions *options;
    const gchar *folder;
    GPtrArray *files; /* of FindingsOfFile, an export */
    GError *error;    /* the first */
} Findings;

static void
take_findings(gpointer self, guint step)
{
    Findings *findings = self;
    FindingsOfFile *file = findings->files->pdata[step];
    g_autofree gchar *path = findings_path(findings->folder, step);

    if (findings->error == NULL && findings_read(path, file, &findings->error))
        fingerprint_all(file);
}

/* Leaves the files that are to be told of.  FALSE when not all could be read. */
static gboolean
settle(Findings *findings, const GPtrArray *processes, GError **error)
{
    if (findings->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&findings->error));
        return FALSE;
    }
    for (guint i = findings->files->len; i-- > 0;) {
        FindingsOfFile *file = findings->files->pdata[i];

        if (!count_rows(processes, i, file) ||
            (file->unread != NULL && !findings->options->form->tells_unread))
            g_ptr_array_remove_index(findings->files, i);
        else if (file->unread != NULL)
            fingerprint_all(file);
    }
    return TRUE;
}

static gboolean
wants_colours(void)
{
    const gchar *terminal = g_getenv("TERM");

    return isatty(STDOUT_FILENO) == 1 && g_getenv("NO_COLOR") == NULL && terminal != NULL &&
           strcmp(terminal, "dumb") != 0;
}

/* The new baseline holds what the old one kept quiet, too. */
static gboolean
use_baselines(const ValidateOptions *options, const FindingsReport *report, GError **error)
{
    if (options->new_baseline != NULL && !baseline_write(report, options->new_baseline, error))
        return FALSE;
    for (guint i = 0; options->known != NULL && i < report->files->len; i++)
        baseline_silence(options->known, report->files->pdata[i]);
    return TRUE;
}

/* Done, but something was found: an exit status without a message. */
static gint
status_of(const ValidateOptions *options, const FindingsReport *report)
{
    FindingsCount count = findings_count_all(report);
    guint64 n = count.n[ROLL_SEVERITY_ERROR];

    if (strcmp(options->fail_on, "warning") == 0)
        n += count.n[ROLL_SEVERITY_WARNING];
    return n > 0 && strcmp(options->fail_on, "never") != 0 ? ROLL_ERROR_FINDINGS : 0;
}

/* What could not be read outweighs what was found. */
static gboolean
tell(const ValidateOptions *options, FindingsReport *report, gint unread_status, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (!use_baselines(options, report, error))
        return FALSE;
    report->exit_status = unread_status != 0 ? unread_status : status_of(options, report);
    options->form->print(report, text);
    return text->len == 0 || command_print(text->str, error);
}

static gboolean
list_kinds(GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    finding_kinds_list(text);
    return command_print(text->str, error);
}

/* ---- all of it ---- */

/* Prints what was found.  *@error tells what failed; else *@unread of exports that could not be
 * read.
 */
static gint
validate_in(ValidateOptions *options, const gchar *folder, Interrupt *interrupt, GError **unread,
            GError **error)
{
    g_autoptr(Plan) plan = make_plan(options, folder, error);
    g_autoptr(GPtrArray) processes = NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)findings_free);
    Findings findings = {.options = options, .folder = folder, .files = files};
    FindingsReport report = {
        .files = files, .shows_values = options->shows_values, .has_colours = wants_colours()};
    EngineOptions engine = {.jobs = (guint)options->jobs,
                            .shows_progress = isatty(STDERR_FILENO) == 1,
                            .take = take_findings,
                            .self = &findings};

    if (plan == NULL)
        return 0;
    for (guint i = 0; options->exports[i] != NULL; i++)
        g_ptr_array_add(files, findings_new(options->exports[i]));
    if (!engine_local_run(plan, engine, interrupt, &processes, unread) &&
        !g_error_matches(*unread, ROLL_ERROR, ROLL_ERROR_DATA)) {
        g_clear_error(&findings.error);
        g_propagate_error(error, g_steal_pointer(unread));
        return 0;
    }
    return settle(&findings, processes, error) &&
                   tell(options, &report, roll_error_status(*unread), error)
               ? report.exit_status
               : 0;
}

/* Both are told; a fault of ours decides about the exit status. */
static void
add_unread(GError *unread, GError **error)
{
    if (unread == NULL)
        return;
    if (*error == NULL) {
        g_propagate_error(error, unread);
        return;
    }
    command_tell(unread->message);
    g_error_free(unread);
}

static gint
validate(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(ValidateOptions) options = {0};
    g_autofree gchar *folder = NULL;
    GError *unread = NULL;
    gint status = 0;

    if (!parse(&options, argc, argv, error))
        return 0;
    if (options.lists_kinds) {
        (void)list_kinds(error);
        return 0;
    }
    if (!command_check_rules(options.rules, error) || !interrupt_open(interrupt, error))
        return 0;
    folder = tree_make_temporary(error);
    if (folder == NULL)
        return 0;
    status = validate_in(&options, folder, interrupt, &unread, error);
    add_unread(unread, error);
    tree_remove(folder, NULL);
    return status;
}

gint
command_validate(int argc, char **argv)
{
    GError *error = NULL;
    Interrupt interrupt = {.fd = -1};
    gint found = validate(argc, argv, &interrupt, &error);
    gint status = command_end(error);

    interrupt_close(&interrupt);
    return status != 0 ? status : found;
}
