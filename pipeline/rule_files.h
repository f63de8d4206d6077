/* rule_files: what stands in the folders of rules, for people: which rules there are, whether every
 * example comes out, what nobody has confirmed yet. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/rules.h"

/* Loads every rule set and so runs every example; appends a line a file and a total to @out.
 * Errors: ROLL_ERROR_CONFIG, all faults of all files, a line each. */
gboolean rule_files_test(const RollLayers *layers, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends a line a rule.  Errors: ROLL_ERROR_CONFIG. */
gboolean rule_files_list(const RollLayers *layers, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Shows every rule of folder @folder to @see, file by file: as people name the file, and the rule.
 * Errors: ROLL_ERROR_CONFIG. */
typedef void (*RuleFunc)(gpointer self, const gchar *file, const RollRule *rule);
gboolean rule_files_each(const RollLayers *layers, const gchar *folder, RuleFunc see, gpointer self,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends a line for every group of any file of rules that says `review`.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean rule_files_list_review(const RollLayers *layers, GString *out,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
