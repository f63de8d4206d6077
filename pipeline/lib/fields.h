/* fields: what rules/fields.ini declares: the canonical fields, each with its type.
 *
 * Types carry the behaviour: how validate parses a field, how normalise cleans it, how match
 * compares it.  A stage asks for types, never for names of fields, wherever it can.
 *
 * A column F of the records holds what was sent.  What rollcall made of it stands beside, never in
 * its place: F_norm by validate (date, year, age, identifier, phone, email, sex, number,
 * row-action, encoded) or by normalise (rank, organisation, category, text), F_pcode for a place;
 * see pipeline/README.md, "The record". */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"

typedef enum {
    ROLL_TYPE_PERSON_NAME,
    ROLL_TYPE_GIVEN_NAME,
    ROLL_TYPE_FAMILY_NAME,
    ROLL_TYPE_MIDDLE_NAME,
    ROLL_TYPE_NAME_SUFFIX,
    ROLL_TYPE_DATE,
    ROLL_TYPE_YEAR,
    ROLL_TYPE_AGE,
    ROLL_TYPE_IDENTIFIER,
    ROLL_TYPE_PHONE,
    ROLL_TYPE_EMAIL,
    ROLL_TYPE_SEX,
    ROLL_TYPE_RANK,
    ROLL_TYPE_PLACE,
    ROLL_TYPE_ORGANISATION,
    ROLL_TYPE_UNIT,
    ROLL_TYPE_COURSE,
    ROLL_TYPE_TEXT,
    ROLL_TYPE_CATEGORY,
    ROLL_TYPE_NUMBER,
    ROLL_TYPE_ROW_ACTION,
    ROLL_TYPE_ENCODED, /* keyed Bloom filters of other fields: encoding.h */
    ROLL_N_TYPES,
} RollType;

const gchar *roll_type_name(RollType type);

typedef struct {
    gchar *name; /* canonical; the column's name */
    RollType type;
    gboolean personal; /* may stand in coordinator/ only */
    gboolean match;    /* takes part in linking */
    gchar *hxl;        /* tag with attributes, the first of several, "" when none */
    gchar **aliases;   /* with headers: those that mean this field beside its name,
                          NULL-terminated; else NULL */
    GPtrArray *parts;  /* with headers: of gchar **, each two headers or more that make up this
                          field together, as roll_header_fold() makes them; else NULL */
    gchar *norm;       /* the column of its normalised value: "F_norm", or "F_pcode" for a place;
                          for name types "F_norm" too */
} RollField;

typedef struct RollFields RollFields;

/* Reads fields.ini of @layers.  Errors: ROLL_ERROR_CONFIG. */
RollFields *roll_fields_load(const RollLayers *layers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For who reads headers: knows also what each means, which takes longer than all else, as there are
 * more than a thousand in nine scripts.  Errors: also a header that means two fields. */
RollFields *roll_fields_load_with_headers(const RollLayers *layers,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_fields_n(const RollFields *fields);
const RollField *roll_fields_at(const RollFields *fields, guint index); /* in the file's order */
const RollField *roll_fields_find(const RollFields *fields, const gchar *name);
/* The first field of that type; NULL. */
const RollField *roll_fields_of_type(const RollFields *fields, RollType type);
/* The form in which headers are compared: folded, without blanks, so that "Full Name",
 * "full_name" and "FullName" are one (transfer full). */
gchar *roll_header_fold(const gchar *header);
/* With headers: the field that a header means, by name or alias, letter case, blanks and signs
 * aside; NULL. */
const RollField *roll_fields_by_header(const RollFields *fields, const gchar *header);
/* The same for a header that roll_header_fold() has made. */
const RollField *roll_fields_by_folded(const RollFields *fields, const gchar *folded);
/* With headers: all of them as roll_header_fold() has made them, NULL-terminated (transfer
 * container). */
const gchar **roll_fields_folded(const RollFields *fields);
/* The field one of whose HXL tags has the same tag and the same attributes in any order; NULL. */
const RollField *roll_fields_by_hxl(const RollFields *fields, const gchar *tag);
void roll_fields_free(RollFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollFields, roll_fields_free)
