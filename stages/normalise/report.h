/* report: what normalise tells of a cell.
 *
 * Most cells repeat: what is wrong with a value is told once a file, at its first row. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"

typedef struct NormaliseReport NormaliseReport;

NormaliseReport *normalise_report_new(void);
void normalise_report_free(NormaliseReport *report);

/* A finding about @value of @field in @record of @batch; all of it need outlive the call only. */
typedef struct {
    RollSeverity severity;
    const gchar *id;
    const gchar *field;
    RollText value;
    const gchar *message;     /* a sentence of telling.h, as the hint */
    const gchar *hint;        /* NULL: none */
    const RollValues *values; /* of both; NULL: none */
} NormaliseRemark;

gboolean normalise_report_add(RollRun *run, const RollBatch *batch, guint record,
                              const NormaliseRemark *remark,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, once for each file, id, field and value. */
gboolean normalise_report_once(NormaliseReport *report, RollRun *run, const RollBatch *batch,
                               guint record, const NormaliseRemark *remark,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
