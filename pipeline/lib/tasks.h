/* tasks: work that several threads share, each task making what no other makes or looks at; which
 * of them is done first never shows. */
#pragma once

#include <glib.h>

typedef gboolean (*RollTaskFunc)(gconstpointer self, gconstpointer what, GError **error);

typedef struct RollTasks RollTasks;

RollTasks *roll_tasks_new(void);
/* Notes a task; @self and @what must live until it is done. */
void roll_tasks_add(RollTasks *tasks, RollTaskFunc work, gconstpointer self, gconstpointer what);
/* Does all of them with @jobs threads; those that take longest should have been noted first.  Of
 * several faults that of the task noted first is told. */
gboolean roll_tasks_run(RollTasks *tasks, guint jobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in two steps: the other threads begin, while the caller does something else, and comes
 * to help. */
void roll_tasks_begin(RollTasks *tasks, guint jobs);
gboolean roll_tasks_finish(RollTasks *tasks, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When those that have begun are done. */
void roll_tasks_free(RollTasks *tasks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollTasks, roll_tasks_free)
