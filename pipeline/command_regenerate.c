#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/manifest.h"
#include "pipeline/run_make.h"
#include "pipeline/run_plan.h"
#include "pipeline/staging.h"
#include "pipeline/verify.h"

typedef struct {
    gchar **arguments; /* RUN */
    gchar *place;      /* where the reports shall stand */
} RegenerateOptions;

static void
options_clear(RegenerateOptions *options)
{
    g_strfreev(options->arguments);
    g_free(options->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RegenerateOptions, options_clear)

static gboolean
check(const RegenerateOptions *options, GError **error)
{
    gchar *const *arguments = options->arguments;

    if (arguments == NULL || g_strv_length(options->arguments) != 1 || **arguments == '\0')
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "regenerate: which run?  One is to be named");
    else if (options->place == NULL || *options->place == '\0')
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "regenerate: --to is needed: where shall the reports stand?");
    else
        return TRUE;
    return FALSE;
}

static gboolean
parse(RegenerateOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"to", 0, 0, G_OPTION_ARG_FILENAME, &options->place,
         "Where the reports shall stand; nothing may stand there yet", "DIR"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context =
        command_context("RUN",
                        "Make the reports of a run again, byte for byte, from its archive alone: "
                        "its records, its rules.",
                        entries);

    if (!command_parse(context, argc, argv, error) || !check(options, error))
        return FALSE;
    command_cut_slashes(options->arguments[0]);
    command_cut_slashes(options->place);
    return TRUE;
}

/* Before the archive is read, which may take its time. */
static gboolean
is_free(const gchar *place, GError **error)
{
    struct stat status = {0};

    if (lstat(place, &status) < 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO,
                "%s: exists; give --to the name of a folder that is not there yet", place);
    return FALSE;
}

/* ---- what the archive says ---- */

static gboolean
check_archive(const gchar *root, GError **error)
{
    static const gchar *const folders[] = {ARCHIVE, NULL};
    g_auto(Verification) verification = {0};
    gint status = 0;

    if (!verify_run(root, folders, &verification, error))
        return FALSE;
    status = verification_status(&verification);
    if (status == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, status,
                "%s%s: its archive is not as it was made, so no report is made of it; `rollcall "
                "verify %s` tells what to do",
                verification.told->str, root, root);
    return FALSE;
}

static gboolean
check_last(const gchar *root, GError **error)
{
    g_autofree gchar *until = archive_asked(root, "until");

    if (g_strcmp0(until, program_stages[program_chain().report]) == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: ended at %s, before there are reports; make the run anew without --until, of "
                "the exports in %s/" ARCHIVE_INPUTS,
                root, until != NULL ? until : "no stage that " ARCHIVE_OPTIONS " names", root);
    return FALSE;
}

/* A layer in which there was no file stands in no manifest, and not every copier takes it along;
 * those over it would not be found. */
static gboolean
check_layers(const gchar *root, guint n_found, GError **error)
{
    g_autofree gchar *layers = archive_asked(root, "layers");
    guint64 n_laid = 0;

    if (layers != NULL && g_ascii_string_to_unsigned(layers, 10, 0, G_MAXINT, &n_laid, NULL) &&
        n_laid + 1 == n_found)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s/" ARCHIVE_RULES ": %u folders of rules, numbered from 0, while " ARCHIVE_OPTIONS
                " says layers = %s over the first; was an empty one lost in copying?  Then make it",
                root, n_found, layers != NULL ? layers : "");
    return FALSE;
}

/* The lowest of the archived rules are those that were the shipped ones. */
static gboolean
take_rules(RunOptions *options, const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) rules = archive_rules(root, error);

    if (rules == NULL || !check_layers(root, rules->len - 1, error))
        return FALSE;
    options->base = g_ptr_array_steal_index(rules, 0);
    options->rules = (gchar **)g_ptr_array_free(g_steal_pointer(&rules), FALSE);
    return TRUE;
}

/* What `run` was asked, as far as reports depend on it. */
static gboolean
take_options(RunOptions *options, const gchar *root, GError **error)
{
    options->last = program_chain().report;
    options->month = archive_asked(root, "month");
    options->language = archive_asked(root, "language");
    return command_jobs(&options->jobs, error) && take_rules(options, root, error);
}

/* ---- the reports ---- */

static gboolean
make_reports(const gchar *root, const gchar *folder, Interrupt *interrupt, GError **error)
{
    g_auto(RunOptions) options = {0};
    g_autoptr(Plan) plan = NULL;

    if (!take_options(&options, root, error))
        return FALSE;
    plan = run_plan_report(&options, root, folder, error);
    if (plan == NULL)
        return FALSE;
    if (run_execute(&options, plan, interrupt, NULL, error))
        return interrupt_check(interrupt, error);
    archive_blame_rules(root, ": that one makes the reports", error);
    return FALSE;
}

/* Holds what stands in @folder against what the run's manifest says of its reports. */
static gboolean
compare(const RegenerateOptions *options, const gchar *folder, Verification *verification,
        GError **error)
{
    static const gchar *const folders[] = {"coordinator", "partners", "public", NULL};
    VerifyPlace place = {.root = folder,
                         .called = options->place,
                         .folders = folders,
                         .damaged = "differs from the run's",
                         .missing = "was not made",
                         .extra = "is none of the run's",
                         .jobs = g_get_num_processors()};
    g_autoptr(GPtrArray) manifest = manifest_read(options->arguments[0], error);

    return manifest != NULL && verify(&place, manifest, verification, error);
}

static gboolean
tell(const RegenerateOptions *options, const Verification *verification, GError **error)
{
    const guint *n = verification->n;
    g_autofree gchar *version = archive_asked(options->arguments[0], "version");
    g_autofree gchar *text =
        g_strdup_printf("%sThe reports lie in %s/coordinator; begin with index.html.\n"
                        "regenerate: same = %u, different = %u, not made = %u, extra = %u\n",
                        verification->told->str, options->place, n[VERIFY_SOUND], n[VERIFY_DAMAGED],
                        n[VERIFY_MISSING], n[VERIFY_EXTRA]);

    if (!command_print(text, error))
        return FALSE;
    if (verification_status(verification) == 0)
        return TRUE;
    if (g_strcmp0(version, ROLL_VERSION) == 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_FINDINGS,
                    "%s: is not what the run has, byte for byte, though rollcall is of the same "
                    "version: other libraries may stand below it (rollcall --version)",
                    options->place);
    else
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_FINDINGS,
                    "%s: is not what the run has, byte for byte: rollcall %s made the run, and "
                    "this is %s",
                    options->place, version != NULL ? version : "of an unknown version",
                    ROLL_VERSION);
    return FALSE;
}

static gboolean
regenerate(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(RegenerateOptions) options = {0};
    g_auto(Verification) verification = {0};
    g_autoptr(Staging) staging = NULL;
    const gchar *root = NULL;

    if (!parse(&options, argc, argv, error) || !is_free(options.place, error))
        return FALSE;
    root = options.arguments[0];
    if (!check_archive(root, error) || !check_last(root, error) ||
        !interrupt_check(interrupt, error))
        return FALSE;
    umask(S_IRWXG | S_IRWXO); /* reports hold personal data */
    staging = staging_new(options.place, FALSE, ARCHIVE_MANIFEST, error);
    return staging != NULL && make_reports(root, staging_path(staging), interrupt, error) &&
           compare(&options, staging_path(staging), &verification, error) &&
           staging_publish(staging, error) && tell(&options, &verification, error);
}

gint
command_regenerate(int argc, char **argv)
{
    return command_work(regenerate, argc, argv);
}
