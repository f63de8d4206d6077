#include "stages/match/encodings.h"

#include "pipeline/lib/encoding.h"
#include "pipeline/lib/error.h"

struct MatchEncodings {
    gchar *column;
    gchar *mark;   /* of the key of all encodings; NULL: none came yet */
    gchar *marked; /* the export where it was seen first */
};

MatchEncodings *
match_encodings_new(const RollFields *fields, const RollSchema *schema)
{
    const RollField *field = roll_fields_of_type(fields, ROLL_TYPE_ENCODED);
    MatchEncodings *encodings = NULL;

    if (field == NULL || roll_schema_find(schema, field->norm) < 0)
        return NULL;
    encodings = g_new0(MatchEncodings, 1);
    encodings->column = g_strdup(field->norm);
    return encodings;
}

void
match_encodings_free(MatchEncodings *encodings)
{
    if (encodings == NULL)
        return;
    g_free(encodings->column);
    g_free(encodings->mark);
    g_free(encodings->marked);
    g_free(encodings);
}

/* Encodings of another key look like any others and are like none. */
static gboolean
check_mark(MatchEncodings *encodings, const RollBatch *batch, guint record, RollText mark,
           GError **error)
{
    RollText export_name = roll_batch_get(batch, "export", record);

    if (encodings->mark == NULL) {
        encodings->mark = g_strndup(mark.data, mark.length);
        encodings->marked = g_strdup(export_name.data);
    }
    if (roll_text_equal(mark, roll_text(encodings->mark)))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: line %s: is encoded with the key %.*s, and %s with %s; what two keys encode "
                "cannot be compared: have it encoded anew with one key",
                export_name.data, roll_batch_get(batch, "line", record).data, (int)mark.length,
                mark.data, encodings->marked, encodings->mark);
    return FALSE;
}

/* The place of the field that @label is an encoding of; -1: it is not compared. */
static gint
field_of(const MatchIdentities *identities, RollText label)
{
    if (roll_text_equal(label, roll_text(ROLL_ENCODED_NAME)))
        return identities->bag;
    if (roll_text_equal(label, roll_text(ROLL_ENCODED_BIRTH)))
        return identities->birth;
    for (guint field = 0; field < identities->fields->len; field++)
        if (roll_text_equal(label, roll_text(match_field(identities, field)->name)))
            return (gint)field;
    return -1;
}

/* FALSE: the cell is none of encodings, or not whole. */
static gboolean
intern_cell(const MatchIdentities *identities, RollText cell, guint32 *row)
{
    RollText label = ROLL_TEXT_EMPTY;
    RollFilter filter = {{0}};
    guint position = 0;

    while (roll_encoding_next(cell, &position, &label, &filter)) {
        gint field = field_of(identities, label);
        const gchar *base64 = label.data + label.length + 1;
        guint32 length = position - (guint32)(base64 - cell.data);
        MatchValues *values = NULL;

        if (field < 0)
            continue;
        values = match_field(identities, (guint)field)->values;
        if (row[field] == MATCH_MISSING)
            row[field] = match_values_intern_encoded(values, (RollText){base64, length}, &filter);
        else
            match_values_add_encoded(values, row[field], &filter);
    }
    return position == cell.length;
}

gboolean
match_encodings_intern(MatchEncodings *encodings, const MatchIdentities *identities,
                       const RollBatch *batch, guint32 *rows, GError **error)
{
    guint n_fields = identities->fields->len;

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        RollText cell = roll_batch_get(batch, encodings->column, record);

        if (cell.length == 0)
            continue;
        if (!check_mark(encodings, batch, record, roll_encoding_mark(cell), error))
            return FALSE;
        if (intern_cell(identities, cell, &rows[(gsize)record * n_fields]))
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: line %s: %s: is no whole encoding",
                    roll_batch_get(batch, "export", record).data,
                    roll_batch_get(batch, "line", record).data, encodings->column);
        return FALSE;
    }
    return TRUE;
}
