#include "pipeline/lib/csv.h"

#include <string.h>

#include "pipeline/lib/error.h"

#define BOM "\xef\xbb\xbf"

static const gchar *const fault_names[] = {
    [ROLL_CSV_SOUND] = "sound",         [ROLL_CSV_STRAY_QUOTE] = "stray",
    [ROLL_CSV_OPEN_QUOTE] = "open",     [ROLL_CSV_NUL] = "nul",
    [ROLL_CSV_TOO_LARGE] = "too-large", [ROLL_CSV_NOT_UTF8] = "not-utf8",
};

/* A row as "2/2@9[a|b]", line / row @ offset and cells, or "2/2@9!stray+4<raw>". */
static void
dump_row(const RollCsvRow *row, GString *out)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT,
                           row->line, row->row, row->offset);
    if (row->fault != ROLL_CSV_SOUND) {
        g_assert_cmpuint(row->n_fields, ==, 0);
        g_string_append_printf(out, "!%s+%" G_GSIZE_FORMAT "<", fault_names[row->fault],
                               row->fault_at);
        for (guint32 i = 0; i < row->raw.length; i++)
            g_string_append_c(out, row->raw.data[i] != '\0' ? row->raw.data[i] : '0');
        g_string_append_c(out, '>');
        return;
    }
    g_string_append_c(out, '[');
    for (guint i = 0; i < row->n_fields; i++) {
        g_assert_cmpuint(strlen(row->fields[i].data), ==, row->fields[i].length);
        g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", row->fields[i].data);
    }
    g_string_append_c(out, ']');
}

static gchar *
read_all(const gchar *input, gsize length, gsize chunk, gchar delimiter, RollCsvLimits limits)
{
    g_autoptr(GBytes) bytes = g_bytes_new(input, length);
    g_autoptr(RollCsvReader) reader =
        roll_csv_reader_new(roll_source_memory("it", bytes, chunk), delimiter, limits);
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    RollCsvRow row = {0};

    while (roll_csv_reader_next(reader, &row, &error))
        dump_row(&row, out);
    g_assert_no_error(error);
    return g_string_free(out, FALSE);
}

typedef struct {
    const gchar *name;
    const gchar *input; /* a 0 in it stands for a NUL where the name says so */
    const gchar *rows;
    gchar delimiter; /* NUL: comma */
} CsvCase;

