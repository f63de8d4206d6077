#include "stages/report/book_sheet.h"

#include <math.h>
#include <string.h>

#include "pipeline/lib/inert.h"
#include "stages/report/told.h"
#include "stages/report/words.h"

#define HEAD_ROW      3
#define WIDTH_LEAST   9
#define WIDTH_MOST    30
#define MARGIN        2.0
#define WIDTH_OF_BOLD 1.15
#define HEAD_LINES    3
#define LINES_MOST    6
#define ROWS_LOOKED   200 /* for the width of a column */

typedef const gchar *(*NameFunc)(const ReportContext *context, const gchar *code);

/* What is shown of a cell. */
typedef enum {
    SHOW_VALUE,
    SHOW_LIST,   /* with blanks at which a line may end, codes with their names */
    SHOW_WORDS,  /* in the language's own */
    SHOW_FIELDS, /* likewise */
    SHOW_TOLD,   /* what a finding says, likewise */
} Show;

typedef struct {
    Show show;
    NameFunc namer; /* of the codes of a list; NULL where it holds none */
    Told told;      /* of a finding */
    guint place;    /* in the table */
    gdouble width;  /* in letters */
    GString *text;  /* what is shown, where it is not the value */
} Shown;

typedef struct {
    RollWorkbook *book;
    const ReportContext *context;
    const CatalogueTable *known;
    const ReportTable *table;
    GPtrArray *columns; /* of CatalogueColumn */
    Shown *shown;       /* of these */
} Writer;

/* ---- cells ---- */

static gboolean
is_number(CatalogueType type)
{
    return type == CATALOGUE_INTEGER || type == CATALOGUE_NUMBER;
}

static void
append_name(const gchar *name, const gchar *code, GString *out)
{
    if (strcmp(name, code) == 0)
        g_string_append(out, code);
    else
        g_string_append_printf(out, "%s (%s)", name, code);
}

/* What names the codes of a column; NULL where it holds none. */
static NameFunc
namer_of(const gchar *column)
{
    static const gchar *const places[] = {"adm1_code", "offer_adm1", "provinces", "now_adm1",
                                          "adm1_a",    "adm1_b",     NULL};
    static const gchar *const topics[] = {
        "topic",    "topics",      "topic_code",    "topic_codes",   "topics_shared", "topics_a",
        "topics_b", "topics_both", "topics_only_a", "topics_only_b", "topics_asked",  NULL};

    if (g_strv_contains(places, column))
        return report_place;
    return g_strv_contains(topics, column) ? report_topic : NULL;
}

/* Whether @column holds words of rollcall's own, which a language has words for. */
static gboolean
has_words(const gchar *column)
{
    static const gchar *const columns[] = {"basis",      "clash_type", "clash_types", "decision",
                                           "evidence",   "gap",        "gap_flag",    "indicator",
                                           "now_status", "outcome",    "severity",    "state",
                                           "status",     "suggested",  "suggestion",  NULL};

    return g_strv_contains(columns, column);
}

/* Of several, "; " or ", " between, each is a word where the whole is none. */
static void
append_words(const Messages *say, const gchar *text, GString *out)
{
    const gchar *between = strchr(text, ';') != NULL ? ";" : ", ";
    g_autofree gchar *whole = messages_term(say, "values", text);
    g_auto(GStrv) parts = NULL;

    if (strcmp(whole, text) != 0) {
        g_string_append(out, whole);
        return;
    }
    parts = g_strsplit(text, between, -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        g_autofree gchar *part = messages_term(say, "values", parts[i]);

        g_string_append_printf(out, "%s%s", i == 0 ? "" : *between == ';' ? "; " : ", ", part);
    }
}

static RollText
value_of(const Writer *writer, guint column, const ReportRow *at)
{
    const RollBatch *batch = g_ptr_array_index(at->table->batches, at->batch);

    return roll_column_get(roll_batch_column(batch, writer->shown[column].place), at->record);
}

/* Whether @column lists fields, which English leaves as they are. */
static gboolean
has_fields(const Writer *writer, const gchar *column)
{
    static const gchar *const columns[] = {"agreeing_fields", "conflicting_fields", NULL};

    return !roll_messages_is_english(writer->context->messages) && g_strv_contains(columns, column);
}

