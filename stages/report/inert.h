/* inert: cells that no spreadsheet takes for a formula (CWE-1236).
 *
 * A text that begins, blanks aside, with = + - @, their full-width forms, TAB or CR gets an
 * apostrophe before it, which a spreadsheet shows as text; taken off again it gives the exact
 * value.  A number is no formula. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/text.h"

/* TRUE for an optional minus, digits and one point at most: what rollcall itself writes.  A plus is
 * somebody's telephone number. */
gboolean report_is_number(RollText text);
gboolean report_is_formula(RollText text);
/* Appends @text, with its apostrophe if it needs one. */
void report_inert(RollText text, GString *out);
/* @column with every cell inert; @is_numeric: numbers of ours stay as they are. */
RollColumn *report_inert_column(RollColumn *column, gboolean is_numeric);
