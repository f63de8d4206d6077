/* topic: the topics that sessions teach, and for how long each holds. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/text.h"

typedef struct {
    gchar *code;
    gint validity_months;
} OverlapTopic;

/* A set of topics: numbers, ascending. */
typedef struct {
    guint32 n;
    guint32 *topics;
} OverlapTopicSet;

typedef struct {
    GArray *topics;      /* of OverlapTopic */
    GHashTable *numbers; /* code to number + 1 */
    GHashTable *sets;    /* "A;B" as written to OverlapTopicSet */
    RollCodes *courses;  /* owned; NULL: no rules */
} OverlapTopics;

/* @courses (transfer full) says how long a topic holds; may be NULL. */
OverlapTopics *overlap_topics_new(RollCodes *courses);
/* The topic of that code, made if there is none. */
guint32 overlap_topics_add(OverlapTopics *topics, const gchar *code);
/* The topics of a column topic_codes, "A;B". (transfer none) */
const OverlapTopicSet *overlap_topics_parse(OverlapTopics *topics, RollText codes);
/* Whether such a list names @topic; unlike parsing it, this adds none to those that are known. */
gboolean overlap_topics_list_has(const OverlapTopics *topics, RollText codes, guint32 topic);
const OverlapTopic *overlap_topic(const OverlapTopics *topics, guint32 number);
void overlap_topics_free(OverlapTopics *topics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapTopics, overlap_topics_free)

/* TRUE when the sets share a topic. */
gboolean overlap_topics_meet(const OverlapTopicSet *a, const OverlapTopicSet *b);
gboolean overlap_topics_have(const OverlapTopicSet *set, guint32 topic);
/* The codes of what @a and @b share, by code, `;` between, appended to @out; @b may be NULL: all of
 * @a. */
void overlap_topics_append(const OverlapTopics *topics, const OverlapTopicSet *a,
                           const OverlapTopicSet *b, GString *out);
/* Adds those of @other to @set. */
void overlap_topics_unite(OverlapTopicSet *set, const OverlapTopicSet *other);
/* The topics' numbers in byte order of their codes (transfer full). */
guint32 *overlap_topics_sorted(const OverlapTopics *topics);
