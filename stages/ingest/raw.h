/* raw: the header and the delimiter of a text of which nothing is known (--raw).
 *
 * The delimiter is the one by which most rows make one table.  The header is the first row, but for
 * titles: rows that fill at most half as many cells as most rows do.  What is a matter of doubt is
 * told: that rows stand above the header, that cells are parted by something else than commas. */
#pragma once

#include <glib.h>

#include "stages/ingest/head.h"

typedef struct {
    gchar delimiter;
    GArray *rows; /* of IngestHeadRow; owned */
    guint header; /* its place among them; INGEST_NOWHERE: no row has a value */
    guint faulty; /* the place of the first row above it that cannot be read; INGEST_NOWHERE */
} IngestRaw;

/* @delimiters: those that come into question, the first of them where none parts anything;
 * @is_announced: the first line says so ("sep=;"), and is no row of the table. */
IngestRaw ingest_raw_find(GBytes *head, const gchar *delimiters, RollQuotes quotes,
                          gboolean is_announced);
