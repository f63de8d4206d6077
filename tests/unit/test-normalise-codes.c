/* Places, ranks, courses and organisations: from what a list says to a code. */
#include <glib/gstdio.h>

#include "stages/normalise/course.h"
#include "stages/normalise/organisation.h"
#include "stages/normalise/place.h"
#include "stages/normalise/rank.h"
#include "tests/unit/told.h"

typedef struct {
    const gchar *value;
    const gchar *context;
    const gchar *norm;
    const gchar *id; /* of the finding; "": none */
    const gchar *hint;
} AnswerCase;

static void
check(const AnswerCase *c, NormaliseAnswer *answer)
{
    g_autofree gchar *hint = told(answer->id, answer->hint, answer->values);

    g_test_message("%s in %s", c->value, c->context);
    g_assert_cmpstr(answer->norm != NULL ? answer->norm : "", ==, c->norm);
    g_assert_cmpstr(answer->id != NULL ? answer->id : "", ==, c->id);
    g_assert_cmpstr(hint, ==, c->hint);
    normalise_answer_clear(answer);
}

static const AnswerCase province_cases[] = {
    {"Siem Reap", "KHM", "KH17", "", ""},
    {"siem-reap province", "KHM", "KH17", "", ""},
    {"KH17", "KHM", "KH17", "", ""},
    {"សៀមរាប", "KHM", "KH17", "", ""},
    {"ខេត្តសៀមរាប", "KHM", "KH17", "", ""},
    {"ខេត្ត\u200bកំពង់ចាម", "KHM", "KH03", "", ""},
    {"Krong Preah Sihanouk", "KHM", "KH18", "", ""},
    {"Kompong Som", "KHM", "KH18", "", ""},
    {"Province de Kampot", "KHM", "KH07", "", ""},
    {"Takeao", "KHM", "", "place-suggested", "KH21 Takeo"},
    {"Atlantis", "KHM", "", "place-unknown", "correct its name, or add it to rules/places/"},
    {"PP", "KHM", "KH12", "", ""},
    {"PX", "KHM", "", "place-unknown", "correct its name, or add it to rules/places/"},
    {"จ.ตาก", "THA", "TH63", "", ""},
    {"Hà Tây", "VNM", "VN101", "", ""},
    {"จังหวัดเชียงใหม่", "THA", "TH50", "", ""},
    {"Chiengmai", "THA", "TH50", "", ""},
    {"กทม.", "THA", "TH10", "", ""},
    {"Vientiane", "LAO", "", "place-ambiguous", "LA01 Vientiane Capital or LA10 Vientiane"},
    {"Vientiane Capital", "LAO", "LA01", "", ""},
    {"Vientiane Province", "LAO", "LA10", "", ""},
    {"ຈໍາປາສັກ", "LAO", "LA16", "", ""},
    {"ແຂວງ ຈຳປາສັກ", "LAO", "LA16", "", ""},
    {"Shan State", "MMR", "MMR222", "place-ambiguous",
     "MMR014 Shan (South) or MMR015 Shan (North) or MMR016 Shan (East)"},
    {"Bago", "MMR", "MMR111", "place-ambiguous", "MMR007 Bago (East) or MMR008 Bago (West)"},
    {"East Bago", "MMR", "MMR007", "", ""},
    {"Rangoon Division", "MMR", "MMR013", "", ""},
    {"ကချင်ပြည်နယ်", "MMR", "MMR001", "", ""},
    {"TP. Hà Nội", "VNM", "VN101", "", ""},
    {"tỉnh Lào Cai", "VNM", "VN205", "", ""},
    {"HCMC", "VNM", "VN701", "", ""},
    {"Thua Thien - Hue", "VNM", "VN411", "", ""},
    {"云南", "CHN", "CN053", "", ""},
    {"云南省", "CHN", "CN053", "", ""},
    /* without a country a name of one country is enough */
    {"Siem Reap", "", "KH17", "", ""},
    {"Yangon", "KHM", "", "place-unknown", "correct its name, or add it to rules/places/"},
    {"Atlantis", "USA", "", "", ""},
};

static void
test_provinces(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_load(layers, &roll_codes_places, &error);
    g_autoptr(NormalisePlaces) places = NULL;

    g_assert_no_error(error);
    places = normalise_places_load(layers, codes, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(province_cases); i++) {
        const AnswerCase *c = &province_cases[i];
        NormaliseAnswer answer = {0};

        normalise_places_resolve(places, 1, roll_text(c->value), c->context, &answer);
        check(c, &answer);
    }
}

