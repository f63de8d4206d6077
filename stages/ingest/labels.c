#include "stages/ingest/labels.h"

#include <string.h>

#include "pipeline/lib/fields.h"
#include "stages/ingest/note.h"
#include "stages/ingest/tags.h"

#define BOM "\xef\xbb\xbf"

/* Without blanks at the ends, and without the byte order mark of a file that had two. */
static gchar *
label_of(RollText cell)
{
    const gchar *data = cell.data;

    while (g_str_has_prefix(data, BOM))
        data += strlen(BOM);
    if (roll_text_is_composed(roll_text(data)))
        return g_strstrip(g_strdup(data));
    return g_strstrip(g_utf8_normalize(data, -1, G_NORMALIZE_NFC));
}

IngestLabels *
ingest_labels_new(const RollCsvRow *row)
{
    IngestLabels *labels = g_new0(IngestLabels, 1);

    labels->n = row->n_fields;
    labels->labels = g_new0(gchar *, (gsize)row->n_fields + 1);
    labels->folded = g_new0(gchar *, (gsize)row->n_fields + 1);
    for (guint i = 0; i < row->n_fields; i++) {
        labels->labels[i] = label_of(row->fields[i]);
        labels->folded[i] = roll_header_fold(labels->labels[i]);
    }
    return labels;
}

void
ingest_labels_free(IngestLabels *labels)
{
    if (labels == NULL)
        return;
    g_strfreev(labels->labels);
    g_strfreev(labels->folded);
    g_strfreev(labels->second);
    g_strfreev(labels->third);
    g_strfreev(labels->upper);
    g_strfreev(labels->sent);
    g_strfreev(labels->tags);
    g_free(labels);
}

/* What stands in @row, in the columns of @labels (transfer full). */
static gchar **
copy_row(const IngestLabels *labels, const IngestLabels *row)
{
    gchar **copy = g_new0(gchar *, (gsize)labels->n + 1);

    for (guint i = 0; i < labels->n; i++)
        copy[i] = g_strdup(i < row->n ? row->labels[i] : "");
    return copy;
}

void
ingest_labels_turn(IngestLabels *labels, guint i, gchar *text)
{
    if (labels->sent == NULL)
        labels->sent = copy_row(labels, labels);
    g_free(labels->labels[i]);
    g_free(labels->folded[i]);
    labels->labels[i] = text;
    labels->folded[i] = roll_header_fold(text);
}

void
ingest_labels_tag(IngestLabels *labels, const IngestLabels *row)
{
    labels->tags = copy_row(labels, row);
}

void
ingest_labels_add_third(IngestLabels *labels, const IngestLabels *row)
{
    labels->third = copy_row(labels, row);
    if (row->tags != NULL)
        ingest_labels_tag(labels, &(IngestLabels){.n = row->n, .labels = row->tags});
}

gboolean
ingest_labels_same(const IngestLabels *labels, guint a, guint b)
{
    if (labels->folded[a][0] != '\0' || labels->folded[b][0] != '\0')
        return strcmp(labels->folded[a], labels->folded[b]) == 0;
    return strcmp(labels->labels[a], labels->labels[b]) == 0;
}

guint
ingest_labels_n_filled(const IngestLabels *labels)
{
    guint n = 0;

    for (guint i = 0; i < labels->n; i++)
        n += labels->labels[i][0] != '\0';
    return n;
}

/* The label of column @i, "" where the row is too short. */
static const gchar *
label_at(const IngestLabels *labels, guint i)
{
    return i < labels->n ? labels->labels[i] : "";
}

gboolean
ingest_labels_span(const IngestLabels *upper, const IngestLabels *lower)
{
    gboolean is_behind = FALSE;

    for (guint i = 0; i < lower->n; i++) {
        is_behind = is_behind || label_at(upper, i)[0] != '\0';
        if (is_behind && label_at(upper, i)[0] == '\0' && lower->labels[i][0] != '\0')
            return TRUE;
    }
    return FALSE;
}

gboolean
ingest_labels_equal(const IngestLabels *a, const IngestLabels *b)
{
    return g_strv_equal((const gchar *const *)a->folded, (const gchar *const *)b->folded);
}

/* Column @i of two rows; @group is what stands above it or spans it. */
static gchar *
join_label(const gchar *group, const gchar *lower)
{
    if (group[0] == '\0' || lower[0] == '\0' || strcmp(group, lower) == 0)
        return g_strdup(lower[0] != '\0' ? lower : group);
    return g_strconcat(group, " ", lower, NULL);
}

/* Of two rows that were turned the upper one is enough to know them again. */
static gchar **
join_sent(const IngestLabels *joined, const IngestLabels *turned)
{
    const IngestLabels row = {.n = turned->n, .labels = turned->sent};

    return turned->sent != NULL ? copy_row(joined, &row) : NULL;
}

