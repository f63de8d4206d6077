/* evidence: what the values of a column show, without any of them being kept: how its dates are
 * written, and the shapes of its values. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef struct {
    guint64 n_values;   /* that are not empty */
    guint64 n_one_word; /* of those */
    guint64 n_day_first;
    guint64 n_month_first;
    guint64 n_year_first;
    guint64 n_open;        /* dates of which day and month can be taken for each other */
    guint64 n_buddhist;    /* years of the Buddhist Era */
    guint64 n_common;      /* years of the Common Era */
    guint64 n_short_years; /* years of two digits, in dates */
    GHashTable *shapes;    /* shape, owned -> how many values have it, as a pointer; may be NULL */
} IngestEvidence;

/* Empties it; all zeros is empty too. */
void ingest_evidence_clear(IngestEvidence *evidence);
/* Looks at @value, trimmed. */
void ingest_evidence_add(IngestEvidence *evidence, RollText value);
/* Adds what dates in @other show. */
void ingest_evidence_add_dates(IngestEvidence *evidence, const IngestEvidence *other);

/* The shape of @value: "Aa" for a word of letters of any script, 9 for a digit, signs as they are;
 * so no value can be read from it (transfer full). */
gchar *ingest_shape(RollText value);
/* The most frequent shapes, at most @n, as "Aa 99 (12), 99 (3)" (transfer full). */
gchar *ingest_evidence_shapes(const IngestEvidence *evidence, guint n);
