#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/archive.h"
#include "pipeline/deliveries.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/stream.h"
#include "pipeline/rules_run.h"
#include "pipeline/run_make.h"
#include "pipeline/run_options.h"
#include "pipeline/tree.h"

#define SHOWN 50u /* of each kind of difference */

/* ---- the run once more ---- */

static int
compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* The exports that the run keeps, by name; NULL when it keeps none. */
static gchar **
kept_exports(const gchar *run, GError **error)
{
    g_autofree gchar *folder = g_build_filename(run, ARCHIVE_INPUTS, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const gchar *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    if (paths->len == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: is no run: there is nothing in %s",
                    run, ARCHIVE_INPUTS);
        return NULL;
    }
    g_ptr_array_sort(paths, compare_paths);
    g_ptr_array_add(paths, NULL);
    return (gchar **)g_ptr_array_steal(paths, NULL);
}

/* A folder that looks like the run before, as far as linking asks for it; NULL when there was none
 * (transfer full). */
static gchar *
make_previous(const gchar *run, const gchar *folder, GError **error)
{
    g_autofree gchar *relative = g_build_filename(run, ARCHIVE_PREVIOUS, ROLL_HISTORY, NULL);
    g_autofree gchar *kept = g_canonicalize_filename(relative, NULL);
    g_autofree gchar *previous = g_build_filename(folder, "previous", NULL);
    g_autofree gchar *place = g_build_filename(previous, ARCHIVE_HISTORY, NULL);
    g_autofree gchar *archive = g_path_get_dirname(place);

    if (!g_file_test(kept, G_FILE_TEST_IS_REGULAR))
        return NULL;
    if (g_mkdir_with_parents(archive, 0700) == 0 && symlink(kept, place) == 0)
        return g_steal_pointer(&previous);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: cannot be made", place);
    return NULL;
}

/* The rules of the run, and @more over them (transfer full). */
static gchar **
layers_of(const gchar *run, const gchar *const *more, GError **error)
{
    GPtrArray *rules = archive_rules(run, error);

    if (rules == NULL)
        return NULL;
    g_ptr_array_set_free_func(rules, NULL);
    g_ptr_array_set_size(rules, (gint)rules->len - 1);
    for (guint i = 0; more != NULL && more[i] != NULL; i++)
        g_ptr_array_add(rules, g_strdup(more[i]));
    g_ptr_array_add(rules, NULL);
    return (gchar **)g_ptr_array_free(rules, FALSE);
}

static gboolean
make_again(const RulesDiff *diff, const gchar *folder, const gchar *root, Interrupt *interrupt,
           GError **error)
{
    g_auto(RunOptions) options = {.jobs = diff->jobs, .last = program_chain().cluster};
    g_autofree gchar *decisions = g_build_filename(diff->run, ARCHIVE_DECISIONS, NULL);
    GError *cause = NULL;

    options.exports = kept_exports(diff->run, error);
    if (options.exports == NULL)
        return FALSE;
    options.previous = make_previous(diff->run, folder, &cause);
    if (cause != NULL) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    options.first = deliveries_first((const gchar *const *)options.exports);
    options.rules = layers_of(diff->run, diff->rules, error);
    if (options.rules == NULL)
        return FALSE;
    options.place = g_strdup(root);
    if (g_file_test(decisions, G_FILE_TEST_IS_REGULAR))
        options.decisions = g_steal_pointer(&decisions);
    return run_make(&options, root, interrupt, error);
}

/* ---- what is otherwise ---- */

typedef struct {
    gchar *officer;
    gchar *name;
    gchar *keys; /* the key, and further ones behind it */
} Before;

typedef struct {
    GHashTable *before;   /* "EXPORT:ROW" -> Before */
    GHashTable *apart;    /* officer before -> set of officers after; strings are owned by @names */
    GHashTable *together; /* officer after -> set of officers before */
    GHashTable *called[2]; /* officer before, and after -> the name of the first of its records */
    GStringChunk *names;
    GString *renamed;
    guint n_renamed;
    GHashTable *rekeyed; /* set of lines; owned by @names */
} Compared;

static void
before_free(gpointer data)
{
    g_free(((Before *)data)->officer);
    g_free(((Before *)data)->name);
    g_free(((Before *)data)->keys);
    g_free(data);
}

static GHashTable *
new_sets(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);
}

