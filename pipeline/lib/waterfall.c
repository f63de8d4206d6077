#include "pipeline/lib/waterfall.h"

#include "pipeline/lib/html.h"

/* From where to where the sums go, in hundredths of a bit; zero is among them. */
typedef struct {
    gint64 low;
    gint64 high;
} Scale;

static Scale
scale_of(const EvidencePair *pair)
{
    gint64 sum = pair->start;
    Scale scale = {MIN(sum, 0), MAX(sum, 1)};

    for (guint i = 0; i < pair->parts->len; i++) {
        sum += g_array_index(pair->parts, EvidencePart, i).hundredths;
        scale.low = MIN(scale.low, sum);
        scale.high = MAX(scale.high, sum);
    }
    return scale;
}

static gint
x_of(const Scale *scale, gint64 hundredths)
{
    return (gint)((hundredths - scale->low) * WATERFALL_WIDTH / MAX(scale->high - scale->low, 1));
}

static void
add_bar(GArray *bars, const Scale *scale, WaterfallBar bar, gint64 from)
{
    gint start = x_of(scale, from);

    bar.end = x_of(scale, from + bar.hundredths);
    bar.zero = x_of(scale, 0);
    bar.left = MIN(start, bar.end);
    bar.width = MAX(ABS(bar.end - start), 1);
    g_array_append_val(bars, bar);
}

GArray *
waterfall_bars(const EvidencePair *pair)
{
    GArray *bars = g_array_new(FALSE, FALSE, sizeof(WaterfallBar));
    Scale scale = scale_of(pair);
    gint64 sum = pair->start;

    add_bar(bars, &scale, (WaterfallBar){.kind = WATERFALL_START, .hundredths = sum}, 0);
    for (guint i = 0; i < pair->parts->len; i++) {
        const EvidencePart *part = &g_array_index(pair->parts, EvidencePart, i);
        WaterfallBar bar = {.kind = part->hundredths < 0 ? WATERFALL_AGAINST : WATERFALL_FOR,
                            .part = part,
                            .hundredths = part->hundredths};

        add_bar(bars, &scale, bar, sum);
        sum += part->hundredths;
    }
    add_bar(bars, &scale, (WaterfallBar){.kind = WATERFALL_SUM, .hundredths = sum}, 0);
    return bars;
}

const gchar *
waterfall_word(WaterfallKind kind)
{
    static const gchar *const words[] = {[WATERFALL_START] = "start",
                                         [WATERFALL_FOR] = "for",
                                         [WATERFALL_AGAINST] = "against",
                                         [WATERFALL_SUM] = "sum"};

    return words[kind];
}

void
waterfall_draw(GString *out, const WaterfallBar *bar, const gchar *label)
{
    gchar bits[EVIDENCE_BITS_MAX];

    html_put(out,
             "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
             "role=\"img\" aria-label=\"%s\">",
             WATERFALL_WIDTH, WATERFALL_HEIGHT, WATERFALL_WIDTH, WATERFALL_HEIGHT, label);
    html_put(out, "<line class=\"s-zero\" x1=\"%d\" y1=\"0\" x2=\"%d\" y2=\"%d\"/>", bar->zero,
             bar->zero, WATERFALL_HEIGHT);
    html_put(
        out, "<rect class=\"f-%s\" data-bits=\"%s\" x=\"%d\" y=\"5\" width=\"%d\" height=\"12\"/>",
        waterfall_word(bar->kind), evidence_bits(bar->hundredths, bits), bar->left, bar->width);
    html_put(out, "<line class=\"s-link\" x1=\"%d\" y1=\"17\" x2=\"%d\" y2=\"%d\"/></svg>",
             bar->end, bar->end, WATERFALL_HEIGHT);
}
