#include "stages/report/due.h"

#include <string.h>

typedef struct {
    Due *due;
    RollDay as_of;
    GHashTable *places; /* "KH17|IVC" to DueGroup */
    GHashTable *orgs;
    GHashTable *plans;
} Reader;

/* A row as all its groups look at it. */
typedef struct {
    const ReportRow *row;
    RollText officer;
    RollText org;
    RollDay day;
    gboolean is_over;
    gboolean is_served;
    gboolean is_invited;
} Line;

static void
group_clear(DueGroup *group)
{
    if (group->orgs != NULL)
        g_string_free(group->orgs, TRUE);
}

static void
group_free(gpointer data)
{
    group_clear(data);
    g_free(data);
}

static void
tally(DueTally *self, RollText officer)
{
    if (self->n > 0 && roll_text_equal(self->last, officer))
        return;
    self->last = officer;
    self->n++;
}

/* Whether @org is one of @orgs, ", " between. */
static gboolean
has_org(const GString *orgs, RollText org)
{
    const gchar *place = orgs->str;

    while ((place = strstr(place, org.data)) != NULL) {
        gchar behind = place[org.length];

        if ((place == orgs->str || (place[-1] == ' ' && place[-2] == ',')) &&
            (behind == '\0' || behind == ','))
            return TRUE;
        place++;
    }
    return FALSE;
}

static void
add_org(DueGroup *group, RollText org)
{
    if (group->orgs == NULL)
        group->orgs = g_string_new(NULL);
    if (org.length > 0 && !has_org(group->orgs, org))
        g_string_append_printf(group->orgs, "%s%s", group->orgs->len > 0 ? ", " : "", org.data);
}

static void
add_line(DueGroup *group, const Line *line)
{
    tally(&group->all, line->officer);
    if (line->is_over)
        tally(&group->overdue, line->officer);
    if (line->is_served)
        tally(&group->served, line->officer);
    if (line->is_invited)
        tally(&group->invited, line->officer);
    if (group->row.table == NULL || line->day < group->first)
        group->first = line->day;
    group->row = *line->row;
    if (group->plan.table == NULL && line->is_served)
        group->plan = *line->row;
    add_org(group, line->org);
}

/* The group of @key, which is taken over. */
static DueGroup *
group_of(GHashTable *groups, GPtrArray *list, gchar *key)
{
    DueGroup *group = g_hash_table_lookup(groups, key);

    if (group != NULL) {
        g_free(key);
        return group;
    }
    group = g_new0(DueGroup, 1);
    g_hash_table_insert(groups, key, group);
    g_ptr_array_add(list, group);
    return group;
}

/* What ends in the month of the report and is not over yet counts with the next. */
static guint
period_of(const Reader *reader, const Line *line)
{
    guint period = 1;

    if (line->is_over)
        return 0;
    while (period < DUE_MONTHS &&
           line->day > roll_day_month_end(roll_day_add_months(reader->as_of, (gint)period)))
        period++;
    return period;
}

static void
read_row(const Reader *reader, const ReportRow *row)
{
    Due *due = reader->due;
    Line line = {.row = row,
                 .officer = report_get(row, "officer"),
                 .org = report_get(row, "org"),
                 .day = roll_day_parse(report_get(row, "due_date")),
                 .is_over = report_number(row, "overdue_days") > 0,
                 .is_served = !report_is_blank(row, "planned_session"),
                 .is_invited = report_is(row, "invited", "yes")};

    add_line(&due->total, &line);
    add_line(&due->periods[period_of(reader, &line)], &line);
    add_line(group_of(reader->places, due->places,
                      g_strjoin("|", report_string(row, "adm1_code"),
                                report_string(row, "topic_code"), NULL)),
             &line);
    add_line(group_of(reader->orgs, due->orgs, g_strdup(line.org.data)), &line);
    if (line.is_served)
        add_line(
            group_of(reader->plans, due->plans, g_strdup(report_string(row, "planned_session"))),
            &line);
}

/* ---- order ---- */

static gint
compare_cells(const DueGroup *x, const DueGroup *y, const gchar *column)
{
    return strcmp(report_string(&x->row, column), report_string(&y->row, column));
}

static gint
compare_sizes(gconstpointer a, gconstpointer b)
{
    const DueGroup *x = *(const DueGroup *const *)a;
    const DueGroup *y = *(const DueGroup *const *)b;
    gint order;

    if (x->all.n != y->all.n)
        return x->all.n > y->all.n ? -1 : 1;
    order = compare_cells(x, y, "adm1_code");
    if (order == 0)
        order = compare_cells(x, y, "topic_code");
    return order != 0 ? order : compare_cells(x, y, "org");
}

static gint
compare_dates(gconstpointer a, gconstpointer b)
{
    const DueGroup *x = *(const DueGroup *const *)a;
    const DueGroup *y = *(const DueGroup *const *)b;
    gint order = compare_cells(x, y, "planned_start");

    return order != 0 ? order : compare_cells(x, y, "planned_session");
}

Due *
due_new(const ReportContext *context)
{
    Due *due = g_new0(Due, 1);
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) orgs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) plans = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reader reader = {due, context->as_of, places, orgs, plans};
    ReportRow row = report_rows(context->tables, "refresher_due");

    due->places = g_ptr_array_new_with_free_func(group_free);
    due->orgs = g_ptr_array_new_with_free_func(group_free);
    due->plans = g_ptr_array_new_with_free_func(group_free);
    while (report_next(&row))
        read_row(&reader, &row);
    g_ptr_array_sort(due->places, compare_sizes);
    g_ptr_array_sort(due->orgs, compare_sizes);
    g_ptr_array_sort(due->plans, compare_dates);
    return due;
}

void
due_free(Due *due)
{
    if (due == NULL)
        return;
    group_clear(&due->total);
    for (guint i = 0; i < DUE_PERIODS; i++)
        group_clear(&due->periods[i]);
    g_ptr_array_unref(due->places);
    g_ptr_array_unref(due->orgs);
    g_ptr_array_unref(due->plans);
    g_free(due);
}
