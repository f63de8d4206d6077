/* date: what a cell of a date means is a day that exists, as ISO 8601 writes it, or a year, or
 * nothing; read again it means the same.  The readers of the other types are given the text too. */
#include "stages/validate/cell.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/cells.h"

static gpointer
load(gpointer none)
{
    Rules *rules = g_new0(Rules, 1);

    (void)none;
    load_rules(rules);
    return rules;
}

static gboolean
is_day(const gchar *text)
{
    guint64 year = g_ascii_strtoull(text, NULL, 10);
    guint64 month = strlen(text) == 10 ? g_ascii_strtoull(text + 5, NULL, 10) : 0;
    guint64 day = strlen(text) == 10 ? g_ascii_strtoull(text + 8, NULL, 10) : 0;

    return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' &&
           text[7] == '-' && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_year(const gchar *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789") == 4;
}

static void
check_again(const ValidateContext *context, RollType type, const gchar *text, ValidateCell *cell)
{
    validate_cell_reset(cell);
    g_assert_null(validate_cell(context, type, roll_text(text), cell));
    g_assert_cmpstr(cell->norm->str, ==, text);
}

static void
check_date(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    const ValidateFault *fault = validate_cell(context, ROLL_TYPE_DATE, text, cell);
    g_autofree gchar *norm = g_strdup(cell->norm->str);
    g_autofree gchar *last = g_strdup(cell->last->str);

    if (fault != NULL && fault->severity == ROLL_SEVERITY_ERROR)
        g_assert_cmpstr(norm, ==, "");
    if (last[0] != '\0') {
        g_assert_true(is_day(norm));
        g_assert_true(is_day(last));
        g_assert_cmpstr(norm, <, last);
    }
    if (norm[0] == '\0')
        return;
    g_assert_true(is_day(norm) || is_year(norm));
    check_again(context, ROLL_TYPE_DATE, norm, cell);
    if (last[0] != '\0')
        check_again(context, ROLL_TYPE_DATE, last, cell);
}

static void
check_type(const ValidateContext *context, RollType type, RollText text, ValidateCell *cell)
{
    const ValidateFault *fault = NULL;
    g_autofree gchar *norm = NULL;

    validate_cell_reset(cell);
    fault = validate_cell(context, type, text, cell);
    norm = g_strdup(cell->norm->str);
    g_assert_true(g_utf8_validate(norm, -1, NULL));
    if (fault == NULL && norm[0] != '\0' && type != ROLL_TYPE_AGE) /* whose meaning is two years */
        check_again(context, type, norm, cell);
}

void
fuzz_input(FuzzInput input)
{
    static GOnce once = G_ONCE_INIT;
    Rules *rules = g_once(&once, load, NULL);
    guint choice = fuzz_byte(&input);
    g_autofree gchar *text = fuzz_text(input);
    ValidateContext context = {
        .settings = rules->settings,
        .years = validate_settings_years(rules->settings,
                                         choice / 12 % 2 == 0 ? "start_date" : "birth_date"),
        .order = (RollDateOrder)(choice % 4),
        .era = (RollEra)(choice / 4 % 3),
        .as_of = roll_text("2009-06-30"),
    };

    validate_cell_reset(&rules->cell);
    check_date(&context, roll_text(text), &rules->cell);
    for (RollType type = 0; type < ROLL_N_TYPES; type++) {
        if (validate_reads(type) && type != ROLL_TYPE_DATE)
            check_type(&context, type, roll_text(text), &rules->cell);
    }
}
