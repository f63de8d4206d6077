#include "stages/ingest/extra.h"

#include <string.h>

#include "stages/ingest/known.h"
#include "stages/ingest/note.h"

#define MAX_NAMED 20 /* of thousands of columns, nobody reads more */

/* Of no use, and not told already as standing there twice. */
static gboolean
is_extra(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping, guint i)
{
    if (labels->labels[i][0] == '\0' || ingest_mapping_uses(mapping, i) ||
        ingest_labels_find(labels, labels->labels[i]) < i)
        return FALSE;
    return ingest_habit_is_declared(habit) || ingest_field_of(habit->fields, labels, i) == NULL;
}

/* A letter that looks Latin and is not, among Latin ones, is named by its code point. */
static void
append_lookalikes(const gchar *label, GString *out)
{
    gboolean has_latin = FALSE;

    for (const gchar *p = label; *p != '\0'; p++)
        has_latin = has_latin || g_ascii_isalpha(*p);
    for (const gchar *p = label; has_latin && *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeScript script = g_unichar_get_script(c);

        if (script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK)
            g_string_append_printf(out, " (its U+%04X only looks Latin)", c);
    }
}

static void
append_hint(IngestKnown *known, const gchar *label, GString *hint)
{
    const gchar *nearest = ingest_known_nearest(known, label, NULL);

    if (nearest != NULL)
        g_string_append_printf(hint, "%s\"%s\" is near to the known \"%s\"",
                               hint->len > 0 ? "; " : "", label, nearest);
}

void
ingest_extra_tell(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping,
                  GPtrArray *notes)
{
    gboolean is_declared = ingest_habit_is_declared(habit);
    g_autoptr(IngestKnown) known = ingest_known_new(habit->fields);
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GString) hint = g_string_new(NULL);
    IngestNote *note = NULL;
    gchar letters[8];
    guint n = 0;

    for (guint i = 0; i < labels->n; i++) {
        if (!is_extra(habit, labels, mapping, i) || n++ >= MAX_NAMED)
            continue;
        roll_column_letters(i + 1, letters);
        g_string_append_printf(names, "%s\"%s\" (%s)", n > 1 ? ", " : "", labels->labels[i],
                               letters);
        append_lookalikes(labels->labels[i], names);
        if (!is_declared)
            append_hint(known, labels->labels[i], hint);
    }
    if (n == 0)
        return;
    if (n > MAX_NAMED)
        g_string_append_printf(names, " and %u more", n - MAX_NAMED);
    note = ingest_note(notes, is_declared ? ROLL_SEVERITY_INFO : ROLL_SEVERITY_WARNING,
                       "extra-label", "%s: %s",
                       is_declared ? "columns that the source profile does not use"
                                   : "columns whose headers are not known, and not used",
                       names->str);
    if (hint->len > 0)
        note->hint = g_strdup(hint->str);
}
