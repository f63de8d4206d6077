/* pattern_walk: which bytes can stand behind each other in a match of a pattern. */
#pragma once

#include <glib.h>

#include "pipeline/lib/byte_set.h"

#define ROLL_WINDOW_BYTES 9
#define ROLL_WINDOW_BEGIN 0xff /* in front of a text; no byte of UTF-8 */
#define ROLL_WINDOW_END   0xfe /* behind it, as often as needed; neither */

typedef struct {
    RollByteSet at[ROLL_WINDOW_BYTES]; /* at[1] is the first byte that is read; at[0] is not set */
    gboolean ignore_case;
    gboolean is_lost; /* there is something that is not understood */
} RollWalk;

/* Adds what a match reads, or looks at behind its end, from the part of a branch at @p on;
 * @is_last_round: of that part, if it is repeated, only what is read last.  @p is a part that reads
 * something at least once. */
void roll_walk(RollWalk *walk, const gchar *p, gboolean is_last_round);
