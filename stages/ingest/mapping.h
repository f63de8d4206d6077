/* mapping: which columns of an export mean which canonical fields.
 *
 * A source profile that names columns decides alone; otherwise a header means the field of which
 * it is an alias, and where it is none, the field of the HXL tag below it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/profile.h"
#include "pipeline/lib/telling.h"
#include "stages/ingest/labels.h"

/* The columns that say where a record came from; no other column is called so. */
extern const gchar *const ingest_place_columns[];

struct IngestZawgyi;

/* What decides about a mapping. */
typedef struct {
    const RollFields *fields;
    const RollProfile *profile;  /* NULL: none */
    gboolean raw;                /* every column under its own header's name */
    struct IngestZawgyi *zawgyi; /* turns headers; NULL: they stay as they are */
    RollTelling *telling;        /* for errors that say what findings would */
} IngestHabit;

/* TRUE when the profile names columns, so that nothing is left to guess. */
gboolean ingest_habit_is_declared(const IngestHabit *habit);

/* One field and the export's columns that make it up, their values joined by @joiner. */
typedef struct {
    gchar *name; /* of the field, or with --raw of the column; owned */
    gchar joiner;
    GArray *columns; /* of guint, 0-based; never empty */
} IngestColumn;

/* How many columns of the profile, else how many known fields, the labels name. */
guint ingest_mapping_score(const IngestHabit *habit, const IngestLabels *labels);
/* What no labels can have more of; G_MAXUINT: nobody knows. */
guint ingest_mapping_score_max(const IngestHabit *habit);

/* The mapping, of IngestColumn in the order of fields.ini; what is guessed, there twice, or of no
 * use goes to @notes, without a line.  Errors: ROLL_ERROR_DATA, without the file's name, when
 * columns of the profile are missing. */
GPtrArray *ingest_mapping_new(const IngestHabit *habit, const IngestLabels *labels,
                              GPtrArray *notes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The column of that name, NULL when there is none. */
const IngestColumn *ingest_mapping_find(const GPtrArray *mapping, const gchar *name);

/* Whether the column at @place, 0-based, is part of any field. */
gboolean ingest_mapping_uses(const GPtrArray *mapping, guint place);

/* The field that column @i means by its label, its label in a second or third row or its tag, NULL
 * when none. */
const RollField *ingest_field_of(const RollFields *fields, const IngestLabels *labels, guint i);
/* Whether a column means the name of a person, or a part of it. */
gboolean ingest_names_people(const RollFields *fields, const IngestLabels *labels);
