#include "stages/normalise/name.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/phases.h"
#include "stages/normalise/keys.h"
#include "stages/normalise/order.h"
#include "stages/normalise/tokens.h"

#define MAX_ROUNDS 4 /* of honorifics and ranks */

/* Phases that follow each other without more ado are one set of rules. */
typedef enum { FORM_TO_NOTE, TITLES, GIVEN, LATIN, ALTERNATE, N_SETS } Set;

struct NormaliseNames {
    RollRuleset *sets[N_SETS];
    NormaliseKeys *keys;
    NormaliseOrders *orders;
    NormaliseTokens tokens;  /* of the name */
    NormaliseTokens further; /* of another name whose key is wanted */
    GString *texts[2];       /* the name between two phases */
    GString *parts[3];       /* what the tokens of family, given and the rest point into */
    GString *given;          /* the words of the given name, as rules join or part them */
    GString *scratch;
    GPtrArray *other;                /* of gchar *: whole names that make further keys */
    const RollRuleReceiver *watcher; /* NULL: nobody */
};

/* One name on its way through the phases. */
typedef struct {
    NormaliseNames *names;
    const gchar *country;
    NormaliseName *name;
} Work;

static gboolean
load_phases(NormaliseNames *names, const RollLayers *layers, GError **error)
{
    static const gchar *const known[] = {"form",      "clean",    "note", "honorific", "rank",
                                         "order",     "given",    "fold", "key",       "latin",
                                         "alternate", "skeleton", NULL};
    static const gchar *const phases[N_SETS][4] = {
        [FORM_TO_NOTE] = {"form", "clean", "note"},
        [TITLES] = {"honorific", "rank"},
        [GIVEN] = {"given"},
        [LATIN] = {"latin"},
        [ALTERNATE] = {"alternate"},
    };

    if (!roll_phases_check(layers, "names", known, error))
        return FALSE;
    for (guint set = 0; set < N_SETS; set++) {
        names->sets[set] = roll_phases_load(layers, "names", phases[set], error);
        if (names->sets[set] == NULL)
            return FALSE;
    }
    names->keys = normalise_keys_load(layers, error);
    if (names->keys == NULL)
        return FALSE;
    names->orders = normalise_orders_load(layers, names->keys, error);
    return names->orders != NULL;
}

NormaliseNames *
normalise_names_load(const RollLayers *layers, GError **error)
{
    g_autoptr(NormaliseNames) names = g_new0(NormaliseNames, 1);

    for (guint i = 0; i < G_N_ELEMENTS(names->texts); i++)
        names->texts[i] = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(names->parts); i++)
        names->parts[i] = g_string_new(NULL);
    names->given = g_string_new(NULL);
    names->scratch = g_string_new(NULL);
    names->other = g_ptr_array_new_with_free_func(g_free);
    normalise_tokens_init(&names->tokens);
    normalise_tokens_init(&names->further);
    return load_phases(names, layers, error) ? g_steal_pointer(&names) : NULL;
}

void
normalise_names_free(NormaliseNames *names)
{
    if (names == NULL)
        return;
    for (guint set = 0; set < N_SETS; set++)
        roll_ruleset_free(names->sets[set]);
    normalise_keys_free(names->keys);
    normalise_orders_free(names->orders);
    normalise_tokens_clear(&names->tokens);
    normalise_tokens_clear(&names->further);
    for (guint i = 0; i < G_N_ELEMENTS(names->texts); i++)
        g_string_free(names->texts[i], TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(names->parts); i++)
        g_string_free(names->parts[i], TRUE);
    g_string_free(names->given, TRUE);
    g_string_free(names->scratch, TRUE);
    g_ptr_array_unref(names->other);
    g_free(names);
}

/* Phases. */

static void
append_captured(GString *out, RollText captured)
{
    while (captured.length > 0 && captured.data[captured.length - 1] == ' ')
        captured.length--;
    if (captured.length == 0)
        return;
    if (out->len > 0)
        g_string_append_c(out, ' ');
    roll_text_append(captured, out);
}

static void
watch(const NormaliseNames *names, const RollRuleHit *hit)
{
    if (names->watcher != NULL)
        names->watcher->hit(names->watcher->self, hit);
}

