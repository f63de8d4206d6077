/* identity: what is compared: one for all lines of one organisation that say the same of a person.
 *
 * An officer seen forty times with the same particulars is scored once. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "stages/match/value.h"

#define MATCH_FIELDS_MAX  24 /* compared fields: levels of a pair are packed into 96 bits */
#define MATCH_NO_IDENTITY G_MAXUINT32

/* One compared field. */
typedef struct {
    gchar *name; /* "family name", or the field's */
    MatchKind kind;
    MatchValues *values; /* owned */
} MatchField;

typedef struct {
    GArray *fields; /* of MatchField */
    guint n;        /* identities */
    guint n_sources;
    GArray *places;    /* of guint32: value of identity i in field f at [i * n_fields + f] */
    GArray *sources;   /* of guint16, an identity: the organisation that says so */
    GArray *weights;   /* of gfloat, an identity: 1 / identities of the same person so far */
    GArray *of_record; /* of guint32, a record: its identity, or MATCH_NO_IDENTITY */
    gint family;       /* places of the name's fields among @fields; -1: not compared */
    gint given;
    gint middle;
    gint suffix;
    gint bag;
    gint birth;      /* years of birth, and the whole date of birth: */
    gint birth_date; /* where both records have the date, the years say nothing new */
    gint headline;   /* the first text, where there are no names; else -1 */
} MatchIdentities;

/* Decides what is compared: the fields with match = yes that @schema has, names as normalise took
 * them apart. */
typedef struct MatchIntake MatchIntake;
MatchIntake *match_intake_new(const RollFields *fields, const RollSchema *schema);
void match_intake_batch(MatchIntake *intake, const RollBatch *batch);
/* Ends the intake. (transfer full) */
MatchIdentities *match_intake_finish(MatchIntake *intake);
void match_intake_free(MatchIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchIntake, match_intake_free)

static inline guint32
match_place(const MatchIdentities *identities, guint identity, guint field)
{
    return ((const guint32 *)(const void *)
                identities->places->data)[(gsize)identity * identities->fields->len + field];
}

static inline const MatchField *
match_field(const MatchIdentities *identities, guint field)
{
    return &((const MatchField *)(const void *)identities->fields->data)[field];
}

static inline const MatchValue *
match_value_of(const MatchIdentities *identities, guint identity, guint field)
{
    return match_values_at(match_field(identities, field)->values,
                           match_place(identities, identity, field));
}

/* Sets the share of every value from the identities' weights. */
void match_identities_count(MatchIdentities *identities);
void match_identities_free(MatchIdentities *identities);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchIdentities, match_identities_free)
