/* validate: the stage.  Records come in as they were sent and go out with a column F_norm beside
 * each field F of type date, year, age, identifier, phone, email, sex, number; what cannot be
 * understood is a finding, and a record that nothing can be done with is refused. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/validate/column.h"
#include "stages/validate/columns.h"
#include "stages/validate/duplicate.h"
#include "stages/validate/record.h"

typedef struct {
    RollFields *fields;
    RollProfiles *profiles;
    ValidateSettings *settings;
    ValidateCountries *countries;
    ValidateSources sources;
    ValidateDuplicates *duplicates;
    ValidateRecordCheck check;
    ValidateCell cell;
    RollSchema *schema;       /* of the records as they go out */
    guint output;             /* their table */
    ValidateColumns *columns; /* where cells stand */
    guint columns_output;     /* their table */
    guint n_inputs;           /* columns of the records as they come in */
    GArray *jobs;             /* of ValidateJob, dates first */
    GArray *content;      /* of guint: columns that tell what a row says, and not where it stands */
    gint end_norm;        /* place of end_date_norm; -1: none */
    GString *told_file;   /* the export of the last finding of a duplicate */
    guint64 n_duplicates; /* rows of it that repeat others */
} Validate;

gboolean validate_load(gpointer data, const RollLayers *layers, GError **error);
gboolean validate_open(gpointer data, RollRun *run, GError **error);
gboolean validate_batch(gpointer data, RollRun *run, const RollBatch *batch, GError **error);
gboolean validate_finish(gpointer data, RollRun *run, GError **error);
void validate_clear(gpointer data);
