/* Telling: values as text and back; sentences with values, parts and lists of them; what cannot be
 * said. */
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/telling.h"
#include "tests/unit/cases.h"

#define ENGLISH                                                                                    \
    "[it]\nplain = all is well\nvalue = {n} rows of {file}\nvalue (n is 1) = a row of {file}\n"    \
    "why = it is refused: {reason}\nreason = of {n} rows {most} are\nlist = not used: {columns}\n" \
    "column = \"{header}\"\ncolumn-join = {front}, {next}\n[shared]\nhint = mend {file}\n"

/* ---- values ---- */

static void
test_values(void)
{
    g_autoptr(RollValues) values = roll_values_new();
    g_autoptr(RollValues) again = NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    roll_values_set_number(values, "n", G_MAXUINT64);
    roll_values_set(values, "file", "a&b=c%~ \"é\n");
    roll_values_add_part(values, "column", "column");
    roll_values_set(values, "header", "");
    roll_values_append(values, text);
    g_assert_cmpstr(text->str, ==,
                    "n=18446744073709551615&file=a%26b%3Dc%25~ \"é%0A&~column=column&header=");
    again = roll_values_parse(text->str);
    g_assert_nonnull(again);
    g_assert_cmpuint(roll_values_n(again), ==, roll_values_n(values));
    for (guint i = 0; i < roll_values_n(values); i++) {
        g_assert_cmpstr(roll_values_at(again, i)->name, ==, roll_values_at(values, i)->name);
        g_assert_cmpstr(roll_values_at(again, i)->text, ==, roll_values_at(values, i)->text);
        g_assert_cmpint(roll_values_at(again, i)->is_part, ==, roll_values_at(values, i)->is_part);
    }
    roll_values_reset(values);
    g_assert_cmpuint(roll_values_n(values), ==, 0);
}

static void
test_no_values(void)
{
    g_autoptr(RollValues) none = roll_values_parse("");

    g_assert_nonnull(none);
    g_assert_cmpuint(roll_values_n(none), ==, 0);
    g_assert_null(roll_values_parse("n=%"));
    g_assert_null(roll_values_parse("n=%ff"));
    g_assert_null(roll_values_parse("n"));
}

/* ---- sentences ---- */

typedef struct {
    const gchar *name;
    const gchar *language; /* NULL: English */
    const gchar *sentence;
    const gchar *values;
    const gchar *said; /* NULL: it cannot be said */
    gboolean is_own;   /* in the language */
} TellCase;

static const TellCase tell_cases[] = {
    {"plain", NULL, "plain", "", "all is well", TRUE},
    {"values", NULL, "value", "n=2&file=a.csv", "2 rows of a.csv", TRUE},
    {"a variant", NULL, "value", "n=1&file=a.csv", "a row of a.csv", TRUE},
    {"of another group", NULL, "shared.hint", "file=a.csv", "mend a.csv", TRUE},
    {"a value that is a name", NULL, "shared.hint", "file={n}", "mend {n}", TRUE},
    {"a part, and a value of the whole", NULL, "why", "n=9&~reason=reason&most=8",
     "it is refused: of 9 rows 8 are", TRUE},
    {"a list of one", NULL, "list", "~columns=column&header=A", "not used: \"A\"", TRUE},
    {"a list", NULL, "list", "~columns=column&header=A&~columns=column&header=B",
     "not used: \"A\", \"B\"", TRUE},
    {"a part of another sentence", NULL, "plain", "~columns=gone&header=A", "all is well", TRUE},
    {"no such sentence", NULL, "gone", "", NULL, FALSE},
    {"a value is lacking", NULL, "value", "n=2", NULL, FALSE},
    {"a value of a variant is lacking", NULL, "value", "n=1", NULL, FALSE},
    {"a part is lacking", NULL, "why", "n=9", NULL, FALSE},
    {"a part that is none", NULL, "why", "n=9&~reason=gone", NULL, FALSE},
    {"a value of a part is lacking", NULL, "why", "n=9&~reason=reason", NULL, FALSE},
    {"a part cannot be joined", NULL, "list", "~columns=plain&~columns=plain", NULL, FALSE},
    {"a language", "[it]\nvalue = {file}៖ {n}\n", "value", "n=1&file=a.csv", "a.csv៖ 1", TRUE},
    {"English in its place", "[it]\nplain = x\n", "value", "n=2&file=a.csv", "2 rows of a.csv",
     FALSE},
    {"an English part in it", "[it]\nwhy = x: {reason}\n", "why", "n=9&~reason=reason&most=8",
     "x: of 9 rows 8 are", FALSE},
};

