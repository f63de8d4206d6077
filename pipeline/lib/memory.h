/* memory: what is freed is kept for what is asked for next. */
#pragma once

#include <glib.h>

/* To be called first, by whoever works batch by batch or file by file: as one is gone before the
 * next comes, its memory, up to four megabytes in a piece, is not given back to the system in
 * between, since to ask for it anew costs a tenth of what reading an export does.  Larger pieces
 * are given back as ever. */
void roll_memory_keep(void);
