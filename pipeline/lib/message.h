/* message: a sentence or label in some language, with {names} that values fill in. */
#pragma once

#include <glib.h>

/* What is said where a value reads so. */
typedef struct {
    gchar *name; /* owned, as all of these */
    gchar *value;
    gchar *text;
} RollMessageVariant;

typedef struct {
    gchar *text;      /* NULL while only variants were read */
    GArray *variants; /* of RollMessageVariant; NULL: none */
} RollMessage;

static inline guint
roll_message_n_variants(const RollMessage *message)
{
    return message->variants != NULL ? message->variants->len : 0;
}

static inline const RollMessageVariant *
roll_message_variant(const RollMessage *message, guint index)
{
    return &g_array_index(message->variants, RollMessageVariant, index);
}

/* A value of one call, not owned.  "<name": it is markup, and is not escaped. */
typedef struct {
    const gchar *name;
    const gchar *text;
} RollMessageValue;

/* How what is said is written: as it is, or escaped for HTML. */
typedef enum { ROLL_MESSAGE_TEXT, ROLL_MESSAGE_MARKUP } RollMessageForm;

/* The value of that name, of @length bytes; NULL when there is none. */
const RollMessageValue *roll_message_value(const RollMessageValue *values, guint n,
                                           const gchar *name, gsize length);
/* Appends what @message says with @n values: its variant where one fits, else its text.  Each name
 * in it must be among them. */
void roll_message_say(const RollMessage *message, const RollMessageValue *values, guint n,
                      RollMessageForm form, GString *out);
void roll_message_put_value(const RollMessageValue *value, RollMessageForm form, GString *out);
/* Whether @message says {name}, or has a variant for its value. */
gboolean roll_message_names(const RollMessage *message, const gchar *name);
/* A name that @message says and that is not among the @n values (transfer full); NULL. */
gchar *roll_message_lacks(const RollMessage *message, const RollMessageValue *values, guint n);
