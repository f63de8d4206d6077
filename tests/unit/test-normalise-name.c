#include "stages/normalise/name.h"

#include <glib/gstdio.h>

typedef struct {
    const gchar *country;
    const gchar *whole;
    const gchar *clean;
    const gchar *roles;
    const gchar *key;
    const gchar *titles; /* rank | honorific */
} WholeCase;

static const WholeCase whole_cases[] = {
    /* Cambodia: family name first, Pol as a name and as a rank */
    {"KHM", "Pol. Maj. Gen. Pol Vuthea", "Pol Vuthea", "fg", "pol votia", "Pol. Maj. Gen.|"},
    {"KHM", "Pol Vu Thea", "Pol Vu Thea", "fgg", "pol votia", "|"},
    {"KHM", "HE Lt. Gen. Pol Vuthea", "Pol Vuthea", "fg", "pol votia", "Lt. Gen.|HE"},
    {"KHM", "Lieutenant Pol. Gen. H.E Pol Vuthea", "Pol Vuthea", "fg", "pol votia",
     "Lieutenant Pol. Gen.|H.E"},
    {"KHM", "H.E. Pol. Lt. Gen. H.E. Gen. Pol Vuthea", "Pol Vuthea", "fg", "pol votia",
     "Pol. Lt. Gen. Gen.|H.E. H.E."},
    {"KHM", "Pol Sen", "Pol Sen", "fg", "pol sen", "|"},
    {"KHM", "Pol Colin", "Pol Colin", "fg", "pol kolin", "|"},
    {"KHM", "SOK, Chan Thou", "SOK Chan Thou", "fgg", "sok chanto", "|"},
    {"KHM", "សុខ ចាន់ ធូ", "សុខ ចាន់ ធូ", "fgg", "សុខ ចាន់ធូ", "|"},
    {"KHM", "Sok C. Vu Thea", "Sok C Vu Thea", "fmgg", "sok k votia", "|"},
    {"KHM", "Chan SOK", "Chan SOK", "gf", "chan sok", "|"},
    {"KHM", "SOK Vuthy", "SOK Vuthy", "fg", "sok voti", "|"},
    {"KHM", "SOK VUTHY", "SOK VUTHY", "fg", "sok voti", "|"},
    {"KHM", "Sokh Wuthi", "Sokh Wuthi", "fg", "sok voti", "|"},
    {"KHM", "Sok Sophea", "Sok Sophea", "fg", "sok sopia", "|"},
    {"KHM", "Sok Sophia", "Sok Sophia", "fg", "sok sopia", "|"},
    {"KHM", "Sok Sopheap", "Sok Sopheap", "fg", "sok sopiap", "|"},
    {"KHM", "Sok D.", "Sok D", "fg", "sok d", "|"},
    {"KHM", "Lok Srey Keo Thida", "Keo Thida", "fg", "kev tida", "|Lok Srey"},
    {"KHM", "Lok Sambath", "Lok Sambath", "fg", "lok sambat", "|"},
    {"KHM", "12. Sok Chan (Dara)", "Sok Chan", "fg", "sok chan", "|"},
    {"KHM", "១២. វរសេនីយ៍ទោ សុខ ចាន់", "សុខ ចាន់", "fg", "សុខ ចាន់", "វរសេនីយ៍ទោ|"},
    {"KHM", "លោកស្រី សុខ ចាន់", "សុខ ចាន់", "fg", "សុខ ចាន់", "|លោកស្រី"},
    {"KHM", "Gendarmerie Lt. Col. Keo Thea", "Keo Thea", "fg", "kev tia", "Gendarmerie Lt. Col.|"},
    {"KHM", "Capitaine de gendarmerie Keo Thea", "Keo Thea", "fg", "kev tia",
     "Capitaine de gendarmerie|"},
    {"KHM", "Sous-lieutenant Keo Thea", "Keo Thea", "fg", "kev tia", "Sous-lieutenant|"},
    {"KHM", "Sok", "Sok", "?", "sok", "|"},
    {"KHM", "Vuthy Sokh", "Vuthy Sokh", "gf", "voti sok", "|"},
    {"KHM", "Pi Pal Chea", "Pi Pal Chea", "ggf", "chia pipal", "|"},
    {"KHM", "Chea Sok", "Chea Sok", "fg", "chia sok", "|"},
    {"VNM", "Van An Nguyen", "Van An Nguyen", "mgf", "van an nguyen", "|"},
    {"VNM", "Đại uý BĐBP Trần Bình", "Trần Bình", "fg", "tran binh", "Đại uý BĐBP|"},
    {"VNM", "Nguyenvanhung", "Nguyenvanhung", "?", "nguyen van hung", "|"},
    {"CHN", "De Hong Yang", "De Hong Yang", "ggf", "yang dehong", "|"},
    /* Thailand: given name first */
    {"THA", "Pol. Lt. Col. Somchai Jaidee", "Somchai Jaidee", "gf", "somcai caidi",
     "Pol. Lt. Col.|"},
    {"THA", "Somchay Chaidee", "Somchay Chaidee", "gf", "somcai caidi", "|"},
    {"THA", "พ.ต.ท. สมชาย ใจดี", "สมชาย ใจดี", "gf", "สมชาย ใจดี", "พ.ต.ท.|"},
    {"THA", "ร.ต.อ.หญิง สมหญิง ใจดี", "สมหญิง ใจดี", "gf", "สมหญิง ใจดี", "ร.ต.อ.หญิง|"},
    {"THA", "ว่าที่ ร.ต.ต. มานะ ใจดี", "มานะ ใจดี", "gf", "มานะ ใจดี", "ว่าที่ ร.ต.ต.|"},
    {"THA", "นางสาวสมหญิง ใจดี", "สมหญิง ใจดี", "gf", "สมหญิง ใจดี", "|นางสาว"},
    {"THA", "Wichai na Ayutthaya", "Wichai na Ayutthaya", "gff", "wicai na ayutaya", "|"},
    {"THA", "Somchai \"Lek\" Jaidee", "Somchai Jaidee", "gf", "somcai caidi", "|"},
    {"THA", "Mr.Somboon Porn", "Somboon Porn", "gf", "somban pon", "|Mr."},
    /* Lao PDR */
    {"LAO", "Lt. Col. Khamphout Phommasack", "Khamphout Phommasack", "gf", "kamput pomasak",
     "Lt. Col.|"},
    {"LAO", "Xay Wongsa", "Xay Wongsa", "gf", "sai vongsa", "|"},
    {"LAO", "Thao Somsak Souvanh", "Thao Somsak Souvanh", "gff", "tao somsak suvan", "|"},
    {"LAO", "ພັນໂທ ສົມສັກ ແກ້ວ", "ສົມສັກ ແກ້ວ", "gf", "ສົມສັກ ແກ້ວ", "ພັນໂທ|"},
    /* Myanmar: no family names */
    {"MMR", "U Kyaw Zaw", "Kyaw Zaw", "??", "kyaw zaw", "|U"},
    {"MMR", "Oo Kyaw", "Oo Kyaw", "??", "oo kyaw", "|"},
    {"MMR", "Daw Khin Mar", "Khin Mar", "??", "khin ma", "|Daw"},
    {"MMR", "Maung Tun Aung", "Maung Tun Aung", "???", "maung tun aung", "|"},
    {"MMR", "Saw Htoo", "Saw Htoo", "??", "saw htu", "|"},
    {"MMR", "KYAW, Zaw", "KYAW Zaw", "??", "kyaw zaw", "|"},
    {"MMR", "ဒုရဲအုပ် အောင်ဆန်း", "အောင်ဆန်း", "?", "အောင်ဆန်း", "ဒုရဲအုပ်|"},
    /* Viet Nam: family, middle, given */
    {"VNM", "Thượng tá Nguyễn Văn An", "Nguyễn Văn An", "fmg", "nguyen van an", "Thượng tá|"},
    {"VNM", "Đ/c Đại uý Trần Bình", "Trần Bình", "fg", "tran binh", "Đại uý|Đ/c"},
    {"VNM", "Ng. Van An", "Ng Van An", "fmg", "nguyen van an", "|"},
    {"VNM", "NGUYỄN Thị Thu Hà", "NGUYỄN Thị Thu Hà", "fmmg", "nguyen thi thu ha", "|"},
    {"VNM", "Ðặng Văn Lý", "Ðặng Văn Lý", "fmg", "dang van li", "|"},
    {"VNM", "An NGUYEN", "An NGUYEN", "gf", "an nguyen", "|"},
    /* China */
    {"CHN", "Li Xiao-ming", "Li Xiaoming", "fg", "li xiaoming", "|"},
    {"CHN", "Lü Wei", "Lü Wei", "fg", "lu wei", "|"},
    {"CHN", "Lv Wei", "Lv Wei", "fg", "lu wei", "|"},
    {"CHN", "He Wei", "He Wei", "fg", "he wei", "|"},
    {"CHN", "HE WEI", "HE WEI", "fg", "he wei", "|"},
    {"CHN", "三级警督 李小明同志", "李小明", "?", "李小明", "三级警督|同志"},
    /* No country: rules of every country only */
    {"", "KENNETH J MALKOWSKI", "KENNETH J MALKOWSKI", "gmf", "kenneth j malkowski", "|"},
    {"", "O'DONNELL, BEATRICE", "O'DONNELL BEATRICE", "fg", "odonnell beatrice", "|"},
    {"", "SMITH JR, JOHN A", "SMITH JR JOHN A", "fsgm", "smith jr john a", "|"},
    {"", "JOHN SMITH, Jr.", "JOHN SMITH Jr", "gfs", "john smith jr", "|"},
    {"", "JOHN SMITH III", "JOHN SMITH III", "gfs", "john smith iii", "|"},
    {"", "MARIA DE LA CRUZ", "MARIA DE LA CRUZ", "gfff", "maria de la cruz", "|"},
    {"", "SMITH-JONES, ANN", "SMITH JONES ANN", "ffg", "smith jones ann", "|"},
    {"", "C0NNOLLY, KIMBERLY", "C0NNOLLY KIMBERLY", "fg", "connolly kimberly", "|"},
    {"", "J. SMITH", "J SMITH", "gf", "j smith", "|"},
    {"", "Major Smith", "Major Smith", "gf", "major smith", "|"},
    {"", "Sgt. Maj. Ann Smith", "Ann Smith", "gf", "ann smith", "Sgt. Maj.|"},
    {"", "Dr. José García, PhD", "José García", "gf", "jose garcia", "|Dr. PhD"},
    {"", "  -  Ann\u00a0 Smith ,", "Ann Smith", "gf", "ann smith", "|"},
    {"", "Ann\u200b Smith", "Ann Smith", "gf", "ann smith", "|"},
    {"", "", "", "", "", "|"},
    {"", "--", "", "", "", "|"},
};

