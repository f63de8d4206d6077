#include "stages/report/style.h"

/* Corridors and refreshers.  On a telephone a row is a block: what stands in columns at a desk
 * stands below each other there. */
const char *const report_style_borders =
    ".dashed{stroke-dasharray:3 2;stroke-width:2}.f-paper{fill:var(--paper)}"
    "svg text.t-gap{fill:var(--gap);font-weight:700}"
    ".pic{min-width:232px}.stack td .tag{margin:0 4px 4px 0}"
    "@media (max-width:640px){"
    ".stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".stack,.stack tbody{display:block}.stack tr{display:grid;grid-template-columns:1fr 1fr;"
    "gap:4px 16px;padding:12px 0;border-bottom:1px solid var(--line)}"
    ".stack tbody td,.stack tbody th{border:0;padding:0}.stack .whole,.stack tbody th{"
    "grid-column:1/-1}.stack tbody th{order:0}.stack .end{order:1}.stack .pic{order:2;"
    "grid-column:1/-1}.stack td{order:3}.stack td.num{text-align:left;grid-column:1/-1}"
    ".stack td:empty{display:none}.stack td[data-l]::before{content:attr(data-l) \": \"}"
    ".stack td.num small{display:inline;margin-left:8px}}";
