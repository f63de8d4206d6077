/* map: the provinces of the region, each in the colour of its bin; three modes, one picture.
 *
 * The modes are a radio group and a rule of the style sheet, so they change without a script.  The
 * bounds of the bins are the same every month, so that months compare. */
#pragma once

#include "stages/report/page.h"

typedef enum { MAP_COVERAGE, MAP_TWICE, MAP_GAP, MAP_N_MODES } MapMode;

#define MAP_MAX_BINS 7
#define MAP_NO_ROLL  6 /* the bin of MAP_COVERAGE for a share that is unknown */

typedef struct {
    const RollCode *code;
    ReportRow row;   /* in coverage_gaps; without a table: the run has none of the province */
    gint64 roll;     /* officers in service; 0: unknown */
    gint64 trained;  /* of these */
    gint64 twice;    /* taught a topic twice or more */
    gint64 months;   /* since the last session; -1: never */
    gint64 sessions; /* in 24 months; of a partner's own map alone */
    gint64 people;   /* on their lists, likewise */
    guint n_colliding;
    guint bins[MAP_N_MODES];
} MapProvince;

typedef struct {
    const gchar *id;                     /* of its radio button */
    const gchar *name;                   /* on its button; a message, as all that follow */
    const gchar *title;                  /* of its legend */
    gchar letter;                        /* of its classes: c0, t3 */
    const gchar *bins[MAP_MAX_BINS + 1]; /* what the legend calls them; NULL ends it */
} MapModeText;

/* A map: what its colours mean, and what its provinces say. */
typedef struct {
    const MapModeText *modes;
    void (*put_values)(const Page *page, const MapProvince *province); /* attributes data-… */
    void (*put_title)(const Page *page, const MapProvince *province);
} MapKind;

extern const MapModeText map_modes[MAP_N_MODES];
extern const MapKind map_of_all; /* the coordinator's */

/* The bounds of the bins of MAP_TWICE and MAP_GAP, and of sessions; ended by 0. */
extern const gint64 map_twice_bounds[];
extern const gint64 map_gap_bounds[];
/* The first of @bounds that @value, times @factor, does not reach. */
guint map_bin(gint64 value, gint64 factor, const gint64 *bounds);
#define MAP_NEVER 4 /* the bin of MAP_GAP of a province without a session */

/* Whether a province is drawn, as one of the day of the report, where the run has the codes that
 * are the keys of @places: a whole and its parts exclude each other. */
gboolean map_is_drawn(const ReportContext *context, const RollCode *code, GHashTable *places);
/* All provinces that are drawn, in the order of their codes (transfer full; GArray of
 * MapProvince). */
GArray *map_provinces(const ReportContext *context);
void map_put(Page *page, const GArray *provinces, const MapKind *kind);
/* The buttons of its modes. */
void map_put_modes(const Page *page, const MapModeText *modes);
