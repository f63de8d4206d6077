#include "stages/validate/cell.h"

#include "stages/validate/date.h"
#include "stages/validate/digits.h"
#include "stages/validate/encoded.h"
#include "stages/validate/number.h"
#include "stages/validate/person.h"
#include "stages/validate/row_action.h"

typedef const ValidateFault *(*Reader)(const ValidateContext *context, RollText text,
                                       ValidateCell *cell);

static const Reader readers[ROLL_N_TYPES] = {
    [ROLL_TYPE_DATE] = validate_date,
    [ROLL_TYPE_YEAR] = validate_year,
    [ROLL_TYPE_AGE] = validate_age,
    [ROLL_TYPE_IDENTIFIER] = validate_identifier,
    [ROLL_TYPE_PHONE] = validate_phone,
    [ROLL_TYPE_EMAIL] = validate_email,
    [ROLL_TYPE_SEX] = validate_sex,
    [ROLL_TYPE_NUMBER] = validate_number,
    [ROLL_TYPE_ROW_ACTION] = validate_row_action,
    [ROLL_TYPE_ENCODED] = validate_encoded,
};

const ValidateFault validate_several = {ROLL_SEVERITY_WARNING, "several-values", "message", "hint"};
const ValidateFault validate_rounded = {ROLL_SEVERITY_ERROR, "truncated-value", "message", "hint"};

void
validate_cell_init(ValidateCell *cell)
{
    cell->norm = g_string_new(NULL);
    cell->last = g_string_new(NULL);
    cell->hint.values = roll_values_new();
    cell->digits = g_string_new(NULL);
}

static void
free_string(GString *string)
{
    if (string != NULL)
        g_string_free(string, TRUE);
}

void
validate_cell_clear(ValidateCell *cell)
{
    g_clear_pointer(&cell->norm, free_string);
    g_clear_pointer(&cell->last, free_string);
    g_clear_pointer(&cell->hint.values, roll_values_free);
    g_clear_pointer(&cell->digits, free_string);
}

static void
empty(GString *string)
{
    if (string->len > 0)
        g_string_truncate(string, 0);
}

void
validate_cell_reset(ValidateCell *cell)
{
    empty(cell->norm);
    empty(cell->last);
    cell->hint.sentence = NULL;
    roll_values_reset(cell->hint.values);
}

gboolean
validate_reads(RollType type)
{
    return readers[type] != NULL;
}

const ValidateFault *
validate_cell(const ValidateContext *context, RollType type, RollText value, ValidateCell *cell)
{
    RollText text = roll_text_trim(value);

    if (roll_missing_is(context->settings->missing, type, text))
        return NULL;
    return readers[type](context, validate_ascii_digits(text, cell->digits), cell);
}
