#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/command.h"
#include "pipeline/engine_local.h"
#include "pipeline/findings_text.h"
#include "pipeline/lib/error.h"
#include "pipeline/process.h"
#include "pipeline/programs.h"
#include "pipeline/tree.h"

typedef struct {
    gchar **exports;
    gchar **rules;
    gchar *format;
    gchar *fail_on;
    gint jobs;
    gboolean shows_values;
} ValidateOptions;

/* What all exports come to. */
typedef struct {
    GString *text;
    guint n_files;
    guint64 n_read;
    guint64 n_refused;
    FindingsCount count;
} Total;

static void
options_clear(ValidateOptions *options)
{
    g_strfreev(options->exports);
    g_strfreev(options->rules);
    g_free(options->format);
    g_free(options->fail_on);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ValidateOptions, options_clear)

/* ---- the command line ---- */

static gboolean
check_word(const gchar *option, gchar **word, const gchar *const *known, GError **error)
{
    g_autofree gchar *list = command_list(known);

    if (*word == NULL)
        *word = g_strdup(known[0]);
    if (g_strv_contains(known, *word))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "validate: %s: \"%s\" is not known; there is %s", option, *word, list);
    return FALSE;
}

static gboolean
check(ValidateOptions *options, GError **error)
{
    static const gchar *const formats[] = {"text", NULL};
    static const gchar *const weights[] = {"error", "warning", "never", NULL};

    if (options->exports == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "validate: which exports?  None is named");
        return FALSE;
    }
    for (guint i = 0; options->exports[i] != NULL; i++)
        if (strcmp(options->exports[i], "-") == 0) {
            g_set_error(
                error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "validate: -: the name of an export tells whose it is, so it must be a file");
            return FALSE;
        }
    return check_word("--format", &options->format, formats, error) &&
           check_word("--fail-on", &options->fail_on, weights, error) &&
           command_jobs(&options->jobs, error);
}

