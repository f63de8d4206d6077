#include "stages/ingest/mapping.h"

#include <string.h>

#include "stages/ingest/absent.h"
#include "stages/ingest/halves.h"
#include "stages/ingest/note.h"

const gchar *const ingest_place_columns[] = {"export", "file", "line", "row", "sheet_row", NULL};

gboolean
ingest_habit_is_declared(const IngestHabit *habit)
{
    return habit->profile != NULL && habit->profile->mappings->len > 0;
}

static void
free_column(gpointer data)
{
    IngestColumn *column = data;

    g_free(column->name);
    g_array_unref(column->columns);
    g_free(column);
}

/* Adds the column of that name, made up of nothing yet. */
static IngestColumn *
add_column(GPtrArray *mapping, const gchar *name, gchar joiner)
{
    IngestColumn *column = g_new0(IngestColumn, 1);

    column->name = g_strdup(name);
    column->joiner = joiner;
    column->columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_ptr_array_add(mapping, column);
    return column;
}

const IngestColumn *
ingest_mapping_find(const GPtrArray *mapping, const gchar *name)
{
    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);

        if (strcmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

gboolean
ingest_mapping_uses(const GPtrArray *mapping, guint place)
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

const RollField *
ingest_field_of(const RollFields *fields, const IngestLabels *labels, guint i)
{
    const gchar *label = labels->labels[i];
    const gchar *second = labels->second != NULL ? labels->second[i] : "";
    const gchar *third = labels->third != NULL ? labels->third[i] : "";
    const gchar *tag = labels->tags != NULL ? labels->tags[i] : "";
    const RollField *field = label[0] == '#' ? roll_fields_by_hxl(fields, label)
                                             : roll_fields_by_folded(fields, labels->folded[i]);

    if (field == NULL && second[0] != '\0')
        field = roll_fields_by_header(fields, second);
    if (field == NULL && third[0] != '\0')
        field = roll_fields_by_header(fields, third);
    if (field == NULL && tag[0] != '\0')
        field = roll_fields_by_hxl(fields, tag);
    return field != NULL ? field : ingest_halves_field(fields, label);
}

gboolean
ingest_names_people(const RollFields *fields, const IngestLabels *labels)
{
    for (guint i = 0; i < labels->n; i++) {
        const RollField *field = ingest_field_of(fields, labels, i);

        if (field != NULL && field->type <= ROLL_TYPE_FAMILY_NAME)
            return TRUE;
    }
    return FALSE;
}

/* ---- what each column means ---- */

/* Whether @parts all stand in the header; their places to @places. */
static gboolean
find_parts(const IngestLabels *labels, gchar *const *parts, GArray *places)
{
    g_array_set_size(places, 0);
    for (guint i = 0; parts[i] != NULL; i++) {
        guint place = ingest_labels_find_folded(labels, parts[i]);

        if (place == INGEST_NOWHERE)
            return FALSE;
        g_array_append_val(places, place);
    }
    return TRUE;
}

static gboolean
is_meant(const RollField *const *meant, guint n, const RollField *field, guint but)
{
    for (guint i = 0; i < n; i++) {
        if (meant[i] == field && i != but)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_name_meant(const RollField *const *meant, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (meant[i] != NULL && meant[i]->type == ROLL_TYPE_PERSON_NAME)
            return TRUE;
    }
    return FALSE;
}

/* Two columns of which each means a field alone stay apart, unless something else in the header
 * means the same: "ชื่อ" and "นามสกุล" are the given and the family name, and beside "First name"
 * and "Surname" they are the name in local letters. */
static gboolean
belong_together(const RollField *const *meant, guint n, const GArray *places)
{
    for (guint i = 0; i < places->len; i++) {
        guint place = g_array_index(places, guint, i);

        if (meant[place] == NULL || is_meant(meant, n, meant[place], place))
            return TRUE;
    }
    return is_name_meant(meant, n);
}

/* Whether a column that is none of @places means @field. */
static gboolean
is_meant_elsewhere(const RollField *const *meant, guint n, const RollField *field,
                   const GArray *places)
{
    for (guint i = 0; i < n; i++) {
        gboolean is_part = FALSE;

        for (guint j = 0; j < places->len; j++)
            is_part = is_part || g_array_index(places, guint, j) == i;
        if (meant[i] == field && !is_part)
            return TRUE;
    }
    return FALSE;
}

static void
mean_parts(const RollField *field, const IngestLabels *labels, const RollField **meant)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < field->parts->len; i++) {
        if (!find_parts(labels, g_ptr_array_index(field->parts, i), places) ||
            is_meant_elsewhere(meant, labels->n, field, places) ||
            !belong_together(meant, labels->n, places))
            continue;
        for (guint j = 0; j < places->len; j++)
            meant[g_array_index(places, guint, j)] = field;
        return;
    }
}

