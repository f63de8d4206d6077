#include "stages/ingest/halves.h"

#include <string.h>

#include "pipeline/lib/text.h"

#define MAX_BYTES 200 /* of a header that somebody wrote on purpose */

typedef enum { NO_SCRIPT, LATIN, LOCAL } Script;

/* What is known of the parts so far. */
typedef struct {
    const RollField *field; /* NULL: none is known yet */
    gboolean differ;        /* two of them mean different fields */
    gboolean has_end;       /* a sign parts them, not the script alone */
    gboolean is_known[LOCAL + 1];
    gboolean is_unknown[LOCAL + 1];
    guint n;
} Parts;

static gboolean
is_end(gunichar c)
{
    return c == '/' || c == '|' || c == '(' || c == ')' || c == '\n' || c == '\r' || c == 0xff08 ||
           c == 0xff09 || c == 0xff0f;
}

static Script
script_of(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);

    if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        return NO_SCRIPT;
    return script == G_UNICODE_SCRIPT_LATIN ? LATIN : LOCAL;
}

/* A name, and a name in local script: the column has the name, in whichever. */
static gboolean
are_names(const RollField *a, const RollField *b)
{
    return a->type == ROLL_TYPE_PERSON_NAME && b->type == ROLL_TYPE_PERSON_NAME;
}

static void
add_part(const RollFields *fields, const gchar *begin, const gchar *end, Script script,
         Parts *parts)
{
    g_autofree gchar *part = g_strndup(begin, (gsize)(end - begin));
    const RollField *field = NULL;

    if (script == NO_SCRIPT) /* blanks and signs */
        return;
    field = roll_fields_by_header(fields, part);
    parts->n++;
    parts->is_known[script] = parts->is_known[script] || field != NULL;
    parts->is_unknown[script] = parts->is_unknown[script] || field == NULL;
    if (field == NULL || field == parts->field)
        return;
    if (parts->field == NULL || (are_names(field, parts->field) && script == LATIN))
        parts->field = field;
    else if (!are_names(field, parts->field))
        parts->differ = TRUE;
}

static Parts
cut(const RollFields *fields, const gchar *label)
{
    Parts parts = {0};
    Script script = NO_SCRIPT;
    const gchar *begin = label;
    const gchar *p = label;

    for (; *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = roll_utf8_get(p);
        Script its = script_of(c);

        if (is_end(c) || (its != NO_SCRIPT && script != NO_SCRIPT && its != script)) {
            add_part(fields, begin, p, script, &parts);
            parts.has_end = parts.has_end || is_end(c);
            begin = is_end(c) ? roll_utf8_next(p) : p;
            script = NO_SCRIPT;
        }
        script = its != NO_SCRIPT ? its : script;
    }
    if (begin > label) /* else it is the whole, which is not known */
        add_part(fields, begin, p, script, &parts);
    return parts;
}

const RollField *
ingest_halves_field(const RollFields *fields, const gchar *label)
{
    Parts parts;

    /* nearly all that is looked at is no header, and no text of two parts */
    if (g_ascii_isdigit(label[0]) || strlen(label) > MAX_BYTES)
        return NULL;
    if (roll_text_is_ascii(roll_text(label)) && strpbrk(label, "/|(\n") == NULL)
        return NULL;
    parts = cut(fields, label);
    if (parts.n < 2 || parts.differ)
        return NULL;
    if (parts.is_unknown[LATIN] ||
        (parts.is_unknown[LOCAL] && (parts.is_known[LOCAL] || !parts.has_end)))
        return NULL;
    return parts.field;
}
