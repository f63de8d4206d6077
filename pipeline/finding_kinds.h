/* finding_kinds: every kind of finding there is, for people and for the tools that show findings.
 *
 * The ids are promises: partners keep baselines and filters by them.  Where the meaning is that of
 * an error of Frictionless (frictionless/errors), the id is the same. */
#pragma once

#include <glib.h>

typedef struct {
    const gchar *id;
    const gchar *title; /* what is the matter, a few words */
    const gchar *mend;  /* what usually mends it, a sentence */
} FindingKind;

/* All, by id, ended by an id of NULL. */
extern const FindingKind finding_kinds[];
/* NULL when there is none of that id. */
const FindingKind *finding_kind(const gchar *id);
