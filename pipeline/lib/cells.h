/* cells: a line of CSV cut into cells, where no parser is needed to tell what they are.
 *
 * Blanks and tabs around a cell without quotes are no part of it, as libcsv has it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* The cells of the row at hand. */
typedef struct {
    gchar delimiter;
    gboolean quotes_are_plain; /* signs like any other */
    gchar *bytes; /* theirs, a NUL behind each: room for all that may be, so that nothing grows */
    RollText *fields;
    guint n_fields; /* at most one more than may be, which tells that there are too many */
    guint n_max;
    gboolean has_signs_at_ends; /* a cell may begin or end in a control character */
} RollCells;

/* @n_bytes: of the longest row; @n_max: the most cells of one. */
void roll_cells_init(RollCells *cells, gchar delimiter, gsize n_bytes, guint n_max);
void roll_cells_clear(RollCells *cells);
/* Before the cells of another row. */
void roll_cells_empty(RollCells *cells);
void roll_cells_add(RollCells *cells, RollText cell);

static inline gboolean
roll_cells_is_blank(gchar c)
{
    return c == ' ' || c == '\t';
}

/* A line in which a quote is a sign like any other, or that has none. */
void roll_cells_cut(RollCells *cells, const gchar *line, gsize length);
/* The line that begins at @text, found and cut in one go, where it ends in LF or CRLF among the
 * first @n bytes, 64 of them at a time, and holds neither NUL nor another CR; its quotes all stand
 * around whole cells, none doubled.  What libcsv would make of it.  *@length: without its end,
 * which has *@n_end bytes; *@is_ascii: all of it.  FALSE where it is otherwise: what @cells hold is
 * nothing then.  @n: at most the longest row; @cells: emptied before. */
gboolean roll_cells_cut_line(RollCells *cells, const gchar *text, gsize n, gsize *length,
                             gsize *n_end, gboolean *is_ascii);
/* A line with quotes that are not doubled inside of cells; FALSE where they leave a doubt. */
gboolean roll_cells_cut_undoubled(RollCells *cells, const gchar *line, gsize length);
/* Whether the quotes of a line stand in pairs, and none at the beginning of a cell: in 37°36'37.8"N
 * and in "a 5" pipe, a 6" pipe" they are signs like any other.  One alone may be what is left of a
 * quoted cell, and stays a fault. */
gboolean roll_cells_quotes_are_plain(const gchar *line, gsize length, gchar delimiter);
