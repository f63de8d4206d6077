/* What needs to know of places: provinces that were merged, and whether both ends of a corridor are
 * trained.  sessions.h says how lists are written. */
#include <glib.h>

#include "stages/overlap/coverage.h"
#include "stages/overlap/cross_border.h"
#include "stages/overlap/location.h"
#include "stages/overlap/planned.h"
#include "stages/overlap/refresher.h"
#include "stages/overlap/settle.h"
#include "tests/unit/sessions.h"

#define ENDS     "corridor,adm1_a,n_trained_a,adm1_b,n_trained_b"
#define TOPICS   "topics_both,topics_only_a,topics_only_b,n_topic_a,n_topic_b"
#define TOGETHER "n_shared,last_shared,n_shared_planned"

static OverlapCorridors *
make_corridors(void)
{
    static const gchar places[] = "[*]\nlevel = 1\n[KHM]\nlevel = 0\n[THA]\nlevel = 0\n"
                                  "[KH01]\ncountry = KHM\n[TH27]\ncountry = THA\n"
                                  "[VN709]\ncountry = VNM\n[KH20]\ncountry = KHM\n"
                                  "[VN801]\ncountry = VNM\nmerged = 2025-07-01\ninto = VN709\n"
                                  "[MMR222]\ncountry = MMR\nparts = MMR016\n"
                                  "[MMR016]\ncountry = MMR\n[TH57]\ncountry = THA\n";
    static const gchar rules[] = "[*]\ntopics = INT\n[Poipet]\nprovinces = KH01; TH27\n"
                                 "[Bavet]\nprovinces = KH20; VN801\n"
                                 "[Tachileik]\nprovinces = MMR222; TH57\ntopics = INT; IVC\n";
    OverlapCorridors *corridors = g_new0(OverlapCorridors, 1);

    corridors->places = roll_codes_parse("places", places, &roll_codes_places, NULL);
    corridors->rules = roll_codes_parse("rules", rules, &roll_codes_corridors, NULL);
    return corridors;
}

