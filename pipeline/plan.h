/* plan: a run as data: which programs read what and write what, and in which order.
 *
 * A step is some programs joined by pipes.  A step begins when every step has ended that writes
 * what it reads; nothing else orders steps, so an engine is free to run them at once or on other
 * machines. */
#pragma once

#include <glib.h>

typedef struct {
    gchar *label;            /* what the step works on, for people: an export's name, or "" */
    GPtrArray *commands;     /* of gchar **argv, first to last; argv[0] is the program's path */
    gchar *output;           /* where the last one's standard output goes; NULL: nowhere */
    GPtrArray *reads;        /* of gchar *path */
    GPtrArray *writes;       /* of gchar *path; the output too */
    guint64 weight_bytes;    /* of what it reads, as far as known: the heaviest step goes first */
    gboolean is_one_of_many; /* when its input is damaged the others like it still run, so that
                                every damaged input is named at once */
} PlanStep;

typedef struct {
    GPtrArray *folders; /* of gchar *path: to be made before the first step, parents first */
    GPtrArray *steps;   /* of PlanStep */
} Plan;

Plan *plan_new(void);
/* The next step, without commands; the plan's own. */
PlanStep *plan_add_step(Plan *plan, const gchar *label);
void plan_step_add_command(PlanStep *step, GPtrArray *argv); /* (transfer full), of gchar * */
void plan_step_add_read(PlanStep *step, const gchar *path);
void plan_step_add_write(PlanStep *step, const gchar *path);
void plan_step_set_output(PlanStep *step, const gchar *path);

/* TRUE when step @later reads what step @earlier writes. */
gboolean plan_depends(const Plan *plan, guint later, guint earlier);

/* The plan as shell commands, appended to @out.  For people: no shell ever runs a plan. */
void plan_print(const Plan *plan, GString *out);

void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)
