#include "pipeline/lib/csv_batch.h"

#include "pipeline/lib/csv.h"

#define AT_ONCE 256u /* records of which the codes are at hand */

/* A column that is not blank. */
typedef struct {
    const RollColumn *column;
    guint n_commas;   /* before it: its own, and those of blank columns */
    RollText *values; /* of the dictionary, as they stand between commas */
    GString *quoted;  /* owns those that differ from the column's own */
    guint32 codes[AT_ONCE];
} Live;

typedef struct {
    Live *columns;
    guint n_columns;
    guint n_commas; /* behind the last */
} Lines;

/* Where in @quoted a value lies is known for good only once all are there. */
static void
point_to_quoted(const Live *live, guint n_values)
{
    gsize at = 0;

    for (guint i = 0; i < n_values; i++) {
        if (live->values[i].data != NULL)
            continue;
        live->values[i].data = live->quoted->str + at;
        at += live->values[i].length;
    }
}

static void
quote_values(Live *live)
{
    guint n_values = roll_column_n_values(live->column);

    live->values = g_new(RollText, (gsize)n_values + 1);
    live->quoted = g_string_new(NULL);
    for (guint i = 0; i < n_values; i++) {
        RollText value = roll_column_value(live->column, i);
        gsize begin = live->quoted->len;

        if (roll_csv_needs_quotes(value)) {
            roll_csv_append_field(live->quoted, value);
            value = (RollText){NULL, (guint32)(live->quoted->len - begin)};
        }
        live->values[i] = value;
    }
    point_to_quoted(live, n_values);
}

static void
lines_init(Lines *lines, const RollBatch *batch)
{
    guint n_columns = roll_schema_n_columns(roll_batch_schema(batch));

    lines->columns = g_new(Live, (gsize)n_columns + 1);
    for (guint i = 0; i < n_columns; i++) {
        Live *live = &lines->columns[lines->n_columns];

        lines->n_commas += i > 0 ? 1 : 0;
        live->column = roll_batch_column(batch, i);
        if (roll_column_is_blank(live->column))
            continue;
        live->n_commas = lines->n_commas;
        lines->n_commas = 0;
        quote_values(live);
        lines->n_columns++;
    }
}

static void
lines_clear(Lines *lines)
{
    for (guint i = 0; i < lines->n_columns; i++) {
        g_free(lines->columns[i].values);
        g_string_free(lines->columns[i].quoted, TRUE);
    }
    g_free(lines->columns);
}

/* The bytes of @n lines whose codes are at hand. */
static gsize
size_of(const Lines *lines, guint n)
{
    gsize size = (gsize)n * (lines->n_commas + 1);

    for (guint i = 0; i < lines->n_columns; i++) {
        const Live *live = &lines->columns[i];

        size += (gsize)n * live->n_commas;
        for (guint record = 0; record < n; record++)
            size += live->values[live->codes[record]].length;
    }
    return size;
}

/* Commas and most cells are so few bytes that a call costs more than they do. */
static gchar *
put_line(const Lines *lines, guint record, gchar *at)
{
    for (guint i = 0; i < lines->n_columns; i++) {
        const Live *live = &lines->columns[i];
        RollText value = live->values[live->codes[record]];

        for (guint comma = 0; comma < live->n_commas; comma++)
            *at++ = ',';
        memcpy(at, value.data, value.length);
        at += value.length;
    }
    memset(at, ',', lines->n_commas);
    at += lines->n_commas;
    *at++ = '\n';
    return at;
}

static void
put_lines(Lines *lines, guint first, guint n, GString *out)
{
    gsize begin = out->len;
    gchar *at = NULL;

    for (guint i = 0; i < lines->n_columns; i++)
        roll_column_codes(lines->columns[i].column, first, n, lines->columns[i].codes);
    g_string_set_size(out, begin + size_of(lines, n));
    at = out->str + begin;
    for (guint record = 0; record < n; record++)
        at = put_line(lines, record, at);
    g_assert(at == out->str + out->len);
}

/* An empty cell that is alone in its line must be quoted. */
static void
append_one_by_one(GString *out, const RollColumn *column)
{
    for (guint i = 0; i < roll_column_n_records(column); i++) {
        RollText value = roll_column_get(column, i);

        roll_csv_append(out, &value, 1);
    }
}

void
roll_csv_append_batch(GString *out, const RollBatch *batch)
{
    guint n_records = roll_batch_n_records(batch);
    Lines lines = {0};

    if (roll_schema_n_columns(roll_batch_schema(batch)) == 1) {
        append_one_by_one(out, roll_batch_column(batch, 0));
        return;
    }
    lines_init(&lines, batch);
    for (guint first = 0; first < n_records; first += AT_ONCE)
        put_lines(&lines, first, MIN(AT_ONCE, n_records - first), out);
    lines_clear(&lines);
}
