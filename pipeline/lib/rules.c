#include "pipeline/lib/rules.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/rule_view.h"

/* The match limit counts per start position, hence the short subjects; depth and heap bind only
 * the interpreter, the stack only JIT. */
#define MATCH_LIMIT           100000
#define DEPTH_LIMIT           10000
#define HEAP_LIMIT_KIB        (16 * 1024)
#define JIT_STACK_FIRST_BYTES 32768u
#define JIT_STACK_BYTES       1048576u

#define COMPILE_OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY)
#define SUBSTITUTE_OPTIONS                                                                         \
    (PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_EXTENDED | PCRE2_SUBSTITUTE_UNSET_EMPTY |          \
     PCRE2_SUBSTITUTE_OVERFLOW_LENGTH | PCRE2_NO_UTF_CHECK)

typedef struct {
    RollRule *rule;
    pcre2_code *code;   /* NULL of a built-in */
    gboolean jit;       /* there is machine code */
    gboolean jit_tried; /* whether there can be */
    gboolean plain;     /* the replacement is what it says: no group, no escape */
    gsize n_replace;
    gboolean anchored; /* matches at the beginning of a text or nowhere */
    guint32 n_least;   /* bytes of any match, at least */
    RollRuleWindows windows;
} Compiled;

struct RollRuleset {
    GPtrArray *rules; /* of Compiled */
    RollRuleViews *views;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    guint32 n_captures; /* the most any rule has */
    GString *captured;
    GString *made; /* by a built-in */
    /* Where rules write, taking turns: what one makes is the subject of the next. */
    gchar buffers[2][ROLL_RULE_SUBJECT_MAX + 1];
};

static void
compiled_free(gpointer data)
{
    Compiled *compiled = data;

    roll_rule_free(compiled->rule);
    pcre2_code_free(compiled->code);
    g_free(compiled);
}

RollRuleset *
roll_ruleset_new(void)
{
    RollRuleset *ruleset = g_new0(RollRuleset, 1);

    ruleset->rules = g_ptr_array_new_with_free_func(compiled_free);
    ruleset->views = roll_rule_views_new();
    ruleset->captured = g_string_new(NULL);
    ruleset->made = g_string_new(NULL);
    ruleset->context = pcre2_match_context_create(NULL);
    ruleset->data = pcre2_match_data_create(1, NULL);
    ruleset->stack = pcre2_jit_stack_create(JIT_STACK_FIRST_BYTES, JIT_STACK_BYTES, NULL);
    pcre2_set_match_limit(ruleset->context, MATCH_LIMIT);
    pcre2_set_depth_limit(ruleset->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(ruleset->context, HEAP_LIMIT_KIB);
    pcre2_jit_stack_assign(ruleset->context, NULL, ruleset->stack);
    return ruleset;
}

void
roll_ruleset_free(RollRuleset *ruleset)
{
    if (ruleset == NULL)
        return;
    g_ptr_array_unref(ruleset->rules);
    roll_rule_views_free(ruleset->views);
    g_string_free(ruleset->captured, TRUE);
    g_string_free(ruleset->made, TRUE);
    pcre2_match_data_free(ruleset->data);
    pcre2_match_context_free(ruleset->context);
    pcre2_jit_stack_free(ruleset->stack);
    g_free(ruleset);
}

guint
roll_ruleset_n_rules(const RollRuleset *ruleset)
{
    return ruleset->rules->len;
}

static Compiled *
compiled_at(const RollRuleset *ruleset, guint index)
{
    return g_ptr_array_index(ruleset->rules, index);
}

const RollRule *
roll_ruleset_rule(const RollRuleset *ruleset, guint index)
{
    return compiled_at(ruleset, index)->rule;
}

/* Compiling. */

static int
refuse_callout(pcre2_callout_enumerate_block *block, void *unused)
{
    (void)block;
    (void)unused;
    return 1;
}

static pcre2_code *
compile_pattern(const gchar *pattern, gboolean ignore_case, GError **error)
{
    guint32 options = COMPILE_OPTIONS | (ignore_case ? PCRE2_CASELESS : 0);
    PCRE2_UCHAR message[160] = "";
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);

    if (compiled != NULL)
        return compiled;
    pcre2_get_error_message(code, message, sizeof message);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "pattern: at byte %" G_GSIZE_FORMAT ": %s",
                (gsize)offset, (const gchar *)message);
    return NULL;
}

