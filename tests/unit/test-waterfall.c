#include "pipeline/lib/waterfall.h"

#include <string.h>

#define MAX_PARTS 4

typedef struct {
    const gchar *name;
    gint64 start;
    gint64 parts[MAX_PARTS]; /* up to a 0 */
    const gchar *bars;       /* "kind left+width>end …", in the pixels of a row */
} WaterfallCase;

static const WaterfallCase cases[] = {
    {"nothing compared", -1000, {0}, "start 0+299>0 sum 0+299>0"},
    {"for", -1000, {3000, 0}, "start 0+100>0 for 0+300>300 sum 100+200>300"},
    {"for, then against",
     -1000,
     {3000, -1000, 0},
     "start 0+100>0 for 0+300>300 against 200+100>200 sum 100+100>200"},
    {"against throughout", -1000, {-1000, 0}, "start 149+150>149 against 0+149>0 sum 0+299>0"},
    {"nothing is still seen", -3000, {1, 0}, "start 0+299>0 for 0+1>0 sum 0+299>0"},
};

static gchar *
describe(const GArray *bars)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < bars->len; i++) {
        const WaterfallBar *bar = &g_array_index(bars, WaterfallBar, i);

        g_string_append_printf(text, "%s%s %d+%d>%d", i > 0 ? " " : "", waterfall_word(bar->kind),
                               bar->left, bar->width, bar->end);
    }
    return g_string_free(text, FALSE);
}

static void
test_bars(gconstpointer data)
{
    const WaterfallCase *row = data;
    g_autoptr(GArray) parts = g_array_new(FALSE, TRUE, sizeof(EvidencePart));
    EvidencePair pair = {.start = row->start, .parts = parts, .sum = row->start};
    g_autoptr(GArray) bars = NULL;
    g_autofree gchar *text = NULL;

    for (guint i = 0; i < MAX_PARTS && row->parts[i] != 0; i++) {
        EvidencePart part = {.hundredths = row->parts[i]};

        g_array_append_val(parts, part);
        pair.sum += part.hundredths;
    }
    bars = waterfall_bars(&pair);
    text = describe(bars);
    g_assert_cmpstr(text, ==, row->bars);
    g_assert_cmpint(g_array_index(bars, WaterfallBar, bars->len - 1).hundredths, ==, pair.sum);
}

static void
test_drawing(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    WaterfallBar bar = {.kind = WATERFALL_AGAINST, .hundredths = -250, .left = 3, .width = 5};

    waterfall_draw(out, &bar, "\"<−2.50\" bits");
    g_assert_nonnull(strstr(out->str, "<rect class=\"f-against\" data-bits=\"-2.50\" x=\"3\" "
                                      "y=\"5\" width=\"5\" height=\"12\"/>"));
    g_assert_nonnull(strstr(out->str, "aria-label=\"&quot;&lt;−2.50&quot; bits\""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = g_strdup_printf("/waterfall/bars/%s", cases[i].name);

        g_test_add_data_func(path, &cases[i], test_bars);
    }
    g_test_add_func("/waterfall/drawing", test_drawing);
    return g_test_run();
}
