/* words: numbers and dates as people read them, in the language of @say: in English thousands with
 * a comma, per cent with a blank, an en dash in ranges, a true minus. */
#pragma once

#include <glib.h>

#include "pipeline/lib/day.h"
#include "stages/report/messages.h"

#define WORDS_MAX 96 /* bytes of the longest, NUL included */
typedef gchar Words[WORDS_MAX];

/* Each writes to @out and returns it, so that it can stand among the values of html_put():
 * words_count(say, n, (Words){0}). */
const gchar *words_count(const Messages *say, gint64 n, Words out);  /* 13,106 */
const gchar *words_change(const Messages *say, gint64 n, Words out); /* +2, −5, 0 */
const gchar *words_real(const Messages *say, gdouble value, guint digits, Words out); /* −0.4 */
/* +0.40, −0.40; what is 0 in these digits is +0.00, as a weight is that speaks for neither. */
const gchar *words_real_change(const Messages *say, gdouble value, guint digits, Words out);
/* A number as tables write it, "-0.40". */
const gchar *words_written(const Messages *say, const gchar *number, Words out); /* −0.40 */
/* 68 %; "" when whole is 0 */
const gchar *words_percent(const Messages *say, gdouble part, gdouble whole, Words out);
const gchar *words_day(const Messages *say, RollDay day, Words out);         /* 6 Oct 2026 */
const gchar *words_day_short(const Messages *say, RollDay day, Words out);   /* 6 Oct */
const gchar *words_day_long(const Messages *say, RollDay day, Words out);    /* 6 October */
const gchar *words_month(const Messages *say, RollDay day, Words out);       /* October 2026 */
const gchar *words_month_short(const Messages *say, RollDay day, Words out); /* Oct 26 */
/* 6–8 Oct, 30 Sep–2 Oct */
const gchar *words_range(const Messages *say, RollDay start, RollDay end, Words out);
const gchar *words_month_name(const Messages *say, gint month); /* 1: January */
/* A field as people call it, and a list of them, ";" between; English leaves a list as the tables
 * write it (transfer full). */
gchar *words_field(const Messages *say, const gchar *field);
gchar *words_fields(const Messages *say, const gchar *fields);
/* "" for 1, "s" for any other number. */
const gchar *words_plural(gint64 n);