static void
read_case(NormaliseNames *names, const WholeCase *c, NormaliseName *name)
{
    const NormaliseSource source = {roll_text(c->whole), ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY,
                                    ROLL_TEXT_EMPTY,     ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY};
    g_autofree gchar *titles = NULL;

    g_test_message("%s: %s", c->country, c->whole);
    normalise_names_read(names, c->country, &source, name);
    g_assert_no_error(name->fault);
    titles = g_strdup_printf("%s|%s", name->rank->str, name->honorific->str);
    g_assert_cmpstr(name->clean->str, ==, c->clean);
    g_assert_cmpstr(name->roles->str, ==, c->roles);
    g_assert_cmpstr(name->key->str, ==, c->key);
    g_assert_cmpstr(titles, ==, c->titles);
}

static NormaliseNames *
load(const gchar *dir)
{
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, &error);
    NormaliseNames *names;

    g_assert_no_error(error);
    names = normalise_names_load(layers, &error);
    g_assert_no_error(error);
    return names;
}

static void
test_whole(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName name;

    normalise_name_init(&name);
    for (guint i = 0; i < G_N_ELEMENTS(whole_cases); i++)
        read_case(names, &whole_cases[i], &name);
    normalise_name_clear(&name);
}

typedef struct {
    const gchar *country;
    const gchar *family;
    const gchar *given;
    const gchar *middle;
    const gchar *suffix;
    const gchar *clean;
    const gchar *roles;
} PartsCase;

