#include "stages/validate/date_time.h"

#include <string.h>

#include "pipeline/lib/missing.h"

static gboolean
is_time(const gchar *p, const gchar *end)
{
    for (; p < end; p++) {
        if (strchr("0123456789:.+- zZaApPmM", *p) == NULL)
            return FALSE;
    }
    return TRUE;
}

/* Whether the time at @hour, which ends at @end, is midnight seven hours (Cambodia, Laos, Thailand,
 * Viet Nam), six and a half (Myanmar) or eight (China) east of Greenwich. */
static gboolean
is_midnight_here(const gchar *hour, const gchar *end)
{
    static const gchar *const midnights[] = {"17:00:00", "17:30:00", "16:00:00"};
    static const gchar *const zones[] = {"Z", ".000Z", "+00:00", ".000+00:00"};
    g_autofree gchar *text = g_strndup(hour, (gsize)(end - hour));

    for (guint i = 0; i < G_N_ELEMENTS(midnights); i++) {
        gsize length = strlen(midnights[i]);

        if (strncmp(text, midnights[i], length) != 0)
            continue;
        for (guint zone = 0; zone < G_N_ELEMENTS(zones); zone++) {
            if (g_ascii_strcasecmp(text + length, zones[zone]) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

RollText
validate_without_time(RollText text, gboolean *is_shifted)
{
    const gchar *end = text.data + text.length;
    const gchar *colon = memchr(text.data, ':', text.length);
    const gchar *hour = colon;

    *is_shifted = FALSE;
    while (hour != NULL && hour > text.data && g_ascii_isdigit(hour[-1]) && colon - hour < 2)
        hour--;
    if (hour == NULL || hour == colon || !is_time(hour, end))
        return text;
    if (hour == text.data)
        return ROLL_TEXT_EMPTY;
    if (!g_ascii_isspace(hour[-1]) &&
        (g_ascii_toupper(hour[-1]) != 'T' || hour - 1 == text.data || !g_ascii_isdigit(hour[-2])))
        return text;
    *is_shifted = is_midnight_here(hour, end);
    return roll_text_trim((RollText){text.data, (guint32)(hour - 1 - text.data)});
}