static const AnswerCase district_cases[] = {
    {"Mongkol Borei", "KHM", "KH0102", "", ""},
    {"ស្រុកមង្គលបូរី", "KHM", "KH0102", "", ""},
    {"Mongkol Borei", "KHM/KH01", "KH0102", "", ""},
    {"KH0102", "KHM/KH02", "KH0102", "", ""},
    /* no list of districts: nothing can be said */
    {"Mueang", "THA", "", "", ""},
};

static void
test_districts(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_load(layers, &roll_codes_places, &error);
    g_autoptr(NormalisePlaces) places = NULL;

    g_assert_no_error(error);
    places = normalise_places_load(layers, codes, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(district_cases); i++) {
        const AnswerCase *c = &district_cases[i];
        NormaliseAnswer answer = {0};

        normalise_places_resolve(places, 2, roll_text(c->value), c->context, &answer);
        check(c, &answer);
    }
}

/* Of two districts of one name the one in the record's province; without a province both. */
static void
test_namesakes(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes =
        roll_codes_parse("p.ini",
                         "[*]\ncountry = KHM\nlevel = 2\n[KH01]\nlevel = 1\n[KH02]\nlevel = 1\n"
                         "[KH0101]\nname = Svay\nparent = KH01\n[KH0201]\nname = Svay\n"
                         "parent = KH02\n",
                         &roll_codes_places, &error);
    g_autoptr(NormalisePlaces) places = NULL;
    const AnswerCase cases[] = {
        {"Svay", "KHM/KH01", "KH0101", "", ""},
        {"Svay", "KHM/KH02", "KH0201", "", ""},
        {"Svay", "KHM", "", "place-ambiguous", "KH0101 Svay or KH0201 Svay"},
    };

    g_assert_no_error(error);
    places = normalise_places_load(layers, codes, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NormaliseAnswer answer = {0};

        normalise_places_resolve(places, 2, roll_text(cases[i].value), cases[i].context, &answer);
        check(&cases[i], &answer);
    }
}

/* What is near is told, never taken; and only when nothing else is as near. */
static void
test_nearest(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes =
        roll_codes_parse("p.ini",
                         "[*]\ncountry = KHM\nlevel = 1\n[KH01]\nname = Kampong Thom\n"
                         "[KH02]\nname = Kampong Chom\n[KH03]\nname = Pailin\n[TH01]\n"
                         "country = THA\nname = Pairin\n",
                         &roll_codes_places, &error);
    g_autoptr(NormalisePlaces) places = NULL;
    const AnswerCase cases[] = {
        {"Kampong Tham", "KHM", "", "place-suggested", "KH01 Kampong Thom"},
        {"Kampung Tham", "KHM", "", "place-suggested", "KH01 Kampong Thom"},
        {"Kmpng Thm", "KHM", "", "place-unknown", "correct its name, or add it to rules/places/"},
        {"Kampong Xhom", "KHM", "", "place-unknown",
         "correct its name, or add it to rules/places/"},
        {"Palin", "KHM", "", "place-suggested", "KH03 Pailin"},
        {"Pairin", "KHM", "", "place-suggested", "KH03 Pailin"},
        {"Pain", "KHM", "", "place-unknown", "correct its name, or add it to rules/places/"},
    };

    g_assert_no_error(error);
    places = normalise_places_load(layers, codes, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NormaliseAnswer answer = {0};

        normalise_places_resolve(places, 1, roll_text(cases[i].value), cases[i].context, &answer);
        check(&cases[i], &answer);
    }
}

typedef struct {
    const gchar *value;
    const gchar *country;
    const gchar *norm;
    const gchar *level;
    const gchar *id;
} RankCase;

