/* A table that a person reads on a terminal.
 *
 * Nothing that stands in an export can move the cursor, colour the screen or turn the direction
 * of the text: the cells are printable already. */
#include <string.h>

#include "pipeline/findings_formats.h"

#define SHOWN_OF_A_KIND 20
#define INDENT          "  "

/* The columns of the printed table; the message stands behind them. */
enum { SHOWN_SEVERITY, SHOWN_LINE, SHOWN_ROW, SHOWN_COLUMN, N_SHOWN };
static const gchar *const shown_titles[N_SHOWN] = {"severity", "line", "row", "column"};
static const gboolean is_number[N_SHOWN] = {FALSE, TRUE, TRUE, FALSE};

/* A kind of finding, while the table is printed. */
typedef struct {
    guint n_seen;
    const gchar *const *row; /* the newest one */
} Kind;

/* A finding that is shown: its cells in the table, and what stands behind them. */
typedef struct {
    const gchar *const *row;
    gchar *column;     /* "C Rank"; owned */
    gboolean has_hint; /* not the one that its kind just gave; the same of what was expected */
    gboolean has_expected;
} Shown;

static void
clear_shown(gpointer data)
{
    g_free(((Shown *)data)->column);
}

static Kind *
kind_of(const gchar *const *row, GHashTable *by_name, GPtrArray *kinds)
{
    g_autofree gchar *name = g_strjoin("\n", row[FINDING_ID], row[FINDING_COLUMN], NULL);
    Kind *kind = g_hash_table_lookup(by_name, name);

    if (kind == NULL) {
        kind = g_new0(Kind, 1);
        g_ptr_array_add(kinds, kind);
        g_hash_table_insert(by_name, g_steal_pointer(&name), kind);
    }
    return kind;
}

/* The header of the export; what speaks of the meaning of a cell knows its field only. */
static gchar *
column_of(const gchar *const *row)
{
    if (*row[FINDING_COLUMN] == '\0')
        return g_strdup(row[FINDING_FIELD]);
    if (*row[FINDING_LETTER] == '\0')
        return g_strdup(row[FINDING_COLUMN]);
    return g_strdup_printf("%s %s", row[FINDING_LETTER], row[FINDING_COLUMN]);
}

/* Is @cell not what the kind's last one had? */
static gboolean
is_news(const Kind *kind, const gchar *const *row, guint cell)
{
    return *row[cell] != '\0' && (kind->row == NULL || strcmp(kind->row[cell], row[cell]) != 0);
}

/* The rows that are shown (of Shown); what they hide is counted in @kinds, by id and column, in
 * the order of their first appearance. */
static GArray *
choose(const FindingsOfFile *file, GPtrArray *kinds)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *shown = g_array_new(FALSE, FALSE, sizeof(Shown));

    g_array_set_clear_func(shown, clear_shown);
    for (guint i = 0; i < file->rows->len; i++) {
        Shown next = {.row = findings_row(file, i)};
        Kind *kind = kind_of(next.row, by_name, kinds);

        next.has_hint = is_news(kind, next.row, FINDING_HINT);
        next.has_expected = is_news(kind, next.row, FINDING_EXPECTED);
        kind->row = next.row;
        if (kind->n_seen++ >= SHOWN_OF_A_KIND)
            continue;
        next.column = column_of(next.row);
        g_array_append_val(shown, next);
    }
    return shown;
}

static const gchar *
severity_of(const gchar *const *row)
{
    static const gchar *const names[] = {"note", "warning", "error"};

    return names[findings_severity(row)];
}

static void
cells_of(const Shown *shown, const gchar *cells[N_SHOWN])
{
    cells[SHOWN_SEVERITY] = severity_of(shown->row);
    cells[SHOWN_LINE] = shown->row[FINDING_LINE];
    cells[SHOWN_ROW] = shown->row[FINDING_ROW];
    cells[SHOWN_COLUMN] = shown->column;
}

static void
measure(const GArray *shown, glong *widths)
{
    for (guint j = 0; j < N_SHOWN; j++)
        widths[j] = (glong)strlen(shown_titles[j]);
    for (guint i = 0; i < shown->len; i++) {
        const gchar *cells[N_SHOWN];

        cells_of(&g_array_index(shown, Shown, i), cells);
        for (guint j = 0; j < N_SHOWN; j++)
            widths[j] = MAX(widths[j], g_utf8_strlen(cells[j], -1));
    }
}

