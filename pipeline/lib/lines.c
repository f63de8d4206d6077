#include "pipeline/lib/lines.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"
#define AHEAD                                                                                      \
    16384 /* bytes behind a line that are searched for CR with it, as most texts have none */

struct RollLines {
    RollSource *source;
    const gchar *text; /* lent by the source, or what is in the buffer */
    gchar *buffer;     /* NULL: the source lends all of its text */
    gsize size;
    gsize mark; /* places in @text: mark <= position <= end */
    gsize position;
    gsize end;
    gsize no_lf;    /* from @position to here lies no LF; a search goes on from here */
    gsize no_cr;    /* likewise; mostly far ahead */
    guint64 before; /* bytes of the source that have left the buffer */
    gboolean is_begun;
    gboolean at_end;
};

RollLines *
roll_lines_new(RollSource *source)
{
    RollLines *lines = g_new0(RollLines, 1);

    lines->source = source;
    lines->text = roll_source_lend(source, 0, &lines->end);
    lines->at_end = lines->text != NULL;
    if (lines->at_end)
        return lines;
    lines->size = 2 * ROLL_SOURCE_CHUNK;
    lines->buffer = g_malloc(lines->size);
    lines->text = lines->buffer;
    return lines;
}

void
roll_lines_mark(RollLines *lines)
{
    lines->mark = lines->position;
}

const gchar *
roll_lines_marked(const RollLines *lines)
{
    return lines->text + lines->mark;
}

guint64
roll_lines_offset(const RollLines *lines)
{
    return lines->before + lines->mark;
}

void
roll_lines_back(RollLines *lines, gsize n)
{
    lines->position = lines->mark + n;
    lines->no_lf = lines->position;
    lines->no_cr = lines->position;
}

/* Moves what is still wanted to the front and reads more behind it. */
static gboolean
fill(RollLines *lines, GError **error)
{
    gsize gone = lines->mark;
    gsize n = 0;

    if (gone > 0) {
        memmove(lines->buffer, lines->buffer + gone, lines->end - gone);
        lines->before += gone;
        lines->mark = 0;
        lines->position -= gone;
        lines->end -= gone;
        lines->no_lf -= gone;
        lines->no_cr -= gone;
    }
    if (lines->size - lines->end < ROLL_SOURCE_CHUNK) {
        lines->size *= 2;
        lines->buffer = g_realloc(lines->buffer, lines->size);
        lines->text = lines->buffer;
    }
    if (!roll_source_read(lines->source, lines->buffer + lines->end, lines->size - lines->end, &n,
                          error))
        return FALSE;
    lines->end += n;
    lines->at_end = n == 0;
    return TRUE;
}

/* The first @byte between @from and @to, else @to. */
static gsize
find(const RollLines *lines, gchar byte, gsize from, gsize to)
{
    const gchar *found = from < to ? memchr(lines->text + from, byte, to - from) : NULL;

    return found != NULL ? (gsize)(found - lines->text) : to;
}

/* Whether a whole line lies in the buffer: the place of its end, and how long that is. */
static gboolean
find_end(RollLines *lines, gsize *place, gsize *n_end)
{
    gsize end = lines->end;
    gsize lf = find(lines, '\n', lines->no_lf, end);
    gsize cr = 0;

    lines->no_lf = lf;
    if (lines->no_cr < lf)
        lines->no_cr = find(lines, '\r', lines->no_cr, MIN(lf + AHEAD, end));
    cr = MIN(lines->no_cr, lf);
    *place = cr;
    if (cr == lf) {
        *n_end = lf < end;
        return lf < end || lines->at_end;
    }
    *n_end = cr + 1 == lf && lf < end ? 2 : 1;
    return cr + 1 < end || lines->at_end; /* else its LF may still come */
}

/* The line that ends at @place is behind us. */
static void
pass(RollLines *lines, gsize place, gsize n_end)
{
    lines->position = place + n_end;
    lines->no_lf = MAX(lines->no_lf, lines->position);
    lines->no_cr = MAX(lines->no_cr, lines->position);
}

const gchar *
roll_lines_ahead(const RollLines *lines, gsize *n)
{
    *n = lines->end - lines->position;
    return lines->text + lines->position;
}

void
roll_lines_pass(RollLines *lines, gsize length, gsize n_end)
{
    pass(lines, lines->position + length, n_end);
}

static gboolean
begin(RollLines *lines, GError **error)
{
    lines->is_begun = TRUE;
    while (lines->end < strlen(BOM) && !lines->at_end) {
        if (!fill(lines, error))
            return FALSE;
    }
    if (lines->end >= strlen(BOM) && memcmp(lines->text, BOM, strlen(BOM)) == 0) {
        pass(lines, strlen(BOM), 0);
        roll_lines_mark(lines);
    }
    return TRUE;
}

RollLinesResult
roll_lines_next(RollLines *lines, gsize limit, gsize *length, gsize *n_end, GError **error)
{
    gsize place = 0;
    gsize ends = 0;

    if (!lines->is_begun && !begin(lines, error))
        return ROLL_LINES_ERROR;
    while (!find_end(lines, &place, &ends)) {
        if (lines->end - lines->mark > limit + 1)
            return ROLL_LINES_TOO_LONG;
        if (!fill(lines, error))
            return ROLL_LINES_ERROR;
    }
    if (place == lines->position && ends == 0)
        return ROLL_LINES_END;
    if (place - lines->mark > limit)
        return ROLL_LINES_TOO_LONG;
    *length = place - lines->position;
    *n_end = ends;
    pass(lines, place, ends);
    return ROLL_LINES_LINE;
}

gboolean
roll_lines_skip(RollLines *lines, GError **error)
{
    gsize place = 0;
    gsize ends = 0;

    while (!find_end(lines, &place, &ends)) {
        lines->position = place; /* the end, or a CR whose LF may come */
        lines->mark = place;
        if (!fill(lines, error))
            return FALSE;
    }
    pass(lines, place, ends);
    roll_lines_mark(lines);
    return TRUE;
}

void
roll_lines_free(RollLines *lines)
{
    if (lines == NULL)
        return;
    roll_source_free(lines->source);
    g_free(lines->buffer);
    g_free(lines);
}
