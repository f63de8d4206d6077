#include "stages/report/clash.h"

#include <string.h>

static void
append_key(const ReportRow *row, GString *key)
{
    g_string_append_printf(key, "%s\t%s", report_string(row, "start"),
                           report_string(row, "planned_session"));
}

/* -1: not one of them. */
static gint
find(const Clashes *clashes, const gchar *session)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(clashes->places, session)) - 1;
}

/* The smaller place names the case. */
static void
join(const Clashes *clashes, guint a, guint b)
{
    guint case_a = clash_plan(clashes, a)->case_place;
    guint case_b = clash_plan(clashes, b)->case_place;

    if (case_a == case_b)
        return;
    for (guint i = 0; i < clashes->plans->len; i++) {
        ClashPlan *plan = &g_array_index(clashes->plans, ClashPlan, i);

        if (plan->case_place == MAX(case_a, case_b))
            plan->case_place = MIN(case_a, case_b);
    }
}

Clashes *
clashes_new(const ReportContext *context)
{
    Clashes *clashes = g_new0(Clashes, 1);
    g_autoptr(GArray) rows =
        report_sorted_by(context->tables, "planned_collisions", NULL, append_key);

    clashes->plans = g_array_new(FALSE, TRUE, sizeof(ClashPlan));
    clashes->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < rows->len; i++) {
        ClashPlan plan = {.row = g_array_index(rows, ReportRow, i),
                          .case_place = clashes->plans->len};

        if (find(clashes, report_string(&plan.row, "planned_session")) >= 0)
            continue;
        g_array_append_val(clashes->plans, plan);
        g_hash_table_insert(clashes->places, g_strdup(report_string(&plan.row, "planned_session")),
                            GUINT_TO_POINTER(clashes->plans->len));
    }
    for (guint i = 0; i < rows->len; i++) {
        const ReportRow *row = &g_array_index(rows, ReportRow, i);
        gint own = find(clashes, report_string(row, "planned_session"));
        gint other = find(clashes, report_string(row, "clash_with"));

        if (own >= 0 && other >= 0)
            join(clashes, (guint)own, (guint)other);
    }
    return clashes;
}

void
clashes_free(Clashes *clashes)
{
    if (clashes == NULL)
        return;
    g_array_unref(clashes->plans);
    g_hash_table_unref(clashes->places);
    g_free(clashes);
}

gboolean
clashes_has(const Clashes *clashes, const gchar *session)
{
    return find(clashes, session) >= 0;
}

guint
clashes_n_cases(const Clashes *clashes)
{
    guint n = 0;

    for (guint i = 0; i < clashes->plans->len; i++)
        n += clash_plan(clashes, i)->case_place == i;
    return n;
}

GArray *
clashes_case(const Clashes *clashes, guint first)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < clashes->plans->len; i++)
        if (clash_plan(clashes, i)->case_place == first)
            g_array_append_val(places, i);
    return places;
}

static gint
compare_cases(gconstpointer a, gconstpointer b, gpointer self)
{
    const Clashes *clashes = self;
    guint x = *(const guint *)a;
    guint y = *(const guint *)b;
    const ReportRow *row_x = &clash_plan(clashes, x)->row;
    const ReportRow *row_y = &clash_plan(clashes, y)->row;
    gint order = strcmp(report_string(row_x, "start"), report_string(row_y, "start"));
    gint64 n_x = report_number(row_x, "n_already");
    gint64 n_y = report_number(row_y, "n_already");

    if (order != 0)
        return order;
    return n_x != n_y ? (n_x > n_y ? -1 : 1) : (x > y) - (x < y);
}

GArray *
clashes_ranked(const Clashes *clashes)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(guint));
    union {
        const Clashes *in;
        gpointer out;
    } self = {.in = clashes}; /* g_array_sort_with_data() takes no const */

    for (guint i = 0; i < clashes->plans->len; i++)
        if (clash_plan(clashes, i)->case_place == i)
            g_array_append_val(places, i);
    g_array_sort_with_data(places, compare_cases, self.out);
    return places;
}
