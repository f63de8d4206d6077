#include "pipeline/lib/config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"

static const gchar *const kinds[] = {"attendance", "planned", "roll", NULL};

/* What a reader of the tests' files asks for: group "source" with one key of each type, then any
 * group "field:...", whose keys are data. */
static gboolean
read_all(RollConfig *config, GString *seen, GError **error)
{
    RollGroup *group = roll_config_group(config, "source");
    gboolean flag = FALSE;
    gint64 number = -1;
    gdouble real = -1;
    gint kind = -1;
    const gchar *name = NULL;

    if (group == NULL)
        return roll_config_done(config, error);
    name = roll_group_take(group, "name");
    if (!roll_group_flag(group, "personal", &flag, error) ||
        !roll_group_number(group, "pages", (RollRange){0, 100}, &number, error) ||
        !roll_group_real(group, "share", (RollRange){0.25, 1.5}, &real, error) ||
        !roll_group_choice(group, "kind", kinds, &kind, error))
        return FALSE;
    g_string_append_printf(seen, "%s|%d|%d|%d|%d", name != NULL ? name : "-", flag, (gint)number,
                           (gint)(real * 100), kind);
    return roll_config_done(config, error);
}

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *seen;
    const gchar *error; /* "": none */
} ReadCase;

static const ReadCase read_cases[] = {
    {"empty file", "", "", ""},
    {"all types", "[source]\nname = IJM\npersonal = yes\npages = 12\nshare = 0.5\nkind = planned\n",
     "IJM|1|12|50|1", ""},
    {"absent keys leave their values", "[source]\n", "-|0|-1|-100|-1", ""},
    {"blanks and comments", "\n# one\n  [source]  \n\t# two\n  name  =  a b  \n",
     "a b|0|-1|-100|-1", ""},
    {"CRLF and BOM", "\xef\xbb\xbf[source]\r\nname = x\r\n", "x|0|-1|-100|-1", ""},
    {"no line end at the end", "[source]\nname = x", "x|0|-1|-100|-1", ""},
    {"a value as it stands", "[source]\nname = a=b # \\s \\; [c]\n",
     "a=b # \\s \\; [c]|0|-1|-100|-1", ""},
    {"an empty value", "[source]\nname =\n", "|0|-1|-100|-1", ""},
    {"open bracket", "[source\n", "", "f.ini:1: the ] of the group's name is missing"},
    {"behind bracket", "[source] # x\n", "", "f.ini:1: text behind the ] of the group's name"},
    {"no name", "\n[ ]\n", "", "f.ini:2: a group without a name"},
    {"group twice", "[source]\n[b]\n[source]\n", "",
     "f.ini:3: [source]: this group stands in line 1 already"},
    {"no equals", "[source]\nname\n", "", "f.ini:2: neither [group] nor key = value"},
    {"no key", "[source]\n= x\n", "", "f.ini:2: a value without a key"},
    {"before a group", "name = x\n", "", "f.ini:1: a key before the first [group]"},
    {"not UTF-8", "[source]\nname = \xe9\n", "", "f.ini:2: not UTF-8"},
    {"flag", "[source]\npersonal = true\n", "",
     "f.ini:2: [source] personal: \"true\" is neither yes nor no"},
    {"number with text", "[source]\npages = 12x\n", "",
     "f.ini:2: [source] pages: \"12x\" is not a whole number from 0 to 100"},
    {"number too large", "[source]\npages = 101\n", "",
     "f.ini:2: [source] pages: \"101\" is not a whole number from 0 to 100"},
    {"number too large for a machine", "[source]\npages = 99999999999999999999\n", "",
     "f.ini:2: [source] pages: \"99999999999999999999\" is not a whole number from 0 to 100"},
    {"real too small", "[source]\nshare = 0.2\n", "",
     "f.ini:2: [source] share: \"0.2\" is not a number from 0.25 to 1.5"},
    {"real is no word", "[source]\nshare = inf\n", "",
     "f.ini:2: [source] share: \"inf\" is not a number from 0.25 to 1.5"},
    {"real is not hexadecimal", "[source]\nshare = 0x1\n", "",
     "f.ini:2: [source] share: \"0x1\" is not a number from 0.25 to 1.5"},
    {"real with a comma", "[source]\nshare = 0,5\n", "",
     "f.ini:2: [source] share: \"0,5\" is not a number from 0.25 to 1.5"},
    {"choice with a hint", "[source]\nkind = attendence\n", "",
     "f.ini:2: [source] kind: \"attendence\" is none of attendance, planned, roll; did you mean "
     "attendance?"},
    {"choice without a hint", "[source]\nkind = zzz\n", "",
     "f.ini:2: [source] kind: \"zzz\" is none of attendance, planned, roll"},
    {"unknown key with a hint", "[source]\npesronal = yes\n", "-|0|-1|-100|-1",
     "f.ini:2: [source] pesronal: unknown key, did you mean personal?"},
    {"unknown key without a hint", "[source]\ncolour = red\n", "-|0|-1|-100|-1",
     "f.ini:2: [source] colour: unknown key"},
    {"unknown group with a hint", "[sources]\n", "",
     "f.ini:1: [sources]: unknown group, did you mean source?"},
    {"unknown group without a hint", "[source]\n[x]\nname = y\n", "-|0|-1|-100|-1",
     "f.ini:2: [x]: unknown group"},
    {"key twice", "[source]\nname = a\nname = b\n", "a|0|-1|-100|-1",
     "f.ini:3: [source] name: this key stands in line 2 already"},
    {"two faults, a line each", "[source]\nx = 1\ny = 2\n", "-|0|-1|-100|-1",
     "f.ini:2: [source] x: unknown key\nf.ini:3: [source] y: unknown key"},
};

