#include <string.h>

#include "pipeline/lib/province.h"
#include "stages/report/check.h"
#include "stages/report/check_plan.h"
#include "stages/report/words.h"

static const gchar *
string(const CheckTalk *talk, guint32 number)
{
    return check_text(talk->rows, number).data;
}

/* ---- who had it already ---- */

static GHashTable *
invited_officers(const CheckPlan *plan)
{
    GHashTable *officers = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < plan->invited->len; i++) {
        const CheckRow *row = g_ptr_array_index(plan->invited, i);

        g_hash_table_add(officers, GUINT_TO_POINTER(row->cells[CHECK_OFFICER]));
    }
    return officers;
}

static gboolean
still_holds(const CheckTalk *talk, const CheckPlan *plan, const CheckRow *row)
{
    RollDay day = check_day(talk->rows, row, CHECK_START);

    return day != 0 && day < plan->start &&
           check_valid_until(talk->context, string(talk, row->cells[CHECK_TOPICS]), day) >=
               plan->start;
}

static gint
compare_days(gconstpointer a, gconstpointer b, gpointer data)
{
    const CheckTalk *talk = data;
    const CheckRow *row_a = *(const CheckRow *const *)a;
    const CheckRow *row_b = *(const CheckRow *const *)b;
    gint order =
        strcmp(string(talk, row_a->cells[CHECK_START]), string(talk, row_b->cells[CHECK_START]));

    return order != 0 ? order
                      : strcmp(string(talk, row_a->cells[CHECK_ORGANISATION]),
                               string(talk, row_b->cells[CHECK_ORGANISATION]));
}

/* Rows of people on the list that had a topic of it, still valid when the plan begins, by day.  Who
 * had one at all is noted in the plan. */
static GPtrArray *
rows_before(CheckTalk *talk, CheckPlan *plan)
{
    GPtrArray *before = g_ptr_array_new();
    g_autoptr(GHashTable) invited = invited_officers(plan);

    for (guint i = 0; i < talk->rows->attended->len; i++) {
        CheckRow *row = &g_array_index(talk->rows->attended, CheckRow, i);
        gpointer officer = GUINT_TO_POINTER(row->cells[CHECK_OFFICER]);

        if (!check_plan_shares(talk->rows, plan, row->cells[CHECK_TOPICS]))
            continue;
        g_hash_table_add(plan->trained, officer);
        if (g_hash_table_contains(invited, officer) && still_holds(talk, plan, row))
            g_ptr_array_add(before, row);
    }
    g_ptr_array_sort_with_data(before, compare_days, talk);
    return before;
}

/* By officer, what he had: "BPL 1 May 2026". */
static GHashTable *
had_before(CheckTalk *talk, CheckPlan *plan)
{
    GHashTable *had = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GPtrArray) rows = rows_before(talk, plan);

    for (guint i = 0; i < rows->len; i++) {
        const CheckRow *row = g_ptr_array_index(rows, i);
        gpointer officer = GUINT_TO_POINTER(row->cells[CHECK_OFFICER]);
        const gchar *before = g_hash_table_lookup(had, officer);
        Words words;

        g_hash_table_replace(
            had, officer,
            g_strdup_printf(
                "%s%s%s %s", before != NULL ? before : "", before != NULL ? ", " : "",
                check_organisation(talk, row->cells[CHECK_ORGANISATION]),
                words_day(talk->context->english, check_day(talk->rows, row, CHECK_START), words)));
    }
    return had;
}

void
check_plan_say_already(CheckTalk *talk, CheckPlan *plan)
{
    g_autoptr(GHashTable) had = had_before(talk, plan);
    guint n = 0;

    if (plan->invited->len == 0) {
        check_say(talk, "  It names nobody, so who had it already cannot be told.");
        return;
    }
    for (guint i = 0; i < plan->invited->len; i++) {
        const CheckRow *row = g_ptr_array_index(plan->invited, i);

        n += g_hash_table_contains(had, GUINT_TO_POINTER(row->cells[CHECK_OFFICER])) ? 1 : 0;
    }
    check_say(talk, "  Had it already: %u of %u on the list%s", n, plan->invited->len,
              n > 0 ? ":" : ".");
    for (guint i = 0; i < plan->invited->len; i++) {
        const CheckRow *row = g_ptr_array_index(plan->invited, i);
        const gchar *from = g_hash_table_lookup(had, GUINT_TO_POINTER(row->cells[CHECK_OFFICER]));
        const gchar *name = string(talk, row->cells[CHECK_NAME]); /* "" of who came encoded */

        if (from != NULL)
            check_say(talk, "    line %s%s%s: %s", string(talk, row->cells[CHECK_LINE]),
                      *name != '\0' ? ", " : "", name, from);
    }
}

