#include "stages/overlap/submission.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/earlier.h"

enum {
    MONTH,
    ORG,
    STATE,
    N_FILES,
    ROWS,
    REFUSED,
    PCT_REFUSED,
    PCT_PLACE_CODED,
    PCT_TOPIC_CODED,
    PCT_DATED,
    PCT_LOST,
    PREV_MONTH_DELTA,
};

const gchar *const overlap_submission_columns[] = {"month",
                                                   "org",
                                                   "state",
                                                   "n_files",
                                                   "rows",
                                                   "refused",
                                                   "pct_refused",
                                                   "pct_place_coded",
                                                   "pct_topic_coded",
                                                   "pct_dated",
                                                   "pct_lost",
                                                   "prev_month_delta",
                                                   NULL};

/* What an organisation sent this month. */
typedef struct {
    gchar *code; /* owned */
    gboolean reports_sessions;
    guint n_files;
    guint64 n_refused;
    OverlapExport sum;   /* of its files */
    gdouble lost_before; /* per cent of the latest month before with a file; under 0: none */
} Sender;

typedef struct {
    const OverlapView *view;
    RollTable *table;
    GPtrArray *senders;  /* of Sender */
    GHashTable *by_code; /* code to Sender */
    GHashTable *late;    /* "2026-08 HBF" of the sessions that came with this run; NULL: not made */
} Writer;

static void
sender_free(gpointer data)
{
    Sender *sender = data;

    g_free(sender->code);
    g_free(sender);
}

static Sender *
sender_of(const Writer *writer, const gchar *code)
{
    Sender *sender = g_hash_table_lookup(writer->by_code, code);

    if (sender != NULL)
        return sender;
    sender = g_new0(Sender, 1);
    sender->code = g_strdup(code);
    sender->lost_before = -1;
    g_ptr_array_add(writer->senders, sender);
    g_hash_table_insert(writer->by_code, sender->code, sender);
    return sender;
}

/* Those who send rolls or equipment alone are not expected every month. */
static void
add_export(const Writer *writer, const OverlapQuality *quality, const OverlapExport *sent)
{
    Sender *sender;

    if (sent->organisation == 0)
        return;
    sender = sender_of(writer, overlap_text(writer->view->attendance, sent->organisation));
    sender->reports_sessions = sender->reports_sessions || sent->n_sessions > 0;
    if (!overlap_is_delivered(writer->view, sent))
        return;
    sender->n_files++;
    sender->n_refused += overlap_quality_n_refused(quality, writer->view, sent);
    sender->sum.n_rows += sent->n_rows;
    sender->sum.n_places += sent->n_places;
    sender->sum.n_placed += sent->n_placed;
    sender->sum.n_sessions += sent->n_sessions;
    sender->sum.n_topical += sent->n_topical;
    sender->sum.n_dated += sent->n_dated;
}

/* Of the places, topics and dates that rows should have; a refused row has lost all three. */
static gdouble
lost_of(const Sender *sender)
{
    const OverlapExport *sum = &sender->sum;
    guint64 n_cells = sum->n_places + 2 * sum->n_sessions + 3 * sender->n_refused;
    guint64 n_sound = sum->n_placed + sum->n_topical + sum->n_dated;

    return n_cells == 0 ? -1 : 100 * (gdouble)(n_cells - n_sound) / (gdouble)n_cells;
}

/* ---- earlier months ---- */

static gchar *
late_key(RollDay day, const gchar *code)
{
    RollCalendarDay date = roll_day_split(day);

    return g_strdup_printf("%04d-%02d %s", date.year, date.month, code);
}

/* The months of the sessions that this run's files tell of, by organisation. */
static GHashTable *
find_late(const OverlapView *view)
{
    GHashTable *late = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint32 last_session = OVERLAP_NONE;

    for (guint32 i = 0; i < view->attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        guint32 session = overlap_session_of(view->sessions, entry);
        const OverlapExport *sent;

        if (entry->role != OVERLAP_ATTENDED || session == OVERLAP_NONE || session == last_session)
            continue;
        sent = &g_array_index(view->attendance->exports, OverlapExport,
                              overlap_export_of(view, entry));
        if (!overlap_is_delivered(view, sent))
            continue;
        last_session = session;
        g_hash_table_add(late, late_key(overlap_event(view, session)->start,
                                        overlap_text(view->attendance, sent->organisation)));
    }
    return late;
}

static gboolean
has_come(Writer *writer, RollText month, const gchar *code)
{
    g_autofree gchar *key = g_strconcat(month.data, " ", code, NULL);

    if (writer->late == NULL)
        writer->late = find_late(writer->view);
    return g_hash_table_contains(writer->late, key);
}

