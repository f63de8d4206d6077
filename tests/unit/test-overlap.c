/* What overlap finds, on lists small enough to check by hand (sessions.h). */
#include <glib.h>

#include "stages/overlap/cohort.h"
#include "stages/overlap/coverage.h"
#include "stages/overlap/duplicate.h"
#include "stages/overlap/headcount.h"
#include "stages/overlap/joint.h"
#include "stages/overlap/location.h"
#include "stages/overlap/matrix.h"
#include "stages/overlap/months.h"
#include "stages/overlap/planned.h"
#include "stages/overlap/refresher.h"
#include "stages/overlap/repeated.h"
#include "stages/overlap/repeated_line.h"
#include "stages/overlap/resource.h"
#include "stages/overlap/schedule.h"
#include "stages/overlap/settle.h"
#include "stages/overlap/unclassified.h"
#include "tests/unit/sessions.h"

static OverlapView *
make_view(const gchar *const *sessions)
{
    g_autoptr(GString) lines = g_string_new(record_head);
    g_autoptr(RollBatch) batch = NULL;
    OverlapView *view = overlap_view_new(NULL);

    for (guint i = 0; i < MAX_SESSIONS && sessions[i] != NULL; i++)
        append_session(lines, sessions[i], i + 1);
    batch = records_parse("records", lines->str);
    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    return view;
}

#define JOINT    &overlap_joint_report, "org_a,org_b,n_common"
#define PAIRS    &overlap_pair_report, "officer,topic,org_a,org_b,days_between"
#define COHORT   &overlap_cohort_report, "org_a,org_b,n_common,pct_smaller"
#define PLANNED  &overlap_planned_report, "org,clash_type,clash_org,n_already,n_listed"
#define SESSIONS &overlap_session_report, "session,organisation,status,n_people,n_had_topic"
#define COVERAGE &overlap_coverage_report, "adm1_code,topic_code,basis,establishment,n_trained,gap"
#define HEADCOUNT                                                                                  \
    &overlap_headcount_report, "org,reported_persons,unique_persons_est,cross_org_overlap_est"

