#include "stages/report/catalogue_columns.h"

const CatalogueColumn catalogue_stamp[] = {
    {"report_id", CATALOGUE_MONTH, "", "the month of the run"},
    {"as_of", CATALOGUE_DATE, "", "the day for which everything holds: the last of that month"},
    {"sensitivity", CATALOGUE_TEXT, "",
     "C: the coordinator's alone; R: for member organisations; P: public"},
    {"rules_version", CATALOGUE_TEXT, "",
     "first digits of the SHA-256 over all files of the rules, messages too"},
    {0},
};

const CatalogueColumn columns_findings[] = {
    {"severity", CATALOGUE_TEXT, "", "error, warning or info"},
    {"id", CATALOGUE_TEXT, "", "kind of finding; rollcall validate --list-findings explains it"},
    {"file", CATALOGUE_TEXT, "", "file that was sent"},
    {"line", CATALOGUE_INTEGER, "", "physical line, from 1; empty for what concerns the file"},
    {"row", CATALOGUE_INTEGER, "", "row of a spreadsheet that opens the file, from 1"},
    {"column", CATALOGUE_TEXT, "", "the column's header in the file"},
    {"letter", CATALOGUE_TEXT, "", "the letter a spreadsheet shows over it"},
    {"field", CATALOGUE_TEXT, "", "the field of rules/fields.ini"},
    {"value", CATALOGUE_TEXT, "", "the cell; a partner sees none of a personal field"},
    {"expected", CATALOGUE_TEXT, "", "what would have been sound"},
    {"message", CATALOGUE_TEXT, "", "what is wrong"},
    {"hint", CATALOGUE_TEXT, "", "the likeliest mend"},
    {0},
};

const CatalogueColumn columns_refused[] = {
    {"export", CATALOGUE_TEXT, "", "name of the export"},
    {"file", CATALOGUE_TEXT, "", "file that was sent"},
    {"line", CATALOGUE_INTEGER, "", "physical line, from 1"},
    {"row", CATALOGUE_INTEGER, "", "row of a spreadsheet that opens the file, from 1"},
    {"id", CATALOGUE_TEXT, "", "kind of finding"},
    {"message", CATALOGUE_TEXT, "", "what is wrong"},
    {"raw", CATALOGUE_TEXT, "", "the row as it was sent"},
    {0},
};

const CatalogueColumn columns_review[] = {
    {"pair_id", CATALOGUE_TEXT, "", "the pair; the same in every run"},
    {"row_a", CATALOGUE_TEXT, "", "a record, as export:row"},
    {"row_b", CATALOGUE_TEXT, "", "the other"},
    {"name_a", CATALOGUE_TEXT, "", "its officer's name"},
    {"name_b", CATALOGUE_TEXT, "", "the other's"},
    {"score", CATALOGUE_NUMBER, "log2 of odds",
     "evidence that both are one officer; over 0: likelier than not"},
    {"agreeing_fields", CATALOGUE_LIST, "", "what speaks for it"},
    {"conflicting_fields", CATALOGUE_LIST, "", "what speaks against it"},
    {"suggested", CATALOGUE_TEXT, "", "same or different: what the score alone would say"},
    {"decision", CATALOGUE_TEXT, "", "same, different or unsure: for a person to fill in"},
    {"decided_by", CATALOGUE_TEXT, "", "who decided"},
    {"decided_on", CATALOGUE_TEXT, "", "when"},
    {"note", CATALOGUE_TEXT, "", "why, in the words of whoever decided"},
    {"records_a", CATALOGUE_INTEGER, "", "records of the one officer that the answer moves"},
    {"records_b", CATALOGUE_INTEGER, "", "records of the other"},
    {0},
};

const CatalogueColumn columns_review_fields[] = {
    {"pair_id", CATALOGUE_TEXT, "", "the pair, as in review"},
    {"field", CATALOGUE_TEXT, "", "what is compared; empty: before any field"},
    {"value_a", CATALOGUE_TEXT, "", "what the first record says"},
    {"value_b", CATALOGUE_TEXT, "", "what the second one says"},
    {"level", CATALOGUE_TEXT, "", "how the two values compare, in words"},
    {"bits", CATALOGUE_NUMBER, "bits",
     "what it adds to the evidence of these two; the score weighs all records of both; empty: not "
     "compared"},
    {0},
};

