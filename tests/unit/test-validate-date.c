#include "tests/unit/cells.h"
#include "tests/unit/told.h"

#define NONE ROLL_ORDER_UNDECLARED
#define DMY  ROLL_ORDER_DMY
#define MDY  ROLL_ORDER_MDY
#define YMD  ROLL_ORDER_YMD
#define CE   ROLL_ERA_CE
#define BE   ROLL_ERA_BE

typedef struct {
    const gchar *value;
    RollDateOrder order;
    RollEra era;
    const gchar *expected;
} DateCase;

/* Read as start_date, whose years are 1990 to 2100. */
static const DateCase date_cases[] = {
    /* the one form that is always plain */
    {"2009-06-12", NONE, 0, "2009-06-12"},
    {"2009-06-12", MDY, 0, "2009-06-12"},
    {" 2009-6-2 ", NONE, 0, "2009-06-02"},
    {"2009/06/12", DMY, 0, "2009-06-12"},
    {"2009.06.12", NONE, 0, "2009-06-12"},
    {"2009 06 12", NONE, 0, "2009-06-12"},
    {"20090612", NONE, 0, "2009-06-12"},
    {"2020-12-31T23:59:59+07:00", NONE, 0, "2020-12-31"},
    {"2020-12-31 00:00:00.000", NONE, 0, "2020-12-31"},
    {"2020-12-31T23:59:59Z", NONE, 0, "2020-12-31"},
    /* a declared order */
    {"12/06/2009", DMY, 0, "2009-06-12"},
    {"12/06/2009", MDY, 0, "2009-12-06"},
    {"12-6-2009", DMY, 0, "2009-06-12"},
    {"12.6.2009", DMY, 0, "2009-06-12"},
    {"12. 6. 2009", DMY, 0, "2009-06-12"},
    {"12 6 2009", DMY, 0, "2009-06-12"},
    {"6/12/2009 9:30 AM", MDY, 0, "2009-06-12"},
    {"12062009", DMY, 0, "2009-06-12"},
    {"06122009", MDY, 0, "2009-06-12"},
    {"12-06/2009", DMY, 0, "!type-error"},
    {"25/06/2009", MDY, 0, "!constraint-error"},
    {"06/25/2009", DMY, 0, "!constraint-error"},
    /* no order: only what is certain */
    {"12/06/2009", NONE, 0, "!date-ambiguous"},
    {"12062009", NONE, 0, "!date-ambiguous"},
    {"13/06/2009", NONE, 0, "2009-06-13"},
    {"06/13/2009", NONE, 0, "2009-06-13"},
    {"06/06/2009", NONE, 0, "2009-06-06"},
    {"05/06/2020", YMD, 0, "!date-ambiguous"},
    {"25/06/2020", YMD, 0, "2020-06-25"},
    /* impossible and implausible */
    {"31/02/2020", DMY, 0, "!constraint-error"},
    {"31/02/2020", NONE, 0, "!constraint-error"},
    {"29/02/0000", DMY, 0, "!constraint-error"},
    {"2021-02-29", NONE, 0, "!constraint-error"},
    {"2020-02-29", NONE, 0, "2020-02-29"},
    {"00/00/0000", DMY, 0, "!constraint-error"},
    {"13/13/2020", DMY, 0, "!constraint-error"},
    {"2020-06-31", NONE, 0, "!constraint-error"},
    {"9999-12-31", NONE, 0, "!constraint-error"},
    {"1989-12-31", NONE, 0, "!constraint-error"},
    {"1990-01-01", NONE, 0, "1990-01-01"},
    {"2100-12-31", NONE, 0, "2100-12-31"},
    {"2101-01-01", NONE, 0, "!constraint-error"},
    {"10000-01-01", NONE, 0, "!type-error"},
    {"1900-02-29", NONE, 0, "!constraint-error"},
    {"1899-12-30", NONE, 0, "!constraint-error"},
    {"0000-00-00", NONE, 0, "!constraint-error"},
    /* the Buddhist Era */
    {"1/1/2552", DMY, 0, "2009-01-01"},
    {"01/02/2563", DMY, BE, "2020-02-01"},
    {"2552-06-12", NONE, 0, "2009-06-12"},
    {"29/02/2551", DMY, 0, "2008-02-29"},
    {"29/02/2552", DMY, 0, "!constraint-error"},
    {"12/06/2009", DMY, BE, "2009-06-12"},
    {"12/06/2552", DMY, CE, "!constraint-error"},
    {"๐๑/๐๒/๒๕๖๓", DMY, 0, "2020-02-01"},
    {"12 มิ.ย. พ.ศ.๒๕๕๒", NONE, 0, "2009-06-12"},
    {"12 มิ.ย. จ.ศ. 1371", NONE, 0, "2009-06-12"},
    {"5 August C.S. 1371", NONE, BE, "2009-08-05"},
    {"12 มิถุนายน พ.ศ. 2552", NONE, 0, "2009-06-12"},
    {"12 มิ.ย. 52", NONE, BE, "2009-06-12"},
    {"12 มิ.ย. พ.ศ. 52", NONE, 0, "2009-06-12"},
    {"12 มิ.ย. 52", NONE, 0, "!date-ambiguous"},
    /* two digits of a year */
    {"12/06/52", DMY, BE, "2009-06-12"},
    {"12/06/09", DMY, CE, "2009-06-12"},
    {"12/06/09", DMY, 0, "!date-ambiguous"},
    {"1/2/03", NONE, CE, "!date-ambiguous"},
    {"1/2/03", NONE, 0, "!date-ambiguous"},
    {"09-06-12", YMD, CE, "2009-06-12"},
    {"52/06/12", YMD, BE, "2009-06-12"},
    {"31-déc-20", NONE, CE, "2020-12-31"},
    {"31-déc-20", NONE, 0, "!date-ambiguous"},
    {"1/1/00", DMY, CE, "2000-01-01"},
    {"1/1/90", DMY, CE, "1990-01-01"},
    {"1/1/89", DMY, CE, "2089-01-01"},
    /* months by name */
    {"12 June 2009", NONE, 0, "2009-06-12"},
    {"12-Jun-2009", NONE, 0, "2009-06-12"},
    {"12Jun2009", NONE, 0, "2009-06-12"},
    {"June 12, 2009", NONE, 0, "2009-06-12"},
    {"Jan 1, 2020", NONE, 0, "2020-01-01"},
    {"Friday, 12th of June 2009", NONE, 0, "2009-06-12"},
    {"2009 June 12", NONE, 0, "2009-06-12"},
    {"1er août 2009", NONE, 0, "2009-08-01"},
    {"12 févr. 2009", NONE, 0, "2009-02-12"},
    {"ngày 12 tháng 6 năm 2009", NONE, 0, "2009-06-12"},
    {"12 tháng 6, 2009", NONE, 0, "2009-06-12"},
    {"12 tháng mười hai 2009", NONE, 0, "2009-12-12"},
    {"12 tháng năm 2009", NONE, 0, "2009-05-12"},
    {"ថ្ងៃទី១២ ខែមិថុនា ឆ្នាំ២០០៩", NONE, 0, "2009-06-12"},
    {"ថ្ងៃទី១២ខែមិថុនាឆ្នាំ២០០៩", NONE, 0, "2009-06-12"},
    {"១២/០៦/២០០៩", DMY, 0, "2009-06-12"},
    {"໑໒ ມິຖຸນາ ໒໐໐໙", NONE, 0, "2009-06-12"},
    {"၁၂ ဇွန် ၂၀၀၉", NONE, 0, "2009-06-12"},
    {"၁၂/၆/၂ဝဝ၉", DMY, 0, "2009-06-12"},  /* wa typed for zero */
    {"႑႒/႐႖/႒႐႐႙", DMY, 0, "2009-06-12"}, /* Shan */
    {"２００９－０６－１２", NONE, 0, "!type-error"},
    {"２００９/０６/１２", NONE, 0, "2009-06-12"},
    {"2009年6月12日", NONE, 0, "2009-06-12"},
    {"２００９年６月１２日", NONE, 0, "2009-06-12"},
    {"2009 年 6 月 12 日", NONE, 0, "2009-06-12"},
    {"12 Sept 2009", NONE, 0, "2009-09-12"},
    {"12-SEP-09", NONE, CE, "2009-09-12"},
    {"12 ม.ค. 2552", NONE, 0, "2009-01-12"},
    {"12 ม.ค.2552", NONE, 0, "2009-01-12"},
    {"๑๒ ก.พ. ๒๕๕๒", NONE, 0, "2009-02-12"},
    {"12 มกราคม 2552", NONE, 0, "2009-01-12"},
    {"12 ธันวาคม พ.ศ.2552", NONE, 0, "2009-12-12"},
    {"ວັນທີ 12 ມັງກອນ 2009", NONE, 0, "2009-01-12"},
    {"12 ທັນວາ 2009", NONE, 0, "2009-12-12"},
    {"12 tháng Sáu 2009", NONE, 0, "2009-06-12"},
    {"tháng 6 ngày 12 năm 2009", NONE, 0, "2009-06-12"},
    {"12 កុម្ភៈ 2009", NONE, 0, "2009-02-12"},
    {"12 ဒီဇင်ဘာ 2009", NONE, 0, "2009-12-12"},
    {"၂၀၀၉ ခုနှစ် ဇွန်လ ၁၂ ရက်", NONE, 0, "2009-06-12"},
    {"12 décembre 2009", NONE, 0, "2009-12-12"},
    {"12 fevrier 2009", NONE, 0, "2009-02-12"},
    {"12 Juni 2009", NONE, 0, "!type-error"},
    {"12 Marque 2009", NONE, 0, "!type-error"},
    {"32 June 2009", NONE, 0, "!constraint-error"},
    {"June 13 14 2009", NONE, 0, "!type-error"},
    /* only a part */
    {"2009", NONE, 0, "2009"},
    {"2552", NONE, 0, "2009"},
    {"1850", NONE, 0, "!constraint-error"},
    {"June 2009", NONE, 0, "2009!date-incomplete"},
    {"06/2009", DMY, 0, "2009!date-incomplete"},
    {"2009-06", NONE, 0, "2009!date-incomplete"},
    {"12 June", NONE, 0, "!type-error"},
    {"13/2009", NONE, 0, "!constraint-error"},
    /* ranges */
    {"12-14/6/2009", DMY, 0, "2009-06-12..2009-06-14"},
    {"12-14/6/2009", NONE, 0, "2009-06-12..2009-06-14"},
    {"28 Feb - 2 Mar 2010", NONE, 0, "2010-02-28..2010-03-02"},
    {"28/2-2/3/2010", DMY, 0, "2010-02-28..2010-03-02"},
    {"28/2-2/3/2010", NONE, 0, "2010-02-28..2010-03-02"},
    {"30/12/2009-2/1/2010", DMY, 0, "2009-12-30..2010-01-02"},
    {"13-14 August 2009", NONE, 0, "2009-08-13..2009-08-14"},
    {"13–14 August 2009", NONE, 0, "2009-08-13..2009-08-14"},
    {"August 13-14, 2009", NONE, 0, "2009-08-13..2009-08-14"},
    {"12 to 14 June 2009", NONE, 0, "2009-06-12..2009-06-14"},
    {"12 au 14 juin 2009", NONE, 0, "2009-06-12..2009-06-14"},
    {"12-14 มิ.ย. 2552", NONE, 0, "2009-06-12..2009-06-14"},
    {"2009-06-12 - 2009-06-14", NONE, 0, "2009-06-12..2009-06-14"},
    {"2009-06-12 to 2009-06-12", NONE, 0, "2009-06-12"},
    {"12-06-2009 - 14-06-2009", DMY, 0, "2009-06-12..2009-06-14"},
    {"12-06-2009-14-06-2009", DMY, 0, "2009-06-12..2009-06-14"},
    {"14-12/6/2009", DMY, 0, "!constraint-error"},
    {"29-31/6/2009", DMY, 0, "!constraint-error"},
    {"5-7/6/2009", NONE, 0, "!date-ambiguous"},
    {"5-7/6/2009", DMY, 0, "2009-06-05..2009-06-07"},
    {"13-14 August", NONE, 0, "!type-error"},
    {"June 12-14", NONE, CE, "!type-error"},
    {"2009-2010", NONE, 0, "!type-error"},
    {"30/6-2/7/2009", DMY, 0, "2009-06-30..2009-07-02"},
    {"30/6-2/7/2009", NONE, 0, "2009-06-30..2009-07-02"},
    {"30/6 – 2/7/2009", DMY, 0, "2009-06-30..2009-07-02"},
    {"28 Feb – 2 Mar 2010", NONE, 0, "2010-02-28..2010-03-02"},
    {"28 Feb 2010 – 2 Mar 2010", NONE, 0, "2010-02-28..2010-03-02"},
    {"30 December 2009 - 2 January 2010", NONE, 0, "2009-12-30..2010-01-02"},
    {"30 December - 2 January 2010", NONE, 0, "!constraint-error"},
    {"Aug. 13 to 14, 2009", NONE, 0, "2009-08-13..2009-08-14"},
    {"12-14/6/52", DMY, BE, "2009-06-12..2009-06-14"},
    {"12-14/6/52", DMY, 0, "!date-ambiguous"},
    {"ថ្ងៃទី១២ ដល់ ១៤ ខែមិថុនា ឆ្នាំ២០០៩", NONE, 0, "2009-06-12..2009-06-14"},
    {"12 ถึง 14 มิถุนายน 2552", NONE, 0, "2009-06-12..2009-06-14"},
    {"từ ngày 12 đến ngày 14 tháng 6 năm 2009", NONE, 0, "2009-06-12..2009-06-14"},
    {"12-14 tháng 6 năm 2009", NONE, 0, "2009-06-12..2009-06-14"},
    {"2009年6月12日至14日", NONE, 0, "2009-06-12..2009-06-14"},
    {"2009年6月12日-2009年6月14日", NONE, 0, "2009-06-12..2009-06-14"},
    {"31/02-2/03/2009", DMY, 0, "!constraint-error"},
    /* times of a day */
    {"2009-06-11T17:00:00Z", NONE, 0, "!date-ambiguous"},
    {"2009-06-11T17:00:00.000Z", NONE, 0, "!date-ambiguous"},
    {"2009-06-11T17:30:00+00:00", NONE, 0, "!date-ambiguous"},
    {"2009-06-11T16:00:00Z", NONE, 0, "!date-ambiguous"},
    {"2009-06-11T17:00:00+07:00", NONE, 0, "2009-06-11"},
    {"2009-06-11T17:00:01Z", NONE, 0, "2009-06-11"},
    {"2009-06-11 17:00", NONE, 0, "2009-06-11"},
    {"12/06/2009 12:00:00 AM", DMY, 0, "2009-06-12"},
    {"12/06/2009 0:00", DMY, 0, "2009-06-12"},
    /* no dates */
    {"44197", NONE, 0, "!date-serial"},
    {"44197.5", NONE, 0, "!date-serial"},
    {"60", NONE, 0, "!type-error"},
    {"0", NONE, 0, "!type-error"},
    {"-1", NONE, 0, "!type-error"},
    {"1e5", NONE, 0, "!type-error"},
    {"24:00:00", NONE, 0, "!type-error"},
    {"12:30 June", NONE, 0, "!type-error"},
    {"soon", NONE, 0, "!type-error"},
    {"?2009", NONE, 0, "!type-error"},
    {"1/2/3/4/5/6/7/8/9/1/2/3/4/5/6", NONE, 0, "!type-error"},
    {"999999999999999999999", NONE, 0, "!type-error"},
    /* nothing */
    {"", NONE, 0, ""},
    {"  ", NONE, 0, ""},
    {"N/A", NONE, 0, ""},
    {"na", NONE, 0, ""},
    {"-", NONE, 0, ""},
    {"ไม่มี", NONE, 0, ""},
    {"គ្មាន", NONE, 0, ""},
    {"KHÔNG CÓ", NONE, 0, ""},
};

