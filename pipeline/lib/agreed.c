#include "pipeline/lib/agreed.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/language.h"
#include "pipeline/lib/phases.h"
#include "pipeline/lib/rule_trial.h"
#include "pipeline/lib/rules.h"

#define FOLDER "courses"
#define PHASE  "messages"

/* What it means when a pattern is found. */
typedef struct {
    guint message;
    const gchar *language; /* of roll_languages */
    RollAgreedVerdict verdict;
    gboolean is_needed; /* an example makes it fire */
} Pattern;

struct RollAgreed {
    GPtrArray *messages; /* of RollAgreedMessage */
    RollRuleset *ruleset;
    GHashTable *patterns; /* RollRule to Pattern */
    guint n_examples;
    GString *folded;
    GString *unchanged;          /* what rules of class flag make of it */
    RollAgreedVerdict *verdicts; /* where the rules that fire write */
};

static void
message_free(gpointer data)
{
    RollAgreedMessage *message = data;

    g_free(message->id);
    g_free(message->topic);
    g_free(message->name);
    g_free(message);
}

static RollAgreed *
agreed_new(void)
{
    RollAgreed *agreed = g_new0(RollAgreed, 1);

    agreed->messages = g_ptr_array_new_with_free_func(message_free);
    agreed->ruleset = roll_ruleset_new();
    agreed->patterns = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    agreed->folded = g_string_new(NULL);
    agreed->unchanged = g_string_new(NULL);
    return agreed;
}

void
roll_agreed_free(RollAgreed *agreed)
{
    if (agreed == NULL)
        return;
    g_ptr_array_unref(agreed->messages);
    roll_ruleset_free(agreed->ruleset);
    g_hash_table_unref(agreed->patterns);
    g_string_free(agreed->folded, TRUE);
    g_string_free(agreed->unchanged, TRUE);
    g_free(agreed);
}

guint
roll_agreed_n(const RollAgreed *agreed)
{
    return agreed->messages->len;
}

const RollAgreedMessage *
roll_agreed_message(const RollAgreed *agreed, guint index)
{
    return g_ptr_array_index(agreed->messages, index);
}

gboolean
roll_agreed_speaks(const RollAgreed *agreed, guint index, const gchar *language)
{
    for (guint i = 0; i < roll_agreed_n_patterns(agreed); i++) {
        const Pattern *pattern =
            g_hash_table_lookup(agreed->patterns, roll_ruleset_rule(agreed->ruleset, i));

        if (pattern->message == index && pattern->verdict == ROLL_AGREED_SAYS &&
            strcmp(pattern->language, language) == 0)
            return TRUE;
    }
    return FALSE;
}

guint
roll_agreed_n_patterns(const RollAgreed *agreed)
{
    return roll_ruleset_n_rules(agreed->ruleset);
}

guint
roll_agreed_n_examples(const RollAgreed *agreed)
{
    return agreed->n_examples;
}

/* ---- reading a text ---- */

static void
take_hit(gpointer self, const RollRuleHit *hit)
{
    RollAgreed *agreed = self;
    Pattern *pattern = g_hash_table_lookup(agreed->patterns, hit->rule);
    RollAgreedVerdict *verdict = &agreed->verdicts[pattern->message];

    *verdict = MAX(*verdict, pattern->verdict);
    pattern->is_needed = TRUE;
}

/* As much of @text as a rule may look at, up to a blank where there is one. */
static guint32
piece_length(const gchar *text, gsize length)
{
    gsize end = ROLL_RULE_SUBJECT_MAX;

    if (length <= end)
        return (guint32)length;
    while (end > 0 && text[end] != ' ')
        end--;
    if (end > 0)
        return (guint32)end;
    return (guint32)(g_utf8_find_prev_char(text, text + ROLL_RULE_SUBJECT_MAX) - text);
}

gboolean
roll_agreed_read(RollAgreed *agreed, RollText text, RollAgreedVerdict *verdicts, GError **error)
{
    const RollRuleReceiver receiver = {take_hit, agreed};
    const GString *folded = agreed->folded;

    memset(verdicts, 0, roll_agreed_n(agreed) * sizeof *verdicts);
    agreed->verdicts = verdicts;
    g_string_truncate(agreed->folded, 0);
    roll_text_fold(text, agreed->folded);
    for (gsize from = 0; from < folded->len;) {
        RollText piece = {folded->str + from, piece_length(folded->str + from, folded->len - from)};

        if (!roll_ruleset_apply(agreed->ruleset, NULL, piece, agreed->unchanged, &receiver, error))
            return FALSE;
        from += piece.length;
    }
    return TRUE;
}

