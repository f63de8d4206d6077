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
    g_autofree gchar *quality = report_link_quality(context);
    Words day;
    Words exports;
    Words lines;
    Words refused;

    page_open_view(page, "prov", "Provenance", -1);
    page_finding(page, "prov", "This report can be made again, byte for byte",
                 "From the archive beside it, with nothing from outside.");
    html_put(page->body,
             "<dl class=\"facts\"><dt>Run</dt><dd>%s, as of %s</dd><dt>Made from</dt><dd>%s "
             "exports, %s lines, %s of them refused</dd>",
             context->month, words_day(context->as_of, day), words_count(counts.n_exports, exports),
             words_count(counts.n_lines, lines), words_count(counts.n_refused, refused));
    if (quality != NULL)
        html_put(page->body,
                 "<dt>Linking</dt><dd>%s Estimated by the program from its own evidence; "
                 "<code>rollcall evaluate</code> measures it against a truth.</dd>",
                 quality);
    html_put(
        page->body,
        "<dt>Program, rules</dt><dd>rollcall %s; rules <code>%s</code> (first digits of the "
        "SHA-256 over all rule files)</dd><dt>Verify</dt><dd><code>rollcall verify RUN</code>"
        "</dd><dt>Make again</dt><dd><code>rollcall regenerate RUN --to DIR</code></dd></dl>\n",
        ROLL_VERSION, context->rules_version);
    page_close_view(page, "The hashes of every input, rule and output stand in the manifest of the "
                          "run’s archive.");
}
