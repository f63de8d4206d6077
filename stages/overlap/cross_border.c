#include "stages/overlap/cross_border.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/corridor.h"
#include "stages/overlap/coverage.h"

/* Of an end of a corridor; the columns of its letter. */
typedef enum {
    COUNTRY,
    ADM1,
    ESTABLISHMENT,
    N_TRAINED,
    PCT,
    N_TOPIC,
    TOPICS_ONLY,
    ORGS,
    N_END_COLUMNS,
} EndColumn;

enum {
    CORRIDOR,
    FIRST_END,
    TOPICS_BOTH = FIRST_END + OVERLAP_ENDS * N_END_COLUMNS,
    N_SHARED,
    LAST_SHARED,
    N_SHARED_PLANNED,
    TOPICS_ASKED,
    AGREEMENT,
    MISSED,
};

static const gchar *const columns[] = {"corridor",
                                       "country_a",
                                       "adm1_a",
                                       "establishment_a",
                                       "n_trained_a",
                                       "pct_a",
                                       "n_topic_a",
                                       "topics_only_a",
                                       "orgs_a",
                                       "country_b",
                                       "adm1_b",
                                       "establishment_b",
                                       "n_trained_b",
                                       "pct_b",
                                       "n_topic_b",
                                       "topics_only_b",
                                       "orgs_b",
                                       "topics_both",
                                       "n_shared",
                                       "last_shared",
                                       "n_shared_planned",
                                       "topics_asked",
                                       "agreement",
                                       "missed",
                                       NULL};

typedef struct {
    const gchar *adm1; /* P-code on the day of the report */
    gdouble establishment;
    gdouble n_of_it; /* trained, of those the establishment counts */
    guint32 n_trained;
    gboolean has_roll;
    guint32 n_topic; /* officers who hold a topic of the corridor */
    guint8 *holds;   /* owned; by topic: somebody's training in it still holds */
    OverlapTextList orgs;
} End;

typedef struct {
    const RollCode *rule;
    End ends[OVERLAP_ENDS];
    guint8 *attended; /* owned; by event: a bit an end */
} Corridor;

typedef struct {
    const OverlapView *view;
    GArray *corridors; /* of Corridor */
    GArray *
        *ends_of;  /* by place of coverage: of guint32, number of corridor * OVERLAP_ENDS + end */
    guint8 *holds; /* by topic, of the officer at hand */
} Maker;

static Corridor *
corridor_at(const Maker *maker, guint place)
{
    return &g_array_index(maker->corridors, Corridor, place);
}

static void
corridor_clear(gpointer data)
{
    Corridor *corridor = data;

    for (guint i = 0; i < OVERLAP_ENDS; i++) {
        g_free(corridor->ends[i].holds);
        overlap_text_list_free(&corridor->ends[i].orgs);
    }
    g_free(corridor->attended);
}

/* ---- which corridors there are ---- */

/* Countries of the provinces that the run knows. */
static GHashTable *
find_countries(const OverlapView *view)
{
    GHashTable *countries = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint32 i = 0; i < view->coverage->places->len; i++) {
        const gchar *code = overlap_text(view->attendance, overlap_place(view->coverage, i)->adm1);
        union {
            const gchar *in;
            gpointer out;
        } country = {.in = overlap_corridor_country(view->corridors, code)}; /* a key only */

        g_hash_table_add(countries, country.out);
    }
    return countries;
}

static void
find_corridors(const Maker *maker)
{
    const OverlapView *view = maker->view;
    g_autoptr(GHashTable) countries = find_countries(view);

    for (guint i = 0; i < roll_codes_n(view->corridors->rules); i++) {
        Corridor corridor = {.rule = roll_codes_at(view->corridors->rules, i)};
        gboolean is_known = FALSE;

        for (guint end = 0; end < OVERLAP_ENDS; end++) {
            const gchar *adm1 =
                overlap_corridor_end(view->corridors, corridor.rule, end, view->as_of);

            corridor.ends[end].adm1 = adm1;
            is_known = is_known || g_hash_table_contains(
                                       countries, overlap_corridor_country(view->corridors, adm1));
        }
        if (!is_known)
            continue;
        for (guint end = 0; end < OVERLAP_ENDS; end++)
            corridor.ends[end].holds = g_new0(guint8, MAX(view->topics->topics->len, 1));
        corridor.attended = g_new0(guint8, MAX(overlap_n_sessions(view), 1));
        g_array_append_val(maker->corridors, corridor);
    }
}

/* ---- the provinces of an end ---- */

