#include "pipeline/lib/csv.h"

#include <csv.h>
#include <string.h>

#include "pipeline/lib/cells.h"
#include "pipeline/lib/lines.h"

#define BOM          "\xef\xbb\xbf"
#define PARSER_BLOCK ((gsize)64 * 1024) /* libcsv's own 128 bytes make a long cell quadratic */

struct RollCsvReader {
    RollLines *lines;
    gboolean is_utf8; /* the source vouches for it */
    RollCsvLimits limits;
    RollQuotes quotes;
    guint64 line; /* read so far */
    guint64 row;
    gboolean is_ahead; /* the rest of a line that was too long */
    struct csv_parser parser;
    RollCells cells; /* of the row at hand */
    gsize n_cell_bytes;
    gboolean is_row_done;
};

/* A physical line of the row at hand, in bytes from where the row begins. */
typedef struct {
    gsize start;
    gsize length;
    gsize n_end;
} Line;

static void
start_parser(RollCsvReader *reader)
{
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)reader->cells.delimiter);
    csv_set_blk_size(&reader->parser, PARSER_BLOCK);
}

RollCsvReader *
roll_csv_reader_new(RollSource *source, gchar delimiter, RollCsvLimits limits)
{
    RollCsvReader *reader = g_new0(RollCsvReader, 1);

    reader->is_utf8 = source->is_utf8;
    reader->lines = roll_lines_new(source);
    reader->limits = limits;
    roll_cells_init(&reader->cells, delimiter, limits.max_row_bytes, limits.max_columns);
    start_parser(reader);
    return reader;
}

void
roll_csv_reader_set_quotes(RollCsvReader *reader, RollQuotes quotes)
{
    reader->quotes = quotes;
    reader->cells.quotes_are_plain = quotes == ROLL_QUOTES_NONE;
}

void
roll_csv_reader_free(RollCsvReader *reader)
{
    if (reader == NULL)
        return;
    csv_free(&reader->parser);
    roll_lines_free(reader->lines);
    roll_cells_clear(&reader->cells);
    g_free(reader);
}

static RollLinesResult
next_line(RollCsvReader *reader, Line *line, GError **error)
{
    RollLinesResult result = ROLL_LINES_LINE;

    line->start += line->length + line->n_end;
    result = roll_lines_next(reader->lines, reader->limits.max_row_bytes, &line->length,
                             &line->n_end, error);
    if (result == ROLL_LINES_LINE || result == ROLL_LINES_TOO_LONG)
        reader->line++;
    return result;
}

/* A line of blanks is no row; of tabs it is one where they are the delimiter. */
static gboolean
is_blank_line(const gchar *line, gsize length, gchar delimiter)
{
    for (gsize i = 0; i < length; i++) {
        if (!roll_cells_is_blank(line[i]) || line[i] == delimiter)
            return FALSE;
    }
    return TRUE;
}

static void
on_cell(void *data, size_t length, void *self)
{
    RollCsvReader *reader = self;
    gchar *cell = reader->cells.bytes + reader->n_cell_bytes;

    if (reader->cells.n_fields > reader->limits.max_columns)
        return; /* too large already */
    memcpy(cell, data, length);
    cell[length] = '\0';
    reader->n_cell_bytes += length + 1;
    roll_cells_add(&reader->cells, (RollText){cell, (guint32)length});
}

static void
on_row(int end, void *self)
{
    (void)end;
    ((RollCsvReader *)self)->is_row_done = TRUE;
}

/* FALSE at a stray quote; *@at is its place in the line. */
static gboolean
feed(RollCsvReader *reader, const Line *line, gsize *at)
{
    const gchar *data = roll_lines_marked(reader->lines) + line->start;
    gsize size = line->length + line->n_end;

    *at = csv_parse(&reader->parser, data, size, on_cell, on_row, reader);
    if (*at < size)
        return FALSE;
    /* The last line of a file may lack its end. */
    return line->n_end > 0 || csv_parse(&reader->parser, "\n", 1, on_cell, on_row, reader) == 1;
}

/* A quote at @at, where none may stand. */
static void
set_stray(RollCsvReader *reader, RollCsvRow *row, const Line *line, gsize at)
{
    const gchar *data = roll_lines_marked(reader->lines);

    if (roll_cells_quotes_are_plain(data, line->length, reader->cells.delimiter)) {
        roll_cells_empty(&reader->cells);
        roll_cells_cut(&reader->cells, data, line->length);
        return;
    }
    if (reader->quotes == ROLL_QUOTES_UNDOUBLED &&
        roll_cells_cut_undoubled(&reader->cells, data, line->length))
        return;
    row->fault = ROLL_CSV_STRAY_QUOTE;
    row->fault_at = at;
}

