#include "stages/report/page_mend.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/mend.h"
#include "stages/report/words.h"

#define MAX_PLACES  10 /* shown of a kind */
#define MAX_REFUSED 50

/* With a capital in front and a stop behind. */
static void
put_sentence(GString *out, const gchar *text)
{
    gsize length = strlen(text);
    g_autofree gchar *first = g_strndup(text, length > 0 ? 1 : 0);
    g_autofree gchar *capital = g_ascii_strup(first, -1);

    html_put(out, "%s%s", capital, length > 0 ? text + 1 : "");
    if (length > 0 && strchr(".?!", text[length - 1]) == NULL)
        g_string_append_c(out, '.');
}

static const gchar *
name_of(const MendKind *kind)
{
    const gchar *name = mend_name(kind->id);

    return name != NULL ? name : kind->message;
}

/* "9 more; total 19", and where all of them are. */
static void
put_more(GString *out, guint64 n, guint64 n_shown, const gchar *file)
{
    Words more;
    Words total;

    if (n > n_shown)
        html_put(
            out, "<p class=\"none\">%s more; total %s. All are in <a href=\"%s\">%s</a>.</p>\n",
            words_count((gint64)(n - n_shown), more), words_count((gint64)n, total), file, file);
}

/* ---- kinds ---- */

static void
open_places(GString *out, const MendKind *kind)
{
    html_put(out,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Places\"><table>"
             "<caption class=\"h\">Where</caption><thead><tr><th scope=\"col\">File</th>"
             "<th scope=\"col\" class=\"num\">Line</th><th scope=\"col\" class=\"num\">Row in a "
             "spreadsheet</th>");
    if (kind->has_values)
        g_string_append(out, "<th scope=\"col\">You wrote</th>");
    if (!kind->one_message)
        g_string_append(out, "<th scope=\"col\">What it is</th>");
    if (!kind->one_hint)
        g_string_append(out, "<th scope=\"col\">How to mend it</th>");
    g_string_append(out, "</tr></thead><tbody>\n");
}

static void
put_place(GString *out, const MendKind *kind, const ReportRow *row)
{
    html_put(out, "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td class=\"num\">%s</td>",
             report_string(row, "file"), report_string(row, "line"), report_string(row, "row"));
    if (kind->has_values) {
        g_string_append(out, "<td>");
        html_local(out, report_get(row, "value"));
        g_string_append(out, "</td>");
    }
    if (!kind->one_message)
        html_put(out, "<td>%s</td>", report_string(row, "message"));
    if (!kind->one_hint)
        html_put(out, "<td>%s</td>", report_string(row, "hint"));
    g_string_append(out, "</tr>\n");
}

static void
put_column(GString *out, const MendKind *kind)
{
    if (kind->column[0] == '\0')
        return;
    g_string_append(out, " In the column <b>");
    html_local(out, roll_text(kind->column));
    g_string_append(out, "</b>");
    if (kind->letter[0] != '\0')
        html_put(out, " (%s in a spreadsheet)", kind->letter);
    g_string_append_c(out, '.');
}

static void
put_head(GString *out, const MendKind *kind)
{
    g_string_append(out, "<h4>");
    put_sentence(out, name_of(kind));
    html_put(out, "</h4>\n<p><span class=\"tag %s\">%s</span>",
             g_str_equal(kind->severity, "error") ? "coll" : "gap", kind->severity);
    put_column(out, kind);
    if (mend_name(kind->id) != NULL && kind->one_message) {
        g_string_append_c(out, ' ');
        put_sentence(out, kind->message);
    }
    g_string_append(out, "</p>\n");
    if (kind->one_hint && kind->hint[0] != '\0') {
        g_string_append(out, "<p><b>To mend it:</b> ");
        put_sentence(out, kind->hint);
        g_string_append(out, "</p>\n");
    }
}

/* "ijm.csv: lines 4, 12 (row 11)", where there is nothing to tell of each. */
static void
put_lines(GString *out, const MendKind *kind)
{
    const gchar *file = "";

    g_string_append(out, "<p class=\"where\">");
    for (guint i = 0; i < MIN(kind->rows->len, MAX_PLACES); i++) {
        const ReportRow *row = &g_array_index(kind->rows, ReportRow, i);
        const gchar *line = report_string(row, "line");

        if (!report_is(row, "file", file)) {
            file = report_string(row, "file");
            html_put(out, "%s%s%s", i > 0 ? "; " : "", file, line[0] != '\0' ? ": line " : "");
        } else {
            g_string_append(out, ", ");
        }
        if (line[0] != '\0')
            html_put(out, "<b>%s</b>", line);
        if (!report_is(row, "row", line))
            html_put(out, " (row %s)", report_string(row, "row"));
    }
    g_string_append(out, "</p>\n");
}

static void
put_kind(GString *out, const MendKind *kind)
{
    Words count;

    html_put(out, "<li class=\"item\"><b>%s</b><div>\n", words_count(kind->rows->len, count));
    put_head(out, kind);
    if (kind->has_values || !kind->one_message || !kind->one_hint) {
        open_places(out, kind);
        for (guint i = 0; i < MIN(kind->rows->len, MAX_PLACES); i++)
            put_place(out, kind, &g_array_index(kind->rows, ReportRow, i));
        g_string_append(out, "</tbody></table></div>\n");
    } else {
        put_lines(out, kind);
    }
    put_more(out, kind->rows->len, MAX_PLACES, "findings.csv.gz");
    g_string_append(out, "</div></li>\n");
}

