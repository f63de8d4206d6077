#include "stages/report/page_explain.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "pipeline/lib/waterfall.h"
#include "stages/report/explain_blocks.h"
#include "stages/report/explain_cells.h"
#include "stages/report/words.h"

static const gchar *
cell(const GPtrArray *cells, guint place)
{
    return cells->pdata[place];
}

/* ---- the waterfall ---- */

static void
put_values(GString *out, const EvidencePart *part)
{
    html_local(out, roll_text(part->value_a));
    if (strcmp(part->value_a, part->value_b) != 0) {
        g_string_append(out, " · ");
        html_local(out, roll_text(part->value_b));
    }
}

/* What was compared, and how it compares. */
static void
put_field(const Page *page, const EvidencePart *part)
{
    g_autofree gchar *field = words_field(page->messages, part->field);
    g_autofree gchar *level = messages_term(page->messages, "levels", part->level);

    html_put(page->body, "%s<small>%s: ", field, level);
}

static void
put_bar(const Page *page, const WaterfallBar *bar)
{
    GString *out = page->body;
    Words bits;
    g_autofree gchar *label =
        page_text(page, "explain.bits", "n",
                  words_real_change(page->messages, (gdouble)bar->hundredths / 100, 2, bits), NULL);

    g_string_append(out, bar->kind == WATERFALL_SUM ? "<tr class=\"sum\"><th scope=\"row\">"
                                                    : "<tr><th scope=\"row\">");
    if (bar->part != NULL)
        put_field(page, bar->part);
    else if (bar->kind == WATERFALL_SUM)
        page_put(page, "{explain.sum}<small>", NULL);
    else
        page_put(page, "{explain.start}<small>{explain.start-second}", NULL);
    if (bar->part != NULL)
        put_values(out, bar->part);
    g_string_append(out, "</small></th><td class=\"bar\">");
    waterfall_draw(out, bar, label);
    html_put(out, "</td><td class=\"num\">%s</td></tr>\n", bits);
}

static void
put_waterfall(const Page *page, const EvidenceOfficer *officer, guint step)
{
    const EvidenceStep *at = &g_array_index(officer->steps, EvidenceStep, step);
    g_autoptr(GArray) bars = waterfall_bars(at->pair);
    g_autoptr(GPtrArray) cells = explain_step(page, officer, step);

    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{explain.evidence}"
             "\"><table class=\"water\"><caption>{explain.evidence-of}</caption><thead><tr>"
             "<th scope=\"col\">{explain.evidence}</th><th scope=\"col\">{explain.adds-up}</th>"
             "<th scope=\"col\" class=\"num\">{explain.weight}</th></tr></thead><tbody>\n",
             "a", cell(cells, STEP_A), "b", cell(cells, STEP_B), NULL);
    for (guint i = 0; i < bars->len; i++)
        put_bar(page, &g_array_index(bars, WaterfallBar, i));
    g_string_append(page->body, "</tbody></table></div>\n");
}

static void
put_steps(const Page *page, const EvidenceOfficer *officer)
{
    gint first = explain_first_step(officer);

    page_put(page, "<h3>{explain.joins}</h3>\n", NULL);
    if (officer->steps->len == 0)
        page_put(page, "<p class=\"none\">{explain.no-join}</p>\n", NULL);
    if (first >= 0)
        put_waterfall(page, officer, (guint)first);
    if (officer->steps->len < 2)
        return;
    g_string_append(page->body, "<ol class=\"lines steps\">\n");
    for (guint i = 0; i < officer->steps->len; i++) {
        g_autoptr(GPtrArray) cells = explain_step(page, officer, i);

        html_put(page->body, "<li>%s <b class=\"nw\">%s</b>", cell(cells, STEP_TITLE),
                 cell(cells, STEP_BITS));
        if (*cell(cells, STEP_TAG) != '\0')
            html_put(page->body, " <span class=\"tag gap\">%s</span>", cell(cells, STEP_TAG));
        g_string_append(page->body, "</li>\n");
    }
    g_string_append(page->body, "</ol>\n");
}

/* ---- lines and sessions ---- */

static void
put_record(const Page *page, const EvidenceRecord *record, guint count)
{
    g_autoptr(GPtrArray) cells = explain_record(page, record, count);
    GString *out = page->body;

    html_put(out, "<tr><th scope=\"row\">%s<small>%s</small>", cell(cells, RECORD_ORG),
             cell(cells, RECORD_PLACE));
    if (*cell(cells, RECORD_MORE) != '\0')
        html_put(out, "<small>%s</small>", cell(cells, RECORD_MORE));
    g_string_append(out, "</th><td>");
    html_local(out, roll_text(cell(cells, RECORD_NAME)));
    if (*cell(cells, RECORD_LOCAL) != '\0') {
        g_string_append(out, "<small>");
        html_local(out, roll_text(cell(cells, RECORD_LOCAL)));
        g_string_append(out, "</small>");
    }
    for (guint i = RECORD_BORN; i <= RECORD_UNIT; i++) {
        g_string_append(out, "</td><td>");
        html_local(out, roll_text(cell(cells, i)));
    }
    g_string_append(out, "</td></tr>\n");
}

