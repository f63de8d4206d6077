#include "pipeline/finding_kinds.h"

#include <string.h>

#define INFO    ROLL_SEVERITY_INFO
#define WARNING ROLL_SEVERITY_WARNING
#define ERROR   ROLL_SEVERITY_ERROR

const FindingKind finding_kinds[] = {
    {"age-without-date", INFO, INFO, "an age without the day it was counted on",
     "Age is 35, and nothing says of which day",
     "Send a date of birth, or declare as-of in the source profile."},
    {"archive-not-read", WARNING, WARNING, "other files lie in the archive beside the CSV",
     "july.zip holds list.csv and also old.csv.bak", "Send each export in an archive of its own."},
    {"blank-label", WARNING, WARNING, "a column without a header",
     "the cell above column D is empty", "Write a header above the column, or delete it."},
    {"blank-row", INFO, INFO, "rows without any value", "an empty row between two districts",
     "Delete them; they are passed over."},
    {"columns-guessed", INFO, INFO, "columns were understood by their headers",
     "no source profile, and \"Full name\" is taken for officer_name",
     "Check the guess; a source profile (rollcall profile) makes it certain."},
    {"constraint-error", WARNING, ERROR, "a value that cannot be",
     "31/2/2009; an age of 300; a session that ends before it begins", "Correct the cell."},
    {"country-unknown", WARNING, WARNING, "a country that is not known", "Country is \"Narnia\"",
     "Write its name or its code of three letters."},
    {"course-unclassified", WARNING, WARNING, "a course whose topics are not known",
     "Course is \"Module 7\"", "Add the title to rules/courses/."},
    {"date-ambiguous", ERROR, ERROR, "a date that can be read in two ways",
     "2/3/2009, and no profile says whether the day or the month comes first",
     "Write it as 2009-06-12, or declare date-order in the source profile."},
    {"date-incomplete", WARNING, WARNING, "a date without its day", "June 2009",
     "Write the whole date."},
    {"date-serial", ERROR, ERROR, "a number where a date should stand",
     "39976 instead of 12/6/2009",
     "Format the column as dates before exporting, or declare serials in the source profile."},
    {"delimiter-guessed", INFO, INFO, "the delimiter was told by the header",
     "cells are separated by semicolons, and no profile says so",
     "Nothing to do; a source profile can declare it."},
    {"delivered-twice", WARNING, WARNING, "the same bytes under two names",
     "list.csv and list-again.csv.gz hold the same", "Send each export once."},
    {"duplicate-field", WARNING, WARNING, "two columns that mean the same",
     "\"Name\" and \"Full name\" both mean officer_name",
     "Name the right one in a source profile."},
    {"duplicate-label", ERROR, ERROR, "two columns with one header",
     "two columns are called \"Phone\"", "Give each column a header of its own."},
    {"duplicate-row", INFO, WARNING, "a row that says the same as another",
     "line 9 says the same as line 4", "Delete one of the two, or tell them apart."},
    {"encoding-differs", WARNING, WARNING, "another encoding than the source profile declares",
     "the profile says windows-874, and the file is UTF-8",
     "Correct encoding = in the source profile, or the way the file is saved."},
    {"encoding-recognised", INFO, INFO, "the encoding was told by the byte order mark",
     "Excel saved the file as \"Unicode text\", which is UTF-16", "Nothing to do."},
    {"encoding-zawgyi", INFO, WARNING, "Burmese in the Zawgyi font's order of letters",
     "names were typed in the font Zawgyi-One",
     "Export with a Unicode font; what is certain is converted."},
    {"extra-cell", ERROR, ERROR, "a row with more cells than the header",
     "Sok, San,M: the comma in the name makes three cells below two headers",
     "Put cells that hold the delimiter in quotes."},
    {"extra-label", INFO, WARNING, "columns that are not known",
     "a column \"Remarks 2\", which means no field",
     "Rename them, or add the headers to the profile."},
    {"faulty-tag", WARNING, WARNING, "an HXL tag that is none",
     "#date+2013, as what follows + begins with a letter", "Correct the tag, such as #adm1+name."},
    {"footer-row", INFO, INFO, "totals, signatures or notes below the list", "Total,,42",
     "Nothing to do; they are passed over."},
    {"header-below-top", INFO, INFO, "rows above the header",
     "a title and an empty row stand above the header", "Nothing to do; they are not read."},
    {"invisible-characters", INFO, INFO, "characters that nobody sees",
     "a zero-width space inside of a name", "Nothing to do; they are taken out."},
    {"lost-characters", WARNING, WARNING, "letters that were lost before the file was sent",
     "a replacement character (U+FFFD) in the middle of a name", "Export again as UTF-8."},
    {"missing-cell", ERROR, ERROR, "a row with fewer cells than the header",
     "a row of seven cells below a header of nine",
     "Look for a missing delimiter, or a line end inside the row."},
    {"name-flagged", WARNING, WARNING, "a name that a person should look at",
     "Sok Chan on behalf of Keo Thea", "Read the message; correct the name."},
    {"name-not-normalised", WARNING, WARNING, "a name on which a rule failed",
     "a name so odd that a rule of rules/names/ gives up on it", "Correct the name, or the rule."},
    {"no-organisation", WARNING, WARNING, "nobody says whose export this is",
     "list.csv fits no profile and has no column for the organisation",
     "Write a source profile for it: rollcall profile."},
    {"no-rows", WARNING, WARNING, "a header and no rows", "the header, and nothing below it",
     "Send the export again, with its rows."},
    {"not-compressed", WARNING, WARNING, "called .gz and not compressed",
     "list.csv.gz opens in a text editor", "Compress it with gzip, or rename it."},
    {"not-reported", WARNING, WARNING, "rows that were reported before and are absent now",
     "line 12 of last month's list is not in this month's",
     "Mark rows that shall go with the row action Delete; silence deletes nothing."},
    {"not-utf-8", ERROR, ERROR, "bytes that are no text in UTF-8",
     "one row with the byte E9 among rows in UTF-8",
     "Save as UTF-8, or declare encoding in the source profile."},
    {"nul-byte", ERROR, ERROR, "a byte NUL", "a cell with a byte of value 0 in it",
     "Export again; the file may be UTF-16, or damaged."},
    {"open-quote", ERROR, ERROR, "a quote that does not close",
     "\"Sok San,M and no other quote up to the end of the file",
     "Close it, or write it twice inside a quoted cell."},
    {"organisation-ambiguous", WARNING, WARNING, "an organisation that may be two",
     "CRC: Child Rights Coalition, or Cambodian Red Cross", "Write its full name."},
    {"organisation-unknown", WARNING, WARNING, "an organisation that is not known",
     "Organisation is \"Nobody\"", "Correct its name, or add it to rules/organisations/."},
    {"place-ambiguous", INFO, WARNING, "a place that may be two",
     "Vientiane: the capital, or the province", "Write its P-code, or its province."},
    {"place-suggested", WARNING, WARNING, "a place written unlike any, near to one",
     "Takeao, which is like Takeo", "Correct the spelling, or add it to rules/places/."},
    {"place-unknown", WARNING, WARNING, "a place that is not known", "Province is \"Atlantis\"",
     "Correct its name, or add it to rules/places/."},
    {"quotes-guessed", INFO, INFO, "what quotes mean was told by the first rows",
     "5\" of rope in one row, \"Dara\" Sok in another, and no cell in quotes",
     "Nothing to do; a source profile can declare it."},
    {"rank-ambiguous", INFO, INFO, "a rank that may be two",
     "Col., where a service has two ranks that are so written", "Write it in full."},
    {"rank-unknown", INFO, INFO, "a rank that is not known", "Rank is \"Cook\"",
     "Correct it, or add it to rules/ranks/."},
    {"repeated-header", INFO, INFO, "the header once more among the rows",
     "Name,Sex,Organisation again in the middle of the list", "Nothing to do; it is passed over."},
    {"row-above-tags", INFO, INFO, "a row that explains the columns, above their tags",
     "\"as on the badge\" between \"Rank\" and #x_rank", "Nothing to do; it is passed over."},
    {"row-action-unmatched", WARNING, WARNING, "a correction of a row that is not there",
     "an Update of somebody whom no earlier export has",
     "Send the row as New, or with the id numbers of the one it corrects."},
    {"row-constraint", ERROR, ERROR, "a row with which nothing can be done",
     "a row with a date and a place, and without a name",
     "Say who: by a name, a number, a telephone or an e-mail; of a plan, when."},
    {"row-repeated", INFO, INFO, "a row that was sent before",
     "a row marked No update that an earlier export has", "Nothing to do; it is counted once."},
    {"row-replaced", INFO, INFO, "a row that a corrected one stands for",
     "a row marked Update, and the earlier one that it corrects", "Nothing to do."},
    {"row-withdrawn", INFO, INFO, "a row that was taken back",
     "a row marked Delete, and the earlier one that it takes back", "Nothing to do."},
    {"several-values", WARNING, WARNING, "several values in one cell",
     "012 345 678 / 012 345 679 in one cell", "Write one in a cell."},
    {"stray-quote", ERROR, ERROR, "a quote where none may stand", "\"Sok \"the tall\" San\",M",
     "Put the whole cell in quotes, and write each quote inside twice."},
    {"too-large", ERROR, ERROR, "a row or cell larger than any honest one",
     "a cell that goes on for a megabyte, as its quote never closes",
     "Look for a quote or a line end that is missing."},
    {"tags-not-recognised", WARNING, WARNING, "a row that is nearly one of HXL tags",
     "#respondee+1,#adm1+2013,#date", "Correct its tags; half of the cells must be tags."},
    {"truncated-value", ERROR, ERROR, "a value that was cut off",
     "8.55123E+10 instead of a telephone number", "Write it whole."},
    {"two-header-rows", INFO, INFO, "two rows of headers",
     "\"Date of birth\" above \"Day\", \"Month\" and \"Year\"",
     "Nothing to do; they are read as one."},
    {"type-error", WARNING, ERROR, "a value of another kind than the column's",
     "\"perhaps\" in a column of sexes; \"abc\" in one of numbers", "Correct the cell."},
    {"unreadable", ERROR, ERROR, "an export that cannot be read",
     "list.csv.gz was cut off on its way", "Read the message; export the file again."},
    {"wrong-month", INFO, WARNING, "rows of another month",
     "rows of July in the run of --month 2009-06",
     "Send the export of the month that is asked for."},
    {NULL, INFO, INFO, NULL, NULL, NULL},
};

const FindingKind *
finding_kind(const gchar *id)
{
    for (const FindingKind *kind = finding_kinds; kind->id != NULL; kind++)
        if (strcmp(kind->id, id) == 0)
            return kind;
    return NULL;
}

static const gchar *
word_for(RollSeverity severity)
{
    return severity == ROLL_SEVERITY_INFO ? "note" : roll_severity_name(severity);
}

void
finding_kinds_list(GString *out)
{
    for (const FindingKind *kind = finding_kinds; kind->id != NULL; kind++) {
        g_string_append_printf(out, "%-24s %s", kind->id, word_for(kind->worst));
        if (kind->least != kind->worst)
            g_string_append_printf(out, " or %s", word_for(kind->least));
        g_string_append_printf(out, "\n    %s\n    such as: %s\n    mend:    %s\n", kind->title,
                               kind->example, kind->mend);
    }
}
