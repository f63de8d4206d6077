#include "stages/report/page_quality.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/page_senders.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define BAR_WIDTH 50.0
#define FULL      15.0 /* per cent at which a bar is full */
#define TOO_MUCH  5.0
#define MAX_FILES 100

/* What was lost, in per cent, as a bar that grows from its digits to the left; none of nothing. */
static void
put_lost(const Page *page, gboolean is_known, gdouble lost)
{
    gdouble width = BAR_WIDTH * MIN(lost, FULL) / FULL;
    Words text;

    if (!is_known) {
        g_string_append(page->body, "<td></td>");
        return;
    }
    g_string_append(page->body, "<td class=\"num bar\">");
    if (width > 0) {
        svg_open(page->body, BAR_WIDTH, 8, NULL);
        svg_rect(page->body, lost > TOO_MUCH ? "f-brown" : "f-held", BAR_WIDTH - width, 0, width,
                 8);
        svg_close(page->body);
    }
    html_put(page->body, "%s</td>", words_real(page->messages, lost, 1, text));
}

static void
put_missing(const Page *page, const ReportRow *row, const gchar *column)
{
    put_lost(page, !report_is_blank(row, column), 100 - report_real(row, column));
}

/* The three findings most rows share. */
void
page_quality_say(const Page *page, const gchar *findings)
{
    g_auto(GStrv) kinds = g_strsplit(findings, ";", -1);

    g_string_append(page->body, "<td>");
    if (kinds[0] == NULL)
        page_put(page, "{quality.none}", NULL);
    for (guint i = 0; kinds[i] != NULL && i < 3; i++) {
        g_autofree gchar *name = NULL;
        gchar *colon = strrchr(kinds[i], ':');

        if (colon != NULL)
            *colon = '\0';
        name = roll_messages_is_english(page->messages)
                   ? g_strdelimit(g_strdup(kinds[i]), "-", ' ') /* short, and enough */
                   : messages_term(page->messages, "findings", kinds[i]);
        html_put(page->body, "%s%s (%s)", i > 0 ? ", " : "", name, colon != NULL ? colon + 1 : "");
    }
    g_string_append(page->body, "</td>");
}

void
page_quality_lost(const Page *page, const ReportRow *row)
{
    put_lost(page, !report_is_blank(row, "pct_refused"), report_real(row, "pct_refused"));
    put_missing(page, row, "pct_place_coded");
    put_missing(page, row, "pct_topic_coded");
    put_missing(page, row, "pct_dated");
}

static void
put_file(const Page *page, const ReportRow *row)
{
    const gchar *org = report_string(row, "org");
    Words rows;

    html_put(page->body, "<tr><th scope=\"row\">%s<small>%s</small></th>",
             org[0] != '\0' ? report_organisation(page->context, org)
                            : page_word(page, "quality.sender-not-told"),
             report_string(row, "file"));
    g_string_append(page->body, "<td class=\"num\">");
    page_rows(page, words_count(page->messages, report_number(row, "rows"), rows),
              "org_submission_quality", "sum:rows", "file", report_string(row, "file"), NULL);
    g_string_append(page->body, "</td>");
    page_quality_lost(page, row);
    page_quality_say(page, report_string(row, "findings_by_type"));
    g_string_append(page->body, "</tr>\n");
}

static gboolean
is_poor(const ReportRow *row)
{
    return report_real(row, "pct_refused") > TOO_MUCH ||
           (!report_is_blank(row, "pct_topic_coded") &&
            report_real(row, "pct_topic_coded") < 100 - TOO_MUCH) ||
           (!report_is_blank(row, "pct_dated") && report_real(row, "pct_dated") < 100 - TOO_MUCH);
}

gboolean
page_quality_is_shown(const Page *page, const ReportRow *row)
{
    return page->class != PAGE_PARTNER || report_is(row, "org", page->owner);
}

static void
put_files(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "org_submission_quality");
    guint n = 0;

    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{quality.files}\"><table>"
             "<caption class=\"h\">{quality.files-what-lost}</caption><thead><tr>"
             "<th scope=\"col\">{quality.organisation-file}</th>"
             "<th scope=\"col\" class=\"num\">{quality.lines}</th>"
             "<th scope=\"col\" class=\"num\">{quality.refused}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-place}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-topic}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-date}</th>"
             "<th scope=\"col\">{quality.say}</th></tr></thead><tbody>\n",
             NULL);
    while (report_next(&row)) {
        if (!page_quality_is_shown(page, &row))
            continue;
        if (n++ < MAX_FILES)
            put_file(page, &row);
    }
    g_string_append(page->body, "</tbody></table></div>\n");
    if (n > MAX_FILES)
        page_put(page, "<p class=\"none\">{quality.first-files}</p>\n", "most",
                 words_count(page->messages, MAX_FILES, (Words){0}), "n",
                 words_count(page->messages, n, (Words){0}), NULL);
}

/* This month's: those who are expected to send, those who did, those of whose lines much was lost.
 */
typedef struct {
    guint n;
    guint n_sent;
    guint n_poor;
} Senders;

static Senders
count_senders(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "submissions");
    Senders senders = {0};

    while (report_next(&row)) {
        if (!report_is(&row, "month", page->context->month))
            continue;
        senders.n++;
        senders.n_sent += report_is(&row, "state", "on time") ? 1 : 0;
        senders.n_poor += is_poor(&row) ? 1 : 0;
    }
    return senders;
}

/* A partner is told of its files, the coordinator of its partners. (transfer full) */
static gchar *
finding_of(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "org_submission_quality");
    Senders senders = count_senders(page);
    guint n_files = 0;
    guint n_poor = 0;
    Words files;
    Words sent;
    Words poor;

    if (page->class == PAGE_COORDINATOR && senders.n > 0)
        return page_text(
            page, senders.n_poor == 0 ? "quality.sent-little-lost" : "quality.sent-some-lost",
            "sent", words_count(page->messages, senders.n_sent, sent), "n",
            words_count(page->messages, senders.n, files), "poor",
            words_count(page->messages, senders.n_poor, poor), NULL);
    while (report_next(&row)) {
        if (!page_quality_is_shown(page, &row) || !report_is_delivered(page->context, &row))
            continue;
        n_files++;
        n_poor += is_poor(&row) ? 1 : 0;
    }
    return page_text(page, n_poor == 0 ? "quality.little-lost" : "quality.some-lost", "n",
                     words_count(page->messages, n_files, files), "poor",
                     words_count(page->messages, n_poor, poor), NULL);
}

void
page_quality(Page *page)
{
    g_autofree gchar *finding = finding_of(page);

    page_open_view(page, "quality", "views.quality", -1);
    page_finding(page, "quality", finding, page_word(page, "quality.dek"));
    page_senders(page);
    page_put(page, "<details><summary>{quality.file-by-file}</summary>\n", NULL);
    put_files(page);
    g_string_append(page->body, "</details>\n");
    page_close_view(page, "{quality.source}");
}
