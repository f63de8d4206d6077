/* file_pattern: the pattern of a partner's file names, from one of them. */
#pragma once

#include <glib.h>

/* @file with a * in place of everything that tells the month: numbers of four digits or more, with
 * what parts them ("2009-06", "2009_06_30", "200906"), and names of months in English beside
 * (transfer full). */
gchar *ingest_file_pattern(const gchar *file);
