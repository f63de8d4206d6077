#include "stages/validate/column.h"

/* What a value came to, and with what it was read. */
typedef struct {
    gboolean is_read;
    gboolean is_faulty;
    ValidateContext context;
    gsize norm; /* where its meaning begins in the texts, and how long that is */
    guint32 n_norm;
    gsize last; /* likewise, of the last day of a range */
    guint32 n_last;
} Reading;

/* The readings of a column. */
typedef struct {
    const ValidateHabits *habits;
    const ValidateJob *job;
    const RollColumn *column;
    ValidateCell *cell;
    Reading *of_value; /* the latest, by the code of the value */
    GString *texts;
} Readings;

static void
readings_clear(Readings *readings)
{
    g_free(readings->of_value);
    g_string_free(readings->texts, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Readings, readings_clear)

static Readings
readings_of(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *column,
            ValidateCell *cell)
{
    return (Readings){habits,
                      job,
                      column,
                      cell,
                      g_new0(Reading, (gsize)roll_column_n_values(column) + 1),
                      g_string_new(NULL)};
}

static gsize
keep(GString *texts, const GString *text)
{
    g_string_append_len(texts, text->str, (gssize)text->len);
    return texts->len - text->len;
}

static void
read_value(Readings *readings, RollText value, Reading *reading)
{
    ValidateCell *cell = readings->cell;

    validate_cell_reset(cell);
    reading->is_read = TRUE;
    reading->is_faulty =
        value.length > 0 &&
        validate_cell(&reading->context, readings->job->field->type, value, cell) != NULL;
    reading->norm = keep(readings->texts, cell->norm);
    reading->n_norm = (guint32)cell->norm->len;
    reading->last = keep(readings->texts, cell->last);
    reading->n_last = (guint32)cell->last->len;
}

static gboolean
is_same(const ValidateContext *a, const ValidateContext *b)
{
    return a->order == b->order && a->era == b->era && a->serials == b->serials &&
           a->country == b->country && roll_text_equal(a->as_of, b->as_of);
}

/* What the cell of @record came to: read again only where the record asks for another way. */
static const Reading *
read_record(Readings *readings, guint record)
{
    guint code = roll_column_code(readings->column, record);
    Reading *reading = &readings->of_value[code];
    ValidateContext context;

    validate_habits_context(readings->habits, readings->job, record, &context);
    if (!reading->is_read || !is_same(&reading->context, &context)) {
        reading->context = context;
        read_value(readings, roll_column_value(readings->column, code), reading);
    }
    return reading;
}

static RollText
text_at(const Readings *readings, gsize at, guint32 length)
{
    return (RollText){readings->texts->str + at, length};
}

/* Each record with its own context, as files or countries meet in this batch. */
static RollColumn *
read_each(Readings *readings, ValidateSeen *seen)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint i = 0; i < readings->habits->n; i++) {
        const Reading *reading = read_record(readings, i);

        roll_column_builder_add(builder, text_at(readings, reading->norm, reading->n_norm));
        seen->range = seen->range || reading->n_last > 0;
        if (reading->is_faulty)
            seen->marks[i] |= seen->mark;
    }
    return roll_column_builder_finish(builder);
}

/* ---- all records with one context ---- */

typedef struct {
    ValidateContext context;
    const ValidateJob *job;
    ValidateCell *cell;
    guint8 *is_faulty; /* by the code of the value */
    guint code;        /* of the next one */
    gboolean has_range;
    gboolean has_fault;
} Mapping;

static void
map_value(gpointer self, RollText value, GString *out)
{
    Mapping *mapping = self;
    ValidateCell *cell = mapping->cell;
    GString *norm = cell->norm;
    guint code = mapping->code++;

    if (value.length == 0)
        return;
    validate_cell_reset(cell);
    cell->norm = out;
    mapping->is_faulty[code] =
        validate_cell(&mapping->context, mapping->job->field->type, value, cell) != NULL;
    cell->norm = norm;
    mapping->has_fault = mapping->has_fault || mapping->is_faulty[code] != 0;
    mapping->has_range = mapping->has_range || cell->last->len > 0;
}

static RollColumn *
read_all(const RollColumn *column, Mapping *mapping, ValidateSeen *seen)
{
    g_autofree guint8 *is_faulty = g_new0(guint8, (gsize)roll_column_n_values(column) + 1);
    RollColumn *norm = NULL;

    mapping->is_faulty = is_faulty;
    norm = roll_column_map(column, map_value, mapping);
    seen->range = mapping->has_range;
    for (guint i = 0; mapping->has_fault && i < roll_column_n_records(column); i++) {
        if (is_faulty[roll_column_code(column, i)] != 0)
            seen->marks[i] |= seen->mark;
    }
    return norm;
}

RollColumn *
validate_column(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *column,
                ValidateCell *cell, ValidateSeen *seen)
{
    Mapping mapping = {.job = job, .cell = cell};

    if (habits->n > 0 && !roll_column_is_blank(column) &&
        !validate_habits_uniform(habits, job->field->type)) {
        g_auto(Readings) readings = readings_of(habits, job, column, cell);

        return read_each(&readings, seen);
    }
    if (habits->n > 0)
        validate_habits_context(habits, job, 0, &mapping.context);
    return read_all(column, &mapping, seen);
}

/* ---- the ends of ranges ---- */

static gboolean
is_unsent(const ValidateHabits *habits, const RollColumn *sent, guint record)
{
    return sent == NULL || roll_missing_is(habits->sources->settings->missing, ROLL_TYPE_DATE,
                                           roll_column_get(sent, record));
}

RollColumn *
validate_fill_ends(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *starts,
                   const RollColumn *sent, const RollColumn *ends, ValidateCell *cell)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_auto(Readings) readings = readings_of(habits, job, starts, cell);

    for (guint i = 0; i < habits->n; i++) {
        RollText end = ends != NULL ? roll_column_get(ends, i) : ROLL_TEXT_EMPTY;

        if (end.length == 0 && is_unsent(habits, sent, i)) {
            const Reading *reading = read_record(&readings, i);

            end = text_at(&readings, reading->last, reading->n_last);
        }
        roll_column_builder_add(builder, end);
    }
    return roll_column_builder_finish(builder);
}
