/* told: what a finding says, in the language of the reports.  Plain text, to be escaped. */
#pragma once

#include "stages/report/messages.h"
#include "stages/report/table.h"

/* In the order in which a finding names its sentences. */
typedef enum { TOLD_MESSAGE, TOLD_EXPECTED, TOLD_HINT } Told;

/* Of a row of "findings", or the message of one of "refused": made of its values in the language of
 * @say, and *@is_own; else, where the language has no such sentence or the values are of another
 * rollcall, as the table has it, in English (transfer full). */
gchar *told_say(const Messages *say, const ReportRow *row, Told told, gboolean *is_own);