static guint
count_rows(const GPtrArray *kinds)
{
    guint n = 0;

    for (guint i = 0; i < kinds->len; i++)
        n += ((const MendKind *)g_ptr_array_index(kinds, i))->rows->len;
    return n;
}

static void
put_kinds(Page *page, const ReportTables *own)
{
    g_autoptr(GPtrArray) kinds = mend_kinds(own, FALSE);
    guint n = count_rows(kinds);
    Words count;
    g_autofree gchar *finding =
        n == 0 ? page_text(page, "mend.nothing-be-mended", NULL)
               : g_strdup_printf("%s place%s to mend, of %u kind%s", words_count(n, count),
                                 words_plural(n), kinds->len, words_plural(kinds->len));

    page_open_view(page, "mend", "views.mend", n);
    page_finding(page, "mend", finding,
                 n == 0 ? NULL
                        : "The most frequent kind first: one habit mended does away with all of "
                          "it. A line is that of the file; a row is what a spreadsheet shows at "
                          "its left. Names, numbers and dates of birth are not repeated.");
    g_string_append(page->body, "<ol>\n");
    for (guint i = 0; i < kinds->len; i++)
        put_kind(page->body, g_ptr_array_index(kinds, i));
    g_string_append(page->body, "</ol>\n");
    page_close_view(page, "{mend.check-next-export-before}");
}

/* ---- refused rows ---- */

static void
put_refused_row(GString *out, const ReportRow *row)
{
    html_put(out,
             "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td class=\"num\">%s</td><td>",
             report_string(row, "file"), report_string(row, "line"), report_string(row, "row"));
    put_sentence(out, report_string(row, "message"));
    g_string_append(out, "</td><td><code class=\"raw\">");
    html_local(out, report_get(row, "raw"));
    g_string_append(out, "</code></td></tr>\n");
}

static void
put_refused(Page *page, const ReportTables *own)
{
    guint64 n = report_n_rows(own, "refused");
    ReportRow row = report_rows(own, "refused");
    Words count;
    g_autofree gchar *finding =
        n == 0 ? page_text(page, "mend.no-row-refused", NULL)
               : g_strdup_printf("%s row%s refused: nobody in %s counted",
                                 words_count((gint64)n, count), n == 1 ? " was" : "s were",
                                 n == 1 ? "it is" : "them is");

    page_open_view(page, "refused", "views.refused", (gint64)n);
    page_finding(page, "refused", finding,
                 n == 0 ? NULL : "Each as you sent it, with the reason beside it.");
    if (n > 0) {
        page_put(page,
                 "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"{mend.refused-rows}\"><table>"
                 "<caption class=\"h\">{mend.refused-rows}</caption><thead><tr>"
                 "<th scope=\"col\">{mend.file}</th>"
                 "<th scope=\"col\" class=\"num\">{mend.line}</th>"
                 "<th scope=\"col\" class=\"num\">{mend.row-spreadsheet}</th>"
                 "<th scope=\"col\">{mend.why}</th>"
                 "<th scope=\"col\">{mend.as-you-sent}</th></tr></thead><tbody>\n",
                 NULL);
        for (guint i = 0; i < MAX_REFUSED && report_next(&row); i++)
            put_refused_row(page->body, &row);
        g_string_append(page->body, "</tbody></table></div>\n");
        put_more(page->body, n, MAX_REFUSED, "refused.csv.gz");
    }
    page_close_view(page,
                    n > 0 ? "Your own rows: keep this page as you keep the file itself." : NULL);
}

/* ---- by the way ---- */

static void
put_infos(Page *page, const ReportTables *own)
{
    g_autoptr(GPtrArray) kinds = mend_kinds(own, TRUE);
    Words count;

    if (kinds->len == 0)
        return;
    page_open_view(page, "told", "views.told", -1);
    page_finding(page, "told", page_word(page, "mend.what-done-your-files"), NULL);
    g_string_append(page->body, "<ol>\n");
    for (guint i = 0; i < kinds->len; i++) {
        const MendKind *kind = g_ptr_array_index(kinds, i);
        const ReportRow *first = &g_array_index(kind->rows, ReportRow, 0);

        html_put(page->body, "<li class=\"item\"><b>%s</b><div><h4>",
                 words_count(kind->rows->len, count));
        put_sentence(page->body, name_of(kind));
        html_put(page->body, "</h4><p>%s: %s%s</p></div></li>\n", report_string(first, "file"),
                 kind->message, kind->one_message ? "" : " …");
    }
    g_string_append(page->body, "</ol>\n");
    page_close_view(page, "{mend.all-findings-csv-gz}");
}

gboolean
page_mend_write(const ReportContext *context, const ReportTables *published,
                const gchar *organisation, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(context, PAGE_PARTNER, organisation);
    Words month;
    g_autofree gchar *title =
        messages_text(context->english, "mend.what-mend", "organisation",
                      report_organisation(context, organisation), "month",
                      words_month(page->messages, context->as_of, month), NULL);

    page->messages = context->english; /* as the findings are */
    put_kinds(page, published);
    put_refused(page, published);
    put_infos(page, published);
    return report_write_text(folder, "mend.html",
                             page_finish(page, title, "For whoever keeps your lists."), error);
}
