#include "pipeline/lib/codes.h"
#include "pipeline/lib/codes_near.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/validity.h"

#define PLACES                                                                                     \
    "[*]\ncountry = LAO\nlevel = 1\n"                                                              \
    "[LA10]\nname = Vientiane\nlocal = ວຽງຈັນ\naliases = Vientiane Province\n"         \
    "[LA01]\nname = Vientiane Capital\naliases = Vientiane; VTE\naliases = Viangchan\n"            \
    "[LA18]\nname = Xaisomboon\nfrom = 2013-12-13\nbefore = LA10\nlevel = 2\n"

typedef struct {
    const gchar *name;
    const gchar *looked_up;
    const gchar *codes; /* a blank between */
} NameCase;

static const NameCase name_cases[] = {
    {"its name", "Xaisomboon", "LA18"},
    {"its code", "la18", "LA18"},
    {"letter case, blanks and signs aside", "  XAISOM-boon.", "LA18"},
    {"blanks inside", "Vientianecapital", "LA01"},
    {"an alias of a second line", "viangchan", "LA01"},
    {"the local name", "ວຽງຈັນ", "LA10"},
    {"of two, in the order of their codes", "vientiane", "LA01 LA10"},
    {"of none", "Vientian", ""},
    {"the empty name", "", ""},
    {"nothing but signs", "--", ""},
};

static void
test_names(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_parse("p.ini", PLACES, &roll_codes_places, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(name_cases); i++) {
        const NameCase *c = &name_cases[i];
        const RollCodeName *name = roll_codes_named(codes, roll_text(c->looked_up));
        g_autoptr(GString) seen = g_string_new(NULL);

        g_test_message("%s", c->name);
        for (guint j = 0; name != NULL && j < name->codes->len; j++)
            g_string_append_printf(seen, "%s%s", j > 0 ? " " : "",
                                   roll_code_id(g_ptr_array_index(name->codes, j)));
        g_assert_cmpstr(seen->str, ==, c->codes);
    }
    for (guint i = 1; i < roll_codes_n_names(codes); i++)
        g_assert_cmpstr(roll_codes_name_at(codes, i - 1)->squeezed, <,
                        roll_codes_name_at(codes, i)->squeezed);
}

static void
test_properties(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes = roll_codes_parse("p.ini", PLACES, &roll_codes_places, &error);
    const RollCode *code;

    g_assert_no_error(error);
    g_assert_cmpuint(roll_codes_n(codes), ==, 3);
    g_assert_cmpstr(roll_code_id(roll_codes_at(codes, 0)), ==, "LA01");
    g_assert_null(roll_codes_find(codes, "*"));
    g_assert_null(roll_codes_find(codes, "LA02"));
    code = roll_codes_find(codes, "LA18");
    g_assert_cmpstr(roll_code_text(code, "country"), ==, "LAO");
    g_assert_cmpint(roll_code_number(code, "level"), ==, 2);
    g_assert_true(roll_code_list_has(code, "before", "LA10"));
    g_assert_false(roll_code_list_has(code, "before", "LA01"));
    g_assert_cmpint(roll_code_day(code, "from"), ==, roll_day_parse(roll_text("2013-12-13")));
    g_assert_cmpint(roll_code_day(code, "merged"), ==, 0);
    g_assert_cmpstr(roll_code_text(code, "note"), ==, "");
    g_assert_null(roll_code_list(code, "aliases")[0]);
    code = roll_codes_find(codes, "LA01");
    g_assert_cmpint(roll_code_number(code, "level"), ==, 1);
    g_assert_true(roll_code_list_has(code, "aliases", "VTE"));
    g_assert_true(roll_code_list_has(code, "aliases", "Viangchan"));
}

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *fault;
} FaultCase;