static const CsvCase csv_cases[] = {
    {"nothing", "", "", 0},
    {"a line end", "\n", "", 0},
    {"a BOM", BOM, "", 0},
    {"a row", "a,b\n", "1/1@0[a|b]", 0},
    {"no final line end", "a,b\nc,d", "1/1@0[a|b]2/2@4[c|d]", 0},
    {"CRLF", "a,b\r\nc,d\r\n", "1/1@0[a|b]2/2@5[c|d]", 0},
    {"CR", "a,b\rc,d\r", "1/1@0[a|b]2/2@4[c|d]", 0},
    {"CR CRLF", "a,b\r\r\nc,d\r\r\n", "1/1@0[a|b]3/3@6[c|d]", 0},
    {"mixed line ends", "a\nb\r\nc\rd", "1/1@0[a]2/2@2[b]3/3@5[c]4/4@7[d]", 0},
    {"blank lines count", "a\n\n \t\nb\n", "1/1@0[a]4/4@6[b]", 0},
    {"blanks around cells", " a\t, b c ,\n", "1/1@0[a|b c|]", 0},
    {"empty cells", ",,\n", "1/1@0[||]", 0},
    {"tabs are cells where they part cells", "a\tb\n\t\n", "1/1@0[a|b]2/2@4[|]", '\t'},
    {"semicolon", "a;b,c\n\"d;e\";f\n", "1/1@0[a|b,c]2/2@6[d;e|f]", ';'},
    {"BOM", BOM "a,b\nc,d\n", "1/1@3[a|b]2/2@7[c|d]", 0},
    {"BOM before a quote", BOM "\"a\",b\n", "1/1@3[a|b]", 0},
    {"BOM of a second file", "a,b\n" BOM "\"c\",d\n" BOM "\ne\n", "1/1@0[a|b]2/2@7[c|d]4/4@17[e]",
     0},
    {"BOM inside a row", "a," BOM "b\n", "1/1@0[a|" BOM "b]", 0},
    {"one BOM only", BOM BOM "a\n", "1/1@3[" BOM "a]", 0},
    {"quoted", "\"a,b\",\"c\"\"d\",\"\"\n", "1/1@0[a,b|c\"d|]", 0},
    {"a lone empty quoted cell is a row", "\"\"\n", "1/1@0[]", 0},
    {"blanks outside quotes", "1, \"x, y\" ,2\n", "1/1@0[1|x, y|2]", 0},
    {"blanks inside quotes", "\" a \"\n", "1/1@0[ a ]", 0},
    {"line ends inside quotes", "\"a\nb\",1\nc,2\n\"d\r\n\re\",3\nf,4",
     "1/1@0[a\nb|1]3/2@8[c|2]4/3@12[d\r\n\re|3]7/4@22[f|4]", 0},
    {"quoted without final line end", "a\n\"b\"", "1/1@0[a]2/2@2[b]", 0},
    {"NEL, LS and PS end no row",
     "a\xc2\x85\xe2\x80\xa8\xe2\x80\xa9"
     "b\n",
     "1/1@0[a\xc2\x85\xe2\x80\xa8\xe2\x80\xa9"
     "b]",
     0},
    {"a quote in a cell", "a\n5\" b,c\nd\n", "1/1@0[a]2/2@2!stray+1<5\" b,c>3/3@9[d]", 0},
    {"two quotes in a cell", "1\"N 2\"W,c\nd\n", "1/1@0[1\"N 2\"W|c]2/2@10[d]", 0},
    {"a quote in each of two cells", " 5\" b,6\"\n", "1/1@0[5\" b|6\"]", 0},
    {"three quotes in cells", "5\" b,\"\"6\nd\n", "1/1@0!stray+1<5\" b,\"\"6>2/2@9[d]", 0},
    {"quotes in a cell beside a quoted one", "\"a\",1\"N 2\"W\nd\n",
     "1/1@0!stray+5<\"a\",1\"N 2\"W>2/2@12[d]", 0},
    {"text behind a quote", "\"a\"b,c\nd\n", "1/1@0!stray+3<\"a\"b,c>2/2@7[d]", 0},
    {"an open quote", "a\n\"b,c\nd,e\nf\n", "1/1@0[a]2/2@2!open+0<\"b,c>3/3@7[d|e]4/4@11[f]", 0},
    {"an open quote at the end", "a\n\"b", "1/1@0[a]2/2@2!open+0<\"b>", 0},
    {"an open quote up to another", "\"a,b\n\"c\",d\ne\n", "1/1@0!open+0<\"a,b>2/2@5[c|d]3/3@11[e]",
     0},
    {"two open quotes", "\"a\n\"b\nc\n", "1/1@0!open+0<\"a>2/2@3!open+0<\"b>3/3@6[c]", 0},
    {"a quote alone at the end", "a\n\"", "1/1@0[a]2/2@2!open+0<\">", 0},
    {"an escaped quote at the end", "\"a\"\"", "1/1@0!open+0<\"a\"\">", 0},
    {"NUL", "a0b,c\nd\n", "1/1@0!nul+1<a0b,c>2/2@6[d]", 0},
    {"NUL in a quoted cell of two lines", "\"a\n0\",c\nd\n", "1/1@0!nul+3<\"a\n0\",c>3/2@8[d]", 0},
    {"Latin-1", "Jos\xe9,x\nd\n", "1/1@0!not-utf8+3<Jos\xe9,x>2/2@7[d]", 0},
    {"overlong", "\xc0\xaf\n", "1/1@0!not-utf8+0<\xc0\xaf>", 0},
    {"surrogate", "a\xed\xa0\x80\n", "1/1@0!not-utf8+1<a\xed\xa0\x80>", 0},
    {"above U+10FFFF", "\xf4\x90\x80\x80\n", "1/1@0!not-utf8+0<\xf4\x90\x80\x80>", 0},
    {"cut character", "\xe1\x9e\n", "1/1@0!not-utf8+0<\xe1\x9e>", 0},
    {"a noncharacter is a character", "\xef\xbf\xbf\n", "1/1@0[\xef\xbf\xbf]", 0},
    {"Khmer, Thai, Vietnamese", "ភូមិ,กา,Nguyễn\n", "1/1@0[ភូមិ|กา|Nguyễn]", 0},
};

