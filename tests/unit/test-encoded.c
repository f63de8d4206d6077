/* Encodings: filters against those that Python's hmac and a few lines of it made of the same key
 * and tokens (bytes 00 to 1f for the key), cells, and the key's file. */
#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "pipeline/lib/encoding.h"
#include "pipeline/lib/error.h"
#include "tests/unit/cases.h"

#define KEY_TEXT "rollcall-key-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
#define MARK     "1:4865d414e36e2bf3"

typedef struct {
    const gchar *name;
    const gchar *label;
    RollTokens tokens;
    const gchar *text;
    const gchar *base64; /* NULL: no tokens */
} FilterCase;

static const FilterCase filter_cases[] = {
    {"name", "name", ROLL_TOKENS_WORDS, "sok dara",
     "NRShIRICcgQAAACgQKACAJZEEEVBBbAAwMqAIAAOaARBAQgQyEJkAGAFYEMkCQVlIxCAAFAYgAKpAQxQJAAgJA=="},
    {"other order", "name", ROLL_TOKENS_WORDS, "dara  sok",
     "NRShIRICcgQAAACgQKACAJZEEEVBBbAAwMqAIAAOaARBAQgQyEJkAGAFYEMkCQVlIxCAAFAYgAKpAQxQJAAgJA=="},
    {"one letter", "name", ROLL_TOKENS_WORDS, "sok dala",
     "BxThABIQUgSQAACgAKCAAJbEACVAB7AEwMqAqAAOYChhAAgQyEBkACABaEMkiwVBIwCQAUAYkgipAYRQBAAAJQ=="},
    {"another field", "id_number", ROLL_TOKENS_WORDS, "sok dara",
     "ZCgQSMgASAnAAqU0WpAJIsEAgIBBICAQQJWqihFAsIIAAwAgQE1KEsAAg0EgiAAiBFACRQSgQAgAIKBBGUAACg=="},
    {"not Latin", "name", ROLL_TOKENS_WORDS, "ឌារ៉ា",
     "oQxAAAAEABIAAAAKQDYAgDlBJAMiAAAgAAICECCMABAQKQYECBkCEFEEEDqAqAAB8AAkEKCEAAAAiMAYhBAEAA=="},
    {"date", "birth_date", ROLL_TOKENS_DATE, "1974-03-21",
     "LgQQKEZACAxowgQlOIACCIAqAIIJJAytAoAQgLoKIDtA4MTFBgoMLwWyFB4CSGIEAzAAEAIMCIAwwGUEIjDGDg=="},
    {"year of a date", "birth_date", ROLL_TOKENS_DATE, "1974",
     "JgAQKEBAAAwgQAAEAIAKCAACgIABIAiMAgAQgKIKIABAwASEBAoEAQASBAwCAGAUAQAAAAAAAAAwAEAEIDCABg=="},
    {"two years", "birth_years", ROLL_TOKENS_YEARS, "1973/1974",
     "QCMEINAgOABAGfEAAAKQSxAkAZIIIgA4iAAZABDCAaikEBoFAgAgEEMMEQAAACCqFBDKAkAAMAhQAYMCLFASAA=="},
    {"a year", "birth_years", ROLL_TOKENS_YEARS, "1974",
     "QAAAKAAAAAAAGcAAAAIQQRQgQRIIIhA4gAAQCAAAAKAgAAoAAAAgAAMIAAAAACCiFBBCAAAAEABAAIICKlCCAA=="},
    {"nothing", "name", ROLL_TOKENS_WORDS, "", NULL},
    {"blanks", "name", ROLL_TOKENS_WORDS, "  ", NULL},
    {"no date", "birth_date", ROLL_TOKENS_DATE, "", NULL},
};

typedef struct {
    const gchar *name;
    const gchar *label;
    RollTokens tokens;
    const gchar *a;
    const gchar *b;
    gdouble dice;
} DiceCase;

static const DiceCase dice_cases[] = {
    {"order", "name", ROLL_TOKENS_WORDS, "sok dara", "dara sok", 1},
    {"letter", "name", ROLL_TOKENS_WORDS, "sok dara", "sok dala", .780702},
    {"strangers", "name", ROLL_TOKENS_WORDS, "sok dara", "nguyen van an", .225941},
    {"digit", "birth_date", ROLL_TOKENS_DATE, "1974-03-21", "1974-03-22", .815884},
    {"day and month", "birth_date", ROLL_TOKENS_DATE, "1974-12-03", "1974-03-12", .643599},
    {"other day", "birth_date", ROLL_TOKENS_DATE, "1974-03-21", "1988-10-05", .373702},
};

typedef struct {
    const gchar *name;
    const gchar *text; /* NULL: no file */
    guint mode;
    gint code; /* 0: it is read */
} KeyCase;

static const KeyCase key_cases[] = {
    {"sound", KEY_TEXT, 0600, 0},
    {"read-only", KEY_TEXT, 0400, 0},
    {"group", KEY_TEXT, 0640, ROLL_ERROR_CONFIG},
    {"world", KEY_TEXT, 0604, ROLL_ERROR_CONFIG},
    {"short", "rollcall-key-1 00010203\n", 0600, ROLL_ERROR_CONFIG},
    {"long", "rollcall-key-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\n",
     0600, ROLL_ERROR_CONFIG},
    {"a password", "correct horse battery staple\n", 0600, ROLL_ERROR_CONFIG},
    {"empty", "", 0600, ROLL_ERROR_CONFIG},
    {"missing", NULL, 0600, ROLL_ERROR_IO},
};

