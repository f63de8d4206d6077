#include "pipeline/findings_text.h"

#include <string.h>

#include "pipeline/lib/stream.h"
#include "pipeline/lib/text.h"

#define SHOWN_OF_A_KIND 20
#define INDENT          "  "

enum {
    SEVERITY,
    ID,
    FILE_NAME,
    LINE,
    ROW,
    COLUMN,
    LETTER,
    FIELD,
    VALUE,
    EXPECTED,
    MESSAGE,
    HINT,
    N_FINDING_COLUMNS
};

/* The columns of the printed table; the message stands behind them. */
enum { SHOWN_SEVERITY, SHOWN_LINE, SHOWN_ROW, SHOWN_COLUMN, N_SHOWN };
static const gchar *const shown_titles[N_SHOWN] = {"severity", "line", "row", "column"};
static const gint shown_sources[N_SHOWN] = {SEVERITY, LINE, ROW, COLUMN};
static const gboolean is_number[N_SHOWN] = {FALSE, TRUE, TRUE, FALSE};

/* ---- reading ---- */

static gchar *
printable(RollText text)
{
    GString *out = g_string_new(NULL);

    roll_text_printable(text, out);
    return g_string_free(out, FALSE);
}

static void
take_batch(const RollBatch *batch, GPtrArray *rows)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        gchar **row = g_new0(gchar *, N_FINDING_COLUMNS + 1);

        for (guint j = 0; j < N_FINDING_COLUMNS; j++)
            row[j] = printable(roll_batch_get(batch, roll_finding_columns[j], i));
        g_ptr_array_add(rows, row);
    }
}

static guint64
number(const gchar *const *row, guint column)
{
    return g_ascii_strtoull(row[column], NULL, 10);
}

/* By line, then in byte order of what is said: the order of the stages does not show. */
static gint
compare_rows(gconstpointer a, gconstpointer b)
{
    const gchar *const *row_a = *(const gchar *const *const *)a;
    const gchar *const *row_b = *(const gchar *const *const *)b;
    static const gint order[] = {COLUMN, ID, MESSAGE, VALUE, SEVERITY};
    guint64 line_a = number(row_a, LINE);
    guint64 line_b = number(row_b, LINE);
    gint result = (line_a > line_b) - (line_a < line_b);

    for (guint i = 0; result == 0 && i < G_N_ELEMENTS(order); i++)
        result = strcmp(row_a[order[i]], row_b[order[i]]);
    return result;
}

gboolean
findings_read(const gchar *path, FindingsOfFile *file, GError **error)
{
    RollSource *source = roll_source_open(path, error);
    g_autoptr(RollReader) reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;

    if (reader == NULL)
        return FALSE;
    file->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (;;) {
        guint table = 0;
        GError *cause = NULL;
        g_autoptr(RollBatch) batch = roll_reader_next(reader, &table, &cause);

        if (cause != NULL) {
            g_propagate_error(error, cause);
            return FALSE;
        }
        if (batch == NULL)
            break;
        take_batch(batch, file->rows);
    }
    g_ptr_array_sort(file->rows, compare_rows);
    return TRUE;
}

FindingsCount
findings_count(const FindingsOfFile *file)
{
    FindingsCount count = {{0}};

    for (guint i = 0; i < file->rows->len; i++) {
        const gchar *const *row = file->rows->pdata[i];

        for (guint j = 0; j <= ROLL_SEVERITY_ERROR; j++)
            if (strcmp(row[SEVERITY], roll_severity_name((RollSeverity)j)) == 0)
                count.n[j]++;
    }
    return count;
}

/* ---- printing ---- */

/* A kind of finding, while the table is printed. */
typedef struct {
    guint n_seen;
    const gchar *const *row; /* the newest one */
} Kind;

/* A finding that is shown. */
typedef struct {
    const gchar *const *row;
    gboolean has_hint; /* not the one that its kind just gave */
} Shown;

static gboolean
is_same(const gchar *const *row, const gchar *const *before)
{
    static const gint what[] = {SEVERITY, ID, LINE, ROW, COLUMN, VALUE, MESSAGE};

    for (guint i = 0; before != NULL && i < G_N_ELEMENTS(what); i++)
        if (strcmp(row[what[i]], before[what[i]]) != 0)
            return FALSE;
    return before != NULL;
}

static Kind *
kind_of(const gchar *const *row, GHashTable *by_name, GPtrArray *kinds)
{
    g_autofree gchar *name = g_strjoin("\n", row[ID], row[COLUMN], NULL);
    Kind *kind = g_hash_table_lookup(by_name, name);

    if (kind == NULL) {
        kind = g_new0(Kind, 1);
        g_ptr_array_add(kinds, kind);
        g_hash_table_insert(by_name, g_steal_pointer(&name), kind);
    }
    return kind;
}

/* The rows that are shown (of Shown); what they hide is counted in @kinds, by id and column, in
 * the order of their first appearance. */
