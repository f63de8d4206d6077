#include "stages/report/review_page.h"

#include "pipeline/lib/html.h"
#include "stages/report/review_script.h"
#include "stages/report/style.h"
#include "stages/report/words.h"

/* What the review has beside the style of all pages. */
static const gchar own_style[] =
    "main{max-width:1180px;margin:0 auto;padding:24px 32px 64px}"
    "html:not(.js) .needjs{display:none}.js .nojs{display:none}"
    "#tool{border:1px solid var(--ink3);padding:20px 24px;margin-top:24px}"
    "#tool:focus-within{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}"
    "#pair:focus{outline:0}#pair{font-size:22px;line-height:30px;font-weight:700}"
    "#count{color:var(--ink3);font-size:13px;font-weight:600}"
    ".answers{display:flex;flex-wrap:wrap;gap:10px;margin:16px 0}"
    "button,input[type=text],.file{font:inherit;color:var(--ink);background:var(--paper);"
    "border:1px solid var(--ink3);padding:6px 14px;min-height:36px;border-radius:0}"
    "button{cursor:pointer}button:hover,.file:hover{background:var(--panel)}"
    "button:disabled{color:var(--ink3);cursor:default}"
    "button.main{font-weight:700;min-width:132px}button[aria-pressed=true]{background:var(--ink);"
    "color:var(--paper)}"
    "kbd{font:12px ui-monospace,Consolas,monospace;border:1px solid var(--line);padding:0 5px;"
    "margin-left:8px;background:var(--panel);color:var(--ink2)}"
    ".file input{position:absolute;opacity:0;width:1px;height:1px}"
    ".file:focus-within{outline:3px solid var(--link);outline-offset:2px}"
    ".row{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center;margin-top:12px}"
    ".row label{font-size:14px}#note{width:24em;max-width:100%}#by{width:9em}"
    "progress{width:220px;height:10px;accent-color:var(--c4)}"
    "mark{background:var(--collbg);color:inherit;text-decoration:underline;"
    "text-decoration-color:var(--coll);text-decoration-thickness:2px}"
    "#table{table-layout:fixed;min-width:860px}#table th,#table td{overflow-wrap:anywhere}"
    "col.c1{width:13%}col.c2{width:22%}col.c3{width:22%}col.c4{width:13%}col.c5{width:8%}"
    "#table td.num{white-space:nowrap}#table td.bar{padding:4px 0}#table tr.sum>*{border-top:1px "
    "solid var(--ink);font-weight:600}"
    "#context th,#context td{color:var(--ink2);font-weight:400}"
    "tbody#context tr:first-child>*{border-top:12px solid transparent}"
    "#told{min-height:23px;font-weight:600;margin-top:10px}"
    "textarea{width:100%;height:9em;font:13px ui-monospace,Consolas,monospace}"
    "@media (max-width:640px){button{min-height:44px}main{padding:16px}#tool{padding:14px}"
    "kbd,#table>*>tr>:nth-child(4),#table>*>tr>:nth-child(6),col.c4,col.c6{display:none}"
    "#table{min-width:0}col.c1{width:26%}col.c2,col.c3{width:28%}col.c5{width:18%}}"
    "@media print{#tool,.needjs{display:none}.nojs{display:block!important}}";

/* ---- data ---- */

/* A string of JSON in which nothing can end the element around it. */
static void
put_string(GString *out, RollText text)
{
    g_string_append_c(out, '"');
    for (guint32 i = 0; i < text.length; i++) {
        guchar byte = (guchar)text.data[i];

        if (byte < 0x20 || byte == 0x7f || strchr("<>&\"\\'", byte) != NULL)
            g_string_append_printf(out, "\\u%04x", byte);
        else if (byte == 0xe2 && i + 2 < text.length && (guchar)text.data[i + 1] == 0x80 &&
                 ((guchar)text.data[i + 2] & 0xfe) == 0xa8) {
            g_string_append_printf(out, "\\u20%02x", (guint)(guchar)text.data[i + 2] & 0x3f);
            i += 2;
        } else
            g_string_append_c(out, (gchar)byte);
    }
    g_string_append_c(out, '"');
}

static void
put_member(GString *out, const gchar *key, RollText value)
{
    g_string_append_printf(out, ",\"%s\":", key);
    put_string(out, value);
}

static void
put_field(GString *out, const Messages *say, const ReportRow *row)
{
    const gchar *field = report_string(row, "field");
    gdouble hundredths = report_real(row, "bits") * 100;
    g_autofree gchar *name = *field == '\0' ? g_strdup(messages_word(say, "decide.before-looking"))
                                            : words_field(say, field);
    g_autofree gchar *level = *field == '\0'
                                  ? g_strdup(messages_word(say, "decide.how-rare"))
                                  : messages_term(say, "levels", report_string(row, "level"));

    g_string_append_c(out, '[');
    put_string(out, roll_text(name));
    g_string_append_c(out, ',');
    put_string(out, report_get(row, "value_a"));
    g_string_append_c(out, ',');
    put_string(out, report_get(row, "value_b"));
    g_string_append_c(out, ',');
    put_string(out, roll_text(level));
    if (report_is_blank(row, "bits"))
        g_string_append(out, strcmp(field, "officer_name") == 0 ? ",null,true]" : ",null]");
    else
        g_string_append_printf(out, ",%d]", (gint)(hundredths + (hundredths < 0 ? -.5 : .5)));
}

