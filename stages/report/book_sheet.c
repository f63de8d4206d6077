#include "stages/report/book_sheet.h"

#include <math.h>
#include <string.h>

#include "pipeline/lib/inert.h"
#include "stages/report/book.h"
#include "stages/report/words.h"

#define HEAD_ROW      3
#define WIDTH_LEAST   9
#define WIDTH_MOST    30
#define MARGIN        2.0
#define WIDTH_OF_BOLD 1.15
#define HEAD_LINES    3
#define LINES_MOST    6
#define ROWS_LOOKED   200 /* for the width of a column */

typedef struct {
    RollWorkbook *book;
    const ReportContext *context;
    const CatalogueTable *known;
    const ReportTable *table;
    GPtrArray *columns; /* of CatalogueColumn */
    gdouble *widths;    /* of these, in letters */
    guint *places;      /* of these, in the table */
    GPtrArray *texts;   /* of GString, one a column: what is shown, where it is not the value */
    GString *text;
} Writer;

/* ---- heads ---- */

/* Whether the label says the unit already. */
static gboolean
is_told(const gchar *label, const gchar *unit)
{
    return g_ascii_strcasecmp(label, unit) == 0 || g_str_has_suffix(label, unit);
}

/* "n_had_topic" in officers: "Had topic (officers)"; "adm1_code": "Province". */
static void
append_label(const CatalogueColumn *column, GString *out)
{
    static const gchar *const words[][2] = {{"adm1_code", "province"},
                                            {"topic_code", "topic"},
                                            {"topic_codes", "topics"},
                                            {"n_orgs", "number of organisations"},
                                            {"org", "organisation"},
                                            {"orgs", "organisations"},
                                            {"offer_adm1", "offer to province"},
                                            {"clash_org", "clash with"},
                                            {"clash_with", "its session"},
                                            {"adm1_a", "one end"},
                                            {"adm1_b", "other end"},
                                            {"n_trained_a", "trained at one end"},
                                            {"n_trained_b", "trained at the other"},
                                            {"establishment_a", "on the roll of one end"},
                                            {"establishment_b", "on the roll of the other"},
                                            {"pct_a", "trained of one end"},
                                            {"pct_b", "trained of the other"},
                                            {"n_topic_a", "with what is asked, at one end"},
                                            {"n_topic_b", "with what is asked, at the other"},
                                            {"topics_only_a", "topics of one end alone"},
                                            {"topics_only_b", "topics of the other alone"},
                                            {"topics_both", "topics of both ends"},
                                            {"orgs_a", "organisations at one end"},
                                            {"orgs_b", "organisations at the other"},
                                            {"n_shared", "together"},
                                            {"last_shared", "last together"},
                                            {"n_shared_planned", "planned together"},
                                            {"n_due", "due there"}};
    const gchar *name = column->name;
    gsize start = out->len;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(name, words[i][0]) == 0)
            name = words[i][1];
    if (g_str_has_prefix(name, "n_"))
        name += 2;
    if (g_str_has_prefix(name, "pct_"))
        name += 4;
    g_string_append(out, strcmp(name, "pct") == 0 ? "trained" : name);
    g_string_replace(out, "_", " ", 0);
    out->str[start] = g_ascii_toupper(out->str[start]);
    if (*column->unit != '\0' && !is_told(out->str + start, column->unit))
        g_string_append_printf(out, " (%s)", column->unit);
}

static gboolean
is_number(CatalogueType type)
{
    return type == CATALOGUE_INTEGER || type == CATALOGUE_NUMBER;
}

/* ---- cells ---- */

static void
append_name(const gchar *name, const gchar *code, GString *out)
{
    if (strcmp(name, code) == 0)
        g_string_append(out, code);
    else
        g_string_append_printf(out, "%s (%s)", name, code);
}

typedef const gchar *(*NameFunc)(const ReportContext *context, const gchar *code);

/* What names the codes of a column; NULL where it holds none. */
static NameFunc
namer_of(const gchar *column)
{
    static const gchar *const places[] = {"adm1_code", "offer_adm1", "provinces",
                                          "adm1_a",    "adm1_b",     NULL};
    static const gchar *const topics[] = {
        "topic",       "topics",        "topic_code",    "topic_codes",  "topics_shared",
        "topics_both", "topics_only_a", "topics_only_b", "topics_asked", NULL};

    if (g_strv_contains(places, column))
        return report_place;
    return g_strv_contains(topics, column) ? report_topic : NULL;
}

