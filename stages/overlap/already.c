#include "stages/overlap/already.h"

struct OverlapCounter {
    const OverlapView *view;
    guint32 *n_from_event; /* by event */
    guint32 *n_with_topic; /* by topic */
    guint32 *stamps;       /* by topic: the officer who was counted last */
    GArray *touched;       /* of guint32: events */
};

OverlapCounter *
overlap_counter_new(const OverlapView *view)
{
    OverlapCounter *counter = g_new0(OverlapCounter, 1);
    guint32 n_topics = MAX(view->topics->topics->len, 1);

    counter->view = view;
    counter->n_from_event = g_new0(guint32, MAX(overlap_n_sessions(view), 1));
    counter->n_with_topic = g_new0(guint32, n_topics);
    counter->stamps = g_new0(guint32, n_topics);
    counter->touched = g_array_new(FALSE, FALSE, sizeof(guint32));
    return counter;
}

void
overlap_counter_free(OverlapCounter *counter)
{
    if (counter == NULL)
        return;
    g_free(counter->n_from_event);
    g_free(counter->n_with_topic);
    g_free(counter->stamps);
    g_array_unref(counter->touched);
    g_free(counter);
}

/* Counts the topics of @plan that the officer had in @held and that still hold. */
static guint32
count_valid_topics(OverlapCounter *counter, const OverlapSession *plan, const OverlapSession *held,
                   guint32 officer)
{
    guint32 n = 0;

    for (guint32 t = 0; t < plan->taught.n; t++) {
        guint32 topic = plan->taught.topics[t];

        if (!overlap_topics_have(&held->taught, topic) ||
            overlap_valid_until(counter->view, topic, held) < plan->start)
            continue;
        n++;
        if (counter->stamps[topic] != officer)
            counter->n_with_topic[topic]++;
        counter->stamps[topic] = officer;
    }
    return n;
}

/* An officer counts for the latest of the events that he had it in. */
static gboolean
had_already(OverlapCounter *counter, const OverlapSession *plan, guint32 officer)
{
    const OverlapView *view = counter->view;
    const guint32 *places = overlap_list(view->events_of, officer);
    guint32 latest = OVERLAP_NONE;

    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *held = overlap_event(view, places[i]);

        if (held->status == OVERLAP_HELD && held->start != 0 && held->start < plan->start &&
            count_valid_topics(counter, plan, held, officer) > 0)
            latest = places[i];
    }
    if (latest == OVERLAP_NONE)
        return FALSE;
    if (counter->n_from_event[latest]++ == 0)
        g_array_append_val(counter->touched, latest);
    return TRUE;
}

typedef struct {
    guint32 organisation;
    guint32 n;
} From;

static void
add_from(GArray *sums, guint32 organisation, guint32 n)
{
    From from = {organisation, n};

    for (guint i = 0; i < sums->len; i++)
        if (g_array_index(sums, From, i).organisation == organisation) {
            g_array_index(sums, From, i).n += n;
            return;
        }
    g_array_append_val(sums, from);
}

static gint
compare_sums(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const From *x = a;
    const From *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(overlap_text(view->attendance, x->organisation),
                  overlap_text(view->attendance, y->organisation));
}

/* Sums the events by organisation, most people first, and finds the event most come from. */
static void
sum_origins(OverlapCounter *counter, OverlapAlready *already)
{
    g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(From));
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = counter->view}; /* g_array_sort_with_data() takes no const */

    for (guint i = 0; i < counter->touched->len; i++) {
        guint32 event = g_array_index(counter->touched, guint32, i);
        guint32 n = counter->n_from_event[event];
        guint32 best = already->best == OVERLAP_NONE ? 0 : counter->n_from_event[already->best];

        add_from(sums, overlap_event(counter->view, event)->organisation, n);
        if (n > best || (n == best && event > already->best))
            already->best = event;
    }
    g_array_sort_with_data(sums, compare_sums, self.out);
    for (guint i = 0; i < sums->len; i++)
        g_string_append_printf(
            already->from, "%s%s (%u)", i > 0 ? ";" : "",
            overlap_text(counter->view->attendance, g_array_index(sums, From, i).organisation),
            g_array_index(sums, From, i).n);
    for (guint i = 0; i < counter->touched->len; i++)
        counter->n_from_event[g_array_index(counter->touched, guint32, i)] = 0;
    g_array_set_size(counter->touched, 0);
}

void
overlap_already_count(OverlapCounter *counter, guint32 place, OverlapAlready *already)
{
    const OverlapView *view = counter->view;
    const OverlapSession *plan = overlap_event(view, place);
    const guint32 *officers = overlap_list(view->people_of, place);

    already->n_listed = overlap_list_n(view->people_of, place);
    already->best = OVERLAP_NONE;
    already->topic = plan->taught.n > 0 ? plan->taught.topics[0] : OVERLAP_NONE;
    for (guint32 t = 0; t < plan->taught.n; t++) {
        counter->n_with_topic[plan->taught.topics[t]] = 0;
        counter->stamps[plan->taught.topics[t]] = 0;
    }
    for (guint32 i = 0; i < already->n_listed; i++)
        already->n_already += had_already(counter, plan, officers[i]) ? 1 : 0;
    for (guint32 t = 0; t < plan->taught.n; t++) {
        guint32 topic = plan->taught.topics[t];

        if (counter->n_with_topic[topic] > already->n_topic) {
            already->n_topic = counter->n_with_topic[topic];
            already->topic = topic;
        }
    }
    sum_origins(counter, already);
}
