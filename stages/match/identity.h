/* identity: what is compared: one for all lines of one organisation that say the same of a person.
 *
 * An officer seen forty times with the same particulars is scored once. */
#pragma once

#include <glib.h>

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
    GPtrArray *source_names; /* of gchar *: what they are called, by their numbers */
    GArray *places;          /* of guint32: value of identity i in field f at [i * n_fields + f] */
    GArray *sources;         /* of guint16, an identity: the organisation that says so */
    GArray *weights;         /* of gfloat, an identity: 1 / identities of the same person so far */
    GArray *of_record;       /* of guint32, a record: its identity, or MATCH_NO_IDENTITY */
    guint32 *table;          /* identities by content: identity + 1, 0 for free */
    guint table_size;
    gint family; /* places of the name's fields among @fields; -1: not compared */
    gint given;
    gint middle;
    gint suffix;
    gint bag;
    gint birth;      /* years of birth, and the whole date of birth: */
    gint birth_date; /* where both records have the date, the years say nothing new */
    gint headline;   /* the first text, where there are no names; else -1 */
} MatchIdentities;

MatchIdentities *match_identities_new(void);
/* Adds a compared field, before the first identity; returns its place. */
guint match_identities_add_field(MatchIdentities *identities, const gchar *name, MatchKind kind);
/* The identity that has the places @row (one a field) in @source, new or known. */
guint32 match_identities_intern(MatchIdentities *identities, const guint32 *row, guint16 source);

/* Once all are known: numbers them by the keys of their names.  Those that are compared then lie
 * side by side in memory, which is what most of comparing waits for. */
void match_identities_arrange(MatchIdentities *identities, guint jobs);

/* The places of an identity's values, one a field. */
static inline const guint32 *
match_places(const MatchIdentities *identities, guint identity)
{
    return (const guint32 *)(const void *)identities->places->data +
           (gsize)identity * identities->fields->len;
}

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

/* Is it known which part of the name is which? */
static inline gboolean
match_knows_roles(const MatchIdentities *identities, guint identity)
{
    return identities->family >= 0 &&
           (match_place(identities, identity, (guint)identities->family) != MATCH_MISSING ||
            match_place(identities, identity, (guint)identities->given) != MATCH_MISSING);
}

static inline gboolean
match_has_birth_date(const MatchIdentities *identities, guint identity)
{
    return identities->birth_date >= 0 &&
           match_place(identities, identity, (guint)identities->birth_date) != MATCH_MISSING;
}

/* Sets the share of every value from the identities' weights. */
void match_identities_count(MatchIdentities *identities, guint jobs);
void match_identities_free(MatchIdentities *identities);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchIdentities, match_identities_free)
