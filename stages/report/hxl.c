#include "stages/report/hxl.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/inert.h"

typedef struct {
    const gchar *head;
    const gchar *tag;
    const gchar *column; /* of the table "sessions"; NULL: worked out */
} HxlColumn;

enum { SECTOR = 2, COUNTRY = 5, PROVINCE = 7, REACHED = 12, WOMEN = 13 };

static const HxlColumn columns[] = {
    {"Organisation", "#org+prog+code", "organisation"},
    {"Implementing partner", "#org+impl+code", "implementer"},
    [SECTOR] = {"Sector", "#sector+name", NULL},
    {"Topics", "#subsector+code+list", "topic_codes"},
    {"Activity", "#activity+name", "course_title"},
    [COUNTRY] = {"Country", "#country+code+v_iso3", NULL},
    {"Province code", "#adm1+code+v_pcode", "adm1_code"},
    [PROVINCE] = {"Province", "#adm1+name", NULL},
    {"Start", "#date+start", "start_date"},
    {"End", "#date+end", "end_date"},
    {"Status", "#status+name", "status"},
    {"Seats", "#targeted+ind", "seats"},
    [REACHED] = {"People reached", "#reached+ind", "n_people"},
    [WOMEN] = {"Women reached", "#reached+f", "n_women"},
    {"Session", "#meta+id+session", "session"},
};
#define N_COLUMNS G_N_ELEMENTS(columns)

static RollText
cell(const ReportContext *context, const ReportRow *row, guint at)
{
    const gchar *place = report_string(row, "adm1_code");
    const RollCode *code = roll_codes_find(context->places, place);

    if (at >= REACHED && at <= WOMEN && !report_is(row, "status", "complete"))
        return ROLL_TEXT_EMPTY; /* nobody is reached by what was not held */
    switch (at) {
    case SECTOR:
        return roll_text("Protection - TIP");
    case COUNTRY:
        return roll_text(code != NULL ? roll_code_text(code, "country") : "");
    case PROVINCE:
        return roll_text(report_place(context, place));
    default:
        return report_get(row, columns[at].column);
    }
}

static void
append_row(const ReportContext *context, const ReportRow *row, GString *out)
{
    g_autoptr(GString) inert = g_string_new(NULL);

    for (guint i = 0; i < N_COLUMNS; i++) {
        g_string_truncate(inert, 0);
        roll_inert(cell(context, row, i), inert);
        roll_csv_append_field(out, (RollText){inert->str, (guint32)inert->len});
        g_string_append_c(out, i + 1 < N_COLUMNS ? ',' : '\n');
    }
}

gboolean
hxl_write(const ReportContext *context, const gchar *folder, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    ReportRow row = report_rows(context->tables, "sessions");

    for (guint i = 0; i < N_COLUMNS; i++)
        g_string_append_printf(out, "%s%s", columns[i].head, i + 1 < N_COLUMNS ? "," : "\n");
    for (guint i = 0; i < N_COLUMNS; i++)
        g_string_append_printf(out, "%s%s", columns[i].tag, i + 1 < N_COLUMNS ? "," : "\n");
    while (report_next(&row))
        if (report_is(&row, "event", report_string(&row, "session")))
            append_row(context, &row, out);
    return report_write_text(folder, "4w.csv", out, error);
}
