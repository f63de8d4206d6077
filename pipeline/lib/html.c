#include "pipeline/lib/html.h"

#include <stdarg.h>
#include <string.h>

#include "pipeline/lib/language.h"

void
html_text(GString *out, RollText text)
{
    const gchar *end = text.data + text.length;

    for (const gchar *place = text.data; place < end;) {
        gunichar sign = g_utf8_get_char_validated(place, end - place);
        const gchar *next = sign < (gunichar)-2 ? roll_utf8_next(place) : place + 1;

        if (sign == '&')
            g_string_append(out, "&amp;");
        else if (sign == '<')
            g_string_append(out, "&lt;");
        else if (sign == '>')
            g_string_append(out, "&gt;");
        else if (sign == '"')
            g_string_append(out, "&quot;");
        else if (sign == '\'')
            g_string_append(out, "&#39;");
        else if (sign < (gunichar)-2 && (sign == '\t' || sign == '\n' || !g_unichar_iscntrl(sign)))
            g_string_append_len(out, place, next - place);
        place = next;
    }
}

/* Puts one conversion, whose sign is at @sign; returns the place behind it. */
static const gchar *
put_value(GString *out, const gchar *sign, va_list *values)
{
    if (*sign == 's')
        html_text(out, roll_text(va_arg(*values, const gchar *)));
    else if (*sign == 'd')
        g_string_append_printf(out, "%d", va_arg(*values, gint));
    else if (*sign == 'u')
        g_string_append_printf(out, "%u", va_arg(*values, guint));
    else if (g_str_has_prefix(sign, G_GINT64_FORMAT)) {
        g_string_append_printf(out, "%" G_GINT64_FORMAT, va_arg(*values, gint64));
        return sign + strlen(G_GINT64_FORMAT);
    } else if (*sign == '%')
        g_string_append_c(out, '%');
    else
        g_return_val_if_reached(sign + 1);
    return sign + 1;
}

void
html_put(GString *out, const gchar *markup, ...)
{
    va_list values;

    va_start(values, markup);
    while (*markup != '\0') {
        const gchar *percent = strchr(markup, '%');

        if (percent == NULL) {
            g_string_append(out, markup);
            break;
        }
        g_string_append_len(out, markup, percent - markup);
        markup = put_value(out, percent + 1, &values);
    }
    va_end(values);
}

void
html_bdi(GString *out, RollText text)
{
    g_string_append(out, "<bdi>");
    html_text(out, text);
    g_string_append(out, "</bdi>");
}

void
html_local(GString *out, RollText text)
{
    const gchar *language = roll_language_of_script(text);

    if (language != NULL)
        html_put(out, "<bdi lang=\"%s\">", language);
    else
        g_string_append(out, "<bdi>");
    html_text(out, text);
    g_string_append(out, "</bdi>");
}

static gboolean
is_escaped(gunichar sign)
{
    return (sign < 0x80 && strchr("<>&\"\\'", (gint)sign) != NULL) || sign == 0x2028 ||
           sign == 0x2029;
}

void
html_json(GString *out, const gchar *text)
{
    for (; *text != '\0'; text = roll_utf8_next(text)) {
        gunichar sign = g_utf8_get_char(text);

        if (g_unichar_iscntrl(sign))
            g_string_append_c(out, ' ');
        else if (is_escaped(sign))
            g_string_append_printf(out, "\\u%04x", sign);
        else
            g_string_append_unichar(out, sign);
    }
}

gchar *
html_hash(const gchar *text)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autofree gchar *encoded = NULL;

    g_checksum_update(checksum, (const guchar *)text, -1);
    g_checksum_get_digest(checksum, digest, &length);
    encoded = g_base64_encode(digest, length);
    return g_strconcat("sha256-", encoded, NULL);
}
