#include "pipeline/rule_files.h"

#include <string.h>

#include "pipeline/lib/agreed.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/phases.h"
#include "pipeline/lib/rule_map.h"
#include "pipeline/lib/rules.h"

/* The folders in which files of rules lie; "" is the top. */
static const gchar *const folders[] = {"",          "names",         "values", "encodings",
                                       "courses",   "organisations", "places", "ranks",
                                       "corridors", "laws",          NULL};

/* Those of them in which rules may be maps, too. */
static const gchar *const phased[] = {"names", "values", "encodings", NULL};

/* A file of rules as people name it: its folder in the layer, and its name. */
static gchar *
short_name(const gchar *folder, const gchar *path)
{
    g_autofree gchar *name = g_path_get_basename(path);

    return *folder == '\0' ? g_strdup(name) : g_strconcat(folder, "/", name, NULL);
}

/* A set of rules, and no table: its first group has a pattern or a built-in. */
static gboolean
is_ruleset(const gchar *path)
{
    g_autoptr(RollConfig) config = roll_rule_config_load(path, NULL);
    RollGroup *group = config != NULL ? roll_config_next_group(config) : NULL;

    return config == NULL || (group != NULL && (roll_group_take(group, "pattern") != NULL ||
                                                roll_group_take(group, "builtin") != NULL));
}

typedef gboolean (*FileFunc)(gpointer self, const gchar *name, const gchar *path, GError **error);

static gint
compare_paths(gconstpointer a, gconstpointer b)
{
    const gchar *x = *(const gchar *const *)a;
    const gchar *y = *(const gchar *const *)b;
    g_autofree gchar *name_x = g_path_get_basename(x);
    g_autofree gchar *name_y = g_path_get_basename(y);
    gint order = strcmp(name_x, name_y);

    return order != 0 ? order : strcmp(x, y);
}

/* Every file, by folder and name; all of them are seen, whatever the faults of one. */
static gboolean
each_file(const RollLayers *layers, FileFunc see, gpointer self, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);

    for (guint i = 0; folders[i] != NULL; i++) {
        g_autoptr(GPtrArray) paths = g_strv_contains(phased, folders[i])
                                         ? roll_phases_list(layers, folders[i])
                                         : roll_layers_list(layers, folders[i], ".ini");

        g_ptr_array_sort(paths, compare_paths);
        for (guint j = 0; j < paths->len; j++) {
            g_autofree gchar *name = short_name(folders[i], paths->pdata[j]);
            g_autoptr(GError) cause = NULL;

            if (!see(self, name, paths->pdata[j], &cause))
                g_string_append_printf(faults, "%s%s", faults->len > 0 ? "\n" : "", cause->message);
        }
    }
    if (faults->len > 0)
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, faults->str);
    return faults->len == 0;
}

static RollRuleset *
load(const gchar *path, GError **error)
{
    const gchar *const paths[] = {path, NULL};

    return roll_ruleset_load(paths, error);
}

/* ---- test ---- */

typedef struct {
    GString *out;
    guint n_files;
    guint n_rules;
    guint n_examples;
} Test;

static gboolean
test_file(gpointer self, const gchar *name, const gchar *path, GError **error)
{
    const gchar *const paths[] = {path, NULL};
    Test *test = self;
    g_autoptr(RollRuleset) rules = NULL;
    guint n_examples = 0;

    if (!is_ruleset(path))
        return TRUE;
    rules = roll_ruleset_prove(paths, error);
    if (rules == NULL)
        return FALSE;
    for (guint i = 0; i < roll_ruleset_n_rules(rules); i++)
        n_examples += roll_ruleset_rule(rules, i)->n_examples;
    g_string_append_printf(test->out, "%-28s %4u rules  %5u examples\n", name,
                           roll_ruleset_n_rules(rules), n_examples);
    test->n_files++;
    test->n_rules += roll_ruleset_n_rules(rules);
    test->n_examples += n_examples;
    return TRUE;
}

/* Agreed messages are patterns in a shape of their own, and count as one file. */
static gboolean
test_agreed(const RollLayers *layers, Test *test, GError **error)
{
    g_autoptr(RollCodes) courses = roll_codes_load(layers, &roll_codes_courses, error);
    g_autoptr(RollAgreed) agreed =
        courses != NULL ? roll_agreed_load(layers, courses, error) : NULL;

    if (agreed == NULL)
        return FALSE;
    g_string_append_printf(test->out, "%-28s %4u rules  %5u examples\n", "courses/messages",
                           roll_agreed_n_patterns(agreed), roll_agreed_n_examples(agreed));
    test->n_files++;
    test->n_rules += roll_agreed_n_patterns(agreed);
    test->n_examples += roll_agreed_n_examples(agreed);
    return TRUE;
}