static const FaultCase fault_cases[] = {
    {"a key of another kind", "[IVC]\nlevel = 1\n", "c.ini:2: [IVC] level: unknown key"},
    {"no number", "[IVC]\nminutes = 1h\n", "c.ini:2: [IVC] minutes: \"1h\" is not a whole number"},
    {"a number too large", "[IVC]\nminutes = 1234567890\n",
     "c.ini:2: [IVC] minutes: \"1234567890\" is not a whole number"},
    {"a code that is not there", "[IVC]\n[Interviews]\ntopics = IVC; IVW\n",
     "c.ini:2: [Interviews] topics: there is no code \"IVW\""},
    {"one letter off", "[IJM]\nname = A Mission\n[IJN]\naliases = Another Mission\n",
     "c.ini:3: [IJN]: this code stands in no other file; did you mean [IJM]? A new one needs a "
     "line "
     "\"name = ...\""},
    {"two letters exchanged", "[IMJ]\naliases = Another Mission\n[IJM]\nname = A Mission\n",
     "c.ini:1: [IMJ]: this code stands in no other file; did you mean [IJM]?"},
    {"a letter left out of a title",
     "[Interviews]\ntopics = IVC\n[IVC]\n[Interview]\naliases = x\n",
     "c.ini:4: [Interview]: this code stands in no other file; did you mean [Interviews]?"},
    {"the same but for letter case",
     "[Interviews]\ntopics = IVC\n[IVC]\n[inter-views]\ntopics = IVC\n",
     "c.ini:4: [inter-views]: but for letter case, blanks and accents this is [Interviews] of "
     "c.ini:1: write both in the same way"},
    {"in the defaults", "[*]\nvalidity = x\n[IVC]\n",
     "c.ini:2: [*] validity: \"x\" is not a whole number"},
    {"twice", "[IVC]\nminutes = 1\nminutes = 2\n",
     "c.ini:3: [IVC] minutes: this key stands in line 2 already"},
};

typedef struct {
    const gchar *name;
    const gchar *near; /* "": none */
} NearCase;

static const NearCase near_cases[] = {
    {"Intervews", "INT"},
    {"INTERVIEW s", "INT"},
    {"Itnerviews", "INT"},
    {"Interwievs", ""},
    {"IVD", "IVC"},
    {"IV", ""},
    {"Cat", ""} /* Car and Cart */,
};

/* A new code that is near to another is none of its slips when it has what a new one has. */
static void
test_near(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) codes =
        roll_codes_parse("c.ini",
                         "[INT]\nname = Interviews\n[IVC]\n[CAR]\nname = Car\n[CRT]\nname = Cart\n"
                         "[INS]\nname = Inspection\n",
                         &roll_codes_courses, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(near_cases); i++) {
        const RollCode *code = roll_codes_near(codes, roll_text(near_cases[i].name));

        g_test_message("%s", near_cases[i].name);
        g_assert_cmpstr(code != NULL ? roll_code_id(code) : "", ==, near_cases[i].near);
    }
}

static void
test_faults(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(fault_cases); i++) {
        const FaultCase *c = &fault_cases[i];
        g_autoptr(GError) error = NULL;
        g_autoptr(RollCodes) codes =
            roll_codes_parse("c.ini", c->text, &roll_codes_courses, &error);

        g_test_message("%s: %s", c->name, error != NULL ? error->message : "no error");
        g_assert_null(codes);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, c->fault));
    }
}

