/* error: the one error domain of rollcall.
 *
 * The code of an error is the exit status of the program that ends with it, so that nobody has to
 * translate; pipeline/README.md tells a user what each means.  A message reads
 * "file: place: fault", in lower case, without a full stop, and names the offending value. */
#pragma once

#include <glib.h>

#define ROLL_ERROR (roll_error_quark())
GQuark roll_error_quark(void);

typedef enum {
    ROLL_ERROR_FINDINGS = 1, /* done, with findings at or above --fail-on */
    ROLL_ERROR_USAGE = 2,    /* the command line */
    ROLL_ERROR_CONFIG = 3,   /* rules or configuration */
    ROLL_ERROR_DATA = 4,     /* input damaged, or not as declared */
    ROLL_ERROR_IO = 5,       /* read, write or close failed */
    ROLL_ERROR_BUG = 70,     /* rollcall broke its own promise */
} RollError;

/* The exit status that says @error; 0 for NULL, 70 for an error of a foreign domain. */
gint roll_error_status(const GError *error);
