#include "pipeline/explain_forms.h"

#include "pipeline/lib/compared.h"
#include "pipeline/lib/html.h"
#include "pipeline/lib/waterfall.h"

#define RECORDS_MAX 200

/* Colours and measures are those of the report (stages/report/style.c). */
static const gchar style[] =
    ":root{color-scheme:light dark;--paper:#fdfcfa;--panel:#f5f3ee;--ink:#1a1f26;--ink2:#454d57;"
    "--ink3:#626a74;--line:#d9d6cf;--held:#b3b0a6;--for:#2b7f74;--against:#7d6032;--C:#7a1030}"
    "@media (prefers-color-scheme:dark){:root{--paper:#14181d;--panel:#1c2228;--ink:#eceae4;"
    "--ink2:#c3c6c8;--ink3:#a0a6ab;--line:#353c43;--held:#6a6d6b;--for:#7fd0bd;--against:#c9a86a;"
    "--C:#8f1a3d}}"
    "*{box-sizing:border-box}html{background:var(--paper);color:var(--ink);"
    "font:400 15px/23px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Khmer',"
    "'Noto Sans Thai','Noto Sans Lao','Noto Sans Myanmar','Noto Sans CJK SC',sans-serif}"
    "body{margin:0}.strip{background:var(--C);color:#fff;padding:6px 32px;font-size:13px}"
    ".strip b{margin-right:12px}main{max-width:1040px;margin:0 auto;padding:24px 32px 64px}"
    ":lang(km),:lang(th),:lang(lo){line-height:1.75}:lang(my){line-height:1.9}"
    "h1{font-size:26px;line-height:32px;margin:8px 0 12px}h2{font-size:20px;line-height:26px;"
    "border-top:3px solid var(--ink);padding-top:10px;margin:36px 0 8px}h3{font-size:16px;"
    "margin:24px 0 0}p{margin:0 0 8px;max-width:46em}.weak{color:var(--against);font-weight:600}"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px;"
    "line-height:20px;margin-top:10px;font-variant-numeric:tabular-nums}"
    "th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);"
    "vertical-align:top}thead th{font-size:13px;color:var(--ink3);"
    "border-bottom:1px solid var(--ink3)}td.num,th.num{text-align:right}"
    "td.bar{padding:0;width:300px}tr.sum td,tr.sum th{border-top:1px solid var(--ink);"
    "font-weight:600}svg{display:block}.f-start{fill:var(--held)}.f-for{fill:var(--for)}"
    ".f-against{fill:var(--against)}.f-sum{fill:var(--ink)}.s-zero{stroke:var(--ink3)}"
    ".s-link{stroke:var(--ink3);stroke-dasharray:2 2}.src{color:var(--ink3);font-size:13px}"
    "@media print{.strip{color:#000;background:none;border:1px solid}}";

/* ---- waterfall ---- */

static void
put_bar(GString *out, const WaterfallBar *bar)
{
    gchar bits[EVIDENCE_BITS_MAX];
    g_autofree gchar *label = g_strconcat(evidence_bits(bar->hundredths, bits), " bits", NULL);

    html_put(out, "<td class=\"num\">%s</td><td class=\"bar\">", bits);
    waterfall_draw(out, bar, label);
    g_string_append(out, "</td></tr>\n");
}

static void
put_part(GString *out, const WaterfallBar *bar)
{
    html_put(out, "<tr><th scope=\"row\">%s</th><td>", roll_field_words(bar->part->field));
    html_local(out, roll_text(bar->part->value_a));
    g_string_append(out, "</td><td>");
    html_local(out, roll_text(bar->part->value_b));
    html_put(out, "</td><td>%s</td>", bar->part->level);
    put_bar(out, bar);
}

static void
put_end(GString *out, const WaterfallBar *bar)
{
    const gchar *says = bar->hundredths > 0 ? "speaks for one person" : "speaks for two people";

    if (bar->kind == WATERFALL_SUM)
        html_put(out,
                 "<tr class=\"sum\"><th scope=\"row\">together</th><td></td><td></td><td>%s</td>",
                 says);
    else
        g_string_append(out, "<tr><th scope=\"row\">before looking</th><td></td><td></td>"
                             "<td>how rare such pairs are</td>");
    put_bar(out, bar);
}

