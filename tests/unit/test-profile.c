#include "pipeline/lib/profile.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"

#define FIELDS                                                                                     \
    "[officer_name]\ntype = person-name\n[birth_date]\ntype = date\n[country]\ntype = category\n"
#define SOURCE "[source]\nkind = roll\nfiles = a-*.csv\n"

/* A folder of rules with these files; a text that is NULL: no such file. */
static gchar *
make_rules(const gchar *fields, const gchar *first, const gchar *second)
{
    gchar *dir = g_dir_make_tmp("profile-XXXXXX", NULL);
    g_autofree gchar *fields_path = g_build_filename(dir, "fields.ini", NULL);
    g_autofree gchar *sources = g_build_filename(dir, "sources", NULL);
    g_autofree gchar *first_path = g_build_filename(sources, "first.ini", NULL);
    g_autofree gchar *second_path = g_build_filename(sources, "second.ini", NULL);

    g_assert_cmpint(g_mkdir(sources, 0700), ==, 0);
    if (fields != NULL)
        g_assert_true(g_file_set_contents(fields_path, fields, -1, NULL));
    if (first != NULL)
        g_assert_true(g_file_set_contents(first_path, first, -1, NULL));
    if (second != NULL)
        g_assert_true(g_file_set_contents(second_path, second, -1, NULL));
    return dir;
}

static void
remove_rules(gchar *dir)
{
    static const gchar *const names[] = {"fields.ini", "sources/first.ini", "sources/second.ini",
                                         "sources", ""};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree gchar *path = g_build_filename(dir, names[i], NULL);

        (void)g_remove(path); /* not every case has every file */
    }
    g_free(dir);
}

typedef struct {
    RollFields *fields;
    RollProfiles *profiles;
    GError *error;
} Loaded;

static Loaded
load(const gchar *low, const gchar *high)
{
    const gchar *dirs[] = {low, high, NULL};
    Loaded loaded = {0};
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, &loaded.error);

    g_assert_no_error(loaded.error);
    loaded.fields = roll_fields_load(layers, &loaded.error);
    g_assert_no_error(loaded.error);
    loaded.profiles = roll_profiles_load(layers, loaded.fields, &loaded.error);
    return loaded;
}

static void
unload(Loaded *loaded)
{
    roll_profiles_free(loaded->profiles);
    roll_fields_free(loaded->fields);
    g_clear_error(&loaded->error);
}

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *fault; /* behind the folder's name */
} FaultCase;

static const FaultCase fault_cases[] = {
    {"no source", "[columns]\n", "/first.ini: the group [source] is missing"},
    {"no kind", "[source]\nfiles = a\n", "/first.ini:1: [source]: a source needs a kind"},
    {"unknown kind", "[source]\nkind = role\nfiles = a\n",
     "/first.ini:2: [source] kind: \"role\" is none of attendance, planned, roll, resource, "
     "curriculum; did you mean roll?"},
    {"no files", "[source]\nkind = roll\n",
     "/first.ini:1: [source]: a source needs files, a pattern of file names"},
    {"delimiter", SOURCE "delimiter = ;\n",
     "/first.ini:4: [source] delimiter: \";\" is none of comma, semicolon, tab, pipe"},
    {"date order", SOURCE "date-order = dym\n",
     "/first.ini:4: [source] date-order: \"dym\" is none of dmy, mdy, ymd; did you mean dmy?"},
    {"serials", SOURCE "serials = 1901\n",
     "/first.ini:4: [source] serials: \"1901\" is none of 1900, 1904; did you mean 1900?"},
    {"era", SOURCE "era = ad\n", "/first.ini:4: [source] era: \"ad\" is none of ce, be"},
    {"as-of in another form", SOURCE "as-of = 30/06/2009\n",
     "/first.ini:4: [source] as-of: \"30/06/2009\" is not a date like 2009-06-30"},
    {"as-of that never was", SOURCE "as-of = 2009-06-31\n",
     "/first.ini:4: [source] as-of: \"2009-06-31\" is not a date like 2009-06-30"},
    {"unknown key", SOURCE "date_order = dmy\n",
     "/first.ini:4: [source] date_order: unknown key, did you mean date-order?"},
    {"unknown group", SOURCE "[column]\n",
     "/first.ini:4: [column]: unknown group, did you mean columns?"},
    {"unknown field with a hint", SOURCE "[columns]\nbirthdate = DOB\n",
     "/first.ini:5: [columns] birthdate: no field of fields.ini, did you mean birth_date?"},
    {"unknown field without one", SOURCE "[constants]\nx = y\n",
     "/first.ini:5: [constants] x: no field of fields.ini"},
    {"a column twice", SOURCE "[columns]\ncountry = A\ncountry = B\n",
     "/first.ini:5: [columns] country: a field stands once, with the export's columns: A, or A + "
     "B"},
    {"no column", SOURCE "[columns]\ncountry =\n",
     "/first.ini:5: [columns] country: a field stands once, with the export's columns: A, or A + "
     "B"},
    {"no constant", SOURCE "[constants]\ncountry =\n",
     "/first.ini:5: [constants] country: a field stands once, with a value"},
};

