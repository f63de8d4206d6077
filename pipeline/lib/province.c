#include "pipeline/lib/province.h"

/* NULL: none by @day, or none that is certain.  A merger counts that is later than @since: so rules
 * that go in a circle come to an end. */
static const gchar *
merged_into(const RollCode *place, RollDay since, RollDay day)
{
    const gchar *const *into = roll_code_list(place, "into");
    RollDay merged = roll_code_day(place, "merged");

    return into[0] != NULL && into[1] == NULL && merged > since && merged <= day ? into[0] : NULL;
}

const gchar *
roll_province_of_day(const RollCodes *places, const gchar *code, RollDay day)
{
    RollDay since = 0;

    for (;;) {
        const RollCode *place = roll_codes_find(places, code);
        const gchar *into = place != NULL ? merged_into(place, since, day) : NULL;

        if (into == NULL)
            return code;
        since = roll_code_day(place, "merged");
        code = into;
    }
}