static void
pad(GString *out, glong n)
{
    while (n-- > 0)
        g_string_append_c(out, ' ');
}

static const gchar *
colour_of(const gchar *severity)
{
    if (strcmp(severity, "error") == 0)
        return "\033[1;31m";
    return strcmp(severity, "warning") == 0 ? "\033[33m" : "\033[34m";
}

/* @colour, if not NULL, is that of the first cell. */
static void
print_cells(const gchar *const cells[N_SHOWN], const gchar *colour, const glong *widths,
            GString *out)
{
    for (guint j = 0; j < N_SHOWN; j++) {
        glong blank = widths[j] - g_utf8_strlen(cells[j], -1);
        gboolean is_coloured = j == SHOWN_SEVERITY && colour != NULL;

        g_string_append(out, INDENT);
        pad(out, is_number[j] ? blank : 0);
        g_string_append_printf(out, "%s%s%s", is_coloured ? colour : "", cells[j],
                               is_coloured ? "\033[0m" : "");
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
print_row(const FindingsReport *report, const Shown *shown, const glong *widths, GString *out)
{
    const gchar *const *row = shown->row;
    const gchar *cells[N_SHOWN];

    cells_of(shown, cells);
    print_cells(cells, report->has_colours ? colour_of(cells[SHOWN_SEVERITY]) : NULL, widths, out);
    g_string_append_printf(out, "%s [%s]", row[FINDING_MESSAGE], row[FINDING_ID]);
    if (report->shows_values && *row[FINDING_VALUE] != '\0')
        g_string_append_printf(out, ": \"%s\"", row[FINDING_VALUE]);
    g_string_append_c(out, '\n');
    if (shown->has_expected) {
        pad(out, indent_of(widths));
        g_string_append_printf(out, "expected: %s\n", row[FINDING_EXPECTED]);
    }
    if (shown->has_hint) {
        pad(out, indent_of(widths));
        g_string_append_printf(out, "hint: %s\n", row[FINDING_HINT]);
    }
}

static void
print_more(const Kind *kind, const glong *widths, GString *out)
{
    g_autofree gchar *column = column_of(kind->row);
    const gchar *cells[N_SHOWN] = {severity_of(kind->row), "", "", column};

    if (kind->n_seen <= SHOWN_OF_A_KIND)
        return;
    print_cells(cells, NULL, widths, out);
    g_string_append_printf(out, "%u more of this kind; total %u [%s]\n",
                           kind->n_seen - SHOWN_OF_A_KIND, kind->n_seen, kind->row[FINDING_ID]);
}

/* "540 rows, 2 refused; 3 errors, 1 warning, no notes". */
static void
print_counts(guint64 n_read, guint64 n_refused, FindingsCount count, GString *out)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " row%s, %" G_GUINT64_FORMAT " refused; ",
                           n_read, n_read == 1 ? "" : "s", n_refused);
    findings_append_count(count, out);
}

static void
print_known(guint64 n_known, GString *out)
{
    if (n_known > 0)
        g_string_append(out, "; ");
    findings_append_known(n_known, out);
    g_string_append_c(out, '\n');
}

static void
print_file(const FindingsReport *report, const FindingsOfFile *file, GString *out)
{
    g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) shown = choose(file, kinds);
    glong widths[N_SHOWN];

    g_string_append_printf(out, "%s: ", file->name);
    print_counts(file->n_read, file->n_refused, findings_count(file), out);
    print_known(file->n_known, out);
    if (shown->len == 0)
        return;
    measure(shown, widths);
    print_cells(shown_titles, NULL, widths, out);
    g_string_append(out, "what\n");
    for (guint i = 0; i < shown->len; i++)
        print_row(report, &g_array_index(shown, Shown, i), widths, out);
    for (guint i = 0; i < kinds->len; i++)
        print_more(kinds->pdata[i], widths, out);
}

void
findings_print_text(const FindingsReport *report, GString *out)
{
    guint64 n_read = 0;
    guint64 n_refused = 0;
    guint64 n_known = 0;

    if (report->files->len == 0)
        return;
    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        print_file(report, file, out);
        n_read += file->n_read;
        n_refused += file->n_refused;
        n_known += file->n_known;
    }
    g_string_append_printf(out, "in all: %u file%s, ", report->files->len,
                           report->files->len == 1 ? "" : "s");
    print_counts(n_read, n_refused, findings_count_all(report), out);
    print_known(n_known, out);
}
