/* workbook: a spreadsheet with typed cells, written row after row.
 *
 * libxlsxwriter is used here and nowhere else.  Every text is a text: none becomes a formula or a
 * link, whatever it begins with.  The same cells make the same bytes; no clock is read. */
#pragma once

#include <glib.h>

#include "pipeline/lib/day.h"
#include "pipeline/lib/text.h"

#define ROLL_SHEET_ROWS 1048576 /* that a sheet has */
#define ROLL_SHEET_NAME 31      /* letters that its name has at most */

typedef struct RollWorkbook RollWorkbook;

typedef struct {
    const gchar *title;
    const gchar *mark; /* at the foot of every printed page: who may read it */
    RollDay day;       /* that it says it was made on; 0: the first of the year 2000 */
} RollWorkbookInfo;

typedef enum {
    ROLL_STYLE_PLAIN,
    ROLL_STYLE_TITLE,
    ROLL_STYLE_NOTE,
    ROLL_STYLE_HEAD,
    ROLL_STYLE_HEAD_NUMBER, /* over a column of numbers */
    ROLL_STYLE_COUNT,       /* 13,106 */
    ROLL_STYLE_REAL,        /* 19.9 */
    ROLL_STYLE_DAY,         /* 2026-09-30 */
    ROLL_STYLE_LINK,
    ROLL_N_STYLES,
} RollStyle;

/* Colours of a column's cells, beside what they say. */
typedef enum {
    ROLL_COLOUR_IS,       /* cells that hold the text, filled */
    ROLL_COLOUR_AT_LEAST, /* numbers of value or more, filled */
    ROLL_COLOUR_SCALE,    /* numbers, from white to the colour */
} RollColourKind;

typedef struct {
    RollColourKind kind;
    const gchar *text;
    gdouble value;
    guint32 colour; /* 0xrrggbb */
} RollColour;

/* @path is created when the workbook is closed. */
RollWorkbook *roll_workbook_new(const gchar *path, const RollWorkbookInfo *info,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next sheet, its name without []:*?/\'; what follows is written to it, row by row
 * downwards. */
void roll_workbook_sheet(RollWorkbook *book, const gchar *name);
void roll_workbook_width(RollWorkbook *book, guint column, gdouble letters);
/* Makes room for @n lines of text in @row, before any row below it is written. */
void roll_workbook_lines(RollWorkbook *book, guint row, guint n);
/* A text of more than 32,000 letters is cut, and ends in "…". */
void roll_workbook_text(RollWorkbook *book, guint row, guint column, RollStyle style,
                        RollText text);
void roll_workbook_number(RollWorkbook *book, guint row, guint column, RollStyle style,
                          gdouble value);
void roll_workbook_day(RollWorkbook *book, guint row, guint column, RollDay day);
/* A text that leads to the sheet of that name. */
void roll_workbook_link(RollWorkbook *book, guint row, guint column, const gchar *sheet);

/* A table: its head and what is below it. */
typedef struct {
    guint head_row;
    guint n_rows; /* below the head */
    guint n_columns;
    guint n_frozen; /* columns that stay when one scrolls to the right */
} RollSheetTable;

/* Head and first columns stay in sight, the head has filters and is printed on every page. */
void roll_workbook_table(RollWorkbook *book, const RollSheetTable *table);
void roll_workbook_colour(RollWorkbook *book, const RollSheetTable *table, guint column,
                          const RollColour *colour);
/* Errors: ROLL_ERROR_IO. */
gboolean roll_workbook_close(RollWorkbook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_workbook_free(RollWorkbook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollWorkbook, roll_workbook_free)

/* The version of libxlsxwriter that runs, for --version. */
const gchar *roll_workbook_engine(void);