static gboolean
is_allowed(const RollRule *rule, const pcre2_code *code, GError **error)
{
    guint32 matches_empty = 0;
    const gchar *fault = NULL;

    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &matches_empty);
    if (matches_empty)
        fault = "can match the empty text";
    else if (g_str_has_prefix(rule->pattern, "(*"))
        fault = "a verb in front is not allowed";
    else if (pcre2_callout_enumerate(code, refuse_callout, NULL) != 0)
        fault = "a callout is not allowed";
    if (fault == NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "pattern: %s", fault);
    return FALSE;
}

static void
make_room_for_captures(RollRuleset *ruleset, const pcre2_code *code)
{
    guint32 n = 0;

    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &n);
    if (n <= ruleset->n_captures)
        return;
    ruleset->n_captures = n;
    pcre2_match_data_free(ruleset->data);
    ruleset->data = pcre2_match_data_create(n + 1, NULL);
}

static gboolean
compile(Compiled *compiled, GError **error)
{
    const RollRule *rule = compiled->rule;
    guint32 options = 0;

    if (rule->builtin != NULL) {
        roll_rule_windows_learn(&compiled->windows, rule->builtin->where, FALSE, FALSE);
        compiled->jit_tried = TRUE;
        return TRUE;
    }
    compiled->code = compile_pattern(rule->pattern, rule->ignore_case, error);
    if (compiled->code == NULL || !is_allowed(rule, compiled->code, error))
        return FALSE;
    compiled->plain = strpbrk(rule->replace, "$\\") == NULL;
    compiled->n_replace = strlen(rule->replace);
    pcre2_pattern_info(compiled->code, PCRE2_INFO_ALLOPTIONS, &options);
    pcre2_pattern_info(compiled->code, PCRE2_INFO_MINLENGTH, &compiled->n_least);
    compiled->anchored = (options & PCRE2_ANCHORED) != 0;
    roll_rule_windows_learn(&compiled->windows, rule->pattern, rule->ignore_case,
                            compiled->anchored);
    return TRUE;
}

gboolean
roll_ruleset_add_take(RollRuleset *ruleset, RollRule *rule, GError **error)
{
    Compiled *compiled = g_new0(Compiled, 1);

    compiled->rule = rule;
    if (!compile(compiled, error)) {
        compiled_free(compiled);
        return FALSE;
    }
    if (compiled->code != NULL)
        make_room_for_captures(ruleset, compiled->code);
    g_ptr_array_add(ruleset->rules, compiled);
    roll_rule_views_add(ruleset->views, &compiled->windows, (const gchar *const *)rule->countries,
                        compiled);
    return TRUE;
}

/* Matching. */

static gboolean
fail(const RollRule *rule, int code, GError **error)
{
    g_autofree gchar *file = g_path_get_basename(rule->file);
    PCRE2_UCHAR message[160] = "";

    if (code == PCRE2_ERROR_NOMEMORY)
        g_snprintf((gchar *)message, sizeof message, "makes more than %d bytes",
                   ROLL_RULE_SUBJECT_MAX);
    else
        pcre2_get_error_message(code, message, sizeof message);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s:%u: [%s]: %s", file, rule->line, rule->name,
                (const gchar *)message);
    return FALSE;
}

static gboolean
is_sound(RollText text, GError **error)
{
    if (text.length > ROLL_RULE_SUBJECT_MAX) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "a text of %u bytes is longer than %d",
                    text.length, ROLL_RULE_SUBJECT_MAX);
        return FALSE;
    }
    if (roll_text_is_ascii(text) || g_utf8_validate_len(text.data, text.length, NULL))
        return TRUE;
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_DATA, "a text is not UTF-8");
    return FALSE;
}

/* Most rules never meet a text that they may match: they are spared what costs more than all the
 * rest of loading. */
static void
make_machine_code(Compiled *compiled)
{
    if (compiled->jit_tried)
        return;
    compiled->jit = pcre2_jit_compile(compiled->code, PCRE2_JIT_COMPLETE) == 0;
    compiled->jit_tried = TRUE;
}

/* As pcre2_match(): positive for a match. */
static int
match(const RollRuleset *ruleset, const Compiled *compiled, RollText text, gsize from)
{
    PCRE2_SPTR data = (PCRE2_SPTR)text.data;
    int result = PCRE2_ERROR_JIT_STACKLIMIT;

    if (compiled->jit)
        result = pcre2_jit_match(compiled->code, data, text.length, from, PCRE2_NO_UTF_CHECK,
                                 ruleset->data, ruleset->context);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT)
        result = pcre2_match(compiled->code, data, text.length, from,
                             PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, ruleset->data, ruleset->context);
    return result;
}

