#include "stages/report/book.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/report/book_sheet.h"
#include "stages/report/words.h"

#define QUESTION_WIDTH 52
#define NAME_WIDTH     24
#define ROWS_WIDTH     10

static const gchar *const marks[] = {"book.coordinator", "book.partner", "page.public"};

/* ---- the names of sheets ---- */

/* (transfer full) */
static gchar *
name_of(const Messages *say, const gchar *table)
{
    return messages_term(say, "sheets", table);
}

/* What every spreadsheet takes for the name of a sheet. */
static gboolean
is_name(const gchar *name)
{
    return g_utf8_strlen(name, -1) <= ROLL_SHEET_NAME && strpbrk(name, "[]:*?/\\'") == NULL;
}

static gboolean
check_name(const Messages *say, const gchar *table, GHashTable *taken, GError **error)
{
    g_autofree gchar *name = name_of(say, table);
    g_autofree gchar *folded = g_utf8_casefold(name, -1);

    if (is_name(name) && g_hash_table_add(taken, g_steal_pointer(&folded)))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "messages/%s.ini: [sheets]: \"%s\": a sheet's name has %d letters at most, none of "
                "[]:*?/\\', and no other sheet has it",
                roll_messages_language(say), name, ROLL_SHEET_NAME);
    return FALSE;
}

static gboolean
check_names(const Messages *say, const ReportTables *tables, GError **error)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (!check_name(say, "read_me", taken, error))
        return FALSE;
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++)
        if (report_tables_find(tables, sheet->table) != NULL &&
            !check_name(say, sheet->table, taken, error))
            return FALSE;
    return TRUE;
}

/* ---- the readme ---- */

typedef struct {
    RollWorkbook *book;
    const Messages *say;
    guint row; /* the next of the readme */
} Readme;

static void
put(const Readme *readme, guint column, RollStyle style, const gchar *text)
{
    roll_workbook_text(readme->book, readme->row, column, style, roll_text(text));
}

static void
put_line(Readme *readme, RollStyle style, const gchar *text)
{
    put(readme, 0, style, text);
    readme->row++;
}

static void
list_sheet(Readme *readme, const BookSheet *sheet, const ReportTable *table)
{
    g_autofree gchar *question = messages_term(readme->say, "questions", sheet->table);
    g_autofree gchar *name = name_of(readme->say, sheet->table);

    put(readme, 0, ROLL_STYLE_PLAIN, question);
    roll_workbook_link(readme->book, readme->row, 1, name);
    roll_workbook_number(readme->book, readme->row++, 2, ROLL_STYLE_COUNT, (gdouble)table->n_rows);
}

static void
write_readme(RollWorkbook *book, const Messages *say, const ReportTables *tables,
             const RollWorkbookInfo *info)
{
    static const gchar *const notes[] = {"book.note-colours", "book.note-lists", "book.note-files",
                                         "book.note-columns"};
    Readme readme = {book, say, 0};
    g_autofree gchar *name = name_of(say, "read_me");

    roll_workbook_sheet(book, name);
    roll_workbook_width(book, 0, QUESTION_WIDTH);
    roll_workbook_width(book, 1, NAME_WIDTH);
    roll_workbook_width(book, 2, ROWS_WIDTH);
    put_line(&readme, ROLL_STYLE_TITLE, info->title);
    put_line(&readme, ROLL_STYLE_NOTE, info->mark);
    readme.row++;
    put(&readme, 0, ROLL_STYLE_HEAD, messages_word(say, "book.question"));
    put(&readme, 1, ROLL_STYLE_HEAD, messages_word(say, "book.sheet"));
    put(&readme, 2, ROLL_STYLE_HEAD_NUMBER, messages_word(say, "book.rows"));
    readme.row++;
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++) {
        const ReportTable *table = report_tables_find(tables, sheet->table);

        if (table != NULL)
            list_sheet(&readme, sheet, table);
    }
    readme.row++;
    for (guint i = 0; i < G_N_ELEMENTS(notes); i++)
        put_line(&readme, ROLL_STYLE_NOTE, messages_word(say, notes[i]));
}

/* ---- the book ---- */

/* (transfer full) */
static gchar *
title_of(const ReportContext *context, const gchar *owner)
{
    const Messages *say = context->messages;
    Words month;
    g_autofree gchar *title =
        messages_text(say, context->as_of != 0 ? "page.title" : "page.title-undated", "month",
                      words_month(say, context->as_of, month), NULL);

    if (*owner == '\0')
        return g_steal_pointer(&title);
    return messages_text(say, "book.title", "title", title, "owner",
                         report_organisation(context, owner), NULL);
}

gboolean
book_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
           const gchar *owner, const gchar *folder, GError **error)
{
    const Messages *say = context->messages;
    g_autofree gchar *path = g_build_filename(folder, "rollcall.xlsx", NULL);
    g_autofree gchar *title = title_of(context, owner);
    RollWorkbookInfo info = {title, messages_word(say, marks[class]), context->as_of};
    g_autoptr(RollWorkbook) book =
        check_names(say, tables, error) ? roll_workbook_new(path, &info, error) : NULL;

    if (book == NULL)
        return FALSE;
    write_readme(book, say, tables, &info);
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++) {
        const ReportTable *table = report_tables_find(tables, sheet->table);

        if (table != NULL)
            book_sheet_write(book, context, sheet, catalogue_find(class, sheet->table), table);
    }
    return roll_workbook_close(book, error);
}
