/* ahead: a stream that a thread of its own reads some batches ahead of who takes them, so that
 * bytes are fetched, held against their checksums and looked at while the batch before is worked
 * on. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stream.h"

#define ROLL_AHEAD_BATCHES 2 /* that wait at most */

/* As roll_reader_each(), with the same batches and errors in the same order; @take is called in the
 * calling thread.  For readers of files alone (roll_reader_is_of_files()): where @take fails the
 * thread is waited for, which at a pipe may be long. */
gboolean roll_ahead_each(RollReader *reader, RollEachFunc take, gpointer self,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
