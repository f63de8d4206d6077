/* check: what a plan clashes with, before the invitations go out.
 *
 * Against a run: who on the list had a topic of it already, from whom and when; which session it
 * clashes with; who of the same places never had it.  Against a partner's package, which names
 * nobody: which sessions it clashes with, and what was taught there. */
#pragma once

#include "stages/report/context.h"

#define CHECK_NAMES 10 /* of a list of people, at most */

typedef struct Check Check;

/* @context must outlive it; @export_name is that of the plan. */
Check *check_new(const ReportContext *context, const gchar *export_name);
/* Holds the plan against the calendar of the package @folder, and nothing else.
 * Errors: ROLL_ERROR_DATA (it is none), ROLL_ERROR_IO. */
gboolean check_read_package(Check *check, const gchar *folder,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records, the plan's among them. */
void check_add(Check *check, const RollBatch *batch);
/* Appends what was found, harmless on a terminal.  Errors: ROLL_ERROR_DATA when the export has no
 * planned session. */
gboolean check_print(Check *check, GString *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void check_free(Check *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Check, check_free)
