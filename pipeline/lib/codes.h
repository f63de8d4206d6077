/* codes: what rules/ knows of places, ranks, courses, organisations, corridors and laws: codes,
 * each with its properties and the names that people give it.
 *
 *     [*]                              ← for every code of this file that does not say otherwise
 *     country = KHM
 *     [KH17]
 *     name = Siemreap
 *     local = សៀមរាប
 *     aliases = Siem Reap; Siemreab    ← may be repeated, on as many lines as are needed
 *
 * All files of the folder are read, in every layer.  A code may stand in several: the file of the
 * topmost layer, the first by name within it, gives a property that has one value; names and other
 * lists of all files are united.  So an alias is added by adding a file.
 *
 * A name is looked up in the form in which texts are compared (roll_text_fold), blanks aside:
 * "Siem Reap", "SIEMREAP" and "Siem-reap" are one.  A name may belong to several codes: whether
 * that is an ambiguity is for the caller, who may know the country. */
#pragma once

#include <glib.h>

#include "pipeline/lib/day.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef enum {
    ROLL_CODE_TEXT,
    ROLL_CODE_LIST,
    ROLL_CODE_NUMBER, /* whole, not negative */
    ROLL_CODE_DAY,    /* 2009-06-12 */
    ROLL_CODE_NAMES,  /* a list; each value is a name of the code */
    ROLL_CODE_CODES,  /* a list of codes of the same table */
} RollCodeKeyType;

typedef struct {
    const gchar *name;
    RollCodeKeyType type;
    gboolean is_needed; /* a code without it would be found by nobody, so it is refused */
} RollCodeKey;

typedef struct RollCodes RollCodes;
typedef struct RollCode RollCode; /* lives as long as its RollCodes */

/* The shape of a folder.  Every kind has, beside its @keys: name, aliases, note, source, and
 * review. */
typedef struct {
    const gchar *folder;
    const gchar
        *passed_over;        /* how the names of its files begin that are not read; NULL: all are */
    const RollCodeKey *keys; /* the last has no name */
    /* What may be wrong with the codes when all files are read.  Errors: ROLL_ERROR_CONFIG. */
    gboolean (*check)(const RollCodes *codes, GError **error);
} RollCodesKind;

/* [KH0102] country, level (0 country, 1 province, 2 district), parent, iso, local; from: the first
 * day of the code, before which records have the code named in before; parts: the codes of which a
 * name is the whole; merged and into: since when the province is part of which; at, outline: where
 * it lies, in hundredths of a degree.  The files outlines-*.ini, with most of what is in the
 * folder, are passed over but by the outlined kind. */
extern const RollCodesKind roll_codes_places;
extern const RollCodesKind roll_codes_places_outlined;
/* [KHM-police:07] country, service, local, abbreviations */
extern const RollCodesKind roll_codes_ranks;
/* [IVC] a topic: minutes (that the course of one topic takes), validity (months).
 * [Any title] topics: what a course of that title covers; its name and aliases are titles too.
 * The files messages*.ini are passed over: agreed.h reads them. */
extern const RollCodesKind roll_codes_courses;
/* [IJM] type, countries, contact; from, until: its first and its last day */
extern const RollCodesKind roll_codes_organisations;
/* [Poipet - Aranyaprathet] provinces: the two P-codes; agreement; topics */
extern const RollCodesKind roll_codes_corridors;
/* [KHM-2008] country; from: the first day in force; replaces, amends: earlier laws; topics: those
 * in which training by an older law is to be refreshed */
extern const RollCodesKind roll_codes_laws;

/* Errors: ROLL_ERROR_CONFIG. */
RollCodes *roll_codes_load(const RollLayers *layers, const RollCodesKind *kind,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text at hand; @name is what errors call it. */
RollCodes *roll_codes_parse(const gchar *name, const gchar *text, const RollCodesKind *kind,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_codes_n(const RollCodes *codes);
const RollCode *roll_codes_at(const RollCodes *codes, guint index); /* in byte order of the code */
const RollCode *roll_codes_find(const RollCodes *codes, const gchar *id); /* NULL: none */

const gchar *roll_code_id(const RollCode *code);
/* "file:line" where it stands first. */
const gchar *roll_code_place(const RollCode *code);
/* The keys that it may have; the last has no name. */
const RollCodeKey *roll_code_keys(const RollCode *code);
/* Its name; the code itself when it has none. */
const gchar *roll_code_name(const RollCode *code);
/* A property, "" when it is not set.  @key is one of its kind's. */
const gchar *roll_code_text(const RollCode *code, const gchar *key);
/* NULL-terminated, may be empty, never NULL. */
const gchar *const *roll_code_list(const RollCode *code, const gchar *key);
gboolean roll_code_list_has(const RollCode *code, const gchar *key, const gchar *value);
/* -1 when it is not set. */
gint64 roll_code_number(const RollCode *code, const gchar *key);
/* 0 when it is not set. */
RollDay roll_code_day(const RollCode *code, const gchar *key);

/* A name, and the codes (const RollCode *, in byte order) that bear it. */
typedef struct {
    gchar *folded;   /* roll_text_fold() of the name */
    gchar *squeezed; /* the same without blanks: what is compared */
    GPtrArray *codes;
} RollCodeName;

/* The codes that @name may mean; NULL: none. */
const RollCodeName *roll_codes_named(const RollCodes *codes, RollText name);
guint roll_codes_n_names(const RollCodes *codes);
const RollCodeName *roll_codes_name_at(const RollCodes *codes, guint index); /* in byte order of
                                                                                @squeezed */
/* Appends @name as it is compared: folded, without blanks. */
void roll_codes_fold_name(RollText name, GString *out);

void roll_codes_free(RollCodes *codes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollCodes, roll_codes_free)
