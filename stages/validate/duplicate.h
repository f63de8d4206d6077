/* duplicate: rows of one export that say the same in every column. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

/* Of one export; later ones are held against these, but not against each other.  They bound what a
 * stage needs: 96 MiB. */
#define VALIDATE_ROWS_REMEMBERED (1u << 22)

typedef struct ValidateDuplicates ValidateDuplicates;

ValidateDuplicates *validate_duplicates_new(void);
/* Puts into @lines, a record of @batch, the line of the first row of its export that equals it, 0
 * where there is none.  Batches must be given in their order; an export's records follow each
 * other.  Rows are compared by a hash of 64 bits: in an export of a million rows the odds that two
 * different ones are taken for equal are below one in thirty million.
 * @columns: places of those that count, none of which tells the place of a row. */
void validate_duplicates_find(ValidateDuplicates *duplicates, const RollBatch *batch,
                              const GArray *columns, guint64 *lines);
/* How many rows, of all exports, were not remembered. */
guint64 validate_duplicates_n_forgotten(const ValidateDuplicates *duplicates);
void validate_duplicates_free(ValidateDuplicates *duplicates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValidateDuplicates, validate_duplicates_free)
