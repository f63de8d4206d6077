/* context: what every page and file of a report is made from. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/evidence_read.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"
#include "stages/report/file.h"
#include "stages/report/messages.h"
#include "stages/report/table.h"

typedef struct {
    ReportTables *tables; /* owned, as all of these */
    RollCodes *places;
    RollCodes *courses;
    RollCodes *organisations;
    RollFields *fields;
    Messages *messages; /* of the language that was asked for */
    Messages *english;
    EvidenceReading *evidence; /* of some officers; NULL: there is none */
    RollDay as_of;             /* 0: nothing was held, and no month was given */
    gchar *month;              /* "2026-09"; "" */
    gchar *date;               /* "2026-09-30"; "" */
    gchar *rules_version;
    GHashTable *delivered; /* files of this run; NULL: the stream does not say */
    GBytes *key;           /* of the partners' hashes; NULL: none was given */
} ReportContext;

/* @language: of the pages, "en".  Errors: ROLL_ERROR_CONFIG. */
ReportContext *report_context_new(const RollLayers *layers, const gchar *language,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets the report's date: @month, or, where it is NULL, the last of the table "months". */
void report_context_date(ReportContext *context, const gchar *month);
/* A batch of the table "deliveries". */
void report_context_deliver(ReportContext *context, const RollBatch *batch);
void report_context_free(ReportContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportContext, report_context_free)

/* Whether the values of @field may be repeated outside the coordinator's folder; FALSE for what is
 * no field. */
gboolean report_is_shareable(const ReportContext *context, const gchar *field);

ReportStamp report_context_stamp(const ReportContext *context);

/* Whether a row of "org_submission_quality" is of a file of this run, and not of the history. */
gboolean report_is_delivered(const ReportContext *context, const ReportRow *row);

/* Names of codes; the code itself where the rules do not know it. */
const gchar *report_place(const ReportContext *context, const gchar *code);
const gchar *report_topic(const ReportContext *context, const gchar *code);
const gchar *report_organisation(const ReportContext *context, const gchar *code);
/* "" where the rules have none. */
const gchar *report_place_local(const ReportContext *context, const gchar *id);
const gchar *report_country(const ReportContext *context, const gchar *id);
const gchar *report_contact(const ReportContext *context, const gchar *organisation);
/* The code of the province that @code is on the day of the report, which may be itself; NULL: it is
 * no province. */
const gchar *report_province(const ReportContext *context, const RollCode *code);
/* Provinces of that day that the rules know, of the countries the run has provinces of. */
guint report_n_provinces(const ReportContext *context);
