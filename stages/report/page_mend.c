#include "stages/report/page_mend.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/mend.h"
#include "stages/report/told.h"
#include "stages/report/words.h"

#define MAX_PLACES  10 /* shown of a kind */
#define MAX_REFUSED 50

static gboolean
has_stop(const gchar *text)
{
    static const gchar *const stops[] = {".", "?", "!", "។", "။", NULL};

    for (guint i = 0; stops[i] != NULL; i++)
        if (g_str_has_suffix(text, stops[i]))
            return TRUE;
    return *text == '\0';
}

/* The name of a file keeps its small letter. */
static gboolean
begins_with_file(const gchar *text)
{
    const gchar *point = strchr(text, '.');

    return point != NULL && (gsize)(point - text) < strcspn(text, " ") && point[1] != '\0';
}

/* With a capital in front and a stop behind. */
static void
put_sentence(const Page *page, GString *out, const gchar *text)
{
    g_autofree gchar *sentence = g_strdup(text);

    if (!begins_with_file(sentence))
        sentence[0] = g_ascii_toupper(sentence[0]); /* a byte of another script stays as it is */
    if (has_stop(sentence))
        html_put(out, "%s", sentence);
    else
        messages_put(page->messages, out, "{mend.sentence}", "text", sentence, NULL);
}

/* What the finding of @row says; marked as English where the language has no words for it. */
static void
put_told(const Page *page, GString *out, const ReportRow *row, Told told, gboolean is_sentence)
{
    gboolean is_own = FALSE;
    g_autofree gchar *text = told_say(page->messages, row, told, &is_own);

    g_string_append(out, is_own ? "" : "<span lang=\"en\">");
    if (is_sentence)
        put_sentence(page, out, text);
    else
        html_put(out, "%s", text);
    g_string_append(out, is_own ? "" : "</span>");
}

static void
put_told_cell(const Page *page, const ReportRow *row, Told told)
{
    g_string_append(page->body, "<td>");
    put_told(page, page->body, row, told, FALSE);
    g_string_append(page->body, "</td>");
}

static const ReportRow *
first_of(const MendKind *kind)
{
    return &g_array_index(kind->rows, ReportRow, 0);
}

/* What its kind is called, where that tells more than its first finding; else that. */
static void
put_name(const Page *page, const MendKind *kind)
{
    g_autofree gchar *name =
        mend_is_named(kind->id) ? messages_term(page->messages, "findings", kind->id) : NULL;

    if (name != NULL)
        put_sentence(page, page->body, name);
    else
        put_told(page, page->body, first_of(kind), TOLD_MESSAGE, TRUE);
}

/* "9 more; total 19", and where all of them are. */
static void
put_more(const Page *page, guint64 n, guint64 n_shown, const gchar *file)
{
    Words more;
    Words total;

    if (n > n_shown)
        page_put(page, "<p class=\"none\">{mend.more}</p>\n", "more",
                 words_count(page->messages, (gint64)(n - n_shown), more), "total",
                 words_count(page->messages, (gint64)n, total), "file", file, NULL);
}

/* ---- kinds ---- */

static void
open_places(const Page *page, const MendKind *kind)
{
    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{mend.places}\"><table>"
             "<caption class=\"h\">{mend.where}</caption><thead><tr>"
             "<th scope=\"col\">{mend.file}</th><th scope=\"col\" class=\"num\">{mend.line}</th>"
             "<th scope=\"col\" class=\"num\">{mend.row-spreadsheet}</th>",
             NULL);
    if (kind->has_values)
        page_put(page, "<th scope=\"col\">{mend.you-wrote}</th>", NULL);
    if (!kind->one_message)
        page_put(page, "<th scope=\"col\">{mend.what-it-is}</th>", NULL);
    if (!kind->one_hint)
        page_put(page, "<th scope=\"col\">{mend.how}</th>", NULL);
    g_string_append(page->body, "</tr></thead><tbody>\n");
}

