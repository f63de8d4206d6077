/* layers: the folders of rules, one laid over the other.
 *
 * The shipped rules lie below; each --rules DIR lies over what was there before.  A file of the
 * same name (path within the folder) replaces the one below; files of another name are added. */
#pragma once

#include <glib.h>

typedef struct RollLayers RollLayers;

/* @dirs: NULL-terminated, lowest first, over the shipped rules; NULL: only those.
 * Errors: ROLL_ERROR_CONFIG (no such folder; the shipped rules cannot be found). */
RollLayers *roll_layers_new(const gchar *const *dirs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same over the folder @base instead of the shipped rules, of which none is read then; NULL:
 * over these. */
RollLayers *roll_layers_new_on(const gchar *base, const gchar *const *dirs,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The topmost file of that name, NULL when no layer has it (transfer full). */
gchar *roll_layers_find(const RollLayers *layers, const gchar *name);
/* Paths of all files in folder @name that end in @suffix: the files of the topmost layer first,
 * by name within a layer; one that is replaced from above is left out (transfer full, free with
 * g_ptr_array_unref). */
GPtrArray *roll_layers_list(const RollLayers *layers, const gchar *name, const gchar *suffix);
/* Names of the folders within the layers, sorted, the layers themselves, "", before them (transfer
 * full, free with g_ptr_array_unref). */
GPtrArray *roll_layers_folders(const RollLayers *layers);
/* FALSE when a layer over the shipped rules has a file of rules where nobody looks for one: in a
 * folder that is none, at the top under a name that is none, or with .txt behind its name.
 * Errors: ROLL_ERROR_CONFIG, with the likeliest folder or name. */
gboolean roll_layers_check(const RollLayers *layers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Paths of the files that stand in for a shipped one (transfer full, free with
 * g_ptr_array_unref). */
GPtrArray *roll_layers_replacing(const RollLayers *layers);
/* The folders, topmost first (transfer none). */
const gchar *const *roll_layers_dirs(const RollLayers *layers);
/* The lowest of them: the shipped rules, or what stands in for them (transfer none). */
const gchar *roll_layers_base(const RollLayers *layers);
/* Which of them the file @path lies in, 0 the topmost; their number when it lies in none. */
guint roll_layers_place(const RollLayers *layers, const gchar *path);
void roll_layers_free(RollLayers *layers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollLayers, roll_layers_free)

/* The folder of the shipped rules: share/rollcall/rules beside an installed program, rules/ above
 * one in the build folder (transfer full).  Errors: ROLL_ERROR_CONFIG. */
gchar *roll_shipped_rules(GError **error) G_GNUC_WARN_UNUSED_RESULT;