static RollText
value_of(const Writer *writer, guint column, const ReportRow *at)
{
    const RollBatch *batch = g_ptr_array_index(at->table->batches, at->batch);

    return roll_column_get(roll_batch_column(batch, writer->places[column]), at->record);
}

/* Codes of places and topics with their names, lists with blanks at which a line may end.  Valid
 * until the next of the column. */
static RollText
shown(const Writer *writer, guint place, const ReportRow *at)
{
    const CatalogueColumn *column = g_ptr_array_index(writer->columns, place);
    GString *text = g_ptr_array_index(writer->texts, place);
    RollText value = value_of(writer, place, at);
    NameFunc namer = value.length > 0 ? namer_of(column->name) : NULL;
    g_auto(GStrv) parts = NULL;

    if (value.length == 0 || (namer == NULL && column->type != CATALOGUE_LIST))
        return value;
    parts = g_strsplit(value.data, ";", -1);
    g_string_truncate(text, 0);
    for (guint i = 0; parts[i] != NULL; i++) {
        g_string_append(text, i > 0 ? "; " : "");
        append_name(namer != NULL ? namer(writer->context, parts[i]) : parts[i], parts[i], text);
    }
    return (RollText){text->str, (guint32)text->len};
}

/* A number or a day that is none is written as the text it is, @shown. */
static void
write_cell(const Writer *writer, guint place, const ReportRow *at, guint row, RollText shown_text)
{
    const CatalogueColumn *column = g_ptr_array_index(writer->columns, place);
    RollText value = value_of(writer, place, at);
    RollDay day = column->type == CATALOGUE_DATE ? roll_day_parse(value) : 0;

    if (day != 0)
        roll_workbook_day(writer->book, row, place, day);
    else if (is_number(column->type) && roll_is_number(value))
        roll_workbook_number(writer->book, row, place,
                             column->type == CATALOGUE_INTEGER ? ROLL_STYLE_COUNT : ROLL_STYLE_REAL,
                             g_ascii_strtod(value.data, NULL));
    else
        roll_workbook_text(writer->book, row, place, ROLL_STYLE_PLAIN, shown_text);
}

/* The columns that are shown (transfer full; of CatalogueColumn, the catalogue's). */
static GPtrArray *
columns_of(const Writer *writer, const BookSheet *sheet)
{
    GPtrArray *columns = g_ptr_array_new();
    g_auto(GStrv) names = g_strsplit(sheet->columns, " ", -1);

    for (guint i = 0; names[i] != NULL; i++) {
        union {
            const CatalogueColumn *in;
            gpointer out;
        } column = {.in = catalogue_column(writer->known, names[i])}; /* nothing changes it */

        if (roll_schema_find(writer->table->schema, names[i]) >= 0)
            g_ptr_array_add(columns, column.out);
    }
    return columns;
}

/* ---- a sheet ---- */

