/* review_script: the script of the page on which pairs are decided. */
#pragma once

extern const char *const review_script;
