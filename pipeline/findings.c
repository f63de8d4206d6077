#include "pipeline/findings.h"

#include <string.h>

#include "pipeline/lib/stream.h"
#include "pipeline/lib/text.h"

static gchar *
printable(RollText text)
{
    GString *out = g_string_new(NULL);

    roll_text_printable(text, out);
    return g_string_free(out, FALSE);
}

FindingsOfFile *
findings_new(const gchar *path)
{
    FindingsOfFile *file = g_new0(FindingsOfFile, 1);

    file->name = printable(roll_text(path));
    while (g_str_has_prefix(path, "./"))
        path += strspn(path + 1, "/") + 1;
    file->path = g_strdup(path);
    file->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    return file;
}

void
findings_free(FindingsOfFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->name);
    g_free(file->unread);
    g_ptr_array_unref(file->rows);
    g_free(file);
}

static void
take_batch(const RollBatch *batch, GPtrArray *rows)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        gchar **row = g_new0(gchar *, FINDING_N_CELLS + 1);

        for (guint j = 0; j < FINDING_FINGERPRINT; j++)
            row[j] = printable(roll_batch_get(batch, roll_finding_columns[j], i));
        row[FINDING_FINGERPRINT] = g_strdup("");
        g_ptr_array_add(rows, row);
    }
}

guint64
findings_number(const gchar *const *row, guint cell)
{
    return g_ascii_strtoull(row[cell], NULL, 10);
}

RollSeverity
findings_severity(const gchar *const *row)
{
    for (guint i = ROLL_SEVERITY_ERROR; i > 0; i--)
        if (strcmp(row[FINDING_SEVERITY], roll_severity_name((RollSeverity)i)) == 0)
            return (RollSeverity)i;
    return ROLL_SEVERITY_INFO;
}

/* By line, then in byte order of what is said: the order of the stages does not show. */
static gint
compare_rows(gconstpointer a, gconstpointer b)
{
    const gchar *const *row_a = *(const gchar *const *const *)a;
    const gchar *const *row_b = *(const gchar *const *const *)b;
    static const gint order[] = {FINDING_COLUMN, FINDING_ID, FINDING_MESSAGE, FINDING_VALUE,
                                 FINDING_SEVERITY};
    guint64 line_a = findings_number(row_a, FINDING_LINE);
    guint64 line_b = findings_number(row_b, FINDING_LINE);
    gint result = (line_a > line_b) - (line_a < line_b);

    for (guint i = 0; result == 0 && i < G_N_ELEMENTS(order); i++)
        result = strcmp(row_a[order[i]], row_b[order[i]]);
    return result;
}

static gboolean
is_same(gconstpointer a, gconstpointer b)
{
    const gchar *const *row_a = a;
    const gchar *const *row_b = b;

    for (guint i = 0; i < FINDING_FINGERPRINT; i++)
        if (i != FINDING_HINT && strcmp(row_a[i], row_b[i]) != 0)
            return FALSE;
    return TRUE;
}

static void
drop_repeated(GPtrArray *rows)
{
    guint n = 0;

    for (guint i = 0; i < rows->len; i++) {
        if (n > 0 && is_same(rows->pdata[i], rows->pdata[n - 1]))
            g_strfreev(rows->pdata[i]);
        else
            rows->pdata[n++] = rows->pdata[i];
    }
    g_ptr_array_set_free_func(rows, NULL);
    g_ptr_array_set_size(rows, (gint)n);
    g_ptr_array_set_free_func(rows, (GDestroyNotify)g_strfreev);
}

static void
take_any(gpointer rows, const gchar *table, const RollBatch *batch)
{
    (void)table;
    take_batch(batch, rows);
}

gboolean
findings_read(const gchar *path, FindingsOfFile *file, GError **error)
{
    if (!roll_stream_each(roll_source_open(path, error), take_any, file->rows, error))
        return FALSE;
    g_ptr_array_sort(file->rows, compare_rows);
    drop_repeated(file->rows);
    return TRUE;
}

void
findings_set_unread(FindingsOfFile *file, const gchar *message)
{
    gchar **row = g_new0(gchar *, FINDING_N_CELLS + 1);

    file->unread = printable(roll_text(message));
    for (guint i = 0; i < FINDING_N_CELLS; i++)
        row[i] = g_strdup("");
    g_free(row[FINDING_SEVERITY]);
    row[FINDING_SEVERITY] = g_strdup(roll_severity_name(ROLL_SEVERITY_ERROR));
    g_free(row[FINDING_ID]);
    row[FINDING_ID] = g_strdup("unreadable");
    g_free(row[FINDING_FILE]);
    row[FINDING_FILE] = g_path_get_basename(file->path);
    g_free(row[FINDING_MESSAGE]);
    row[FINDING_MESSAGE] = g_strdup(file->unread);
    g_ptr_array_add(file->rows, row);
}

FindingsCount
findings_count(const FindingsOfFile *file)
{
    FindingsCount count = {{0}};

    for (guint i = 0; i < file->rows->len; i++)
        count.n[findings_severity(findings_row(file, i))]++;
    return count;
}

FindingsCount
findings_count_all(const FindingsReport *report)
{
    FindingsCount all = {{0}};

    for (guint i = 0; i < report->files->len; i++) {
        FindingsCount count = findings_count(report->files->pdata[i]);

        for (guint j = 0; j <= ROLL_SEVERITY_ERROR; j++)
            all.n[j] += count.n[j];
    }
    return all;
}

gchar *
findings_sentence(const gchar *const *row)
{
    GString *out = g_string_new(NULL);

    if (*row[FINDING_LINE] != '\0')
        g_string_append_printf(out, "line %s, ", row[FINDING_LINE]);
    if (*row[FINDING_ROW] != '\0')
        g_string_append_printf(out, "row %s, ", row[FINDING_ROW]);
    if (*row[FINDING_LETTER] != '\0')
        g_string_append_printf(out, "column %s \"%s\", ", row[FINDING_LETTER], row[FINDING_COLUMN]);
    else if (*row[FINDING_COLUMN] != '\0')
        g_string_append_printf(out, "column \"%s\", ", row[FINDING_COLUMN]);
    if (out->len > 0) {
        g_string_truncate(out, out->len - 2);
        g_string_append(out, ": ");
    }
    g_string_append(out, row[FINDING_MESSAGE]);
    if (*row[FINDING_EXPECTED] != '\0')
        g_string_append_printf(out, "; expected: %s", row[FINDING_EXPECTED]);
    if (*row[FINDING_HINT] != '\0')
        g_string_append_printf(out, " (%s)", row[FINDING_HINT]);
    return g_string_free(out, FALSE);
}

void
findings_append_count(FindingsCount count, GString *out)
{
    static const gchar *const names[] = {"note", "warning", "error"};

    for (guint j = ROLL_SEVERITY_ERROR + 1; j-- > 0;)
        g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s%s%s", count.n[j], names[j],
                               count.n[j] == 1 ? "" : "s", j > 0 ? ", " : "");
}

void
findings_append_known(guint64 n_known, GString *out)
{
    if (n_known > 0)
        g_string_append_printf(out, "%" G_GUINT64_FORMAT " known finding%s not shown", n_known,
                               n_known == 1 ? "" : "s");
}
