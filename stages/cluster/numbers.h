/* numbers: columns of numbers, each distinct value read once. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define CLUSTER_BLANK     G_MAXUINT32       /* instead of a number: there is none */
#define CLUSTER_NO_NUMBER (G_MAXUINT32 - 1) /* it is none, or too large */

/* What @column, of ROLL_BATCH_RECORDS at most, says of each record: whole numbers; and real ones as
 * a stage writes them, "-12.34". */
void cluster_numbers_whole(const RollColumn *column, guint32 *numbers);
void cluster_numbers_real(const RollColumn *column, gfloat *numbers);