static void
put_records(const Page *page, const EvidenceOfficer *officer)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) distinct = evidence_distinct(officer, counts);
    g_autofree gchar *more = explain_more_records(page, distinct->len);

    page_put(page,
             "<h3>{explain.lines}</h3>\n"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{explain.lines}\">"
             "<table><thead><tr><th scope=\"col\">{explain.head-line}</th>"
             "<th scope=\"col\">{explain.head-name}</th><th scope=\"col\">{explain.head-born}</th>"
             "<th scope=\"col\">{explain.head-rank}</th><th scope=\"col\">{explain.head-unit}</th>"
             "</tr></thead><tbody>\n",
             NULL);
    for (guint i = 0; i < MIN(distinct->len, EXPLAIN_RECORDS_MAX); i++)
        put_record(page, distinct->pdata[i], g_array_index(counts, guint, i));
    g_string_append(page->body, "</tbody></table></div>\n");
    if (*more != '\0')
        html_put(page->body, "<p class=\"none\">%s</p>\n", more);
}

static void
put_sessions(const Page *page, const GArray *sessions)
{
    g_autofree gchar *more = explain_more_sessions(page, sessions->len);

    page_put(page, "<h3>{explain.sessions}</h3>\n<ul class=\"lines\">\n", NULL);
    for (guint i = 0; i < MIN(sessions->len, EXPLAIN_SESSIONS_MAX); i++) {
        const ExplainedSession *session = &g_array_index(sessions, ExplainedSession, i);
        g_autoptr(GPtrArray) cells = explain_session(page, session);

        html_put(page->body, "<li><b class=\"nw\">%s</b> <b>%s</b> ", cell(cells, SESSION_DATE),
                 cell(cells, SESSION_ORGS));
        html_local(page->body, roll_text(cell(cells, SESSION_TITLE)));
        html_put(page->body, " <small>%s</small>", cell(cells, SESSION_TOPICS));
        if (*cell(cells, SESSION_TAG) != '\0')
            html_put(page->body, " <span class=\"tag %s\">%s</span>",
                     session->is_planned ? "coll" : "dup", cell(cells, SESSION_TAG));
        g_string_append(page->body, "</li>\n");
    }
    g_string_append(page->body, "</ul>\n");
    if (*more != '\0')
        html_put(page->body, "<p class=\"none\">%s</p>\n", more);
}

/* ---- the officer ---- */

static void
put_officer(const Page *page, const ExplainedOfficer *officer, const gchar *id)
{
    const ReportRow *row = &officer->row.row;
    g_autofree gchar *dek = explain_dek(page, officer);

    html_put(page->body, "<h2 id=\"%s-h\">%s, ", id, officer->evidence->number);
    html_bdi(page->body, report_get(row, "name"));
    g_string_append_c(page->body, ' ');
    html_local(page->body, report_get(row, "name_local"));
    html_put(page->body, "</h2>\n<p class=\"dek\">%s</p>\n<div class=\"two why\">\n<div>\n", dek);
    put_steps(page, officer->evidence);
    g_string_append(page->body, "</div>\n<div>\n");
    put_records(page, officer->evidence);
    put_sessions(page, officer->sessions);
    g_string_append(page->body, "</div>\n</div>\n");
}

static void
put_source(const Page *page, const gchar *number)
{
    page_put(page, "<p class=\"src\">{explain.source}</p>\n</section>\n", "month",
             page->context->month, "officer", number, NULL);
}

/* Without a script each has a view of its own. */
static void
put_leaf(const Page *page, const ExplainedOfficer *officer)
{
    g_autofree gchar *id = g_strconcat("why-", officer->evidence->number, NULL);

    html_put(page->body,
             "<section class=\"view leaf why\" id=\"%s\" aria-labelledby=\"%s-h\">\n"
             "<p class=\"kick\">%s</p>\n",
             id, id, page_word(page, "views.explain"));
    put_officer(page, officer, id);
    page_put(page, "<p><a href=\"#officers\">{explain.back}</a></p>\n", NULL);
    put_source(page, officer->evidence->number);
}

void
page_explain(Page *page)
{
    g_autoptr(Explained) explained = NULL;

    if (page->context->evidence == NULL)
        return;
    explained = explained_new(page->context);
    if (explained->officers->len == 0)
        return;
    page_open_view(page, "explain", "views.explain", -1);
    g_string_append(page->body, "<div id=\"why\">\n");
    put_officer(page, &g_array_index(explained->officers, ExplainedOfficer, 0), "explain");
    g_string_append(page->body, "</div>\n");
    put_source(page, g_array_index(explained->officers, ExplainedOfficer, 0).evidence->number);
    for (guint i = 0; i < MIN(explained->officers->len, PAGE_EXPLAIN_STATIC); i++)
        put_leaf(page, &g_array_index(explained->officers, ExplainedOfficer, i));
    explain_blocks_put(page, explained);
}
