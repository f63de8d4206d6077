#include "pipeline/lib/codes.h"

const RollCodesKind roll_codes_places = {
    .folder = "places",
    .keys =
        (const RollCodeKey[]){
            {"country", ROLL_CODE_TEXT},
            {"level", ROLL_CODE_NUMBER},
            {"parent", ROLL_CODE_CODES},
            {"iso", ROLL_CODE_TEXT},
            {"local", ROLL_CODE_NAMES},
            {"from", ROLL_CODE_DAY},
            {"before", ROLL_CODE_CODES},
            {"parts", ROLL_CODE_CODES},
            {"merged", ROLL_CODE_DAY},
            {"into", ROLL_CODE_CODES},
            {"at", ROLL_CODE_TEXT},
            {"outline", ROLL_CODE_LIST},
            {NULL, ROLL_CODE_TEXT},
        },
};

const RollCodesKind roll_codes_ranks = {
    .folder = "ranks",
    .keys =
        (const RollCodeKey[]){
            {"country", ROLL_CODE_TEXT},
            {"service", ROLL_CODE_TEXT},
            {"local", ROLL_CODE_NAMES},
            {"abbreviations", ROLL_CODE_NAMES},
            {NULL, ROLL_CODE_TEXT},
        },
};

const RollCodesKind roll_codes_courses = {
    .folder = "courses",
    .keys =
        (const RollCodeKey[]){
            {"topics", ROLL_CODE_CODES},
            {"minutes", ROLL_CODE_NUMBER},
            {"validity", ROLL_CODE_NUMBER},
            {"messages", ROLL_CODE_LIST},
            {NULL, ROLL_CODE_TEXT},
        },
};

const RollCodesKind roll_codes_organisations = {
    .folder = "organisations",
    .keys =
        (const RollCodeKey[]){
            {"type", ROLL_CODE_TEXT},
            {"countries", ROLL_CODE_LIST},
            {"contact", ROLL_CODE_TEXT},
            {NULL, ROLL_CODE_TEXT},
        },
};