/* The field of every column, NULL for none (transfer container). */
static const RollField **
meanings_of(const RollFields *fields, const IngestLabels *labels)
{
    const RollField **meant = g_new0(const RollField *, (gsize)labels->n + 1);

    for (guint i = 0; i < labels->n; i++)
        meant[i] = ingest_field_of(fields, labels, i);
    for (guint i = 0; i < roll_fields_n(fields); i++) {
        if (roll_fields_at(fields, i)->parts->len > 0)
            mean_parts(roll_fields_at(fields, i), labels, meant);
    }
    return meant;
}

static guint
count_profile_columns(const RollProfile *profile, const IngestLabels *labels)
{
    guint n = 0;

    for (guint i = 0; i < profile->mappings->len; i++) {
        const RollMapping *mapping = &g_array_index(profile->mappings, RollMapping, i);

        for (guint j = 0; mapping->columns[j] != NULL; j++)
            n += ingest_labels_find(labels, mapping->columns[j]) != INGEST_NOWHERE;
    }
    return n;
}

guint
ingest_mapping_score_max(const IngestHabit *habit)
{
    guint n = 0;

    if (!ingest_habit_is_declared(habit))
        return G_MAXUINT;
    for (guint i = 0; i < habit->profile->mappings->len; i++)
        n += g_strv_length(g_array_index(habit->profile->mappings, RollMapping, i).columns);
    return n;
}

guint
ingest_mapping_score(const IngestHabit *habit, const IngestLabels *labels)
{
    g_autoptr(GHashTable) found = NULL;
    g_autofree const RollField **meant = NULL;

    if (ingest_habit_is_declared(habit))
        return count_profile_columns(habit->profile, labels);
    found = g_hash_table_new(NULL, NULL);
    meant = meanings_of(habit->fields, labels);
    for (guint i = 0; i < labels->n; i++) {
        if (meant[i] != NULL)
            g_hash_table_add(found, meant[i]->name);
    }
    return g_hash_table_size(found);
}

/* ---- by profile ---- */

static gchar
joiner_of(const RollField *field)
{
    return field->type == ROLL_TYPE_DATE ? '-' : ' ';
}

static void
map_declared(const RollMapping *from, const IngestLabels *labels, GPtrArray *mapping)
{
    const IngestColumn *column = add_column(mapping, from->field->name, joiner_of(from->field));

    for (guint i = 0; from->columns[i] != NULL; i++) {
        guint place = ingest_labels_find(labels, from->columns[i]);

        g_array_append_val(column->columns, place);
    }
}

static gboolean
map_by_profile(const IngestHabit *habit, const IngestLabels *labels, GPtrArray *mapping,
               GError **error)
{
    const GArray *mappings = habit->profile->mappings;

    if (!ingest_absent_check(habit->profile, labels, error))
        return FALSE;
    for (guint i = 0; i < roll_fields_n(habit->fields); i++) {
        const RollField *field = roll_fields_at(habit->fields, i);

        for (guint j = 0; j < mappings->len; j++) {
            const RollMapping *from = &g_array_index(mappings, RollMapping, j);

            if (from->field == field)
                map_declared(from, labels, mapping);
        }
    }
    return TRUE;
}

/* ---- by headers ---- */