/* ---- reading the file ---- */

/* What a file is read with. */
typedef struct {
    RollAgreed *agreed;
    const RollCodes *courses;
    RollRuleTrial *trial;
    const gchar *file;
    GPtrArray *examples; /* of the message at hand: of gchar * */
} Loader;

static RollAgreedMessage *
add_message(const Loader *loader, RollGroup *group, GError **error)
{
    const gchar *topic = roll_group_take(group, "topic");
    const gchar *name = roll_group_take(group, "name");
    RollAgreedMessage *message = NULL;

    for (guint i = 0; i < roll_agreed_n(loader->agreed); i++)
        if (strcmp(roll_agreed_message(loader->agreed, i)->id, roll_group_name(group)) == 0) {
            roll_group_error(group, NULL, error, "a message of this name stands in another file");
            return NULL;
        }
    if (topic == NULL || roll_codes_find(loader->courses, topic) == NULL) {
        roll_group_error(group, "topic", error, "courses/ has no topic \"%s\"",
                         topic != NULL ? topic : "");
        return NULL;
    }
    if (name == NULL || *name == '\0' || strchr(name, ';') != NULL) {
        roll_group_error(group, "name", error, "the agreed wording, without \";\"");
        return NULL;
    }
    message = g_new0(RollAgreedMessage, 1);
    message->id = g_strdup(roll_group_name(group));
    message->topic = g_strdup(topic);
    message->name = g_strdup(name);
    g_ptr_array_add(loader->agreed->messages, message);
    return message;
}

static RollRule *
make_rule(const Loader *loader, const RollGroup *group, const gchar *pattern)
{
    RollRule *rule = g_new0(RollRule, 1);

    rule->name = g_strdup(roll_group_name(group));
    rule->file = g_strdup(loader->file);
    rule->line = roll_group_line(group);
    rule->pattern = g_strdup(pattern);
    rule->replace = g_strdup("");
    rule->class = ROLL_RULE_FLAG;
    return rule;
}

/* "says", "contradicts-fr": English is the language of a key that names none (transfer full). */
static gchar *
key_of(const Pattern *pattern)
{
    const gchar *key = pattern->verdict == ROLL_AGREED_SAYS ? "says" : "contradicts";

    return pattern->language == roll_languages[0] ? g_strdup(key)
                                                  : g_strconcat(key, "-", pattern->language, NULL);
}

static gboolean
add_pattern(const Loader *loader, const RollGroup *group, const gchar *text, const Pattern *meaning,
            GError **error)
{
    RollAgreed *agreed = loader->agreed;
    Pattern *pattern = g_memdup2(meaning, sizeof *meaning);
    g_autofree gchar *key = key_of(meaning);
    g_autoptr(GError) cause = NULL;
    RollRule *rule = make_rule(loader, group, text);

    if (!roll_ruleset_add_take(agreed->ruleset, rule, &cause)) {
        g_free(pattern);
    } else {
        g_hash_table_insert(agreed->patterns, rule, pattern);
        if (roll_rule_trial_run(loader->trial, agreed->ruleset, loader->examples, &cause))
            return TRUE;
    }
    roll_group_error(group, key, error, "\"%s\": %s", text, cause->message);
    return FALSE;
}

/* The patterns of that meaning in its language. */
static gboolean
add_meaning(const Loader *loader, RollGroup *group, const Pattern *meaning, GError **error)
{
    g_autofree gchar *key = key_of(meaning);
    g_autoptr(GPtrArray) texts = roll_group_take_all(group, key);

    for (guint i = 0; i < texts->len; i++)
        if (!add_pattern(loader, group, g_ptr_array_index(texts, i), meaning, error))
            return FALSE;
    return TRUE;
}

static gboolean
add_patterns(const Loader *loader, RollGroup *group, GError **error)
{
    guint n_before = roll_agreed_n_patterns(loader->agreed);
    Pattern meaning = {.message = roll_agreed_n(loader->agreed) - 1};

    for (meaning.verdict = ROLL_AGREED_SAYS; meaning.verdict <= ROLL_AGREED_CONTRADICTS;
         meaning.verdict++) {
        for (guint i = 0; roll_languages[i] != NULL; i++) {
            meaning.language = roll_languages[i];
            if (!add_meaning(loader, group, &meaning, error))
                return FALSE;
        }
        if (roll_agreed_n_patterns(loader->agreed) > n_before)
            continue;
        roll_group_error(group, "says", error, "by what pattern is it known that a text says it?");
        return FALSE;
    }
    return TRUE;
}

