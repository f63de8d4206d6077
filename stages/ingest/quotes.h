/* quotes: whether the quotes of an export follow the rules, by the first rows of it.
 *
 * Some tools write a quote inside of a quoted cell once, and some write cells without any rules.
 * One row at fault is a slip; where there are several, they can be read in one other way, and
 * nothing speaks against it, that way is how the file was written. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "stages/ingest/labels.h"

typedef struct {
    GBytes *head; /* the first bytes of the text */
    gchar delimiter;
    guint64 last_line; /* data begin below */
    const IngestLabels *labels;
} IngestQuotesText;

/* ROLL_QUOTES_UNDECLARED where they follow the rules, or follow none for certain. */
RollQuotes ingest_quotes_find(const IngestQuotesText *text);
