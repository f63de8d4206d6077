/* partner: the package of one organisation: its own rows by its own line numbers, and of others
 * organisation, dates and topics; never a name, never another's officer number. */
#pragma once

#include "stages/report/context.h"

/* The organisations that sent a file, in byte order (transfer full; of gchar). */
GPtrArray *partner_list(const ReportContext *context);
/* What stands for an officer in the files of @organisation: the same every month, another for every
 * organisation; HMAC-SHA256 with the run's key. (transfer full) */
gchar *partner_hash(const ReportContext *context, const gchar *organisation, const gchar *officer);
/* Writes @folder: own tables and index.html. */
gboolean partner_write(const ReportContext *context, const gchar *organisation, const gchar *folder,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