static void
put_pair(GString *out, const EvidencePair *pair)
{
    g_autofree gchar *a = evidence_place(pair->a);
    g_autofree gchar *b = evidence_place(pair->b);
    g_autoptr(GArray) bars = waterfall_bars(pair);

    html_put(out,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Evidence\">"
             "<table><thead><tr><th scope=\"col\">Compared</th><th scope=\"col\">%s</th>"
             "<th scope=\"col\">%s</th><th scope=\"col\">Says</th><th scope=\"col\" "
             "class=\"num\">Bits</th><th scope=\"col\">Adds up</th></tr></thead><tbody>\n",
             a, b);
    for (guint i = 0; i < bars->len; i++) {
        const WaterfallBar *bar = &g_array_index(bars, WaterfallBar, i);

        if (bar->part != NULL)
            put_part(out, bar);
        else
            put_end(out, bar);
    }
    g_string_append(out, "</tbody></table></div>\n");
}

/* ---- officers ---- */

static void
put_records(GString *out, const EvidenceOfficer *officer)
{
    static const gchar *const columns[] = {"rank",       "unit",      "adm1",
                                           "birth_date", "id_number", "phone"};
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) distinct = evidence_distinct(officer, counts);

    g_string_append(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                         "aria-label=\"Records\"><table><thead><tr><th scope=\"col\">Record</th>"
                         "<th scope=\"col\">Name</th>");
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        html_put(out, "<th scope=\"col\">%s</th>", roll_field_words(columns[i]));
    g_string_append(out, "<th scope=\"col\" class=\"num\">Lines</th></tr></thead><tbody>\n");
    for (guint i = 0; i < MIN(distinct->len, RECORDS_MAX); i++) {
        const EvidenceRecord *record = distinct->pdata[i];
        g_autofree gchar *place = evidence_place(record);

        html_put(out, "<tr><th scope=\"row\">%s</th><td>", place);
        html_local(out, roll_text(evidence_name(record)));
        for (guint j = 0; j < G_N_ELEMENTS(columns); j++) {
            g_string_append(out, "</td><td>");
            html_local(out, evidence_get(record, columns[j]));
        }
        html_put(out, "</td><td class=\"num\">%u</td></tr>\n", g_array_index(counts, guint, i));
    }
    g_string_append(out, "</tbody></table></div>\n");
}

static void
put_step(GString *out, const EvidenceOfficer *officer, guint i)
{
    const EvidenceStep *step = &g_array_index(officer->steps, EvidenceStep, i);
    gchar bits[G_ASCII_DTOSTR_BUF_SIZE];

    html_put(out, "<h3>%u. ", i + 1);
    html_local(out, roll_text(evidence_name(step->a)));
    html_put(out, " (%u) and ", step->n_a);
    html_local(out, roll_text(evidence_name(step->b)));
    html_put(out, " (%u): %s%s bits", step->n_b, step->is_decided ? "decided; evidence " : "",
             g_ascii_formatd(bits, sizeof bits, "%+.2f", step->value));
    if ((gint)i == officer->weakest)
        g_string_append(out, " <span class=\"weak\">the weakest</span>");
    g_string_append(out, "</h3>\n");
    if (step->pair != NULL)
        put_pair(out, step->pair);
    else
        g_string_append(out, "<p>Nothing but the decision links them.</p>\n");
}

static void
put_officer(GString *out, const Explanation *explanation, const EvidenceOfficer *officer)
{
    g_autoptr(GPtrArray) events = explain_events(explanation, officer);

    html_put(out, "<h2>Officer %s: %u record%s</h2>\n", officer->number, officer->records->len,
             officer->records->len == 1 ? "" : "s");
    for (guint i = 0; i < events->len; i++)
        html_put(out, "<p>%s</p>\n", (const gchar *)events->pdata[i]);
    put_records(out, officer);
    if (explanation->asked[1] != NULL || officer->steps->len == 0)
        return;
    g_string_append(out, "<h2>How the officer came together</h2>\n<p>Join by join. In "
                         "brackets: how many records each side had by then.</p>\n");
    for (guint i = 0; i < officer->steps->len; i++)
        put_step(out, officer, i);
}

