/* coded: a column of codes beside a column of values, with what is to be told of them. */
#pragma once

#include <glib.h>

#include "stages/normalise/answers.h"

/* Where a column is made. */
typedef struct {
    RollRun *run;
    NormaliseReport *report;
    const RollBatch *batch;
    RollColumn *countries; /* ISO3 of every record */
    const RollDay *days;   /* as of which each speaks; 0: unknown */
} NormaliseSheet;

/* The norms of the values of @field, each in the context of @context (may be NULL), and a finding
 * for each that makes one (transfer full). */
RollColumn *normalise_coded_column(const NormaliseSheet *sheet, const gchar *field,
                                   NormaliseAnswers *answers, const RollColumn *context,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tells of @answer to the value of @field in @record, once a file and value. */
gboolean normalise_coded_report(const NormaliseSheet *sheet, const gchar *field, guint record,
                                const NormaliseAnswer *answer,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The days as of which the records of @batch speak: their sessions', else those of the reports
 * (transfer full). */
RollDay *normalise_coded_days(const RollBatch *batch);

/* Sets @name to "KH17 Siemreap". */
void normalise_name_code(RollValues *values, const gchar *name, const RollCode *code);
/* Adds the same as one of the parts "codes". */
void normalise_list_code(RollValues *values, const RollCode *code);
/* These parts for all, of RollCode * (transfer full). */
RollValues *normalise_list_codes(const GPtrArray *codes);
