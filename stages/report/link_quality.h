/* link_quality: what linking leaves to expect, in a sentence. */
#pragma once

#include <glib.h>

#include "stages/report/context.h"

/* "Of the pairs of records …" (transfer full); NULL where nothing was linked. */
gchar *report_link_quality(const ReportContext *context, const Messages *say);
