#include "stages/report/check_plan.h"

#include <string.h>

#include "pipeline/lib/validity.h"

/* ---- topics ---- */

/* The codes that both texts have, ";" between (transfer full). */
static gchar *
shared_topics(const gchar *a, const gchar *b)
{
    g_auto(GStrv) codes_a = g_strsplit(a, ";", -1);
    g_auto(GStrv) codes_b = g_strsplit(b, ";", -1);
    GString *shared = g_string_new(NULL);

    for (guint i = 0; codes_a[i] != NULL; i++)
        if (*codes_a[i] != '\0' && g_strv_contains((const gchar *const *)codes_b, codes_a[i]))
            g_string_append_printf(shared, "%s%s", shared->len > 0 ? ";" : "", codes_a[i]);
    return g_string_free(shared, FALSE);
}

gboolean
check_plan_shares(const CheckRows *rows, const CheckPlan *plan, guint32 topics)
{
    if (plan->shares[topics] < 0) {
        g_autofree gchar *shared = shared_topics(
            check_text(rows, plan->first->cells[CHECK_TOPICS]).data, check_text(rows, topics).data);

        plan->shares[topics] = *shared != '\0' ? 1 : 0;
    }
    return plan->shares[topics] == 1;
}

/* Of several topics the one that lasts longest counts. */
RollDay
check_valid_until(const ReportContext *context, const gchar *topics, RollDay start)
{
    g_auto(GStrv) codes = g_strsplit(topics, ";", -1);
    gint longest = 0;

    for (guint i = 0; codes[i] != NULL; i++)
        longest = MAX(longest, roll_validity_months(context->courses, codes[i]));
    return roll_day_add_months(start, longest);
}

/* ---- the sessions of the plan ---- */

static void
plan_free(gpointer data)
{
    CheckPlan *plan = data;

    g_ptr_array_unref(plan->invited);
    g_hash_table_unref(plan->trained);
    g_free(plan->shares);
    g_free(plan);
}

static guint32
place_of(const CheckRow *row)
{
    return row->cells[row->cells[CHECK_VENUE_ADM1] != 0 ? CHECK_VENUE_ADM1 : CHECK_ADM1];
}

static CheckPlan *
plan_new(const CheckRows *rows, const CheckRow *row)
{
    CheckPlan *plan = g_new0(CheckPlan, 1);
    guint32 n = roll_dictionary_n(rows->texts);

    plan->first = row;
    plan->start = check_day(rows, row, CHECK_START);
    plan->end = check_day(rows, row, CHECK_END);
    plan->invited = g_ptr_array_new();
    plan->trained = g_hash_table_new(NULL, NULL);
    plan->shares = g_malloc(n);
    memset(plan->shares, -1, n);
    return plan;
}

static gboolean
is_called_off(const CheckRows *rows, const CheckRow *row)
{
    const gchar *status = check_text(rows, row->cells[CHECK_STATUS]).data;

    return g_ascii_strncasecmp(status, "cancel", strlen("cancel")) == 0 ||
           g_ascii_strncasecmp(status, "postpone", strlen("postpone")) == 0;
}

/* Rows of one session have its number; without numbers, its days, place and topics. */
static gchar *
session_key(const CheckRow *row)
{
    const guint32 *cells = row->cells;

    return cells[CHECK_SESSION] != 0
               ? g_strdup_printf("%u", cells[CHECK_SESSION])
               : g_strdup_printf("- %u %u %u %u", cells[CHECK_START], cells[CHECK_END],
                                 place_of(row), cells[CHECK_TOPICS]);
}

static gint
compare_plans(gconstpointer a, gconstpointer b)
{
    const CheckPlan *plan_a = *(const CheckPlan *const *)a;
    const CheckPlan *plan_b = *(const CheckPlan *const *)b;

    if (plan_a->start != plan_b->start)
        return plan_a->start > plan_b->start ? 1 : -1;
    return (plan_a->first > plan_b->first) - (plan_a->first < plan_b->first);
}

GPtrArray *
check_plans(const CheckRows *rows)
{
    GPtrArray *plans = g_ptr_array_new_with_free_func(plan_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < rows->planned->len; i++) {
        const CheckRow *row = &g_array_index(rows->planned, CheckRow, i);
        gchar *key = session_key(row);
        CheckPlan *plan = g_hash_table_lookup(by_key, key);
        union {
            const CheckRow *in;
            gpointer out;
        } kept = {.in = row}; /* nothing changes it */

        if (plan == NULL) {
            plan = plan_new(rows, row);
            g_ptr_array_add(plans, plan);
            g_hash_table_insert(by_key, key, plan);
        } else {
            g_free(key);
        }
        plan->is_on = plan->is_on || !is_called_off(rows, row);
        plan->adm1 = plan->adm1 != 0 ? plan->adm1 : place_of(row);
        if (row->cells[CHECK_OFFICER] != 0 || row->cells[CHECK_NAME] != 0)
            g_ptr_array_add(plan->invited, kept.out);
    }
    g_ptr_array_sort(plans, compare_plans);
    return plans;
}
