#include "stages/report/check.h"

#include <stdlib.h>

#include "pipeline/lib/error.h"
#include "stages/report/check_plan.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define WEEK_DAYS 7

struct Check {
    const ReportContext *context;
    CheckRows *rows;
    gboolean is_package;
};

Check *
check_new(const ReportContext *context, const gchar *export_name)
{
    Check *check = g_new0(Check, 1);

    check->context = context;
    check->rows = check_rows_new(export_name);
    return check;
}

void
check_free(Check *check)
{
    if (check == NULL)
        return;
    check_rows_free(check->rows);
    g_free(check);
}

gboolean
check_read_package(Check *check, const gchar *folder, GError **error)
{
    check->is_package = TRUE;
    return check_rows_read_calendar(check->rows, folder, error);
}

void
check_add(Check *check, const RollBatch *batch)
{
    check_rows_add(check->rows, batch);
}

void
check_say(const CheckTalk *talk, const gchar *format, ...)
{
    g_autofree gchar *line = NULL;
    va_list values;

    va_start(values, format);
    line = g_strdup_vprintf(format, values);
    va_end(values);
    roll_text_printable(roll_text(line), talk->out);
    g_string_append_c(talk->out, '\n');
}

static const gchar *
string(const CheckTalk *talk, guint32 number)
{
    return check_text(talk->rows, number).data;
}

const gchar *
check_organisation(const CheckTalk *talk, guint32 number)
{
    const gchar *code = string(talk, number);

    return *code != '\0' ? code
                         : messages_word(talk->context->english, "sentence.unknown-organisation");
}

/* ---- what it clashes with ---- */

static void
say_clash(const CheckTalk *talk, const gchar *organisation, RollDay start, RollDay end)
{
    g_autofree gchar *who =
        sentence_organisation(talk->context, talk->context->english, organisation);
    const gchar *contact = report_contact(talk->context, organisation);
    Words when;

    check_say(talk, "  Clashes: %s plans it there too, %s%s%s.", who,
              words_range(talk->context->english, start, end, when),
              *contact != '\0' ? "; write to " : "", contact);
}

static guint
say_run_clashes(const CheckTalk *talk, const CheckPlan *plan)
{
    ReportRow row = report_rows(talk->context->tables, "planned_collisions");
    const gchar *session = string(talk, plan->first->cells[CHECK_SESSION]);
    guint n = 0;

    while (report_next(&row)) {
        if (!report_is(&row, "planned_session", session) ||
            !report_is(&row, "clash_type", "same week"))
            continue;
        say_clash(talk, report_string(&row, "clash_org"),
                  roll_day_parse(report_get(&row, "clash_start")),
                  roll_day_parse(report_get(&row, "clash_end")));
        n++;
    }
    return n;
}

/* Where most of those serve who never had it, when the list is of people who did. */
static void
say_elsewhere(const CheckTalk *talk, const CheckPlan *plan)
{
    ReportRow row = report_rows(talk->context->tables, "planned_collisions");
    const gchar *session = string(talk, plan->first->cells[CHECK_SESSION]);

    while (report_next(&row)) {
        g_autofree gchar *topic = NULL;

        if (!report_is(&row, "planned_session", session) || report_is_blank(&row, "offer_adm1"))
            continue;
        topic = sentence_topic(talk->context, report_string(&row, "offer_topic"));
        check_say(talk, "  Better taught in %s, where %s officers in service never had %s.",
                  report_place(talk->context, report_string(&row, "offer_adm1")),
                  report_string(&row, "offer_untrained"), topic);
        return;
    }
}

static gboolean
is_itself(const CheckPlan *plan, const CheckSession *session)
{
    return session->organisation == plan->first->cells[CHECK_ORGANISATION] &&
           session->start == plan->start;
}