static void
test_tell(gconstpointer data)
{
    const TellCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollMessages) messages = roll_messages_parse(ENGLISH, c->language, &error);
    g_autoptr(RollValues) values = roll_values_parse(c->values);
    g_autoptr(GString) out = g_string_new("- ");
    gboolean is_said;

    g_assert_no_error(error);
    is_said = roll_tell(messages, "it", c->sentence, values, out);
    g_assert_cmpint(is_said, ==, c->said != NULL);
    g_assert_cmpstr(out->str + 2, ==, c->said != NULL ? c->said : "");
    if (is_said)
        g_assert_cmpint(roll_tells(messages, "it", c->sentence, values), ==, c->is_own);
}

/* ---- the shipped English ---- */

typedef struct {
    const gchar *name;
    const gchar *sentence;
    const gchar *values;
    const gchar *fault;
} FaultCase;

static const FaultCase fault_cases[] = {
    {"sound", "message", "line=4", NULL},
    {"unknown", "gone", "line=4",
     "findings/en.ini: duplicate-row.gone: is to be said, and there is no such sentence"},
    {"lacking", "message", "",
     "findings/en.ini: duplicate-row.message: names a value that the finding has not"},
    {"not said", "message", "line=4&name=Sok",
     "findings/en.ini: duplicate-row: no sentence of it says {name}"},
    {"not said by the part", "further", "n=4&~n=hint&line=5",
     "findings/en.ini: duplicate-row: no sentence of it says {line}"},
};

static void
test_fault(gconstpointer data)
{
    const FaultCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(RollTelling) telling = roll_telling_new(layers);
    g_autoptr(RollValues) values = roll_values_parse(c->values);
    g_autoptr(GString) out = g_string_new(NULL);
    const gchar *const sentences[] = {c->sentence, NULL};
    gboolean is_sound =
        roll_telling_say(telling, "duplicate-row", c->sentence, values, out, &error) &&
        roll_telling_check(telling, "duplicate-row", sentences, values, &error);

    g_assert_cmpint(is_sound, ==, c->fault == NULL);
    g_assert_cmpstr(error != NULL ? error->message : NULL, ==, c->fault);
    if (c->fault != NULL)
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
}

/* Every language that is shipped is sound, and lacks nothing. */
static void
test_shipped(void)
{
    static const gchar *const folders[] = {ROLL_TELLING_FOLDER, NULL};
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, ROLL_TELLING_FOLDER, ".ini");

    g_assert_cmpuint(paths->len, >=, 1);
    for (guint i = 0; i < paths->len; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree gchar *language = g_path_get_basename(g_ptr_array_index(paths, i));
        g_autoptr(RollMessages) messages = NULL;

        *strrchr(language, '.') = '\0';
        messages = roll_messages_load(layers, folders, language, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(roll_messages_n(messages), >=, 150);
        g_assert_cmpuint(roll_messages_n_missing(messages), ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/telling/values", test_values);
    g_test_add_func("/telling/no-values", test_no_values);
    ADD_CASES("/telling/tell", tell_cases, test_tell);
    ADD_CASES("/telling/fault", fault_cases, test_fault);
    g_test_add_func("/telling/shipped", test_shipped);
    return g_test_run();
}
