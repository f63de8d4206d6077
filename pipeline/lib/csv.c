#include "pipeline/lib/csv.h"

#include <csv.h>
#include <string.h>

#include "pipeline/lib/lines.h"

#define BOM          "\xef\xbb\xbf"
#define CELLS_SLACK  16                 /* bytes that a search for delimiters may look beyond */
#define PARSER_BLOCK ((gsize)64 * 1024) /* libcsv's own 128 bytes make a long cell quadratic */

struct RollCsvReader {
    RollLines *lines;
    gboolean is_utf8; /* the source vouches for it */
    RollCsvLimits limits;
    gchar delimiter;
    RollQuotes quotes;
    guint64 line; /* read so far */
    guint64 row;
    gboolean is_ahead; /* the rest of a line that was too long */
    struct csv_parser parser;
    /* The cells of the row at hand, a NUL behind each: room for all that the limits allow, and for
     * one cell more, so that nothing has to grow while a row is read. */
    gchar *cells;
    gsize n_cell_bytes;
    RollText *fields;
    guint n_fields;
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
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    csv_set_blk_size(&reader->parser, PARSER_BLOCK);
}

RollCsvReader *
roll_csv_reader_new(RollSource *source, gchar delimiter, RollCsvLimits limits)
{
    RollCsvReader *reader = g_new0(RollCsvReader, 1);

    reader->is_utf8 = source->is_utf8;
    reader->lines = roll_lines_new(source);
    reader->limits = limits;
    reader->delimiter = delimiter;
    reader->cells = g_malloc((gsize)limits.max_row_bytes + limits.max_columns + CELLS_SLACK);
    reader->fields = g_new0(RollText, (gsize)limits.max_columns + 1);
    start_parser(reader);
    return reader;
}

void
roll_csv_reader_set_quotes(RollCsvReader *reader, RollQuotes quotes)
{
    reader->quotes = quotes;
}

