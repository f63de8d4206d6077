/* legal: the laws that the sessions and curricula of a view teach by (law.h). */
#pragma once

#include "stages/overlap/view.h"

/* What is known of a basis on a day. */
typedef struct {
    guint32 text; /* as it was sent; 0: none was */
    RollDay day;
    OverlapLegalBasis basis;
} OverlapLegal;

/* Settles of every session until when the law that it taught was the last word. */
void overlap_legal_settle(OverlapView *view);
/* Of a session on @day; a province tells which country's law is meant. */
OverlapLegal overlap_legal_of_session(const OverlapView *view, const OverlapSession *session,
                                      RollDay day);
OverlapLegal overlap_legal_of_curriculum(const OverlapView *view,
                                         const OverlapCurriculum *curriculum, RollDay day);
/* The verdict in words, empty where no basis was sent. */
void overlap_set_verdict(RollTable *table, guint column, const OverlapLegal *legal);