static const RankCase rank_cases[] = {
    {"Col.", "KHM", "Colonel", "KHM-police:11", ""},
    {"colonel", "KHM", "Colonel", "KHM-police:11", ""},
    {"Pol. Col.", "KHM", "Colonel", "KHM-police:11", ""},
    {"National Police Colonel", "KHM", "Colonel", "KHM-police:11", ""},
    {"Colonel (ret.)", "KHM", "Colonel", "KHM-police:11", ""},
    {"វរសេនីយ៍ឯក", "KHM", "Colonel", "KHM-police:11", ""},
    {"ឧត្ដមសេនីយ៍ត្រី", "KHM", "Brigadier General", "KHM-police:12", ""},
    {"Commandant", "KHM", "Major", "KHM-police:09", ""},
    {"Lieutenant Pol. General", "KHM", "Lieutenant General", "KHM-police:14", ""},
    {"พล.ต.ต.", "THA", "Police Major General", "THA-police:15", ""},
    {"พ.ต.อ.(พิเศษ)", "THA", "Police Senior Colonel", "THA-police:13", ""},
    {"พ.ท.", "THA", "Army Lieutenant Colonel", "THA-army:12", ""},
    {"พันโท", "THA", "Army Lieutenant Colonel", "THA-army:12", ""},
    {"Lieutenant Colonel", "THA", "Police Lieutenant Colonel", "THA-police:11", ""},
    {"ဗိုလ်မှူး", "MMR", "Army Major", "MMR-army:10", ""},
    {"上校", "CHN", "Army Colonel", "CHN-army:06", ""},
    {"Army Lt. Col.", "THA", "Army Lieutenant Colonel", "THA-army:12", ""},
    /* What police and army share is the police's; the army's is told by a word beside it. */
    {"Army Colonel", "KHM", "Army Colonel", "KHM-army:13", ""},
    {"Gendarmerie Col.", "KHM", "Army Colonel", "KHM-army:13", ""},
    {"Colonel (Military Police)", "KHM", "Army Colonel", "KHM-army:13", ""},
    {"Capitaine de gendarmerie", "KHM", "Army Captain", "KHM-army:10", ""},
    {"Général de corps d'armée", "KHM", "Lieutenant General", "KHM-police:14", ""},
    {"Général de corps d'armée de la gendarmerie", "KHM", "Army Lieutenant General", "KHM-army:16",
     ""},
    {"អនុសេនីយ៍ឯក កងរាជអាវុធហត្ថ", "KHM", "Army Captain", "KHM-army:10", ""},
    {"អនុសេនីយ៍ឯក", "KHM", "Captain", "KHM-police:08", ""},
    {"វរសេនីយ៍ឯក នគរបាល", "KHM", "Colonel", "KHM-police:11", ""},
    {"ພັນໂທ ກອງທັບ", "LAO", "Army Lieutenant Colonel", "LAO-army:09", ""},
    {"ພັນໂທ", "LAO", "Lieutenant Colonel", "LAO-security:09", ""},
    {"ສິບເອກ", "LAO", "Master Sergeant", "LAO-security:04", ""},
    {"Thượng tá Biên phòng", "VNM", "Army Senior Lieutenant Colonel", "VNM-army:12", ""},
    {"Dai uy BDBP", "VNM", "Army Captain", "VNM-army:09", ""},
    {"Border Guard Captain", "VNM", "Army Captain", "VNM-army:09", ""},
    {"Border Guard Colonel", "VNM", "", "", "rank-ambiguous"},
    {"Thượng tá CAND", "VNM", "Senior Lieutenant Colonel", "VNM-security:10", ""},
    {"Binh nhất", "VNM", "Army Private First Class", "VNM-army:02", ""},
    {"ร.ต.อ.หญิง", "THA", "Police Captain", "THA-police:09", ""},
    {"ว่าที่ ร.ต.ต.", "THA", "Police Sub-Lieutenant", "THA-police:07", ""},
    {"Pol.Lt.Col", "THA", "Police Lieutenant Colonel", "THA-police:11", ""},
    {"PLTCOL", "THA", "Police Lieutenant Colonel", "THA-police:11", ""},
    {"ພັນຕຳຫຼວດໂທ", "LAO", "Lieutenant Colonel", "LAO-security:09", ""},
    {"SI", "MMR", "Police Lieutenant", "MMR-police:06", ""},
    {"Thượng tá", "VNM", "Senior Lieutenant Colonel", "VNM-security:10", ""},
    {"Đại uý", "VNM", "Captain", "VNM-security:07", ""},
    {"Col.", "VNM", "", "", "rank-ambiguous"},
    {"三级警督", "CHN", "Supervisor 3rd Class", "CHN-police:06", ""},
    {"POLICE OFFICER", "", "", "", "rank-unknown"},
    {"Cook", "KHM", "", "", "rank-unknown"},
};

static void
test_ranks(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(NormaliseRanks) ranks = normalise_ranks_load(layers, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(rank_cases); i++) {
        const RankCase *c = &rank_cases[i];
        NormaliseAnswer answer = {0};

        g_test_message("%s in %s", c->value, c->country);
        normalise_ranks_resolve(ranks, roll_text(c->value), c->country, &answer);
        g_assert_cmpstr(answer.norm != NULL ? answer.norm : "", ==, c->norm);
        g_assert_cmpstr(answer.code != NULL ? roll_code_id(answer.code) : "", ==, c->level);
        g_assert_cmpstr(answer.id != NULL ? answer.id : "", ==, c->id);
        normalise_answer_clear(&answer);
    }
}

