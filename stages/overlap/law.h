/* law: the law that a training is based on, and whether it is the one in force (rules/laws/).
 *
 * A text names the laws whose names it contains.  Of an older and a newer one of a country the
 * newer counts: the older one is its history.  A name that several laws share tells nothing, unless
 * the country tells them apart. */
#pragma once

#include "pipeline/lib/codes.h"
#include "pipeline/lib/layers.h"

/* The worst last: of several countries' laws the one to write about counts. */
typedef enum {
    OVERLAP_LEGAL_UNKNOWN, /* the rules know none of what it names, or it names nothing */
    OVERLAP_LEGAL_UNCLEAR, /* it names what several laws are called */
    OVERLAP_LEGAL_IN_FORCE,
    OVERLAP_LEGAL_TO_COME,
    OVERLAP_LEGAL_AMENDED,
    OVERLAP_LEGAL_REPLACED,
} OverlapLegalVerdict;

typedef struct {
    OverlapLegalVerdict verdict;
    const RollCode *taught;   /* NULL: unknown or unclear */
    const RollCode *in_force; /* on the day that was asked for; NULL as above, or none is yet */
} OverlapLegalBasis;

typedef struct OverlapLaws OverlapLaws;

/* @courses knows the topics that a law may name.  Errors: ROLL_ERROR_CONFIG (a law that is not
 * later than the one it replaces or amends, or is of another country; a topic that there is not).
 */
OverlapLaws *overlap_laws_load(const RollLayers *layers, const RollCodes *courses,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of rules at hand (transfer full). */
OverlapLaws *overlap_laws_new(RollCodes *rules, const RollCodes *courses,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void overlap_laws_free(OverlapLaws *laws);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapLaws, overlap_laws_free)

/* What teaching by @basis, as somebody wrote it, was on @day.  @country: a code, "": unknown. */
OverlapLegalBasis overlap_laws_judge(const OverlapLaws *laws, const gchar *basis,
                                     const gchar *country, RollDay day);
gboolean overlap_legal_is_outdated(const OverlapLegalBasis *basis);
/* "replaced", "amended", "in force", "to come", "unclear", "unknown". */
const gchar *overlap_legal_name(OverlapLegalVerdict verdict);
/* The last day before another law replaced or amended @law; 0: none has. */
RollDay overlap_laws_last_day(const OverlapLaws *laws, const RollCode *law);
