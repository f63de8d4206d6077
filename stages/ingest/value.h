/* value: a cell as a record holds it: as it was sent, without blanks at its ends, composed (NFC),
 * and without what nobody sees.
 *
 * Never NFKC: it would change what was sent. Line ends inside stay. What nobody sees is zero-width
 * spaces, soft hyphens, marks of direction, tags; a joiner (U+200C, U+200D) stays where it follows
 * a letter or sign of a script in which it has a meaning: Khmer, Burmese, Arabic, those of India.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* @cell without blanks at its ends, U+FEFF among them; no NUL stands behind. */
RollText ingest_value_trim(RollText cell);
/* Whether @value may have to be composed or cleaned; FALSE for nearly all, at a tenth of the cost.
 */
gboolean ingest_value_is_raw(RollText value);
/* Appends @value composed; a RollMapFunc.  @self is not used. */
void ingest_value_compose(gpointer self, RollText value, GString *out);
/* What a value holds beside its text. */
enum {
    INGEST_UNSEEN = 1 << 0, /* what nobody sees, or blanks that do not break */
    INGEST_LOST = 1 << 1,   /* U+FFFD in the place of a lost letter, or a code point that is none */
};

guint8 ingest_value_signs(RollText value);
/* Appends @value composed, without what nobody sees, blanks that do not break as ordinary ones; a
 * RollMapFunc.  @self is not used. */
void ingest_value_clean(gpointer self, RollText value, GString *out);
/* @number in digits, written to @buffer. */
RollText ingest_value_number(guint64 number, gchar buffer[24]);
