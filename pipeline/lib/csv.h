/* csv: CSV in, with the place of every record; CSV out, quoted only where needed.
 *
 * libcsv is used here and nowhere else.  Facts about it that shape this module: lenient mode
 * swallows the rest of a file after an open quote, so it is strict; it knows no lines, so it is
 * fed one physical line at a time (lines.h); it trims blanks around unquoted cells, which is what
 * we want; after an error it must not be finished, only started anew.  A line without any quote
 * needs no parser: it is cut at the delimiter and trimmed the same way, several times as fast.  So
 * is one whose quotes all stand around whole cells, none doubled, and one whose quotes all stand
 * inside of cells, in pairs: 37°36'37.8"N. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"
#include "pipeline/lib/text.h"

typedef struct {
    guint max_field_bytes; /* of one cell */
    guint max_row_bytes;   /* of one row, line ends inside included */
    guint max_columns;
    guint max_row_lines; /* physical lines of one row; bounds what is read twice */
} RollCsvLimits;
#ifdef ROLL_FUZZING /* as ROLL_SOURCE_CHUNK */
#define ROLL_CSV_LIMITS ((RollCsvLimits){400, 2000, 100, 10})
#else
#define ROLL_CSV_LIMITS ((RollCsvLimits){64 * 1024, 1024 * 1024, 4096, 1000})
#endif

typedef enum {
    ROLL_CSV_SOUND,
    ROLL_CSV_STRAY_QUOTE, /* a quote inside a cell, or text behind a closing one */
    ROLL_CSV_OPEN_QUOTE,  /* a quote that never closes, or only where another one opens */
    ROLL_CSV_NUL,         /* a NUL byte */
    ROLL_CSV_TOO_LARGE,   /* over a limit */
    ROLL_CSV_NOT_UTF8,
} RollCsvFault;

/* What a quote is. */
typedef enum {
    ROLL_QUOTES_UNDECLARED, /* read as doubled */
    ROLL_QUOTES_DOUBLED,   /* it stands around a cell; one inside is written twice, as RFC 4180 says
                            */
    ROLL_QUOTES_UNDOUBLED, /* it stands around a cell; one inside is written once */
    ROLL_QUOTES_NONE,      /* a sign like any other: a row is a line */
} RollQuotes;

/* One row.  Valid until the next call. */
typedef struct {
    guint64 line;        /* physical, 1-based: where the row begins */
    guint64 row;         /* of a spreadsheet that opens the file, 1-based, the header counted;
                            blank lines count, line ends inside quotes do not */
    guint64 offset;      /* byte at which it begins, in the text as read */
    RollCsvFault fault;  /* not SOUND: no fields, only @raw */
    gsize fault_at;      /* byte of @raw at which the fault shows; 0 for an open quote */
    gboolean is_ascii;   /* all of it */
    gboolean is_trimmed; /* and no cell has a blank or a control character at its ends */
    guint n_fields;
    const RollText *fields; /* NUL-terminated */
    RollText raw;           /* the row as it stands in the file, without its line end; its first
                               max_row_bytes when it is longer; no NUL behind it */
} RollCsvRow;

typedef struct RollCsvReader RollCsvReader;

/* Reads @source (transfer full), which must be text in UTF-8; a BOM at the beginning of a row is
 * taken off. */
RollCsvReader *roll_csv_reader_new(RollSource *source, gchar delimiter, RollCsvLimits limits);
/* To be said before the first row.  Without it quotes are read as doubled.  A row with undoubled
 * quotes is read where they leave no doubt: it is one line, every quoted cell ends in a quote
 * before a delimiter, and no two quotes stand side by side inside of one.  Where all quotes inside
 * of a cell stand behind a backslash these backslashes are no part of it. */
void roll_csv_reader_set_quotes(RollCsvReader *reader, RollQuotes quotes);
/* Puts the next row that is not blank into @row; FALSE with *@error unset at the end.  A faulty
 * row is a row with its fault.  Where quotes are at fault nobody knows how far the row goes, so
 * @raw is the line on which it began, and reading goes on with the next line; any other faulty row
 * is passed over whole.  Errors: those of the source. */
gboolean roll_csv_reader_next(RollCsvReader *reader, RollCsvRow *row, GError **error);
void roll_csv_reader_free(RollCsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollCsvReader, roll_csv_reader_free)

/* Appends @n_fields cells as one line of RFC 4180 with LF; a cell is quoted when it holds a comma,
 * a quote, a line end, or blanks at an end, when it begins with U+FEFF, and when it is the only one
 * and empty: so what is read back is what was written. */
void roll_csv_append(GString *out, const RollText *fields, gsize n_fields);
/* Whether a cell among others is written in quotes. */
gboolean roll_csv_needs_quotes(RollText field);
/* As it stands between two commas, quoted if needed. */
void roll_csv_append_field(GString *out, RollText field);
