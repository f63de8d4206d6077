/* tags: what is an HXL 1.1 hashtag spec, "#adm1 +name", and what row is one of them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/values.h"

/* Whether @cell is a tag with its attributes: each begins with a letter and has letters, digits and
 * _ ; blanks around and between do not matter. */
gboolean ingest_tag_is_sound(const gchar *cell);
/* Whether @cell is meant as a tag, sound or not: it begins with # and something behind it. */
gboolean ingest_tag_is_meant(const gchar *cell);

/* A row of tags has some; at least half of its cells that are not empty are sound ones. */
gboolean ingest_tags_are_sound(gchar *const *cells);
/* Whether at least half of the cells that are not empty are meant as tags. */
gboolean ingest_tags_are_meant(gchar *const *cells);

/* Adds the values "cells", those that are no sound tags, as "\"#2013\" (C), …", and "more", how
 * many others there are. */
void ingest_tags_name_faulty(gchar *const *cells, RollValues *values);
