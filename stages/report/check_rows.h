/* check_rows: what a check remembers of the records: the plan's rows, who attended what, who is in
 * service; and of a package's calendar. */
#pragma once

#include "pipeline/lib/batch.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/dictionary.h"

typedef enum {
    CHECK_EXPORT,
    CHECK_KIND,
    CHECK_ORGANISATION,
    CHECK_OFFICER,
    CHECK_NAME,
    CHECK_TOPICS,
    CHECK_START,
    CHECK_END,
    CHECK_ADM1,
    CHECK_VENUE_ADM1,
    CHECK_UNIT,
    CHECK_LINE,
    CHECK_SESSION,
    CHECK_SEATS,
    CHECK_STATUS,
    CHECK_N_COLUMNS,
} CheckColumn;

/* A record: numbers in the dictionary, 0 for "". */
typedef struct {
    guint32 cells[CHECK_N_COLUMNS];
} CheckRow;

/* A session of a package's calendar. */
typedef struct {
    guint32 organisation;
    guint32 topics;
    guint32 adm1;
    RollDay start;
    RollDay end;
    gboolean is_planned;
} CheckSession;

typedef struct {
    gchar *export_name; /* of the plan */
    guint32 unlike;     /* the kind of its last row that is no planned one; 0: there is none */
    RollDictionary *texts;
    GArray *planned;  /* of CheckRow: the plan's */
    GArray *attended; /* of CheckRow: attendance that counts */
    GArray *serving;  /* of CheckRow: officers on a roll */
    GArray *calendar; /* of CheckSession */
} CheckRows;

CheckRows *check_rows_new(const gchar *export_name);
void check_rows_add(CheckRows *rows, const RollBatch *batch);
/* Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
gboolean check_rows_read_calendar(CheckRows *rows, const gchar *folder,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void check_rows_free(CheckRows *rows);

static inline RollText
check_text(const CheckRows *rows, guint32 number)
{
    return roll_dictionary_text(rows->texts, number);
}

static inline RollDay
check_day(const CheckRows *rows, const CheckRow *row, CheckColumn column)
{
    return roll_day_parse(check_text(rows, row->cells[column]));
}