static void
put_place(const Page *page, const MendKind *kind, const ReportRow *row)
{
    GString *out = page->body;

    html_put(out, "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td class=\"num\">%s</td>",
             report_string(row, "file"), report_string(row, "line"), report_string(row, "row"));
    if (kind->has_values) {
        g_string_append(out, "<td>");
        html_local(out, report_get(row, "value"));
        g_string_append(out, "</td>");
    }
    if (!kind->one_message)
        put_told_cell(page, row, TOLD_MESSAGE);
    if (!kind->one_hint)
        put_told_cell(page, row, TOLD_HINT);
    g_string_append(out, "</tr>\n");
}

static void
put_column(const Page *page, const MendKind *kind)
{
    g_autoptr(GString) column = g_string_new(NULL);

    if (kind->column[0] == '\0')
        return;
    html_local(column, roll_text(kind->column));
    page_put(page, kind->letter[0] != '\0' ? " {mend.in-column-letter}" : " {mend.in-column}",
             "<column", column->str, "letter", kind->letter, NULL);
}

/* The mend that does for all of them. */
static void
put_mend(const Page *page, const MendKind *kind)
{
    g_autoptr(GString) mend = g_string_new(NULL);

    if (!kind->one_hint || kind->hint[0] == '\0')
        return;
    put_told(page, mend, first_of(kind), TOLD_HINT, TRUE);
    page_put(page, "<p>{mend.to-mend}</p>\n", "<mend", mend->str, NULL);
}

static void
put_head(const Page *page, const MendKind *kind)
{
    g_string_append(page->body, "<h4>");
    put_name(page, kind);
    page_put(page,
             g_str_equal(kind->severity, "error")
                 ? "</h4>\n<p><span class=\"tag coll\">{mend.error}</span>"
                 : "</h4>\n<p><span class=\"tag gap\">{mend.warning}</span>",
             NULL);
    put_column(page, kind);
    if (mend_is_named(kind->id) && kind->one_message) {
        g_string_append_c(page->body, ' ');
        put_told(page, page->body, first_of(kind), TOLD_MESSAGE, TRUE);
    }
    g_string_append(page->body, "</p>\n");
    put_mend(page, kind);
}

/* "4, 12 (row 11)", those of one file. */
static guint
put_lines_of(const Page *page, const MendKind *kind, guint from, GString *out)
{
    const gchar *file = report_string(&g_array_index(kind->rows, ReportRow, from), "file");
    guint at = from;

    for (; at < MIN(kind->rows->len, MAX_PLACES); at++) {
        const ReportRow *row = &g_array_index(kind->rows, ReportRow, at);
        const gchar *line = report_string(row, "line");

        if (!report_is(row, "file", file))
            break;
        g_string_append(out, at > from ? ", " : "");
        if (line[0] != '\0')
            html_put(out, "<b>%s</b>", line);
        if (!report_is(row, "row", line))
            messages_put(page->messages, out, " {mend.in-row}", "row", report_string(row, "row"),
                         NULL);
    }
    return at;
}

/* "ijm.csv: line 4, 12 (row 11)", where there is nothing to tell of each. */
static void
put_lines(const Page *page, const MendKind *kind)
{
    guint to;

    g_string_append(page->body, "<p class=\"where\">");
    for (guint from = 0; from < MIN(kind->rows->len, MAX_PLACES); from = to) {
        const ReportRow *row = &g_array_index(kind->rows, ReportRow, from);
        g_autoptr(GString) lines = g_string_new(NULL);

        to = put_lines_of(page, kind, from, lines);
        g_string_append(page->body, from > 0 ? "; " : "");
        page_put(page, report_is_blank(row, "line") ? "{file}{lines}" : "{mend.lines-of}", "file",
                 report_string(row, "file"), "<lines", lines->str, NULL);
    }
    g_string_append(page->body, "</p>\n");
}

