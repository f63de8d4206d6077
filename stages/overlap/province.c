#include "stages/overlap/province.h"

#include <string.h>

#include "pipeline/lib/province.h"

/* Texts of the provinces that are no more, to those of what they are. */
static GHashTable *
find_merged(const OverlapView *view)
{
    GHashTable *merged = g_hash_table_new(NULL, NULL);
    const RollCodes *places = view->corridors->places;
    RollDictionary *texts = view->attendance->texts;

    for (guint i = 0; i < roll_codes_n(places); i++) {
        const gchar *code = roll_code_id(roll_codes_at(places, i));
        const gchar *province = overlap_province(view, code);
        guint32 text = roll_dictionary_find(texts, roll_text(code));

        if (text != 0 && strcmp(province, code) != 0)
            g_hash_table_insert(merged, GUINT_TO_POINTER(text),
                                GUINT_TO_POINTER(roll_dictionary_add(texts, roll_text(province))));
    }
    return merged;
}

static void
renew(GHashTable *merged, guint32 *adm1)
{
    guint32 province = GPOINTER_TO_UINT(g_hash_table_lookup(merged, GUINT_TO_POINTER(*adm1)));

    if (province != 0)
        *adm1 = province;
}

static void
renew_all(const OverlapView *view, GHashTable *merged)
{
    const OverlapAttendance *attendance = view->attendance;

    for (guint i = 0; i < attendance->entries->len; i++)
        renew(merged, &g_array_index(attendance->entries, OverlapEntry, i).adm1);
    for (guint i = 0; i < attendance->strengths->len; i++)
        renew(merged, &g_array_index(attendance->strengths, OverlapStrength, i).adm1);
    for (guint i = 0; i < attendance->resources->len; i++)
        renew(merged, &g_array_index(attendance->resources, OverlapResource, i).adm1);
    for (guint32 i = 0; i < overlap_n_sessions(view); i++)
        renew(merged, &overlap_session(view->sessions, i)->adm1);
}

void
overlap_province_settle(OverlapView *view)
{
    g_autoptr(GHashTable) merged = view->corridors != NULL ? find_merged(view) : NULL;

    if (merged != NULL && g_hash_table_size(merged) > 0)
        renew_all(view, merged);
}

const gchar *
overlap_province(const OverlapView *view, const gchar *code)
{
    return view->corridors != NULL
               ? roll_province_of_day(view->corridors->places, code, view->as_of)
               : code;
}
