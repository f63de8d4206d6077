#include "stages/ingest/extra.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "stages/ingest/note.h"

#define MAX_NAMED 20 /* of thousands of columns, nobody reads more */
#define MAX_BYTES 80 /* of a header that may be a slip of the pen */

/* All headers that mean something, as written and as compared; both NULL-terminated. */
typedef struct {
    GPtrArray *aliases; /* not owned */
    GPtrArray *folded;  /* owned */
} Known;

static void
known_clear(Known *known)
{
    g_clear_pointer(&known->aliases, g_ptr_array_unref);
    g_clear_pointer(&known->folded, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

static void
add_known(Known *known, gchar *header)
{
    g_ptr_array_add(known->aliases, header);
    g_ptr_array_add(known->folded, roll_header_fold(header));
}

static Known
known_headers(const RollFields *fields)
{
    Known known = {g_ptr_array_new(), g_ptr_array_new_with_free_func(g_free)};

    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        add_known(&known, field->name);
        for (guint j = 0; field->aliases[j] != NULL; j++)
            add_known(&known, field->aliases[j]);
    }
    g_ptr_array_add(known.aliases, NULL);
    g_ptr_array_add(known.folded, NULL);
    return known;
}

static gboolean
is_used(const GPtrArray *mapping, guint place)
{
    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);

        for (guint j = 0; j < column->columns->len; j++) {
            if (g_array_index(column->columns, guint, j) == place)
                return TRUE;
        }
    }
    return FALSE;
}

/* Of no use, and not told already as standing there twice. */
static gboolean
is_extra(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping, guint i)
{
    if (labels->labels[i][0] == '\0' || is_used(mapping, i) ||
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
append_hint(const RollFields *fields, const IngestLabels *labels, guint i, Known *known,
            GString *hint)
{
    const gchar *label = labels->folded[i];
    const gchar *nearest = NULL;
    guint place = 0;

    if (known->aliases == NULL) /* most exports have nothing to look up */
        *known = known_headers(fields);
    if (strlen(label) <= MAX_BYTES)
        nearest = roll_nearest(label, (const gchar *const *)known->folded->pdata);
    if (nearest != NULL && g_ptr_array_find(known->folded, nearest, &place))
        g_string_append_printf(hint, "%s\"%s\" is near to the known \"%s\"",
                               hint->len > 0 ? "; " : "", labels->labels[i],
                               (const gchar *)g_ptr_array_index(known->aliases, place));
}

void
ingest_extra_tell(const IngestHabit *habit, const IngestLabels *labels, const GPtrArray *mapping,
                  GPtrArray *notes)
{
    gboolean is_declared = ingest_habit_is_declared(habit);
    g_auto(Known) known = {0};
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
            append_hint(habit->fields, labels, i, &known, hint);
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
