#include "stages/ingest/encoding.h"

#include <string.h>

#include "pipeline/lib/charset.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/lines.h"
#include "stages/ingest/fault.h"

#define MIN_LINES    2 /* lines */
#define LETTER_BYTES 4 /* of the longest in UTF-8 */

/* The lines of a text that hold bytes beyond ASCII. */
typedef struct {
    guint n_sound;
    guint n_foreign; /* not UTF-8 */
    guint64 line;    /* the first of these, 1-based */
    guint64 offset;  /* of the first byte in it that is not UTF-8 */
    gchar *shown;    /* owned; that byte and those behind it */
    GString *sample; /* the foreign lines */
} Survey;

static void
survey_clear(Survey *survey)
{
    g_free(survey->shown);
    g_string_free(survey->sample, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

/* Whether @text is UTF-8 without a NUL; *@bad: else the first byte that is not. */
static gboolean
is_utf8(RollText text, const gchar **bad)
{
    return (memchr(text.data, '\0', text.length) == NULL && roll_text_is_utf8(text)) ||
           g_utf8_validate_len(text.data, text.length, bad);
}

static void
look_at(Survey *survey, RollText text, guint64 line, guint64 offset)
{
    const gchar *bad = NULL;

    if (roll_text_is_ascii(text))
        return;
    if (is_utf8(text, &bad)) {
        survey->n_sound++;
        return;
    }
    if (survey->n_foreign++ == 0) {
        survey->line = line;
        survey->offset = offset + (guint64)(bad - text.data);
        survey->shown = ingest_show_bytes(text, (gsize)(bad - text.data));
    }
    roll_text_append(text, survey->sample);
    g_string_append_c(survey->sample, '\n');
}

/* The last line of a text that is cut off may end inside a letter. */
static void
survey_lines(Survey *survey, GBytes *head, gboolean is_whole)
{
    g_autoptr(RollLines) lines = roll_lines_new(roll_source_memory("", head, 0));
    gsize size = g_bytes_get_size(head);
    gsize length = 0;
    gsize n_end = 0;

    roll_lines_mark(lines);
    for (guint64 line = 1; roll_lines_next(lines, size, &length, &n_end, NULL) == ROLL_LINES_LINE;
         line++) {
        const gchar *data = roll_lines_marked(lines);
        guint64 offset = roll_lines_offset(lines);

        if (n_end > 0 || is_whole)
            look_at(survey, (RollText){data, (guint32)length}, line, offset);
        roll_lines_mark(lines);
    }
}

/* Text of whatever encoding has no control characters but tabs; one byte in a hundred is too many.
 */
static gboolean
is_binary(const GString *sample)
{
    gsize n = 0;

    for (gsize i = 0; i < sample->len; i++)
        n += (guchar)sample->str[i] < ' ' && strchr("\t\n\x1a\x1b", sample->str[i]) == NULL;
    return n * 100 > sample->len;
}

/* What the foreign lines look like when every byte is a Latin letter. */
static gboolean
find_font(const Survey *survey, IngestFonts *fonts, const IngestFont **font, GError **error)
{
    g_autofree gchar *text = g_convert(survey->sample->str, (gssize)survey->sample->len, "UTF-8",
                                       "ISO-8859-1", NULL, NULL, NULL);

    *font = NULL;
    return fonts == NULL || text == NULL ||
           ingest_fonts_find(fonts, text, strlen(text), font, error);
}

/* What may mend it (transfer full); NULL with *@error set. */
static gchar *
mend(const Survey *survey, const IngestFont *font, GError **error)
{
    const RollText sample = {survey->sample->str, (guint32)survey->sample->len};
    g_autofree gchar *encoding = NULL;

    if (font != NULL && font->encoding == NULL)
        return g_strdup_printf("it is %s: %s", font->what, font->mend);
    if (font != NULL)
        return g_strdup_printf("it is %s: write encoding = %s in its source profile", font->what,
                               font->encoding);
    if (!roll_charset_suggest(sample, &encoding, error))
        return NULL;
    if (encoding == NULL)
        return g_strdup("save the file as UTF-8, or write encoding = in its source profile");
    return g_strdup_printf(
        "it may be %s: if so, write encoding = %s in its source profile (rollcall "
        "profile --encoding %s makes one), else save the file as UTF-8",
        encoding, encoding, encoding);
}

static gboolean
refuse_foreign(const Survey *survey, IngestFonts *fonts, GError **error)
{
    const IngestFont *font = NULL;
    g_autofree gchar *hint = NULL;

    if (is_binary(survey->sample)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "line %" G_GUINT64_FORMAT ": byte %" G_GUINT64_FORMAT
                    " of the text: %s: is binary data, not CSV",
                    survey->line, survey->offset, survey->shown);
        return FALSE;
    }
    if (!find_font(survey, fonts, &font, error))
        return FALSE;
    hint = mend(survey, font, error);
    if (hint == NULL)
        return FALSE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "line %" G_GUINT64_FORMAT ": byte %" G_GUINT64_FORMAT
                " of the text: %s is not UTF-8 (so in %u of the %u lines with bytes beyond "
                "ASCII); %s",
                survey->line, survey->offset, survey->shown, survey->n_foreign,
                survey->n_foreign + survey->n_sound, hint);
    return FALSE;
}

/* Text in UTF-8 that is a font's all the same. */
static gboolean
check_fonts(GBytes *bytes, IngestFonts *fonts, GError **error)
{
    gsize length = 0;
    const gchar *text = g_bytes_get_data(bytes, &length);
    const IngestFont *font = NULL;

    if (fonts == NULL)
        return TRUE;
    if (!ingest_fonts_find(fonts, text, length, &font, error))
        return FALSE;
    if (font != NULL)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "is %s, whose letters are Latin ones: %s",
                    font->what, font->mend);
    return font == NULL;
}

/* All of it UTF-8, as nearly every text is; a letter at the end may be cut off. */
static gboolean
is_sound(const IngestHead *head)
{
    gsize length = 0;
    const gchar *text = g_bytes_get_data(head->bytes, &length);
    const gchar *end = NULL;

    return length == 0 || is_utf8((RollText){text, (guint32)length}, &end) ||
           (!head->is_whole && text + length - end < LETTER_BYTES);
}

gboolean
ingest_encoding_check(const IngestHead *head, IngestFonts *fonts, GError **error)
{
    g_auto(Survey) survey = {.sample = g_string_new(NULL)};
    guint least = head->has_header ? MIN_LINES : 1;

    if (is_sound(head))
        return check_fonts(head->bytes, fonts, error);
    survey_lines(&survey, head->bytes, head->is_whole);
    if (survey.n_foreign >= least && survey.n_foreign > survey.n_sound)
        return refuse_foreign(&survey, fonts, error);
    return check_fonts(head->bytes, fonts, error);
}

gboolean
ingest_encoding_is_utf8(const IngestHead *head)
{
    g_auto(Survey) survey = {.sample = g_string_new(NULL)};

    survey_lines(&survey, head->bytes, head->is_whole);
    return survey.n_foreign == 0 && survey.n_sound >= MIN_LINES;
}
