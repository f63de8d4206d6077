#include "stages/report/summary.h"

#include "stages/report/figure.h"
#include "stages/report/link_quality.h"
#include "stages/report/outcome.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_CASES 4

/* Drops what a terminal would obey: controls, and signs that turn the direction of a line. */
static void
append_harmless(GString *out, const gchar *text)
{
    for (const gchar *place = text; *place != '\0'; place = roll_utf8_next(place)) {
        gunichar sign = g_utf8_get_char(place);
        GUnicodeType type = g_unichar_type(sign);

        if (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
            type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR)
            g_string_append_unichar(out, sign);
    }
}

static void G_GNUC_PRINTF(2, 3) append_line(GString *out, const gchar *format, ...)
{
    g_autofree gchar *line = NULL;
    va_list values;

    va_start(values, format);
    line = g_strdup_vprintf(format, values);
    va_end(values);
    append_harmless(out, line);
    g_string_append_c(out, '\n');
}

static void
append_people(GString *out, const Messages *say, const FigureCounts *counts)
{
    Words reported;
    Words people;
    Words lower;
    Words upper;
    Words twice;

    append_line(out, "People trained in 12 months: %s (between %s and %s); headcounts said %s.",
                words_count(say, counts->people, people), words_count(say, counts->lower, lower),
                words_count(say, counts->upper, upper),
                words_count(say, counts->reported, reported));
    append_line(out, "Taught a topic again while it still held: %s officer%s.",
                words_count(say, counts->n_twice, twice), words_plural(counts->n_twice));
}

static void
append_sessions(GString *out, const Messages *say, const FigureCounts *counts)
{
    Words held;
    Words planned;
    Words joint;
    Words cohorts;

    append_line(
        out, "Sessions: %s held, %s planned; %s reported by two organisations, counted once.",
        words_count(say, counts->n_held, held), words_count(say, counts->n_planned, planned),
        words_count(say, counts->n_joint, joint));
    append_line(out, "Pairs of sessions that shared most of their people: %s.",
                words_count(say, counts->n_cohorts, cohorts));
}

static void
append_case(GString *out, const ReportContext *context, const Clashes *clashes, guint first)
{
    g_autoptr(GArray) places = clashes_case(clashes, first);
    g_autofree gchar *text = sentence_case(context, context->english, clashes, places);
    const ReportRow *row = &clash_plan(clashes, first)->row;
    Words range;

    append_line(out, "  %s: %s.",
                words_range(context->english, roll_day_parse(report_get(row, "start")),
                            roll_day_parse(report_get(row, "end")), range),
                text);
}

static void
append_collisions(GString *out, const ReportContext *context, const FigureCounts *counts)
{
    g_autoptr(Clashes) clashes = clashes_new(context);
    g_autoptr(GArray) ranked = clashes_ranked(clashes);
    Words cases;

    if (ranked->len == 0) {
        append_line(out, "%s",
                    counts->n_planned > 0 ? "No planned session collides."
                                          : "No organisation sent plans: nothing can be "
                                            "prevented without them.");
        return;
    }
    append_line(out, "%s planned collision%s, the next first:",
                words_count(context->english, ranked->len, cases), words_plural(ranked->len));
    for (guint i = 0; i < MIN(ranked->len, MAX_CASES); i++)
        append_case(out, context, clashes, g_array_index(ranked, guint, i));
}

static void
append_outcomes(GString *out, const ReportContext *context)
{
    Outcomes counts = outcomes_count(context);
    OutcomeWords words;

    if (counts.n == 0)
        return;
    outcomes_say(context->english, &counts, &words);
    append_line(out,
                "Announced by earlier reports: %s planned session%s. Prevented: %s; held all the "
                "same: %s; still to come: %s; not reported: %s.",
                words.n, words_plural(counts.n), words.prevented, words.held, words.open,
                words.silent);
}

static gboolean
is_never_reached(const ReportRow *row)
{
    return report_is_blank(row, "unit") && report_is_blank(row, "topic_code") &&
           report_number(row, "establishment") > 0 && report_number(row, "n_trained") == 0;
}