static const PartsCase parts_cases[] = {
    {"", "LIMON", "MARIO", "", "", "MARIO LIMON", "gf"},
    {"", "LAZZARA", "SALVATORE", "T", "JR", "SALVATORE T LAZZARA JR", "gmfs"},
    {"", "SMITH JR", "ANN B", "", "", "ANN B SMITH JR", "gmfs"},
    {"", "", "MARIO", "", "", "MARIO", "g"},
    {"", "LIMON", "", "", "", "LIMON", "f"},
    {"", "DE LA CRUZ", "MARIA ANN", "", "", "MARIA ANN DE LA CRUZ", "ggfff"},
    {"", "JR", "ANN", "", "", "ANN JR", "gf"},
    {"KHM", "SOK", "Chan Thou", "", "", "SOK Chan Thou", "fgg"},
    {"KHM", "Pol", "Pol. Maj. Vuthea", "", "", "Pol Vuthea", "fg"},
    {"THA", "Jaidee", "Mr. Somchai", "", "", "Somchai Jaidee", "gf"},
    {"VNM", "Nguyễn", "An", "Văn", "", "Nguyễn Văn An", "fmg"},
    {"VNM", "Nguyễn", "Văn An", "", "", "Nguyễn Văn An", "fmg"},
    {"MMR", "Aung", "Kyaw Zaw", "", "", "Kyaw Zaw Aung", "???"},
};

