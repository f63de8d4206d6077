#include "stages/report/catalogue_columns.h"

/* ---- what a partner sees of the coordinator's ---- */

static const gchar *const own_findings[] = {
    "severity", "id",       "file",    "line", "row",       "column",       "letter", "field",
    "value",    "expected", "message", "hint", "sentences", "named_values", NULL};
static const gchar *const own_refused[] = {"export",  "file", "line",      "row",          "id",
                                           "message", "raw",  "sentences", "named_values", NULL};
static const gchar *const own_duplicates[] = {
    "export",     "line",     "row",        "officer_hash", "session",
    "topic_code", "n_others", "other_orgs", "other_dates",  NULL};
static const gchar *const own_refreshers[] = {
    "export",       "line",     "row",          "officer_hash",    "session",       "topic_code",
    "last_trained", "due_date", "overdue_days", "planned_session", "planned_start", "planned_org",
    "invited",      NULL};
static const gchar *const own_sessions[] = {
    "session",  "session_id", "course_title", "topic_codes",   "start_date",
    "end_date", "adm1_code",  "unit",         "venue",         "hours",
    "seats",    "status",     "legal_basis",  "legal_verdict", "n_rows",
    "n_people", "n_women",    "n_had_topic",  "pct_had_topic", NULL};
static const gchar *const own_plans[] = {
    "planned_session", "start",      "end",       "adm1_code",   "unit",        "topic_codes",
    "seats",           "clash_type", "clash_org", "clash_start", "clash_end",   "topics_shared",
    "days_between",    "n_listed",   "n_already", "offer_adm1",  "offer_topic", "offer_untrained",
    "suggestion",      NULL};
static const gchar *const own_curricula[] = {"topic_code",
                                             "org",
                                             "n_sessions",
                                             "n_other_orgs",
                                             "curriculum_version",
                                             "minutes",
                                             "key_messages",
                                             "messages_said",
                                             "messages_agreed",
                                             "messages_left_out",
                                             "messages_unknown",
                                             "messages_language",
                                             "messages_contradicted",
                                             "contrary",
                                             "legal_basis",
                                             "legal_verdict",
                                             "judged_on",
                                             "law_in_force",
                                             "in_force_since",
                                             NULL};
static const gchar *const shared_calendar[] = {"week_start", "start_date", "end_date", "adm1_code",
                                               "org",        "session",    "topics",   "seats",
                                               "status",     NULL};
static const gchar *const own_quality[] = {"org",         "export",           "file",
                                           "rows",        "accepted",         "refused",
                                           "pct_refused", "pct_place_coded",  "pct_topic_coded",
                                           "pct_dated",   "errors",           "warnings",
                                           "infos",       "findings_by_type", NULL};
static const gchar *const own_outcomes[] = {
    "announced",   "planned_session", "start",       "end",       "adm1_code",
    "topic_codes", "clash_types",     "clash_orgs",  "n_listed",  "n_already",
    "outcome",     "is_prevented",    "now_status",  "now_start", "now_end",
    "now_adm1",    "now_listed",      "now_already", "now_orgs",  NULL};
static const gchar *const own_submissions[] = {"month",
                                               "org",
                                               "state",
                                               "n_files",
                                               "rows",
                                               "refused",
                                               "pct_refused",
                                               "pct_place_coded",
                                               "pct_topic_coded",
                                               "pct_dated",
                                               "pct_lost",
                                               "prev_month_delta",
                                               NULL};

/* ---- all of them ---- */

#define MINE(name_, sensitivity_, meaning_, key_)                                                  \
    {                                                                                              \
        .class = CATALOGUE_COORDINATOR, .name = #name_, .sensitivity = (sensitivity_),             \
        .meaning = (meaning_), .key = (key_), .columns = columns_##name_                           \
    }
#define SHARED(name_, source_, own_, meaning_, shared_)                                            \
    {                                                                                              \
        .class = CATALOGUE_PARTNER, .name = (name_), .sensitivity = "R", .meaning = (meaning_),    \
        .key = "", .source = (source_), .own = (own_), .shared = (shared_)                         \
    }

