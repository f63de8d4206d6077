/* unite: sets that grow together (union-find). */
#pragma once

#include <glib.h>

/* Every place of [0, n) alone (transfer full). */
guint32 *roll_unite_new(guint32 n);
/* The smallest place of the set that @place is in. */
guint32 roll_unite_root(guint32 *parents, guint32 place);
/* The smaller root becomes the root of both. */
void roll_unite(guint32 *parents, guint32 a, guint32 b);
