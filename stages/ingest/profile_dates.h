/* profile_dates: in which order the days and months of an export stand, and of which era its years
 * are, as far as its values decide it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"
#include "stages/ingest/profile_words.h"

/* How many dates say what. */
typedef struct {
    guint n;
    guint n_year_first;  /* 2009/6/12 */
    guint n_day_first;   /* 13/6/2009: no month is above 12 */
    guint n_month_first; /* 6/13/2009 */
    guint n_either;      /* 12/6/2009 */
    guint n_day_word;    /* 12 June 2009 */
    guint n_word_day;    /* June 12, 2009 */
    guint n_ce;          /* years from 1900 to 2100 */
    guint n_be;          /* years from 2400 to 2600 */
    guint n_two_digit;
    guint n_birth; /* years in which somebody was born who is in service: up to 2010 */
} IngestDates;

/* Adds @value; FALSE, and nothing is added, when it is not a date. */
gboolean ingest_dates_look(IngestDates *dates, const IngestWords *words, RollText value);
/* Adds the counts of another column. */
void ingest_dates_add(IngestDates *dates, const IngestDates *more);
/* The era that a year of four digits is of by itself. */
void ingest_dates_look_year(IngestDates *dates, guint year);
