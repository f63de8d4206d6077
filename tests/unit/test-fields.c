#include "pipeline/lib/fields.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"

/* The fields of a fields.ini with that text, laid over the shipped rules. */
static RollFields *
load(const gchar *text, GError **error)
{
    g_autofree gchar *dir = g_dir_make_tmp("fields-XXXXXX", NULL);
    g_autofree gchar *path = g_build_filename(dir, "fields.ini", NULL);
    const gchar *dirs[] = {dir, NULL};
    g_autoptr(RollLayers) layers = NULL;
    RollFields *fields = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    layers = roll_layers_new(dirs, error);
    g_assert_nonnull(layers);
    fields = roll_fields_load_with_headers(layers, error);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
    return fields;
}

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *fault; /* the message behind the folder's name */
} FaultCase;

static const FaultCase fault_cases[] = {
    {"nothing declared", "# nothing\n", "/fields.ini: declares no field"},
    {"no type", "[age]\n", "/fields.ini:1: [age]: a field needs a type"},
    {"unknown type", "[age]\ntype = agee\n",
     "/fields.ini:2: [age] type: \"agee\" is none of person-name, given-name, family-name, "
     "middle-name, name-suffix, date, year, age, identifier, phone, email, sex, rank, place, "
     "organisation, unit, course, text, category, number, "
     "row-action, encoded; did you mean age?"},
    {"capitals in a name", "[Age]\ntype = age\n",
     "/fields.ini:1: [Age]: the name of a field starts with a to z and has a to z, 0 to 9 and _"},
    {"a flag", "[age]\ntype = age\npersonal = 1\n",
     "/fields.ini:3: [age] personal: \"1\" is neither yes nor no"},
    {"a misspelt key", "[age]\ntype = age\naliase = x\n",
     "/fields.ini:3: [age] aliase: unknown key, did you mean aliases?"},
    {"an alias of two fields", "[a]\ntype = text\naliases = X y\n[b]\ntype = text\naliases = x-Y\n",
     "/fields.ini:6: [b] aliases: \"x-Y\" means a already"},
    {"an alias that is a field", "[a]\ntype = text\naliases = b\n[b]\ntype = text\n",
     "/fields.ini:3: [a] aliases: \"b\" means b already"},
    {"an alias of signs", "[a]\ntype = text\naliases = --\n",
     "/fields.ini:3: [a] aliases: \"--\" has neither letters nor digits"},
    {"a tag of two fields", "[a]\ntype = text\nhxl = #x+a+b\n[b]\ntype = text\nhxl = #X +b +a\n",
     "/fields.ini:6: [b] hxl: #X +b +a means a already"},
    {"one part", "[a]\ntype = date\nparts = Y + M; D\n",
     "/fields.ini:3: [a] parts: \"D\" is not two headers or more: A + B"},
    {"a part of signs", "[a]\ntype = date\nparts = Y + --\n",
     "/fields.ini:3: [a] parts: \"Y + --\" is not two headers or more: A + B"},
    {"no tag", "[a]\ntype = text\nhxl = x\n", "/fields.ini:3: [a] hxl: \"x\" is no HXL tag"},
};

static void
test_fault(gconstpointer data)
{
    const FaultCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollFields) fields = load(c->text, &error);

    g_assert_null(fields);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_cmpstr(strstr(error->message, "/fields.ini"), ==, c->fault);
}

static void
test_values(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollFields) fields =
        load("[zip]\ntype = category\n\n[seat]\ntype = place\npersonal = yes\nmatch = yes\n"
             "hxl = #adm1+name; #adm1\naliases = Town; Ville\naliases = ខេត្ត\n",
             &error);
    const RollField *seat = NULL;

    g_assert_no_error(error);
    g_assert_cmpuint(roll_fields_n(fields), ==, 2);
    g_assert_cmpstr(roll_fields_at(fields, 0)->name, ==, "zip");
    g_assert_cmpstr(roll_fields_at(fields, 0)->norm, ==, "zip_norm");
    g_assert_cmpstr(roll_fields_at(fields, 0)->hxl, ==, "");
    g_assert_false(roll_fields_at(fields, 0)->personal);
    seat = roll_fields_find(fields, "seat");
    g_assert_true(seat == roll_fields_at(fields, 1));
    g_assert_cmpstr(roll_type_name(seat->type), ==, "place");
    g_assert_true(seat->personal && seat->match);
    g_assert_cmpstr(seat->hxl, ==, "#adm1+name");
    g_assert_cmpstr(seat->norm, ==, "seat_pcode");
    g_assert_cmpuint(g_strv_length(seat->aliases), ==, 3);
    g_assert_null(roll_fields_find(fields, "officer_name"));
}