static const OverlapCase overlap_cases[] = {
    /* a session reported twice is one session */
    {"joint/same day, place, topic and people",
     {"attendance AA 2026-01-10 2026-01-12 KH17 IVC 1-20",
      "attendance BB 2026-01-10 2026-01-12 KH17 IVC;PSY 1-20"},
     JOINT,
     "AA,BB,20"},
    {"joint/a joint session is no duplicate",
     {"attendance AA 2026-01-10 2026-01-12 KH17 IVC 1-20",
      "attendance BB 2026-01-10 2026-01-12 KH17 IVC 1-20"},
     PAIRS,
     ""},
    {"joint/half of the smaller list",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance BB 2026-01-10 - KH17 IVC 16-25"},
     JOINT,
     "AA,BB,5"},
    {"joint/less than half",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance BB 2026-01-10 - KH17 IVC 17-26"},
     JOINT,
     ""},
    {"joint/a day apart",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance BB 2026-01-11 - KH17 IVC 1-20"},
     JOINT,
     "AA,BB,20"},
    {"joint/two days apart is a second session",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance BB 2026-01-12 - KH17 IVC 1-20"},
     JOINT,
     ""},
    {"joint/no topic in common",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance BB 2026-01-10 - KH17 PSY 1-20"},
     JOINT,
     ""},
    {"joint/the same organisation",
     {"attendance AA 2026-01-10 - KH17 IVC 1-20", "attendance AA 2026-01-10 - KH17 IVC 1-20"},
     JOINT,
     ""},
    {"joint/three reports are one event",
     {"attendance AA 2026-01-10 - KH17 IVC 1-9", "attendance BB 2026-01-10 - KH17 IVC 1-9",
      "attendance CC 2026-01-10 - KH17 IVC 1-9"},
     SESSIONS,
     "S00001-B,AA,complete,9,0|S00002-C,BB,complete,9,0|S00003-D,CC,complete,9,0"},

    /* one officer, one topic, twice inside its validity */
    {"duplicate/the last day of two years",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance BB 2026-01-10 - KH17 IVC;PSY 1"},
     PAIRS,
     "000001-B,IVC,AA,BB,731"},
    {"duplicate/a day later",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance BB 2026-01-11 - KH17 IVC 1"},
     PAIRS,
     ""},
    {"duplicate/29 February",
     {"attendance AA 2024-02-29 - KH17 IVC 1", "attendance BB 2026-02-28 - KH17 IVC 1"},
     PAIRS,
     "000001-B,IVC,AA,BB,730"},
    {"duplicate/each pair inside the validity",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance BB 2025-01-10 - KH17 IVC 1",
      "attendance AA 2026-06-10 - KH17 IVC 1"},
     PAIRS,
     "000001-B,IVC,AA,BB,366|000001-B,IVC,BB,AA,516"},
    {"duplicate/topics, not titles",
     {"attendance AA 2025-01-10 - KH17 IVC;PSY 1", "attendance BB 2025-02-10 - KH17 EVD;PSY 1"},
     PAIRS,
     "000001-B,PSY,AA,BB,31"},
    {"duplicate/a planned session is none",
     {"attendance AA 2025-01-10 - KH17 IVC 1", "planned BB 2025-02-10 - KH17 IVC 1"},
     PAIRS,
     ""},
    {"duplicate/a session without a date is none",
     {"attendance AA 2025-01-10 - KH17 IVC 1", "attendance BB - - KH17 IVC 1"},
     PAIRS,
     ""},
    {"duplicate/an officer a line",
     {"attendance AA 2025-01-10 - KH17 IVC 1", "attendance BB 2025-02-10 - KH17 IVC 1",
      "attendance BB 2025-03-01 - KH17 EVD 1", "planned BB 2025-05-01 - KH17 EVD 1"},
     &overlap_repeated_report,
     "officer,topic_code,n_orgs,orgs,n_sessions,dates,other_dates,invited_dates,hours_total,"
     "gap_days_min,decision",
     "000001-B,IVC,2,AA;BB,2,2025-01-10;2025-02-10,2025-03-01,2025-05-01,16.0,31,auto"},
    {"duplicate/a partner's own lines",
     {"attendance AA 2025-01-10 - KH17 IVC 1-2", "attendance BB 2025-02-10 - KH17 IVC 2-3"},
     &overlap_repeated_line_report,
     "organisation,export,line,officer,other_orgs,other_dates",
     "AA,AA-1,3,000002-C,BB,2025-02-10|BB,BB-2,2,000002-C,AA,2025-01-10"},

    /* the same group again */
    {"cohort/eight people and six of ten",
     {"attendance AA 2026-01-10 - KH17 IVC 1-13", "attendance BB 2026-03-10 - KH17 IVC 6-25"},
     COHORT,
     "AA,BB,8,61.5"},
    {"cohort/seven people",
     {"attendance AA 2026-01-10 - KH17 IVC 1-7", "attendance BB 2026-03-10 - KH17 IVC 1-7"},
     COHORT,
     ""},
    {"cohort/less than six of ten",
     {"attendance AA 2026-01-10 - KH17 IVC 1-14", "attendance BB 2026-03-10 - KH17 IVC 7-25"},
     COHORT,
     ""},
    {"cohort/no topic in common",
     {"attendance AA 2026-01-10 - KH17 IVC 1-13", "attendance BB 2026-03-10 - KH17 PSY 1-13"},
     COHORT,
     ""},
    {"cohort/a joint session counts once",
     {"attendance AA 2026-01-10 - KH17 IVC 1-10", "attendance BB 2026-01-10 - KH17 IVC 1-10",
      "attendance CC 2026-03-10 - KH17 IVC 1-10"},
     COHORT,
     "AA,CC,10,100.0"},

    /* before the money is spent */
    {"planned/the same week",
     {"attendance AA 2026-01-10 - KH17 LEG 1", "planned AA 2026-02-10 - KH17 IVC 0",
      "planned BB 2026-02-17 - KH17 IVC;PSY 0"},
     PLANNED,
     "AA,same week,BB,,|BB,same week,AA,,"},
    {"planned/eight days apart",
     {"attendance AA 2026-01-10 - KH17 LEG 1", "planned AA 2026-02-10 - KH17 IVC 0",
      "planned BB 2026-02-18 - KH17 IVC 0"},
     PLANNED,
     ""},
    {"planned/another province",
     {"attendance AA 2026-01-10 - KH17 LEG 1", "planned AA 2026-02-10 - KH17 IVC 0",
      "planned BB 2026-02-10 - KH01 IVC 0"},
     PLANNED,
     ""},
    {"planned/the same organisation",
     {"attendance AA 2026-01-10 - KH17 LEG 1", "planned AA 2026-02-10 - KH17 IVC 0",
      "planned AA 2026-02-12 - KH17 IVC 0"},
     PLANNED,
     ""},
    {"planned/half already trained",
     {"attendance AA 2026-01-10 - KH17 IVC 1-3", "planned BB 2026-02-10 - KH17 IVC 1-6"},
     PLANNED,
     "BB,officers already trained,AA,3,6"},
    {"planned/less than half",
     {"attendance AA 2026-01-10 - KH17 IVC 1-3", "planned BB 2026-02-10 - KH17 IVC 1-7"},
     PLANNED,
     ""},
    {"planned/four people are too few to tell",
     {"attendance AA 2026-01-10 - KH17 IVC 1-4", "planned BB 2026-02-10 - KH17 IVC 1-4"},
     PLANNED,
     ""},
    {"planned/trained too long ago",
     {"attendance AA 2024-01-10 - KH17 IVC 1-6", "attendance AA 2026-01-10 - KH17 LEG 1",
      "planned BB 2026-02-10 - KH17 IVC 1-6"},
     PLANNED,
     ""},
    {"planned/a plan of the past",
     {"planned AA 2025-12-10 - KH17 IVC 0", "planned BB 2025-12-10 - KH17 IVC 0",
      "attendance AA 2026-01-10 - KH17 LEG 1"},
     PLANNED,
     ""},

    /* who is reached */
    {"coverage/a roll and who of it was trained",
     {"roll RO - - KH17 - 1-4", "roll RO - - KH01 - 5-7",
      "attendance AA 2026-01-10 - KH17 IVC 1-2"},
     COVERAGE,
     "KH01,,roll,3,0,never trained|KH01,IVC,roll,3,0,never trained|KH17,,roll,4,2,|"
     "KH17,IVC,roll,4,2,"},
    {"coverage/no roll is unknown, not zero",
     {"attendance AA 2026-01-10 - KH17 IVC 1-2"},
     COVERAGE,
     "KH17,,no denominator,,2,|KH17,IVC,no denominator,,2,"},
    {"coverage/not for two years",
     {"roll RO - - KH17 - 1", "attendance AA 2024-01-10 - KH17 IVC 1",
      "attendance AA 2026-01-11 - KH01 PSY 2"},
     &overlap_coverage_report,
     "adm1_code,topic_code,months_since,gap",
     "KH01,,0,|KH01,IVC,,never trained|KH01,PSY,0,|KH17,,24,not for two years|"
     "KH17,IVC,24,not for two years|KH17,PSY,,never trained"},

    /* counting */
    {"headcount/each person once",
     {"attendance AA 2026-01-10 - KH17 IVC 1-4", "attendance AA 2026-01-20 - KH17 PSY 1-4",
      "attendance BB 2026-01-25 - KH17 EVD 4-5"},
     HEADCOUNT,
     ",10,5,1|AA,8,4,1|BB,2,2,1|,10,5,1|AA,8,4,1|BB,2,2,1"},
    {"location/two organisations within two months",
     {"attendance AA 2026-01-10 - KH17 IVC 1-4", "attendance BB 2026-03-11 - KH17 IVC 5-25",
      "attendance BB 2026-03-11 - KH17 PSY 1"},
     &overlap_location_report,
     "adm1_code,topic_code,n_orgs,orgs,n_sessions,n_officers_range",
     "KH17,IVC,2,AA;BB,2,20-49"},
    {"matrix/who teaches what",
     {"attendance AA 2026-01-10 - KH17 IVC 1-4", "attendance BB 2026-01-20 - KH17 IVC;PSY 4-5"},
     &overlap_matrix_report,
     "topic_code,org,n_orgs,n_sessions,n_officers,n_twice,hours_median",
     "IVC,,2,2,5,1,8.0|IVC,AA,,1,4,1,8.0|IVC,BB,,1,2,1,8.0|PSY,,1,1,2,0,8.0|PSY,BB,,1,2,0,8.0"},
    {"refresher/due",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance AA 2026-01-20 - KH17 PSY 1"},
     &overlap_refresher_report,
     "officer,topic_code,due_date,overdue_days",
     "000001-B,IVC,2026-01-10,21"},
    {"refresher/the first plan at home that teaches it",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance AA 2026-01-20 - KH17 PSY 1",
      "planned BB 2026-02-20 - KH17 IVC;EVD 0", "planned CC 2026-03-20 - KH17 IVC 0",
      "planned CC 2026-02-01 - KH01 IVC 0", "planned CC 2026-02-02 - KH17 EVD 0"},
     &overlap_refresher_report,
     "officer,name,adm1_code,org,planned_start,planned_org,invited",
     "000001-B,,KH17,AA,2026-02-20,BB,no"},
    {"refresher/where he is invited before that",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance AA 2026-01-20 - KH17 PSY 1",
      "planned BB 2026-02-20 - KH17 IVC 0", "planned CC 2026-03-20 - - IVC 1"},
     &overlap_refresher_report,
     "planned_start,planned_org,invited",
     "2026-03-20,CC,yes"},
    {"refresher/neither a plan of the past nor one called off",
     {"attendance AA 2024-01-10 - KH17 IVC 1", "attendance AA 2026-01-20 - KH17 PSY 1",
      "planned BB 2026-01-05 - KH17 IVC 0"},
     &overlap_refresher_report,
     "planned_session,planned_start,invited",
     ",,"},
    {"refresher/the row that reported it, of each who did",
     {"attendance AA 2024-01-10 - KH17 IVC 1-9", "attendance BB 2024-01-10 - KH17 IVC 2-9",
      "attendance CC 2023-12-01 - KH17 IVC 1", "attendance CC 2026-01-20 - KH17 IVC 3-9"},
     &overlap_refresher_line_report,
     "organisation,export,row,officer,topic_code,due_date",
     "AA,AA-1,1,000001-B,IVC,2026-01-10|AA,AA-1,2,000002-C,IVC,2026-01-10|"
     "BB,BB-2,1,000002-C,IVC,2026-01-10"},
    {"refresher/a plan that collides tells who there is due",
     {"attendance AA 2024-01-10 - KH17 IVC 1-3", "attendance AA 2024-01-20 - KH01 IVC 4",
      "attendance AA 2026-01-20 - KH17 IVC 11-16", "planned BB 2026-02-20 - KH17 IVC 11-16"},
     &overlap_planned_report,
     "clash_type,n_already,n_due",
     "officers already trained,6,3"},
    {"calendar/what was held lately and what is to come",
     {"attendance AA 2025-10-31 - KH17 IVC 1", "attendance AA 2026-01-10 - KH17 IVC 1",
      "planned AA 2026-03-02 - KH17 IVC 0"},
     &overlap_calendar_report,
     "week_start,start_date,status",
     "2026-01-05,2026-01-10,complete|2026-03-02,2026-03-02,planned"},
    {"planned/nothing was held yet",
     {"planned AA 2026-02-10 - KH17 IVC 0", "planned BB 2026-02-12 - KH17 IVC 0"},
     PLANNED,
     "AA,same week,BB,,|BB,same week,AA,,"},
    {"sessions/two ids are two sessions",
     {"planned AA 2026-01-10 - KH17 IVC 1-3", "attendance AA 2026-01-10 - KH17 IVC 1-2"},
     SESSIONS,
     "S00001-B,AA,planned,3,0|S00002-C,AA,complete,2,0"},
};

