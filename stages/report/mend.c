#include "stages/report/mend.h"

#include <string.h>

typedef struct {
    const gchar *id;
    const gchar *name;
} Name;

static const Name names[] = {
    {"columns-guessed", "Columns that were found by their headers"},
    {"country-unknown", "Countries that are not known"},
    {"course-unclassified", "Courses whose topics are not known"},
    {"delivered-twice", "An export that was delivered twice"},
    {"duplicate-row", "Rows that say the same as another row"},
    {"extra-cell", "Rows with more cells than the header"},
    {"extra-label", "Columns that were not used"},
    {"missing-cell", "Rows with fewer cells than the header"},
    {"not-reported", "Rows that were reported before, and are absent now"},
    {"organisation-ambiguous", "Organisations that may be one of several"},
    {"organisation-unknown", "Organisations that are not known"},
    {"place-ambiguous", "Places that may be one of several"},
    {"place-suggested", "Places that are not known, and what may be meant"},
    {"place-unknown", "Places that are not known"},
    {"rank-ambiguous", "Ranks that may be one of several"},
    {"rank-unknown", "Ranks that are not known"},
    {"row-action-unmatched", "Row actions on rows that were never sent"},
    {"row-repeated", "Rows that are the same as before, and count once"},
    {"row-replaced", "Rows that stand instead of earlier ones"},
    {"row-withdrawn", "Rows that were withdrawn"},
    {"wrong-month", "Files that are mostly of another month"},
};

const gchar *
mend_name(const gchar *id)
{
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i].id, id) == 0)
            return names[i].name;
    return NULL;
}

static void
kind_free(gpointer data)
{
    MendKind *kind = data;

    g_array_unref(kind->rows);
    g_free(kind);
}

/* Id, column, and what is said less its numbers: so "says the same as line 4" and "... line 12" are
 * one kind. */
static gchar *
key_of(const ReportRow *row)
{
    const gchar *message = report_string(row, "message");
    GString *key = g_string_new(report_string(row, "id"));

    g_string_append_printf(key, "\n%s\n", report_string(row, "column"));
    for (const gchar *p = message; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            g_string_append_c(key, *p);
    return g_string_free(key, FALSE);
}

static MendKind *
kind_new(const ReportRow *row)
{
    MendKind *kind = g_new0(MendKind, 1);

    kind->severity = report_string(row, "severity");
    kind->id = report_string(row, "id");
    kind->column = report_string(row, "column");
    kind->letter = report_string(row, "letter");
    kind->message = report_string(row, "message");
    kind->hint = report_string(row, "hint");
    kind->one_message = TRUE;
    kind->one_hint = TRUE;
    kind->rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
    return kind;
}

static void
add_row(MendKind *kind, const ReportRow *row)
{
    kind->one_message = kind->one_message && report_is(row, "message", kind->message);
    kind->one_hint = kind->one_hint && report_is(row, "hint", kind->hint);
    kind->has_values = kind->has_values || !report_is_blank(row, "value");
    g_array_append_val(kind->rows, *row);
}

static gint
compare_kinds(gconstpointer a, gconstpointer b)
{
    const MendKind *x = *(const MendKind *const *)a;
    const MendKind *y = *(const MendKind *const *)b;
    gint order = strcmp(x->severity, y->severity); /* "error" stands before "warning" */

    if (x->rows->len != y->rows->len)
        return x->rows->len > y->rows->len ? -1 : 1;
    if (order == 0)
        order = strcmp(x->id, y->id);
    if (order == 0)
        order = strcmp(x->column, y->column);
    return order != 0 ? order : strcmp(x->message, y->message);
}

GPtrArray *
mend_kinds(const ReportTables *tables, gboolean infos)
{
    GPtrArray *kinds = g_ptr_array_new_with_free_func(kind_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(tables, "findings");

    while (report_next(&row)) {
        g_autofree gchar *key = key_of(&row);
        MendKind *kind = g_hash_table_lookup(by_key, key);

        if (report_is(&row, "severity", "info") != infos)
            continue;
        if (kind == NULL) {
            kind = kind_new(&row);
            g_ptr_array_add(kinds, kind);
            g_hash_table_insert(by_key, g_steal_pointer(&key), kind);
        }
        add_row(kind, &row);
    }
    g_ptr_array_sort(kinds, compare_kinds);
    return kinds;
}
