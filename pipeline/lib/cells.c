#include "pipeline/lib/cells.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define QUOTE '"'
#define STEP  64 /* bytes that are searched for delimiters at once */

void
roll_cells_init(RollCells *cells, gchar delimiter, gsize n_bytes, guint n_max)
{
    cells->delimiter = delimiter;
    cells->bytes = g_malloc(n_bytes + n_max + STEP + 1);
    cells->fields = g_new(RollText, (gsize)n_max + 1);
    cells->n_fields = 0;
    cells->n_max = n_max;
}

void
roll_cells_clear(RollCells *cells)
{
    g_clear_pointer(&cells->bytes, g_free);
    g_clear_pointer(&cells->fields, g_free);
}

static RollText
trim(gchar *begin, gchar *end)
{
    while (begin < end && roll_cells_is_blank(*begin))
        begin++;
    while (begin < end && roll_cells_is_blank(end[-1]))
        end--;
    *end = '\0';
    return (RollText){begin, (guint32)(end - begin)};
}

void
roll_cells_add(RollCells *cells, RollText cell)
{
    if (cells->n_fields <= cells->n_max)
        cells->fields[cells->n_fields++] = cell;
}

/* The cell from @begin to @end, where its delimiter stood. */
static RollText
cell_at(gchar *begin, gchar *end)
{
    if (begin == end || ((guchar)begin[0] > ' ' && (guchar)end[-1] > ' ')) {
        *end = '\0';
        return (RollText){begin, (guint32)(end - begin)};
    }
    return trim(begin, end);
}

/* A bit for each of the 64 bytes at @bytes that is a delimiter, the first the lowest. */
#ifdef __SSE2__
static guint64
delimiters_in(const gchar *bytes, gchar delimiter)
{
    const __m128i wanted = _mm_set1_epi8(delimiter);
    guint64 found = 0;

    for (guint i = 0; i < STEP; i += sizeof wanted) {
        __m128i some = _mm_loadu_si128((const __m128i *)(gconstpointer)(bytes + i));

        found |= (guint64)(guint)_mm_movemask_epi8(_mm_cmpeq_epi8(some, wanted)) << i;
    }
    return found;
}
#else
/* A bit for every byte of @word that is 0: the highest of the byte. */
static guint64
zero_bytes(guint64 word)
{
    const guint64 low = 0x7f7f7f7f7f7f7f7fu;

    return ~(((word & low) + low) | word | low);
}

/* Eight are looked at at once; the multiplication moves their bits together. */
static guint64
delimiters_in(const gchar *bytes, gchar delimiter)
{
    const guint64 delimiters = (guchar)delimiter * (guint64)0x0101010101010101u;
    guint64 found = 0;
    guint64 eight = 0;

    for (guint i = 0; i < STEP; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        eight = zero_bytes(GUINT64_FROM_LE(eight) ^ delimiters) >> 7;
        found |= (eight * 0x0102040810204080u) >> 56 << i;
    }
    return found;
}
#endif

/* A line without a quote: what libcsv would make of it, without it.  Most cells are shorter than
 * what a call of memchr() costs. */
void
roll_cells_cut(RollCells *cells, const gchar *line, gsize length)
{
    const gchar delimiter = cells->delimiter;
    const guint n_max = cells->n_max;
    RollText *fields = cells->fields;
    guint n = cells->n_fields;
    gchar *begin = cells->bytes;
    gchar *last = begin + length;

    memcpy(begin, line, length);
    memset(last, 0, STEP);
    *last = delimiter;
    for (gchar *at = begin; at <= last; at += STEP) {
        for (guint64 found = delimiters_in(at, delimiter); found != 0; found &= found - 1) {
            gchar *end = at + __builtin_ctzll(found);

            if (n <= n_max)
                fields[n++] = cell_at(begin, end);
            begin = end + 1;
        }
    }
    cells->n_fields = n;
}

/* The first quote between @from and @end, else NULL. */
static gchar *
next_quote(gchar *from, const gchar *end)
{
    return from < end ? memchr(from, QUOTE, (gsize)(end - from)) : NULL;
}

