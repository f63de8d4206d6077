/* profile: rules/sources/NAME.ini, the export habit of one organisation.
 *
 * A profile that names a field unknown to fields.ini is an error, with one exception: when
 * fields.ini comes from a layer above the profile's, it has replaced the fields that the profile
 * was written for, and the profile is left out without a word. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"

typedef enum {
    ROLL_KIND_ATTENDANCE,
    ROLL_KIND_PLANNED,
    ROLL_KIND_ROLL,
    ROLL_KIND_RESOURCE,
    ROLL_KIND_CURRICULUM,
} RollKind;
const gchar *roll_kind_name(RollKind kind);

typedef enum {
    ROLL_ORDER_UNDECLARED,
    ROLL_ORDER_DMY,
    ROLL_ORDER_MDY,
    ROLL_ORDER_YMD
} RollDateOrder;
typedef enum { ROLL_ERA_UNDECLARED, ROLL_ERA_CE, ROLL_ERA_BE } RollEra;
/* From where a spreadsheet counts the days that stand for dates. */
typedef enum { ROLL_SERIALS_UNDECLARED, ROLL_SERIALS_1900, ROLL_SERIALS_1904 } RollSerials;

/* One canonical field and the export's columns that make it up, joined in this order: names by a
 * blank, dates by a hyphen. */
typedef struct {
    const RollField *field;
    gchar **columns; /* NULL-terminated, at least one */
} RollMapping;

typedef struct {
    const RollField *field;
    gchar *value;
} RollConstant;

typedef struct {
    gchar *name;         /* of the file, without .ini */
    gchar *organisation; /* as written; "" when not declared */
    RollKind kind;
    gchar *files;    /* pattern on the file's name: * is any text, ? one letter */
    gchar *encoding; /* iconv's name; NULL: not declared */
    gchar delimiter; /* 0: not declared */
    RollQuotes quotes;
    RollDateOrder date_order;
    RollEra era;
    RollSerials serials;
    gchar *as_of;      /* ISO date an age counts from; NULL: not declared */
    GArray *mappings;  /* of RollMapping, in the file's order */
    GArray *constants; /* of RollConstant */
} RollProfile;

typedef struct RollProfiles RollProfiles;

/* Reads sources of every layer.  Errors: ROLL_ERROR_CONFIG. */
RollProfiles *roll_profiles_load(const RollLayers *layers, const RollFields *fields,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the text of one profile at hand; @name is what errors call it, and ends in ".ini".
 */
RollProfiles *roll_profiles_parse(const gchar *name, const gchar *text, const RollFields *fields,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first profile, topmost layer first, whose pattern fits the file name @file (no folder);
 * NULL when none does.  Within a layer profiles stand in the order of their names. */
const RollProfile *roll_profiles_find(const RollProfiles *profiles, const gchar *file);
void roll_profiles_free(RollProfiles *profiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollProfiles, roll_profiles_free)
