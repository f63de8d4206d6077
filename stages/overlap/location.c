#include "stages/overlap/location.h"

#include "stages/overlap/cell.h"

static const gchar *const columns[] = {"adm1_code", "unit", "topic_code", "window_days",
                                       "n_orgs",    "orgs", "n_sessions", "n_officers_range",
                                       "first",     "last", NULL};

/* An event teaches a topic in a province. */
typedef struct {
    guint32 adm1;
    guint32 topic;
    guint32 event;
} Visit;

typedef struct {
    const OverlapView *view;
    RollTable *table;
    GArray *visits; /* of Visit, by code of the province, of the topic, and date */
} Writer;

static gint
compare_visits(gconstpointer a, gconstpointer b, gpointer self)
{
    const Visit *x = a;
    const Visit *y = b;
    const OverlapView *view = self;
    gint order;

    if (x->adm1 != y->adm1)
        return strcmp(overlap_text(view->attendance, x->adm1),
                      overlap_text(view->attendance, y->adm1));
    order = strcmp(overlap_topic(view->topics, x->topic)->code,
                   overlap_topic(view->topics, y->topic)->code);
    return order != 0 ? order : (x->event > y->event) - (x->event < y->event);
}

static GArray *
list_visits(const OverlapView *view)
{
    GArray *visits = g_array_new(FALSE, FALSE, sizeof(Visit));
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    for (guint32 event = 0; event < overlap_n_sessions(view); event++) {
        const OverlapSession *session = overlap_event(view, event);
        Visit visit = {session->adm1, 0, event};

        if (!overlap_is_event(view, event, OVERLAP_HELD) || session->adm1 == 0 ||
            session->start == 0)
            continue;
        for (guint32 t = 0; t < session->taught.n; t++) {
            visit.topic = session->taught.topics[t];
            g_array_append_val(visits, visit);
        }
    }
    g_array_sort_with_data(visits, compare_visits, self.out);
    return visits;
}

static const Visit *
visit_at(const Writer *writer, guint place)
{
    return &g_array_index(writer->visits, Visit, place);
}

static RollDay
start_of(const Writer *writer, guint place)
{
    return overlap_event(writer->view, visit_at(writer, place)->event)->start;
}

/* The end of the chain that begins at @from: each event soon after the one before. */
static guint
chain_end(const Writer *writer, guint from)
{
    const Visit *first = visit_at(writer, from);
    guint to = from + 1;

    while (to < writer->visits->len && visit_at(writer, to)->adm1 == first->adm1 &&
           visit_at(writer, to)->topic == first->topic &&
           start_of(writer, to) - start_of(writer, to - 1) <= OVERLAP_LOCATION_DAYS)
        to++;
    return to;
}

/* Members see a range and no number of people. */
static const gchar *
range_of(guint64 n)
{
    static const struct {
        guint64 below;
        const gchar *name;
    } ranges[] = {
        {20, "under 20"}, {50, "20-49"}, {100, "50-99"}, {200, "100-199"}, {500, "200-499"}};

    for (guint i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (n < ranges[i].below)
            return ranges[i].name;
    return "500 and more";
}

static void
add_officers(const OverlapView *view, guint32 event, GHashTable *officers)
{
    const guint32 *list = overlap_list(view->people_of, event);

    for (guint32 i = 0; i < overlap_list_n(view->people_of, event); i++)
        g_hash_table_add(officers, GUINT_TO_POINTER(list[i]));
}

static gboolean
write_chain(const Writer *writer, guint from, guint to, GError **error)
{
    const OverlapView *view = writer->view;
    g_auto(OverlapTextList) organisations = {0};
    g_auto(OverlapTextList) units = {0};
    g_autoptr(GHashTable) officers = g_hash_table_new(NULL, NULL);

    for (guint i = from; i < to; i++) {
        const OverlapSession *event = overlap_event(view, visit_at(writer, i)->event);

        overlap_text_list_add(&organisations, event->organisation);
        overlap_text_list_add(&units, event->unit);
        add_officers(view, visit_at(writer, i)->event, officers);
    }
    if (overlap_text_list_n(&organisations) < 2)
        return TRUE;
    overlap_set_text(writer->table, 0, view, visit_at(writer, from)->adm1);
    if (overlap_text_list_n(&units) == 1)
        overlap_set_texts(writer->table, 1, view, &units);
    overlap_set_topic(writer->table, 2, view, visit_at(writer, from)->topic);
    roll_table_set_number(writer->table, 3, OVERLAP_LOCATION_DAYS);
    roll_table_set_number(writer->table, 4, overlap_text_list_n(&organisations));
    overlap_set_texts(writer->table, 5, view, &organisations);
    roll_table_set_number(writer->table, 6, to - from);
    roll_table_set_string(writer->table, 7, range_of(g_hash_table_size(officers)));
    overlap_set_day(writer->table, 8, start_of(writer, from));
    overlap_set_day(writer->table, 9, start_of(writer, to - 1));
    return roll_table_add(writer->table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GArray) visits = list_visits(view);
    Writer writer = {view, table, visits};

    for (guint from = 0, to = 0; from < visits->len; from = to) {
        to = chain_end(&writer, from);
        if (!write_chain(&writer, from, to, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_location_report = {"location_collisions", columns, write_all};