static void
put_pair(GString *out, const Messages *say, const ReportRow *pair, ReportRow *field)
{
    static const struct {
        const gchar *key;
        const gchar *column;
    } members[] = {{"a", "row_a"},
                   {"b", "row_b"},
                   {"nameA", "name_a"},
                   {"nameB", "name_b"},
                   {"suggested", "suggested"},
                   {"decision", "decision"},
                   {"recordsA", "records_a"},
                   {"recordsB", "records_b"}};
    const gchar *id = report_string(pair, "pair_id");
    gboolean is_first = TRUE;

    g_string_append(out, "{\"id\":");
    put_string(out, roll_text(id));
    for (guint i = 0; i < G_N_ELEMENTS(members); i++)
        put_member(out, members[i].key, report_get(pair, members[i].column));
    g_string_append_printf(out, ",\"score\":%s,\"rows\":[", report_string(pair, "score"));
    /* Both tables have the pairs in one order. */
    while (field->is_on && report_is(field, "pair_id", id)) {
        if (!is_first)
            g_string_append(out, ",\n");
        put_field(out, say, field);
        is_first = FALSE;
        field->is_on = report_next(field);
    }
    g_string_append(out, "]}");
}

static void
put_data(GString *out, const ReportContext *context)
{
    ReportRow pair = report_rows(context->tables, "review");
    ReportRow field = report_rows(context->tables, "review_fields");

    g_string_append(out, "<script type=\"application/json\" id=\"pairs\">{\"run\":");
    put_string(out, roll_text(context->month));
    g_string_append(out, ",\"pairs\":[");
    field.is_on = report_next(&field);
    for (guint i = 0; i < REVIEW_PAIRS_MAX && report_next(&pair); i++) {
        g_string_append(out, i > 0 ? ",\n" : "\n");
        put_pair(out, context->messages, &pair, &field);
    }
    g_string_append(out, "]}</script>\n");
}

/* ---- page ---- */

static void
put_head(GString *out, const Messages *say, const gchar *title)
{
    g_autofree gchar *style = g_strconcat(report_style, own_style, report_print_coordinator, NULL);
    g_autofree gchar *style_hash = html_hash(style);
    g_autofree gchar *script_hash = html_hash(review_script);

    html_put(out,
             "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<meta name=\"robots\" content=\"noindex, noarchive\">\n<title>%s</title>\n<style>",
             roll_messages_language(say), style_hash, script_hash, title);
    g_string_append(out, style);
    g_string_append(out, "</style>\n</head>\n");
}

static const gchar tool[] =
    "<section id=\"tool\" class=\"needjs\" aria-label=\"{review.pairs}\">\n"
    "<p id=\"count\"></p>\n<h2 id=\"pair\" tabindex=\"-1\">{decide.question}</h2>\n"
    "<p class=\"dek\" id=\"effect\"></p>\n"
    "<div class=\"answers\" role=\"group\" aria-label=\"{decide.answer}\">"
    "<button type=\"button\" class=\"main\" data-answer=\"same\">{decide.same}<kbd>S</kbd></button>"
    "<button type=\"button\" class=\"main\" "
    "data-answer=\"different\">{decide.different}<kbd>D</kbd></button>"
    "<button type=\"button\" class=\"main\" "
    "data-answer=\"unsure\">{decide.unsure}<kbd>U</kbd></button>"
    "<button type=\"button\" id=\"back\">{decide.back}<kbd>←</kbd></button>"
    "<button type=\"button\" id=\"skip\">{decide.skip}<kbd>→</kbd></button>"
    "<button type=\"button\" id=\"undo\">{decide.undo}<kbd>Z</kbd></button></div>\n"
    "<p id=\"given\" class=\"s\"></p>\n<p id=\"told\" role=\"status\"></p>\n"
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{decide.records}\">"
    "<table id=\"table\"><caption class=\"h\">{decide.side-by-side}</caption>"
    "<colgroup><col class=\"c1\"><col class=\"c2\"><col class=\"c3\"><col class=\"c4\">"
    "<col class=\"c5\"><col class=\"c6\"></colgroup><thead><tr>"
    "<th scope=\"col\">{decide.compared}</th>"
    "<th scope=\"col\" id=\"rowA\"></th><th scope=\"col\" id=\"rowB\"></th>"
    "<th scope=\"col\">{decide.says}</th><th scope=\"col\" class=\"num\">{review.bits}</th>"
    "<th scope=\"col\">{decide.adds-up}</th></tr></thead>\n"
    "<tbody id=\"compared\"></tbody>\n<tbody id=\"context\"></tbody></table></div>\n"
    "<div class=\"row\"><label>{decide.note} <input type=\"text\" id=\"note\" "
    "maxlength=\"200\"></label></div>\n</section>\n"
    "<div class=\"row needjs\"><progress id=\"bar\" aria-label=\"{decide.answered}\"></progress>"
    "<span id=\"done\"></span></div>\n"
    "<div class=\"row needjs\"><label>{decide.initials} <input type=\"text\" id=\"by\" "
    "maxlength=\"40\"></label>"
    "<button type=\"button\" id=\"save\">{decide.save}<kbd>E</kbd></button>"
    "<label class=\"file\">{decide.load}<input type=\"file\" id=\"file\" "
    "accept=\".csv,text/csv\"></label>"
    "<button type=\"button\" id=\"forget\">{decide.forget}</button>"
    "<label><input type=\"checkbox\" id=\"keys\" checked> {decide.keys}</label></div>\n"
    "<div class=\"needjs\" id=\"copy\" hidden><p class=\"s\">decisions.csv</p><textarea "
    "id=\"text\" readonly aria-label=\"decisions.csv\"></textarea></div>\n"
    "<p class=\"src needjs\">{decide.explain}</p>\n";

