#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/engine_local.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/stream.h"
#include "pipeline/programs.h"
#include "pipeline/rule_files.h"
#include "pipeline/rules_run.h"
#include "pipeline/tree.h"

/* What rules for names did. */
typedef struct {
    GHashTable *fired; /* "FILE:LINE" -> guint64 */
    GString *out;
    GString *silent; /* the rules that never fired */
    guint n_rules;
    guint n_silent;
} Stats;

static void
stats_clear(Stats *stats)
{
    g_hash_table_unref(stats->fired);
    g_string_free(stats->silent, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stats, stats_clear)

static void
take_any(gpointer self, const gchar *table, const RollBatch *batch)
{
    const Stats *stats = self;

    for (guint i = 0; strcmp(table, "trace") == 0 && i < roll_batch_n_records(batch); i++) {
        gchar *place = g_strdup_printf("%s:%s", roll_batch_get(batch, "rule_file", i).data,
                                       roll_batch_get(batch, "rule_line", i).data);
        guint64 *n = g_hash_table_lookup(stats->fired, place);

        if (n == NULL) {
            n = g_new0(guint64, 1);
            g_hash_table_insert(stats->fired, place, n);
        } else {
            g_free(place);
        }
        (*n)++;
    }
}

static void
count_rule(gpointer self, const gchar *file, const RollRule *rule)
{
    Stats *stats = self;
    g_autofree gchar *base = g_path_get_basename(file);
    g_autofree gchar *key = g_strdup_printf("%s:%u", base, rule->line);
    g_autofree gchar *place = g_strdup_printf("%s:%u", file, rule->line);
    const guint64 *n = g_hash_table_lookup(stats->fired, key);

    stats->n_rules++;
    if (n != NULL) {
        g_string_append_printf(stats->out, "%10" G_GUINT64_FORMAT "  %-30s %s\n", *n, place,
                               rule->name);
        return;
    }
    stats->n_silent++;
    g_string_append_printf(stats->silent, "%10s  %-30s %s\n", "-", place, rule->name);
}

static GPtrArray *
trace_command(const gchar *run, const GPtrArray *rules, GError **error)
{
    GPtrArray *argv = program_command("normalise", (const gchar *const *)rules->pdata, error);

    if (argv == NULL)
        return NULL;
    g_ptr_array_add(argv, g_strdup("--trace"));
    g_ptr_array_add(argv, g_build_filename(run, ARCHIVE_STREAM, NULL));
    return argv;
}

static gboolean
count_in(const gchar *run, const gchar *folder, Stats *stats, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *output = g_build_filename(folder, "trace.roll", NULL);
    g_autoptr(GPtrArray) rules = archive_rules(run, error);
    g_autoptr(RollLayers) layers =
        rules != NULL ? roll_layers_new((const gchar *const *)rules->pdata, error) : NULL;
    GPtrArray *argv = layers != NULL ? trace_command(run, rules, error) : NULL;

    return argv != NULL && engine_local_run_one(argv, output, interrupt, error) &&
           roll_stream_each(roll_source_open(output, error), take_any, stats, error) &&
           rule_files_each(layers, "names/", count_rule, stats, error);
}

gboolean
rules_run_stats(const gchar *run, Interrupt *interrupt, GString *out, GError **error)
{
    g_auto(Stats) stats = {.fired = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                           .out = out,
                           .silent = g_string_new(NULL)};
    g_autofree gchar *folder = tree_make_temporary(error);
    gboolean is_done = FALSE;

    if (folder == NULL)
        return FALSE;
    is_done = count_in(run, folder, &stats, interrupt, error);
    archive_blame_rules(run, "", error);
    if (!tree_remove(folder, is_done ? error : NULL) || !is_done)
        return FALSE;
    g_string_append_printf(out, "never fired:%s\n%s", stats.n_silent == 0 ? " none" : "",
                           stats.silent->str);
    g_string_append_printf(out, "in all: %u rules for names, %u of them never fired\n",
                           stats.n_rules, stats.n_silent);
    return TRUE;
}
