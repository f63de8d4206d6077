/* Officer and session numbers: their form, and what the check letter catches. */
#include <glib.h>

#include "pipeline/lib/number.h"

typedef struct {
    const gchar *name;
    RollNumberKind kind;
    guint32 number; /* 0: @text is refused */
    const gchar *text;
} NumberCase;

static const NumberCase number_cases[] = {
    {"officer", ROLL_NUMBER_OFFICER, 42, "000042-W"},
    {"session", ROLL_NUMBER_SESSION, 42, "S00042-W"},
    {"first", ROLL_NUMBER_OFFICER, 1, "000001-B"},
    {"letter zero", ROLL_NUMBER_OFFICER, 23, "000023-A"},
    {"last letter", ROLL_NUMBER_OFFICER, 22, "000022-Z"},
    {"more than six digits", ROLL_NUMBER_OFFICER, 1234567, "1234567-W"},
    {"session of six digits", ROLL_NUMBER_SESSION, 100000, "S100000-W"},
    {"largest", ROLL_NUMBER_SESSION, G_MAXUINT32, "S4294967295-M"},
    {"empty", ROLL_NUMBER_OFFICER, 0, ""},
    {"zero", ROLL_NUMBER_OFFICER, 0, "000000-A"},
    {"wrong letter", ROLL_NUMBER_OFFICER, 0, "000042-K"},
    {"small letter", ROLL_NUMBER_OFFICER, 0, "000042-w"},
    {"no dash", ROLL_NUMBER_OFFICER, 0, "000042W"},
    {"too few digits", ROLL_NUMBER_OFFICER, 0, "42-W"},
    {"needless zero", ROLL_NUMBER_OFFICER, 0, "0000042-W"},
    {"a session is no officer", ROLL_NUMBER_OFFICER, 0, "S00042-W"},
    {"an officer is no session", ROLL_NUMBER_SESSION, 0, "000042-W"},
    {"over 32 bits", ROLL_NUMBER_OFFICER, 0, "4294967296-N"},
    {"letter among digits", ROLL_NUMBER_OFFICER, 0, "0000a2-W"},
};

static void
test_number(gconstpointer data)
{
    const NumberCase *c = data;
    gchar text[ROLL_NUMBER_MAX];
    guint32 number = 0;

    g_assert_cmpint(roll_number_parse(c->kind, roll_text(c->text), &number), ==, c->number != 0);
    g_assert_cmpuint(number, ==, c->number);
    if (c->number != 0) {
        roll_number_format(c->kind, c->number, text);
        g_assert_cmpstr(text, ==, c->text);
    }
}

static void
assert_refused(const gchar *text)
{
    guint32 number;

    g_assert_false(roll_number_parse(ROLL_NUMBER_OFFICER, roll_text(text), &number));
}

/* Every wrong digit and every swap of two digits is caught. */
static void
test_check(void)
{
    gchar text[ROLL_NUMBER_MAX];

    for (guint32 number = 1; number < 1000000; number += 6101) {
        roll_number_format(ROLL_NUMBER_OFFICER, number, text);
        for (guint i = 0; i < 6; i++) {
            gchar kept = text[i];

            for (guint digit = 0; digit < 10; digit++) {
                text[i] = "0123456789"[digit];
                if (text[i] != kept)
                    assert_refused(text);
            }
            text[i] = kept;
            for (guint j = 0; j < i; j++) {
                text[i] = text[j];
                text[j] = kept;
                if (text[i] != text[j])
                    assert_refused(text);
                text[j] = text[i];
                text[i] = kept;
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(number_cases); i++) {
        g_autofree gchar *path = g_strconcat("/number/", number_cases[i].name, NULL);

        g_test_add_data_func(path, &number_cases[i], test_number);
    }
    g_test_add_func("/number/check letter", test_check);
    return g_test_run();
}
