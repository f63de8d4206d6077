/* encoded_export: of the records of an export what may leave a partner who shares no names. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"

typedef struct {
    guint64 n_records;
    guint64 n_refused; /* rows that validate refused, which are left out */
    gchar *mark;       /* of the key; NULL: no record has anything to encode */
    gchar *left_out;   /* "nickname, position": personal fields that are not encoded; "": none */
} EncodedExport;

/* Reads the stream @input, as normalise --key writes it, and writes @output: CSV, compressed for a
 * name in .gz; the fields that are not personal, in one form where validate has made one, and the
 * encodings.  Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean encoded_export_write(const RollFields *fields, const gchar *input, const gchar *output,
                              EncodedExport *done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void encoded_export_clear(EncodedExport *done);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EncodedExport, encoded_export_clear)
