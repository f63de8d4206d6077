/* page_script_explain: the part of the coordinator's script that explains the officer who is asked
 * for, in the view that stands behind the officers. */
#pragma once

extern const char *const page_script_explain;
