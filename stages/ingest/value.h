/* value: a cell as a record holds it: as it was sent, without blanks at its ends, composed (NFC),
 * and without what nobody sees.
 *
 * Never NFKC: it would change what was sent. Line ends inside stay. What nobody sees is zero-width
 * spaces, soft hyphens, marks of direction, tags; a joiner (U+200C, U+200D) stays where it follows
 * a letter or sign of a script in which it has a meaning: Khmer, Burmese, Arabic, those of India.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/text.h"

/* What ingest_value_trim() is for, where there may be such blanks. */
RollText ingest_value_trim_blanks(RollText cell);

/* Whether a blank may begin at @p: those beyond ASCII are U+0085, U+00A0, U+1680, some of U+2000 to
 * U+205F, U+3000 and U+FEFF. */
static inline gboolean
ingest_value_may_be_blank(const gchar *p)
{
    guchar byte = (guchar)p[0];

    return byte <= ' ' || byte == 0xc2 || (byte == 0xe1 && (guchar)p[1] == 0x9a) || byte == 0xe2 ||
           byte == 0xe3 || byte == 0xef;
}

/* A sign of ASCII that is seen. */
static inline gboolean
ingest_value_is_plain(gchar c)
{
    return (guchar)(c - '!') <= '~' - '!';
}

/* @cell without blanks at its ends, U+FEFF among them; no NUL stands behind.  Nearly every cell of
 * every export has none. */
static inline RollText
ingest_value_trim(RollText cell)
{
    const gchar *end = cell.data + cell.length;

    if (cell.length == 0 || (ingest_value_is_plain(cell.data[0]) && ingest_value_is_plain(end[-1])))
        return cell;
    if ((guchar)end[-1] < 0x80 ? end[-1] > ' '
                               : !ingest_value_may_be_blank(end - 2) &&
                                     (cell.length < 3 || !ingest_value_may_be_blank(end - 3))) {
        if (!ingest_value_may_be_blank(cell.data))
            return cell;
    }
    return ingest_value_trim_blanks(cell);
}

/* The cell of @row at @place; empty where the row is shorter. */
static inline RollText
ingest_value_of(const RollCsvRow *row, guint place)
{
    if (place >= row->n_fields)
        return ROLL_TEXT_EMPTY;
    return row->is_trimmed ? row->fields[place] : ingest_value_trim(row->fields[place]);
}

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
