#include "pipeline/lib/codes_check.h"

static const RollCodeKey place_keys[] = {
    {"country", ROLL_CODE_TEXT, FALSE},
    {"level", ROLL_CODE_NUMBER, TRUE},
    {"parent", ROLL_CODE_CODES, FALSE},
    {"iso", ROLL_CODE_TEXT, FALSE},
    {"local", ROLL_CODE_NAMES, FALSE},
    {"from", ROLL_CODE_DAY, FALSE},
    {"before", ROLL_CODE_CODES, FALSE},
    {"parts", ROLL_CODE_CODES, FALSE},
    {"merged", ROLL_CODE_DAY, FALSE},
    {"into", ROLL_CODE_CODES, FALSE},
    {"at", ROLL_CODE_TEXT, FALSE},
    {"outline", ROLL_CODE_LIST, FALSE},
    {0},
};

const RollCodesKind roll_codes_places = {
    .folder = "places",
    .passed_over = "outlines-",
    .keys = place_keys,
    .check = roll_codes_check,
};

const RollCodesKind roll_codes_places_outlined = {
    .folder = "places",
    .keys = place_keys,
    .check = roll_codes_check,
};

const RollCodesKind roll_codes_ranks = {
    .folder = "ranks",
    .keys =
        (const RollCodeKey[]){
            {"country", ROLL_CODE_TEXT, TRUE},
            {"service", ROLL_CODE_TEXT, FALSE},
            {"local", ROLL_CODE_NAMES, FALSE},
            {"abbreviations", ROLL_CODE_NAMES, FALSE},
            {0},
        },
    .check = roll_codes_check_ranks,
};

const RollCodesKind roll_codes_courses = {
    .folder = "courses",
    .passed_over = "messages", /* agreed.h reads them */
    .keys =
        (const RollCodeKey[]){
            {"topics", ROLL_CODE_CODES, FALSE},
            {"minutes", ROLL_CODE_NUMBER, FALSE},
            {"validity", ROLL_CODE_NUMBER, FALSE},
            {0},
        },
    .check = roll_codes_check,
};

const RollCodesKind roll_codes_organisations = {
    .folder = "organisations",
    .keys =
        (const RollCodeKey[]){
            {"type", ROLL_CODE_TEXT, FALSE},
            {"countries", ROLL_CODE_LIST, FALSE},
            {"from", ROLL_CODE_DAY, FALSE},
            {"until", ROLL_CODE_DAY, FALSE},
            {"contact", ROLL_CODE_TEXT, FALSE},
            {0},
        },
    .check = roll_codes_check,
};

const RollCodesKind roll_codes_corridors = {
    .folder = "corridors",
    .keys =
        (const RollCodeKey[]){
            {"provinces", ROLL_CODE_LIST, TRUE},
            {"agreement", ROLL_CODE_TEXT, FALSE},
            {"topics", ROLL_CODE_LIST, FALSE},
            {0},
        },
    .check = roll_codes_check,
};

const RollCodesKind roll_codes_laws = {
    .folder = "laws",
    .keys =
        (const RollCodeKey[]){
            {"country", ROLL_CODE_TEXT, TRUE},
            {"from", ROLL_CODE_DAY, TRUE},
            {"replaces", ROLL_CODE_CODES, FALSE},
            {"amends", ROLL_CODE_CODES, FALSE},
            {"topics", ROLL_CODE_LIST, FALSE},
            {0},
        },
    .check = roll_codes_check,
};
