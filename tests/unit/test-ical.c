/* A calendar's lines: escaped, folded, nothing in them that a reader obeys. */
#include "stages/report/ical.h"
#include "tests/unit/cases.h"

typedef struct {
    const gchar *name;
    const gchar *text;
    const gchar *expected;
} TextCase;

static const TextCase escape_cases[] = {
    {"plain", "Victim ID", "Victim ID"},
    {"commas, semicolons, backslashes", "a,b;c\\d", "a\\,b\\;c\\\\d"},
    {"a line end begins no property", "x\nATTENDEE:mailto:x", "x\\nATTENDEE:mailto:x"},
    {"a carriage return goes", "x\r\nEND:VEVENT", "x\\nEND:VEVENT"},
    {"controls go", "a\x1b[31mb\x01\x7f", "a[31mb"},
    {"direction marks go",
     "a\u202e"
     "b\u2067"
     "c\u200f\u2069\u202c",
     "abc"},
    {"line separators go",
     "a\u2028"
     "b",
     "ab"},
    {"Khmer", "ការពារ", "ការពារ"},
};

static void
test_escape(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);

    ical_escape(roll_text(c->text), out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

#define TEN   "0123456789"
#define FIFTY TEN TEN TEN TEN TEN

static const TextCase fold_cases[] = {
    {"short", "A:b", "A:b\r\n"},
    {"75 bytes", FIFTY TEN TEN "01234", FIFTY TEN TEN "01234\r\n"},
    {"76 bytes", FIFTY TEN TEN "012345", FIFTY TEN TEN "01234\r\n 5\r\n"},
    {"no letter is parted", FIFTY TEN TEN "0123ក", FIFTY TEN TEN "0123\r\n ក\r\n"},
    {"the second line has a blank more",
     FIFTY TEN TEN "01234" FIFTY TEN TEN "0123"
                   "x",
     FIFTY TEN TEN "01234\r\n " FIFTY TEN TEN "0123\r\n x\r\n"},
};

static void
test_fold(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);

    ical_fold(c->text, out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/ical/escape", escape_cases, test_escape);
    ADD_CASES("/ical/fold", fold_cases, test_fold);
    return g_test_run();
}