static void
test_fault(gconstpointer data)
{
    const FaultCase *c = data;
    gchar *dir = make_rules(FIELDS, c->text, NULL);
    Loaded loaded = load(dir, NULL);

    g_assert_null(loaded.profiles);
    g_assert_error(loaded.error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_cmpstr(strstr(loaded.error->message, "/first.ini"), ==, c->fault);
    unload(&loaded);
    remove_rules(dir);
}

static void
test_values(void)
{
    gchar *dir =
        make_rules(FIELDS,
                   "[source]\norganisation = IJM\nkind = attendance\nfiles = ijm-????.csv.gz\n"
                   "encoding = windows-874\ndelimiter = tab\nquotes = none\ndate-order = mdy\nera "
                   "= be\nserials = "
                   "1904\nas-of = 2009-06-30\n"
                   "[columns]\nbirth_date = year + Mon+th + day\nofficer_name = Officer Name\n"
                   "[constants]\ncountry = KHM\n",
                   "[source]\nkind = planned\nfiles = *.csv.gz\n");
    Loaded loaded = load(dir, NULL);
    const RollProfile *profile = NULL;
    const RollMapping *mapping = NULL;
    const RollConstant *constant = NULL;

    g_assert_no_error(loaded.error);
    profile = roll_profiles_find(loaded.profiles, "ijm-2009.csv.gz");
    g_assert_cmpstr(profile->name, ==, "first");
    g_assert_cmpstr(profile->organisation, ==, "IJM");
    g_assert_cmpstr(roll_kind_name(profile->kind), ==, "attendance");
    g_assert_cmpstr(profile->encoding, ==, "windows-874");
    g_assert_cmpint(profile->delimiter, ==, '\t');
    g_assert_cmpint(profile->quotes, ==, ROLL_QUOTES_NONE);
    g_assert_cmpint(profile->date_order, ==, ROLL_ORDER_MDY);
    g_assert_cmpint(profile->era, ==, ROLL_ERA_BE);
    g_assert_cmpint(profile->serials, ==, ROLL_SERIALS_1904);
    g_assert_cmpstr(profile->as_of, ==, "2009-06-30");
    g_assert_cmpuint(profile->mappings->len, ==, 2);
    mapping = &g_array_index(profile->mappings, RollMapping, 0);
    g_assert_cmpstr(mapping->field->name, ==, "birth_date");
    g_assert_cmpuint(g_strv_length(mapping->columns), ==, 3);
    g_assert_cmpstr(mapping->columns[1], ==, "Mon+th");
    constant = &g_array_index(profile->constants, RollConstant, 0);
    g_assert_cmpstr(constant->field->name, ==, "country");
    g_assert_cmpstr(constant->value, ==, "KHM");
    profile = roll_profiles_find(loaded.profiles, "ijm-2009-06.csv.gz");
    g_assert_cmpstr(profile->name, ==, "second");
    g_assert_cmpstr(profile->organisation, ==, "");
    g_assert_cmpint(profile->delimiter, ==, 0);
    g_assert_cmpint(profile->quotes, ==, ROLL_QUOTES_UNDECLARED);
    g_assert_cmpint(profile->date_order, ==, ROLL_ORDER_UNDECLARED);
    g_assert_cmpint(profile->era, ==, ROLL_ERA_UNDECLARED);
    g_assert_cmpint(profile->serials, ==, ROLL_SERIALS_UNDECLARED);
    g_assert_null(profile->as_of);
    g_assert_null(roll_profiles_find(loaded.profiles, "x.csv"));
    unload(&loaded);
    remove_rules(dir);
}

/* The layer above has done away with the fields of the one below. */
static void
test_layers(void)
{
    gchar *low = make_rules(FIELDS, SOURCE "[columns]\ncountry = A\n",
                            "[source]\nkind = roll\nfiles = b.csv\n");
    gchar *high = make_rules("[zip]\ntype = category\n", NULL, NULL);
    gchar *bad = make_rules(NULL, SOURCE "[columns]\ncountry = A\n", NULL);
    Loaded loaded = load(low, high);

    g_assert_no_error(loaded.error);
    g_assert_null(roll_profiles_find(loaded.profiles, "a-1.csv"));
    g_assert_nonnull(roll_profiles_find(loaded.profiles, "b.csv"));
    unload(&loaded);
    loaded = load(high, bad);
    g_assert_error(loaded.error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_nonnull(strstr(loaded.error->message, "country: no field of fields.ini"));
    unload(&loaded);
    remove_rules(low);
    remove_rules(high);
    remove_rules(bad);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(fault_cases); i++) {
        g_autofree gchar *path = g_strconcat("/profile/fault/", fault_cases[i].name, NULL);

        g_test_add_data_func(path, &fault_cases[i], test_fault);
    }
    g_test_add_func("/profile/values", test_values);
    g_test_add_func("/profile/layers", test_layers);
    return g_test_run();
}
