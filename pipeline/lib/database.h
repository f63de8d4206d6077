/* database: a SQLite file, made in one go.
 *
 * SQLite is used here and nowhere else.  The same statements and rows make the same bytes: nothing
 * of a clock or of chance goes into the file. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef struct RollDatabase RollDatabase;

/* @path appears when it is closed; there is no other file meanwhile, and none of rows elsewhere.
 * Errors: ROLL_ERROR_IO. */
RollDatabase *roll_database_new(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Runs statements that give no rows.  Errors: ROLL_ERROR_IO; ROLL_ERROR_BUG for one that is not
 * SQL. */
gboolean roll_database_run(RollDatabase *database, const gchar *sql,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The INSERT, with a "?" a value, that the following rows are for.  Errors: as run. */
gboolean roll_database_prepare(RollDatabase *database, const gchar *insert,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the index that @sql says, of @n_rows rows.  Errors: as run. */
gboolean roll_database_index(RollDatabase *database, const gchar *sql, guint64 n_rows,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A value of the row being made, from 0.  It is that of the following rows, too, until another is
 * set; before the first it is NULL.  A text must live until the last row that it is of. */
void roll_database_null(RollDatabase *database, guint place);
void roll_database_text(RollDatabase *database, guint place, RollText text);
void roll_database_integer(RollDatabase *database, guint place, gint64 value);
void roll_database_real(RollDatabase *database, guint place, gdouble value);
/* The row is complete.  Errors: ROLL_ERROR_IO; ROLL_ERROR_DATA when a key is there already. */
gboolean roll_database_add(RollDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends @name in quotes, as SQL writes names. */
void roll_database_quote(const gchar *name, GString *out);

gboolean roll_database_close(RollDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not closed vanishes. */
void roll_database_free(RollDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollDatabase, roll_database_free)

/* The version of SQLite that runs, for --version. */
const gchar *roll_database_engine(void);
