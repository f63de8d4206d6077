#include <string.h>

#include "pipeline/command.h"
#include "pipeline/explain_forms.h"
#include "pipeline/lib/error.h"

typedef struct {
    gchar **arguments; /* RUN WHAT [WHAT] */
    gchar *format;
    ExplainForm form;
} ExplainOptions;

static void
options_clear(ExplainOptions *options)
{
    g_strfreev(options->arguments);
    g_free(options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExplainOptions, options_clear)

static const struct {
    const gchar *name;
    ExplainForm form;
} forms[] = {{"text", explain_text}, {"json", explain_json}, {"html", explain_html}};

static gboolean
find_form(ExplainOptions *options, GError **error)
{
    const gchar *name = options->format != NULL ? options->format : "text";

    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        if (strcmp(forms[i].name, name) == 0)
            options->form = forms[i].form;
    if (options->form != NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "explain: --format: \"%s\" is not known; there are text, json and html", name);
    return FALSE;
}

static gboolean
parse(ExplainOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, "text (default), json or html",
         "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "RUN WHAT [WHAT]",
        "Tell why records are one officer, or are not, from a run's archive.  WHAT is\n"
        "  EXPORT:ROW    a record, as tables write it: ijm-2009-06:12\n"
        "  FILE:LINE     the same by its line: ijm-2009-06.csv.gz:13\n"
        "  two records   why they are one officer, or are not\n"
        "  NUMBER        an officer, 000042-W: how it came together",
        entries);
    guint n = 0;

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    n = options->arguments != NULL ? g_strv_length(options->arguments) : 0;
    if (n == 2 || n == 3)
        return find_form(options, error);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "explain: RUN and WHAT are needed: a record, two records, or an officer's number");
    return FALSE;
}

static gboolean
explain_run(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(ExplainOptions) options = {0};
    g_autoptr(Explanation) explanation = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    if (!parse(&options, argc, argv, error))
        return FALSE;
    explanation = explain(options.arguments[0], (const gchar *const *)options.arguments + 1,
                          interrupt, error);
    if (explanation == NULL)
        return FALSE;
    options.form(explanation, out);
    return command_print(out->str, error);
}

gint
command_explain(int argc, char **argv)
{
    return command_work(explain_run, argc, argv);
}
