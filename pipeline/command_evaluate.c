#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/evaluate.h"
#include "pipeline/evaluate_forms.h"
#include "pipeline/lib/error.h"

#define WORST 20 /* false merges and misses that are listed */

typedef struct {
    gchar **arguments; /* RUN TRUTH */
    gchar *format;
    gboolean is_json;
    gboolean details;
} EvaluateOptions;

static void
options_clear(EvaluateOptions *options)
{
    g_strfreev(options->arguments);
    g_free(options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EvaluateOptions, options_clear)

static gboolean
parse(EvaluateOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, "text (default) or json",
         "FORMAT"},
        {"details", 0, 0, G_OPTION_ARG_NONE, &options->details,
         "Also by threshold, export and missing field, and the worst errors by line", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "RUN TRUTH.csv[.gz]",
        "Hold a run's officer numbers against a truth: export,row,officer; or against what people\n"
        "have said of some pairs: row_a,row_b,decision.",
        entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (options->arguments == NULL || g_strv_length(options->arguments) != 2) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "evaluate: RUN and TRUTH are needed");
        return FALSE;
    }
    if (options->format == NULL)
        options->format = g_strdup("text");
    options->is_json = strcmp(options->format, "json") == 0;
    if (strcmp(options->format, "text") == 0 || options->is_json)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "evaluate: --format: \"%s\" is not known; there are text and json",
                options->format);
    return FALSE;
}

/* What was left out is told apart: it decides whether the figures mean anything. */
static void
tell_missing(const Evaluation *result)
{
    g_autofree gchar *text = g_strdup_printf(
        "%" G_GUINT64_FORMAT " records compared; only in the run: %" G_GUINT64_FORMAT
        "; only in the truth: %" G_GUINT64_FORMAT,
        result->n_records, result->n_only_run, result->n_only_truth);

    command_tell(text);
}

/* Of nothing that was compared nothing was wrong: figures would say that all is well. */
static gboolean
refuse_strange(const EvaluateOptions *options, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: nothing in it is about a record of %s; an export is called by the name of its "
                "file without .csv.gz, and its rows count from 1",
                options->arguments[1], options->arguments[0]);
    return FALSE;
}

static gboolean
hold_against_labels(const EvaluateOptions *options, const gchar *records, GString *out,
                    GError **error)
{
    g_autoptr(EvaluateLabels) labels = evaluate_labels(records, options->arguments[1], error);
    g_autofree gchar *left_out = NULL;

    if (labels == NULL)
        return FALSE;
    left_out =
        g_strdup_printf("%" G_GUINT64_FORMAT " pairs compared; unsure: %" G_GUINT64_FORMAT
                        "; not in the run: %" G_GUINT64_FORMAT,
                        labels->n_same + labels->n_different, labels->n_unsure, labels->n_unknown);
    command_tell(left_out);
    if (labels->n_same + labels->n_different + labels->n_unsure == 0)
        return refuse_strange(options, error);
    (options->is_json ? evaluate_labels_json : evaluate_labels_text)(labels, out);
    return TRUE;
}

static gboolean
hold_against_truth(const EvaluateOptions *options, const gchar *records, GString *out,
                   GError **error)
{
    g_autoptr(EvaluateDetail) detail = NULL;
    Evaluation result = {0};

    if (!evaluate(records, options->arguments[1], &result, error))
        return FALSE;
    if (options->details)
        detail = evaluate_detail(records, options->arguments[1], WORST, error);
    if (options->details && detail == NULL)
        return FALSE;
    tell_missing(&result);
    if (result.n_records == 0)
        return refuse_strange(options, error);
    (options->is_json ? evaluate_json : evaluate_text)(&result, detail, out);
    return TRUE;
}

static gboolean
evaluate_run(int argc, char **argv, GError **error)
{
    g_auto(EvaluateOptions) options = {0};
    g_autofree gchar *records = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    if (!parse(&options, argc, argv, error))
        return FALSE;
    records = g_build_filename(options.arguments[0], ARCHIVE_STREAM, NULL);
    return (evaluate_is_labels(options.arguments[1]) ? hold_against_labels : hold_against_truth)(
               &options, records, out, error) &&
           command_print(out->str, error);
}

gint
command_evaluate(int argc, char **argv)
{
    GError *error = NULL;

    (void)evaluate_run(argc, argv, &error);
    return command_end(error);
}
