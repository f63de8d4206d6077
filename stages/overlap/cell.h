/* cell: values of overlap's tables. */
#pragma once

#include "stages/overlap/view.h"

void overlap_set_text(RollTable *table, guint column, const OverlapView *view, guint32 text);
void overlap_set_session(RollTable *table, guint column, const OverlapView *view, guint32 place);
void overlap_set_officer(RollTable *table, guint column, const OverlapView *view, guint32 officer);
void overlap_set_day(RollTable *table, guint column, RollDay day);
/* "YYYY-MM" */
void overlap_set_month(RollTable *table, guint column, RollDay day);
/* The codes that both sets have; @b NULL: all of @a. */
void overlap_set_topics(RollTable *table, guint column, const OverlapView *view,
                        const OverlapTopicSet *a, const OverlapTopicSet *b);
void overlap_set_topic(RollTable *table, guint column, const OverlapView *view, guint32 topic);
/* 100 * part / whole with one digit; "" when @whole is 0. */
void overlap_set_percent(RollTable *table, guint column, gdouble part, gdouble whole);
/* "auto" or "review" */
void overlap_set_decision(RollTable *table, guint column, gboolean in_doubt);

/* Distinct texts, in byte order, `;` between. */
typedef struct {
    GArray *texts; /* of guint32 */
} OverlapTextList;

void overlap_text_list_add(OverlapTextList *list, guint32 text);
guint overlap_text_list_n(const OverlapTextList *list);
void overlap_set_texts(RollTable *table, guint column, const OverlapView *view,
                       OverlapTextList *list);
/* The same into @out, emptied first. */
void overlap_join_texts(const OverlapView *view, OverlapTextList *list, GString *out);
void overlap_set_string(RollTable *table, guint column, const GString *string);
/* Empties it for the next. */
void overlap_text_list_clear(OverlapTextList *list);
void overlap_text_list_free(OverlapTextList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OverlapTextList, overlap_text_list_free)
