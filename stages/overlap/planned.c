#include "stages/overlap/planned.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/coverage.h"

enum {
    PLANNED_SESSION,
    ORG,
    START,
    END,
    ADM1_CODE,
    UNIT,
    TOPIC_CODES,
    SEATS,
    STATUS,
    CLASH_TYPE,
    CLASH_WITH,
    CLASH_ORG,
    CLASH_START,
    CLASH_END,
    TOPICS_SHARED,
    DAYS_BETWEEN,
    N_LISTED,
    N_ALREADY,
    ALREADY_FROM,
    VALIDITY_MONTHS,
    OFFER_ADM1,
    OFFER_TOPIC,
    OFFER_UNTRAINED,
    N_DUE,
    SUGGESTION,
};

static const gchar *const columns[] = {
    "planned_session", "org",         "start",           "end",
    "adm1_code",       "unit",        "topic_codes",     "seats",
    "status",          "clash_type",  "clash_with",      "clash_org",
    "clash_start",     "clash_end",   "topics_shared",   "days_between",
    "n_listed",        "n_already",   "already_from",    "validity_months",
    "offer_adm1",      "offer_topic", "offer_untrained", "n_due",
    "suggestion",      NULL};

typedef struct {
    const OverlapView *view;
    RollTable *table;
    const OverlapCoverage *coverage;
} Writer;

gboolean
overlap_is_mostly_trained(const OverlapAlready *already)
{
    return already->n_listed >= OVERLAP_CLASH_PEOPLE && 2 * already->n_already >= already->n_listed;
}

/* ---- what to do ---- */

/* The other province of the same country with most officers on its roll who never had the topic:
 * P-codes of one country begin with the same letters. */
static guint32
province_in_need(const Writer *writer, const OverlapSession *plan, guint32 topic, guint32 *n)
{
    const OverlapCoverage *coverage = writer->coverage;
    const gchar *own = overlap_text(writer->view->attendance, plan->adm1);
    guint32 best = OVERLAP_NONE;

    *n = 0;
    for (guint32 i = 0; i < coverage->places->len && plan->adm1 != 0; i++) {
        const OverlapPlace *place = &g_array_index(coverage->places, OverlapPlace, i);
        const gchar *code = overlap_text(writer->view->attendance, place->adm1);
        guint32 n_untrained;

        if (place->unit != 0 || place->adm1 == plan->adm1 || strncmp(code, own, 2) != 0)
            continue;
        n_untrained = overlap_coverage_untrained(coverage, i, topic);
        if (n_untrained > *n) {
            *n = n_untrained;
            best = i;
        }
    }
    return best;
}

static const gchar *
suggestion_of(const OverlapAlready *already, gboolean has_partner, gboolean has_offer)
{
    gboolean mostly = overlap_is_mostly_trained(already);

    if (mostly && has_partner)
        return has_offer ? "merge, offer seats" : "merge";
    if (mostly)
        return has_offer ? "refresher, or offer seats" : "refresher";
    return "split the lists";
}

static void
write_suggestion(const Writer *writer, const OverlapSession *plan, const OverlapAlready *already,
                 gboolean has_partner)
{
    guint32 n = 0;
    guint32 offer = OVERLAP_NONE;

    if (already->topic != OVERLAP_NONE && overlap_is_mostly_trained(already))
        offer = province_in_need(writer, plan, already->topic, &n);
    if (offer != OVERLAP_NONE) {
        overlap_set_text(writer->table, OFFER_ADM1, writer->view,
                         g_array_index(writer->coverage->places, OverlapPlace, offer).adm1);
        overlap_set_topic(writer->table, OFFER_TOPIC, writer->view, already->topic);
        roll_table_set_number(writer->table, OFFER_UNTRAINED, n);
    }
    roll_table_set_string(writer->table, SUGGESTION,
                          suggestion_of(already, has_partner, offer != OVERLAP_NONE));
}

/* ---- lines ---- */

