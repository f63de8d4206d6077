/* rule_window: what the bytes around a match look like, so that most rules are skipped unread.
 *
 * Of a pattern is worked out which bytes can stand next to each other somewhere in, or beside, any
 * of its matches: of "(?<=[kpt])h$" a k, p or t, an h, and the end of the text.  A rule of which
 * no window fits any place of a text cannot match it.  A window may fit where nothing matches, and
 * never the other way round; what is not understood of a pattern fits everywhere. */
#pragma once

#include <glib.h>

#include "pipeline/lib/byte_set.h"
#include "pipeline/lib/pattern_walk.h"
#include "pipeline/lib/text.h"

#define ROLL_WINDOWS_MAX     6
#define ROLL_WINDOW_FLOATING 4 /* bytes of a window that is not at the beginning of the text */

typedef struct {
    RollByteSet at[ROLL_WINDOW_BYTES]; /* at[1] begins what is looked at, at[0] stands in front */
    gboolean is_first;                 /* only fits at the beginning of the text */
    gboolean is_double;                /* at[1] and at[2] are the same byte */
} RollRuleWindow;

/* One for each alternative of a pattern. */
typedef struct {
    guint n;
    RollRuleWindow windows[ROLL_WINDOWS_MAX];
} RollRuleWindows;

/* @pattern is one that PCRE2 compiles, as UTF-8; @is_anchored: it matches at the beginning of a
 * text or nowhere. */
void roll_rule_windows_learn(RollRuleWindows *windows, const gchar *pattern, gboolean ignore_case,
                             gboolean is_anchored);
/* FALSE: the pattern does not match @text.  For whoever checks what rule_view.h does faster. */
gboolean roll_rule_windows_fit(const RollRuleWindows *windows, RollText text);
