#include "stages/overlap/coverage.h"

typedef struct {
    const OverlapView *view;
    OverlapCoverage *coverage;
    GHashTable *units; /* place and unit, packed, to place + 1 */
    guint8 *is_twice;  /* by officer */
    guint8 *had;       /* by topic, of the officer at hand */
} Maker;

static guint32
add_place(GArray *places, GHashTable *numbers, gpointer key, OverlapPlace place)
{
    guint32 known = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));

    if (known != 0)
        return known - 1;
    g_array_append_val(places, place);
    g_hash_table_insert(numbers, key, GUINT_TO_POINTER(places->len));
    return places->len - 1;
}

static guint32
province_of(const Maker *maker, guint32 adm1)
{
    return add_place(maker->coverage->places, maker->coverage->numbers, GUINT_TO_POINTER(adm1),
                     (OverlapPlace){.adm1 = adm1});
}

static guint32
unit_of(const Maker *maker, guint32 adm1, guint32 unit)
{
    return add_place(maker->coverage->places, maker->units,
                     GSIZE_TO_POINTER((gsize)adm1 << 32 | unit),
                     (OverlapPlace){.adm1 = adm1, .unit = unit});
}

/* ---- which places there are ---- */

static void
find_places(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint i = 0; i < view->attendance->strengths->len; i++) {
        const OverlapStrength *strength =
            &g_array_index(view->attendance->strengths, OverlapStrength, i);

        if (strength->adm1 == 0)
            continue;
        province_of(maker, strength->adm1);
        unit_of(maker, strength->adm1, strength->unit);
    }
    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        guint32 home = view->officers[officer].home;
        const OverlapEntry *entry =
            home != OVERLAP_NONE ? overlap_entry(view->attendance, home) : NULL;

        if (entry == NULL || entry->adm1 == 0)
            continue;
        province_of(maker, entry->adm1);
        unit_of(maker, entry->adm1, entry->unit);
    }
    for (guint32 event = 0; event < overlap_n_sessions(view); event++)
        if (overlap_event(view, event)->adm1 != 0)
            province_of(maker, overlap_event(view, event)->adm1);
}

static gint
compare_places(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const OverlapPlace *x = a;
    const OverlapPlace *y = b;
    gint order =
        strcmp(overlap_text(view->attendance, x->adm1), overlap_text(view->attendance, y->adm1));

    return order != 0 ? order
                      : strcmp(overlap_text(view->attendance, x->unit),
                               overlap_text(view->attendance, y->unit));
}

/* The officers without a unit need no line of their own beside that of their province. */
static void
sort_places(const Maker *maker)
{
    OverlapCoverage *coverage = maker->coverage;
    guint n = 0;
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = maker->view}; /* g_array_sort_with_data() takes no const */

    g_array_sort_with_data(coverage->places, compare_places, self.out);
    for (guint i = 0; i < coverage->places->len; i++)
        if (i == 0 || overlap_place(coverage, i)->unit != 0 ||
            overlap_place(coverage, n - 1)->adm1 != overlap_place(coverage, i)->adm1)
            *overlap_place(coverage, n++) = *overlap_place(coverage, i);
    g_array_set_size(coverage->places, n);
    g_hash_table_remove_all(coverage->numbers);
    g_hash_table_remove_all(maker->units);
    for (guint32 i = 0; i < n; i++) {
        const OverlapPlace *place = overlap_place(coverage, i);

        if (place->unit == 0)
            g_hash_table_insert(coverage->numbers, GUINT_TO_POINTER(place->adm1),
                                GUINT_TO_POINTER(i + 1));
        else
            g_hash_table_insert(maker->units,
                                GSIZE_TO_POINTER((gsize)place->adm1 << 32 | place->unit),
                                GUINT_TO_POINTER(i + 1));
    }
}

/* ---- the denominator ---- */