/* ---- who would fill the seats better ---- */

static gint
compare_numbers(gconstpointer a, gconstpointer b, gpointer data)
{
    const CheckRows *rows = data;
    const CheckRow *row_a = *(const CheckRow *const *)a;
    const CheckRow *row_b = *(const CheckRow *const *)b;

    return roll_text_compare(check_text(rows, row_a->cells[CHECK_OFFICER]),
                             check_text(rows, row_b->cells[CHECK_OFFICER]));
}

static gboolean
is_unit_of_list(const CheckPlan *plan, guint32 unit)
{
    for (guint i = 0; unit != 0 && i < plan->invited->len; i++)
        if (((const CheckRow *)g_ptr_array_index(plan->invited, i))->cells[CHECK_UNIT] == unit)
            return TRUE;
    return FALSE;
}

/* Texts of the provinces that are the plan's on its day: its own, and those merged into it, as a
 * roll may be older than the merger. */
static GHashTable *
provinces_of(const CheckTalk *talk, const CheckPlan *plan)
{
    GHashTable *provinces = g_hash_table_new(NULL, NULL);
    const RollCodes *places = talk->context->places;

    g_hash_table_add(provinces, GUINT_TO_POINTER(plan->adm1));
    for (guint i = 0; i < roll_codes_n(places); i++) {
        const gchar *code = roll_code_id(roll_codes_at(places, i));
        guint32 text = roll_dictionary_find(talk->rows->texts, roll_text(code));

        if (text != 0 && strcmp(roll_province_of_day(places, code, plan->start),
                                check_text(talk->rows, plan->adm1).data) == 0)
            g_hash_table_add(provinces, GUINT_TO_POINTER(text));
    }
    return provinces;
}

/* Officers on a roll of the place who never had a topic of it, each once; those of the units on the
 * list first, of which there are *@n_unit. */
static GPtrArray *
untrained(const CheckTalk *talk, const CheckPlan *plan, guint *n_unit)
{
    GPtrArray *near = g_ptr_array_new();
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    g_autoptr(GHashTable) provinces = provinces_of(talk, plan);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < plan->invited->len; i++)
        g_hash_table_add(
            seen,
            GUINT_TO_POINTER(
                ((const CheckRow *)g_ptr_array_index(plan->invited, i))->cells[CHECK_OFFICER]));
    for (guint i = 0; i < talk->rows->serving->len; i++) {
        CheckRow *row = &g_array_index(talk->rows->serving, CheckRow, i);
        gpointer officer = GUINT_TO_POINTER(row->cells[CHECK_OFFICER]);

        if (!g_hash_table_contains(provinces, GUINT_TO_POINTER(row->cells[CHECK_ADM1])) ||
            g_hash_table_contains(plan->trained, officer) || !g_hash_table_add(seen, officer))
            continue;
        g_ptr_array_add(is_unit_of_list(plan, row->cells[CHECK_UNIT]) ? near : others, row);
    }
    g_ptr_array_sort_with_data(near, compare_numbers, talk->rows);
    g_ptr_array_sort_with_data(others, compare_numbers, talk->rows);
    *n_unit = near->len;
    g_ptr_array_extend(near, others, NULL, NULL);
    return near;
}

void
check_plan_say_offer(const CheckTalk *talk, const CheckPlan *plan)
{
    guint n_unit = 0;
    g_autoptr(GPtrArray) officers = untrained(talk, plan, &n_unit);

    if (plan->adm1 == 0 || officers->len == 0)
        return;
    check_say(talk, "  Would fill the seats better: %u on a roll of %s who never had it%s",
              officers->len, report_place(talk->context, string(talk, plan->adm1)),
              n_unit > 0 ? "," : ":");
    if (n_unit > 0)
        check_say(talk, "    %u of them in the units of the list:", n_unit);
    for (guint i = 0; i < MIN(officers->len, CHECK_NAMES); i++) {
        const CheckRow *row = g_ptr_array_index(officers, i);

        check_say(talk, "    %s %s%s%s", string(talk, row->cells[CHECK_OFFICER]),
                  string(talk, row->cells[CHECK_NAME]), row->cells[CHECK_UNIT] != 0 ? ", " : "",
                  string(talk, row->cells[CHECK_UNIT]));
    }
    if (officers->len > CHECK_NAMES)
        check_say(talk, "    and %u more", officers->len - CHECK_NAMES);
}
