/* stream_input: one stream, packed or CSV; only stream_reader.c speaks to it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/source.h"

typedef struct RollInput RollInput;

RollInput *roll_input_new(RollSource *source); /* (transfer full) */
/* Reads the head, tells packed from CSV.  Errors: ROLL_ERROR_DATA and the source's. */
gboolean roll_input_start(RollInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_input_n_tables(const RollInput *input);
RollSchema *roll_input_table(const RollInput *input, guint table); /* (transfer none) */
gboolean roll_input_is_file(const RollInput *input);               /* a regular one */
/* (transfer full); NULL with *@error unset at the sound end. */
RollBatch *roll_input_next(RollInput *input, GError **error);
gboolean roll_input_rewind(RollInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_input_free(RollInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollInput, roll_input_free)
