/* ical: the planned sessions as a calendar (iCalendar, RFC 5545), with their collisions. */
#pragma once

#include "stages/report/catalogue.h"
#include "stages/report/context.h"

/* Appends @text as a value: commas, semicolons, backslashes and line ends escaped, controls and
 * what turns the direction of a line left out. */
void ical_escape(RollText text, GString *out);
/* Appends @line, folded to 75 bytes a line at most, no letter parted, and CRLF. */
void ical_fold(const gchar *line, GString *out);

/* Writes @folder/calendar.ics of the class's @tables "calendar" and "planned_collisions": those who
 * begin after the day of the report.  Without one there is no file, as a calendar may not be
 * empty. */
gboolean ical_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
                    const gchar *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
