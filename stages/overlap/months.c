#include "stages/overlap/months.h"

#include "stages/overlap/cell.h"

#define N_MONTHS 25     /* this one and the two years before */
#define SINCE    100000 /* months: a window without end */

static const gchar *const columns[] = {
    "month",    "n_sessions", "reported_12",    "people_12",    "women_12", "sex_known_12",
    "seats_12", "repeats_12", "officers_twice", "provinces_24", NULL};

/* Place 0 is the month two years before the report's, N_MONTHS - 1 the report's own.  Windows of
 * 12 and 24 months reach further back. */
typedef struct {
    guint64 n_sessions[N_MONTHS];
    guint64 reported[N_MONTHS];
    guint64 people[N_MONTHS];
    guint64 women[N_MONTHS];
    guint64 sexed[N_MONTHS]; /* people whose sex is known */
    guint64 seats[N_MONTHS];
    guint64 repeats[N_MONTHS];
    guint64 twice[N_MONTHS];
    guint64 provinces[N_MONTHS];
} Series;

typedef struct {
    const OverlapView *view;
    Series *series;
} Maker;

/* Months from the first of the series to that of @day; may lie outside. */
static gint
month_of(const OverlapView *view, RollDay day)
{
    RollCalendarDay last = roll_day_split(view->as_of);
    RollCalendarDay date = roll_day_split(day);

    return (date.year - last.year) * 12 + date.month - last.month + N_MONTHS - 1;
}

/* Bits of the months in whose window of @n_window months one of @month falls. */
static guint32
window_of(gint month, gint n_window)
{
    guint32 bits = 0;

    for (gint m = MAX(month, 0); m < MIN(month + n_window, N_MONTHS); m++)
        bits |= 1u << m;
    return bits;
}

static void
add_bits(guint64 *sums, guint32 bits, guint64 n)
{
    for (gint m = 0; m < N_MONTHS; m++)
        if (bits & (1u << m))
            sums[m] += n;
}

static void
count_sessions(const Maker *maker)
{
    const OverlapView *view = maker->view;
    g_autoptr(GHashTable) provinces = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer bits;

    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const OverlapSession *session = overlap_event(view, place);
        gpointer key = GUINT_TO_POINTER(session->adm1);
        gint month;

        if (session->status != OVERLAP_HELD || session->start == 0 || session->start > view->as_of)
            continue;
        month = month_of(view, session->start);
        add_bits(maker->series->reported, window_of(month, 12), session->n_people);
        if (session->event != place)
            continue;
        add_bits(maker->series->n_sessions, window_of(month, 1), 1);
        if (session->adm1 != 0)
            g_hash_table_insert(
                provinces, key,
                GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(provinces, key)) |
                                 window_of(month, 24)));
    }
    g_hash_table_iter_init(&iter, provinces);
    while (g_hash_table_iter_next(&iter, NULL, &bits))
        add_bits(maker->series->provinces, GPOINTER_TO_UINT(bits), 1);
}

static void
count_people(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        guint32 bits = 0;

        for (guint32 i = view->events_of->starts[officer]; i < view->events_of->starts[officer + 1];
             i++) {
            const OverlapSession *event = overlap_event(view, view->events_of->items[i]);
            guint32 window;

            if (event->status != OVERLAP_HELD || event->start == 0 || event->start > view->as_of)
                continue;
            window = window_of(month_of(view, event->start), 12);
            bits |= window;
            add_bits(maker->series->seats, window, 1);
            add_bits(maker->series->repeats, window, view->is_repeat[i]);
        }
        add_bits(maker->series->people, bits, 1);
        if (view->officers[officer].sex != '\0')
            add_bits(maker->series->sexed, bits, 1);
        if (view->officers[officer].sex == 'F')
            add_bits(maker->series->women, bits, 1);
    }
}

/* Officers taught a topic again by the end of the month. */
static void
count_twice(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint i = 0; i < view->duplicates->len;) {
        guint32 officer = g_array_index(view->duplicates, OverlapDuplicate, i).officer;
        guint32 bits = 0;

        for (; i < view->duplicates->len; i++) {
            const OverlapDuplicate *pair = &g_array_index(view->duplicates, OverlapDuplicate, i);
            RollDay day = overlap_event(view, pair->b)->start;

            if (pair->officer != officer)
                break;
            if (day <= view->as_of)
                bits |= window_of(month_of(view, day), SINCE);
        }
        add_bits(maker->series->twice, bits, 1);
    }
}

static gboolean
write_month(const Maker *maker, RollTable *table, gint month, GError **error)
{
    const Series *series = maker->series;
    const guint64 values[] = {
        series->n_sessions[month], series->reported[month], series->people[month],
        series->women[month],      series->sexed[month],    series->seats[month],
        series->repeats[month],    series->twice[month],    series->provinces[month]};
    /* the 28th lies in every month, so that none is skipped */
    RollCalendarDay date = roll_day_split(maker->view->as_of);

    date.day = 28;
    overlap_set_month(table, 0, roll_day_add_months(roll_day_join(date), month - N_MONTHS + 1));
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        roll_table_set_number(table, i + 1, (gint64)values[i]);
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    Series series = {0};
    Maker maker = {view, &series};

    if (view->as_of == 0)
        return TRUE;
    count_sessions(&maker);
    count_people(&maker);
    count_twice(&maker);
    for (gint month = 0; month < N_MONTHS; month++)
        if (!write_month(&maker, table, month, error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_month_report = {"months", columns, write_all};
