/* settings: rules/validate.ini, missing.ini and values/date.ini, what a coordinator may change
 * about reading cells. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/missing.h"
#include "pipeline/lib/text.h"
#include "stages/validate/date_rules.h"

/* Which years a field can hold, and where the hundred years begin that two digits can mean. */
typedef struct {
    guint first;
    guint last;
    guint two_digit_from;
} ValidateYears;

/* What a word means in a date.  1 to 12 are the months. */
enum {
    VALIDATE_WORD_UNKNOWN = 0,
    VALIDATE_WORD_MONTH_LAST = 12,
    VALIDATE_WORD_MONTH_BEFORE, /* the number behind it is the month */
    VALIDATE_WORD_MONTH_AFTER,  /* the number before it is */
    VALIDATE_WORD_RANGE,
    VALIDATE_WORD_BE,
    VALIDATE_WORD_CE,
    VALIDATE_WORD_IGNORED,
};

typedef struct {
    RollMissing *missing;
    ValidateYears any;       /* years of fields without a group of their own */
    GHashTable *years;       /* name of a field -> ValidateYears */
    GHashTable *date_words;  /* folded -> one of the enum */
    guint longest_date_word; /* bytes */
    ValidateDateRules *date_rules;
    GHashTable *sexes;       /* folded -> 'F' or 'M' */
    GHashTable *age_words;   /* folded */
    GHashTable *row_actions; /* folded -> "new", "update", "no-update", "delete" */
    guint first_age;
    guint last_age;
    guint shortest_phone;
    guint longest_phone;
    guint most_duplicates; /* of an export that are told one by one */
} ValidateSettings;

/* @layers outlive the settings.  Errors: ROLL_ERROR_CONFIG. */
ValidateSettings *validate_settings_load(const RollLayers *layers, const RollFields *fields,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
const ValidateYears *validate_settings_years(const ValidateSettings *settings, const gchar *field);
/* The meaning of @word, as letters in any form, in dates; VALIDATE_WORD_UNKNOWN. */
gint validate_settings_date_word(const ValidateSettings *settings, RollText word);
void validate_settings_free(ValidateSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValidateSettings, validate_settings_free)