void
roll_csv_reader_free(RollCsvReader *reader)
{
    if (reader == NULL)
        return;
    csv_free(&reader->parser);
    roll_lines_free(reader->lines);
    g_free(reader->cells);
    g_free(reader->fields);
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

static gboolean
is_blank(gchar c)
{
    return c == ' ' || c == '\t';
}

/* A line of blanks is no row; of tabs it is one where they are the delimiter. */
static gboolean
is_blank_line(const gchar *line, gsize length, gchar delimiter)
{
    for (gsize i = 0; i < length; i++) {
        if (!is_blank(line[i]) || line[i] == delimiter)
            return FALSE;
    }
    return TRUE;
}

static RollText
trim(gchar *begin, gchar *end)
{
    while (begin < end && is_blank(*begin))
        begin++;
    while (begin < end && is_blank(end[-1]))
        end--;
    *end = '\0';
    return (RollText){begin, (guint32)(end - begin)};
}

/* A bit for every byte of @word that is 0: the highest of the byte. */
static guint64
zero_bytes(guint64 word)
{
    const guint64 low = 0x7f7f7f7f7f7f7f7fu;

    return ~(((word & low) + low) | word | low);
}

/* One cell more than may be is kept, to tell that there are too many. */
static void
add_cell(RollCsvReader *reader, RollText cell)
{
    if (reader->n_fields <= reader->limits.max_columns)
        reader->fields[reader->n_fields++] = cell;
}

/* A line without a quote: what libcsv would make of it, without it.  Most cells are shorter than
 * what a call of memchr() costs, so delimiters are looked for in eight bytes at once. */
static void
cut(RollCsvReader *reader, const gchar *line, gsize length)
{
    const guint64 delimiters = (guchar)reader->delimiter * (guint64)0x0101010101010101u;
    gchar *begin = reader->cells;
    guint64 eight = 0;

    memcpy(begin, line, length);
    memcpy(begin + length, &eight, sizeof eight);
    begin[length] = reader->delimiter;
    for (gchar *at = reader->cells; at <= reader->cells + length; at += sizeof eight) {
        memcpy(&eight, at, sizeof eight);
        for (guint64 found = zero_bytes(GUINT64_FROM_LE(eight) ^ delimiters); found != 0;
             found &= found - 1) {
            gchar *end = at + __builtin_ctzll(found) / 8;

            add_cell(reader, trim(begin, end));
            begin = end + 1;
        }
    }
}

/* The first quote between @from and @end, else NULL. */
static gchar *
next_quote(gchar *from, const gchar *end)
{
    return from < end ? memchr(from, CSV_QUOTE, (gsize)(end - from)) : NULL;
}

/* Takes the cell that the quote at @open begins, and returns what is behind its delimiter; NULL
 * where it does not end in the next quote. */
static gchar *
take_quoted(RollCsvReader *reader, gchar *open, const gchar *end)
{
    gchar *close = next_quote(open + 1, end);

    if (close == NULL || close[1] != reader->delimiter)
        return NULL;
    *close = '\0';
    add_cell(reader, (RollText){open + 1, (guint32)(close - open - 1)});
    return close + 2;
}

/* Takes the cell at @begin unless @quote stands in it; likewise. */
static gchar *
take_unquoted(RollCsvReader *reader, gchar *begin, const gchar *quote, const gchar *end)
{
    gchar *next = memchr(begin, reader->delimiter, (gsize)(end + 1 - begin));

    if (quote != NULL && quote < next)
        return NULL;
    add_cell(reader, trim(begin, next));
    return next + 1;
}

/* A line whose quotes all stand around whole cells, none doubled: what libcsv would make of it.
 * FALSE where there is any other: that is for libcsv to judge. */
static gboolean
cut_quoted(RollCsvReader *reader, const gchar *line, gsize length)
{
    gchar *begin = reader->cells;
    const gchar *end = begin + length; /* a delimiter stands here too */
    gchar *quote = NULL;

    memcpy(begin, line, length);
    begin[length] = reader->delimiter;
    quote = next_quote(begin, end);
    while (begin != NULL && begin <= end) {
        if (begin != quote) {
            begin = take_unquoted(reader, begin, quote, end);
            continue;
        }
        begin = take_quoted(reader, quote, end);
        quote = begin != NULL ? next_quote(begin, end) : NULL;
    }
    return begin != NULL;
}

static gchar *
skip_blanks(gchar *p, gchar delimiter)
{
    while (is_blank(*p) && *p != delimiter)
        p++;
    return p;
}

/* The quote that closes the cell which another opens at @open: the first before a delimiter. */
static gchar *
closing_quote(gchar *open, gchar delimiter, const gchar *end)
{
    for (gchar *quote = open + 1; quote < end; quote++) {
        if (*quote == CSV_QUOTE && *skip_blanks(quote + 1, delimiter) == delimiter)
            return quote;
    }
    return NULL;
}

/* The cell between the quotes at @open and @close; a NULL one where two quotes inside leave a
 * doubt. */
static RollText
quoted_cell(gchar *open, gchar *close)
{
    *close = '\0';
    if (strstr(open + 1, "\"\"") != NULL)
        return (RollText){NULL, 0};
    return (RollText){open + 1, (guint32)(close - open - 1)};
}

/* The cell that ends at @end and must hold no quote; a NULL one where it does. */
static RollText
unquoted_cell(gchar *begin, gchar *end)
{
    RollText cell = trim(begin, end);

    return memchr(cell.data, CSV_QUOTE, cell.length) == NULL ? cell : (RollText){NULL, 0};
}

/* Takes the cell at *@begin, and moves it behind the delimiter there; FALSE at a doubt. */
static gboolean
take_undoubled(RollCsvReader *reader, gchar **begin, const gchar *end)
{
    gchar delimiter = reader->delimiter;
    gchar *open = skip_blanks(*begin, delimiter);
    gchar *close = *open == CSV_QUOTE ? closing_quote(open, delimiter, end) : NULL;
    gchar *last = close != NULL ? close : open;
    gchar *next = memchr(last, delimiter, (gsize)(end + 1 - last));
    RollText cell = close != NULL ? quoted_cell(open, close) : unquoted_cell(open, next);

    reader->fields[reader->n_fields++] = cell;
    *begin = next + 1;
    return cell.data != NULL;
}

/* A line with quotes that are not doubled inside of cells; FALSE where they leave a doubt. */
static gboolean
cut_undoubled(RollCsvReader *reader, const gchar *line, gsize length)
{
    gchar *begin = reader->cells;
    const gchar *end = begin + length; /* a delimiter stands here too */

    memcpy(begin, line, length);
    begin[length] = reader->delimiter;
    reader->n_fields = 0;
    while (begin <= end && reader->n_fields <= reader->limits.max_columns) {
        if (!take_undoubled(reader, &begin, end))
            return FALSE;
    }
    return TRUE;
}

static void
on_cell(void *data, size_t length, void *self)
{
    RollCsvReader *reader = self;
    gchar *cell = reader->cells + reader->n_cell_bytes;

    if (reader->n_fields > reader->limits.max_columns)
        return; /* too large already */
    memcpy(cell, data, length);
    cell[length] = '\0';
    reader->n_cell_bytes += length + 1;
    reader->fields[reader->n_fields++] = (RollText){cell, (guint32)length};
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

/* Whether the quotes of a line stand in pairs, and none at the beginning of a cell: in 37°36'37.8"N
 * and in "a 5" pipe, a 6" pipe" they are signs like any other.  One alone may be what is left of a
 * quoted cell, and stays a fault. */
static gboolean
has_plain_quotes(const gchar *line, gsize length, gchar delimiter)
{
    gboolean at_begin = TRUE;
    guint n = 0;

    for (gsize i = 0; i < length; i++) {
        if (line[i] == CSV_QUOTE && at_begin)
            return FALSE;
        n += line[i] == CSV_QUOTE;
        at_begin = line[i] == delimiter || (at_begin && is_blank(line[i]));
    }
    return n % 2 == 0;
}

/* A quote at @at, where none may stand. */
static void
set_stray(RollCsvReader *reader, RollCsvRow *row, const Line *line, gsize at)
{
    const gchar *data = roll_lines_marked(reader->lines);

    if (has_plain_quotes(data, line->length, reader->delimiter)) {
        reader->n_fields = 0;
        cut(reader, data, line->length);
        return;
    }
    if (reader->quotes == ROLL_QUOTES_UNDOUBLED && cut_undoubled(reader, data, line->length))
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
    if (reader->n_fields > reader->limits.max_columns)
        return TRUE;
    if (row->raw.length <= reader->limits.max_field_bytes)
        return FALSE;
    for (guint i = 0; i < reader->n_fields; i++) {
        if (reader->fields[i].length > reader->limits.max_field_bytes)
            return TRUE;
    }
    return FALSE;
}

/* What the row holds, its quotes being in order. */
static void
check(const RollCsvReader *reader, RollCsvRow *row)
{
    const gchar *nul = memchr(row->raw.data, '\0', row->raw.length);
    const gchar *end = NULL;

    row->is_ascii = roll_text_is_ascii(row->raw);
    if (is_too_large(reader, row)) {
        row->fault = ROLL_CSV_TOO_LARGE;
    } else if (nul != NULL) {
        row->fault = ROLL_CSV_NUL;
        row->fault_at = (gsize)(nul - row->raw.data);
    } else if (!row->is_ascii && !reader->is_utf8 &&
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
    } while (result == ROLL_LINES_LINE &&
             is_blank_line(roll_lines_marked(reader->lines), line->length, reader->delimiter));
    reader->is_ahead = result == ROLL_LINES_TOO_LONG;
    reader->n_cell_bytes = 0;
    reader->n_fields = 0;
    reader->is_row_done = FALSE;
    return result;
}

/* FALSE when the line has quotes that only libcsv understands, or that end on another line. */
static gboolean
cut_simple(RollCsvReader *reader, const gchar *line, gsize length)
{
    if (reader->quotes != ROLL_QUOTES_NONE && memchr(line, CSV_QUOTE, length) != NULL) {
        if (cut_quoted(reader, line, length))
            return TRUE;
        reader->n_fields = 0;
        return FALSE;
    }
    cut(reader, line, length);
    return TRUE;
}

gboolean
roll_csv_reader_next(RollCsvReader *reader, RollCsvRow *row, GError **error)
{
    Line line = {0};
    RollLinesResult result = begin_row(reader, &line, error);
    const gchar *data = roll_lines_marked(reader->lines);

    *row = (RollCsvRow){.line = reader->line, .row = reader->row, .raw = ROLL_TEXT_EMPTY};
    if (result == ROLL_LINES_END || result == ROLL_LINES_ERROR)
        return FALSE;
    row->offset = roll_lines_offset(reader->lines);
    if (result == ROLL_LINES_TOO_LONG) {
        row->fault = ROLL_CSV_TOO_LARGE;
        row->raw = (RollText){data, reader->limits.max_row_bytes};
        return TRUE;
    }
    if (!cut_simple(reader, data, line.length) && !parse(reader, row, &line, error))
        return FALSE;
    row->raw = (RollText){roll_lines_marked(reader->lines), (guint32)(line.start + line.length)};
    if (row->fault == ROLL_CSV_SOUND)
        check(reader, row);
    if (row->fault == ROLL_CSV_SOUND) {
        row->fields = reader->fields;
        row->n_fields = reader->n_fields;
    }
    return TRUE;
}

static gboolean
needs_quotes(RollText field)
{
    gsize plain = 0;

    if (field.length == 0)
        return FALSE;
    plain = strcspn(field.data, ",\"\r\n");
    return plain < field.length || is_blank(field.data[0]) ||
           is_blank(field.data[field.length - 1]) || g_str_has_prefix(field.data, BOM);
}

void
roll_csv_append_field(GString *out, RollText field)
{
    const gchar *data = field.data;
    const gchar *end = data + field.length;

    if (!needs_quotes(field)) {
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
