#include "stages/validate/expected.h"

static const gchar *
expected_date(const ValidateContext *context)
{
    switch (context->order) {
    case ROLL_ORDER_DMY:
        return "a day such as 12/6/2009 or 2009-06-12";
    case ROLL_ORDER_MDY:
        return "a day such as 6/12/2009 or 2009-06-12";
    case ROLL_ORDER_YMD:
    case ROLL_ORDER_UNDECLARED:
    default:
        return "a day such as 2009-06-12";
    }
}

const gchar *
validate_expected(const ValidateContext *context, RollType type)
{
    static const gchar *const texts[ROLL_N_TYPES] = {
        [ROLL_TYPE_YEAR] = "a year of four digits",
        [ROLL_TYPE_AGE] = "an age in whole years",
        [ROLL_TYPE_IDENTIFIER] = "one number or code, as it stands on the card",
        [ROLL_TYPE_PHONE] = "one telephone number, its digits",
        [ROLL_TYPE_EMAIL] = "one address such as name@example.org",
        [ROLL_TYPE_SEX] = "F or M, or a word for it that validate.ini lists",
        [ROLL_TYPE_NUMBER] = "a number in digits",
        [ROLL_TYPE_ROW_ACTION] = "New, Update, No update or Delete",
        [ROLL_TYPE_ENCODED] = "what rollcall encode has written, untouched",
    };

    return type == ROLL_TYPE_DATE ? expected_date(context) : texts[type];
}
