#include "stages/validate/date_serial.h"

#include "stages/validate/digits.h"

#define NEVER_WAS 60 /* 1900-02-29 */

gboolean
validate_serial_take(RollText text, guint max, guint *serial)
{
    if (validate_take_number(&text, max, serial) == 0)
        return FALSE;
    if (text.length == 0)
        return TRUE;
    for (guint i = 1; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]))
            return FALSE;
    }
    return text.length > 1 && text.data[0] == '.';
}

gboolean
validate_serial_day(RollSerials serials, guint serial, ValidateDay *day)
{
    GDate date;

    if (serials == ROLL_SERIALS_1904) {
        g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1904);
    } else {
        if (serial == 0 || serial == NEVER_WAS)
            return FALSE;
        g_date_set_dmy(&date, serial < NEVER_WAS ? 31 : 30, G_DATE_DECEMBER, 1899);
    }
    g_date_add_days(&date, serial);
    *day = (ValidateDay){g_date_get_year(&date), (guint)g_date_get_month(&date),
                         g_date_get_day(&date)};
    return TRUE;
}

guint
validate_serial_days(const ValidateContext *context, guint serial, ValidateDay days[2])
{
    static const RollSerials systems[] = {ROLL_SERIALS_1900, ROLL_SERIALS_1904};
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS(systems); i++) {
        if (validate_serial_day(systems[i], serial, &days[n]) &&
            validate_day_check(context, &days[n]) == VALIDATE_DATE_SOUND)
            n++;
    }
    return n;
}
