#include "pipeline/names.h"

#include <string.h>

#include "pipeline/engine_local.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/stream.h"
#include "pipeline/process.h"
#include "pipeline/programs.h"
#include "pipeline/tree.h"

/* One use of the stage: names in, a stream out, both in a folder that vanishes. */
typedef struct {
    gchar *folder;
    gchar *input;
    gchar *output;
} Bench;

static void
bench_clear(Bench *bench)
{
    if (bench->folder != NULL)
        tree_remove(bench->folder, NULL);
    g_free(bench->folder);
    g_free(bench->input);
    g_free(bench->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static gboolean
bench_open(Bench *bench, GError **error)
{
    bench->folder = tree_make_temporary(error);
    if (bench->folder == NULL)
        return FALSE;
    bench->input = g_build_filename(bench->folder, "names.csv", NULL);
    bench->output = g_build_filename(bench->folder, "names.roll", NULL);
    return TRUE;
}

static gboolean
write_names(const Bench *bench, const gchar *country, const GPtrArray *names, GError **error)
{
    g_autoptr(RollSink) sink = roll_sink_create(bench->input, error);
    g_autoptr(GString) text = g_string_new("country,officer_name\n");

    for (guint i = 0; i < names->len; i++) {
        const RollText fields[] = {roll_text(country), roll_text(names->pdata[i])};

        roll_csv_append(text, fields, G_N_ELEMENTS(fields));
    }
    return sink != NULL && roll_sink_write(sink, text->str, text->len, error) &&
           roll_sink_close(sink, error);
}

static GPtrArray *
stage_command(const NamesOptions *options, gboolean traces, GError **error)
{
    GPtrArray *argv = program_command("normalise", options->rules, error);

    if (argv != NULL && traces)
        g_ptr_array_add(argv, g_strdup("--trace"));
    return argv;
}

static gboolean
normalise(const NamesOptions *options, const Bench *bench, gboolean traces, Interrupt *interrupt,
          GError **error)
{
    GPtrArray *argv = stage_command(options, traces, error);

    if (argv == NULL)
        return FALSE;
    g_ptr_array_add(argv, g_strdup(bench->input));
    return engine_local_run_one(argv, bench->output, interrupt, error);
}

typedef void (*RecordFunc)(gpointer out, const RollBatch *batch, guint record);

typedef struct {
    const gchar *table;
    RecordFunc append;
    gpointer out;
} Wanted;

static void
take_any(gpointer self, const gchar *table, const RollBatch *batch)
{
    const Wanted *wanted = self;

    for (guint i = 0; strcmp(table, wanted->table) == 0 && i < roll_batch_n_records(batch); i++)
        wanted->append(wanted->out, batch, i);
}

/* Appends every record of @table by @append. */
static gboolean
read_table(const Bench *bench, const gchar *table, RecordFunc append, gpointer out, GError **error)
{
    Wanted wanted = {table, append, out};

    return roll_stream_each(roll_source_open(bench->output, error), take_any, &wanted, error);
}

static gboolean
work(const NamesOptions *options, Bench *bench, const GPtrArray *names, gboolean traces,
     Interrupt *interrupt, GError **error)
{
    return bench_open(bench, error) && write_names(bench, options->country, names, error) &&
           normalise(options, bench, traces, interrupt, error);
}

/* ---- trace ---- */

static void
append_hit(gpointer text, const RollBatch *batch, guint i)
{
    GString *out = text;
    const gchar *captured = roll_batch_get(batch, "captured", i).data;
    g_autofree gchar *place = g_strdup_printf("%s:%s", roll_batch_get(batch, "rule_file", i).data,
                                              roll_batch_get(batch, "rule_line", i).data);

    g_string_append_printf(
        out, "  %-20s %-22s %-6s -> %s%s%s\n", place, roll_batch_get(batch, "rule", i).data,
        roll_batch_get(batch, "class", i).data, roll_batch_get(batch, "result", i).data,
        *captured != '\0' ? "   kept: " : "", captured);
}

static void
append_result(gpointer text, const RollBatch *batch, guint i)
{
    GString *out = text;
    static const struct {
        const gchar *column;
        const gchar *title;
    } lines[] = {
        {"name_clean", "name"},
        {"name_roles", "roles"},
        {"name_rank", "rank"},
        {"rank_level", "level"},
        {"name_honorific", "honorific"},
        {"name_nickname", "nickname"},
        {"name_local", "local"},
        {"name_key", "key"},
        {"name_keys_other", "other keys"},
        {"name_skeleton", "skeleton"},
    };

    for (guint line = 0; line < G_N_ELEMENTS(lines); line++) {
        RollText value = roll_batch_find(batch, lines[line].column) != NULL
                             ? roll_batch_get(batch, lines[line].column, i)
                             : ROLL_TEXT_EMPTY;

        if (value.length > 0)
            g_string_append_printf(out, "%-11s %s\n", lines[line].title, value.data);
    }
}

gboolean
names_trace(const NamesOptions *options, const gchar *name, Interrupt *interrupt, GString *out,
            GError **error)
{
    g_auto(Bench) bench = {0};
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_set_free_func(names, g_free);
    if (!work(options, &bench, names, TRUE, interrupt, error))
        return FALSE;
    g_string_append_printf(out, "%s\n", name);
    return read_table(&bench, "trace", append_hit, out, error) &&
           read_table(&bench, "records", append_result, out, error);
}

static void
hit_free(gpointer data)
{
    NamesHit *hit = data;

    g_free(hit->name);
    g_free(hit->rule);
    g_free(hit->place);
    g_free(hit->result);
    g_free(hit->captured);
    g_free(hit);
}

/* Of rules that make skeletons nothing is kept: what a name is looked for under says nothing of
 * whose it is.  Nor of those that fold, as they fire on every capital letter. */
static void
add_hit(gpointer hits, const RollBatch *batch, guint i)
{
    NamesHit *hit = NULL;

    if (g_str_has_prefix(roll_batch_get(batch, "rule_file", i).data, "skeleton") ||
        g_str_has_prefix(roll_batch_get(batch, "rule_file", i).data, "fold"))
        return;
    hit = g_new0(NamesHit, 1);
    hit->name = g_strdup(roll_batch_get(batch, "name", i).data);
    hit->rule = g_strdup(roll_batch_get(batch, "rule", i).data);
    hit->place = g_strdup_printf("%s:%s", roll_batch_get(batch, "rule_file", i).data,
                                 roll_batch_get(batch, "rule_line", i).data);
    hit->result = g_strdup(roll_batch_get(batch, "result", i).data);
    hit->captured = g_strdup(roll_batch_get(batch, "captured", i).data);
    g_ptr_array_add(hits, hit);
}

GPtrArray *
names_hits(const NamesOptions *options, const GPtrArray *names, Interrupt *interrupt,
           GError **error)
{
    g_auto(Bench) bench = {0};
    g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func(hit_free);

    if (!work(options, &bench, names, TRUE, interrupt, error) ||
        !read_table(&bench, "trace", add_hit, hits, error))
        return NULL;
    return g_steal_pointer(&hits);
}

/* ---- keys ---- */

static void
append_keys(gpointer text, const RollBatch *batch, guint i)
{
    GString *out = text;
    const RollText fields[] = {
        roll_batch_get(batch, "officer_name", i),  roll_batch_get(batch, "name_clean", i),
        roll_batch_get(batch, "name_key", i),      roll_batch_get(batch, "name_keys_other", i),
        roll_batch_get(batch, "name_skeleton", i),
    };

    roll_csv_append(out, fields, G_N_ELEMENTS(fields));
}

gboolean
names_keys(const NamesOptions *options, const GPtrArray *names, Interrupt *interrupt, GString *out,
           GError **error)
{
    g_auto(Bench) bench = {0};

    g_string_append(out, "name,clean,key,other_keys,skeleton\n");
    return work(options, &bench, names, FALSE, interrupt, error) &&
           read_table(&bench, "records", append_keys, out, error);
}
