#include "stages/ingest/use.h"

#include "stages/ingest/value.h"

/* Where a field that decides stands: in cells, unless it is the same in every row. */
typedef struct {
    RollType type;
    const gchar *constant;
    const IngestColumn *cells;
} Place;

struct IngestUse {
    const RollMissing *missing;
    RollUseNeed need;
    GArray *places; /* of Place; those of fields that the export has not are left out */
};

IngestUse *
ingest_use_new(const RollUse *use, const RollMissing *missing, const IngestExport *export)
{
    IngestUse *self = g_new0(IngestUse, 1);
    const gchar *kind = ingest_export_constant(export, "kind");

    self->missing = missing;
    self->need = roll_use_need(use, roll_text(kind));
    self->places = g_array_new(FALSE, FALSE, sizeof(Place));
    ingest_use_turn(self, export);
    return self;
}

void
ingest_use_turn(IngestUse *use, const IngestExport *export)
{
    g_array_set_size(use->places, 0);
    for (guint i = 0; i < use->need.n; i++) {
        const RollField *field = use->need.fields[i];
        Place place = {.type = field->type,
                       .constant = ingest_export_constant(export, field->name),
                       .cells = ingest_mapping_find(export->mapping, field->name)};

        if (place.constant != NULL || place.cells != NULL)
            g_array_append_val(use->places, place);
    }
}

static gboolean
is_sent(const IngestUse *use, const Place *place, const RollCsvRow *row)
{
    if (place->constant != NULL)
        return !roll_missing_is(use->missing, place->type, roll_text(place->constant));
    for (guint i = 0; i < place->cells->columns->len; i++) {
        guint column = g_array_index(place->cells->columns, guint, i);

        if (!roll_missing_is(use->missing, place->type, ingest_value_of(row, column)))
            return TRUE;
    }
    return FALSE;
}

const gchar *
ingest_use_check(const IngestUse *use, const RollCsvRow *row)
{
    for (guint i = 0; i < use->places->len; i++)
        if (is_sent(use, &g_array_index(use->places, Place, i), row))
            return NULL;
    return use->need.n > 0 ? use->need.why : NULL;
}

void
ingest_use_free(IngestUse *use)
{
    if (use == NULL)
        return;
    g_array_unref(use->places);
    g_free(use);
}