/* Rolls come every month: the latest export's figure of a unit counts, once. */
static void
take_strengths(const Maker *maker)
{
    const OverlapView *view = maker->view;
    OverlapCoverage *coverage = maker->coverage;
    g_autofree guint32 *exports = g_new0(guint32, MAX(coverage->places->len, 1));

    for (guint i = 0; i < view->attendance->strengths->len; i++) {
        const OverlapStrength *strength =
            &g_array_index(view->attendance->strengths, OverlapStrength, i);
        guint32 place = strength->adm1 == 0   ? OVERLAP_NONE
                        : strength->unit == 0 ? province_of(maker, strength->adm1)
                                              : unit_of(maker, strength->adm1, strength->unit);

        if (place == OVERLAP_NONE)
            continue;
        if (exports[place] != strength->export_name)
            overlap_place(coverage, place)->establishment = 0;
        exports[place] = strength->export_name;
        overlap_place(coverage, place)->establishment += strength->strength;
        overlap_place(coverage, place)->basis = OVERLAP_STRENGTH;
    }
}

static void
count_named(const Maker *maker, guint32 place)
{
    OverlapPlace *self = overlap_place(maker->coverage, place);

    if (self->basis == OVERLAP_STRENGTH)
        return;
    self->basis = OVERLAP_NAMED;
    self->establishment++;
}

/* A province whose own strength was not given has that of its units. */
static void
sum_units(const Maker *maker, const guint32 *n_named_without_unit)
{
    OverlapCoverage *coverage = maker->coverage;

    for (guint32 i = 0; i < coverage->places->len; i++) {
        OverlapPlace *province = overlap_place(coverage, i);

        if (province->unit != 0 || province->basis == OVERLAP_STRENGTH)
            continue;
        province->establishment = n_named_without_unit[i];
        province->basis = n_named_without_unit[i] > 0 ? OVERLAP_NAMED : OVERLAP_NO_ROLL;
        for (guint32 j = i + 1;
             j < coverage->places->len && overlap_place(coverage, j)->adm1 == province->adm1; j++) {
            const OverlapPlace *unit = overlap_place(coverage, j);

            province->establishment += unit->establishment;
            if (unit->basis == OVERLAP_STRENGTH || province->basis == OVERLAP_NO_ROLL)
                province->basis = unit->basis;
        }
    }
}

static void
take_rolls(const Maker *maker)
{
    const OverlapView *view = maker->view;
    g_autofree guint32 *n_without_unit = g_new0(guint32, MAX(maker->coverage->places->len, 1));

    take_strengths(maker);
    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        const OverlapEntry *entry;

        if (!view->officers[officer].on_roll)
            continue;
        entry = overlap_entry(view->attendance, view->officers[officer].home);
        if (entry->adm1 == 0)
            continue;
        if (entry->unit == 0)
            n_without_unit[province_of(maker, entry->adm1)]++;
        else
            count_named(maker, unit_of(maker, entry->adm1, entry->unit));
    }
    sum_units(maker, n_without_unit);
}

/* ---- the trained ---- */

static void
count_topic(const Maker *maker, guint32 place, guint32 topic, RollDay start, gboolean on_roll)
{
    OverlapCoverage *coverage = maker->coverage;
    gsize cell = (gsize)place * coverage->n_topics + topic;

    coverage->last_topic[cell] = MAX(coverage->last_topic[cell], start);
    if (maker->had[topic])
        return;
    maker->had[topic] = 1;
    coverage->n_topic[cell]++;
    coverage->n_topic_on_roll[cell] += on_roll ? 1 : 0;
}

/* The latest day on which the officer attended anything; 0: never, or on no known day. */
static RollDay
count_topics(const Maker *maker, guint32 officer, guint32 province, guint32 *n_attended)
{
    const OverlapView *view = maker->view;
    const guint32 *places = overlap_list(view->events_of, officer);
    RollDay last = 0;

    memset(maker->had, 0, maker->coverage->n_topics);
    *n_attended = 0;
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, places[i]);

        if (event->status != OVERLAP_HELD)
            continue;
        (*n_attended)++;
        last = MAX(last, event->start);
        for (guint32 t = 0; t < event->taught.n; t++)
            count_topic(maker, province, event->taught.topics[t], event->start,
                        view->officers[officer].on_roll);
    }
    return last;
}

