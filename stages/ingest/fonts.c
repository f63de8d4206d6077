#include "stages/ingest/fonts.h"

#include <string.h>

#include "pipeline/lib/phases.h"
#include "pipeline/lib/text.h"

#define MIN_LINES 2

static const IngestFont fonts[] = {
    {"limon_signs", "Khmer typed for a Limon font",
     "turn it into Khmer Unicode with a converter, look it over, and save the file as UTF-8", NULL},
    {"tcvn3_signs", "Vietnamese typed for a TCVN3 (ABC) font",
     "turn it into Unicode, with Unikey for example, and save the file as UTF-8", "TCVN5712-1"},
    {"vni_signs", "Vietnamese typed for a VNI font",
     "turn it into Unicode, with Unikey for example, and save the file as UTF-8", NULL},
};

typedef struct {
    RollRuleset *sets[G_N_ELEMENTS(fonts)];
    guint n_hits[G_N_ELEMENTS(fonts)]; /* lines with a sign */
    guint n_lines;                     /* with Latin letters beyond ASCII */
    gboolean fired;
    GString *scratch;
} Search;

static void
search_clear(Search *search)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++)
        roll_ruleset_free(search->sets[i]);
    g_string_free(search->scratch, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* Letters and signs from U+00A0 to U+00FF begin with one of two bytes. */
static gboolean
has_latin(const gchar *text, gsize length)
{
    return memchr(text, 0xc2, length) != NULL || memchr(text, 0xc3, length) != NULL;
}

static gboolean
load(Search *search, const RollLayers *layers, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++) {
        const gchar *const phases[] = {fonts[i].phase, NULL};

        search->sets[i] = roll_phases_load(layers, "encodings", phases, error);
        if (search->sets[i] == NULL)
            return FALSE;
    }
    return TRUE;
}

static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    (void)hit;
    ((Search *)self)->fired = TRUE;
}

/* A line that is too long for a rule is looked at as far as rules go. */
static void
look_at(Search *search, RollText line)
{
    const RollRuleReceiver receiver = {on_hit, search};

    if (!has_latin(line.data, line.length))
        return;
    search->n_lines++;
    if (line.length > ROLL_RULE_SUBJECT_MAX) {
        const gchar *end = g_utf8_find_prev_char(line.data, line.data + ROLL_RULE_SUBJECT_MAX);

        line.length = (guint32)(end - line.data);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++) {
        search->fired = FALSE;
        if (roll_ruleset_apply(search->sets[i], NULL, line, search->scratch, &receiver, NULL) &&
            search->fired)
            search->n_hits[i]++;
    }
}

gboolean
ingest_font_find(const RollLayers *layers, const gchar *text, gsize length, const IngestFont **font,
                 GError **error)
{
    g_auto(Search) search = {.scratch = g_string_new(NULL)};
    const gchar *end = text + length;

    *font = NULL;
    if (!has_latin(text, length))
        return TRUE;
    if (!load(&search, layers, error))
        return FALSE;
    while (text < end) {
        gsize n = 0;

        while (text + n < end && text[n] != '\n' && text[n] != '\r')
            n++;
        look_at(&search, (RollText){text, (guint32)n});
        text += n + 1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fonts) && *font == NULL; i++) {
        if (search.n_hits[i] >= MIN_LINES && search.n_hits[i] * 2 >= search.n_lines)
            *font = &fonts[i];
    }
    return TRUE;
}
