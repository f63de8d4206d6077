#include "stages/overlap/cell.h"

#include "pipeline/lib/number.h"

void
overlap_set_text(RollTable *table, guint column, const OverlapView *view, guint32 text)
{
    roll_table_set(table, column, roll_dictionary_text(view->attendance->texts, text));
}

void
overlap_set_session(RollTable *table, guint column, const OverlapView *view, guint32 place)
{
    gchar number[ROLL_NUMBER_MAX];

    if (place == OVERLAP_NONE)
        return;
    roll_number_format(ROLL_NUMBER_SESSION, overlap_event(view, place)->number, number);
    roll_table_set_string(table, column, number);
}

void
overlap_set_officer(RollTable *table, guint column, const OverlapView *view, guint32 officer)
{
    roll_table_set(table, column,
                   roll_dictionary_text(view->attendance->officers, view->officer_texts[officer]));
}

void
overlap_set_day(RollTable *table, guint column, RollDay day)
{
    gchar text[ROLL_DAY_MAX];

    roll_day_format(day, text);
    roll_table_set_string(table, column, text);
}

void
overlap_set_month(RollTable *table, guint column, RollDay day)
{
    gchar text[ROLL_DAY_MAX];

    roll_day_format(day, text);
    if (text[0] != '\0')
        text[7] = '\0';
    roll_table_set_string(table, column, text);
}

void
overlap_set_topics(RollTable *table, guint column, const OverlapView *view,
                   const OverlapTopicSet *a, const OverlapTopicSet *b)
{
    g_autoptr(GString) codes = g_string_new(NULL);

    overlap_topics_append(view->topics, a, b, codes);
    roll_table_set_string(table, column, codes->str);
}

void
overlap_set_topic(RollTable *table, guint column, const OverlapView *view, guint32 topic)
{
    roll_table_set_string(table, column, overlap_topic(view->topics, topic)->code);
}

void
overlap_set_percent(RollTable *table, guint column, gdouble part, gdouble whole)
{
    if (whole > 0)
        roll_table_set_real(table, column, 100 * part / whole, 1);
}

void
overlap_set_decision(RollTable *table, guint column, gboolean in_doubt)
{
    roll_table_set_string(table, column, in_doubt ? "review" : "auto");
}

void
overlap_text_list_add(OverlapTextList *list, guint32 text)
{
    if (text == 0)
        return;
    if (list->texts == NULL)
        list->texts = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < list->texts->len; i++)
        if (g_array_index(list->texts, guint32, i) == text)
            return;
    g_array_append_val(list->texts, text);
}

guint
overlap_text_list_n(const OverlapTextList *list)
{
    return list->texts != NULL ? list->texts->len : 0;
}

static gint
compare_texts(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;

    return roll_text_compare(roll_dictionary_text(view->attendance->texts, *(const guint32 *)a),
                             roll_dictionary_text(view->attendance->texts, *(const guint32 *)b));
}

void
overlap_join_texts(const OverlapView *view, OverlapTextList *list, GString *out)
{
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    g_string_truncate(out, 0);
    if (list->texts == NULL)
        return;
    if (list->texts->len > 1)
        g_array_sort_with_data(list->texts, compare_texts, self.out);
    for (guint i = 0; i < list->texts->len; i++) {
        RollText text =
            roll_dictionary_text(view->attendance->texts, g_array_index(list->texts, guint32, i));

        if (i > 0)
            g_string_append_c(out, ';');
        roll_text_append(text, out);
    }
}

void
overlap_set_texts(RollTable *table, guint column, const OverlapView *view, OverlapTextList *list)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    overlap_join_texts(view, list, joined);
    overlap_set_string(table, column, joined);
}

void
overlap_set_string(RollTable *table, guint column, const GString *string)
{
    roll_table_set(table, column, (RollText){string->str, (guint32)string->len});
}

void
overlap_text_list_clear(OverlapTextList *list)
{
    if (list->texts != NULL)
        g_array_set_size(list->texts, 0);
}

void
overlap_text_list_free(OverlapTextList *list)
{
    if (list->texts != NULL)
        g_array_unref(list->texts);
    list->texts = NULL;
}
