/* stage_print: help and versions, which GLib prints for stages, commands and the generator. */
#pragma once

#include <glib.h>

/* For g_set_print_handler(): GLib prints help in the encoding of a locale, which nobody sets here;
 * this writes it as it is.  Where that fails the program ends with the status of the error, as
 * GLib, which knows of none, ends it with 0 behind help. */
void roll_stage_print(const gchar *text);
