/* catalogue_columns: the columns of each table of the catalogue, in their order, up to one without
 * a name. */
#pragma once

#include "stages/report/catalogue.h"

extern const CatalogueColumn columns_findings[];
extern const CatalogueColumn columns_refused[];
extern const CatalogueColumn columns_review[];
extern const CatalogueColumn columns_review_fields[];
extern const CatalogueColumn columns_decisions[];
extern const CatalogueColumn columns_link_quality[];
extern const CatalogueColumn columns_officer_events[];
extern const CatalogueColumn columns_sessions[];
extern const CatalogueColumn columns_joint_sessions[];
extern const CatalogueColumn columns_officer_duplicates[];
extern const CatalogueColumn columns_duplicate_pairs[];
extern const CatalogueColumn columns_duplicate_lines[];
extern const CatalogueColumn columns_cohort_overlap[];
extern const CatalogueColumn columns_cohort_matrix[];
extern const CatalogueColumn columns_location_collisions[];
extern const CatalogueColumn columns_planned_collisions[];
extern const CatalogueColumn columns_collision_outcomes[];
extern const CatalogueColumn columns_calendar[];
extern const CatalogueColumn columns_coverage_gaps[];
extern const CatalogueColumn columns_topic_org_matrix[];
extern const CatalogueColumn columns_refresher_due[];
extern const CatalogueColumn columns_refresher_lines[];
extern const CatalogueColumn columns_resource_gap[];
extern const CatalogueColumn columns_cross_border[];
extern const CatalogueColumn columns_double_count_adjustment[];
extern const CatalogueColumn columns_not_reported[];
extern const CatalogueColumn columns_courses_to_classify[];
extern const CatalogueColumn columns_months[];
extern const CatalogueColumn columns_org_submission_quality[];
extern const CatalogueColumn columns_submissions[];
extern const CatalogueColumn columns_coverage[];