/* Takes the cell that the quote at @open begins, and returns what is behind its delimiter; NULL
 * where it does not end in the next quote. */
static gchar *
take_quoted(RollCells *cells, gchar *open, const gchar *end)
{
    gchar *close = next_quote(open + 1, end);

    if (close == NULL || close[1] != cells->delimiter)
        return NULL;
    *close = '\0';
    roll_cells_add(cells, (RollText){open + 1, (guint32)(close - open - 1)});
    return close + 2;
}

/* Takes the cell at @begin unless @quote stands in it; likewise. */
static gchar *
take_unquoted(RollCells *cells, gchar *begin, const gchar *quote, const gchar *end)
{
    gchar *next = memchr(begin, cells->delimiter, (gsize)(end + 1 - begin));

    if (quote != NULL && quote < next)
        return NULL;
    roll_cells_add(cells, trim(begin, next));
    return next + 1;
}

gboolean
roll_cells_cut_quoted(RollCells *cells, const gchar *line, gsize length)
{
    gchar *begin = cells->bytes;
    const gchar *end = begin + length; /* a delimiter stands here too */
    gchar *quote = NULL;

    memcpy(begin, line, length);
    begin[length] = cells->delimiter;
    quote = next_quote(begin, end);
    while (begin != NULL && begin <= end) {
        if (begin != quote) {
            begin = take_unquoted(cells, begin, quote, end);
            continue;
        }
        begin = take_quoted(cells, quote, end);
        quote = begin != NULL ? next_quote(begin, end) : NULL;
    }
    return begin != NULL;
}

static gchar *
skip_blanks(gchar *p, gchar delimiter)
{
    while (roll_cells_is_blank(*p) && *p != delimiter)
        p++;
    return p;
}

/* The quote that closes the cell which another opens at @open: the first before a delimiter. */
static gchar *
closing_quote(gchar *open, gchar delimiter, const gchar *end)
{
    for (gchar *quote = open + 1; quote < end; quote++) {
        if (*quote == QUOTE && *skip_blanks(quote + 1, delimiter) == delimiter)
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

    return memchr(cell.data, QUOTE, cell.length) == NULL ? cell : (RollText){NULL, 0};
}

/* Takes the cell at *@begin, and moves it behind the delimiter there; FALSE at a doubt. */
static gboolean
take_undoubled(RollCells *cells, gchar **begin, const gchar *end)
{
    gchar delimiter = cells->delimiter;
    gchar *open = skip_blanks(*begin, delimiter);
    gchar *close = *open == QUOTE ? closing_quote(open, delimiter, end) : NULL;
    gchar *last = close != NULL ? close : open;
    gchar *next = memchr(last, delimiter, (gsize)(end + 1 - last));
    RollText cell = close != NULL ? quoted_cell(open, close) : unquoted_cell(open, next);

    cells->fields[cells->n_fields++] = cell;
    *begin = next + 1;
    return cell.data != NULL;
}

gboolean
roll_cells_cut_undoubled(RollCells *cells, const gchar *line, gsize length)
{
    gchar *begin = cells->bytes;
    const gchar *end = begin + length; /* a delimiter stands here too */

    memcpy(begin, line, length);
    begin[length] = cells->delimiter;
    cells->n_fields = 0;
    while (begin <= end && cells->n_fields <= cells->n_max) {
        if (!take_undoubled(cells, &begin, end))
            return FALSE;
    }
    return TRUE;
}

gboolean
roll_cells_quotes_are_plain(const gchar *line, gsize length, gchar delimiter)
{
    gboolean at_begin = TRUE;
    guint n = 0;

    for (gsize i = 0; i < length; i++) {
        if (line[i] == QUOTE && at_begin)
            return FALSE;
        n += line[i] == QUOTE;
        at_begin = line[i] == delimiter || (at_begin && roll_cells_is_blank(line[i]));
    }
    return n % 2 == 0;
}
