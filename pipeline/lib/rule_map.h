/* rule_map: rules in the layout of an HXL replacement map, as a table.
 *
 *     #x_pattern,#x_substitution,#x_tag,#x_regex,#x_example
 *     Siem Reab,Siem Reap,#adm1,,
 *     ^Krong (.+)$,\1,#adm1,1,Krong Kampot => Kampot
 *
 * A row is a rule.  Without #x_regex its pattern is the whole cell, in any letter case, with any
 * blanks between words, and its own example.  With #x_regex it is a pattern as in any rule file,
 * and needs #x_example ("before => after", several with | between), a column that other readers of
 * the layout pass over; the substitution refers to groups as \1 or \g<1>.  #x_tag says the
 * column that a rule is for: it has to be one that the phase of the file (phases.h) is about.
 * Rows above the one of the hashtags are for people; so are columns that do not begin with #x_. */
#pragma once

#include "pipeline/lib/config.h"

/* The rules of a file, each a group as rules.h says: those of a map when its name ends in .csv, any
 * other as it stands.  The name of a row's rule is that of the file and its line, "place-ours:3".
 * Errors: ROLL_ERROR_CONFIG. */
RollConfig *roll_rule_config_load(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
