#include "stages/validate/expected.h"

static const gchar *
expected_date(const ValidateContext *context)
{
    switch (context->order) {
    case ROLL_ORDER_DMY:
        return "expected.date-dmy";
    case ROLL_ORDER_MDY:
        return "expected.date-mdy";
    case ROLL_ORDER_YMD:
    case ROLL_ORDER_UNDECLARED:
    default:
        return "expected.date";
    }
}

const gchar *
validate_expected(const ValidateContext *context, RollType type)
{
    static const gchar *const texts[ROLL_N_TYPES] = {
        [ROLL_TYPE_YEAR] = "expected.year",
        [ROLL_TYPE_AGE] = "expected.age",
        [ROLL_TYPE_IDENTIFIER] = "expected.identifier",
        [ROLL_TYPE_PHONE] = "expected.phone",
        [ROLL_TYPE_EMAIL] = "expected.email",
        [ROLL_TYPE_SEX] = "expected.sex",
        [ROLL_TYPE_NUMBER] = "expected.number",
        [ROLL_TYPE_ROW_ACTION] = "expected.row-action",
        [ROLL_TYPE_ENCODED] = "expected.encoded",
    };

    return type == ROLL_TYPE_DATE ? expected_date(context) : texts[type];
}
