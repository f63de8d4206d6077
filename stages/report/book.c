#include "stages/report/book.h"

#include "stages/report/book_sheet.h"
#include "stages/report/words.h"

#define QUESTION_WIDTH 52
#define NAME_WIDTH     24
#define ROWS_WIDTH     10

static const gchar *const marks[] = {
    "Coordinator only. Personal data: do not copy or forward; shred after use.",
    "For the organisation it is made for.", "Public."};

typedef struct {
    RollWorkbook *book;
    guint row; /* the next of the readme */
} Readme;

static void
say(Readme *readme, RollStyle style, const gchar *text)
{
    roll_workbook_text(readme->book, readme->row++, 0, style, roll_text(text));
}

static void
list_sheet(Readme *readme, const BookSheet *sheet, const ReportTable *table)
{
    roll_workbook_text(readme->book, readme->row, 0, ROLL_STYLE_PLAIN, roll_text(sheet->question));
    roll_workbook_link(readme->book, readme->row, 1, sheet->name);
    roll_workbook_number(readme->book, readme->row++, 2, ROLL_STYLE_COUNT, (gdouble)table->n_rows);
}

static void
write_readme(RollWorkbook *book, const ReportTables *tables, const gchar *title,
             CatalogueClass class)
{
    Readme readme = {book, 0};

    roll_workbook_sheet(book, "Read me");
    roll_workbook_width(book, 0, QUESTION_WIDTH);
    roll_workbook_width(book, 1, NAME_WIDTH);
    roll_workbook_width(book, 2, ROWS_WIDTH);
    say(&readme, ROLL_STYLE_TITLE, title);
    say(&readme, ROLL_STYLE_NOTE, marks[class]);
    readme.row++;
    roll_workbook_text(book, readme.row, 0, ROLL_STYLE_HEAD, roll_text("Question"));
    roll_workbook_text(book, readme.row, 1, ROLL_STYLE_HEAD, roll_text("Sheet"));
    roll_workbook_text(book, readme.row++, 2, ROLL_STYLE_HEAD_NUMBER, roll_text("Rows"));
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++) {
        const ReportTable *table = report_tables_find(tables, sheet->table);

        if (table != NULL)
            list_sheet(&readme, sheet, table);
    }
    readme.row++;
    say(&readme, ROLL_STYLE_NOTE,
        "Colours repeat what a cell says; nothing is told by colour alone.");
    say(&readme, ROLL_STYLE_NOTE,
        "A list in a cell has ; between its parts; an empty cell is one of "
        "which nothing is known.");
    say(&readme, ROLL_STYLE_NOTE,
        "The same rows, unshortened and with their codes, stand in the "
        ".csv.gz files beside this one;");
    say(&readme, ROLL_STYLE_NOTE, "datapackage.json explains every column of them.");
}

gboolean
book_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
           const gchar *owner, const gchar *folder, GError **error)
{
    g_autofree gchar *path = g_build_filename(folder, "rollcall.xlsx", NULL);
    Words month;
    g_autofree gchar *title = g_strdup_printf(
        "Anti-trafficking training%s%s%s%s", context->as_of != 0 ? ", " : "",
        context->as_of != 0 ? words_month(context->english, context->as_of, month) : "",
        *owner != '\0' ? ": " : "", report_organisation(context, owner));
    RollWorkbookInfo info = {title, marks[class], context->as_of};
    g_autoptr(RollWorkbook) book = roll_workbook_new(path, &info, error);

    if (book == NULL)
        return FALSE;
    write_readme(book, tables, title, class);
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++) {
        const ReportTable *table = report_tables_find(tables, sheet->table);

        if (table != NULL)
            book_sheet_write(book, context, sheet, catalogue_find(class, sheet->table), table);
    }
    return roll_workbook_close(book, error);
}
