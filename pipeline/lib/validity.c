#include "pipeline/lib/validity.h"

gint
roll_validity_months(const RollCodes *courses, const gchar *topic)
{
    const RollCode *rule = courses != NULL ? roll_codes_find(courses, topic) : NULL;
    gint64 months = rule != NULL ? roll_code_number(rule, "validity") : -1;

    return months < 0 ? ROLL_VALIDITY_MONTHS : (gint)MIN(months, ROLL_VALIDITY_MOST);
}
