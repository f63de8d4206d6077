/* names: what the stage normalise makes of some names: for looking at rules, apart from any run. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"

typedef struct {
    const gchar *const *rules; /* folders over the shipped rules; NULL: none */
    const gchar *country;      /* ISO3; "": none */
} NamesOptions;

/* Appends to @out what fired on @name, rule by rule, and what came out.
 * Errors: those of the stage; ROLL_ERROR_IO. */
gboolean names_trace(const NamesOptions *options, const gchar *name, Interrupt *interrupt,
                     GString *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A rule that fired on a name. */
typedef struct {
    gchar *name; /* owned, as all of these */
    gchar *rule;
    gchar *place;    /* "titles.ini:12" */
    gchar *result;   /* the name after it */
    gchar *captured; /* what was taken off and kept; "" */
} NamesHit;

/* What fires on each of @names (of gchar *), in their order: of NamesHit (transfer full).
 * Errors: those of the stage; ROLL_ERROR_IO. */
GPtrArray *names_hits(const NamesOptions *options, const GPtrArray *names, Interrupt *interrupt,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends a CSV to @out: name, clean, key, other_keys, a line for each of @names (of
 * gchar *). Errors: those of the stage; ROLL_ERROR_IO. */
gboolean names_keys(const NamesOptions *options, const GPtrArray *names, Interrupt *interrupt,
                    GString *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
