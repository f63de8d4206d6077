/* book_sheet: which sheets a workbook has, and how one is written. */
#pragma once

#include "pipeline/lib/workbook.h"
#include "stages/report/catalogue.h"
#include "stages/report/context.h"

#define BOOK_COLOURS 4
#define BOOK_ROWS    8000 /* of the largest table that a sheet shows whole */
#define BOOK_FIRST   1000 /* of a larger one: to be looked at; the whole is in its CSV */

typedef struct {
    const gchar *column;
    RollColour colour;
} BookColour;

typedef struct {
    const gchar *table; /* by which the messages "sheets" and "questions" name it */
    const gchar
        *columns; /* in this order, a blank between; those the table lacks are passed over */
    BookColour colours[BOOK_COLOURS];
} BookSheet;

/* In the order in which they stand, up to one without a table. */
extern const BookSheet book_sheets[];

/* How many rows of a table a sheet shows.  Of part of a table no filter and no sum is true, however
 * large the part is; it has what one reads through. */
guint book_rows_shown(guint64 n_rows);
/* @known: what the catalogue has of it. */
void book_sheet_write(RollWorkbook *book, const ReportContext *context, const BookSheet *sheet,
                      const CatalogueTable *known, const ReportTable *table);
