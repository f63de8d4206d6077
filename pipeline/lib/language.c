#include "pipeline/lib/language.h"

#include <string.h>

const gchar *const roll_languages[] = {"en", "fr", "km", "lo", "my", "th", "vi", "zh", NULL};

/* Blocks of scripts that tell a language of the region. */
static const struct {
    gunichar first;
    gunichar last;
    const gchar *language;
} scripts[] = {
    {0x1780, 0x17FF, "km"}, {0x0E00, 0x0E7F, "th"}, {0x0E80, 0x0EFF, "lo"},
    {0x1000, 0x109F, "my"}, {0xAA60, 0xAA7F, "my"}, {0x3400, 0x9FFF, "zh"},
};

/* Letters of Vietnamese that neither French nor English has. */
static const struct {
    gunichar first;
    gunichar last;
} vietnamese[] = {
    {0x0102, 0x0103}, {0x0110, 0x0111}, {0x01A0, 0x01A1}, {0x01AF, 0x01B0}, {0x1EA0, 0x1EF9},
};

/* How a cell may name a language that is written in Latin letters, and words that only texts in it
 * have, all folded, a blank at both ends of each.  Vietnamese without its signs is not told by
 * words. */
static const struct {
    const gchar *language;
    const gchar *names;
    const gchar *words;
} latin[] = {
    {"en", " en eng english anglais anh ",
     " the of and not no is are be to for with by from never do must victim victims "},
    {"fr", " fr fra fre french francais francaise ",
     " le la les des du une est et pas ne ni dans pour avec sur aux jamais sans ou victime "
     "victimes "},
    {"vi", " vi vie vietnamese vietnamien viet ", ""},
};

static const gchar *
language_of(gunichar sign)
{
    for (guint i = 0; i < G_N_ELEMENTS(scripts); i++)
        if (sign >= scripts[i].first && sign <= scripts[i].last)
            return scripts[i].language;
    return NULL;
}

const gchar *
roll_language_of_script(RollText text)
{
    const gchar *end = text.data + text.length;
    const gchar *language = NULL;

    for (const gchar *place = text.data; place < end && language == NULL;) {
        gunichar sign = g_utf8_get_char_validated(place, end - place);

        if (sign >= (gunichar)-2)
            return NULL;
        language = language_of(sign);
        place = roll_utf8_next(place);
    }
    return language;
}

static gboolean
is_vietnamese(RollText text)
{
    for (const gchar *p = text.data; p < text.data + text.length; p = roll_utf8_next(p)) {
        gunichar sign = roll_utf8_get(p);

        for (guint i = 0; i < G_N_ELEMENTS(vietnamese); i++)
            if (sign >= vietnamese[i].first && sign <= vietnamese[i].last)
                return TRUE;
    }
    return FALSE;
}

/* Words of @text (folded) that stand in @list. */
static guint
count_words(const GString *text, const gchar *list)
{
    g_auto(GStrv) words = g_strsplit(text->str, " ", -1);
    guint n = 0;

    for (gchar **word = words; *word != NULL; word++) {
        g_autofree gchar *needle = g_strconcat(" ", *word, " ", NULL);

        n += **word != '\0' && strstr(list, needle) != NULL ? 1 : 0;
    }
    return n;
}

/* The one language of Latin letters that @declared (folded) names; NULL: none, or several. */
static const gchar *
language_named(const GString *declared)
{
    const gchar *language = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(latin); i++) {
        if (count_words(declared, latin[i].names) == 0)
            continue;
        if (language != NULL)
            return NULL;
        language = latin[i].language;
    }
    return language;
}

const gchar *
roll_language_of_latin(RollText text, RollText declared)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) names = g_string_new(NULL);
    const gchar *named = NULL;
    guint n_english = 0;
    guint n_french = 0;

    if (is_vietnamese(text))
        return "vi";
    roll_text_fold(declared, names);
    named = language_named(names);
    if (named != NULL)
        return named;
    roll_text_fold(text, words);
    n_english = count_words(words, latin[0].words);
    n_french = count_words(words, latin[1].words);
    if (n_french > n_english)
        return "fr";
    return n_english > 0 || names->len == 0 ? "en" : ROLL_LANGUAGE_UNKNOWN;
}
