#include "stages/overlap/place.h"

void
overlap_coverage_free(OverlapCoverage *coverage)
{
    if (coverage == NULL)
        return;
    g_array_unref(coverage->places);
    g_hash_table_unref(coverage->numbers);
    g_free(coverage->n_topic);
    g_free(coverage->n_topic_on_roll);
    g_free(coverage->last_topic);
    g_free(coverage);
}
