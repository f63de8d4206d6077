/* stream: what stages say to each other: named tables, as batches of records.
 *
 * Two encodings of one model.  Packed: a header that declares every table, blocks of columns with
 * a checksum each, an end block with the counts; a stream without its end is an error and never a
 * shorter result.  CSV: RFC 4180, UTF-8, LF, a header row, one table.  pipeline/README.md draws
 * the bytes. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/source.h"

/* Reads one or several streams as one: tables of the same name become one table with the columns
 * of all (in order of first appearance), records follow each other in the order of the sources.
 * Packed and CSV are told apart by their first bytes; a CSV stream is the table "records". */
typedef struct RollReader RollReader;

/* (transfer full) of each source, (transfer none) of the array.
 * Errors: ROLL_ERROR_DATA "name: block N: ..." for damaged, cut off, or of another version. */
RollReader *roll_reader_new(RollSource **sources, guint n_sources,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_reader_n_tables(const RollReader *reader);
RollSchema *roll_reader_table(const RollReader *reader, guint table); /* (transfer none) */
/* The place of a table, -1 when there is none of that name. */
gint roll_reader_find(const RollReader *reader, const gchar *table);
/* Whether it reads regular files and nothing else: these keep nobody waiting. */
gboolean roll_reader_is_of_files(const RollReader *reader);
/* The next batch of whatever table, (transfer full), in the shape of roll_reader_table(); NULL
 * with *@error unset at the sound end.  Batches of different tables may take turns. */
RollBatch *roll_reader_next(RollReader *reader, guint *table, GError **error);
/* To read everything once more, after the sound end.  Every source must be one that can be rewound
 * (spool.h makes it so). */
gboolean roll_reader_rewind(RollReader *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_reader_free(RollReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollReader, roll_reader_free)

typedef gboolean (*RollEachFunc)(gpointer self, guint table, RollBatch *batch, GError **error);
/* Hands every batch, with its table's place, to @take, to the sound end or to where it fails.
 * Errors: those of roll_reader_next() and of @take. */
gboolean roll_reader_each(RollReader *reader, RollEachFunc take, gpointer self,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*RollTakeFunc)(gpointer self, const gchar *table, const RollBatch *batch);
/* The same for all of @source (transfer full; NULL, and *@error says why), by the tables' names.
 * Errors: those of roll_reader_new() and roll_reader_next(). */
gboolean roll_stream_each(RollSource *source, RollTakeFunc take, gpointer self,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct RollWriter RollWriter;

/* Writes packed to @sink (transfer full); @producer is the stage's name, for people. */
RollWriter *roll_writer_new_packed(RollSink *sink, const gchar *producer);
/* Writes the table @table as CSV to @sink (transfer full); batches of other tables are dropped. */
RollWriter *roll_writer_new_csv(RollSink *sink, const gchar *table);
/* Declares the next table, before the first batch; returns its place. */
guint roll_writer_declare(RollWriter *writer, RollSchema *schema);
/* @batch must have the declared shape. */
gboolean roll_writer_write(RollWriter *writer, guint table, const RollBatch *batch,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The end block, and the sink's close. */
gboolean roll_writer_close(RollWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_writer_free(RollWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollWriter, roll_writer_free)
