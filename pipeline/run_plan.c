#include "pipeline/run_plan.h"

#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/decisions.h"
#include "pipeline/lib/source.h"

#define RECORDS "coordinator/records.csv.gz"

typedef struct {
    const RunOptions *options;
    const gchar *root;
    ProgramChain chain;
    gchar **programs; /* paths, one a stage */
    gchar *self;
    Plan *plan;
    GPtrArray *normalised; /* paths: one an export */
} Maker;

static gchar *
below(const Maker *maker, const gchar *path)
{
    return g_build_filename(maker->root, path, NULL);
}

static void
add(GPtrArray *argv, const gchar *word)
{
    g_ptr_array_add(argv, g_strdup(word));
}

/* A path as an argument: never taken for an option, nor for standard input. */
static void
add_path(GPtrArray *argv, const gchar *path)
{
    g_ptr_array_add(argv, *path == '-' ? g_strconcat("./", path, NULL) : g_strdup(path));
}

static void
add_option(GPtrArray *argv, const gchar *option, const gchar *value)
{
    add(argv, option);
    add(argv, value);
}

static GPtrArray *
stage_command(const Maker *maker, gint stage)
{
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    gchar *const *rules = maker->options->rules;

    add(argv, maker->programs[stage]);
    if (maker->options->base != NULL)
        add_option(argv, "--base", maker->options->base);
    for (guint i = 0; rules != NULL && rules[i] != NULL; i++)
        add_option(argv, "--rules", rules[i]);
    return argv;
}

/* The stages that work on all exports use the cores by threads. */
static GPtrArray *
joint_command(const Maker *maker, gint stage)
{
    static const gchar *const monthly[] = {"overlap", "report", NULL};
    GPtrArray *argv = stage_command(maker, stage);
    g_autofree gchar *jobs = g_strdup_printf("%d", maker->options->jobs);

    add_option(argv, "--jobs", jobs);
    if (maker->options->month != NULL && g_strv_contains(monthly, program_stages[stage]))
        add_option(argv, "--month", maker->options->month);
    return argv;
}

static guint64
size_of(const gchar *path)
{
    struct stat status = {0};

    return stat(path, &status) == 0 ? (guint64)status.st_size : 0;
}

/* TRUE when the run ends before the exports come together. */
static gboolean
is_short(const Maker *maker)
{
    return maker->options->last < maker->chain.match;
}

/* The names under which the export at @place was delivered again: it is read once. */
static void
add_twins(const Maker *maker, guint place, GPtrArray *argv)
{
    const RunOptions *options = maker->options;

    for (guint i = place + 1; options->exports[i] != NULL; i++) {
        g_autofree gchar *file = g_path_get_basename(options->exports[i]);

        if (options->first[i] == place)
            add_option(argv, "--also-as", file);
    }
}

/* ingest | validate | normalise, of one export. */
static void
add_export(Maker *maker, guint place)
{
    const gchar *export = maker->options->exports[place];
    g_autofree gchar *name = roll_source_stem(export);
    g_autofree gchar *file = g_strconcat(name, ".roll", NULL);
    g_autofree gchar *folder =
        below(maker, is_short(maker) ? RUN_NORMALISED : RUN_WORK "/normalised");
    g_autofree gchar *path = g_build_filename(folder, file, NULL);
    PlanStep *step = plan_add_step(maker->plan, name);

    for (gint stage = 0; stage <= MIN(maker->options->last, maker->chain.match - 1); stage++) {
        GPtrArray *argv = stage_command(maker, stage);

        if (stage == 0) {
            add_twins(maker, place, argv);
            add_path(argv, export);
        }
        if (maker->options->key != NULL && stage == program_stage("normalise"))
            add_option(argv, "--key", maker->options->key);
        plan_step_add_command(step, argv);
    }
    step->weight_bytes = size_of(export);
    step->is_one_of_many = TRUE;
    plan_step_add_read(step, export);
    plan_step_set_output(step, path);
    g_ptr_array_add(maker->normalised, g_strdup(path));
}

static void
add_decisions(const Maker *maker, GPtrArray *argv)
{
    g_autofree gchar *decisions = below(maker, ARCHIVE_DECISIONS);

    if (decisions_are_given(maker->options))
        add_option(argv, "--decisions", decisions);
}

static void
add_match(Maker *maker, const gchar *output)
{
    PlanStep *step = plan_add_step(maker->plan, "");
    GPtrArray *argv = joint_command(maker, maker->chain.match);
    g_autofree gchar *model = below(maker, ARCHIVE_MODEL);

    add_option(argv, "--save-model", model);
    plan_step_add_write(step, model);
    add_decisions(maker, argv);
    if (maker->options->previous != NULL) {
        g_autofree gchar *history =
            g_build_filename(maker->options->previous, ARCHIVE_HISTORY, NULL);

        add_path(argv, history);
    }
    for (guint i = 0; i < maker->normalised->len; i++) {
        add_path(argv, maker->normalised->pdata[i]);
        plan_step_add_read(step, maker->normalised->pdata[i]);
    }
    plan_step_add_command(step, argv);
    plan_step_set_output(step, output);
}

/* match and what follows, up to report: each from one file to the next; the last one writes
 * run.roll. */
