#include "pipeline/lib/in_turn.h"
#include "pipeline/lib/stage.h"

typedef struct {
    RollRun *run;
    const RollRows *rows;
} Making;

static gboolean
keep_batch(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    g_ptr_array_add(self, roll_batch_ref(batch));
    return TRUE;
}

/* The batches of some rows: one, where the rows are not very large. (transfer full) */
static gpointer
make_batches(gpointer self, guint piece)
{
    const Making *making = self;
    const RollRows *rows = making->rows;
    GPtrArray *batches = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
    g_autoptr(RollTable) table =
        roll_table_new(roll_run_output(making->run, rows->table), keep_batch, batches);
    guint end = MIN((piece + 1) * ROLL_BATCH_RECORDS, rows->n_rows);
    gboolean is_kept = TRUE;

    for (guint row = piece * ROLL_BATCH_RECORDS; row < end; row++) {
        rows->set(rows->self, row, table);
        is_kept &= roll_table_add(table, NULL);
    }
    is_kept &= roll_table_flush(table, NULL);
    g_assert(is_kept);
    return batches;
}

static gboolean
emit_batches(gpointer self, gpointer made, GError **error)
{
    const Making *making = self;
    g_autoptr(GPtrArray) batches = made;

    for (guint i = 0; i < batches->len; i++)
        if (!roll_run_emit(making->run, making->rows->table, g_ptr_array_index(batches, i), error))
            return FALSE;
    return TRUE;
}

static void
drop_batches(gpointer made)
{
    g_ptr_array_unref(made);
}

gboolean
roll_run_emit_rows(RollRun *run, const RollRows *rows, GError **error)
{
    Making making = {run, rows};
    guint n_pieces = (rows->n_rows + ROLL_BATCH_RECORDS - 1) / ROLL_BATCH_RECORDS;

    return roll_in_turn(&(RollInTurn){n_pieces, roll_run_jobs(run), &making, make_batches,
                                      emit_batches, drop_batches},
                        error);
}
