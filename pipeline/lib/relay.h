/* relay: a sink behind which another thread works, so that what is written is compressed beside
 * the making of what comes next. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

#define ROLL_RELAY_WRITES 4 /* that wait at most */

/* Hands what is written to @inner (transfer full), in its order, in a thread of its own.  A fault
 * of @inner is told by a later write, or by closing. */
RollSink *roll_relay_sink(RollSink *inner);
