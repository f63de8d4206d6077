#include "stages/report/style.h"

/* Colours as tokens, light and dark; their contrast to the ground was computed: text 4.5 and more.
 * Unit 4 px.  No letter spacing, no capitals, no italics: the scripts of the region have none. */
#define TOKENS_LIGHT                                                                               \
    "color-scheme:light dark;--paper:#fdfcfa;--panel:#f5f3ee;--ink:#1a1f26;--ink2:#454d57;"        \
    "--ink3:#626a74;--link:#0b4f8a;--coll:#b5380a;--collbg:#fbe9e1;--dup:#6b3894;--dupbg:#f0e8f6;" \
    "--gap:#5b564d;--ok:#0e6655;--okbg:#e2f1ec;--line:#d9d6cf;--rule:#1a1f26;--held:#b3b0a6;"      \
    "--track:#dcdad2;--brown:#7d6032;--C:#7a1030;--R:#7a4b00;--P:#0b5a4a;"                         \
    "--c0:#f0f1ec;--c1:#c4e1d8;--c2:#93c7ba;--c3:#5ba395;--c4:#2b7f74;--c5:#0b544d;--d0:#f1eef3;"  \
    "--d1:#ddd0e8;--d2:#bfa3d6;--d3:#8a5fb0;--d4:#67398f;--d5:#43196a;--g0:#f1efe9;--g1:#e0d6c1;"  \
    "--g2:#c9b48c;--g3:#a98b58;--g4:#7d6032;--land:#e8e6df;"                                       \
    "--on12:#1a1f26;--on345:#fff;"
#define TOKENS_DARK                                                                                \
    "--paper:#14181d;--panel:#1c2228;--ink:#eceae4;--ink2:#c3c6c8;--ink3:#a0a6ab;--link:#8cc1f2;"  \
    "--coll:#ff9468;--collbg:#3a2319;--dup:#cda7ec;--dupbg:#2c2236;--gap:#c2bbab;--ok:#7fd0bd;"    \
    "--okbg:#17302b;--line:#353c43;--rule:#eceae4;--held:#6a6d6b;--track:#3a4047;--brown:#c9a86a;" \
    "--C:#8f1a3d;--c0:#22292d;--c1:#21443e;--c2:#2f6a5f;--c3:#4f9c8d;--c4:#7fd0bd;--c5:#c9f0e5;"   \
    "--d0:#241f2b;--d1:#35264a;--d2:#4d3569;--d3:#9f79c5;--d4:#b992dd;--d5:#dcc3f2;--g0:#262420;"  \
    "--g1:#443a28;--g2:#6b5835;--g3:#9b7f4d;--g4:#d3b57c;--land:#272d33;"                          \
    "--on12:#eceae4;--on345:#14181d;"

