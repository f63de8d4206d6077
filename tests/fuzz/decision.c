/* decision: a file of decisions is read, or its fault is told with its line; what was read is the
 * same when it is written and read once more. */
#include "pipeline/lib/decision.h"

#include "tests/fuzz/fuzz.h"

static GPtrArray *
parse(GBytes *bytes, GError **error)
{
    return roll_decisions_parse(roll_source_memory("it", bytes, 0), "it.csv", error);
}

void
fuzz_input(FuzzInput input)
{
    g_autoptr(GBytes) bytes = fuzz_bytes(input);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) decisions = parse(bytes, &error);
    g_autoptr(GPtrArray) again = NULL;
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GString) second = g_string_new(NULL);
    g_autoptr(GBytes) written = NULL;

    if (decisions == NULL) {
        fuzz_assert_fault(error);
        return;
    }
    for (guint i = 0; i < decisions->len; i++) {
        const RollDecision *decision = decisions->pdata[i];

        g_assert_cmpstr(decision->row_a, <, decision->row_b);
    }
    roll_decisions_print(decisions, first);
    written = g_bytes_new(first->str, first->len);
    again = parse(written, &error);
    g_assert_no_error(error);
    roll_decisions_print(again, second);
    g_assert_cmpstr(first->str, ==, second->str);
}
