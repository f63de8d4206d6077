#include "stages/overlap/view.h"

OverlapView *
overlap_view_new(RollCodes *courses)
{
    OverlapView *view = g_new0(OverlapView, 1);

    view->attendance = overlap_attendance_new();
    view->topics = overlap_topics_new(courses);
    view->joints = g_array_new(FALSE, TRUE, sizeof(OverlapJoint));
    view->duplicates = g_array_new(FALSE, TRUE, sizeof(OverlapDuplicate));
    view->doubts = g_array_new(FALSE, TRUE, sizeof(OverlapDoubt));
    view->doubt_texts = g_ptr_array_new_with_free_func(g_free);
    view->outcomes = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
    view->submissions = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
    return view;
}

void
overlap_view_free(OverlapView *view)
{
    if (view == NULL)
        return;
    overlap_lists_free(view->events_of);
    overlap_lists_free(view->people_of);
    overlap_lists_free(view->listed);
    overlap_lists_free(view->entries_of);
    overlap_lists_free(view->doubts_of);
    overlap_coverage_free(view->coverage);
    overlap_dues_free(view->dues);
    overlap_corridors_free(view->corridors);
    overlap_laws_free(view->laws);
    roll_agreed_free(view->agreed);
    overlap_sessions_free(view->sessions);
    overlap_topics_free(view->topics);
    overlap_attendance_free(view->attendance);
    g_clear_pointer(&view->delivered, g_hash_table_unref);
    g_clear_pointer(&view->export_places, g_hash_table_unref);
    g_clear_pointer(&view->acted, g_array_unref);
    g_clear_pointer(&view->absences, g_array_unref);
    g_clear_pointer(&view->cohorts, g_array_unref);
    g_array_unref(view->joints);
    g_array_unref(view->duplicates);
    g_array_unref(view->doubts);
    g_ptr_array_unref(view->doubt_texts);
    g_ptr_array_unref(view->outcomes);
    g_ptr_array_unref(view->submissions);
    g_free(view->officers);
    g_free(view->officer_texts);
    g_free(view->is_repeat);
    g_free(view);
}

void
overlap_view_deliver(OverlapView *view, RollText export_name)
{
    if (view->delivered == NULL)
        view->delivered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(view->delivered, g_strdup(export_name.data));
}

gboolean
overlap_is_delivered(const OverlapView *view, const OverlapExport *sent)
{
    if (view->delivered == NULL)
        return !sent->is_known;
    return g_hash_table_contains(view->delivered,
                                 overlap_text(view->attendance, sent->export_name));
}

void
overlap_view_doubt(OverlapView *view, RollText row_a, RollText row_b)
{
    g_ptr_array_add(view->doubt_texts, g_strdup(row_a.data));
    g_ptr_array_add(view->doubt_texts, g_strdup(row_b.data));
}

void
overlap_view_keep(GPtrArray *kept, const RollBatch *batch)
{
    g_ptr_array_add(kept, roll_batch_ref(batch));
}

RollDay
overlap_valid_until(const OverlapView *view, guint32 topic, const OverlapSession *event)
{
    const OverlapTopic *its = overlap_topic(view->topics, topic);
    RollDay until = roll_day_add_months(event->start, its->validity_months);

    if (event->law_ends != 0 && event->law_ends < until &&
        roll_code_list_has(event->law, "topics", its->code))
        return event->law_ends;
    return until;
}

gboolean
overlap_is_doubtful(const OverlapView *view, guint32 officer, guint32 event)
{
    return overlap_list_has(view->doubts_of, officer, event);
}

guint32
overlap_n_doubtful(const OverlapView *view, guint32 a, guint32 b)
{
    const guint32 *officers = overlap_list(view->people_of, a);
    guint32 n = 0;

    if (view->doubts->len == 0)
        return 0;
    for (guint32 i = 0; i < overlap_list_n(view->people_of, a); i++)
        n += overlap_list_has(view->people_of, b, officers[i]) &&
             (overlap_is_doubtful(view, officers[i], a) ||
              overlap_is_doubtful(view, officers[i], b));
    return n;
}
