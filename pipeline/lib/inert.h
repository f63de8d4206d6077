/* inert: cells that no spreadsheet takes for a formula (CWE-1236), and no terminal for orders
 * (CWE-150).
 *
 * A text that begins, blanks aside, with = + - @, their full-width forms, TAB or CR gets an
 * apostrophe before it, which a spreadsheet shows as text; taken off again it gives the exact
 * value.  A number is no formula.  Control characters, but for TAB and line
 * ends, stand as \x1b where nobody reads the value back. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/text.h"

/* TRUE for an optional minus, digits and one point at most: what rollcall itself writes.  A plus is
 * somebody's telephone number. */
gboolean roll_is_number(RollText text);
gboolean roll_is_formula(RollText text);
/* Whether there are control characters in @text but TAB and line ends. */
gboolean roll_has_control(RollText text);
/* Appends @text, these as \x1b. */
void roll_without_control(RollText text, GString *out);
/* Appends @text, with its apostrophe if it needs one: for what is read back, as it is all there. */
void roll_inert_formula(RollText text, GString *out);
/* The same without control characters: for what is looked at. */
void roll_inert(RollText text, GString *out);
/* @column with every cell inert; @is_numeric: numbers of ours stay as they are. */
RollColumn *roll_inert_column(RollColumn *column, gboolean is_numeric);
/* @batch as @schema orders its columns, every cell inert; columns F_norm hold numbers of ours.
 * @is_read_back: control characters stay. */
RollBatch *roll_inert_batch(const RollBatch *batch, RollSchema *schema, gboolean is_read_back);