static gboolean
run_example(const Loader *loader, const RollGroup *group, const gchar *example, GError **error)
{
    static const gchar *const names[] = {"nothing", "says", "contradicts", NULL};
    RollAgreed *agreed = loader->agreed;
    g_autofree RollAgreedVerdict *verdicts = g_new0(RollAgreedVerdict, roll_agreed_n(agreed));
    g_auto(GStrv) sides = g_strsplit(example, "=>", 2);
    g_autoptr(GError) cause = NULL;
    RollAgreedVerdict verdict;

    if (g_strv_length(sides) != 2 || !g_strv_contains(names, g_strstrip(sides[1]))) {
        roll_group_error(group, "example", error,
                         "\"%s\" is not \"text => says\", contradicts or nothing", example);
        return FALSE;
    }
    if (!roll_agreed_read(agreed, roll_text(g_strstrip(sides[0])), verdicts, &cause)) {
        roll_group_error(group, "example", error, "\"%s\": %s", example, cause->message);
        return FALSE;
    }
    agreed->n_examples++;
    verdict = verdicts[roll_agreed_n(agreed) - 1];
    if (strcmp(names[verdict], sides[1]) == 0)
        return TRUE;
    roll_group_error(group, "example", error, "\"%s\" gives \"%s\", not \"%s\"", sides[0],
                     names[verdict], sides[1]);
    return FALSE;
}

/* Every pattern of the last message fires in an example of it. */
static gboolean
check_needed(const Loader *loader, const RollGroup *group, GError **error)
{
    const RollAgreed *agreed = loader->agreed;

    for (guint i = 0; i < roll_agreed_n_patterns(agreed); i++) {
        const RollRule *rule = roll_ruleset_rule(agreed->ruleset, i);
        const Pattern *pattern = g_hash_table_lookup(agreed->patterns, rule);
        g_autofree gchar *key = key_of(pattern);

        if (pattern->message + 1 != roll_agreed_n(agreed) || pattern->is_needed)
            continue;
        roll_group_error(group, key, error, "\"%s\": no example in which it is found",
                         rule->pattern);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_group(Loader *loader, RollGroup *group, GError **error)
{
    g_autoptr(GPtrArray) examples = roll_group_take_all(group, "example");

    loader->examples = examples;
    if (add_message(loader, group, error) == NULL || !add_patterns(loader, group, error))
        return FALSE;
    roll_group_take(group, "comment");
    roll_group_take(group, "review");
    for (guint i = 0; i < examples->len; i++)
        if (!run_example(loader, group, g_ptr_array_index(examples, i), error))
            return FALSE;
    return check_needed(loader, group, error);
}

static gboolean
read_config(Loader *loader, RollConfig *config, GError **error)
{
    RollGroup *group = NULL;

    loader->file = roll_config_name(config);
    while ((group = roll_config_next_group(config)) != NULL)
        if (!read_group(loader, group, error))
            return FALSE;
    return roll_config_done(config, error);
}

RollAgreed *
roll_agreed_load(const RollLayers *layers, const RollCodes *courses, GError **error)
{
    g_auto(GStrv) paths = roll_phase_files(layers, FOLDER, PHASE);
    g_autoptr(RollAgreed) agreed = agreed_new();
    g_autoptr(RollRuleTrial) trial = roll_rule_trial_new();
    Loader loader = {agreed, courses, trial, NULL, NULL};

    for (gchar **path = paths; *path != NULL; path++) {
        g_autoptr(RollConfig) config = roll_config_load(*path, error);

        if (config == NULL || !read_config(&loader, config, error))
            return NULL;
    }
    return g_steal_pointer(&agreed);
}

RollAgreed *
roll_agreed_parse(const gchar *name, const gchar *text, const RollCodes *courses, GError **error)
{
    g_autoptr(RollAgreed) agreed = agreed_new();
    g_autoptr(RollRuleTrial) trial = roll_rule_trial_new();
    g_autoptr(RollConfig) config = roll_config_parse(name, text, error);
    Loader loader = {agreed, courses, trial, NULL, NULL};

    if (config == NULL || !read_config(&loader, config, error))
        return NULL;
    return g_steal_pointer(&agreed);
}
