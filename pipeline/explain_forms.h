/* explain_forms: an explanation for people (text, html) and for programs (json). */
#pragma once

#include <glib.h>

#include "pipeline/explain.h"

typedef void (*ExplainForm)(const Explanation *explanation, GString *out);

void explain_text(const Explanation *explanation, GString *out);
void explain_json(const Explanation *explanation, GString *out);
/* A page in one file: no network, no script. */
void explain_html(const Explanation *explanation, GString *out);
