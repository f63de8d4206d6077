#include "pipeline/lib/memory.h"

#include <malloc.h>

#define MEBIBYTE (1024 * 1024)

void
roll_memory_keep(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, 4 * MEBIBYTE); /* pieces of less are kept */
    (void)mallopt(M_TRIM_THRESHOLD, 64 * MEBIBYTE);
    (void)mallopt(M_TOP_PAD, MEBIBYTE);
}
