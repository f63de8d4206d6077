#include "stages/overlap/topic.h"

#include <string.h>

#include "pipeline/lib/validity.h"

static void
set_free(gpointer data)
{
    OverlapTopicSet *set = data;

    g_free(set->topics);
    g_free(set);
}

static void
topic_clear(gpointer data)
{
    OverlapTopic *topic = data;

    g_free(topic->code);
}

OverlapTopics *
overlap_topics_new(RollCodes *courses)
{
    OverlapTopics *topics = g_new0(OverlapTopics, 1);

    topics->topics = g_array_new(FALSE, TRUE, sizeof(OverlapTopic));
    g_array_set_clear_func(topics->topics, topic_clear);
    topics->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    topics->courses = courses;
    topics->sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, set_free);
    return topics;
}

void
overlap_topics_free(OverlapTopics *topics)
{
    if (topics == NULL)
        return;
    g_array_unref(topics->topics);
    g_hash_table_unref(topics->numbers);
    g_hash_table_unref(topics->sets);
    roll_codes_free(topics->courses);
    g_free(topics);
}

const OverlapTopic *
overlap_topic(const OverlapTopics *topics, guint32 number)
{
    return &g_array_index(topics->topics, OverlapTopic, number);
}

guint32
overlap_topics_add(OverlapTopics *topics, const gchar *code)
{
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(topics->numbers, code));
    OverlapTopic topic = {0};

    if (known != 0)
        return known - 1;
    topic.code = g_strdup(code);
    topic.validity_months = roll_validity_months(topics->courses, code);
    g_array_append_val(topics->topics, topic);
    g_hash_table_insert(topics->numbers, g_strdup(code), GUINT_TO_POINTER(topics->topics->len));
    return topics->topics->len - 1;
}

/* Puts @topic where it belongs, unless it is there. */
static void
insert(OverlapTopicSet *set, guint32 topic)
{
    guint32 place = 0;

    while (place < set->n && set->topics[place] < topic)
        place++;
    if (place < set->n && set->topics[place] == topic)
        return;
    set->topics = g_renew(guint32, set->topics, set->n + 1);
    memmove(set->topics + place + 1, set->topics + place, (set->n - place) * sizeof topic);
    set->topics[place] = topic;
    set->n++;
}

const OverlapTopicSet *
overlap_topics_parse(OverlapTopics *topics, RollText codes)
{
    OverlapTopicSet *set = g_hash_table_lookup(topics->sets, codes.data);
    g_auto(GStrv) parts = NULL;

    if (set != NULL)
        return set;
    set = g_new0(OverlapTopicSet, 1);
    parts = g_strsplit(codes.data, ";", -1);
    for (guint i = 0; parts[i] != NULL; i++)
        if (g_strstrip(parts[i])[0] != '\0')
            insert(set, overlap_topics_add(topics, parts[i]));
    g_hash_table_insert(topics->sets, g_strdup(codes.data), set);
    return set;
}

gboolean
overlap_topics_list_has(const OverlapTopics *topics, RollText codes, guint32 topic)
{
    const gchar *code = overlap_topic(topics, topic)->code;
    g_auto(GStrv) parts = g_strsplit(codes.data, ";", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        if (strcmp(g_strstrip(parts[i]), code) == 0)
            return TRUE;
    return FALSE;
}

gboolean
overlap_topics_meet(const OverlapTopicSet *a, const OverlapTopicSet *b)
{
    for (guint32 i = 0; i < a->n; i++)
        if (overlap_topics_have(b, a->topics[i]))
            return TRUE;
    return FALSE;
}

gboolean
overlap_topics_have(const OverlapTopicSet *set, guint32 topic)
{
    for (guint32 i = 0; i < set->n; i++)
        if (set->topics[i] == topic)
            return TRUE;
    return FALSE;
}

static gint
compare_codes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

void
overlap_topics_append(const OverlapTopics *topics, const OverlapTopicSet *a,
                      const OverlapTopicSet *b, GString *out)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();

    for (guint32 i = 0; i < a->n; i++)
        if (b == NULL || overlap_topics_have(b, a->topics[i]))
            g_ptr_array_add(codes, overlap_topic(topics, a->topics[i])->code);
    g_ptr_array_sort(codes, compare_codes);
    for (guint i = 0; i < codes->len; i++) {
        if (i > 0)
            g_string_append_c(out, ';');
        g_string_append(out, g_ptr_array_index(codes, i));
    }
}

void
overlap_topics_unite(OverlapTopicSet *set, const OverlapTopicSet *other)
{
    for (guint32 i = 0; i < other->n; i++)
        insert(set, other->topics[i]);
}

static gint
compare_topics(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapTopics *topics = self;

    return strcmp(overlap_topic(topics, *(const guint32 *)a)->code,
                  overlap_topic(topics, *(const guint32 *)b)->code);
}

guint32 *
overlap_topics_sorted(const OverlapTopics *topics)
{
    guint n = topics->topics->len;
    guint32 *order = g_new(guint32, MAX(n, 1));
    union {
        const OverlapTopics *in;
        gpointer out;
    } self = {.in = topics}; /* g_qsort_with_data() takes no const */

    for (guint32 i = 0; i < n; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)n, sizeof *order, compare_topics, self.out);
    return order;
}
