/* cell: what validate makes of one cell.
 *
 * A reader of a type (date.h, number.h ...) takes the text of a cell and appends to @norm what it
 * means, or appends nothing and says what is wrong.  It is given text without blanks at its ends,
 * never empty, never a word of missing.ini, its digits those of ASCII. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/finding.h"
#include "pipeline/lib/profile.h"
#include "pipeline/lib/text.h"
#include "stages/validate/countries.h"
#include "stages/validate/settings.h"

/* What is wrong with a cell; always static. */
typedef struct {
    RollSeverity severity;
    const gchar *id;
    const gchar *message; /* a sentence of telling.h that names nothing, as the hint */
    const gchar *hint;    /* NULL: none */
} ValidateFault;

/* A likelier mend than the fault's own: it may tell of the value. */
typedef struct {
    const gchar *sentence; /* of telling.h; NULL: none */
    RollValues *values;    /* owned */
} ValidateHint;

/* Of an identifier, a telephone number, an e-mail address: comes with the meaning of the first. */
extern const ValidateFault validate_several;
/* Of an identifier or a telephone number. */
extern const ValidateFault validate_rounded;

/* What a cell is read with: the habits of its export, and its own record. */
typedef struct {
    const ValidateSettings *settings;
    const ValidateYears *years; /* of the field */
    RollDateOrder order;
    RollEra era;
    RollSerials serials;
    const ValidateCountry *country; /* NULL: not known */
    RollText as_of;                 /* the day an age counts from, "2009-06-30" or "2009"; "" */
} ValidateContext;

typedef struct {
    GString *norm; /* what the cell means; the reader appends */
    GString *last; /* the last day of a range of dates; empty when there is one day only */
    ValidateHint hint;
    GString *digits; /* for validate_cell() */
} ValidateCell;

void validate_cell_init(ValidateCell *cell);
void validate_cell_clear(ValidateCell *cell);
/* What the cell means is forgotten. */
void validate_cell_reset(ValidateCell *cell);

/* Whether validate reads fields of that type. */
gboolean validate_reads(RollType type);
/* Appends to @cell->norm what @value means; nothing when it is missing.  NULL when all is well,
 * which a fault of weight warning need not be: it may come with a meaning. */
const ValidateFault *validate_cell(const ValidateContext *context, RollType type, RollText value,
                                   ValidateCell *cell);
