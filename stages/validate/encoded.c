#include "stages/validate/encoded.h"

#include "pipeline/lib/encoding.h"

static const ValidateFault not_encoded = {ROLL_SEVERITY_ERROR, "type-error", "encoded",
                                          "encoded-hint"};

const ValidateFault *
validate_encoded(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    (void)context;
    if (!roll_encoding_is_sound(text))
        return &not_encoded;
    roll_text_append(text, cell->norm);
    return NULL;
}
