/* rollcall: the command, and its table of subcommands. */
#include <stdio.h>
#include <string.h>

#include "pipeline/command.h"
#include "pipeline/lib/database.h"
#include "pipeline/lib/deflate.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/member.h"
#include "pipeline/lib/memory.h"
#include "pipeline/lib/rules.h"
#include "pipeline/lib/sum.h"
#include "pipeline/lib/workbook.h"
#include "pipeline/programs.h"

typedef struct {
    const gchar *name;
    CommandFunc run;
    const gchar *summary;
} Command;

static const Command commands[] = {
    {"run", command_run, "consolidate a month's exports: the whole chain"},
    {"plan", command_plan, "print what run would do, as shell commands"},
    {"check", command_check, "hold a planned list against a run, before it is sent"},
    {"validate", command_validate, "check exports before they are sent"},
    {"profile", command_profile, "look at an unknown export, and write its source profile"},
    {"encode", command_encode, "keyed encodings of an export instead of its names"},
    {"explain", command_explain, "tell why records are one officer, or are not"},
    {"evaluate", command_evaluate, "hold a run against a known truth"},
    {"verify", command_verify, "check that a run is as it was made, file by file"},
    {"regenerate", command_regenerate, "make the reports of a run again, from its archive alone"},
    {"rules", command_rules, "test rules, list them, see what they make of a name"},
    {"tables", command_tables, "print the data dictionary: tables, columns, who may see them"},
    {"view", command_view, "show a stream as CSV, or pack a CSV"},
    {"stage", command_stage, "a stage by its name, as a filter: rollcall stage validate"},
};

static gint
print(const gchar *text)
{
    GError *error = NULL;

    return command_print(text, &error) ? 0 : command_end(error);
}

static gint
print_help(void)
{
    g_autoptr(GString) help = g_string_new("Usage: rollcall COMMAND [OPTION...] [FILE...]\n"
                                           "       rollcall --help | --version\n\n"
                                           "Who was trained, by whom, in what, where and when; "
                                           "what was done twice.\n\nCommands:\n");

    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(help, "  %-10s %s\n", commands[i].name, commands[i].summary);
    g_string_append(help, "\nStages, each a filter (all but validate also as rollcall STAGE):\n ");
    for (guint i = 0; program_stages[i] != NULL; i++)
        g_string_append_printf(help, " %s", program_stages[i]);
    g_string_append(help, "\n\nrollcall COMMAND --help tells the options of a command.\n");
    return print(help->str);
}

static gint
print_version(void)
{
    g_autofree gchar *rules = roll_ruleset_engine();
    g_autofree gchar *sums = roll_sum_engine();
    g_autofree gchar *text =
        g_strdup_printf("rollcall %s\nGLib %u.%u.%u\n%s\nzlib %s\nlibdeflate %s\nnettle %s\n"
                        "libxlsxwriter %s\nSQLite %s\n",
                        ROLL_VERSION, glib_major_version, glib_minor_version, glib_micro_version,
                        rules, roll_deflate_engine(), roll_member_engine(), sums,
                        roll_workbook_engine(), roll_database_engine());

    return print(text);
}

static gint
refuse(const gchar *word)
{
    GError *error = NULL;

    if (*word == '\0')
        g_set_error(&error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "what shall be done?  See rollcall --help");
    else
        g_set_error(&error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "\"%s\" is no command; see rollcall --help", word);
    return command_end(error);
}

int
main(int argc, char **argv)
{
    const gchar *word = argc > 1 ? argv[1] : "";

    roll_memory_keep();
    g_log_writer_default_set_use_stderr(TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(word, commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (program_stage(word) >= 0)
        return command_stage(argc - 1, argv + 1);
    if (strcmp(word, "--help") == 0 || strcmp(word, "help") == 0)
        return print_help();
    if (strcmp(word, "--version") == 0)
        return print_version();
    return refuse(word);
}
