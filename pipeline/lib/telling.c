#include "pipeline/lib/telling.h"

#include <string.h>

#include "pipeline/lib/error.h"

#define ENGLISH ROLL_TELLING_FOLDER "/en.ini"
#define JOIN    "-join" /* behind the name of a part's sentence: how it follows another part */

/* ---- a sentence in some language ---- */

/* "id.sentence", unless @sentence is of another group (transfer full). */
static gchar *
key_of(const gchar *id, const gchar *sentence)
{
    return strchr(sentence, '.') != NULL ? g_strdup(sentence)
                                         : g_strconcat(id, ".", sentence, NULL);
}

static const RollMessage *
find(const RollMessages *messages, const gchar *id, const gchar *sentence)
{
    g_autofree gchar *key = key_of(id, sentence);

    return roll_messages_find(messages, key);
}

static guint
n_values(const RollValues *values)
{
    return values != NULL ? roll_values_n(values) : 0;
}

/* The place of the first part of @values from @from on; their number when there is none. */
static guint
next_part(const RollValues *values, guint from)
{
    while (from < n_values(values) && !roll_values_at(values, from)->is_part)
        from++;
    return from;
}

static void
add_plain(GArray *said, const RollValues *values, guint from, guint to)
{
    for (; from < to; from++) {
        const RollValue *value = roll_values_at(values, from);
        RollMessageValue plain = {value->name, value->text};

        g_array_append_val(said, plain);
    }
}

/* FALSE where a value is lacking. */
static gboolean
say(const RollMessage *message, const GArray *said, GString *out)
{
    const RollMessageValue *values = (const RollMessageValue *)(gpointer)said->data;
    g_autofree gchar *lacking = NULL;

    if (message == NULL)
        return FALSE;
    lacking = roll_message_lacks(message, values, said->len);
    if (lacking == NULL)
        roll_message_say(message, values, said->len, ROLL_MESSAGE_TEXT, out);
    return lacking == NULL;
}

/* What one sentence is made with. */
typedef struct {
    const RollMessages *messages;
    const gchar *id;
    const RollValues *values;
    guint n_plain;    /* values before the first part: of all sentences */
    GArray *said;     /* of RollMessageValue */
    GPtrArray *texts; /* owns what parts have become */
} Sentence;

