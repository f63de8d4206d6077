/* findings_formats: the forms in which findings are told: to people, and to the systems in which
 * partners' jobs run.  Each is one function in a file of its own and a row in the table. */
#pragma once

#include <glib.h>

#include "pipeline/findings.h"

typedef struct {
    const gchar *name;
    void (*print)(const FindingsReport *report, GString *out);
    gboolean tells_unread; /* what could not be read is among the findings; else only on stderr */
} FindingsFormat;

/* All, the usual one first, ended by a name of NULL. */
extern const FindingsFormat findings_formats[];
/* NULL when there is none of that name. */
const FindingsFormat *findings_format(const gchar *name);

void findings_print_text(const FindingsReport *report, GString *out);
void findings_print_json(const FindingsReport *report, GString *out);
void findings_print_junit(const FindingsReport *report, GString *out);
void findings_print_sarif(const FindingsReport *report, GString *out);
void findings_print_github(const FindingsReport *report, GString *out);
void findings_print_gitlab(const FindingsReport *report, GString *out);