IngestLabels *
ingest_labels_join(const IngestLabels *upper, const IngestLabels *lower)
{
    IngestLabels *joined = g_new0(IngestLabels, 1);
    gboolean spans = ingest_labels_span(upper, lower);
    gsize size = (gsize)MAX(upper->n, lower->n) + 1;
    const gchar *group = "";

    joined->n = MAX(upper->n, lower->n);
    joined->labels = g_new0(gchar *, size);
    joined->folded = g_new0(gchar *, size);
    joined->second = g_new0(gchar *, size);
    joined->upper = spans ? g_new0(gchar *, size) : NULL;
    for (guint i = 0; i < joined->n; i++) {
        const gchar *above = label_at(upper, i);
        const gchar *below = label_at(lower, i);

        if (above[0] != '\0' || below[0] == '\0')
            group = above; /* a column without any label ends a group */
        joined->second[i] = g_strdup(below);
        if (spans)
            joined->upper[i] = g_strdup(above);
        joined->labels[i] = spans              ? join_label(group, below)
                            : above[0] != '\0' ? g_strdup(above)
                                               : g_strdup(below);
        joined->folded[i] = roll_header_fold(joined->labels[i]);
    }
    joined->sent = join_sent(joined, upper->sent != NULL ? upper : lower);
    if (lower->tags != NULL)
        ingest_labels_tag(joined, &(IngestLabels){.n = lower->n, .labels = lower->tags});
    return joined;
}

static guint
find_in(gchar *const *row, const gchar *folded)
{
    for (guint i = 0; row != NULL && row[i] != NULL; i++) {
        g_autofree gchar *other = roll_header_fold(row[i]);

        if (strcmp(other, folded) == 0)
            return i;
    }
    return INGEST_NOWHERE;
}

guint
ingest_labels_find_folded(const IngestLabels *labels, const gchar *folded)
{
    guint place = INGEST_NOWHERE;

    if (folded[0] == '\0')
        return INGEST_NOWHERE;
    for (guint i = 0; i < labels->n; i++) {
        if (strcmp(labels->folded[i], folded) == 0)
            return i;
    }
    place = find_in(labels->second, folded);
    if (place == INGEST_NOWHERE)
        place = find_in(labels->third, folded);
    return place != INGEST_NOWHERE ? place : find_in(labels->sent, folded);
}

guint
ingest_labels_find(const IngestLabels *labels, const gchar *label)
{
    g_autofree gchar *folded = NULL;

    for (guint i = 0; i < labels->n; i++) {
        if (strcmp(labels->labels[i], label) == 0)
            return i;
    }
    folded = roll_header_fold(label);
    return ingest_labels_find_folded(labels, folded);
}

guint
ingest_labels_n_named(const IngestLabels *labels)
{
    guint n = labels->n;

    while (n > 0 && labels->labels[n - 1][0] == '\0')
        n--;
    return n;
}

/* The first column that has the header of column @i; @i itself when it has it first. */
static guint
first_of(const IngestLabels *labels, guint i)
{
    for (guint j = 0; j < i; j++) {
        if (ingest_labels_same(labels, j, i))
            return j;
    }
    return i;
}

/* What stands among tags and is none: a finding each. */
static void
check_tags(gchar *const *tags, GPtrArray *notes)
{
    for (guint i = 0; tags[i] != NULL; i++) {
        IngestNote *note = NULL;

        if (tags[i][0] == '\0' || ingest_tag_is_sound(tags[i]))
            continue;
        note = ingest_note(notes, ROLL_SEVERITY_WARNING, "faulty-tag", "message");
        note->position = i + 1;
        note->hint = "hint";
        roll_values_set(note->values, "tag", tags[i]);
    }
}

void
ingest_labels_name_two(const IngestLabels *labels, guint first, guint second, RollValues *values)
{
    roll_values_set_number(values, "first", first + 1);
    roll_values_set(values, "first-header", labels->labels[first]);
    roll_values_set_number(values, "second", second + 1);
    roll_values_set(values, "second-header", labels->labels[second]);
}

void
ingest_labels_check(const IngestLabels *labels, GPtrArray *notes)
{
    guint n_named = ingest_labels_n_named(labels);

    if (labels->tags != NULL)
        check_tags(labels->tags, notes);
    else if (ingest_tags_are_sound(labels->labels))
        check_tags(labels->labels, notes);
    for (guint i = 0; i < n_named; i++) {
        IngestNote *note = NULL;
        guint first = 0;

        if (labels->labels[i][0] == '\0') {
            note = ingest_note(notes, ROLL_SEVERITY_WARNING, "blank-label", "column");
            note->position = i + 1;
            note->hint = "hint";
            roll_values_set_number(note->values, "column", i + 1);
            continue;
        }
        first = first_of(labels, i);
        if (first == i)
            continue;
        note = ingest_note(notes, ROLL_SEVERITY_ERROR, "duplicate-label", "message");
        ingest_labels_name_two(labels, first, i, note->values);
        note->column = g_strdup(labels->labels[i]);
        note->position = i + 1;
        note->hint = "hint";
    }
}
