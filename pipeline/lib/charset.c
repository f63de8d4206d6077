#include "pipeline/lib/charset.h"

#include <uchardet/uchardet.h>

/* An encoding that the languages of the region are written in, by the name of the one that has all
 * of its letters and more; NULL for any other, which short texts are often taken for. */
static const gchar *
known(const gchar *charset)
{
    static const struct {
        const gchar *told;
        const gchar *wide;
    } encodings[] = {
        {"TIS-620", "windows-874"},
        {"ISO-8859-11", "windows-874"},
        {"ISO-8859-1", "windows-1252"},
        {"ISO-8859-15", "windows-1252"},
        {"WINDOWS-1252", "windows-1252"},
        {"WINDOWS-1258", "windows-1258"},
        {"VISCII", "VISCII"},
        {"GB18030", "GB18030"},
        {"GB2312", "GB18030"},
        {"BIG5", "BIG5"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        if (g_ascii_strcasecmp(charset, encodings[i].told) == 0)
            return encodings[i].wide;
    }
    return NULL;
}

static gboolean
is_text_in(RollText bytes, const gchar *charset)
{
    g_autofree gchar *text =
        g_convert(bytes.data, (gssize)bytes.length, "UTF-8", charset, NULL, NULL, NULL);

    return text != NULL;
}

gchar *
roll_charset_suggest(RollText bytes)
{
    uchardet_t detector = uchardet_new();
    gchar *suggestion = NULL;
    const gchar *charset = NULL;

    uchardet_handle_data(detector, bytes.data, bytes.length);
    uchardet_data_end(detector);
    charset = known(uchardet_get_charset(detector));
    if (charset != NULL && is_text_in(bytes, charset))
        suggestion = g_strdup(charset);
    uchardet_delete(detector);
    return suggestion;
}