static void
test_dates(gconstpointer data)
{
    Rules *rules = *(Rules *const *)data;

    for (gsize i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        const DateCase *c = &date_cases[i];
        ValidateContext context = {
            .settings = rules->settings,
            .years = validate_settings_years(rules->settings, "start_date"),
            .order = c->order,
            .era = c->era,
        };
        g_autofree gchar *seen = read_cell(rules, &context, ROLL_TYPE_DATE, c->value);
        g_autofree gchar *line = g_strconcat(c->value, " -> ", seen, NULL);
        g_autofree gchar *expected = g_strconcat(c->value, " -> ", c->expected, NULL);

        g_assert_cmpstr(line, ==, expected);
    }
}

/* What is a date of birth is none of a session. */
static void
test_years(gconstpointer data)
{
    Rules *rules = *(Rules *const *)data;
    static const struct {
        const gchar *field;
        const gchar *value;
        const gchar *expected;
    } cases[] = {
        {"birth_date", "12/06/1974", "1974-06-12"},
        {"start_date", "12/06/1974", "!constraint-error"},
        {"birth_date", "12/06/74", "1974-06-12"},
        {"birth_date", "12/06/29", "2029-06-12"},
        {"birth_date", "12/06/30", "1930-06-12"},
        {"start_date", "12/06/74", "2074-06-12"},
        {"service_date", "1899-12-31", "!constraint-error"},
        {"service_date", "1900-01-01", "1900-01-01"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ValidateContext context = {
            .settings = rules->settings,
            .years = validate_settings_years(rules->settings, cases[i].field),
            .order = DMY,
            .era = CE,
        };
        g_autofree gchar *seen = read_cell(rules, &context, ROLL_TYPE_DATE, cases[i].value);

        g_assert_cmpstr(seen, ==, cases[i].expected);
    }
}

/* Numbers of days, where the source's profile says from when they are counted. */
static void
test_serials(gconstpointer data)
{
    Rules *rules = *(Rules *const *)data;
    static const struct {
        RollSerials serials;
        const gchar *field;
        const gchar *value;
        const gchar *expected;
    } cases[] = {
        {ROLL_SERIALS_1900, "start_date", "39976", "2009-06-12"},
        {ROLL_SERIALS_1900, "start_date", "39976.375", "2009-06-12"},
        {ROLL_SERIALS_1900, "start_date", "39976.", "!type-error"},
        {ROLL_SERIALS_1904, "start_date", "38514", "2009-06-12"},
        {ROLL_SERIALS_1900, "start_date", "12/06/2009", "2009-06-12"},
        {ROLL_SERIALS_1900, "start_date", "2009", "2009"},
        {ROLL_SERIALS_1900, "start_date", "32874", "1990-01-01"},
        {ROLL_SERIALS_1900, "start_date", "32873", "!constraint-error"},
        {ROLL_SERIALS_1900, "birth_date", "1", "1900-01-01"},
        {ROLL_SERIALS_1900, "birth_date", "59", "1900-02-28"},
        {ROLL_SERIALS_1900, "birth_date", "60", "!constraint-error"},
        {ROLL_SERIALS_1900, "birth_date", "61", "1900-03-01"},
        {ROLL_SERIALS_1900, "birth_date", "0", "!constraint-error"},
        {ROLL_SERIALS_1904, "birth_date", "0", "1904-01-01"},
        {ROLL_SERIALS_1904, "birth_date", "60", "1904-03-01"},
        {ROLL_SERIALS_1900, "birth_date", "27192", "1974-06-12"},
        {ROLL_SERIALS_1900, "birth_date", "1974", "!date-ambiguous"},
        {ROLL_SERIALS_1900, "start_date", "2552", "2009"},
        {ROLL_SERIALS_UNDECLARED, "start_date", "39976", "!date-serial"},
        {ROLL_SERIALS_UNDECLARED, "birth_date", "60", "!type-error"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ValidateContext context = {
            .settings = rules->settings,
            .years = validate_settings_years(rules->settings, cases[i].field),
            .order = DMY,
            .serials = cases[i].serials,
        };
        g_autofree gchar *seen = read_cell(rules, &context, ROLL_TYPE_DATE, cases[i].value);
        g_autofree gchar *line = g_strconcat(cases[i].value, " -> ", seen, NULL);
        g_autofree gchar *expected = g_strconcat(cases[i].value, " -> ", cases[i].expected, NULL);

        g_assert_cmpstr(line, ==, expected);
    }
}

/* Hints that tell of the value. */
static void
test_hints(gconstpointer data)
{
    Rules *rules = *(Rules *const *)data;
    static const struct {
        RollDateOrder order;
        RollEra era;
        const gchar *value;
        const gchar *hint;
    } cases[] = {
        {NONE, 0, "44197",
         "it is 2021-01-01 counted from 1900, 2025-01-02 counted from 1904; the source's profile "
         "can declare which"},
        {NONE, 0, "32000", "the spreadsheet shows it as 1991-08-12"},
        {DMY, 0, "06/25/2009", "the other way round it is 2009-06-25"},
        {DMY, 0, "31/02/2009", "2009-02 has 28 days"},
        {DMY, 0, "29-31/6/2009", "2009-06 has 30 days"},
        {DMY, 0, "14-12/6/2009", "the other way round it is 2009-06-12 to 2009-06-14"},
        {DMY, 0, "30 December - 2 January 2010", "it may be 2009-12-30 to 2010-01-02"},
        {DMY, 0, "12/06/1909", "a year from 1990 to 2100 is expected; validate.ini says so"},
        {DMY, CE, "12/06/2552",
         "by the Buddhist Era it is 2009-06-12; the source's profile declares era = ce"},
        {NONE, 0, "12/06/2009", "it may be 2009-06-12 or 2009-12-06"},
        {NONE, 0, "2009-06-30T17:00:00Z", "it may be 2009-06-30 or 2009-07-01"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ValidateContext context = {
            .settings = rules->settings,
            .years = validate_settings_years(rules->settings, "start_date"),
            .order = cases[i].order,
            .era = cases[i].era,
        };
        g_autofree gchar *seen = read_cell(rules, &context, ROLL_TYPE_DATE, cases[i].value);
        g_autofree gchar *hint = told(seen + 1, rules->cell.hint.sentence, rules->cell.hint.values);

        g_assert_cmpint(seen[0], ==, '!');
        g_assert_cmpstr(hint, ==, cases[i].hint);
    }
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
    g_test_add_data_func("/validate/date/cells", &passed, test_dates);
    g_test_add_data_func("/validate/date/years", &passed, test_years);
    g_test_add_data_func("/validate/date/serials", &passed, test_serials);
    g_test_add_data_func("/validate/date/hints", &passed, test_hints);
    status = g_test_run();
    free_rules(&rules);
    return status;
}
