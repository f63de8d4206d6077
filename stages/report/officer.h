/* officer: the officers who were taught a topic twice or more, each with the topic that was taught
 * most often (most sessions, then most organisations); most sessions first, then the smallest
 * number. */
#pragma once

#include "stages/report/context.h"

typedef struct {
    ReportRow row; /* in officer_duplicates */
    const gchar *number;
    gint64 n_sessions;
    gint64 n_orgs;
} Officer;

GArray *officer_list(const ReportContext *context); /* (transfer full; GArray of Officer) */
