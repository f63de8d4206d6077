/* store_views: the questions that the analysts' database answers by itself. */
#pragma once

#include <glib.h>

typedef struct {
    const gchar *name;
    const gchar *question;
    const gchar *table; /* that it needs; it is left out where a run has none */
    const gchar *query;
} StoreView;

/* Up to one without a name. */
extern const StoreView store_views[];
