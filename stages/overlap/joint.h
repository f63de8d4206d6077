/* joint: sessions that two organisations report and that are one event.
 *
 * A training reported by its organiser and again by its funder is a double count, not a duplicated
 * training.  Two sessions of different organisations are one event when their dates lie at most a
 * day apart, they share a topic, at least half of the smaller list stands on both (four fifths
 * where the dates are a day apart), and their provinces or venues do not differ, or nine tenths of
 * the smaller list do on the very day. Planned sessions without lists are one event when, beside
 * dates, place and topic, one names the other's organisation as its implementer or funder. */
#pragma once

#include "stages/overlap/view.h"

/* Finds view->joints, and sets the event of every session with the topics of all its reports.
 * Needs view->people_of and view->events_of of sessions as they were reported. */
void overlap_joint_find(OverlapView *view);

extern const OverlapReport overlap_joint_report;
