#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/check_link.h"
#include "pipeline/command.h"
#include "pipeline/deliveries.h"
#include "pipeline/history.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"
#include "pipeline/narrow.h"
#include "pipeline/run_make.h"
#include "pipeline/run_plan.h"
#include "pipeline/tree.h"

#define CALENDAR "calendar.csv.gz"
#define REVIEW   "review.csv.gz" /* no partner's package has it */

typedef struct {
    RunOptions run; /* of a run that is thrown away */
    gchar *against;
    gboolean is_package;       /* that is a partner's package, not a run */
    gboolean has_rules_of_run; /* none were given */
} CheckOptions;

static void
options_clear(CheckOptions *options)
{
    run_options_clear(&options->run);
    g_free(options->against);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CheckOptions, options_clear)

/* ---- what is asked ---- */

static gboolean
refuse(GError **error, const gchar *message)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
check(CheckOptions *options, GError **error)
{
    const gchar *month = options->run.month;

    if (options->run.exports == NULL || options->run.exports[1] != NULL)
        return refuse(error, "check: which plan?  One export is named");
    if (strcmp(options->run.exports[0], "-") == 0)
        return refuse(error, "check: -: a plan has a name, so it must be a file");
    if (options->against == NULL)
        return refuse(error, "check: --against is needed: a run, or a partner's package");
    if (month != NULL && roll_day_parse_month(roll_text(month)) == 0)
        return refuse(error, "check: --month: is not a YYYY-MM");
    return command_jobs(&options->run.jobs, error);
}

static gboolean
parse(CheckOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"against", 0, 0, G_OPTION_ARG_FILENAME, &options->against,
         "The last run, or a partner's package of it", "RUN"},
        {"month", 0, 0, G_OPTION_ARG_FILENAME, &options->run.month,
         "Plans are read from its end; default: that of the run", "YYYY-MM"},
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &options->run.key,
         "The key of encoded exports, so that the list is compared with them", "FILE"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->run.rules,
         "Lay DIR over the shipped rules (repeatable); default: those of the run", "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->run.jobs,
         "Processes and threads; default: the cores", "N"},
        {"timing", 0, 0, G_OPTION_ARG_NONE, &options->run.shows_timing,
         "Tell the seconds and the memory of every process", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->run.exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "PLANNED", "Hold a planned list against what is known, before it is sent.", entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

static gboolean
look_at_against(CheckOptions *options, GError **error)
{
    gboolean is_run = FALSE;
    gboolean has_review = FALSE;
    gboolean has_calendar = FALSE;

    if (!archive_look(options->against, ARCHIVE_HISTORY, &is_run, error) ||
        !archive_look(options->against, REVIEW, &has_review, error) ||
        !archive_look(options->against, CALENDAR, &has_calendar, error))
        return FALSE;
    options->is_package = !is_run;
    if (options->is_package && has_review) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "--against: %s: is the coordinator's folder of a run; give the run itself, the "
                    "folder that it stands in",
                    options->against);
        return FALSE;
    }
    if (!options->is_package || has_calendar)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "--against: %s: is neither a run that came as far as cluster nor a partner's "
                "package (there is no %s, no %s)",
                options->against, ARCHIVE_HISTORY, CALENDAR);
    return FALSE;
}

/* The rules that the run was made with. */
static gboolean
take_rules(CheckOptions *options, GError **error)
{
    GPtrArray *rules = NULL;

    if (options->run.rules != NULL)
        return TRUE;
    rules = archive_rules(options->against, error);
    if (rules == NULL)
        return FALSE;
    options->has_rules_of_run = TRUE;
    options->run.rules = (gchar **)g_ptr_array_free(rules, FALSE);
    return TRUE;
}

/* The month that the run was made for. */
static void
take_month(CheckOptions *options)
{
    if (options->run.month == NULL)
        options->run.month = archive_asked(options->against, "month");
}

static gboolean
fill_options(CheckOptions *options, const gchar *root, GError **error)
{
    RunOptions *run = &options->run;
    g_autofree gchar *history = g_build_filename(options->against, ARCHIVE_HISTORY, NULL);

    run->first = deliveries_first((const gchar *const *)run->exports);
    run->place = g_strdup(root);
    run->last = program_chain().match - 1;
    if (options->is_package)
        return TRUE;
    if (!take_rules(options, error))
        return FALSE;
    take_month(options);
    return history_check(history, (const gchar *const *)run->exports, error);
}

/* ---- the check ---- */

static void
add_option(GPtrArray *argv, const gchar *word, const gchar *value)
{
    check_add_word(argv, word);
    check_add_word(argv, value);
}

/* What the run says of pairs in doubt, for overlap (transfer full). */
static gchar *
take_review(const CheckOptions *options, const gchar *root, GError **error)
{
    static const gchar *const tables[] = {"review", NULL};
    Narrow narrow = {tables, NULL, NULL};
    g_autofree gchar *stream = g_build_filename(options->against, ARCHIVE_STREAM, NULL);
    g_autofree gchar *review = g_build_filename(root, "review.roll", NULL);

    return narrow_stream(stream, &narrow, review, error) ? g_steal_pointer(&review) : NULL;
}