static gchar *
write_key(const gchar *text, guint mode)
{
    g_autofree gchar *folder = g_dir_make_tmp("test-encoded-XXXXXX", NULL);
    gchar *path = g_build_filename(folder, "key", NULL);

    if (text != NULL) {
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
        g_assert_cmpint(g_chmod(path, mode), ==, 0);
    }
    return path;
}

static void
remove_key(const gchar *path)
{
    g_autofree gchar *folder = g_path_get_dirname(path);

    (void)g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static RollEncodingKey *
known_key(void)
{
    g_autofree gchar *path = write_key(KEY_TEXT, 0600);
    RollEncodingKey *key = roll_encoding_key_load(path, NULL);

    g_assert_nonnull(key);
    remove_key(path);
    return key;
}

static void
test_filter(gconstpointer data)
{
    const FilterCase *c = data;
    g_autoptr(RollEncodingKey) key = known_key();
    g_autoptr(GString) cell = g_string_new(NULL);
    g_autofree gchar *expected = NULL;

    roll_encoding_add(key, c->label, c->tokens, roll_text(c->text), cell);
    if (c->base64 != NULL)
        expected = g_strdup_printf(MARK " %s=%s", c->label, c->base64);
    g_assert_cmpstr(cell->str, ==, expected != NULL ? expected : "");
}

static void
test_dice(gconstpointer data)
{
    const DiceCase *c = data;
    g_autoptr(RollEncodingKey) key = known_key();
    RollFilter a = {{0}};
    RollFilter b = {{0}};

    g_assert_true(roll_encoding_filter(key, c->label, c->tokens, roll_text(c->a), &a));
    g_assert_true(roll_encoding_filter(key, c->label, c->tokens, roll_text(c->b), &b));
    g_assert_cmpfloat_with_epsilon(roll_filter_dice(&a, &b), c->dice, 1e-6);
    g_assert_cmpfloat_with_epsilon(roll_filter_dice(&b, &a), c->dice, 1e-6);
    g_assert_cmpint(roll_filter_equal(&a, &b), ==, c->dice >= 1);
}

static void
test_key(gconstpointer data)
{
    const KeyCase *c = data;
    g_autofree gchar *path = write_key(c->text, c->mode);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollEncodingKey) key = roll_encoding_key_load(path, &error);

    if (c->code == 0)
        g_assert_cmpstr(roll_encoding_key_mark(key), ==, MARK);
    else
        g_assert_error(error, ROLL_ERROR, c->code);
    remove_key(path);
}

/* Two keys differ, nobody else may read them, and none is written over another. */
static void
test_new_key(void)
{
    g_autofree gchar *first = write_key(NULL, 0);
    g_autofree gchar *second = write_key(NULL, 0);
    g_autoptr(RollEncodingKey) one = NULL;
    g_autoptr(RollEncodingKey) other = NULL;
    g_autoptr(GError) error = NULL;
    struct stat status = {0};

    g_assert_true(roll_encoding_key_create(first, NULL));
    g_assert_true(roll_encoding_key_create(second, NULL));
    g_assert_cmpint(stat(first, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
    one = roll_encoding_key_load(first, NULL);
    other = roll_encoding_key_load(second, NULL);
    g_assert_cmpstr(roll_encoding_key_mark(one), !=, roll_encoding_key_mark(other));
    g_assert_false(roll_encoding_key_create(first, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    remove_key(first);
    remove_key(second);
}

/* What is read from a cell is what was put in; of a cell that was cut or changed nothing is read
 * as if it were whole. */
static void
test_cell(void)
{
    g_autoptr(RollEncodingKey) key = known_key();
    g_autoptr(GString) cell = g_string_new(NULL);
    RollFilter made[2] = {{{0}}};
    RollFilter read = {{0}};
    RollText label = ROLL_TEXT_EMPTY;
    guint position = 0;

    roll_encoding_add(key, "name", ROLL_TOKENS_WORDS, roll_text("sok dara"), cell);
    roll_encoding_add(key, "phone", ROLL_TOKENS_WORDS, roll_text("85512345678"), cell);
    roll_encoding_filter(key, "name", ROLL_TOKENS_WORDS, roll_text("sok dara"), &made[0]);
    roll_encoding_filter(key, "phone", ROLL_TOKENS_WORDS, roll_text("85512345678"), &made[1]);
    for (guint i = 0; i < 2; i++) {
        g_assert_true(roll_encoding_next(roll_text(cell->str), &position, &label, &read));
        g_assert_true(roll_text_equal(label, roll_text(i == 0 ? "name" : "phone")));
        g_assert_true(roll_filter_equal(&read, &made[i]));
    }
    g_assert_false(roll_encoding_next(roll_text(cell->str), &position, &label, &read));
    g_assert_true(roll_text_equal(roll_encoding_mark(roll_text(cell->str)), roll_text(MARK)));
    g_assert_true(roll_encoding_is_sound(roll_text(cell->str)));
    for (gsize n = 0; n < cell->len; n++) {
        g_autofree gchar *part = g_strndup(cell->str, n);
        g_autofree gchar *changed = g_strdup(cell->str);
        gboolean ends_whole = strlen(MARK) + 1 + strlen("name=") + 88 == n;

        changed[n] = '!';
        g_assert_cmpint(roll_encoding_is_sound(roll_text(part)), ==, ends_whole);
        g_assert_false(roll_encoding_is_sound(roll_text(changed)));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/encoded/filter", filter_cases, test_filter);
    ADD_CASES("/encoded/dice", dice_cases, test_dice);
    ADD_CASES("/encoded/key", key_cases, test_key);
    g_test_add_func("/encoded/new-key", test_new_key);
    g_test_add_func("/encoded/cell", test_cell);
    return g_test_run();
}
