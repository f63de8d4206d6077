/* explain_cells: what is said of an explained officer, in words, once for the page as it is read
 * without a script and once for the script; each is a list of texts (transfer full). */
#pragma once

#include "stages/report/explained.h"
#include "stages/report/page.h"

typedef enum {
    RECORD_ORG,
    RECORD_PLACE,
    RECORD_NAME,
    RECORD_LOCAL,
    RECORD_BORN,
    RECORD_RANK,
    RECORD_UNIT,
    RECORD_MORE
} RecordCell;
typedef enum { SESSION_DATE, SESSION_ORGS, SESSION_TITLE, SESSION_TOPICS, SESSION_TAG } SessionCell;
typedef enum { STEP_TITLE, STEP_BITS, STEP_TAG, STEP_A, STEP_B } StepCell;

/* A record, and how many say the very same. */
GPtrArray *explain_record(const Page *page, const EvidenceRecord *record, guint count);
GPtrArray *explain_session(const Page *page, const ExplainedSession *session);
GPtrArray *explain_step(const Page *page, const EvidenceOfficer *officer, guint step);
/* What was taught how often, and why the lines are one officer: two sentences, or more. */
gchar *explain_dek(const Page *page, const ExplainedOfficer *officer);
/* The step that is shown first: the weakest, else the first that has evidence, -1: none has. */
gint explain_first_step(const EvidenceOfficer *officer);
