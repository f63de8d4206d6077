#include "stages/overlap/absent.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/earlier.h"

#define MAX_LINES 10 /* named in a finding */

typedef struct {
    const OverlapView *view;
    GArray *now;        /* of OverlapReported */
    GArray *earlier;    /* the same */
    guint32 *n_keys;    /* by export: distinct keys of earlier ones */
    GHashTable *shared; /* an export and an earlier one, to the number of keys both have */
} Search;

static void
absence_clear(gpointer data)
{
    OverlapAbsence *absence = data;

    g_array_unref(absence->entries);
}

static const OverlapReported *
reported_at(const GArray *list, guint place)
{
    return &g_array_index(list, OverlapReported, place);
}

static guint32
export_at(const Search *search, const GArray *list, guint place)
{
    return overlap_export_of(
        search->view, overlap_entry(search->view->attendance, reported_at(list, place)->entry));
}

static guint32
organisation_of(const Search *search, guint32 place)
{
    return g_array_index(search->view->attendance->exports, OverlapExport, place).organisation;
}

/* TRUE for the first entry of its export that has its key: a day sheet has several. */
static gboolean
is_first(const Search *search, const GArray *list, guint place)
{
    guint64 key = reported_at(list, place)->key;
    guint32 export_place = export_at(search, list, place);

    for (guint i = place; i > 0 && reported_at(list, i - 1)->key == key; i--)
        if (export_at(search, list, i - 1) == export_place)
            return FALSE;
    return TRUE;
}

static void
count_keys(Search *search)
{
    for (guint i = 0; i < search->earlier->len; i++)
        if (is_first(search, search->earlier, i))
            search->n_keys[export_at(search, search->earlier, i)]++;
}

static guint64 *
pair_of(guint64 *pair, guint32 sent, guint32 previous)
{
    *pair = (guint64)sent << 32 | previous;
    return pair;
}

static guint
n_shared(const Search *search, guint32 sent, guint32 previous)
{
    guint64 pair = 0;

    return GPOINTER_TO_UINT(g_hash_table_lookup(search->shared, pair_of(&pair, sent, previous)));
}

/* The earlier exports of the same organisation that have the key at @place of this run's. */
static void
count_shared(Search *search, guint place)
{
    guint64 key = reported_at(search->now, place)->key;
    guint32 sent = export_at(search, search->now, place);

    for (guint i = overlap_reported_find(search->earlier, key);
         i < search->earlier->len && reported_at(search->earlier, i)->key == key; i++) {
        guint32 previous = export_at(search, search->earlier, i);
        guint64 *pair = g_new(guint64, 1);

        if (organisation_of(search, previous) == organisation_of(search, sent) &&
            is_first(search, search->earlier, i))
            g_hash_table_replace(search->shared, pair_of(pair, sent, previous),
                                 GUINT_TO_POINTER(n_shared(search, sent, previous) + 1));
        else
            g_free(pair);
    }
}

/* The earlier export that @sent carries on; OVERLAP_NONE when it carries on none. */
static guint32
find_previous(const Search *search, guint32 sent)
{
    guint32 previous = OVERLAP_NONE;
    guint most = 0;

    for (guint32 i = 0; i < search->view->attendance->exports->len; i++) {
        guint n = n_shared(search, sent, i);

        if (2 * n <= search->n_keys[i] || n < most)
            continue;
        previous = i;
        most = n;
    }
    return previous;
}

static void
add_absence(Search *search, guint32 sent, guint32 previous, GArray *absences)
{
    const OverlapAttendance *attendance = search->view->attendance;
    OverlapAbsence absence = {.sent = sent,
                              .previous = previous,
                              .n = search->n_keys[previous],
                              .entries = g_array_new(FALSE, FALSE, sizeof(guint32))};

    for (guint32 i = 0; i < attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(attendance, i);

        if (overlap_export_of(search->view, entry) == previous &&
            overlap_reported_key(search->view, entry) != 0 &&
            !overlap_reported_has(search->view, search->now, entry))
            g_array_append_val(absence.entries, i);
    }
    if (absence.entries->len > 0)
        g_array_append_val(absences, absence);
    else
        absence_clear(&absence);
}

