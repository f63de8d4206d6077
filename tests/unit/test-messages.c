/* Messages: values, variants, English where a language lacks one; what a language may not do. */
#include <string.h>

#include "pipeline/lib/compared.h"
#include "pipeline/lib/error.h"
#include "stages/report/messages.h"
#include "tests/unit/cases.h"

#define ENGLISH                                                                                    \
    "[a]\nplain = Files\nvalue = {n} files\nvalue (n is 1) = 1 file\n"                             \
    "tagged = <b>{n}</b> of {all}\n[script]\nnext = Next <one>\nrows = {n} rows\n"                 \
    "rows (n is 1) = 1 row\n"

typedef struct {
    const gchar *name;
    const gchar *language; /* NULL: English alone */
    const gchar *markup;
    const gchar *n;
    const gchar *expected;
} PutCase;

static const PutCase put_cases[] = {
    {"a message", NULL, "<p>{a.plain}</p>", "2", "<p>Files</p>"},
    {"a value", NULL, "{a.value}", "2", "2 files"},
    {"a variant", NULL, "{a.value}", "1", "1 file"},
    {"a value alone", NULL, "<td>{n}</td>", "1", "<td>1</td>"},
    {"a value is escaped", NULL, "{a.value}", "<b>", "&lt;b&gt; files"},
    {"markup is not", NULL, "{a.plain}{link}", "2", "Files<i>x</i>"},
    {"the language", "[a]\nplain = ឯកសារ\n", "{a.plain}", "2", "ឯកសារ"},
    {"English where it lacks one", "[a]\nplain = ឯកសារ\n", "{a.value}", "2", "2 files"},
    {"no variant of English in it", "[a]\nvalue = ឯកសារ {n}\n", "{a.value}", "1", "ឯកសារ 1"},
    {"a variant of its own", "[a]\nvalue = x {n}\nvalue (n is 2) = two\n", "{a.value}", "2", "two"},
    {"names in another order", "[a]\ntagged = {all}: <b>{n}</b>\n", "{a.tagged}", "2",
     "9: <b>2</b>"},
    {"who reviews it", "[language]\nname = x\nreview = native speaker\n", "{a.plain}", "2",
     "Files"},
};

static void
test_put(gconstpointer data)
{
    const PutCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollMessages) messages = roll_messages_parse(ENGLISH, c->language, &error);
    g_autoptr(GString) out = g_string_new(NULL);

    g_assert_no_error(error);
    messages_put(messages, out, c->markup, "n", c->n, "all", "9", "<link", "<i>x</i>", NULL);
    g_assert_cmpstr(out->str, ==, c->expected);
}

typedef struct {
    const gchar *name;
    const gchar *language;
    const gchar *expected; /* of the error */
} FaultCase;

static const FaultCase fault_cases[] = {
    {"an unknown message", "[a]\nplian = x\n",
     "xx.ini: a.plian: no such message is said; did you mean \"a.plain\"?"},
    {"a name is missing", "[a]\nvalue = files\n",
     "xx.ini: a.value: {names} and <tags> must be those of the English \"{n} files\""},
    {"a name too many", "[a]\nplain = {n}\n",
     "xx.ini: a.plain: {names} and <tags> must be those of the English \"Files\""},
    {"a tag is missing", "[a]\ntagged = {n} {all}\n",
     "xx.ini: a.tagged: {names} and <tags> must be those of the English \"<b>{n}</b> of {all}\""},
    {"a tag too many", "[a]\nplain = <script>x</script>\n",
     "xx.ini: a.plain: {names} and <tags> must be those of the English \"Files\""},
    {"a tag that has no end", "[a]\nplain = <img src=x\n",
     "xx.ini: a.plain: {names} and <tags> must be those of the English \"Files\""},
    {"a variant of nothing", "[a]\nplain (n is 1) = x\n",
     "xx.ini: a.plain: only variants of it are said; what is said else?"},
    {"a variant by an unknown name", "[a]\nplain = x\nplain (m is 1) = y\n",
     "xx.ini: a.plain: {names} and <tags> must be those of the English \"Files\""},
    {"a condition that is none", "[a]\nplain (n) = x\n",
     "xx.ini:2: [a] plain (n): a message is \"key = text\" or \"key (name is value) = text\", each "
     "once, and not empty"},
    {"twice", "[a]\nplain = x\nplain = y\n",
     "xx.ini:3: [a] plain: a message is \"key = text\" or \"key (name is value) = text\", each "
     "once, and not empty"},
};

