#include "pipeline/plan.h"

#include <string.h>

static void
step_free(gpointer data)
{
    PlanStep *step = data;

    g_free(step->label);
    g_free(step->output);
    g_ptr_array_unref(step->commands);
    g_ptr_array_unref(step->reads);
    g_ptr_array_unref(step->writes);
    g_free(step);
}

Plan *
plan_new(void)
{
    Plan *plan = g_new0(Plan, 1);

    plan->folders = g_ptr_array_new_with_free_func(g_free);
    plan->steps = g_ptr_array_new_with_free_func(step_free);
    return plan;
}

PlanStep *
plan_add_step(Plan *plan, const gchar *label)
{
    PlanStep *step = g_new0(PlanStep, 1);

    step->label = g_strdup(label);
    step->commands = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    step->reads = g_ptr_array_new_with_free_func(g_free);
    step->writes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(plan->steps, step);
    return step;
}

void
plan_step_add_command(PlanStep *step, GPtrArray *argv)
{
    g_ptr_array_add(argv, NULL);
    g_ptr_array_add(step->commands, g_ptr_array_free(argv, FALSE));
}

void
plan_step_add_read(PlanStep *step, const gchar *path)
{
    g_ptr_array_add(step->reads, g_strdup(path));
}

void
plan_step_add_write(PlanStep *step, const gchar *path)
{
    g_ptr_array_add(step->writes, g_strdup(path));
}

void
plan_step_set_output(PlanStep *step, const gchar *path)
{
    g_free(step->output);
    step->output = g_strdup(path);
    plan_step_add_write(step, path);
}

static gboolean
holds(const GPtrArray *paths, const gchar *path)
{
    for (guint i = 0; i < paths->len; i++)
        if (strcmp(paths->pdata[i], path) == 0)
            return TRUE;
    return FALSE;
}

gboolean
plan_depends(const Plan *plan, guint later, guint earlier)
{
    const PlanStep *reader = plan->steps->pdata[later];
    const PlanStep *writer = plan->steps->pdata[earlier];

    for (guint i = 0; i < reader->reads->len; i++)
        if (holds(writer->writes, reader->reads->pdata[i]))
            return TRUE;
    return FALSE;
}

/* A word as a shell would have it; plain words stay plain, for the reader's sake. */
static void
print_word(const gchar *word, GString *out)
{
    gboolean is_plain = *word != '\0';
    g_autofree gchar *quoted = NULL;

    for (const gchar *p = word; *p != '\0'; p++)
        is_plain = is_plain && (g_ascii_isalnum(*p) || strchr("-_./=,:+@%", *p) != NULL);
    quoted = is_plain ? g_strdup(word) : g_shell_quote(word);
    g_string_append(out, quoted);
}

static void
print_command(gchar *const *argv, GString *out)
{
    for (guint i = 0; argv[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        print_word(argv[i], out);
    }
}

static void
print_step(const PlanStep *step, GString *out)
{
    for (guint i = 0; i < step->commands->len; i++) {
        g_string_append(out, i > 0 ? " |\n    " : "");
        print_command(step->commands->pdata[i], out);
    }
    if (step->output != NULL) {
        g_string_append(out, " >");
        print_word(step->output, out);
    }
    g_string_append_c(out, '\n');
}

void
plan_print(const Plan *plan, GString *out)
{
    for (guint i = 0; i < plan->folders->len; i++) {
        g_string_append(out, "mkdir -p ");
        print_word(plan->folders->pdata[i], out);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < plan->steps->len; i++)
        print_step(plan->steps->pdata[i], out);
}

void
plan_free(Plan *plan)
{
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->folders);
    g_ptr_array_unref(plan->steps);
    g_free(plan);
}