static void
test_case(gconstpointer data)
{
    const CsvCase *c = data;
    gsize length = strlen(c->input);
    g_autofree gchar *input = g_memdup2(c->input, length + 1);
    gchar delimiter = ',';

    if (c->delimiter != '\0')
        delimiter = c->delimiter;
    for (gsize i = 0; i < length && g_str_has_prefix(c->name, "NUL"); i++) {
        if (input[i] == '0')
            input[i] = '\0';
    }
    for (gsize chunk = 0; chunk <= length + 1; chunk++) { /* 0: lent, and not read */
        g_autofree gchar *rows = read_all(input, length, chunk, delimiter, ROLL_CSV_LIMITS);

        g_assert_cmpstr(rows, ==, c->rows);
    }
}

typedef struct {
    const gchar *name;
    const gchar *input;
    const gchar *rows;
} LimitCase;

/* Cells of 4 bytes, rows of 10, 3 columns, 2 lines. */
static const LimitCase limit_cases[] = {
    {"as large as may be", "1234,1234\n1,2,3\n\"1\n2\",3\n",
     "1/1@0[1234|1234]2/2@10[1|2|3]3/3@16[1\n2|3]"},
    {"a cell", "12345\na\n", "1/1@0!too-large+0<12345>2/2@6[a]"},
    {"a quoted cell", "\"12345\"\na\n", "1/1@0!too-large+0<\"12345\">2/2@8[a]"},
    {"a row", "1234,12345\n1234,123456\na\n",
     "1/1@0!too-large+0<1234,12345>2/2@11!too-large+0<1234,12345>3/3@23[a]"},
    {"a row without end", "1234,1234567890123456789012345678901234567890",
     "1/1@0!too-large+0<1234,12345>"},
    {"a row with CRLF", "12345678901\r\na\r\n", "1/1@0!too-large+0<1234567890>2/2@13[a]"},
    {"columns", "1,2,3,4\n1,\"2\",3,4\na\n",
     "1/1@0!too-large+0<1,2,3,4>2/2@8!too-large+0<1,\"2\",3,4>3/3@18[a]"},
    {"lines", "\"1\n2\n3\"\na\n", "1/1@0!open+0<\"1>2/2@3[2]3/3@5!stray+1<3\">4/4@8[a]"},
    {"quoted row of many lines", "\"12345\n67890\"\na\n",
     "1/1@0!open+0<\"12345>2/2@7!stray+5<67890\">3/3@14[a]"},
};

static void
test_limit(gconstpointer data)
{
    const LimitCase *c = data;
    const RollCsvLimits limits = {4, 10, 3, 2};

    for (gsize chunk = 0; chunk <= strlen(c->input) + 1; chunk++) {
        g_autofree gchar *rows = read_all(c->input, strlen(c->input), chunk, ',', limits);

        g_assert_cmpstr(rows, ==, c->rows);
    }
}

typedef struct {
    const gchar *name;
    const gchar *input;
    const gchar *undoubled;
    const gchar *none;
} QuotesCase;

static const QuotesCase quotes_cases[] = {
    {"by the rules", "\"a,\"\"b\",c\n", "1/1@0[a,\"b|c]", "1/1@0[\"a|\"\"b\"|c]"},
    {"in a quoted cell", "\"a \"b\" c\",d\n", "1/1@0[a \"b\" c|d]", "1/1@0[\"a \"b\" c\"|d]"},
    {"beside a delimiter", "\"a \"b, c\", d\n", "1/1@0[a \"b, c|d]", "1/1@0[\"a \"b|c\"|d]"},
    {"before the closing one", "\"a 5\"\",\"b\"\n", "1/1@0[a 5\"|b]", "1/1@0[\"a 5\"\"|\"b\"]"},
    {"blanks around", " \"a \"b\" c\" , \"d\" \n", "1/1@0[a \"b\" c|d]",
     "1/1@0[\"a \"b\" c\"|\"d\"]"},
    {"two side by side", "\"a \"b\"\"c\",d\ne\n", "1/1@0!stray+4<\"a \"b\"\"c\",d>2/2@12[e]",
     "1/1@0[\"a \"b\"\"c\"|d]2/2@12[e]"},
    {"never closed", "\"a \"b,c\nd\n", "1/1@0!stray+4<\"a \"b,c>2/2@8[d]",
     "1/1@0[\"a \"b|c]2/2@8[d]"},
    {"in a cell without quotes", "a\"b,\"c\"\n", "1/1@0!stray+1<a\"b,\"c\">", "1/1@0[a\"b|\"c\"]"},
    {"a line end inside", "\"a\nb\",c\n", "1/1@0[a\nb|c]", "1/1@0[\"a]2/2@3[b\"|c]"},
    {"behind backslashes", "\"a \\\"b\\\" c\\\",d\\\n", "1/1@0[a \"b\" c\\|d\\]",
     "1/1@0[\"a \\\"b\\\" c\\\"|d\\]"},
    {"behind a backslash, and not", "\"a \\\"b\",\"\"c\" d\"\n", "1/1@0[a \"b|\"c\" d]",
     "1/1@0[\"a \\\"b\"|\"\"c\" d\"]"},
    {"empty cells", "\"\",\"a \"b\" \",\n", "1/1@0[|a \"b\" |]", "1/1@0[\"\"|\"a \"b\" \"|]"},
};

