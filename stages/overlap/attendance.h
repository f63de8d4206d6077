/* attendance: what overlap keeps of every record, in some fifty bytes.
 *
 * Texts are numbers in one dictionary.  What all rows of a session repeat (organisation, title,
 * dates, place ...) is kept once, as a group of rows; session.h makes sessions of groups. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/dictionary.h"

#define OVERLAP_NONE              G_MAXUINT32
#define OVERLAP_FIRST_GROUP_SLOTS 1024u

typedef enum {
    OVERLAP_ATTENDED,   /* sat in a session */
    OVERLAP_INVITED,    /* stands on the list of a planned one */
    OVERLAP_CALLED_OFF, /* of a session that was cancelled or postponed */
    OVERLAP_ON_ROLL,    /* in service; the denominator */
    OVERLAP_APART,      /* none of these: resources, curricula, rows set aside */
} OverlapRole;

/* What a row wants done with the row it repeats; action.h does it. */
typedef enum {
    OVERLAP_NEW, /* or nothing is said */
    OVERLAP_UPDATE,
    OVERLAP_NO_UPDATE,
    OVERLAP_DELETE,
} OverlapAction;

/* A record.  Texts are numbers in OverlapAttendance.texts, 0: none. */
typedef struct {
    guint32 officer;     /* in OverlapAttendance.officers, 0: none; the view orders them anew */
    guint32 group;       /* in OverlapAttendance.groups, OVERLAP_NONE: of no session */
    guint32 export_name; /* text */
    guint32 line;        /* physical, 1-based */
    guint32 row;         /* data row, 1-based */
    guint32 name;        /* text: as rollcall shows it; of one that came encoded, where it stands */
    guint32 local_name;  /* text */
    guint32 rank;        /* text */
    guint32 unit;        /* text */
    guint32 adm1;        /* text: P-code of where the officer serves */
    gchar sex;           /* 'F', 'M', 0: unknown */
    guint8 role;         /* OverlapRole */
    guint8 action;       /* OverlapAction */
    gboolean is_encoded : 8; /* the name is none */
    gboolean in_doubt : 8;   /* joined to its officer by a link that waits for a decision */
} OverlapEntry;

/* What the rows of a session have in common.  Without padding: compared and hashed as bytes. */
typedef struct {
    guint32 organisation; /* text: code, or as written where the rules do not know it */
    guint32 number;       /* session number the rows came with (history), 0: none */
    guint32 session_id;   /* text: the organisation's own */
    guint32 title;        /* text */
    guint32 topics;       /* text: codes, `;` between */
    RollDay start;
    RollDay end;
    guint32 venue;       /* text */
    guint32 venue_adm1;  /* text: P-code */
    guint32 hours;       /* text: a number */
    guint32 seats;       /* text: a number */
    guint32 implementer; /* text */
    guint32 funder;      /* text */
    guint32 legal_basis; /* text */
    guint32 role;        /* OverlapRole: ATTENDED, INVITED or CALLED_OFF */
} OverlapGroupKey;

typedef struct {
    OverlapGroupKey key;
    guint32 n_rows;
} OverlapGroup;

/* A line of a roll that gives the strength of a unit instead of naming officers. */
typedef struct {
    guint32 adm1;
    guint32 unit;
    guint32 export_name;
    gdouble strength;
} OverlapStrength;

typedef struct {
    guint32 organisation;
    guint32 adm1;
    guint32 item;
    guint32 export_name;
    RollDay reported; /* 0: not said */
    gdouble quantity;
} OverlapResource;

typedef struct {
    guint32 organisation;
    guint32 topics;
    guint32 version;
    guint32 messages;
    guint32 language;    /* text: in which it is written, in whatever words */
    guint32 legal_basis; /* text */
    guint32 country;     /* text: code */
    guint32 export_name;
    guint32 line;      /* physical, 1-based */
    guint32 sheet_row; /* of a spreadsheet, 1-based */
    gdouble minutes;   /* 0: not said */
} OverlapCurriculum;

/* How well an export could be read. */
typedef struct {
    guint32 export_name;
    guint32 file;
    guint32 organisation;
    gboolean
        is_mixed; /* rows of others, too: it is nobody's own, and the first of them stands there */
    guint64 n_rows;
    guint64 n_places;   /* rows that have a place at all: of all kinds but curricula */
    guint64 n_placed;   /* of these, with a P-code */
    guint64 n_sessions; /* rows of sessions, held or planned */
    guint64 n_topical;  /* of these, with a topic */
    guint64 n_dated;    /* of these, with a full date */
    gboolean is_known;  /* of an earlier run: some row came with a session number */
} OverlapExport;

typedef struct {
    guint32 entry;
    guint32 sheet_row; /* of a spreadsheet, 1-based */
} OverlapActionRow;

typedef struct {
    RollDictionary *texts;
    RollDictionary *officers; /* officer numbers as written */
    GArray *entries;          /* of OverlapEntry, in the order of the records */
    GArray *groups;           /* of OverlapGroup */
    GArray *strengths;        /* of OverlapStrength */
    GArray *resources;        /* of OverlapResource */
    GArray *curricula;        /* of OverlapCurriculum */
    GArray *exports;          /* of OverlapExport, in order of first appearance */
    guint32 *group_slots;     /* open addressing over @groups; place + 1 */
    guint32 n_group_slots;    /* a power of 2 */
    guint32 last_group;       /* of the row before; OVERLAP_NONE: of another export, or of none */
    guint32 last_export;
    GArray *actions;       /* of OverlapActionRow: entries whose action is not OVERLAP_NEW */
    GHashTable *set_aside; /* entry, as GUINT_TO_POINTER() of its place + 1, to the number of the
                              session it came with */
    GArray *undated;       /* of guint32: entries without a date whose session is not known yet */
    OverlapGroupKey undated_key; /* what they all say, dates aside */
} OverlapAttendance;

OverlapAttendance *overlap_attendance_new(void);
/* Takes a batch of the table "records".  Errors: ROLL_ERROR_DATA (a session number that is
 * none). */
gboolean overlap_attendance_add(OverlapAttendance *attendance, const RollBatch *batch,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After the last batch. */
void overlap_attendance_finish(OverlapAttendance *attendance);
/* Takes an entry out of its session, so that it counts no longer. */
void overlap_attendance_set_aside(OverlapAttendance *attendance, guint32 place);
void overlap_attendance_free(OverlapAttendance *attendance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapAttendance, overlap_attendance_free)

static inline const OverlapEntry *
overlap_entry(const OverlapAttendance *attendance, guint32 place)
{
    return &g_array_index(attendance->entries, OverlapEntry, place);
}

/* The text of a number. */
static inline const gchar *
overlap_text(const OverlapAttendance *attendance, guint32 number)
{
    return roll_dictionary_text(attendance->texts, number).data;
}
