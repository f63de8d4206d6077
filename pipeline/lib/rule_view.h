/* rule_view: the rules of one country side by side, so that most of them are skipped at a glance.
 *
 * Most texts are ASCII and most rules are about other scripts or other first letters: a rule is
 * only run on a text that holds a byte with which a match can begin, and one that every match
 * holds. */
#pragma once

#include <glib.h>

#include "pipeline/lib/byte_set.h"
#include "pipeline/lib/text.h"

/* What lets a rule be skipped without a look at its pattern. */
typedef struct {
    RollByteSet starts; /* bytes with which a match can begin; all, when nothing is known */
    RollByteSet needs;  /* any match holds one of these; all, when nothing is known */
    gboolean anchored;  /* matches at the start or nowhere */
} RollGuard;

/* A text, and the bytes that occur in it. */
typedef struct {
    RollText text;
    RollByteSet bytes;
} RollSubject;

/* TRUE when @text is ASCII. */
static inline gboolean
roll_subject_init(RollSubject *subject, RollText text)
{
    guint8 seen = 0;

    *subject = (RollSubject){.text = text};
    for (guint32 i = 0; i < text.length; i++) {
        guint8 byte = (guint8)text.data[i];

        roll_byte_set_add(&subject->bytes, byte);
        seen |= byte;
    }
    return seen < 0x80;
}

/* FALSE: the rule cannot match. */
static inline gboolean
roll_guard_admits(const RollGuard *guard, const RollSubject *subject)
{
    if (subject->text.length == 0 || !roll_byte_sets_meet(&guard->needs, &subject->bytes))
        return FALSE;
    return guard->anchored ? roll_byte_set_has(&guard->starts, (guint8)subject->text.data[0])
                           : roll_byte_sets_meet(&guard->starts, &subject->bytes);
}

typedef struct RollRuleView RollRuleView;

guint roll_rule_view_n(const RollRuleView *view);
gconstpointer roll_rule_view_at(const RollRuleView *view, guint index);
/* The first rule from @from on that can match; roll_rule_view_n() when there is none. */
guint roll_rule_view_next(const RollRuleView *view, const RollSubject *subject, guint from);

/* All rules of a set, and the views of the countries that were asked for. */
typedef struct RollRuleViews RollRuleViews;

RollRuleViews *roll_rule_views_new(void);
/* Puts @rule last; it and @countries (ISO3, NULL-terminated; NULL: every country) outlive the
 * views. */
void roll_rule_views_add(RollRuleViews *views, const RollGuard *guard,
                         const gchar *const *countries, gconstpointer rule);
/* @country: ISO3; "": only rules of every country.  Valid until the next roll_rule_views_add(). */
const RollRuleView *roll_rule_views_get(RollRuleViews *views, const gchar *country);
void roll_rule_views_free(RollRuleViews *views);
