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
#include "pipeline/lib/missing.h"

/* Not to be shared between threads: it remembers by what the last record was told. */
typedef struct RollUse RollUse;

/* @fields and @missing must outlive it. */
RollUse *roll_use_new(const RollFields *fields, const RollMissing *missing);
void roll_use_free(RollUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollUse, roll_use_free)

/* The fields that decide, in a fixed order. */
guint roll_use_n(const RollUse *use);
const RollField *roll_use_field(const RollUse *use, guint index);

/* What a record has in the field of that index; "" where it has no such column. */
typedef RollText (*RollUseCell)(gpointer record, guint index);
/* Why a record of @kind is refused: a sentence of findings of the id "row-constraint"; NULL when it
 * is not. */
const gchar *roll_use_check(RollUse *use, RollText kind, RollUseCell cell, gpointer record);