/* Keeps what the match at @offsets captured: group 1 if the pattern has one that took part. */
static void
keep_capture(RollRuleset *ruleset, const gchar *text, const PCRE2_SIZE *offsets, guint32 n_pairs)
{
    gsize pair = n_pairs > 1 && offsets[2] != PCRE2_UNSET ? 2 : 0;
    gsize length = offsets[pair + 1] - offsets[pair];

    if (length == 0)
        return;
    if (ruleset->captured->len > 0)
        g_string_append_c(ruleset->captured, ' ');
    g_string_append_len(ruleset->captured, text + offsets[pair], (gssize)length);
}

static int
on_substitution(pcre2_substitute_callout_block *block, void *ruleset)
{
    keep_capture(ruleset, (const gchar *)block->input, block->ovector, block->oveccount);
    return 0;
}

/* What the rule makes of @text, whose first match is in ruleset->data; in @buffer. */
static int
substitute_any(RollRuleset *ruleset, const Compiled *compiled, RollText text, gchar *buffer,
               RollText *result)
{
    const RollRule *rule = compiled->rule;
    const guint32 tries[] = {PCRE2_SUBSTITUTE_MATCHED, PCRE2_NO_JIT};
    int code = PCRE2_ERROR_JIT_STACKLIMIT;

    pcre2_set_substitute_callout(ruleset->context, rule->capture != NULL ? on_substitution : NULL,
                                 ruleset);
    for (guint i = 0; i < G_N_ELEMENTS(tries) && code == PCRE2_ERROR_JIT_STACKLIMIT; i++) {
        PCRE2_SIZE length = ROLL_RULE_SUBJECT_MAX + 1;

        g_string_truncate(ruleset->captured, 0);
        code = pcre2_substitute(compiled->code, (PCRE2_SPTR)text.data, text.length, 0,
                                SUBSTITUTE_OPTIONS | tries[i], ruleset->data, ruleset->context,
                                (PCRE2_SPTR)rule->replace, compiled->n_replace,
                                (PCRE2_UCHAR *)buffer, &length);
        if (code > 0)
            *result = (RollText){buffer, (guint32)length};
    }
    return code;
}

/* Appends @n bytes to what stands in @buffer; FALSE when there is no room. */
static gboolean
append(gchar *buffer, RollText *result, const gchar *bytes, gsize n)
{
    if (n > ROLL_RULE_SUBJECT_MAX - result->length)
        return FALSE;
    memcpy(buffer + result->length, bytes, n);
    result->length += (guint32)n;
    return TRUE;
}

/* The same for a plain replacement, which most rules have, in less time. */
static int
substitute_plain(RollRuleset *ruleset, const Compiled *compiled, RollText text, gchar *buffer,
                 RollText *result, int code)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(ruleset->data);
    gsize from = 0;

    *result = (RollText){buffer, 0};
    while (code > 0) {
        if (offsets[0] < from || offsets[1] <= offsets[0]) /* after a \K */
            return substitute_any(ruleset, compiled, text, buffer, result);
        if (compiled->rule->capture != NULL)
            keep_capture(ruleset, text.data, offsets, (guint32)code);
        if (!append(buffer, result, text.data + from, offsets[0] - from) ||
            !append(buffer, result, compiled->rule->replace, compiled->n_replace))
            return PCRE2_ERROR_NOMEMORY;
        from = offsets[1];
        if (compiled->anchored || text.length - from < compiled->n_least)
            break;
        code = match(ruleset, compiled, text, from);
    }
    if (code < 0 && code != PCRE2_ERROR_NOMATCH)
        return code;
    if (!append(buffer, result, text.data + from, text.length - from))
        return PCRE2_ERROR_NOMEMORY;
    buffer[result->length] = '\0';
    return 1;
}

/* What a built-in makes of @text, in @buffer; it fires where that is another text. */
static int
make_builtin(RollRuleset *ruleset, const Compiled *compiled, RollText text, gchar *buffer,
             RollText *result)
{
    *result = (RollText){buffer, 0};
    g_string_truncate(ruleset->made, 0);
    compiled->rule->builtin->make(text, ruleset->made);
    if (!append(buffer, result, ruleset->made->str, ruleset->made->len))
        return PCRE2_ERROR_NOMEMORY;
    buffer[result->length] = '\0';
    return roll_text_equal(*result, text) ? PCRE2_ERROR_NOMATCH : 1;
}