/* Parses as many lines as the quotes of the first one ask for.  FALSE when one of them could not
 * be read. */
static gboolean
parse(RollCsvReader *reader, RollCsvRow *row, Line *line, GError **error)
{
    const Line first = *line;
    RollLinesResult result = ROLL_LINES_LINE;
    gsize at = 0;

    while (result == ROLL_LINES_LINE && feed(reader, line, &at)) {
        if (reader->is_row_done)
            return TRUE;
        result = reader->line - row->line + 1 < reader->limits.max_row_lines
                     ? next_line(reader, line, error)
                     : ROLL_LINES_TOO_LONG;
    }
    if (result == ROLL_LINES_ERROR)
        return FALSE;
    if (result == ROLL_LINES_LINE && line->start == 0)
        set_stray(reader, row, line, at);
    else
        row->fault = ROLL_CSV_OPEN_QUOTE;
    csv_free(&reader->parser);
    start_parser(reader);
    roll_lines_back(reader->lines, first.length + first.n_end);
    reader->line = row->line;
    *line = first;
    return TRUE;
}

static gboolean
is_too_large(const RollCsvReader *reader, const RollCsvRow *row)
{
    if (reader->cells.n_fields > reader->limits.max_columns)
        return TRUE;
    if (row->raw.length <= reader->limits.max_field_bytes)
        return FALSE;
    for (guint i = 0; i < reader->cells.n_fields; i++) {
        if (reader->cells.fields[i].length > reader->limits.max_field_bytes)
            return TRUE;
    }
    return FALSE;
}

/* What there is among the bytes of a row.  All are looked at, many at once. */
typedef struct {
    gboolean is_ascii;
    gboolean has_nul;
    gboolean has_quote;
} Signs;

static Signs
signs_of(const gchar *data, gsize length)
{
    guint8 all = 0;
    guint8 nul = 0;
    guint8 quote = 0;

    for (gsize i = 0; i < length; i++) {
        all |= (guint8)data[i];
        nul |= data[i] == '\0';
        quote |= data[i] == CSV_QUOTE;
    }
    return (Signs){all < 0x80, nul != 0, quote != 0};
}

/* What the row holds, its quotes being in order. */
static void
check(const RollCsvReader *reader, RollCsvRow *row, Signs signs)
{
    const gchar *end = NULL;

    row->is_ascii = signs.is_ascii;
    if (is_too_large(reader, row)) {
        row->fault = ROLL_CSV_TOO_LARGE;
    } else if (signs.has_nul) {
        row->fault = ROLL_CSV_NUL;
        row->fault_at = strlen(row->raw.data);
    } else if (!row->is_ascii && !reader->is_utf8 && !roll_text_is_utf8(row->raw) &&
               !g_utf8_validate_len(row->raw.data, row->raw.length, &end)) {
        row->fault = ROLL_CSV_NOT_UTF8;
        row->fault_at = (gsize)(end - row->raw.data);
    }
}

/* A BOM stands where a file begins, also where that was joined to another: "cat a.csv b.csv", or
 * two members of a gzip file.  That of the first line is gone already. */
static RollLinesResult
pass_bom(RollCsvReader *reader, Line *line, GError **error)
{
    if (reader->line == 1 || line->length < strlen(BOM) ||
        memcmp(roll_lines_marked(reader->lines), BOM, strlen(BOM)) != 0)
        return ROLL_LINES_LINE;
    roll_lines_back(reader->lines, strlen(BOM));
    roll_lines_mark(reader->lines);
    reader->line--;
    *line = (Line){0};
    return next_line(reader, line, error);
}

/* The first line of the next row that is not blank. */
static RollLinesResult
begin_row(RollCsvReader *reader, Line *line, GError **error)
{
    RollLinesResult result = ROLL_LINES_LINE;

    if (reader->is_ahead && !roll_lines_skip(reader->lines, error))
        return ROLL_LINES_ERROR;
    do {
        roll_lines_mark(reader->lines);
        *line = (Line){0};
        result = next_line(reader, line, error);
        if (result == ROLL_LINES_LINE)
            result = pass_bom(reader, line, error);
        reader->row++;
    } while (result == ROLL_LINES_LINE && is_blank_line(roll_lines_marked(reader->lines),
                                                        line->length, reader->cells.delimiter));
    reader->is_ahead = result == ROLL_LINES_TOO_LONG;
    reader->n_cell_bytes = 0;
    roll_cells_empty(&reader->cells);
    reader->is_row_done = FALSE;
    return result;
}

