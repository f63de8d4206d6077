#include "pipeline/evaluate_labels.h"

#include <string.h>

#include "pipeline/lib/decision.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/stream.h"

gboolean
evaluate_is_labels(const gchar *path)
{
    RollSource *source = roll_gzip_open(path, NULL, NULL);
    g_autoptr(GBytes) head = NULL;
    g_autofree gchar *line = NULL;
    gsize length = 0;
    const gchar *text = NULL;

    if (source != NULL)
        source = roll_source_peek(source, 512, &head, NULL);
    if (source == NULL)
        return FALSE;
    roll_source_free(source);
    text = g_bytes_get_data(head, &length);
    line = g_strndup(text, length);
    line[strcspn(line, "\r\n")] = '\0';
    return strstr(line, "row_a") != NULL && strstr(line, "decision") != NULL;
}

/* "export:row" of every record that is labelled -> its officer. */
static GHashTable *
wanted_rows(const GPtrArray *said)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < said->len; i++) {
        const RollDecision *decision = said->pdata[i];

        g_hash_table_insert(rows, g_strdup(decision->row_a), NULL);
        g_hash_table_insert(rows, g_strdup(decision->row_b), NULL);
    }
    return rows;
}

static void
take_records(GHashTable *rows, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        g_autofree gchar *id = g_strdup_printf("%s:%s", roll_batch_get(batch, "export", i).data,
                                               roll_batch_get(batch, "row", i).data);

        if (g_hash_table_contains(rows, id))
            g_hash_table_insert(rows, g_strdup(id),
                                g_strdup(roll_batch_get(batch, "officer", i).data));
    }
}

static void
take_any(gpointer rows, const gchar *table, const RollBatch *batch)
{
    if (strcmp(table, "records") == 0)
        take_records(rows, batch);
}

static gboolean
read_officers(const gchar *path, GHashTable *rows, GError **error)
{
    return roll_stream_each(roll_gzip_open(path, NULL, error), take_any, rows, error);
}

static void
note_wrong(EvaluateLabels *labels, const RollDecision *said, const gchar *what)
{
    g_ptr_array_add(labels->wrong,
                    g_strdup_printf("%s and %s: %s", said->row_a, said->row_b, what));
}

static void
count(EvaluateLabels *labels, const RollDecision *said, GHashTable *rows)
{
    const gchar *a = g_hash_table_lookup(rows, said->row_a);
    const gchar *b = g_hash_table_lookup(rows, said->row_b);
    gboolean joined = a != NULL && b != NULL && *a != '\0' && strcmp(a, b) == 0;

    if (said->verdict == ROLL_DECISION_UNSURE) {
        labels->n_unsure++;
    } else if (a == NULL || b == NULL) {
        labels->n_unknown++;
    } else if (said->verdict == ROLL_DECISION_SAME) {
        labels->n_same++;
        labels->n_same_joined += joined ? 1 : 0;
        if (!joined)
            note_wrong(labels, said, "labelled same, and two officers");
    } else {
        labels->n_different++;
        labels->n_different_joined += joined ? 1 : 0;
        if (joined)
            note_wrong(labels, said, "labelled different, and one officer");
    }
}

EvaluateLabels *
evaluate_labels(const gchar *records, const gchar *path, GError **error)
{
    g_autoptr(GPtrArray) said = roll_decisions_read(path, error);
    g_autoptr(GHashTable) rows = NULL;
    EvaluateLabels *labels = NULL;
    gdouble n_joined = 0;

    if (said == NULL)
        return NULL;
    rows = wanted_rows(said);
    if (!read_officers(records, rows, error))
        return NULL;
    labels = g_new0(EvaluateLabels, 1);
    labels->wrong = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < said->len; i++)
        count(labels, said->pdata[i], rows);
    n_joined = (gdouble)labels->n_same_joined + (gdouble)labels->n_different_joined;
    labels->pairs =
        evaluate_measure(evaluate_ratio((gdouble)labels->n_same_joined, n_joined),
                         evaluate_ratio((gdouble)labels->n_same_joined, (gdouble)labels->n_same));
    return labels;
}

void
evaluate_labels_free(EvaluateLabels *labels)
{
    if (labels == NULL)
        return;
    g_ptr_array_unref(labels->wrong);
    g_free(labels);
}