static void
take_place(const Maker *maker, guint32 place, guint32 number)
{
    const OverlapPlace *province = overlap_place(maker->view->coverage, place);
    End *end = &corridor_at(maker, number / OVERLAP_ENDS)->ends[number % OVERLAP_ENDS];

    if (maker->ends_of[place] == NULL)
        maker->ends_of[place] = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_val(maker->ends_of[place], number);
    end->n_trained += province->n_trained;
    if (province->basis == OVERLAP_NO_ROLL)
        return;
    end->has_roll = TRUE;
    end->establishment += province->establishment;
    end->n_of_it += province->basis == OVERLAP_STRENGTH ? province->n_trained : province->n_on_roll;
}

static void
find_places(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint32 place = 0; place < view->coverage->places->len; place++) {
        const OverlapPlace *province = overlap_place(view->coverage, place);
        const gchar *code = overlap_text(view->attendance, province->adm1);

        for (guint32 i = 0; i < maker->corridors->len * OVERLAP_ENDS && province->unit == 0; i++)
            if (overlap_corridor_takes(
                    view->corridors,
                    corridor_at(maker, i / OVERLAP_ENDS)->ends[i % OVERLAP_ENDS].adm1, code))
                take_place(maker, place, i);
    }
}

/* ---- the officers of an end ---- */

static gboolean
is_recent(const OverlapView *view, const OverlapSession *event)
{
    return event->status == OVERLAP_HELD && event->start <= view->as_of &&
           event->start > overlap_months_ago(view, OVERLAP_CORRIDOR_MONTHS);
}

static void
find_held(const Maker *maker, guint32 officer)
{
    const OverlapView *view = maker->view;
    const guint32 *events = overlap_list(view->events_of, officer);

    memset(maker->holds, 0, view->topics->topics->len);
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, events[i]);

        for (guint32 t = 0; t < event->taught.n && event->status == OVERLAP_HELD; t++)
            if (event->start != 0 &&
                overlap_valid_until(view, event->taught.topics[t], event) >= view->as_of)
                maker->holds[event->taught.topics[t]] = 1;
    }
}

static void
count_officer(const Maker *maker, guint32 officer, guint32 number)
{
    const OverlapView *view = maker->view;
    Corridor *corridor = corridor_at(maker, number / OVERLAP_ENDS);
    End *end = &corridor->ends[number % OVERLAP_ENDS];
    const guint32 *events = overlap_list(view->events_of, officer);
    gboolean holds_its = FALSE;

    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, events[i]);

        corridor->attended[events[i]] |= (guint8)(1u << number % OVERLAP_ENDS);
        if (is_recent(view, event))
            overlap_text_list_add(&end->orgs, event->organisation);
    }
    for (guint32 t = 0; t < view->topics->topics->len; t++) {
        if (!maker->holds[t])
            continue;
        end->holds[t] = 1;
        holds_its = holds_its || roll_code_list_has(corridor->rule, "topics",
                                                    overlap_topic(view->topics, t)->code);
    }
    end->n_topic += holds_its ? 1 : 0;
}

static void
count_officers(const Maker *maker)
{
    const OverlapView *view = maker->view;

    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        guint32 home = view->officers[officer].home;
        guint32 adm1 = home != OVERLAP_NONE ? overlap_entry(view->attendance, home)->adm1 : 0;
        guint32 place =
            GPOINTER_TO_UINT(g_hash_table_lookup(view->coverage->numbers, GUINT_TO_POINTER(adm1)));
        const GArray *ends = place != 0 ? maker->ends_of[place - 1] : NULL;

        if (ends != NULL)
            find_held(maker, officer);
        for (guint i = 0; ends != NULL && i < ends->len; i++)
            count_officer(maker, officer, g_array_index(ends, guint32, i));
    }
}

/* ---- a line ---- */

/* The topics that somebody holds at @end and, as @shared says, at the other or nobody there. */
static void
write_topics(const Maker *maker, RollTable *table, guint column, const End *end, const End *other,
             gboolean shared)
{
    const OverlapView *view = maker->view;
    g_autofree guint32 *topics = overlap_topics_sorted(view->topics);
    g_autoptr(GString) codes = g_string_new(NULL);

    for (guint32 i = 0; i < view->topics->topics->len; i++)
        if (end->holds[topics[i]] && other->holds[topics[i]] == shared)
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? ";" : "",
                                   overlap_topic(view->topics, topics[i])->code);
    overlap_set_string(table, column, codes);
}

static gdouble
share_of(const End *end)
{
    return end->has_roll && end->establishment > 0 ? end->n_of_it / end->establishment : -1;
}

