#include "stages/ingest/file_pattern.h"

#include <string.h>

#define SEPARATORS "-_. "

static const gchar *const months[] = {
    "january",  "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "jan",   "feb",   "mar",  "apr",  "may",    "jun",       "jul",
    "aug",      "sept",     "sep",   "oct",   "nov",  "dec",  NULL,
};

/* How many bytes a month's name takes at @text, which must end with it; 0: none. */
static gsize
month_at(const gchar *text)
{
    for (guint i = 0; months[i] != NULL; i++) {
        gsize length = strlen(months[i]);

        if (g_ascii_strncasecmp(text, months[i], length) == 0 && !g_ascii_isalpha(text[length]))
            return length;
    }
    return 0;
}

/* A stretch of numbers, names of months, and what parts them; what it holds to *@n_digits, the most
 * in one number, and *@has_month.  It does not end with a separator. */
static gsize
stretch_at(const gchar *text, gsize *n_digits, gboolean *has_month)
{
    gsize length = 0;
    gsize end = 0;

    *n_digits = 0;
    *has_month = FALSE;
    for (;;) {
        gsize n_number = strspn(text + length, "0123456789");
        gsize n_month = n_number == 0 ? month_at(text + length) : 0;

        if (n_number + n_month == 0)
            return end;
        *n_digits = MAX(*n_digits, n_number);
        *has_month = *has_month || n_month > 0;
        end = length + n_number + n_month;
        length = end + strspn(text + end, SEPARATORS);
    }
}

gchar *
ingest_file_pattern(const gchar *file)
{
    GString *pattern = g_string_new(NULL);

    for (const gchar *p = file; *p != '\0';) {
        gboolean is_start = p == file || !g_ascii_isalnum(p[-1]);
        gsize n_digits = 0;
        gboolean has_month = FALSE;
        gsize length = is_start ? stretch_at(p, &n_digits, &has_month) : 0;
        gboolean tells = n_digits >= 4 || has_month;

        if (length == 0) {
            g_string_append_c(pattern, *p++);
            continue;
        }
        if (tells)
            g_string_append_c(pattern, '*');
        else
            g_string_append_len(pattern, p, (gssize)length);
        p += length;
    }
    return g_string_free(pattern, FALSE);
}
