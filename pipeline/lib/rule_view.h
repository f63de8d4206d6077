/* rule_view: the rules of one country side by side, so that one look at a text tells which of them
 * may match.
 *
 * Every window of every rule (rule_window.h) is a bit; at each byte of a text, what the bytes
 * around it allow is and-ed together, for 128 windows at a time. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rule_window.h"
#include "pipeline/lib/text.h"

typedef struct RollRuleView RollRuleView;

guint roll_rule_view_n(const RollRuleView *view);
gpointer roll_rule_view_at(const RollRuleView *view, guint index);
/* Looks which of the rules from @from on can match @text. */
void roll_rule_view_look(RollRuleView *view, RollText text, guint from);
/* The first rule from @from on that can match the text last looked at; roll_rule_view_n() when
 * there is none. */
guint roll_rule_view_next(const RollRuleView *view, guint from);

/* All rules of a set, and the views of the countries that were asked for. */
typedef struct RollRuleViews RollRuleViews;

RollRuleViews *roll_rule_views_new(void);
/* Puts @rule last; it, @windows and @countries (ISO3, NULL-terminated; NULL: every country) outlive
 * the views. */
void roll_rule_views_add(RollRuleViews *views, const RollRuleWindows *windows,
                         const gchar *const *countries, gpointer rule);
/* @country: ISO3; "": only rules of every country.  Valid until the next roll_rule_views_add(). */
RollRuleView *roll_rule_views_get(RollRuleViews *views, const gchar *country);
void roll_rule_views_free(RollRuleViews *views);