static void
compared_clear(Compared *compared)
{
    g_hash_table_unref(compared->before);
    g_hash_table_unref(compared->apart);
    g_hash_table_unref(compared->together);
    g_hash_table_unref(compared->called[0]);
    g_hash_table_unref(compared->called[1]);
    g_hash_table_unref(compared->rekeyed);
    g_string_chunk_free(compared->names);
    g_string_free(compared->renamed, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Compared, compared_clear)

static gchar *
id_of(const RollBatch *batch, guint i)
{
    return g_strdup_printf("%s:%s", roll_batch_get(batch, "export", i).data,
                           roll_batch_get(batch, "row", i).data);
}

/* "pol votia; pol vo tia": the key, and the further ones (transfer full). */
static gchar *
keys_of(const RollBatch *batch, guint i)
{
    g_auto(GStrv) others = g_strsplit(roll_batch_get(batch, "name_keys_other", i).data, ";", -1);
    g_autofree gchar *joined = g_strjoinv("; ", others);

    return g_strconcat(roll_batch_get(batch, "name_key", i).data, *joined != '\0' ? "; " : "",
                       joined, NULL);
}

static void
call(const Compared *compared, guint side, const RollBatch *batch, guint i)
{
    const gchar *officer = roll_batch_get(batch, "officer", i).data;

    if (!g_hash_table_contains(compared->called[side], officer))
        g_hash_table_insert(compared->called[side],
                            g_string_chunk_insert_const(compared->names, officer),
                            g_string_chunk_insert_const(
                                compared->names, roll_batch_get(batch, "name_clean", i).data));
}

static void
take_before(gpointer self, const gchar *table, const RollBatch *batch)
{
    const Compared *compared = self;

    for (guint i = 0; strcmp(table, "records") == 0 && i < roll_batch_n_records(batch); i++) {
        Before *before = g_new0(Before, 1);

        before->officer = g_strdup(roll_batch_get(batch, "officer", i).data);
        before->name = g_strdup(roll_batch_get(batch, "name_clean", i).data);
        before->keys = keys_of(batch, i);
        call(compared, 0, batch, i);
        g_hash_table_replace(compared->before, id_of(batch, i), before);
    }
}

static void
add_to_set(const Compared *compared, GHashTable *sets, const gchar *of, const gchar *member)
{
    gchar *key = g_string_chunk_insert_const(compared->names, of);
    GHashTable *set = g_hash_table_lookup(sets, key);

    if (set == NULL) {
        set = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_insert(sets, key, set);
    }
    g_hash_table_add(set, g_string_chunk_insert_const(compared->names, member));
}

/* A name that reads as before, but is compared by other keys. */
static void
compare_keys(const Compared *compared, const Before *before, const RollBatch *batch, guint i)
{
    g_autofree gchar *keys = keys_of(batch, i);
    g_autofree gchar *line = NULL;

    if (strcmp(before->keys, keys) == 0)
        return;
    line = g_strdup_printf("\"%s\": %s would be %s", before->name, before->keys, keys);
    g_hash_table_add(compared->rekeyed, g_string_chunk_insert_const(compared->names, line));
}

static void
compare_record(Compared *compared, const RollBatch *batch, guint i)
{
    g_autofree gchar *id = id_of(batch, i);
    const Before *before = g_hash_table_lookup(compared->before, id);
    const gchar *officer = roll_batch_get(batch, "officer", i).data;
    const gchar *name = roll_batch_get(batch, "name_clean", i).data;

    if (before == NULL)
        return;
    if (strcmp(before->name, name) == 0)
        compare_keys(compared, before, batch, i);
    else if (compared->n_renamed++ < SHOWN)
        g_string_append_printf(compared->renamed, "  %s: \"%s\" would be \"%s\"\n", id,
                               before->name, name);
    call(compared, 1, batch, i);
    if (*before->officer == '\0' || *officer == '\0')
        return;
    add_to_set(compared, compared->apart, before->officer, officer);
    add_to_set(compared, compared->together, officer, before->officer);
}

static void
take_after(gpointer self, const gchar *table, const RollBatch *batch)
{
    for (guint i = 0; strcmp(table, "records") == 0 && i < roll_batch_n_records(batch); i++)
        compare_record(self, batch, i);
}

/* ---- telling it ---- */

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void
tell_more(GString *out, guint n)
{
    if (n > SHOWN)
        g_string_append_printf(out, "  %u more; total %u\n", n - SHOWN, n);
}

typedef gchar *(*LineFunc)(const Compared *compared, const gchar *key, GHashTable *set);

static gchar *
line_of_merge(const Compared *compared, const gchar *key, GHashTable *set)
{
    g_autoptr(GList) members = g_list_sort(g_hash_table_get_keys(set), compare_names);
    GString *line = g_string_new(NULL);

    (void)key; /* the number that they would get says nothing yet */
    for (const GList *member = members; member != NULL; member = member->next)
        g_string_append_printf(
            line, "%s%s \"%s\"", line->len > 0 ? ", " : "", (const gchar *)member->data,
            (const gchar *)g_hash_table_lookup(compared->called[0], member->data));
    return g_string_free(line, FALSE);
}

static gchar *
line_of_split(const Compared *compared, const gchar *key, GHashTable *set)
{
    g_autoptr(GList) members = g_list_sort(g_hash_table_get_keys(set), compare_names);
    GString *line = g_string_new(NULL);

    g_string_printf(line, "%s, into %u", key, g_hash_table_size(set));
    for (const GList *member = members; member != NULL; member = member->next)
        g_string_append_printf(
            line, "%s \"%s\"", member == members ? ":" : ",",
            (const gchar *)g_hash_table_lookup(compared->called[1], member->data));
    return g_string_free(line, FALSE);
}

static void
tell_lines(const GPtrArray *lines, GString *out)
{
    for (guint i = 0; i < MIN(lines->len, SHOWN); i++)
        g_string_append_printf(out, "  %s\n", (const gchar *)lines->pdata[i]);
    tell_more(out, lines->len);
}

/* Appends to @out how many sets have two members and more, and a line each, in order. */
static void
tell_sets(const Compared *compared, const gchar *what, GHashTable *sets, LineFunc line_of,
          GString *out)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer key = NULL;
    gpointer set = NULL;

    g_hash_table_iter_init(&iter, sets);
    while (g_hash_table_iter_next(&iter, &key, &set))
        if (g_hash_table_size(set) > 1)
            g_ptr_array_add(lines, line_of(compared, key, set));
    g_ptr_array_sort(lines, compare_paths);
    g_string_append_printf(out, "%s: %u\n", what, lines->len);
    tell_lines(lines, out);
}

