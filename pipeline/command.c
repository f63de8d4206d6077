#include "pipeline/command.h"

#include <stdio.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stage_print.h"
#include "pipeline/lib/text.h"

#define JOBS_MAX 1024

GOptionContext *
command_context(const gchar *arguments, const gchar *summary, const GOptionEntry *entries)
{
    GOptionContext *context = g_option_context_new(arguments);

    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    return context;
}

gboolean
command_parse(GOptionContext *context, int argc, char **argv, GError **error)
{
    g_auto(GStrv) arguments = g_new0(gchar *, (gsize)argc + 1);
    g_autoptr(GError) cause = NULL;

    for (gint i = 0; i < argc; i++)
        arguments[i] = i == 0 ? g_strconcat("rollcall ", argv[0], NULL) : g_strdup(argv[i]);
    g_set_print_handler(roll_stage_print);
    if (g_option_context_parse_strv(context, &arguments, &cause))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "%s: %s; see rollcall %s --help", argv[0],
                cause->message, argv[0]);
    return FALSE;
}

gboolean
command_print(const gchar *text, GError **error)
{
    g_autoptr(RollSink) sink = roll_sink_create("-", error);

    return sink != NULL && roll_sink_write(sink, text, strlen(text), error) &&
           roll_sink_close(sink, error);
}

void
command_tell(const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_append(out, "rollcall: ");
        roll_text_printable(roll_text(lines[i]), out);
        g_string_append_c(out, '\n');
    }
    (void)fputs(out->str, stderr);
}

gchar *
command_list(const gchar *const *words)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", words[i]);
    return g_string_free(list, FALSE);
}

gint
command_end(GError *error)
{
    gint status = roll_error_status(error);

    if (error != NULL)
        command_tell(error->message);
    g_clear_error(&error);
    return status;
}

gint
command_work(CommandWork work, int argc, char **argv)
{
    GError *error = NULL;
    Interrupt interrupt = {.fd = -1};
    gint status = 0;

    if (interrupt_open(&interrupt, &error))
        (void)work(argc, argv, &interrupt, &error);
    status = command_end(error);
    interrupt_close(&interrupt);
    return status;
}

void
command_cut_slashes(gchar *path)
{
    while (strlen(path) > 1 && g_str_has_suffix(path, "/"))
        path[strlen(path) - 1] = '\0';
}

gboolean
command_check_rules(gchar **rules, GError **error)
{
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)rules, error);

    return layers != NULL && roll_layers_check(layers, error);
}

gboolean
command_jobs(gint *jobs, GError **error)
{
    if (*jobs < 0 || *jobs > JOBS_MAX) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--jobs: 1 to %d, not %d", JOBS_MAX,
                    *jobs);
        return FALSE;
    }
    if (*jobs == 0)
        *jobs = (gint)g_get_num_processors();
    return TRUE;
}