static void
find_all(Search *search, GArray *absences)
{
    const GArray *exports = search->view->attendance->exports;

    count_keys(search);
    for (guint i = 0; i < search->now->len; i++)
        if (is_first(search, search->now, i))
            count_shared(search, i);
    for (guint32 i = 0; i < exports->len; i++) {
        guint32 previous = OVERLAP_NONE;

        if (overlap_is_delivered(search->view, &g_array_index(exports, OverlapExport, i)))
            previous = find_previous(search, i);
        if (previous != OVERLAP_NONE)
            add_absence(search, i, previous, absences);
    }
}

GArray *
overlap_absent_find(const OverlapView *view)
{
    GArray *absences = g_array_new(FALSE, FALSE, sizeof(OverlapAbsence));
    g_autoptr(GArray) earlier = overlap_reported_list(view, FALSE);
    g_autoptr(GArray) now = NULL;
    g_autofree guint32 *n_keys = g_new0(guint32, MAX(view->attendance->exports->len, 1));
    g_autoptr(GHashTable) shared = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Search search = {view, NULL, earlier, n_keys, shared};

    g_array_set_clear_func(absences, absence_clear);
    if (earlier->len == 0)
        return absences;
    now = overlap_reported_list(view, TRUE);
    search.now = now;
    find_all(&search, absences);
    return absences;
}

/* "4, 9, 12" and how many more. */
static void
name_lines(const OverlapView *view, const GArray *entries, RollValues *values)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    guint n_named = MIN(entries->len, MAX_LINES);

    for (guint i = 0; i < n_named; i++)
        g_string_append_printf(
            lines, "%s%u", i > 0 ? ", " : "",
            overlap_entry(view->attendance, g_array_index(entries, guint32, i))->line);
    roll_values_set(values, "lines", lines->str);
    roll_values_set_number(values, "more", entries->len - n_named);
    roll_values_set_number(values, "n", entries->len);
}

gboolean
overlap_absent_tell(const OverlapTeller *teller, GError **error)
{
    const OverlapAttendance *attendance = teller->view->attendance;

    for (guint i = 0; i < teller->view->absences->len; i++) {
        const OverlapAbsence *absence = &g_array_index(teller->view->absences, OverlapAbsence, i);
        const OverlapExport *previous =
            &g_array_index(attendance->exports, OverlapExport, absence->previous);
        g_autoptr(RollValues) values = roll_values_new();

        roll_values_set(values, "file", overlap_text(attendance, previous->file));
        name_lines(teller->view, absence->entries, values);
        if (!overlap_tell_finding(teller,
                                  &g_array_index(attendance->exports, OverlapExport, absence->sent),
                                  (RollFinding){.severity = ROLL_SEVERITY_WARNING,
                                                .id = "not-reported",
                                                .message = "message",
                                                .hint = "hint",
                                                .values = values},
                                  error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the table ---- */

static const gchar *const columns[] = {"organisation", "export",  "previous_export", "kind", "line",
                                       "row",          "officer", "session",         NULL};

static gboolean
write_entry(const OverlapView *view, RollTable *table, const OverlapAbsence *absence, guint32 place,
            GError **error)
{
    const GArray *exports = view->attendance->exports;
    const OverlapExport *sent = &g_array_index(exports, OverlapExport, absence->sent);
    const OverlapEntry *entry = overlap_entry(view->attendance, place);
    guint32 session = overlap_session_of(view->sessions, entry);

    overlap_set_text(table, 0, view, sent->organisation);
    overlap_set_text(table, 1, view, sent->export_name);
    overlap_set_text(table, 2, view, entry->export_name);
    roll_table_set_string(table, 3, entry->role == OVERLAP_ON_ROLL ? "roll" : "session");
    roll_table_set_number(table, 4, entry->line);
    roll_table_set_number(table, 5, entry->row);
    overlap_set_officer(table, 6, view, entry->officer);
    if (session != OVERLAP_NONE)
        overlap_set_session(table, 7, view, session);
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->absences->len; i++) {
        const OverlapAbsence *absence = &g_array_index(view->absences, OverlapAbsence, i);

        for (guint j = 0; j < absence->entries->len; j++)
            if (!write_entry(view, table, absence, g_array_index(absence->entries, guint32, j),
                             error))
                return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_absent_report = {"not_reported", columns, write_all};
