#include "stages/normalise/trace.h"

#include "pipeline/lib/table.h"

enum { FILE_NAME, LINE, NAME, RULE, CLASS, RULE_FILE, RULE_LINE, CAPTURED, RESULT };

static const gchar *const columns[] = {
    "file", "line", "name", "rule", "class", "rule_file", "rule_line", "captured", "result", NULL,
};

struct NormaliseTrace {
    RollTable *table;
    RollRuleReceiver receiver;
    gboolean failed;
    GError *fault; /* of a row: whoever is told of a rule cannot fail at once */
    GString *file;
    GString *line;
    GString *name;
};

static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    NormaliseTrace *trace = self;
    g_autofree gchar *rule_file = g_path_get_basename(hit->rule->file);

    roll_table_set_string(trace->table, FILE_NAME, trace->file->str);
    roll_table_set_string(trace->table, LINE, trace->line->str);
    roll_table_set_string(trace->table, NAME, trace->name->str);
    roll_table_set_string(trace->table, RULE, hit->rule->name);
    roll_table_set_string(trace->table, CLASS, roll_rule_class_name(hit->rule->class));
    roll_table_set_string(trace->table, RULE_FILE, rule_file);
    roll_table_set_number(trace->table, RULE_LINE, hit->rule->line);
    roll_table_set(trace->table, CAPTURED, hit->captured);
    roll_table_set(trace->table, RESULT, hit->result);
    trace->failed = trace->failed || !roll_table_add(trace->table, &trace->fault);
}

NormaliseTrace *
normalise_trace_new(RollRun *run)
{
    g_autoptr(RollSchema) schema = roll_schema_new("trace", columns);
    NormaliseTrace *trace = g_new0(NormaliseTrace, 1);

    trace->table = roll_run_table(run, roll_run_declare(run, schema));
    trace->receiver = (RollRuleReceiver){on_hit, trace};
    trace->file = g_string_new(NULL);
    trace->line = g_string_new(NULL);
    trace->name = g_string_new(NULL);
    return trace;
}

void
normalise_trace_free(NormaliseTrace *trace)
{
    if (trace == NULL)
        return;
    roll_table_free(trace->table);
    g_string_free(trace->file, TRUE);
    g_string_free(trace->line, TRUE);
    g_string_free(trace->name, TRUE);
    g_clear_error(&trace->fault);
    g_free(trace);
}

const RollRuleReceiver *
normalise_trace_receiver(const NormaliseTrace *trace)
{
    return &trace->receiver;
}

void
normalise_trace_record(NormaliseTrace *trace, const RollBatch *batch, guint record, RollText name)
{
    g_string_assign(trace->file, roll_batch_get(batch, "file", record).data);
    g_string_assign(trace->line, roll_batch_get(batch, "line", record).data);
    g_string_assign(trace->name, name.data);
}

gboolean
normalise_trace_flush(NormaliseTrace *trace, GError **error)
{
    if (trace->failed) {
        g_propagate_error(error, g_steal_pointer(&trace->fault));
        return FALSE;
    }
    return roll_table_flush(trace->table, error);
}
