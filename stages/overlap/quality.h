/* quality: how well each export could be read: what the coordinator tells its sender. */
#pragma once

#include "pipeline/lib/codes.h"
#include "stages/overlap/view.h"

typedef struct OverlapQuality OverlapQuality;

/* @organisations (transfer full): the rules on organisations. */
OverlapQuality *overlap_quality_new(RollCodes *organisations);
/* A batch of the table "findings", or of "refused". */
void overlap_quality_findings(OverlapQuality *quality, const RollBatch *batch);
typedef struct {
    const gchar *export_name;
    const gchar *organisation; /* as its profile writes it; "": not said */
} OverlapDelivery;
/* An export of this run; @name is that of its file. */
void overlap_quality_deliver(OverlapQuality *quality, const gchar *name,
                             const OverlapDelivery *delivery);
/* A finding of overlap's own. */
void overlap_quality_count(OverlapQuality *quality, const gchar *name, const gchar *severity,
                           const gchar *id);
void overlap_quality_refused(OverlapQuality *quality, const RollBatch *batch);
/* All exports, by organisation and name, those of earlier runs too; at the end the files of which
 * no row was of use (transfer full; of OverlapExport). */
GArray *overlap_quality_exports(const OverlapQuality *quality, const OverlapView *view);
guint64 overlap_quality_n_refused(const OverlapQuality *quality, const OverlapView *view,
                                  const OverlapExport *sent);
/* Columns of the table "org_submission_quality". */
extern const gchar *const overlap_quality_columns[];
gboolean overlap_quality_write(const OverlapQuality *quality, const OverlapView *view,
                               RollTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void overlap_quality_free(OverlapQuality *quality);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapQuality, overlap_quality_free)
