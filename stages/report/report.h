/* report: who must see what: folders for the coordinator, for each partner, for everybody. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/report/check.h"
#include "stages/report/context.h"
#include "stages/report/lane.h"
#include "stages/report/store.h"

typedef struct {
    gchar *out;      /* folder to write to */
    gchar *month;    /* "2026-09"; NULL: the last of the table "months" */
    gchar *language; /* of the pages; NULL: English */
    gchar *key_path; /* file of the key of partners' hashes; NULL: none */
    gchar *tables;   /* the data dictionary is printed in this format; NULL: reports are written */
    gchar *checked;  /* export with a plan to be checked, the result printed; NULL: reports are
                        written */
    gchar *package;  /* a partner's package that it is held against; NULL: the stream itself */
    Check *check;    /* NULL where nothing is checked */
    ReportContext *context;
    gchar *coordinator;  /* folder */
    RollWriter *records; /* records.csv.gz, written as they come */
    RollSchema *columns; /* of it */
    guint place;
    Store *store;     /* rollcall.sqlite, likewise */
    Lane *write_lane; /* of records */
    Lane *store_lane; /* of records, and behind them of all tables */
} Report;

void report_add_options(gpointer self, GOptionContext *context);
gboolean report_check_options(gpointer self, GError **error);
gboolean report_prints(gconstpointer self);
gboolean report_needs_no_input(gconstpointer self);
gboolean report_reads_twice(gconstpointer self);
gboolean report_print(gpointer self, RollRun *run, GError **error);
gboolean report_open(gpointer self, RollRun *run, GError **error);
gboolean report_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean report_settle(gpointer self, RollRun *run, GError **error);
gboolean report_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean report_finish(gpointer self, RollRun *run, GError **error);
void report_clear(gpointer self);
