/* lines: the physical lines of a source, ended by LF, CRLF or CR alone; a BOM at byte 0 is passed
 * over.
 *
 * What has been read since the last mark stays at hand, so that a reader can take several lines as
 * one stretch of bytes, or go back behind the first of them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

typedef struct RollLines RollLines;

typedef enum {
    ROLL_LINES_LINE,
    ROLL_LINES_END,
    ROLL_LINES_TOO_LONG, /* the line does not fit; it is still ahead */
    ROLL_LINES_ERROR,
} RollLinesResult;

/* Reads @source (transfer full). */
RollLines *roll_lines_new(RollSource *source);
/* What lies behind may be forgotten. */
void roll_lines_mark(RollLines *lines);
/* The next line: *@length bytes without its end, which has *@n_end bytes (0 to 2; 0 only at the end
 * of the source).  It may reach @limit bytes from the mark, its end aside.
 * Errors: those of the source. */
RollLinesResult roll_lines_next(RollLines *lines, gsize limit, gsize *length, gsize *n_end,
                                GError **error);
/* What of the next line and those behind it is at hand, *@n bytes; may be none, or the beginning of
 * a line.  Only where a line has been read before. */
const gchar *roll_lines_ahead(const RollLines *lines, gsize *n);
/* Passes over a line of @length bytes with its end that lies there. */
void roll_lines_pass(RollLines *lines, gsize length, gsize n_end);
/* The bytes from the mark on; at least those of the lines read since, and @limit of a line that is
 * too long.  Valid until the next roll_lines_next(). */
const gchar *roll_lines_marked(const RollLines *lines);
/* Of the mark, in the source: 0-based. */
guint64 roll_lines_offset(const RollLines *lines);
/* The next line is the one @n bytes behind the mark. */
void roll_lines_back(RollLines *lines, gsize n);
/* Passes over the line that was too long, and puts the mark behind it.  Errors: as next. */
gboolean roll_lines_skip(RollLines *lines, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_lines_free(RollLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollLines, roll_lines_free)