static void
test_report(gconstpointer data)
{
    const OverlapCase *c = data;
    g_autoptr(OverlapView) view = make_view(c->sessions);
    g_autofree gchar *text = run_report(view, c->report, c->columns);

    g_assert_cmpstr(text, ==, c->expected);
}

/* ---- resources, doubts, rules ---- */

static void
test_resource(void)
{
    g_autoptr(RollBatch) batch = records_parse(
        "records", "export,row,kind,organisation,adm1_pcode,item,quantity_norm,reported_on_norm\n"
                   "a-1,1,resource,AA,KH17,beds,10,2026-01-31\n"
                   "a-2,1,resource,AA,KH17,beds,4,2026-02-28\n"
                   "a-2,2,resource,AA,KH17,beds,3,2026-02-28\n"
                   "b-1,1,resource,BB,KH17,beds,2,2026-01-31\n"
                   "a-2,3,resource,AA,,beds,9,2026-02-28\n");
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autofree gchar *text = NULL;

    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    text = run_report(view, &overlap_resource_report, "adm1_code,item,quantity,n_trained");
    g_assert_cmpstr(text, ==, "KH17,beds,9,0");
}

/* A finding that rests on a link in doubt says so; bounds count it both ways. */
static void
test_doubt(void)
{
    const gchar *const sessions[MAX_SESSIONS] = {"attendance AA 2025-01-10 - KH17 IVC 1-3",
                                                 "attendance BB 2025-02-10 - KH17 IVC 1-2"};
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autoptr(GString) lines =
        g_string_new("export,line,row,kind,organisation,officer,session_id,course_title,"
                     "topic_codes,start_date_norm,end_date_norm,adm1_pcode,hours_norm\n");
    g_autoptr(RollBatch) batch = NULL;
    g_autofree gchar *pairs = NULL;
    g_autofree gchar *bounds = NULL;

    for (guint i = 0; sessions[i] != NULL; i++)
        append_session(lines, sessions[i], i + 1);
    batch = records_parse("records", lines->str);
    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_doubt(view, roll_text("AA-1:1"), roll_text("BB-2:1")); /* both are officer 1 */
    overlap_view_doubt(view, roll_text("AA-1:3"), roll_text("BB-2:2")); /* officers 3 and 2 */
    overlap_view_doubt(view, roll_text("AA-1:3"), roll_text("gone:9"));
    overlap_view_settle(view, 0, 1);
    pairs = run_report(view, &overlap_pair_report, "officer,decision");
    g_assert_cmpstr(pairs, ==, "000001-B,review|000002-C,auto");
    bounds = run_report(view, &overlap_headcount_report, "org,unique_persons_est,lower,upper");
    g_assert_true(g_str_has_prefix(bounds, ",3,2,4|"));
}

