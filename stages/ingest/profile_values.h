/* profile_values: what the values of one column have in common: what they may be, in which scripts
 * they are, how they look.  None of them is told. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "stages/ingest/profile_dates.h"

/* The scripts that a local name may be in, and Latin. */
typedef enum {
    INGEST_SCRIPT_LATIN,
    INGEST_SCRIPT_KHMER,
    INGEST_SCRIPT_THAI,
    INGEST_SCRIPT_LAO,
    INGEST_SCRIPT_MYANMAR,
    INGEST_SCRIPT_HAN,
    INGEST_N_SCRIPTS,
} IngestScript;

/* How many cells say what. */
typedef struct {
    guint n; /* those that say anything */
    guint n_scripts[INGEST_N_SCRIPTS];
    guint n_sexes;
    guint n_emails;
    guint n_phones;
    guint n_identifiers;
    guint n_numbers;
    guint n_years;
    guint n_years_ce; /* of those: not of the Buddhist Era */
    guint n_counting; /* one more than the cell above: the number of the line */
    guint64 last_number;
    IngestDates dates;
    GHashTable *distinct; /* hashes of the values */
    GHashTable *shapes;   /* owned shape → how many */
} IngestValues;

void ingest_values_init(IngestValues *values);
void ingest_values_clear(IngestValues *values);
/* Adds the scripts of @text alone; works on zeros. */
void ingest_values_look_at_scripts(IngestValues *values, RollText text);
/* Adds a cell that says something. */
void ingest_values_look(IngestValues *values, const IngestWords *words, RollText cell);

/* TRUE when @part of the cells are nearly all of them, and there are some. */
gboolean ingest_values_most(const IngestValues *values, guint part);
/* The type that nearly all cells are of, as far as it shows: date, year, identifier, phone, email,
 * sex or number; else text. */
RollType ingest_values_type(const IngestValues *values);
/* The script other than Latin that most cells with letters are in; LATIN when it is that, or none.
 */
IngestScript ingest_values_script(const IngestValues *values);
/* TRUE when the column counts the lines. */
gboolean ingest_values_count_lines(const IngestValues *values);
/* Appends the commonest shapes: "Aa Aa", "Aa" (transfer none). */
void ingest_values_append_shapes(const IngestValues *values, GString *out);