static void
sentence_clear(Sentence *sentence)
{
    g_array_unref(sentence->said);
    g_ptr_array_unref(sentence->texts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sentence, sentence_clear)

/* What the part at @place says (transfer full); NULL when it cannot be said. */
static gchar *
say_part(const Sentence *sentence, guint place)
{
    g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(RollMessageValue));
    g_autoptr(GString) out = g_string_new(NULL);
    const RollValue *part = roll_values_at(sentence->values, place);

    add_plain(said, sentence->values, place + 1, next_part(sentence->values, place + 1));
    add_plain(said, sentence->values, 0, sentence->n_plain);
    if (!say(find(sentence->messages, sentence->id, part->text), said, out))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "front, next" (transfer full); NULL when it cannot be said. */
static gchar *
join(const Sentence *sentence, const gchar *part, const gchar *front, const gchar *next)
{
    g_autofree gchar *name = g_strconcat(part, JOIN, NULL);
    g_autoptr(GArray) said = g_array_new(FALSE, FALSE, sizeof(RollMessageValue));
    g_autoptr(GString) out = g_string_new(NULL);
    const RollMessageValue both[] = {{"front", front}, {"next", next}};

    g_array_append_vals(said, both, G_N_ELEMENTS(both));
    if (!say(find(sentence->messages, sentence->id, name), said, out))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The part at @place becomes a value, or the end of one. */
static gboolean
add_part(Sentence *sentence, guint place)
{
    const RollValue *part = roll_values_at(sentence->values, place);
    g_autofree gchar *text = say_part(sentence, place);
    RollMessageValue value = {part->name, text};

    for (guint i = sentence->n_plain; text != NULL && i < sentence->said->len; i++) {
        RollMessageValue *before = &g_array_index(sentence->said, RollMessageValue, i);
        gchar *joined = NULL;

        if (strcmp(before->name, part->name) != 0)
            continue;
        joined = join(sentence, part->text, before->text, text);
        if (joined == NULL)
            return FALSE;
        g_ptr_array_add(sentence->texts, joined);
        before->text = joined;
        return TRUE;
    }
    if (text == NULL)
        return FALSE;
    g_array_append_val(sentence->said, value);
    g_ptr_array_add(sentence->texts, g_steal_pointer(&text));
    return TRUE;
}

gboolean
roll_tell(const RollMessages *messages, const gchar *id, const gchar *sentence,
          const RollValues *values, GString *out)
{
    const RollMessage *message = find(messages, id, sentence);
    g_auto(Sentence) made = {messages,
                             id,
                             values,
                             next_part(values, 0),
                             g_array_new(FALSE, FALSE, sizeof(RollMessageValue)),
                             g_ptr_array_new_with_free_func(g_free)};

    if (message == NULL)
        return FALSE;
    add_plain(made.said, values, 0, made.n_plain);
    for (guint i = made.n_plain; i < n_values(values); i = next_part(values, i + 1))
        if (roll_message_names(message, roll_values_at(values, i)->name) && !add_part(&made, i))
            return FALSE;
    return say(message, made.said, out);
}

static gboolean
has(const RollMessages *messages, const gchar *id, const gchar *sentence)
{
    g_autofree gchar *key = key_of(id, sentence);

    return roll_messages_has(messages, key);
}

gboolean
roll_tells(const RollMessages *messages, const gchar *id, const gchar *sentence,
           const RollValues *values)
{
    const RollMessage *message = find(messages, id, sentence);
    gboolean is_own = has(messages, id, sentence);

    for (guint i = next_part(values, 0); is_own && i < n_values(values);
         i = next_part(values, i + 1)) {
        const RollValue *part = roll_values_at(values, i);

        is_own = !roll_message_names(message, part->name) || has(messages, id, part->text);
    }
    return is_own;
}

/* ---- the English sentences ---- */

struct RollTelling {
    const RollLayers *layers;
    RollMessages *messages; /* NULL: not read yet */
};

RollTelling *
roll_telling_new(const RollLayers *layers)
{
    RollTelling *telling = g_new0(RollTelling, 1);

    telling->layers = layers;
    return telling;
}

void
roll_telling_free(RollTelling *telling)
{
    if (telling == NULL)
        return;
    g_clear_pointer(&telling->messages, roll_messages_free);
    g_free(telling);
}

/* All where other rules have other English words, since these are held against ours; else none
 * yet. */
static gboolean
is_open(RollTelling *telling, GError **error)
{
    static const gchar *const folders[] = {ROLL_TELLING_FOLDER, NULL};
    g_autofree gchar *shipped = NULL;
    g_autofree gchar *path = NULL;

    if (telling->messages != NULL)
        return TRUE;
    shipped = g_build_filename(roll_layers_base(telling->layers), ENGLISH, NULL);
    path = roll_layers_find(telling->layers, ENGLISH);
    telling->messages = path == NULL || strcmp(path, shipped) == 0
                            ? roll_messages_open(shipped, error)
                            : roll_messages_load(telling->layers, folders, "en", error);
    return telling->messages != NULL;
}

static gboolean
is_group_read(RollTelling *telling, const gchar *id, const gchar *sentence, GError **error)
{
    const gchar *point = strchr(sentence, '.');
    g_autofree gchar *group = NULL;

    if (point == NULL)
        return roll_messages_read_group(telling->messages, id, error);
    group = g_strndup(sentence, (gsize)(point - sentence));
    return roll_messages_read_group(telling->messages, group, error);
}

/* What is asked for, and the parts that it may have. */
static gboolean
is_read(RollTelling *telling, const gchar *id, const gchar *sentence, const RollValues *values,
        GError **error)
{
    gboolean is_there = is_open(telling, error) && is_group_read(telling, id, sentence, error);

    for (guint i = next_part(values, 0); is_there && i < n_values(values);
         i = next_part(values, i + 1))
        is_there = is_group_read(telling, id, roll_values_at(values, i)->text, error);
    return is_there;
}

gboolean
roll_telling_say(RollTelling *telling, const gchar *id, const gchar *sentence,
                 const RollValues *values, GString *out, GError **error)
{
    g_autofree gchar *key = NULL;

    if (!is_read(telling, id, sentence, values, error))
        return FALSE;
    if (roll_tell(telling->messages, id, sentence, values, out))
        return TRUE;
    key = key_of(id, sentence);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, ENGLISH ": %s: %s", key,
                find(telling->messages, id, sentence) == NULL
                    ? "is to be said, and there is no such sentence"
                    : "names a value that the finding has not");
    return FALSE;
}

static gboolean
is_said(RollTelling *telling, const gchar *id, const gchar *sentence, const gchar *name)
{
    const RollMessage *message = find(telling->messages, id, sentence);

    return message != NULL && roll_message_names(message, name);
}

/* Whether the value at @place, behind the part at @part (their number: behind none), is said. */
static gboolean
is_used(RollTelling *telling, const gchar *id, const gchar *const *sentences,
        const RollValues *values, guint place, guint part)
{
    const RollValue *value = roll_values_at(values, place);
    guint n = n_values(values);

    if (part < n && !value->is_part)
        return is_said(telling, id, roll_values_at(values, part)->text, value->name);
    for (; *sentences != NULL; sentences++)
        if (is_said(telling, id, *sentences, value->name))
            return TRUE;
    for (guint i = next_part(values, 0); !value->is_part && i < n; i = next_part(values, i + 1))
        if (is_said(telling, id, roll_values_at(values, i)->text, value->name))
            return TRUE;
    return FALSE;
}

gboolean
roll_telling_check(RollTelling *telling, const gchar *id, const gchar *const *sentences,
                   const RollValues *values, GError **error)
{
    guint part = n_values(values);

    for (guint i = 0; i < n_values(values); i++) {
        const RollValue *value = roll_values_at(values, i);

        if (value->is_part)
            part = i;
        if (is_used(telling, id, sentences, values, i, part))
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    ENGLISH ": %s: no sentence of it says {%s}", id, value->name);
        return FALSE;
    }
    return TRUE;
}