static void
tell_second(const IngestColumn *column, const IngestLabels *labels, guint second, GPtrArray *notes)
{
    guint first = g_array_index(column->columns, guint, 0);
    IngestNote *note = NULL;

    if (ingest_labels_same(labels, first, second))
        return; /* told as such */
    note = ingest_note(notes, ROLL_SEVERITY_WARNING, "duplicate-field", "message");
    ingest_labels_name_two(labels, first, second, note->values);
    roll_values_set(note->values, "field", column->name);
    note->column = g_strdup(labels->labels[second]);
    note->position = second + 1;
    note->hint = "hint";
}

/* All columns that make up @field, in the order of its parts. */
static gboolean
map_parts(const RollField *field, const IngestLabels *labels, const RollField *const *meant,
          GPtrArray *mapping)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < field->parts->len; i++) {
        const IngestColumn *column = NULL;

        if (!find_parts(labels, g_ptr_array_index(field->parts, i), places) ||
            meant[g_array_index(places, guint, 0)] != field)
            continue;
        column = add_column(mapping, field->name, joiner_of(field));
        g_array_append_vals(column->columns, places->data, places->len);
        return TRUE;
    }
    return FALSE;
}

/* The first column that means @field; others are told, and not used. */
static void
map_field(const RollField *field, const IngestLabels *labels, const RollField *const *meant,
          GPtrArray *mapping, GPtrArray *notes)
{
    const IngestColumn *column = NULL;

    if (map_parts(field, labels, meant, mapping))
        return;
    for (guint i = 0; i < labels->n; i++) {
        if (meant[i] != field)
            continue;
        if (column != NULL) {
            tell_second(column, labels, i, notes);
            continue;
        }
        column = add_column(mapping, field->name, ' ');
        g_array_append_val(column->columns, i);
    }
}

static void
tell_guess(const IngestLabels *labels, const GPtrArray *mapping, GPtrArray *notes)
{
    IngestNote *note = ingest_note(notes, ROLL_SEVERITY_INFO, "columns-guessed", "message");

    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);
        g_autoptr(GString) headers = g_string_new(NULL);

        for (guint j = 0; j < column->columns->len; j++)
            g_string_append_printf(headers, "%s\"%s\"", j > 0 ? " + " : "",
                                   labels->labels[g_array_index(column->columns, guint, j)]);
        roll_values_add_part(note->values, "columns", "column");
        roll_values_set(note->values, "headers", headers->str);
        roll_values_set(note->values, "field", column->name);
    }
}

static void
map_by_headers(const IngestHabit *habit, const IngestLabels *labels, GPtrArray *mapping,
               GPtrArray *notes)
{
    g_autofree const RollField **meant = meanings_of(habit->fields, labels);

    for (guint i = 0; i < roll_fields_n(habit->fields); i++)
        map_field(roll_fields_at(habit->fields, i), labels, meant, mapping, notes);
    tell_guess(labels, mapping, notes);
}

/* ---- every column under its own name ---- */

static gboolean
is_taken(const GPtrArray *mapping, const gchar *name)
{
    return g_strv_contains(ingest_place_columns, name) ||
           ingest_mapping_find(mapping, name) != NULL;
}

static void
map_raw(const IngestLabels *labels, GPtrArray *mapping)
{
    for (guint i = 0; i < labels->n; i++) {
        const gchar *label = labels->labels[i];
        g_autofree gchar *first =
            label[0] != '\0' ? g_strdup(label) : g_strdup_printf("column %u", i + 1);
        g_autofree gchar *name = g_strdup(first);
        const IngestColumn *column = NULL;

        for (guint n = 2; is_taken(mapping, name); n++) {
            g_free(name);
            name = g_strdup_printf("%s (%u)", first, n);
        }
        column = add_column(mapping, name, ' ');
        g_array_append_val(column->columns, i);
    }
}

GPtrArray *
ingest_mapping_new(const IngestHabit *habit, const IngestLabels *labels, GPtrArray *notes,
                   GError **error)
{
    g_autoptr(GPtrArray) mapping = g_ptr_array_new_with_free_func(free_column);

    if (habit->raw) {
        map_raw(labels, mapping);
        return g_steal_pointer(&mapping);
    }
    if (!ingest_habit_is_declared(habit))
        map_by_headers(habit, labels, mapping, notes);
    else if (!map_by_profile(habit, labels, mapping, error))
        return NULL;
    return g_steal_pointer(&mapping);
}
