#include "stages/ingest/profile_header.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/text.h"

#define MIN_LETTERS 5 /* of one that may be mended without asking: "STT" is not "SĐT" */

/* Headers in two languages, with a remark in brackets, or behind the names of groups. */
static IngestLikeness
like_part(const IngestKnown *known, const gchar *label)
{
    IngestLikeness likeness = {0};
    g_auto(GStrv) parts = g_strsplit_set(label, "/()[]|:;\n\r", -1);

    for (guint i = 0; parts[1] != NULL && parts[i] != NULL; i++) {
        const RollField *field = roll_fields_by_header(ingest_known_fields(known), parts[i]);

        if (field == NULL || field == likeness.field)
            continue;
        if (likeness.field != NULL) {
            g_free(likeness.reason);
            likeness.is_close = FALSE;
            likeness.reason =
                g_strdup_printf("it says %s and %s", likeness.field->name, field->name);
            return likeness;
        }
        likeness.field = field;
        likeness.is_close = TRUE;
        likeness.reason = g_strdup_printf("its part \"%s\" is known", g_strstrip(parts[i]));
    }
    return likeness;
}

static IngestLikeness
like_whole(IngestKnown *known, const gchar *label)
{
    IngestLikeness likeness = {0};
    const gchar *nearest = ingest_known_within(known, label, MIN_LETTERS, &likeness.field);

    likeness.is_close = nearest != NULL;
    if (nearest == NULL)
        nearest = ingest_known_nearest(known, label, &likeness.field);
    if (nearest != NULL)
        likeness.reason = g_strdup_printf("it is near to the known \"%s\"", nearest);
    return likeness;
}

IngestLikeness
ingest_known_like(IngestKnown *known, const gchar *label)
{
    IngestLikeness likeness = like_part(known, label);

    return likeness.field != NULL ? likeness : like_whole(known, label);
}

gint
ingest_header_part(const gchar *label, gchar **stem)
{
    static const gchar *const words[INGEST_N_PARTS][3] = {
        {"year", "annee", NULL}, {"month", "mois", NULL}, {"day", "jour", NULL}};
    g_autoptr(GString) folded = g_string_new(NULL);
    g_autoptr(GString) rest = g_string_new(NULL);
    g_auto(GStrv) parts = NULL;
    gint part = -1;

    roll_text_fold(roll_text(label), folded);
    parts = g_strsplit(folded->str, " ", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        gint this = -1;

        for (gint j = 0; part < 0 && j < INGEST_N_PARTS; j++)
            this = g_strv_contains(words[j], parts[i]) ? j : this;
        if (this >= 0)
            part = this;
        else if (strcmp(parts[i], "of") != 0 && strcmp(parts[i], "de") != 0)
            g_string_append(rest, parts[i]);
    }
    if (part >= 0)
        *stem = g_strdup(rest->str);
    return part;
}

const RollField *
ingest_header_date(const RollFields *fields, const gchar *stem)
{
    g_autofree gchar *behind = g_strconcat(stem, "date", NULL);
    g_autofree gchar *before = g_strconcat("dateof", stem, NULL);
    const gchar *forms[] = {behind, before, stem};

    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        const RollField *field = roll_fields_by_header(fields, forms[i]);

        if (field != NULL && field->type == ROLL_TYPE_DATE)
            return field;
    }
    return NULL;
}