/* The numbers of a service are its scale: 01, 02 and so on without a gap. */
static void
test_scales(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_load(layers, &roll_codes_ranks, &error);
    g_autofree gchar *service = g_strdup("");
    guint expected = 0;

    g_assert_no_error(error);
    g_assert_cmpuint(roll_codes_n(codes), >, 170);
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        g_auto(GStrv) parts = g_strsplit(roll_code_id(roll_codes_at(codes, i)), ":", -1);

        g_assert_cmpuint(g_strv_length(parts), ==, 2);
        expected = g_str_equal(parts[0], service) ? expected + 1 : 1;
        g_assert_cmpuint(g_ascii_strtoull(parts[1], NULL, 10), ==, expected);
        g_assert_cmpuint(strlen(parts[1]), ==, 2);
        g_free(service);
        service = g_strdup(parts[0]);
    }
}

/* A name that two services of one country shared would be nobody's rank. */
static void
test_services_apart(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_load(layers, &roll_codes_ranks, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < roll_codes_n_names(codes); i++) {
        const RollCodeName *name = roll_codes_name_at(codes, i);

        for (guint j = 1; j < name->codes->len; j++) {
            const RollCode *one = g_ptr_array_index(name->codes, j - 1);
            const RollCode *other = g_ptr_array_index(name->codes, j);

            g_test_message("%s", name->folded);
            g_assert_true(
                g_strcmp0(roll_code_text(one, "country"), roll_code_text(other, "country")) != 0 ||
                g_strcmp0(roll_code_text(one, "service"), roll_code_text(other, "service")) == 0);
        }
    }
}

static const AnswerCase organisation_cases[] = {
    {"IJM", "KHM", "IJM", "", ""},
    {"I.J.M.", "", "IJM", "", ""},
    {"international justice mission", "THA", "IJM", "", ""},
    {"The International Justice Mission (Cambodia)", "KHM", "IJM", "", ""},
    {"UNICEF Cambodia", "KHM", "UNICEF", "", ""},
    {"Winrock", "KHM", "WINROCK", "", ""},
    {"LEASECT", "KHM", "LEASETC", "", ""},
    {"MPS", "VNM", "VN-MPS", "", ""},
    {"MPS", "LAO", "LAO-MPS", "", ""},
    {"MPS", "", "", "organisation-ambiguous",
     "LAO-MPS Ministry of Public Security of Lao PDR or VN-MPS Ministry of Public Security of "
     "Viet Nam"},
    {"CRC", "KHM", "", "organisation-ambiguous",
     "CRC-CR Child Rights Coalition or CRC-RC Cambodian Red Cross"},
    {"STC", "THA", "SCUK", "", ""},
    {"Somebody Else", "KHM", "", "organisation-unknown",
     "write its full name, or add it to rules/organisations/"},
    {"International Justice Misson", "KHM", "", "organisation-unknown",
     "IJM International Justice Mission"},
};

static void
test_organisations(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(NormaliseOrganisations) organisations = normalise_organisations_load(layers, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(organisation_cases); i++) {
        const AnswerCase *c = &organisation_cases[i];
        NormaliseAnswer answer = {0};

        normalise_organisations_resolve(organisations, roll_text(c->value), c->context, &answer);
        check(c, &answer);
    }
}

/* A name that one project left to another means the one of the day; a name of one alone means it
 * always. */
static void
test_periods(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree gchar *dir = g_dir_make_tmp("rollcall-XXXXXX", &error);
    g_autofree gchar *folder = g_build_filename(dir, "organisations", NULL);
    g_autofree gchar *file = g_build_filename(folder, "ours.ini", NULL);
    const gchar *const dirs[] = {dir, NULL};
    g_autoptr(RollLayers) layers = NULL;
    g_autoptr(NormaliseOrganisations) organisations = NULL;
    const AnswerCase cases[] = {
        {"Rights Watch", "KHM/2005-01-01", "OLD", "", ""},
        {"Rights Watch", "KHM/2006-12-31", "OLD", "", ""},
        {"Rights Watch", "KHM/2007-01-01", "NEW", "", ""},
        {"Rights Watch", "KHM/2001-01-01", "", "organisation-ambiguous", "NEW NEW or OLD OLD"},
        {"Rights Watch", "KHM", "", "organisation-ambiguous", "NEW NEW or OLD OLD"},
        {"Rights Watch", "THA/2005-01-01", "FAR", "", ""},
        {"OLD", "KHM/2020-01-01", "OLD", "", ""},
        {"OLD", "/2020-01-01", "OLD", "", ""},
    };

    g_assert_no_error(error);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(
        file,
        "[OLD]\ncountries = KHM\nfrom = 2003-01-01\nuntil = 2006-12-31\naliases = Rights Watch\n"
        "[NEW]\ncountries = KHM\nfrom = 2007-01-01\naliases = Rights Watch\n"
        "[FAR]\ncountries = THA\naliases = Rights Watch\n",
        -1, &error));
    layers = roll_layers_new(dirs, &error);
    g_assert_no_error(error);
    organisations = normalise_organisations_load(layers, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        NormaliseAnswer answer = {0};

        normalise_organisations_resolve(organisations, roll_text(cases[i].value), cases[i].context,
                                        &answer);
        check(&cases[i], &answer);
    }
    g_assert_cmpint(g_unlink(file), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
}