static gboolean
parse(ValidateOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, "text", "FORMAT"},
        {"fail-on", 0, 0, G_OPTION_ARG_FILENAME, &options->fail_on,
         "Exit 1 when there are findings of that weight: error (default), warning, never",
         "WEIGHT"},
        {"show-values", 0, 0, G_OPTION_ARG_NONE, &options->shows_values,
         "Show the cells too; they may be personal", NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Exports at once; default: the cores",
         "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context =
        command_context("EXPORT...", "Check exports before they are sent.", entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

/* ---- ingest | validate, for every export ---- */

static GPtrArray *
stage_command(const ValidateOptions *options, const gchar *stage, GError **error)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    gchar *program = program_find(stage, error);

    if (program == NULL)
        return NULL;
    g_ptr_array_add(argv, program);
    for (guint i = 0; options->rules != NULL && options->rules[i] != NULL; i++) {
        g_ptr_array_add(argv, g_strdup("--rules"));
        g_ptr_array_add(argv, g_strdup(options->rules[i]));
    }
    return g_steal_pointer(&argv);
}

static gchar *
findings_path(const gchar *folder, guint index)
{
    g_autofree gchar *name = g_strdup_printf("%u.csv", index);

    return g_build_filename(folder, name, NULL);
}

static gboolean
add_export(Plan *plan, const ValidateOptions *options, guint index, const gchar *folder,
           GError **error)
{
    const gchar *export = options->exports[index];
    GPtrArray *ingest = stage_command(options, "ingest", error);
    GPtrArray *validate = ingest != NULL ? stage_command(options, "validate", error) : NULL;
    g_autofree gchar *output = findings_path(folder, index);
    PlanStep *step = plan_add_step(plan, export);
    struct stat status = {0};

    if (validate == NULL) {
        g_clear_pointer(&ingest, g_ptr_array_unref);
        return FALSE;
    }
    g_ptr_array_add(ingest, *export == '-' ? g_strconcat("./", export, NULL) : g_strdup(export));
    g_ptr_array_add(validate, g_strdup("--csv"));
    g_ptr_array_add(validate, g_strdup("--table"));
    g_ptr_array_add(validate, g_strdup("findings"));
    plan_step_add_command(step, ingest);
    plan_step_add_command(step, validate);
    plan_step_set_output(step, output);
    step->is_one_of_many = TRUE;
    step->weight_bytes = stat(export, &status) == 0 ? (guint64)status.st_size : 0;
    return TRUE;
}

static Plan *
make_plan(const ValidateOptions *options, const gchar *folder, GError **error)
{
    g_autoptr(Plan) plan = plan_new();

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

/* Fills in the counts of step @index; FALSE when one of its processes failed. */
static gboolean
count_rows(const GPtrArray *processes, guint index, FindingsOfFile *file)
{
    gboolean is_sound = FALSE;

    for (guint i = 0; i < processes->len; i++) {
        const Process *process = processes->pdata[i];

        if (process->step != index)
            continue;
        if (!process->has_ended || process_failed(process))
            return FALSE;
        is_sound = TRUE;
        if (strcmp(process->program, "ingest") == 0)
            file->n_read = counted(process, "read");
        file->n_refused += counted(process, "refused");
    }
    return is_sound;
}

static void
add_file(const ValidateOptions *options, FindingsOfFile *file, Total *total)
{
    FindingsCount count = findings_count(file);

    findings_print(file, options->shows_values, total->text);
    total->n_files++;
    total->n_read += file->n_read;
    total->n_refused += file->n_refused;
    for (guint i = 0; i <= ROLL_SEVERITY_ERROR; i++)
        total->count.n[i] += count.n[i];
}

static gboolean
gather(const ValidateOptions *options, const GPtrArray *processes, const gchar *folder,
       Total *total, GError **error)
{
    for (guint i = 0; options->exports[i] != NULL; i++) {
        g_auto(FindingsOfFile) file = {.file = g_strdup(options->exports[i])};
        g_autofree gchar *path = findings_path(folder, i);

        if (!count_rows(processes, i, &file))
            continue;
        if (!findings_read(path, &file, error))
            return FALSE;
        add_file(options, &file, total);
    }
    return TRUE;
}

static gboolean
print_total(Total *total, GError **error)
{
    if (total->n_files == 0)
        return TRUE;
    g_string_append_printf(total->text, "in all: %u file%s, ", total->n_files,
                           total->n_files == 1 ? "" : "s");
    findings_print_rows(total->n_read, total->n_refused, total->text);
    findings_print_count(total->count, total->text);
    g_string_append_c(total->text, '\n');
    return command_print(total->text->str, error);
}

/* Done, but something was found: an exit status without a message. */
static gint
status_of(const ValidateOptions *options, const Total *total)
{
    guint64 n = total->count.n[ROLL_SEVERITY_ERROR];

    if (strcmp(options->fail_on, "warning") == 0)
        n += total->count.n[ROLL_SEVERITY_WARNING];
    return n > 0 && strcmp(options->fail_on, "never") != 0 ? ROLL_ERROR_FINDINGS : 0;
}

/* ---- all of it ---- */

/* Prints what was found in the exports that could be read; *@error tells of the others. */
static gint
validate_in(const ValidateOptions *options, const gchar *folder, Interrupt *interrupt,
            GError **error)
{
    g_autoptr(Plan) plan = make_plan(options, folder, error);
    g_autoptr(GPtrArray) processes = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Total total = {.text = text};
    EngineOptions engine = {.jobs = (guint)options->jobs,
                            .shows_progress = isatty(STDERR_FILENO) == 1};
    gboolean is_sound = FALSE;

    if (plan == NULL)
        return 0;
    is_sound = engine_local_run(plan, engine, interrupt, &processes, error);
    if (!is_sound && !g_error_matches(*error, ROLL_ERROR, ROLL_ERROR_DATA))
        return 0;
    if (!gather(options, processes, folder, &total, is_sound ? error : NULL) ||
        !print_total(&total, is_sound ? error : NULL))
        return 0;
    return status_of(options, &total);
}

static gint
validate(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(ValidateOptions) options = {0};
    g_autoptr(GError) cause = NULL;
    g_autofree gchar *folder = NULL;
    gint status = 0;

    if (!parse(&options, argc, argv, error) || !interrupt_open(interrupt, error))
        return 0;
    folder = g_dir_make_tmp("rollcall-XXXXXX", &cause);
    if (folder == NULL) {
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_IO, cause->message);
        return 0;
    }
    status = validate_in(&options, folder, interrupt, error);
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
