/* check_plan: the sessions of a plan that is checked, and what is said of one. */
#pragma once

#include "stages/report/check_rows.h"
#include "stages/report/context.h"

typedef struct {
    const ReportContext *context;
    CheckRows *rows;
    GString *out; /* what is said */
} CheckTalk;

/* A session of the plan, and who is on its list. */
typedef struct {
    const CheckRow *first;
    guint32 adm1;
    RollDay start;
    RollDay end;
    gboolean is_on;      /* not all of its rows say that it is called off */
    GPtrArray *invited;  /* of const CheckRow: those with a name */
    gint8 *shares;       /* by number of a text of topics: 1 shares one, 0 none, -1 not looked at */
    GHashTable *trained; /* officers who ever had one of its topics; known once
                            check_plan_say_already() looked */
} CheckPlan;

/* The sessions of the plan's rows, by first day (transfer full; of CheckPlan). */
GPtrArray *check_plans(const CheckRows *rows);
/* Whether it shares a topic with those of number @topics. */
gboolean check_plan_shares(const CheckRows *rows, const CheckPlan *plan, guint32 topics);
/* The last day on which what was learnt of @topics on @start still holds. */
RollDay check_valid_until(const ReportContext *context, const gchar *topics, RollDay start);

/* A line, with nothing in it that a terminal would obey. */
void check_say(const CheckTalk *talk, const gchar *format, ...) G_GNUC_PRINTF(2, 3);
/* The code of an organisation, by its number among the texts; "unknown organisation" for none. */
const gchar *check_organisation(const CheckTalk *talk, guint32 number);
/* Who on its list had a topic of it already, from whom and when. */
void check_plan_say_already(CheckTalk *talk, CheckPlan *plan);
/* Who of its place never had it. */
void check_plan_say_offer(const CheckTalk *talk, const CheckPlan *plan);
