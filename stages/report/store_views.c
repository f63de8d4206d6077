#include "stages/report/store_views.h"

#define PLACE(column_) "(SELECT name FROM places WHERE code = " column_ ")"
#define TOPIC(column_) "(SELECT name FROM topics WHERE code = " column_ ")"

const StoreView store_views[] = {
    {"what_collides", "What is about to be duplicated?", "planned_collisions",
     "SELECT start, org, " PLACE("adm1_code") " AS province, topic_codes, clash_type, clash_org,"
                                              " clash_start, n_already, n_listed, suggestion, "
                                              "planned_session FROM planned_collisions"
                                              " ORDER BY start, planned_session"},
    {"taught_again", "Who was taught a topic again while it still held?", "officer_duplicates",
     "SELECT officer, name, rank, " TOPIC(
         "topic_code") " AS topic, n_orgs, orgs, n_sessions,"
                       " first_date, last_date, decision FROM officer_duplicates"
                       " ORDER BY n_orgs DESC, n_sessions DESC, officer"},
    {"same_people", "Which sessions shared most of their people?", "cohort_overlap",
     "SELECT start_a, org_a, start_b, org_b, " PLACE(
         "adm1_code") " AS province, topics_shared,"
                      " n_common, pct_smaller, decision FROM cohort_overlap ORDER BY pct_smaller "
                      "DESC, session_a"},
    {"prevented", "What became of the planned sessions that were announced to collide?",
     "collision_outcomes",
     "SELECT announced, start, org, " PLACE(
         "adm1_code") " AS province, topic_codes, clash_types, outcome, now_start, planned_session"
                      " FROM collision_outcomes ORDER BY announced, start, planned_session"},
    {"who_sent_when", "Which organisation sent when, and how much of it was of use?", "submissions",
     "SELECT org, month, state, rows, pct_lost, prev_month_delta FROM submissions"
     " ORDER BY org, month"},
    {"same_place", "Where do several organisations teach the same?", "location_collisions",
     "SELECT " PLACE("adm1_code") " AS province, unit, " TOPIC(
         "topic_code") " AS topic, n_orgs,"
                       " orgs, n_sessions, first, last FROM location_collisions ORDER BY n_orgs "
                       "DESC, first"},
    {"never_reached", "Which provinces are never reached?", "coverage_gaps",
     "SELECT " PLACE("adm1_code") " AS province, adm1_code, establishment, n_trained, gap"
                                  " FROM coverage_gaps WHERE unit IS NULL AND topic_code IS NULL "
                                  "AND gap IS NOT NULL"
                                  " ORDER BY establishment DESC, adm1_code"},
    {"who_teaches_what", "What do organisations teach differently?", "topic_org_matrix",
     "SELECT " TOPIC("topic_code") " AS topic, org, n_sessions, hours_median, minutes,"
                                   " curriculum_version, key_messages, messages_said,"
                                   " messages_agreed, messages_left_out, messages_unknown,"
                                   " messages_language, messages_contradicted,"
                                   " contrary FROM topic_org_matrix WHERE "
                                   "org IS NOT NULL"
                                   " ORDER BY topic, org"},
    {"outdated_laws", "Who teaches by a law of the past?", "topic_org_matrix",
     "SELECT org, " TOPIC("topic_code") " AS topic, legal_basis, legal_verdict, judged_on,"
                                        " law_in_force, in_force_since FROM topic_org_matrix WHERE"
                                        " legal_verdict IN ('replaced', 'amended')"
                                        " ORDER BY org, topic"},
    {"equipment_gaps", "Where does training outrun equipment?", "resource_gap",
     "SELECT " PLACE("adm1_code") " AS province, item, quantity, n_trained, per_100_trained,"
                                  " median_per_100 FROM resource_gap WHERE gap_flag IS NOT NULL "
                                  "ORDER BY per_100_trained,"
                                  " province"},
    {"corridors", "Are both ends of a border crossing trained?", "cross_border",
     "SELECT corridor, " PLACE("adm1_a") " AS end_a, n_trained_a, pct_a, " PLACE(
         "adm1_b") " AS end_b, n_trained_b, pct_b, n_shared, topics_only_a, topics_only_b, missed"
                   " FROM cross_border ORDER BY n_trained_a = 0 AND n_trained_b = 0, corridor"},
    {"refresher_overdue", "Whose training has ended?", "refresher_due",
     "SELECT officer, " PLACE("adm1_code") " AS province, unit, " TOPIC(
         "topic_code") " AS topic, due_date, overdue_days FROM refresher_due WHERE overdue_days > 0"
                       " ORDER BY overdue_days DESC, officer"},
    {"refresher_next", "Who is to be refreshed, and which planned session could serve?",
     "refresher_due",
     "SELECT " PLACE("adm1_code") " AS province, " TOPIC(
         "topic_code") " AS topic, count(*) AS officers, sum(overdue_days > 0) AS overdue,"
                       " min(due_date) AS first_due, group_concat(DISTINCT org) AS taught_by,"
                       " min(planned_start) AS planned_start, count(planned_session) AS "
                       "could_be_served"
                       " FROM refresher_due GROUP BY adm1_code, topic_code"
                       " ORDER BY officers DESC, province, topic"},
    {"people_trained", "How many people were trained, each counted once?",
     "double_count_adjustment",
     "SELECT indicator, coalesce(org, 'all') AS org, reported_persons, unique_persons_est, lower,"
     " upper FROM double_count_adjustment ORDER BY indicator, org"},
    {"sessions_of_officers", "Which sessions did an officer attend?", "sessions",
     "SELECT DISTINCT r.officer, e.session AS event, e.organisation, e.start_date, e.topic_codes,"
     " e.adm1_code FROM records AS r JOIN sessions AS s ON s.session = r.session"
     " JOIN sessions AS e ON e.session = s.event"
     " WHERE r.officer IS NOT NULL AND s.status = 'complete'"
     " ORDER BY r.officer, e.start_date, e.session"},
    {0},
};
