/* rule_builtin: what no regular expression can do to a text, by the name under which a rule file
 * calls it: "builtin = nfc".  rules/README.md, "Built-ins", tells the same to people. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef struct {
    const gchar *name;
    const gchar *where; /* a pattern: what matches it nowhere is left as it is */
    /* Appends what it makes of @text. */
    void (*make)(RollText text, GString *out);
} RollRuleBuiltin;

/* All names, NULL-terminated; the index of one is what roll_rule_builtin_at() takes. */
const gchar *const *roll_rule_builtin_names(void);
const RollRuleBuiltin *roll_rule_builtin_at(guint index);
