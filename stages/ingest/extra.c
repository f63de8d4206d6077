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
add_foreign(const gchar *header, RollValues *values)
{
    gboolean has_latin = FALSE;

    for (const gchar *p = header; *p != '\0'; p++)
        has_latin = has_latin || g_ascii_isalpha(*p);
    for (const gchar *p = header; has_latin && *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeScript script = g_unichar_get_script(c);
        gchar code[12];

        if (script != G_UNICODE_SCRIPT_CYRILLIC && script != G_UNICODE_SCRIPT_GREEK)
            continue;
        (void)g_snprintf(code, sizeof code, "%04X", c);
        roll_values_add_part(values, "columns", "foreign");
        roll_values_set(values, "code", code);
    }
}

static void
add_column(const gchar *header, guint place, RollValues *values)
{
    gchar letters[8];

    roll_column_letters(place + 1, letters);
    roll_values_add_part(values, "columns", "column");
    roll_values_set(values, "header", header);
    roll_values_set(values, "letter", letters);
    add_foreign(header, values);
}

static gboolean
add_near(IngestKnown *known, const gchar *header, RollValues *values)
{
    const gchar *nearest = ingest_known_nearest(known, header, NULL);

    if (nearest == NULL)
        return FALSE;
    roll_values_add_part(values, "near", "near");
    roll_values_set(values, "header", header);
    roll_values_set(values, "known", nearest);
    return TRUE;
}

/* The columns that are of no use (transfer full; of guint). */
static GArray *
find_extra(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < labels->n; i++)
        if (is_extra(habit, labels, mapping, i))
            g_array_append_val(places, i);
    return places;
}

void
ingest_extra_tell(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping,
                  GPtrArray *notes)
{
    gboolean is_declared = ingest_habit_is_declared(habit);
    g_autoptr(GArray) places = find_extra(habit, labels, mapping);
    g_autoptr(IngestKnown) known = NULL;
    guint n_named = MIN(places->len, MAX_NAMED);
    IngestNote *note = NULL;

    if (places->len == 0)
        return;
    known = ingest_known_new(habit->fields);
    note = ingest_note(notes, is_declared ? ROLL_SEVERITY_INFO : ROLL_SEVERITY_WARNING,
                       "extra-label", is_declared ? "declared" : "unknown");
    note->hint = is_declared ? NULL : "unknown-hint";
    roll_values_set_number(note->values, "more", places->len - n_named);
    for (guint i = 0; i < n_named; i++) {
        guint place = g_array_index(places, guint, i);

        add_column(labels->labels[place], place, note->values);
        if (!is_declared && add_near(known, labels->labels[place], note->values))
            note->hint = "hint";
    }
}
