#include "pipeline/fingerprint.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"

#define HEX_DIGITS   32 /* of a SHA-256 that are kept */
#define VALUE_DIGITS 2  /* of that of a value: eight bits */
#define MAX_BYTES    ((gsize)64 << 20)
#define HEADER       "# rollcall baseline 1: findings that validate --baseline keeps quiet\n"

static gchar *
digest(const gchar *text, gsize n_digits)
{
    gchar *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

    hex[n_digits] = '\0';
    return hex;
}

/* All that a fingerprint is made of but the number among equals. */
static gchar *
substance(const gchar *const *row)
{
    g_autofree gchar *value = digest(row[FINDING_VALUE], VALUE_DIGITS);

    return g_strjoin("\n", row[FINDING_FILE], row[FINDING_ID], row[FINDING_COLUMN], value, NULL);
}

void
fingerprint_all(FindingsOfFile *file)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < file->rows->len; i++) {
        gchar **row = file->rows->pdata[i];
        gchar *text = substance((const gchar *const *)row);
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(seen, text)) + 1;
        g_autofree gchar *whole = g_strdup_printf("%s\n%u", text, number);

        g_hash_table_insert(seen, text, GUINT_TO_POINTER(number));
        g_free(row[FINDING_FINGERPRINT]);
        row[FINDING_FINGERPRINT] = digest(whole, HEX_DIGITS);
    }
}

/* ---- baselines ---- */

GHashTable *
baseline_load(const gchar *path, GError **error)
{
    g_autoptr(RollSource) source = roll_source_open(path, error);
    g_autoptr(GBytes) bytes = source != NULL ? roll_source_slurp(source, MAX_BYTES, error) : NULL;
    g_autoptr(GHashTable) known = NULL;
    g_autofree gchar *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (bytes == NULL) {
        if (error != NULL)
            (*error)->code = ROLL_ERROR_CONFIG; /* what was asked for, and no export */
        return NULL;
    }
    text = g_bytes_get_size(bytes) > 0
               ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))
               : g_strdup("");
    if (!g_str_has_prefix(text, "# rollcall baseline 1")) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s: line 1: no baseline of rollcall; validate --write-baseline writes one",
                    path);
        return NULL;
    }
    known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 1; lines[i] != NULL; i++)
        g_hash_table_add(known, g_strndup(lines[i], strcspn(lines[i], " ")));
    return g_steal_pointer(&known);
}

void
baseline_silence(GHashTable *known, FindingsOfFile *file)
{
    if (file->unread != NULL)
        return;
    for (guint i = file->rows->len; i-- > 0;) {
        if (!g_hash_table_contains(known, findings_row(file, i)[FINDING_FINGERPRINT]))
            continue;
        g_ptr_array_remove_index(file->rows, i);
        file->n_known++;
    }
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

gboolean
baseline_write(const FindingsReport *report, const gchar *path, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(RollSink) sink = roll_sink_create(path, error);

    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        for (guint j = 0; j < file->rows->len && file->unread == NULL; j++) {
            const gchar *const *row = findings_row(file, j);

            g_ptr_array_add(lines, g_strdup_printf("%s %s %s\n", row[FINDING_FINGERPRINT],
                                                   row[FINDING_ID], row[FINDING_FILE]));
        }
    }
    g_ptr_array_sort(lines, compare_lines);
    if (sink == NULL || !roll_sink_write(sink, HEADER, strlen(HEADER), error))
        return FALSE;
    for (guint i = 0; i < lines->len; i++)
        if (!roll_sink_write(sink, lines->pdata[i], strlen(lines->pdata[i]), error))
            return FALSE;
    return roll_sink_close(sink, error);
}
