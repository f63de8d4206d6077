/* phases: rule files by what they are for.
 *
 * names/rank.ini and names/rank-ours.ini are of the phase "rank": what stands before the first
 * hyphen.  So a file laid over the shipped rules adds to a phase, or replaces a file of it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/rules.h"

/* Paths of the rule files of @folder, config files and maps (rule_map.h): as roll_layers_list()
 * orders them (transfer full, free with g_ptr_array_unref). */
GPtrArray *roll_phases_list(const RollLayers *layers, const gchar *folder);
/* Paths of the files of @phase in @folder, NULL-terminated; may be empty (transfer full). */
gchar **roll_phase_files(const RollLayers *layers, const gchar *folder, const gchar *phase);

/* The rules of @phases (NULL-terminated), one phase behind the other, as one set.
 * Errors: ROLL_ERROR_CONFIG, also for a rule whose class its phase does not have. */
RollRuleset *roll_phases_load(const RollLayers *layers, const gchar *folder,
                              const gchar *const *phases, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE when a file of @folder is of none of @phases (NULL-terminated): it would be read by
 * nobody. */
gboolean roll_phases_check(const RollLayers *layers, const gchar *folder,
                           const gchar *const *phases, GError **error) G_GNUC_WARN_UNUSED_RESULT;
