/* stage_options: the command line of a stage: what all stages have in common.
 *
 * Only stage.c and run.h include this; README.md of the pipeline tells users. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"

typedef enum { ROLL_FAIL_NEVER, ROLL_FAIL_ERROR, ROLL_FAIL_WARNING } RollFailOn;

typedef struct {
    gchar **paths; /* NULL: standard input */
    gchar **rules;
    gchar *base;
    gchar *output;
    gchar *table;
    gchar *fail_on_word;
    RollFailOn fail_on;
    gint jobs; /* 0: as many as there are cores */
    gboolean csv;
    gboolean version;
    gboolean standby;
} RollStageOptions;

/* Those of @stage go to @self.  Errors: ROLL_ERROR_USAGE. */
gboolean roll_stage_options_parse(RollStageOptions *options, const RollStage *stage, gpointer self,
                                  char ***argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What earlier months left comes first, as rows may be about rows of it; then by file name, then by
 * the whole path: the order of the arguments never matters.  "-" where there is none (transfer
 * full). */
gchar **roll_stage_options_paths(const RollStageOptions *options);
/* TRUE when the rules of both are the same folders. */
gboolean roll_stage_options_share_rules(const RollStageOptions *a, const RollStageOptions *b);
/* Whether this run writes text and no stream. */
gboolean roll_stage_writes_text(const RollStage *stage, gconstpointer self);

void roll_stage_options_clear(RollStageOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RollStageOptions, roll_stage_options_clear)
