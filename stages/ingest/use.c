#include "stages/ingest/use.h"

#include "stages/ingest/value.h"

/* Where a field that decides stands; nowhere, when both are NULL. */
typedef struct {
    const gchar *constant;
    const IngestColumn *cells;
} Place;

struct IngestUse {
    RollUse *use;
    const RollMissing *missing;
    RollText kind;
    GArray *places; /* of Place, by the index of the field */
    const RollCsvRow *row;
};

IngestUse *
ingest_use_new(RollUse *use, const RollMissing *missing, const IngestExport *export)
{
    IngestUse *self = g_new0(IngestUse, 1);
    const gchar *kind = ingest_export_constant(export, "kind");

    self->use = use;
    self->missing = missing;
    self->kind = kind != NULL ? roll_text(kind) : ROLL_TEXT_EMPTY;
    self->places = g_array_new(FALSE, FALSE, sizeof(Place));
    ingest_use_turn(self, export);
    return self;
}

void
ingest_use_turn(IngestUse *use, const IngestExport *export)
{
    g_array_set_size(use->places, 0);
    for (guint i = 0; i < roll_use_n(use->use); i++) {
        const gchar *name = roll_use_field(use->use, i)->name;
        Place place = {.constant = ingest_export_constant(export, name),
                       .cells = ingest_mapping_find(export->mapping, name)};

        g_array_append_val(use->places, place);
    }
}

static RollText
sent(const IngestUse *self, guint column)
{
    return column < self->row->n_fields ? ingest_value_trim(self->row->fields[column])
                                        : ROLL_TEXT_EMPTY;
}

/* Of a field of several columns the first part that says something will do. */
static RollText
cell_of(gpointer record, guint index)
{
    const IngestUse *self = record;
    const Place *place = &g_array_index(self->places, Place, index);

    if (place->constant != NULL)
        return roll_text(place->constant);
    if (place->cells != NULL && place->cells->columns->len == 1)
        return sent(self, g_array_index(place->cells->columns, guint, 0));
    for (guint i = 0; place->cells != NULL && i < place->cells->columns->len; i++) {
        RollText cell = sent(self, g_array_index(place->cells->columns, guint, i));

        if (!roll_missing_is(self->missing, roll_use_field(self->use, index)->type, cell))
            return cell;
    }
    return ROLL_TEXT_EMPTY;
}

const gchar *
ingest_use_check(IngestUse *use, const RollCsvRow *row)
{
    use->row = row;
    return roll_use_check(use->use, use->kind, cell_of, use);
}

void
ingest_use_free(IngestUse *use)
{
    if (use == NULL)
        return;
    g_array_unref(use->places);
    g_free(use);
}
