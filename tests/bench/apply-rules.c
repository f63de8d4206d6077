/* apply-rules: what rules cost a name, for `make bench`.
 *
 *     apply-rules N STREAM RULES.ini...      STREAM: what ingest made of an export
 *
 * The first N rules of the files, whatever their country, run over the names of the stream: once as
 * rollcall runs them, once blindly, by pcre2_substitute() for every rule.  The two take turns; each
 * figure is the median of five rounds.  It stands outside of the product, which has one module for
 * PCRE2. */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "pipeline/lib/rules.h"
#include "pipeline/lib/stream.h"

#define ROUNDS 5

typedef struct {
    GPtrArray *names;
    RollRuleset *rules;
    GPtrArray *codes; /* of pcre2_code, a rule */
    guint64 n_bytes;  /* made: the same in both, or one of them is wrong */
} Bench;

static RollRule *
copy_for_all(const RollRule *rule)
{
    RollRule *copy = g_new0(RollRule, 1);

    copy->name = g_strdup(rule->name);
    copy->file = g_strdup(rule->file);
    copy->line = rule->line;
    copy->pattern = g_strdup(rule->pattern);
    copy->replace = g_strdup(rule->replace);
    copy->ignore_case = rule->ignore_case;
    return copy;
}

static void
add_rule(Bench *bench, const RollRule *rule, GError **error)
{
    guint32 options =
        PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | (rule->ignore_case ? PCRE2_CASELESS : 0);
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED, options,
                                         &code, &offset, NULL);

    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
    g_ptr_array_add(bench->codes, compiled);
    if (!roll_ruleset_add_take(bench->rules, copy_for_all(rule), error))
        return;
}

static void
load_rules(Bench *bench, guint n_wanted, gchar **paths, GError **error)
{
    g_autoptr(RollRuleset) all = roll_ruleset_load((const gchar *const *)paths, error);

    for (guint i = 0; all != NULL && i < roll_ruleset_n_rules(all); i++) {
        const RollRule *rule = roll_ruleset_rule(all, i);

        if (rule->class == ROLL_RULE_CLEAN && rule->builtin == NULL && bench->codes->len < n_wanted)
            add_rule(bench, rule, error);
    }
}

static void
take_names(Bench *bench, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        RollText whole = roll_batch_get(batch, "officer_name", i);

        g_ptr_array_add(bench->names,
                        whole.length > 0
                            ? g_strndup(whole.data, whole.length)
                            : g_strdup_printf("%s %s", roll_batch_get(batch, "given_name", i).data,
                                              roll_batch_get(batch, "family_name", i).data));
    }
}

static void
read_names(Bench *bench, const gchar *path, GError **error)
{
    RollSource *source = roll_source_open(path, error);
    g_autoptr(RollReader) reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;

    while (reader != NULL) {
        guint place = 0;
        g_autoptr(RollBatch) batch = roll_reader_next(reader, &place, error);

        if (batch == NULL)
            break;
        if (strcmp(roll_schema_table(roll_batch_schema(batch)), "records") == 0)
            take_names(bench, batch);
    }
}

static void
apply(Bench *bench, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < bench->names->len && *error == NULL; i++)
        if (roll_ruleset_apply(bench->rules, NULL, roll_text(bench->names->pdata[i]), out, NULL,
                               error))
            bench->n_bytes += out->len;
}

static void
substitute(Bench *bench, GError **error)
{
    gchar buffers[2][ROLL_RULE_SUBJECT_MAX + 1];
    guint now = 0;

    (void)error;
    for (guint i = 0; i < bench->names->len; i++) {
        PCRE2_SIZE length = strlen(bench->names->pdata[i]);

        memcpy(buffers[now], bench->names->pdata[i], length);
        for (guint rule = 0; rule < bench->codes->len; rule++) {
            const gchar *replace = roll_ruleset_rule(bench->rules, rule)->replace;
            PCRE2_SIZE made = sizeof buffers[0];

            pcre2_substitute(bench->codes->pdata[rule], (PCRE2_SPTR)buffers[now], length, 0,
                             PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_EXTENDED |
                                 PCRE2_SUBSTITUTE_UNSET_EMPTY,
                             NULL, NULL, (PCRE2_SPTR)replace, PCRE2_ZERO_TERMINATED,
                             (PCRE2_UCHAR *)buffers[1 - now], &made);
            now = 1 - now;
            length = made;
        }
        bench->n_bytes += length;
    }
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    return *(const gdouble *)a < *(const gdouble *)b ? -1 : 1;
}

/* Microseconds a name. */
static gdouble
measure(Bench *bench, void (*run)(Bench *bench, GError **error), GError **error)
{
    gint64 begin = g_get_monotonic_time();

    bench->n_bytes = 0;
    run(bench, error);
    return (gdouble)(g_get_monotonic_time() - begin) / bench->names->len;
}

static gboolean
compete(Bench *bench, GError **error)
{
    gdouble ours[ROUNDS];
    gdouble blind[ROUNDS];
    guint64 n_bytes = 0;

    for (guint i = 0; i < ROUNDS && *error == NULL; i++) {
        ours[i] = measure(bench, apply, error);
        n_bytes = bench->n_bytes;
        blind[i] = measure(bench, substitute, error);
    }
    if (*error != NULL || n_bytes != bench->n_bytes)
        return FALSE;
    qsort(ours, ROUNDS, sizeof ours[0], compare);
    qsort(blind, ROUNDS, sizeof blind[0], compare);
    printf("%3u rules, %u names: %6.2f us a name; blindly %6.2f\n", bench->codes->len,
           bench->names->len, ours[ROUNDS / 2], blind[ROUNDS / 2]);
    return TRUE;
}

int
main(int argc, char **argv)
{
    Bench bench = {g_ptr_array_new_with_free_func(g_free), roll_ruleset_new(),
                   g_ptr_array_new_with_free_func((GDestroyNotify)pcre2_code_free), 0};
    GError *error = NULL;
    gboolean is_sound = FALSE;

    if (argc < 4) {
        g_printerr("usage: apply-rules N STREAM RULES.ini...\n");
        return 2;
    }
    load_rules(&bench, (guint)strtoul(argv[1], NULL, 10), argv + 3, &error);
    if (error == NULL)
        read_names(&bench, argv[2], &error);
    is_sound = error == NULL && bench.names->len > 0 && compete(&bench, &error);
    if (!is_sound)
        g_printerr("apply-rules: %s\n",
                   error != NULL ? error->message : "the two do not make the same");
    g_clear_error(&error);
    g_ptr_array_unref(bench.names);
    g_ptr_array_unref(bench.codes);
    roll_ruleset_free(bench.rules);
    return is_sound ? 0 : 1;
}
