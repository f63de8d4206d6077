#include <string.h>

#include "stages/validate/digits.h"
#include "stages/validate/person.h"

#define MAX_DIGITS 31

static const ValidateFault not_a_number = {ROLL_SEVERITY_WARNING, "type-error", "phone",
                                           "phone-hint"};
static const ValidateFault wrong_length = {ROLL_SEVERITY_WARNING, "constraint-error", "phone",
                                           "phone-hint"};

/* What is left of a cell behind its first number. */
static gboolean
holds_another(RollText rest, guint shortest)
{
    guint n = 0;

    for (guint i = 0; i < rest.length; i++)
        n += (guint)g_ascii_isdigit(rest.data[i]);
    return n >= shortest;
}

typedef struct {
    gchar digits[MAX_DIGITS + 1];
    guint n;
    gboolean is_international; /* a plus, or two zeros, stood before it */
    guint end;                 /* bytes of the cell up to where it ended */
} Number;

/* Letters end a number; so does any sign but those inside numbers, once there are digits enough:
 * "310/246-1501" is one number, "012345678/098765432" are two. */
static gboolean
ends_number(gchar c, gboolean is_enough)
{
    return g_ascii_isalpha(c) || (guchar)c >= 0x80 || (is_enough && strchr(" -.()", c) == NULL);
}

/* Takes the first number of a cell: what stands before it ("Tel:") is left out, and what
 * ends a number ends it.  A zero in brackets behind a country code is not
 * dialled. */
static void
collect(RollText text, guint shortest, Number *number)
{
    number->end = text.length;
    for (guint i = 0; i < text.length && number->n < MAX_DIGITS; i++) {
        gchar c = text.data[i];

        if (c == '+' && number->n == 0)
            number->is_international = TRUE;
        else if (number->is_international && number->n > 0 && text.length - i > 2 &&
                 memcmp(text.data + i, "(0)", 3) == 0)
            i += 2;
        else if (g_ascii_isdigit(c))
            number->digits[number->n++] = c;
        else if (number->n > 0 && ends_number(c, number->n >= shortest)) {
            number->end = i;
            return;
        }
    }
}

static void
drop_front(Number *number, guint n)
{
    number->n -= n;
    memmove(number->digits, number->digits + n, number->n);
}

static void
drop_zeros(Number *number)
{
    guint zeros = 0;

    while (zeros < number->n && number->digits[zeros] == '0')
        zeros++;
    if (zeros >= 2)
        number->is_international = TRUE;
    drop_front(number, zeros);
}

static gboolean
fits(const ValidateCountry *country, guint n)
{
    return n >= country->shortest && n <= country->longest;
}

/* Puts the country's code before a number of that country.  One that begins with the code and is
 * too long without it has it already. */
static void
add_code(Number *number, const ValidateCountry *country, gboolean had_zero)
{
    guint n_code = (guint)strlen(country->code);
    gboolean has_code = number->n > n_code && memcmp(number->digits, country->code, n_code) == 0;

    if (has_code && number->n > n_code && number->digits[n_code] == '0' &&
        fits(country, number->n - n_code - 1)) { /* 855 012 345 678 */
        drop_front(number, n_code + 1);
        has_code = FALSE;
        number->is_international = FALSE;
    }
    if ((has_code && !had_zero && fits(country, number->n - n_code) && !fits(country, number->n)) ||
        number->is_international || !fits(country, number->n) || number->n + n_code > MAX_DIGITS)
        return;
    memmove(number->digits + n_code, number->digits, number->n);
    memcpy(number->digits, country->code, n_code);
    number->n += n_code;
}

const ValidateFault *
validate_phone(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    Number number = {.n = 0};
    guint shortest = context->settings->shortest_phone;
    gboolean had_zero = FALSE;

    if (validate_is_rounded(text))
        return &validate_rounded;
    text = validate_without_fraction(text);
    collect(text, shortest, &number);
    had_zero = number.n > 0 && number.digits[0] == '0';
    drop_zeros(&number);
    if (number.n == 0)
        return &not_a_number;
    if (context->country != NULL)
        add_code(&number, context->country, had_zero);
    if (number.n < shortest || number.n > context->settings->longest_phone)
        return &wrong_length;
    g_string_append_len(cell->norm, number.digits, number.n);
    text.data += number.end;
    text.length -= number.end;
    return holds_another(text, shortest) ? &validate_several : NULL;
}
