#include "pipeline/decisions.h"

#include "pipeline/archive.h"
#include "pipeline/lib/decision.h"

/* Those of the month before; NULL: it has none. */
static gchar *
find_previous(const RunOptions *options)
{
    g_autofree gchar *path = options->previous != NULL
                                 ? g_build_filename(options->previous, ARCHIVE_DECISIONS, NULL)
                                 : NULL;

    return path != NULL && g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
}

gboolean
decisions_are_given(const RunOptions *options)
{
    g_autofree gchar *previous = find_previous(options);

    return options->decisions != NULL || previous != NULL;
}

static GPtrArray *
read_if_any(const gchar *path, GError **error)
{
    return path != NULL ? roll_decisions_read(path, error) : g_ptr_array_new();
}

gboolean
decisions_keep(const RunOptions *options, const gchar *root, GError **error)
{
    g_autofree gchar *previous = find_previous(options);
    g_autoptr(GPtrArray) older = NULL;
    g_autoptr(GPtrArray) newer = NULL;
    g_autoptr(GPtrArray) all = NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    if (!decisions_are_given(options))
        return TRUE;
    older = read_if_any(previous, error);
    newer = older != NULL ? read_if_any(options->decisions, error) : NULL;
    if (newer == NULL)
        return FALSE;
    if (options->decisions != NULL)
        roll_decisions_name(newer, options->decisions);
    all = roll_decisions_merge_take(g_steal_pointer(&older), g_steal_pointer(&newer));
    roll_decisions_print(all, text);
    return archive_keep_text(root, ARCHIVE_DECISIONS, text->str, error);
}