static gchar *
read_by(const gchar *input, RollQuotes quotes)
{
    g_autoptr(GBytes) bytes = g_bytes_new(input, strlen(input));
    g_autoptr(RollCsvReader) reader =
        roll_csv_reader_new(roll_source_memory("it", bytes, 1), ',', ROLL_CSV_LIMITS);
    GString *out = g_string_new(NULL);
    RollCsvRow row = {0};

    roll_csv_reader_set_quotes(reader, quotes);
    while (roll_csv_reader_next(reader, &row, NULL))
        dump_row(&row, out);
    return g_string_free(out, FALSE);
}

static void
test_quotes(gconstpointer data)
{
    const QuotesCase *c = data;
    g_autofree gchar *undoubled = read_by(c->input, ROLL_QUOTES_UNDOUBLED);
    g_autofree gchar *none = read_by(c->input, ROLL_QUOTES_NONE);

    g_assert_cmpstr(undoubled, ==, c->undoubled);
    g_assert_cmpstr(none, ==, c->none);
}

/* Ten rows; one more quote anywhere costs one row, whatever it opens. */
static void
test_one_quote_more(gconstpointer data)
{
    const gchar *cell = data;
    g_autoptr(GString) input = g_string_new(NULL);
    gsize start[11];

    for (guint i = 0; i < 10; i++) {
        start[i] = input->len;
        g_string_append_printf(input, "%u,%s,x%u\n", i, cell, i);
    }
    start[10] = input->len;
    for (guint hit = 0; hit < 10; hit++) {
        for (gsize at = start[hit]; at < start[hit + 1]; at++) {
            g_autoptr(GString) faulty = g_string_new_len(input->str, (gssize)input->len);
            g_autoptr(GBytes) bytes = NULL;
            g_autoptr(RollCsvReader) reader = NULL;
            RollCsvRow row = {0};
            guint n = 0;

            g_string_insert_c(faulty, (gssize)at, '"');
            bytes = g_bytes_new(faulty->str, faulty->len);
            reader = roll_csv_reader_new(roll_source_memory("it", bytes, 0), ',', ROLL_CSV_LIMITS);
            for (; roll_csv_reader_next(reader, &row, NULL); n++) {
                g_assert_true((row.fault != ROLL_CSV_SOUND) == (n == hit));
                g_assert_cmpuint(row.line, ==, n + 1);
                g_assert_cmpuint(row.n_fields, ==, n == hit ? 0 : 3);
            }
            g_assert_cmpuint(n, ==, 10);
        }
    }
}

/* Whatever comes in whatever pieces: the same rows. */
static void
test_any_bytes_any_chunks(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    const gchar signs[] = "ab,,\"\"\"\n\n\r \t;\xc3\xa9\xef\xbb\xbf";

    for (guint i = 0; i < 3000; i++) {
        gchar input[60];
        gsize length = (gsize)g_rand_int_range(random, 0, sizeof input);
        g_autofree gchar *expected = NULL;

        for (gsize j = 0; j < length; j++)
            input[j] = signs[g_rand_int_range(random, 0, sizeof signs)]; /* its NUL too */
        expected = read_all(input, length, 0, ',', ROLL_CSV_LIMITS);
        for (gsize chunk = 0; chunk < 8; chunk++) {
            g_autofree gchar *rows = read_all(input, length, chunk, ',', ROLL_CSV_LIMITS);

            g_assert_cmpstr(rows, ==, expected);
        }
    }
}

/* A line without a quote is cut by hand: it must be what libcsv makes of it, which a quoted cell at
 * its end brings in. */
