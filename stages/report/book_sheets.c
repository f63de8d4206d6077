#include "stages/report/book_sheet.h"

/* Fills as light as the page's, so that the text on them stays readable. */
#define ACT   0xf9d5c6
#define TWICE 0xddd0e8
#define GAP   0xe0d6c1
#define WELL  0xc4e1d8

#define IS(column_, text_, colour_)                                                                \
    {                                                                                              \
        column_,                                                                                   \
        {                                                                                          \
            ROLL_COLOUR_IS, text_, 0, colour_                                                      \
        }                                                                                          \
    }
#define FROM(column_, value_, colour_)                                                             \
    {                                                                                              \
        column_,                                                                                   \
        {                                                                                          \
            ROLL_COLOUR_AT_LEAST, NULL, value_, colour_                                            \
        }                                                                                          \
    }
#define SCALE(column_, colour_)                                                                    \
    {                                                                                              \
        column_,                                                                                   \
        {                                                                                          \
            ROLL_COLOUR_SCALE, NULL, 0, colour_                                                    \
        }                                                                                          \
    }

const BookSheet book_sheets[] = {
    {"planned_collisions",
     "start end org adm1_code topic_codes seats clash_type clash_org clash_start "
     "n_listed n_already already_from n_due offer_adm1 offer_untrained suggestion "
     "planned_session clash_with",
     {IS("clash_type", "officers already trained", ACT), IS("clash_type", "same week", TWICE)}},
    {"collision_outcomes",
     "announced org start end adm1_code topic_codes clash_types clash_orgs n_listed n_already "
     "outcome is_prevented now_status now_start now_end now_adm1 now_listed now_already now_orgs "
     "planned_session",
     {IS("outcome", "held", ACT), IS("outcome", "not reported", GAP),
      FROM("is_prevented", 1, WELL)}},
    {"officer_duplicates",
     "officer name name_local rank provinces units topic_code n_orgs orgs n_sessions "
     "dates gap_days_min hours_total decision",
     {FROM("n_orgs", 3, ACT), SCALE("n_sessions", TWICE), IS("decision", "review", GAP)}},
    {"duplicates",
     "export line officer_hash session topic_code n_others other_orgs other_dates",
     {SCALE("n_others", TWICE)}},
    {"cohort_overlap",
     "start_a org_a start_b org_b adm1_code topics_shared n_a n_b n_common pct_smaller "
     "pct_either days_between decision session_a session_b",
     {FROM("pct_smaller", 80, ACT), IS("decision", "review", GAP)}},
    {"cohort_matrix",
     "adm1_code start_a org_a topics_a start_b org_b topics_b n_a n_b n_common n_doubtful "
     "pct_smaller pct_either session_a session_b",
     {FROM("pct_smaller", 80, ACT), SCALE("n_common", TWICE)}},
    {"location_collisions",
     "adm1_code unit topic_code n_orgs orgs n_sessions n_officers_range first last "
     "window_days",
     {FROM("n_orgs", 3, ACT), SCALE("n_sessions", TWICE)}},
    {"coverage_gaps",
     "adm1_code unit topic_code gap pct n_trained establishment n_never n_twice "
     "n_women last_training months_since basis",
     {IS("gap", "never trained", ACT), IS("gap", "not for two years", GAP), SCALE("pct", WELL)}},
    {"topic_org_matrix",
     "topic_code org n_sessions n_other_orgs n_officers n_twice pct_twice hours_median "
     "curriculum_version minutes key_messages messages_said messages_agreed messages_left_out "
     "messages_unknown messages_language messages_contradicted contrary legal_basis legal_verdict "
     "judged_on law_in_force in_force_since n_orgs",
     {SCALE("n_sessions", WELL), SCALE("pct_twice", TWICE), IS("legal_verdict", "replaced", ACT),
      IS("legal_verdict", "amended", GAP)}},
    {"resource_gap",
     "adm1_code item gap_flag quantity n_trained per_100_trained median_per_100",
     {IS("gap_flag", "under half the median", ACT)}},
    {"cross_border",
     "corridor adm1_a n_trained_a establishment_a pct_a adm1_b n_trained_b establishment_b pct_b "
     "missed n_shared last_shared n_shared_planned n_topic_a n_topic_b topics_only_a topics_only_b "
     "topics_both orgs_a orgs_b topics_asked agreement",
     {SCALE("pct_a", WELL), SCALE("pct_b", WELL), FROM("n_shared", 1, WELL)}},
    {"refresher_due",
     "officer name export line officer_hash adm1_code unit topic_code last_trained due_date "
     "overdue_days "
     "planned_start planned_org invited org validity_months legal_basis legal_verdict session "
     "planned_session",
     {FROM("overdue_days", 1, ACT)}},
    {"double_count_adjustment",
     "indicator org reported_persons unique_persons_est lower upper "
     "cross_org_overlap_est",
     {IS("org", "", WELL)}},
    {"sessions",
     "start_date end_date organisation course_title topic_codes adm1_code unit venue "
     "status seats n_people n_women n_had_topic pct_had_topic legal_basis legal_verdict session "
     "session_id",
     {FROM("pct_had_topic", 50, TWICE), IS("status", "planned", WELL),
      IS("status", "canceled", GAP), IS("legal_verdict", "replaced", ACT)}},
    {"joint_sessions",
     "start_a org_a start_b org_b adm1_code topics_shared n_a n_b n_common pct_smaller "
     "decision evidence event",
     {IS("decision", "review", GAP)}},
    {"calendar",
     "start_date end_date org topics adm1_code unit seats status session",
     {IS("status", "planned", WELL), IS("status", "canceled", GAP)}},
    {"courses_to_classify",
     "title n_officers n_sessions n_rows orgs first_date last_date",
     {SCALE("n_officers", TWICE)}},
    {"review",
     "name_a name_b score agreeing_fields conflicting_fields suggested row_a row_b "
     "pair_id",
     {IS("suggested", "same", WELL), IS("suggested", "different", GAP)}},
    {"months",
     "month n_sessions people_12 women_12 sex_known_12 reported_12 seats_12 repeats_12 "
     "officers_twice provinces_24",
     {SCALE("repeats_12", TWICE)}},
    {"org_submission_quality",
     "org export rows accepted refused pct_refused pct_place_coded pct_topic_coded "
     "pct_dated errors warnings infos findings_by_type",
     {FROM("errors", 1, ACT), FROM("pct_refused", 1, ACT), FROM("warnings", 1, GAP)}},
    {"submissions",
     "month org state n_files rows refused pct_refused pct_place_coded pct_topic_coded pct_dated "
     "pct_lost prev_month_delta",
     {IS("state", "missing", ACT), IS("state", "late", GAP), FROM("pct_lost", 5, GAP)}},
    {"findings",
     "file line row letter column severity message value expected hint",
     {IS("severity", "error", ACT), IS("severity", "warning", GAP)}},
    {"refused", "file line row message raw", {{0}}},
    {"coverage", "country adm1 topic n_trained k", {SCALE("n_trained", WELL)}},
    {0},
};
