#include "pipeline/lib/missing.h"

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"

#define MAX_WORD_BYTES 64

struct RollMissing {
    GHashTable *words;        /* in lower case */
    GHashTable *not_in_names; /* the same */
    guint64 lengths[128];     /* by an ASCII word's first byte, small or capital: a bit for each
                                 length there is */
};

gboolean
roll_is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x200b || c == 0x200c || c == 0x200d || c == 0x2060 ||
           c == 0xfeff;
}

static RollText
trim_end(RollText text)
{
    while (text.length > 0) {
        const gchar *last = g_utf8_find_prev_char(text.data, text.data + text.length);

        if (last == NULL || !roll_is_blank(g_utf8_get_char(last)))
            break;
        text.length = (guint32)(last - text.data);
    }
    return text;
}

/* A sign of ASCII that is no blank: most texts begin and end with one. */
static gboolean
is_plain(gchar c)
{
    return c > ' ' && (guchar)c < 0x7f;
}

RollText
roll_text_trim(RollText value)
{
    const gchar *end = value.data + value.length;

    if (value.length > 0 && is_plain(value.data[0]) && is_plain(value.data[value.length - 1]))
        return value;
    while (value.data < end && roll_is_blank(g_utf8_get_char(value.data)))
        value.data = roll_utf8_next(value.data);
    value.length = (guint32)(end - value.data);
    return trim_end(value);
}

static gchar *
lower(RollText text)
{
    return roll_text_is_ascii(text) ? g_ascii_strdown(text.data, (gssize)text.length)
                                    : g_utf8_casefold(text.data, (gssize)text.length);
}

static gboolean
read_words(RollMissing *missing, GHashTable *table, RollGroup *group, const gchar *key,
           GError **error)
{
    g_auto(GStrv) words = roll_group_lists(group, key);

    for (guint i = 0; words[i] != NULL; i++) {
        gchar *word = lower(roll_text(words[i]));
        gboolean fits = strlen(word) < MAX_WORD_BYTES;

        g_hash_table_add(table, word);
        if (!fits) {
            roll_group_error(group, key, error, "\"%s\" is too long for a word", words[i]);
            return FALSE;
        }
        if ((guchar)word[0] < 0x80) {
            missing->lengths[(guchar)word[0]] |= G_GUINT64_CONSTANT(1) << strlen(word);
            missing->lengths[(guchar)g_ascii_toupper(word[0])] |= G_GUINT64_CONSTANT(1)
                                                                  << strlen(word);
        }
    }
    return TRUE;
}

RollMissing *
roll_missing_load(const RollLayers *layers, GError **error)
{
    g_autoptr(RollMissing) missing = g_new0(RollMissing, 1);
    g_autofree gchar *path = roll_layers_find(layers, "missing.ini");
    g_autoptr(RollConfig) config = NULL;
    RollGroup *group = NULL;

    missing->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    missing->not_in_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "missing.ini: no folder of rules has it");
        return NULL;
    }
    config = roll_config_load(path, error);
    group = config != NULL ? roll_config_group(config, "missing") : NULL;
    if (config == NULL ||
        (group != NULL &&
         (!read_words(missing, missing->words, group, "words", error) ||
          !read_words(missing, missing->not_in_names, group, "not-in-names", error))) ||
        !roll_config_done(config, error))
        return NULL;
    return g_steal_pointer(&missing);
}

static gboolean
is_name(RollType type)
{
    return type == ROLL_TYPE_PERSON_NAME || type == ROLL_TYPE_GIVEN_NAME ||
           type == ROLL_TYPE_FAMILY_NAME || type == ROLL_TYPE_MIDDLE_NAME ||
           type == ROLL_TYPE_NAME_SUFFIX;
}

static gboolean
is_listed(const RollMissing *missing, RollType type, const gchar *word)
{
    return g_hash_table_contains(missing->words, word) ||
           (!is_name(type) && g_hash_table_contains(missing->not_in_names, word));
}

static gboolean
is_ascii_word(const RollMissing *missing, RollType type, RollText text)
{
    gchar word[MAX_WORD_BYTES];

    for (guint i = 0; i < text.length; i++)
        word[i] = g_ascii_tolower(text.data[i]);
    word[text.length] = '\0';
    return is_listed(missing, type, word);
}

/* Whether there is a word of that first sign, of ASCII, and of that length. */
static gboolean
may_be_word(const RollMissing *missing, gchar first, guint32 length)
{
    return length < MAX_WORD_BYTES && (missing->lengths[(guchar)first] >> length & 1) != 0;
}

/* Without blanks around it, and none of the words by its first sign and its length: so are most. */
static gboolean
is_no_word(const RollMissing *missing, RollText value)
{
    return value.length > 0 && is_plain(value.data[0]) && is_plain(value.data[value.length - 1]) &&
           !may_be_word(missing, value.data[0], value.length);
}

gboolean
roll_missing_is(const RollMissing *missing, RollType type, RollText value)
{
    RollText text;
    g_autofree gchar *folded = NULL;

    if (is_no_word(missing, value))
        return FALSE;
    text = roll_text_trim(value);
    if (text.length == 0)
        return TRUE;
    if (text.length >= MAX_WORD_BYTES)
        return FALSE;
    if (roll_text_is_ascii(text))
        return may_be_word(missing, text.data[0], text.length) &&
               is_ascii_word(missing, type, text);
    folded = lower(text);
    return is_listed(missing, type, folded);
}

void
roll_missing_free(RollMissing *missing)
{
    if (missing == NULL)
        return;
    g_hash_table_unref(missing->words);
    g_hash_table_unref(missing->not_in_names);
    g_free(missing);
}