typedef struct {
    const gchar *header;
    const gchar *field; /* NULL: none */
} HeaderCase;

static const HeaderCase header_cases[] = {
    {"officer_name", "officer_name"},
    {"Name", "officer_name"},
    {"  FULL  NAME ", "officer_name"},
    {"Participant's name", "officer_name"},
    {"Name (Khmer)", "officer_name_local"},
    {"ឈ្មោះ", "officer_name_local"},
    {"ชื่อ-สกุล", "officer_name_local"},
    {"ชื่อ", "given_name"},
    {"Họ và tên", "officer_name"},
    {"HO VA TEN", "officer_name"},
    {"Prénom", "given_name"},
    {"PRENOM", "given_name"},
    {"D.O.B.", "birth_date"},
    {"Date of Birth", "birth_date"},
    {"ភេទ", "sex"},
    {"Giới tính", "sex"},
    {"性别", "sex"},
    {"ຊັ້ນ", "rank"},
    {"ရာထူး", "position"},
    {"Province", "adm1"},
    {"จังหวัด", "adm1"},
    {"Police Station", "station"},
    {"Date", "start_date"},
    {"ID", NULL},
    {"No.", NULL},
    {"", NULL},
    {"signature", NULL},
};

static const HeaderCase hxl_cases[] = {
    {"#respondee+name", "officer_name"},
    {"#Respondee +Name", "officer_name"},
    {" #country +v_iso3 +code ", "country"},
    {"#adm1+name", "adm1"},
    {"#adm1+code+v_pcode", "adm1"},
    {"#date+start", "start_date"},
    {"#org+impl", "implementer"},
    {"#respondee", NULL},
    {"#respondee+name+x", NULL},
    {"", NULL},
};

static void
test_shipped(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(RollFields) fields = NULL;

    g_assert_no_error(error);
    fields = roll_fields_load_with_headers(layers, &error);
    g_assert_no_error(error);
    for (gsize i = 0; i < G_N_ELEMENTS(header_cases); i++) {
        const RollField *field = roll_fields_by_header(fields, header_cases[i].header);

        g_test_message("%s", header_cases[i].header);
        g_assert_cmpstr(field != NULL ? field->name : NULL, ==, header_cases[i].field);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(hxl_cases); i++) {
        const RollField *field = roll_fields_by_hxl(fields, hxl_cases[i].header);

        g_test_message("%s", hxl_cases[i].header);
        g_assert_cmpstr(field != NULL ? field->name : NULL, ==, hxl_cases[i].field);
    }
}

/* Every shipped field is found by a header in every script that partners write; but for the one
 * that nobody writes by hand. */
static void
test_scripts(void)
{
    static const GUnicodeScript scripts[] = {G_UNICODE_SCRIPT_LATIN,   G_UNICODE_SCRIPT_KHMER,
                                             G_UNICODE_SCRIPT_THAI,    G_UNICODE_SCRIPT_LAO,
                                             G_UNICODE_SCRIPT_MYANMAR, G_UNICODE_SCRIPT_HAN};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(RollFields) fields = roll_fields_load_with_headers(layers, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        for (gsize j = 0; field->type != ROLL_TYPE_ENCODED && j < G_N_ELEMENTS(scripts); j++) {
            gboolean is_found = FALSE;

            for (guint k = 0; field->aliases[k] != NULL; k++)
                is_found = is_found ||
                           g_unichar_get_script(g_utf8_get_char(field->aliases[k])) == scripts[j];
            if (!is_found)
                g_test_message("%s has no header in script %d", field->name, (gint)scripts[j]);
            g_assert_true(is_found);
        }
    }
}

static void
test_parts(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollFields) fields =
        load("[a]\ntype = date\nparts = Y + M + D; Year + Month\nparts = 年 + 月\n", &error);
    const RollField *field = NULL;

    g_assert_no_error(error);
    field = roll_fields_at(fields, 0);
    g_assert_cmpuint(field->parts->len, ==, 3);
    g_assert_cmpstr(((gchar **)g_ptr_array_index(field->parts, 0))[2], ==, "d");
    g_assert_cmpstr(((gchar **)g_ptr_array_index(field->parts, 2))[1], ==, "月");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(fault_cases); i++) {
        g_autofree gchar *path = g_strconcat("/fields/fault/", fault_cases[i].name, NULL);

        g_test_add_data_func(path, &fault_cases[i], test_fault);
    }
    g_test_add_func("/fields/values", test_values);
    g_test_add_func("/fields/shipped", test_shipped);
    g_test_add_func("/fields/scripts", test_scripts);
    g_test_add_func("/fields/parts", test_parts);
    return g_test_run();
}