const CatalogueColumn columns_decisions[] = {
    {"row_a", CATALOGUE_TEXT, "", "the first record, export:row"},
    {"row_b", CATALOGUE_TEXT, "", "the second record, export:row"},
    {"decision", CATALOGUE_TEXT, "", "same, different or unsure"},
    {"decided_by", CATALOGUE_TEXT, "", "who decided"},
    {"decided_on", CATALOGUE_TEXT, "", "when, as it was written"},
    {"note", CATALOGUE_TEXT, "", "why, in the words of whoever decided"},
    {"outcome", CATALOGUE_TEXT, "", "obeyed, kept (unsure), not obeyed"},
    {"weight", CATALOGUE_NUMBER, "bits", "evidence of the pair, where it was compared"},
    {"remark", CATALOGUE_TEXT, "", "what speaks against it"},
    {0},
};

const CatalogueColumn columns_link_quality[] = {
    {"name", CATALOGUE_TEXT, "", "what is counted or estimated"},
    {"value", CATALOGUE_NUMBER, "", "how much: pairs of records, or per cent of them"},
    {0},
};

const CatalogueColumn columns_officer_events[] = {
    {"officer", CATALOGUE_TEXT, "", "officer number"},
    {"event", CATALOGUE_TEXT, "", "what became of the number: new, merged, split, moved"},
    {"other", CATALOGUE_TEXT, "", "the other number it concerns"},
    {"cause", CATALOGUE_TEXT, "", "why"},
    {0},
};

const CatalogueColumn columns_sessions[] = {
    {"session", CATALOGUE_TEXT, "", "session number"},
    {"event", CATALOGUE_TEXT, "", "number of the event: one for all who reported it"},
    {"organisation", CATALOGUE_TEXT, "", "who reported it"},
    {"session_id", CATALOGUE_TEXT, "", "the organisation's own number"},
    {"course_title", CATALOGUE_TEXT, "", "as it was sent"},
    {"topic_codes", CATALOGUE_LIST, "", "codes of its topics"},
    {"start_date", CATALOGUE_DATE, "", "first day"},
    {"end_date", CATALOGUE_DATE, "", "last day"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"unit", CATALOGUE_TEXT, "", "unit it is for"},
    {"venue", CATALOGUE_TEXT, "", "where it takes place"},
    {"hours", CATALOGUE_NUMBER, "hours", "length"},
    {"seats", CATALOGUE_INTEGER, "people", "places planned"},
    {"status", CATALOGUE_TEXT, "", "complete, planned, canceled ..."},
    {"implementer", CATALOGUE_TEXT, "", "code of who teaches, where that is another"},
    {"funder", CATALOGUE_TEXT, "", "code of who pays"},
    {"n_rows", CATALOGUE_INTEGER, "rows", "rows that report it"},
    {"n_people", CATALOGUE_INTEGER, "officers", "officers on its list, each once"},
    {"n_women", CATALOGUE_INTEGER, "officers", "women among them"},
    {"n_had_topic", CATALOGUE_INTEGER, "officers",
     "those who had one of its topics before, still valid"},
    {"pct_had_topic", CATALOGUE_NUMBER, "%", "the same as a share of n_people"},
    {0},
};

const CatalogueColumn columns_joint_sessions[] = {
    {"event", CATALOGUE_TEXT, "", "number of the event that both report"},
    {"session_a", CATALOGUE_TEXT, "", "session number of one report"},
    {"org_a", CATALOGUE_TEXT, "", "who sent it"},
    {"session_b", CATALOGUE_TEXT, "", "session number of the other"},
    {"org_b", CATALOGUE_TEXT, "", "who sent that"},
    {"start_a", CATALOGUE_DATE, "", "first day, as one says"},
    {"start_b", CATALOGUE_DATE, "", "first day, as the other says"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"topics_shared", CATALOGUE_LIST, "", "topics of both"},
    {"n_a", CATALOGUE_INTEGER, "officers", "on one list"},
    {"n_b", CATALOGUE_INTEGER, "officers", "on the other"},
    {"n_common", CATALOGUE_INTEGER, "officers", "on both"},
    {"pct_smaller", CATALOGUE_NUMBER, "%", "n_common as a share of the smaller list"},
    {"decision", CATALOGUE_TEXT, "", "auto; review: rests on a pair that waits for a decision"},
    {"evidence", CATALOGUE_TEXT, "", "why they are taken for one"},
    {0},
};

