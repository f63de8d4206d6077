/* What a text says of the agreed messages, and what is wrong with a file of them. */
#include "pipeline/lib/agreed.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/rules.h"

#define TOPICS "[IND]\nname = Victim identification\n"
#define MESSAGE                                                                                    \
    "[no-detention]\ntopic = IND\nname = do not detain victims\n"                                  \
    "says = \\b(?:not|never) detain victims\\b\ncontradicts = (?<!not )(?<!never )\\bdetain "      \
    "victims\\b\n"
#define EXAMPLES                                                                                   \
    "example = Never detain victims! => says\nexample = Detain victims => contradicts\n"
#define OTHER                                                                                      \
    "[screening]\ntopic = IND\nname = screen apart\nsays = \\bapart\\b\nexample = Apart => says\n"

static RollAgreed *
parse(const gchar *text, GError **error)
{
    g_autoptr(RollCodes) courses = roll_codes_parse("topics", TOPICS, &roll_codes_courses, NULL);

    return roll_agreed_parse("m.ini", text, courses, error);
}

typedef struct {
    const gchar *text;
    RollAgreedVerdict detention;
    RollAgreedVerdict screening;
} ReadCase;

static const ReadCase read_cases[] = {
    {"DO NOT DETAIN VICTIMS!", ROLL_AGREED_SAYS, ROLL_AGREED_NOTHING},
    {"Detain victims, apart", ROLL_AGREED_CONTRADICTS, ROLL_AGREED_SAYS},
    {"Never detain victims; detain victims", ROLL_AGREED_CONTRADICTS, ROLL_AGREED_NOTHING},
    {"Feed victims", ROLL_AGREED_NOTHING, ROLL_AGREED_NOTHING},
    {"", ROLL_AGREED_NOTHING, ROLL_AGREED_NOTHING},
    {"?!", ROLL_AGREED_NOTHING, ROLL_AGREED_NOTHING},
};

static void
test_read(void)
{
    g_autoptr(RollAgreed) agreed = parse(MESSAGE EXAMPLES OTHER, NULL);

    g_assert_cmpuint(roll_agreed_n(agreed), ==, 2);
    g_assert_cmpuint(roll_agreed_n_patterns(agreed), ==, 3);
    g_assert_cmpuint(roll_agreed_n_examples(agreed), ==, 3);
    g_assert_cmpstr(roll_agreed_message(agreed, 1)->name, ==, "screen apart");
    for (guint i = 0; i < G_N_ELEMENTS(read_cases); i++) {
        const ReadCase *c = &read_cases[i];
        RollAgreedVerdict verdicts[] = {ROLL_AGREED_SAYS, ROLL_AGREED_SAYS};

        g_test_message("%s", c->text);
        g_assert_true(roll_agreed_read(agreed, roll_text(c->text), verdicts, NULL));
        g_assert_cmpint(verdicts[0], ==, c->detention);
        g_assert_cmpint(verdicts[1], ==, c->screening);
    }
}

/* Which languages a message can be told in: those of its patterns that say it. */
static void
test_languages(void)
{
    static const gchar text[] =
        MESSAGE "says-fr = \\bne pas detenir\\b\ncontradicts-vi = ^giam giu\\b\n" EXAMPLES
                "example = Ne pas détenir => says\n"
                "example = Giam giữ nạn nhân => contradicts\n" OTHER;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollAgreed) agreed = parse(text, &error);
    RollAgreedVerdict verdicts[2];

    g_assert_no_error(error);
    g_assert_cmpuint(roll_agreed_n_patterns(agreed), ==, 5);
    g_assert_true(roll_agreed_speaks(agreed, 0, "en"));
    g_assert_true(roll_agreed_speaks(agreed, 0, "fr"));
    g_assert_false(roll_agreed_speaks(agreed, 0, "vi"));
    g_assert_false(roll_agreed_speaks(agreed, 0, "und"));
    g_assert_false(roll_agreed_speaks(agreed, 1, "fr"));
    g_assert_true(
        roll_agreed_read(agreed, roll_text("Ne pas détenir les victimes"), verdicts, NULL));
    g_assert_cmpint(verdicts[0], ==, ROLL_AGREED_SAYS);
}

/* A text of any length is read to its end, and signs of three bytes are cut between two of them. */
static void
test_long(void)
{
    static const gchar *const fillers[] = {"word ", "ក"};
    g_autoptr(RollAgreed) agreed = parse(MESSAGE EXAMPLES OTHER, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(fillers); i++) {
        g_autoptr(GString) text = g_string_new("apart ");
        RollAgreedVerdict verdicts[2];

        while (text->len < (gsize)3 * ROLL_RULE_SUBJECT_MAX)
            g_string_append(text, fillers[i]);
        g_string_append(text, " never detain victims");
        g_assert_true(roll_agreed_read(agreed, roll_text(text->str), verdicts, NULL));
        g_assert_cmpint(verdicts[0], ==, ROLL_AGREED_SAYS);
        g_assert_cmpint(verdicts[1], ==, ROLL_AGREED_SAYS);
    }
}

typedef struct {
    const gchar *text;
    const gchar *fault;
} FaultCase;

static const FaultCase fault_cases[] = {
    {"[a]\ntopic = XXX\nname = n\nsays = x\n", "m.ini:2: [a] topic: courses/ has no topic \"XXX\""},
    {"[a]\nname = n\nsays = x\n", "m.ini:1: [a] topic: courses/ has no topic"},
    {"[a]\ntopic = IND\nsays = x\n", "m.ini:1: [a] name: the agreed wording"},
    {"[a]\ntopic = IND\nname = n; m\nsays = x\n", "m.ini:3: [a] name: the agreed wording"},
    {"[a]\ntopic = IND\nname = n\n", "m.ini:1: [a] says: by what pattern"},
    {"[a]\ntopic = IND\nname = n\nsays = (\n", "m.ini:4: [a] says: \"(\": pattern: at byte"},
    {"[a]\ntopic = IND\nname = n\nsays = x*\n", "m.ini:4: [a] says: \"x*\": pattern: can match"},
    {"[a]\ntopic = IND\nname = n\nsays = ^(a+)+$\n", "m.ini:4: [a] says: \"^(a+)+$\": "},
    {MESSAGE, "m.ini:4: [no-detention] says: \"\\b(?:not|never) detain victims\\b\": no example"},
    {MESSAGE EXAMPLES "example = Detain victims => says\n",
     "m.ini:6: [no-detention] example: \"Detain victims\" gives \"contradicts\", not \"says\""},
    {MESSAGE EXAMPLES "example = Detain victims => yes\n",
     "m.ini:6: [no-detention] example: \"Detain victims => yes\" is not"},
    {"[a]\ntopic = IND\nname = n\nsays-fr = bon\nexample = Mal => nothing\n",
     "m.ini:4: [a] says-fr: \"bon\": no example"},
    {MESSAGE EXAMPLES "says-xx = x\n", "m.ini:8: [no-detention] says-xx: unknown key"},
    {MESSAGE EXAMPLES "exmaple = x => says\n", "m.ini:8: [no-detention] exmaple: unknown key"},
};

static void
test_faults(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(fault_cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RollAgreed) agreed = parse(fault_cases[i].text, &error);

        g_test_message("%s", error != NULL ? error->message : "no error");
        g_assert_null(agreed);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, fault_cases[i].fault));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/agreed/read", test_read);
    g_test_add_func("/agreed/languages", test_languages);
    g_test_add_func("/agreed/long", test_long);
    g_test_add_func("/agreed/faults", test_faults);
    return g_test_run();
}
