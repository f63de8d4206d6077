#include "pipeline/command.h"
#include "pipeline/run_options.h"
#include "pipeline/run_plan.h"

static gboolean
print_plan(int argc, char **argv, GError **error)
{
    g_auto(RunOptions) options = {0};
    g_autoptr(Plan) plan = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    if (!run_options_parse(&options, "Print what `rollcall run` would do, as shell commands.", argc,
                           argv, error))
        return FALSE;
    plan = run_plan_new(&options, options.place, error);
    if (plan == NULL)
        return FALSE;
    plan_print(plan, out);
    return command_print(out->str, error);
}

gint
command_plan(int argc, char **argv)
{
    GError *error = NULL;

    (void)print_plan(argc, argv, &error);
    return command_end(error);
}
