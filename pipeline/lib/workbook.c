#include "pipeline/lib/workbook.h"

#include <xlsxwriter.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/unfinished.h"

#define LETTERS_MAX 32000                       /* a cell may hold 32,767 */
#define EPOCH       (G_GINT64_CONSTANT(719163)) /* RollDay of 1 January 1970 */
#define DAY_SECONDS 86400
#define PAPER_A4    9
#define LINE_POINTS 13.0

enum { INK = 0x1a1f26, INK_SECOND = 0x454d57, PANEL = 0xf5f3ee, LINE = 0xc9c4b8, LINK = 0x0b4f8a };

struct RollWorkbook {
    RollUnfinished *file; /* owned */
    gchar *folder;
    gchar *mark;
    lxw_workbook *book; /* NULL once closed */
    lxw_worksheet *sheet;
    lxw_format *styles[ROLL_N_STYLES]; /* the workbook's */
    GString *clean;
    lxw_error fault; /* the first one */
};

/* ---- styles ---- */

static lxw_format *
new_style(RollWorkbook *book, gboolean is_bold, gint size, guint32 ink)
{
    lxw_format *style = workbook_add_format(book->book);

    format_set_font_name(style, "Calibri");
    format_set_font_size(style, size);
    format_set_font_color(style, ink);
    if (is_bold)
        format_set_bold(style);
    format_set_align(style, LXW_ALIGN_VERTICAL_TOP);
    return style;
}

/* A cell of a table. */
static lxw_format *
new_cell(RollWorkbook *book, guint32 ink)
{
    lxw_format *style = new_style(book, FALSE, 10, ink);

    format_set_bottom(style, LXW_BORDER_HAIR);
    format_set_bottom_color(style, LINE);
    return style;
}

