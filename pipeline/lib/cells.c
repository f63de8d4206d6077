#include "pipeline/lib/cells.h"

#if defined __SSE2__ && !defined ROLL_PORTABLE
#define SSE2
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
roll_cells_empty(RollCells *cells)
{
    cells->n_fields = 0;
    cells->has_signs_at_ends = FALSE;
}

void
roll_cells_clear(RollCells *cells)
{
    g_clear_pointer(&cells->bytes, g_free);
    g_clear_pointer(&cells->fields, g_free);
}

static __attribute__((noinline)) RollText
trim(RollCells *cells, gchar *begin, gchar *end)
{
    while (begin < end && roll_cells_is_blank(*begin))
        begin++;
    while (begin < end && roll_cells_is_blank(end[-1]))
        end--;
    if (begin < end && ((guchar)begin[0] < ' ' || (guchar)end[-1] < ' '))
        cells->has_signs_at_ends = TRUE;
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
cell_at(RollCells *cells, gchar *begin, gchar *end)
{
    if (begin == end || ((guchar)begin[0] > ' ' && (guchar)end[-1] > ' ')) {
        *end = '\0';
        return (RollText){begin, (guint32)(end - begin)};
    }
    return trim(cells, begin, end);
}

/* A bit for each of 64 bytes, the first the lowest. */
typedef struct {
    guint64 delimiters;
    guint64 ends; /* LF */
    guint64 quotes;
    guint64 others; /* NUL, CR */
    guint64 beyond; /* ASCII */
} Signs;

#ifdef SSE2
static guint64
bits_of(__m128i bytes, guint at)
{
    return (guint64)(guint)_mm_movemask_epi8(bytes) << at;
}

static guint64
delimiters_in(const gchar *bytes, gchar delimiter)
{
    const __m128i wanted = _mm_set1_epi8(delimiter);
    guint64 found = 0;

    for (guint i = 0; i < STEP; i += sizeof wanted) {
        __m128i some = _mm_loadu_si128((const __m128i *)(gconstpointer)(bytes + i));

        found |= bits_of(_mm_cmpeq_epi8(some, wanted), i);
    }
    return found;
}

static Signs
signs_in(const gchar *bytes, gchar delimiter)
{
    const __m128i wanted = _mm_set1_epi8(delimiter);
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    const __m128i quote = _mm_set1_epi8(QUOTE);
    Signs signs = {0};

    for (guint i = 0; i < STEP; i += sizeof wanted) {
        __m128i some = _mm_loadu_si128((const __m128i *)(gconstpointer)(bytes + i));
        __m128i other =
            _mm_or_si128(_mm_cmpeq_epi8(some, cr), _mm_cmpeq_epi8(some, _mm_setzero_si128()));

        signs.delimiters |= bits_of(_mm_cmpeq_epi8(some, wanted), i);
        signs.ends |= bits_of(_mm_cmpeq_epi8(some, lf), i);
        signs.quotes |= bits_of(_mm_cmpeq_epi8(some, quote), i);
        signs.others |= bits_of(other, i);
        signs.beyond |= bits_of(some, i);
    }
    return signs;
}
#else
/* A bit for every byte of @word that is 0: the highest of the byte. */
static guint64
zero_bytes(guint64 word)
{
    const guint64 low = 0x7f7f7f7f7f7f7f7fu;

    return ~(((word & low) + low) | word | low);
}

/* The highest bits of eight bytes; the multiplication moves them together. */
static guint64
bits_of(guint64 eight, guint at)
{
    return ((eight >> 7 & 0x0101010101010101u) * 0x0102040810204080u) >> 56 << at;
}

static guint64
load(const gchar *bytes)
{
    return GUINT64_FROM_LE(roll_text_word(bytes));
}

static guint64
those_that_are(guint64 eight, gchar sign)
{
    return zero_bytes(eight ^ (guchar)sign * (guint64)0x0101010101010101u);
}

static guint64
delimiters_in(const gchar *bytes, gchar delimiter)
{
    guint64 found = 0;

    for (guint i = 0; i < STEP; i += 8)
        found |= bits_of(those_that_are(load(bytes + i), delimiter), i);
    return found;
}

static Signs
signs_in(const gchar *bytes, gchar delimiter)
{
    Signs signs = {0};

    for (guint i = 0; i < STEP; i += 8) {
        guint64 eight = load(bytes + i);

        signs.delimiters |= bits_of(those_that_are(eight, delimiter), i);
        signs.ends |= bits_of(those_that_are(eight, '\n'), i);
        signs.quotes |= bits_of(those_that_are(eight, QUOTE), i);
        signs.others |= bits_of(those_that_are(eight, '\r') | those_that_are(eight, '\0'), i);
        signs.beyond |= bits_of(eight, i);
    }
    return signs;
}
#endif

/* Takes the cells that end where a bit of @ends is, of 64 bytes at @bytes, the first of them the
 * one that begins at @begin; returns where the next one begins.  @n: of cells so far. */
static inline gchar *
cut_at(RollCells *cells, gchar *bytes, guint64 ends, gchar *begin, guint *n)
{
    const guint n_max = cells->n_max;
    RollText *fields = cells->fields;

    for (; ends != 0; ends &= ends - 1) {
        gchar *end = bytes + __builtin_ctzll(ends);

        if (*n <= n_max)
            fields[(*n)++] = cell_at(cells, begin, end);
        begin = end + 1;
    }
    return begin;
}

/* A line without a quote: what libcsv would make of it, without it.  Most cells are shorter than
 * what a call of memchr() costs. */
void
roll_cells_cut(RollCells *cells, const gchar *line, gsize length)
{
    const gchar delimiter = cells->delimiter;
    gchar *begin = cells->bytes;
    gchar *last = begin + length;
    guint n = cells->n_fields;

    memcpy(begin, line, length);
    memset(last, 0, STEP);
    *last = delimiter;
    for (gchar *at = begin; at <= last; at += STEP)
        begin = cut_at(cells, at, delimiters_in(at, delimiter), begin, &n);
    cells->n_fields = n;
}

/* Of @signs only those before the first LF, if there is one. */
static Signs
before_end(Signs signs)
{
    guint64 before = (signs.ends & -signs.ends) - 1; /* all, where there is none */

    signs.delimiters &= before;
    signs.quotes &= before;
    signs.others &= before;
    signs.beyond &= before;
    return signs;
}

/* Whether the only other sign is the CR before the LF. */
static gboolean
ends_in_crlf(Signs signs, const gchar *text)
{
    return signs.others == (signs.ends & -signs.ends) >> 1 &&
           text[__builtin_ctzll(signs.others)] == '\r';
}

/* All bits from an odd one to the next, this one not included; a last one reaches to the end. */
static guint64
between_pairs(guint64 bits)
{
    for (guint n = 1; n < STEP; n *= 2)
        bits ^= bits << n;
    return bits;
}

static guint
n_bits(guint64 bits)
{
    guint n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

/* The quotes of a line, as far as it was looked at. */
typedef struct {
    guint n;
    gboolean is_open; /* the last of them has none yet that closes it */
} Quotes;

/* Of @signs, those behind @quotes, not the delimiters between quotes.  FALSE where the line ends
 * there. */
static gboolean
hide_quoted(Quotes *quotes, Signs *signs)
{
    guint64 inside = 0;

    if (signs->quotes == 0 && !quotes->is_open)
        return TRUE;
    inside = between_pairs(signs->quotes) ^ (quotes->is_open ? G_MAXUINT64 : 0);
    signs->delimiters &= ~inside;
    quotes->n += n_bits(signs->quotes);
    quotes->is_open = inside >> (STEP - 1) != 0;
    return (signs->ends & -signs->ends & inside) == 0;
}

/* The cells between quotes without them.  FALSE where some of the @n_quotes stand elsewhere than
 * around a whole cell. */
static gboolean
take_quotes_off(RollCells *cells, guint n_quotes)
{
    for (guint i = 0; i < cells->n_fields; i++) {
        RollText *cell = &cells->fields[i];
        gchar *begin = cells->bytes + (cell->data - cells->bytes);

        if (cell->length < 2 || begin[0] != QUOTE || begin[cell->length - 1] != QUOTE)
            continue;
        n_quotes -= 2;
        begin[cell->length - 1] = '\0';
        *cell = (RollText){begin + 1, cell->length - 2};
        if (cell->length > 0 && ((guchar)begin[1] <= ' ' || (guchar)begin[cell->length] <= ' '))
            cells->has_signs_at_ends = TRUE;
    }
    return n_quotes == 0;
}

gboolean
roll_cells_cut_line(RollCells *cells, const gchar *text, gsize n, gsize *length, gsize *n_end,
                    gboolean *is_ascii)
{
    gchar *begin = cells->bytes;
    guint n_fields = 0;
    guint64 beyond = 0;
    Quotes quotes = {0};

    for (gsize at = 0; at + STEP <= n; at += STEP) {
        Signs signs = before_end(signs_in(text + at, cells->delimiter));
        gchar *bytes = cells->bytes + at;

        *n_end = signs.others == 0 ? 1 : 2;
        if (signs.others != 0 && !ends_in_crlf(signs, text + at))
            return FALSE;
        if (!cells->quotes_are_plain && !hide_quoted(&quotes, &signs))
            return FALSE;
        memcpy(bytes, text + at, STEP);
        beyond |= signs.beyond;
        begin = cut_at(cells, bytes, signs.delimiters | (signs.ends & -signs.ends) >> (*n_end - 1),
                       begin, &n_fields);
        if (signs.ends == 0)
            continue;
        cells->n_fields = n_fields;
        *length = (gsize)(begin - 1 - cells->bytes);
        *is_ascii = beyond == 0;
        return quotes.n == 0 || take_quotes_off(cells, quotes.n);
    }
    return FALSE;
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

/* Whether quotes stand in @cell, each behind a backslash. */
static gboolean
has_escapes(const gchar *cell)
{
    const gchar *quote = strchr(cell, QUOTE);
    gboolean has_any = quote != NULL;

    for (; quote != NULL; quote = strchr(quote + 1, QUOTE)) {
        if (quote == cell || quote[-1] != '\\')
            return FALSE;
    }
    return has_any;
}

/* Takes these backslashes out. */
static RollText
without_escapes(gchar *cell)
{
    gchar *to = cell;

    for (const gchar *from = cell; *from != '\0'; from++) {
        if (from[0] != '\\' || from[1] != QUOTE)
            *to++ = *from;
    }
    *to = '\0';
    return (RollText){cell, (guint32)(to - cell)};
}

/* The cell between the quotes at @open and @close; a NULL one where two quotes inside leave a
 * doubt. */
static RollText
quoted_cell(gchar *open, gchar *close)
{
    *close = '\0';
    if (strstr(open + 1, "\"\"") != NULL)
        return (RollText){NULL, 0};
    if (has_escapes(open + 1))
        return without_escapes(open + 1);
    return (RollText){open + 1, (guint32)(close - open - 1)};
}

/* The cell that ends at @end and must hold no quote; a NULL one where it does. */
static RollText
unquoted_cell(RollCells *cells, gchar *begin, gchar *end)
{
    RollText cell = trim(cells, begin, end);

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
    RollText cell = close != NULL ? quoted_cell(open, close) : unquoted_cell(cells, open, next);

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
    roll_cells_empty(cells);
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