static void
test_parts(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName name;

    normalise_name_init(&name);
    for (guint i = 0; i < G_N_ELEMENTS(parts_cases); i++) {
        const PartsCase *c = &parts_cases[i];
        const NormaliseSource source = {ROLL_TEXT_EMPTY,      roll_text(c->family),
                                        roll_text(c->given),  roll_text(c->middle),
                                        roll_text(c->suffix), ROLL_TEXT_EMPTY};

        g_test_message("%s: %s / %s", c->country, c->family, c->given);
        normalise_names_read(names, c->country, &source, &name);
        g_assert_cmpstr(name.clean->str, ==, c->clean);
        g_assert_cmpstr(name.roles->str, ==, c->roles);
    }
    normalise_name_clear(&name);
}

typedef struct {
    const gchar *country;
    const gchar *whole;
    const gchar *local;
    const gchar *clean;
    const gchar *keys_other;
    const gchar *rank;
    gboolean flagged;
} OtherCase;

static const OtherCase other_cases[] = {
    {"KHM", "Pol Vu Thea", "", "Pol Vu Thea", "pol vo tia", "", FALSE},
    {"KHM", "Vu Thea POL", "", "Vu Thea POL", "vo tia pol;pol vo tia", "", FALSE},
    {"KHM", "Vuthea POL", "", "Vuthea POL", "pol votia", "", FALSE},
    {"KHM", "Sok Vu Thea (Sok Vuthea)", "", "Sok Vu Thea", "sok vo tia", "", FALSE},
    {"KHM", "Lok Sok Dara", "", "Sok Dara", "lok sok dara", "", FALSE},
    {"KHM", "Sok Chan alias Keo Thea", "", "Sok Chan", "kev tia", "", FALSE},
    {"KHM", "Sok Chan (សុខ ចាន់)", "", "Sok Chan", "សុខ ចាន់", "", FALSE},
    {"KHM", "Sok Chan (Dara)", "", "Sok Chan", "", "", FALSE},
    {"KHM", "Sok Chan (Dara) [F] {x}", "", "Sok Chan x", "", "", FALSE},
    {"KHM", "Sok Chan on behalf of Col. Kim", "", "Sok Chan", "", "", TRUE},
    {"KHM", "Sok Chan (rep. of Keo Thea)", "", "Sok Chan", "", "", TRUE},
    {"KHM", "Sok Chan - absent", "", "Sok Chan", "", "", TRUE},
    {"THA", "Somchai Jaidee", "พ.ต.ท. สมชาย ใจดี", "Somchai Jaidee", "สมชาย ใจดี", "พ.ต.ท.", FALSE},
    {"THA", "Pol. Col. Somchai Jaidee", "พ.ต.ท. สมชาย ใจดี", "Somchai Jaidee", "สมชาย ใจดี",
     "Pol. Col.", FALSE},
    {"THA", "", "พ.ต.ท. สมชาย ใจดี", "สมชาย ใจดี", "somcai caidi", "พ.ต.ท.", FALSE},
    {"KHM", "", "សុខ ចាន់ធូ", "សុខ ចាន់ធូ", "sok chanto", "", FALSE},
    {"LAO", "ສົມສັກ ວົງສາ", "", "ສົມສັກ ວົງສາ", "somsak vongsa", "", FALSE},
    {"MMR", "", "အောင်ကျော်မင်း", "အောင်ကျော်မင်း", "aung kyaw min", "", FALSE},
    {"CHN", "", "李小明", "李小明", "", "", FALSE},
    {"CHN", "Li Xiaoming", "李小明", "Li Xiaoming", "李小明", "", FALSE},
    {"VNM", "Nguyen Van An", "", "Nguyen Van An", "nguyen an", "", FALSE},
    {"VNM", "Hoàng Văn An", "", "Hoàng Văn An", "hoang an;huynh van an", "", FALSE},
    {"MMR", "Ko Tun Aung", "", "Ko Tun Aung", "tun aung", "", FALSE},
    {"MMR", "Htun Gyi", "", "Htun Gyi", "tun kyi", "", FALSE},
};