const CatalogueColumn columns_officer_duplicates[] = {
    {"officer", CATALOGUE_TEXT, "", "officer number"},
    {"name", CATALOGUE_TEXT, "", "the officer's name as most rows write it"},
    {"name_local", CATALOGUE_TEXT, "", "the name in the local script"},
    {"rank", CATALOGUE_TEXT, "", "latest rank"},
    {"n_spellings", CATALOGUE_INTEGER, "spellings", "spellings of the name"},
    {"spellings", CATALOGUE_LIST, "", "all of them"},
    {"units", CATALOGUE_LIST, "", "units given in the rows"},
    {"provinces", CATALOGUE_LIST, "", "P-codes of provinces given in the rows"},
    {"rank_first", CATALOGUE_TEXT, "", "rank in the earliest row"},
    {"rank_last", CATALOGUE_TEXT, "", "rank in the latest row"},
    {"topic_code", CATALOGUE_TEXT, "", "topic that was taught again while it still held"},
    {"n_orgs", CATALOGUE_INTEGER, "organisations", "organisations that taught it"},
    {"orgs", CATALOGUE_LIST, "", "their codes"},
    {"n_sessions", CATALOGUE_INTEGER, "sessions", "sessions with the topic"},
    {"sessions", CATALOGUE_LIST, "", "their numbers"},
    {"dates", CATALOGUE_LIST, "", "their first days"},
    {"other_dates", CATALOGUE_LIST, "", "first days of the officer's other sessions"},
    {"invited_dates", CATALOGUE_LIST, "", "first days of planned sessions that list the officer"},
    {"first_date", CATALOGUE_DATE, "", "earliest of dates"},
    {"last_date", CATALOGUE_DATE, "", "latest of dates"},
    {"hours_total", CATALOGUE_NUMBER, "hours", "hours of these sessions together"},
    {"gap_days_min", CATALOGUE_INTEGER, "days", "shortest time between two of them"},
    {"decision", CATALOGUE_TEXT, "", "auto; review: rests on a pair that waits for a decision"},
    {"evidence", CATALOGUE_TEXT, "", "what it rests on"},
    {0},
};

const CatalogueColumn columns_duplicate_pairs[] = {
    {"officer", CATALOGUE_TEXT, "", "officer number"},
    {"topic", CATALOGUE_TEXT, "", "topic code"},
    {"session_a", CATALOGUE_TEXT, "", "the earlier event"},
    {"session_b", CATALOGUE_TEXT, "", "the later one"},
    {"org_a", CATALOGUE_TEXT, "", "who held the earlier"},
    {"org_b", CATALOGUE_TEXT, "", "who held the later"},
    {"days_between", CATALOGUE_INTEGER, "days", "between their first days"},
    {"decision", CATALOGUE_TEXT, "", "auto; review: rests on a pair that waits for a decision"},
    {0},
};

const CatalogueColumn columns_duplicate_lines[] = {
    {"organisation", CATALOGUE_TEXT, "", "who sent the row"},
    {"export", CATALOGUE_TEXT, "", "name of the export"},
    {"line", CATALOGUE_INTEGER, "", "physical line, from 1"},
    {"row", CATALOGUE_INTEGER, "", "data row, from 1"},
    {"officer", CATALOGUE_TEXT, "", "officer number"},
    {"officer_hash", CATALOGUE_TEXT, "",
     "stands for the officer: the same every month, another for every organisation; a keyed hash"},
    {"session", CATALOGUE_TEXT, "", "session of the row"},
    {"topic_code", CATALOGUE_TEXT, "", "topic that the officer had more than once"},
    {"n_others", CATALOGUE_INTEGER, "sessions", "other sessions with it, each within its validity"},
    {"other_orgs", CATALOGUE_LIST, "", "who held them"},
    {"other_dates", CATALOGUE_LIST, "", "their first days"},
    {0},
};

