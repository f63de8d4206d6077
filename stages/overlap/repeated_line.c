#include "stages/overlap/repeated_line.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/duplicate.h"

static const gchar *const columns[] = {"organisation", "export",      "line",       "row",
                                       "officer",      "session",     "topic_code", "n_others",
                                       "other_orgs",   "other_dates", NULL};

typedef struct {
    const OverlapView *view;
    RollTable *table;
    guint from; /* pairs of one officer and one topic */
    guint to;
    GString *dates;
} Writer;

/* The events that a record's event makes a pair with: whose they are, and when. */
static gint64
write_others(const Writer *writer, guint32 event)
{
    const OverlapView *view = writer->view;
    g_auto(OverlapTextList) organisations = {0};
    gint64 n = 0;

    g_string_truncate(writer->dates, 0);
    for (guint i = writer->from; i < writer->to; i++) {
        const OverlapDuplicate *pair = overlap_duplicate_at(view, i);
        gchar day[ROLL_DAY_MAX];
        const OverlapSession *other;

        if (pair->a != event && pair->b != event)
            continue;
        other = overlap_event(view, pair->a == event ? pair->b : pair->a);
        overlap_text_list_add(&organisations, other->organisation);
        roll_day_format(other->start, day);
        if (n++ > 0)
            g_string_append_c(writer->dates, ';');
        g_string_append(writer->dates, day);
    }
    if (n == 0)
        return 0;
    roll_table_set_number(writer->table, 7, n);
    overlap_set_texts(writer->table, 8, view, &organisations);
    overlap_set_string(writer->table, 9, writer->dates);
    return n;
}

static gboolean
write_entry(const Writer *writer, const OverlapEntry *entry, GError **error)
{
    const OverlapView *view = writer->view;
    guint32 session = overlap_session_of(view->sessions, entry);

    if (session == OVERLAP_NONE || entry->role != OVERLAP_ATTENDED ||
        write_others(writer, overlap_event(view, session)->event) == 0)
        return TRUE;
    overlap_set_text(writer->table, 0, view, overlap_event(view, session)->organisation);
    overlap_set_text(writer->table, 1, view, entry->export_name);
    roll_table_set_number(writer->table, 2, entry->line);
    roll_table_set_number(writer->table, 3, entry->row);
    overlap_set_officer(writer->table, 4, view, entry->officer);
    overlap_set_session(writer->table, 5, view, session);
    overlap_set_topic(writer->table, 6, view, overlap_duplicate_at(view, writer->from)->topic);
    return roll_table_add(writer->table, error);
}

static gboolean
write_run(const Writer *writer, GError **error)
{
    const OverlapView *view = writer->view;
    guint32 officer = overlap_duplicate_at(view, writer->from)->officer;
    const guint32 *places = overlap_list(view->entries_of, officer);

    for (guint32 i = 0; i < overlap_list_n(view->entries_of, officer); i++)
        if (!write_entry(writer, overlap_entry(view->attendance, places[i]), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GString) dates = g_string_new(NULL);
    Writer writer = {.view = view, .table = table, .dates = dates};

    for (; writer.from < view->duplicates->len; writer.from = writer.to) {
        writer.to = overlap_duplicate_run(view, writer.from);
        if (!write_run(&writer, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_repeated_line_report = {"duplicate_lines", columns, write_all};
