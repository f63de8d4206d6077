/* csv: how much is read at a time changes no row; every byte of the text lies in a row or in a
 * blank between rows; a sound row that is written reads as it was. */
#include "pipeline/lib/csv.h"

#include <string.h>

#include "tests/fuzz/fuzz.h"

#define BOM "\xef\xbb\xbf"

/* Small ones, so that an input of some hundred bytes meets each. */
static const RollCsvLimits limits = {
    .max_field_bytes = 40, .max_row_bytes = 120, .max_columns = 8, .max_row_lines = 4};

/* What parts cells, and what quotes are. */
typedef struct {
    gchar delimiter;
    RollQuotes quotes;
} Dialect;

static RollCsvReader *
open_reader(GBytes *bytes, gsize chunk, Dialect dialect)
{
    RollCsvReader *reader =
        roll_csv_reader_new(roll_source_memory("it", bytes, chunk), dialect.delimiter, limits);

    roll_csv_reader_set_quotes(reader, dialect.quotes);
    return reader;
}

/* Everything that a reader says of a text. */
static GString *
read_rows(GBytes *bytes, gsize chunk, Dialect dialect)
{
    g_autoptr(RollCsvReader) reader = open_reader(bytes, chunk, dialect);
    GString *rows = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    RollCsvRow row = {0};

    while (roll_csv_reader_next(reader, &row, &error)) {
        g_string_append_printf(
            rows, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %d %zu %d<",
            row.line, row.row, row.offset, (gint)row.fault, row.fault_at, row.is_ascii);
        g_string_append_len(rows, row.raw.data, row.raw.length);
        for (guint i = 0; i < row.n_fields; i++)
            g_string_append_printf(rows, "|%u:%s", row.fields[i].length, row.fields[i].data);
        g_string_append(rows, ">\n");
    }
    g_assert_no_error(error);
    return rows;
}

/* Between rows stand blanks, line ends, and the byte order marks of files that were joined; behind
 * a row of which only the beginning was given (@is_cut), the rest of its line. */
static void
assert_blank(const gchar *gap, gsize length, gchar delimiter, gboolean is_cut)
{
    gsize i = 0;

    while (is_cut && i < length && gap[i] != '\n' && gap[i] != '\r')
        i++;
    for (; i < length; i++)
        if (length - i >= strlen(BOM) && memcmp(gap + i, BOM, strlen(BOM)) == 0)
            i += strlen(BOM) - 1;
        else
            g_assert_true(gap[i] == '\n' || gap[i] == '\r' || gap[i] == ' ' ||
                          (gap[i] == '\t' && delimiter != '\t'));
}

static void
check_row(const RollCsvRow *row, const gchar *text, gsize size)
{
    g_assert_cmpuint(row->offset + row->raw.length, <=, size);
    fuzz_assert_bytes(row->raw.data, row->raw.length, text + row->offset, row->raw.length);
    g_assert_cmpuint(row->fault_at, <=, row->raw.length);
    g_assert_cmpuint(row->n_fields, <=, limits.max_columns);
    g_assert_true((row->fault == ROLL_CSV_SOUND) == (row->n_fields > 0));
    for (guint i = 0; i < row->n_fields; i++) {
        RollText field = row->fields[i];

        g_assert_cmpuint(field.length, <=, limits.max_field_bytes);
        g_assert_cmpuint(strlen(field.data), ==, field.length);
        g_assert_true(g_utf8_validate_len(field.data, field.length, NULL));
    }
}

static void
check_written(const RollCsvRow *row)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RollCsvReader) reader = NULL;
    RollCsvRow back = {0};

    roll_csv_append(line, row->fields, row->n_fields);
    bytes = g_bytes_new(line->str, line->len);
    reader = roll_csv_reader_new(roll_source_memory("it", bytes, 0), ',',
                                 (RollCsvLimits){1000, 2000, limits.max_columns, 1000});
    g_assert_true(roll_csv_reader_next(reader, &back, NULL));
    g_assert_cmpuint(back.fault, ==, ROLL_CSV_SOUND);
    g_assert_cmpuint(back.n_fields, ==, row->n_fields);
    for (guint i = 0; i < row->n_fields; i++)
        g_assert_cmpstr(back.fields[i].data, ==, row->fields[i].data);
    g_assert_false(roll_csv_reader_next(reader, &back, NULL));
}

static void
check_rows(GBytes *bytes, Dialect dialect)
{
    gsize size = 0;
    const gchar *data = g_bytes_get_data(bytes, &size);
    const gchar *text = data != NULL ? data : "";
    g_autoptr(RollCsvReader) reader = open_reader(bytes, 0, dialect);
    RollCsvRow row = {0};
    gsize at = size >= 3 && memcmp(text, BOM, 3) == 0 ? 3 : 0;
    gboolean is_cut = FALSE;

    while (roll_csv_reader_next(reader, &row, NULL)) {
        g_assert_cmpuint(row.offset, >=, at);
        assert_blank(text + at, row.offset - at, dialect.delimiter, is_cut);
        check_row(&row, text, size);
        if (row.fault == ROLL_CSV_SOUND)
            check_written(&row);
        at = row.offset + row.raw.length;
        is_cut = row.fault == ROLL_CSV_TOO_LARGE;
    }
    assert_blank(text + at, size - at, dialect.delimiter, is_cut);
}

void
fuzz_input(FuzzInput input)
{
    static const RollQuotes quotes[] = {ROLL_QUOTES_UNDECLARED, ROLL_QUOTES_DOUBLED,
                                        ROLL_QUOTES_UNDOUBLED, ROLL_QUOTES_NONE};
    guint choice = fuzz_byte(&input);
    const Dialect dialect = {",;\t|"[choice % 4], quotes[choice / 4 % G_N_ELEMENTS(quotes)]};
    gsize chunk = 1 + (gsize)fuzz_byte(&input) % 40;
    g_autoptr(GBytes) bytes = fuzz_bytes(input);
    GString *whole = read_rows(bytes, 0, dialect);
    GString *parts = read_rows(bytes, chunk, dialect);

    g_assert_true(g_string_equal(whole, parts));
    g_string_free(whole, TRUE);
    g_string_free(parts, TRUE);
    check_rows(bytes, dialect);
}