const CatalogueColumn columns_cohort_overlap[] = {
    {"session_a", CATALOGUE_TEXT, "", "the earlier session"},
    {"org_a", CATALOGUE_TEXT, "", "who held it"},
    {"start_a", CATALOGUE_DATE, "", "its first day"},
    {"session_b", CATALOGUE_TEXT, "", "the later session"},
    {"org_b", CATALOGUE_TEXT, "", "who held it"},
    {"start_b", CATALOGUE_DATE, "", "its first day"},
    {"topics_shared", CATALOGUE_LIST, "", "topics of both"},
    {"n_a", CATALOGUE_INTEGER, "officers", "on the earlier list"},
    {"n_b", CATALOGUE_INTEGER, "officers", "on the later list"},
    {"n_common", CATALOGUE_INTEGER, "officers", "on both"},
    {"pct_smaller", CATALOGUE_NUMBER, "%", "n_common as a share of the smaller list (containment)"},
    {"pct_either", CATALOGUE_NUMBER, "%", "n_common as a share of all on either list (Jaccard)"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"days_between", CATALOGUE_INTEGER, "days", "between their first days"},
    {"decision", CATALOGUE_TEXT, "", "auto; review: rests on a pair that waits for a decision"},
    {0},
};

const CatalogueColumn columns_location_collisions[] = {
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"unit", CATALOGUE_TEXT, "", "unit; empty: several, or none was given"},
    {"topic_code", CATALOGUE_TEXT, "", "topic that several organisations taught there"},
    {"window_days", CATALOGUE_INTEGER, "days", "within so many days of each other"},
    {"n_orgs", CATALOGUE_INTEGER, "organisations", "organisations"},
    {"orgs", CATALOGUE_LIST, "", "their codes"},
    {"n_sessions", CATALOGUE_INTEGER, "sessions", "sessions"},
    {"n_officers_range", CATALOGUE_TEXT, "officers", "how many officers, as a range: 20-49"},
    {"first", CATALOGUE_DATE, "", "first day of the first session"},
    {"last", CATALOGUE_DATE, "", "first day of the last session"},
    {0},
};

