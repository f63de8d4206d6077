/* due: the table refresher_due, counted by month, by place and topic, by organisation and by the
 * plan that could serve.  Officers count once in each. */
#pragma once

#include "stages/report/context.h"

#define DUE_MONTHS  3 /* ahead; overlap tells no later ones */
#define DUE_PERIODS (1 + DUE_MONTHS)

/* Officers of whom rows follow each other. */
typedef struct {
    RollText last; /* who was counted last */
    guint n;
} DueTally;

typedef struct {
    DueTally all;
    DueTally overdue;
    DueTally served;  /* a plan could serve them */
    DueTally invited; /* and lists them */
    RollDay first;    /* first due date */
    ReportRow row;    /* one of its rows */
    ReportRow plan;   /* one with a plan; no table: there is none */
    GString *orgs;    /* owned: who taught them last, commas between; each once */
} DueGroup;

typedef struct {
    DueGroup total;
    DueGroup periods[DUE_PERIODS]; /* what is overdue, then each month ahead */
    GPtrArray *places;             /* of DueGroup, a province and a topic: most officers first */
    GPtrArray *orgs;               /* of DueGroup, who taught last: most officers first */
    GPtrArray *plans;              /* of DueGroup, a planned session: by date, then number */
} Due;

Due *due_new(const ReportContext *context);
void due_free(Due *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Due, due_free)

static inline const DueGroup *
due_group(const GPtrArray *groups, guint place)
{
    return g_ptr_array_index(groups, place);
}
