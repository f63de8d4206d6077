/* intake: the columns of a batch of records as numbers of texts, each distinct value looked up
 * once. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/dictionary.h"

/* What overlap reads of a record.  Where a column was not understood (F_norm, F_pcode empty) some
 * fields fall back on what was sent; the table in the .c says which. */
typedef enum {
    INTAKE_EXPORT,
    INTAKE_FILE,
    INTAKE_KIND,
    INTAKE_ROW_ACTION,
    INTAKE_ORGANISATION,
    INTAKE_STATUS,
    INTAKE_NAME,
    INTAKE_LOCAL_NAME,
    INTAKE_RANK,
    INTAKE_SEX,
    INTAKE_UNIT,
    INTAKE_AGENCY,
    INTAKE_ADM1,
    INTAKE_SESSION_ID,
    INTAKE_TITLE,
    INTAKE_TOPICS,
    INTAKE_START,
    INTAKE_END,
    INTAKE_HOURS,
    INTAKE_VENUE,
    INTAKE_VENUE_ADM1,
    INTAKE_SEATS,
    INTAKE_IMPLEMENTER,
    INTAKE_FUNDER,
    INTAKE_LEGAL_BASIS,
    INTAKE_LANGUAGE,
    INTAKE_COUNTRY,
    INTAKE_SESSION,
    INTAKE_STRENGTH,
    INTAKE_ITEM,
    INTAKE_QUANTITY,
    INTAKE_REPORTED,
    INTAKE_MINUTES,
    INTAKE_MESSAGES,
    INTAKE_VERSION,
    INTAKE_OFFICER, /* a number in the dictionary of officers */
    INTAKE_N_FIELDS,
} IntakeField;

typedef struct {
    const RollColumn *columns[2]; /* what is asked first, and the fall-back; NULL: none */
    guint32 *numbers[2];          /* owned: of the text, by the column's code */
} IntakeColumn;

typedef struct {
    IntakeColumn fields[INTAKE_N_FIELDS];
    const RollColumn *line;
    const RollColumn *row;
    const RollColumn *sheet_row;
    const RollColumn *encoded;
} Intake;

/* Looks every distinct value of @batch up in @texts, and in @officers. */
void intake_open(Intake *intake, const RollBatch *batch, RollDictionary *texts,
                 RollDictionary *officers);
void intake_clear(Intake *intake);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Intake, intake_clear)

/* The number of the field's text, 0: empty. */
static inline guint32
intake_get(const Intake *intake, IntakeField field, guint record)
{
    const IntakeColumn *column = &intake->fields[field];

    for (guint i = 0; i < 2 && column->columns[i] != NULL; i++) {
        guint32 number = column->numbers[i][roll_column_code(column->columns[i], record)];

        if (number != 0)
            return number;
    }
    return 0;
}

/* A whole number of digits only; 0 when @column is NULL or the text is anything else. */
guint32 intake_whole(const RollColumn *column, guint record);