/* For browsers without a script, and for print. */
static void
put_table(GString *out, const ReportContext *context)
{
    ReportRow row = report_rows(context->tables, "review");

    messages_put(
        context->messages, out,
        "<div class=\"nojs\"><p class=\"none\">{decide.how}</p>\n"
        "<table><caption class=\"h\">{views.review}</caption>"
        "<thead><tr><th scope=\"col\">{review.pair}</th><th scope=\"col\">{review.record-a}</th>"
        "<th scope=\"col\">{review.record-b}</th><th scope=\"col\">{review.agrees}</th>"
        "<th scope=\"col\">{review.speaks-against}</th></tr></thead><tbody>\n",
        NULL);
    for (guint i = 0; i < REVIEW_PAIRS_MAX && report_next(&row); i++) {
        g_autofree gchar *agreeing =
            words_fields(context->messages, report_string(&row, "agreeing_fields"));
        g_autofree gchar *conflicting =
            words_fields(context->messages, report_string(&row, "conflicting_fields"));

        html_put(out, "<tr><td class=\"nw\">%s</td><td>", report_string(&row, "pair_id"));
        html_local(out, report_get(&row, "name_a"));
        html_put(out, "<small>%s</small></td><td>", report_string(&row, "row_a"));
        html_local(out, report_get(&row, "name_b"));
        html_put(out, "<small>%s</small></td><td>%s</td><td>%s</td></tr>\n",
                 report_string(&row, "row_b"), agreeing, conflicting);
    }
    g_string_append(out, "</tbody></table></div>\n");
}

static void
put_script(GString *out, const Messages *say)
{
    static const gchar *const groups[] = {"deciding", "numbers", NULL};

    g_string_append(out, "<script type=\"application/json\" id=\"said\">");
    messages_json(say, out, groups);
    g_string_append_printf(out, "</script>\n<script>%s</script>\n", review_script);
}

static void
put_body(GString *out, const ReportContext *context, const gchar *title, guint64 n)
{
    const Messages *say = context->messages;
    Words count;

    messages_put(say, out,
                 "<body>\n<header class=\"strip sC\"><b class=\"k\">C</b><b>{page.confidential}</b>"
                 "<span>{decide.mark}</span><span class=\"run\">{page.run}</span>"
                 "</header>\n<main id=\"main\">\n<h1>{title}</h1>\n",
                 "month", context->month, "title", title, NULL);
    if (n == 0) {
        messages_put(say, out, "<p class=\"none\">{decide.nothing}</p>\n", NULL);
        return;
    }
    messages_put(say, out, "<p class=\"dek\">{decide.dek}</p>\n", "n",
                 words_count(say, (gint64)n, count), NULL);
    if (n > REVIEW_PAIRS_MAX)
        messages_put(say, out, "<p class=\"none\">{decide.first}</p>\n", "most",
                     G_STRINGIFY(REVIEW_PAIRS_MAX), NULL);
    messages_put(say, out, tool, "<names", "<span id=\"names\"></span>", NULL);
    put_table(out, context);
    put_data(out, context);
    put_script(out, say);
}

gboolean
review_page_write(const ReportContext *context, const gchar *folder, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const Messages *say = context->messages;
    Words month;
    g_autofree gchar *title =
        messages_text(say, context->as_of != 0 ? "decide.title" : "views.review", "month",
                      words_month(say, context->as_of, month), NULL);

    put_head(out, say, title);
    put_body(out, context, title, report_n_rows(context->tables, "review"));
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return report_write_text(folder, "review.html", out, error);
}
