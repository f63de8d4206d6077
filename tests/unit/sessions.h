/* sessions: lists small enough to check by hand, for tests of overlap's tables.
 *
 * A session is written "KIND ORG START END PROVINCE TOPICS OFFICERS", where OFFICERS is a range of
 * numbers, or 0 for none, and `-` an empty cell; its rows stand in an export of its own. */
#pragma once

#include <glib.h>

#include "pipeline/lib/number.h"
#include "stages/overlap/view.h"
#include "tests/unit/records.h"

#define MAX_SESSIONS 8

typedef struct {
    const gchar *name;
    const gchar *sessions[MAX_SESSIONS];
    const OverlapReport *report;
    const gchar *columns;
    const gchar *expected;
} OverlapCase;

static inline const gchar *
cell(const gchar *text)
{
    return strcmp(text, "-") == 0 ? "" : text;
}

static inline void
append_row(GString *lines, gchar **words, guint session, guint row, guint officer)
{
    gchar number[ROLL_NUMBER_MAX] = "";

    if (officer > 0)
        roll_number_format(ROLL_NUMBER_OFFICER, officer, number);
    g_string_append_printf(lines, "%s-%u,%u,%u,%s,%s,%s,id%u,%s,%s,%s,%s,%s,8\n", words[1], session,
                           row + 1, row, words[0], words[1], number, session, cell(words[5]),
                           cell(words[5]), cell(words[2]), cell(words[3]), cell(words[4]));
}

static inline void
append_session(GString *lines, const gchar *session, guint place)
{
    g_auto(GStrv) words = g_strsplit(session, " ", -1);
    g_auto(GStrv) range = NULL;
    guint first;
    guint last;

    g_assert_cmpuint(g_strv_length(words), ==, 7);
    range = g_strsplit(words[6], "-", 2);
    first = (guint)g_ascii_strtoull(range[0], NULL, 10);
    last = range[1] != NULL ? (guint)g_ascii_strtoull(range[1], NULL, 10) : first;
    for (guint officer = first; officer <= last; officer++)
        append_row(lines, words, place, officer - first + 1, officer);
}

static const gchar record_head[] =
    "export,line,row,kind,organisation,officer,session_id,course_title,"
    "topic_codes,start_date_norm,end_date_norm,adm1_pcode,hours_norm\n";

static inline gchar *
run_report(const OverlapView *view, const OverlapReport *report, const gchar *columns)
{
    RecordsText out = {columns, g_string_new(NULL)};
    g_autoptr(RollSchema) schema = roll_schema_new(report->name, report->columns);
    g_autoptr(RollTable) table = roll_table_new(schema, records_emit, &out);

    g_assert_true(report->write(view, table, NULL));
    g_assert_true(roll_table_flush(table, NULL));
    return g_string_free(out.text, FALSE);
}
