/* explain_forms: an explanation for people (text, html) and for programs (json). */
#pragma once

#include <glib.h>

#include "pipeline/explain.h"

typedef void (*ExplainForm)(const Explanation *explanation, GString *out);

void explain_text(const Explanation *explanation, GString *out);
void explain_json(const Explanation *explanation, GString *out);
/* A page in one file: no network, no script. */
void explain_html(const Explanation *explanation, GString *out);

/* What a record is known by, for people: "ijm-2009-06 line 13". (transfer full) */
gchar *explain_place(const ExplainRecord *record);
/* "+12.34", whatever the locale. */
#define EXPLAIN_BITS_MAX 32
const gchar *explain_bits(gint64 hundredths, gchar buffer[EXPLAIN_BITS_MAX]);
