#include "stages/validate/row_action.h"

static const ValidateFault unknown = {ROLL_SEVERITY_ERROR, "constraint-error", "row-action",
                                      "row-action-hint"};

const ValidateFault *
validate_row_action(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    g_autoptr(GString) folded = g_string_sized_new(32);
    const gchar *action = NULL;

    roll_text_fold(text, folded);
    action = g_hash_table_lookup(context->settings->row_actions, folded->str);
    if (action == NULL)
        return &unknown;
    g_string_append(cell->norm, action);
    return NULL;
}
