#include <string.h>
#include <sys/stat.h>

#include "pipeline/command.h"
#include "pipeline/encoded_export.h"
#include "pipeline/engine_local.h"
#include "pipeline/lib/encoding.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/layers.h"
#include "pipeline/programs.h"
#include "pipeline/tree.h"

typedef struct {
    gchar **exports;
    gchar **rules;
    gchar *key;
    gchar *new_key;
    gchar *output;
} EncodeOptions;

static void
options_clear(EncodeOptions *options)
{
    g_strfreev(options->exports);
    g_strfreev(options->rules);
    g_free(options->key);
    g_free(options->new_key);
    g_free(options->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EncodeOptions, options_clear)

static gboolean
refuse(GError **error, const gchar *message)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
check(const EncodeOptions *options, GError **error)
{
    guint n = options->exports != NULL ? g_strv_length(options->exports) : 0;

    if (options->new_key != NULL)
        return n == 0 && options->key == NULL
                   ? TRUE
                   : refuse(error, "encode: --new-key makes a key and encodes nothing; give --key "
                                   "with the export afterwards");
    if (n != 1)
        return refuse(error, n == 0 ? "encode: which export?  None is named"
                                    : "encode: one export at a time");
    if (strcmp(options->exports[0], "-") == 0)
        return refuse(error, "encode: -: the name of an export tells whose it is, so it must be a "
                             "file");
    if (options->key == NULL)
        return refuse(error, "encode: --key is needed; rollcall encode --new-key FILE makes one");
    return TRUE;
}

static gboolean
parse(EncodeOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &options->key,
         "The key that all partners who are compared share", "FILE"},
        {"new-key", 0, 0, G_OPTION_ARG_FILENAME, &options->new_key,
         "Make a key, and write it to FILE", "FILE"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Write to FILE instead of standard output; compressed for a name in .gz", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "EXPORT", "Write an export with keyed encodings instead of names.", entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

/* ---- ingest | validate | normalise ---- */

static gboolean
add_stage(PlanStep *step, const EncodeOptions *options, const gchar *name, const gchar *const *more,
          GError **error)
{
    GPtrArray *argv = program_command(name, (const gchar *const *)options->rules, error);

    if (argv == NULL)
        return FALSE;
    for (guint i = 0; more[i] != NULL; i++)
        g_ptr_array_add(argv, g_strdup(more[i]));
    plan_step_add_command(step, argv);
    return TRUE;
}

static gboolean
normalise(const EncodeOptions *options, const gchar *output, Interrupt *interrupt, GError **error)
{
    g_autoptr(Plan) plan = plan_new();
    g_autoptr(GPtrArray) processes = NULL;
    PlanStep *step = plan_add_step(plan, "");

    plan_step_set_output(step, output);
    return add_stage(step, options, "ingest",
                     (const gchar *const[]){"--", options->exports[0], NULL}, error) &&
           add_stage(step, options, "validate", (const gchar *const[]){NULL}, error) &&
           add_stage(step, options, "normalise",
                     (const gchar *const[]){"--key", options->key, NULL}, error) &&
           engine_local_run(plan, (EngineOptions){.jobs = 1}, interrupt, &processes, error);
}

/* ---- the export ---- */

static void
tell(const EncodedExport *done)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(text, "%" G_GUINT64_FORMAT " records, key %s", done->n_records,
                    done->mark != NULL ? done->mark : "not used: nothing says who anybody is");
    if (done->n_refused > 0)
        g_string_append_printf(text,
                               "\nrows refused and left out: %" G_GUINT64_FORMAT
                               "; rollcall validate tells why.  Mend them first, or the lines of "
                               "both files do not agree",
                               done->n_refused);
    if (*done->left_out != '\0')
        g_string_append_printf(text, "\nleft out, personal and not compared: %s", done->left_out);
    command_tell(text->str);
}

static gboolean
encode_in(const EncodeOptions *options, const gchar *folder, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *stream = g_build_filename(folder, "normalised.roll", NULL);
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)options->rules, error);
    g_autoptr(RollFields) fields = layers != NULL ? roll_fields_load(layers, error) : NULL;
    g_auto(EncodedExport) done = {0};

    if (fields == NULL || !normalise(options, stream, interrupt, error) ||
        !encoded_export_write(fields, stream, options->output != NULL ? options->output : "-",
                              &done, error))
        return FALSE;
    tell(&done);
    return TRUE;
}

static gboolean
make_key(const gchar *path, GError **error)
{
    g_autoptr(RollEncodingKey) key = NULL;
    g_autofree gchar *text = NULL;

    if (!roll_encoding_key_create(path, error))
        return FALSE;
    key = roll_encoding_key_load(path, error);
    if (key == NULL)
        return FALSE;
    text = g_strdup_printf("%s: key %s\n", path, roll_encoding_key_mark(key));
    return command_print(text, error);
}

static gboolean
run(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(EncodeOptions) options = {0};
    g_autoptr(RollEncodingKey) key = NULL;
    g_autofree gchar *folder = NULL;
    gboolean is_sound = FALSE;

    if (!parse(&options, argc, argv, error))
        return FALSE;
    umask(S_IRWXG | S_IRWXO); /* the stream holds personal data */
    if (options.new_key != NULL)
        return make_key(options.new_key, error);
    key = roll_encoding_key_load(options.key, error); /* before anything is read */
    if (key == NULL || !interrupt_open(interrupt, error))
        return FALSE;
    folder = tree_make_temporary(error);
    if (folder == NULL)
        return FALSE;
    is_sound = encode_in(&options, folder, interrupt, error);
    return tree_remove(folder, is_sound ? error : NULL) && is_sound;
}

gint
command_encode(int argc, char **argv)
{
    GError *error = NULL;
    Interrupt interrupt = {.fd = -1};
    gint status = 0;

    (void)run(argc, argv, &interrupt, &error);
    status = command_end(error);
    interrupt_close(&interrupt);
    return status;
}
