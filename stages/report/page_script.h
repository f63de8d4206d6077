/* page_script: the script of a page: sorts and searches its tables; on the coordinator's page also
 * leads from view to view, pages the officers and explains each.
 *
 * The page is whole without it; it builds its own controls. */
#pragma once

#include "stages/report/page.h"

gchar *page_script_new(PageClass class); /* (transfer full) */
