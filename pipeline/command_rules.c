#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/interrupt.h"
#include "pipeline/lib/codes.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/names.h"
#include "pipeline/rule_files.h"
#include "pipeline/rules_run.h"

typedef struct {
    gchar **rules;
    gchar *country;
    gchar **arguments; /* the word, and what follows it */
    gboolean review;
    gint jobs;
} RulesOptions;

static void
options_clear(RulesOptions *options)
{
    g_strfreev(options->rules);
    g_strfreev(options->arguments);
    g_free(options->country);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RulesOptions, options_clear)

static NamesOptions
names_options(const RulesOptions *options)
{
    return (NamesOptions){.rules = (const gchar *const *)options->rules,
                          .country = options->country != NULL ? options->country : ""};
}

/* ---- the words ---- */

static gboolean
run_test(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)options->rules, error);
    g_autoptr(GPtrArray) nobody = g_ptr_array_new();
    g_autoptr(RollCodes) places = NULL;
    NamesOptions names = names_options(options);
    g_autoptr(GString) keys = g_string_new(NULL);

    /* What is no rule set is read by the stage that uses it; outlines are read by report alone. */
    if (layers == NULL || !rule_files_test(layers, out, error) ||
        !names_keys(&names, nobody, interrupt, keys, error))
        return FALSE;
    places = roll_codes_load(layers, &roll_codes_places_outlined, error);
    return places != NULL;
}

static gboolean
run_list(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    g_autoptr(RollLayers) layers = roll_layers_new((const gchar *const *)options->rules, error);

    (void)interrupt;
    return layers != NULL && (options->review ? rule_files_list_review(layers, out, error)
                                              : rule_files_list(layers, out, error));
}

static gboolean
run_trace(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    NamesOptions names = names_options(options);

    if (options->arguments[1] == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "rules: trace: which name?  It is one argument, in quotes");
        return FALSE;
    }
    return names_trace(&names, options->arguments[1], interrupt, out, error);
}

/* The first cells of a CSV, or the lines of a list of names; a header "name" is none. */
static GPtrArray *
read_names(const gchar *path, GError **error)
{
    RollSource *source = roll_source_open(path, error);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(RollCsvReader) reader = NULL;
    GError *cause = NULL;
    RollCsvRow row = {0};

    if (source == NULL)
        return NULL;
    reader = roll_csv_reader_new(source, '\t', ROLL_CSV_LIMITS);
    while (roll_csv_reader_next(reader, &row, &cause)) {
        gboolean is_sound = row.fault == ROLL_CSV_SOUND && row.n_fields > 0;
        RollText name = is_sound ? row.fields[0] : row.raw;

        if (row.line == 1 && name.length == 4 && memcmp(name.data, "name", 4) == 0)
            continue;
        g_ptr_array_add(names, g_utf8_make_valid(name.data, (gssize)name.length));
    }
    if (cause != NULL)
        g_propagate_error(error, cause);
    return cause == NULL ? g_steal_pointer(&names) : NULL;
}

static gboolean
run_keys(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    NamesOptions names = names_options(options);
    g_autoptr(GPtrArray) list =
        read_names(options->arguments[1] != NULL ? options->arguments[1] : "-", error);

    if (list == NULL)
        return FALSE;
    if (options->country == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "rules: keys: of which country?  --country KHM");
        return FALSE;
    }
    return names_keys(&names, list, interrupt, out, error);
}

/* The run that is named behind the word; NULL. */
static const gchar *
named_run(const RulesOptions *options, GError **error)
{
    const gchar *run = options->arguments[1];
    gboolean is_there = FALSE;

    if (run == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "rules: %s: of which run?",
                    options->arguments[0]);
        return NULL;
    }
    if (!archive_look(run, ARCHIVE_STREAM, &is_there, error))
        return NULL;
    if (is_there)
        return run;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "rules: %s: %s: is no run that came as far as match (there is no " ARCHIVE_STREAM
                ")",
                options->arguments[0], run);
    return NULL;
}

