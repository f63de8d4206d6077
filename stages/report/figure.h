/* figure: the counts that page and summary both tell. */
#pragma once

#include "stages/report/context.h"

typedef struct {
    gint64 n_organisations; /* that sent the exports of this run */
    gint64 n_exports;
    gint64 n_lines;     /* of these, as n_refused */
    gint64 n_cases;     /* of planned sessions that collide */
    gint64 n_colliding; /* planned sessions in them */
    gint64 n_planned;   /* to come */
    gint64 n_held;      /* events ever held */
    gint64 n_joint;     /* sessions that were reported twice */
    gint64 n_twice;     /* officers taught a topic again inside its validity */
    gint64 people;      /* in 12 months, each once */
    gint64 reported;    /* as organisations counted them */
    gint64 lower;
    gint64 upper;
    gint64 n_provinces; /* of the run's countries */
    gint64 n_reached;   /* of these, with a session in two years */
    gint64 n_cohorts;   /* pairs of sessions that share most of their people */
    gint64 n_review;    /* pairs that wait for a decision */
    gint64 n_refused;
} FigureCounts;

FigureCounts figure_count(const ReportContext *context);