static lxw_format *
new_head(RollWorkbook *book, gboolean is_number)
{
    lxw_format *style = new_style(book, TRUE, 10, INK);

    format_set_bg_color(style, PANEL);
    format_set_bottom(style, LXW_BORDER_MEDIUM);
    format_set_bottom_color(style, LINE);
    format_set_text_wrap(style);
    format_set_align(style, is_number ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    if (!is_number)
        format_set_indent(style, 1);
    format_set_align(style, LXW_ALIGN_VERTICAL_BOTTOM);
    return style;
}

static lxw_format *
new_number(RollWorkbook *book, const gchar *form)
{
    lxw_format *style = new_cell(book, INK);

    format_set_num_format(style, form);
    return style;
}

static void
make_styles(RollWorkbook *book)
{
    lxw_format **styles = book->styles;

    styles[ROLL_STYLE_PLAIN] = new_cell(book, INK);
    format_set_text_wrap(styles[ROLL_STYLE_PLAIN]);
    format_set_indent(styles[ROLL_STYLE_PLAIN], 1);
    styles[ROLL_STYLE_TITLE] = new_style(book, TRUE, 15, INK);
    styles[ROLL_STYLE_NOTE] = new_style(book, FALSE, 10, INK_SECOND);
    styles[ROLL_STYLE_HEAD] = new_head(book, FALSE);
    styles[ROLL_STYLE_HEAD_NUMBER] = new_head(book, TRUE);
    styles[ROLL_STYLE_COUNT] = new_number(book, "#,##0");
    styles[ROLL_STYLE_REAL] = new_number(book, "#,##0.0");
    styles[ROLL_STYLE_DAY] = new_number(book, "yyyy-mm-dd");
    format_set_align(styles[ROLL_STYLE_DAY], LXW_ALIGN_LEFT);
    format_set_indent(styles[ROLL_STYLE_DAY], 1);
    styles[ROLL_STYLE_LINK] = new_cell(book, LINK);
    format_set_indent(styles[ROLL_STYLE_LINK], 1);
    format_set_underline(styles[ROLL_STYLE_LINK], LXW_UNDERLINE_SINGLE);
}

/* ---- the book ---- */

/* Whether @text is short, and of ASCII that can be printed: as nearly all are. */
static gboolean
is_clean(RollText text)
{
    gboolean is_printed = TRUE;

    if (text.length > LETTERS_MAX)
        return FALSE;
    for (guint32 i = 0; i < text.length; i++)
        is_printed = is_printed && (guchar)text.data[i] - 0x20u < 0x5f;
    return is_printed;
}

/* Leaves out what XML has no room for, and what would turn the direction of the line. */
static const gchar *
clean(RollWorkbook *book, RollText text)
{
    guint n = 0;

    if (is_clean(text))
        return text.data;
    g_string_truncate(book->clean, 0);
    for (const gchar *place = text.data; place < text.data + text.length;
         place = roll_utf8_next(place), n++) {
        gunichar sign = g_utf8_get_char(place);
        gboolean is_turn = (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);

        if (n == LETTERS_MAX) {
            g_string_append(book->clean, "…");
            break;
        }
        if (sign == '\n' || sign == '\t' ||
            !(is_turn || g_unichar_iscntrl(sign) || (sign & 0xFFFE) == 0xFFFE))
            g_string_append_unichar(book->clean, sign);
    }
    return book->clean->str;
}

RollWorkbook *
roll_workbook_new(const gchar *path, const RollWorkbookInfo *info, GError **error)
{
    RollUnfinished *file = roll_unfinished_new(path, error);
    RollWorkbook *book;
    gint64 day = info->day != 0 ? info->day : roll_day_parse(roll_text("2000-01-01"));
    lxw_doc_properties properties = {.created = (time_t)((day - EPOCH) * DAY_SECONDS)};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    g_autofree gchar *title = NULL;

    if (file == NULL)
        return NULL;
    book = g_new0(RollWorkbook, 1);
    book->file = file;
    book->folder =
        g_path_get_dirname(path); /* no cell is written elsewhere, not even for a while */
    options.tmpdir = book->folder;
    book->mark = g_strdup(info->mark);
    book->clean = g_string_new(NULL);
    book->book = workbook_new_opt(roll_unfinished_path(file), &options);
    title = g_strdup(clean(book, roll_text(info->title)));
    properties.title = title; /* which the library copies */
    workbook_set_properties(book->book, &properties);
    make_styles(book);
    return book;
}

static void
note(RollWorkbook *book, lxw_error fault)
{
    if (book->fault == LXW_NO_ERROR)
        book->fault = fault;
}

void
roll_workbook_sheet(RollWorkbook *book, const gchar *name)
{
    g_autofree gchar *foot = g_strdup_printf("&L&8%s&R&8&P / &N", book->mark);

    book->sheet = workbook_add_worksheet(book->book, name);
    g_return_if_fail(book->sheet != NULL);
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, PAPER_A4);
    worksheet_fit_to_pages(book->sheet, 1, 0);
    worksheet_set_margins(book->sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_gridlines(book->sheet, LXW_HIDE_ALL_GRIDLINES);
    note(book, worksheet_set_footer(book->sheet, foot));
}

void
roll_workbook_width(RollWorkbook *book, guint column, gdouble letters)
{
    note(book,
         worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column, letters, NULL));
}

void
roll_workbook_lines(RollWorkbook *book, guint row, guint n)
{
    note(book, worksheet_set_row(book->sheet, row, LINE_POINTS * n + 2, NULL));
}

/* ---- cells ---- */

void
roll_workbook_text(RollWorkbook *book, guint row, guint column, RollStyle style, RollText text)
{
    if (text.length == 0)
        note(book, worksheet_write_blank(book->sheet, row, (lxw_col_t)column, book->styles[style]));
    else
        note(book, worksheet_write_string(book->sheet, row, (lxw_col_t)column, clean(book, text),
                                          book->styles[style]));
}

void
roll_workbook_number(RollWorkbook *book, guint row, guint column, RollStyle style, gdouble value)
{
    note(book,
         worksheet_write_number(book->sheet, row, (lxw_col_t)column, value, book->styles[style]));
}