static void
test_other_keys(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName name;

    normalise_name_init(&name);
    for (guint i = 0; i < G_N_ELEMENTS(other_cases); i++) {
        const OtherCase *c = &other_cases[i];
        const NormaliseSource source = {roll_text(c->whole), ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY,
                                        ROLL_TEXT_EMPTY,     ROLL_TEXT_EMPTY, roll_text(c->local)};

        g_test_message("%s: %s %s", c->country, c->whole, c->local);
        normalise_names_read(names, c->country, &source, &name);
        g_assert_cmpstr(name.clean->str, ==, c->clean);
        g_assert_cmpstr(name.keys_other->str, ==, c->keys_other);
        g_assert_cmpstr(name.rank->str, ==, c->rank);
        g_assert_true((name.flag != NULL) == c->flagged);
    }
    normalise_name_clear(&name);
}

/* The keys of the words: the key of the name, or the first further one where rules joined some. */
static gchar **
keys_of_words(const NormaliseName *name, guint n_words)
{
    g_auto(GStrv) keys = g_strsplit(name->key->str, " ", -1);
    g_auto(GStrv) others = g_strsplit(name->keys_other->str, ";", -1);

    if (g_strv_length(keys) == n_words || others[0] == NULL)
        return g_steal_pointer(&keys);
    return g_strsplit(others[0], " ", -1);
}

/* However a name is spelled, its keys and roles stand beside its words. */
static void
test_aligned(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName name;

    normalise_name_init(&name);
    for (guint i = 0; i < G_N_ELEMENTS(whole_cases); i++) {
        g_auto(GStrv) words = NULL;
        g_auto(GStrv) keys = NULL;
        g_auto(GStrv) skeletons = NULL;

        read_case(names, &whole_cases[i], &name);
        words = g_strsplit(name.clean->str, " ", -1);
        keys = keys_of_words(&name, g_strv_length(words));
        g_assert_cmpuint(g_strv_length(words), ==, g_strv_length(keys));
        g_assert_cmpuint(g_strv_length(words), ==, name.roles->len);
        skeletons = g_strsplit(name.skeleton->str, " ", -1);
        g_assert_cmpuint(g_strv_length(skeletons), >=, g_strv_length(words));
    }
    normalise_name_clear(&name);
}