static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    Work *work = self;
    const gchar *capture = hit->rule->capture;

    watch(work->names, hit);
    if (work->name->flag == NULL &&
        (hit->rule->class == ROLL_RULE_FLAG || g_strcmp0(capture, "report") == 0))
        work->name->flag = hit->rule;
    if (hit->rule->class == ROLL_RULE_ALT)
        g_ptr_array_add(work->names->other, g_strndup(hit->result.data, hit->result.length));
    if (capture == NULL)
        return;
    if (strcmp(capture, "rank") == 0)
        append_captured(work->name->rank, hit->captured);
    else if (strcmp(capture, "honorific") == 0)
        append_captured(work->name->honorific, hit->captured);
    else if (strcmp(capture, "other-name") == 0)
        g_ptr_array_add(work->names->other, g_strndup(hit->captured.data, hit->captured.length));
    if (strcmp(capture, "other-name") == 0 || strcmp(capture, "nickname") == 0)
        normalise_name_keep(work->name, hit->captured, hit->result);
}

static RollText
text_of(const GString *string)
{
    return (RollText){string->str, (guint32)string->len};
}

static gboolean
run_set(Work *work, Set set, RollText text, GString *out, GError **error)
{
    const RollRuleReceiver receiver = {on_hit, work};

    return roll_ruleset_apply(work->names->sets[set], work->country, text, out, &receiver, error);
}

static void
chomp(GString *text)
{
    gsize length = text->len;

    while (length > 0 && text->str[length - 1] == ' ')
        length--;
    g_string_truncate(text, length);
}

/* A name, or a part of one that may carry titles; into *@result.  Lists write "H.E. Lt. Gen." and
 * "Lt. Gen. H.E.": titles are taken off until there are none. */
static gboolean
run_phases(Work *work, RollText text, GString **result, GError **error)
{
    GString **texts = work->names->texts;
    guint now = 0;

    if (!run_set(work, FORM_TO_NOTE, text, texts[now], error))
        return FALSE;
    for (guint round = 0; round < MAX_ROUNDS; round++) {
        const GString *before = texts[now];

        chomp(texts[now]);
        now = 1 - now;
        if (!run_set(work, TITLES, text_of(before), texts[now], error))
            return FALSE;
        if (texts[now]->len == before->len)
            break;
    }
    *result = texts[now];
    return TRUE;
}

/* Words. */

/* Gives each token its key; tokens that are nothing but signs go. */
static gboolean
find_keys(Work *work, NormaliseTokens *tokens, GError **error)
{
    guint n = 0;

    for (guint i = 0; i < tokens->list->len; i++) {
        NormaliseToken *token = normalise_tokens_at(tokens, i);
        NormaliseWordKeys made;

        if (!normalise_keys_get(work->names->keys, work->country, token->text, &made, error))
            return FALSE;
        token->key = made.key;
        token->skeleton = made.skeleton;
        if (token->key.length > 0)
            *normalise_tokens_at(tokens, n++) = *token;
        else if (i < tokens->comma)
            tokens->comma--;
    }
    g_array_set_size(tokens->list, n);
    return TRUE;
}

/* Further keys. */

/* The key of a whole name that is written beside the first.  A single word is a nickname, but for
 * scripts that put no blank between words. */
static gboolean
add_other_name(Work *work, RollText text, guint n_least, GError **error)
{
    NormaliseTokens *tokens = &work->names->further;
    GString *key = work->names->scratch;

    normalise_tokens_empty(tokens);
    normalise_tokens_split(tokens, text, NORMALISE_UNKNOWN);
    if (!find_keys(work, tokens, error))
        return FALSE;
    if (tokens->list->len < n_least)
        return TRUE;
    g_string_truncate(key, 0);
    for (guint i = 0; i < tokens->list->len; i++)
        normalise_append_word(key, normalise_tokens_at(tokens, i)->key);
    normalise_name_add_key(work->name, key->str, key->len);
    return TRUE;
}

/* The name in the local script beside the one in Latin letters; its titles count when that one has
 * none. */
static gboolean
add_local_name(Work *work, RollText local, GError **error)
{
    NormaliseName *name = work->name;
    gsize rank = name->rank->len;
    gsize honorific = name->honorific->len;
    GString *text = NULL;

    if (!run_phases(work, local, &text, error))
        return FALSE;
    if (rank > 0)
        g_string_truncate(name->rank, rank);
    if (honorific > 0)
        g_string_truncate(name->honorific, honorific);
    return add_other_name(work, text_of(text), 1, error);
}