const CatalogueTable catalogue_tables[] = {
    {.class = CATALOGUE_COORDINATOR,
     .name = "records",
     .sensitivity = "C",
     .meaning = "a record: what was sent in one row, and what was made of it",
     .key = "export,row",
     .columns = catalogue_record},
    MINE(findings, "C", "something that a partner should know about a file, a row or a cell", ""),
    MINE(refused, "C", "a row with which nothing can be done", ""),
    MINE(review, "C", "two records that may be one officer: a person decides", "pair_id"),
    MINE(review_fields, "C", "what two such records say of one thing, side by side", ""),
    MINE(decisions, "C", "what a person has decided about two records", "row_a,row_b"),
    MINE(link_quality, "R", "what linking leaves to expect", "name"),
    MINE(officer_events, "C", "what became of an officer number in this run", ""),
    MINE(sessions, "R", "a session that one organisation reports", "session"),
    MINE(joint_sessions, "R", "two reports of one session: a double count, no duplicate",
         "session_a,session_b"),
    MINE(officer_duplicates, "C", "an officer who was taught a topic again while it still held",
         "officer,topic_code"),
    MINE(duplicate_pairs, "C", "an officer, a topic, two sessions within its validity",
         "officer,topic,session_a,session_b"),
    MINE(duplicate_lines, "C", "a row of an export whose officer had its topic more than once",
         "export,row,topic_code"),
    MINE(cohort_overlap, "R", "two sessions whose lists share most of their people",
         "session_a,session_b"),
    MINE(cohort_matrix, "R",
         "two sessions of a province, of the four provinces and seven sessions of each that share "
         "most: how many people are on both lists",
         "adm1_code,session_a,session_b"),
    MINE(location_collisions, "R", "several organisations teach one topic in one place", ""),
    MINE(planned_collisions, "R", "a planned session that another makes needless", ""),
    MINE(collision_outcomes, "R",
         "a planned session that a report of the last two years said will collide, and what became "
         "of it",
         "planned_session"),
    MINE(calendar, "R", "a session, held or planned, each event once", "session"),
    MINE(coverage_gaps, "R", "a province, a unit of it, or a province and a topic: who is trained",
         "adm1_code,unit?,topic_code?"),
    MINE(topic_org_matrix, "R", "what an organisation teaches about a topic", "topic_code,org?"),
    MINE(refresher_due, "C", "an officer whose training in a topic ends or has ended",
         "officer,topic_code"),
    MINE(refresher_lines, "C", "a row of an export whose training in a topic ends or has ended",
         "export,row,topic_code"),
    MINE(resource_gap, "R", "equipment of a province beside its trained officers",
         "adm1_code?,item"),
    MINE(cross_border, "R",
         "a pair of provinces that a border crossing joins, and how far both ends are trained",
         "corridor"),
    MINE(double_count_adjustment, "R", "people trained, as reported and each once",
         "indicator,org?"),
    MINE(not_reported, "C", "a row of an earlier export that the one which carries it on lacks",
         ""),
    MINE(courses_to_classify, "R",
         "a course title whose topics no rule knows; what touches most officers first", "title"),
    MINE(months, "R", "the figures at the end of a month", "month"),
    MINE(org_submission_quality, "R", "an export: how much of it could be used", "export"),
    MINE(submissions, "R",
         "an organisation and a month of the last twelve: whether it sent, and how much was of use",
         "month,org"),
    SHARED("duplicates", "duplicate_lines", "organisation",
           "a row of yours whose officer had its topic more than once", own_duplicates),
    SHARED("sessions", "sessions", "organisation", "a session that you report", own_sessions),
    SHARED("planned_collisions", "planned_collisions", "org",
           "a planned session of yours that another makes needless", own_plans),
    SHARED("collision_outcomes", "collision_outcomes", "org",
           "a planned session of yours that a report said will collide, and what became of it",
           own_outcomes),
    SHARED("refresher_due", "refresher_lines", "organisation",
           "a row of yours whose training in a topic ends or has ended", own_refreshers),
    SHARED("topic_org_matrix", "topic_org_matrix", "org",
           "a topic that you teach, and what your curriculum says of it", own_curricula),
    SHARED("calendar", "calendar", "", "a session, held or planned, of any organisation",
           shared_calendar),
    SHARED("findings", "findings", NULL, "something to know about a file, a row or a cell of yours",
           own_findings),
    SHARED("refused", "refused", NULL, "a row of yours with which nothing can be done",
           own_refused),
    SHARED("org_submission_quality", "org_submission_quality", "org",
           "an export of yours: how much of it could be used", own_quality),
    SHARED("submissions", "submissions", "org",
           "a month of the last twelve: whether you sent, and how much was of use",
           own_submissions),
    {.class = CATALOGUE_PUBLIC,
     .name = "coverage",
     .sensitivity = "P",
     .meaning = "a province, or a province and a topic: how many are trained, rounded down",
     .key = "adm1_code,topic_code?",
     .columns = columns_coverage},
    {0},
};