static void
write_file(const gchar *dir, const gchar *name, const gchar *text)
{
    g_autofree gchar *path = g_build_filename(dir, name, NULL);
    g_autofree gchar *folder = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* A file laid over the shipped ones adds a code, and an alias to a code that is there. */
static void
test_layers(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree gchar *dir = g_dir_make_tmp("test-codes-XXXXXX", &error);
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(RollLayers) layers = NULL;
    g_autoptr(RollCodes) codes = NULL;
    g_autofree gchar *folder = g_build_filename(dir, "organisations", NULL);
    const RollCode *ijm;

    write_file(dir, "organisations/a.ini",
               "[IJM]\ncontact = desk@example.org\naliases = Mission of Justice\n");
    write_file(dir, "organisations/b.ini",
               "[IJM]\ncontact = other@example.org\n[NEW]\nname = New Partner\n");
    layers = roll_layers_new(dirs, &error);
    g_assert_no_error(error);
    codes = roll_codes_load(layers, &roll_codes_organisations, &error);
    g_assert_no_error(error);
    ijm = roll_codes_find(codes, "IJM");
    g_assert_cmpstr(roll_code_name(ijm), ==, "International Justice Mission");
    g_assert_cmpstr(roll_code_text(ijm, "contact"), ==, "desk@example.org");
    g_assert_nonnull(roll_codes_named(codes, roll_text("mission of justice")));
    g_assert_cmpstr(roll_code_name(roll_codes_find(codes, "NEW")), ==, "New Partner");
    for (const gchar *const *name = (const gchar *const[]){"a.ini", "b.ini", NULL}; *name != NULL;
         name++) {
        g_autofree gchar *path = g_build_filename(folder, *name, NULL);

        g_remove(path);
    }
    g_rmdir(folder);
    g_rmdir(dir);
}

static void
test_validity(void)
{
    static const struct {
        const gchar *topic;
        gint months;
    } cases[] = {{"IVC", 6},    {"PSY", 12}, {"LEG", 0},
                 {"EVD", 1200}, {"OTH", 12}, {"NOT", ROLL_VALIDITY_MONTHS}};
    g_autoptr(RollCodes) codes = roll_codes_parse("t.ini",
                                                  "[*]\nvalidity = 12\n[IVC]\nvalidity = 6\n[PSY]\n"
                                                  "[LEG]\nvalidity = 0\n[EVD]\nvalidity = 9999999\n"
                                                  "[OTH]\nname = x\n",
                                                  &roll_codes_courses, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(roll_validity_months(codes, cases[i].topic), ==, cases[i].months);
        g_assert_cmpint(roll_validity_months(NULL, cases[i].topic), ==, ROLL_VALIDITY_MONTHS);
    }
}

/* Outlines are read where they are asked for, and nowhere else. */
static void
test_outlines(void)
{
    g_autofree gchar *dir = g_dir_make_tmp("test-codes-XXXXXX", NULL);
    g_autofree gchar *folder = g_build_filename(dir, "places", NULL);
    g_autofree gchar *path = g_build_filename(folder, "outlines-ours.ini", NULL);
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, NULL);
    g_autoptr(RollCodes) places = NULL;
    g_autoptr(RollCodes) outlined = NULL;
    g_autoptr(RollCodes) faulty = NULL;
    g_autoptr(GError) error = NULL;

    write_file(dir, "places/outlines-ours.ini", "[KH17]\nat = 10385 1336\n");
    places = roll_codes_load(layers, &roll_codes_places, NULL);
    outlined = roll_codes_load(layers, &roll_codes_places_outlined, NULL);
    g_assert_cmpstr(roll_code_text(roll_codes_find(places, "KH17"), "at"), ==, "");
    g_assert_cmpstr(roll_code_text(roll_codes_find(outlined, "KH17"), "at"), ==, "10385 1336");
    g_assert_cmpuint(roll_codes_n(places), ==, roll_codes_n(outlined));
    write_file(dir, "places/outlines-ours.ini", "[KH17]\nta = 10385 1336\n");
    faulty = roll_codes_load(layers, &roll_codes_places_outlined, &error);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_null(faulty);
    g_assert_cmpint(g_remove(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/codes/validity", test_validity);
    g_test_add_func("/codes/names", test_names);
    g_test_add_func("/codes/properties", test_properties);
    g_test_add_func("/codes/faults", test_faults);
    g_test_add_func("/codes/near", test_near);
    g_test_add_func("/codes/layers", test_layers);
    g_test_add_func("/codes/outlines", test_outlines);
    return g_test_run();
}
