/* course: the topics that a title means (rules/courses/).
 *
 * A title that is known means what its group says.  Else it means the topics of all known titles
 * that it contains as whole words, the longest first; words of fewer than four letters only count
 * when a sign parts them from the rest ("IVC; EVD").  Scripts that put no blank between words are
 * searched letter by letter. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"
#include "stages/normalise/coded.h"

typedef struct NormaliseCourses NormaliseCourses;

/* Errors: ROLL_ERROR_CONFIG. */
NormaliseCourses *normalise_courses_load(const RollLayers *layers,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_courses_free(NormaliseCourses *courses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseCourses, normalise_courses_free)

/* Topic codes, sorted, ";" between; "" when @title means none that is known (transfer full). */
gchar *normalise_courses_topics(const NormaliseCourses *courses, RollText title);

/* The topics of each record from all of @fields (names of columns of the batch, NULL-terminated)
 * (transfer full). */
RollColumn *normalise_courses_column(NormaliseCourses *courses, const NormaliseSheet *sheet,
                                     const gchar *const *fields,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
