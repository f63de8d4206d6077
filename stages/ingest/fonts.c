#include "stages/ingest/fonts.h"

#include <string.h>

#include "pipeline/lib/phases.h"
#include "pipeline/lib/text.h"

#define MIN_LINES 2
#define MAX_LINES 100

static const IngestFont known[] = {
    {"limon_signs", "Khmer typed for a Limon font",
     "turn it into Khmer Unicode with a converter, look it over, and save the file as UTF-8", NULL},
    {"tcvn3_signs", "Vietnamese typed for a TCVN3 (ABC) font",
     "turn it into Unicode, with Unikey for example, and save the file as UTF-8", "TCVN5712-1"},
    {"vni_signs", "Vietnamese typed for a VNI font",
     "turn it into Unicode, with Unikey for example, and save the file as UTF-8", NULL},
};

struct IngestFonts {
    const RollLayers *layers;               /* not owned */
    RollRuleset *sets[G_N_ELEMENTS(known)]; /* NULL: not read yet */
    guint n_hits[G_N_ELEMENTS(known)];      /* lines of the text at hand with a sign */
    guint n_lines;                          /* with Latin letters beyond ASCII */
    gboolean fired;
    GString *scratch;
};

IngestFonts *
ingest_fonts_new(const RollLayers *layers)
{
    IngestFonts *fonts = g_new0(IngestFonts, 1);

    fonts->layers = layers;
    fonts->scratch = g_string_new(NULL);
    return fonts;
}

void
ingest_fonts_free(IngestFonts *fonts)
{
    if (fonts == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        roll_ruleset_free(fonts->sets[i]);
    g_string_free(fonts->scratch, TRUE);
    g_free(fonts);
}

/* Letters and signs from U+00A0 to U+00FF begin with one of two bytes. */
static gboolean
has_latin(const gchar *text, gsize length)
{
    return memchr(text, 0xc2, length) != NULL || memchr(text, 0xc3, length) != NULL;
}

static gboolean
load(IngestFonts *fonts, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        const gchar *const phases[] = {known[i].phase, NULL};

        if (fonts->sets[i] == NULL)
            fonts->sets[i] = roll_phases_load(fonts->layers, "encodings", phases, error);
        if (fonts->sets[i] == NULL)
            return FALSE;
    }
    return TRUE;
}

static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    (void)hit;
    ((IngestFonts *)self)->fired = TRUE;
}

/* A line that is too long for a rule is looked at as far as rules go. */
static void
look_at(IngestFonts *fonts, RollText line)
{
    const RollRuleReceiver receiver = {on_hit, fonts};

    if (!has_latin(line.data, line.length))
        return;
    fonts->n_lines++;
    if (line.length > ROLL_RULE_SUBJECT_MAX) {
        const gchar *end = g_utf8_find_prev_char(line.data, line.data + ROLL_RULE_SUBJECT_MAX);

        line.length = (guint32)(end - line.data);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        fonts->fired = FALSE;
        if (roll_ruleset_apply(fonts->sets[i], NULL, line, fonts->scratch, &receiver, NULL) &&
            fonts->fired)
            fonts->n_hits[i]++;
    }
}

gboolean
ingest_fonts_find(IngestFonts *fonts, const gchar *text, gsize length, const IngestFont **font,
                  GError **error)
{
    const gchar *end = text + length;

    *font = NULL;
    if (!has_latin(text, length))
        return TRUE;
    if (!load(fonts, error))
        return FALSE;
    memset(fonts->n_hits, 0, sizeof fonts->n_hits);
    fonts->n_lines = 0;
    while (text < end && fonts->n_lines < MAX_LINES) {
        gsize n = 0;

        while (text + n < end && text[n] != '\n' && text[n] != '\r')
            n++;
        look_at(fonts, (RollText){text, (guint32)n});
        text += n + 1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(known) && *font == NULL; i++) {
        if (fonts->n_hits[i] >= MIN_LINES && fonts->n_hits[i] * 2 >= fonts->n_lines)
            *font = &known[i];
    }
    return TRUE;
}
