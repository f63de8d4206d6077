/* date_token: the words and signs of a date. */
#pragma once

#include <glib.h>

#include "pipeline/lib/profile.h"
#include "stages/validate/settings.h"

#define VALIDATE_MAX_DATE_TOKENS 24

typedef enum {
    VALIDATE_TOKEN_NUMBER,       /* .value, .n_digits */
    VALIDATE_TOKEN_MONTH,        /* .value, 1 to 12 */
    VALIDATE_TOKEN_MONTH_BEFORE, /* the number behind it is the month */
    VALIDATE_TOKEN_MONTH_AFTER,  /* the number before it is */
    VALIDATE_TOKEN_SIGN,         /* .value, one of / - . */
    VALIDATE_TOKEN_DASH,         /* a dash between blanks: from one day to another */
    VALIDATE_TOKEN_RANGE,        /* a word that says the same */
} ValidateTokenKind;

typedef struct {
    ValidateTokenKind kind;
    guint value;
    guint n_digits; /* as written */
} ValidateToken;

typedef struct {
    ValidateToken tokens[VALIDATE_MAX_DATE_TOKENS];
    guint n;
    RollEra era; /* what a word of the cell says; undeclared when none does */
} ValidateTokens;

/* FALSE when @text holds a word or a sign that has no place in a date. */
gboolean validate_date_tokens(const ValidateSettings *settings, RollText text,
                              ValidateTokens *tokens);
