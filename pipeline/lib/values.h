/* values: what a finding names beside its id, so that a sentence about it can be made in any
 * language.
 *
 * A value is a text under a name: the line that a row repeats, how many cells it has.  A part is a
 * sentence of its own, with values of its own, that stands where a name is: the reason in a
 * message, or one of a list, where several parts have one name.
 *
 * As text, values read "name=text&name=text", with %XX (RFC 3986) for what would be mistaken; a
 * part is "~name=sentence", and what follows up to the next one is its own. */
#pragma once

#include <glib.h>

typedef struct RollValues RollValues;

typedef struct {
    gchar *name; /* owned, as is the other */
    gchar *text; /* of a part: its sentence */
    gboolean is_part;
} RollValue;

RollValues *roll_values_new(void);
void roll_values_free(RollValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollValues, roll_values_free)
/* Those that roll_values_append() wrote (transfer full); NULL for any other text. */
RollValues *roll_values_parse(const gchar *text);
/* All are forgotten. */
void roll_values_reset(RollValues *values);

/* Behind a part, the value is the part's. */
void roll_values_set(RollValues *values, const gchar *name, const gchar *text);
void roll_values_set_number(RollValues *values, const gchar *name, guint64 number);
void roll_values_add_part(RollValues *values, const gchar *name, const gchar *sentence);

guint roll_values_n(const RollValues *values);
const RollValue *roll_values_at(const RollValues *values, guint index);
/* Appends them as text. */
void roll_values_append(const RollValues *values, GString *out);