static void
read_whole(NormaliseNames *names, const gchar *country, const gchar *whole, NormaliseName *name)
{
    const NormaliseSource source = {roll_text(whole), ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY,
                                    ROLL_TEXT_EMPTY,  ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY};

    normalise_names_read(names, country, &source, name);
    g_assert_no_error(name->fault);
}

/* One officer in two layouts, whose family name is also the word for police: one key, and Pol stays
 * the family name in both. */
static void
test_pol(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName joined;
    NormaliseName apart;

    normalise_name_init(&joined);
    normalise_name_init(&apart);
    read_whole(names, "KHM", "Pol. Maj. Gen. Pol Vuthea", &joined);
    read_whole(names, "KHM", "Pol Vu Thea", &apart);
    g_assert_cmpstr(joined.key->str, ==, "pol votia");
    g_assert_cmpstr(apart.key->str, ==, joined.key->str);
    g_assert_cmpstr(apart.keys_other->str, ==, "pol vo tia");
    g_assert_cmpstr(joined.roles->str, ==, "fg");
    g_assert_cmpstr(apart.roles->str, ==, "fgg");
    g_assert_true(g_str_has_prefix(joined.clean->str, "Pol "));
    g_assert_true(g_str_has_prefix(apart.clean->str, "Pol "));
    normalise_name_clear(&joined);
    normalise_name_clear(&apart);
}

/* Names of one sound share the skeleton they are looked for by. */
static void
test_skeleton(void)
{
    static const gchar *const rows[][3] = {
        {"", "vuthy", "vt"},       {"", "wuthi", "vt"},        {"", "sokkha", "sk"},
        {"", "phalla", "fl"},      {"", "falla", "fl"},        {"", "chan", "kn"},
        {"", "kan", "kn"},         {"", "akara", "akr"},       {"", "ekara", "akr"},
        {"", "zacharias", "skrs"}, {"", "longstreth", "lngst"}};
    g_autoptr(NormaliseNames) names = load(NULL);
    NormaliseName name;

    normalise_name_init(&name);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        read_whole(names, rows[i][0], rows[i][1], &name);
        g_assert_cmpstr(name.skeleton->str, ==, rows[i][2]);
    }
    read_whole(names, "", "van der Berg, Anna", &name);
    g_assert_cmpstr(name.skeleton->str, ==, "vn tr prg an vntrp");
    normalise_name_clear(&name);
}

/* A name that no rule may be run on goes on, folded. */
static void
test_fault(void)
{
    g_autoptr(NormaliseNames) names = load(NULL);
    g_autoptr(GString) text = g_string_new("SOK Ch\u00e1n");
    NormaliseSource source = {.family = ROLL_TEXT_EMPTY,
                              .given = ROLL_TEXT_EMPTY,
                              .middle = ROLL_TEXT_EMPTY,
                              .suffix = ROLL_TEXT_EMPTY,
                              .local = ROLL_TEXT_EMPTY};
    NormaliseName name;

    normalise_name_init(&name);
    for (guint i = 0; i < ROLL_RULE_SUBJECT_MAX; i++)
        g_string_append(text, " -");
    g_string_append(text, " Dara");
    source.whole = roll_text(text->str);
    normalise_names_read(names, "KHM", &source, &name);
    g_assert_nonnull(name.fault);
    g_assert_cmpstr(name.clean->str, ==, "SOK Ch\u00e1n Dara");
    g_assert_cmpstr(name.roles->str, ==, "???");
    g_assert_cmpstr(name.key->str, ==, "sok chan dara");
    source.whole = roll_text("Sok Dara");
    normalise_names_read(names, "KHM", &source, &name);
    g_assert_no_error(name.fault);
    g_assert_cmpstr(name.roles->str, ==, "fg");
    normalise_name_clear(&name);
}

