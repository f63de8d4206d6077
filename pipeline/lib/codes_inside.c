#include "pipeline/lib/codes_inside.h"

#include <string.h>

#include "pipeline/lib/language.h"

#define LEAST_LETTERS 4    /* of a name that is found inside a text */
#define LEAST_SIGNS   2    /* the same where one sign is a syllable or a word */
#define TAKEN         '\1' /* in the place of words that a longer name has used */

/* A name to be searched for. */
typedef struct {
    gchar *needle;   /* " words " with a blank at each end, or signs without any */
    gboolean spaced; /* its script puts blanks between words */
    const RollCodeName *name;
} Needle;

struct RollCodesInside {
    GArray *needles; /* of Needle, the longest first */
};

static gint
compare_needles(gconstpointer a, gconstpointer b)
{
    const Needle *left = a;
    const Needle *right = b;
    gsize n_left = strlen(left->needle);
    gsize n_right = strlen(right->needle);

    return n_left != n_right ? (n_left < n_right) - (n_left > n_right)
                             : strcmp(left->needle, right->needle);
}

static void
needle_clear(gpointer data)
{
    g_free(((Needle *)data)->needle);
}

static void
add_name(RollCodesInside *inside, const RollCodeName *name)
{
    const gchar *language = roll_language_of_script(roll_text(name->squeezed));
    Needle needle = {.spaced = language == NULL, .name = name};

    if (g_utf8_strlen(name->squeezed, -1) < (needle.spaced ? LEAST_LETTERS : LEAST_SIGNS))
        return;
    needle.needle =
        needle.spaced ? g_strdup_printf(" %s ", name->folded) : g_strdup(name->squeezed);
    g_array_append_val(inside->needles, needle);
}

RollCodesInside *
roll_codes_inside_new(const RollCodes *codes)
{
    RollCodesInside *inside = g_new0(RollCodesInside, 1);

    inside->needles = g_array_new(FALSE, FALSE, sizeof(Needle));
    g_array_set_clear_func(inside->needles, needle_clear);
    for (guint i = 0; i < roll_codes_n_names(codes); i++)
        add_name(inside, roll_codes_name_at(codes, i));
    g_array_sort(inside->needles, compare_needles);
    return inside;
}

void
roll_codes_inside_free(RollCodesInside *inside)
{
    if (inside == NULL)
        return;
    g_array_unref(inside->needles);
    g_free(inside);
}

/* Marks every occurrence of @needle in @text, which has its form; FALSE: there is none. */
static gboolean
take(const Needle *needle, gchar *text)
{
    gsize length = strlen(needle->needle);
    gboolean is_found = FALSE;

    for (gchar *at = text; (at = strstr(at, needle->needle)) != NULL; is_found = TRUE)
        /* The blanks at the ends stay, they bound the neighbours as well. */
        memset(needle->spaced ? at + 1 : at, TAKEN, needle->spaced ? length - 2 : length);
    return is_found;
}

void
roll_codes_inside(const RollCodesInside *inside, RollText text, RollCodesFound found, gpointer self)
{
    g_autoptr(GString) words = g_string_new(" ");
    g_autoptr(GString) signs = g_string_new(NULL);

    roll_text_fold(text, words);
    g_string_append_c(words, ' ');
    roll_codes_fold_name(text, signs);
    for (guint i = 0; i < inside->needles->len; i++) {
        const Needle *needle = &g_array_index(inside->needles, Needle, i);

        if (take(needle, needle->spaced ? words->str : signs->str))
            found(self, needle->name);
    }
}
