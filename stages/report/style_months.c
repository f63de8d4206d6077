#include "stages/report/style.h"

/* Triangles of who sat in both, and the months of those who send.  On a telephone the triangles
 * give way to the list beside them. */
const char *const report_style_months =
    ".cohorts{display:grid;grid-template-columns:minmax(0,660px) minmax(0,1fr);gap:24px 40px;"
    "margin-top:20px}.cohorts h3 a{color:inherit;text-decoration-color:var(--ink3);"
    "text-underline-offset:2px}"
    ".matrices{display:grid;grid-template-columns:1fr 1fr;gap:20px 24px;align-content:start}"
    ".matrices>div{min-width:0}.matrices p{font-size:13px;line-height:18px;color:var(--ink2)}"
    ".matrices .key{grid-column:1/-1;margin-top:0}"
    ".matrix{width:auto;margin-top:8px;font-size:13px;line-height:24px}"
    ".matrix td,.matrix td:first-child{padding:0;border:2px solid var(--paper);width:26px;"
    "min-width:26px;text-align:center}"
    ".matrix td a{display:block;color:inherit;text-decoration:none;font-weight:600}"
    ".matrix .own{background:var(--panel);color:var(--ink3)}.matrix .none{color:var(--ink3)}"
    ".matrix .own a,.matrix .none a{font-weight:400}"
    ".matrix th{border:0;padding:2px 8px;font-weight:400;white-space:nowrap}"
    ".matrix tr:hover{background:none}"
    ".months svg{margin-top:5px}.senders th button{white-space:normal}"
    ".senders td:last-child{min-width:180px}.outcome small{max-width:28em}"
    "@media (max-width:1160px){.cohorts{grid-template-columns:1fr}}"
    "@media (max-width:760px){.matrices{grid-template-columns:1fr}}"
    "@media (max-width:640px){.matrices{display:none}}"
    "@media (forced-colors:active){.matrix td{forced-color-adjust:none}}"
    "@media print{.cohorts{grid-template-columns:330pt 1fr;gap:8pt 16pt}.matrix{font-size:7.5pt;"
    "line-height:12pt}.matrix td,.matrix td:first-child{width:15pt;min-width:15pt;padding:0;"
    "border-width:1px}.matrix th{padding:0 4pt}.matrices{gap:8pt 12pt}.matrices>div{"
    "break-inside:avoid}}";