/* What a name in a local script reads like in Latin letters: one more key, and skeletons, so that
 * it is looked for among names that came in Latin letters. */
static gboolean
add_latin_name(Work *work, GError **error)
{
    const RollRuleReceiver receiver = {on_hit, work};
    NormaliseNames *names = work->names;
    RollText clean = text_of(work->name->clean);

    if (roll_text_is_ascii(clean))
        return TRUE;
    if (!roll_ruleset_apply(names->sets[LATIN], work->country, clean, names->texts[0], &receiver,
                            error))
        return FALSE;
    if (roll_text_equal(text_of(names->texts[0]), clean))
        return TRUE;
    if (!add_other_name(work, text_of(names->texts[0]), 1, error))
        return FALSE;
    for (guint i = 0; i < names->further.list->len; i++)
        normalise_append_word(work->name->skeleton,
                              normalise_tokens_at(&names->further, i)->skeleton);
    return TRUE;
}

static void
on_alternate(gpointer self, const RollRuleHit *hit)
{
    Work *work = self;

    watch(work->names, hit);
    if (hit->rule->class == ROLL_RULE_KEY)
        normalise_name_replace_key(work->name, hit->result);
    else if (hit->rule->class == ROLL_RULE_ALT)
        normalise_name_add_key(work->name, hit->result.data, hit->result.length);
}

static gboolean
add_other_keys(Work *work, GError **error)
{
    const RollRuleReceiver receiver = {on_alternate, work};
    NormaliseNames *names = work->names;

    for (guint i = 0; i < names->other->len; i++)
        if (!add_other_name(work, roll_text(g_ptr_array_index(names->other, i)), 2, error))
            return FALSE;
    normalise_orders_write_keys(names->orders, work->country, &names->tokens, NULL,
                                names->texts[0]);
    if (!roll_ruleset_apply(names->sets[ALTERNATE], work->country, text_of(names->texts[0]),
                            names->scratch, &receiver, error))
        return FALSE;
    normalise_name_add_key(work->name, names->scratch->str, names->scratch->len);
    return TRUE;
}

/* What is written in several words is also written as one, which has a skeleton of its own. */
static gboolean
add_joined_skeleton(Work *work, NormaliseRole role, GError **error)
{
    GString *joined = work->names->scratch;
    NormaliseWordKeys made;

    if (normalise_tokens_write(&work->names->tokens, role, "", joined) < 2)
        return TRUE;
    if (!normalise_keys_get(work->names->keys, work->country, text_of(joined), &made, error))
        return FALSE;
    normalise_append_word(work->name->skeleton, made.skeleton);
    return TRUE;
}

/* The given name as rules join or part it, as tokens of names->further with their keys; none where
 * they leave it as it is. */
static gboolean
read_given(Work *work, GError **error)
{
    const RollRuleReceiver receiver = {on_hit, work};
    NormaliseNames *names = work->names;
    GString *given = names->scratch;

    normalise_tokens_empty(&names->further);
    if (normalise_tokens_write(&names->tokens, NORMALISE_GIVEN, " ", given) == 0)
        return TRUE;
    if (!roll_ruleset_apply(names->sets[GIVEN], work->country, text_of(given), names->given,
                            &receiver, error))
        return FALSE;
    if (g_string_equal(given, names->given))
        return TRUE;
    normalise_tokens_split(&names->further, text_of(names->given), NORMALISE_GIVEN);
    return find_keys(work, &names->further, error);
}

/* Where rules join or part the given name, its key, and with it that of the name, is another. */
static gboolean
add_given_keys(Work *work, GError **error)
{
    NormaliseNames *names = work->names;
    const NormaliseTokens *given = &names->further;

    if (!read_given(work, error))
        return FALSE;
    if (given->list->len > 0) {
        normalise_orders_write_keys(names->orders, work->country, &names->tokens, given,
                                    names->scratch);
        normalise_name_replace_key(work->name, text_of(names->scratch));
    }
    if (given->list->len != 1)
        return add_joined_skeleton(work, NORMALISE_GIVEN, error);
    normalise_append_word(work->name->skeleton, normalise_tokens_at(given, 0)->skeleton);
    return TRUE;
}

/* The two doors. */

