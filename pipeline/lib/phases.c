#include "pipeline/lib/phases.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

/* "rank" of "rules/names/rank-ours.ini" (transfer full). */
static gchar *
phase_of(const gchar *path)
{
    g_autofree gchar *name = g_path_get_basename(path);

    return g_strndup(name, strcspn(name, "-."));
}

static gint
compare_paths(gconstpointer a, gconstpointer b, gpointer layers)
{
    const gchar *x = *(const gchar *const *)a;
    const gchar *y = *(const gchar *const *)b;
    guint place_x = roll_layers_place(layers, x);
    guint place_y = roll_layers_place(layers, y);

    return place_x != place_y ? (place_x > place_y) - (place_x < place_y) : strcmp(x, y);
}

GPtrArray *
roll_phases_list(const RollLayers *layers, const gchar *folder)
{
    GPtrArray *paths = roll_layers_list(layers, folder, ".ini");
    union {
        const RollLayers *in;
        gpointer out;
    } self = {.in = layers}; /* g_ptr_array_sort_with_data() takes no const */

    g_ptr_array_extend_and_steal(paths, roll_layers_list(layers, folder, ".csv"));
    g_ptr_array_sort_with_data(paths, compare_paths, self.out);
    return paths;
}

gchar **
roll_phase_files(const RollLayers *layers, const gchar *folder, const gchar *phase)
{
    g_autoptr(GPtrArray) paths = roll_phases_list(layers, folder);
    g_autoptr(GStrvBuilder) files = g_strv_builder_new();

    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);
        g_autofree gchar *its_phase = phase_of(path);

        if (strcmp(its_phase, phase) == 0)
            g_strv_builder_add(files, path);
    }
    return g_strv_builder_end(files);
}

/* What is wrong with the class of @rule in its @phase; NULL: nothing.  A rule of class key changes
 * keys and nothing else, and of a given name nothing else is ever changed. */
static const gchar *
fault_of_class(const RollRule *rule, const gchar *phase)
{
    static const gchar *const of_keys[] = {"given", "key", "alternate", NULL};

    if (rule->class == ROLL_RULE_KEY)
        return g_strv_contains(of_keys, phase) ? NULL
                                               : "key is for the phases given, key and alternate";
    if (rule->class != ROLL_RULE_FLAG && strcmp(phase, "given") == 0)
        return "in the phase given only keys are made: write class = key";
    return NULL;
}

static gboolean
check_classes(const RollRuleset *ruleset, GError **error)
{
    for (guint i = 0; i < roll_ruleset_n_rules(ruleset); i++) {
        const RollRule *rule = roll_ruleset_rule(ruleset, i);
        g_autofree gchar *phase = phase_of(rule->file);
        const gchar *fault = fault_of_class(rule, phase);

        if (fault == NULL)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s:%u: [%s] class: %s", rule->file,
                    rule->line, rule->name, fault);
        return FALSE;
    }
    return TRUE;
}

RollRuleset *
roll_phases_load(const RollLayers *layers, const gchar *folder, const gchar *const *phases,
                 GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(RollRuleset) ruleset = NULL;

    for (; *phases != NULL; phases++) {
        g_auto(GStrv) of_phase = roll_phase_files(layers, folder, *phases);

        for (gchar **file = of_phase; *file != NULL; file++)
            g_ptr_array_add(files, g_strdup(*file));
    }
    g_ptr_array_add(files, NULL);
    ruleset = roll_ruleset_load((const gchar *const *)files->pdata, error);
    return ruleset != NULL && check_classes(ruleset, error) ? g_steal_pointer(&ruleset) : NULL;
}

gboolean
roll_phases_check(const RollLayers *layers, const gchar *folder, const gchar *const *phases,
                  GError **error)
{
    g_autoptr(GPtrArray) paths = roll_phases_list(layers, folder);

    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);
        g_autofree gchar *phase = phase_of(path);
        g_autoptr(GString) known = g_string_new(NULL);

        if (g_strv_contains(phases, phase))
            continue;
        for (guint j = 0; phases[j] != NULL; j++)
            g_string_append_printf(known, "%s%s", j > 0 ? ", " : "", phases[j]);
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s: nobody reads this file: its name begins with none of %s", path,
                    known->str);
        return FALSE;
    }
    return TRUE;
}
