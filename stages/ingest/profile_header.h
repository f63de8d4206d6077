/* profile_header: the field that a header may mean, although it is no known one. */
#pragma once

#include <glib.h>

#include "stages/ingest/known.h"

/* Why a header may mean a field. */
typedef struct {
    const RollField *field; /* NULL: no idea */
    gboolean is_close;      /* near enough to be made use of */
    gchar *reason;          /* owned */
} IngestLikeness;

/* By a part of it, as in "Sex / ភេទ" or "Name (in full)", else by the nearest known header. */
IngestLikeness ingest_known_like(IngestKnown *known, const gchar *label);

typedef enum {
    INGEST_PART_YEAR, /* in the order in which they are joined */
    INGEST_PART_MONTH,
    INGEST_PART_DAY,
    INGEST_N_PARTS,
} IngestPart;

/* The part of a date that a header names, and in *@stem, folded, what of: "Birth Month" is the
 * month of "birth" (transfer full); -1, and *@stem is untouched, when it names none. */
gint ingest_header_part(const gchar *label, gchar **stem);
/* The field of dates that @stem means, alone or with the word date; NULL. */
const RollField *ingest_header_date(const RollFields *fields, const gchar *stem);
