#include "stages/report/check_rows.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/stream.h"

static const gchar *const names[CHECK_N_COLUMNS] = {
    [CHECK_EXPORT] = "export",
    [CHECK_KIND] = "kind",
    [CHECK_ORGANISATION] = "organisation_norm",
    [CHECK_OFFICER] = "officer",
    [CHECK_NAME] = "name_clean",
    [CHECK_TOPICS] = "topic_codes",
    [CHECK_START] = "start_date_norm",
    [CHECK_END] = "end_date_norm",
    [CHECK_ADM1] = "adm1_pcode",
    [CHECK_VENUE_ADM1] = "venue_adm1_pcode",
    [CHECK_UNIT] = "unit",
    [CHECK_LINE] = "line",
    [CHECK_SESSION] = "session",
    [CHECK_SEATS] = "seats_norm",
    [CHECK_STATUS] = "status",
};

CheckRows *
check_rows_new(const gchar *export_name)
{
    CheckRows *rows = g_new0(CheckRows, 1);

    rows->export_name = g_strdup(export_name);
    rows->texts = roll_dictionary_new();
    rows->planned = g_array_new(FALSE, FALSE, sizeof(CheckRow));
    rows->attended = g_array_new(FALSE, FALSE, sizeof(CheckRow));
    rows->serving = g_array_new(FALSE, FALSE, sizeof(CheckRow));
    rows->calendar = g_array_new(FALSE, FALSE, sizeof(CheckSession));
    return rows;
}

void
check_rows_free(CheckRows *rows)
{
    if (rows == NULL)
        return;
    roll_dictionary_free(rows->texts);
    g_array_unref(rows->planned);
    g_array_unref(rows->attended);
    g_array_unref(rows->serving);
    g_array_unref(rows->calendar);
    g_free(rows->export_name);
    g_free(rows);
}

/* ---- records ---- */

/* The numbers of a column's values, each looked up once; NULL where the batch has no such column.
 */
static guint32 *
numbers_of(CheckRows *rows, const RollColumn *column)
{
    return column != NULL ? roll_dictionary_add_column(rows->texts, column) : NULL;
}

static gboolean
is_kind(const CheckRows *rows, const CheckRow *row, const gchar *kind)
{
    return strcmp(check_text(rows, row->cells[CHECK_KIND]).data, kind) == 0;
}

/* A row that was set aside for a corrected one has no session. */
static void
keep(CheckRows *rows, const CheckRow *row)
{
    gboolean has_officer = row->cells[CHECK_OFFICER] != 0;
    gboolean is_own =
        strcmp(check_text(rows, row->cells[CHECK_EXPORT]).data, rows->export_name) == 0;

    if (is_own && is_kind(rows, row, "planned"))
        g_array_append_val(rows->planned, *row);
    else if (has_officer && is_kind(rows, row, "roll"))
        g_array_append_val(rows->serving, *row);
    else if (has_officer && row->cells[CHECK_SESSION] != 0 && is_kind(rows, row, "attendance"))
        g_array_append_val(rows->attended, *row);
    if (is_own && !is_kind(rows, row, "planned"))
        rows->unlike = row->cells[CHECK_KIND];
}

void
check_rows_add(CheckRows *rows, const RollBatch *batch)
{
    const RollColumn *columns[CHECK_N_COLUMNS];
    guint32 *numbers[CHECK_N_COLUMNS];

    for (guint i = 0; i < CHECK_N_COLUMNS; i++) {
        columns[i] = roll_batch_find(batch, names[i]);
        numbers[i] = numbers_of(rows, columns[i]);
    }
    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        CheckRow row = {0};

        for (guint i = 0; i < CHECK_N_COLUMNS; i++)
            if (numbers[i] != NULL)
                row.cells[i] = numbers[i][roll_column_code(columns[i], record)];
        keep(rows, &row);
    }
    for (guint i = 0; i < CHECK_N_COLUMNS; i++)
        g_free(numbers[i]);
}

/* ---- a calendar ---- */

static void
add_calendar(gpointer self, G_GNUC_UNUSED const gchar *table, const RollBatch *batch)
{
    CheckRows *rows = self;

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        CheckSession session = {
            .organisation = roll_dictionary_add(rows->texts, roll_batch_get(batch, "org", record)),
            .topics = roll_dictionary_add(rows->texts, roll_batch_get(batch, "topics", record)),
            .adm1 = roll_dictionary_add(rows->texts, roll_batch_get(batch, "adm1_code", record)),
            .start = roll_day_parse(roll_batch_get(batch, "start_date", record)),
            .end = roll_day_parse(roll_batch_get(batch, "end_date", record)),
            .is_planned = strcmp(roll_batch_get(batch, "status", record).data, "planned") == 0};

        g_array_append_val(rows->calendar, session);
    }
}

gboolean
check_rows_read_calendar(CheckRows *rows, const gchar *folder, GError **error)
{
    g_autofree gchar *path = g_build_filename(folder, "calendar.csv.gz", NULL);

    return roll_stream_each(roll_gzip_open(path, NULL, error), add_calendar, rows, error);
}