static void
put_near(GString *out, const Explanation *explanation)
{
    if (explanation->near->len == 0)
        return;
    g_string_append(out, "<h2>Not joined, though nearest</h2>\n");
    for (guint i = 0; i < explanation->near->len; i++) {
        const ExplainNear *near = &g_array_index(explanation->near, ExplainNear, i);

        html_put(out, "<h3>Officer %s</h3>\n", near->officer);
        if (near->evidence != NULL)
            put_pair(out, near->evidence);
    }
}

static void
put_hits(GString *out, const Explanation *explanation)
{
    if (explanation->hits == NULL || explanation->hits->len == 0)
        return;
    g_string_append(out,
                    "<h2>Rules that touched the names</h2>\n<div class=\"scroll\" role=\"region\" "
                    "tabindex=\"0\" aria-label=\"Rules\"><table><thead><tr><th scope=\"col\">Name"
                    "</th><th scope=\"col\">Rule</th><th scope=\"col\">Where</th>"
                    "<th scope=\"col\">Name after it</th><th scope=\"col\">Kept apart</th></tr>"
                    "</thead><tbody>\n");
    for (guint i = 0; i < explanation->hits->len; i++) {
        const NamesHit *hit = explanation->hits->pdata[i];

        g_string_append(out, "<tr><td>");
        html_local(out, roll_text(hit->name));
        html_put(out, "</td><td>%s</td><td>%s</td><td>", hit->rule, hit->place);
        html_local(out, roll_text(hit->result));
        g_string_append(out, "</td><td>");
        html_local(out, roll_text(hit->captured));
        g_string_append(out, "</td></tr>\n");
    }
    g_string_append(out, "</tbody></table></div>\n");
}

static gchar *
title_of(const Explanation *explanation)
{
    if (explanation->asked[1] != NULL)
        return g_strdup_printf("Are %s and %s one person?", explanation->asked[0]->id,
                               explanation->asked[1]->id);
    if (explanation->asked[0] != NULL)
        return g_strdup_printf("Whose is %s?", explanation->asked[0]->id);
    return g_strdup_printf("Why is officer %s one person?",
                           ((const EvidenceOfficer *)explanation->officers->pdata[0])->number);
}

static void
put_head(GString *out, const gchar *title)
{
    g_autofree gchar *hash = html_hash(style);

    html_put(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src '%s'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>",
             hash, title);
    g_string_append(out, style);
    html_put(out,
             "</style>\n</head>\n<body>\n<header class=\"strip\"><b>C CONFIDENTIAL</b>Coordinator "
             "only. Do not copy or forward.</header>\n<main>\n<h1>%s</h1>\n",
             title);
}

void
explain_html(const Explanation *explanation, GString *out)
{
    g_autofree gchar *title = title_of(explanation);

    put_head(out, title);
    for (guint i = 0; i < explanation->reasons->len; i++)
        html_put(out, "<p>%s</p>\n", (const gchar *)explanation->reasons->pdata[i]);
    if (explanation->pair != NULL) {
        html_put(out, "<h2>The two records, held against each other%s</h2>\n",
                 explanation->pair->is_computed ? ", just now: the run did not keep the pair" : "");
        put_pair(out, explanation->pair);
    }
    for (guint i = 0; i < explanation->officers->len; i++)
        put_officer(out, explanation, explanation->officers->pdata[i]);
    put_near(out, explanation);
    put_hits(out, explanation);
    g_string_append(out, "<p class=\"src\">A bit doubles the odds: +1 is twice as likely to be one "
                         "person, +10 a thousand times, −1 half as likely. Before looking: how "
                         "rare it is that two records "
                         "are one person; where nothing agrees but the name, also what keeps a "
                         "name alone from joining.</p>\n"
                         "</main>\n</body>\n</html>\n");
}