static void
test_fault(gconstpointer data)
{
    const FaultCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollMessages) messages = roll_messages_parse(ENGLISH, c->language, &error);

    g_assert_null(messages);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==, c->expected);
}

static void
test_text(void)
{
    g_autoptr(RollMessages) messages =
        roll_messages_parse(ENGLISH, "[a]\nvalue = x {n}\n[script]\nrows = {n} r\n", NULL);
    static const gchar *const groups[] = {"script", NULL};
    g_autofree gchar *text = messages_text(messages, "a.value", "n", "<3>", NULL);
    g_autoptr(GString) json = g_string_new(NULL);

    g_assert_cmpstr(text, ==, "x <3>"); /* plain: who puts it escapes it */
    g_assert_cmpstr(messages_word(messages, "a.plain"), ==, "Files");
    g_assert_cmpuint(roll_messages_n(messages), ==, 5);
    g_assert_cmpuint(roll_messages_n_missing(messages), ==, 3);
    messages_json(messages, json, groups);
    g_assert_cmpstr(json->str, ==, "{\"next\":\"Next \\u003cone\\u003e\",\"rows\":\"{n} r\"}");
}

/* Every language that is shipped can be read, and nothing is left out of English. */
static void
test_shipped(void)
{
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, "messages", ".ini");

    g_assert_cmpuint(paths->len, >=, 2);
    for (guint i = 0; i < paths->len; i++) {
        g_autofree gchar *file = g_path_get_basename(g_ptr_array_index(paths, i));
        g_autofree gchar *language = g_strndup(file, strlen(file) - strlen(".ini"));
        g_autoptr(GError) error = NULL;
        g_autoptr(RollMessages) messages = messages_load(layers, language, &error);

        g_assert_no_error(error);
        g_assert_cmpstr(roll_messages_language(messages), ==, language);
        g_assert_cmpuint(roll_messages_n(messages), >=, 300);
        g_assert_cmpuint(roll_messages_n_missing(messages), ==, 0);
    }
}

typedef struct {
    const gchar *word;
    const gchar *expected;
} TermCase;

static void
test_term(void)
{
    static const TermCase cases[] = {{"same week", "the same week"}, {"Same_Week", "the same week"},
                                     {"12 people", "people: 12"},    {"1 people", "one"},
                                     {"people", "people: "},         {"12", "12"},
                                     {"Phnom Penh", "Phnom Penh"},   {"", ""}};
    g_autoptr(RollMessages) messages = roll_messages_parse(
        "[values]\nsame-week = the same week\npeople = people: {n}\npeople (n is 1) = one\n", NULL,
        NULL);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *term = messages_term(messages, "values", cases[i].word);

        g_assert_cmpstr(term, ==, cases[i].expected);
    }
}

/* English calls a field what `rollcall explain` calls it. */
static void
test_fields(void)
{
    static const gchar *const compared[] = {"whole name",  "family name", "given name",
                                            "middle name", "name suffix", "year of birth"};
    static const gchar *const fields[] = {"officer_name", "officer_name_local",
                                          "family_name",  "given_name",
                                          "birth_year",   "course_title",
                                          "start_date",   "nickname",
                                          "birth_date",   "id_number",
                                          "phone",        "service_date",
                                          "adm1",         "adm2",
                                          "email",        "rank",
                                          "position",     "agency",
                                          "unit",         "station",
                                          "sex",          "age",
                                          "venue",        "organisation",
                                          "export",       "line"};
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(RollMessages) messages = messages_load(layers, "en", NULL);

    for (guint i = 0; i < G_N_ELEMENTS(compared) + G_N_ELEMENTS(fields); i++) {
        gboolean is_field = i >= G_N_ELEMENTS(compared);
        const gchar *name = is_field ? fields[i - G_N_ELEMENTS(compared)] : compared[i];
        g_autofree gchar *term = messages_term(messages, is_field ? "fields" : "compared", name);

        g_assert_cmpstr(term, ==, roll_field_words(name));
    }
}

static void
test_unknown(void)
{
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_null(messages_load(layers, "../ranks/KHM", &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==,
                    "language \"../ranks/KHM\": the rules have no messages/../ranks/KHM.ini");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/messages/put", put_cases, test_put);
    ADD_CASES("/messages/fault", fault_cases, test_fault);
    g_test_add_func("/messages/text", test_text);
    g_test_add_func("/messages/shipped", test_shipped);
    g_test_add_func("/messages/term", test_term);
    g_test_add_func("/messages/fields", test_fields);
    g_test_add_func("/messages/unknown", test_unknown);
    return g_test_run();
}
