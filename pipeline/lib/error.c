#include "pipeline/lib/error.h"

G_DEFINE_QUARK(roll_error, roll_error)

gint
roll_error_status(const GError *error)
{
    if (error == NULL)
        return 0;
    return error->domain == ROLL_ERROR ? error->code : ROLL_ERROR_BUG;
}
