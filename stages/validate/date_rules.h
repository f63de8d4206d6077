/* date_rules: rules/values/date.ini, for dates that are not read at first sight.
 *
 * They are read when the first such date comes: trying them takes a quarter of all that validate
 * does before its first record, and most exports have dates of one plain form.  A fault in them is
 * told then; `rollcall rules test` tells it in any case. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef struct ValidateDateRules ValidateDateRules;

/* @layers outlive the rules. */
ValidateDateRules *validate_date_rules_new(const RollLayers *layers);
/* @text as the rules have it, whatever the country; valid until the next call.  FALSE: it is too
 * long to be a date, or too much for a rule, or there is a fault in the rules. */
gboolean validate_date_rules_mend(ValidateDateRules *rules, RollText text, RollText *mended);
/* Errors: ROLL_ERROR_CONFIG: what was wrong with the rules, if they were asked for. */
gboolean validate_date_rules_check(const ValidateDateRules *rules,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void validate_date_rules_free(ValidateDateRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValidateDateRules, validate_date_rules_free)
