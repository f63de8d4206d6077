/* sentence: what the page says of a collision, in full sentences.  Plain text, to be escaped,
 * in the language of @say. */
#pragma once

#include "stages/report/clash.h"

/* "Child victim interview" as it stands inside a sentence; an abbreviation keeps its capitals.
 * (transfer full) */
gchar *sentence_topic(const ReportContext *context, const gchar *code);
/* The names of "IVC;PSY": "child victim interview and trauma-informed approach"; "no topic that is
 * known" where there is none. (transfer full) */
gchar *sentence_topics(const ReportContext *context, const Messages *say, const gchar *codes);
/* "Lotus Bridge (LBR)"; the code alone where no name is known, "unknown organisation" where there
 * is none. (transfer full) */
gchar *sentence_organisation(const ReportContext *context, const Messages *say, const gchar *code);
/* Who will teach what to whom. (transfer full) */
gchar *sentence_case(const ReportContext *context, const Messages *say, const Clashes *clashes,
                     const GArray *places);
/* The same as a headline: when, how many, what, where. (transfer full) */
gchar *sentence_headline(const ReportContext *context, const Messages *say, const Clashes *clashes,
                         const GArray *places);
/* What it rests on. (transfer full) */
gchar *sentence_evidence(const Messages *say, const Clashes *clashes, const GArray *places);
/* What to do; names a number that can be checked. (transfer full) */
gchar *sentence_suggestion(const ReportContext *context, const Messages *say,
                           const Clashes *clashes, const GArray *places);
