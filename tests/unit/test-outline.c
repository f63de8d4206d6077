#include "stages/report/outline.h"

#include "pipeline/lib/error.h"

typedef struct {
    const gchar *name;
    const gchar *rules; /* of the code X */
    const gchar *path;
    const gchar *fault; /* the end of the message; NULL: none */
} OutlineCase;

/* A hundredth of a degree is 0.46 of a unit to the north, 0.4422 to the east. */
static const OutlineCase cases[] = {
    {"the corner of the map", "outline = 9190 2875 100 0 0 -100\n", "M0 0l44 0 0 46z", NULL},
    {"each point is rounded, not each step", "outline = 9190 2875 1 0 1 0 1 0 0 -100\n",
     "M0 0l1 0 0 46z", NULL},
    {"two rings", "outline = 9190 2875 100 0 0 -100\noutline = 9290 2775 100 0 0 -100\n",
     "M0 0l44 0 0 46zM44 46l44 0 0 46z", NULL},
    {"no outline", "", "", NULL},
    {"half a pair", "outline = 9190 2875 100 0 0\n", NULL, "not \"9190 2875 100 0 0\""},
    {"two points", "outline = 9190 2875 100 0\n", NULL, "not \"9190 2875 100 0\""},
    {"a word", "outline = 9190 2875 100 0 0 east\n", NULL, "not \"9190 2875 100 0 0 east\""},
    {"the second ring", "outline = 9190 2875 1 0 0 1\noutline = 1\n", NULL,
     "[X] outline: ring 2: whole numbers in pairs, three or more, not \"1\""},
    {"a point of three", "at = 1 2 3\n", NULL, "not \"1 2 3\""},
};

static void
test_outline(gconstpointer data)
{
    const OutlineCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autofree gchar *rules = g_strconcat("[*]\nlevel = 1\n[X]\nname = X\n", c->rules, NULL);
    g_autoptr(RollCodes) places = roll_codes_parse("p.ini", rules, &roll_codes_places, &error);
    g_autoptr(GString) path = g_string_new(NULL);

    g_assert_no_error(error);
    g_assert_cmpint(outline_check(places, &error), ==, c->fault == NULL);
    if (c->fault != NULL) {
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_suffix(error->message, c->fault));
        return;
    }
    outline_path(roll_codes_find(places, "X"), path);
    g_assert_cmpstr(path->str, ==, c->path);
    g_assert_cmpint(outline_has(roll_codes_find(places, "X")), ==, c->path[0] != '\0');
}

static void
test_point(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollCodes) places =
        roll_codes_parse("p.ini", "[*]\nlevel = 1\n[X]\nat = 9290 2775\n[Y]\nname = Y\n",
                         &roll_codes_places, &error);
    gint x = 0;
    gint y = 0;

    g_assert_no_error(error);
    g_assert_true(outline_point(roll_codes_find(places, "X"), &x, &y));
    g_assert_cmpint(x, ==, 44);
    g_assert_cmpint(y, ==, 46);
    g_assert_false(outline_point(roll_codes_find(places, "Y"), &x, &y));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = g_strconcat("/outline/path/", cases[i].name, NULL);

        g_test_add_data_func(path, &cases[i], test_outline);
    }
    g_test_add_func("/outline/point", test_point);
    return g_test_run();
}