static void
add_linking(Maker *maker)
{
    g_autofree gchar *run = below(maker, ARCHIVE_STREAM);
    g_autofree gchar *input = NULL;
    gint last = MIN(maker->options->last, maker->chain.report - 1);

    for (gint stage = maker->chain.match; stage <= last; stage++) {
        g_autofree gchar *name = g_strconcat(RUN_WORK "/", program_stages[stage], ".roll", NULL);
        gchar *output = stage == last ? g_strdup(run) : below(maker, name);

        if (stage == maker->chain.match)
            add_match(maker, output);
        else {
            PlanStep *step = plan_add_step(maker->plan, "");
            GPtrArray *argv = joint_command(maker, stage);

            if (stage == maker->chain.cluster)
                add_decisions(maker, argv);
            add_path(argv, input);
            plan_step_add_command(step, argv);
            plan_step_add_read(step, input);
            plan_step_set_output(step, output);
        }
        g_free(input);
        input = output;
    }
}

/* Of the stream that the run in folder @from keeps. */
static void
add_report(Maker *maker, const gchar *from)
{
    g_autofree gchar *run = g_build_filename(from, ARCHIVE_STREAM, NULL);
    GPtrArray *argv = joint_command(maker, maker->chain.report);
    PlanStep *step = plan_add_step(maker->plan, "");

    add_option(argv, "--out", maker->root);
    if (maker->options->language != NULL)
        add_option(argv, "--language", maker->options->language);
    add_path(argv, run);
    plan_step_add_command(step, argv);
    plan_step_add_read(step, run);
    step->weight_bytes = 1; /* before the history, which takes less time */
}

/* `rollcall view` of run.roll, to @output. */
static void
add_view(Maker *maker, GPtrArray *options, const gchar *output)
{
    g_autofree gchar *run = below(maker, ARCHIVE_STREAM);
    g_autofree gchar *file = below(maker, output);
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    PlanStep *step = plan_add_step(maker->plan, "");

    add(argv, maker->self);
    add(argv, "view");
    g_ptr_array_extend_and_steal(argv, options);
    add_option(argv, "-o", file);
    add_path(argv, run);
    plan_step_add_command(step, argv);
    plan_step_add_read(step, run);
    plan_step_add_write(step, file);
}

/* What the next month needs of this one: records carry their officer and session. */
static void
add_history(Maker *maker)
{
    GPtrArray *options = g_ptr_array_new();

    add(options, "--packed");
    add_option(options, "--table", "records");
    add_option(options, "--table", "register");
    if (maker->options->last >= maker->chain.overlap) {
        add_option(options, "--table", "collision_outcomes");
        add_option(options, "--table", "submissions");
    }
    add_view(maker, options, ARCHIVE_HISTORY);
}

/* The report's first table, for a run that ends before report. */
static void
add_records(Maker *maker)
{
    GPtrArray *options = g_ptr_array_new();

    add_option(options, "--table", "records");
    add_option(options, "--first", "export,row,officer");
    add(options, "--inert");
    add_view(maker, options, RECORDS);
}

static void
add_folders(Maker *maker)
{
    g_ptr_array_add(maker->plan->folders, g_strdup(maker->root));
    g_ptr_array_add(maker->plan->folders, below(maker, ARCHIVE));
    if (!is_short(maker))
        g_ptr_array_add(maker->plan->folders, below(maker, RUN_WORK));
    g_ptr_array_add(maker->plan->folders,
                    below(maker, is_short(maker) ? RUN_NORMALISED : RUN_WORK "/normalised"));
    if (maker->options->last >= maker->chain.cluster)
        g_ptr_array_add(maker->plan->folders, below(maker, "coordinator"));
}

static void
add_steps(Maker *maker)
{
    gint last = maker->options->last;

    for (guint i = 0; maker->options->exports[i] != NULL; i++)
        if (maker->options->first[i] == i)
            add_export(maker, i);
    if (last >= maker->chain.match)
        add_linking(maker);
    if (last == maker->chain.report)
        add_report(maker, maker->root);
    if (last >= maker->chain.cluster && last < maker->chain.report)
        add_records(maker);
    if (last >= maker->chain.cluster)
        add_history(maker);
}

static gboolean
find_programs(Maker *maker, GError **error)
{
    for (gint stage = 0; stage <= maker->options->last; stage++) {
        maker->programs[stage] = program_find(program_stages[stage], error);
        if (maker->programs[stage] == NULL)
            return FALSE;
    }
    maker->self = program_self(error);
    return maker->self != NULL;
}

static void
maker_clear(Maker *maker)
{
    plan_free(maker->plan);
    g_ptr_array_unref(maker->normalised);
    g_strfreev(maker->programs);
    g_free(maker->self);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Maker, maker_clear)

static Maker
maker_new(const RunOptions *options, const gchar *root)
{
    return (Maker){.options = options,
                   .root = root,
                   .chain = program_chain(),
                   .programs = g_new0(gchar *, (gsize)options->last + 2),
                   .plan = plan_new(),
                   .normalised = g_ptr_array_new_with_free_func(g_free)};
}

Plan *
run_plan_new(const RunOptions *options, const gchar *root, GError **error)
{
    g_auto(Maker) maker = maker_new(options, root);

    if (!find_programs(&maker, error))
        return NULL;
    add_folders(&maker);
    add_steps(&maker);
    return g_steal_pointer(&maker.plan);
}

Plan *
run_plan_report(const RunOptions *options, const gchar *from, const gchar *root, GError **error)
{
    g_auto(Maker) maker = maker_new(options, root);

    if (!find_programs(&maker, error))
        return NULL;
    add_report(&maker, from);
    return g_steal_pointer(&maker.plan);
}