static void
write_plan(const Writer *writer, guint32 place, const OverlapAlready *already)
{
    const OverlapView *view = writer->view;
    const OverlapSession *plan = overlap_event(view, place);

    overlap_set_session(writer->table, PLANNED_SESSION, view, place);
    overlap_set_text(writer->table, ORG, view, plan->organisation);
    overlap_set_day(writer->table, START, plan->start);
    overlap_set_day(writer->table, END, plan->end);
    overlap_set_text(writer->table, ADM1_CODE, view, plan->adm1);
    overlap_set_text(writer->table, UNIT, view, plan->unit);
    overlap_set_topics(writer->table, TOPIC_CODES, view, &plan->taught, NULL);
    roll_table_set_number(writer->table, N_DUE, overlap_dues_count(view, place));
    if (plan->seats > 0)
        roll_table_set_number(writer->table, SEATS, plan->seats);
    roll_table_set_string(writer->table, STATUS, overlap_status_name(plan->status));
    if (already->n_listed == 0)
        return;
    roll_table_set_number(writer->table, N_LISTED, already->n_listed);
    roll_table_set_number(writer->table, N_ALREADY, already->n_already);
    roll_table_set_string(writer->table, ALREADY_FROM, already->from->str);
    if (already->topic != OVERLAP_NONE)
        roll_table_set_number(writer->table, VALIDITY_MONTHS,
                              overlap_topic(view->topics, already->topic)->validity_months);
}

static gboolean
write_clash(const Writer *writer, guint32 place, const OverlapAlready *already, guint32 with,
            GError **error)
{
    const OverlapView *view = writer->view;
    const OverlapSession *plan = overlap_event(view, place);
    const OverlapSession *other = overlap_event(view, with);
    gboolean is_planned = other->status == OVERLAP_PLANNED;

    write_plan(writer, place, already);
    roll_table_set_string(writer->table, CLASH_TYPE,
                          is_planned ? "same week" : "officers already trained");
    overlap_set_session(writer->table, CLASH_WITH, view, with);
    overlap_set_text(writer->table, CLASH_ORG, view, other->organisation);
    overlap_set_day(writer->table, CLASH_START, other->start);
    overlap_set_day(writer->table, CLASH_END, other->end);
    overlap_set_topics(writer->table, TOPICS_SHARED, view, &plan->taught, &other->taught);
    roll_table_set_number(writer->table, DAYS_BETWEEN, other->start - plan->start);
    write_suggestion(writer, plan, already, is_planned);
    return roll_table_add(writer->table, error);
}

static gboolean
is_same_week(const OverlapSession *own, const OverlapSession *other)
{
    return other->organisation != own->organisation && other->adm1 != 0 &&
           other->adm1 == own->adm1 && ABS(other->start - own->start) <= OVERLAP_CLASH_DAYS &&
           overlap_topics_meet(&other->taught, &own->taught);
}

/* Events stand by date, so those near in time are the neighbours. */
GArray *
overlap_same_week(const OverlapView *view, guint32 place, OverlapEventFunc counts)
{
    const OverlapSession *own = overlap_event(view, place);
    GArray *others = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 from = place;

    while (from > 0 && overlap_event(view, from - 1)->start >= own->start - OVERLAP_CLASH_DAYS)
        from--;
    for (guint32 i = from; i < overlap_n_sessions(view) &&
                           overlap_event(view, i)->start <= own->start + OVERLAP_CLASH_DAYS;
         i++)
        if (counts(view, i) && is_same_week(own, overlap_event(view, i)))
            g_array_append_val(others, i);
    return others;
}

static gboolean
write_plan_lines(const Writer *writer, OverlapCounter *counter, guint32 place, GError **error)
{
    g_autoptr(GString) from = g_string_new(NULL);
    g_autoptr(GArray) others = overlap_same_week(writer->view, place, overlap_is_plan);
    OverlapAlready already = {.from = from};

    overlap_already_count(counter, place, &already);
    for (guint i = 0; i < others->len; i++)
        if (!write_clash(writer, place, &already, g_array_index(others, guint32, i), error))
            return FALSE;
    return !overlap_is_mostly_trained(&already) ||
           write_clash(writer, place, &already, already.best, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    const OverlapCoverage *coverage = view->coverage;
    g_autoptr(OverlapCounter) counter = overlap_counter_new(view);
    Writer writer = {view, table, coverage};

    for (guint32 place = 0; place < overlap_n_sessions(view); place++)
        if (overlap_is_plan(view, place) && !write_plan_lines(&writer, counter, place, error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_planned_report = {"planned_collisions", columns, write_all};
