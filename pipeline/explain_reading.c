#include "pipeline/explain_read.h"

void
explain_record_free(gpointer data)
{
    ExplainRecord *record = data;

    g_free(record->id);
    roll_batch_unref(record->batch);
    g_free(record);
}

static void
evidence_clear(gpointer data)
{
    ExplainEvidence *evidence = data;

    g_free(evidence->levels);
    g_free(evidence->parts);
}

static void
join_clear(gpointer data)
{
    g_free(((ExplainJoin *)data)->officer);
}

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

static GArray *
array_of(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);

    if (clear != NULL)
        g_array_set_clear_func(array, clear);
    return array;
}

ExplainReading *
explain_reading_new(const gchar *stream)
{
    ExplainReading *reading = g_new0(ExplainReading, 1);

    reading->stream = g_strdup(stream);
    reading->targets = g_ptr_array_new_with_free_func(g_free);
    reading->officers = g_ptr_array_new_with_free_func(g_free);
    reading->records = g_ptr_array_new_with_free_func(explain_record_free);
    reading->identities = array_of(sizeof(guint32), NULL);
    reading->fields = g_ptr_array_new_with_free_func(g_free);
    reading->labels = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    reading->model = g_string_new(NULL);
    reading->evidence = array_of(sizeof(ExplainEvidence), evidence_clear);
    reading->joins = array_of(sizeof(ExplainJoin), join_clear);
    reading->events = g_ptr_array_new_with_free_func(g_free);
    reading->rulings = array_of(sizeof(ExplainRuling), ruling_clear);
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
    g_ptr_array_unref(reading->officers);
    g_clear_pointer(&reading->records, g_ptr_array_unref);
    g_array_unref(reading->identities);
    g_ptr_array_unref(reading->fields);
    g_ptr_array_unref(reading->labels);
    g_string_free(reading->model, TRUE);
    g_array_unref(reading->evidence);
    g_array_unref(reading->joins);
    g_ptr_array_unref(reading->events);
    g_array_unref(reading->rulings);
    g_hash_table_unref(reading->merged);
    g_free(reading);
}
