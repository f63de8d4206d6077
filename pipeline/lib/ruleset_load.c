/* The loader of rules.h. */
#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/rule_map.h"
#include "pipeline/lib/rule_trial.h"
#include "pipeline/lib/rules.h"

/* A loader goes on after a fault, so that its user mends a file in one go. */
typedef struct {
    RollRuleset *ruleset;
    RollRuleTrial *trial;
    gboolean is_proof;  /* examples run by the machine code that names will meet */
    GHashTable *places; /* name of a rule → "file:line" */
    GString *faults;    /* a line each */
} Loader;

const gchar *
roll_rule_class_name(RollRuleClass class)
{
    static const gchar *const names[] = {"clean", "key", "alt", "flag"};

    return names[class];
}

void
roll_rule_free(RollRule *rule)
{
    if (rule == NULL)
        return;
    g_free(rule->name);
    g_free(rule->file);
    g_free(rule->pattern);
    g_free(rule->replace);
    g_strfreev(rule->countries);
    g_free(rule->capture);
    g_free(rule->comment);
    g_free(rule->review);
    g_free(rule);
}

static void
loader_clear(Loader *loader)
{
    roll_ruleset_free(loader->ruleset);
    roll_rule_trial_free(loader->trial);
    g_hash_table_unref(loader->places);
    g_string_free(loader->faults, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Loader, loader_clear)

static void
loader_init(Loader *loader)
{
    loader->ruleset = roll_ruleset_new();
    loader->trial = roll_rule_trial_new();
    loader->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    loader->faults = g_string_new(NULL);
}

static void
note(Loader *loader, const GError *fault)
{
    if (loader->faults->len > 0)
        g_string_append_c(loader->faults, '\n');
    g_string_append(loader->faults, fault->message);
}

/* The text with every \x{…} replaced by the character of that number; FALSE when one is none. */
static gboolean
unescape(const gchar *text, GString *out)
{
    const gchar *escape;

    while ((escape = strstr(text, "\\x{")) != NULL) {
        gchar *end = NULL;
        guint64 code = g_ascii_strtoull(escape + 3, &end, 16);

        if (end == escape + 3 || *end != '}' || code == 0 || code > 0x10ffff ||
            !g_unichar_validate((gunichar)code))
            return FALSE;
        g_string_append_len(out, text, escape - text);
        g_string_append_unichar(out, (gunichar)code);
        text = end + 1;
    }
    g_string_append(out, text);
    return TRUE;
}

static gboolean
read_countries(RollRule *rule, RollGroup *group, GError **error)
{
    rule->countries = roll_group_list(group, "country");
    for (gchar **each = rule->countries; each != NULL && *each != NULL; each++)
        if (strlen(*each) != 3 || strspn(*each, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3) {
            roll_group_error(group, "country", error, "\"%s\" is not three capital letters", *each);
            return FALSE;
        }
    return TRUE;
}

/* A built-in says by itself what it looks for and what it makes of it. */
static gboolean
read_builtin(RollRule *rule, RollGroup *group, GError **error)
{
    gint index = -1;

    if (!roll_group_choice(group, "builtin", roll_rule_builtin_names(), &index, error))
        return FALSE;
    if (index < 0)
        return TRUE;
    rule->builtin = roll_rule_builtin_at((guint)index);
    if (rule->pattern == NULL && rule->replace == NULL && rule->capture == NULL &&
        !rule->ignore_case)
        return TRUE;
    roll_group_error(group, "builtin", error,
                     "a built-in goes without pattern, replace, case and capture");
    return FALSE;
}

static gboolean
check_texts(const RollRule *rule, const RollGroup *group, GError **error)
{
    if (rule->builtin != NULL)
        return TRUE;
    if (rule->pattern == NULL || rule->pattern[0] == '\0') {
        roll_group_error(group, NULL, error, "no pattern");
        return FALSE;
    }
    if (rule->replace != NULL && rule->class == ROLL_RULE_FLAG) {
        roll_group_error(group, "replace", error, "a rule of class flag replaces nothing");
        return FALSE;
    }
    if (rule->replace == NULL && rule->class != ROLL_RULE_FLAG) {
        roll_group_error(group, NULL, error, "no replace; \"replace =\" deletes what matches");
        return FALSE;
    }
    return TRUE;
}

static RollRule *
read_rule(RollGroup *group, const gchar *file, guint n_examples, GError **error)
{
    static const gchar *const cases[] = {"match", "ignore", NULL};
    static const gchar *const classes[] = {"clean", "key", "alt", "flag", NULL};
    g_autoptr(RollRule) rule = g_new0(RollRule, 1);
    gint ignore_case = 0;
    gint class = ROLL_RULE_CLEAN;

    rule->name = g_strdup(roll_group_name(group));
    rule->file = g_strdup(file);
    rule->line = roll_group_line(group);
    rule->n_examples = n_examples;
    rule->pattern = g_strdup(roll_group_take(group, "pattern"));
    rule->replace = g_strdup(roll_group_take(group, "replace"));
    rule->capture = g_strdup(roll_group_take(group, "capture"));
    rule->comment = g_strdup(roll_group_take(group, "comment"));
    rule->review = g_strdup(roll_group_take(group, "review"));
    if (!roll_group_choice(group, "case", cases, &ignore_case, error) ||
        !roll_group_choice(group, "class", classes, &class, error) ||
        !read_countries(rule, group, error))
        return NULL;
    rule->ignore_case = ignore_case == 1;
    rule->class = (RollRuleClass) class;
    if (!read_builtin(rule, group, error) || !check_texts(rule, group, error))
        return NULL;
    if (rule->pattern == NULL)
        rule->pattern = g_strdup("");
    if (rule->replace == NULL)
        rule->replace = g_strdup("");
    return g_steal_pointer(&rule);
}

/* A name stands for one rule in all files of a set, since messages and manifests name it. */
static gboolean
claim_name(const Loader *loader, const RollGroup *group, const gchar *file, GError **error)
{
    const gchar *place = g_hash_table_lookup(loader->places, roll_group_name(group));

    if (place != NULL) {
        roll_group_error(group, NULL, error, "a rule of this name stands in %s", place);
        return FALSE;
    }
    g_hash_table_insert(loader->places, g_strdup(roll_group_name(group)),
                        g_strdup_printf("%s:%u", file, roll_group_line(group)));
    return TRUE;
}

/* Runs "in => out" on the rule that was added last; *@fires becomes TRUE when it fires. */
static gboolean
run_example(const Loader *loader, const RollGroup *group, const gchar *example, gboolean *fires,
            GError **error)
{
    g_auto(GStrv) sides = g_strsplit(example, "=>", 2);
    g_autoptr(GString) input = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) cause = NULL;
    guint last = roll_ruleset_n_rules(loader->ruleset) - 1;
    gboolean fired = FALSE;
    RollText text;

    if (g_strv_length(sides) != 2 || !unescape(g_strstrip(sides[0]), input) ||
        !unescape(g_strstrip(sides[1]), expected)) {
        roll_group_error(group, "example", error, "\"%s\" is not \"text => text\"", example);
        return FALSE;
    }
    text = (RollText){input->str, (guint32)input->len};
    if ((loader->is_proof && !roll_ruleset_strain_last(loader->ruleset, text, &cause)) ||
        !roll_ruleset_try_last(loader->ruleset, text, out, &fired, &cause)) {
        roll_group_error(group, "example", error, "\"%s\": %s", example, cause->message);
        return FALSE;
    }
    *fires = *fires || fired;
    if (roll_ruleset_rule(loader->ruleset, last)->class == ROLL_RULE_FLAG)
        g_string_assign(out, fired ? "yes" : "no");
    if (g_string_equal(out, expected))
        return TRUE;
    roll_group_error(group, "example", error, "\"%s\" gives \"%s\", not \"%s\"", input->str,
                     out->str, expected->str);
    return FALSE;
}

static void
run_examples(Loader *loader, const RollGroup *group, const GPtrArray *examples)
{
    gboolean fires = FALSE;

    for (guint i = 0; i < examples->len; i++) {
        g_autoptr(GError) fault = NULL;

        if (!run_example(loader, group, g_ptr_array_index(examples, i), &fires, &fault)) {
            note(loader, fault);
            fires = TRUE;
        }
    }
    if (!fires) {
        g_autoptr(GError) fault = NULL;

        roll_group_error(group, NULL, &fault, "no example in which the rule fires");
        note(loader, fault);
    }
}

static gboolean
add_rule(Loader *loader, RollGroup *group, const gchar *file, guint n_examples, GError **error)
{
    g_autoptr(GError) cause = NULL;
    RollRule *rule = read_rule(group, file, n_examples, error);

    if (rule == NULL)
        return FALSE;
    if (roll_ruleset_add_take(loader->ruleset, rule, &cause))
        return TRUE;
    roll_group_error(group, NULL, error, "%s", cause->message);
    return FALSE;
}

static gboolean
try_rule(const Loader *loader, const RollGroup *group, const GPtrArray *examples, GError **error)
{
    g_autoptr(GError) cause = NULL;

    if (roll_rule_trial_run(loader->trial, loader->ruleset, examples, &cause))
        return TRUE;
    roll_group_error(group, "pattern", error, "%s", cause->message);
    return FALSE;
}

static void
load_group(Loader *loader, RollGroup *group, const gchar *file)
{
    g_autoptr(GPtrArray) examples = roll_group_take_all(group, "example");
    g_autoptr(GError) fault = NULL;

    if (add_rule(loader, group, file, examples->len, &fault) &&
        claim_name(loader, group, file, &fault) && try_rule(loader, group, examples, &fault))
        run_examples(loader, group, examples);
    else
        note(loader, fault);
}

static void
load_config(Loader *loader, RollConfig *config)
{
    g_autoptr(GError) fault = NULL;
    RollGroup *group;

    while ((group = roll_config_next_group(config)) != NULL)
        load_group(loader, group, roll_config_name(config));
    if (!roll_config_done(config, &fault))
        note(loader, fault);
}

static RollRuleset *
finish(Loader *loader, GError **error)
{
    if (loader->faults->len == 0)
        return g_steal_pointer(&loader->ruleset);
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, loader->faults->str);
    return NULL;
}

static RollRuleset *
load(const gchar *const *paths, gboolean is_proof, GError **error)
{
    g_auto(Loader) loader = {0};

    loader_init(&loader);
    loader.is_proof = is_proof;
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr(GError) fault = NULL;
        g_autoptr(RollConfig) config = roll_rule_config_load(paths[i], &fault);

        if (config != NULL)
            load_config(&loader, config);
        else
            note(&loader, fault);
    }
    return finish(&loader, error);
}

RollRuleset *
roll_ruleset_load(const gchar *const *paths, GError **error)
{
    return load(paths, FALSE, error);
}

RollRuleset *
roll_ruleset_prove(const gchar *const *paths, GError **error)
{
    return load(paths, TRUE, error);
}

RollRuleset *
roll_ruleset_parse(const gchar *name, const gchar *text, GError **error)
{
    g_auto(Loader) loader = {0};
    g_autoptr(RollConfig) config = NULL;

    loader_init(&loader);
    config = roll_config_parse(name, text, error);
    if (config == NULL)
        return NULL;
    load_config(&loader, config);
    return finish(&loader, error);
}