static const OverlapCase corridor_cases[] = {
    {"an end is where people serve, a line a corridor of a country that is known",
     {"attendance AA 2026-01-10 - KH01 IVC 1-3", "attendance BB 2026-01-11 - TH27 IVC 4-5"},
     &overlap_cross_border_report,
     ENDS,
     "Bavet,KH20,0,VN709,0|Poipet,KH01,3,TH27,2|Tachileik,MMR222,0,TH57,0"},
    {"of a country that nobody is of there is no corridor",
     {"attendance AA 2026-01-10 - VN709 IVC 1-3"},
     &overlap_cross_border_report,
     ENDS,
     "Bavet,KH20,0,VN709,3"},
    {"what was merged, and the parts of a whole, are of it",
     {"attendance AA 2026-01-10 - VN801 IVC 1-3", "attendance AA 2026-01-11 - VN709 IVC 4",
      "attendance AA 2026-01-10 - MMR016 IVC 5", "attendance AA 2026-01-11 - MMR222 IVC 6"},
     &overlap_cross_border_report,
     ENDS,
     "Bavet,KH20,0,VN709,4|Tachileik,MMR222,2,TH57,0"},
    {"before the merger they are not",
     {"attendance AA 2024-01-10 - VN801 IVC 1-3", "attendance AA 2024-01-11 - VN709 IVC 4"},
     &overlap_cross_border_report,
     ENDS,
     "Bavet,KH20,0,VN801,3"},
    {"who was trained in it before its merger counts in what it was merged into",
     {"attendance AA 2025-06-10 - VN801 IVC 1-3", "attendance BB 2025-07-11 - VN709 IVC 4",
      "roll RO - - VN801 - 1-3"},
     &overlap_coverage_report,
     "adm1_code,topic_code,establishment,n_trained,n_on_roll,n_sessions",
     "VN709,,3,4,3,2|VN709,IVC,3,4,3,"},
    {"places that were two and are one meet",
     {"attendance AA 2025-06-10 - VN801 IVC 1-3", "attendance BB 2025-07-11 - VN709 IVC 4"},
     &overlap_location_report,
     "adm1_code,orgs,n_sessions",
     "VN709,AA;BB,2"},
    {"a plan serves those who were of what was merged into its province",
     {"attendance AA 2023-07-10 - VN801 IVC 1", "attendance AA 2025-07-20 - VN709 PSY 2",
      "planned BB 2025-09-01 - VN709 IVC 0"},
     &overlap_refresher_report,
     "officer,adm1_code,planned_org",
     "000001-B,VN709,BB"},
    {"plans of two provinces that are one collide",
     {"attendance AA 2025-07-20 - VN709 PSY 2", "planned AA 2025-09-01 - VN801 IVC 0",
      "planned BB 2025-09-02 - VN709 IVC 0"},
     &overlap_planned_report,
     "org,clash_type,clash_org,adm1_code",
     "AA,same week,BB,VN709|BB,same week,AA,VN709"},
    {"topics of one end alone, while they hold",
     {"attendance AA 2026-01-10 - KH01 INT;IVC 1-3", "attendance AA 2023-01-10 - KH01 EVD 1-3",
      "attendance BB 2026-01-11 - TH27 IVC;PSY 4-5", "attendance BB 2026-01-12 - KH01 IVC 1"},
     &overlap_cross_border_report,
     TOPICS,
     ",,,0,0|IVC,INT,PSY,3,0|,,,0,0"},
    {"a session with officers of both ends, held and planned",
     {"attendance AA 2025-12-10 - KH01 IVC 1-3", "attendance AA 2025-12-11 - TH27 IVC 4-5",
      "attendance CC 2026-01-12 - TH27 IVC 1-5", "attendance AA 2026-01-13 - KH01 IVC 1-3",
      "attendance AA 2026-01-14 - TH27 IVC 4-5", "planned CC 2026-02-12 - - PSY 3-4"},
     &overlap_cross_border_report,
     TOGETHER,
     "0,,0|1,2026-01-12,1|0,,0"},
    {"one of more than two years ago no longer counts",
     {"attendance CC 2023-01-12 - TH27 IVC 1-5", "attendance AA 2026-01-13 - KH01 IVC 1-3",
      "attendance AA 2026-01-14 - TH27 IVC 4-5"},
     &overlap_cross_border_report,
     TOGETHER,
     "0,,0|0,,0|0,,0"},
    {"what is missed: of an end, of both",
     {"attendance AA 2026-01-10 - KH01 INT 1-3", "attendance BB 2026-01-11 - TH27 IVC 4-5",
      "roll RO - - KH20 - 8-9"},
     &overlap_cross_border_report,
     "corridor,missed",
     "Bavet,a untrained;b unknown|Poipet,b without topic;never together|"
     "Tachileik,a unknown;b unknown"},
    {"what is missed: under half of the other's share",
     {"attendance AA 2026-01-10 - KH01 INT 1-2", "attendance BB 2026-01-11 - TH27 INT 11",
      "roll RO - - KH01 - 1-4", "roll RO - - TH27 - 11-15"},
     &overlap_cross_border_report,
     "establishment_a,pct_a,establishment_b,pct_b,missed",
     ",,,,a unknown;b unknown|4,50.0,5,20.0,b behind;never together|,,,,a unknown;b unknown"},
    {"organisations of two years, and what the corridor asks for",
     {"attendance AA 2026-01-10 - KH01 INT 1-2", "attendance BB 2023-01-11 - KH01 IVC 1",
      "attendance CC 2026-01-11 - TH57 IVC 9"},
     &overlap_cross_border_report,
     "orgs_a,orgs_b,topics_asked,n_topic_b",
     ",,INT,0|AA,,INT,0|,CC,INT;IVC,1"},
};

static void
test_corridor(gconstpointer data)
{
    const OverlapCase *c = data;
    g_autoptr(GString) lines = g_string_new(record_head);
    g_autoptr(RollBatch) batch = NULL;
    g_autoptr(OverlapView) view = overlap_view_new(NULL);
    g_autofree gchar *text = NULL;

    for (guint i = 0; i < MAX_SESSIONS && c->sessions[i] != NULL; i++)
        append_session(lines, c->sessions[i], i + 1);
    batch = records_parse("records", lines->str);
    view->corridors = make_corridors();
    g_assert_true(overlap_attendance_add(view->attendance, batch, NULL));
    overlap_view_settle(view, 0, 1);
    text = run_report(view, c->report, c->columns);
    g_assert_cmpstr(text, ==, c->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(corridor_cases); i++) {
        g_autofree gchar *path = g_strconcat("/overlap/corridor/", corridor_cases[i].name, NULL);

        g_test_add_data_func(path, &corridor_cases[i], test_corridor);
    }
    return g_test_run();
}
