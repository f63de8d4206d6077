/* finding_kinds: every kind of finding there is, for people and for the tools that show findings.
 *
 * The ids are promises: partners keep baselines and filters by them.  Where the meaning is that of
 * an error of Frictionless (frictionless/errors), the id is the same. */
#pragma once

#include <glib.h>

#include "pipeline/lib/finding.h"

typedef struct {
    const gchar *id;
    RollSeverity least; /* it depends on the case where these two differ */
    RollSeverity worst;
    const gchar *title;   /* what is the matter, a few words */
    const gchar *example; /* a few words, too */
    const gchar *mend;    /* what usually mends it, a sentence */
} FindingKind;

/* All, by id, ended by an id of NULL. */
extern const FindingKind finding_kinds[];
/* NULL when there is none of that id. */
const FindingKind *finding_kind(const gchar *id);
/* All of it as text for people; findings.md holds the same. */
void finding_kinds_list(GString *out);
