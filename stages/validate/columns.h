/* columns: where in their exports the fields stood, as ingest told it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

typedef struct {
    gchar *header;  /* of several columns joined by " + " */
    guint position; /* of the first, 1-based */
} ValidatePlace;

typedef struct ValidateColumns ValidateColumns;

ValidateColumns *validate_columns_new(void);
/* Takes in a batch of the table "columns". */
void validate_columns_add(ValidateColumns *columns, const RollBatch *batch);
/* NULL when nobody told: records that came as CSV. (transfer none) */
const ValidatePlace *validate_columns_find(const ValidateColumns *columns, const gchar *file,
                                           const gchar *field);
void validate_columns_free(ValidateColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValidateColumns, validate_columns_free)
