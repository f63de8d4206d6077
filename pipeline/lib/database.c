#include "pipeline/lib/database.h"

#include <sqlite3.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/unfinished.h"

#define CACHE_KIB   16384
#define IN_MEMORY   "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" G_STRINGIFY(CACHE_KIB) ";"
#define KEY_BYTES   64         /* at least what a key of an index takes while it is sorted */
#define ROWS_SORTED (1u << 21) /* of more the keys are not sorted in one piece of memory */

struct RollDatabase {
    RollUnfinished *file; /* owned */
    sqlite3 *connection;
    sqlite3_stmt *insert; /* NULL before the first */
};

static RollError
code_of(int result)
{
    switch (result & 0xff) {
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        return ROLL_ERROR_BUG;
    case SQLITE_CONSTRAINT:
        return ROLL_ERROR_DATA;
    default:
        return ROLL_ERROR_IO;
    }
}

static gboolean
fail(const RollDatabase *database, int result, GError **error)
{
    g_set_error(error, ROLL_ERROR, (gint)code_of(result), "%s: %s",
                roll_unfinished_path(database->file), sqlite3_errmsg(database->connection));
    return FALSE;
}

RollDatabase *
roll_database_new(const gchar *path, GError **error)
{
    RollUnfinished *file = roll_unfinished_new(path, error);
    g_autoptr(RollDatabase) database = NULL;
    int result;

    if (file == NULL)
        return NULL;
    database = g_new0(RollDatabase, 1);
    database->file = file;
    result = sqlite3_open_v2(roll_unfinished_path(file), &database->connection,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (result != SQLITE_OK) {
        fail(database, result, error);
        return NULL;
    }
    /* It is not there before it is whole, so there is nothing to roll back; it is synced then.  Of
     * pages four times as large a quarter are written, which saves a sixth of the work. */
    if (!roll_database_run(database,
                           "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF;"
                           "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;" IN_MEMORY
                           "PRAGMA encoding = 'UTF-8'; BEGIN",
                           error))
        return NULL;
    return g_steal_pointer(&database);
}

gboolean
roll_database_run(RollDatabase *database, const gchar *sql, GError **error)
{
    int result = sqlite3_exec(database->connection, sql, NULL, NULL, NULL);

    return result == SQLITE_OK || fail(database, result, error);
}

/* SQLite sorts keys in memory, each in a piece of its own, where it may not use files for a while;
 * where it may, in one large piece, and goes on in a file only when that is as large as the cache.
 * Sorting is a third faster so, and a cache that has room for all keys leaves nothing for a file.
 */
gboolean
roll_database_index(RollDatabase *database, const gchar *sql, guint64 n_rows, GError **error)
{
    gchar room[96];

    if (n_rows > ROWS_SORTED)
        return roll_database_run(database, sql, error);
    g_snprintf(room, sizeof room, "PRAGMA temp_store = FILE; PRAGMA cache_size = -%u",
               MAX((guint)(n_rows * KEY_BYTES / 1024), CACHE_KIB));
    return roll_database_run(database, room, error) && roll_database_run(database, sql, error) &&
           roll_database_run(database, IN_MEMORY, error);
}

gboolean
roll_database_prepare(RollDatabase *database, const gchar *insert, GError **error)
{
    int result;

    sqlite3_finalize(database->insert);
    database->insert = NULL;
    result = sqlite3_prepare_v2(database->connection, insert, -1, &database->insert, NULL);
    return result == SQLITE_OK || fail(database, result, error);
}

void
roll_database_null(RollDatabase *database, guint place)
{
    sqlite3_bind_null(database->insert, (int)place + 1);
}

void
roll_database_text(RollDatabase *database, guint place, RollText text)
{
    sqlite3_bind_text(database->insert, (int)place + 1, text.data, (int)text.length, SQLITE_STATIC);
}

void
roll_database_integer(RollDatabase *database, guint place, gint64 value)
{
    sqlite3_bind_int64(database->insert, (int)place + 1, value);
}

void
roll_database_real(RollDatabase *database, guint place, gdouble value)
{
    sqlite3_bind_double(database->insert, (int)place + 1, value);
}

gboolean
roll_database_add(RollDatabase *database, GError **error)
{
    int result = sqlite3_step(database->insert);

    if (result != SQLITE_DONE)
        return fail(database, result, error);
    sqlite3_reset(database->insert);
    return TRUE;
}

void
roll_database_quote(const gchar *name, GString *out)
{
    g_string_append_c(out, '"');
    for (; *name != '\0'; name++) {
        if (*name == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *name);
    }
    g_string_append_c(out, '"');
}

gboolean
roll_database_close(RollDatabase *database, GError **error)
{
    int result;

    sqlite3_finalize(database->insert);
    database->insert = NULL;
    if (!roll_database_run(database, "COMMIT", error))
        return FALSE;
    result = sqlite3_close(database->connection);
    if (result != SQLITE_OK)
        return fail(database, result, error);
    database->connection = NULL;
    return roll_unfinished_finish(database->file, error);
}

void
roll_database_free(RollDatabase *database)
{
    if (database == NULL)
        return;
    sqlite3_finalize(database->insert);
    sqlite3_close(database->connection);
    roll_unfinished_free(database->file);
    g_free(database);
}

const gchar *
roll_database_engine(void)
{
    return sqlite3_libversion();
}
