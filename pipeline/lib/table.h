/* table: rows of one table, given one by one; cut into batches and handed on.
 *
 * What a stage uses to make a table that is not a batch of the input seen anew: findings, pairs,
 * sessions. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

typedef struct RollTable RollTable;

/* Takes each full batch; @self is the receiver's. */
typedef gboolean (*RollBatchFunc)(gpointer self, const RollBatch *batch, GError **error);

RollTable *roll_table_new(RollSchema *schema, RollBatchFunc emit, gpointer self);
/* One value of the row being made; a column not set is "". @column is its place in the schema. */
void roll_table_set(RollTable *table, guint column, RollText value);
void roll_table_set_string(RollTable *table, guint column, const gchar *value);
void roll_table_set_number(RollTable *table, guint column, gint64 value);
/* With @digits behind the point, whatever the locale; the one way rollcall prints a fraction. */
void roll_table_set_real(RollTable *table, guint column, gdouble value, guint digits);
/* The row is complete. */
gboolean roll_table_add(RollTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 roll_table_n_rows(const RollTable *table);
/* Hands on what is left. */
gboolean roll_table_flush(RollTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_table_free(RollTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollTable, roll_table_free)