static void
test_validity(void)
{
    static const gchar rules[] = "[IVC]\nvalidity = 6\n[PSY]\nname = x\n";
    const gchar *const sessions[MAX_SESSIONS] = {"attendance AA 2025-01-10 - KH17 IVC;PSY 1",
                                                 "attendance BB 2025-09-10 - KH17 IVC;PSY 1"};
    g_autoptr(OverlapView) view =
        overlap_view_new(roll_codes_parse("rules", rules, &roll_codes_courses, NULL));
    g_autoptr(GString) lines =
        g_string_new("export,line,row,kind,organisation,officer,session_id,course_title,"
                     "topic_codes,start_date_norm,end_date_norm,adm1_pcode,hours_norm\n");
    g_autoptr(RollBatch) batch = NULL;
    g_autofree gchar *pairs = NULL;

    for (guint i = 0; sessions[i] != NULL; i++)
        append_session(lines, sessions[i], i + 1);
    batch = records_parse("records", lines->str);
    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    pairs = run_report(view, &overlap_pair_report, "topic");
    g_assert_cmpstr(pairs, ==, "PSY");
}

/* Spellings that the rules would take for one title are one; what a row's own topics say needs no
 * title; a title of signs alone is none. */
static void
test_unclassified(void)
{
    g_autoptr(RollBatch) batch = records_parse(
        "records", "export,row,kind,organisation,officer,course_title,topic_codes,start_date_norm\n"
                   "a,1,attendance,AA,000001-B,Morning talk,,2026-01-10\n"
                   "a,2,attendance,AA,000002-C,Morning talk,,2026-01-10\n"
                   "b,1,attendance,BB,000002-C,MORNING-TALK,,2026-02-11\n"
                   "b,2,planned,BB,,Morning Talk,,2026-03-01\n"
                   "b,3,attendance,BB,000001-B,Evening talk,,\n"
                   "b,4,attendance,BB,000003-D,Evening talk,IVC,2026-02-11\n"
                   "b,5,attendance,BB,000003-D,---,,2026-02-12\n"
                   "b,6,attendance,BB,000003-D,,,2026-02-13\n"
                   "c,1,roll,BB,000003-D,Night talk,,2026-02-13\n"
                   "c,2,attendance,BB,000003-D,A talk,,2026-02-14\n");
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autofree gchar *text = NULL;

    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    text = run_report(view, &overlap_unclassified_report,
                      "title,n_officers,n_sessions,n_rows,orgs,first_date,last_date");
    g_assert_cmpstr(text, ==,
                    "Morning talk,2,3,4,AA;BB,2026-01-10,2026-03-01|"
                    "A talk,1,1,1,BB,2026-02-14,2026-02-14|Evening talk,1,1,1,BB,,");
}

