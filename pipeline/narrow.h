/* narrow: a stream with no more of another than is asked for. */
#pragma once

#include <glib.h>

typedef struct {
    const gchar *const *tables; /* that are kept, NULL-terminated */
    const gchar *column;        /* of records; NULL: all of them are kept */
    GHashTable *values;         /* of gchar *: records that say one of these there are kept */
} Narrow;

/* Writes to the new file @to what @narrow asks for of the packed stream @from, all in its order.
 * Records without the column are as if it were blank in all.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean narrow_stream(const gchar *from, const Narrow *narrow, const gchar *to,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