static gboolean
read_whole(Work *work, RollText text, GError **error)
{
    NormaliseNames *names = work->names;
    GString *bare = NULL;

    if (!run_phases(work, text, &bare, error))
        return FALSE;
    normalise_tokens_split(&names->tokens, text_of(bare), NORMALISE_UNKNOWN);
    if (!find_keys(work, &names->tokens, error))
        return FALSE;
    normalise_orders_assign(names->orders, work->country, &names->tokens);
    return TRUE;
}

/* Runs a part through the phases and adds its words, which then point into @store. */
static gboolean
read_part(Work *work, RollText text, gchar role, GString *store, GError **error)
{
    GString *bare = NULL;

    if (text.length == 0)
        return TRUE;
    if (!run_phases(work, text, &bare, error))
        return FALSE;
    g_string_assign(store, bare->str);
    normalise_tokens_split(&work->names->tokens, text_of(store), role);
    return TRUE;
}

static gboolean
read_parts(Work *work, const NormaliseSource *source, GError **error)
{
    NormaliseNames *names = work->names;

    if (!read_part(work, source->family, NORMALISE_FAMILY, names->parts[0], error) ||
        !read_part(work, source->given, NORMALISE_GIVEN, names->parts[1], error) ||
        !read_part(work, source->middle, NORMALISE_MIDDLE, names->parts[2], error))
        return FALSE;
    normalise_tokens_split(&names->tokens, source->suffix, NORMALISE_SUFFIX);
    names->tokens.comma = 0;
    if (!find_keys(work, &names->tokens, error))
        return FALSE;
    normalise_orders_arrange(names->orders, work->country, &names->tokens);
    return TRUE;
}

static gboolean
read_name(Work *work, const NormaliseSource *source, GError **error)
{
    NormaliseNames *names = work->names;
    gboolean has_parts = source->family.length > 0 || source->given.length > 0;
    RollText whole = source->whole.length > 0 ? source->whole : source->local;

    if (!(has_parts ? read_parts(work, source, error) : read_whole(work, whole, error)))
        return FALSE;
    normalise_name_write(work->name, &names->tokens);
    if (!add_joined_skeleton(work, NORMALISE_FAMILY, error) || !add_given_keys(work, error))
        return FALSE;
    if (source->local.length > 0 && (has_parts || source->whole.length > 0) &&
        !add_local_name(work, source->local, error))
        return FALSE;
    return add_latin_name(work, error) && add_other_keys(work, error);
}

/* What is left of a name when a rule failed: its words, folded. */
static void
fold_only(NormaliseTokens *tokens, const NormaliseSource *source, NormaliseName *name)
{
    g_autoptr(GString) text = g_string_new(source->whole.data);

    if (source->whole.length == 0)
        g_string_printf(text, "%s %s %s %s", source->given.data, source->middle.data,
                        source->family.data, source->suffix.data);
    if (strspn(text->str, " ") == text->len)
        g_string_assign(text, source->local.data);
    normalise_tokens_empty(tokens);
    normalise_tokens_split(tokens, text_of(text), NORMALISE_UNKNOWN);
    for (guint i = 0; i < tokens->list->len; i++) {
        const NormaliseToken *token = normalise_tokens_at(tokens, i);
        g_autoptr(GString) key = g_string_new(NULL);

        roll_codes_fold_name(token->text, key);
        if (key->len == 0)
            continue;
        normalise_append_word(name->clean, token->text);
        normalise_append_word(name->key, text_of(key));
        normalise_append_word(name->skeleton, text_of(key));
        g_string_append_c(name->roles, NORMALISE_UNKNOWN);
    }
}

void
normalise_names_watch(NormaliseNames *names, const RollRuleReceiver *receiver)
{
    names->watcher = receiver;
    normalise_keys_watch(names->keys, receiver);
}

void
normalise_names_read(NormaliseNames *names, const gchar *country, const NormaliseSource *source,
                     NormaliseName *name)
{
    Work work = {names, country, name};

    normalise_name_empty(name);
    normalise_tokens_empty(&names->tokens);
    g_ptr_array_set_size(names->other, 0);
    normalise_keys_begin(names->keys);
    if (!read_name(&work, source, &name->fault)) {
        normalise_name_empty_words(name);
        fold_only(&names->tokens, source, name);
    }
}
