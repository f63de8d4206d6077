#include "pipeline/lib/text.h"

typedef struct {
    const gchar *name;
    const gchar *input;
    const gchar *expected;
} TextCase;

static const TextCase fold_cases[] = {
    {"ascii", "  O'Brien,  JOHN-Paul Jr. ", "obrien john paul jr"},
    {"nothing", "", ""},
    {"signs only", " -- ", ""},
    {"latin marks", "Nguyễn Văn Đạt", "nguyen van dat"},
    {"decomposed is the same", "Nguye\xCC\x82\xCC\x83n", "nguyen"},
    {"eth typed for d", "\xC3\x90\xE1\xBA\xB7ng", "dang"},
    {"ligatures", "Sœun Æ ﬁ", "soeun ae fi"},
    {"typographic apostrophe", "Xi’an", "xian"},
    {"thai vowels and tones stay", "สมชาย ใจดี", "สมชาย ใจดี"},
    {"khmer stays", "សុខ ចាន់ធូ", "សុខ ចាន់ធូ"},
    {"zero width blank vanishes", "សុខ\xE2\x80\x8Bចាន់", "សុខចាន់"},
    {"no-break blank",
     "Sok\xC2\xA0"
     "Dara",
     "sok dara"},
    {"full width", "Ｌｉ　Ｗｅｉ", "li wei"},
    {"Thai am is two signs", "น้ำ", "น\xE0\xB9\x89\xE0\xB9\x8D\xE0\xB8\xB2"},
    {"signs among scripts", "(ชื่อ) - Full Name/ឈ្មោះ។", "ชื่อ full name ឈ្មោះ"},
    {"marks out of order", "e\xCC\x82\xCC\xA3 ក", "e ក"},
};

/* Beside a letter of another script all of a text is normalised, else a Latin letter at a time:
 * both come to the same, for every letter, in the middle of a word. */
static void
test_fold_latin(void)
{
    for (gunichar c = 0x80; c <= 0x1eff; c = c == 0x036f ? 0x1e00 : c + 1) {
        g_autoptr(GString) alone = g_string_new(NULL);
        g_autoptr(GString) beside = g_string_new(NULL);
        g_autoptr(GString) text = g_string_new("\xe1\x9e\x80 x");

        g_string_append_unichar(text, c);
        g_string_append_c(text, 'y');
        roll_text_fold(roll_text(text->str), beside);
        roll_text_fold(roll_text(text->str + 4), alone);
        g_string_prepend(alone, "\xe1\x9e\x80 ");
        g_assert_cmpstr(alone->str, ==, beside->str);
    }
}

static void
test_fold(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);

    roll_text_fold(roll_text(c->input), once);
    g_assert_cmpstr(once->str, ==, c->expected);
    roll_text_fold(roll_text(once->str), twice);
    g_assert_cmpstr(twice->str, ==, once->str);
}

static const TextCase printable_cases[] = {
    {"plain", "Sok Dara, ៣", "Sok Dara, ៣"},
    {"escape", "\x1b[2J", "\\x1b[2J"},
    {"line end", "a\nb", "a\\x0ab"},
    {"c1 control", "\xC2\x9B", "\\u{009b}"},
    {"right to left override",
     "\xE2\x80\xAE"
     "x"
     "\xE2\x80\xAC",
     "\\u{202e}x\\u{202c}"},
    {"not utf-8", "\xff\xfe", "\\xff\\xfe"},
};