static gboolean
is_recent(const OverlapView *view, RollText month)
{
    RollDay day = roll_day_parse_month(month);

    return day != 0 && day < view->as_of &&
           day > roll_day_add_months(view->as_of, -OVERLAP_SUBMISSION_MONTHS);
}

static gboolean
write_earlier(Writer *writer, const RollBatch *batch, guint record, GError **error)
{
    RollText month = roll_batch_get(batch, overlap_submission_columns[MONTH], record);
    const gchar *code = roll_batch_get(batch, overlap_submission_columns[ORG], record).data;
    RollText lost = roll_batch_get(batch, overlap_submission_columns[PCT_LOST], record);
    Sender *sender;

    if (!is_recent(writer->view, month))
        return TRUE;
    sender = sender_of(writer, code);
    sender->reports_sessions = TRUE;
    if (lost.length > 0)
        sender->lost_before = g_ascii_strtod(lost.data, NULL);
    for (guint i = 0; overlap_submission_columns[i] != NULL; i++)
        roll_table_set(writer->table, i,
                       roll_batch_get(batch, overlap_submission_columns[i], record));
    if (strcmp(roll_batch_get(batch, overlap_submission_columns[STATE], record).data, "missing") ==
            0 &&
        has_come(writer, month, code))
        roll_table_set_string(writer->table, STATE, "late");
    return roll_table_add(writer->table, error);
}

static gboolean
write_all_earlier(Writer *writer, GError **error)
{
    for (guint i = 0; i < writer->view->submissions->len; i++) {
        const RollBatch *batch = g_ptr_array_index(writer->view->submissions, i);

        for (guint record = 0; record < roll_batch_n_records(batch); record++)
            if (!write_earlier(writer, batch, record, error))
                return FALSE;
    }
    return TRUE;
}

/* ---- this month ---- */

static void
set_shares(const Writer *writer, const Sender *sender)
{
    const OverlapExport *sum = &sender->sum;
    guint64 n_rows = sum->n_rows + sender->n_refused;
    gdouble lost = lost_of(sender);

    roll_table_set_number(writer->table, ROWS, (gint64)n_rows);
    roll_table_set_number(writer->table, REFUSED, (gint64)sender->n_refused);
    overlap_set_percent(writer->table, PCT_REFUSED, (gdouble)sender->n_refused, (gdouble)n_rows);
    overlap_set_percent(writer->table, PCT_PLACE_CODED, (gdouble)sum->n_placed,
                        (gdouble)sum->n_places);
    overlap_set_percent(writer->table, PCT_TOPIC_CODED, (gdouble)sum->n_topical,
                        (gdouble)sum->n_sessions);
    overlap_set_percent(writer->table, PCT_DATED, (gdouble)sum->n_dated, (gdouble)sum->n_sessions);
    if (lost < 0)
        return;
    roll_table_set_real(writer->table, PCT_LOST, lost, 1);
    if (sender->lost_before >= 0)
        roll_table_set_real(writer->table, PREV_MONTH_DELTA, lost - sender->lost_before, 1);
}

static gboolean
write_sender(const Writer *writer, const Sender *sender, GError **error)
{
    if (!sender->reports_sessions)
        return TRUE;
    overlap_set_month(writer->table, MONTH, writer->view->as_of);
    roll_table_set_string(writer->table, ORG, sender->code);
    roll_table_set_string(writer->table, STATE, sender->n_files > 0 ? "on time" : "missing");
    roll_table_set_number(writer->table, N_FILES, sender->n_files);
    if (sender->n_files > 0)
        set_shares(writer, sender);
    return roll_table_add(writer->table, error);
}

static gint
compare_senders(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Sender *const *)a)->code, (*(const Sender *const *)b)->code);
}

gboolean
overlap_submission_write(const OverlapQuality *quality, const OverlapView *view, RollTable *table,
                         GError **error)
{
    g_autoptr(GArray) exports = overlap_quality_exports(quality, view);
    g_autoptr(GPtrArray) senders = g_ptr_array_new_with_free_func(sender_free);
    g_autoptr(GHashTable) by_code = g_hash_table_new(g_str_hash, g_str_equal);
    Writer writer = {view, table, senders, by_code, NULL};
    gboolean is_sound;

    if (view->as_of == 0)
        return TRUE;
    is_sound = write_all_earlier(&writer, error);
    g_clear_pointer(&writer.late, g_hash_table_unref);
    if (!is_sound)
        return FALSE;
    for (guint i = 0; i < exports->len; i++)
        add_export(&writer, quality, &g_array_index(exports, OverlapExport, i));
    g_ptr_array_sort(senders, compare_senders);
    for (guint i = 0; i < senders->len; i++)
        if (!write_sender(&writer, g_ptr_array_index(senders, i), error))
            return FALSE;
    return TRUE;
}