/* A head goes over several lines, but no word of it does. */
static gdouble
longest_word(const Writer *writer, const CatalogueColumn *column)
{
    g_auto(GStrv) words = NULL;
    gsize longest = 0;

    g_string_truncate(writer->text, 0);
    append_label(column, writer->text);
    words = g_strsplit(writer->text->str, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        longest = MAX(longest, strlen(words[i]));
    return (gdouble)longest;
}

static void
set_width(const Writer *writer, const CatalogueColumn *column, guint place)
{
    ReportRow row = {.table = writer->table};
    glong widest = 0;
    gdouble width;

    for (guint n = 0; n < ROWS_LOOKED && report_next(&row); n++)
        widest = MAX(widest, g_utf8_strlen(shown(writer, place, &row).data, -1));
    width = MAX((gdouble)widest, longest_word(writer, column) * WIDTH_OF_BOLD);
    writer->widths[place] = CLAMP(width + MARGIN, WIDTH_LEAST, WIDTH_MOST);
    roll_workbook_width(writer->book, place, writer->widths[place]);
}

/* The lines that the texts of a row go over: spreadsheets do not agree on whether a row grows with
 * its text. */
static guint
lines_of(const Writer *writer, const RollText *texts)
{
    guint lines = 1;

    for (guint i = 0; i < writer->columns->len; i++)
        if (texts[i].length > writer->widths[i]) /* no less than its letters */
            lines = MAX(lines,
                        (guint)ceil((gdouble)g_utf8_strlen(texts[i].data, -1) / writer->widths[i]));
    return MIN(lines, LINES_MOST);
}

static void
write_top(const Writer *writer, const BookSheet *sheet)
{
    Words all;
    g_autofree gchar *meaning = g_strdup_printf("A row is %s.", writer->known->meaning);
    g_autofree gchar *rows =
        writer->table->n_rows > BOOK_ROWS
            ? g_strdup_printf("The first %d of %s rows; all are in %s.csv.gz.", BOOK_ROWS,
                              words_count((gint64)writer->table->n_rows, all), sheet->table)
            : g_strdup_printf("%s row%s.", words_count((gint64)writer->table->n_rows, all),
                              words_plural((gint64)writer->table->n_rows));

    roll_workbook_text(writer->book, 0, 0, ROLL_STYLE_TITLE, roll_text(sheet->question));
    roll_workbook_text(writer->book, 1, 0, ROLL_STYLE_NOTE, roll_text(meaning));
    roll_workbook_text(writer->book, 2, 0, ROLL_STYLE_NOTE, roll_text(rows));
    roll_workbook_lines(writer->book, HEAD_ROW, HEAD_LINES);
    for (guint i = 0; i < writer->columns->len; i++) {
        const CatalogueColumn *column = g_ptr_array_index(writer->columns, i);

        g_string_truncate(writer->text, 0);
        append_label(column, writer->text);
        roll_workbook_text(writer->book, HEAD_ROW, i,
                           is_number(column->type) ? ROLL_STYLE_HEAD_NUMBER : ROLL_STYLE_HEAD,
                           (RollText){writer->text->str, (guint32)writer->text->len});
    }
}

static guint
write_rows(const Writer *writer)
{
    ReportRow row = {.table = writer->table};
    g_autofree RollText *texts = g_new(RollText, writer->columns->len + 1);
    guint n = 0;

    for (; n < BOOK_ROWS && report_next(&row); n++) {
        guint lines;

        for (guint i = 0; i < writer->columns->len; i++)
            texts[i] = shown(writer, i, &row);
        lines = lines_of(writer, texts);
        if (lines > 1)
            roll_workbook_lines(writer->book, HEAD_ROW + 1 + n, lines);
        for (guint i = 0; i < writer->columns->len; i++)
            write_cell(writer, i, &row, HEAD_ROW + 1 + n, texts[i]);
    }
    return n;
}

static void
set_colours(const Writer *writer, const BookSheet *sheet, const RollSheetTable *area)
{
    for (guint i = 0; i < BOOK_COLOURS && sheet->colours[i].column != NULL; i++)
        for (guint at = 0; at < writer->columns->len; at++) {
            const CatalogueColumn *column = g_ptr_array_index(writer->columns, at);

            if (strcmp(column->name, sheet->colours[i].column) == 0)
                roll_workbook_colour(writer->book, area, at, &sheet->colours[i].colour);
        }
}

static void
free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

void
book_sheet_write(RollWorkbook *book, const ReportContext *context, const BookSheet *sheet,
                 const CatalogueTable *known, const ReportTable *table)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Writer writer = {
        .book = book, .context = context, .known = known, .table = table, .text = text};
    g_autoptr(GPtrArray) columns = columns_of(&writer, sheet);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    g_autofree gdouble *widths = g_new0(gdouble, columns->len + 1);
    g_autofree guint *places = g_new0(guint, columns->len + 1);
    RollSheetTable area = {.head_row = HEAD_ROW, .n_columns = columns->len, .n_frozen = 1};

    writer.columns = columns;
    writer.widths = widths;
    writer.places = places;
    writer.texts = texts;
    for (guint i = 0; i < columns->len; i++) {
        const CatalogueColumn *column = g_ptr_array_index(columns, i);

        places[i] = (guint)roll_schema_find(table->schema, column->name);
        g_ptr_array_add(texts, g_string_new(NULL));
    }
    roll_workbook_sheet(book, sheet->name);
    for (guint i = 0; i < columns->len; i++)
        set_width(&writer, g_ptr_array_index(columns, i), i);
    write_top(&writer, sheet);
    area.n_rows = write_rows(&writer);
    roll_workbook_table(book, &area);
    set_colours(&writer, sheet, &area);
}
