#include <string.h>

#include "pipeline/lib/missing.h"
#include "stages/validate/person.h"

#define PLAIN_BYTES 64

static const ValidateFault not_an_address = {ROLL_SEVERITY_WARNING, "type-error", "email",
                                             "email-hint"};
static const ValidateFault misspelt = {ROLL_SEVERITY_WARNING, "constraint-error", "email",
                                       "email-hint"};

/* One sign @, something before it, and behind it names with points between. */
static gboolean
is_address(const gchar *address)
{
    const gchar *at = strchr(address, '@');
    const gchar *point = at != NULL ? strrchr(at, '.') : NULL;

    return at != NULL && at > address && strchr(at + 1, '@') == NULL && point != NULL &&
           point > at + 1 && point[1] != '\0' && strstr(at, "..") == NULL &&
           strpbrk(address, "<>()[]\"\\") == NULL;
}

/* A sign between two addresses; a line end is one when there is an address before and behind it. */
static gboolean
ends_address(const gchar *p, const gchar *end, const gchar *address)
{
    if (*p == '\n' || *p == '\r')
        return strchr(address, '@') != NULL && memchr(p, '@', (gsize)(end - p)) != NULL;
    return strchr(";,/", *p) != NULL;
}

/* What nearly all cells hold: one address of letters, digits and a few signs, as is_address() asks
 * for it.  FALSE leaves the cell to the long way. */
static gboolean
append_plain(GString *out, RollText text)
{
    gchar plain[PLAIN_BYTES];
    guint begin = 0; /* behind the @ */
    guint last = 0;  /* point behind that */

    if (text.length > sizeof plain)
        return FALSE;
    for (guint i = 0; i < text.length; i++) {
        gchar c = text.data[i];

        if (c == '.' && begin > 0) {
            if (i <= MAX(begin, last + 1))
                return FALSE;
            last = i;
        } else if (c == '@' && begin == 0 && i > 0) {
            begin = last = i + 1;
        } else if (!g_ascii_isalnum(c) && c != '.' && c != '-' && c != '_') {
            return FALSE;
        }
        plain[i] = g_ascii_isupper(c) ? (gchar)(c - 'A' + 'a') : c;
    }
    if (last <= begin || last + 1 == text.length)
        return FALSE;
    g_string_append_len(out, plain, text.length);
    return TRUE;
}

const ValidateFault *
validate_email(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    gsize start = cell->norm->len;
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;

    (void)context;
    if (append_plain(cell->norm, text))
        return NULL;
    if (text.length > 7 && g_ascii_strncasecmp(p, "mailto:", 7) == 0)
        p += 7;
    for (; p < end && !ends_address(p, end, cell->norm->str + start); p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!roll_is_blank(c))
            g_string_append_unichar(cell->norm, g_unichar_tolower(c));
    }
    if (is_address(cell->norm->str + start))
        return memchr(p, '@', (gsize)(end - p)) != NULL ? &validate_several : NULL;
    if (strchr(cell->norm->str + start, '@') != NULL)
        return &misspelt;
    g_string_truncate(cell->norm, start);
    return &not_an_address;
}
