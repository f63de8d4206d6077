#include "stages/validate/digits.h"
#include "stages/validate/person.h"

static const ValidateFault not_an_age = {ROLL_SEVERITY_ERROR, "type-error", "age", "age-hint"};
static const ValidateFault age_outside = {ROLL_SEVERITY_ERROR, "constraint-error", "age",
                                          "age-hint"};
static const ValidateFault no_day = {ROLL_SEVERITY_INFO, "age-without-date", "message", "hint"};

static gboolean
is_age_word(const ValidateSettings *settings, RollText text)
{
    g_autoptr(GString) folded = g_string_new(NULL);

    roll_text_fold(text, folded);
    return folded->len == 0 || g_hash_table_contains(settings->age_words, folded->str);
}

const ValidateFault *
validate_age(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    RollText as_of = context->as_of;
    guint age = 0;
    guint year = 0;
    guint n_digits = 0;

    text = validate_without_fraction(text);
    n_digits = validate_take_number(&text, 4, &age);
    if (n_digits == 0 || (text.length > 0 && !is_age_word(context->settings, text)))
        return &not_an_age;
    if (age < context->settings->first_age || age > context->settings->last_age)
        return &age_outside;
    if (validate_take_number(&as_of, 4, &year) != 4)
        return &no_day;
    validate_append_number(cell->norm, year - age - 1, 4);
    g_string_append_c(cell->norm, '/');
    validate_append_number(cell->norm, year - age, 4);
    return NULL;
}
