#include "pipeline/lib/stage_print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"

void
roll_stage_print(const gchar *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = roll_sink_create("-", &error);

    if (sink != NULL && roll_sink_write(sink, text, strlen(text), &error) &&
        roll_sink_close(sink, &error))
        return;
    (void)fprintf(stderr, "%s: %s\n", g_get_prgname(), error->message);
    exit(roll_error_status(error));
}
