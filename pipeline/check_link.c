#include "pipeline/check_link.h"

#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"
#include "pipeline/narrow.h"
#include "pipeline/programs.h"
#include "pipeline/run_make.h"

/* ---- who is on the list ---- */

typedef struct {
    const RollFields *fields;
    gboolean is_anybody; /* somebody is on the list */
} People;

/* By which a person can be known, as match has it; in clear text or encoded. */
static gboolean
tells_who(const RollField *field)
{
    return field->type == ROLL_TYPE_ENCODED ||
           (field->match &&
            (field->type <= ROLL_TYPE_NAME_SUFFIX || field->type == ROLL_TYPE_IDENTIFIER ||
             field->type == ROLL_TYPE_PHONE || field->type == ROLL_TYPE_EMAIL));
}

static gboolean
is_somebody(const People *people, const RollBatch *batch, guint record)
{
    for (guint i = 0; i < roll_fields_n(people->fields); i++) {
        const RollField *field = roll_fields_at(people->fields, i);

        if (tells_who(field) && (roll_batch_get(batch, field->name, record).length > 0 ||
                                 roll_batch_get(batch, field->norm, record).length > 0))
            return TRUE;
    }
    return FALSE;
}

static void
take_people(gpointer self, const gchar *table, const RollBatch *batch)
{
    People *people = self;

    for (guint record = 0; !people->is_anybody && record < roll_batch_n_records(batch); record++)
        people->is_anybody = strcmp(table, "records") == 0 && is_somebody(people, batch, record);
}

/* ---- linking ---- */

void
check_add_word(GPtrArray *argv, const gchar *word)
{
    g_ptr_array_add(argv, g_strdup(word));
}

GPtrArray *
check_stage(const RunOptions *options, const gchar *name, GError **error)
{
    GPtrArray *argv = program_command(name, (const gchar *const *)options->rules, error);

    if (argv == NULL)
        return NULL;
    check_add_word(argv, "--jobs");
    g_ptr_array_add(argv, g_strdup_printf("%d", options->jobs));
    return argv;
}

static void
add_option(GPtrArray *argv, const gchar *word, const gchar *value)
{
    check_add_word(argv, word);
    check_add_word(argv, value);
}

/* The plan's records are looked for among those of the run, and weighed by what it has learnt. */
static gboolean
add_match(const RunOptions *options, Plan *plan, const gchar *input, const gchar *output,
          GError **error)
{
    g_autofree gchar *known = g_build_filename(options->previous, ARCHIVE_HISTORY, NULL);
    g_autofree gchar *model = archive_model(options->previous, error);
    GPtrArray *argv = model != NULL ? check_stage(options, "match", error) : NULL;
    PlanStep *step = plan_add_step(plan, "");

    if (argv == NULL)
        return FALSE;
    add_option(argv, "--model", model);
    add_option(argv, "--known", known);
    add_option(argv, "--", input);
    plan_step_add_command(step, argv);
    plan_step_set_output(step, output);
    return TRUE;
}

/* What people have decided holds for the plan, too. */
static gboolean
add_cluster(const RunOptions *options, Plan *plan, const gchar *const inputs[2],
            const gchar *output, GError **error)
{
    g_autofree gchar *decisions = g_build_filename(options->previous, ARCHIVE_DECISIONS, NULL);
    GPtrArray *argv = check_stage(options, "cluster", error);
    PlanStep *step = plan_add_step(plan, "");

    if (argv == NULL)
        return FALSE;
    check_add_word(argv, "--keep-officers");
    if (g_file_test(decisions, G_FILE_TEST_EXISTS))
        add_option(argv, "--decisions", decisions);
    add_option(argv, "--", inputs[0]);
    check_add_word(argv, inputs[1]);
    plan_step_add_command(step, argv);
    plan_step_add_read(step, inputs[0]);
    plan_step_set_output(step, output);
    return TRUE;
}

/* The records of the plan, of what cluster wrote. */
static gboolean
take_plan(const RunOptions *options, const gchar *clustered, const gchar *to, GError **error)
{
    static const gchar *const tables[] = {"records", "deliveries", NULL};
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Narrow narrow = {tables, "export", names};

    g_hash_table_add(names, roll_source_stem(options->exports[0]));
    return narrow_stream(clustered, &narrow, to, error);
}

/* The numbers that the run has given: a new officer gets none of them. */
static gboolean
take_register(const RunOptions *options, const gchar *to, GError **error)
{
    static const gchar *const tables[] = {"register", NULL};
    g_autofree gchar *history = g_build_filename(options->previous, ARCHIVE_HISTORY, NULL);
    Narrow narrow = {tables, NULL, NULL};

    return narrow_stream(history, &narrow, to, error);
}

static gchar *
link_people(const RunOptions *options, const gchar *normalised, const gchar *root,
            Interrupt *interrupt, GError **error)
{
    g_autoptr(Plan) plan = plan_new();
    g_autofree gchar *matched = g_build_filename(root, "match.roll", NULL);
    g_autofree gchar *given = g_build_filename(root, "register.roll", NULL);
    g_autofree gchar *clustered = g_build_filename(root, "cluster.roll", NULL);
    g_autofree gchar *linked = g_build_filename(root, "plan.roll", NULL);

    return take_register(options, given, error) &&
                   add_match(options, plan, normalised, matched, error) &&
                   add_cluster(options, plan, (const gchar *const[]){matched, given}, clustered,
                               error) &&
                   run_execute(options, plan, interrupt, NULL, error) &&
                   take_plan(options, clustered, linked, error)
               ? g_steal_pointer(&linked)
               : NULL;
}

gchar *
check_link(const RunOptions *options, const gchar *normalised, const gchar *root,
           Interrupt *interrupt, GError **error)
{
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)options->rules, error);
    g_autoptr(RollFields) fields = layers != NULL ? roll_fields_load(layers, error) : NULL;
    People people = {fields, FALSE};

    if (fields == NULL ||
        !roll_stream_each(roll_source_open(normalised, error), take_people, &people, error))
        return NULL;
    return people.is_anybody ? link_people(options, normalised, root, interrupt, error)
                             : g_strdup(normalised);
}
