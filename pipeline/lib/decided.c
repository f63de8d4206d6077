#include "pipeline/lib/decided.h"

#include "pipeline/lib/decision.h"

typedef guint Two[2];

struct RollDecided {
    GHashTable *ends;    /* "export:row" -> GArray of guint, as roll_decided_about() has them */
    GHashTable *exports; /* names of exports that are decided about */
    Two *records;        /* one a decision; owned */
    guint n_seen;        /* records */
};

static void
add_end(RollDecided *decided, const gchar *id, guint end)
{
    GArray *ends = g_hash_table_lookup(decided->ends, id);
    gsize name_bytes = 0;
    guint64 row = 0;

    if (ends == NULL) {
        ends = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(decided->ends, g_strdup(id), ends);
    }
    g_array_append_val(ends, end);
    if (roll_row_id_parse(id, &name_bytes, &row))
        g_hash_table_add(decided->exports, g_strndup(id, name_bytes));
}

RollDecided *
roll_decided_new(const GPtrArray *decisions)
{
    RollDecided *decided = g_new0(RollDecided, 1);

    decided->ends =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    decided->exports = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    decided->records = g_new(Two, (gsize)decisions->len + 1);
    for (guint i = 0; i < decisions->len; i++) {
        const RollDecision *decision = decisions->pdata[i];

        decided->records[i][0] = decided->records[i][1] = ROLL_NO_RECORD;
        add_end(decided, decision->row_a, 2 * i);
        add_end(decided, decision->row_b, 2 * i + 1);
    }
    return decided;
}

static void
note_record(RollDecided *decided, const gchar *id, guint record)
{
    const GArray *ends = g_hash_table_lookup(decided->ends, id);

    for (guint i = 0; ends != NULL && i < ends->len; i++) {
        guint end = g_array_index(ends, guint, i);

        decided->records[end / 2][end % 2] = record;
    }
}

void
roll_decided_look(RollDecided *decided, const RollBatch *batch)
{
    const RollColumn *exports = roll_batch_find(batch, "export");
    guint n = roll_batch_n_records(batch);
    g_autofree guint8 *is_wanted = NULL;

    decided->n_seen += n;
    if (exports == NULL || g_hash_table_size(decided->exports) == 0)
        return;
    is_wanted = g_new0(guint8, roll_column_n_values(exports) + 1);
    for (guint code = 0; code < roll_column_n_values(exports); code++)
        is_wanted[code] =
            g_hash_table_contains(decided->exports, roll_column_value(exports, code).data) ? 1 : 0;
    for (guint i = 0; i < n; i++)
        if (is_wanted[roll_column_code(exports, i)]) {
            g_autofree gchar *id = g_strdup_printf("%s:%s", roll_column_get(exports, i).data,
                                                   roll_batch_get(batch, "row", i).data);

            note_record(decided, id, decided->n_seen - n + i);
        }
}

const guint *
roll_decided_records(const RollDecided *decided, guint decision)
{
    return decided->records[decision];
}

const GArray *
roll_decided_about(const RollDecided *decided, const gchar *id)
{
    return g_hash_table_lookup(decided->ends, id);
}

void
roll_decided_free(RollDecided *decided)
{
    if (decided == NULL)
        return;
    g_hash_table_unref(decided->ends);
    g_hash_table_unref(decided->exports);
    g_free(decided->records);
    g_free(decided);
}