/* Whoever means to add to a shipped file, and gives his the same name, loses what is in it. */
static void
tell_replacing(const RollLayers *layers, GString *out)
{
    g_autoptr(GPtrArray) paths = roll_layers_replacing(layers);

    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(out, "%s stands in for the shipped file of that name\n",
                               (const gchar *)g_ptr_array_index(paths, i));
}

gboolean
rule_files_test(const RollLayers *layers, GString *out, GError **error)
{
    Test test = {.out = out};

    if (!each_file(layers, test_file, &test, error) || !test_agreed(layers, &test, error))
        return FALSE;
    tell_replacing(layers, out);
    g_string_append_printf(out, "in all: %u files, %u rules, %u examples: every one comes out\n",
                           test.n_files, test.n_rules, test.n_examples);
    return TRUE;
}

/* ---- list ---- */

static void
append_rule(GString *out, const gchar *file, const RollRule *rule)
{
    g_autofree gchar *countries =
        rule->countries != NULL ? g_strjoinv(" ", rule->countries) : g_strdup("all");
    g_autofree gchar *place = g_strdup_printf("%s:%u", file, rule->line);

    g_string_append_printf(
        out, "%-30s %-24s %-6s %-8s%s%s\n", place, rule->name, roll_rule_class_name(rule->class),
        countries, rule->comment != NULL ? " " : "", rule->comment != NULL ? rule->comment : "");
}

typedef struct {
    const gchar *folder; /* NULL: all */
    RuleFunc see;
    gpointer self;
} Each;

static gboolean
show_file(gpointer self, const gchar *name, const gchar *path, GError **error)
{
    const Each *each = self;
    g_autoptr(RollRuleset) rules = NULL;

    if ((each->folder != NULL && !g_str_has_prefix(name, each->folder)) || !is_ruleset(path))
        return TRUE;
    rules = load(path, error);
    for (guint i = 0; rules != NULL && i < roll_ruleset_n_rules(rules); i++)
        each->see(each->self, name, roll_ruleset_rule(rules, i));
    return rules != NULL;
}

gboolean
rule_files_each(const RollLayers *layers, const gchar *folder, RuleFunc see, gpointer self,
                GError **error)
{
    Each each = {folder, see, self};

    return each_file(layers, show_file, &each, error);
}

static void
list_rule(gpointer out, const gchar *file, const RollRule *rule)
{
    append_rule(out, file, rule);
}

gboolean
rule_files_list(const RollLayers *layers, GString *out, GError **error)
{
    return rule_files_each(layers, NULL, list_rule, out, error);
}

/* ---- what nobody has confirmed ---- */

static void
append_after(GString *out, const gchar *between, const gchar *text)
{
    if (text != NULL && *text != '\0')
        g_string_append_printf(out, "%s%s", out->len > 0 ? between : "", text);
}

/* What there is to confirm: a name and how it is written locally, what a rule is for, and what it
 * makes of its first example. */
static gchar *
to_confirm(RollGroup *group)
{
    GString *text = g_string_new(roll_group_take(group, "name"));
    g_autoptr(GPtrArray) locals = roll_group_take_all(group, "local");
    g_autoptr(GPtrArray) examples = roll_group_take_all(group, "example");

    for (guint i = 0; i < locals->len; i++)
        append_after(text, i == 0 ? " = " : "; ", g_ptr_array_index(locals, i));
    append_after(text, "; ", roll_group_take(group, "comment"));
    if (examples->len > 0)
        append_after(text, "; ", g_ptr_array_index(examples, 0));
    return g_string_free(text, FALSE);
}

static gboolean
list_review(gpointer self, const gchar *file, const gchar *path, GError **error)
{
    GString *out = self;
    g_autoptr(RollConfig) config = roll_rule_config_load(path, error);
    RollGroup *group = NULL;

    if (config == NULL)
        return FALSE;
    while ((group = roll_config_next_group(config)) != NULL) {
        g_autofree gchar *place = g_strdup_printf("%s:%u", file, roll_group_line(group));
        const gchar *review = roll_group_take(group, "review");
        g_autofree gchar *text = to_confirm(group);

        if (review != NULL)
            g_string_append_printf(out, "%-30s %-24s %s%s%s\n", place, roll_group_name(group),
                                   review, *text != '\0' ? ": " : "", text);
    }
    return TRUE;
}

gboolean
rule_files_list_review(const RollLayers *layers, GString *out, GError **error)
{
    return each_file(layers, list_review, out, error);
}
