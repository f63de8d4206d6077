/* style: the style sheet of the pages, in parts. */
#pragma once

extern const char *const report_style;
extern const char *const report_style_map;
extern const char *const report_style_table;
extern const char *const report_style_borders;
extern const char *const report_style_months;

/* Behind it: what stands around every printed page of a class. */
extern const char *const report_print_coordinator;
extern const char *const report_print_partner;
extern const char *const report_print_public;
