/* origin: what is compared, and where in a record it comes from. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "stages/match/identity.h"

/* Where the values of one compared field come from. */
typedef struct {
    GPtrArray *columns; /* of gchar *: the first with a value is taken; owned */
    gboolean is_name_part;
    gboolean is_birth;
} MatchOrigin;

/* What the records have. */
typedef struct {
    gboolean has_names;     /* normalise was here: columns name_clean and so on */
    gboolean has_encodings; /* any field may have come as one */
} MatchOriginsOf;

/* Decides what is compared: the fields with match = yes that @schema has, names as normalise took
 * them apart.  Adds them to @identities, and returns of each (MatchOrigin), in the same order,
 * where it comes from (transfer full). */
GArray *match_origins_new(const RollFields *fields, const RollSchema *schema, MatchOriginsOf of,
                          MatchIdentities *identities);