static void
test_cut_as_libcsv(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    const gchar signs[] = "ab \t,,,\xc3\xa9.";

    for (guint i = 0; i < 5000; i++) {
        g_autoptr(GString) line = g_string_new("x");
        g_autoptr(GString) quoted = NULL;
        g_autofree gchar *by_hand = NULL;
        g_autofree gchar *by_libcsv = NULL;

        for (gint n = g_rand_int_range(random, 0, 20); n > 0; n--) {
            gchar sign = signs[g_rand_int_range(random, 0, sizeof signs - 1)];

            g_string_append(line, (guchar)sign >= 0x80 ? "\xc3\xa9" : (gchar[]){sign, '\0'});
        }
        quoted = g_string_new(line->str);
        g_string_append(quoted, ",\"\"");
        g_string_append(line, ",");
        by_hand = read_all(line->str, line->len, 0, ',', ROLL_CSV_LIMITS);
        by_libcsv = read_all(quoted->str, quoted->len, 0, ',', ROLL_CSV_LIMITS);
        g_assert_cmpstr(by_hand, ==, by_libcsv);
    }
}

static void
test_written_is_read(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    static const gchar *const parts[] = {"a",    " ", "\t", ",", "\"", "\n", "\r",
                                         "\r\n", "",  "é",  BOM, ";",  "b",  "ភ"};

    for (guint i = 0; i < 5000; i++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) csv = g_string_new(NULL);
        g_autoptr(GString) expected = g_string_new("1/1@0[");
        g_autofree gchar *rows = NULL;
        RollText fields[4];
        guint n_fields = (guint)g_rand_int_range(random, 1, 5);

        for (guint j = 0; j < n_fields; j++) {
            g_autoptr(GString) cell = g_string_new(NULL);

            for (gint n = g_rand_int_range(random, 0, 6); n > 0; n--)
                g_string_append(cell, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
            g_string_append_printf(expected, "%s%s", j > 0 ? "|" : "", cell->str);
            g_ptr_array_add(cells, g_strdup(cell->str));
            fields[j] = roll_text(g_ptr_array_index(cells, j));
        }
        g_string_append_c(expected, ']');
        roll_csv_append(csv, fields, n_fields);
        rows = read_all(csv->str, csv->len, 0, ',', ROLL_CSV_LIMITS);
        g_assert_cmpstr(rows, ==, expected->str);
    }
}

static const LimitCase write_cases[] = {
    {"plain", "a b", "a b\n"},          {"empty", "", "\"\"\n"},
    {"comma", "a,b", "\"a,b\"\n"},      {"quote", "a\"b", "\"a\"\"b\"\n"},
    {"LF", "a\nb", "\"a\nb\"\n"},       {"CR", "a\rb", "\"a\rb\"\n"},
    {"blank", " a", "\" a\"\n"},        {"tab", "a\t", "\"a\t\"\n"},
    {"BOM", BOM "a", "\"" BOM "a\"\n"}, {"semicolon", "a;b", "a;b\n"},
};

static void
test_write(gconstpointer data)
{
    const LimitCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);
    const RollText field = roll_text(c->input);

    roll_csv_append(out, &field, 1);
    g_assert_cmpstr(out->str, ==, c->rows);
}

/* A file of open quotes is read twice at most a thousand lines at a time, so it ends. */
static void
test_many_recoveries(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RollCsvReader) reader = NULL;
    RollCsvRow row = {0};
    guint n = 0;

    for (guint i = 0; i < 3000; i++)
        g_string_append(input, i % 2 == 0 ? "\"a\n" : "b\n");
    bytes = g_bytes_new(input->str, input->len);
    reader = roll_csv_reader_new(roll_source_memory("it", bytes, 0), ',', ROLL_CSV_LIMITS);
    for (; roll_csv_reader_next(reader, &row, NULL); n++)
        g_assert_cmpuint(row.line, ==, n + 1);
    g_assert_cmpuint(n, ==, 3000);
}