static void
test_printable(gconstpointer data)
{
    const TextCase *c = data;
    g_autoptr(GString) out = g_string_new(NULL);

    roll_text_printable(roll_text(c->input), out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

static void
test_compare_is_byte_order(void)
{
    g_assert_cmpint(roll_text_compare(roll_text("a"), roll_text("b")), <, 0);
    g_assert_cmpint(roll_text_compare(roll_text("b"), roll_text("ab")), >, 0);
    g_assert_cmpint(roll_text_compare(roll_text("a"), roll_text("ab")), <, 0);
    g_assert_cmpint(roll_text_compare(roll_text("Z"), roll_text("a")), <, 0);
    g_assert_cmpint(roll_text_compare(roll_text("ab"), roll_text("ab")), ==, 0);
}

/* The short ways to tell that nothing is to be done never say so wrongly.  How many of the two
 * short ways were taken. */
static guint
check_forms(const gchar *text)
{
    g_autofree gchar *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autofree gchar *decomposed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    guint n_short = 0;

    if (roll_text_is_composed(roll_text(text))) {
        g_assert_cmpstr(text, ==, composed);
        n_short++;
    }
    if (roll_text_is_decomposed(roll_text(text))) {
        g_assert_cmpstr(text, ==, decomposed);
        n_short++;
    }
    return n_short;
}

static void
test_forms_of_one(void)
{
    for (gunichar c = 1; c < 0x30000; c++) {
        gchar text[7] = "";

        if (!g_unichar_validate(c))
            continue;
        text[g_unichar_to_utf8(c, text)] = '\0';
        g_assert_cmpuint(roll_utf8_get(text), ==, c);
        check_forms(text);
    }
}

static void
test_forms_of_several(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    static const gunichar blocks[] = {0x20,   0xc0,   0x300,  0xe30,  0xeb0,  0x1020, 0x1ea0,
                                      0x17c0, 0x1780, 0x2000, 0x3090, 0x4e00, 0xac00, 0x1160};
    guint n_short = 0;

    for (guint i = 0; i < 200000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        gunichar block = blocks[g_rand_int_range(random, 0, G_N_ELEMENTS(blocks))];

        for (gint n = g_rand_int_range(random, 1, 6); n > 0; n--)
            g_string_append_unichar(text, block + (gunichar)g_rand_int_range(random, 0, 64));
        n_short += check_forms(text->str);
    }
    g_assert_cmpuint(n_short, >, 100000);
}

static void
test_number(void)
{
    const struct {
        guint64 number;
        const gchar *digits;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {10, "10"},
                 {4294967296, "4294967296"},
                 {G_MAXUINT64, "18446744073709551615"}};

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gchar buffer[24];
        RollText digits = roll_text_number(cases[i].number, buffer);

        g_assert_cmpstr(digits.data, ==, cases[i].digits);
        g_assert_cmpuint(digits.length, ==, strlen(cases[i].digits));
    }
}

/* Every lead with every second byte, whole and cut off, behind what is looked at eight at a time:
 * GLib says what is UTF-8. */
static void
test_is_utf8(void)
{
    static const gchar thirds[] = {'A', '\x7f', '\x80', '\xbf', '\xc2'};
    guint n_different = 0;

    for (guint lead = 0x80; lead < 0x100; lead++) {
        for (guint second = 1; second < 0x100; second++) {
            for (gsize i = 0; i < G_N_ELEMENTS(thirds); i++) {
                const gchar bytes[] = {'0', '1',         '2',           '3',       '4',    '5', '6',
                                       '7', (gchar)lead, (gchar)second, thirds[i], '\x80', '\0'};

                for (guint32 length = 9; length <= 12; length++)
                    n_different += roll_text_is_utf8((RollText){bytes, length}) !=
                                   g_utf8_validate_len(bytes, length, NULL);
            }
        }
    }
    g_assert_cmpuint(n_different, ==, 0);
}

/* Written down once: a hash that changes would renumber everything that is drawn by it. */
static void
test_hash_stays(void)
{
    g_assert_cmphex(roll_hash_mix(0), ==, 0xe220a8397b1dcdaf);
    g_assert_cmphex(roll_text_hash(roll_text("Sok Chanthou"), 0), ==,
                    roll_text_hash(roll_text("Sok Chanthou"), 0));
    g_assert_cmphex(roll_text_hash(roll_text("Sok Chanthou"), 0), !=,
                    roll_text_hash(roll_text("Sok Chanthov"), 0));
    g_assert_cmphex(roll_text_hash(roll_text("Sok Chanthou"), 0), !=,
                    roll_text_hash(roll_text("Sok Chanthou"), 1));
}

static void
add_cases(const gchar *prefix, const TextCase *cases, gsize n, GTestDataFunc test)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree gchar *path = g_strconcat(prefix, cases[i].name, NULL);

        g_test_add_data_func(path, &cases[i], test);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/text/fold Latin", test_fold_latin);
    add_cases("/text/fold/", fold_cases, G_N_ELEMENTS(fold_cases), test_fold);
    add_cases("/text/printable/", printable_cases, G_N_ELEMENTS(printable_cases), test_printable);
    g_test_add_func("/text/compare-is-byte-order", test_compare_is_byte_order);
    g_test_add_func("/text/forms-of-one", test_forms_of_one);
    g_test_add_func("/text/forms-of-several", test_forms_of_several);
    g_test_add_func("/text/number", test_number);
    g_test_add_func("/text/is-utf8", test_is_utf8);
    g_test_add_func("/text/hash-stays", test_hash_stays);
    return g_test_run();
}
