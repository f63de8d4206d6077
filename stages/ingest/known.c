#include "stages/ingest/known.h"

#include <string.h>

#include "pipeline/lib/config.h"

#define MAX_BYTES 80 /* of a header that may be a slip of the pen */
#define NEAREST   3  /* letters, of which one may be another */

struct IngestKnown {
    const RollFields *all;
    GPtrArray *headers; /* as written; not owned */
    GPtrArray *folded;  /* as compared; owned; NULL-terminated */
    GArray *fields;     /* of const RollField *: what each means; not owned */
};

IngestKnown *
ingest_known_new(const RollFields *fields)
{
    IngestKnown *known = g_new0(IngestKnown, 1);

    known->all = fields;
    return known;
}

void
ingest_known_free(IngestKnown *known)
{
    if (known == NULL)
        return;
    g_clear_pointer(&known->headers, g_ptr_array_unref);
    g_clear_pointer(&known->folded, g_ptr_array_unref);
    g_clear_pointer(&known->fields, g_array_unref);
    g_free(known);
}

static void
add(IngestKnown *known, gchar *header, const RollField *field)
{
    g_ptr_array_add(known->headers, header);
    g_ptr_array_add(known->folded, roll_header_fold(header));
    g_array_append_val(known->fields, field);
}

static void
fill(IngestKnown *known)
{
    known->headers = g_ptr_array_new();
    known->folded = g_ptr_array_new_with_free_func(g_free);
    known->fields = g_array_new(FALSE, FALSE, sizeof(const RollField *));
    for (guint i = 0; i < roll_fields_n(known->all); i++) {
        const RollField *field = roll_fields_at(known->all, i);

        add(known, field->name, field);
        for (guint j = 0; field->aliases[j] != NULL; j++)
            add(known, field->aliases[j], field);
    }
    g_ptr_array_add(known->folded, NULL);
}

const RollFields *
ingest_known_fields(const IngestKnown *known)
{
    return known->all;
}

const gchar *
ingest_known_within(IngestKnown *known, const gchar *label, guint letters, const RollField **field)
{
    g_autofree gchar *folded = roll_header_fold(label);
    guint most = (guint)g_utf8_strlen(folded, -1) / letters;
    const gchar *nearest = NULL;
    guint place = 0;

    if (most == 0 || strlen(folded) > MAX_BYTES)
        return NULL;
    if (known->headers == NULL)
        fill(known);
    nearest = roll_nearest_within(folded, (const gchar *const *)known->folded->pdata, most);
    if (nearest == NULL || !g_ptr_array_find(known->folded, nearest, &place))
        return NULL;
    if (field != NULL)
        *field = g_array_index(known->fields, const RollField *, place);
    return g_ptr_array_index(known->headers, place);
}

const gchar *
ingest_known_nearest(IngestKnown *known, const gchar *label, const RollField **field)
{
    return ingest_known_within(known, label, NEAREST, field);
}
