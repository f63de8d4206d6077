/* style: the one style sheet of all pages. */
#pragma once

extern const char *const report_style;

/* Behind it: what stands around every printed page of a class. */
extern const char *const report_print_coordinator;
extern const char *const report_print_partner;
extern const char *const report_print_public;