/* overlap, of the run and the plan. */
static gboolean
add_overlap(const CheckOptions *options, PlanStep *step, const gchar *root, const gchar *plan,
            GError **error)
{
    g_autofree gchar *history = g_build_filename(options->against, ARCHIVE_HISTORY, NULL);
    g_autofree gchar *review = take_review(options, root, error);
    GPtrArray *argv = review != NULL ? check_stage(&options->run, "overlap", error) : NULL;

    if (argv == NULL)
        return FALSE;
    if (options->run.month != NULL)
        add_option(argv, "--month", options->run.month);
    add_option(argv, "--", history);
    check_add_word(argv, review);
    check_add_word(argv, plan);
    plan_step_add_command(step, argv);
    return TRUE;
}

/* `report --check`, of what overlap says; of a package, of the plan as it is. */
static gboolean
add_report(const CheckOptions *options, PlanStep *step, const gchar *plan, GError **error)
{
    g_autofree gchar *name = roll_source_stem(options->run.exports[0]);
    GPtrArray *argv = check_stage(&options->run, "report", error);

    if (argv == NULL)
        return FALSE;
    add_option(argv, "--check", name);
    if (options->run.month != NULL)
        add_option(argv, "--month", options->run.month);
    if (options->is_package)
        add_option(argv, "--package", options->against);
    if (options->is_package)
        add_option(argv, "--", plan);
    plan_step_add_command(step, argv);
    return TRUE;
}

typedef struct {
    guint n_refused; /* rows */
    guint n_errors;  /* findings, those of refused rows included */
} Faults;

static void
count_faults(gpointer self, const gchar *table, const RollBatch *batch)
{
    Faults *faults = self;

    if (strcmp(table, "refused") == 0)
        faults->n_refused += roll_batch_n_records(batch);
    for (guint i = 0; strcmp(table, "findings") == 0 && i < roll_batch_n_records(batch); i++)
        faults->n_errors += strcmp(roll_batch_get(batch, "severity", i).data, "error") == 0;
}

/* Who is not on the list that was read, as his row is at fault, is held against nothing. */
static gboolean
tell_faults(const gchar *normalised, GError **error)
{
    Faults faults = {0};
    g_autofree gchar *text = NULL;

    if (!roll_stream_each(roll_source_open(normalised, error), count_faults, &faults, error))
        return FALSE;
    if (faults.n_errors == 0 && faults.n_refused == 0)
        return TRUE;
    text = faults.n_refused > 0
               ? g_strdup_printf("\n%u row%s of the list %s refused, and held against nothing; "
                                 "rollcall validate tells why.\n",
                                 faults.n_refused, faults.n_refused > 1 ? "s" : "",
                                 faults.n_refused > 1 ? "were" : "was")
               : g_strdup_printf("\n%u error%s found in the list; rollcall validate tells where.\n",
                                 faults.n_errors, faults.n_errors > 1 ? "s were" : " was");
    return command_print(text, error);
}

/* Holds the plan, whose records @plan has, against the run, and prints what comes of it. */
static gboolean
hold_against(const CheckOptions *options, const gchar *root, const gchar *plan,
             Interrupt *interrupt, GError **error)
{
    g_autoptr(Plan) steps = plan_new();
    PlanStep *step = plan_add_step(steps, "");
    g_autofree gchar *output = g_build_filename(root, "check.txt", NULL);
    g_autofree gchar *text = NULL;

    plan_step_set_output(step, output);
    if ((!options->is_package && !add_overlap(options, step, root, plan, error)) ||
        !add_report(options, step, plan, error) ||
        !run_execute(&options->run, steps, interrupt, NULL, error))
        return FALSE;
    if (g_file_get_contents(output, &text, NULL, NULL))
        return command_print(text, error);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: cannot be read", output);
    return FALSE;
}

static gboolean
check_in(CheckOptions *options, const gchar *root, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *name = roll_source_stem(options->run.exports[0]);
    g_autofree gchar *normalised = g_strdup_printf("%s/" RUN_NORMALISED "/%s.roll", root, name);
    g_autofree gchar *linked = NULL;

    if (!fill_options(options, root, error) || !run_make(&options->run, root, interrupt, error))
        return FALSE;
    if (!options->is_package) {
        options->run.previous = g_strdup(options->against);
        linked = check_link(&options->run, normalised, root, interrupt, error);
    }
    return (options->is_package || linked != NULL) &&
           hold_against(options, root, linked != NULL ? linked : normalised, interrupt, error) &&
           tell_faults(normalised, error);
}

static gboolean
run(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(CheckOptions) options = {0};
    g_autofree gchar *root = NULL;
    gboolean is_sound = FALSE;

    if (!parse(&options, argc, argv, error) || !look_at_against(&options, error))
        return FALSE;
    umask(S_IRWXG | S_IRWXO); /* the records are personal data */
    root = tree_make_temporary(error);
    if (root == NULL)
        return FALSE;
    is_sound = check_in(&options, root, interrupt, error);
    if (!is_sound && options.has_rules_of_run)
        archive_blame_rules(options.against, "; --rules DIR lays DIR over the shipped ones instead",
                            error);
    return tree_remove(root, is_sound ? error : NULL) && is_sound;
}

gint
command_check(int argc, char **argv)
{
    return command_work(run, argc, argv);
}