static void
count_officer(const Maker *maker, guint32 officer, guint32 place, RollDay last)
{
    OverlapPlace *self = overlap_place(maker->coverage, place);
    const OverlapOfficer *person = &maker->view->officers[officer];

    self->n_trained++;
    self->n_on_roll += person->on_roll ? 1 : 0;
    self->n_women += person->sex == 'F';
    self->n_twice += maker->is_twice[officer];
    self->last = MAX(self->last, last);
}

static void
count_officers(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        guint32 home = view->officers[officer].home;
        guint32 n_attended = 0;
        const OverlapEntry *entry;
        RollDay last;

        if (home == OVERLAP_NONE || overlap_entry(view->attendance, home)->adm1 == 0)
            continue;
        entry = overlap_entry(view->attendance, home);
        last = count_topics(maker, officer, province_of(maker, entry->adm1), &n_attended);
        if (n_attended == 0)
            continue;
        count_officer(maker, officer, province_of(maker, entry->adm1), last);
        if (entry->unit != 0)
            count_officer(maker, officer, unit_of(maker, entry->adm1, entry->unit), last);
    }
}

static void
count_events(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint32 event = 0; event < overlap_n_sessions(view); event++) {
        const OverlapSession *session = overlap_event(view, event);
        OverlapPlace *place;

        if (session->adm1 == 0 || session->event != event)
            continue;
        place = overlap_place(maker->coverage, province_of(maker, session->adm1));
        if (session->status == OVERLAP_HELD) {
            place->n_events++;
            place->last = MAX(place->last, session->start);
        } else if (session->status == OVERLAP_PLANNED && session->start > view->as_of) {
            place->n_planned++;
        }
    }
}

OverlapCoverage *
overlap_coverage_new(const OverlapView *view)
{
    OverlapCoverage *coverage = g_new0(OverlapCoverage, 1);
    g_autoptr(GHashTable) units = g_hash_table_new(NULL, NULL);
    g_autofree guint8 *is_twice = g_new0(guint8, MAX(view->n_officers, 1));
    g_autofree guint8 *had = g_new0(guint8, MAX(view->topics->topics->len, 1));
    Maker maker = {view, coverage, units, is_twice, had};
    gsize n_cells;

    coverage->places = g_array_new(FALSE, TRUE, sizeof(OverlapPlace));
    coverage->numbers = g_hash_table_new(NULL, NULL);
    coverage->n_topics = view->topics->topics->len;
    find_places(&maker);
    sort_places(&maker);
    n_cells = (gsize)coverage->places->len * coverage->n_topics + 1;
    coverage->n_topic = g_new0(guint32, n_cells);
    coverage->n_topic_on_roll = g_new0(guint32, n_cells);
    coverage->last_topic = g_new0(RollDay, n_cells);
    for (guint i = 0; i < view->duplicates->len; i++)
        is_twice[g_array_index(view->duplicates, OverlapDuplicate, i).officer] = 1;
    take_rolls(&maker);
    count_officers(&maker);
    count_events(&maker);
    return coverage;
}

guint32
overlap_coverage_untrained(const OverlapCoverage *coverage, guint32 place, guint32 topic)
{
    const OverlapPlace *province = overlap_place(coverage, place);
    guint32 n_trained = coverage->n_topic_on_roll[(gsize)place * coverage->n_topics + topic];

    if (province->basis == OVERLAP_STRENGTH)
        n_trained = coverage->n_topic[(gsize)place * coverage->n_topics + topic];
    if (province->basis == OVERLAP_NO_ROLL || province->establishment < n_trained)
        return 0;
    return (guint32)province->establishment - n_trained;
}
