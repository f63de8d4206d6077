/* catalogue: the data dictionary: every table that a report may hold, with its columns, and who may
 * see it.
 *
 * What is not in here is not written: a table that the catalogue does not know stays in the
 * archive, and a column without a meaning is refused. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"

typedef enum {
    CATALOGUE_TEXT,
    CATALOGUE_LIST, /* of texts, ";" between */
    CATALOGUE_INTEGER,
    CATALOGUE_NUMBER, /* digits, an optional point */
    CATALOGUE_DATE,   /* 2026-09-30 */
    CATALOGUE_MONTH,  /* 2026-09 */
} CatalogueType;

/* "text", "list", "integer", "number", "date", "month" */
const gchar *catalogue_type_name(CatalogueType type);

typedef struct {
    const gchar *name;
    CatalogueType type;
    const gchar *unit; /* "" for a text, a date, a count of what the meaning says */
    const gchar *meaning;
} CatalogueColumn;

/* Whose folder a table stands in. */
typedef enum { CATALOGUE_COORDINATOR, CATALOGUE_PARTNER, CATALOGUE_PUBLIC } CatalogueClass;

typedef struct {
    CatalogueClass class;
    const gchar *name;
    const gchar *sensitivity;       /* what its column of that name says: "C", "R" or "P" */
    const gchar *meaning;           /* what a row is */
    const gchar *key;               /* columns that tell its rows apart, "," between, "?" behind one
                                       that may be empty; "": none do */
    const CatalogueColumn *columns; /* those of the coordinator's and public tables; up to a row
                                       without a name */
    const gchar *source;            /* a partner's: the coordinator's table that its rows are of */
    const gchar *own;               /* its column that says whose a row is; "": all rows are shared;
                                       NULL: those of the organisation's files */
    const gchar *const *shared;     /* the columns it may show, NULL-terminated */
} CatalogueTable;

/* All of them, in a fixed order, up to one without a name. */
extern const CatalogueTable catalogue_tables[];
/* What stands before the columns of every table but "records"; up to a row without a name. */
extern const CatalogueColumn catalogue_stamp[];
/* Columns of "records" beside the fields; up to a row without a name. */
extern const CatalogueColumn catalogue_record[];

/* NULL when there is none. */
const CatalogueTable *catalogue_find(CatalogueClass class, const gchar *name);
/* A column by its name, the stamp included; NULL when the table has none. */
const CatalogueColumn *catalogue_column(const CatalogueTable *table, const gchar *name);
/* The same of the table "records", whose columns follow the fields; @meaning (given by the caller)
 * may hold what the column's text points to. */
CatalogueColumn catalogue_record_column(const RollFields *fields, const gchar *name,
                                        GString *meaning);
/* Whether only the coordinator may see a column of records. */
gboolean catalogue_record_is_personal(const RollFields *fields, const gchar *name);
/* TRUE when the catalogue knows every column of @schema; those of "records" may be any.
 * Errors: ROLL_ERROR_DATA. */
gboolean catalogue_check(const RollSchema *schema, GError **error) G_GNUC_WARN_UNUSED_RESULT;
