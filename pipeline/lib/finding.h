/* finding: what a partner or the coordinator should know about an export, a row or a cell.
 *
 * Findings travel as the table "findings" of the stream; rows that were refused as the table
 * "refused". */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/values.h"

typedef enum { ROLL_SEVERITY_INFO, ROLL_SEVERITY_WARNING, ROLL_SEVERITY_ERROR } RollSeverity;
const gchar *roll_severity_name(RollSeverity severity);

/* Columns of the table "findings", in this order:
 * severity,id,file,line,row,column,letter,field,value,expected,message,hint,sentences,named_values.
 * In the last two stands of what the three before them are made: "message expected hint", each the
 * name of a sentence (telling.h) or "-", and the values as text (values.h). */
extern const gchar *const roll_finding_columns[];

typedef struct {
    RollSeverity severity;
    const gchar *id;       /* stable, kebab-case; frictionless' where the meaning is equal */
    const gchar *file;     /* name of the export's file, no folder */
    guint64 line;          /* physical, 1-based; 0: of the file as a whole */
    guint64 row;           /* of a spreadsheet, 1-based; 0: none */
    const gchar *column;   /* the export's header; NULL: none */
    guint position;        /* of the column in the export, 1-based; 0: none */
    const gchar *field;    /* canonical; NULL: none */
    RollText value;        /* as sent; may be personal */
    const gchar *message;  /* what is wrong, never the value itself: a sentence of telling.h, as the
                              two below */
    const gchar *expected; /* what should stand there; NULL: the message says it */
    const gchar *hint;     /* the likeliest mend; NULL: none */
    const RollValues *values; /* that these say, each of them; NULL: none */
} RollFinding;

/* The letters over column @position (1-based) of a spreadsheet: A … Z, AA …; "" for 0. */
void roll_column_letters(guint position, gchar letters[8]);

/* Columns of the table "columns", a row for each column of an export, in this order:
 * file,position,header,field,joined.  By it later stages tell where a cell stands.  @field is ""
 * where the column means nothing to us; @joined counts the columns of a field of several, from 0.
 */
extern const gchar *const roll_column_columns[];

/* Columns of the table "refused", in this order:
 * export,file,line,row,id,message,raw,sentences,named_values.  The last two are those of its
 * finding. */
extern const gchar *const roll_refused_columns[];

typedef struct {
    const gchar *export_name;
    const gchar *file;
    guint64 line;
    guint64 row;
    const gchar *id; /* that of the finding, as the two below */
    const gchar *message;
    const RollValues *values; /* of its message and hint */
    RollText raw;             /* the row exactly as sent */
} RollRefused;
