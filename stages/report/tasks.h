/* tasks: work that several threads share, each task writing files that no other writes; which of
 * them is done first never shows. */
#pragma once

#include <glib.h>

typedef gboolean (*TaskFunc)(gconstpointer self, gconstpointer what, GError **error);

typedef struct Tasks Tasks;

Tasks *tasks_new(void);
/* Notes a task; @self and @what must live until tasks_run(). */
void tasks_add(Tasks *tasks, TaskFunc work, gconstpointer self, gconstpointer what);
/* Does all of them with @jobs threads; those that take longest should have been noted first.  Of
 * several faults that of the task noted first is told. */
gboolean tasks_run(Tasks *tasks, guint jobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void tasks_free(Tasks *tasks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tasks, tasks_free)