static void
put_kind(const Page *page, const MendKind *kind)
{
    Words count;

    html_put(page->body, "<li class=\"item\"><b>%s</b><div>\n",
             words_count(page->messages, kind->rows->len, count));
    put_head(page, kind);
    if (kind->has_values || !kind->one_message || !kind->one_hint) {
        open_places(page, kind);
        for (guint i = 0; i < MIN(kind->rows->len, MAX_PLACES); i++)
            put_place(page, kind, &g_array_index(kind->rows, ReportRow, i));
        g_string_append(page->body, "</tbody></table></div>\n");
    } else {
        put_lines(page, kind);
    }
    put_more(page, kind->rows->len, MAX_PLACES, "findings.csv.gz");
    g_string_append(page->body, "</div></li>\n");
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
    Words n_kinds;
    g_autofree gchar *finding =
        n == 0 ? page_text(page, "mend.nothing-be-mended", NULL)
               : page_text(page, "mend.places-to-mend", "n", words_count(page->messages, n, count),
                           "kinds", words_count(page->messages, kinds->len, n_kinds), NULL);

    page_open_view(page, "mend", "views.mend", n);
    page_finding(page, "mend", finding, n == 0 ? NULL : page_word(page, "mend.dek"));
    g_string_append(page->body, "<ol>\n");
    for (guint i = 0; i < kinds->len; i++)
        put_kind(page, g_ptr_array_index(kinds, i));
    g_string_append(page->body, "</ol>\n");
    page_close_view(page, "{mend.check-next-export-before}");
}

/* ---- refused rows ---- */

static void
put_refused_row(const Page *page, const ReportRow *row)
{
    GString *out = page->body;

    html_put(out,
             "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td class=\"num\">%s</td><td>",
             report_string(row, "file"), report_string(row, "line"), report_string(row, "row"));
    put_told(page, out, row, TOLD_MESSAGE, TRUE);
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
               : page_text(page, "mend.rows-refused", "n",
                           words_count(page->messages, (gint64)n, count), NULL);

    page_open_view(page, "refused", "views.refused", (gint64)n);
    page_finding(page, "refused", finding, n == 0 ? NULL : page_word(page, "mend.refused-dek"));
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
            put_refused_row(page, &row);
        g_string_append(page->body, "</tbody></table></div>\n");
        put_more(page, n, MAX_REFUSED, "refused.csv.gz");
    }
    page_close_view(page, n > 0 ? "{mend.refused-source}" : NULL);
}

/* ---- by the way ---- */

static void
put_info(const Page *page, const MendKind *kind)
{
    Words count;

    html_put(page->body, "<li class=\"item\"><b>%s</b><div><h4>",
             words_count(page->messages, kind->rows->len, count));
    put_name(page, kind);
    html_put(page->body, "</h4><p>%s: ", report_string(first_of(kind), "file"));
    put_told(page, page->body, first_of(kind), TOLD_MESSAGE, FALSE);
    html_put(page->body, "%s</p></div></li>\n", kind->one_message ? "" : " …");
}

static void
put_infos(Page *page, const ReportTables *own)
{
    g_autoptr(GPtrArray) kinds = mend_kinds(own, TRUE);

    if (kinds->len == 0)
        return;
    page_open_view(page, "told", "views.told", -1);
    page_finding(page, "told", page_word(page, "mend.what-done-your-files"), NULL);
    g_string_append(page->body, "<ol>\n");
    for (guint i = 0; i < kinds->len; i++)
        put_info(page, g_ptr_array_index(kinds, i));
    g_string_append(page->body, "</ol>\n");
    page_close_view(page, "{mend.all-findings-csv-gz}");
}

gboolean
page_mend_write(const ReportContext *context, const ReportTables *published,
                const gchar *organisation, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(context, PAGE_PARTNER, organisation);
    Words month;
    g_autofree gchar *title = page_text(page, "mend.what-mend", "organisation",
                                        report_organisation(context, organisation), "month",
                                        words_month(page->messages, context->as_of, month), NULL);

    put_kinds(page, published);
    put_refused(page, published);
    put_infos(page, published);
    return report_write_text(folder, "mend.html",
                             page_finish(page, title, page_word(page, "mend.subtitle")), error);
}
