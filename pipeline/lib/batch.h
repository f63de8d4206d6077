/* batch: some thousand records, held column by column.
 *
 * A column is immutable and counted: a stage that does not touch one passes it on as it is.  Its
 * values are text; "" is a missing value.  Where values repeat a column is a dictionary: distinct
 * values, and a code a record; so a stage can do its work once a distinct value
 * (roll_column_map). */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

#define ROLL_BATCH_RECORDS 4096                     /* no batch of a stream has more */
#define ROLL_BATCH_BYTES   ((gsize)8 * 1024 * 1024) /* one that holds so much is full already */
#define ROLL_CELL_BYTES    8                        /* what a cell costs beside its text */

typedef struct RollColumn RollColumn;

guint roll_column_n_records(const RollColumn *column);
RollText roll_column_get(const RollColumn *column, guint record);

/* The dictionary.  A column without one answers as if every record had a value of its own:
 * n_values = n_records, code = record. */
guint roll_column_n_values(const RollColumn *column);
guint roll_column_code(const RollColumn *column, guint record);
RollText roll_column_value(const RollColumn *column, guint code);
/* The codes of @n records from @first on at once, which is cheaper than one by one. */
void roll_column_codes(const RollColumn *column, guint first, guint n, guint32 *codes);

/* TRUE when every value is "". */
gboolean roll_column_is_blank(const RollColumn *column);

/* TRUE when no value has a byte beyond ASCII; told in a fraction of what looking at each costs. */
gboolean roll_column_is_ascii(const RollColumn *column);

/* A column of @n_records times @value. */
RollColumn *roll_column_constant(RollText value, guint n_records);

/* Appends to @out, behind what stands there, what becomes of @value. */
typedef void (*RollMapFunc)(gpointer self, RollText value, GString *out);
/* The column in which each value has become what @map made of it; @map sees each value of the
 * dictionary once. */
RollColumn *roll_column_map(const RollColumn *column, RollMapFunc map, gpointer self);

/* The records of @column whose @keep is not 0, in order. */
RollColumn *roll_column_filter(const RollColumn *column, const guint8 *keep);

RollColumn *roll_column_ref(RollColumn *column);
void roll_column_unref(RollColumn *column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollColumn, roll_column_unref)

/* Makes a column, value by value; chooses the dictionary by itself. */
typedef struct RollColumnBuilder RollColumnBuilder;

RollColumnBuilder *roll_column_builder_new(void);
void roll_column_builder_add(RollColumnBuilder *builder, RollText value);
/* @number in digits, in a column of which the caller knows that no value stands in it twice. */
void roll_column_builder_add_number(RollColumnBuilder *builder, guint64 number);
guint roll_column_builder_n_records(const RollColumnBuilder *builder);
/* The column so far; the builder is empty again and can be used for the next. */
RollColumn *roll_column_builder_finish(RollColumnBuilder *builder);
void roll_column_builder_free(RollColumnBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollColumnBuilder, roll_column_builder_free)

#define ROLL_COLUMNS_MAX 65536 /* of a table in a stream */

/* The shape of a table: its name and its columns' names.  Immutable and counted. */
typedef struct RollSchema RollSchema;

/* @columns: NULL-terminated, no name twice. */
RollSchema *roll_schema_new(const gchar *table, const gchar *const *columns);
const gchar *roll_schema_table(const RollSchema *schema);
guint roll_schema_n_columns(const RollSchema *schema);
const gchar *roll_schema_column(const RollSchema *schema, guint index);
/* The place of a column, -1 when there is none of that name. */
gint roll_schema_find(const RollSchema *schema, const gchar *column);
/* @schema with @columns behind its own; those it has already are not added again. */
RollSchema *roll_schema_extend(const RollSchema *schema, const gchar *const *columns);
RollSchema *roll_schema_ref(RollSchema *schema);
void roll_schema_unref(RollSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollSchema, roll_schema_unref)

/* Records of one table.  Immutable and counted. */
typedef struct RollBatch RollBatch;

/* Takes @columns, one a column of @schema, all of the same length; the array itself stays the
 * caller's.  (transfer full) of each column, (transfer none) of @schema. */
RollBatch *roll_batch_new_take(RollSchema *schema, RollColumn **columns, guint n_records);
const RollSchema *roll_batch_schema(const RollBatch *batch);
guint roll_batch_n_records(const RollBatch *batch);
RollColumn *roll_batch_column(const RollBatch *batch, guint index); /* (transfer none) */
/* The column of that name, or NULL. (transfer none) */
RollColumn *roll_batch_find(const RollBatch *batch, const gchar *column);
/* The value of @column, "" when the table has no such column. */
RollText roll_batch_get(const RollBatch *batch, const gchar *column, guint record);
/* Whether its columns are those of @schema, in their order. */
gboolean roll_batch_has_shape(const RollBatch *batch, const RollSchema *schema);
/* @batch in the shape of @schema: columns by name, those it lacks blank. */
RollBatch *roll_batch_reshape(const RollBatch *batch, RollSchema *schema);
/* The records whose @keep is not 0. */
RollBatch *roll_batch_filter(const RollBatch *batch, const guint8 *keep);
/* The record @record alone, without what else @batch holds. */
RollBatch *roll_batch_pick(const RollBatch *batch, guint record);
/* Nothing is changed but who counts it. */
RollBatch *roll_batch_ref(const RollBatch *batch);
void roll_batch_unref(RollBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollBatch, roll_batch_unref)
