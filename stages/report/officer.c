#include "stages/report/officer.h"

#include <string.h>

static gint
compare_officers(gconstpointer a, gconstpointer b)
{
    const Officer *x = a;
    const Officer *y = b;

    if (x->n_sessions != y->n_sessions)
        return x->n_sessions > y->n_sessions ? -1 : 1;
    return strcmp(x->number, y->number);
}

/* Rows of one officer follow each other. */
GArray *
officer_list(const ReportContext *context)
{
    GArray *officers = g_array_new(FALSE, FALSE, sizeof(Officer));
    ReportRow row = report_rows(context->tables, "officer_duplicates");
    RollText last = ROLL_TEXT_EMPTY;

    while (report_next(&row)) {
        RollText number = report_get(&row, "officer");
        Officer officer = {.row = row,
                           .number = number.data,
                           .n_sessions = report_number(&row, "n_sessions"),
                           .n_orgs = report_number(&row, "n_orgs")};
        Officer *best;

        if (!roll_text_equal(number, last))
            g_array_append_val(officers, officer);
        last = number;
        best = &g_array_index(officers, Officer, officers->len - 1);
        if (officer.n_sessions > best->n_sessions ||
            (officer.n_sessions == best->n_sessions && officer.n_orgs > best->n_orgs))
            *best = officer;
    }
    g_array_sort(officers, compare_officers);
    return officers;
}
