/* The tables that tell what a month's report shows beside what an earlier one said. */
#include "stages/report/catalogue_columns.h"

const CatalogueColumn columns_cohort_matrix[] = {
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"session_a", CATALOGUE_TEXT, "", "the earlier session"},
    {"org_a", CATALOGUE_TEXT, "", "who held it"},
    {"start_a", CATALOGUE_DATE, "", "its first day"},
    {"topics_a", CATALOGUE_LIST, "", "its topics"},
    {"session_b", CATALOGUE_TEXT, "", "the later session; the same: the length of one list"},
    {"org_b", CATALOGUE_TEXT, "", "who held it"},
    {"start_b", CATALOGUE_DATE, "", "its first day"},
    {"topics_b", CATALOGUE_LIST, "", "its topics"},
    {"n_a", CATALOGUE_INTEGER, "officers", "on the earlier list"},
    {"n_b", CATALOGUE_INTEGER, "officers", "on the later list"},
    {"n_common", CATALOGUE_INTEGER, "officers", "on both, whatever was taught"},
    {"n_doubtful", CATALOGUE_INTEGER, "officers",
     "of these, those by a link that waits for a decision"},
    {"pct_smaller", CATALOGUE_NUMBER, "%", "n_common as a share of the smaller list (containment)"},
    {"pct_either", CATALOGUE_NUMBER, "%", "n_common as a share of all on either list (Jaccard)"},
    {0},
};

const CatalogueColumn columns_collision_outcomes[] = {
    {"announced", CATALOGUE_MONTH, "", "the first report that said it will collide"},
    {"planned_session", CATALOGUE_TEXT, "", "number of the planned session"},
    {"org", CATALOGUE_TEXT, "", "who planned it"},
    {"start", CATALOGUE_DATE, "", "its first day, as it was announced"},
    {"end", CATALOGUE_DATE, "", "its last day, as it was announced"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of its province, as it was announced"},
    {"topic_codes", CATALOGUE_LIST, "", "its topics, as they were announced"},
    {"clash_types", CATALOGUE_LIST, "", "how it was to collide: as in planned_collisions"},
    {"clash_orgs", CATALOGUE_LIST, "", "whose plans of the same week it was to collide with"},
    {"n_listed", CATALOGUE_INTEGER, "officers", "on its list then"},
    {"n_already", CATALOGUE_INTEGER, "officers", "of these, with one of its topics still valid"},
    {"outcome", CATALOGUE_TEXT, "",
     "withdrawn: called off, or reported no more; moved: to other days or another province, where "
     "it collides no longer; list exchanged: most of its list have not had it; other gone: the "
     "plan "
     "it was to collide with was withdrawn or moved; merged: it is one session with another; "
     "collides: is to come, and does; held: was held, and did; not reported: its day, or the "
     "other's, has passed, and nobody says that it was held"},
    {"is_prevented", CATALOGUE_INTEGER, "",
     "1: the first five of these, the collision did not come about; 0: the others"},
    {"now_status", CATALOGUE_TEXT, "", "planned, complete or canceled; empty: reported no more"},
    {"now_start", CATALOGUE_DATE, "", "its first day now"},
    {"now_end", CATALOGUE_DATE, "", "its last day now"},
    {"now_adm1", CATALOGUE_TEXT, "", "P-code of its province now"},
    {"now_listed", CATALOGUE_INTEGER, "officers", "on its list now; of a session held, who came"},
    {"now_already", CATALOGUE_INTEGER, "officers",
     "of these, with one of its topics still valid on its first day"},
    {"now_orgs", CATALOGUE_LIST, "", "whose sessions of the same week it collides with now"},
    {0},
};

const CatalogueColumn columns_submissions[] = {
    {"month", CATALOGUE_MONTH, "", "month of the report"},
    {"org", CATALOGUE_TEXT, "", "an organisation that reports sessions"},
    {"state", CATALOGUE_TEXT, "",
     "on time: files of it came with that month's run; late: none did, its sessions of that month "
     "came later; missing: none did"},
    {"n_files", CATALOGUE_INTEGER, "files", "that came with that month's run"},
    {"rows", CATALOGUE_INTEGER, "rows", "in them"},
    {"refused", CATALOGUE_INTEGER, "rows", "with which nothing could be done"},
    {"pct_refused", CATALOGUE_NUMBER, "%", "refused, of all rows"},
    {"pct_place_coded", CATALOGUE_NUMBER, "%", "rows whose province is known, of those with one"},
    {"pct_topic_coded", CATALOGUE_NUMBER, "%", "rows with a topic, of those of sessions"},
    {"pct_dated", CATALOGUE_NUMBER, "%", "rows with a full date, of those of sessions"},
    {"pct_lost", CATALOGUE_NUMBER, "%",
     "of the places, topics and dates that rows should have, those of no use; a refused row lost "
     "all three"},
    {"prev_month_delta", CATALOGUE_NUMBER, "points",
     "pct_lost less that of the latest month before in which files came"},
    {0},
};
