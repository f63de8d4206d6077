/* standby: the stages of a plan that run more often than at once, each started once and standing
 * ready (pipeline/lib/standby.h), to be asked for every run.
 *
 * A run is told from a command of the plan by nothing but the time it takes.  A stage that does not
 * get ready, as its rules are faulty or it is none of ours, is not asked: its commands are started
 * one by one, and tell the fault as they always do. */
#pragma once

#include <glib.h>

#include "pipeline/plan.h"
#include "pipeline/process.h"

typedef struct Standbys Standbys;

/* Starts those of @plan that have more than @at_once commands. */
Standbys *standbys_new(const Plan *plan, guint at_once, gboolean shows_progress);
/* TRUE once each is ready, or has ended. */
gboolean standbys_are_settled(const Standbys *standbys);
/* Asks for a run.  NULL where nobody stands by for it. */
Process *standbys_start(Standbys *standbys, const ProcessStart *start);
/* What is readable when one of them has something to tell; -1: it has ended. */
guint standbys_n(const Standbys *standbys);
int standbys_fd(const Standbys *standbys, guint index);
/* Takes what is told by now: runs that have ended. */
void standbys_listen(Standbys *standbys);
/* Terminates what runs; nothing begins any more. */
void standbys_terminate(Standbys *standbys);
void standbys_free(Standbys *standbys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Standbys, standbys_free)