static void
test_months(void)
{
    const gchar *const sessions[MAX_SESSIONS] = {"attendance AA 2025-01-10 - KH17 IVC 1-3",
                                                 "attendance BB 2026-02-10 - KH01 IVC 1-2"};
    g_autoptr(OverlapView) view = make_view(sessions);
    g_autofree gchar *text =
        run_report(view, &overlap_month_report,
                   "month,n_sessions,people_12,seats_12,repeats_12,officers_twice,provinces_24");
    g_auto(GStrv) rows = g_strsplit(text, "|", -1);

    g_assert_cmpuint(g_strv_length(rows), ==, 25);
    g_assert_cmpstr(rows[0], ==, "2024-02,0,0,0,0,0,0");
    g_assert_cmpstr(rows[11], ==, "2025-01,1,3,3,0,0,1");
    g_assert_cmpstr(rows[22], ==, "2025-12,0,3,3,0,0,1");
    g_assert_cmpstr(rows[23], ==, "2026-01,0,0,0,0,0,1");
    g_assert_cmpstr(rows[24], ==, "2026-02,1,2,2,2,2,2");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(overlap_cases); i++) {
        g_autofree gchar *path = g_strconcat("/overlap/", overlap_cases[i].name, NULL);

        g_test_add_data_func(path, &overlap_cases[i], test_report);
    }
    g_test_add_func("/overlap/resource", test_resource);
    g_test_add_func("/overlap/doubt", test_doubt);
    g_test_add_func("/overlap/validity", test_validity);
    g_test_add_func("/overlap/unclassified", test_unclassified);
    g_test_add_func("/overlap/months", test_months);
    return g_test_run();
}