/* Line ends that change where nobody has looked yet. */
static void
test_line_ends_far_ahead(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    static const gchar *const ends[] = {"\n", "\r", "\r\n", "\n"};

    for (guint i = 0; i < 4000; i++) {
        g_string_append_printf(expected, "%u/%u@%" G_GSIZE_FORMAT "[row %u|x]", i + 1, i + 1,
                               text->len, i);
        g_string_append_printf(text, "row %u,x%s", i, ends[i / 1000]);
    }
    for (gsize chunk = 0; chunk < 3; chunk++) {
        g_autofree gchar *rows = read_all(text->str, text->len, chunk * 1000, ',', ROLL_CSV_LIMITS);

        g_assert_cmpstr(rows, ==, expected->str);
    }
}

/* A line that is at hand whole is found and cut 64 bytes at a time; byte by byte nothing is.  Both
 * are to say the same, wherever in those 64 bytes a sign stands. */
static void
test_at_any_place(gconstpointer sign)
{
    for (guint place = 0; place < 140; place++) {
        g_autoptr(GString) text = g_string_new("first,row\n");
        g_autofree gchar *at_once = NULL;
        g_autofree gchar *by_bytes = NULL;

        for (guint i = 0; i < place; i++)
            g_string_append_c(text, i % 9 == 8 ? ',' : 'a');
        g_string_append(text, sign);
        g_string_append(text, "behind,it\nx,");
        for (guint i = 0; i < 130; i++)
            g_string_append_c(text, 'z');
        g_string_append(text, "\nthe,last");
        for (gchar *zero = text->str; (zero = strchr(zero, '0')) != NULL;)
            *zero = '\0';
        at_once = read_all(text->str, text->len, 0, ',', ROLL_CSV_LIMITS);
        by_bytes = read_all(text->str, text->len, 1, ',', ROLL_CSV_LIMITS);
        g_assert_cmpstr(at_once, ==, by_bytes);
    }
}

static const gchar *const place_cases[][2] = {
    {"LF", "\n"},
    {"CRLF", "\r\n"},
    {"CR", "\r"},
    {"CR and CRLF", "\r\r\n"},
    {"blank line", "\n \n"},
    {"quote", "\""},
    {"quoted cell", ",\"q\","},
    {"two quoted cells", ",\"q\",\"\","},
    {"quoted delimiter", ",\"q,r\","},
    {"quoted blanks", ",\" q\t\","},
    {"blanks around quotes", ", \"q, r\" \t,"},
    {"quoted LF", ",\"q\nr\","},
    {"quoted CRLF", ",\"q,\r\n\",s,"},
    {"doubled quotes", ",\"q \"\"r\"\"\","},
    {"quote behind a quoted cell", ",\"q\"r,\"s\","},
    {"quotes in a cell", ",q\"r,\"s,"},
    {"quotes up to the end", ",\"q,r\"\n"},
    {"open quote", ",\"q,r\n"},
    {"NUL", "0"},
    {"letter", "\xc3\xa9"},
    {"half a letter", "\xc3"},
    {"blanks", " , \t, "},
    {"BOM", "\n" BOM},
    {"control", "\x01,\x1f"},
    {"delimiters", ",,,"},
};

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(csv_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv/read/", csv_cases[i].name, NULL);

        g_test_add_data_func(path, &csv_cases[i], test_case);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(limit_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv/limit/", limit_cases[i].name, NULL);

        g_test_add_data_func(path, &limit_cases[i], test_limit);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(write_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv/write/", write_cases[i].name, NULL);

        g_test_add_data_func(path, &write_cases[i], test_write);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(quotes_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv/quotes/", quotes_cases[i].name, NULL);

        g_test_add_data_func(path, &quotes_cases[i], test_quotes);
    }
    g_test_add_data_func("/csv/one quote more/no quotes", "abc", test_one_quote_more);
    g_test_add_data_func("/csv/one quote more/quoted cells", "\"a, c\"", test_one_quote_more);
    g_test_add_data_func("/csv/one quote more/escaped quotes", "\"a \"\"b\"\" c\"",
                         test_one_quote_more);
    for (gsize i = 0; i < G_N_ELEMENTS(place_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv/at any place/", place_cases[i][0], NULL);

        g_test_add_data_func(path, place_cases[i][1], test_at_any_place);
    }
    g_test_add_func("/csv/line ends far ahead", test_line_ends_far_ahead);
    g_test_add_func("/csv/any bytes in any chunks", test_any_bytes_any_chunks);
    g_test_add_func("/csv/cut as libcsv", test_cut_as_libcsv);
    g_test_add_func("/csv/written is read", test_written_is_read);
    g_test_add_func("/csv/many recoveries", test_many_recoveries);
    return g_test_run();
}
