/* Workflow commands of GitHub: lines that become notes beside the files.  GitHub shows ten of a
 * kind a step and drops the rest without a word, so no more are written, and a last line tells how
 * many there are. */
#include "pipeline/findings_formats.h"

#define SHOWN 10

static const gchar *const commands[] = {"notice", "warning", "error"};

/* As the runner reads it back: per cent, line ends, and in properties colons and commas. */
static void
append_escaped(GString *out, const gchar *text, gboolean is_property)
{
    for (; *text != '\0'; text++)
        if (*text == '%' || *text == '\r' || *text == '\n' ||
            (is_property && (*text == ':' || *text == ',')))
            g_string_append_printf(out, "%%%02X", (guint)(guchar)*text);
        else
            g_string_append_c(out, *text);
}

static void
append_command(GString *out, const FindingsOfFile *file, const gchar *const *row)
{
    g_autofree gchar *sentence = findings_sentence(row);

    g_string_append_printf(out, "::%s file=", commands[findings_severity(row)]);
    append_escaped(out, file->path, TRUE);
    if (*row[FINDING_LINE] != '\0')
        g_string_append_printf(out, ",line=%s", row[FINDING_LINE]);
    g_string_append(out, ",title=");
    append_escaped(out, row[FINDING_ID], TRUE);
    g_string_append(out, "::");
    append_escaped(out, sentence, FALSE);
    g_string_append_c(out, '\n');
}

void
findings_print_github(const FindingsReport *report, GString *out)
{
    FindingsCount count = findings_count_all(report);
    guint64 n_shown[ROLL_SEVERITY_ERROR + 1] = {0};
    guint64 n_more = 0;
    guint64 n_all = 0;
    guint64 n_known = 0;

    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        n_known += file->n_known;
        for (guint j = 0; j < file->rows->len; j++) {
            const gchar *const *row = findings_row(file, j);

            if (n_shown[findings_severity(row)]++ < SHOWN)
                append_command(out, file, row);
        }
    }
    for (guint i = 0; i <= ROLL_SEVERITY_ERROR; i++) {
        n_all += count.n[i];
        n_more += count.n[i] - MIN(count.n[i], SHOWN);
    }
    if (n_more > 0)
        g_string_append_printf(out,
                               "%" G_GUINT64_FORMAT " more; total %" G_GUINT64_FORMAT
                               ": rollcall validate --format text shows them\n",
                               n_more, n_all);
    findings_append_count(count, out);
    if (n_known > 0)
        g_string_append(out, "; ");
    findings_append_known(n_known, out);
    g_string_append_c(out, '\n');
}
