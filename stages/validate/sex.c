#include "stages/validate/person.h"

static const ValidateFault not_a_sex = {ROLL_SEVERITY_ERROR, "type-error", "sex", "sex-hint"};

const ValidateFault *
validate_sex(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    g_autoptr(GString) folded = g_string_sized_new(32);
    gint sex = 0;

    roll_text_fold(text, folded);
    sex = GPOINTER_TO_INT(g_hash_table_lookup(context->settings->sexes, folded->str));
    if (sex == 0)
        return &not_a_sex;
    g_string_append_c(cell->norm, (gchar)sex);
    return NULL;
}