static void
test_read(gconstpointer data)
{
    const ReadCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(RollConfig) config = roll_config_parse("f.ini", c->text, &error);
    gboolean sound = config != NULL && read_all(config, seen, &error);

    g_assert_cmpstr(error != NULL ? error->message : "", ==, c->error);
    g_assert_cmpint(sound, ==, c->error[0] == '\0');
    g_assert_cmpstr(seen->str, ==, c->seen);
    if (error != NULL)
        g_assert_cmpint(roll_error_status(error), ==, ROLL_ERROR_CONFIG);
}

typedef struct {
    const gchar *name;
    const gchar *value;
    const gchar *parts; /* joined by | */
} SplitCase;

static const SplitCase split_cases[] = {
    {"one", "a", "a"},
    {"trimmed", " a ;b c;  d", "a|b c|d"},
    {"empty parts are dropped", ";;a;; ;", "a"},
    {"nothing", "", ""},
    {"escaped", "a\\;b;c", "a;b|c"},
    {"another backslash stays", "a\\b;\\", "a\\b|\\"},
    {"other scripts", "ชื่อ-สกุล; Họ và tên", "ชื่อ-สกุล|Họ và tên"},
};

static void
test_split(gconstpointer data)
{
    const SplitCase *c = data;
    g_auto(GStrv) parts = roll_config_split(c->value);
    g_autofree gchar *joined = g_strjoinv("|", parts);

    g_assert_cmpstr(joined, ==, c->parts);
}

typedef struct {
    const gchar *name;
    const gchar *word;
    const gchar *nearest; /* of attendance, planned, roll; NULL: none */
} NearestCase;

static const NearestCase nearest_cases[] = {
    {"a letter more", "rolll", "roll"},
    {"two letters swapped", "lpanned", "planned"},
    {"too far", "rats", NULL},
    {"a third is near", "plannXX", "planned"},
    {"over a third is far", "planXXX", NULL},
    {"short words have no neighbours", "ro", NULL},
    {"empty", "", NULL},
    {"other scripts", "ชื่อ", NULL},
};

static void
test_nearest(gconstpointer data)
{
    const NearestCase *c = data;

    g_assert_cmpstr(roll_nearest(c->word, kinds), ==, c->nearest);
}

static void
test_groups(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollConfig) config =
        roll_config_parse("f.ini", "[b]\nk = 1\nk = 2\nx = 3\n\n[a]\n[c]\n", &error);
    RollGroup *group = NULL;
    g_autoptr(GPtrArray) values = NULL;
    const gchar *key = NULL;
    const gchar *value = NULL;
    guint line = 0;

    g_assert_no_error(error);
    g_assert_nonnull(roll_config_group(config, "a"));
    g_assert_null(roll_config_group(config, "d"));
    group = roll_config_next_group(config);
    g_assert_cmpstr(roll_group_name(group), ==, "b");
    g_assert_cmpuint(roll_group_line(group), ==, 1);
    g_assert_cmpuint(roll_group_line_of(group, "x"), ==, 4);
    g_assert_cmpuint(roll_group_line_of(group, "none"), ==, 1);
    values = roll_group_take_all(group, "k");
    g_assert_cmpuint(values->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(values, 1), ==, "2");
    g_assert_false(roll_config_done(config, NULL));
    g_assert_true(roll_group_next_entry(group, &key, &value, &line));
    g_assert_cmpstr(key, ==, "x");
    g_assert_cmpstr(value, ==, "3");
    g_assert_cmpuint(line, ==, 4);
    g_assert_false(roll_group_next_entry(group, &key, &value, &line));
    g_assert_cmpstr(roll_group_name(roll_config_next_group(config)), ==, "c");
    g_assert_null(roll_config_next_group(config));
    g_assert_true(roll_config_done(config, &error));
    g_assert_no_error(error);
}

static void
test_files(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree gchar *dir = g_dir_make_tmp("config-XXXXXX", &error);
    g_autofree gchar *path = g_build_filename(dir, "a.ini", NULL);
    g_autofree gchar *expected = g_strconcat(path, ": a NUL byte at byte 4", NULL);
    RollConfig *config = NULL;

    g_assert_no_error(error);
    g_assert_null(roll_config_load(path, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, path));
    g_clear_error(&error);
    g_assert_true(g_file_set_contents(path, "[a]\n\0", 5, NULL));
    g_assert_null(roll_config_load(path, &error));
    g_assert_cmpstr(error->message, ==, expected);
    g_clear_error(&error);
    g_assert_true(g_file_set_contents(path, "[a]\n", 4, NULL));
    config = roll_config_load(path, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(roll_config_name(config), ==, path);
    roll_config_free(config);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(dir), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(read_cases); i++) {
        g_autofree gchar *path = g_strconcat("/config/read/", read_cases[i].name, NULL);

        g_test_add_data_func(path, &read_cases[i], test_read);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(split_cases); i++) {
        g_autofree gchar *path = g_strconcat("/config/split/", split_cases[i].name, NULL);

        g_test_add_data_func(path, &split_cases[i], test_split);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(nearest_cases); i++) {
        g_autofree gchar *path = g_strconcat("/config/nearest/", nearest_cases[i].name, NULL);

        g_test_add_data_func(path, &nearest_cases[i], test_nearest);
    }
    g_test_add_func("/config/groups", test_groups);
    g_test_add_func("/config/files", test_files);
    return g_test_run();
}