/* A file laid over the shipped rules adds to a phase. */
static void
test_layer(void)
{
    g_autofree gchar *dir = g_dir_make_tmp("test-name-XXXXXX", NULL);
    g_autofree gchar *folder = g_build_filename(dir, "names", NULL);
    g_autofree gchar *ours = g_build_filename(folder, "rank-ours.ini", NULL);
    g_autofree gchar *stray = g_build_filename(folder, "ranks.ini", NULL);
    const WholeCase c = {"KHM",      "Grand Chief Sok Dara", "Sok Dara", "fg",
                         "sok dara", "Grand Chief|"};
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(RollLayers) layers = NULL;
    g_autoptr(GError) error = NULL;
    NormaliseName name;

    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(ours,
                                      "[grand]\npattern = ^(Grand Chief)[ ]+\nreplace =\n"
                                      "capture = rank\nexample = Grand Chief Sok => Sok\n",
                                      -1, NULL));
    normalise_name_init(&name);
    {
        g_autoptr(NormaliseNames) names = load(dir);

        read_case(names, &c, &name);
    }
    normalise_name_clear(&name);
    g_assert_true(g_file_set_contents(stray, "", 0, NULL));
    layers = roll_layers_new(dirs, &error);
    g_assert_null(normalise_names_load(layers, &error));
    g_assert_nonnull(strstr(error->message, "ranks.ini: nobody reads this file"));
    g_remove(ours);
    g_remove(stray);
    g_rmdir(folder);
    g_rmdir(dir);
}

/* Keys are made in three phases; in one of them nothing else is. */
static void
test_classes(void)
{
    static const gchar *const rows[][3] = {
        {"note-ours.ini", "key", "note-ours.ini:1: [join] class: key is for the phases given, key"},
        {"skeleton-ours.ini", "key", "skeleton-ours.ini:1: [join] class: key is for the phases"},
        {"given-ours.ini", "clean", "given-ours.ini:1: [join] class: in the phase given only keys"},
        {"given-ours.ini", "key", NULL},
        {"key-ours.ini", "key", NULL},
        {"alternate-ours.ini", "key", NULL}};
    g_autofree gchar *dir = g_dir_make_tmp("rules-XXXXXX", NULL);
    g_autofree gchar *folder = g_build_filename(dir, "names", NULL);
    const gchar *dirs[] = {dir, NULL};

    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree gchar *path = g_build_filename(folder, rows[i][0], NULL);
        g_autofree gchar *rule = g_strdup_printf(
            "[join]\npattern = -\nreplace =\nclass = %s\nexample = a-b => ab\n", rows[i][1]);
        g_autoptr(GError) error = NULL;
        g_autoptr(RollLayers) layers = NULL;
        g_autoptr(NormaliseNames) names = NULL;

        g_assert_true(g_file_set_contents(path, rule, -1, NULL));
        layers = roll_layers_new(dirs, NULL);
        names = normalise_names_load(layers, &error);
        g_assert_true((names != NULL) == (rows[i][2] == NULL));
        g_assert_true(rows[i][2] == NULL || strstr(error->message, rows[i][2]) != NULL);
        g_remove(path);
    }
    g_rmdir(folder);
    g_rmdir(dir);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/normalise/name/whole", test_whole);
    g_test_add_func("/normalise/name/parts", test_parts);
    g_test_add_func("/normalise/name/other-keys", test_other_keys);
    g_test_add_func("/normalise/name/aligned", test_aligned);
    g_test_add_func("/normalise/name/pol", test_pol);
    g_test_add_func("/normalise/name/skeleton", test_skeleton);
    g_test_add_func("/normalise/name/fault", test_fault);
    g_test_add_func("/normalise/name/layer", test_layer);
    g_test_add_func("/normalise/name/classes", test_classes);
    return g_test_run();
}