static gboolean
run_stats(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    const gchar *run = named_run(options, error);

    return run != NULL && rules_run_stats(run, interrupt, out, error);
}

static gboolean
run_diff(const RulesOptions *options, Interrupt *interrupt, GString *out, GError **error)
{
    RulesDiff diff = {.run = named_run(options, error),
                      .rules = (const gchar *const *)options->rules,
                      .jobs = options->jobs};

    if (diff.run == NULL || !command_jobs(&diff.jobs, error))
        return FALSE;
    if (options->rules == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "rules: diff: which rules?  --rules DIR lays them over those of the run");
        return FALSE;
    }
    umask(S_IRWXG | S_IRWXO); /* records are made on the way */
    return rules_run_diff(&diff, interrupt, out, error);
}

typedef struct {
    const gchar *name;
    gboolean (*run)(const RulesOptions *options, Interrupt *interrupt, GString *out,
                    GError **error);
    guint n_arguments; /* behind the word, at most */
} Word;

static const Word words[] = {{"test", run_test, 0},   {"list", run_list, 0},
                             {"trace", run_trace, 1}, {"keys", run_keys, 1},
                             {"stats", run_stats, 1}, {"diff", run_diff, 1}};

/* ---- the command line ---- */

static gboolean
parse(RulesOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"country", 0, 0, G_OPTION_ARG_FILENAME, &options->country,
         "trace, keys: the country of the names", "ISO3"},
        {"review", 0, 0, G_OPTION_ARG_NONE, &options->review,
         "list: only what a native speaker has still to confirm, of all files", NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs,
         "diff: processes and threads; default: the cores", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->arguments, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "test | list | trace NAME | keys [FILE] | stats RUN | diff RUN",
        "Look at the rules:\n"
        "  test        run every example of every rule\n"
        "  list        every rule, where it stands\n"
        "  trace NAME  which rules fire on a name, one after the other, and what comes out\n"
        "  keys [FILE] the keys of many names, one a line, as CSV\n"
        "  stats RUN   how often each rule for names fired in a run, and which never did\n"
        "  diff RUN    what the rules of --rules would change in a run: names, and who is who",
        entries);

    return command_parse(context, argc, argv, error);
}

static const Word *
find_word(const RulesOptions *options, GError **error)
{
    const gchar *name = options->arguments != NULL ? options->arguments[0] : "";

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, name) == 0)
            return &words[i];
    g_set_error(
        error, ROLL_ERROR, ROLL_ERROR_USAGE,
        "rules: %s%s%sthere is test, list, trace, keys, stats, diff; see rollcall rules --help",
        *name != '\0' ? "\"" : "", name, *name != '\0' ? "\" is not known; " : "");
    return NULL;
}

/* Names of several words are one argument, and what is too much is part of one, perhaps. */
static gboolean
check_arguments(const RulesOptions *options, const Word *word, GError **error)
{
    const gchar *country = options->country;

    if (g_strv_length(options->arguments) > word->n_arguments + 1) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "rules: %s: \"%s\" is too much; a name of several words is put in quotes",
                    word->name, options->arguments[word->n_arguments + 1]);
        return FALSE;
    }
    if (country == NULL || (strlen(country) == 3 && strspn(country, G_CSET_A_2_Z) == 3))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "rules: --country: \"%s\" is no code of three capital letters, as KHM", country);
    return FALSE;
}

static gboolean
rules(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(RulesOptions) options = {0};
    g_autoptr(GString) out = g_string_new(NULL);
    const Word *word = NULL;

    if (!parse(&options, argc, argv, error))
        return FALSE;
    word = find_word(&options, error);
    return word != NULL && check_arguments(&options, word, error) &&
           command_check_rules(options.rules, error) &&
           word->run(&options, interrupt, out, error) && command_print(out->str, error);
}

gint
command_rules(int argc, char **argv)
{
    return command_work(rules, argc, argv);
}
