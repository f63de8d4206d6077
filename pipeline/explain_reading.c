#include "pipeline/explain_read.h"

#include "pipeline/lib/array.h"

static void
ruling_clear(gpointer data)
{
    ExplainRuling *ruling = data;

    g_free(ruling->row_a);
    g_free(ruling->row_b);
    g_free(ruling->decision);
    g_free(ruling->outcome);
    g_free(ruling->said);
}

ExplainReading *
explain_reading_new(const gchar *stream)
{
    ExplainReading *reading = g_new0(ExplainReading, 1);

    reading->stream = g_strdup(stream);
    reading->targets = g_ptr_array_new_with_free_func(g_free);
    reading->officers = g_ptr_array_new_with_free_func(g_free);
    reading->evidence = evidence_reading_new();
    reading->events = g_ptr_array_new_with_free_func(g_free);
    reading->rulings = roll_array_new(sizeof(ExplainRuling), ruling_clear);
    reading->merged = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return reading;
}

void
explain_reading_free(ExplainReading *reading)
{
    if (reading == NULL)
        return;
    g_free(reading->stream);
    g_ptr_array_unref(reading->targets);
    g_free(reading->refused[0]);
    g_free(reading->refused[1]);
    g_ptr_array_unref(reading->officers);
    evidence_reading_free(reading->evidence);
    g_ptr_array_unref(reading->events);
    g_array_unref(reading->rulings);
    g_hash_table_unref(reading->merged);
    g_free(reading);
}
