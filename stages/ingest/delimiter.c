#include "stages/ingest/delimiter.h"

#include <string.h>

gchar
ingest_delimiter_announced(GBytes *head)
{
    gsize length = 0;
    const gchar *text = g_bytes_get_data(head, &length);
    gsize skip = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    skip += length > skip && text[skip] == '"';
    if (length < skip + 5 || g_ascii_strncasecmp(text + skip, "sep=", 4) != 0)
        return '\0';
    if (strchr(INGEST_DELIMITERS, text[skip + 4]) == NULL ||
        (length > skip + 5 && strchr("\r\n\"", text[skip + 5]) == NULL))
        return '\0';
    return text[skip + 4];
}

const gchar *
ingest_delimiter_name(gchar delimiter)
{
    switch (delimiter) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    default:
        return "pipe";
    }
}
