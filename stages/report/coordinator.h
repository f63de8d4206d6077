/* coordinator: the folder of the coordinator: every table, the page, the summary. */
#pragma once

#include "pipeline/lib/tasks.h"
#include "stages/report/context.h"

/* The names of all tables that the reports show, NULL-terminated; and of those that they read:
 * beside these the evidence of officers. */
extern const gchar *const coordinator_tables[];
extern const gchar *const coordinator_reads[];

typedef struct {
    const ReportContext *context;
    const RollSchema *records; /* the columns of records.csv.gz, which stands in @folder already */
    const gchar *folder;
} Coordinator;

/* Notes what takes longest: the workbook, the page.  @self must live until it is done. */
void coordinator_add(const Coordinator *self, RollTasks *tasks);
/* Notes everything else that is to be written to the folder, in pieces that keep all threads busy
 * to the end. */
void coordinator_add_rest(const Coordinator *self, RollTasks *tasks);
