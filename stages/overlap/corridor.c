#include "stages/overlap/corridor.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/province.h"

/* ---- the rules ---- */

static gboolean
are_of_two_countries(const OverlapCorridors *corridors, const gchar *const *ends)
{
    return ends[0] != NULL && ends[1] != NULL && ends[2] == NULL &&
           strcmp(overlap_corridor_country(corridors, ends[0]),
                  overlap_corridor_country(corridors, ends[1])) != 0;
}

static gboolean
check_ends(const OverlapCorridors *corridors, const RollCode *corridor, GError **error)
{
    const gchar *const *ends = roll_code_list(corridor, "provinces");

    for (guint i = 0; ends[i] != NULL; i++) {
        const RollCode *place = roll_codes_find(corridors->places, ends[i]);

        if (place != NULL && roll_code_number(place, "level") == 1)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "corridors: [%s] provinces: places/ has no province \"%s\"",
                    roll_code_id(corridor), ends[i]);
        return FALSE;
    }
    if (are_of_two_countries(corridors, ends))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "corridors: [%s] provinces: the P-codes of two, of two countries, \";\" between",
                roll_code_id(corridor));
    return FALSE;
}

static gboolean
check_topics(const RollCode *corridor, const RollCodes *courses, GError **error)
{
    const gchar *const *topics = roll_code_list(corridor, "topics");

    for (guint i = 0; topics[i] != NULL; i++) {
        if (roll_codes_find(courses, topics[i]) != NULL)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "corridors: [%s] topics: courses/ has no topic \"%s\"", roll_code_id(corridor),
                    topics[i]);
        return FALSE;
    }
    return TRUE;
}

OverlapCorridors *
overlap_corridors_load(const RollLayers *layers, const RollCodes *courses, GError **error)
{
    g_autoptr(OverlapCorridors) corridors = g_new0(OverlapCorridors, 1);

    corridors->rules = roll_codes_load(layers, &roll_codes_corridors, error);
    if (corridors->rules == NULL)
        return NULL;
    corridors->places = roll_codes_load(layers, &roll_codes_places, error);
    if (corridors->places == NULL)
        return NULL;
    for (guint i = 0; i < roll_codes_n(corridors->rules); i++) {
        const RollCode *corridor = roll_codes_at(corridors->rules, i);

        if (!check_ends(corridors, corridor, error) || !check_topics(corridor, courses, error))
            return NULL;
    }
    return g_steal_pointer(&corridors);
}

void
overlap_corridors_free(OverlapCorridors *corridors)
{
    if (corridors == NULL)
        return;
    roll_codes_free(corridors->rules);
    roll_codes_free(corridors->places);
    g_free(corridors);
}

/* ---- provinces ---- */

const gchar *
overlap_corridor_end(const OverlapCorridors *corridors, const RollCode *corridor, guint end,
                     RollDay day)
{
    return roll_province_of_day(corridors->places, roll_code_list(corridor, "provinces")[end], day);
}

gboolean
overlap_corridor_takes(const OverlapCorridors *corridors, const gchar *code, const gchar *province)
{
    const RollCode *place = roll_codes_find(corridors->places, code);

    return strcmp(province, code) == 0 ||
           (place != NULL && roll_code_list_has(place, "parts", province));
}

const gchar *
overlap_corridor_country(const OverlapCorridors *corridors, const gchar *province)
{
    const RollCode *place = roll_codes_find(corridors->places, province);

    return place != NULL ? roll_code_text(place, "country") : "";
}
