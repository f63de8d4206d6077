/* value: a cell as a record holds it: as it was sent, without blanks at its ends, composed (NFC).
 *
 * Never NFKC: it would change what was sent. Line ends inside stay. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* @cell without blanks at its ends, U+FEFF among them; no NUL stands behind. */
RollText ingest_value_trim(RollText cell);
/* Whether @value may have to be composed; FALSE for nearly all, at a tenth of the cost. */
gboolean ingest_value_is_raw(RollText value);
/* Appends @value composed; a RollMapFunc.  @self is not used. */
void ingest_value_compose(gpointer self, RollText value, GString *out);
/* @number in digits, written to @buffer. */
RollText ingest_value_number(guint64 number, gchar buffer[24]);
