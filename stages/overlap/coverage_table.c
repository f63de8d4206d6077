#include "stages/overlap/coverage.h"

#include "stages/overlap/cell.h"

enum {
    ADM1_CODE,
    UNIT,
    TOPIC_CODE,
    ESTABLISHMENT,
    BASIS,
    N_TRAINED,
    N_ON_ROLL,
    PCT,
    N_NEVER,
    N_TWICE,
    N_WOMEN,
    N_SESSIONS,
    N_PLANNED,
    LAST_TRAINING,
    MONTHS_SINCE,
    GAP,
};

static const gchar *const columns[] = {
    "adm1_code", "unit",          "topic_code",   "establishment", "basis",   "n_trained",
    "n_on_roll", "pct",           "n_never",      "n_twice",       "n_women", "n_sessions",
    "n_planned", "last_training", "months_since", "gap",           NULL};

typedef struct {
    OverlapBasis basis;
    gdouble establishment;
    guint32 n_trained;
    guint32 n_on_roll;
    RollDay last;
} Share;

static void
write_share(const OverlapView *view, RollTable *table, const Share *share)
{
    static const gchar *const bases[] = {"no denominator", "strength", "roll"};
    guint32 n = share->basis == OVERLAP_STRENGTH ? share->n_trained : share->n_on_roll;

    roll_table_set_string(table, BASIS, bases[share->basis]);
    roll_table_set_number(table, N_TRAINED, share->n_trained);
    if (share->basis != OVERLAP_NO_ROLL) {
        roll_table_set_number(table, ESTABLISHMENT, (gint64)share->establishment);
        roll_table_set_number(table, N_ON_ROLL, share->n_on_roll);
        overlap_set_percent(table, PCT, n, share->establishment);
        roll_table_set_number(table, N_NEVER, MAX((gint64)share->establishment - n, 0));
    }
    overlap_set_day(table, LAST_TRAINING, share->last);
    if (share->last != 0 && share->last <= view->as_of)
        roll_table_set_number(table, MONTHS_SINCE,
                              roll_day_months_between(share->last, view->as_of));
    if (share->n_trained == 0)
        roll_table_set_string(table, GAP, "never trained");
    else if (share->last != 0 && roll_day_add_months(share->last, 24) < view->as_of)
        roll_table_set_string(table, GAP, "not for two years");
}

static gboolean
write_place(const OverlapView *view, RollTable *table, const OverlapPlace *place, GError **error)
{
    Share share = {place->basis, place->establishment, place->n_trained, place->n_on_roll,
                   place->last};

    overlap_set_text(table, ADM1_CODE, view, place->adm1);
    overlap_set_text(table, UNIT, view, place->unit);
    roll_table_set_number(table, N_TWICE, place->n_twice);
    roll_table_set_number(table, N_WOMEN, place->n_women);
    if (place->unit == 0) {
        roll_table_set_number(table, N_SESSIONS, place->n_events);
        roll_table_set_number(table, N_PLANNED, place->n_planned);
    }
    write_share(view, table, &share);
    return roll_table_add(table, error);
}

static gboolean
write_topic(const OverlapView *view, RollTable *table, const OverlapCoverage *coverage,
            guint32 place, guint32 topic, GError **error)
{
    const OverlapPlace *province = overlap_place(coverage, place);
    gsize cell = (gsize)place * coverage->n_topics + topic;
    Share share = {province->basis, province->establishment, coverage->n_topic[cell],
                   coverage->n_topic_on_roll[cell], coverage->last_topic[cell]};

    overlap_set_text(table, ADM1_CODE, view, province->adm1);
    overlap_set_topic(table, TOPIC_CODE, view, topic);
    write_share(view, table, &share);
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    const OverlapCoverage *coverage = view->coverage;
    g_autofree guint32 *topics = overlap_topics_sorted(view->topics);

    for (guint32 i = 0; i < coverage->places->len; i++) {
        const OverlapPlace *place = overlap_place(coverage, i);

        if (!write_place(view, table, place, error))
            return FALSE;
        for (guint32 t = 0; t < coverage->n_topics && place->unit == 0; t++)
            if (!write_topic(view, table, coverage, i, topics[t], error))
                return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_coverage_report = {"coverage_gaps", columns, write_all};