static GArray *
choose(const FindingsOfFile *file, GPtrArray *kinds)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *shown = g_array_new(FALSE, FALSE, sizeof(Shown));
    const gchar *const *before = NULL;

    for (guint i = 0; i < file->rows->len; i++) {
        Shown next = {.row = file->rows->pdata[i]};
        Kind *kind = NULL;

        if (is_same(next.row, before))
            continue;
        before = next.row;
        kind = kind_of(next.row, by_name, kinds);
        next.has_hint = *next.row[HINT] != '\0' &&
                        (kind->row == NULL || strcmp(kind->row[HINT], next.row[HINT]) != 0);
        kind->row = next.row;
        if (kind->n_seen++ < SHOWN_OF_A_KIND)
            g_array_append_val(shown, next);
    }
    return shown;
}

/* What stands in column @shown of the printed table. */
static const gchar *
cell_of(const gchar *const *row, guint shown)
{
    const gchar *cell = row[shown_sources[shown]];

    return shown == SHOWN_SEVERITY && strcmp(cell, "info") == 0 ? "note" : cell;
}

static void
measure(const GArray *shown, glong *widths)
{
    for (guint j = 0; j < N_SHOWN; j++) {
        widths[j] = (glong)strlen(shown_titles[j]);
        for (guint i = 0; i < shown->len; i++) {
            const gchar *cell = cell_of(g_array_index(shown, Shown, i).row, j);

            widths[j] = MAX(widths[j], g_utf8_strlen(cell, -1));
        }
    }
}

static void
pad(GString *out, glong n)
{
    while (n-- > 0)
        g_string_append_c(out, ' ');
}

static void
print_cells(const gchar *const cells[N_SHOWN], const glong *widths, GString *out)
{
    for (guint j = 0; j < N_SHOWN; j++) {
        glong blank = widths[j] - g_utf8_strlen(cells[j], -1);

        g_string_append(out, INDENT);
        pad(out, is_number[j] ? blank : 0);
        g_string_append(out, cells[j]);
        pad(out, is_number[j] ? 0 : blank);
    }
    g_string_append(out, INDENT);
}

static glong
indent_of(const glong *widths)
{
    glong indent = (glong)strlen(INDENT);

    for (guint j = 0; j < N_SHOWN; j++)
        indent += widths[j] + (glong)strlen(INDENT);
    return indent;
}

static void
print_row(const Shown *shown, gboolean shows_values, const glong *widths, GString *out)
{
    const gchar *const *row = shown->row;
    const gchar *cells[N_SHOWN];

    for (guint j = 0; j < N_SHOWN; j++)
        cells[j] = cell_of(row, j);
    print_cells(cells, widths, out);
    g_string_append_printf(out, "%s [%s]", row[MESSAGE], row[ID]);
    if (shows_values && *row[VALUE] != '\0')
        g_string_append_printf(out, ": \"%s\"", row[VALUE]);
    g_string_append_c(out, '\n');
    if (shown->has_hint) {
        pad(out, indent_of(widths));
        g_string_append_printf(out, "hint: %s\n", row[HINT]);
    }
}

static void
print_more(const Kind *kind, const glong *widths, GString *out)
{
    const gchar *cells[N_SHOWN] = {cell_of(kind->row, SHOWN_SEVERITY), "", "", kind->row[COLUMN]};

    if (kind->n_seen <= SHOWN_OF_A_KIND)
        return;
    print_cells(cells, widths, out);
    g_string_append_printf(out, "%u more of this kind [%s]\n", kind->n_seen - SHOWN_OF_A_KIND,
                           kind->row[ID]);
}

void
findings_print_rows(guint64 n_read, guint64 n_refused, GString *out)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " row%s, %" G_GUINT64_FORMAT " refused; ",
                           n_read, n_read == 1 ? "" : "s", n_refused);
}

void
findings_print_count(FindingsCount count, GString *out)
{
    static const gchar *const names[] = {"note", "warning", "error"};

    for (guint j = ROLL_SEVERITY_ERROR + 1; j-- > 0;)
        g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s%s%s", count.n[j], names[j],
                               count.n[j] == 1 ? "" : "s", j > 0 ? ", " : "");
}

void
findings_print(const FindingsOfFile *file, gboolean shows_values, GString *out)
{
    g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) shown = choose(file, kinds);
    g_autofree gchar *name = printable(roll_text(file->file));
    glong widths[N_SHOWN];

    g_string_append_printf(out, "%s: ", name);
    findings_print_rows(file->n_read, file->n_refused, out);
    findings_print_count(findings_count(file), out);
    g_string_append_c(out, '\n');
    if (shown->len == 0)
        return;
    measure(shown, widths);
    print_cells(shown_titles, widths, out);
    g_string_append(out, "what\n");
    for (guint i = 0; i < shown->len; i++)
        print_row(&g_array_index(shown, Shown, i), shows_values, widths, out);
    for (guint i = 0; i < kinds->len; i++)
        print_more(kinds->pdata[i], widths, out);
}

void
findings_clear(FindingsOfFile *file)
{
    g_free(file->file);
    g_clear_pointer(&file->rows, g_ptr_array_unref);
}