typedef struct {
    const gchar *title;
    const gchar *topics;
} CourseCase;

static const CourseCase course_cases[] = {
    {"IVC", "IVC"},
    {"Child interviewing", "IVC"},
    {"CHILD-INTERVIEWING", "IVC"},
    {"Advanced child interviewing for police, Siem Reap", "IVC"},
    {"IVC; EVD", "EVD;IVC"},
    {"IVC,EVD / LEG", "EVD;IVC;LEG"},
    {"Interviewing child victims and crime scene management", "EVD;IVC"},
    /* the longer title is not taken for the shorter one inside */
    {"Training on forensic interview techniques", "IVW"},
    {"Training of trainers on child interviewing", "IVC;TOT"},
    /* one title, several topics */
    {"Child-friendly investigative procedure", "IVC;LEG;OCS;PSY"},
    {"Two-day Child Friendly Investigative Procedures workshop", "IVC;LEG;OCS;PSY"},
    {"COMMIT RTP", "IND;INT;LEG;NDS"},
    /* words, not letters: a cyberspace is no cyber course, "VI" is nothing inside another title */
    {"Cyberspace", ""},
    {"Phase VI", ""},
    {"VI", "IND"},
    /* other languages */
    {"หลักสูตรการสัมภาษณ์เด็กและการคัดแยกผู้เสียหาย", "IND;IVC"},
    {"Tập huấn kỹ năng phỏng vấn nạn nhân", "IVW"},
    {"Formation de formateurs", "TOT"},
    {"反拐法律与被害人识别培训", "IND;LEG"},
    {"វគ្គបណ្តុះបណ្តាលគ្រូបង្គោល", "TOT"},
    {"Cooking", ""},
    {"", ""},
};

static void
test_courses(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(NormaliseCourses) courses = normalise_courses_load(layers, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(course_cases); i++) {
        const CourseCase *c = &course_cases[i];
        g_autofree gchar *topics = normalise_courses_topics(courses, roll_text(c->title));

        g_test_message("%s", c->title);
        g_assert_cmpstr(topics, ==, c->topics);
    }
}

/* Topics have what reports ask of them. */
static void
test_topics(void)
{
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_load(layers, &roll_codes_courses, &error);
    guint n_topics = 0;

    g_assert_no_error(error);
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *code = roll_codes_at(codes, i);

        if (roll_code_list(code, "topics")[0] != NULL)
            continue;
        n_topics++;
        g_test_message("%s", roll_code_id(code));
        g_assert_cmpuint(strlen(roll_code_id(code)), ==, 3);
        g_assert_cmpint(roll_code_number(code, "validity"), ==, 24);
        g_assert_cmpint(roll_code_number(code, "minutes"), >=, 30);
        g_assert_cmpstr(roll_code_name(code), !=, roll_code_id(code));
    }
    g_assert_cmpuint(n_topics, ==, 23);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/normalise/codes/provinces", test_provinces);
    g_test_add_func("/normalise/codes/districts", test_districts);
    g_test_add_func("/normalise/codes/namesakes", test_namesakes);
    g_test_add_func("/normalise/codes/nearest", test_nearest);
    g_test_add_func("/normalise/codes/ranks", test_ranks);
    g_test_add_func("/normalise/codes/services-apart", test_services_apart);
    g_test_add_func("/normalise/codes/scales", test_scales);
    g_test_add_func("/normalise/codes/organisations", test_organisations);
    g_test_add_func("/normalise/codes/periods", test_periods);
    g_test_add_func("/normalise/codes/courses", test_courses);
    g_test_add_func("/normalise/codes/topics", test_topics);
    return g_test_run();
}