/* Whether @column holds what a finding says, *@told, which English has as it stands. */
static gboolean
has_told(const Writer *writer, const gchar *column, Told *told)
{
    static const gchar *const columns[] = {
        [TOLD_MESSAGE] = "message", [TOLD_EXPECTED] = "expected", [TOLD_HINT] = "hint"};

    if (roll_messages_is_english(writer->context->messages) ||
        roll_schema_find(writer->table->schema, "sentences") < 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (strcmp(columns[i], column) == 0) {
            *told = (Told)i;
            return TRUE;
        }
    return FALSE;
}

static Shown
shown_of(const Writer *writer, const CatalogueColumn *column)
{
    Shown shown = {.show = SHOW_VALUE, .namer = namer_of(column->name)};

    shown.place = (guint)roll_schema_find(writer->table->schema, column->name);
    shown.text = g_string_new(NULL);
    if (has_told(writer, column->name, &shown.told))
        shown.show = SHOW_TOLD;
    else if (has_fields(writer, column->name))
        shown.show = SHOW_FIELDS;
    else if (has_words(column->name))
        shown.show = SHOW_WORDS;
    else if (shown.namer != NULL || column->type == CATALOGUE_LIST)
        shown.show = SHOW_LIST;
    return shown;
}

static void
append_list(const Writer *writer, NameFunc namer, const gchar *list, GString *out)
{
    g_auto(GStrv) parts = g_strsplit(list, ";", -1);

    for (guint i = 0; parts[i] != NULL; i++) {
        g_string_append(out, i > 0 ? "; " : "");
        append_name(namer != NULL ? namer(writer->context, parts[i]) : parts[i], parts[i], out);
    }
}

static void
append_told(const Writer *writer, Told told, const ReportRow *at, GString *out)
{
    gboolean is_own = FALSE;
    g_autofree gchar *text = told_say(writer->context->messages, at, told, &is_own);

    g_string_append(out, text);
}

/* Valid until the next of the column. */
static RollText
shown(const Writer *writer, guint place, const ReportRow *at)
{
    const Shown *column = &writer->shown[place];
    RollText value = value_of(writer, place, at);
    g_autofree gchar *fields = NULL;

    if (value.length == 0 || column->show == SHOW_VALUE)
        return value;
    g_string_truncate(column->text, 0);
    if (column->show == SHOW_FIELDS) {
        fields = words_fields(writer->context->messages, value.data);
        g_string_append(column->text, fields);
    } else if (column->show == SHOW_TOLD) {
        append_told(writer, column->told, at, column->text);
    } else if (column->show == SHOW_WORDS) {
        append_words(writer->context->messages, value.data, column->text);
    } else {
        append_list(writer, column->namer, value.data, column->text);
    }
    return (RollText){column->text->str, (guint32)column->text->len};
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
    g_autofree gchar *label = messages_term(writer->context->messages, "columns", column->name);
    g_auto(GStrv) words = g_strsplit(label, " ", -1);
    glong longest = 0;

    for (guint i = 0; words[i] != NULL; i++)
        longest = MAX(longest, g_utf8_strlen(words[i], -1));
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
    writer->shown[place].width = CLAMP(width + MARGIN, WIDTH_LEAST, WIDTH_MOST);
    roll_workbook_width(writer->book, place, writer->shown[place].width);
}

/* The lines that the texts of a row go over: spreadsheets do not agree on whether a row grows with
 * its text. */
static guint
lines_of(const Writer *writer, const RollText *texts)
{
    guint lines = 1;

    for (guint i = 0; i < writer->columns->len; i++)
        if (texts[i].length > writer->shown[i].width) /* no less than its letters */
            lines = MAX(lines, (guint)ceil((gdouble)g_utf8_strlen(texts[i].data, -1) /
                                           writer->shown[i].width));
    return MIN(lines, LINES_MOST);
}

/* What a row is, and how many there are. */
static void
write_notes(const Writer *writer, const BookSheet *sheet)
{
    const Messages *say = writer->context->messages;
    guint64 n_rows = writer->table->n_rows;
    Words all;
    Words first;
    g_autofree gchar *meaning = messages_term(
        say, writer->known->class == CATALOGUE_PARTNER ? "owntables" : "tables", sheet->table);
    g_autofree gchar *row = messages_text(say, "book.a-row-is", "meaning", meaning, NULL);
    g_autofree gchar *file = g_strconcat(sheet->table, ".csv.gz", NULL);
    g_autofree gchar *rows =
        messages_text(say, book_rows_shown(n_rows) < n_rows ? "book.first-rows" : "book.n-rows",
                      "n", words_count(say, (gint64)n_rows, all), "most",
                      words_count(say, book_rows_shown(n_rows), first), "file", file, NULL);

    roll_workbook_text(writer->book, 1, 0, ROLL_STYLE_NOTE, roll_text(row));
    roll_workbook_text(writer->book, 2, 0, ROLL_STYLE_NOTE, roll_text(rows));
}

static void
write_top(const Writer *writer, const BookSheet *sheet)
{
    const Messages *say = writer->context->messages;
    g_autofree gchar *question = messages_term(say, "questions", sheet->table);

    roll_workbook_text(writer->book, 0, 0, ROLL_STYLE_TITLE, roll_text(question));
    write_notes(writer, sheet);
    roll_workbook_lines(writer->book, HEAD_ROW, HEAD_LINES);
    for (guint i = 0; i < writer->columns->len; i++) {
        const CatalogueColumn *column = g_ptr_array_index(writer->columns, i);
        g_autofree gchar *label = messages_term(say, "columns", column->name);

        roll_workbook_text(writer->book, HEAD_ROW, i,
                           is_number(column->type) ? ROLL_STYLE_HEAD_NUMBER : ROLL_STYLE_HEAD,
                           roll_text(label));
    }
}

static guint
write_rows(const Writer *writer)
{
    ReportRow row = {.table = writer->table};
    g_autofree RollText *texts = g_new(RollText, writer->columns->len + 1);
    guint n_shown = book_rows_shown(writer->table->n_rows);
    guint n = 0;

    for (; n < n_shown && report_next(&row); n++) {
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

/* A colour of cells that hold a word is that of cells that hold what it is called. */
static void
set_colour(const Writer *writer, const BookColour *colour, guint column, const RollSheetTable *area)
{
    RollColour shown_colour = colour->colour;
    g_autofree gchar *text = messages_term(writer->context->messages, "values",
                                           shown_colour.text != NULL ? shown_colour.text : "");

    if (shown_colour.text != NULL)
        shown_colour.text = text;
    roll_workbook_colour(writer->book, area, column, &shown_colour);
}

static void
set_colours(const Writer *writer, const BookSheet *sheet, const RollSheetTable *area)
{
    for (guint i = 0; i < BOOK_COLOURS && sheet->colours[i].column != NULL; i++)
        for (guint at = 0; at < writer->columns->len; at++) {
            const CatalogueColumn *column = g_ptr_array_index(writer->columns, at);

            if (strcmp(column->name, sheet->colours[i].column) == 0)
                set_colour(writer, &sheet->colours[i], at, area);
        }
}

guint
book_rows_shown(guint64 n_rows)
{
    return n_rows > BOOK_ROWS ? BOOK_FIRST : (guint)n_rows;
}

void
book_sheet_write(RollWorkbook *book, const ReportContext *context, const BookSheet *sheet,
                 const CatalogueTable *known, const ReportTable *table)
{
    Writer writer = {.book = book, .context = context, .known = known, .table = table};
    g_autofree gchar *name = messages_term(context->messages, "sheets", sheet->table);
    g_autoptr(GPtrArray) columns = columns_of(&writer, sheet);
    g_autofree Shown *shown_columns = g_new0(Shown, columns->len + 1);
    RollSheetTable area = {.head_row = HEAD_ROW, .n_columns = columns->len, .n_frozen = 1};

    writer.columns = columns;
    writer.shown = shown_columns;
    for (guint i = 0; i < columns->len; i++)
        shown_columns[i] = shown_of(&writer, g_ptr_array_index(columns, i));
    roll_workbook_sheet(book, name);
    for (guint i = 0; i < columns->len; i++)
        set_width(&writer, g_ptr_array_index(columns, i), i);
    write_top(&writer, sheet);
    area.n_rows = write_rows(&writer);
    roll_workbook_table(book, &area);
    set_colours(&writer, sheet, &area);
    for (guint i = 0; i < columns->len; i++)
        g_string_free(shown_columns[i].text, TRUE);
}
