#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/validate/countries.h"
#include "stages/validate/settings.h"

/* A folder of rules that holds one file. */
static gchar *
make_rules(const gchar *name, const gchar *text)
{
    gchar *dir = g_dir_make_tmp("validate-XXXXXX", NULL);
    g_autofree gchar *path = g_build_filename(dir, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return dir;
}

static void
remove_rules(gchar *dir, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(dir, name, NULL);

    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
    g_free(dir);
}

typedef struct {
    const gchar *name;
    const gchar *file;
    const gchar *text;
    const gchar *fault; /* behind the folder's name; NULL: none */
} RulesCase;

static const RulesCase rules_cases[] = {
    {"nothing", "validate.ini", "", NULL},
    {"unknown key", "validate.ini", "[ages]\nfrist = 14\n",
     "/validate.ini:2: [ages] frist: unknown key, did you mean first?"},
    {"unknown group", "validate.ini", "[age]\n",
     "/validate.ini:1: [age]: neither a known group nor \"years\" and a field"},
    {"years of no field", "validate.ini", "[years strat_date]\n",
     "/validate.ini:1: [years strat_date]: neither a known group nor \"years\" and a field"},
    {"years of a field", "validate.ini", "[years birth_date]\nfirst-year = 1920\n", NULL},
    {"years the wrong way", "validate.ini", "[years any]\nfirst-year = 2000\nlast-year = 1999\n",
     "/validate.ini:2: [years any] first-year: the first year is behind the last"},
    {"no year", "validate.ini", "[years any]\nfirst-year = 0\n",
     "/validate.ini:2: [years any] first-year: \"0\" is not a whole number from 1 to 9999"},
    {"thirteen months", "validate.ini", "[months]\n13 = x\n",
     "/validate.ini:2: [months] 13: unknown key"},
    {"a month of two names", "validate.ini", "[months]\n1 = jan\n2 = feb; Jan.\n",
     "/validate.ini:3: [months] 2: \"Jan.\" means something else already"},
    {"a word of signs", "validate.ini", "[words of dates]\nignored = -\n",
     "/validate.ini:2: [words of dates] ignored: \"-\" has neither letters nor digits"},
    {"a word of two sexes", "validate.ini", "[sex]\nF = f\nM = m; F\n",
     "/validate.ini:3: [sex] M: \"F\" means something else already"},
    {"too many told", "validate.ini", "[duplicate rows]\ntold = -1\n",
     "/validate.ini:2: [duplicate rows] told: \"-1\" is not a whole number from 0 to 1000000"},
    {"missing: unknown key", "missing.ini", "[missing]\nword = x\n",
     "/missing.ini:2: [missing] word: unknown key, did you mean words?"},
    {"missing: a long word", "missing.ini",
     "[missing]\nwords = 1234567890123456789012345678901234567890123456789012345678901234\n",
     "/missing.ini:2: [missing] words: "
     "\"1234567890123456789012345678901234567890123456789012345678901234\" is too long for a word"},
    {"countries: none", "phones.ini", "", NULL},
    {"countries: no code", "phones.ini", "[KHM]\nshortest = 8\nlongest = 9\n",
     "/phones.ini:1: [KHM] code: a country needs a code of digits"},
    {"countries: a code of letters", "phones.ini", "[KHM]\ncode = KH\n",
     "/phones.ini:2: [KHM] code: a country needs a code of digits"},
    {"countries: no length", "phones.ini", "[KHM]\ncode = 855\nshortest = 8\n",
     "/phones.ini:1: [KHM]: a country needs code, shortest and longest"},
    {"countries: of no such country", "phones.ini", "[ATL]\ncode = 999\n",
     "/phones.ini:1: [ATL]: places/countries.ini has no country of that code"},
};

static void
test_rules(gconstpointer data)
{
    const RulesCase *c = data;
    gchar *dir = make_rules(c->file, c->text);
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, &error);
    g_autoptr(RollFields) fields = NULL;
    g_autoptr(ValidateSettings) settings = NULL;
    g_autoptr(ValidateCountries) countries = NULL;

    g_assert_no_error(error);
    fields = roll_fields_load(layers, &error);
    g_assert_no_error(error);
    settings = validate_settings_load(layers, fields, &error);
    if (settings != NULL)
        countries = validate_countries_load(layers, &error);
    g_assert_true((countries == NULL) == (c->fault != NULL));
    if (c->fault != NULL) {
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_cmpstr(error->message + strlen(dir), ==, c->fault);
    }
    remove_rules(dir, c->file);
}

/* The shipped [years start_date] does not trouble somebody whose fields.ini has no start_date. */
static void
test_other_fields(void)
{
    gchar *dir = make_rules("fields.ini", "[zip]\ntype = category\n");
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(dirs, &error);
    g_autoptr(RollFields) fields = roll_fields_load(layers, &error);
    g_autoptr(ValidateSettings) settings = validate_settings_load(layers, fields, &error);

    g_assert_no_error(error);
    g_assert_nonnull(settings);
    g_assert_cmpuint(validate_settings_years(settings, "zip")->first, ==, 1900);
    remove_rules(dir, "fields.ini");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(rules_cases); i++) {
        g_autofree gchar *path = g_strconcat("/validate/rules/", rules_cases[i].name, NULL);

        g_test_add_data_func(path, &rules_cases[i], test_rules);
    }
    g_test_add_func("/validate/other-fields", test_other_fields);
    return g_test_run();
}