static void
write_end(const Maker *maker, RollTable *table, Corridor *corridor, guint number)
{
    End *end = &corridor->ends[number];
    const End *other = &corridor->ends[1 - number];
    guint first = FIRST_END + number * N_END_COLUMNS;

    roll_table_set_string(table, first + COUNTRY,
                          overlap_corridor_country(maker->view->corridors, end->adm1));
    roll_table_set_string(table, first + ADM1, end->adm1);
    roll_table_set_number(table, first + N_TRAINED, end->n_trained);
    if (end->has_roll) {
        roll_table_set_number(table, first + ESTABLISHMENT, (gint64)end->establishment);
        overlap_set_percent(table, first + PCT, end->n_of_it, end->establishment);
    }
    roll_table_set_number(table, first + N_TOPIC, end->n_topic);
    write_topics(maker, table, first + TOPICS_ONLY, end, other, FALSE);
    overlap_set_texts(table, first + ORGS, maker->view, &end->orgs);
}

static void
miss(GString *missed, gint letter, const gchar *what)
{
    if (missed->len > 0)
        g_string_append_c(missed, ';');
    if (letter != 0)
        g_string_append_printf(missed, "%c ", letter);
    g_string_append(missed, what);
}

static void
miss_of_end(const Corridor *corridor, guint number, GString *missed)
{
    const End *end = &corridor->ends[number];
    gdouble other = share_of(&corridor->ends[1 - number]);
    gint letter = 'a' + (gint)number;

    if (end->n_trained == 0)
        miss(missed, letter, end->has_roll ? "untrained" : "unknown");
    else if (share_of(end) >= 0 && 2 * share_of(end) < other)
        miss(missed, letter, "behind");
    if (end->n_trained > 0 && end->n_topic == 0 &&
        roll_code_list(corridor->rule, "topics")[0] != NULL)
        miss(missed, letter, "without topic");
}

static void
write_shared(const Maker *maker, RollTable *table, const Corridor *corridor, GString *missed)
{
    const OverlapView *view = maker->view;
    gint64 n_held = 0;
    gint64 n_planned = 0;
    RollDay last = 0;

    for (guint32 event = 0; event < overlap_n_sessions(view); event++) {
        const OverlapSession *session = overlap_event(view, event);

        if (corridor->attended[event] != (1u << OVERLAP_ENDS) - 1)
            continue;
        if (is_recent(view, session)) {
            n_held++;
            last = MAX(last, session->start);
        }
        n_planned += session->status == OVERLAP_PLANNED && session->start > view->as_of;
    }
    roll_table_set_number(table, N_SHARED, n_held);
    overlap_set_day(table, LAST_SHARED, last);
    roll_table_set_number(table, N_SHARED_PLANNED, n_planned);
    if (n_held == 0 && corridor->ends[0].n_trained > 0 && corridor->ends[1].n_trained > 0)
        miss(missed, 0, "never together");
}

/* (transfer full) */
static gchar *
join(const gchar *const *texts)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; texts[i] != NULL; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ";" : "", texts[i]);
    return g_string_free(joined, FALSE);
}

static gboolean
write_corridor(const Maker *maker, RollTable *table, Corridor *corridor, GError **error)
{
    g_autoptr(GString) missed = g_string_new(NULL);
    g_autofree gchar *asked = NULL;

    roll_table_set_string(table, CORRIDOR, roll_code_name(corridor->rule));
    for (guint end = 0; end < OVERLAP_ENDS; end++) {
        write_end(maker, table, corridor, end);
        miss_of_end(corridor, end, missed);
    }
    write_topics(maker, table, TOPICS_BOTH, &corridor->ends[0], &corridor->ends[1], TRUE);
    write_shared(maker, table, corridor, missed);
    asked = join(roll_code_list(corridor->rule, "topics"));
    roll_table_set_string(table, TOPICS_ASKED, asked);
    roll_table_set_string(table, AGREEMENT, roll_code_text(corridor->rule, "agreement"));
    overlap_set_string(table, MISSED, missed);
    return roll_table_add(table, error);
}

static gboolean
write_corridors(const Maker *maker, RollTable *table, GError **error)
{
    for (guint i = 0; i < maker->corridors->len; i++)
        if (!write_corridor(maker, table, corridor_at(maker, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GArray) corridors = g_array_new(FALSE, TRUE, sizeof(Corridor));
    guint32 n_places = view->coverage->places->len;
    g_autofree GArray **ends_of = g_new0(GArray *, MAX(n_places, 1));
    g_autofree guint8 *holds = g_new0(guint8, MAX(view->topics->topics->len, 1));
    Maker maker = {view, corridors, ends_of, holds};
    gboolean is_sound;

    if (view->corridors == NULL || view->as_of == 0)
        return TRUE;
    g_array_set_clear_func(corridors, corridor_clear);
    find_corridors(&maker);
    find_places(&maker);
    count_officers(&maker);
    is_sound = write_corridors(&maker, table, error);
    for (guint32 i = 0; i < n_places; i++)
        g_clear_pointer(&ends_of[i], g_array_unref);
    return is_sound;
}

const OverlapReport overlap_cross_border_report = {"cross_border", columns, write_all};
