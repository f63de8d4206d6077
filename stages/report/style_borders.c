#include "stages/report/style.h"

/* Corridors and refreshers.  On a telephone a row is a block: what stands in columns at a desk
 * stands below each other there. */
const char *const report_style_borders =
    ".dashed{stroke-dasharray:3 2;stroke-width:2}.f-paper{fill:var(--paper)}"
    "svg text.t-gap{fill:var(--gap);font-weight:700}"
    "#due .two{margin-top:20px}#due .two>div{min-width:0}#due .two table{margin-top:4px}.key "
    ".k-ok{background:var(--c4)}.key .k-brown{background:var(--brown)}"
    ".periods thead td{border-top:2px solid var(--rule);border-bottom:1px solid var(--ink3)}"
    ".pic{min-width:232px}.stack td .tag{margin:0 4px 4px 0}"
    "@media (max-width:640px){.periods svg{width:96px;height:auto}"
    ".stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".stack,.stack tbody{display:block}.stack tr{display:grid;grid-template-columns:1fr 1fr;"
    "gap:4px 16px;padding:12px 0;border-bottom:1px solid var(--line)}"
    ".stack tbody td,.stack tbody th{border:0;padding:0}.stack .whole,.stack tbody th{"
    "grid-column:1/-1}.stack tbody th{order:0}.stack .end{order:1}.stack .pic{order:2;"
    "grid-column:1/-1}.stack td{order:3}.stack td.num{text-align:left;grid-column:1/-1}"
    ".stack td:empty{display:none}.stack td[data-l]::before{content:attr(data-l) \": \"}"
    ".stack td.num small{display:inline;margin-left:8px}}"
    "@media print{#due{break-before:page}.apart{margin-top:8pt}.pic{min-width:0}"
    ".pic svg,.stack thead svg{width:110pt;height:auto}.stack small,.item small{display:inline;"
    "margin-left:4pt}.stack tbody td,.stack tbody th{padding:1.5pt 3pt}"
    ".stack tr>:first-child,.orgs tr>:first-child{padding-left:0}.stack td .tag{margin:0 2pt 0 0;"
    "padding:0 3pt}.periods td,.periods th,.orgs td,.orgs th{padding:1.5pt 3pt!important}"
    "#borders .nw{white-space:normal}#borders td.whole{width:34%}#borders td.whole "
    "small{display:none}.two .item{padding:2pt 0}#due .two,#due .two table{margin-top:2pt}}";
