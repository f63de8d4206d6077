#include "stages/cluster/veto.h"

/* Levels of match (stages/match/compare.c) from which on values are irreconcilable. */
#define SEX_DIFFERENT   1
#define DATE_DIFFERENT  4
#define YEARS_DIFFERENT 2 /* two years off */

void
cluster_veto_comparisons(ClusterVeto *veto, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        const gchar *field = roll_batch_get(batch, "field", i).data;

        if (strcmp(roll_batch_get(batch, "level", i).data, "0") != 0)
            continue;
        if (strcmp(field, "sex") == 0)
            veto->sex = (gint)veto->n_fields;
        else if (strcmp(field, "birth_date") == 0)
            veto->birth_date = (gint)veto->n_fields;
        else if (strcmp(field, "year of birth") == 0)
            veto->birth = (gint)veto->n_fields;
        veto->n_fields++;
    }
}

/* The level of a field, -1 where it is missing on either side. */
static gint
level_at(RollText levels, gint field)
{
    if (field < 0 || (guint32)field >= levels.length || !g_ascii_isdigit(levels.data[field]))
        return -1;
    return g_ascii_digit_value(levels.data[field]);
}

gboolean
cluster_veto_applies(const ClusterVeto *veto, RollText levels)
{
    return level_at(levels, veto->sex) >= SEX_DIFFERENT &&
           (level_at(levels, veto->birth_date) >= DATE_DIFFERENT ||
            level_at(levels, veto->birth) >= YEARS_DIFFERENT);
}
