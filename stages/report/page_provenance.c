#include "stages/report/page_provenance.h"

#include "pipeline/lib/html.h"
#include "stages/report/figure.h"
#include "stages/report/link_quality.h"
#include "stages/report/words.h"

void
page_provenance(Page *page)
{
    const ReportContext *context = page->context;
    FigureCounts counts = figure_count(context);
    g_autofree gchar *quality = report_link_quality(context, page->messages);
    g_autofree gchar *exports = page_counted(page, "page.n-exports", counts.n_exports);
    g_autofree gchar *lines = page_counted(page, "page.n-lines", counts.n_lines);
    Words day;
    Words refused;
    Words missing;
    Words all;

    page_open_view(page, "prov", "views.prov", -1);
    page_finding(page, "prov", page_word(page, "provenance.finding"),
                 page_word(page, "provenance.dek"));
    page_put(page,
             "<dl class=\"facts\"><dt>{provenance.run}</dt><dd>{provenance.run-as-of}</dd>"
             "<dt>{provenance.made-from}</dt><dd>{provenance.made-from-what}</dd>",
             "month", context->month, "day", words_day(page->messages, context->as_of, day),
             "exports", exports, "lines", lines, "refused",
             words_count(page->messages, counts.n_refused, refused), NULL);
    if (quality != NULL)
        page_put(page,
                 "<dt>{provenance.linking}</dt>"
                 "<dd>{provenance.linking-estimated}</dd>",
                 "quality", quality, NULL);
    page_put(page,
             "<dt>{provenance.program-rules}</dt>"
             "<dd>{provenance.program-rules-which}</dd>"
             "<dt>{provenance.to-lines}</dt><dd>{provenance.to-lines-how}</dd>"
             "<dt>{provenance.verify}</dt><dd>"
             "<code>rollcall verify {month}</code>, "
             "<code>sha256sum --check archive/manifest.sha256</code></dd>"
             "<dt>{provenance.make-again}</dt><dd>"
             "<code>rollcall regenerate {month} --to DIR</code></dd>",
             "month", context->month, "version", ROLL_VERSION, "rules-version",
             context->rules_version, NULL);
    if (roll_messages_n_missing(page->messages) > 0)
        page_put(page, "<dt>{provenance.language}</dt><dd>{provenance.language-lacks}</dd>", "n",
                 words_count(page->messages, roll_messages_n_missing(page->messages), missing),
                 "all", words_count(page->messages, roll_messages_n(page->messages), all), NULL);
    g_string_append(page->body, "</dl>\n");
    page_close_view(page, "{provenance.source}");
}
