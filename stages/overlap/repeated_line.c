#include "stages/overlap/repeated_line.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/duplicate.h"

typedef struct {
    const OverlapView *view;
    RollTable *table;
} Writer;

/* ---- a record a line ---- */

static const gchar *const line_columns[] = {
    "organisation", "export",    "line",        "row",           "officer", "session",
    "topic_code",   "other_org", "other_start", "other_session", NULL};

static gboolean
write_line(const Writer *writer, const OverlapEntry *entry, const OverlapDuplicate *pair,
           guint32 other, GError **error)
{
    const OverlapView *view = writer->view;
    guint32 session = overlap_session_of(view->sessions, entry);

    overlap_set_text(writer->table, 0, view, overlap_event(view, session)->organisation);
    overlap_set_text(writer->table, 1, view, entry->export_name);
    roll_table_set_number(writer->table, 2, entry->line);
    roll_table_set_number(writer->table, 3, entry->row);
    overlap_set_officer(writer->table, 4, view, pair->officer);
    overlap_set_session(writer->table, 5, view, session);
    overlap_set_topic(writer->table, 6, view, pair->topic);
    overlap_set_text(writer->table, 7, view, overlap_event(view, other)->organisation);
    overlap_set_day(writer->table, 8, overlap_event(view, other)->start);
    overlap_set_session(writer->table, 9, view, other);
    return roll_table_add(writer->table, error);
}

/* Every record behind either end of the pair. */
static gboolean
write_pair_lines(const Writer *writer, const OverlapDuplicate *pair, GError **error)
{
    const OverlapView *view = writer->view;
    const guint32 *places = overlap_list(view->entries_of, pair->officer);

    for (guint32 i = 0; i < overlap_list_n(view->entries_of, pair->officer); i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, places[i]);
        guint32 session = overlap_session_of(view->sessions, entry);
        guint32 event = session == OVERLAP_NONE ? session : overlap_event(view, session)->event;

        if (event == pair->a && !write_line(writer, entry, pair, pair->b, error))
            return FALSE;
        if (event == pair->b && !write_line(writer, entry, pair, pair->a, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_lines(const OverlapView *view, RollTable *table, GError **error)
{
    Writer writer = {view, table};

    for (guint i = 0; i < view->duplicates->len; i++)
        if (!write_pair_lines(&writer, overlap_duplicate_at(view, i), error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_repeated_line_report = {"duplicate_lines", line_columns, write_lines};