static gint
compare_size(gconstpointer a, gconstpointer b)
{
    gint64 x = report_number(a, "establishment");
    gint64 y = report_number(b, "establishment");

    if (x != y)
        return x > y ? -1 : 1;
    return strcmp(report_string(a, "adm1_code"), report_string(b, "adm1_code"));
}

static void
append_gaps(GString *out, const ReportContext *context, const FigureCounts *counts)
{
    g_autoptr(GArray) rows =
        report_sorted(context->tables, "coverage_gaps", is_never_reached, compare_size);
    g_autoptr(GString) names = g_string_new(NULL);
    Words n;
    Words without;
    Words all;

    for (guint i = 0; i < MIN(rows->len, 5); i++)
        g_string_append_printf(
            names, "%s%s", i > 0 ? ", " : "",
            report_place(context, report_string(&g_array_index(rows, ReportRow, i), "adm1_code")));
    append_line(
        out, "No session in two years: %s of %s provinces.",
        words_count(context->english, MAX(counts->n_provinces - counts->n_reached, 0), without),
        words_count(context->english, counts->n_provinces, all));
    if (rows->len > 0)
        append_line(out, "On a roll and never reached: %s province%s (%s%s).",
                    words_count(context->english, rows->len, n), words_plural(rows->len),
                    names->str, rows->len > 5 ? ", ..." : "");
}

static void
append_corridors(GString *out, const ReportContext *context)
{
    ReportRow row = report_rows(context->tables, "cross_border");
    gint64 n_both = 0;
    gint64 n_together = 0;
    Words all;
    Words both;
    Words together;

    while (report_next(&row)) {
        n_both += report_number(&row, "n_trained_a") > 0 && report_number(&row, "n_trained_b") > 0;
        n_together += report_number(&row, "n_shared") > 0;
    }
    if (n_both > 0)
        append_line(out, "Border corridors trained at both ends: %s of %s; taught together: %s.",
                    words_count(context->english, n_both, both),
                    words_count(context->english,
                                (gint64)report_n_rows(context->tables, "cross_border"), all),
                    words_count(context->english, n_together, together));
}

static void
append_links(GString *out, const ReportContext *context)
{
    g_autofree gchar *quality = report_link_quality(context, context->english);

    if (quality != NULL)
        append_line(out, "%s", quality);
}

static void
append_next(GString *out, const Messages *say, const FigureCounts *counts)
{
    Words n;
    Words refused;

    if (counts->n_review > 0)
        append_line(out, "Next: settle %s pair%s of records in coordinator/review.html.",
                    words_count(say, counts->n_review, n), words_plural(counts->n_review));
    if (counts->n_refused > 0)
        append_line(out, "Next: %s line%s refused; partners/ORG/ says each sender which.",
                    words_count(say, counts->n_refused, refused),
                    counts->n_refused == 1 ? " was" : "s were");
}

GString *
summary_new(const ReportContext *context)
{
    GString *out = g_string_new(NULL);
    FigureCounts counts = figure_count(context);
    Words month;
    Words organisations;
    Words exports;
    Words lines;

    append_line(out, "Anti-trafficking training, %s: %s organisation%s, %s export%s, %s line%s.",
                context->as_of != 0 ? words_month(context->english, context->as_of, month)
                                    : "no dated session",
                words_count(context->english, counts.n_organisations, organisations),
                words_plural(counts.n_organisations),
                words_count(context->english, counts.n_exports, exports),
                words_plural(counts.n_exports),
                words_count(context->english, counts.n_lines, lines), words_plural(counts.n_lines));
    g_string_append_c(out, '\n');
    append_collisions(out, context, &counts);
    append_outcomes(out, context);
    g_string_append_c(out, '\n');
    append_people(out, context->english, &counts);
    append_sessions(out, context->english, &counts);
    append_gaps(out, context, &counts);
    append_corridors(out, context);
    append_links(out, context);
    g_string_append_c(out, '\n');
    append_next(out, context->english, &counts);
    return out;
}
