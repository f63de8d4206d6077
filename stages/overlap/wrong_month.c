#include "stages/overlap/wrong_month.h"

#include "stages/overlap/earlier.h"

#define BACKLOG_MONTHS 4

/* Dated rows of one sort. */
typedef struct {
    guint32 n;
    guint32 n_outside;
    GHashTable *months; /* of those outside: first day of a month to their number */
} Tally;

/* Rows of an export.  One that was reported by an earlier run stands apart, since an export that
 * grows from month to month is of no wrong month; one that corrects another is in none. */
typedef struct {
    Tally held;
    Tally planned;
    Tally known;
} Export;

static void
tally_init(Tally *tally)
{
    tally->months = g_hash_table_new(NULL, NULL);
}

static void
export_clear(gpointer data)
{
    Export *self = data;

    g_hash_table_unref(self->held.months);
    g_hash_table_unref(self->planned.months);
    g_hash_table_unref(self->known.months);
}

static RollDay
month_start(RollDay day)
{
    RollCalendarDay date = roll_day_split(day);

    date.day = 1;
    return roll_day_join(date);
}

static void
count(Tally *tally, RollDay start, gboolean is_outside)
{
    gpointer month = GINT_TO_POINTER(month_start(start));
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(tally->months, month));

    tally->n++;
    if (!is_outside)
        return;
    tally->n_outside++;
    g_hash_table_insert(tally->months, month, GUINT_TO_POINTER(n + 1));
}

static void
count_entry(const OverlapTeller *teller, const OverlapEntry *entry, gboolean is_known, Export *self)
{
    const OverlapGroupKey *key =
        &g_array_index(teller->view->attendance->groups, OverlapGroup, entry->group).key;
    RollDay first = month_start(teller->month);
    RollDay end = MAX(key->start, key->end);

    if (key->start == 0)
        return;
    if (entry->role == OVERLAP_ATTENDED)
        count(is_known ? &self->known : &self->held, key->start,
              end < first || key->start > teller->month);
    else if (entry->role == OVERLAP_INVITED)
        count(is_known ? &self->known : &self->planned, key->start, end < first);
}

static gint
compare_months(gconstpointer a, gconstpointer b)
{
    return GPOINTER_TO_INT(a) - GPOINTER_TO_INT(b);
}

/* "2026-07 (3), 2026-08 (31)" */
static gchar *
list_months(GHashTable *months)
{
    g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(months), compare_months);
    GString *text = g_string_new(NULL);

    for (const GList *key = keys; key != NULL; key = key->next) {
        RollCalendarDay date = roll_day_split(GPOINTER_TO_INT(key->data));

        g_string_append_printf(text, "%s%04d-%02d (%u)", text->len > 0 ? ", " : "", date.year,
                               date.month,
                               GPOINTER_TO_UINT(g_hash_table_lookup(months, key->data)));
    }
    return g_string_free(text, FALSE);
}

/* The first export that an organisation ever sends may hold all it has taught: of more months than
 * a wrong file would, it is no fault. */
static gboolean
is_backlog(const OverlapTeller *teller, const OverlapExport *sent, const Tally *tally)
{
    const GArray *exports = teller->view->attendance->exports;

    for (guint i = 0; i < exports->len; i++) {
        const OverlapExport *other = &g_array_index(exports, OverlapExport, i);

        if (other->organisation == sent->organisation && !overlap_is_delivered(teller->view, other))
            return FALSE;
    }
    return g_hash_table_size(tally->months) >= BACKLOG_MONTHS;
}

/* Mostly is more than half. */
static gboolean
tell(const OverlapTeller *teller, const OverlapExport *sent, const Tally *tally,
     const gchar *message, GError **error)
{
    RollCalendarDay month = roll_day_split(teller->month);
    g_autofree gchar *months = list_months(tally->months);
    g_autofree gchar *asked = g_strdup_printf("%04d-%02d", month.year, month.month);
    g_autoptr(RollValues) values = roll_values_new();

    if (2 * tally->n_outside <= tally->n)
        return TRUE;
    roll_values_set_number(values, "outside", tally->n_outside);
    roll_values_set_number(values, "n", tally->n);
    roll_values_set(values, "month", asked);
    roll_values_set(values, "months", months);
    return overlap_tell_finding(teller, sent,
                                (RollFinding){.severity = is_backlog(teller, sent, tally)
                                                              ? ROLL_SEVERITY_INFO
                                                              : ROLL_SEVERITY_WARNING,
                                              .id = "wrong-month",
                                              .field = "start_date",
                                              .message = message,
                                              .hint = "hint",
                                              .values = values},
                                error);
}

/* Where nothing is new, what is old tells: it is last month's export once more. */
static gboolean
tell_export(const OverlapTeller *teller, const OverlapExport *sent, const Export *self,
            GError **error)
{
    gboolean has_news = self->held.n > 0 || self->planned.n > 0;

    return tell(teller, sent, &self->held, "held", error) &&
           tell(teller, sent, &self->planned, "planned", error) &&
           (has_news || tell(teller, sent, &self->known, "known", error));
}

gboolean
overlap_wrong_month_tell(const OverlapTeller *teller, GError **error)
{
    const OverlapAttendance *attendance = teller->view->attendance;
    g_autoptr(GArray) exports = g_array_new(FALSE, TRUE, sizeof(Export));
    g_autoptr(GArray) earlier = NULL;

    if (teller->month == 0)
        return TRUE;
    earlier = overlap_reported_list(teller->view, FALSE);
    g_array_set_size(exports, attendance->exports->len);
    g_array_set_clear_func(exports, export_clear);
    for (guint i = 0; i < exports->len; i++) {
        tally_init(&g_array_index(exports, Export, i).held);
        tally_init(&g_array_index(exports, Export, i).planned);
        tally_init(&g_array_index(exports, Export, i).known);
    }
    for (guint32 i = 0; i < attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(attendance, i);

        if (entry->group != OVERLAP_NONE && entry->action == OVERLAP_NEW)
            count_entry(teller, entry, overlap_reported_has(teller->view, earlier, entry),
                        &g_array_index(exports, Export, overlap_export_of(teller->view, entry)));
    }
    for (guint i = 0; i < exports->len; i++) {
        const OverlapExport *sent = &g_array_index(attendance->exports, OverlapExport, i);
        const Export *self = &g_array_index(exports, Export, i);

        if (overlap_is_delivered(teller->view, sent) && !tell_export(teller, sent, self, error))
            return FALSE;
    }
    return TRUE;
}
