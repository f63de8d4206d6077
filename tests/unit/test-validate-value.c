#include "tests/unit/cells.h"

typedef struct {
    RollType type;
    const gchar *value;
    const gchar *setting; /* of an age the day it counts from, of a phone the country */
    const gchar *expected;
} ValueCase;

static const ValueCase value_cases[] = {
    {ROLL_TYPE_YEAR, "1974", "", "1974"},
    {ROLL_TYPE_YEAR, "1974.0", "", "1974"},
    {ROLL_TYPE_YEAR, "២៥១៧", "", "1974"},
    {ROLL_TYPE_YEAR, "13/06/1974", "", "1974"},
    {ROLL_TYPE_YEAR, "June 1974", "", "1974"},
    {ROLL_TYPE_YEAR, "74", "", "!type-error"},
    {ROLL_TYPE_YEAR, "1874", "", "!constraint-error"},
    {ROLL_TYPE_YEAR, "unknown", "", ""},
    {ROLL_TYPE_YEAR, "young", "", "!type-error"},
    {ROLL_TYPE_AGE, "35", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "35", "2009", "1973/1974"},
    {ROLL_TYPE_AGE, "35.0", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "35 years", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "35ans", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "35 tuổi", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "៣៥ ឆ្នាំ", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "๓๕ ปี", "2009-06-30", "1973/1974"},
    {ROLL_TYPE_AGE, "35", "", "!age-without-date"},
    {ROLL_TYPE_AGE, "13", "2009-06-30", "!constraint-error"},
    {ROLL_TYPE_AGE, "111", "2009-06-30", "!constraint-error"},
    {ROLL_TYPE_AGE, "1974", "2009-06-30", "!constraint-error"},
    {ROLL_TYPE_AGE, "30-35", "2009-06-30", "!type-error"},
    {ROLL_TYPE_AGE, "-35", "2009-06-30", "!type-error"},
    {ROLL_TYPE_AGE, "old", "2009-06-30", "!type-error"},
    {ROLL_TYPE_IDENTIFIER, "KP-00123", "", "KP00123"},
    {ROLL_TYPE_IDENTIFIER, "-00-7", "", "7"},
    {ROLL_TYPE_IDENTIFIER, "A-B", "", "!type-error"},
    {ROLL_TYPE_IDENTIFIER, "kp 123", "", "KP123"},
    {ROLL_TYPE_IDENTIFIER, "KP-123; KP-456", "", "KP123!several-values"},
    {ROLL_TYPE_IDENTIFIER, "123\n456", "", "123!several-values"},
    {ROLL_TYPE_IDENTIFIER, "012345678/098765432", "", "12345678!several-values"},
    {ROLL_TYPE_IDENTIFIER, "KP/2009/123456", "", "KP2009123456"},
    {ROLL_TYPE_IDENTIFIER, "123;", "", "123"},
    {ROLL_TYPE_IDENTIFIER, "000123", "", "123"},
    {ROLL_TYPE_IDENTIFIER, "00-12.3/4", "", "1234"},
    {ROLL_TYPE_IDENTIFIER, "៣៤៥", "", "345"},
    {ROLL_TYPE_IDENTIFIER, "ด.123", "", "ด123"},
    {ROLL_TYPE_IDENTIFIER, "12345.0", "", "12345"},
    {ROLL_TYPE_IDENTIFIER, "9223372036854775808", "", "9223372036854775808"},
    {ROLL_TYPE_IDENTIFIER, "99999999999999999999999", "", "99999999999999999999999"},
    {ROLL_TYPE_IDENTIFIER, "1e400", "", "1E400"},
    {ROLL_TYPE_IDENTIFIER, "010", "", "10"},
    {ROLL_TYPE_IDENTIFIER, "0x10", "", "X10"},
    {ROLL_TYPE_IDENTIFIER, "1.23457E+11", "", "!truncated-value"},
    {ROLL_TYPE_IDENTIFIER, "1,23457E+11", "", "!truncated-value"},
    {ROLL_TYPE_IDENTIFIER, "000", "", "!constraint-error"},
    {ROLL_TYPE_IDENTIFIER, "00-A", "", "!type-error"},
    {ROLL_TYPE_IDENTIFIER, "none", "", ""},
    {ROLL_TYPE_IDENTIFIER, "no", "", "!type-error"},
    {ROLL_TYPE_IDENTIFIER, "///", "", "!type-error"},
    {ROLL_TYPE_PHONE, "012 345 678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "+855 12 345 678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "+855 (0)12 345 678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "+855 012 345 678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "00855 12 345 678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "855-12-345-678", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "12345678", "Cambodia", "85512345678"},
    {ROLL_TYPE_PHONE, "012.345.678 / 098 765 432", "កម្ពុជា", "85512345678!several-values"},
    {ROLL_TYPE_PHONE, "012345678\n098765432", "កម្ពុជា", "85512345678!several-values"},
    {ROLL_TYPE_PHONE, "012 345 678 (ext. 12)", "កម្ពុជា", "85512345678"},
    {ROLL_TYPE_PHONE, "Tel: 012345678 (Sok)", "KH", "85512345678"},
    {ROLL_TYPE_PHONE, "០១២ ៣៤៥ ៦៧៨", "KHM", "85512345678"},
    {ROLL_TYPE_PHONE, "081-234-5678", "thailand", "66812345678"},
    {ROLL_TYPE_PHONE, "0812345678.0", "THA", "66812345678"},
    {ROLL_TYPE_PHONE, "66812345678", "THA", "66812345678"},
    {ROLL_TYPE_PHONE, "+66 81 234 5678", "KHM", "66812345678"},
    {ROLL_TYPE_PHONE, "012 345 678", "", "12345678"},
    {ROLL_TYPE_PHONE, "310/246-1501", "", "3102461501"},
    {ROLL_TYPE_PHONE, "012 345 678", "Atlantis", "12345678"},
    {ROLL_TYPE_PHONE, "8.55123E+10", "KHM", "!truncated-value"},
    {ROLL_TYPE_PHONE, "12345", "KHM", "!constraint-error"},
    {ROLL_TYPE_PHONE, "1234567890123456", "KHM", "!constraint-error"},
    {ROLL_TYPE_PHONE, "1234567890123456789012345678901234567890", "KHM", "!constraint-error"},
    {ROLL_TYPE_PHONE, "012 ext 345678", "KHM", "!constraint-error"},
    {ROLL_TYPE_PHONE, "see list", "KHM", "!type-error"},
    {ROLL_TYPE_PHONE, "000", "KHM", "!type-error"},
    {ROLL_TYPE_EMAIL, "Sok.Dara@Police.GOV.kh", "", "sok.dara@police.gov.kh"},
    {ROLL_TYPE_EMAIL, "a..b_c-1@d-e.f.kh", "", "a..b_c-1@d-e.f.kh"},
    {ROLL_TYPE_EMAIL, "0123456789012345678901234567890123456789012345678901234567890123@B.kh", "",
     "0123456789012345678901234567890123456789012345678901234567890123@b.kh"},
    {ROLL_TYPE_EMAIL, "mailto:sok @police.kh", "", "sok@police.kh"},
    {ROLL_TYPE_EMAIL, "a@b.kh; c@d.kh", "", "a@b.kh!several-values"},
    {ROLL_TYPE_EMAIL, "a@b.kh\nc@d.kh", "", "a@b.kh!several-values"},
    {ROLL_TYPE_EMAIL, "sok@\npolice.kh", "", "sok@police.kh"},
    {ROLL_TYPE_EMAIL, "a@b.kh; none", "", "a@b.kh"},
    {ROLL_TYPE_EMAIL, "ÉRIC@b.fr", "", "éric@b.fr"},
    {ROLL_TYPE_EMAIL, "a@b@c.kh", "", "a@b@c.kh!constraint-error"},
    {ROLL_TYPE_EMAIL, "a@b", "", "a@b!constraint-error"},
    {ROLL_TYPE_EMAIL, "@b.kh", "", "@b.kh!constraint-error"},
    {ROLL_TYPE_EMAIL, "a@b..kh", "", "a@b..kh!constraint-error"},
    {ROLL_TYPE_EMAIL, "a@.kh", "", "a@.kh!constraint-error"},
    {ROLL_TYPE_EMAIL, "a@b.", "", "a@b.!constraint-error"},
    {ROLL_TYPE_EMAIL, "gmail.com", "", "!type-error"},
    {ROLL_TYPE_SEX, "F", "", "F"},
    {ROLL_TYPE_SEX, "female", "", "F"},
    {ROLL_TYPE_SEX, "Féminin", "", "F"},
    {ROLL_TYPE_SEX, "H", "", "M"},
    {ROLL_TYPE_SEX, "Mr.", "", "M"},
    {ROLL_TYPE_SEX, "ស្រី", "", "F"},
    {ROLL_TYPE_SEX, "ប្រុស", "", "M"},
    {ROLL_TYPE_SEX, "หญิง", "", "F"},
    {ROLL_TYPE_SEX, "ช.", "", "M"},
    {ROLL_TYPE_SEX, "ຍິງ", "", "F"},
    {ROLL_TYPE_SEX, "ຊາຍ", "", "M"},
    {ROLL_TYPE_SEX, "မ", "", "F"},
    {ROLL_TYPE_SEX, "ကျား", "", "M"},
    {ROLL_TYPE_SEX, "Nữ", "", "F"},
    {ROLL_TYPE_SEX, "nam", "", "M"},
    {ROLL_TYPE_SEX, "女", "", "F"},
    {ROLL_TYPE_SEX, "男", "", "M"},
    {ROLL_TYPE_SEX, "unknown", "", ""},
    {ROLL_TYPE_SEX, "1", "", "!type-error"},
    {ROLL_TYPE_SEX, "M/F", "", "!type-error"},
    {ROLL_TYPE_ROW_ACTION, "New", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "NEW ", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "nouveau", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "ថ្មី", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "ใหม่", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "ໃໝ່", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "အသစ်", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "Mới", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "新增", "", "new"},
    {ROLL_TYPE_ROW_ACTION, "Update", "", "update"},
    {ROLL_TYPE_ROW_ACTION, "Mise à jour", "", "update"},
    {ROLL_TYPE_ROW_ACTION, "mise a jour", "", "update"},
    {ROLL_TYPE_ROW_ACTION, "แก้ไข", "", "update"},
    {ROLL_TYPE_ROW_ACTION, "No update", "", "no-update"},
    {ROLL_TYPE_ROW_ACTION, "no-update", "", "no-update"},
    {ROLL_TYPE_ROW_ACTION, "No Change", "", "no-update"},
    {ROLL_TYPE_ROW_ACTION, "inchangé", "", "no-update"},
    {ROLL_TYPE_ROW_ACTION, "Delete", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "Supprimé", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "លុប", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "ລຶບ", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "ဖျက်", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "Xóa", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "删除", "", "delete"},
    {ROLL_TYPE_ROW_ACTION, "n/a", "", ""},
    {ROLL_TYPE_ROW_ACTION, "", "", ""},
    {ROLL_TYPE_ROW_ACTION, "Replace", "", "!constraint-error"},
    {ROLL_TYPE_ROW_ACTION, "update or delete", "", "!constraint-error"},
    {ROLL_TYPE_NUMBER, "24", "", "24"},
    {ROLL_TYPE_NUMBER, " 7 ", "", "7"},
    {ROLL_TYPE_NUMBER, "+7", "", "7"},
    {ROLL_TYPE_NUMBER, "7.0", "", "7"},
    {ROLL_TYPE_NUMBER, "7.50", "", "7.5"},
    {ROLL_TYPE_NUMBER, "000123", "", "123"},
    {ROLL_TYPE_NUMBER, "010", "", "10"},
    {ROLL_TYPE_NUMBER, "-0", "", "0"},
    {ROLL_TYPE_NUMBER, "-0.0", "", "0"},
    {ROLL_TYPE_NUMBER, "-0.5", "", "-0.5"},
    {ROLL_TYPE_NUMBER, "-12", "", "-12"},
    {ROLL_TYPE_NUMBER, "๒๔", "", "24"},
    {ROLL_TYPE_NUMBER, "١٢٣", "", "123"},
    {ROLL_TYPE_NUMBER, "999999999999999", "", "999999999999999"},
    {ROLL_TYPE_NUMBER, "9223372036854775808", "", "!constraint-error"},
    {ROLL_TYPE_NUMBER, "99999999999999999999999", "", "!constraint-error"},
    {ROLL_TYPE_NUMBER, "1e400", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "1.7976931348623157e309", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "0x10", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "1,234", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "1.234,5", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "NaN", "", ""},
    {ROLL_TYPE_NUMBER, "Infinity", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "1_000", "", "!type-error"},
    {ROLL_TYPE_NUMBER, ".5", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "5.", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "+", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "1.2.3", "", "!type-error"},
    {ROLL_TYPE_NUMBER, "24 hours", "", "!type-error"},
};

static void
test_values(gconstpointer data)
{
    Rules *rules = *(Rules *const *)data;

    for (gsize i = 0; i < G_N_ELEMENTS(value_cases); i++) {
        const ValueCase *c = &value_cases[i];
        ValidateContext context = {
            .settings = rules->settings,
            .years = validate_settings_years(rules->settings, "birth_date"),
            .country = validate_countries_find(rules->countries, roll_text(c->setting)),
            .as_of = roll_text(c->setting),
        };
        g_autofree gchar *seen = read_cell(rules, &context, c->type, c->value);
        g_autofree gchar *line = g_strconcat(c->value, " -> ", seen, NULL);
        g_autofree gchar *expected = g_strconcat(c->value, " -> ", c->expected, NULL);

        g_assert_cmpstr(line, ==, expected);
    }
}

/* "Na" is nobody's rank, but somebody's name. */
static void
test_missing(gconstpointer data)
{
    const Rules *rules = *(Rules *const *)data;
    const RollMissing *missing = rules->settings->missing;

    g_assert_true(roll_missing_is(missing, ROLL_TYPE_RANK, roll_text("NA")));
    g_assert_false(roll_missing_is(missing, ROLL_TYPE_GIVEN_NAME, roll_text("Na")));
    g_assert_true(roll_missing_is(missing, ROLL_TYPE_GIVEN_NAME, roll_text(" N/A ")));
    g_assert_true(roll_missing_is(missing, ROLL_TYPE_TEXT, roll_text("\u00a0\u3000")));
    g_assert_true(roll_missing_is(missing, ROLL_TYPE_TEXT, roll_text(";")));
    g_assert_false(roll_missing_is(missing, ROLL_TYPE_TEXT, roll_text("none of them")));
    g_assert_false(roll_missing_is(missing, ROLL_TYPE_TEXT, roll_text("ไม่มีใคร")));
}

int
main(int argc, char **argv)
{
    Rules rules = {0};
    Rules *passed = &rules;
    gint status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    load_rules(&rules);
    g_test_add_data_func("/validate/value/cells", &passed, test_values);
    g_test_add_data_func("/validate/value/missing", &passed, test_missing);
    status = g_test_run();
    free_rules(&rules);
    return status;
}