const CatalogueColumn columns_planned_collisions[] = {
    {"planned_session", CATALOGUE_TEXT, "", "number of the planned session"},
    {"org", CATALOGUE_TEXT, "", "who plans it"},
    {"start", CATALOGUE_DATE, "", "its first day"},
    {"end", CATALOGUE_DATE, "", "its last day"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of its province"},
    {"unit", CATALOGUE_TEXT, "", "unit it is for"},
    {"topic_codes", CATALOGUE_LIST, "", "its topics"},
    {"seats", CATALOGUE_INTEGER, "people", "its places"},
    {"status", CATALOGUE_TEXT, "", "planned ..."},
    {"clash_type", CATALOGUE_TEXT, "",
     "same week: another plans the same topic there; officers already trained: most of its list"},
    {"clash_with", CATALOGUE_TEXT, "",
     "the other session; of those already trained, where most were"},
    {"clash_org", CATALOGUE_TEXT, "", "whose that is"},
    {"clash_start", CATALOGUE_DATE, "", "its first day"},
    {"clash_end", CATALOGUE_DATE, "", "its last day"},
    {"topics_shared", CATALOGUE_LIST, "", "topics of both"},
    {"days_between", CATALOGUE_INTEGER, "days", "from the plan's first day to the other's"},
    {"n_listed", CATALOGUE_INTEGER, "officers", "on the plan's list"},
    {"n_already", CATALOGUE_INTEGER, "officers", "of these, with one of its topics still valid"},
    {"already_from", CATALOGUE_LIST, "", "who taught them, with how many: HBF (11)"},
    {"validity_months", CATALOGUE_INTEGER, "months", "how long that topic holds"},
    {"offer_adm1", CATALOGUE_TEXT, "", "P-code of the province with most untrained officers"},
    {"offer_topic", CATALOGUE_TEXT, "", "topic they lack"},
    {"offer_untrained", CATALOGUE_INTEGER, "officers", "how many they are"},
    {"n_due", CATALOGUE_INTEGER, "officers",
     "who serve in its province and are to be refreshed in one of its topics, within three months "
     "or"
     " already"},
    {"suggestion", CATALOGUE_TEXT, "", "what would mend it"},
    {0},
};

const CatalogueColumn columns_calendar[] = {
    {"week_start", CATALOGUE_DATE, "", "Monday of the first day's week"},
    {"start_date", CATALOGUE_DATE, "", "first day"},
    {"end_date", CATALOGUE_DATE, "", "last day"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"unit", CATALOGUE_TEXT, "", "unit it is for"},
    {"org", CATALOGUE_TEXT, "", "whose session it is"},
    {"session", CATALOGUE_TEXT, "", "session number"},
    {"topics", CATALOGUE_LIST, "", "topic codes"},
    {"seats", CATALOGUE_INTEGER, "people", "places planned"},
    {"status", CATALOGUE_TEXT, "", "complete, planned, canceled ..."},
    {0},
};

const CatalogueColumn columns_topic_org_matrix[] = {
    {"topic_code", CATALOGUE_TEXT, "", "topic"},
    {"org", CATALOGUE_TEXT, "", "organisation; empty: all together"},
    {"n_orgs", CATALOGUE_INTEGER, "organisations", "that teach it; of all together only"},
    {"n_sessions", CATALOGUE_INTEGER, "sessions", "in 24 months"},
    {"n_sessions_ever", CATALOGUE_INTEGER, "sessions", "ever"},
    {"n_officers", CATALOGUE_INTEGER, "officers", "who had the topic"},
    {"n_twice", CATALOGUE_INTEGER, "officers", "of these, those who had it again while it held"},
    {"pct_twice", CATALOGUE_NUMBER, "%", "the same as a share"},
    {"hours_median", CATALOGUE_NUMBER, "hours", "median length of its sessions"},
    {"curriculum_version", CATALOGUE_TEXT, "", "of the curriculum that was sent"},
    {"minutes", CATALOGUE_INTEGER, "minutes", "that the curriculum gives it"},
    {"key_messages", CATALOGUE_TEXT, "", "what the curriculum says about it"},
    {"messages_said", CATALOGUE_INTEGER, "messages",
     "agreed ones of the topic that it says; empty, as the next four: no key messages were sent, "
     "or "
     "none are agreed"},
    {"messages_agreed", CATALOGUE_INTEGER, "messages", "agreed ones of the topic"},
    {"messages_left_out", CATALOGUE_LIST, "", "agreed ones that it neither says nor contradicts"},
    {"messages_contradicted", CATALOGUE_LIST, "", "agreed ones of which it says the contrary"},
    {"contrary", CATALOGUE_LIST, "", "what it says instead, one for each of these"},
    {0},
};

const CatalogueColumn columns_double_count_adjustment[] = {
    {"indicator", CATALOGUE_TEXT, "", "people trained; people trained in 12 months"},
    {"org", CATALOGUE_TEXT, "", "organisation; empty: all together"},
    {"reported_persons", CATALOGUE_INTEGER, "people", "sum of the lists, as donors are told"},
    {"unique_persons_est", CATALOGUE_INTEGER, "people", "each officer once"},
    {"cross_org_overlap_est", CATALOGUE_INTEGER, "people",
     "of these, trained by several organisations"},
    {"lower", CATALOGUE_INTEGER, "people", "if every doubtful pair is one officer"},
    {"upper", CATALOGUE_INTEGER, "people", "if none is"},
    {0},
};

const CatalogueColumn columns_not_reported[] = {
    {"organisation", CATALOGUE_TEXT, "", "who no longer reports the row"},
    {"export", CATALOGUE_TEXT, "", "the export of now, which carries the earlier one on"},
    {"previous_export", CATALOGUE_TEXT, "", "the earlier export"},
    {"kind", CATALOGUE_TEXT, "", "attendance, roll ..."},
    {"line", CATALOGUE_INTEGER, "", "physical line in the earlier export"},
    {"row", CATALOGUE_INTEGER, "", "data row in the earlier export"},
    {"officer", CATALOGUE_TEXT, "", "officer number"},
    {"session", CATALOGUE_TEXT, "", "session number"},
    {0},
};

const CatalogueColumn columns_courses_to_classify[] = {
    {"title", CATALOGUE_TEXT, "", "as most rows write it; rules know it in all its spellings"},
    {"n_officers", CATALOGUE_INTEGER, "officers", "on the lists of its sessions, each once"},
    {"n_sessions", CATALOGUE_INTEGER, "sessions", "of that title, held or planned"},
    {"n_rows", CATALOGUE_INTEGER, "rows", "that report it"},
    {"orgs", CATALOGUE_LIST, "", "whose it is, by code"},
    {"first_date", CATALOGUE_DATE, "", "first day of the first session"},
    {"last_date", CATALOGUE_DATE, "", "last day of the last one"},
    {0},
};

const CatalogueColumn columns_months[] = {
    {"month", CATALOGUE_MONTH, "", "the month at whose end the figures hold"},
    {"n_sessions", CATALOGUE_INTEGER, "sessions", "held in it"},
    {"reported_12", CATALOGUE_INTEGER, "people", "sum of the lists of 12 months"},
    {"people_12", CATALOGUE_INTEGER, "people", "trained in 12 months, each once"},
    {"women_12", CATALOGUE_INTEGER, "people", "women among them"},
    {"seats_12", CATALOGUE_INTEGER, "seats", "filled in 12 months"},
    {"repeats_12", CATALOGUE_INTEGER, "seats", "of these, by who had a topic of it, still valid"},
    {"officers_twice", CATALOGUE_INTEGER, "officers", "taught a topic again while it held, so far"},
    {"provinces_24", CATALOGUE_INTEGER, "provinces", "with a session in 24 months"},
    {0},
};

const CatalogueColumn columns_org_submission_quality[] = {
    {"org", CATALOGUE_TEXT, "", "who sent it"},
    {"export", CATALOGUE_TEXT, "", "name of the export"},
    {"file", CATALOGUE_TEXT, "", "file that was sent"},
    {"rows", CATALOGUE_INTEGER, "rows", "data rows in it"},
    {"accepted", CATALOGUE_INTEGER, "rows", "records made of them"},
    {"refused", CATALOGUE_INTEGER, "rows", "rows with which nothing can be done"},
    {"pct_refused", CATALOGUE_NUMBER, "%", "the same as a share"},
    {"pct_place_coded", CATALOGUE_NUMBER, "%", "records whose province is known"},
    {"pct_topic_coded", CATALOGUE_NUMBER, "%", "records whose topics are known"},
    {"pct_dated", CATALOGUE_NUMBER, "%", "records with a date"},
    {"errors", CATALOGUE_INTEGER, "findings", "errors"},
    {"warnings", CATALOGUE_INTEGER, "findings", "warnings"},
    {"infos", CATALOGUE_INTEGER, "findings", "things to know"},
    {"findings_by_type", CATALOGUE_LIST, "", "kinds of findings, with how many: extra-label:1"},
    {0},
};

const CatalogueColumn catalogue_record[] = {
    {"export", CATALOGUE_TEXT, "", "name of the export"},
    {"row", CATALOGUE_INTEGER, "", "data row, from 1"},
    {"officer", CATALOGUE_TEXT, "", "officer number; empty for a record of no officer"},
    {"file", CATALOGUE_TEXT, "", "file that was sent"},
    {"line", CATALOGUE_INTEGER, "", "physical line, from 1"},
    {"sheet_row", CATALOGUE_INTEGER, "", "row of a spreadsheet that opens the file, from 1"},
    {"kind", CATALOGUE_TEXT, "", "attendance, planned, roll, resource, curriculum"},
    {"organisation", CATALOGUE_TEXT, "", "who sent it, as the profile or the export names it"},
    {"name_clean", CATALOGUE_TEXT, "", "the name without honorific, rank and nickname"},
    {"name_roles", CATALOGUE_TEXT, "", "a letter a word of it: family, given, middle, suffix, ?"},
    {"name_key", CATALOGUE_TEXT, "", "its match key: that of its words, some of them joined"},
    {"name_keys_other", CATALOGUE_LIST, "", "further keys of the whole name"},
    {"name_rank", CATALOGUE_TEXT, "", "rank that stood in the name"},
    {"name_honorific", CATALOGUE_TEXT, "", "honorific that stood in the name"},
    {"name_local", CATALOGUE_LIST, "", "name in another script that stood beside it"},
    {"name_nickname", CATALOGUE_LIST, "", "nickname that stood beside it"},
    {"country_norm", CATALOGUE_TEXT, "", "ISO 3166-1 code of three letters"},
    {"rank_level", CATALOGUE_TEXT, "", "ordinal within the service: KHM-police:07"},
    {"topic_codes", CATALOGUE_LIST, "", "codes of the course's topics"},
    {"session", CATALOGUE_TEXT, "", "session number"},
    {0},
};

const CatalogueColumn columns_coverage[] = {
    {"country", CATALOGUE_TEXT, "", "name of the country"},
    {"adm1_code", CATALOGUE_TEXT, "", "P-code of the province"},
    {"adm1", CATALOGUE_TEXT, "", "its name"},
    {"topic_code", CATALOGUE_TEXT, "", "topic; empty: any"},
    {"topic", CATALOGUE_TEXT, "", "its name"},
    {"k", CATALOGUE_INTEGER, "officers", "n_trained is rounded down to a multiple of it"},
    {"n_trained", CATALOGUE_INTEGER, "officers",
     "officers who serve there and were trained; under k: no row"},
    {0},
};