static guint
say_package_clashes(const CheckTalk *talk, const CheckPlan *plan)
{
    const GArray *calendar = talk->rows->calendar;
    guint n = 0;

    for (guint i = 0; i < calendar->len; i++) {
        const CheckSession *session = &g_array_index(calendar, CheckSession, i);
        Words day;

        if (session->adm1 != plan->adm1 || session->start == 0 || is_itself(plan, session) ||
            !check_plan_shares(talk->rows, plan, session->topics))
            continue;
        if (session->is_planned && abs(session->start - plan->start) <= WEEK_DAYS) {
            say_clash(talk, string(talk, session->organisation), session->start, session->end);
            n++;
        } else if (!session->is_planned && session->start < plan->start &&
                   check_valid_until(talk->context, string(talk, session->topics),
                                     session->start) >= plan->start) {
            check_say(talk, "  Taught there before: by %s, %s.",
                      check_organisation(talk, session->organisation),
                      words_day(talk->context->english, session->start, day));
        }
    }
    return n;
}

/* ---- all of it ---- */

/* "7–8 Oct 2026" (transfer full). */
static gchar *
days_of(const CheckTalk *talk, const CheckPlan *plan)
{
    RollDay start = plan->start > 0 ? plan->start : plan->end;
    Words when;

    if (start <= 0)
        return g_strdup("no day that can be read");
    return g_strdup_printf("%s %d", words_range(talk->context->english, start, plan->end, when),
                           roll_day_split(MAX(start, plan->end)).year);
}

static void
say_head(const CheckTalk *talk, const CheckPlan *plan)
{
    g_autofree gchar *topics = sentence_topics(talk->context, talk->context->english,
                                               string(talk, plan->first->cells[CHECK_TOPICS]));
    const gchar *seats = string(talk, plan->first->cells[CHECK_SEATS]);
    const gchar *place = string(talk, plan->adm1);
    g_autofree gchar *days = days_of(talk, plan);

    check_say(talk, "%s%s%s: %s%s%s%s", days, *place != '\0' ? ", " : "",
              report_place(talk->context, place), topics, *seats != '\0' ? " (" : "", seats,
              *seats != '\0' ? " seats)" : "");
}

/* Whether it has a day, and one that other plans can be on, too. */
static gboolean
is_ahead(const CheckTalk *talk, const CheckPlan *plan)
{
    Words day;

    if (plan->start <= 0)
        check_say(talk, "  Without its first day nobody can tell what it clashes with.");
    else if (plan->start <= talk->context->as_of)
        check_say(talk, "  Plans are read from the day after %s: no clash is looked for.",
                  words_day(talk->context->english, talk->context->as_of, day));
    return plan->start > talk->context->as_of;
}

static void
say_plan(CheckTalk *talk, CheckPlan *plan, gboolean is_package)
{
    say_head(talk, plan);
    if (!plan->is_on) {
        check_say(talk, "  It is called off.");
        return;
    }
    if (is_ahead(talk, plan) &&
        (is_package ? say_package_clashes(talk, plan) : say_run_clashes(talk, plan)) == 0)
        check_say(talk, "  No other plan clashes with it.");
    if (is_package) {
        check_say(talk, "  Who on the list had it already, only the coordinator can tell.");
        return;
    }
    check_plan_say_already(talk, plan);
    check_plan_say_offer(talk, plan);
    say_elsewhere(talk, plan);
}

static gboolean
refuse(const Check *check, GError **error)
{
    const CheckRows *rows = check->rows;

    if (rows->unlike != 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: has no planned session: its rows are of the kind %s; a source profile "
                    "that says kind = planned makes plans of them (rollcall profile writes one)",
                    rows->export_name, check_text(rows, rows->unlike).data);
    else
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: has no planned session: no row of it is of use; rollcall validate tells "
                    "why",
                    rows->export_name);
    return FALSE;
}

gboolean
check_print(Check *check, GString *out, GError **error)
{
    g_autoptr(GPtrArray) plans = check_plans(check->rows);
    CheckTalk talk = {check->context, check->rows, out};

    if (plans->len == 0)
        return refuse(check, error);
    for (guint i = 0; i < plans->len; i++) {
        g_string_append(out, i > 0 ? "\n" : "");
        say_plan(&talk, g_ptr_array_index(plans, i), check->is_package);
    }
    return TRUE;
}
