#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/evaluate.h"
#include "pipeline/lib/error.h"

typedef struct {
    gchar **arguments; /* RUN TRUTH */
    gchar *format;
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
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "RUN TRUTH.csv[.gz]", "Hold a run's officer numbers against a truth: export,row,officer.",
        entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (options->arguments == NULL || g_strv_length(options->arguments) != 2) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "evaluate: RUN and TRUTH are needed");
        return FALSE;
    }
    if (options->format == NULL)
        options->format = g_strdup("text");
    if (strcmp(options->format, "text") == 0 || strcmp(options->format, "json") == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "evaluate: --format: \"%s\" is not known; there are text and json",
                options->format);
    return FALSE;
}

static void
print_text(const gchar *name, const EvaluateMeasure *measure, GString *out)
{
    g_string_append_printf(out, "%s precision %.4f recall %.4f f1 %.4f\n", name, measure->precision,
                           measure->recall, measure->f1);
}

static void
print_json(const gchar *name, const EvaluateMeasure *measure, GString *out)
{
    g_string_append_printf(out, "\"%s\":{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}", name,
                           measure->precision, measure->recall, measure->f1);
}

static gchar *
print_evaluation(const Evaluation *result, gboolean is_json)
{
    GString *out = g_string_new(NULL);

    if (is_json) {
        g_string_append_printf(out, "{\"records\":%" G_GUINT64_FORMAT ",", result->n_records);
        print_json("pairs", &result->pairs, out);
        g_string_append_c(out, ',');
        print_json("bcubed", &result->bcubed, out);
        g_string_append(out, "}\n");
    } else {
        print_text("pairs", &result->pairs, out);
        print_text("bcubed", &result->bcubed, out);
    }
    return g_string_free(out, FALSE);
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

static gboolean
evaluate_run(int argc, char **argv, GError **error)
{
    g_auto(EvaluateOptions) options = {0};
    g_autofree gchar *records = NULL;
    g_autofree gchar *text = NULL;
    Evaluation result = {0};

    if (!parse(&options, argc, argv, error))
        return FALSE;
    records = g_build_filename(options.arguments[0], ARCHIVE_STREAM, NULL);
    if (!evaluate(records, options.arguments[1], &result, error))
        return FALSE;
    text = print_evaluation(&result, strcmp(options.format, "json") == 0);
    tell_missing(&result);
    return command_print(text, error);
}

gint
command_evaluate(int argc, char **argv)
{
    GError *error = NULL;

    (void)evaluate_run(argc, argv, &error);
    return command_end(error);
}