const char *const report_style =
    ":root{" TOKENS_LIGHT "--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',"
    "'Noto Sans Khmer','Khmer UI','Noto Sans Thai','Leelawadee UI','Noto Sans Lao','Lao UI',"
    "'Noto Sans Myanmar','Myanmar Text','Noto Sans CJK SC','Microsoft YaHei',sans-serif}"
    "@media (prefers-color-scheme:dark){:root{" TOKENS_DARK "}}"
    "*{box-sizing:border-box}"
    "html{background:var(--paper);color:var(--ink);font:400 15px/23px var(--sans);"
    "scroll-padding-top:52px;-webkit-text-size-adjust:100%}"
    "body{margin:0}"
    "a{color:var(--link)}"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}"
    ":lang(km),:lang(th),:lang(lo){line-height:1.75}:lang(my){line-height:1.9}"
    "h1,h2,h3,p,ul,ol,figure,dl,dd{margin:0;padding:0}"
    "h1{font-size:30px;line-height:36px;font-weight:700}"
    "h2{font-size:26px;line-height:32px;font-weight:700;max-width:26em;text-wrap:balance}"
    "h3{font-size:16px;line-height:24px;font-weight:700}.key+h3{margin-top:20px}"
    "ul,ol{list-style:none}"
    ".skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--paper);"
    "padding:8px 12px;z-index:9}"
    /* frame */
    ".strip{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;gap:4px 12px;"
    "align-items:baseline;padding:6px 32px;color:#fff;font-size:13px;line-height:20px}"
    ".strip b{font-weight:700}.strip .k{border:1px solid #fff;padding:0 6px}"
    ".strip .run{margin-left:auto}.sC{background:var(--C)}.sR{background:var(--R)}"
    ".sP{background:var(--P)}"
    ".frame{display:flex;max-width:1440px;margin:0 auto}"
    ".rail{flex:0 0 224px;padding:32px 24px 32px 32px;border-right:1px solid var(--line);"
    "font-size:14px;line-height:20px}"
    ".rail>div{position:sticky;top:52px}.rail .mark{font-weight:700}.rail .sub{color:var(--ink3);"
    "font-size:13px}"
    ".rail h2{font-size:13px;line-height:17px;font-weight:600;color:var(--ink3);margin:20px 0 4px}"
    ".rail a{display:flex;justify-content:space-between;padding:4px 0;color:var(--ink);"
    "text-decoration:none}.rail a:hover{text-decoration:underline}"
    ".rail .n{color:var(--ink3)}.rail .hot{color:var(--coll);font-weight:700}"
    "main{flex:1;min-width:0;padding:24px 40px 80px}"
    "th a{color:inherit;text-decoration-color:var(--ink3);text-underline-offset:2px}"
    ".top{display:flex;gap:24px;justify-content:space-between;align-items:flex-end;"
    "margin-bottom:16px}.top p{color:var(--ink2);font-size:14px;line-height:20px;max-width:24em;"
    "text-align:right}"
    /* views */
    ".view{border-top:3px solid var(--rule);margin-top:48px;padding-top:12px}"
    ".kick{font-size:13px;line-height:17px;font-weight:600;color:var(--ink3);margin-bottom:6px}"
    ".dek{color:var(--ink2);max-width:44em;margin-top:6px}"
    ".src{color:var(--ink3);font-size:12.5px;line-height:18px;max-width:54em;margin-top:16px}"
    ".part{display:flex;gap:8px;align-items:baseline;border-bottom:1px solid var(--ink3);"
    "padding-bottom:6px;margin-top:28px}.part h3{display:inline}.part span{color:var(--ink2);"
    "font-size:14px}.part svg{align-self:center;flex:none}"
    ".none{color:var(--ink2);padding:12px 0}"
    ".two{display:grid;grid-template-columns:1fr 1fr;gap:0 40px}"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:"
    "nowrap}"
    "small,.s{font-size:12.5px;line-height:18px;font-weight:400;color:var(--ink3)}"
    ".num{text-align:right}.coll{color:var(--coll)}.dup{color:var(--dup)}.gap{color:var(--gap)}"
    ".ok{color:var(--ok)}.tag{font-size:12.5px;line-height:18px;padding:1px "
    "6px;display:inline-block}"
    ".tag.coll{background:var(--collbg)}.tag.ok{background:var(--okbg)}.tag.dup{"
    "background:var(--dupbg)}.tag.gap{background:var(--panel)}"
    /* six figures */
    ".six{display:grid;grid-template-columns:repeat(6,1fr);border-top:3px solid var(--rule);"
    "border-bottom:1px solid var(--line)}"
    ".six>li{padding:10px 12px 10px 16px;border-left:1px solid var(--line);display:flex;"
    "flex-direction:column}.six>li:first-child{border-left:0;padding-left:0}"
    ".six p.lab{font-size:13px;line-height:18px;font-weight:600;min-height:36px}"
    ".six .lab a{color:inherit}"
    ".six p{font-size:12.5px;line-height:18px;color:var(--ink2)}.six p.lab,.six "
    "p.big{color:inherit}"
    ".six p.big.coll{color:var(--coll)}.six p.big.dup{color:var(--dup)}.six svg{margin-top:auto;"
    "align-self:flex-start}.six b{font-weight:600}"
    ".six p.big{font-size:36px;line-height:44px;font-weight:700;font-variant-numeric:tabular-nums}"
    ".six p.big i{font-style:normal;font-size:20px}"
    /* act */
    ".case{display:grid;grid-template-columns:116px 1fr 232px;gap:0 24px;padding:14px 0;"
    "border-bottom:1px solid var(--line)}"
    ".case .when b{display:block;font-size:20px;line-height:24px;color:var(--coll)}"
    ".case .when{font-size:12.5px;line-height:18px;color:var(--ink2)}"
    "html:lang(km) .when,html:lang(km) .when b{line-height:1.7}"
    ".case h4{margin:0;font-size:16px;line-height:24px;font-weight:600}"
    ".case p{font-size:14px;line-height:20px;color:var(--ink2);max-width:40em}"
    ".case p.say{color:var(--ink);margin-top:4px}"
    ".case .seats{color:var(--coll)}.case .seats p{font-size:13px;color:var(--ink2)}"
    ".item{display:grid;grid-template-columns:64px 1fr;gap:0 12px;padding:10px 0;"
    "border-bottom:1px solid var(--line)}.item>b{font-size:20px;line-height:24px;"
    "font-variant-numeric:tabular-nums}.item h4{margin:0;font-size:15px;line-height:22px;"
    "font-weight:600}.item p{font-size:14px;line-height:20px;color:var(--ink2)}"
    ".item table{width:auto;margin-top:8px}.item td,.item th{padding-right:20px}.item>div{"
    "min-width:0}"
    /* tables */
    ".scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;font-size:14px;line-height:20px;margin-top:16px;"
    "font-variant-numeric:tabular-nums lining-nums}"
    "caption{text-align:left;color:var(--ink2);font-size:13px;padding-bottom:6px}"
    "caption.h{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "thead th{font-size:13px;line-height:17px;font-weight:600;vertical-align:bottom;"
    "border-top:2px solid var(--rule);border-bottom:1px solid var(--ink3);padding:8px}"
    "th{text-align:left;font-weight:600}th.num{text-align:right}"
    "tbody th,tbody td{padding:8px;border-bottom:1px solid var(--line);vertical-align:top}"
    "tbody th small{display:block}td small{display:block}"
    "tr>:first-child{padding-left:0}tbody tr:hover{background:var(--panel)}"
    "td.bar{white-space:nowrap}td.bar svg{vertical-align:middle;margin-right:6px}"
    ".nw{white-space:nowrap}"
    ".heat td{text-align:center;padding:3px 2px;border:2px solid var(--paper);min-width:36px;"
    "position:relative}.heat td b{position:absolute;top:-1px;right:3px;font-size:13px}"
    ".heat td.bar{padding-left:14px}.heat thead th{text-align:center}.heat thead "
    "th:first-child{text-align:left}"
    ".heat tbody th{padding:5px 8px 5px 0}.heat td.num{text-align:right;border:0;"
    "border-bottom:1px solid var(--line)}.heat td.bar{text-align:left;border:0;"
    "border-bottom:1px solid var(--line)}.heat thead th.num{text-align:right}"
    /* its word is for those who hear the page: it stands there, and a dot is seen */
    ".heat .z{color:var(--ink3);font-size:0}.heat "
    ".z::before{content:\"\\b7\";content:\"\\b7\"/\"\";"
    "font-size:14px}"
    ".d1{background:var(--d1);color:var(--on12)}.d2{background:var(--d2);color:var(--on12)}"
    ".d3{background:var(--d3);color:var(--on345)}.d4{background:var(--d4);color:var(--on345)}"
    ".d5{background:var(--d5);color:var(--on345)}"
    ".key{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;line-height:20px;"
    "color:var(--ink2);margin-top:14px}.key span{display:flex;gap:8px;align-items:center}"
    ".key i{width:22px;height:12px;display:inline-block}"
    /* pictures */
    "svg{display:block;overflow:visible}td svg,.tag svg{display:inline-block}"
    "svg text{font:400 12.5px var(--sans);fill:var(--ink2)}svg "
    ".lab{font-weight:600;fill:var(--ink)}"
    ".f-coll{fill:var(--coll)}.f-dup{fill:var(--dup)}.f-held{fill:var(--held)}.f-ok{fill:var(--c4)}"
    ".f-track{fill:var(--track)}.f-brown{fill:var(--brown)}.f-ink{fill:var(--ink)}"
    ".f-ink3{fill:var(--ink3)}.f-panel{fill:var(--panel)}.f-none{fill:none}"
    ".f-shade{fill:var(--d1)}.f-twice{fill:var(--d3)}"
    ".s-line{stroke:var(--line)}.s-ink{stroke:var(--ink)}.s-coll{stroke:var(--coll)}"
    ".s-dup{stroke:var(--dup)}.s-ink3{stroke:var(--ink3)}.s-ok{stroke:var(--c4)}"
    ".s-paper{stroke:var(--paper)}.s-gap{stroke:var(--gap)}"
    "svg text.t-coll{fill:var(--coll);font-weight:700}"
    "details{margin-top:12px}summary{color:var(--link);cursor:pointer;font-size:14px;padding:4px 0}"
    ".cal{overflow-x:auto;margin-top:16px}.cal svg{min-width:900px;width:100%;height:auto}"
    ".pair{padding:10px 0;border-bottom:1px solid var(--line)}.pair svg{margin:6px 0 2px}"
    ".pair p{display:flex;justify-content:space-between;gap:12px;font-size:13px;line-height:18px;"
    "color:var(--ink2)}.pair p b{font-weight:600;color:var(--dup)}"
    ".pair svg{width:100%;height:14px}.pair "
    "h4{margin:0;font-size:15px;line-height:22px;font-weight:400}"
    ".charts{display:grid;grid-template-columns:repeat(3,1fr);gap:28px 32px;margin-top:20px}"
    ".charts figure{border-top:1px solid var(--ink3);padding-top:8px}"
    ".charts figcaption b{display:block;font-size:15px;line-height:22px;font-weight:600}"
    ".charts figcaption{font-size:13px;line-height:18px;color:var(--ink2);margin-bottom:8px}"
    ".charts svg{width:100%;height:auto}"
    "dl.facts{display:grid;grid-template-columns:200px 1fr;gap:6px 24px;margin-top:16px;"
    "font-size:14px;line-height:20px}dl.facts dt{font-weight:600}"
    "code{font:13px ui-monospace,Consolas,'DejaVu Sans Mono',monospace;background:var(--panel);"
    "padding:1px 4px;overflow-wrap:anywhere}code.raw{white-space:pre-wrap}"
    /* narrower */
    "@media (max-width:1320px){.rail{flex-basis:200px;padding-left:24px}main{padding:24px 28px "
    "80px}}"
    "@media (max-width:1160px){.six{grid-template-columns:repeat(3,1fr)}"
    ".six>li:nth-child(4){border-left:0;padding-left:0}.six>li:nth-child(n+4){"
    "border-top:1px solid var(--line)}.charts{grid-template-columns:1fr 1fr}}"
    "@media (max-width:1020px){.frame{display:block}.rail{border:0;padding:16px 28px 0}"
    ".rail>div{position:static;display:flex;flex-wrap:wrap;gap:0 16px}.rail h2{display:none}"
    ".rail a{gap:6px;padding:8px 0}.two{grid-template-columns:1fr}"
    ".case{grid-template-columns:116px 1fr}.case .seats{grid-column:2;margin-top:8px}}"
    "@media (max-width:640px){.strip{padding:6px 16px}.strip .run{margin-left:0}"
    "main{padding:16px 16px 48px}.rail{padding:12px 16px 0}.rail a{min-height:44px}"
    "h1{font-size:24px;line-height:30px}h2{font-size:21px;line-height:27px}"
    ".top{display:block}.top p{text-align:left;margin-top:8px}"
    ".six{grid-template-columns:repeat(2,minmax(0,1fr))}.six svg{max-width:100%;height:auto}"
    ".six>li{border-top:1px solid var(--line)}"
    ".six>li:nth-child(odd){border-left:0;padding-left:0}"
    ".six>li:nth-child(even){border-left:1px solid var(--line);padding-left:16px}"
    ".case{display:block}.case .when{margin-bottom:6px}.item{grid-template-columns:56px 1fr}"
    ".cal{display:none}.charts{grid-template-columns:1fr}dl.facts{display:block}"
    "dl.facts dd{margin-bottom:10px}summary{min-height:44px;padding-top:12px}}"
    "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}"
    "@media (forced-colors:active){.heat td,.key i,svg{forced-color-adjust:none}}"
    /* print */
    "@page{size:A4;margin:16mm 14mm}@page wide{size:A4 landscape}"
    "@media print{:root{" TOKENS_LIGHT "}"
    "html{font-size:9.5pt;line-height:13pt;print-color-adjust:exact;-webkit-print-color-adjust:"
    "exact}"
    ".strip{position:static}.rail,.skip,summary,.mail{display:none}.frame{display:block}"
    "main{padding:0}h2{font-size:15pt;line-height:19pt}.view{margin-top:9pt}"
    "#cal,#cal~#map,#topics,#officers,#quality{break-before:page}#topics,#cal,#quality{page:wide}"
    ".cal svg{min-width:0}.case .seats{grid-column:3;margin:0}.case{padding:4pt "
    "0}.none{padding:3pt 0}.part{margin-top:7pt}"
    "tr,li,figure,.case,.item,.pair{break-inside:avoid}table{font-size:8.5pt;line-height:11pt}"
    "tbody th,tbody td{padding:3pt 4pt}"
    ".six{grid-template-columns:repeat(6,1fr)}.six p.big{font-size:20pt;line-height:26pt}"
    ".two{grid-template-columns:1fr 1fr}.case{grid-template-columns:80pt 1fr 160pt}"
    "details>*{display:block}}";

/* Boxes in the margins; browsers that know none print the strip on the first page. */
#define AROUND(class, advice)                                                                      \
    "@page{@top-right{content:\"" class "\";font:600 8pt sans-serif}"                              \
                                        "@bottom-left{content:\"" advice "\";font:8pt sans-serif}" \
                                        "@bottom-right{content:counter(page) \" / \" "             \
                                        "counter(pages);font:8pt sans-serif}}"

const char *const report_print_coordinator =
    AROUND("CONFIDENTIAL (C), coordinator only",
           "Personal data. Do not copy or forward; shred after use.");
const char *const report_print_partner =
    AROUND("RESTRICTED (R), one organisation and the coordinator", "Do not pass on.");
const char *const report_print_public = AROUND("PUBLIC (P)", "Counts, rounded down.");
