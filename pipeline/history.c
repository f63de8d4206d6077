#include "pipeline/history.h"

#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"

gchar *
history_find(const gchar *previous, GError **error)
{
    g_autofree gchar *path = g_build_filename(previous, ARCHIVE_HISTORY, NULL);
    gboolean is_there = FALSE;

    if (!archive_look(previous, ARCHIVE_HISTORY, &is_there, error))
        return NULL;
    if (is_there)
        return g_steal_pointer(&path);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "--previous: %s: is no run that came as far as cluster (there is no %s)", previous,
                ARCHIVE_HISTORY);
    return NULL;
}

gboolean
history_check_month(const gchar *previous, const gchar *month, GError **error)
{
    g_autofree gchar *before = archive_asked(previous, "month");

    if (month == NULL || before == NULL || strcmp(before, month) <= 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "--month: %s is before %s, the month of --previous %s; a month that came late is "
                "added to the last one: --month %s",
                month, before, previous, before);
    return FALSE;
}

static void
add_names(const RollBatch *batch, GHashTable *names)
{
    const RollColumn *column = roll_batch_find(batch, "export");

    for (guint code = 0; column != NULL && code < roll_column_n_values(column); code++) {
        RollText name = roll_column_value(column, code);

        if (!g_hash_table_contains(names, name.data))
            g_hash_table_add(names, g_strndup(name.data, name.length));
    }
}

static void
take_any(gpointer names, const gchar *table, const RollBatch *batch)
{
    if (strcmp(table, "records") == 0)
        add_names(batch, names);
}

gboolean
history_check(const gchar *path, const gchar *const *exports, GError **error)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (!roll_stream_each(roll_source_open(path, error), take_any, names, error))
        return FALSE;
    for (guint i = 0; exports[i] != NULL; i++) {
        g_autofree gchar *name = roll_source_stem(exports[i]);

        if (!g_hash_table_contains(names, name))
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: an export of the name \"%s\" is in the previous run already; its records "
                    "would count twice; a corrected export is sent under another name, with a row "
                    "action in every row",
                    exports[i], name);
        return FALSE;
    }
    return TRUE;
}
