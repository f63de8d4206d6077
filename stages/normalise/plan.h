/* plan: which columns of the input make which of the output; settled once a run, from the types of
 * the fields that the input has. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"

/* The columns that normalise makes, whatever the fields are called. */
#define NORMALISE_COUNTRY    "country_norm"
#define NORMALISE_CLEAN      "name_clean"
#define NORMALISE_ROLES      "name_roles"
#define NORMALISE_KEY        "name_key"
#define NORMALISE_KEYS_OTHER "name_keys_other"
#define NORMALISE_SKELETON   "name_skeleton"
#define NORMALISE_RANK       "name_rank"
#define NORMALISE_HONORIFIC  "name_honorific"
#define NORMALISE_LOCAL      "name_local"
#define NORMALISE_NICKNAME   "name_nickname"
#define NORMALISE_LEVEL      "rank_level"
#define NORMALISE_TOPICS     "topic_codes"

#define NORMALISE_DISTRICT "adm2" /* ends the name of a field of districts */

/* Names of columns of the input are the fields' own; NULL: the input has none. */
typedef struct NormalisePlan NormalisePlan;
struct NormalisePlan {
    const RollFields *fields;
    RollSchema *schema; /* of the output; owned */
    const gchar *whole;
    const gchar *family;
    const gchar *given;
    const gchar *middle;
    const gchar *suffix;
    const gchar *local;
    gboolean has_names;
    GArray *ranks;         /* of const RollField * */
    GArray *places;        /* the same; provinces before districts */
    GArray *organisations; /* the same */
    GArray *courses;       /* of const gchar *, their names; NULL behind the last */
};

static inline const RollField *
normalise_plan_field(const GArray *fields, guint index)
{
    return g_array_index(fields, const RollField *, index);
}

/* @fields must outlive it. */
NormalisePlan *normalise_plan_new(const RollFields *fields, RollSchema *input);
void normalise_plan_free(NormalisePlan *plan);
