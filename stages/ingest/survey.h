/* survey: an unknown export, read to its end for what its columns show. */
#pragma once

#include "stages/ingest/evidence.h"
#include "stages/ingest/export.h"

typedef struct {
    IngestExport *export;
    GArray *columns;       /* of IngestEvidence, one a column of the header */
    const gchar *encoding; /* iconv's name; static; NULL: UTF-8, or what a byte order mark says */
} IngestSurvey;

/* Opens @path, called @file, by fields and sheet of @rules, and reads all of it.  What is not UTF-8
 * is tried in the encodings that partners have; the one in which the header has most known columns
 * is taken. Errors: those of ingest_export_open(), and of reading. */
IngestSurvey *ingest_survey(const IngestRules *rules, const gchar *path, const gchar *file,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ingest_survey_free(IngestSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestSurvey, ingest_survey_free)