static void
tell_keys(const Compared *compared, GString *out)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autoptr(GList) keys = g_hash_table_get_keys(compared->rekeyed);

    for (const GList *key = keys; key != NULL; key = key->next)
        g_ptr_array_add(lines, key->data);
    g_ptr_array_sort(lines, compare_paths);
    g_string_append_printf(out, "names compared by other keys: %u\n", lines->len);
    tell_lines(lines, out);
}

static void
tell(const Compared *compared, GString *out)
{
    g_string_append_printf(out, "names read in another way: %u\n%s", compared->n_renamed,
                           compared->renamed->str);
    tell_more(out, compared->n_renamed);
    tell_keys(compared, out);
    tell_sets(compared, "officers that would become one", compared->together, line_of_merge, out);
    tell_sets(compared, "officers that would come apart", compared->apart, line_of_split, out);
}

static gboolean
compare_in(const RulesDiff *diff, const gchar *folder, Compared *compared, Interrupt *interrupt,
           GError **error)
{
    g_autofree gchar *root = g_build_filename(folder, "run", NULL);
    g_autofree gchar *before = g_build_filename(diff->run, ARCHIVE_STREAM, NULL);
    g_autofree gchar *after = g_build_filename(root, ARCHIVE_STREAM, NULL);

    if (g_mkdir(root, 0700) != 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: cannot be made", root);
        return FALSE;
    }
    return roll_stream_each(roll_source_open(before, error), take_before, compared, error) &&
           make_again(diff, folder, root, interrupt, error) &&
           roll_stream_each(roll_source_open(after, error), take_after, compared, error);
}

gboolean
rules_run_diff(const RulesDiff *diff, Interrupt *interrupt, GString *out, GError **error)
{
    g_auto(Compared)
        compared = {.before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, before_free),
                    .apart = new_sets(),
                    .together = new_sets(),
                    .names = g_string_chunk_new(65536),
                    .renamed = g_string_new(NULL),
                    .called = {g_hash_table_new(g_str_hash, g_str_equal),
                               g_hash_table_new(g_str_hash, g_str_equal)},
                    .rekeyed = g_hash_table_new(g_str_hash, g_str_equal)};
    g_autofree gchar *folder = tree_make_temporary(error);
    gboolean is_done = FALSE;

    if (folder == NULL)
        return FALSE;
    is_done = compare_in(diff, folder, &compared, interrupt, error);
    if (!tree_remove(folder, is_done ? error : NULL) || !is_done)
        return FALSE;
    tell(&compared, out);
    return TRUE;
}
