#include "stages/ingest/labels.h"

#include <string.h>

#include "pipeline/lib/fields.h"
#include "stages/ingest/note.h"

#define BOM "\xef\xbb\xbf"

/* Without blanks at the ends, and without the byte order mark of a file that had two. */
static gchar *
label_of(RollText cell)
{
    const gchar *data = cell.data;

    while (g_str_has_prefix(data, BOM))
        data += strlen(BOM);
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
    g_strfreev(labels->tags);
    g_free(labels);
}

gboolean
ingest_labels_are_tags(const IngestLabels *labels)
{
    gboolean has_tag = FALSE;

    for (guint i = 0; i < labels->n; i++) {
        const gchar *label = labels->labels[i];

        if (label[0] == '\0')
            continue;
        if (label[0] != '#' || !g_ascii_isalpha(label[1]))
            return FALSE;
        has_tag = TRUE;
    }
    return has_tag;
}

void
ingest_labels_tag(IngestLabels *labels, const IngestLabels *row)
{
    labels->tags = g_new0(gchar *, (gsize)labels->n + 1);
    for (guint i = 0; i < labels->n; i++)
        labels->tags[i] = g_strdup(i < row->n ? row->labels[i] : "");
}

gboolean
ingest_labels_same(const IngestLabels *labels, guint a, guint b)
{
    if (labels->folded[a][0] != '\0' || labels->folded[b][0] != '\0')
        return strcmp(labels->folded[a], labels->folded[b]) == 0;
    return strcmp(labels->labels[a], labels->labels[b]) == 0;
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
    for (guint i = 0; i < labels->n && folded[0] != '\0'; i++) {
        if (strcmp(labels->folded[i], folded) == 0)
            return i;
    }
    return INGEST_NOWHERE;
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

void
ingest_labels_check(const IngestLabels *labels, GPtrArray *notes)
{
    guint n_named = ingest_labels_n_named(labels);

    for (guint i = 0; i < n_named; i++) {
        IngestNote *note = NULL;
        guint first = 0;

        if (labels->labels[i][0] == '\0') {
            note = ingest_note(notes, ROLL_SEVERITY_WARNING, "blank-label",
                               "column %u has no header: its values are not used", i + 1);
            note->position = i + 1;
            continue;
        }
        first = first_of(labels, i);
        if (first == i)
            continue;
        note = ingest_note(notes, ROLL_SEVERITY_ERROR, "duplicate-label",
                           "columns %u \"%s\" and %u \"%s\" have one header: only the first can be "
                           "taken",
                           first + 1, labels->labels[first], i + 1, labels->labels[i]);
        note->column = g_strdup(labels->labels[i]);
        note->position = i + 1;
    }
}
