/* halves: a header that says the same in two languages, in one cell: "ឈ្មោះ / Name". */
#pragma once

#include "pipeline/lib/fields.h"

/* The field that parts of @label mean, where no part means another and all in Latin letters are
 * known, and the others too, unless a sign parts them from these.  Parts end at / and |, brackets,
 * line ends, and where the script changes.  NULL where it has one part, or they do not say. */
const RollField *ingest_halves_field(const RollFields *fields, const gchar *label);
