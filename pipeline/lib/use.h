/* use: which records nothing can be done with.
 *
 * attendance, roll  nothing tells who it is: no name, no number, telephone or e-mail (a roll may
 *                   count instead, by its field strength)
 * planned           neither start_date nor end_date was sent
 * resource          no item
 *
 * Where fields.ini has no such fields, nothing is asked for. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/text.h"

typedef struct RollUse RollUse;

/* Of these fields one must hold something that is not missing (missing.h); none: nothing is asked.
 * Else the record is refused, for what the sentence @why of findings of the id "row-constraint"
 * tells. */
typedef struct {
    const RollField *const *fields;
    guint n;
    const gchar *why;
} RollUseNeed;

/* @fields must outlive it. */
RollUse *roll_use_new(const RollFields *fields);
void roll_use_free(RollUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollUse, roll_use_free)

/* What is asked of records of @kind. */
RollUseNeed roll_use_need(const RollUse *use, RollText kind);