void
roll_workbook_day(RollWorkbook *book, guint row, guint column, RollDay day)
{
    RollCalendarDay split = roll_day_split(day);
    lxw_datetime at = {.year = split.year, .month = split.month, .day = split.day};

    gchar text[ROLL_DAY_MAX];

    roll_day_format(day, text);
    if (split.year < 1900) /* where a spreadsheet's days begin */
        roll_workbook_text(book, row, column, ROLL_STYLE_DAY, roll_text(text));
    else
        note(book, worksheet_write_datetime(book->sheet, row, (lxw_col_t)column, &at,
                                            book->styles[ROLL_STYLE_DAY]));
}

void
roll_workbook_link(RollWorkbook *book, guint row, guint column, const gchar *sheet)
{
    g_autofree gchar *place = g_strdup_printf("internal:'%s'!A1", sheet);

    note(book, worksheet_write_url_opt(book->sheet, row, (lxw_col_t)column, place,
                                       book->styles[ROLL_STYLE_LINK], sheet, NULL));
}

/* ---- tables ---- */

void
roll_workbook_table(RollWorkbook *book, const RollSheetTable *table)
{
    lxw_col_t last = (lxw_col_t)(table->n_columns - 1);

    worksheet_freeze_panes(book->sheet, table->head_row + 1, (lxw_col_t)table->n_frozen);
    note(book, worksheet_repeat_rows(book->sheet, table->head_row, table->head_row));
    note(book, worksheet_autofilter(book->sheet, table->head_row, 0,
                                    table->head_row + MAX(table->n_rows, 1), last));
}

static lxw_format *
fill(RollWorkbook *book, guint32 colour)
{
    lxw_format *style = workbook_add_format(book->book);

    format_set_bg_color(style, colour);
    return style;
}

void
roll_workbook_colour(RollWorkbook *book, const RollSheetTable *table, guint column,
                     const RollColour *colour)
{
    g_autofree gchar *text = g_strdup_printf("\"%s\"", colour->text != NULL ? colour->text : "");
    lxw_conditional_format rule = {0};
    lxw_col_t at = (lxw_col_t)column;

    if (table->n_rows == 0)
        return;
    if (colour->kind == ROLL_COLOUR_SCALE) {
        rule.type = LXW_CONDITIONAL_2_COLOR_SCALE;
        rule.min_color = 0xfffffe; /* 0xffffff would be taken for none */
        rule.max_color = colour->colour;
    } else {
        rule.type = LXW_CONDITIONAL_TYPE_CELL;
        rule.criteria = colour->kind == ROLL_COLOUR_IS
                            ? LXW_CONDITIONAL_CRITERIA_EQUAL_TO
                            : LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        rule.value = colour->value;
        rule.value_string = colour->kind == ROLL_COLOUR_IS ? text : NULL;
        rule.format = fill(book, colour->colour);
    }
    note(book, worksheet_conditional_format_range(book->sheet, table->head_row + 1, at,
                                                  table->head_row + table->n_rows, at, &rule));
}

gboolean
roll_workbook_close(RollWorkbook *book, GError **error)
{
    lxw_error fault = workbook_close(book->book);

    book->book = NULL;
    note(book, fault);
    if (book->fault == LXW_NO_ERROR)
        return roll_unfinished_finish(book->file, error);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", roll_unfinished_path(book->file),
                lxw_strerror(book->fault));
    return FALSE;
}

void
roll_workbook_free(RollWorkbook *book)
{
    if (book == NULL)
        return;
    if (book->book != NULL)
        lxw_workbook_free(book->book);
    roll_unfinished_free(book->file);
    g_string_free(book->clean, TRUE);
    g_free(book->folder);
    g_free(book->mark);
    g_free(book);
}

const gchar *
roll_workbook_engine(void)
{
    return lxw_version();
}
