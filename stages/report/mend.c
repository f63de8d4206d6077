#include "stages/report/mend.h"

#include <string.h>

/* Kinds whose findings say something of their own each, or do not begin with what they are about.
 */
static const gchar *const named[] = {"columns-guessed",      "country-unknown",
                                     "course-unclassified",  "delivered-twice",
                                     "duplicate-row",        "extra-cell",
                                     "extra-label",          "missing-cell",
                                     "not-reported",         "organisation-ambiguous",
                                     "organisation-unknown", "place-ambiguous",
                                     "place-suggested",      "place-unknown",
                                     "rank-ambiguous",       "rank-unknown",
                                     "row-action-unmatched", "row-repeated",
                                     "row-replaced",         "row-withdrawn",
                                     "wrong-month",          NULL};

gboolean
mend_is_named(const gchar *id)
{
    return g_strv_contains(named, id);
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
