/* style: the one style sheet of all pages. */
#pragma once

extern const char *const report_style;
