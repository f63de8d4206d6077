#include "stages/validate/columns.h"

struct ValidateColumns {
    GHashTable *places; /* "file\nfield" -> ValidatePlace */
};

static void
free_place(gpointer data)
{
    ValidatePlace *place = data;

    g_free(place->header);
    g_free(place);
}

ValidateColumns *
validate_columns_new(void)
{
    ValidateColumns *columns = g_new0(ValidateColumns, 1);

    columns->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_place);
    return columns;
}

void
validate_columns_free(ValidateColumns *columns)
{
    if (columns == NULL)
        return;
    g_hash_table_unref(columns->places);
    g_free(columns);
}

static gchar *
name_of(const gchar *file, const gchar *field)
{
    return g_strconcat(file, "\n", field, NULL);
}

/* A field of several columns is told column by column, in their order; again from the first one
 * where another header begins. */
static void
add(ValidateColumns *columns, const RollBatch *batch, guint i)
{
    const gchar *header = roll_batch_get(batch, "header", i).data;
    g_autofree gchar *name =
        name_of(roll_batch_get(batch, "file", i).data, roll_batch_get(batch, "field", i).data);
    ValidatePlace *place = g_hash_table_lookup(columns->places, name);
    gchar *joined = NULL;

    if (place != NULL && roll_text_equal(roll_batch_get(batch, "joined", i), roll_text("0"))) {
        g_hash_table_remove(columns->places, name);
        place = NULL;
    }
    if (place != NULL) {
        joined = g_strconcat(place->header, " + ", header, NULL);
        g_free(place->header);
        place->header = joined;
        return;
    }
    place = g_new0(ValidatePlace, 1);
    place->header = g_strdup(header);
    place->position = (guint)g_ascii_strtoull(roll_batch_get(batch, "position", i).data, NULL, 10);
    g_hash_table_insert(columns->places, g_steal_pointer(&name), place);
}

void
validate_columns_add(ValidateColumns *columns, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        if (roll_batch_get(batch, "field", i).length > 0)
            add(columns, batch, i);
}

const ValidatePlace *
validate_columns_find(const ValidateColumns *columns, const gchar *file, const gchar *field)
{
    g_autofree gchar *name = name_of(file, field);

    return g_hash_table_lookup(columns->places, name);
}