/* Runs one rule on @text: TRUE and *@fired, with what it makes of it in *@result. */
static gboolean
run(RollRuleset *ruleset, const Compiled *compiled, RollText text, RollText *result,
    gboolean *fired, GError **error)
{
    const RollRule *rule = compiled->rule;
    gchar *buffer = ruleset->buffers[text.data == ruleset->buffers[0] ? 1 : 0];
    int code = rule->builtin != NULL ? make_builtin(ruleset, compiled, text, buffer, result)
                                     : match(ruleset, compiled, text, 0);

    *fired = code != PCRE2_ERROR_NOMATCH;
    g_string_truncate(ruleset->captured, 0);
    if (code > 0 && rule->class == ROLL_RULE_FLAG) {
        if (rule->capture != NULL)
            keep_capture(ruleset, text.data, pcre2_get_ovector_pointer(ruleset->data),
                         (guint32)code);
        *result = text;
    } else if (code > 0 && rule->builtin == NULL) {
        code = compiled->plain ? substitute_plain(ruleset, compiled, text, buffer, result, code)
                               : substitute_any(ruleset, compiled, text, buffer, result);
    }
    return code > 0 || !*fired || fail(rule, code, error);
}

static void
tell(const RollRuleset *ruleset, const Compiled *compiled, RollText result,
     const RollRuleReceiver *receiver)
{
    RollRuleHit hit = {
        .rule = compiled->rule,
        .captured = {ruleset->captured->str, (guint32)ruleset->captured->len},
        .result = result,
    };

    if (receiver != NULL)
        receiver->hit(receiver->self, &hit);
}

static gboolean
changes_text(const RollRule *rule)
{
    return rule->class == ROLL_RULE_CLEAN || rule->class == ROLL_RULE_KEY;
}

gboolean
roll_ruleset_apply(RollRuleset *ruleset, const gchar *country, RollText subject, GString *out,
                   const RollRuleReceiver *receiver, GError **error)
{
    RollRuleView *view = roll_rule_views_get(ruleset->views, country != NULL ? country : "");
    guint n = roll_rule_view_n(view);
    RollText now = subject;

    g_string_truncate(out, 0);
    if (!is_sound(subject, error))
        return FALSE;
    roll_rule_view_look(view, now, 0);
    for (guint i = roll_rule_view_next(view, 0); i < n; i = roll_rule_view_next(view, i + 1)) {
        Compiled *compiled = roll_rule_view_at(view, i);
        RollText result = ROLL_TEXT_EMPTY;
        gboolean fired = FALSE;

        make_machine_code(compiled);
        if (!run(ruleset, compiled, now, &result, &fired, error))
            return FALSE;
        if (!fired)
            continue;
        tell(ruleset, compiled, result, receiver);
        if (changes_text(compiled->rule) && !roll_text_equal(now, result)) {
            now = result;
            roll_rule_view_look(view, now, i + 1);
        }
    }
    roll_text_append(now, out);
    return TRUE;
}

gboolean
roll_ruleset_strain_last(RollRuleset *ruleset, RollText subject, GError **error)
{
    Compiled *compiled = compiled_at(ruleset, ruleset->rules->len - 1);
    int code = 0;

    if (!is_sound(subject, error))
        return FALSE;
    if (compiled->rule->builtin != NULL)
        return TRUE;
    make_machine_code(compiled);
    code = match(ruleset, compiled, subject, 0);
    return code > 0 || code == PCRE2_ERROR_NOMATCH || fail(compiled->rule, code, error);
}

gboolean
roll_ruleset_try_last(RollRuleset *ruleset, RollText subject, GString *out, gboolean *fired,
                      GError **error)
{
    const Compiled *compiled = compiled_at(ruleset, ruleset->rules->len - 1);
    RollText result = subject;

    g_string_truncate(out, 0);
    if (!is_sound(subject, error) || !run(ruleset, compiled, subject, &result, fired, error))
        return FALSE;
    /* A skip that the match would not confirm is a fault of ours, and examples find it. */
    if (*fired && !roll_rule_windows_fit(&compiled->windows, subject)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_BUG, "%s:%u: [%s]: matches what it cannot match",
                    compiled->rule->file, compiled->rule->line, compiled->rule->name);
        return FALSE;
    }
    roll_text_append(result, out);
    return TRUE;
}

gchar *
roll_ruleset_engine(void)
{
    PCRE2_UCHAR version[64] = "";
    PCRE2_UCHAR unicode[64] = "";
    guint32 jit = 0;

    pcre2_config(PCRE2_CONFIG_VERSION, version);
    pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode);
    pcre2_config(PCRE2_CONFIG_JIT, &jit);
    return g_strdup_printf("PCRE2 %s, Unicode %s, JIT %s", (const gchar *)version,
                           (const gchar *)unicode, jit ? "yes" : "no");
}
