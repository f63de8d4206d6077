#include "stages/validate/digits.h"
#include "stages/validate/person.h"

static const ValidateFault no_digit = {ROLL_SEVERITY_WARNING, "type-error",
                                       "an identifier without a digit", NULL};
static const ValidateFault only_zeros = {ROLL_SEVERITY_WARNING, "constraint-error",
                                         "an identifier of zeros only",
                                         "leave the cell empty when there is none"};
static const ValidateFault rounded = {ROLL_SEVERITY_ERROR, "truncated-value",
                                      "a spreadsheet has rounded this number",
                                      "format the column as text before it is filled in"};

static void
append_letter(GString *out, gunichar c, gboolean *has_digit)
{
    if (c < 0x80 ? !g_ascii_isalnum((gchar)c) : !g_unichar_isalnum(c))
        return;
    *has_digit = *has_digit || (c < 0x80 && g_ascii_isdigit((gchar)c));
    if (c < 0x80)
        g_string_append_c(out, g_ascii_toupper((gchar)c));
    else
        g_string_append_unichar(out, g_unichar_toupper(c));
}

const ValidateFault *
validate_identifier(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    gsize start = cell->norm->len;
    gsize zeros = 0;
    gboolean has_digit = FALSE;
    const gchar *end = NULL;

    (void)context;
    if (validate_is_rounded(text))
        return &rounded;
    text = validate_without_fraction(text);
    end = text.data + text.length;
    for (const gchar *p = text.data; p < end; p = g_utf8_next_char(p))
        append_letter(cell->norm, g_utf8_get_char(p), &has_digit);
    while (cell->norm->str[start + zeros] == '0')
        zeros++;
    g_string_erase(cell->norm, (gssize)start, (gssize)zeros);
    if (has_digit && cell->norm->len > start)
        return NULL;
    g_string_truncate(cell->norm, start);
    return has_digit ? &only_zeros : &no_digit;
}