static void
set_fields(const RollCsvReader *reader, RollCsvRow *row)
{
    if (row->fault != ROLL_CSV_SOUND)
        return;
    row->fields = reader->cells.fields;
    row->n_fields = reader->cells.n_fields;
}

/* Takes the next row if it is like nearly all of nearly every file: a line that is at hand whole,
 * whose quotes need no parser, and that begins with a sign that is seen. */
static gboolean
take_simple(RollCsvReader *reader, RollCsvRow *row)
{
    gsize n = 0;
    gsize length = 0;
    gsize n_end = 0;
    const gchar *text = roll_lines_ahead(reader->lines, &n);
    gboolean is_ascii = FALSE;

    if (reader->line == 0 || reader->is_ahead || n == 0 ||
        ((guchar)text[0] <= ' ' && text[0] != reader->cells.delimiter) || text[0] == BOM[0])
        return FALSE;
    roll_cells_empty(&reader->cells);
    if (!roll_cells_cut_line(&reader->cells, text, MIN(n, reader->limits.max_row_bytes), &length,
                             &n_end, &is_ascii))
        return FALSE;
    roll_lines_mark(reader->lines);
    roll_lines_pass(reader->lines, length, n_end);
    *row = (RollCsvRow){.line = ++reader->line,
                        .row = ++reader->row,
                        .offset = roll_lines_offset(reader->lines),
                        .raw = {text, (guint32)length}};
    check(reader, row, (Signs){.is_ascii = is_ascii});
    row->is_trimmed = is_ascii && !reader->cells.has_signs_at_ends;
    set_fields(reader, row);
    return TRUE;
}

gboolean
roll_csv_reader_next(RollCsvReader *reader, RollCsvRow *row, GError **error)
{
    Line line = {0};
    RollLinesResult result = ROLL_LINES_LINE;
    const gchar *data = NULL;
    Signs signs;

    if (take_simple(reader, row))
        return TRUE;
    result = begin_row(reader, &line, error);
    data = roll_lines_marked(reader->lines);

    *row = (RollCsvRow){.line = reader->line, .row = reader->row, .raw = ROLL_TEXT_EMPTY};
    if (result == ROLL_LINES_END || result == ROLL_LINES_ERROR)
        return FALSE;
    row->offset = roll_lines_offset(reader->lines);
    if (result == ROLL_LINES_TOO_LONG) {
        row->fault = ROLL_CSV_TOO_LARGE;
        row->raw = (RollText){data, reader->limits.max_row_bytes};
        return TRUE;
    }
    signs = signs_of(data, line.length);
    if (reader->quotes == ROLL_QUOTES_NONE || !signs.has_quote)
        roll_cells_cut(&reader->cells, data, line.length);
    else if (!parse(reader, row, &line, error))
        return FALSE;
    row->raw = (RollText){roll_lines_marked(reader->lines), (guint32)(line.start + line.length)};
    if (line.start > 0)
        signs = signs_of(row->raw.data, row->raw.length);
    if (row->fault == ROLL_CSV_SOUND)
        check(reader, row, signs);
    set_fields(reader, row);
    return TRUE;
}

/* Most cells are shorter than what a call of strcspn() costs. */
static gboolean
holds_sign(RollText field)
{
    static const guint8 is_sign[256] = {[','] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1};
    guint8 found = 0;

    for (guint32 i = 0; i < field.length; i++)
        found |= is_sign[(guchar)field.data[i]];
    return found != 0;
}

gboolean
roll_csv_needs_quotes(RollText field)
{
    if (field.length == 0)
        return FALSE;
    return holds_sign(field) || roll_cells_is_blank(field.data[0]) ||
           roll_cells_is_blank(field.data[field.length - 1]) ||
           (field.length >= strlen(BOM) && memcmp(field.data, BOM, strlen(BOM)) == 0);
}

void
roll_csv_append_field(GString *out, RollText field)
{
    const gchar *data = field.data;
    const gchar *end = data + field.length;

    if (!roll_csv_needs_quotes(field)) {
        g_string_append_len(out, data, (gssize)field.length);
        return;
    }
    g_string_append_c(out, '"');
    for (const gchar *quote = NULL; (quote = memchr(data, '"', (gsize)(end - data))) != NULL;) {
        g_string_append_len(out, data, quote + 1 - data);
        g_string_append_c(out, '"');
        data = quote + 1;
    }
    g_string_append_len(out, data, end - data);
    g_string_append_c(out, '"');
}

void
roll_csv_append(GString *out, const RollText *fields, gsize n_fields)
{
    for (gsize i = 0; i < n_fields; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        roll_csv_append_field(out, fields[i]);
    }
    if (n_fields == 1 && fields[0].length == 0)
        g_string_append(out, "\"\"");
    g_string_append_c(out, '\n');
}
