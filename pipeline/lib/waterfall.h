/* waterfall: the evidence of a pair as bars, each of which begins where the one before ended, from
 * what is known before looking to the score.
 *
 * Whoever shows evidence draws it by this: `rollcall explain` and the coordinator's page. */
#pragma once

#include <glib.h>

#include "pipeline/lib/evidence.h"

#define WATERFALL_WIDTH  300 /* pixels, of a whole picture */
#define WATERFALL_HEIGHT 22  /* of a row of it */

typedef enum { WATERFALL_START, WATERFALL_FOR, WATERFALL_AGAINST, WATERFALL_SUM } WaterfallKind;

typedef struct {
    WaterfallKind kind;
    const EvidencePart *part; /* NULL: the start, and the sum */
    gint64 hundredths;        /* what the bar stands for */
    gint left;                /* of the bar, pixels, as the others */
    gint width;
    gint zero; /* where nothing speaks for either */
    gint end;  /* where the next one begins */
} WaterfallBar;

/* The start, a bar a part, the sum: of WaterfallBar (transfer full). */
GArray *waterfall_bars(const EvidencePair *pair);
/* "start", "for", "against", "sum". */
const gchar *waterfall_word(WaterfallKind kind);
/* The picture of a bar, an SVG of classes "f-for", "s-zero", "s-link"; @label says it in words. */
void waterfall_draw(GString *out, const WaterfallBar *bar, const gchar *label);
