/* page_script: the script of the coordinator's page: sorts and searches tables, pages the officers.
 *
 * The page is whole without it; it builds its own controls. */
#pragma once

extern const char *const page_script;
