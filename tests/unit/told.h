/* told: what a finding says in English. */
#pragma once

#include "pipeline/lib/telling.h"

/* The shipped rules (transfer full). */
static inline RollLayers *
shipped(void)
{
    g_autoptr(GError) error = NULL;
    RollLayers *layers = roll_layers_new(NULL, &error);

    g_assert_no_error(error);
    return layers;
}

/* (transfer full); "" for no sentence. */
static inline gchar *
told(const gchar *id, const gchar *sentence, const RollValues *values)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = shipped();
    g_autoptr(RollTelling) telling = roll_telling_new(layers);
    GString *text = g_string_new(NULL);

    g_assert_true(sentence == NULL ||
                  roll_telling_say(telling, id, sentence, values, text, &error));
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}
