/* run_options: what `rollcall run` and `rollcall plan` are asked. */
#pragma once

#include <glib.h>

#include "pipeline/programs.h"

typedef struct {
    gchar **exports; /* paths, by file name; no name twice */
    guint *first;    /* an export: the place of the first that holds the same bytes */
    gchar **rules;   /* folders over the shipped rules, lowest first; NULL: none */
    gchar *base;     /* a folder instead of the shipped rules; NULL: these */
    gchar *until;
    gint last;        /* the same as a place in program_stages */
    gchar *previous;  /* folder of last month's run; NULL: none */
    gchar *decisions; /* file of what people have decided; NULL: none */
    gchar *month;     /* YYYY-MM; NULL: not given */
    gchar *language;  /* of the pages; NULL: not given */
    gchar *key;       /* file with the key of encodings; NULL: none is compared with names */
    gchar *engine;
    gchar *place; /* --out: where the run shall stand */
    gint jobs;
    gboolean replaces;
    gboolean shows_timing;
} RunOptions;

/* Parses and checks; @summary is for --help.  Errors: ROLL_ERROR_USAGE. */
gboolean run_options_parse(RunOptions *options, const gchar *summary, int argc, char **argv,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void run_options_clear(RunOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RunOptions, run_options_clear)
