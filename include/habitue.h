/* habitue: the customer-value engine.
 * Generated from src/capi; do not edit. Licence: MIT OR Apache-2.0.
 *
 * Contents
 *    0  Basics: version, errors, text, columns, names, jobs
 *    1  Transactions, summaries, the table of customers
 *    2  One purchase at a time
 *    3  Models of purchases, spend and contracts
 *    4  Questions to models, and answers
 *    5  Uncertainty of parameters
 *    6  Validation and comparison of models
 *    7  Simulation
 *    8  Value: pyramid, concentration, scores, segments, key accounts
 *    9  Economics: cash flows, retention, sensitivity (row by row: see formulas)
 *   10  Surveys: questionnaires, responses, moments, reliability, weighting
 *   11  Satisfaction: counts that merge, indices, drivers, path models
 *   12  Loyalty and customers: classifications and formulas by name
 *   13  Retention: transitions, cohorts, survival, the leaky bucket
 *   14  Studies of a base or a survey, reports on them, pictures
 *
 * What holds for every function, unless it says otherwise:
 *
 * Success.   A function returns HABITUE_OK (0) or a positive status. It is
 *            never wrong to write `if (status)`.
 * Failure.   Details go to `habitue_error *error`, which may be NULL: the row,
 *            the column and a sentence with the value and the allowed range.
 *            Nothing is kept per thread, nothing is to be freed.
 * Outputs.   Written only on success; a handle that could not be made is set to
 *            NULL. No argument is both input and output, and no two arguments
 *            of one call may overlap in memory unless both are only read.
 * Buffers.   A result whose length is not known beforehand goes to a buffer of
 *            the caller with its capacity, and `*needed` is told the length.
 *            (NULL, 0) asks for the length alone; too small a buffer is
 *            HABITUE_BUFFER_TOO_SMALL, and then `*needed` alone is written.
 * Columns.   A column is a pointer and a length, laid out as numpy and Arrow
 *            lay out their primitive arrays; output columns are allocated by
 *            the caller. (NULL, 0) is an empty column. (NULL, n > 0), a length
 *            beyond the address space and a misaligned pointer are errors.
 * Pointers.  None but `error` may be NULL, unless the function says so.
 * Handles.   Incomplete structures from `_new`, `_fit`, `_read` or
 *            `habitue_state_from_bytes`, released by `_free`; `_free(NULL)` does nothing.
 *            No handle refers to another: free them in any order. A function
 *            that takes `const T *` may be called from any number of threads
 *            at once; one that takes `T *` needs the handle to itself.
 * Options.   Structures that begin with `struct_size`, their size of the caller,
 *            are made with their _INIT macro; NULL in place of options means
 *            the defaults. A shorter one from an older header is completed
 *            with defaults; unknown non-zero fields of a newer one are refused,
 *            and so is a `reserved` that is not 0. Fields marked "Written" are
 *            results, or say where these go.
 * Text.      In: UTF-8 as pointer and length. Out: static constants, or a
 *            buffer of the caller.
 * Enums.     int32_t, checked on entry.
 * Threads.   An explicit count where work is shared out: 1 by default, 0 for
 *            all cores. The result has the same bits for any count.
 * Panics.    A defect of the library comes back as HABITUE_INTERNAL with its
 *            sentence in the error. Nothing is printed of it: a hook set at
 *            the first call passes over panics that are caught here, and lets
 *            those of a host written in Rust through to the host's own hook.
 * Memory.    Where the system has none left, the process ends: Rust prints one
 *            line and aborts. Refused with an error is a length or a capacity
 *            that no memory could hold.
 * Since.     All of it is of version 0.1, unless its comment names a later one.
 * The rest.  Nothing else is printed; no signal is touched; no initialisation is
 *            needed. No environment and no file is read, but for what Rust's
 *            threads ask: RUST_MIN_STACK, and for a thread count of 0 how many
 *            cores the process may use.
 */
#ifndef HABITUE_H
#define HABITUE_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#ifndef HABITUE_API
#if defined(_WIN32)
#define HABITUE_API __declspec(dllimport)
#else
#define HABITUE_API
#endif
#endif

#ifndef HABITUE_NODISCARD
#if defined(__cplusplus) && __cplusplus >= 201703L
#define HABITUE_NODISCARD [[nodiscard]]
#elif defined(__GNUC__) || defined(__clang__)
#define HABITUE_NODISCARD __attribute__((warn_unused_result))
#else
#define HABITUE_NODISCARD
#endif
#endif

/* A function whose status is to be looked at. */
#define HABITUE_CHECKED HABITUE_NODISCARD HABITUE_API

#ifdef __cplusplus
extern "C" {
#endif

/* ================================================================================================
 * 0. Basics: version, errors, text, columns, names, jobs */

/* What went wrong, as one of a fixed set of kinds with stable numbers. */
#define HABITUE_OK 0 /* The call did what it says. */
#define HABITUE_NULL_POINTER 101 /* A pointer that must not be null is null (C callers only). */
#define HABITUE_MISALIGNED 102 /* A pointer is not aligned for its type (C callers only). */
/* Columns that must be equally long are not, or a length is impossible. */
#define HABITUE_BAD_LENGTH 103
#define HABITUE_BAD_ENUMERATOR 104 /* An enumerated argument has no such value. */
/* A structure's `struct_size` or reserved tail is not understood. */
#define HABITUE_BAD_STRUCT_SIZE 105
#define HABITUE_ABI_MISMATCH 106 /* The caller was built for another version of the interface. */
#define HABITUE_BUFFER_TOO_SMALL 107 /* A buffer is too small; the needed length is reported. */
#define HABITUE_BAD_ARGUMENT 108 /* An argument contradicts another or is otherwise unusable. */
#define HABITUE_NOT_READ 110 /* A column, setting or number is given that is not read. */
#define HABITUE_EMPTY_INPUT 201 /* There is nothing to work on. */
#define HABITUE_NOT_FINITE 202 /* A value that must be finite is NaN or infinite. */
#define HABITUE_OUT_OF_RANGE 203 /* A value lies outside its allowed range. */
#define HABITUE_INCONSISTENT 204 /* Values of one row contradict each other. */
#define HABITUE_UNSORTED 205 /* Values that must be ascending are not. */
#define HABITUE_DUPLICATE 206 /* A value that must be unique occurs twice. */
#define HABITUE_UNREADABLE 207 /* Text could not be read as the type that its column holds. */
#define HABITUE_NOT_UTF8 208 /* Text is not UTF-8. */
#define HABITUE_MISSING_COLUMN 209 /* A named column is absent. */
#define HABITUE_BAD_ROW_SHAPE 210 /* A row has another number of fields than the header. */
#define HABITUE_MISSING_VALUE 211 /* A value that must be present is missing. */
/* Amounts of different currencies meet, or a currency is unknown. */
#define HABITUE_BAD_CURRENCY 212
#define HABITUE_REFUND_REFUSED 213 /* A refund arrived where the policy refuses refunds. */
#define HABITUE_OUTSIDE_WINDOW 214 /* A date lies outside the observation window. */
#define HABITUE_OVERFLOW 215 /* An exact amount or a count does not fit its type. */
#define HABITUE_CORRUPT_BYTES 216 /* Stored bytes are damaged or are not of this library. */
#define HABITUE_BAD_FORMAT_VERSION 217 /* Stored bytes come from a newer version of the format. */
#define HABITUE_IO_FAILED 218 /* Input or output failed while reading or writing. */
#define HABITUE_NOT_CONVERGED 301 /* An iteration ended without meeting its tolerance. */
/* The arguments are legal, but the accuracy promised is not held there. */
#define HABITUE_OUTSIDE_DOMAIN 302
/* The value asked for is infinite or undefined for these arguments. */
#define HABITUE_UNDEFINED 303
#define HABITUE_SINGULAR_MATRIX 304 /* A matrix that must be invertible is singular. */
#define HABITUE_CANCELLED 401 /* The caller asked to stop. */
#define HABITUE_UNSUPPORTED 501 /* What was asked for is not built in. */
#define HABITUE_INTERNAL 901 /* A defect of this library; please report it. */

#define HABITUE_COLUMN_BYTES 64 /* Bytes of `habitue_error.column`, the closing NUL included. */

#define HABITUE_MESSAGE_BYTES 512 /* Bytes of `habitue_error.message`, the closing NUL included. */

/* The outcome of a call: `HABITUE_OK` (0), or a positive code. Codes are grouped by hundred (1xx
 * argument, 2xx data, 3xx numeric, 4xx cancelled, 5xx unsupported, 9xx internal), never
 * renumbered and never reused; a newer library may return codes that this header does not list. */
typedef int32_t habitue_status;

/* Details of a failure, in memory of the caller. Start from `HABITUE_ERROR_INIT` or from `{0}`.
 * Filled when a call fails, cleared when it succeeds. */
typedef struct habitue_error {
    uint32_t struct_size; /* `sizeof(habitue_error)` of the caller; 0 stands for the size that
        the structure has here, in its first version. */
    int32_t code; /* The status that the call returned. */
    int64_t row; /* The row that the failure speaks of: an index into the caller's columns
        counted from 0, or a line of text counted from 1; -1 where it speaks of none. */
    char column[HABITUE_COLUMN_BYTES]; /* The column or argument that the failure speaks of,
        NUL-terminated UTF-8; empty where it speaks of none. */
    char message[HABITUE_MESSAGE_BYTES]; /* The whole sentence with value and allowed range,
        NUL-terminated UTF-8, cut on a character where it is too long. */
} habitue_error;
/* An error structure to pass to any function. */
#define HABITUE_ERROR_INIT {sizeof(habitue_error), 0, -1, {0}, {0}}

/* Version of the C interface. Raised only when something that a program relies on changes;
 * additions do not raise it. */
#define HABITUE_ABI_VERSION 1

/* The interface version of the loaded library.
 * Never fails. Any thread. */
HABITUE_CHECKED uint32_t habitue_abi_version(void);

/* The version of the loaded library, such as "0.1.0": a static, NUL-terminated constant that is
 * never freed.
 * Never fails. Any thread. */
HABITUE_CHECKED const char *habitue_version_string(void);

/* Whether the loaded library serves a program built for `abi_version`: call it once, with
 * `HABITUE_ABI_VERSION`, before anything else.
 * `error` may be NULL. Returns `HABITUE_OK`, or `HABITUE_ABI_MISMATCH`. Any thread. */
HABITUE_CHECKED habitue_status habitue_check_abi(uint32_t abi_version, habitue_error *error);

/* A unit of time, stated exactly. */
#define HABITUE_UNIT_HOUR 0 /* 1/24 of a day. */
#define HABITUE_UNIT_DAY 1 /* 24 hours. */
#define HABITUE_UNIT_WEEK 2 /* Seven days; as a calendar period, Monday to Sunday. */
#define HABITUE_UNIT_MONTH 3 /* 365.25/12 days; as a calendar period, the month. */
/* 365.25/4 days; as a calendar period, three months from January, April, July or October. */
#define HABITUE_UNIT_QUARTER 4
#define HABITUE_UNIT_YEAR 5 /* 365.25 days; as a calendar period, the year. */

#define HABITUE_NOT_GIVEN NAN /* A number that is not given. */

#define HABITUE_NO_DAY -2147483648 /* No day: where a window has no such end. */

#define HABITUE_TYPE_NONE 0 /* No cells. */
#define HABITUE_TYPE_F64 1 /* `double`. */
#define HABITUE_TYPE_I64 2 /* `int64_t`. */
#define HABITUE_TYPE_U64 3 /* `uint64_t`. */
#define HABITUE_TYPE_I32 4 /* `int32_t`. */
#define HABITUE_TYPE_U32 5 /* `uint32_t`. */
#define HABITUE_TYPE_U8 6 /* `uint8_t`. */
/* Text as Arrow's `large_utf8`: rows + 1 offsets, and the bytes as cells. */
#define HABITUE_TYPE_TEXT 7

#define HABITUE_NUL_TERMINATED SIZE_MAX /* The length of text that ends at its NUL. */

/* UTF-8 of `length` bytes, or up to its NUL where that is `HABITUE_NUL_TERMINATED`. */
typedef struct habitue_text {
    const char *bytes; /* The bytes; NULL for an empty text. */
    size_t length; /* How many, or `HABITUE_NUL_TERMINATED`. */
} habitue_text;

/* A column of some type, to read. Made by `habitue_f64(name, cells)` and its like at the end of
 * the header, which check the type of the pointer. */
typedef struct habitue_column {
    const char *name; /* NUL-terminated, where columns go by name; else NULL. */
    const void *cells; /* The cells; NULL for a column that is not given. */
    const int64_t *offsets; /* Of text, where each row begins and the last one ends; else NULL. */
    size_t bytes; /* Of text, how many bytes there are; else 0. */
    int32_t type; /* Type of the cells, one of `HABITUE_TYPE_...`. */
    uint32_t reserved;
} habitue_column;

/* A number, or `count` numbers, by name. */
typedef struct habitue_setting {
    const char *name; /* NUL-terminated. */
    double value; /* The number, where `values` is NULL. */
    const double *values; /* The numbers, or NULL. */
    size_t count; /* How many numbers `values` holds. */
} habitue_setting;

/* An output column by name, to write. */
typedef struct habitue_output {
    const char *name; /* NUL-terminated. */
    double *cells; /* As many cells as there are rows, or one for an output that is told of all
        rows. */
} habitue_output;

/* Columns and settings by name. One that is given and not read is refused, with the names of
 * those that are. Start from `HABITUE_EVIDENCE_INIT`. */
typedef struct habitue_evidence {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* Length of each column. */
    const habitue_column *columns; /* The columns, in any order. */
    size_t column_count; /* How many columns there are. */
    const habitue_setting *settings; /* The settings, in any order; one that is absent has its
        default. */
    size_t setting_count; /* How many settings there are. */
} habitue_evidence;
#define HABITUE_EVIDENCE_INIT {sizeof(habitue_evidence), 0, 0, 0, 0, 0, 0}

#define HABITUE_ENGLISH 0 /* Names in English. */

#define HABITUE_CHINESE 1 /* Names in Chinese. */

/* The name of the entry with this code of a list (`HABITUE_LIST_...`) in a language
 * (`HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant that is never
 * freed; NULL where there is no such list, code, language or name.
 * Never fails. Any thread. */
HABITUE_CHECKED const char *habitue_name(int32_t list, int32_t code, int32_t language);

struct habitue_entry;
/* The entry at `index`, from 0, of a list (`HABITUE_LIST_...`) into `entry`.
 * `HABITUE_OUT_OF_RANGE` ends a loop over a list.
 * `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR` where
 * there is no such list, or `HABITUE_OUT_OF_RANGE` where it has no such entry. Any thread. */
HABITUE_CHECKED habitue_status habitue_list_entry(
    int32_t list, size_t index, struct habitue_entry *entry, habitue_error *error);

#define HABITUE_ENTRY_MISSING 1 /* A reason that says that evidence is missing. */
#define HABITUE_ENTRY_REQUIRED 2 /* A column or a setting that must be given. */
#define HABITUE_ENTRY_OF_ALL 4 /* An output with one cell, told of all rows. */
#define HABITUE_ENTRY_FIXED 8 /* A total that is the same in all parts, and not added. */

/* One entry of a list. Start from `HABITUE_ENTRY_INIT`. All that it points to is static. */
typedef struct habitue_entry {
    uint32_t struct_size;
    int32_t code; /* Its code; of a reason the number of its bit, of columns and settings the
        place, from 1. */
    int32_t type; /* Of columns, the type of the cells (`HABITUE_TYPE_...`). */
    uint32_t flags; /* Bits of `HABITUE_ENTRY_...`. */
    const double *numbers; /* Of settings, the default, NaN for none; of paths, from and to; of
        the five factors, parent and weight; else NULL. */
    size_t count; /* How many numbers; of settings 0 for any number. */
    const char *symbol; /* What is written in programs, or NULL: columns and settings go by it,
        and constants end in it. */
    const char *english; /* The English name, or NULL. */
    const char *chinese; /* The Chinese name, or NULL. */
} habitue_entry;
#define HABITUE_ENTRY_INIT {sizeof(habitue_entry), 0, 0, 0, 0, 0, 0, 0, 0}

/* Called from time to time by a long call, on the thread that made it: `done` of `total` (0
 * where the total is not known) is done. Zero lets the call go on; anything else ends it with
 * `HABITUE_CANCELLED` and nothing written. A flag that another thread sets can be read here. It
 * must not throw, nor jump out.
 * NULL where nobody listens; `context` is passed through untouched. */
typedef int32_t (*habitue_progress)(void *context, uint64_t done, uint64_t total);

/* A token that cancels jobs, any number of them and from any thread. */
typedef struct habitue_cancel habitue_cancel;
HABITUE_API void habitue_cancel_free(habitue_cancel *cancel); /* Releases it; NULL does nothing. */

/* How a call is worked. Start from `HABITUE_JOB_INIT`; NULL means the same. A call that takes no
 * job returns at once. The bits of an answer do not depend on it. */
typedef struct habitue_job {
    uint32_t struct_size;
    uint32_t threads; /* Threads that share the work; 0 for all cores. 1 by default. */
    habitue_progress progress; /* Called from time to time on the calling thread, or NULL. */
    void *context; /* Passed to `progress` untouched. */
    const habitue_cancel *cancel; /* Ends the call with `HABITUE_CANCELLED` once it is tripped,
        or NULL. */
} habitue_job;
#define HABITUE_JOB_INIT {sizeof(habitue_job), 1, 0, 0, 0}

/* Makes a token that is not tripped, to be freed with `habitue_cancel_free` when no job holds it
 * any more. */
HABITUE_CHECKED habitue_status habitue_cancel_new(habitue_cancel **cancel, habitue_error *error);

/* Ends the jobs that hold the token, which return `HABITUE_CANCELLED` soon; NULL does nothing.
 * From any thread. */
HABITUE_API void habitue_cancel_trip(const habitue_cancel *cancel);

struct habitue_counts;
struct habitue_live;
struct habitue_model;
struct habitue_moments;
struct habitue_scorer;
struct habitue_summary;
struct habitue_table;
/* What is written as bytes: one handle, all others NULL. Start from `HABITUE_STATE_INIT`. */
typedef struct habitue_state {
    uint32_t struct_size;
    uint32_t reserved;
    const struct habitue_summary *summary; /* Summaries of the same transactions are the same
        bytes, in whatever order these came. */
    const struct habitue_live *live; /* With its sequence and the numbers that it remembers. */
    const struct habitue_scorer *scorer; /* With its whole models, valuation, tiers and what else
        was stated. */
    const struct habitue_model *model; /* A model of any kind, with the report of its fit. */
    const struct habitue_moments *moments; /* The sums under moments, where they have them. */
    const struct habitue_table *table; /* The table of a window, with its log_intervals where it
        has them. */
    const struct habitue_counts *counts; /* Counts of any measure, exact. */
} habitue_state;
#define HABITUE_STATE_INIT {sizeof(habitue_state), 0, 0, 0, 0, 0, 0, 0, 0}

/* Where what bytes hold goes, a place for each kind that is welcome, all others NULL; bytes of
 * another kind are refused. Start from `HABITUE_OPENED_STATE_INIT`. */
typedef struct habitue_opened_state {
    uint32_t struct_size;
    uint32_t reserved;
    struct habitue_summary **summary; /* Written: a summary, to be freed with
        `habitue_summary_free`, or NULL; so the others. */
    struct habitue_live **live; /* Written: a live summary, open again as if it had never been
        closed. */
    struct habitue_scorer **scorer; /* Written: a scorer. */
    struct habitue_model **model; /* Written: a model of any kind. */
    struct habitue_moments **moments; /* Written: moments. */
    struct habitue_table **table; /* Written: a table. */
    struct habitue_counts **counts; /* Written: counts. */
} habitue_opened_state;
#define HABITUE_OPENED_STATE_INIT {sizeof(habitue_opened_state), 0, 0, 0, 0, 0, 0, 0, 0}

/* A handle as portable bytes with a format version and a checksum, the same on every machine: up
 * to `capacity` of them to `bytes`, and their number to `*needed`.
 * Returns also `HABITUE_BAD_ARGUMENT` for no handle or several, `HABITUE_OVERFLOW`, and
 * `HABITUE_UNSUPPORTED` for moments as `habitue_moments_merge`. */
HABITUE_CHECKED habitue_status habitue_state_to_bytes(const habitue_state *state, uint8_t *bytes,
    size_t capacity, size_t *needed, habitue_error *error);

/* What `habitue_state_to_bytes` wrote. Bytes say themselves of what they are: it goes to the
 * place of its kind, and NULL to all others.
 * Returns also `HABITUE_BAD_ARGUMENT` where no place is given, `HABITUE_CORRUPT_BYTES` for bytes
 * that are cut, damaged or of a kind without a place, `HABITUE_BAD_FORMAT_VERSION`. */
HABITUE_CHECKED habitue_status habitue_state_from_bytes(
    const uint8_t *bytes, size_t length, const habitue_opened_state *opened, habitue_error *error);

/* Lists of names; (+): the code of a scheme, checklist, measure or index is to be added. */
#define HABITUE_LIST_LISTS 0 /* lists */
#define HABITUE_LIST_STATUSES 1 /* statuses */
#define HABITUE_LIST_MODELS 2 /* models of customers */
#define HABITUE_LIST_SCHEMES 4 /* classifications */
#define HABITUE_LIST_FORMULAS 5 /* formulas */
#define HABITUE_LIST_DISCONFIRMATIONS 6 /* disconfirmation */
#define HABITUE_LIST_KANO_CLASSES 7 /* classes of Kano */
#define HABITUE_LIST_QUADRANTS 8 /* quadrants of importance and performance */
#define HABITUE_LIST_FACTORS 9 /* factors of penalty and reward */
#define HABITUE_LIST_PERSONAS 10 /* persona tag */
#define HABITUE_LIST_LIFECYCLE_EVENTS 11 /* event in the life of a customer */
#define HABITUE_LIST_MARGINS 12 /* margin of a customer */
#define HABITUE_LIST_LADDER_RULES 13 /* rule of a ladder */
#define HABITUE_LIST_PHASE_ORDERS 14 /* order of the phases of loyalty */
#define HABITUE_LIST_REPURCHASES 15 /* band of the repurchase probability */
#define HABITUE_LIST_CAUSE_GROUPS 16 /* group of causes of loss */
#define HABITUE_LIST_LEAKS 17 /* leak of the bucket */
#define HABITUE_LIST_FIVE_FACTORS 18 /* factors that build loyalty */
#define HABITUE_LIST_CUSTOMER_GROUPINGS 19 /* grouping */
#define HABITUE_LIST_CHECKLISTS 20 /* checklists */
#define HABITUE_LIST_CUSTOMER_NUMBERS 23 /* number of customers */
/* stages of Griffin's ladder by the names of the course texts */
#define HABITUE_LIST_STAGES_OF_TEXTS 24
/* stages of Griffin's ladder by their international names */
#define HABITUE_LIST_STAGES_INTERNATIONAL 25
#define HABITUE_LIST_ROLES 26 /* role */
#define HABITUE_LIST_STRATEGIES 27 /* strategies that keep customers */
#define HABITUE_LIST_STRATEGY_REASONS 28 /* why a strategy applies */
#define HABITUE_LIST_STRATEGY_GROUPS 29 /* what strategies work by */
#define HABITUE_LIST_ADDED_SALES 30 /* ways to sell more */
#define HABITUE_LIST_STEP_STATES 31 /* states of a step */
#define HABITUE_LIST_RECORD_FIELDS 32 /* fields of a customer record */
#define HABITUE_LIST_RECORD_SECTIONS 33 /* parts of a customer record */
#define HABITUE_LIST_DUPLICATE_KEYS 34 /* keys of duplicates */
#define HABITUE_LIST_CLASSES 1000 /* classes of a classification (+) */
#define HABITUE_LIST_REASONS 2000 /* reasons of a classification (+) */
#define HABITUE_LIST_POLICIES 3000 /* what to do with each class (+) */
#define HABITUE_LIST_EVIDENCE 4000 /* evidence of a classification (+) */
#define HABITUE_LIST_SCHEME_SETTINGS 5000 /* settings of a classification (+) */
#define HABITUE_LIST_FORMULA_INPUTS 6000 /* columns of a formula (+) */
#define HABITUE_LIST_FORMULA_SETTINGS 7000 /* settings of a formula (+) */
#define HABITUE_LIST_FORMULA_OUTPUTS 8000 /* outputs of a formula (+) */
#define HABITUE_LIST_PYRAMID_TIERS 9000 /* tiers of a pyramid (+) */
#define HABITUE_LIST_SEGMENTS 10000 /* segments (+) */
#define HABITUE_LIST_CHECKLIST_POINTS 11000 /* points of a checklist (+) */
#define HABITUE_LIST_TOTALS 12000 /* totals of a measure (+) */
#define HABITUE_LIST_INDEX_CONSTRUCTS 13000 /* constructs of a national index (+) */
#define HABITUE_LIST_INDEX_PATHS 14000 /* paths of a national index (+) */

/* ================================================================================================
 * 1. Transactions, summaries, the table of customers */

/* What becomes of a row that cannot be read. */
#define HABITUE_BAD_ROWS_FAIL 0 /* The first one ends the reading with its error. */
#define HABITUE_BAD_ROWS_REJECT 1 /* Each is left out and counted. */

/* What becomes of a row without a customer id: a guest's purchase. An empty field is none, and
 * so are NaN, NULL, None, NA and the like, whatever their case. */
#define HABITUE_GUESTS_REFUSE 0 /* It is a bad row. */
#define HABITUE_GUESTS_LEAVE_OUT 1 /* It is left out, and counted with its money. */

/* What becomes of a row whose amount is 0. */
/* It is a purchase of nothing: a gift, a free sample, a download. */
#define HABITUE_ZERO_AMOUNTS_PURCHASE 0
#define HABITUE_ZERO_AMOUNTS_LEAVE_OUT 1 /* It is left out, and counted. */
#define HABITUE_ZERO_AMOUNTS_REFUSE 2 /* It is a bad row. */

/* Which purchase a refund takes back, where that is known better than "the latest". */
#define HABITUE_REFUND_MATCHING_NONE 0 /* None: refunds stay on their own days. */
/* The latest earlier purchase of the same customer, of the same amount. */
#define HABITUE_REFUND_MATCHING_SAME_AMOUNT 1
/* An earlier purchase of the same customer and product that can bear the refund: of the same
 * amount if there is one, else the smallest; of several alike the latest. */
#define HABITUE_REFUND_MATCHING_PRODUCT 2
/* The same by the number of the invoice that the refund names. */
#define HABITUE_REFUND_MATCHING_INVOICE 3

/* What becomes of rows that repeat an earlier one: in all their fields, or in the column that
 * identifies them (`TransactionFormat::identified_by`). */
/* They are rows like others, and nobody looks for them, which takes a pass over the file. */
#define HABITUE_DUPLICATES_KEEP 0
/* They are rows like others, and counted with their money (`FileAudit::repeated_rows`). */
#define HABITUE_DUPLICATES_COUNT 1
#define HABITUE_DUPLICATES_DROP 2 /* They are left out, and counted with their money. */

/* What becomes of rows of another currency than the ledger's. */
/* The file is refused at its end, with all currencies and how many rows each has. */
#define HABITUE_OTHER_CURRENCIES_REFUSE 0
#define HABITUE_OTHER_CURRENCIES_LEAVE_OUT 1 /* They are left out, and counted with their money. */
/* They are converted by the rate of their day. Where products have more decimals than the
 * ledger's currency, its rules must name a rounding. */
#define HABITUE_OTHER_CURRENCIES_CONVERT 2

/* What became of a row of a file. */
#define HABITUE_FATE_PURCHASE 0 /* Taken in as a purchase; without amounts, every row is one. */
#define HABITUE_FATE_REFUND 1 /* Taken in as a refund. */
#define HABITUE_FATE_STATUS 2 /* Left out for its status, in the words of the format. */
#define HABITUE_FATE_OTHER_CURRENCY 3 /* Left out for its currency. */
#define HABITUE_FATE_GUEST 4 /* Left out: it names no customer. */
#define HABITUE_FATE_ZERO_AMOUNT 5 /* Left out: its amount is 0. */
#define HABITUE_FATE_REJECTED 6 /* Left out as a bad row, for this reason. */
#define HABITUE_FATE_REPEATED 7 /* Left out: it repeats an earlier row. */

/* Which columns of a file of transactions hold what, how they are written, and what becomes of
 * special rows. Start from `HABITUE_CSV_FORMAT_INIT`; what is not said is found, and told in
 * `habitue_rejections.found` with its evidence. Where two readings fit, the file is refused with
 * both and the field that decides. */
typedef struct habitue_csv_format {
    uint32_t struct_size;
    int32_t keys; /* What customers are: `HABITUE_TYPE_TEXT`, the default, or `HABITUE_TYPE_I64`. */
    habitue_text customer; /* Name of the column of customers; NULL to find it. */
    habitue_text date; /* Of dates; NULL to find it. */
    habitue_text amount; /* Of amounts in units of the currency, as people write them: 19.99,
        $1,234.50, (5.00); NULL to find it, or `quantity` and `price`. Not looked for where the
        rules have no currency. */
    habitue_text cost; /* Of costs or margins, likewise; an empty field is not known. NULL to
        find it, where the rules keep margins. */
    habitue_text date_format; /* Format of the dates: a name such as "dmy", or specifiers of
        strftime; NULL to find it. */
    uint32_t delimiter; /* What stands between fields: a comma, semicolon, tab, bar, or a blank
        for aligned columns; 0, the default, to find it. */
    uint32_t decimal_mark; /* What stands before the decimals, '.' or ','. 0, the default, to
        find it; a file that is read by both, such as one of 1,234, is refused. */
    int32_t bad_rows; /* One of `HABITUE_BAD_ROWS_...`. FAIL by default. */
    int32_t costing; /* What `cost` says: one of `HABITUE_COSTING_...`. COST by default. */
    habitue_text quantity; /* Of quantities, whose product with `price` is the amount; then
        `amount` is NULL. */
    habitue_text price; /* Of the price of one. */
    habitue_text status; /* Of statuses; NULL where there is none. */
    habitue_text status_left_out; /* The statuses whose rows are left out, in any case, with
        commas between them. */
    habitue_text currency; /* Of currencies, as codes; NULL to find it: without one, all rows are
        of the ledger's. */
    habitue_text rates; /* With `HABITUE_OTHER_CURRENCIES_CONVERT`, the exchange rates, one a
        line: day (YYYY-MM-DD), code, and how many units of the ledger's currency one unit of it
        is worth, with commas between them. The latest on a day or before it counts. */
    habitue_text refunded_by; /* Of the product or invoice by which `refund_matching` finds the
        purchase of a refund. */
    habitue_text time_zone; /* Zone whose clock says which day an instant is of, "Asia/Shanghai"
        or "+08:00"; NULL for none. */
    habitue_text encoding; /* Encoding, such as "gb18030"; NULL to find it. */
    habitue_text sheet; /* Sheet of a workbook; NULL for the first with anything in it. */
    int32_t other_currencies; /* What becomes of rows of other currencies: one of
        `HABITUE_OTHER_CURRENCIES_...`. */
    int32_t refund_matching; /* Which purchase a refund takes back: one of
        `HABITUE_REFUND_MATCHING_...`. NONE by default. */
    int32_t guests; /* What becomes of rows without a customer: one of `HABITUE_GUESTS_...`.
        REFUSE by default. */
    int32_t zero_amounts; /* What becomes of rows whose amount is 0: one of
        `HABITUE_ZERO_AMOUNTS_...`. PURCHASE by default. */
    int32_t unquoted; /* 1 where double quotes are characters like others; 0, the default, where
        fields may stand in them. */
    int32_t no_header; /* 1 where the first line is a row already; 0, the default, to find out. */
    int32_t duplicates; /* What becomes of rows that repeat an earlier one: one of
        `HABITUE_DUPLICATES_...`. COUNT by default. */
    uint32_t reserved;
    habitue_text identity; /* Of what identifies each row, such as the number of a transaction,
        so that rows of one number repeat each other; NULL where rows repeat that say the same in
        all their fields. */
} habitue_csv_format;
#define HABITUE_CSV_FORMAT_INIT \
    {sizeof(habitue_csv_format), HABITUE_TYPE_TEXT, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0, \
        0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, \
        0, 0, 0, 0, 0, HABITUE_DUPLICATES_COUNT, 0, {0, 0}}

/* How many rows were refused for one reason. */
typedef struct habitue_status_count {
    habitue_status status; /* The reason. */
    uint32_t reserved;
    uint64_t rows; /* How many rows. */
} habitue_status_count;

/* What became of some rows of a file, and their money. */
typedef struct habitue_file_rows {
    int32_t fate; /* One of `HABITUE_FATE_...`. */
    habitue_status reason; /* With `HABITUE_FATE_REJECTED` the reason, a status; else 0. */
    char currency[4]; /* Currency in which the file states their amounts; empty where there is
        none. */
    uint32_t reserved;
    uint64_t rows; /* How many rows. */
    uint64_t unread_amounts; /* How many of them have an amount that could not be read, which is
        not in `minor`. */
    int64_t minor; /* The sum of their amounts, minor units of that currency, rounded once. */
} habitue_file_rows;

/* What became of the rows of a file: the refused ones by reason, and all of them with their
 * money. Start from `HABITUE_REJECTIONS_INIT` and say where to write. */
typedef struct habitue_rejections {
    uint32_t struct_size;
    uint32_t reserved;
    uint64_t rows; /* Written: rows read, the refused ones included. */
    uint64_t rejected; /* Written: rows refused. */
    habitue_error *examples; /* Where the first of them go, each as the failing call would have
        filled its error (`row` is the line, from 1); or NULL. */
    size_t example_capacity; /* How many of them there is room for. */
    size_t example_count; /* Written: how many were filled in. */
    habitue_status_count *by_status; /* Where the reasons go, by ascending status; or NULL. */
    size_t status_capacity; /* How many of them there is room for; 33 are always enough. */
    size_t status_count; /* Written: how many there are, of which no more than the capacity were
        filled in. */
    habitue_file_rows *fates; /* Where all rows go by their fate and currency; their sums add up
        to the file's own totals. Or NULL. */
    size_t fate_capacity; /* How many of them there is room for. */
    size_t fate_count; /* Written: how many there are, of which no more than the capacity were
        filled in. */
    uint64_t left_out; /* Written: rows that were left out for whatever reason. */
    uint64_t blank_lines; /* Written: blank lines, which are no rows. */
    uint64_t lines_around; /* Written: lines around the table, titles above it and totals below
        it, which are no rows. */
    uint64_t matched_refunds; /* Written: refunds that were matched to the purchase that they
        take back, where the format asks for that. */
    uint64_t unmatched_refunds; /* Written: refunds that fit no purchase. */
    double share_of_rows_lost; /* Written: the share of the rows that was left out, 0 to 1. More
        than 0.01 is not to be overlooked. */
    double share_of_money_lost; /* Written: the same of the money, amounts without their signs;
        of several currencies, that of which most was left out. */
    char *found; /* Where what was found of the file goes, a line each: what (`customer`,
        `date_format` ...), the column or value, and the evidence, with tabulators between them;
        whole lines as far as they fit, UTF-8 with a closing NUL. Or NULL. */
    size_t found_capacity; /* How many bytes there are, the closing NUL included. */
    size_t found_length; /* Written: how many bytes all lines and the closing NUL have. */
    uint64_t repeated; /* Written: rows that were taken in and repeat an earlier one, where the
        format counts them. */
    int64_t repeated_minor; /* Written: their sum, minor units of the rules' currency. */
} habitue_rejections;
#define HABITUE_REJECTIONS_INIT \
    {sizeof(habitue_rejections), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0, \
        0, 0, 0, 0}

/* What a negative amount means. */
#define HABITUE_REFUNDS_REFUSE 0 /* A negative amount is an error. */
/* Amounts of one customer within one period add up. A period that refunds bring to nothing or
 * less is no purchase occasion: a sale and its return on one day leave nothing. */
#define HABITUE_REFUNDS_NET 1
/* A negative amount is an amount like any other, but it is no visit: where something was bought
 * in its period, that is an occasion whatever it comes to, a loss too; where nothing else
 * happened, it lowers what the customer spent before, as `Net` does. */
#define HABITUE_REFUNDS_KEEP 2

/* How an amount with too many decimals is brought to the minor unit of its currency. */
/* An amount with more decimals than its currency is an error. With a rounding such amounts are
 * added up as they are, doubles as their shortest decimal, and each sum is rounded once. */
#define HABITUE_ROUNDING_NONE 0
/* To the nearest; a tie goes to the even neighbour (banker's rounding; unbiased in sums). */
#define HABITUE_ROUNDING_HALF_EVEN 1
/* To the nearest; a tie goes away from zero (commercial rounding). */
#define HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO 2
#define HABITUE_ROUNDING_HALF_TOWARDS_ZERO 3 /* To the nearest; a tie goes towards zero. */
#define HABITUE_ROUNDING_AWAY_FROM_ZERO 4 /* Away from zero. */
#define HABITUE_ROUNDING_TOWARDS_ZERO 5 /* Towards zero (cut). */
#define HABITUE_ROUNDING_FLOOR 6 /* Towards minus infinity. */
#define HABITUE_ROUNDING_CEILING 7 /* Towards plus infinity. */

/* What becomes of a transaction whose cost is not known. */
#define HABITUE_COSTS_NONE 0 /* No margins are kept, and costs are refused. */
#define HABITUE_COSTS_REFUSE 1 /* Margins are kept; a transaction without a cost is an error. */
#define HABITUE_COSTS_FREE 2 /* Margins are kept; a transaction without a cost cost nothing. */
/* Margins are kept; of a transaction without a cost, `assumed_margin` is margin. */
#define HABITUE_COSTS_ASSUME 3

#define HABITUE_KEYS_AS_IS 0 /* Text keys are what is written, byte for byte. */
/* Full-width digits and letters and other compatibility forms are plain ones (NFKC). */
#define HABITUE_KEYS_COMPATIBLE 1
#define HABITUE_KEYS_TRIMMED 2 /* Blanks around a key are not part of it. */
#define HABITUE_KEYS_WHOLE_NUMBERS 4 /* 17850.0 is 17850. */
#define HABITUE_KEYS_WITHOUT_LEADING_ZEROS 8 /* 00042 is 42, where a key is of digits alone. */
#define HABITUE_KEYS_LOWER_CASED 16 /* ANNA is anna. */

/* How transactions are taken in. Start from `HABITUE_RULES_INIT` and set `currency`. */
typedef struct habitue_rules {
    uint32_t struct_size;
    char currency[4]; /* ISO 4217 code, such as "USD"; "XXX" for plain numbers of two decimals,
        "X00" to "X12" for those of others; empty where transactions have no amounts. So wherever
        a currency is told. */
    int32_t refunds; /* One of `HABITUE_REFUNDS_...`. REFUSE by default. */
    int32_t rounding; /* One of `HABITUE_ROUNDING_...`. NONE by default; amounts in doubles need
        one. */
    int32_t resolution; /* How finely time is kept: `HABITUE_UNIT_DAY`, the default, or
        `HABITUE_UNIT_HOUR`. */
    uint32_t threads; /* Threads that take in columns and make tables; 0 for all cores. 1 by
        default. */
    int32_t costs; /* One of `HABITUE_COSTS_...`; not looked at without a currency. NONE by
        default. */
    uint32_t keys; /* Which spellings of a text key are one customer: a sum of
        `HABITUE_KEYS_...`, wherever keys come in or are asked for. AS_IS by default. */
    double assumed_margin; /* With `HABITUE_COSTS_ASSUME`, the share of the amount that is margin
        where no cost is known, 0 to 1 (0.3 for 30 %). The sum of a customer's margins is rounded
        once. */
} habitue_rules;
#define HABITUE_RULES_INIT {sizeof(habitue_rules), {0}, 0, 0, HABITUE_UNIT_DAY, 1, 0, 0, 0.0}

/* What every customer did, as sums by customer and day: transactions come in any order, and
 * summaries add up. */
typedef struct habitue_summary habitue_summary;
HABITUE_API void habitue_summary_free(habitue_summary *summary); /* Releases it; NULL does
    nothing. */

/* What a summary holds. Start from `HABITUE_SUMMARY_INFO_INIT`. */
typedef struct habitue_summary_info {
    uint32_t struct_size;
    int32_t keys; /* Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where
        nobody came. */
    uint64_t rows; /* Written: transactions taken in. */
    uint64_t rejected_rows; /* Written: rows refused while reading. */
    int32_t first_day; /* Written: the first day on which anything happened, or `HABITUE_NO_DAY`. */
    int32_t last_day; /* Written: the last one. */
    char currency[4]; /* Written: currency of the amounts, or empty. */
    uint32_t reserved;
} habitue_summary_info;
#define HABITUE_SUMMARY_INFO_INIT {sizeof(habitue_summary_info), 0, 0, 0, 0, 0, {0}, 0}

/* Makes a summary of nothing. `rules` NULL: no amounts. Returns also `HABITUE_BAD_CURRENCY`. */
HABITUE_CHECKED habitue_status habitue_summary_new(
    const habitue_rules *rules, habitue_summary **summary, habitue_error *error);

struct habitue_transactions;
/* Takes in transactions, one or many, in any order: all of them, or none where one is bad, which
 * is named.
 * Returns also `HABITUE_INCONSISTENT` where integer and text keys mix, an amount has too many
 * decimals, or costs come where the rules keep no margins; `HABITUE_MISSING_VALUE` for an empty
 * key, no amounts, whole amounts that may be minor units or not, or a cost that the rules want;
 * `HABITUE_REFUND_REFUSED`, `HABITUE_BAD_CURRENCY` for amounts where the rules have no currency,
 * `HABITUE_NOT_UTF8`, `HABITUE_UNREADABLE` and `HABITUE_OVERFLOW`. */
HABITUE_CHECKED habitue_status habitue_summary_push(habitue_summary *summary,
    const struct habitue_transactions *transactions, habitue_error *error);

/* Takes in a file of transactions from memory, text of any encoding, a workbook or, in a build
 * with the feature `parquet`, a file of Parquet: all of it, or nothing. `format` NULL: all is
 * found. Titles above its table and totals below it are passed over. The job hears of the bytes
 * read; its threads read the file apart. `rejections` receives what became of the rows; it and
 * `job` may be NULL. With `summary` NULL nothing is taken in: the file is looked at by what
 * `format` says, and `found` of `rejections` says beside the rest `ledger_currency`, the
 * currency that its amounts or its column of currencies name first, where any does; without one
 * they are "XXX".
 * Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for no line at all,
 * `HABITUE_BAD_CURRENCY` for several currencies where the format refuses that, with the rows of
 * each, `HABITUE_CORRUPT_BYTES` for a broken workbook or file of Parquet, `HABITUE_UNSUPPORTED`
 * for Parquet in another build and for nested columns, `HABITUE_CANCELLED`, and where bad rows
 * fail, with the line of the first (from 1), `HABITUE_BAD_ROW_SHAPE` and what
 * `habitue_summary_push` does. */
HABITUE_CHECKED habitue_status habitue_summary_read_csv(habitue_summary *summary, habitue_text csv,
    const habitue_csv_format *format, const habitue_job *job, habitue_rejections *rejections,
    habitue_error *error);

/* Adds another summary, in any order. Returns also `HABITUE_BAD_CURRENCY` or
 * `HABITUE_BAD_ARGUMENT` where the rules differ, `HABITUE_INCONSISTENT` where one has integer
 * and the other text keys, `HABITUE_OVERFLOW`; the summary is then as it was. */
HABITUE_CHECKED habitue_status habitue_summary_merge(
    habitue_summary *summary, const habitue_summary *other, habitue_error *error);

/* Erases customers, `habitue_i64(NULL, keys)` or text; `known` receives 1 for each who was
 * there, or is NULL. */
HABITUE_CHECKED habitue_status habitue_summary_erase(habitue_summary *summary,
    habitue_column customers, size_t rows, uint8_t *known, habitue_error *error);

/* Tells what a summary holds. */
HABITUE_CHECKED habitue_status habitue_summary_inspect(
    const habitue_summary *summary, habitue_summary_info *info, habitue_error *error);

/* Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count. */
#define HABITUE_CONVENTION_BTYD 0
/* Calendar periods of the unit, as lifetimes and pymc-marketing count. */
#define HABITUE_CONVENTION_LIFETIMES 1
/* Distinct hours and fractional units; needs a summary that keeps hours. */
#define HABITUE_CONVENTION_HOURLY 2
#define HABITUE_CONVENTION_NOT_STATED -1 /* How customers were counted is not stated. */

#define HABITUE_COLUMNS_HISTORY 1 /* frequency, recency and age. */
#define HABITUE_COLUMNS_LOG_INTERVALS 2 /* log_intervals. */
#define HABITUE_COLUMNS_SPEND 4 /* frequency and mean_spend. */
#define HABITUE_COLUMNS_MARGIN_RATE 8 /* margin_rate. */

/* A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT`: distinct
 * days in fractional weeks, up to the last day of the summary, no holdout. Days are counted from
 * 1970-01-01. */
typedef struct habitue_window {
    uint32_t struct_size;
    int32_t convention; /* One of `HABITUE_CONVENTION_...`. */
    int32_t unit; /* Unit of recency and age: one of `HABITUE_UNIT_...`. */
    int32_t start; /* First day that counts; `HABITUE_NO_DAY` for no limit. */
    int32_t calibration_end; /* Last day that calibrates; `HABITUE_NO_DAY` for the last day of
        the summary, or its last hour where it keeps hours. */
    int32_t holdout_end; /* Last day of the holdout; `HABITUE_NO_DAY` for no holdout. */
    uint32_t log_intervals; /* 1 for a table that has log_intervals, which the CNBD-k models
        read; else 0. */
    uint32_t reserved;
} habitue_window;
#define HABITUE_WINDOW_INIT \
    {sizeof(habitue_window), HABITUE_CONVENTION_BTYD, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, \
        HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0}

/* Customers as columns, sorted by key: frequency x, recency t_x, age T and spend. */
typedef struct habitue_table habitue_table;
HABITUE_API void habitue_table_free(habitue_table *table); /* Releases it; NULL does nothing. */

/* What a table holds, and what became of every transaction when it was made. Nothing is lost
 * without a count: rows = occasions + merged + dropped + outside + uncalibrated rows. Spend and
 * margins are minor units. Start from `HABITUE_TABLE_INFO_INIT`; all else is written. */
typedef struct habitue_table_info {
    uint32_t struct_size;
    int32_t keys; /* What the keys are: `HABITUE_TYPE_I64` or `_TEXT`. */
    size_t key_bytes; /* Bytes of text keys. */
    int32_t unit; /* Unit of recency and age: one of `HABITUE_UNIT_...`. */
    char currency[4]; /* Currency of the amounts, or empty. */
    uint64_t rows; /* Transactions taken in. */
    uint64_t rejected_rows; /* Rows refused while reading; not part of `rows`. */
    uint64_t refund_rows; /* Transactions taken in with a negative amount. */
    uint64_t customers; /* Customers in the table, the length of its columns. */
    uint64_t occasions; /* Occasions in the table, first ones and holdout ones included. */
    uint64_t merged_rows; /* Rows that joined an occasion already counted. */
    uint64_t dropped_occasions; /* Periods that refunds brought to nothing or less, which are no
        occasions. */
    uint64_t dropped_rows; /* Rows of such periods. */
    int64_t dropped_spend; /* Refunds that no earlier purchase of the customer could bear, minor
        units; what others could is in their spend. */
    uint64_t outside_rows; /* Rows before the window's start or after its end. */
    int64_t outside_spend; /* Net amount of rows outside the window, minor units. */
    uint64_t uncalibrated_customers; /* Customers whose occasions within the window are all in
        the holdout: they are not in the table, because nothing calibrates them. */
    uint64_t uncalibrated_rows; /* Rows of such customers within the window. */
    int64_t uncalibrated_spend; /* Net amount of such rows, minor units. */
    uint64_t assumed_rows; /* Transactions taken in without a cost, whose margin the rules
        assumed. */
    int64_t dropped_margin; /* Margin of refunds that no earlier purchase could bear. */
    int64_t outside_margin; /* Margin of rows outside the window, minor units. */
    int64_t uncalibrated_margin; /* Margin of rows of customers whom nothing calibrates, minor
        units. */
} habitue_table_info;
#define HABITUE_TABLE_INFO_INIT \
    {sizeof(habitue_table_info), 0, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Columns of a table to copy out. Each is the caller's, of `rows` cells, or NULL where it is not
 * wanted. Start from `HABITUE_TABLE_COLUMNS_INIT`. Spend and margins are minor units, but for
 * means; spend is 0 where the rules name no currency. */
typedef struct habitue_table_columns {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* How many customers the table has. */
    int64_t *keys; /* Written: integer keys, ascending. */
    int64_t *key_offsets; /* Written: where text keys begin in `key_bytes` and the last one ends,
        `rows` + 1 cells. */
    uint8_t *key_bytes; /* Written: text keys, ascending by their bytes, as many bytes as
        `habitue_table_info` says. */
    uint32_t *frequency; /* Written: x, the repeat occasions of the calibration. */
    double *recency; /* Written: t_x, from the first occasion to the last; 0 where x is 0. */
    double *age; /* Written: T, from the first occasion to the end of the calibration. */
    double *log_intervals; /* Written: the sum of the logarithms of the intervals between
        occasions of the calibration. */
    uint32_t *holdout_frequency; /* Written: occasions of the holdout. */
    int64_t *first_spend; /* Written: the first occasion. */
    int64_t *repeat_spend; /* Written: the sum over the repeat occasions of the calibration. */
    int64_t *total_spend; /* Written: the sum over all occasions of the calibration. */
    int64_t *holdout_spend; /* Written: the sum over the holdout. */
    double *mean_spend; /* Written: the mean amount of the repeat occasions in units of the
        currency; 0 where x is 0. */
    int64_t *first_margin; /* Written: what the first occasion left. */
    int64_t *repeat_margin; /* Written: what the repeat occasions left. */
    int64_t *total_margin; /* Written: what all occasions of the calibration left. */
    int64_t *holdout_margin; /* Written: what those of the holdout left. */
    double *mean_margin; /* Written: the mean margin of the repeat occasions in units of the
        currency; 0 where x is 0. */
    double *margin_rate; /* Written: the share of the spend in the calibration that was margin;
        that of all customers together where one spent nothing on balance. */
} habitue_table_columns;
#define HABITUE_TABLE_COLUMNS_INIT \
    {sizeof(habitue_table_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* A period of actual purchases. */
typedef struct habitue_tracking_step {
    int32_t end; /* The last day of the period. */
    uint32_t reserved;
    double elapsed; /* From the first purchase of all to the end of the period, in the unit of
        the window. */
    uint64_t purchases; /* Repeat purchases within it. */
} habitue_tracking_step;

/* Makes the table of a window, with a handle of its own; `window` may be NULL.
 * Returns also `HABITUE_EMPTY_INPUT` where an empty summary is to say its last day,
 * `HABITUE_BAD_ARGUMENT` where the days are not in order or hours are asked of a summary that
 * keeps days, `HABITUE_OVERFLOW`. */
HABITUE_CHECKED habitue_status habitue_summary_table(const habitue_summary *summary,
    const habitue_window *window, habitue_table **table, habitue_error *error);

/* Tells what a table holds. */
HABITUE_CHECKED habitue_status habitue_table_inspect(
    const habitue_table *table, habitue_table_info *info, habitue_error *error);

/* Copies columns out. Returns also `HABITUE_INCONSISTENT` for keys of the other kind and
 * `HABITUE_MISSING_VALUE` for margins where the rules keep none, and for log_intervals where the
 * window did not ask for them. */
HABITUE_CHECKED habitue_status habitue_table_read(
    const habitue_table *table, const habitue_table_columns *columns, habitue_error *error);

/* The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
 * needs, and they add up over tables. The columns are buffers of `capacity` cells; the number of
 * customers is always enough, and a capacity of 0 asks for `*needed` alone. */
HABITUE_CHECKED habitue_status habitue_table_cells(const habitue_table *table, uint32_t *frequency,
    double *recency, double *age, uint64_t *customers, size_t capacity, size_t *needed,
    habitue_error *error);

struct habitue_customers;
/* Points `customers`, which starts from `HABITUE_CUSTOMERS_INIT`, at columns of the table
 * without a copy: `columns` is the sum of `HABITUE_COLUMNS_...`. They, the number of rows and
 * the unit are set, all else stays. The table must not be freed while the customers are used.
 * Returns also `HABITUE_MISSING_VALUE`, as `habitue_table_read`. */
HABITUE_CHECKED habitue_status habitue_table_customers(const habitue_table *table, uint32_t columns,
    struct habitue_customers *customers, habitue_error *error);

/* Actual repeat purchases of the calibrated customers by period, to be held against
 * `habitue_model_track`. `steps` is a buffer of `capacity` periods; `*origin` is the first day
 * of the first. Returns also `HABITUE_EMPTY_INPUT` where nobody bought in the calibration, and
 * what `habitue_summary_table` does. */
HABITUE_CHECKED habitue_status habitue_summary_tracking(const habitue_summary *summary,
    const habitue_window *window, habitue_tracking_step *steps, size_t capacity, size_t *needed,
    int32_t *origin, habitue_error *error);

#define HABITUE_COSTING_COST 0 /* A column says what transactions cost. */
#define HABITUE_COSTING_MARGIN 1 /* A column says what transactions left. */

/* What whole amounts are: 1999 is 19.99 dollars, or 1999 dollars. */
#define HABITUE_WHOLE_AMOUNTS_NONE 0 /* It is not said. */
#define HABITUE_WHOLE_AMOUNTS_MINOR 1 /* Minor units of the currency: 1999 is 19.99 dollars. */
#define HABITUE_WHOLE_AMOUNTS_MAJOR 2 /* Units of the currency: 1999 is 1999 dollars. */

/* Transactions as columns. Start from `HABITUE_TRANSACTIONS_INIT` and set the columns by
 * `habitue_i64(NULL, cells)` and its like. */
typedef struct habitue_transactions {
    uint32_t struct_size;
    int32_t costing; /* What `cost` says: one of `HABITUE_COSTING_...`. COST by default. */
    int32_t whole_amounts; /* What amounts and costs in int64_t are: one of
        `HABITUE_WHOLE_AMOUNTS_...`. It must be given where there are any, and is refused where
        there are none. */
    uint32_t reserved;
    size_t rows; /* Length of each column. */
    habitue_column customer; /* Who: int64_t or text; the same in all transactions of a summary. */
    habitue_column time; /* When: int32_t, days since 1970-01-01, the years 1 to 9999; or
        int64_t, seconds since 1970-01-01 00:00:00 by the clock that counts. */
    habitue_column amount; /* For how much, where the rules name a currency: int64_t; or in units
        of the currency, double (the rules must name a rounding) or plain decimal text. Within
        2^53 minor units. */
    habitue_column cost; /* What each cost or left, where the rules keep margins: the same types,
        of any sign. An empty text is not known. */
    const uint8_t *cost_known; /* Whether each cost is known, 1 or 0; what is not is not looked
        at. NULL where all are. */
} habitue_transactions;
#define HABITUE_TRANSACTIONS_INIT \
    {sizeof(habitue_transactions), 0, 0, 0, 0, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, \
        0, 0, 0}, {0, 0, 0, 0, 0, 0}, 0}

#define HABITUE_CONVENTION_ANY -1 /* Histories counted by any convention. */

/* Which columns of Arrow hold histories, and what these must be counted in. Start from
 * `HABITUE_ARROW_HISTORIES_INIT`. */
typedef struct habitue_arrow_histories {
    uint32_t struct_size;
    int32_t unit; /* Unit of the times: one of `HABITUE_UNIT_...`. `HABITUE_UNIT_NOT_STATED`, the
        default, for what the schema says (`habitue.unit`), if anything; another is refused. */
    int32_t convention; /* One of `HABITUE_CONVENTION_...`, ANY by default; a schema that says
        another is refused. */
    int32_t start; /* First day of the window that they must be of; `HABITUE_NO_DAY` for no
        limit. */
    int32_t calibration_end; /* Last day that calibrates; `HABITUE_NO_DAY`, the default, for a
        table of any window. */
    int32_t holdout_end; /* Last day of the holdout; `HABITUE_NO_DAY` for none. */
    habitue_text frequency; /* x. "x" where empty. */
    habitue_text recency; /* t_x. "t_x" where empty. */
    habitue_text age; /* T. "t" where empty. */
    habitue_text customer; /* Who: integers, text, or UUIDs in 16 bytes; empty for none. */
    habitue_text mean_spend; /* What each spent per repeat purchase on average; empty for none. */
} habitue_arrow_histories;
#define HABITUE_ARROW_HISTORIES_INIT \
    {sizeof(habitue_arrow_histories), HABITUE_UNIT_NOT_STATED, HABITUE_CONVENTION_ANY, \
        HABITUE_NO_DAY, HABITUE_NO_DAY, HABITUE_NO_DAY, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}

/* Histories of customers that were read from columns of Arrow. Threads: as every handle. */
typedef struct habitue_histories habitue_histories;
HABITUE_API void habitue_histories_free(habitue_histories *histories); /* Releases it; NULL does
    nothing. */

/* Reads histories from a `struct ArrowArrayStream` of columns by name, such as a table that
 * `habitue_table_write_arrow` wrote, and points `customers`, which starts from
 * `HABITUE_CUSTOMERS_INIT`, at them: histories, mean spend where a column of it is named, rows
 * and unit are set, all else stays. `keys`, which may be NULL, is pointed at the keys; without a
 * column of them it has no cells. The histories must not be freed while either is used.
 * The stream is moved, as by `habitue_summary_read_arrow`. `fields` may be NULL.
 * Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_MISSING_VALUE`, `HABITUE_OUT_OF_RANGE` and
 * `HABITUE_NOT_FINITE` with column and row, `HABITUE_INCONSISTENT` for impossible histories and
 * for a schema of another unit, window or convention, and what a stream may have. */
HABITUE_CHECKED habitue_status habitue_histories_read_arrow(void *stream,
    const habitue_arrow_histories *fields, struct habitue_customers *customers,
    habitue_column *keys, habitue_histories **histories, habitue_error *error);

/* Which columns of Arrow hold responses beside those named like the questions. Start from
 * `HABITUE_ARROW_RESPONSES_INIT`. */
typedef struct habitue_arrow_responses {
    uint32_t struct_size;
    int32_t out_of_scale; /* `HABITUE_OUT_OF_SCALE_...`. */
    uint32_t keys; /* Which spellings of a key are one respondent: a sum of `HABITUE_KEYS_...`.
        AS_IS by default. */
    uint32_t reserved;
    habitue_text key; /* The column of keys; empty for none. */
    habitue_text weight; /* The column of base weights; empty for none. */
} habitue_arrow_responses;
#define HABITUE_ARROW_RESPONSES_INIT {sizeof(habitue_arrow_responses), 0, 0, 0, {0, 0}, {0, 0}}

struct habitue_questionnaire;
struct habitue_responses;
/* Reads responses from a `struct ArrowArrayStream` of columns by name: numbers, booleans as 1
 * and 0, text as `habitue_responses_read_csv` reads it; a null is a missing answer. Other
 * columns are left alone. The stream is moved, as by `habitue_summary_read_arrow`. `fields` may
 * be NULL.
 * Returns as `habitue_responses_new`, and what a stream may have. */
HABITUE_CHECKED habitue_status habitue_responses_read_arrow(
    const struct habitue_questionnaire *questionnaire, void *stream,
    const habitue_arrow_responses *fields, struct habitue_responses **responses,
    habitue_error *error);

/* Fills `stream`, a `struct ArrowArrayStream` that holds nothing, with the table as one batch:
 * the columns customer, x, t_x, t and holdout_x; with a currency first_spend, repeat_spend,
 * total_spend and holdout_spend in minor units and mean_repeat_spend in units; with costs
 * first_margin, repeat_margin, profit and holdout_margin. The metadata of the schema says
 * `habitue.unit`, `habitue.window`, `habitue.convention`, `habitue.currency` and
 * `habitue.whole_amounts`. The caller releases the stream. */
HABITUE_CHECKED habitue_status habitue_table_write_arrow(
    const habitue_table *table, void *stream, habitue_error *error);

/* Fills `stream`, a `struct ArrowArrayStream` that holds nothing, with columns of the caller's
 * as one batch, such as keys and what a model answered about them: a copy, in the order of
 * `columns`, whose names it has, without settings. The metadata of the schema says
 * `habitue.unit`, unless `unit` is `HABITUE_UNIT_NOT_STATED`, and `habitue.currency`, unless
 * `currency` is empty. The caller releases the stream.
 * Returns also `HABITUE_DUPLICATE` for two columns of a name and `HABITUE_BAD_CURRENCY`. */
HABITUE_CHECKED habitue_status habitue_columns_write_arrow(const habitue_evidence *columns,
    int32_t unit, habitue_text currency, void *stream, habitue_error *error);

/* Which columns of Arrow hold transactions. Start from `HABITUE_ARROW_TRANSACTIONS_INIT`. */
typedef struct habitue_arrow_transactions {
    uint32_t struct_size;
    int32_t costing; /* What `cost` says: one of `HABITUE_COSTING_...`. COST by default. */
    int32_t whole_amounts; /* What amounts and costs in integers are: one of
        `HABITUE_WHOLE_AMOUNTS_...`, or 0 for what the schema says. It must be said where there
        are any, and is refused where there are none. */
    uint32_t reserved;
    habitue_text customer; /* Who: integers, text, or UUIDs in 16 bytes. "customer" where empty. */
    habitue_text date; /* When: dates, timestamps or text such as 2024-01-31. "date" where empty. */
    habitue_text amount; /* For how much: decimals, plain decimal text, floats or integers.
        "amount" where empty and the rules name a currency. */
    habitue_text cost; /* What each cost or left; a null is not known. Empty for none. */
    habitue_text timezone; /* By whose clock timestamps that name a time zone are read, such as
        Asia/Shanghai. Empty for none: then those of UTC are read by its clock, and others are
        refused. */
} habitue_arrow_transactions;
#define HABITUE_ARROW_TRANSACTIONS_INIT \
    {sizeof(habitue_arrow_transactions), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}

/* Takes in transactions from a `struct ArrowArrayStream` of columns by name (structs): all of
 * its batches, or nothing. Rows are counted through all batches. Occasions are transactions too.
 * The stream is moved: whatever is returned, the caller releases it only where its `release` is
 * not NULL. A schema whose metadata names another currency (`habitue.currency`) than the rules,
 * or denies `whole_amounts` (`habitue.whole_amounts`, minor or major), is refused. `fields` may
 * be NULL.
 * Returns as `habitue_summary_push`, also `HABITUE_MISSING_COLUMN`, `HABITUE_DUPLICATE` for two
 * columns of a name, `HABITUE_BAD_LENGTH` and `HABITUE_UNSORTED` for buffers that cannot be, and
 * `HABITUE_IO_FAILED` with what the stream says. */
HABITUE_CHECKED habitue_status habitue_summary_read_arrow(habitue_summary *summary, void *stream,
    const habitue_arrow_transactions *fields, habitue_error *error);

/* ================================================================================================
 * 2. One purchase at a time */

/* Customers whose summaries are kept up to date purchase by purchase: many threads may read at
 * once (`const habitue_live *`), while none writes. */
typedef struct habitue_live habitue_live;
HABITUE_API void habitue_live_free(habitue_live *live); /* Releases it; NULL does nothing. */

/* What a live summary holds. Start from `HABITUE_LIVE_INFO_INIT`. */
typedef struct habitue_live_info {
    uint32_t struct_size;
    int32_t keys; /* Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where
        nobody came. */
    uint64_t sequence; /* Written: messages taken in: transactions, and customers erased, unknown
        ones too. */
    uint64_t customers; /* Written: customers, calibrated or not. */
    char currency[4]; /* Written: currency of the amounts, or empty. */
    int32_t unit; /* Written: unit of recency and age, one of `HABITUE_UNIT_...`. */
    int32_t calibration_end; /* Written: the last day that calibrates. */
    uint32_t reserved;
} habitue_live_info;
#define HABITUE_LIVE_INFO_INIT {sizeof(habitue_live_info), 0, 0, 0, {0}, 0, 0, 0}

/* Opens a summary for single purchases; the summary itself stays as it is. `window` may be NULL;
 * returns what `habitue_summary_table` does. */
HABITUE_CHECKED habitue_status habitue_live_new(const habitue_summary *summary,
    const habitue_window *window, habitue_live **live, habitue_error *error);

struct habitue_customer_now;
/* Takes in transactions, late ones too, and writes each one's customer as of then to a cell of
 * `now`, as many as there are transactions; scored where `scorer` is not NULL.
 * Each is one message. `sequence` is the number of the first, from 1, as `habitue_live_inspect`
 * counts, or 0 for the next: of messages that were taken in before, the cells are all 0, their
 * phase `HABITUE_PHASE_NONE`; a gap is `HABITUE_OUT_OF_RANGE`.
 * Returns what `habitue_summary_push` does, and then nothing was taken in; with
 * `HABITUE_OVERFLOW` what stands before the row of the error was; `HABITUE_INCONSISTENT` or
 * `HABITUE_BAD_CURRENCY` for a scorer of another unit of time, convention or currency. With an
 * error of `habitue_scorer_score` all was taken in: it is the score that fails. */
HABITUE_CHECKED habitue_status habitue_live_update(habitue_live *live,
    const habitue_transactions *transactions, uint64_t sequence,
    const struct habitue_scorer *scorer, struct habitue_customer_now *now, habitue_error *error);

/* The same of a single transaction of a customer with an integer key, with less ado: for the
 * moment when a purchase arrives. `day` counts from 1970-01-01; `minor` is the amount in minor
 * units, not looked at where the summary keeps none. Nothing is allocated, but when buffers
 * double. */
HABITUE_CHECKED habitue_status habitue_live_purchase(habitue_live *live, int64_t customer,
    int32_t day, int64_t minor, uint64_t sequence, const struct habitue_scorer *scorer,
    struct habitue_customer_now *now, habitue_error *error);

/* What customers are, `habitue_i64(NULL, keys)` or text, to a cell of `now` each; scored where
 * `scorer` is not NULL. Of one who is unknown or whom nothing calibrates the cell is all 0.
 * Returns what `habitue_scorer_score` does, `HABITUE_OVERFLOW`, and `HABITUE_INCONSISTENT` or
 * `HABITUE_BAD_CURRENCY` as `habitue_live_update`. */
HABITUE_CHECKED habitue_status habitue_live_rows(const habitue_live *live, habitue_column customers,
    size_t rows, const struct habitue_scorer *scorer, struct habitue_customer_now *now,
    habitue_error *error);

/* Erases customers, as `habitue_summary_erase`; the rest is not touched. Each is one message, of
 * a customer who is unknown too; `sequence` as for `habitue_live_update`, and of those that were
 * taken in before `known` is 0. */
HABITUE_CHECKED habitue_status habitue_live_erase(habitue_live *live, habitue_column customers,
    size_t rows, uint64_t sequence, uint8_t *known, habitue_error *error);

/* Which of the numbers of `rows` transactions come for the first time (`is_new` 1): a message
 * that is delivered twice is to be taken in once. The last `remember` numbers are remembered,
 * the oldest forgotten; 0 for as many as before, 2^20 at first. */
HABITUE_CHECKED habitue_status habitue_live_is_new(habitue_live *live, uint64_t remember,
    const int64_t *numbers, size_t rows, uint8_t *is_new, habitue_error *error);

/* Calibrates until another day (from 1970-01-01) from now on, without a start and a holdout: as
 * the days move on. */
HABITUE_CHECKED habitue_status habitue_live_move_to(
    habitue_live *live, int32_t calibration_end, habitue_error *error);

/* Tells what a live summary holds, and what it gives to the night: `table` and `summary`, each
 * of which may be NULL, receive the table of all customers for its window, as
 * `habitue_summary_table` makes it of all transactions, and a summary of everything. Returns
 * also `HABITUE_OVERFLOW`. */
HABITUE_CHECKED habitue_status habitue_live_inspect(const habitue_live *live,
    habitue_live_info *info, habitue_table **table, habitue_summary **summary,
    habitue_error *error);

/* Where a moment stands in a `Window`. */
#define HABITUE_PHASE_NONE 0 /* No transaction was taken in. */
#define HABITUE_PHASE_BEFORE 1 /* Before the window. */
/* From the start of the window to the end of the calibration. */
#define HABITUE_PHASE_CALIBRATION 2
#define HABITUE_PHASE_HOLDOUT 3 /* After the calibration, to the end of the holdout. */
#define HABITUE_PHASE_AFTER 4 /* After the window. */

/* A model, its valuation and the tiers of the last whole scoring, held ready for single
 * customers: many threads may score with one at once, with the same bits. */
typedef struct habitue_scorer habitue_scorer;
HABITUE_API void habitue_scorer_free(habitue_scorer *scorer); /* Releases it; NULL does nothing. */

struct habitue_cut;
/* What is scored. Start from `HABITUE_SCORER_OPTIONS_INIT`. */
typedef struct habitue_scorer_options {
    uint32_t struct_size;
    uint32_t tiers; /* How many tiers have a lowest value: all but the last. */
    double to; /* Purchases are expected within this time; must be given. */
    double horizon; /* The horizon of the value; must be given. */
    double rate; /* Continuous discount rate per unit of time. 0 by default. */
    double margin; /* The share of the spend that is profit. 1 by default. */
    const double *lowest; /* The smallest value of each tier from the top down, without the last;
        NULL for no tiers. */
    const struct habitue_cut *cuts; /* Where the last whole scoring was cut into tiers
        (`habitue_pyramid_cuts` of doubles), in place of `lowest`, as many; else NULL. */
    const habitue_window *window; /* How the customers of the fit were counted, or NULL where
        that is not stated; its calibration_end must be given. Live summaries of another unit or
        convention are refused. */
    char currency[4]; /* Currency of the spend, such as "USD", or empty where it is not stated:
        then that which is the unit of the model of spend. Live summaries of another are refused. */
    uint32_t reserved;
} habitue_scorer_options;
#define HABITUE_SCORER_OPTIONS_INIT \
    {sizeof(habitue_scorer_options), 0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, 0.0, 1.0, 0, 0, 0, \
        {0}, 0}

/* A customer as of now: the history where a purchase was taken in or a live summary read, the
 * scores where a scorer was given; all else is 0. */
typedef struct habitue_customer_now {
    double recency; /* Time of the last occasion, from the first. */
    double age; /* From the first occasion to the end of the calibration. */
    double mean_spend; /* The mean amount of the repeat occasions, in units of the currency. */
    int64_t first_spend; /* The first occasion, in minor units. */
    int64_t repeat_spend; /* The sum over the repeat occasions, in minor units. */
    double p_alive; /* P(alive). */
    double expected_purchases; /* Purchases expected within the time of the scorer. */
    double value; /* Lifetime value, in the currency of the spend. */
    uint32_t frequency; /* Repeat occasions of the calibration. */
    int32_t tier; /* The tier, from 1, the top; 0 where the scorer has none. */
    uint32_t calibrated; /* 1; 0 where nothing calibrates the customer, and then all else but
        `phase` is 0. */
    int32_t phase; /* Where the transaction stands in the window, one of `HABITUE_PHASE_...`;
        `_NONE` where none was taken in. */
} habitue_customer_now;

/* What a scorer states. Start from `HABITUE_SCORER_INFO_INIT`, and ask twice for cuts: the first
 * call tells `tiers`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them. */
typedef struct habitue_scorer_info {
    uint32_t struct_size;
    int32_t unit; /* Written: unit of time, one of `HABITUE_UNIT_...`, or
        `HABITUE_UNIT_NOT_STATED`. */
    char currency[4]; /* Written: currency of the spend, or empty where it is not stated. */
    uint32_t tiers; /* Written: how many cuts there are: one fewer than tiers. */
    double to; /* Written: purchases are expected within this time. */
    double horizon; /* Written: the horizon of the value; infinite for the whole future. */
    double rate; /* Written: continuous discount rate per unit of time. */
    double margin; /* Written: the share of the spend that is profit. */
    int32_t timing; /* Written: when margins count, one of `HABITUE_MARGIN_...`. */
    int32_t convention; /* Written: one of `HABITUE_CONVENTION_...`, or
        `HABITUE_CONVENTION_NOT_STATED`. */
    double period; /* Written: the period of margins that are booked by periods, else 0. */
    int32_t start; /* Written: the first day of the window of the fit; `HABITUE_NO_DAY` for no
        limit. */
    int32_t calibration_end; /* Written: its last day that calibrates; `HABITUE_NO_DAY` where no
        window is stated. */
    int32_t holdout_end; /* Written: its last day of the holdout; `HABITUE_NO_DAY` for no
        holdout. */
    uint32_t reserved;
    struct habitue_cut *cuts; /* Where `tiers` cuts go, as of `habitue_pyramid_cuts` of doubles,
        or NULL. */
} habitue_scorer_info;
#define HABITUE_SCORER_INFO_INIT \
    {sizeof(habitue_scorer_info), 0, {0}, 0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0.0, 0, 0, 0, 0, 0}

/* Makes a scorer from a model of purchases without covariates; `spend`, a model of what a
 * purchase is worth given a customer's past mean, may be NULL: then the past mean is what it is
 * worth. Models are copied. */
HABITUE_CHECKED habitue_status habitue_scorer_new(const struct habitue_model *model,
    const struct habitue_model *spend, const habitue_scorer_options *options,
    habitue_scorer **scorer, habitue_error *error);

/* The scores of customers, one or many, to as many cells of `now`. Reads histories and
 * mean_spend, which is not looked at where the frequency is 0 and there is a model of spend. A
 * batch larger than any before it allocates. */
HABITUE_CHECKED habitue_status habitue_scorer_score(const habitue_scorer *scorer,
    const struct habitue_customers *customers, habitue_customer_now *now, size_t rows,
    habitue_error *error);

/* Tells what a scorer states. `model` and `spend`, each of which may be NULL, receive the model
 * of purchases, and that of spend, or NULL where there is none. */
HABITUE_CHECKED habitue_status habitue_scorer_inspect(const habitue_scorer *scorer,
    habitue_scorer_info *info, struct habitue_model **model, struct habitue_model **spend,
    habitue_error *error);

/* ================================================================================================
 * 3. Models of purchases, spend and contracts */

/* What a column of facts acts on. */
/* How often customers buy: α_i = α e^(−γ'z), or in the BG/BB α_i = α e^(γ'z), so that e^γ is the
 * factor of the mean odds α/β of buying. */
#define HABITUE_COVARIATE_PURCHASE 1
/* How soon customers leave: β_i = β e^(−γ'z) (Pareto/NBD, GGompertz/NBD) or a_i = a e^(γ'z) of
 * the Beta(a, b) chance of leaving (the beta-geometric models, γ of the BG/BB and the BdW, α of
 * the sBG). */
#define HABITUE_COVARIATE_ATTRITION 2
/* b_i = b e^(γ'z) of that Beta(a, b): δ of the BG/BB and the BdW, β of the sBG. A positive
 * coefficient makes customers stay longer. */
#define HABITUE_COVARIATE_ATTRITION_B 3
/* How much customers spend per purchase: γ_i = γ e^(γ'z) of the Gamma-Gamma. A positive
 * coefficient makes purchases larger. */
#define HABITUE_COVARIATE_SPEND 4

#define HABITUE_UNIT_NOT_STATED -1 /* The unit of time is not stated. */

/* One covariate of the customers. */
typedef struct habitue_covariate {
    habitue_text name; /* Its name, not empty. */
    const double *values; /* A finite number for each customer. */
    int32_t role; /* What it acts on: `HABITUE_COVARIATE_PURCHASE`, `_ATTRITION` or `_SPEND`. */
    uint32_t shared; /* 1 where its coefficient is the same in purchase and in attrition, for
        which both roles must have it; read by fits. */
} habitue_covariate;

/* The customers of every call about models: what a call reads, its comment says. A column that
 * is given and not read is refused (`HABITUE_NOT_READ`), so that none is thought to count; only
 * weights are not. Start from `HABITUE_CUSTOMERS_INIT`. */
typedef struct habitue_customers {
    uint32_t struct_size;
    uint32_t covariate_count; /* How many covariates there are. */
    size_t rows; /* Length of each column. */
    const double *weights; /* How many customers each row stands for, >= 0; NULL for one each.
        Never refused. */
    const uint32_t *frequency; /* Histories: the number of repeat purchases, x. */
    const double *recency; /* Histories: the time of the last one, t_x, counted from the first
        purchase. */
    const double *age; /* Histories: for how long the customer has been watched, T; 0 <= t_x <=
        T, and t_x = 0 exactly where x = 0. Frequency 0, recency 0 and age 0 is a new customer. */
    const double *log_intervals; /* The sum of the logarithms of the intervals between purchases,
        for fits of CNBD-k models. */
    const uint32_t *spend_frequency; /* Spending: the number of purchases behind the means; NULL
        for `frequency`. */
    const double *mean_spend; /* Spending: what they spent per purchase on average, > 0 where
        there are purchases. */
    const double *mean_log_spend; /* The mean logarithm of single amounts, for fits of
        Gamma-Gamma to these. */
    const double *expected_spend; /* What a purchase to come is expected to be worth, taken as
        known. */
    const double *margin_rate; /* The share of the spend that is margin. */
    const uint32_t *renewals; /* Contracts, one row a customer: renewals made so far, or for one
        who left, the number of the renewal that was not made (1 is the first). */
    const uint8_t *left; /* Contracts, for fits: 1 where the customer has left, else 0. */
    const int64_t *cohort; /* Contracts, for fits, one row a cohort and period: the cohort. */
    const uint32_t *period; /* The period, from 0. */
    const uint64_t *survivors; /* Customers of the cohort who were left then. */
    const double *born; /* The first purchase of each customer, from the origin of a clock. */
    const double *horizons; /* A customer's own `to` of the question. */
    const habitue_covariate *covariates; /* The covariates, in any order. */
    int32_t unit; /* Unit of the times: one of `HABITUE_UNIT_...`, or `HABITUE_UNIT_NOT_STATED`,
        the default. A model in another unit is refused. */
    uint32_t reserved;
} habitue_customers;
#define HABITUE_CUSTOMERS_INIT \
    {sizeof(habitue_customers), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
        HABITUE_UNIT_NOT_STATED, 0}

/* What the attrition covariates do in the beta-geometric models, whose drop-out probabilities
 * are Beta(a, b). Other models do not look at it. */
/* a_i = a e^(γ₂'z) and b_i = b e^(γ₃'z) with coefficients of their own (Fader and Hardie, note
 * 019): both how likely customers are to leave and how much they differ may depend on z. */
#define HABITUE_ATTRITION_LINK_SEPARATE 0
/* a_i = a e^(γ₂'z) alone, one coefficient a column: e^γ is the factor of the mean odds a/b of
 * leaving at a purchase. */
#define HABITUE_ATTRITION_LINK_ODDS 1
/* a_i = a e^(γ₂'z) and b_i = b e^(γ₂'z) with the same coefficients, as the R package CLVTools
 * has it. */
#define HABITUE_ATTRITION_LINK_COMMON 2

#define HABITUE_CONSTRAINT_FIXED 1 /* The parameter is held at `first`. */
/* The parameter stays from `first` to `second`, inclusive; an infinite bound is none. */
#define HABITUE_CONSTRAINT_BOUNDS 2
/* A prior: the logarithm of the parameter is normal with mean `first` and standard deviation
 * `second`. */
#define HABITUE_CONSTRAINT_LOG_NORMAL 3
/* A prior: the parameter is Gamma with shape `first` and rate `second`. */
#define HABITUE_CONSTRAINT_GAMMA 4

/* What a parameter is held at, kept within, or known to be beforehand. */
typedef struct habitue_constraint {
    habitue_text parameter; /* The name that the model has for the parameter, such as "q". */
    double first; /* See the kind. */
    double second; /* See the kind; 0 where it has one number. */
    int32_t kind; /* One of `HABITUE_CONSTRAINT_...`. */
    uint32_t reserved;
} habitue_constraint;

/* How to fit. Start from `HABITUE_FIT_OPTIONS_INIT`; NULL means the same. */
typedef struct habitue_fit_options {
    uint32_t struct_size;
    uint32_t max_iterations; /* Most Newton iterations. 500 by default. */
    uint32_t regularity; /* k of the CNBD-k models, 1 to 12; 0, the default, for the k of the
        highest likelihood. Other models do not look at it. */
    uint32_t starts; /* Points to start from, up to 1,000, of which the best result is kept; 0,
        the default, for those that the model knows. */
    double tolerance; /* The Newton decrement, in units of log-likelihood, at which the last step
        is taken, > 0. 1e-9 by default. */
    const double *start; /* Parameters to start from, or NULL: those of the data and of the
        corners of the model. */
    size_t start_count; /* How many parameters `start` has. */
    const habitue_constraint *constraints; /* What parameters are held at, kept within, or known
        to be, or NULL. Plain fits alone. */
    size_t constraint_count; /* How many constraints there are. */
    double penalizer_coef; /* The L2 penalty of the Python package lifetimes. 0 by default. Plain
        fits alone. */
    uint32_t standardised; /* 1 to centre covariates at their mean and to penalise coefficients
        per standard deviation. */
    int32_t attrition_link; /* One of `HABITUE_ATTRITION_LINK_...`, for models with a beta law of
        attrition. */
    double purchase_penalty; /* The strength of the penalty on the coefficients of purchase, >=
        0: half of it times the sum of their squares is subtracted from the log-likelihood. 0 by
        default. */
    double attrition_penalty; /* Likewise of attrition. */
    double spend_penalty; /* Likewise of spend. */
} habitue_fit_options;
#define HABITUE_FIT_OPTIONS_INIT \
    {sizeof(habitue_fit_options), 500, 0, 0, 1e-9, 0, 0, 0, 0, 0.0, 0, \
        HABITUE_ATTRITION_LINK_SEPARATE, 0.0, 0.0, 0.0}

/* Fits the model of `kind` (`HABITUE_MODEL_...`) by maximum likelihood.
 * Of the customers it reads, for models of purchases: frequency, recency, age and weights, and
 * log_intervals where the k of a CNBD-k model is to be judged; of spend: mean_spend,
 * spend_frequency (or frequency) and weights, and mean_log_spend for a fit to single amounts; of
 * contracts: renewals and left, or cohort, period and survivors. With covariates the model is
 * one with covariates. `options` and `job` may be NULL. `*model` receives the handle, to be
 * freed with `habitue_model_free`.
 * A likelihood with a flat ridge is no failure: see `habitue_model_report`. Returns also
 * `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`
 * with the row, `HABITUE_UNDEFINED` where nobody ever came back or a covariate is constant,
 * `HABITUE_MISSING_COLUMN` where a shared name is not in both roles, `HABITUE_NOT_CONVERGED`, or
 * `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_model_fit(int32_t kind, const habitue_customers *customers,
    const habitue_fit_options *options, const habitue_job *job, struct habitue_model **model,
    habitue_error *error);

/* A direction in which the likelihood has no peak, by name. */
#define HABITUE_RIDGE_NONE 0 /* No ridge: the likelihood has a peak. */
/* Nobody seems to leave: attrition is not identified by these data. */
#define HABITUE_RIDGE_NO_ATTRITION 1
#define HABITUE_RIDGE_EQUAL_ATTRITION 2 /* All customers seem equally prone to leave. */
#define HABITUE_RIDGE_EQUAL_PURCHASING 3 /* All customers seem to buy at the same rate. */
/* Hardly any rates lie between "never" and "often": the shape r of the purchase rates tends to
 * 0. */
#define HABITUE_RIDGE_EXTREME_PURCHASING 4
/* Whether a customer leaves is all or nothing: the distribution of drop-out piles up at its
 * ends. */
#define HABITUE_RIDGE_EXTREME_ATTRITION 5
/* q <= 1: the mean spend of the whole population is infinite (that of a customer with history is
 * not). */
#define HABITUE_RIDGE_INFINITE_MEAN_SPEND 6
/* Every purchase of a customer costs the same: p tends to infinity. */
#define HABITUE_RIDGE_CONSTANT_SPEND 7
/* All customers have the same mean spend: q tends to infinity. */
#define HABITUE_RIDGE_EQUAL_SPEND 8
#define HABITUE_RIDGE_PARETO_LIMIT 9 /* The lifetimes are those of a Pareto/NBD: b tends to 0. */
/* A coefficient of a covariate tends to infinity: customers who differ in it never bought, never
 * left, or never differ in what it acts on. */
#define HABITUE_RIDGE_SEPARATION 10
#define HABITUE_RIDGE_GIVEN_BOUND 11 /* A parameter stands at the bound that it was given. */
#define HABITUE_RIDGE_FLAT 99 /* The surface is flat in some direction that has no name. */

#define HABITUE_REPORT_MODEL 0 /* The fit of the model itself. */
/* The fit of the model without covariates to the same customers. */
#define HABITUE_REPORT_WITHOUT_COVARIATES 1

#define HABITUE_SAID_UNIT 0 /* The unit that the parameters of a model are in. */
#define HABITUE_SAID_PROVENANCE 1 /* Where a model comes from. */

/* A model with what is known of its fit. Threads: as every handle. */
typedef struct habitue_model habitue_model;
HABITUE_API void habitue_model_free(habitue_model *model); /* Releases it; NULL does nothing. */

/* A coefficient of a covariate. */
typedef struct habitue_effect {
    double coefficient; /* γ, per unit of the column: e^γ is the factor of one unit. */
    double center; /* What is subtracted from the column first: its mean in the fit where that
        was standardised, otherwise 0. */
    double scale; /* The standard deviation of the column in the fit; 1 where there was none. */
    int32_t role; /* One of `HABITUE_COVARIATE_...`. */
    uint32_t reserved;
} habitue_effect;

/* Another summit of the likelihood, nearly as high, that answers differently. */
typedef struct habitue_alternative {
    double log_likelihood; /* The log-likelihood there. */
    double alive; /* The mean of P(alive) over the customers of the fit, 0 to 1. */
    int32_t ridge; /* One of `HABITUE_RIDGE_...`. */
    uint32_t reserved;
} habitue_alternative;

/* What a model is, and what is known of its fit. */
typedef struct habitue_fit_report {
    int32_t kind; /* One of `HABITUE_MODEL_...`. */
    uint32_t effects; /* Coefficients of covariates. */
    uint32_t fitted; /* 1 if the model was fitted; 0 if it was made from parameters, and then all
        that follows is 0. */
    uint32_t parameters; /* Number of parameters that were estimated. */
    uint32_t iterations; /* Newton iterations. */
    int32_t ridge; /* One of `HABITUE_RIDGE_...`. */
    uint32_t starts; /* Points that the fit started from. */
    uint32_t agreeing; /* How many of them led to this optimum. */
    uint32_t alternatives; /* Other summits that the data do not refuse; see
        `habitue_model_alternative`. */
    uint32_t reserved;
    double log_likelihood; /* Log-likelihood at the optimum, without penalties and priors. */
    double aic; /* Akaike's criterion; under a penalty with the effective number of parameters. */
    double bic; /* Schwarz's criterion, over the number of customers, likewise. */
    double gradient_norm; /* Largest component of the gradient in log-parameters at the optimum. */
    double hessian_condition; /* Condition number of the Hessian in log-parameters; infinite
        where it is not negative definite. */
    double penalised; /* The log-likelihood less the penalty on coefficients. */
    double effective_parameters; /* The effective number of parameters. */
    double customers; /* Customers that the fit speaks of (the sum of the weights). */
    uint64_t cells; /* Distinct observations among them. */
} habitue_fit_report;

/* Makes a model of `kind` (`HABITUE_MODEL_...`) from its `count` parameters, with `effect_count`
 * coefficients of covariates and as many names, not empty; (NULL, NULL, 0) for a plain model.
 * `*model` receives the handle, to be freed with `habitue_model_free`. Returns also
 * `HABITUE_DUPLICATE` or `HABITUE_NOT_UTF8` for names. */
HABITUE_CHECKED habitue_status habitue_model_new(int32_t kind, const double *parameters,
    size_t count, const habitue_effect *effects, const habitue_text *effect_names,
    size_t effect_count, habitue_model **model, habitue_error *error);

/* What a model is and how it was fitted; `which` is `HABITUE_REPORT_MODEL`, or
 * `HABITUE_REPORT_WITHOUT_COVARIATES` for the plain fit that a fit with covariates is held
 * against, of which `fitted` is 0 where there is none. */
HABITUE_CHECKED habitue_status habitue_model_report(
    const habitue_model *model, int32_t which, habitue_fit_report *report, habitue_error *error);

/* Another summit of the likelihood of a fit, the highest first, and its parameters: up to
 * `capacity` doubles to `parameters`, and their number to `*needed`. `HABITUE_OUT_OF_RANGE` from
 * the number of alternatives in the report on. */
HABITUE_CHECKED habitue_status habitue_model_alternative(const habitue_model *model, size_t index,
    habitue_alternative *alternative, double *parameters, size_t capacity, size_t *needed,
    habitue_error *error);

/* The parameters of a model in the order of its kind, then the coefficients: each of
 * `parameters` and `standard_errors` NULL or room for `capacity` of them, and `covariance` NULL
 * or room for the square of that, row by row. `*needed` receives their number; (NULL, NULL,
 * NULL, 0) asks for that alone.
 * Of errors and covariance returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a
 * ridge, and `HABITUE_UNDEFINED` where the model was not fitted. */
HABITUE_CHECKED habitue_status habitue_model_parameters(const habitue_model *model,
    double *parameters, double *standard_errors, double *covariance, size_t capacity,
    size_t *needed, habitue_error *error);

/* The coefficient `index`, from 0, and the name of its column without a NUL: up to `capacity`
 * bytes to `name`, and their number to `*needed`. */
HABITUE_CHECKED habitue_status habitue_model_effect(const habitue_model *model, size_t index,
    habitue_effect *effect, char *name, size_t capacity, size_t *needed, habitue_error *error);

/* States the unit that the parameters are in and where the model comes from; both go with its
 * bytes. The name of a unit of time is one: customers in another are refused. Needs the handle
 * to itself. */
HABITUE_CHECKED habitue_status habitue_model_describe(
    habitue_model *model, habitue_text unit, habitue_text provenance, habitue_error *error);

/* What `habitue_model_describe` stated (`HABITUE_SAID_...`), without a NUL, empty where it did
 * not: up to `capacity` bytes to `text`, and their number to `*needed`. */
HABITUE_CHECKED habitue_status habitue_model_said(const habitue_model *model, int32_t what,
    char *text, size_t capacity, size_t *needed, habitue_error *error);

/* The plain model of the customer in `row` of the covariates, to be freed with
 * `habitue_model_free`; of a plain model a copy. Of the customers the covariates alone are read. */
HABITUE_CHECKED habitue_status habitue_model_for_customer(const habitue_model *model,
    const habitue_customers *customers, size_t row, habitue_model **plain, habitue_error *error);

/* How the customers of a model differ in a rate (`HABITUE_INDIVIDUAL_PURCHASE_RATE`,
 * `_ATTRITION_RATE` or `_DROPOUT`): its density over the whole base at each of `rates`, infinite
 * at a pole, into `density`; its mean, and a rate that hardly any customer exceeds, up to which
 * a curve is drawn, into `mean` and `reach`, each of which may be NULL. Of a `count` of 0 these
 * alone.
 * Returns also `HABITUE_UNDEFINED` for models with covariates, for kinds other than BG/NBD,
 * MBG/NBD, Pareto/NBD and NBD, and for a rate that the kind does not have. */
HABITUE_CHECKED habitue_status habitue_model_heterogeneity(const habitue_model *model,
    int32_t individual, const double *rates, double *density, size_t count, double *mean,
    double *reach, habitue_error *error);

/* Kinds of models. */
/* BG/NBD (Fader, Hardie and Lee 2005): a customer may leave after any purchase. Parameters: r,
   alpha, a, b. */
#define HABITUE_MODEL_BG_NBD 1
/* Pareto/NBD (Schmittlein, Morrison and Colombo 1987): customers leave at any moment.
   Parameters: r, alpha, s, beta. */
#define HABITUE_MODEL_PARETO_NBD 2
/* MBG/NBD (Batislam et al. 2007): as BG/NBD, and the first purchase may be the last.
   Parameters: r, alpha, a, b. */
#define HABITUE_MODEL_MBG_NBD 3
/* NBD (Ehrenberg 1959): nobody ever leaves. Parameters: r, alpha. */
#define HABITUE_MODEL_NBD 4
/* BG/CNBD-k (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals. Parameters: r,
   alpha, a, b, k; k is given or chosen, and has a standard error of 0. */
#define HABITUE_MODEL_BG_CNBD 5
/* MBG/CNBD-k (Reutterer et al. 2021): MBG/NBD with Erlang-k intervals. Parameters: r, alpha,
   a, b, k; k is given or chosen, and has a standard error of 0. */
#define HABITUE_MODEL_MBG_CNBD 6
/* GGompertz/NBD (Bemmaor and Glady 2012): leaving becomes ever more likely. Parameters: r,
   alpha, b, s, beta. */
#define HABITUE_MODEL_GGOMPERTZ_NBD 7
/* PDO/NBD (Jerath, Fader and Hardie 2011): customers may leave at equal intervals of time tau.
   Parameters: r, alpha, a, b, tau; tau is given or chosen, and has a standard error of 0. */
#define HABITUE_MODEL_PDO_NBD 8
/* BG/BB (Fader, Hardie and Shang 2010): discrete opportunities to buy. Recency and age are
   whole numbers of opportunities. Parameters: alpha, beta, gamma, delta. */
#define HABITUE_MODEL_BG_BB 20
/* Gamma-Gamma (Fader and Hardie 2013): spend is independent of how often. Parameters: p, q,
   gamma. */
#define HABITUE_MODEL_GAMMA_GAMMA 100
/* sBG (Fader and Hardie 2007): each customer's churn is constant, customers differ.
   Parameters: alpha, beta. */
#define HABITUE_MODEL_SBG 200
/* BdW (Fader, Hardie et al. 2018): each customer's churn changes with tenure. Parameters:
   gamma, delta, c. */
#define HABITUE_MODEL_BDW 201

/* ================================================================================================
 * 4. Questions to models, and answers */

/* P(alive) at `to`; now where `to` is 0 or not given. May read horizons. */
#define HABITUE_ASK_P_ALIVE 1
/* Expected purchases in (T + from, T + to]. May read horizons. */
#define HABITUE_ASK_EXPECTED_PURCHASES 2
/* P(exactly n purchases in (T + from, T + to]). May read horizons. */
#define HABITUE_ASK_P_PURCHASES 3
/* P(n or more purchases in (T + from, T + to]). May read horizons. */
#define HABITUE_ASK_P_AT_LEAST 4
#define HABITUE_ASK_P_NO_PURCHASE 5 /* P(no purchase in (T + from, T + to]). May read horizons. */
/* The smallest n such that n or fewer purchases in (T + from, T + to] have at least
 * `probability`. May read horizons. */
#define HABITUE_ASK_PURCHASE_QUANTILE 6
/* Expected purchases up to T + to (infinite: all), discounted at `rate`, booked by `timing` and
 * `period`. May read horizons. */
#define HABITUE_ASK_DISCOUNTED_PURCHASES 7
/* The time after T by which the next purchase has come with `probability`. */
#define HABITUE_ASK_NEXT_PURCHASE_QUANTILE 8
/* The time after T by which the customer has left with `probability`. */
#define HABITUE_ASK_LIFETIME_QUANTILE 9
/* `statistic` (and its `probability`) of the rate `individual` of each customer. Every model. */
#define HABITUE_ASK_POSTERIOR 20
/* The log-likelihood of each customer. Models of purchases and of spend. */
#define HABITUE_ASK_LOG_LIKELIHOOD 21
/* Discounted purchases x expected spend x `margin`. Reads expected_spend, or what a spend model
 * reads; may read horizons. */
#define HABITUE_ASK_LIFETIME_VALUE 40
#define HABITUE_ASK_LIFETIME_PROFIT 41 /* The same times margin_rate of each customer. */
/* The expected spend of a purchase to come. Models of spend. */
#define HABITUE_ASK_EXPECTED_SPEND 42
/* The probability of the next renewal. Models of contracts, as the following, which read
 * renewals. */
#define HABITUE_ASK_RETENTION_RATE 60
#define HABITUE_ASK_SURVIVAL 61 /* The probability of `to` more renewals. */
/* The probability of leaving at exactly the renewal number `to` from now. */
#define HABITUE_ASK_CHURN 62
/* Expected renewals among the next `to`, discounted at `rate` a period. */
#define HABITUE_ASK_DISCOUNTED_RENEWALS 63
/* DERL, the discounted expected residual lifetime, at `rate` a period. */
#define HABITUE_ASK_RESIDUAL_LIFETIME 64
/* The lifetime from the running period on, at `rate` a period. */
#define HABITUE_ASK_CONTRACT_LIFETIME 65
/* Elasticity of DERL to retention, at `rate` a period. */
#define HABITUE_ASK_RETENTION_ELASTICITY 66
/* The same over those who renew (Fader and Hardie 2010, eq. 8). */
#define HABITUE_ASK_RENEWERS_ELASTICITY 67
/* The smallest number of renewals that is not exceeded with at least `probability`. */
#define HABITUE_ASK_RENEWALS_QUANTILE 68

/* A rate that belongs to one customer: of purchases and attrition, of a contract, or of spend. */
#define HABITUE_INDIVIDUAL_PURCHASE_RATE 1 /* Purchases per unit of time while a customer. */
/* Expected time between two purchases while a customer. */
#define HABITUE_INDIVIDUAL_PURCHASE_INTERVAL 2
/* Departures per unit of time (Pareto/NBD, GGompertz/NBD). */
#define HABITUE_INDIVIDUAL_ATTRITION_RATE 3
/* The chance to leave after a purchase or before an opportunity. */
#define HABITUE_INDIVIDUAL_DROPOUT 4
#define HABITUE_INDIVIDUAL_CHURN 5 /* The chance to leave at the next renewal of a contract. */
#define HABITUE_INDIVIDUAL_MEAN_SPEND 6 /* The customer's own mean spend per purchase, p/ν. */
#define HABITUE_INDIVIDUAL_SPEND_NU 7 /* ν of Gamma-Gamma. */

/* What is asked of a distribution. */
#define HABITUE_STATISTIC_MEAN 0 /* The mean; infinite where there is none. */
#define HABITUE_STATISTIC_VARIANCE 1 /* The variance; infinite where there is none. */
/* The value that is not exceeded with `probability`, 0 < probability < 1. */
#define HABITUE_STATISTIC_QUANTILE 2

/* When the margin of a purchase is received, for discounting. */
#define HABITUE_MARGIN_AT_PURCHASE 0 /* A margin is received when the purchase happens. */
/* At the end of the period in which the purchase happens. */
#define HABITUE_MARGIN_AT_END_OF_PERIOD 1
#define HABITUE_MARGIN_AT_START_OF_PERIOD 2 /* At the beginning of that period. */

#define HABITUE_COUNT_NOT_GIVEN UINT64_MAX /* A count that is not given. */

struct habitue_uncertainty;
/* A question about each of some customers. Start from `HABITUE_QUESTION_INIT` and set `kind` and
 * what its comment names; a number that is given and not read is refused (`HABITUE_NOT_READ`),
 * and one that is read and not given is an error (`HABITUE_MISSING_VALUE`). */
typedef struct habitue_question {
    uint32_t struct_size;
    int32_t kind; /* One of `HABITUE_ASK_...`. */
    double from; /* Where the interval begins, counted from the end of the history. 0 by default. */
    double to; /* Where it ends; where customers have horizons, not given. */
    double probability; /* Of a quantile. */
    double rate; /* Discount rate: continuous, per unit of time; of contracts, per period. */
    double margin; /* The share of the spend that is profit; 1 where it is not given. */
    double period; /* The period that margins are booked by, in units of time, for a `timing`
        that has one. */
    uint64_t n; /* Number of purchases. */
    int32_t timing; /* One of `HABITUE_MARGIN_...`. AT_PURCHASE by default. */
    int32_t unit; /* Unit of `to`, `rate` and `period`: one of `HABITUE_UNIT_...`, or
        `HABITUE_UNIT_NOT_STATED`, the default. A model in another unit is refused. */
    int32_t individual; /* One of `HABITUE_INDIVIDUAL_...`. */
    int32_t statistic; /* One of `HABITUE_STATISTIC_...`. MEAN by default. */
    const habitue_model *spend_model; /* Of a value: expected spend is what this model makes of
        mean_spend and spend_frequency, or NULL. */
    const struct habitue_uncertainty *spend_uncertainty; /* The same with its uncertainty, or
        NULL. */
} habitue_question;
#define HABITUE_QUESTION_INIT \
    {sizeof(habitue_question), 0, 0.0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, \
        HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, HABITUE_COUNT_NOT_GIVEN, HABITUE_MARGIN_AT_PURCHASE, \
        HABITUE_UNIT_NOT_STATED, 0, HABITUE_STATISTIC_MEAN, 0, 0}

struct habitue_estimate;
/* Where answers go: columns and a place of the caller, each of which may be NULL. Start from
 * `HABITUE_ANSWERS_INIT`. The last four are for `habitue_answer_with_uncertainty` alone. */
typedef struct habitue_answers {
    uint32_t struct_size;
    uint32_t reserved;
    double *estimate; /* Written: the answer for each customer. */
    struct habitue_estimate *total; /* Written: the sum of the answers, each customer counted as
        often as the weight says; of `habitue_answer` the estimate alone, the other figures are
        NaN. */
    double *standard_error; /* Written: the standard errors; infinite where an answer is infinite
        for some draws. */
    double *low; /* Written: the lower ends of the intervals. */
    double *high; /* Written: the upper ends. */
    double confidence; /* Confidence of the intervals, 0 < confidence < 1. 0.95 by default. */
} habitue_answers;
#define HABITUE_ANSWERS_INIT {sizeof(habitue_answers), 0, 0, 0, 0, 0, 0, 0.95}

/* Answers `question` for each of the customers, for their total, or both.
 * The kind of the question says what is read of it and of the customers; models with covariates
 * also read covariates. Nothing is written unless all of it is in order; where a prediction does
 * not settle, or the job is cancelled, the column holds zeros. `job` may be NULL.
 * Returns also `HABITUE_BAD_ARGUMENT` for a question to another family of models,
 * `HABITUE_NOT_READ` and `HABITUE_MISSING_VALUE` for columns and numbers, `HABITUE_NOT_FINITE`,
 * `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row, `HABITUE_MISSING_COLUMN` for a
 * covariate, `HABITUE_UNDEFINED` where an answer is infinite, `HABITUE_OUTSIDE_DOMAIN`,
 * `HABITUE_OVERFLOW`, or `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_answer(const habitue_model *model,
    const habitue_question *question, const habitue_customers *customers, const habitue_job *job,
    const habitue_answers *answers, habitue_error *error);

/* The same with standard errors and intervals: every question, of every model.
 * Returns also `HABITUE_UNDEFINED` for the delta method and an answer that moves in steps
 * (quantiles of counts), and `HABITUE_SINGULAR_MATRIX` for it on a ridge. */
HABITUE_CHECKED habitue_status habitue_answer_with_uncertainty(
    const struct habitue_uncertainty *uncertainty, const habitue_question *question,
    const habitue_customers *customers, const habitue_job *job, const habitue_answers *answers,
    habitue_error *error);

/* ================================================================================================
 * 5. Uncertainty of parameters */

/* How the uncertainty of a figure was found. */
/* From the slope of the figure in the parameters and their covariance; for a parameter itself
 * the interval of Wald. For large bases; no figures on a ridge. */
#define HABITUE_UNCERTAINTY_DELTA 0
/* From parameters drawn from their asymptotic distribution. For curved figures of
 * well-determined models; refused on a ridge. */
#define HABITUE_UNCERTAINTY_DRAWS 1
/* From parameters fitted again to customers drawn with replacement. For small bases, doubtful
 * models and ridges. */
#define HABITUE_UNCERTAINTY_BOOTSTRAP 2
/* From the likelihood with one parameter held. Of parameters alone; for small bases and ridges. */
#define HABITUE_UNCERTAINTY_PROFILE 3

/* On which scale an interval of the delta method is symmetric. */
/* The scale without ends: the logarithm of a positive figure, the logit of a probability. The
 * interval never leaves the range of the figure. */
#define HABITUE_INTERVAL_NATURAL 0
/* The figure itself: estimate ± z standard errors, as most programs print it. It may leave the
 * range of the figure. */
#define HABITUE_INTERVAL_PLAIN 1

/* How uncertainty is found. Start from `HABITUE_UNCERTAINTY_OPTIONS_INIT`; NULL means the same. */
typedef struct habitue_uncertainty_options {
    uint32_t struct_size;
    uint32_t draws; /* How many parameters are drawn, or refits made; at least 2. 1000 by
        default. */
    uint64_t seed; /* Where the random streams start; the same seed gives the same bits, whatever
        the number of threads. 1 by default. */
    int32_t scale; /* One of `HABITUE_INTERVAL_...`, for the delta method. NATURAL by default. */
    uint32_t reserved;
} habitue_uncertainty_options;
#define HABITUE_UNCERTAINTY_OPTIONS_INIT \
    {sizeof(habitue_uncertainty_options), 1000, 1, HABITUE_INTERVAL_NATURAL, 0}

/* A figure with its standard error and an interval. */
typedef struct habitue_estimate {
    double estimate; /* The figure at the fitted parameters. */
    double standard_error; /* Its standard error; infinite where the figure is infinite for some
        draws. */
    double low; /* Lower end of the interval. */
    double high; /* Upper end of the interval. */
    double confidence; /* Confidence of the interval. */
    int32_t method; /* One of `HABITUE_UNCERTAINTY_*`. */
    uint32_t draws; /* Draws or refits that it rests on; 0 for the methods that need none. */
    uint32_t failed; /* Draws or refits that gave no figure; many of them make the interval
        doubtful. */
    uint32_t reserved;
} habitue_estimate;

/* What an uncertainty is, and how many models it rests on. */
typedef struct habitue_uncertainty_info {
    int32_t method; /* One of `HABITUE_UNCERTAINTY_*`. */
    int32_t kind; /* The kind of the model, one of `HABITUE_MODEL_...`. */
    uint32_t parameters; /* Its parameters, coefficients included. */
    uint32_t draws; /* Draws or refits with a model. */
    uint32_t failed; /* Those without. */
    uint32_t reserved;
} habitue_uncertainty_info;

/* How sure a fitted model is. Threads: as every handle. */
typedef struct habitue_uncertainty habitue_uncertainty;
HABITUE_API void habitue_uncertainty_free(habitue_uncertainty *uncertainty); /* Releases it; NULL
    does nothing. */

/* How sure `model` is, by `method` (`HABITUE_UNCERTAINTY_...`).
 * BOOTSTRAP and PROFILE read the customers that the model was fitted to, and `fit` for the
 * choices of a fit with covariates; for the others both are NULL. `options` and `job` may be
 * NULL. `*uncertainty` receives the handle, to be freed with `habitue_uncertainty_free`.
 * Returns also `HABITUE_UNDEFINED` for a model that was not fitted, `HABITUE_SINGULAR_MATRIX`
 * without a covariance, `HABITUE_INCONSISTENT` for customers that it was not fitted to, or
 * `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_uncertainty_new(const habitue_model *model, int32_t method,
    const habitue_customers *customers, const habitue_fit_options *fit,
    const habitue_uncertainty_options *options, const habitue_job *job,
    habitue_uncertainty **uncertainty, habitue_error *error);

/* What an uncertainty is. */
HABITUE_CHECKED habitue_status habitue_uncertainty_inspect(
    const habitue_uncertainty *uncertainty, habitue_uncertainty_info *info, habitue_error *error);

/* The parameters with standard errors and intervals of this confidence, in the order of the
 * kind, then the coefficients: up to `capacity` to `estimates`, and their number to `*needed`.
 * By profiles an end that the data do not bound is 0 or infinite.
 * Returns also `HABITUE_UNDEFINED` for profiles under a penalty, or `HABITUE_NOT_CONVERGED`. */
HABITUE_CHECKED habitue_status habitue_uncertainty_parameters(
    const habitue_uncertainty *uncertainty, double confidence, habitue_estimate *estimates,
    size_t capacity, size_t *needed, habitue_error *error);

/* The parameters of each draw or refit, one after the other: up to `capacity` doubles to
 * `parameters`, and their number to `*needed`; none by the delta method and by profiles. */
HABITUE_CHECKED habitue_status habitue_uncertainty_draws(const habitue_uncertainty *uncertainty,
    double *parameters, size_t capacity, size_t *needed, habitue_error *error);

/* The highest log-likelihood while `parameter` (from 0) is held at each of `count` values, by
 * profiles. `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_CONVERGED`, both with the row. */
HABITUE_CHECKED habitue_status habitue_uncertainty_profile(const habitue_uncertainty *uncertainty,
    size_t parameter, const double *values, size_t count, double *log_likelihood,
    habitue_error *error);

/* ================================================================================================
 * 6. Validation and comparison of models */

/* One model of a comparison. */
typedef struct habitue_compared_model {
    int32_t kind; /* One of `HABITUE_MODEL_...`. */
    habitue_status failure; /* The status that the fit alone would have returned; `HABITUE_OK`
        where there is a model, and else all but this and `kind` is 0. */
    int32_t ridge; /* One of `HABITUE_RIDGE_...`. */
    uint32_t parameters; /* Number of parameters; k of the CNBD-k models is not counted. */
    uint32_t regularity; /* k of the CNBD-k models, 0 for the others. */
    uint32_t reserved;
    double log_likelihood; /* Log-likelihood at the optimum. */
    double aic; /* Akaike's criterion. */
    double bic; /* Schwarz's criterion. */
} habitue_compared_model;

/* The likelihood-ratio test of two models of a comparison, of which one is a special case of the
 * other: NBD of every model of attrition, Pareto/NBD of GGompertz/NBD. */
typedef struct habitue_nested_test {
    uint32_t restricted; /* The row of the special case, from 0. */
    uint32_t general; /* The row of the model that contains it. */
    uint64_t degrees; /* Parameters that the special case has less. */
    double statistic; /* Twice the difference of the log-likelihoods, >= 0. */
    double p_value; /* P(chi-squared >= statistic); too large rather than too small, for the
        special case lies at the end of a parameter's range. */
} habitue_nested_test;

/* Where a comparison goes: a cell for each kind, or NULL where it is not wanted. Start from
 * `HABITUE_COMPARISON_INIT`. */
typedef struct habitue_comparison {
    uint32_t struct_size;
    uint32_t reserved;
    habitue_compared_model *rows; /* Written: what there is to say of each model. */
    habitue_model **models; /* Written: the models, to be freed one by one; NULL where the fit
        failed. */
    habitue_error *why; /* Written: as the fit alone would have filled its error. */
    habitue_nested_test *tests; /* Written: the tests of all pairs of which one is a special case
        of the other. */
    size_t test_capacity; /* How many of these there is room for; 6 are always enough. */
    size_t test_count; /* Written: how many there are, of which no more than the capacity were
        filled in. */
} habitue_comparison;
#define HABITUE_COMPARISON_INIT {sizeof(habitue_comparison), 0, 0, 0, 0, 0, 0, 0}

/* Fits a model of purchases of each of `count` `kinds` (`HABITUE_MODEL_...`, none twice) to the
 * same customers, in this order; reads what `habitue_model_fit` does. A model that cannot be
 * fitted does not stop the others: its row says why. The likelihoods of all kinds but
 * `HABITUE_MODEL_BG_BB` may be compared; forecasts are judged by `habitue_answer` and
 * `habitue_forecast_judge`. `options` and `job` may be NULL.
 * Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_DUPLICATE` with the place of a kind as row, or
 * `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_compare(const int32_t *kinds, size_t count,
    const habitue_customers *customers, const habitue_fit_options *options, const habitue_job *job,
    habitue_comparison *comparison, habitue_error *error);

/* The likelihood-ratio test of the fit of a special case, `restricted`, against that of the
 * model that contains it, `general`, from the reports of the two: `*statistic` is twice the
 * difference of the log-likelihoods, `*degrees` the parameters that the special case has less,
 * `*p_value` the chance of so large a statistic under the special case. Of a model with
 * covariates the report WITHOUT_COVARIATES is the special case. Refuses reports that cannot be
 * those of nested models over the same customers, and `HABITUE_UNDEFINED` where a penalty was at
 * work. */
HABITUE_CHECKED habitue_status habitue_likelihood_ratio(const habitue_fit_report *restricted,
    const habitue_fit_report *general, double *statistic, uint32_t *degrees, double *p_value,
    habitue_error *error);

/* Wheat and Morrison: the shares of the first of two consecutive intervals, over all pairs. */
#define HABITUE_REGULARITY_PAIRS 0
/* The method of moments: the coefficients of variation of each customer's intervals. */
#define HABITUE_REGULARITY_MOMENTS 1

/* A coefficient of correlation of frequency and mean spend, with its test. */
typedef struct habitue_correlation {
    double coefficient; /* r, from -1 to 1. */
    double t; /* t = r √((n − 2)/(1 − r²)); infinite where r is 1 or -1. */
    double p_value; /* P(|t| or more) of Student's law with n − 2 degrees of freedom: exact for
        normal variables, asymptotic for others and for ranks. */
} habitue_correlation;

/* k of the intervals between purchases: 1 for purely random ones, larger where they come like
 * clockwork. */
typedef struct habitue_regularity {
    double k; /* The estimate of k; infinite where all intervals of each customer are the same. */
    double standard_error; /* Its asymptotic standard error; infinite where k is. */
    uint64_t customers; /* Customers that say something about it. */
    uint64_t observations; /* Their intervals (pairs of consecutive ones for the estimate of
        Wheat and Morrison). */
} habitue_regularity;

/* How many customers with these ages a model of purchases expects to have come back 0, 1, ...
 * times, beside how many did: `length` classes (at most 1,000,001), the last open. Reads
 * histories, weights and covariates; writes `length` values to `actual` and `expected`. `job`
 * may be NULL. */
HABITUE_CHECKED habitue_status habitue_model_frequencies(const habitue_model *model,
    const habitue_customers *customers, const habitue_job *job, double *actual, double *expected,
    size_t length, habitue_error *error);

/* Expected repeat purchases of a growing base in each of `steps` steps of length `step`, in the
 * unit of the model: up to the end of the step to `cumulative`, and within it to `incremental`,
 * either of which may be NULL. Reads born, weights and covariates. Each step costs one
 * evaluation, however many customers there are. */
HABITUE_CHECKED habitue_status habitue_model_track(const habitue_model *model,
    const habitue_customers *customers, double step, double *cumulative, double *incremental,
    size_t steps, habitue_error *error);

/* The correlation of frequency and mean spend over the customers with purchases, Pearson's and
 * Spearman's, each with its test: what the models of spend assume is that there is none. Reads
 * mean_spend, spend_frequency (or frequency) and weights.
 * `*used` is the number of customers with purchases, rounded. Returns also `HABITUE_UNDEFINED`
 * for fewer than three such customers or where all are the same. */
HABITUE_CHECKED habitue_status habitue_frequency_spend(const habitue_customers *customers,
    uint64_t *used, habitue_correlation *pearson, habitue_correlation *spearman,
    habitue_error *error);

/* k by maximum likelihood from histories with log_intervals, and weights. Returns also
 * `HABITUE_UNDEFINED` where nobody has two intervals. */
HABITUE_CHECKED habitue_status habitue_regularity_of_histories(
    const habitue_customers *customers, habitue_regularity *regularity, habitue_error *error);

/* Forecasts and outcomes. Start from `HABITUE_FORECAST_INIT`. */
typedef struct habitue_forecast {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* Length of each column. */
    const double *actual; /* What each customer did in the holdout, purchases or money, >= 0. */
    const double *expected; /* The forecast, >= 0. */
    const double *weights; /* How many customers a row stands for; NULL for one each. */
    const uint8_t *bytes; /* In place of columns, which are NULL then: what the parts of a base
        told by `habitue_forecast_cells`, one behind the other. */
    size_t length; /* How many bytes. */
} habitue_forecast;
#define HABITUE_FORECAST_INIT {sizeof(habitue_forecast), 0, 0, 0, 0, 0, 0, 0}

/* How far forecasts e were from what came to pass, a, over customers of weight w. */
typedef struct habitue_forecast_errors {
    double customers; /* Σ w, the customers. */
    double actual; /* Σ w a. */
    double expected; /* Σ w e. */
    double bias; /* Σ w (e − a)/Σ w a: positive where too much was expected; NaN where nothing
        came to pass. */
    double wape; /* WAPE, Σ w |e − a|/Σ w a: the weighted absolute percentage error, which is MAE
        over the mean; NaN where nothing came to pass. */
    double mae; /* MAE, Σ w |e − a|/Σ w. */
    double rmse; /* RMSE, √(Σ w (e − a)²/Σ w). */
    double top_decile_lift; /* Top-decile lift: the mean of a among the tenth of the customers of
        whom most was expected, over the mean of a among all (Neslin, Gupta, Kamakura, Lu and
        Mason, *Journal of Marketing Research* 43, 2006). */
    double gini; /* The Gini coefficient of the ranking: twice the area between the diagonal and
        the share of Σ w a held by those of whom least was expected (the ordered Lorenz curve of
        Frees, Meyers and Cummings, *Journal of the American Statistical Association* 106, 2011),
        customers of the same forecast in one step. */
    double normalised_gini; /* That, over what a perfect ranking (by a itself) attains: 1 is
        perfect; NaN also where all customers did the same. */
} habitue_forecast_errors;

/* Forecast and outcome of one class of customers. */
typedef struct habitue_forecast_class {
    double customers; /* Σ w, the customers in it. */
    double actual; /* Their mean of what came to pass; NaN for an empty class. */
    double expected; /* Their mean forecast; NaN for an empty class. */
} habitue_forecast_class;

/* The errors of forecasts, in total and per customer. Returns also `HABITUE_EMPTY_INPUT`, and of
 * bytes `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION` and `HABITUE_NOT_READ`. */
HABITUE_CHECKED habitue_status habitue_forecast_judge(
    const habitue_forecast *forecast, habitue_forecast_errors *errors, habitue_error *error);

/* What a part of a base (a partition, a shard) tells of its forecasts, so that
 * `habitue_forecast_judge` gives the errors of the whole base to the bit: its distinct rows with
 * how often each is there, as portable bytes. The bytes of several parts one behind the other
 * are those of all of them; given as `forecast.bytes`, they become those of one. A part may have
 * no customers. Returns also `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`,
 * `HABITUE_OVERFLOW` and `HABITUE_NOT_READ`. */
HABITUE_CHECKED habitue_status habitue_forecast_cells(const habitue_forecast *forecast,
    uint8_t *buffer, size_t capacity, size_t *needed, habitue_error *error);

/* Forecast and outcome by classes of `values` (frequency, recency ..., finite), a column of as
 * many rows: class i of `classes` holds the customers from `lowest[i]` up to, but not with,
 * `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest` increases.
 * Returns also `HABITUE_EMPTY_INPUT`. */
HABITUE_CHECKED habitue_status habitue_forecast_by(const habitue_forecast *forecast,
    const double *values, const double *lowest, size_t classes, habitue_forecast_class *found,
    habitue_error *error);

/* ================================================================================================
 * 7. Simulation */

/* How customers are drawn. Start from `HABITUE_SIMULATION_OPTIONS_INIT`; NULL means the same. */
typedef struct habitue_simulation_options {
    uint32_t struct_size;
    uint32_t every_purchase; /* 1 to keep every purchase, 0, the default, for the summaries
        alone. */
    uint64_t seed; /* Equal seeds draw equal customers. 1 by default. */
    double holdout; /* For how long new customers are followed after T, >= 0, in the unit of the
        model. 0 by default. */
    double horizon; /* How far ahead customers with a history are followed; not given: new
        customers are drawn. */
    const habitue_model *spend_model; /* What they spend per purchase is drawn from this model;
        NULL: no amounts. */
} habitue_simulation_options;
#define HABITUE_SIMULATION_OPTIONS_INIT \
    {sizeof(habitue_simulation_options), 0, 1, 0.0, HABITUE_NOT_GIVEN, 0}

/* Customers drawn from a model. Threads: as every handle. */
typedef struct habitue_simulation habitue_simulation;
HABITUE_API void habitue_simulation_free(habitue_simulation *simulation); /* Releases it; NULL
    does nothing. */

/* How much was drawn. */
typedef struct habitue_simulation_info {
    uint64_t rows; /* Rows of the columns of `habitue_simulation_read`. */
    uint64_t purchases; /* Purchases of `habitue_simulation_purchases`. */
} habitue_simulation_info;

/* Columns to copy out, each the caller's with `rows` cells, or NULL. Start from
 * `HABITUE_SIMULATION_COLUMNS_INIT`. One that the simulation does not have is refused by name. */
typedef struct habitue_simulation_columns {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* Length of each column; must be that of the simulation. */
    uint32_t *frequency; /* New customers: x. */
    double *recency; /* t_x. */
    double *age; /* T. */
    double *log_intervals; /* The sum of the logarithms of the intervals between purchases. */
    uint32_t *holdout_frequency; /* Purchases in (T, T + holdout]. */
    double *left; /* When each left, counted from the first purchase (of a future from T, and 0
        for one who had left by then); infinite for one who is still there at the end. */
    double *mean_spend; /* The mean amount of the repeat purchases up to T; of a future, of its
        purchases; 0 where there is none. */
    double *holdout_mean_spend; /* That of the purchases of the holdout. */
    uint32_t *purchases; /* Futures: purchases in (T, T + horizon]. */
    int64_t *cohort; /* Contracts, by cohort: the cohort, from 0. */
    uint32_t *period; /* The period, from 0. */
    uint64_t *survivors; /* Customers of the cohort who were left then. */
    double *renewals; /* Contracts, by customer: further renewals; infinite for one who hardly
        ever leaves. */
} habitue_simulation_columns;
#define HABITUE_SIMULATION_COLUMNS_INIT \
    {sizeof(habitue_simulation_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Draws customers at random from a model.
 * * Of purchases, without a horizon: new customers; reads age, for how long each is watched (T,
 * >= 0; whole numbers for BG/BB), so that births may be staggered, and covariates.
 * * Of purchases, with a horizon: what lies ahead, in (T, T + horizon], of customers with a
 * history; reads histories, covariates and, with a model of spend, mean_spend and
 * spend_frequency.
 * * Of contracts: reads renewals, how many more each customer makes; or survivors and period,
 * one row a cohort: so many sign (at most 2^32) and are watched for so many opportunities to
 * renew (at most 1,000,000), and the long table that a fit reads is drawn.
 * Each customer has a random stream of their own: the seed and the row alone decide. `options`
 * and `job` may be NULL; `*simulation` receives the handle, to be freed with
 * `habitue_simulation_free`. Returns also `HABITUE_OUTSIDE_DOMAIN` for a customer who would buy
 * more than 10,000,000 times. */
HABITUE_CHECKED habitue_status habitue_simulation_new(const habitue_model *model,
    const habitue_customers *customers, const habitue_simulation_options *options,
    const habitue_job *job, habitue_simulation **simulation, habitue_error *error);

/* How much a simulation holds. */
HABITUE_CHECKED habitue_status habitue_simulation_inspect(
    const habitue_simulation *simulation, habitue_simulation_info *info, habitue_error *error);

/* Copies columns of a simulation out. `HABITUE_UNDEFINED` for spend that was not drawn. */
HABITUE_CHECKED habitue_status habitue_simulation_read(const habitue_simulation *simulation,
    const habitue_simulation_columns *columns, habitue_error *error);

/* Every purchase, customer after customer in the order of time: the row of the customer, when
 * (counted from the customer's first purchase, which is among them at 0; of a future, counted
 * from T), and what was spent. Empty unless `every_purchase` was asked for. Up to `capacity`
 * cells to each column that is not NULL, and their number to `*needed`. `HABITUE_UNDEFINED` for
 * amounts without a model of spend. */
HABITUE_CHECKED habitue_status habitue_simulation_purchases(const habitue_simulation *simulation,
    uint64_t *customer, double *time, double *amount, size_t capacity, size_t *needed,
    habitue_error *error);

/* ================================================================================================
 * 8. Value: pyramid, concentration, scores, segments, key accounts */

/* A rule "who buys the first buys the second", with its measures. */
typedef struct habitue_basket_rule {
    uint32_t antecedent; /* The product that is bought. */
    uint32_t consequent; /* The product that goes with it. */
    uint64_t baskets; /* Baskets with both. */
    double antecedent_support; /* The share of all baskets with the first. */
    double consequent_support; /* The share of all baskets with the second. */
    double support; /* The share of all baskets with both. */
    double confidence; /* The share of baskets with the first that have the second. */
    double lift; /* The confidence over the support of the second. */
    double leverage; /* The support less that of independent products. */
    double conviction; /* How much more often the rule would fail by chance; infinite where it
        never fails. */
    double worth; /* What the second product brings where it is taken, by which
        `habitue_next_products` weighs it: 1, for the caller to set. */
} habitue_basket_rule;

/* What to offer a customer next. */
typedef struct habitue_next_product {
    int64_t product; /* The product, or -1 where no rule speaks for any; then all else is 0. */
    int64_t because; /* The product that they have and that speaks for it. */
    double probability; /* How often the one goes with the other. */
    double lift; /* The lift of the rule. */
    double value; /* Probability x worth. */
} habitue_next_product;

/* The rules among pairs of products, both ways, of baskets whose lines are `basket[i]` with
 * `product[i]`, in any order; rules of less than `min_support` (0 to 1, the share of baskets
 * with both) are left out. The highest lift comes first. */
HABITUE_CHECKED habitue_status habitue_basket_rules(const uint64_t *basket, const uint32_t *product,
    size_t rows, double min_support, habitue_basket_rule *rules, size_t capacity, size_t *needed,
    habitue_error *error);

/* What to offer each of `customer_count` customers next, by rules: of the products that they do
 * not have and that go with one that they have more often than chance has it, the one of the
 * highest probability x worth. `customer[i]` is the customer, from 0, who has `product[i]`. */
HABITUE_CHECKED habitue_status habitue_next_products(const habitue_basket_rule *rules,
    size_t rule_count, const uint32_t *customer, const uint32_t *product, size_t rows,
    habitue_next_product *next, size_t customer_count, habitue_error *error);

#define HABITUE_CURVE_LORENZ 0 /* The Lorenz curve: the least valuable customers first. */
#define HABITUE_CURVE_WHALE 1 /* The whale curve: the most valuable customers first. */

/* How unequally value is spread over customers: what is asked, and what is found. Shares of
 * value are of the net total, and NaN where that is zero or negative. Start from
 * `HABITUE_CONCENTRATION_INIT`. */
typedef struct habitue_concentration {
    uint32_t struct_size;
    int32_t curve; /* One of `HABITUE_CURVE_...`; read with `points`. */
    const double *top_shares; /* Shares of customers in 0..=1, or NULL. */
    double *value_of_top; /* Receives the share of the value that the best of so many hold; a
        customer in part counts whole. */
    size_t top_count; /* Length of both. */
    const double *value_shares; /* Shares of the value in 0..=1, or NULL. */
    double *top_for_value; /* Receives the smallest share of customers, the best ones, who hold
        at least so much. */
    size_t value_count; /* Length of both. */
    double *curve_customers; /* Receives the share of customers at each point of the curve, or
        NULL. */
    double *curve_value; /* Receives the share of the value that they hold, or NULL. Both are NaN
        where the net total is zero or negative. */
    size_t points; /* How many points the curve has, evenly spaced from (0, 0) to (1, 1): 2 or
        more, or 0. */
    uint64_t customers; /* Out: how many customers there are. */
    uint64_t gainers; /* Out: how many of them are worth more than nothing. */
    double total; /* Out: the net total; of minor units, as the next two, the nearest double. */
    double gross; /* Out: the sum of the positive values. */
    double losses; /* Out: the sum of the negative values, zero or negative. */
    double peak_share; /* Out: the share of the net total that the gainers hold, the peak of the
        whale curve. */
    double gini; /* Out: the Gini coefficient; NaN with negative values, or where every value is
        zero. */
    double gini_unbiased; /* Out: the same times n / (n - 1); NaN for a single customer, too. */
    double gini_normalised; /* Out: the coefficient for values that may be negative, in 0..=1;
        NaN for a single customer, or where every value is zero. */
} habitue_concentration;
#define HABITUE_CONCENTRATION_INIT \
    {sizeof(habitue_concentration), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, \
        0.0, 0.0}

/* What `values`, F64 in any unit or I64 minor units of one currency, say of their concentration,
 * and the shares and the curve that are asked for. */
HABITUE_CHECKED habitue_status habitue_concentration_of(
    habitue_column values, size_t rows, habitue_concentration *concentration, habitue_error *error);

#define HABITUE_CUT_NONE 0 /* No cut: a tier that nobody reaches, or a cell that nobody was in. */
#define HABITUE_CUT_BEYOND 1 /* Values beyond it are past the cut. */
#define HABITUE_CUT_FROM 2 /* Values beyond it, and the value itself, are past the cut. */
/* An end, included, of a range of values in which a cut lies: of two cells the first is the low
 * one. */
#define HABITUE_CUT_WITHIN 3

/* Where a column is cut. Beyond is above, or below where low values are the better ones. */
typedef struct habitue_cut {
    double real; /* The value at the cut, of doubles; else 0. */
    int64_t whole; /* The value at the cut, of whole numbers; else 0. */
    int32_t kind; /* One of `HABITUE_CUT_...`. */
    uint32_t reserved;
} habitue_cut;

struct habitue_pyramid_options;
/* Where a base is cut into tiers, from the top down, into `cuts`: values that put any other base
 * into the same tiers with `habitue_pyramid_assign_by`. `counts`, where not NULL, says for how
 * many customers each row stands. Ties by the order of rows are refused.
 * `values` and `counts` have `rows` cells; `cuts` has `cut_count`, one fewer than there are
 * tiers. `options` of NULL are Curry's pyramid. */
HABITUE_CHECKED habitue_status habitue_pyramid_cuts(const struct habitue_pyramid_options *options,
    habitue_column values, const uint64_t *counts, size_t rows, uint32_t threads, habitue_cut *cuts,
    size_t cut_count, habitue_error *error);

struct habitue_tier;
/* The tier of each customer by the cuts of another base, 1 for the top, into `tier`, and what
 * each tier holds into `statistics`. `cuts` come from `habitue_pyramid_cuts`, for values of the
 * same type.
 * `values` and `tier` have `rows` cells; `statistics` has one cell more than there are cuts, or
 * is NULL. */
HABITUE_CHECKED habitue_status habitue_pyramid_assign_by(const habitue_cut *cuts, size_t cut_count,
    habitue_column values, size_t rows, int32_t *tier, struct habitue_tier *statistics,
    size_t tier_count, habitue_error *error);

/* What a part of a base (a partition, a shard) tells of its customers, so that
 * `habitue_pyramid_cuts_of_runs` cuts the whole base to the bit where `habitue_pyramid_cuts`
 * would: how many are worth from how much to how much, and how much together, as portable bytes.
 * The bytes of several parts one behind the other are those of all of them.
 * A first pass, with `ranges` NULL and `range_count` 0, tells at most 4096 runs of customers; a
 * second, with the cells of `habitue_pyramid_cuts_of_runs`, each value in their ranges by
 * itself. Sums are exact. `values` (F64 or I64) have `rows` cells, also none. Returns also
 * `HABITUE_INCONSISTENT` or `HABITUE_UNSORTED` for a range, with its cell or number as the row. */
HABITUE_CHECKED habitue_status habitue_value_runs(habitue_column values, size_t rows,
    const habitue_cut *ranges, size_t range_count, uint8_t *buffer, size_t capacity, size_t *needed,
    habitue_error *error);

/* The cuts of `habitue_pyramid_cuts` over the base whose parts told `bytes` by
 * `habitue_value_runs`, one behind the other, each followed by a cell of `HABITUE_CUT_NONE`.
 * Where runs do not tell them: the ranges of values, two cells each of `HABITUE_CUT_WITHIN`,
 * that all parts have to tell one by one, then cells of `HABITUE_CUT_NONE`.
 * `cuts` has `cut_count` cells, two for each tier but the last. `options` of NULL are Curry's
 * pyramid. Returns also `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`,
 * `HABITUE_INCONSISTENT` for values of different types, or `HABITUE_EMPTY_INPUT` without
 * customers. */
HABITUE_CHECKED habitue_status habitue_pyramid_cuts_of_runs(
    const struct habitue_pyramid_options *options, const uint8_t *bytes, size_t length,
    habitue_cut *cuts, size_t cut_count, habitue_error *error);

struct habitue_binning;
/* Where a column is cut into scores, from the lowest score to the highest, into `cuts`: values
 * that score any other base alike with `habitue_scores_assign_by`. `counts`, where not NULL,
 * says for how many customers each row stands. Ties by the order of rows are refused.
 * `values` and `counts` have `rows` cells; `cuts` has `cut_count`, one fewer than bins.
 * `binning` of NULL are quintiles. */
HABITUE_CHECKED habitue_status habitue_scores_cuts(const struct habitue_binning *binning,
    habitue_column values, const uint64_t *counts, size_t rows, uint32_t threads, habitue_cut *cuts,
    size_t cut_count, habitue_error *error);

/* The score of each value by the cuts of another base, 1 (worst) to one more than there are
 * cuts, into `scores`. `cuts` come from `habitue_scores_cuts`, for values of the same type and
 * the same `better`, one of `HABITUE_BETTER_...`.
 * `values` and `scores` have `rows` cells. */
HABITUE_CHECKED habitue_status habitue_scores_assign_by(const habitue_cut *cuts, size_t cut_count,
    int32_t better, habitue_column values, size_t rows, int32_t *scores, habitue_error *error);

struct habitue_rfm;
/* Where a base is cut into RFM scores, into `cuts`: values that score any other base alike with
 * `habitue_rfm_assign_by`. With R, F and M bins, R - 1 cuts of recency; then F - 1 of frequency,
 * nested for each of the R scores; then M - 1 of monetary value, nested for each of the R times
 * F cells; `HABITUE_CUT_NONE` in an empty cell. `counts`, where not NULL, says for how many
 * customers each row stands. The scores and thresholds of `rfm` are NULL. */
HABITUE_CHECKED habitue_status habitue_rfm_cuts(const struct habitue_rfm *rfm,
    const uint64_t *counts, uint32_t threads, habitue_cut *cuts, size_t cut_count,
    habitue_error *error);

/* The RFM scores of each customer by the cuts of another base, which come from
 * `habitue_rfm_cuts` with the same binnings, nesting and types of columns. A nested score that
 * nobody had of whom the cuts are is `HABITUE_UNDEFINED`. The thresholds of `rfm` are NULL. */
HABITUE_CHECKED habitue_status habitue_rfm_assign_by(
    const struct habitue_rfm *rfm, const habitue_cut *cuts, size_t cut_count, habitue_error *error);

/* How a criterion is brought to a common scale before it is weighed. */
/* (x − min)/(max − min), turned round for costs: from 0 to 1. */
#define HABITUE_KEY_ACCOUNTS_MIN_MAX 0
/* (x − mean)/standard deviation (of the population), negated for costs. */
#define HABITUE_KEY_ACCOUNTS_Z_SCORE 1
#define HABITUE_KEY_ACCOUNTS_TOPSIS 2 /* Closeness to the ideal, TOPSIS. */

/* The score of each customer by several criteria, into `scores`: `matrix` holds one column per
 * criterion, one after the other; `benefit` is 1 where more is better and 0 where less is;
 * `weights` >= 0 are relative; `method` is one of `HABITUE_KEY_ACCOUNTS_...`. A TOPSIS score is
 * NaN for everybody where all customers are alike.
 * `matrix` has `criterion_count` x `rows` cells, `benefit` and `weights` have `criterion_count`,
 * `scores` has `rows`. */
HABITUE_CHECKED habitue_status habitue_key_account_scores(int32_t method, const double *matrix,
    const uint8_t *benefit, const double *weights, size_t criterion_count, size_t rows,
    double *scores, habitue_error *error);

/* Weights of criteria from pairwise comparisons (AHP), into `weights`, and their consistency
 * ratio, which is held to be acceptable below 0.1, into `consistency_ratio` (NaN for fewer than
 * 3 or more than 10 criteria). Cell (i, j) of `comparisons`, of `criterion_count` rows and
 * columns, row by row, says how many times as important i is as j; `HABITUE_INCONSISTENT` where
 * (i, j) and (j, i) are not inverse. */
HABITUE_CHECKED habitue_status habitue_ahp_weights(const double *comparisons,
    size_t criterion_count, double *weights, double *consistency_ratio, habitue_error *error);

/* The rows of the key accounts, into `accounts`: the best `share` (0..=1) of customers by
 * `scores`, rounded up, and all who equal the last of them, best first, counted from 0. Where
 * `active` is not NULL, those of them alone who are lost: whose `active` is 0, not 1.
 * `scores` and `active` have `rows` cells, `accounts` has room for `capacity`. */
HABITUE_CHECKED habitue_status habitue_key_accounts(const double *scores, const uint8_t *active,
    size_t rows, double share, uint64_t *accounts, size_t capacity, size_t *needed,
    habitue_error *error);

/* Curry's pyramid: top 1 %, large 4 %, medium 15 %, small 80 % of customers. */
#define HABITUE_PYRAMID_CURRY 0
#define HABITUE_PYRAMID_VIP 1 /* VIP 1 %, major 19 %, ordinary 30 %, small 50 % of customers. */
#define HABITUE_PYRAMID_ABC 2 /* A 20 %, B 30 %, C 50 % of customers. */
/* A give the first 80 % of the value, B the next 15 %, C the last 5 %. */
#define HABITUE_PYRAMID_ABC_BY_VALUE 3
#define HABITUE_PYRAMID_PARETO 4 /* Key 20 %, other 80 % of customers. */
#define HABITUE_PYRAMID_CUSTOM 99 /* Of the caller's parts. */

/* What the parts of a pyramid are parts of. */
#define HABITUE_BY_PRESET -1 /* As the preset says; the number of customers for a custom pyramid. */
/* The number of customers: the best 1 % of customers are the top. Customers worth nothing, and
 * loss-making ones, stand in the lowest tier however few the others are. */
#define HABITUE_BY_CUSTOMERS 0
/* The value: the best customers who together give 80 % of the value are the A customers. */
#define HABITUE_BY_VALUE 1

/* Where customers of exactly equal value go when a cut falls among them. */
/* All go up. A customer's tier depends only on how many stand strictly above it (competition
 * ranking); tiers may grow beyond their share. */
#define HABITUE_TIES_UPPER 0
/* All go down: a tier never exceeds its share. Choose it where many customers share one low
 * value. */
#define HABITUE_TIES_LOWER 1
/* The earlier rows go up: tiers have exactly their share, at the price that equal customers are
 * treated unequally. The result depends on the order of the rows. */
#define HABITUE_TIES_ROW_ORDER 2

/* Where the one customer goes whom a cut divides. */
/* Up: a customer is in while the cumulative share *before* it is below the cut. */
#define HABITUE_BOUNDARY_UPPER 0
/* Down: a customer is in while the cumulative share *with* it does not exceed the cut. By
 * customers this is ⌊share × n⌋; a tier may be empty. */
#define HABITUE_BOUNDARY_LOWER 1

/* Which rank equal values share. The best value has rank 1. */
/* One more than the number of strictly better values: 1, 2, 2, 4 (competition ranking). */
#define HABITUE_RANK_LOWEST 0
#define HABITUE_RANK_HIGHEST 1 /* The number of values at least as good: 1, 3, 3, 4. */
/* One more than the number of *different* better values: 1, 2, 2, 3. */
#define HABITUE_RANK_DENSE 2
#define HABITUE_RANK_ROW_ORDER 3 /* Equal values in the order of their rows: 1, 2, 3, 4. */

/* A value pyramid: how large each tier is, of what, and what happens at its cuts. Start from
 * `HABITUE_PYRAMID_OPTIONS_INIT`. Names of the tiers of presets: `HABITUE_LIST_PYRAMID_TIERS`
 * plus the preset, by number. */
typedef struct habitue_pyramid_options {
    uint32_t struct_size;
    int32_t preset; /* One of `HABITUE_PYRAMID_...`. */
    int32_t by; /* One of `HABITUE_BY_...`. */
    int32_t ties; /* Where equal customers at a cut go, one of `HABITUE_TIES_...`. */
    int32_t boundary; /* Where the customer goes whom a cut divides, one of
        `HABITUE_BOUNDARY_...`. */
    uint32_t tier_count; /* How many parts; read with them. */
    const double *parts; /* `HABITUE_PYRAMID_CUSTOM`: how large the tiers are, from the top down,
        in any common unit (20, 30, 50), each in 1e-9..=1e6; more than nine decimals are rounded.
        Else NULL. */
} habitue_pyramid_options;
#define HABITUE_PYRAMID_OPTIONS_INIT \
    {sizeof(habitue_pyramid_options), 0, HABITUE_BY_PRESET, 0, 0, 0, 0}

/* The part of each tier, from the top down, and so how many there are, into `parts`. `options`
 * of NULL are Curry's pyramid. */
HABITUE_CHECKED habitue_status habitue_pyramid_parts(const habitue_pyramid_options *options,
    double *parts, size_t capacity, size_t *needed, habitue_error *error);

/* The tier of each customer, 1 for the top, into `tier`, and what each tier holds into
 * `statistics`. `values`, F64 in any unit or I64 minor units of one currency, are what customers
 * are worth, negative for those who cost more than they bring.
 * `values` and `tier` have `rows` cells; `statistics` has `tier_count`, as many as the pyramid
 * has tiers, or is NULL. `options` of NULL are Curry's pyramid; `threads` is a count, 0 for all
 * cores. */
HABITUE_CHECKED habitue_status habitue_pyramid_assign(const habitue_pyramid_options *options,
    habitue_column values, size_t rows, uint32_t threads, int32_t *tier,
    struct habitue_tier *statistics, size_t tier_count, habitue_error *error);

/* The rank of each value, 1 for the largest, into `ranks`. `values` are F64 or I64; `ties` is
 * one of `HABITUE_RANK_...`; `threads` is a count, 0 for all cores. */
HABITUE_CHECKED habitue_status habitue_ranks(habitue_column values, size_t rows, int32_t ties,
    uint32_t threads, uint64_t *ranks, habitue_error *error);

/* Whether the three scores look at each other. */
#define HABITUE_RFM_INDEPENDENT 0 /* Each column is cut over all customers. */
/* Frequency is cut anew among the customers of each recency score, and monetary value among
 * those of each recency and frequency score (A. Hughes, *Strategic Database Marketing*): cells
 * of nearly equal size, whose scores compare only within their cell. */
#define HABITUE_RFM_NESTED 1

/* Columns to be scored, and where the scores go. The columns are all F64, or I32 days, U32
 * purchases and I64 minor units. Start from `HABITUE_RFM_INIT`. */
typedef struct habitue_rfm {
    uint32_t struct_size;
    int32_t nesting; /* One of `HABITUE_RFM_...`. */
    size_t rows; /* Length of the columns. */
    habitue_column recency; /* The time since the last purchase. */
    habitue_column frequency; /* The number of purchases. */
    habitue_column monetary; /* The amount spent. */
    const struct habitue_binning *recency_binning; /* How recency is scored; NULL for quintiles,
        low values the best. */
    const struct habitue_binning *frequency_binning; /* How frequency is scored; NULL for
        quintiles. */
    const struct habitue_binning *monetary_binning; /* How monetary value is scored; NULL for
        quintiles. */
    int32_t *recency_score; /* Receives the scores of recency. */
    int32_t *frequency_score; /* Receives the scores of frequency. */
    int32_t *monetary_score; /* Receives the scores of monetary value. */
    double *thresholds; /* With R, F and M bins, receives R - 1 thresholds of recency; then F - 1
        of frequency, nested for each of the R scores; then M - 1 of monetary value, nested for
        each of the R times F cells; NaN in an empty cell. NULL where they are not wanted. */
    size_t threshold_count; /* Exactly how many those are. */
} habitue_rfm;
#define HABITUE_RFM_INIT \
    {sizeof(habitue_rfm), 0, 0, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, 0, 0, \
        0, 0, 0, 0, 0, 0}

/* The RFM scores of each customer. `threads` is a count, 0 for all cores. */
HABITUE_CHECKED habitue_status habitue_rfm_assign(
    const habitue_rfm *rfm, uint32_t threads, habitue_error *error);

#define HABITUE_BINNING_QUANTILES 0 /* By the interior quantiles (type 7) of the data. */
#define HABITUE_BINNING_EQUAL_COUNTS 1 /* By rank, into bins of equal counts. */
#define HABITUE_BINNING_AT 2 /* At the caller's thresholds. */

/* Which values earn the high scores. */
#define HABITUE_BETTER_HIGHER 0 /* High values: purchases, spend. */
#define HABITUE_BETTER_LOWER 1 /* Low values: days since the last purchase. */

/* To which bin a value belongs that equals a threshold. */
#define HABITUE_CLOSED_RIGHT 0 /* The bin below it: bins are (a, b], "up to 30 days". */
#define HABITUE_CLOSED_LEFT 1 /* The bin above it: bins are [a, b), "from 100 dollars on". */

/* How a column becomes scores, 1 (worst) to as many as there are bins. Start from
 * `HABITUE_BINNING_INIT`; NULL means the same: quintiles of the data. */
typedef struct habitue_binning {
    uint32_t struct_size;
    int32_t method; /* One of `HABITUE_BINNING_...`. */
    uint32_t bins; /* How many bins, up to 1000; `HABITUE_BINNING_AT` has one more than
        thresholds, and does not read it. 5 by default. */
    int32_t better; /* One of `HABITUE_BETTER_...`. */
    int32_t closed; /* One of `HABITUE_CLOSED_...`; not for equal counts. */
    int32_t ties; /* One of `HABITUE_TIES_...`; of equal counts. */
    uint32_t threshold_count; /* How many thresholds. */
    uint32_t reserved;
    const double *thresholds; /* `HABITUE_BINNING_AT`: the thresholds, strictly ascending. Else
        NULL. */
} habitue_binning;
#define HABITUE_BINNING_INIT {sizeof(habitue_binning), 0, 5, 0, 0, 0, 0, 0, 0}

/* The score of each value, 1 (worst) to the number of bins, into `scores`, and the thresholds in
 * ascending order into `thresholds`. `values` are F64 or I64.
 * `values` and `scores` have `rows` cells; `thresholds` has `threshold_count`, one fewer than
 * bins, or is NULL. `threads` is a count, 0 for all cores. */
HABITUE_CHECKED habitue_status habitue_scores_assign(const habitue_binning *binning,
    habitue_column values, size_t rows, uint32_t threads, int32_t *scores, double *thresholds,
    size_t threshold_count, habitue_error *error);

#define HABITUE_SEGMENTS_RECENCY_FREQUENCY 0 /* Ten segments of recency and frequency quintiles. */
#define HABITUE_SEGMENTS_EIGHT 1 /* Eight segments: each score is high or low. */
/* The caller's boxes, which together hold each cell exactly once. */
#define HABITUE_SEGMENTS_BOXES 2
/* The caller's boxes, which may overlap: of segments that hold a cell the first counts, and what
 * none holds is one more segment, the last. */
#define HABITUE_SEGMENTS_FIRST_MATCH 3

/* A box of scores, both ends included. */
typedef struct habitue_segment_box {
    uint32_t segment; /* The number of its segment: from 1, without gaps, each first met in its
        turn. */
    uint32_t recency[2]; /* The lowest and the highest score of recency. */
    uint32_t frequency[2]; /* Of frequency. */
    uint32_t monetary[2]; /* Of monetary value. */
} habitue_segment_box;

/* How RFM cells make segments. Start from `HABITUE_SEGMENTATION_INIT`. Names of the segments of
 * presets: `HABITUE_LIST_SEGMENTS` plus the preset, by number. */
typedef struct habitue_segmentation {
    uint32_t struct_size;
    int32_t preset; /* One of `HABITUE_SEGMENTS_...`. */
    uint32_t bins[3]; /* How many scores of recency, frequency and monetary value there are, at
        most a million cells together. 5, 5, 5 by default; of eight segments all the same,
        2..=100. */
    uint32_t high_from; /* `HABITUE_SEGMENTS_EIGHT`: the lowest high score, 2..=bins. 4 by
        default. */
    const habitue_segment_box *boxes; /* The boxes, of at most 100,000,000 cells together where
        they overlap; else NULL. */
    size_t box_count; /* How many boxes there are. */
} habitue_segmentation;
#define HABITUE_SEGMENTATION_INIT {sizeof(habitue_segmentation), 0, {5, 5, 5}, 4, 0, 0}

/* Scores of customers, and where their segments go. Start from `HABITUE_SEGMENTS_INIT`. */
typedef struct habitue_segments {
    uint32_t struct_size;
    uint32_t segment_count; /* How many segments `counts` has room for: as many as there are. */
    size_t rows; /* Length of the columns. */
    const int32_t *recency_score; /* The scores of recency. */
    const int32_t *frequency_score; /* The scores of frequency. */
    const int32_t *monetary_score; /* The scores of monetary value. */
    int32_t *segment; /* Receives the number of each customer's segment, from 1. */
    uint64_t *counts; /* Receives how many customers each segment has, or NULL. */
} habitue_segments;
#define HABITUE_SEGMENTS_INIT {sizeof(habitue_segments), 0, 0, 0, 0, 0, 0, 0}

/* The segment of each customer, and how many customers each segment has. `HABITUE_DUPLICATE` for
 * a cell in two segments, `HABITUE_MISSING_VALUE` for one in none; no rows ask only whether the
 * segmentation is whole. */
HABITUE_CHECKED habitue_status habitue_segments_assign(const habitue_segmentation *segmentation,
    const habitue_segments *segments, habitue_error *error);

/* What a tier holds. */
typedef struct habitue_tier {
    uint64_t customers; /* How many customers. */
    double customer_share; /* Their share of all customers. */
    double total; /* What they are worth together. */
    double value_share; /* Their share of the net total; NaN where that is zero or negative. */
    double gross_share; /* Their total over the sum of all positive values; NaN where there is
        none. */
    double lowest; /* The least valuable customer; NaN in an empty tier. */
    double highest; /* The most valuable customer; NaN in an empty tier. */
    double mean; /* The mean value; NaN in an empty tier. */
    int64_t exact_total; /* `total` of minor units, exactly; else 0, as the next two. */
    int64_t exact_lowest; /* `lowest` of minor units; 0 in an empty tier. */
    int64_t exact_highest; /* `highest` of minor units; 0 in an empty tier. */
} habitue_tier;

/* What a tier brought, left and is worth. */
typedef struct habitue_tier_economics {
    uint64_t customers; /* How many customers. */
    double customer_share; /* Their share of all customers. */
    int64_t revenue; /* What they brought, minor units. */
    double revenue_share; /* Their share of all revenue; NaN where that is zero or negative. */
    int64_t profit; /* What they left, minor units, exactly; 0 where no profit is given. */
    double profit_share; /* Their share of the net profit of all. Where some tiers lose, the
        shares of the others add up to more than 1. NaN where no profit is known, or the net is
        zero or negative. */
    double margin; /* Profit over revenue; NaN where no profit is known, or the revenue is zero
        or negative. */
    double lifetime_value; /* What they are worth from now on, in the unit of the column. */
    double lifetime_value_share; /* Their share of all lifetime value; NaN where that is zero or
        negative. */
} habitue_tier_economics;

/* What each tier holds of another column than the one it was cut by: the revenue, the profit,
 * the lifetime value. `tier` is 1 (top) to `tier_count`; `values` are F64, or I64 minor units of
 * one currency.
 * `values` and `tier` have `rows` cells, `statistics` has `tier_count`. */
HABITUE_CHECKED habitue_status habitue_tier_statistics(habitue_column values, const int32_t *tier,
    size_t rows, habitue_tier *statistics, size_t tier_count, habitue_error *error);

/* What each tier brought, left and is worth, into `economics`, from the top down. `tier` is 1
 * (top) to `tier_count`; `revenue` and `profit` (NULL where it is not known) are minor units of
 * one currency, `lifetime_value` is in any unit.
 * The columns have `rows` cells, `economics` has `tier_count`. */
HABITUE_CHECKED habitue_status habitue_tier_economics_of(const int32_t *tier,
    const int64_t *revenue, const int64_t *profit, const double *lifetime_value, size_t rows,
    habitue_tier_economics *economics, size_t tier_count, habitue_error *error);

/* ================================================================================================
 * 9. Economics: cash flows, retention, sensitivity (row by row: see formulas) */

/* How many years lie between two days. */
#define HABITUE_DAY_COUNT_ACTUAL_365 0 /* Days / 365. */
#define HABITUE_DAY_COUNT_ACTUAL_36525 1 /* Days / 365.25, the year of the units. */
/* Months of 30 and years of 360 days (30E/360: day 31 counts as 30). */
#define HABITUE_DAY_COUNT_30_360 2

/* When within its period a payment falls. */
#define HABITUE_PAYMENT_BEGINNING 0 /* At its beginning: the first payment is not discounted. */
#define HABITUE_PAYMENT_MIDDLE 1 /* In its middle. */
#define HABITUE_PAYMENT_END 2 /* At its end. */

/* When the margins fall, which is where the published formulas differ. */
/* The first margin is certain and comes at once; the k-th renewal pays at the beginning of
 * period k: Σₖ₌₀ m rᵏ(1+g)ᵏ/(1+d)ᵏ = m(1+d)/(1+d−r(1+g)). */
#define HABITUE_MARGIN_IMMEDIATE 0
/* The first margin comes after one period, if the customer renews: Σₖ₌₁ m rᵏ(1+g)ᵏ⁻¹/(1+d)ᵏ = m
 * r/(1+d−r(1+g)). */
#define HABITUE_MARGIN_AFTER_RENEWAL 1
/* The first margin is certain and comes at the end of the first period: Σₖ₌₁ m
 * rᵏ⁻¹(1+g)ᵏ⁻¹/(1+d)ᵏ = m/(1+d−r(1+g)). */
#define HABITUE_MARGIN_END_OF_PERIOD 2
/* The first margin is certain; each falls in the middle of its period: Σₖ₌₀ m
 * rᵏ(1+g)ᵏ/(1+d)^(k+½). */
#define HABITUE_MARGIN_MID_PERIOD 3
/* Margins flow continuously at the rate m, customers leave at the constant rate −ln r, and
 * discounting and growth are continuous at ln(1+d) and ln(1+g): m/(ln(1+d) − ln r − ln(1+g)). */
#define HABITUE_MARGIN_CONTINUOUS 4

/* Payments in time: exact money of one currency, or the doubles that a model expects. Times are
 * periods or years from the valuation. It never changes: any number of threads may read it. */
typedef struct habitue_cash_flow habitue_cash_flow;
HABITUE_API void habitue_cash_flow_free(habitue_cash_flow *flow); /* Releases it; NULL does
    nothing. */

/* What a cash flow holds. Start from `HABITUE_CASH_FLOW_INFO_INIT`. */
typedef struct habitue_cash_flow_info {
    uint32_t struct_size;
    char currency[4]; /* Out: the ISO 4217 code, NUL-terminated; empty for doubles. */
    size_t rows; /* Out: how many payments. */
    int64_t exact_total; /* Out: the sum of the amounts in minor units, exact, neither weighted
        by probabilities nor discounted; 0 for doubles. */
} habitue_cash_flow_info;
#define HABITUE_CASH_FLOW_INFO_INIT {sizeof(habitue_cash_flow_info), {0}, 0, 0}

/* Columns of a cash flow, in the order of time; each has a cell a payment or is NULL. Start from
 * `HABITUE_CASH_FLOW_COLUMNS_INIT`. */
typedef struct habitue_cash_flow_columns {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* As many as there are payments. */
    double *time; /* When the payment falls. */
    double *expected; /* Amount times probability, in major units. */
    double *factor; /* The discount factor. */
    double *present; /* The present value. */
    double *cumulative; /* The present values so far. */
} habitue_cash_flow_columns;
#define HABITUE_CASH_FLOW_COLUMNS_INIT {sizeof(habitue_cash_flow_columns), 0, 0, 0, 0, 0, 0, 0}

/* A cash flow of payments: `time` >= 0 in any order; `amount`, negative for money paid out, I64
 * minor units of `currency` (ISO 4217), or F64 where that is empty; `probability` in 0..=1, or
 * NULL for certain ones. The columns have `rows` cells. */
HABITUE_CHECKED habitue_status habitue_cash_flow_new(habitue_text currency, const double *time,
    habitue_column amount, const double *probability, size_t rows, habitue_cash_flow **flow,
    habitue_error *error);

/* The payments behind a formula as a cash flow, from the columns and settings of its `inputs`:
 * `HABITUE_FORMULA_MARGIN_VALUE` of one row, which needs its horizon; `_WORKSHEET` of one row,
 * which needs its interval; `_MARKOV_VALUE`, which needs its horizon; `_COHORT_TABLE`,
 * `_TENURE_VALUE` and `_VARYING_CONTRIBUTION`. `HABITUE_UNSUPPORTED` for a formula without
 * payments. */
HABITUE_CHECKED habitue_status habitue_cash_flow_of(int32_t formula, const habitue_evidence *inputs,
    habitue_cash_flow **flow, habitue_error *error);

/* How many payments a cash flow has, of which currency, and their exact total. */
HABITUE_CHECKED habitue_status habitue_cash_flow_inspect(
    const habitue_cash_flow *flow, habitue_cash_flow_info *info, habitue_error *error);

/* The table of a cash flow at a `discount` rate > -1 per period (or year). */
HABITUE_CHECKED habitue_status habitue_cash_flow_table(const habitue_cash_flow *flow,
    double discount, const habitue_cash_flow_columns *columns, habitue_error *error);

/* At each `discount` rate (> -1 per period or year; 0 for plain figures), the expected present
 * value in major units into `present_value`, and into `payback` when the flow has paid back what
 * was paid out, each payment thought of as spread since the one before; NaN where it never does.
 * Both have `rows` cells as `discount` has, or are NULL. */
HABITUE_CHECKED habitue_status habitue_cash_flow_value(const habitue_cash_flow *flow,
    const double *discount, size_t rows, double *present_value, double *payback,
    habitue_error *error);

/* A cash flow of doubles as exact money: each amount rounded to the minor unit of `currency`
 * (ISO 4217) by `rounding`, one of `HABITUE_ROUNDING_...` but NONE. `HABITUE_UNSUPPORTED` for a
 * flow that is in money. */
HABITUE_CHECKED habitue_status habitue_cash_flow_in_currency(const habitue_cash_flow *flow,
    habitue_text currency, int32_t rounding, habitue_cash_flow **exact, habitue_error *error);

/* The events that are expected of customers: probability x (revenue - cost), discounted. Start
 * from `HABITUE_EVENTS_INIT`. */
typedef struct habitue_events {
    uint32_t struct_size;
    int32_t valuation; /* The day of the valuation, since 1970-01-01; must be given. */
    int32_t day_count; /* One of `HABITUE_DAY_COUNT_...`. */
    uint32_t reserved;
    habitue_text currency; /* The ISO 4217 code. */
    size_t rows; /* Length of the columns. */
    const uint32_t *customer; /* Whose event it is, from 0; NULL where all are of one customer. */
    const int32_t *day; /* The day of the event, none before the valuation; in any order. */
    const double *probability; /* Its probability, in 0..=1. */
    const int64_t *revenue; /* What it brings, minor units. */
    const int64_t *cost; /* What it costs, minor units. */
} habitue_events;
#define HABITUE_EVENTS_INIT {sizeof(habitue_events), HABITUE_NO_DAY, 0, 0, {0, 0}, 0, 0, 0, 0, 0, 0}

/* The expected present value of each event, in major units, into `present`, and that of each
 * customer into `values`, 0 for one without an event, at a `discount` rate > -1 a year; all
 * events as a cash flow in years into `flow`. `present` has `rows` cells, `values` has
 * `customer_count`; either and `flow` may be NULL. */
HABITUE_CHECKED habitue_status habitue_events_value(const habitue_events *events, double discount,
    double *present, double *values, size_t customer_count, habitue_cash_flow **flow,
    habitue_error *error);

/* The states of migration by recency, as `HABITUE_FORMULA_MARKOV_VALUE` takes them, into
 * `transition` and `reward`: who bought i periods ago (state i, from 1) buys again with
 * probability `purchase[i - 1]`, which takes it to state 1, and lapses for good after the last
 * state, into state `recency_count` + 1. A purchase yields `contribution`; each period in a
 * state but the lapsed one costs `marketing`. `purchase` has `recency_count` cells, `reward` one
 * more, `transition` the square of that. */
HABITUE_CHECKED habitue_status habitue_markov_recency(const double *purchase, size_t recency_count,
    double contribution, double marketing, double *transition, double *reward,
    habitue_error *error);

/* Referrals, one a row. Start from `HABITUE_REFERRALS_INIT`. */
typedef struct habitue_referrals {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* Length of the columns. */
    const uint32_t *referrer; /* The customer who referred, from 0. */
    const double *time; /* When the referred customer comes, >= 0, in years. */
    const double *value; /* What it is then worth, before acquisition cost. */
    const double *saving; /* The acquisition cost that the referral saved. */
    const double *anyway; /* The probability, in 0..=1, that it would have come without the
        referral: it then counts with the saving alone. */
} habitue_referrals;
#define HABITUE_REFERRALS_INIT {sizeof(habitue_referrals), 0, 0, 0, 0, 0, 0, 0}

/* The referral value of each of `customer_count` customers, at a `discount` rate > -1 a year,
 * into `values`. Do not add this to the referred customers' own lifetime values: that counts
 * them twice (see `HABITUE_FORMULA_REFERRAL_CREDIT`). */
HABITUE_CHECKED habitue_status habitue_referrals_value(const habitue_referrals *referrals,
    double discount, double *values, size_t customer_count, habitue_error *error);

/* Each input at its low and at its high end, all others at their base: two rows an input, in
 * turn. */
#define HABITUE_DESIGN_TORNADO 0
/* All combinations of ends of up to 16 inputs: row k has input i at its high end where bit i of
 * k is set. The lowest and the highest value of the rows bound a value that rises or falls
 * throughout with each input. */
#define HABITUE_DESIGN_CORNERS 1
/* Inputs drawn independently from triangular distributions between their ends with the mode at
 * the base; the same seed gives the same draws on every machine. */
#define HABITUE_DESIGN_RANDOM 2

/* The inputs of a calculation of the caller's: low <= base <= high. Start from
 * `HABITUE_INPUTS_INIT`. */
typedef struct habitue_inputs {
    uint32_t struct_size;
    uint32_t reserved;
    size_t input_count; /* How many inputs. */
    const double *base; /* What each is thought to be. */
    const double *low; /* The least that it may be. */
    const double *high; /* The most that it may be. */
} habitue_inputs;
#define HABITUE_INPUTS_INIT {sizeof(habitue_inputs), 0, 0, 0, 0, 0}

/* A bar of the tornado. */
typedef struct habitue_tornado_bar {
    uint64_t input; /* The index of the input. */
    double low; /* The value at the low end. */
    double high; /* The value at the high end. */
} habitue_tornado_bar;

/* The cases of a design (`HABITUE_DESIGN_...`), into `cases`, one column an input, one after the
 * other: compute the value of each row, with any function of yours. The distribution of the
 * values of drawn ones is `HABITUE_FORMULA_SIMULATED_VALUE`. `draws` >= 100 and `seed` are of
 * `HABITUE_DESIGN_RANDOM`, else 0. */
HABITUE_CHECKED habitue_status habitue_sensitivity_cases(const habitue_inputs *inputs,
    int32_t design, uint32_t draws, uint64_t seed, double *cases, size_t capacity, size_t *needed,
    habitue_error *error);

/* The bars of a tornado, the widest first, into `bars`, from the `values` of the rows of
 * `HABITUE_DESIGN_TORNADO`: two for each of `input_count` bars. */
HABITUE_CHECKED habitue_status habitue_sensitivity_tornado(const double *values, size_t rows,
    habitue_tornado_bar *bars, size_t input_count, habitue_error *error);

/* ================================================================================================
 * 10. Surveys: questionnaires, responses, moments, reliability, weighting */

#define HABITUE_SCALE_RANGE 0 /* A scale with the ends and step that the structure says. */
#define HABITUE_SCALE_LEVELS 1 /* A scale of levels: `level_values` and `level_scores` say which. */
/* The unbalanced five levels (5 to 1, three of them favourable). */
#define HABITUE_SCALE_UNBALANCED_FIVE 2
/* The balanced five levels (5 to 1, two of them favourable). */
#define HABITUE_SCALE_BALANCED_FIVE 3

/* The answers that a question allows. Start from `HABITUE_SCALE_INIT` (1 to 10 in whole steps,
 * the highest the best). */
typedef struct habitue_scale {
    uint32_t struct_size;
    int32_t kind; /* One of `HABITUE_SCALE_...`. */
    int32_t lower_is_better; /* 1 where the smallest value is the best: whatever analyses the
        answers recodes them, low + high - answer. The scores of SCALE_LEVELS say it themselves:
        rising ones are refused together with 1. */
    uint32_t reserved;
    double low; /* RANGE: smallest answer. */
    double high; /* RANGE: largest answer. */
    double step; /* RANGE: distance of neighbouring answers; 0 for a continuous scale. */
    const double *level_values; /* LEVELS: the answer that stands for each level. */
    const double *level_scores; /* LEVELS: what each level is worth, 0 to 100. */
    size_t level_count; /* LEVELS: how many there are. */
} habitue_scale;
#define HABITUE_SCALE_INIT {sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0}

/* A question of a survey; `habitue_asked(name, scale, weight)` at the end of the header makes
 * one. */
typedef struct habitue_survey_question {
    habitue_text name; /* Unique, and the name of its column in CSV. */
    habitue_text dimension; /* What groups questions; empty for none. */
    const habitue_scale *scale; /* Its scale; NULL for 1 to 10. */
    double weight; /* Its weight in indices, >= 0; only proportions count, and 0 keeps it out of
        them. */
} habitue_survey_question;

/* The weight of a dimension among the dimensions. */
typedef struct habitue_dimension_weight {
    habitue_text dimension; /* That of a question. */
    double weight; /* >= 0. */
} habitue_dimension_weight;

/* The questions of a survey, in the order of its columns. Start from
 * `HABITUE_QUESTIONNAIRE_INIT`. */
typedef struct habitue_questionnaire {
    uint32_t struct_size;
    uint32_t reserved;
    const habitue_survey_question *questions; /* The questions. */
    size_t question_count; /* How many there are. */
    const habitue_dimension_weight *dimensions; /* The weights of dimensions that do not weigh as
        much as their questions together. */
    size_t dimension_count; /* How many there are. */
} habitue_questionnaire;
#define HABITUE_QUESTIONNAIRE_INIT {sizeof(habitue_questionnaire), 0, 0, 0, 0, 0}

/* What to do with an answer that its scale does not have. */
/* An error that names respondent, question, answer and scale. */
#define HABITUE_OUT_OF_SCALE_REFUSE 0
#define HABITUE_OUT_OF_SCALE_COUNT 1 /* Treated as missing, and counted for each question. */

/* Answers as a matrix. Start from `HABITUE_RESPONSE_MATRIX_INIT`. */
typedef struct habitue_response_matrix {
    uint32_t struct_size;
    int32_t out_of_scale; /* `HABITUE_OUT_OF_SCALE_...`. */
    size_t rows; /* How many respondents there are. */
    const double *cells; /* Rows times the number of questions, NaN where missing. */
    const double *weights; /* Base weights >= 0 of the respondents; NULL for equal ones. */
    int32_t row_major; /* 0: all answers to the first question, then all to the second; 1: all of
        the first respondent, then all of the second. */
    uint32_t reserved;
} habitue_response_matrix;
#define HABITUE_RESPONSE_MATRIX_INIT {sizeof(habitue_response_matrix), 0, 0, 0, 0, 0, 0}

/* How responses in CSV text are laid out. Start from `HABITUE_RESPONSE_FORMAT_INIT`. */
typedef struct habitue_response_format {
    uint32_t struct_size;
    int32_t out_of_scale; /* `HABITUE_OUT_OF_SCALE_...`. */
    habitue_text key; /* The name of the column of keys; empty for none. */
    habitue_text weight; /* The name of the column of base weights; empty for none. */
    uint32_t delimiter; /* The byte between fields, 44 for a comma; 0, the default, to find it. */
    uint32_t keys; /* Which spellings of a key are one respondent: a sum of `HABITUE_KEYS_...`.
        AS_IS by default. */
    uint32_t decimal_mark; /* What stands before the decimals, '.' or ','. 0, the default, reads
        either, and refuses a number such as 1,234, which has two readings. */
    uint32_t reserved;
} habitue_response_format;
#define HABITUE_RESPONSE_FORMAT_INIT \
    {sizeof(habitue_response_format), 0, {0, 0}, {0, 0}, 0, 0, 0, 0}

/* What there is in responses. Start from `HABITUE_RESPONSES_INFO_INIT`, and ask twice for
 * columns: the first call tells how long they are, the second needs these lengths (else
 * `HABITUE_BAD_LENGTH`) and fills them. */
typedef struct habitue_responses_info {
    uint32_t struct_size;
    uint32_t reserved;
    size_t rows; /* Written: how many respondents there are. */
    size_t question_count; /* Written: how many questions there are. */
    size_t key_bytes; /* Written: how many bytes the keys of all respondents have; 0 without
        keys. */
    uint64_t *missing; /* Where the missing answers of each question go, or NULL. */
    uint64_t *out_of_scale; /* Where those go, of the missing, that were off their scale and
        counted, or NULL. */
    size_t question; /* The question, from 0, whose answers are wanted. */
    double *answers; /* Where the answers of each respondent to it go as analyses read them,
        higher being better (low + high - answer where lower is), NaN where missing; or NULL. */
    int64_t *key_offsets; /* Where the keys begin in `keys`, and the last one ends: rows + 1
        offsets; or NULL. */
    char *keys; /* Where the keys go, one after the other, UTF-8 without a NUL; or NULL. */
} habitue_responses_info;
#define HABITUE_RESPONSES_INFO_INIT {sizeof(habitue_responses_info), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* The responses of a survey, checked against their scales. Threads: as every handle. */
typedef struct habitue_responses habitue_responses;
HABITUE_API void habitue_responses_free(habitue_responses *responses); /* Releases it; NULL does
    nothing. */

/* Checks answers against the scales of `questionnaire` and keeps a copy. Where lower is better,
 * every function over them reads them recoded, low + high - answer, and takes thresholds so.
 * Returns also `HABITUE_EMPTY_INPUT` without questions, `HABITUE_DUPLICATE` for two of one name,
 * `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and question, `HABITUE_MISSING_COLUMN`
 * for the weight of no dimension, or `HABITUE_INCONSISTENT`. */
HABITUE_CHECKED habitue_status habitue_responses_new(const habitue_questionnaire *questionnaire,
    const habitue_response_matrix *matrix, habitue_responses **responses, habitue_error *error);

/* Reads responses from CSV text of any encoding and delimiter, a workbook or, in a build with
 * the feature `parquet`, a file of Parquet, with a header: the columns named like the questions
 * are read, others are left alone. A cell is a number (`7.5` or `7,5`; `1,234`, which may be a
 * thousand, is refused) or the English or Chinese name of a level, in any case and width. An
 * empty cell, `NA`, `N/A`, `#N/A`, `<NA>`, `NaN`, `null` and `None` in any case are missing
 * answers. `format` may be NULL.
 * Returns as `habitue_responses_new`, or any of the 2xx statuses about a cell with its line,
 * counted from 1. */
HABITUE_CHECKED habitue_status habitue_responses_read_csv(
    const habitue_questionnaire *questionnaire, const uint8_t *csv, size_t csv_length,
    const habitue_response_format *format, habitue_responses **responses, habitue_error *error);

/* Adds the respondents of `other`, a second part of the same survey; on failure `responses` are
 * as they were.
 * Returns also `HABITUE_INCONSISTENT` for another questionnaire, or where one has weights or
 * keys and the other has not, or `HABITUE_DUPLICATE` for a key in both. */
HABITUE_CHECKED habitue_status habitue_responses_append(
    habitue_responses *responses, const habitue_responses *other, habitue_error *error);

/* Sets the base weights of the respondents, such as raked ones, in place of those that were
 * there: `rows` weights >= 0, of which only proportions count, or (NULL, 0) for equal ones. On
 * failure `responses` are as they were.
 * Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. */
HABITUE_CHECKED habitue_status habitue_responses_weigh(
    habitue_responses *responses, const double *weights, size_t rows, habitue_error *error);

/* How many respondents and questions there are, and columns of them. `HABITUE_OUT_OF_RANGE` for
 * a question that there is not, `HABITUE_MISSING_VALUE` for keys where there are none. */
HABITUE_CHECKED habitue_status habitue_responses_inspect(
    const habitue_responses *responses, habitue_responses_info *info, habitue_error *error);

/* What customers said beside what they did: for each of `respondent_count` respondents the row
 * of the table of customers with the same key, from 0, into `rows`; -1 where they are not in the
 * table. Both columns hold int64_t or text, each key once; `keys`, a sum of `HABITUE_KEYS_...`,
 * says which spellings of text are one key, with `HABITUE_KEYS_AS_IS` each is one of its own.
 * `*matched`, or NULL, receives how many respondents are in the table.
 * Returns also `HABITUE_UNSORTED` or `HABITUE_NOT_UTF8` for text that is none, or
 * `HABITUE_DUPLICATE` for the second occurrence of a key, with the row, or
 * `HABITUE_BAD_ENUMERATOR` for a number that is no such sum. */
HABITUE_CHECKED habitue_status habitue_survey_join(const habitue_column *respondents,
    size_t respondent_count, const habitue_column *customers, size_t customer_count, uint32_t keys,
    int64_t *rows, uint64_t *matched, habitue_error *error);

/* Moments that are known already. Start from `HABITUE_KNOWN_MOMENTS_INIT`. */
typedef struct habitue_known_moments {
    uint32_t struct_size;
    uint32_t reserved;
    size_t question_count; /* How many questions there are. */
    double n; /* Respondents behind them, >= 2. */
    const double *means; /* The mean of each question. */
    const double *standard_deviations; /* The standard deviation of each question, >= 0. */
    const double *correlations; /* The correlations of the questions, row by row. */
    const double *low; /* The low end of each scale; NULL (with `high`) where no index on 0 to
        100 is wanted. */
    const double *high; /* The high end of each scale. */
} habitue_known_moments;
#define HABITUE_KNOWN_MOMENTS_INIT \
    {sizeof(habitue_known_moments), 0, 0, HABITUE_NOT_GIVEN, 0, 0, 0, 0, 0}

/* What a survey figure rests on. */
typedef struct habitue_basis {
    uint64_t respondents; /* Respondents in the file. */
    uint64_t used; /* Respondents whose answers entered the figure (weight 0 does not enter). */
    uint64_t answers; /* Answers that the figure could have used: respondents times questions
        that weigh. */
    uint64_t missing; /* Of those, missing (answers off their scale included, where they were
        counted rather than refused). */
    uint64_t out_of_scale; /* Answers off their scale that were counted as missing. */
    double effective_n; /* Kish's effective sample size (Σw)²/Σw² of the respondents used; equals
        `used` without weights. */
    double minimum_share; /* Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, otherwise
        0. */
    int32_t policy; /* What was done about missing answers: `HABITUE_MISSING_...`. */
    uint32_t reserved;
} habitue_basis;

/* What moments say. Start from `HABITUE_MOMENTS_INFO_INIT`, and ask twice for columns: the first
 * call tells `question_count`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them. */
typedef struct habitue_moments_info {
    uint32_t struct_size;
    uint32_t reserved;
    size_t question_count; /* Written: how many questions there are. */
    double n; /* Written: respondents behind the moments. */
    double *means; /* Where the means go, or NULL. */
    double *standard_deviations; /* Where the standard deviations go (n - 1), or NULL. */
    double *correlations; /* Where the correlations go, row by row, or NULL. */
    habitue_basis basis; /* Written: what they rest on; all 0 where they did not come from
        responses. */
} habitue_moments_info;
#define HABITUE_MOMENTS_INFO_INIT \
    {sizeof(habitue_moments_info), 0, 0, 0.0, 0, 0, 0, {0, 0, 0, 0, 0, 0.0, 0.0, 0, 0}}

/* Means, standard deviations and correlations of questions, with the sums under them where they
 * can be merged. Threads: as every handle. */
typedef struct habitue_moments habitue_moments;
HABITUE_API void habitue_moments_free(habitue_moments *moments); /* Releases it; NULL does
    nothing. */

/* Takes the moments of all questions, recoded so that higher is better. `missing` is one of
 * `HABITUE_MISSING_...`, `minimum_share` (0 to 1) belongs to PERSON_MEAN.
 * An analysis of some questions (reliability, drivers, a path model) rests on the respondents
 * whom the policy keeps for these questions, whatever is missing elsewhere; its n says how many.
 * Moments that were merged or came as bytes rest on the respondents kept for all questions. All
 * but those of EM can be merged; a part with too few respondents for moments of its own says so
 * where they are read.
 * Returns also `HABITUE_OUT_OF_RANGE`, and of EM `HABITUE_EMPTY_INPUT`, `HABITUE_UNDEFINED`,
 * `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. */
HABITUE_CHECKED habitue_status habitue_moments_of_responses(const habitue_responses *responses,
    int32_t missing, double minimum_share, habitue_moments **moments, habitue_error *error);

/* Makes moments that are known already: published, or reduced by another engine. They are taken
 * as they are, higher being better: where a question was asked the other way round, give low +
 * high - mean, and turn the signs of its correlations with the others. (With a questionnaire,
 * `habitue_satisfaction_of_moments` does that itself.)
 * Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
 * `HABITUE_INCONSISTENT`. */
HABITUE_CHECKED habitue_status habitue_moments_new(
    const habitue_known_moments *known, habitue_moments **moments, habitue_error *error);

/* Adds the respondents of `other`, another part (shard, wave) of the same survey: the same
 * questions (by name, and by the ends and direction of their scales) and policy. Parts merge
 * without a bit changing, in any order and with any weights. On failure `moments` are as they
 * were: `HABITUE_INCONSISTENT`, or `HABITUE_UNSUPPORTED` for known moments and those of EM,
 * which needs the responses of all parts. */
HABITUE_CHECKED habitue_status habitue_moments_merge(
    habitue_moments *moments, const habitue_moments *other, habitue_error *error);

/* What moments say. `HABITUE_EMPTY_INPUT` where fewer than two respondents answered a question
 * or a pair. */
HABITUE_CHECKED habitue_status habitue_moments_inspect(
    const habitue_moments *moments, habitue_moments_info *info, habitue_error *error);

#define HABITUE_RELIABILITY_ALPHA 1 /* Cronbach's alpha of two or more items. */
/* McDonald's omega of three or more items, by maximum likelihood with one factor. */
#define HABITUE_RELIABILITY_OMEGA 2
/* Dijkstra and Henseler's rho_A of a composite with `weights`; 1 for a single item that weighs. */
#define HABITUE_RELIABILITY_RHO_A 3
/* The heterotrait-monotrait ratio (HTMT) of the items and `others`, of correlations with their
 * signs (Henseler, Ringle and Sarstedt 2015). seminr and semTools take absolute correlations
 * from 2021 on; where all are positive the two agree. */
#define HABITUE_RELIABILITY_HETEROTRAIT_MONOTRAIT 4

/* The questions that a reliability is of. Start from `HABITUE_ITEMS_INIT` (0.95); what the kind
 * does not read is refused. */
typedef struct habitue_items {
    uint32_t struct_size;
    uint32_t reserved;
    const size_t *items; /* The questions, from 0. */
    size_t item_count; /* How many there are. */
    const double *weights; /* RHO_A: the outer weight of each item, of any length. */
    const size_t *others; /* HETEROTRAIT_MONOTRAIT: the questions of the other construct. */
    size_t other_count; /* How many there are. */
    double confidence; /* ALPHA: confidence of the interval, between 0 and 1. */
} habitue_items;
#define HABITUE_ITEMS_INIT {sizeof(habitue_items), 0, 0, 0, 0, 0, 0, 0.95}

/* A confidence interval. */
typedef struct habitue_interval {
    double low; /* Lower end; NaN where there is no interval. */
    double high; /* Upper end; NaN where there is no interval. */
    double confidence; /* Nominal coverage, such as 0.95. */
    uint32_t clamped; /* 1 where an end left the possible range and was drawn back to it. */
    uint32_t reserved;
} habitue_interval;

/* A reliability. Start from `HABITUE_RELIABILITY_INIT` and say where to write; a column that the
 * kind does not have is refused. */
typedef struct habitue_reliability {
    uint32_t struct_size;
    uint32_t reserved;
    double value; /* Written: the figure of the kind; of ALPHA from covariances (raw). */
    double standardised_alpha; /* Written, ALPHA: that from correlations; else 0. */
    habitue_interval interval; /* Written, ALPHA: interval of the raw one, Feldt's with equal
        weights and complete answers, linearised otherwise. */
    double n; /* Written: respondents behind it. */
    double *item_rest; /* ALPHA: where the correlation of each item with the sum of the others
        goes, or NULL. */
    double *alpha_without; /* ALPHA: where alpha without each item goes, NaN with two items, or
        NULL. */
    double *loadings; /* OMEGA: where the loading of each item goes, or NULL. */
    uint8_t *reversed; /* ALPHA: where 1 goes for each item that correlates negatively with the
        sum of the others, and was probably asked the other way round, else 0; or NULL. */
} habitue_reliability;
#define HABITUE_RELIABILITY_INIT \
    {sizeof(habitue_reliability), 0, 0.0, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, 0, 0, 0, 0}

/* The reliability of some questions by one of `HABITUE_RELIABILITY_...`.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
 * `HABITUE_NOT_FINITE`, `HABITUE_DUPLICATE` (also for an item of both constructs),
 * `HABITUE_UNDEFINED` for too few items, one that everybody answered alike or weights without
 * variance, or of OMEGA `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. */
HABITUE_CHECKED habitue_status habitue_reliability_of(const habitue_moments *moments, int32_t kind,
    const habitue_items *items, habitue_reliability *result, habitue_error *error);

/* The margins of a population, and of a sample. Start from `HABITUE_RAKE_INIT` (no cap, 1e-10,
 * 1000 passes). */
typedef struct habitue_rake {
    uint32_t struct_size;
    uint32_t max_passes; /* Most passes over all margins. */
    size_t rows; /* How many respondents there are. */
    size_t margin_count; /* How many margins there are. */
    const int32_t *categories; /* The category of each respondent, from 0, -1 where not known,
        margin after margin. */
    const size_t *category_counts; /* How many categories each margin has. */
    const double *targets; /* The population's share or count of each category, > 0, margin after
        margin. */
    size_t target_count; /* How many targets there are: the sum of `category_counts`. */
    const double *base; /* Base weights, or NULL. */
    double cap; /* Largest weight in units of the mean weight, > 1; 0 for none. */
    double tolerance; /* Distance of a share from its target at which a margin is met. */
} habitue_rake;
#define HABITUE_RAKE_INIT {sizeof(habitue_rake), 1000, 0, 0, 0, 0, 0, 0, 0, 0.0, 1e-10}

/* What weights cost. Start from `HABITUE_WEIGHTING_INIT`. */
typedef struct habitue_weighting {
    uint32_t struct_size;
    uint32_t passes; /* Passes taken. */
    double effective_n; /* Effective sample size under them. */
    double design_effect; /* Design effect under them. */
    uint64_t capped; /* Weights that lie on the cap. */
} habitue_weighting;
#define HABITUE_WEIGHTING_INIT {sizeof(habitue_weighting), 0, 0.0, 0.0, 0}

/* Rakes a sample to the margins of its population; with one margin this is post-stratification.
 * `weights` receives a weight for each respondent, with mean 1, `weighting` what they cost, or
 * is NULL.
 * Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
 * `HABITUE_NOT_CONVERGED` where a category is empty or the margins contradict each other or the
 * cap. */
HABITUE_CHECKED habitue_status habitue_rake_weights(const habitue_rake *margins, double *weights,
    habitue_weighting *weighting, habitue_error *error);

/* ================================================================================================
 * 11. Satisfaction: counts that merge, indices, drivers, path models */

/* The satisfaction index over the questions that weigh, 0 to 100; reads `missing`,
 * `minimum_share` and `per_respondent`. */
#define HABITUE_GROUP_FIGURE_INDEX 1
/* The share of the `top` best levels of a question, 0 to 1; `interval` is one of
 * `HABITUE_PROPORTION_...`. */
#define HABITUE_GROUP_FIGURE_SHARE 2
/* Promoters from `high_at_least` on less detractors up to `low_at_most`, -100 to 100; `interval`
 * is one of `HABITUE_PROMOTER_...`. */
#define HABITUE_GROUP_FIGURE_PROMOTER 3
#define HABITUE_GROUP_FIGURE_MEAN 4 /* The mean answer to a question. */
/* Cronbach's alpha of two or more questions, with the interval of `HABITUE_RELIABILITY_ALPHA`;
 * reads `missing` and `minimum_share`. It has no standard error. */
#define HABITUE_GROUP_FIGURE_ALPHA 5

/* How several groups are compared. */
#define HABITUE_GROUP_TEST_ANOVA 0 /* One-way analysis of variance (Fisher's F). */
#define HABITUE_GROUP_TEST_WELCH 1 /* Welch's (1951) analysis of variance. */
/* The rank test of Kruskal and Wallis (1952), corrected for ties. */
#define HABITUE_GROUP_TEST_KRUSKAL_WALLIS 2

/* A figure that each group is asked for. What the kind does not read is 0. */
typedef struct habitue_group_figure {
    int32_t kind; /* One of `HABITUE_GROUP_FIGURE_...`. */
    int32_t missing; /* INDEX, ALPHA: `HABITUE_MISSING_...`. */
    const size_t *questions; /* The questions, from 0: one of SHARE, PROMOTER and MEAN; NULL of
        INDEX. */
    size_t question_count; /* How many there are. */
    size_t top; /* SHARE: how many of the best levels, from 1 to their number less one. */
    double low_at_most; /* PROMOTER: the highest answer of a detractor, of recoded answers where
        lower is better. */
    double high_at_least; /* PROMOTER: the lowest answer of a promoter. */
    double minimum_share; /* INDEX, ALPHA: least share of answers for
        `HABITUE_MISSING_PERSON_MEAN`, 0 to 1. */
    int32_t interval; /* SHARE, PROMOTER: how the interval is formed. */
    int32_t per_respondent; /* INDEX: 1 for the weighted mean of each respondent, averaged. */
} habitue_group_figure;

/* Which groups are asked for which figures. Start from `HABITUE_BREAKDOWN_INIT` (0.95). */
typedef struct habitue_breakdown {
    uint32_t struct_size;
    uint32_t reserved;
    const int32_t *codes; /* The group of each respondent, from 0, or -1 for none: of
        `habitue_groups`, or the caller's. NULL for everybody in one group. */
    size_t rows; /* How many respondents there are. */
    size_t group_count; /* How many groups there are, at most as many as respondents or 65,536. */
    const habitue_group_figure *figures; /* The figures. */
    size_t figure_count; /* How many there are. */
    double confidence; /* Confidence of the intervals, between 0 and 1. */
    const int32_t *strata; /* The stratum of each respondent, from 0; NULL for one stratum. */
    const int32_t *clusters; /* The cluster (primary sampling unit) of each respondent, from 0,
        within its stratum; NULL where each was drawn alone. With strata or clusters, errors and
        intervals are those of the design, which ALPHA does not have. */
} habitue_breakdown;
#define HABITUE_BREAKDOWN_INIT {sizeof(habitue_breakdown), 0, 0, 0, 0, 0, 0, 0.95, 0, 0}

/* The differences of one figure between every two groups. Start from
 * `HABITUE_GROUP_DIFFERENCES_INIT` and say where to write: matrices of `group_count` times
 * `group_count` cells, row after row, NaN where nothing can be said; NULL is no wish. */
typedef struct habitue_group_differences {
    uint32_t struct_size;
    uint32_t reserved;
    size_t group_count; /* How many groups there are. */
    size_t figure_count; /* How many figures each group has among the estimates. */
    size_t figure; /* Which of them is compared, from 0. */
    double confidence; /* A difference counts where its p-value is below 1 less this, between 0
        and 1. */
    double *differences; /* The group of the column less that of the row. */
    double *p_values; /* The two-sided p-value of each pair alone: Welch's t of means and
        indices, z of others. */
    double *adjusted; /* The p-values among all pairs by Holm. */
    uint8_t *higher; /* 1 where the group of the row is higher than that of the column by more
        than chance: the letters of a table of columns. */
} habitue_group_differences;
#define HABITUE_GROUP_DIFFERENCES_INIT \
    {sizeof(habitue_group_differences), 0, 0, 0, 0, 0.95, 0, 0, 0, 0}

/* A cross-table of respondents. Start from `HABITUE_CROSS_TABLE_INIT`. */
typedef struct habitue_cross_table {
    uint32_t struct_size;
    uint32_t reserved;
    size_t respondents; /* How many respondents there are. */
    const int32_t *rows; /* The row of each respondent, from 0, or -1 for none. */
    size_t row_count; /* How many rows there are. */
    const int32_t *columns; /* The column of each respondent, from 0, or -1 for none. */
    size_t column_count; /* How many columns there are. */
    const double *weights; /* Base weights >= 0 of the respondents; NULL for equal ones. */
    const int32_t *strata; /* As of `habitue_breakdown`. */
    const int32_t *clusters; /* As of `habitue_breakdown`. */
    uint64_t *counts; /* Where the respondents of each cell go, row after row, or NULL. */
    double *cell_weights; /* Where their weights together go, or NULL. */
    double chi_square; /* Written: Pearson's chi-square of the weighted shares, times the
        respondents. */
    double freedom; /* Written: its degrees of freedom. */
    double p_value; /* Written: its p-value where all weigh alike and were drawn one by one;
        otherwise too small. */
    double f; /* Written: Rao and Scott's F of second order. */
    double f_numerator; /* Written: degrees of freedom of its numerator. */
    double f_denominator; /* Written: those of its denominator. */
    double f_p_value; /* Written: the p-value of F, the one to read. */
    double cramers_v; /* Written: Cramer's V, 0 to 1. */
    uint64_t used; /* Written: respondents who are in a row and in a column, and weigh. */
    uint64_t missing; /* Written: the others. */
} habitue_cross_table;
#define HABITUE_CROSS_TABLE_INIT \
    {sizeof(habitue_cross_table), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, \
        0.0, 0.0, 0, 0}

/* A figure of a group. */
typedef struct habitue_group_estimate {
    double value; /* The figure, in its own unit; NaN where `status` is not `HABITUE_OK`. */
    double standard_error; /* Its standard error; NaN with one respondent, and of ALPHA. */
    habitue_interval interval; /* Its interval; NaN with one respondent. */
    double freedom; /* Degrees of freedom of the standard error; NaN where figures are compared
        by the normal law. */
    double effective_n; /* How many respondents of equal weight would say as much: as the figure
        alone tells it. */
    uint64_t used; /* Respondents of the group whose answers entered the figure. */
    uint64_t missing; /* Answers of the group that are missing from the questions of the figure. */
    uint32_t shared; /* 1 where its group shares a cluster of the sample with another:
        `habitue_group_differences` then refuses it. */
    int32_t status; /* `HABITUE_OK`, or why the group has no such figure: `HABITUE_EMPTY_INPUT`,
        `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. */
} habitue_group_estimate;

/* The groups of respondents that `column_count` columns of keys (integers or text) make
 * together, by segment, wave, dealer or month: the group of each row into `codes`, from 0 in the
 * order of the keys, the first column first (-1 for an empty text), and into `first_rows` a row
 * of each group, the first, where its keys stand.
 * Returns also `HABITUE_EMPTY_INPUT` without columns, `HABITUE_OVERFLOW` beyond 2^31 - 1 rows,
 * or `HABITUE_BUFFER_TOO_SMALL`. */
HABITUE_CHECKED habitue_status habitue_groups(const habitue_column *columns, size_t column_count,
    size_t rows, int32_t *codes, uint64_t *first_rows, size_t capacity, size_t *needed,
    habitue_error *error);

/* Figures of every group with intervals and what they rest on, `breakdown.group_count` times
 * `breakdown.figure_count` of them, group by group: each as the answers of the group alone have
 * it, with their weights. The job hears the groups done.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
 * `HABITUE_CANCELLED`; what only some groups lack is told in their `status`. */
HABITUE_CHECKED habitue_status habitue_responses_by_group(const habitue_responses *responses,
    const habitue_breakdown *breakdown, const habitue_job *job, habitue_group_estimate *estimates,
    habitue_error *error);

/* Compares one figure of every two groups: `estimates` are those of
 * `habitue_responses_by_group`, `differences.group_count` times `differences.figure_count` of
 * them.
 * Returns also `HABITUE_OUT_OF_RANGE`, or `HABITUE_BAD_ARGUMENT` for a figure without standard
 * errors (ALPHA) and for groups that share clusters. */
HABITUE_CHECKED habitue_status habitue_groups_compare(const habitue_group_estimate *estimates,
    const habitue_group_differences *differences, habitue_error *error);

/* Counts respondents by row and column and tests whether rows and columns go together, with
 * weights, strata and clusters.
 * Returns also `HABITUE_OUT_OF_RANGE` with the row, `HABITUE_MISSING_VALUE` for a respondent
 * without stratum or cluster, or `HABITUE_UNDEFINED` for fewer than two rows or columns and for
 * a stratum of one cluster. */
HABITUE_CHECKED habitue_status habitue_cross_tabulate(
    habitue_cross_table *table, habitue_error *error);

/* A checklist that one failure fails. */
/* The three conditions of satisfaction: product (range and quality), channel (easy and
 * convenient), service (one standard, people first). */
#define HABITUE_CHECKLIST_SATISFACTION_CONDITIONS 1
/* The four marks of an effective service standard: it starts from the customer's need, is
 * focused, is kept, is assessed and improved. */
#define HABITUE_CHECKLIST_SERVICE_STANDARD 2
/* The two determinants of an individual offer: a product made to measure, and service in time. */
#define HABITUE_CHECKLIST_INDIVIDUAL_OFFER 3
/* The seven steps of quality management that win trust. */
#define HABITUE_CHECKLIST_QUALITY_MANAGEMENT 4
#define HABITUE_CHECKLIST_SERVICE_PLAN 5 /* The three steps of an individual plan of service. */
/* The eight steps by which a product becomes individual. */
#define HABITUE_CHECKLIST_INDIVIDUAL_PRODUCT 6

#define HABITUE_POINT_UNKNOWN -1 /* A point that is not known. */
#define HABITUE_POINT_FAILED 0 /* A point that is not met; a list that fails. */
#define HABITUE_POINT_MET 1 /* A point that is met; a list that passes. */

/* What a checklist, one of `HABITUE_CHECKLIST_...`, finds in each of `rows` rows: one failure
 * fails it, and a point that is not known leaves it open, unless another fails. `met` holds,
 * point after point (`HABITUE_LIST_CHECKLIST_POINTS` + checklist), a column of
 * `HABITUE_POINT_...`, as `passes` is; `failed` and `unknown` receive the points (bit 0 for the
 * first) that are not met, or not known. Each of the three may be NULL. */
HABITUE_CHECKED habitue_status habitue_checklist(int32_t checklist, const int32_t *met, size_t rows,
    int32_t *passes, uint32_t *failed, uint32_t *unknown, habitue_error *error);

/* The sums under a measure. Count each part where it lies, merge the counts, and form the figure
 * once. Threads: as every handle. */
typedef struct habitue_counts habitue_counts;
HABITUE_API void habitue_counts_free(habitue_counts *counts); /* Releases it; NULL does nothing. */

struct habitue_measure;
/* Counts `measure` of the questions that it names, each respondent with their weight.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`,
 * `HABITUE_INCONSISTENT`, or `HABITUE_EMPTY_INPUT` for a dimension without pairs. */
HABITUE_CHECKED habitue_status habitue_counts_of_responses(const struct habitue_measure *measure,
    const habitue_responses *responses, habitue_counts **counts, habitue_error *error);

/* Counts `measure` (MEAN, KANO, FUZZY_KANO or PENALTY_REWARD) of `column_count` columns of
 * `rows` cells, one column after the other, NaN where missing; `weights` (base weights >= 0) may
 * be NULL.
 * Returns also `HABITUE_NOT_READ`, and `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
 * `HABITUE_INCONSISTENT` with the row. */
HABITUE_CHECKED habitue_status habitue_counts_of_columns(const struct habitue_measure *measure,
    const double *cells, size_t column_count, const double *weights, size_t rows,
    habitue_counts **counts, habitue_error *error);

/* The counts with these totals, in the order of `HABITUE_LIST_TOTALS + kind` (one of
 * `HABITUE_MEASURE_...`): of `habitue_counts_totals`, added by any engine. Published figures of
 * equal weights: SHARE hits and all; PROMOTER promoters, passives, detractors; KANO the six
 * classes.
 * Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`, by name. */
HABITUE_CHECKED habitue_status habitue_counts_of_totals(int32_t kind, const double *totals,
    size_t total_count, habitue_counts **counts, habitue_error *error);

/* The totals, plain sums to be added where they are, but for those with `HABITUE_ENTRY_FIXED`,
 * which are the same in all parts. Their names: `HABITUE_LIST_TOTALS + kind`; of SERVICE_QUALITY
 * once for each dimension; of PENALTY_REWARD followed by how many answered low and high,
 * attribute after attribute, and the sums of the regression. */
HABITUE_CHECKED habitue_status habitue_counts_totals(const habitue_counts *counts, double *totals,
    size_t capacity, size_t *needed, habitue_error *error);

/* Adds the counts of `other`, another part (shard, wave), to `counts`, which are as they were
 * where this fails: `HABITUE_INCONSISTENT` for another measure, scale, cut or number of
 * dimensions or attributes, `HABITUE_NOT_FINITE` for a sum. */
HABITUE_CHECKED habitue_status habitue_counts_merge(
    habitue_counts *counts, const habitue_counts *other, habitue_error *error);

/* The scorecard of one dealer. */
typedef struct habitue_dealer_card {
    double total; /* The weighted mean of the dimensions; NaN where a dimension that weighs has
        no score. */
    double standard_error; /* The standard error of the total, scores being independent of each
        other; NaN where a dimension that weighs has fewer than two. */
    double low; /* The lower end of its interval; NaN without a standard error. */
    double high; /* The upper end of its interval; NaN without a standard error. */
    uint64_t scores; /* The scores of the dealer. */
    uint64_t rank; /* The place, from 1, among the dealers with a total; 0 without one. */
    int64_t weakest; /* The dimension with the lowest mean; -1 without a score. */
} habitue_dealer_card;

/* The scorecards of `dealer_count` dealers, branches or teams. `scores` has the columns `dealer`
 * (u32, from 0), `dimension` (u32, from 0) and `score` (double, NaN is none) of assessments, and
 * the settings `weights`, one a dimension, >= 0, and `confidence` (0.95). `means` has room for
 * the mean of each dimension, dealer after dealer, NaN without a score; or NULL. */
HABITUE_CHECKED habitue_status habitue_dealer_cards(const habitue_evidence *scores,
    habitue_dealer_card *cards, size_t dealer_count, double *means, size_t cell_count,
    habitue_error *error);

/* How important a driver is for an outcome. */
typedef struct habitue_driver {
    double beta; /* Standardised regression coefficient. */
    double first; /* R² of it alone: the gain when it enters first. */
    double last; /* Gain in R² when it enters last. */
    double lmg; /* Gain in R² averaged over all orders of entry; NaN with more than 20 drivers. */
    double johnson; /* Johnson's relative weight. */
    double pratt; /* Pratt's (1987) importance: coefficient times correlation. They sum to R²,
        but one may be negative, where a driver holds back what others bring. */
    double car; /* The CAR score of Zuber and Strimmer (2011): the correlation of the outcome
        with the driver once drivers are decorrelated as little as can be. */
} habitue_driver;

/* How important `drivers` are for `outcome`, all of them questions of `moments`, from 0; `found`
 * has `driver_count` cells, `*r_squared` is the share of the outcome's variance that they
 * explain together.
 * Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`,
 * `HABITUE_UNDEFINED` or `HABITUE_SINGULAR_MATRIX`. */
HABITUE_CHECKED habitue_status habitue_key_drivers(const habitue_moments *moments, size_t outcome,
    const size_t *drivers, habitue_driver *found, size_t driver_count, double *r_squared,
    habitue_error *error);

struct habitue_resample_options;
/* The same with standard errors and percentile intervals over samples of the respondents, of at
 * most 20 drivers: `estimates` receives 1 + 5 times `driver_count` of them, R², then beta of
 * each driver, first, last, lmg and johnson. The job hears the samples done.
 * Returns also what `habitue_key_drivers` and `habitue_moments_of_responses` do, or
 * `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_key_drivers_bootstrap(const habitue_responses *responses,
    size_t outcome, const size_t *drivers, size_t driver_count,
    const struct habitue_resample_options *options, const habitue_job *job,
    habitue_estimate *estimates, habitue_error *error);

/* What an index does about missing answers. Named, never implied, and reported with every
 * result. */
/* Only respondents who answered every question that is analysed: those that weigh in an index,
 * the items of a reliability, the outcome and its drivers. */
#define HABITUE_MISSING_LISTWISE 0
/* Every answer that is there; weights are renormalised over what a respondent answered. For
 * moments: each pair of questions on those who answered both (pairwise). */
#define HABITUE_MISSING_AVAILABLE_CASE 1
/* A missing answer becomes the mean of its question. Shrinks spreads. */
#define HABITUE_MISSING_ITEM_MEAN 2
/* A missing answer becomes the respondent's own mean score, for those who answered at least a
 * minimum share. */
#define HABITUE_MISSING_PERSON_MEAN 3
/* Maximum-likelihood means and covariances of a normal law by expectation-maximisation; only for
 * moments and what is built on them. */
#define HABITUE_MISSING_EM 4

/* How the interval of a proportion is formed. */
#define HABITUE_PROPORTION_WILSON 0 /* The score interval of Wilson (1927). */
/* Agresti and Coull (1998): Wald around Wilson's centre. */
#define HABITUE_PROPORTION_AGRESTI_COULL 1
#define HABITUE_PROPORTION_CLOPPER_PEARSON 2 /* The exact interval of Clopper and Pearson (1934). */
/* Jeffreys' equal-tailed interval; ends set to 0 and 1 at 0 and n hits (Brown, Cai and DasGupta
 * 2001). */
#define HABITUE_PROPORTION_JEFFREYS 3
#define HABITUE_PROPORTION_WALD 4 /* p ± z √(p(1-p)/n), drawn back into [0, 1]. */

/* A mean over respondents. */
typedef struct habitue_mean {
    double mean; /* The weighted mean. */
    double standard_error; /* Its standard error; NaN with one respondent. */
    habitue_interval interval; /* Student's interval; NaN with one respondent. */
    double effective_n; /* Kish's effective sample size. */
    uint64_t answered; /* Respondents who have the figure and weigh. */
    uint64_t missing; /* Respondents who do not have it. */
} habitue_mean;

/* The difference of two independent figures. */
typedef struct habitue_difference {
    double difference; /* Second less first, in the unit of the figures. */
    double standard_error; /* Its standard error. */
    double z; /* The statistic, normal without a difference; NaN where no variance is left to
        test with. */
    double p_value; /* Two-sided p-value; NaN where `z` is. */
    habitue_interval interval; /* Interval of the difference. */
} habitue_difference;

/* The share of the `top` best levels of a question: top-box share, CSAT. Read by
 * `habitue_counts_analyse`. */
#define HABITUE_MEASURE_SHARE 1
/* Detractors up to `low_at_most`, promoters from `high_at_least` on: Net Promoter Score, NPS. */
#define HABITUE_MEASURE_PROMOTER 2
/* A question on which a higher answer means less effort, easy from `high_at_least` on: Customer
 * Effort Score, CES. */
#define HABITUE_MEASURE_EFFORT 3
#define HABITUE_MEASURE_MEAN 4 /* The mean of a column. */
/* Perception less expectation by `dimensions`: pairs of expectation and perception. */
#define HABITUE_MEASURE_SERVICE_QUALITY 5
/* Kano's classes by `kano_table`: answers 1 to 5 (like, must be, neutral, live with it, dislike)
 * to "if it is there" and to "if it is not". */
#define HABITUE_MEASURE_KANO 6
/* The same of answers that are spread: five memberships >= 0 of each of the two, of which only
 * proportions count, five NaN where missing. */
#define HABITUE_MEASURE_FUZZY_KANO 7
/* What a low (up to `low_at_most`) and a high answer (from `high_at_least` on) to each attribute
 * do to the outcome: the attributes, then the outcome. */
#define HABITUE_MEASURE_PENALTY_REWARD 8

#define HABITUE_KANO_TABLE_USUAL 0 /* The usual evaluation table of Kano. */
#define HABITUE_KANO_TABLE_STRICT 1 /* The table that also questions must/must and live/live. */
#define HABITUE_KANO_TABLE_CUSTOM 2 /* The table that `kano_classes` says. */

/* What is counted. Start from `HABITUE_MEASURE_INIT`; what differs from it and the kind does not
 * read is refused. */
typedef struct habitue_measure {
    uint32_t struct_size;
    int32_t kind; /* One of `HABITUE_MEASURE_...`. */
    const size_t *questions; /* Of responses, the questions in the order of the columns; NULL for
        columns. */
    size_t question_count; /* How many there are. */
    const size_t *dimensions; /* SERVICE_QUALITY: the dimension of each pair, from 0. */
    size_t dimension_count; /* SERVICE_QUALITY: how many dimensions there are. */
    size_t top; /* SHARE: how many of the best levels, from 1 to their number less one. */
    double low_at_most; /* PROMOTER, PENALTY_REWARD; of recoded answers where lower is better. */
    double high_at_least; /* PROMOTER, EFFORT, PENALTY_REWARD; of recoded answers where lower is
        better. */
    double alpha_cut; /* FUZZY_KANO: membership from which a class counts for a respondent, above
        0, to 1. */
    int32_t kano_table; /* KANO, FUZZY_KANO: one of `HABITUE_KANO_TABLE_...`. */
    uint32_t reserved;
    const int32_t *kano_classes; /* TABLE_CUSTOM: 25 classes `HABITUE_KANO_...`, the answer to
        "if it is there" being the row, that to "if it is not" the column. */
} habitue_measure;
#define HABITUE_MEASURE_INIT \
    {sizeof(habitue_measure), 0, 0, 0, 0, 0, 0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, 0.4, 0, 0, 0}

/* The options of a question, and who ticked them. Start from `HABITUE_MULTI_SELECT_INIT`; a
 * first call says how many there are, a second fills the columns that the caller has made for
 * them. */
typedef struct habitue_multi_select {
    uint32_t struct_size;
    uint32_t reserved;
    size_t option_count; /* Written: how many options there are. Given where columns are wanted:
        as written before. */
    size_t name_bytes; /* Written: how many bytes their names have. Given where names are wanted:
        as written before. */
    int64_t *name_offsets; /* Where the names begin in `names`, and the last one ends:
        option_count + 1 offsets; or NULL. */
    char *names; /* Where the names go, one after the other, UTF-8 without a NUL; or NULL. */
    double *ticked; /* Where 1 (ticked), 0 (not) or NaN (not answered) of each row goes, option
        after option, each a question on a scale of 0 to 1; or NULL. */
} habitue_multi_select;
#define HABITUE_MULTI_SELECT_INIT {sizeof(habitue_multi_select), 0, 0, 0, 0, 0, 0}

/* Splits the cells of a question of which several options may be ticked, a column of text, at
 * `separator`, a code point: options are in the order of their code points; blanks around one do
 * not count. An empty cell is a missing answer, not one that ticks nothing.
 * Returns also `HABITUE_OUT_OF_RANGE` for a separator that is no character and, with the row,
 * for more than 1000 different options: an open answer is no list. */
HABITUE_CHECKED habitue_status habitue_multi_select_split(const habitue_column *cells, size_t rows,
    uint32_t separator, habitue_multi_select *options, habitue_error *error);

/* Which figures of a fitted path model are meant. */
#define HABITUE_FIGURE_PATHS 0 /* Path coefficients, in the order of the model's paths. */
/* Total effects, row-major from the row's to the column's construct. */
#define HABITUE_FIGURE_TOTAL_EFFECTS 1
#define HABITUE_FIGURE_R_SQUARED 2 /* R² of each construct; none for one that nothing acts on. */
/* The index of each construct on 0 to 100; none where an item of it has a negative weight, or
 * ranges are not known. */
#define HABITUE_FIGURE_INDICES 3
#define HABITUE_FIGURE_WEIGHTS 4 /* Outer weights, item after item. */
#define HABITUE_FIGURE_LOADINGS 5 /* Loadings, item after item. */
/* Of a fit to moments: adjusted R² of each construct; NaN where nothing acts on it. */
#define HABITUE_FIGURE_ADJUSTED_R_SQUARED 6
#define HABITUE_FIGURE_RHO_A 7 /* Of a fit to moments: rho_A of each construct; NaN in mode B. */
/* Of a fit to moments: composite reliability of each construct; NaN in mode B. */
#define HABITUE_FIGURE_COMPOSITE_RELIABILITY 8
/* Of a fit to moments: average variance extracted of each construct; NaN in mode B. */
#define HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED 9

/* Figures of one kind. Start from `HABITUE_PATH_FIGURES_INIT`, and ask twice for columns: the
 * first call tells `count`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them, NaN
 * for a figure that does not exist. A column that the fit does not have is refused. */
typedef struct habitue_path_figures {
    uint32_t struct_size;
    uint32_t failed; /* Written: samples, or permutations, without a fit; many make intervals
        doubtful. */
    size_t count; /* Written: how many figures of the kind there are. */
    double confidence; /* Confidence of `low` and `high`, between 0 and 1. */
    double *estimates; /* The figures, of the first of two segments; or NULL, as all of these. */
    double *standard_errors; /* Of samples: standard errors. */
    double *low; /* Of samples: low ends of the percentile intervals. */
    double *high; /* Of samples: high ends. */
    double *others; /* Of segments: the figures of the second. */
    double *differences; /* Of segments: second less first. */
    double *p_values; /* Of segments: two-sided p-values of the permutations. */
} habitue_path_figures;
#define HABITUE_PATH_FIGURES_INIT {sizeof(habitue_path_figures), 0, 0, 0.95, 0, 0, 0, 0, 0, 0, 0}

/* The index of a construct. Start from `HABITUE_CONSTRUCT_INDEX_INIT`. */
typedef struct habitue_construct_index {
    uint32_t struct_size;
    uint32_t reserved;
    double value; /* Written: the mean over respondents, 0 to 100. */
    double standard_deviation; /* Written: the standard deviation over respondents. */
    double *weights; /* Where the unstandardised weights of its items go, which sum to 1; or
        NULL. */
    size_t item_count; /* How many items it has, where `weights` are wanted. */
    double *respondents; /* Where the index of each of the responses goes, NaN where one of its
        items is missing; or NULL. */
    size_t rows; /* How many respondents there are, where these are wanted. */
} habitue_construct_index;
#define HABITUE_CONSTRUCT_INDEX_INIT {sizeof(habitue_construct_index), 0, 0.0, 0.0, 0, 0, 0, 0}

/* A path model that has been fitted. Threads: as every handle. */
typedef struct habitue_path_fit habitue_path_fit;
HABITUE_API void habitue_path_fit_free(habitue_path_fit *fit); /* Releases it; NULL does nothing. */

struct habitue_path_model;
struct habitue_path_options;
/* Fits a path model to moments by partial least squares, and keeps what it needs of them.
 * `options` may be NULL.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
 * `HABITUE_DUPLICATE` or `HABITUE_INCONSISTENT` for what is no model, `HABITUE_UNDEFINED`,
 * `HABITUE_SINGULAR_MATRIX`, `HABITUE_NOT_CONVERGED` or `HABITUE_OUTSIDE_DOMAIN`. */
HABITUE_CHECKED habitue_status habitue_path_fit_new(const struct habitue_path_model *model,
    const habitue_moments *moments, const struct habitue_path_options *options,
    habitue_path_fit **fit, habitue_error *error);

/* Fits a path model by plain PLS to responses and to samples of the respondents (a bootstrap),
 * or, where `others` is not NULL, to two segments of one questionnaire, testing each difference
 * by permutation. `path` may be NULL. The job hears the samples done.
 * Returns also what `habitue_path_fit_new` and `habitue_moments_of_responses` do,
 * `HABITUE_INCONSISTENT` for segments of different surveys, or `HABITUE_CANCELLED`. */
HABITUE_CHECKED habitue_status habitue_path_fit_resampled(const struct habitue_path_model *model,
    const struct habitue_path_options *path, const habitue_responses *responses,
    const habitue_responses *others, const struct habitue_resample_options *options,
    const habitue_job *job, habitue_path_fit **fit, habitue_error *error);

/* Figures of one kind, one of `HABITUE_FIGURE_...`. */
HABITUE_CHECKED habitue_status habitue_path_fit_figures(const habitue_path_fit *fit, int32_t figure,
    habitue_path_figures *figures, habitue_error *error);

/* The index of a construct, from 0, of a fit to moments with ranges, by unstandardised weights.
 * `responses` is NULL where `index->respondents` is.
 * Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_MISSING_VALUE` without ranges, or
 * `HABITUE_INCONSISTENT` where a weight is negative. */
HABITUE_CHECKED habitue_status habitue_path_fit_index(const habitue_path_fit *fit,
    const habitue_responses *responses, size_t construct, habitue_construct_index *index,
    habitue_error *error);

/* Whether figures of `later`, a bootstrap of another wave or segment with respondents of its
 * own, differ from those of the bootstrap `first`: normal tests with the standard errors of
 * both. `figure` is one of `HABITUE_FIGURE_...`; `differences` receives `count` results, as many
 * as there are figures, NaN for one that does not exist in both.
 * Returns also `HABITUE_INCONSISTENT` for different models. */
HABITUE_CHECKED habitue_status habitue_path_fit_difference(const habitue_path_fit *first,
    const habitue_path_fit *later, int32_t figure, double confidence,
    habitue_difference *differences, size_t count, habitue_error *error);

#define HABITUE_INDEX_OWN 0 /* Constructs and paths of the caller's own. */
/* The American index: expectations, quality, value, satisfaction, complaints, loyalty. */
#define HABITUE_INDEX_ACSI 1
/* The European index: image, expectation, quality, value, satisfaction, complaints, loyalty. */
#define HABITUE_INDEX_ECSI 2
/* The Chinese index: brand image, expectation, quality, value, satisfaction, loyalty. */
#define HABITUE_INDEX_CCSI 3

/* How neighbouring constructs are weighed while outer weights are sought. */
#define HABITUE_INNER_PATH 0 /* Causes by regression, effects by correlation. */
#define HABITUE_INNER_CENTROID 1 /* The sign of the correlation. */
#define HABITUE_INNER_FACTORIAL 2 /* The correlation. */

/* Something measured by several questions. */
typedef struct habitue_construct {
    habitue_text name; /* What errors call it; empty in a national index. */
    const size_t *items; /* Its questions, from 0, which measure no other construct. */
    size_t item_count; /* How many there are. */
    int32_t formative; /* 0: the questions mirror the construct (mode A, reflective); 1: they
        make it up (mode B). */
    uint32_t reserved;
} habitue_construct;

/* A path from one construct to another, both counted from 0. */
typedef struct habitue_path {
    size_t from; /* The cause. */
    size_t to; /* The effect. */
} habitue_path;

/* A path model. Start from `HABITUE_PATH_MODEL_INIT`. */
typedef struct habitue_path_model {
    uint32_t struct_size;
    int32_t index; /* One of `HABITUE_INDEX_...`. The constructs of a national index stand in the
        order of `HABITUE_LIST_INDEX_CONSTRUCTS + index`; its paths, in their order, are
        `HABITUE_LIST_INDEX_PATHS + index`, each with from and to as its `numbers`. */
    const habitue_construct *constructs; /* The constructs. */
    size_t construct_count; /* How many there are. */
    const habitue_path *paths; /* OWN: the paths, which form no circle. */
    size_t path_count; /* How many there are. */
} habitue_path_model;
#define HABITUE_PATH_MODEL_INIT {sizeof(habitue_path_model), 0, 0, 0, 0, 0}

/* How a path model is fitted. Start from `HABITUE_PATH_OPTIONS_INIT` (path weighting, plain
 * PLS). */
typedef struct habitue_path_options {
    uint32_t struct_size;
    int32_t scheme; /* The inner weighting scheme, one of `HABITUE_INNER_...`. */
    double least_reliability; /* Where given, consistent PLS, corrected for attenuation by rho_A:
        refused with `HABITUE_OUTSIDE_DOMAIN` unless rho_A of every construct in mode A reaches
        this (0 to 1; 0.7 is usual, 0 lets all pass). */
} habitue_path_options;
#define HABITUE_PATH_OPTIONS_INIT {sizeof(habitue_path_options), 0, HABITUE_NOT_GIVEN}

/* How respondents are resampled. Start from `HABITUE_RESAMPLE_OPTIONS_INIT` (1000 samples, seed
 * 1, 0.95), and say what to do about missing answers. */
typedef struct habitue_resample_options {
    uint32_t struct_size;
    int32_t missing; /* One of `HABITUE_MISSING_...`; it must be given. */
    double minimum_share; /* Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1. */
    uint32_t samples; /* How many samples, or permutations, are drawn; at least 2. */
    uint32_t reserved;
    uint64_t seed; /* Where the random stream starts; the same seed gives the same bits, whatever
        the number of threads. */
    double confidence; /* Key drivers: confidence of the intervals, between 0 and 1. */
} habitue_resample_options;
#define HABITUE_RESAMPLE_OPTIONS_INIT {sizeof(habitue_resample_options), -1, 0.5, 1000, 0, 1, 0.95}

/* How the interval of a promoter score is formed. */
/* Scores that a score test would not reject, with the shares under each hypothesis by maximum
 * likelihood (Tango 1998, whose difference of paired shares is the same trinomial). */
#define HABITUE_PROMOTER_SCORE 0
#define HABITUE_PROMOTER_WALD 1 /* score ± z se. The usual one; no width where all answer alike. */
/* Wald after adding 3 answers in the proportions 1 : 2 : 1 (¾ promoter, 1½ passive, ¾
 * detractor). */
#define HABITUE_PROMOTER_ADJUSTED_WALD 2

/* The quadrants of Martilla and James (1977). */
#define HABITUE_QUADRANT_CONCENTRATE_HERE 1 /* Important, and done badly. */
#define HABITUE_QUADRANT_KEEP_UP 2 /* Important, and done well. */
#define HABITUE_QUADRANT_LOW_PRIORITY 3 /* Neither important nor done well. */
#define HABITUE_QUADRANT_POSSIBLE_OVERKILL 4 /* Done well, but not important. */

/* Where the cross-hairs of an importance-performance map stand. The picture changes with the
 * choice, so it is always stated. */
#define HABITUE_CROSS_HAIRS_MEANS 0 /* Grand means of performance and of importance. */
#define HABITUE_CROSS_HAIRS_MEDIANS 1 /* Medians of performance and of importance. */
#define HABITUE_CROSS_HAIRS_AT 2 /* Given values, such as the midpoints of the scales. */

/* What an attribute does to satisfaction. */
#define HABITUE_KANO_NONE 0 /* No class: there are no scores. */
/* Must-be (M): missing, it dissatisfies; there, it goes unnoticed. */
#define HABITUE_KANO_MUST_BE 1
#define HABITUE_KANO_ONE_DIMENSIONAL 2 /* One-dimensional (O): the more, the better. */
/* Attractive (A): there, it delights; missing, it goes unnoticed. */
#define HABITUE_KANO_ATTRACTIVE 3
#define HABITUE_KANO_INDIFFERENT 4 /* Indifferent (I). */
#define HABITUE_KANO_REVERSE 5 /* Reverse (R): there, it dissatisfies. */
#define HABITUE_KANO_QUESTIONABLE 6 /* Questionable (Q): the two answers contradict each other. */

/* What the two ends of an attribute do. */
#define HABITUE_FACTOR_NONE 0 /* The attribute was left out: too few low or high answers. */
#define HABITUE_FACTOR_BASIC 1 /* A low end hurts more than a high end helps. */
#define HABITUE_FACTOR_PERFORMANCE 2 /* Both alike. */
#define HABITUE_FACTOR_EXCITEMENT 3 /* A high end helps more than a low end hurts. */

/* The top-box share (CSAT): the best answers among all. */
typedef struct habitue_share {
    double share; /* Hits among those who answered, 0 to 1. */
    double standard_error; /* Its standard error, by linearisation where weights differ. */
    habitue_interval interval; /* Its interval. */
    double effective_n; /* Effective sample size: share (1 - share) over the squared standard
        error; Kish's where all answered alike. */
    double hits; /* Sum of the weights of the hits. */
    double total; /* Sum of the weights of all who answered. */
    uint64_t answered; /* Respondents who answered and weigh. */
    uint64_t missing; /* Respondents who did not answer. */
} habitue_share;

/* The Net Promoter Score (NPS): promoters less detractors. */
typedef struct habitue_promoter_score {
    double score; /* 100 (p - d), -100 to 100, not rounded. */
    double promoters; /* Share of promoters p, 0 to 1. */
    double passives; /* Share of those between, 0 to 1. */
    double detractors; /* Share of detractors d, 0 to 1. */
    double variance; /* Variance of one answer counted +1, 0, -1. */
    double standard_error; /* Standard error of the score in points. */
    habitue_interval interval; /* Interval of the score in points. */
    double effective_n; /* Effective sample size: the variance over the squared standard error
        (as a fraction); Kish's where all answered alike. */
    uint64_t answered; /* Respondents who answered and weigh. */
    uint64_t missing; /* Respondents who did not answer. */
    uint32_t degenerate; /* 1 where all answered alike, so that the variance is 0. */
    uint32_t reserved;
} habitue_promoter_score;

/* The Customer Effort Score (CES). */
typedef struct habitue_effort {
    habitue_mean mean; /* Mean answer on its own scale, recoded where lower is better; what is
        undefined with one respondent is NaN. */
    double easy; /* Share of the answers that count as easy. */
    habitue_interval easy_interval; /* Wilson's interval of that share. */
} habitue_effort;

/* Perception less expectation over all dimensions, on the scale of the items. */
typedef struct habitue_service_quality {
    double unweighted; /* Mean of the dimension gaps. */
    double weighted; /* Mean of the dimension gaps, weighted by importance points. */
} habitue_service_quality;

/* One dimension of service quality. */
typedef struct habitue_dimension_gap {
    double weight; /* Its share of the importance points; the shares sum to 1. */
    habitue_mean gap; /* Perception less expectation, with interval. It counts respondents with
        at least one complete pair; the others are missing. */
    habitue_mean perception; /* Perception of the same respondents: service quality by
        performance alone (Cronin and Taylor 1992). */
    uint64_t missing_pairs; /* Pairs of which one or both answers are missing. */
} habitue_dimension_gap;

/* The Kano analysis of an attribute. */
typedef struct habitue_kano_result {
    int32_t kano_class; /* The class, `HABITUE_KANO_...`. */
    int32_t continuous_class; /* The class by mean scores; `HABITUE_KANO_NONE` without scores. */
    double better; /* (A + O)/(A + O + M + I), 0 to 1; NaN where nobody is in these classes. */
    habitue_interval better_interval; /* Wilson's interval of `better`; NaN where that is. */
    double worse; /* -(O + M)/(A + O + M + I), -1 to 0; NaN where nobody is in these classes.
        Some tools drop the sign. */
    habitue_interval worse_interval; /* Wilson's interval of `worse`; NaN where that is. */
    double counts[6]; /* Sums of weights: must-be, one-dimensional, attractive, indifferent,
        reverse, questionable. */
    double memberships[6]; /* FUZZY_KANO: mean membership of each class, in the same order; else
        0. */
    double total_strength; /* (A + O + M)/n. */
    double category_strength; /* Share of the strongest class less that of the second. */
    double fong_threshold; /* Fong's threshold. */
    double functional; /* Mean score of "if it is there", 4 (like) to -2 (dislike); NaN for
        counts without answers. */
    double dysfunctional; /* Mean score of "if it is not", -2 (like) to 4 (dislike); NaN for
        counts without answers. */
    double n; /* Sum of the weights. */
    uint64_t missing; /* Respondents with a missing answer. */
    uint64_t undecided; /* FUZZY_KANO: respondents of whom no class reaches the cut. */
    uint32_t significant; /* 1 where the two most frequent of A, O, M, I, R differ significantly. */
    uint32_t reserved;
} habitue_kano_result;

/* What an attribute takes and gives; NaN and 0 where it was left out. */
typedef struct habitue_penalty_reward {
    double penalty; /* Coefficient of a low answer, usually negative. */
    double reward; /* Coefficient of a high answer, usually positive. */
    double range; /* |penalty| + reward: the range of impact. */
    uint64_t low; /* Respondents with a low answer. */
    uint64_t high; /* Respondents with a high answer. */
    int32_t factor; /* `HABITUE_FACTOR_...`. */
    uint32_t reserved;
} habitue_penalty_reward;

/* Where the figures of counts go, each for the measure that it begins with, and by which
 * settings they are formed; NULL is no wish. Start from `HABITUE_ANALYSIS_INIT` (0.95). What
 * differs from it and the measure does not read is refused. */
typedef struct habitue_analysis {
    uint32_t struct_size;
    int32_t interval; /* SHARE: one of `HABITUE_PROPORTION_...`; PROMOTER: one of
        `HABITUE_PROMOTER_...`. */
    double confidence; /* All but PENALTY_REWARD: confidence of the intervals, between 0 and 1. */
    const double *points; /* SERVICE_QUALITY: importance of the dimensions, any sum; NULL for
        equal ones. */
    size_t count; /* SERVICE_QUALITY: how many dimensions there are; PENALTY_REWARD: how many
        attributes. */
    double category_strength; /* KANO, FUZZY_KANO: classes no more than this behind the first are
        decided by M > O > A > I, 0 to 1. */
    double continuous_cut; /* KANO, FUZZY_KANO: a mean score from this on is wanted, or missed. */
    uint64_t least; /* PENALTY_REWARD: an attribute with fewer low or high answers is left out of
        the regression. */
    double tolerance; /* PENALTY_REWARD: penalty and reward that differ by at most this share of
        their sum make a performance factor, 0 to 1. */
    habitue_share *share; /* SHARE. */
    habitue_promoter_score *promoter_score; /* PROMOTER. */
    habitue_effort *effort; /* EFFORT. */
    habitue_mean *mean; /* MEAN. */
    habitue_service_quality *service_quality; /* SERVICE_QUALITY: over all dimensions. */
    habitue_dimension_gap *gaps; /* SERVICE_QUALITY: each dimension. */
    habitue_kano_result *kano; /* KANO, FUZZY_KANO. */
    habitue_penalty_reward *contrasts; /* PENALTY_REWARD: each attribute. */
} habitue_analysis;
#define HABITUE_ANALYSIS_INIT \
    {sizeof(habitue_analysis), 0, 0.95, 0, 0, 0.05, 2.0, 30, 0.1, 0, 0, 0, 0, 0, 0, 0, 0}

/* The figures that counts come to: what `wanted` has places for.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT` where nobody answered,
 * `HABITUE_INCONSISTENT` for sums that no answers have, `HABITUE_OUT_OF_RANGE`, or of
 * PENALTY_REWARD `HABITUE_SINGULAR_MATRIX`. */
HABITUE_CHECKED habitue_status habitue_counts_analyse(
    const habitue_counts *counts, const habitue_analysis *wanted, habitue_error *error);

/* Whether a figure of `second`, a wave or segment with respondents of its own, differs from that
 * of `first`: `differences` has `count` cells, 1 for SHARE (score test of Miettinen and
 * Nurminen), PROMOTER, MEAN and EFFORT (normal tests), 2 for KANO and FUZZY_KANO (better and
 * worse, as SHARE).
 * Returns also `HABITUE_EMPTY_INPUT`, or `HABITUE_UNDEFINED` where one has no variance or nobody
 * in the first four classes. */
HABITUE_CHECKED habitue_status habitue_counts_difference(const habitue_counts *first,
    const habitue_counts *second, double confidence, habitue_difference *differences, size_t count,
    habitue_error *error);

/* How a satisfaction index is formed. Start from `HABITUE_INDEX_OPTIONS_INIT` (available case,
 * per question, 0.95). */
typedef struct habitue_index_options {
    uint32_t struct_size;
    int32_t missing; /* What to do about missing answers: `HABITUE_MISSING_...`. */
    int32_t per_respondent; /* 0: the mean of each question, times its weight, summed; 1: the
        weighted mean of each respondent, averaged. */
    uint32_t reserved;
    double minimum_share; /* Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1. */
    double confidence; /* Confidence of the intervals, between 0 and 1. */
    uint64_t population; /* Size of the finite population that was sampled; 0 for a large one. */
} habitue_index_options;
#define HABITUE_INDEX_OPTIONS_INIT \
    {sizeof(habitue_index_options), HABITUE_MISSING_AVAILABLE_CASE, 0, 0, 0.5, 0.95, 0}

/* A satisfaction index. */
typedef struct habitue_index {
    double value; /* The index, 0 to 100, not rounded. */
    double raw; /* The index on the common scale of the questions (such as 1 to 10), higher being
        better; NaN where their scales differ or are unevenly scored. */
    double standard_error; /* Standard error of `value`; NaN with one respondent. */
    habitue_interval interval; /* Interval of `value`; NaN with one respondent. */
    habitue_basis basis; /* What it rests on. */
} habitue_index;

/* What a question adds to an index. */
typedef struct habitue_question_score {
    double weight; /* Its weight, normalised to a sum of 1. */
    double score; /* Mean score, 0 (worst) to 100 (best); NaN where nobody who is used answered
        (only possible at weight 0). */
    uint64_t answered; /* Respondents used whose answer is there. */
} habitue_question_score;

/* The weighted mean of the dimensions. */
typedef struct habitue_scorecard {
    double value; /* Weighted mean of the dimension indices, 0 to 100. */
    double standard_error; /* Its standard error; NaN with one respondent. */
    habitue_interval interval; /* Its interval; NaN with one respondent. */
    uint64_t weakest; /* The weakest dimension, from 0 (the first of equals). Every dimension
        reaches a threshold where this one does: the conjunctive rule. */
} habitue_scorecard;

/* Where the figures go; NULL is no wish. Start from `HABITUE_SATISFACTION_INIT`. */
typedef struct habitue_satisfaction {
    uint32_t struct_size;
    uint32_t reserved;
    habitue_index *index; /* The index over all questions. */
    habitue_question_score *questions; /* What each question adds to it. */
    size_t question_count; /* How many questions there are. */
    habitue_index *dimensions; /* The index of each dimension, in order of first appearance. */
    double *dimension_weights; /* Their weights, which sum to 1. */
    size_t dimension_count; /* How many dimensions there are. */
    habitue_scorecard *scorecard; /* The mean of the dimensions. */
    double *respondents; /* Of responses: the index of each respondent, 0 to 100, NaN for those
        whom the policy excludes. */
    size_t rows; /* How many respondents there are. */
} habitue_satisfaction;
#define HABITUE_SATISFACTION_INIT {sizeof(habitue_satisfaction), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* The weighted satisfaction index with its interval and its basis, the scorecard of its
 * dimensions, and the index of each respondent: what `wanted` has places for. `options` may be
 * NULL.
 * Returns also `HABITUE_EMPTY_INPUT` where no respondent is left, `HABITUE_OUT_OF_RANGE` or
 * `HABITUE_NOT_FINITE`. */
HABITUE_CHECKED habitue_status habitue_satisfaction_index(const habitue_responses *responses,
    const habitue_index_options *options, const habitue_satisfaction *wanted, habitue_error *error);

/* The same per question from moments: of merged shards, of published figures. `questionnaire`
 * has the questions of `moments`, in order, with their scales and weights. Moments of responses
 * give the very index of the responses, missing answers and weights included.
 * Returns also `HABITUE_NOT_READ` for the index of each respondent, `HABITUE_BAD_ARGUMENT` for a
 * question whose levels are unevenly scored, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or
 * `HABITUE_INCONSISTENT`. */
HABITUE_CHECKED habitue_status habitue_satisfaction_of_moments(const habitue_moments *moments,
    const habitue_questionnaire *questionnaire, double confidence,
    const habitue_satisfaction *wanted, habitue_error *error);

/* ================================================================================================
 * 12. Loyalty and customers: classifications and formulas by name */

/* Which step counts as reached when a lower step has failed. */
/* cumulative (逐级累积). The last step before the first that is not proven: a step counts only on
 * top of all the lower ones. */
#define HABITUE_LADDER_CUMULATIVE 1
/* highest (取最高级). The highest proven step, whatever the lower ones say. */
#define HABITUE_LADDER_HIGHEST 2

/* In which order the phases are climbed. The schools disagree, and both orders are in use. */
/* Oliver's order: cognitive, affective, conative, action (奥利弗顺序：认知、情感、意向、行为). Information,
 * preference, intention, action (Oliver 1997, 1999). */
#define HABITUE_PHASE_ORDER_OLIVER 1
/* impulse first: impulsive, affective, cognitive, action (课程顺序：冲动型、情感型、认知型、行为型). Intention (on
 * impulse), preference, information, action: the order of the Chinese texts. */
#define HABITUE_PHASE_ORDER_IMPULSE_FIRST 2

/* The classes of customers. Start from `HABITUE_CLASSES_INIT` and say where to write. */
typedef struct habitue_classes {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t *codes; /* Where the class of each customer goes, 0 where it is unknown. */
    uint32_t *reasons; /* Where the bits of the reasons go (`HABITUE_LIST_REASONS + scheme`), or
        NULL. */
    uint8_t *boundary; /* Where 1 goes for a customer exactly on a cut, which belongs to the
        higher side, else 0; or NULL. */
    uint64_t by_code[16]; /* Written: customers by the code of their class; entry 0 counts the
        unknown, and entries beyond the scheme's classes are 0. */
    uint64_t n_used; /* Written: customers with a class. */
    uint64_t n_missing; /* Written: customers whose class is unknown, for want of evidence. */
    uint64_t n_boundary; /* Written: customers who stand exactly on a cut. */
} habitue_classes;
#define HABITUE_CLASSES_INIT {sizeof(habitue_classes), 0, 0, 0, 0, {0}, 0, 0, 0}

/* Classifies customers by a scheme, one of `HABITUE_SCHEME_...` with the evidence and the
 * settings named there. Evidence that is absent is not known for anybody; its cells say "not
 * known" by NaN, `UINT32_MAX`, and in uint8_t by 2 for flags (0 no, 1 yes) and 0 for levels.
 * `classes` says where to write, and receives the counts. Names, by code:
 * `habitue_name(HABITUE_LIST_CLASSES + scheme, ...)`; of the reasons, by bit:
 * `HABITUE_LIST_REASONS + scheme`. A cut is the lowest value of the higher side.
 * `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for evidence
 * or a setting that the scheme does not have, `HABITUE_MISSING_VALUE` for a setting that must be
 * given, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_UNSORTED` for a setting, or
 * the first two with the row and the column of the first bad fact. Nothing is written then. Any
 * thread. */
HABITUE_CHECKED habitue_status habitue_classify(int32_t scheme, const habitue_evidence *evidence,
    habitue_classes *classes, habitue_error *error);

#define HABITUE_CUTS_MEDIAN 0 /* Cut at the medians: the upper half is high. */
#define HABITUE_CUTS_MEAN 1 /* Cut at the means. */

/* Computes a formula of columns, one of `HABITUE_FORMULA_...` with the columns, the settings and
 * the outputs named there, which say what is wanted of it: each a cell for every row, or one for
 * all of them. Counts are told as double, exact to 2^53.
 * `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for a name
 * that the formula does not have, `HABITUE_MISSING_COLUMN` or `HABITUE_MISSING_VALUE` for a
 * column or a setting that must be given, or what the formula refuses: `HABITUE_OUT_OF_RANGE`,
 * `HABITUE_NOT_FINITE`, `HABITUE_INCONSISTENT`, `HABITUE_OVERFLOW`, `HABITUE_EMPTY_INPUT`,
 * `HABITUE_UNDEFINED`, with the row and the column. Nothing is written then. Any thread. */
HABITUE_CHECKED habitue_status habitue_calculate(int32_t formula, const habitue_evidence *inputs,
    const habitue_output *outputs, size_t output_count, habitue_error *error);

/* What may happen to a customer. */
#define HABITUE_EVENT_NEED_FOUND 1 /* a need is found (发现需求). */
#define HABITUE_EVENT_NEED_GONE 2 /* the need is gone (需求消失). */
#define HABITUE_EVENT_TARGETED 3 /* is targeted (列为目标客户). */
#define HABITUE_EVENT_DROPPED 4 /* is targeted no longer (不再列为目标客户). */
#define HABITUE_EVENT_PURCHASED 5 /* buys (购买). */
#define HABITUE_EVENT_LAPSED 6 /* stops buying (停止购买). */
#define HABITUE_EVENT_LEFT 7 /* ends the relationship (终止关系). */

#define HABITUE_EXTENT_LOW 1 /* Few: of customers, or low, of their margin. */
#define HABITUE_EXTENT_MEDIUM 2 /* A medium number of customers, or a medium margin. */
#define HABITUE_EXTENT_HIGH 3 /* Many customers, or a high margin. */

#define HABITUE_PERSONA_DEMANDING 1 /* Persona tag, as a bit: demanding (苛刻的). */
#define HABITUE_PERSONA_HESITANT 2 /* Persona tag, as a bit: hesitant (犹豫不决的). */
#define HABITUE_PERSONA_THRIFTY 4 /* Persona tag, as a bit: thrifty (节俭的). */
#define HABITUE_PERSONA_SOPHISTICATED 8 /* Persona tag, as a bit: sophisticated (久经世故的). */

#define HABITUE_ROLE_CUSTOMER 1 /* Role, as a bit: customer (客户). */
#define HABITUE_ROLE_CONSUMER 2 /* Role, as a bit: consumer (消费者). */
#define HABITUE_ROLE_USER 4 /* Role, as a bit: user (用户). */
#define HABITUE_ROLE_END_RECIPIENT 8 /* Role, as a bit: end recipient (最终接受者). */

/* The breadth of each relationship: how many distinct product lines each of `customer_count`
 * customers has bought, into `breadth`. `customer[i]` is the customer, from 0, of purchase i,
 * and `line[i]` any number that stands for its product line; both have `rows` cells. */
HABITUE_CHECKED habitue_status habitue_relationship_breadth(const uint32_t *customer,
    const int64_t *line, size_t rows, uint32_t *breadth, size_t customer_count,
    habitue_error *error);

/* The number of satisfied episodes in a row up to the last episode of each of `customer_count`
 * customers, 0 for one without an episode, into `streaks`. `customer[i]` is the customer, from
 * 0, of episode i, and `satisfied[i]` is 1 or 0; the episodes of one customer come in the order
 * of time; both have `rows` cells. Up to `tolerance` failures in a row undo nothing: 0 counts
 * satisfaction, which one failure ends; trust survives some. `failures`, the failures in a row
 * since the last satisfied episode, has `customer_count` cells and may be NULL. */
HABITUE_CHECKED habitue_status habitue_satisfied_streaks(const uint32_t *customer,
    const uint8_t *satisfied, size_t rows, uint32_t tolerance, uint32_t *streaks,
    uint32_t *failures, size_t customer_count, habitue_error *error);

/* Which of `record_count` records are of one customer: into `first`, for each the first record
 * of the same customer, from 0. `records` has columns of text, empty where a cell is not known:
 * `phone` (digits count), `email`, `name` with `birthday` (which count together), `document`; at
 * least one. A chain of shared keys makes one customer. `shared` is the keys that a record
 * shares with another, the sum of the codes of HABITUE_LIST_DUPLICATE_KEYS, and may be NULL. */
HABITUE_CHECKED habitue_status habitue_duplicates(const habitue_evidence *records, uint32_t *first,
    uint32_t *shared, size_t record_count, habitue_error *error);

/* What is kept of customers, for handing it out to them: up to `capacity` bytes of CSV to
 * `text`, and their number to `*needed`, with the header
 * `customer,section,field,value,confirmed` and a line for each value that is there. `records`
 * has a column of text `customer` and columns of values by the names of
 * `HABITUE_FORMULA_RECORD_QUALITY`: days (f64, NaN where there is none) of `birthday`,
 * `contract_start` and `contract_end`, 1, 0 or NaN (f64) of `consent`, text of the others, empty
 * where there is none; beside each, such as `phone_confirmed`, a column of the days (f64) on
 * which they were last confirmed.
 * Returns also `HABITUE_MISSING_COLUMN` and, with the row, `HABITUE_MISSING_VALUE` for a value
 * without the day on which it was confirmed, or `HABITUE_OUT_OF_RANGE`. */
HABITUE_CHECKED habitue_status habitue_records_export(const habitue_evidence *records, char *text,
    size_t capacity, size_t *needed, habitue_error *error);

/* How many brands customers use. */
typedef struct habitue_brand_use {
    uint64_t customers; /* Customers who use at least one brand. */
    uint64_t multi_brand; /* Customers who use more than one. */
    uint64_t brands; /* Brands used, over all customers. */
    double mean_set; /* Brands per customer; NaN without a customer. */
    int32_t applies; /* Whether shares by rank say anything here (1.4 brands on average, or 40 %
        of customers with more than one): 1 yes, 0 no, 2 without a customer. */
    uint32_t reserved;
} habitue_brand_use;

/* The share of wallet that the rank of each brand implies, (1 - rank / (n + 1)) 2 / n among the
 * n brands that a customer uses; equal ratings share the mean of their ranks. `ratings` and
 * `shares` hold `rows` x `brand_count` cells, row by row; a NaN is a brand that the customer
 * does not use, whose share is 0. `used` may be NULL. */
HABITUE_CHECKED habitue_status habitue_rank_shares(const double *ratings, size_t rows,
    size_t brand_count, double *shares, habitue_brand_use *used, habitue_error *error);

/* Classifications: evidence (double unless said), settings = defaults. */
/* Loyalty by satisfaction (5 very satisfied, 4 fairly satisfied, 3 satisfied, 2 dissatisfied,
   1 very dissatisfied; 0 not known), the probability of repurchase (0 to 1) and recommendation
   (3 very likely, 2 possible, 1 unlikely; 0 not known). The tables score each level from 0 to
   100; the cuts ascend. Evidence: satisfaction (u8), repurchase, recommendation (u8).
   Settings: satisfaction_table[5] = 0, 25, 50, 75, 100, repurchase_table[3] = 0, 50, 100,
   recommendation_table[3] = 0, 50, 100, weights[3] = 1, 1, 1, repurchase_cuts[2] = 0.3, 0.7,
   index_cuts[2] = 50, 75. */
#define HABITUE_SCHEME_THREE_INDICATOR 1
#define HABITUE_THREE_INDICATOR_LOW 1
#define HABITUE_THREE_INDICATOR_MEDIUM 2
#define HABITUE_THREE_INDICATOR_HIGH 3
/* Griffin's ladder: without a purchase by need, ability and liking; then by purchases; a
   client buys regularly and all that they need, an advocate also recommends. It rests on
   `purchases`. Evidence: purchases (u32), products (u32), need (u8), need_now (u8), ability
   (u8), likes (u8), regular (u8), buys_all (u8), resists (u8), recommends (u8). */
#define HABITUE_SCHEME_LOYALTY_LADDER 2
#define HABITUE_LOYALTY_LADDER_SUSPECT 1
#define HABITUE_LOYALTY_LADDER_PROSPECT 2
#define HABITUE_LOYALTY_LADDER_DISQUALIFIED_PROSPECT 3
#define HABITUE_LOYALTY_LADDER_FIRST_TIME_CUSTOMER 4
#define HABITUE_LOYALTY_LADDER_REPEAT_CUSTOMER 5
#define HABITUE_LOYALTY_LADDER_CLIENT 6
#define HABITUE_LOYALTY_LADDER_ADVOCATE 7
/* No purchase is potential; one purchase or a tenure below the minimum is new; two or more
   with enough tenure are established, and loyal if known to be loyal. Evidence: purchases
   (u32), tenure_days, loyal (u8). Settings: minimum_tenure_days = 90. */
#define HABITUE_SCHEME_LOYALTY_CLASS 3
#define HABITUE_LOYALTY_CLASS_POTENTIAL 1
#define HABITUE_LOYALTY_CLASS_NEW 2
#define HABITUE_LOYALTY_CLASS_ESTABLISHED 3
#define HABITUE_LOYALTY_CLASS_LOYAL 4
/* Oliver's phases: knows it to be better, likes it, means to buy it, buys it against
   obstacles. `order` is one of HABITUE_PHASE_ORDER_..., `rule` one of HABITUE_LADDER_...; the
   codes are in Oliver's order, and intention is IMPULSIVE where it comes first. Evidence:
   cognitive (u8), affective (u8), conative (u8), action (u8). Settings: order = 1, rule = 1. */
#define HABITUE_SCHEME_LOYALTY_PHASE 4
#define HABITUE_LOYALTY_PHASE_BEFORE_LOYALTY 1
#define HABITUE_LOYALTY_PHASE_COGNITIVE 2
#define HABITUE_LOYALTY_PHASE_AFFECTIVE 3
#define HABITUE_LOYALTY_PHASE_CONATIVE 4
#define HABITUE_LOYALTY_PHASE_ACTION 5
#define HABITUE_LOYALTY_PHASE_IMPULSIVE 6
/* The product fits the need, is preferred after use, the relation is sustained. `rule` is one
   of HABITUE_LADDER_...; the texts take the highest. Evidence: fits (u8), prefers (u8),
   sustained (u8). Settings: rule = 2. */
#define HABITUE_SCHEME_TRUST 5
#define HABITUE_TRUST_NONE 1
#define HABITUE_TRUST_COGNITIVE 2
#define HABITUE_TRUST_AFFECTIVE 3
#define HABITUE_TRUST_BEHAVIOURAL 4
/* The last passed of satisfaction, delight and trust, each a score with its cut. Evidence:
   satisfaction, delight, trust. Settings: satisfaction_cut = 50, delight_cut = 50, trust_cut =
   50. */
#define HABITUE_SCHEME_LOYALTY_PREREQUISITES 6
#define HABITUE_LOYALTY_PREREQUISITES_NOT_SATISFIED 1
#define HABITUE_LOYALTY_PREREQUISITES_SATISFIED 2
#define HABITUE_LOYALTY_PREREQUISITES_DELIGHTED 3
#define HABITUE_LOYALTY_PREREQUISITES_TRUSTING 4
/* Burke's secure customer: levels of satisfaction, of the will to continue and to recommend (0
   not known), best for all three, or good for all. Evidence: satisfaction (u8), continues
   (u8), recommends (u8). */
#define HABITUE_SCHEME_SECURE_CUSTOMER 7
#define HABITUE_SECURE_CUSTOMER_AT_RISK 1
#define HABITUE_SECURE_CUSTOMER_VULNERABLE 2
#define HABITUE_SECURE_CUSTOMER_FAVOURABLE 3
#define HABITUE_SECURE_CUSTOMER_SECURE 4
/* Jones and Sasser: loyalists, hostages, mercenaries and defectors by satisfaction and
   loyalty, with the apostle (both at or above) and the terrorist (both at or below) in the
   corners. Evidence: satisfaction, loyalty. Settings: satisfaction_cut = 50, loyalty_cut = 50,
   apostle_satisfaction = 90, apostle_loyalty = 90, terrorist_satisfaction = 10,
   terrorist_loyalty = 10. */
#define HABITUE_SCHEME_APOSTLE 8
#define HABITUE_APOSTLE_DEFECTOR 1
#define HABITUE_APOSTLE_TERRORIST 2
#define HABITUE_APOSTLE_HOSTAGE 3
#define HABITUE_APOSTLE_MERCENARY 4
#define HABITUE_APOSTLE_LOYALIST 5
#define HABITUE_APOSTLE_APOSTLE 6
/* Dick and Basu: no, spurious, latent or true loyalty. Evidence: attitude, behaviour.
   Settings: attitude_cut = 50, behaviour_cut = 50. */
#define HABITUE_SCHEME_ATTITUDE_BEHAVIOUR 9
#define HABITUE_ATTITUDE_BEHAVIOUR_NO_LOYALTY 1
#define HABITUE_ATTITUDE_BEHAVIOUR_SPURIOUS 2
#define HABITUE_ATTITUDE_BEHAVIOUR_LATENT 3
#define HABITUE_ATTITUDE_BEHAVIOUR_TRUE 4
/* Loyalty of the customer to the firm and of the firm to the customer. Evidence: customer,
   firm. Settings: customer_cut = 50, firm_cut = 50. */
#define HABITUE_SCHEME_RECIPROCAL_LOYALTY 10
#define HABITUE_RECIPROCAL_LOYALTY_NEITHER 1
#define HABITUE_RECIPROCAL_LOYALTY_FIRM_ONLY 2
#define HABITUE_RECIPROCAL_LOYALTY_CUSTOMER_ONLY 3
#define HABITUE_RECIPROCAL_LOYALTY_MUTUAL 4
/* The procedural and the personal side of service. Evidence: procedural, personal. Settings:
   procedural_cut = 50, personal_cut = 50. */
#define HABITUE_SCHEME_SERVICE 11
#define HABITUE_SERVICE_FREEZER 1
#define HABITUE_SERVICE_FACTORY 2
#define HABITUE_SERVICE_FRIENDLY_ZOO 3
#define HABITUE_SERVICE_QUALITY 4
/* Growth of quantity, frequency, use and spend between two periods, each >= 0. Evidence:
   quantity_before, quantity, frequency_before, frequency, use_before, uses, spend_before,
   spend. */
#define HABITUE_SCHEME_GROWTH 12
#define HABITUE_GROWTH_FALLING 1
#define HABITUE_GROWTH_STEADY 2
#define HABITUE_GROWTH_GROWING 3
/* Who is inside the firm is internal; else who sells on is a channel; else who builds it in is
   a business; else who uses it is a consumer. Of whom no use is known, a partner, the supply
   chain and a competitor are customers in the wider sense. Evidence: own_use (u8), builds_in
   (u8), inside (u8), resells (u8), partner (u8), supply_chain (u8), competes (u8). */
#define HABITUE_SCHEME_RELATION 13
#define HABITUE_RELATION_CONSUMER 1
#define HABITUE_RELATION_BUSINESS 2
#define HABITUE_RELATION_INTERNAL 3
#define HABITUE_RELATION_CHANNEL 4
#define HABITUE_RELATION_PARTNER 5
#define HABITUE_RELATION_SUPPLY_CHAIN 6
#define HABITUE_RELATION_COMPETITOR 7
/* By the place in a ranking, rank / customers (0 to 1), up to which customers are VIPs, and
   are important. Evidence: top_share. Settings: vip = 0.01, important = 0.2. */
#define HABITUE_SCHEME_IMPORTANCE 14
#define HABITUE_IMPORTANCE_ORDINARY 1
#define HABITUE_IMPORTANCE_IMPORTANT 2
#define HABITUE_IMPORTANCE_VIP 3
/* Who has ended the relationship is lost for good; silence makes a customer lost, and lost for
   good only after the second number of days (NaN: never). Evidence: purchases (u32),
   days_since_last, need (u8), targeted (u8), has_left (u8). Settings: lost_after_days = 365,
   lost_for_good_after_days = NAN. */
#define HABITUE_SCHEME_LIFECYCLE 15
#define HABITUE_LIFECYCLE_NON_CUSTOMER 1
#define HABITUE_LIFECYCLE_POTENTIAL 2
#define HABITUE_LIFECYCLE_TARGET 3
#define HABITUE_LIFECYCLE_ACTUAL 4
#define HABITUE_LIFECYCLE_LOST 5
#define HABITUE_LIFECYCLE_LOST_FOR_GOOD 6
/* Kotler's levels, by what the firm does for the customer. `rule` is one of
   HABITUE_LADDER_.... Evidence: invites (u8), calls_after_sale (u8), calls_regularly (u8),
   works_together (u8). Settings: rule = 2. */
#define HABITUE_SCHEME_RELATIONSHIP_LEVEL 16
#define HABITUE_RELATIONSHIP_LEVEL_BASIC 1
#define HABITUE_RELATIONSHIP_LEVEL_REACTIVE 2
#define HABITUE_RELATIONSHIP_LEVEL_ACCOUNTABLE 3
#define HABITUE_RELATIONSHIP_LEVEL_PROACTIVE 4
#define HABITUE_RELATIONSHIP_LEVEL_PARTNERSHIP 5
/* The trait with the highest score, that of the lighthouse being the mean of novelty seeking
   and opinion leadership; of equals the first wins, on the boundary. Evidence: novelty,
   leadership, following, weighing, saving. */
#define HABITUE_SCHEME_ORIENTATION 17
#define HABITUE_ORIENTATION_LIGHTHOUSE 1
#define HABITUE_ORIENTATION_FOLLOWER 2
#define HABITUE_ORIENTATION_RATIONAL 3
#define HABITUE_ORIENTATION_PROFIT_SEEKING 4
/* By the mean days between purchases; the settings are the longest of each, ascending.
   Evidence: interval_days. Settings: heavy = 15, medium = 75, light = 365. */
#define HABITUE_SCHEME_USAGE 18
#define HABITUE_USAGE_LAPSED 1
#define HABITUE_USAGE_LIGHT 2
#define HABITUE_USAGE_MEDIUM 3
#define HABITUE_USAGE_HEAVY 4
/* Whether a customer may be contacted: with consent, not too often, not too soon. Evidence:
   consent (u8), contacts (u32), days_since_contact. Settings: minimum_gap_days = 7,
   most_contacts = 4. */
#define HABITUE_SCHEME_CONTACT 19
#define HABITUE_CONTACT_DENY 1
#define HABITUE_CONTACT_ALLOW 2
/* Whom to win back now: the lapsed, within some days of their birthday. Evidence:
   days_since_last, days_to_birthday. Settings: lapsed_after_days = 1095, within_days = 7. */
#define HABITUE_SCHEME_WIN_BACK 20
#define HABITUE_WIN_BACK_NOT_LAPSED 1
#define HABITUE_WIN_BACK_WAIT 2
#define HABITUE_WIN_BACK_NOW 3
/* Current and future value. Evidence: current, future. Settings: current_cut (must be given),
   future_cut (must be given). */
#define HABITUE_SCHEME_FUTURE_VALUE 21
#define HABITUE_FUTURE_VALUE_A 1
#define HABITUE_FUTURE_VALUE_B 2
#define HABITUE_FUTURE_VALUE_C 3
#define HABITUE_FUTURE_VALUE_D 4
/* Reinartz and Kumar: value and loyalty. Evidence: value, loyalty. Settings: value_cut (must
   be given), loyalty_cut (must be given). */
#define HABITUE_SCHEME_VALUE_LOYALTY 22
#define HABITUE_VALUE_LOYALTY_STRANGER 1
#define HABITUE_VALUE_LOYALTY_BUTTERFLY 2
#define HABITUE_VALUE_LOYALTY_BARNACLE 3
#define HABITUE_VALUE_LOYALTY_TRUE_FRIEND 4
/* Value, and the share of contacts that are answered. Evidence: value, response. Settings:
   value_cut (must be given), response_cut (must be given). */
#define HABITUE_SCHEME_VALUE_RESPONSE 23
#define HABITUE_VALUE_RESPONSE_NEGLECT 1
#define HABITUE_VALUE_RESPONSE_COURT 2
#define HABITUE_VALUE_RESPONSE_DEVELOP 3
#define HABITUE_VALUE_RESPONSE_NURTURE 4
/* Trust earned by satisfied episodes in a row (`habitue_satisfied_streaks`); the settings are
   how many earn each level, ascending, and how many failures in a row it survives. Its classes
   are those of TRUST. Evidence: streak (u32), failures (u32). Settings: cognitive = 1,
   affective = 3, behavioural = 5, tolerance = 1. */
#define HABITUE_SCHEME_EARNED_TRUST 24
/* Whether a discount is justified: it clears stock, returns an investment quickly, makes room
   for a season, avoids a loss by delay or wins by a key campaign, and is not used for long.
   Evidence: clearance (u8), quick_return (u8), season (u8), delay (u8), key_campaign (u8),
   long_term (u8). */
#define HABITUE_SCHEME_DISCOUNT 25
#define HABITUE_DISCOUNT_UNJUSTIFIED 1
#define HABITUE_DISCOUNT_JUSTIFIED 2

/* Formulas, as classifications; outputs after `;` have one cell. */
/* Years from the day `from` to each day; `day_count` is one of HABITUE_DAY_COUNT_.... Needs:
   day (i32). Settings: day_count = 0, from (must be given). Out: years. */
#define HABITUE_FORMULA_YEARS_BETWEEN 1
/* When the payment of each period, from 0, falls; `timing` is one of HABITUE_PAYMENT_....
   Needs: period (u32). Settings: timing = 2. Out: time. */
#define HABITUE_FORMULA_PAYMENT_TIMES 2
/* The present value of 1 at each time. Needs: time. Settings: rate (must be given). Out:
   factor. */
#define HABITUE_FORMULA_DISCOUNT_FACTORS 3
/* A yearly rate, for each of `periods` periods a year. Needs: yearly. Settings: periods (must
   be given). Out: rate. */
#define HABITUE_FORMULA_RATE_PER_PERIOD 4
/* A yearly retention, for each of `periods` periods a year. Needs: yearly. Settings: periods
   (must be given). Out: retention. */
#define HABITUE_FORMULA_RETENTION_PER_PERIOD 5
/* The rate of compound growth over `periods` periods. Needs: start, end. Settings: periods
   (must be given). Out: rate. */
#define HABITUE_FORMULA_COMPOUND_GROWTH 6
/* The value of a customer in each state of a Markov chain: `transition` holds states x states
   probabilities row by row, each row summing to 1, `reward` what a period in each state yields
   at its beginning; the rewards at the times 0 to `horizon` count, or all (-1). `continues` is
   0 in states in which the relationship ends, 1 elsewhere, and needs a horizon of -1.
   Payments: up to the horizon, of a customer who is in `state`, from 0. Needs: reward. May
   have: continues (u8). Settings: transition (must be given), discount (must be given),
   horizon = -1, state = 0. Out: value. */
#define HABITUE_FORMULA_MARKOV_VALUE 7
/* In which states of MARKOV_VALUE it pays to continue the relationship (1) and in which to end
   it (0), and what a customer of each is then worth: policy improvement. Needs: reward.
   Settings: transition (must be given), discount (must be given). Out: continues, value. */
#define HABITUE_FORMULA_MARKOV_POLICY 8
/* The distribution of a simulated value, of 100 draws or more, with the central interval of
   this probability. Needs: values. Settings: confidence = 0.95. Out: ; mean, median, low,
   high. */
#define HABITUE_FORMULA_SIMULATED_VALUE 9
/* The value of a margin that recurs while the customer stays; `timing` is one of
   HABITUE_MARGIN_..., `horizon` the number of margins that count, -1 for all. Payments: those
   of one customer up to the horizon, at most 1,000,000, not of continuous margins. Needs:
   margin, retention. Settings: timing = 0, discount (must be given), growth = 0, horizon = -1.
   Out: value. */
#define HABITUE_FORMULA_MARGIN_VALUE 10
/* The same before and after a gain of `points` in retention; customers at the ceiling are
   capped. Needs: margin, retention. May have: measure. Settings: timing = 0, discount (must be
   given), growth = 0, horizon = -1, points = NAN, relative = NAN, measure_low = 0,
   measure_high = 100, retention_per_unit = NAN. Out: before, after; customers, capped,
   sum_before, sum_after, change, relative, break_even_per_period. */
#define HABITUE_FORMULA_RETENTION_LIFT 11
/* The points of retention that pay for `cost`; NaN where none do. Needs: margin, retention.
   Settings: timing = 0, discount (must be given), growth = 0, horizon = -1, cost (must be
   given). Out: ; points. */
#define HABITUE_FORMULA_RETENTION_BREAK_EVEN 12
/* Berger and Nasr's cases 1 and 2. Needs: contribution, promotion, cycles (u32), retention.
   Settings: discount (must be given), cycle_years = 1. Out: value. */
#define HABITUE_FORMULA_CONSTANT_CONTRIBUTION 13
/* Berger and Nasr's case 4: contributions by a polynomial, the constant first. Needs:
   retention. Settings: coefficients (must be given), years (must be given), discount (must be
   given). Out: value. */
#define HABITUE_FORMULA_CONTINUOUS_CONTRIBUTION 14
/* The equity of segments: customers there are, and prospects. Needs: customers, value,
   prospects, acquisition_rate, acquisition_cost. Out: equity. */
#define HABITUE_FORMULA_CUSTOMER_EQUITY 15
/* Cost, value and payback of channels of acquisition, and blended; NaN where undefined. Needs:
   spend, customers, margin, retention. Settings: timing = 0, discount (must be given), growth
   = 0, horizon = -1. Out: cost, value, value_to_cost, cost_to_value, net, return_on_spend,
   payback, payback_retained, payback_discounted; blended_cost, blended_value,
   blended_value_to_cost, blended_cost_to_value, blended_net, blended_return_on_spend,
   blended_payback, blended_payback_retained, blended_payback_discounted. */
#define HABITUE_FORMULA_ACQUISITION_RATIOS 16
/* The equity at given spends on acquisition and on retention, whose responses pass a point.
   Needs: acquisition, retention. Settings: acquisition_ceiling (must be given),
   acquisition_rate (must be given), acquisition_spend (must be given), retention_ceiling (must
   be given), retention_rate (must be given), retention_spend (must be given), margin (must be
   given), discount (must be given). Out: equity. */
#define HABITUE_FORMULA_ACQUISITION_EQUITY 17
/* What a loyalty programme earns; NaN where undefined. Needs: members, spend, baseline,
   margin, reward, breakage, administration. Out: incrementality, incremental_margin,
   reward_cost, net, break_even_baseline. */
#define HABITUE_FORMULA_PROGRAMME 18
/* The revenue of a sale with points: of the goods now, deferred of the points. Needs: price,
   points, redemption, value. Out: goods, deferred. */
#define HABITUE_FORMULA_POINTS_ALLOCATION 19
/* The six-step worksheet of a campaign; NaN where undefined. Payments: the marketing cost and
   the first sale of one new customer, then a repeat order every `interval` >= 0 years. Needs:
   sales, sale_count, cost_of_goods, repeat_orders, marketing, prospects, new_customers.
   Settings: interval = NAN. Out: average_sale, profit_per_sale, profit_per_customer,
   cost_per_customer, cost_per_prospect, conversion, profit_per_prospect, marginal_net_worth,
   break_even_conversion. */
#define HABITUE_FORMULA_WORKSHEET 20
/* The value lost by each cause, of customers of this `value`, and the net worth of a programme
   of this `cost` that prevents some. Needs: lost, prevented. Settings: value (must be given),
   cost = 0. Out: loss; net. */
#define HABITUE_FORMULA_DEFECTION_LOSS 21
/* The liability of the points of one sale (see POINTS_ALLOCATION) period by period: `redeemed`
   up to the end of each, rising, and `expected` to be redeemed in all, above 0 up to the
   points issued. `recognised` is what was earned up to then, `revenue` of it in this period,
   `catch_up` what a changed expectation adds to what was recognised before, `outstanding` what
   is owed. Needs: redeemed, expected. Settings: price (must be given), points (must be given),
   redemption (must be given), value = 1. Out: recognised, revenue, catch_up, outstanding. */
#define HABITUE_FORMULA_POINTS_SCHEDULE 22
/* The spends on acquisition and on retention with the highest equity (Blattberg and Deighton),
   0 where no spending pays: a spend S wins or keeps the share ceiling x (1 - exp(-k S)), where
   k follows from a known rate and spend, 0 < rate < ceiling <= 1; a year's `margin` and
   `discount`, above the retention ceiling less 1. Settings: acquisition_ceiling (must be
   given), acquisition_rate (must be given), acquisition_spend (must be given),
   retention_ceiling (must be given), retention_rate (must be given), retention_spend (must be
   given), margin (must be given), discount (must be given). Out: ; acquisition, retention,
   best_acquisition_rate, best_retention_rate, customer_value, equity. */
#define HABITUE_FORMULA_OPTIMAL_SPEND 23
/* The cohort table of lifetime value, one row a year (Dwyer): of `customers` > 0, won for
   `acquisition` in all, the share `retention` is there the next year; `marketing` is the
   year's cost for the whole cohort; profit falls as `timing`, one of HABITUE_PAYMENT_...,
   says. Payments: the profit of each year, in years. Needs: retention, orders_per_month,
   amount, variable_cost_share, marketing. Settings: customers (must be given), acquisition =
   0, discount = 0, timing = 0. Out: customers, orders, sales, variable_cost, marketing,
   acquisition, profit, factor, present, cumulative, per_customer. */
#define HABITUE_FORMULA_COHORT_TABLE 24
/* The profit of years 1, 2, ... of a customer by its sources, 0 where they are left out, but
   not all, after what it cost to win: discounted and retained in each year, running totals,
   value, payback in years (NaN: never) and lifetime profit over cost (NaN without cost). Year
   k is earned at time k with probability retention^(k-1), which are the payments. May have:
   base, growth, cost_saving, referral, premium. Settings: acquisition = 0, retention = 1,
   discount = 0. Out: present, cumulative; value, payback, value_to_cost. */
#define HABITUE_FORMULA_TENURE_VALUE 25
/* The value of contributions at the beginning of cycles and of promotion in the middle of each
   but the last, whose cell is 0 (Berger and Nasr, cases 2, 3 and 5): customers stay with
   `retention` per cycle, or, who last bought 1, 2, ... cycles ago, buy again with the
   probabilities `purchase` and are lost after the last. Who buys and who is promoted to, per
   customer of the first cycle. Payments in years. Needs: contribution, promotion. Settings:
   retention = NAN, purchase = NAN, discount (must be given), cycle_years = 1. Out: buying,
   promoted; value. */
#define HABITUE_FORMULA_VARYING_CONTRIBUTION 26
/* Lifetime values with those of referred customers credited to who referred them, and counted
   once: the share 1 - `anyway` of a value moves to the customer in row `referrer` (-1:
   referred by nobody), with the acquisition cost that the referral saved. Needs: value,
   referrer (i64), anyway, saving. Out: credited. */
#define HABITUE_FORMULA_REFERRAL_CREDIT 27
/* Tiers, 1 the top, by fixed thresholds with a band around them, given the tier before (0:
   new): one rises only from the higher threshold plus the band on, and falls only below its
   own less the band. `thresholds` are the lowest values of all tiers but the last, strictly
   descending; `band` in 0..1 is a share of their magnitude. Needs: values, previous (i32).
   Settings: thresholds (must be given), band (must be given). Out: tier. */
#define HABITUE_FORMULA_TIER_HYSTERESIS 28
/* The interval of a proportion; `method` is one of HABITUE_PROPORTION_... (Wilson is 0).
   Needs: hits, n. Settings: method = 0, confidence = 0.95. Out: low, high. */
#define HABITUE_FORMULA_PROPORTION_INTERVAL 30
/* The finite population correction. Needs: n, population. Out: correction. */
#define HABITUE_FORMULA_POPULATION_CORRECTION 31
/* The respondents that an interval of +-`margin` needs; `population` 0 is a large one. Needs:
   margin, share, population. Settings: confidence = 0.95. Out: n. */
#define HABITUE_FORMULA_SAMPLE_SIZE 32
/* The z test of two independent figures with their standard errors; NaN where no variance is
   left. Needs: first, first_error, second, second_error. Settings: confidence = 0.95. Out:
   difference, standard_error, z, p_value, low, high. */
#define HABITUE_FORMULA_DIFFERENCE_TEST 33
/* Kish's effective sample size. Needs: weight. Out: ; effective_n, design_effect. */
#define HABITUE_FORMULA_EFFECTIVE_N 34
/* Reliability and average variance extracted from standardised loadings. Needs: loading. Out:
   ; reliability, extracted. */
#define HABITUE_FORMULA_COMPOSITE_RELIABILITY 35
/* Where to cut a column; `method` is one of HABITUE_CUTS_.... Needs: value. Settings: method =
   0. Out: ; cut. */
#define HABITUE_FORMULA_CUT_POINT 36
/* Performance less expectation, and its class (HABITUE_DISCONFIRMATION_...; NaN is unknown).
   Needs: expectation, performance. Settings: tolerance = 0. Out: gap, class. */
#define HABITUE_FORMULA_DISCONFIRMATION 40
/* Benefits less costs, and their ratio (NaN without costs); of a complaint all three or none.
   Needs: product, services, personnel, image, money, time, psychic, energy. May have:
   complaint_time, complaint_energy, recovery. Out: difference, ratio. */
#define HABITUE_FORMULA_DELIVERED_VALUE 41
/* The five gaps of service quality. Needs: expected, believed, specified, delivered, promised,
   perceived. Out: understanding, standards, delivery, communication, service. */
#define HABITUE_FORMULA_SERVICE_GAPS 42
/* Gaps between designed, expected and received value. Needs: designed, expected, received.
   Out: perception, compromise, satisfaction. */
#define HABITUE_FORMULA_VALUE_GAPS 43
/* The index of HABITUE_SCHEME_THREE_INDICATOR, 0 to 100; NaN is not known. May have:
   satisfaction (u8), repurchase, recommendation (u8). Settings: satisfaction_table[5] = 0, 25,
   50, 75, 100, repurchase_table[3] = 0, 50, 100, recommendation_table[3] = 0, 50, 100,
   weights[3] = 1, 1, 1, repurchase_cuts[2] = 0.3, 0.7, index_cuts[2] = 50, 75. Out: index;
   mean, mean_satisfaction, mean_repurchase, mean_recommendation, n_used, n_missing,
   n_missing_satisfaction, n_missing_repurchase, n_missing_recommendation. */
#define HABITUE_FORMULA_THREE_INDICATOR_INDEX 44
/* Satisfaction, value and awareness, scores of 0 to 100, and the growth of behaviour, a share
   of the period before; NaN is not known. May have: satisfaction, value, awareness,
   quantity_before, quantity, frequency_before, frequency, use_before, uses, spend_before,
   spend. Out: behaviour_growth; mean_satisfaction, mean_value, mean_awareness, mean_growth,
   n_satisfaction, n_value, n_awareness, n_growth, n_complete. */
#define HABITUE_FORMULA_FOUR_INDICATOR_MEASURE 45
/* The index of seven indicators, 0 to 100, by their lowest and highest values; an indicator on
   which all agree is dropped (its bit); NaN is not known. May have: repurchase, choosing_time,
   attention, competitor_attention, price_sensitivity, identification, defect_tolerance.
   Settings: lowest (must be given), highest (must be given), weights[7] = 1, 1, 1, 1, 1, 1, 1.
   Out: index; mean, n_used, n_missing, dropped_bits. */
#define HABITUE_FORMULA_SEVEN_INDICATOR_INDEX 46
/* The mean of would recommend, would buy again and would try other products, from `low` to
   `high`; NaN is not known. Needs: recommend, buy_again, try_others. Settings: low (must be
   given), high (must be given). Out: mean; n_used. */
#define HABITUE_FORMULA_MEAN_OF_THREE 47
/* The growth of one measure of behaviour: 0.2 is 20 % more; NaN where it began at nothing.
   Needs: before, now. Out: growth. */
#define HABITUE_FORMULA_BEHAVIOUR_GROWTH 48
/* The weighted mean of three kinds of switching cost; NaN is not known. Needs: procedural,
   financial, relational. Settings: weights[3] = 1, 1, 1. Out: index. */
#define HABITUE_FORMULA_SWITCHING_COST 49
/* The share of spend in the category that is with us; NaN where nobody spends. Needs: with_us,
   in_category. Out: ; ratio_of_sums, mean_of_ratios, n_used, n_without_spend. */
#define HABITUE_FORMULA_SHARE_OF_WALLET 50
/* The unhappy customers behind complaints, and who of them leaves (NaN without a share).
   Needs: complaints (u64), complaint_rate. May have: leaving_share. Out: unhappy, silent,
   leaving. */
#define HABITUE_FORMULA_COMPLAINT_ICEBERG 51
/* Who is loyal of the satisfied, the dissatisfied and the fully satisfied, as HABITUE_SCHEME_
   APOSTLE cuts them, and whether each of five propositions holds of them (1 yes, 0 no, 2 of
   nobody): the satisfied may be loyal; may be disloyal; the dissatisfied are usually disloyal;
   may be loyal; full satisfaction makes most loyal. NaN is not known. May have: satisfaction,
   loyalty. Settings: satisfaction_cut = 50, loyalty_cut = 50, apostle_satisfaction = 90,
   apostle_loyalty = 90, terrorist_satisfaction = 10, terrorist_loyalty = 10. Out: ;
   satisfied_loyal, satisfied, dissatisfied_loyal, dissatisfied, fully_satisfied_loyal,
   fully_satisfied, n_missing, holds_1, holds_2, holds_3, holds_4, holds_5. */
#define HABITUE_FORMULA_APOSTLE_PROPOSITIONS 52
/* The scores of all nodes of a driver tree: `parents` is the node, from 0, of which a node is
   a part and that stands before it, -1 for the first; `weights` its weight among its siblings,
   > 0; `leaf_scores` the score of each leaf at its node (the others are not read). A score is
   the weighted mean of the parts. HABITUE_LIST_FIVE_FACTORS is the tree of what builds
   loyalty, parent and weight being the numbers of its entries. Needs: parents (i32), weights,
   leaf_scores. Out: score. */
#define HABITUE_FORMULA_DRIVER_SCORES 57
/* The lifecycle status (classes of HABITUE_SCHEME_LIFECYCLE) after an event
   (HABITUE_EVENT_...). Needs: status (i32), event (i32). Out: next. */
#define HABITUE_FORMULA_LIFECYCLE_AFTER 58
/* The closest relationships that pay (levels of HABITUE_SCHEME_RELATIONSHIP_LEVEL), lower and
   upper, by how many customers there are and how much each leaves (HABITUE_EXTENT_...).
   `table`: for few, a medium number and many customers in turn, in each for a low, a medium
   and a high margin, the lower level and the upper one; Kotler's by default. Needs: customers
   (i32), margins (i32). Settings: table[18] = 3, 3, 4, 4, 5, 5, 2, 2, 3, 3, 4, 4, 1, 2, 2, 2,
   3, 3. Out: lower, upper. */
#define HABITUE_FORMULA_RELATIONSHIP_SUITED 59
/* Purchases a year, and the share of them that are upgrades; NaN where undefined. Needs:
   length_days, purchases (u32), upgrades (u32). Out: purchases_per_year, upgrade_share. */
#define HABITUE_FORMULA_RELATIONSHIP_DEPTH 60
/* Days from `today` to the next birthday. Needs: month (u32), day_of_month (u32). Settings:
   today (must be given). Out: days. */
#define HABITUE_FORMULA_DAYS_TO_BIRTHDAY 61
/* Tiers of usage by any number of bounds in days, 1 up to the first, 0 not known (NaN); and
   whether each stands on a bound. Needs: interval_days. Settings: bounds (must be given). Out:
   tier, boundary. */
#define HABITUE_FORMULA_USAGE_TIERS 62
/* Customers with each persona tag (bits, HABITUE_PERSONA_...). Needs: tags (u32). Out: ;
   demanding, hesitant, thrifty, sophisticated. */
#define HABITUE_FORMULA_PERSONA_COUNTS 63
/* Retention and churn of periods, each definition by its name; NaN of nobody. Needs: start
   (u64), acquired (u64), reactivated (u64), lost (u64). Out: end, retention, churn_of_start,
   churn_of_average, churn_of_exposed, churn_net_of_reactivation, growth. */
#define HABITUE_FORMULA_MOVEMENT 64
/* The same of one period, from who was active (0 or 1). Needs: before (u8), now (u8),
   ever_before (u8). Out: ; start, acquired, reactivated, lost, end, retention, churn_of_start,
   churn_of_average, churn_of_exposed, churn_net_of_reactivation, growth. */
#define HABITUE_FORMULA_MOVEMENT_BETWEEN 65
/* Gross and net revenue retention; NaN of nothing. Needs: start, churned, contraction,
   expansion. Out: gross, net. */
#define HABITUE_FORMULA_REVENUE_RETENTION 66
/* Repeat customers and orders; NaN of nobody. Needs: purchases (u32). Out: ; customers,
   repeat_customers, orders, repeat_orders, repeat_customer_rate, repeat_order_rate. */
#define HABITUE_FORMULA_REPEAT_RATES 67
/* Retention that rises towards a ceiling with tenure, through an observed point. Needs: time.
   Settings: ceiling (must be given), observed_time (must be given), observed_retention (must
   be given). Out: retention; speed. */
#define HABITUE_FORMULA_RETENTION_PROJECTION 68
/* The expectation before each period, `start` before the first, which moves by `rate` (0 to 1)
   of the way towards each performance; NaN is none. Needs: performance. Settings: start (must
   be given), rate (must be given). Out: expectation. */
#define HABITUE_FORMULA_ADAPTED_EXPECTATION 80
/* Whether groups differ: `group` from 0 or -1 for none, `value` NaN where missing; `method` is
   one of HABITUE_GROUP_TEST_..., of which WELCH alone takes weights. The statistic is F (NaN
   in `residual_freedom` where it is H, compared with chi-square). Needs: value, group (i32).
   May have: weight. Settings: method = 1. Out: ; statistic, freedom, residual_freedom,
   p_value, groups, used, missing. */
#define HABITUE_FORMULA_GROUP_TEST 90
/* The mean change of respondents who answered in both of two waves, NaN where missing, by the
   paired t-test: second less first. Needs: first, second. May have: weight. Settings:
   confidence = 0.95. Out: ; difference, standard_error, t, freedom, p_value, low, high, used,
   missing. */
#define HABITUE_FORMULA_PAIRED_DIFFERENCE 91
/* The survival curve (Kaplan-Meier) with weights and left truncation, just after the time of
   each row: `time` when last seen, `lost` 1 or 0, `entry` when first seen (0 without). The
   `error` is one of HABITUE_SURVIVAL_ERROR_..., the `interval` one of
   HABITUE_SURVIVAL_INTERVAL_.... NaN in `std_error`, `low` and `high` once nobody is left.
   Needs: time, lost (u8). May have: entry, weight. Settings: error = 0, interval = 0,
   confidence = 0.95. Out: at_risk, survival, std_error, low, high. */
#define HABITUE_FORMULA_WEIGHTED_SURVIVAL 92
/* Which persona tags fit (the sum of HABITUE_PERSONA_...), of which it is not known and which
   stand on their bound: demanding by the share of purchases with a complaint, hesitant by the
   days to decide, thrifty by the share at a reduced price, sophisticated by purchases in the
   category; `bounds` in this order. NaN is not known. May have: complaint_share,
   days_to_decide, discount_share, category_purchases. Settings: bounds[4] = 0.2, 30, 0.5, 10.
   Out: tags, unknown, boundary. */
#define HABITUE_FORMULA_PERSONA_TAGS 101
/* Who is a customer, a consumer, a user, an end recipient (the sum of HABITUE_ROLE_...), and
   of which it is not known. The columns are 1 (yes), 0 (no) or 2 (not known). May have: takes
   (u8), decides (u8), on_file (u8), own_use (u8), uses (u8), passes_on (u8). Out: roles,
   unknown. */
#define HABITUE_FORMULA_CUSTOMER_ROLES 102
/* How many times as much a customer of tier `first` is worth as one of tier `second`, with
   Fieller's interval; NaN where undefined. Needs: values, tier (i32). Settings: first = 1,
   second = 2, confidence = 0.95. Out: ; ratio, low, high, mean_first, mean_second, n_first,
   n_second. */
#define HABITUE_FORMULA_TIER_RATIO 103
/* How much retention a unit of a measure, such as loyalty or trust, brings: the slope of who
   stayed (1 or 0) by it. Needs: measure, stayed (u8). Settings: measure_low = 0, measure_high
   = 100. Out: ; per_unit. */
#define HABITUE_FORMULA_RETENTION_PER_UNIT 104
/* A budget, in any fractions, over customers of whom effort brings `potential` x (1 -
   e^(-`response` x effort)): what the last unit of it brings is the same everywhere. `least`
   and `most` bound the effort of each, `cost` is what a unit costs; what is undone is up to
   the most, infinite without one. Needs: potential, response. May have: least, most, cost.
   Settings: budget (must be given). Out: effort, gain, undone, undone_gain; price, spent,
   total_gain, total_undone_gain. */
#define HABITUE_FORMULA_EFFORT_ALLOCATION 105
/* The same in whole hours, each of which counts as 1: the best of all such plans. Needs:
   potential, response. May have: least, most. Settings: budget (must be given). Out: effort,
   gain, undone, undone_gain; price, spent, total_gain, total_undone_gain. */
#define HABITUE_FORMULA_HOUR_ALLOCATION 106
/* The options, at most one of each customer, that bring most within a budget of hours: exact
   for any gains. `chosen` is 1 or 0. Needs: customer (u32), hours (u32), gain. Settings:
   budget (must be given). Out: chosen; total_hours, total_gain, total_undone_gain. */
#define HABITUE_FORMULA_CHOSEN_OPTIONS 107
/* Which strategies keep each customer (the sum of the codes of HABITUE_LIST_STRATEGIES): those
   that apply, those in place, those of which it is not known; and whether the switching cost
   is exactly on its bound. The columns are 1 (yes), 0 (no) or 2 (not known). May have:
   identifies (u8), needs_known (u8), feedback_easy (u8), complaints_heeded (u8), hindered
   (u8), rewarded (u8), reward_works (u8), reward_only (u8), tied (u8), irreplaceable (u8),
   switching_cost. Settings: switching_cost_bound = 50. Out: apply, in_place, unknown,
   boundary. */
#define HABITUE_FORMULA_STRATEGIES 108
/* What a strategy gains that raises the retention of those to whom it applies (1 or 0), by
   `points` or `relative`, and costs `cost` each: present values, by the terms of the margins.
   Needs: margin, retention, applies (u8). Settings: timing = 0, discount (must be given),
   growth = 0, horizon = -1, points = NAN, relative = NAN, cost = 0. Out: ; customers, gain,
   total_cost, net, break_even_cost. */
#define HABITUE_FORMULA_STRATEGY_CASE 109
/* What an offer of another sale is worth, `probability` x (`margin` - `otherwise`) - `cost`,
   and the probability from which on it pays; NaN where none does. Needs: probability, margin.
   May have: otherwise, cost. Out: value, pays_from. */
#define HABITUE_FORMULA_ADDED_SALE 110
/* How cases, complaints above all, are handled: when each came in and was answered (NaN: it
   waits), and whether it was tracked, satisfied its customer in the end, and brought a second
   complaint (1, 0, or 2 not known). `target` is the promised time, `interval` one of
   HABITUE_PROPORTION_...; NaN of no case. Needs: opened, responded. May have: tracked (u8),
   satisfied (u8), again (u8). Settings: now (must be given), target (must be given), interval
   = 0, confidence = 0.95. Out: ; cases, waiting, mean_response, median_response,
   within_target, within_target_low, within_target_high, n_within_target, tracked_share,
   tracked_low, tracked_high, n_tracked, recovered, recovered_low, recovered_high, n_recovered,
   complained_again, complained_again_low, complained_again_high, n_complained_again. */
#define HABITUE_FORMULA_COMPLAINT_HANDLING 111
/* Where steps with owners and dates stand (entries of HABITUE_LIST_STEP_STATES) on the day
   `today`: `due` and `done` are days, `done` NaN where a step is not done, `owned` 1 where
   somebody answers for it, else 0. Needs: due (i32), done, owned (u8). Settings: today (must
   be given). Out: state; in_time, late, open, overdue, unowned. */
#define HABITUE_FORMULA_PLAN_PROGRESS 112
/* How complete and how fresh records of customers are: of each field the day on which it was
   last confirmed, NaN where it is not there. `weights` are those of the fields, in their
   order; freshness is NaN of an empty record; `missing` and `present` are sums of the codes of
   HABITUE_LIST_RECORD_FIELDS. May have: name, birthday, phone, email, address, consent,
   preference, habit, contract_start, contract_end, service, complaint. Settings: today (must
   be given), weights[12] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, half_life_days = 365. Out:
   completeness, freshness, missing, present. */
#define HABITUE_FORMULA_RECORD_QUALITY 113
/* What an erasure on the day `today` takes away of the fields that are there (`present`, the
   sum of their codes), and what must stay: the contract until `hold_days` after its end (a
   day, NaN where it has none). `held_until` is a day, NaN of nothing or of a contract without
   end. Needs: present (u32). May have: contract_end. Settings: today (must be given),
   hold_days = 3650. Out: erased, held, held_until. */
#define HABITUE_FORMULA_RECORD_ERASURE 114
/* Shares of customers in loyalty programmes beside the shares who switch, a row a market:
   points of switching for each point of participation, and the correlation; NaN where they do
   not differ. Needs: participation, switching. Out: ; slope, correlation. */
#define HABITUE_FORMULA_PROGRAMMES_ACROSS 115
/* Where attributes stand on an importance-performance map (HABITUE_QUADRANT_...), and whether
   on a cross-hair (they then count as high). `cross_hairs` is one of HABITUE_CROSS_HAIRS_...,
   of which AT alone reads the two places. Needs: performance, importance. Settings:
   cross_hairs = 0, performance_at = NAN, importance_at = NAN. Out: quadrant, boundary;
   performance_cut, importance_cut. */
#define HABITUE_FORMULA_IMPORTANCE_MAP 116
/* Whether groups of customers stay equally long (Mantel's log-rank test): `time` when last
   seen, `lost` 1 or 0, `group` from 0 below `groups`. Each row has how many of its group were
   lost, and how many would have been if all stayed alike. Needs: time, lost (u8), group (u32).
   Settings: groups (must be given). Out: observed, expected; chi_square, degrees_of_freedom,
   p_value. */
#define HABITUE_FORMULA_LOG_RANK 117
/* A base that gains `acquired` in each period and leaks, each cause taking its share of all,
   together at most 1: how many leave for each in the first period, the share lost for all, the
   level that the base tends to, acquired / churn (NaN where it does not leak), and how many
   must be acquired to stand still. Needs: rates. Settings: customers (must be given), acquired
   = 0. Out: lost; churn, steady_state, to_stand_still. */
#define HABITUE_FORMULA_LEAKY_BUCKET 118
/* The customers of such a base after so many periods. Needs: periods (u32). Settings:
   customers (must be given), acquired = 0, churn (must be given). Out: customers. */
#define HABITUE_FORMULA_BUCKET_LEVEL 119
/* Who of `customers` left for which cause: the present value of the profit of one of them, the
   share whom a programme would keep, 0 to 1, and its cost; `groups` are
   HABITUE_CAUSE_GROUP_..., 0 where not known. `break_even` is the share that a programme must
   keep to pay for itself, NaN where that is impossible; `worthwhile_gain` is of programmes
   that earn more than they cost. Needs: lost (u64), profit_per_customer. May have:
   preventable, programme_cost, groups (i32). Settings: customers (must be given). Out:
   lost_profit, net_gain, break_even; total_lost, rate, total_lost_profit, total_net_gain,
   worthwhile_gain, lost_unknown, lost_customer, lost_external, lost_competition,
   lost_experience, profit_unknown, profit_customer, profit_external, profit_competition,
   profit_experience. */
#define HABITUE_FORMULA_DEFECTION 120
/* How regular purchases are (see `habitue_regularity`), one by one in any order, the first of
   each customer included: `customer` is any key, `time` within 1e300 of 0; two of a customer
   at the same time count once. `method` is one of HABITUE_REGULARITY_...; undefined where
   nobody has three. Needs: customer (i64), time. Settings: method = 0. Out: ; k,
   standard_error, customers, observations. */
#define HABITUE_FORMULA_PURCHASE_REGULARITY 121

/* ================================================================================================
 * 13. Retention: transitions, cohorts, survival, the leaky bucket */

/* When a customer counts as active in a period. */
#define HABITUE_ACTIVITY_IN_PERIOD 0 /* With a purchase in that very period. */
/* With a purchase in that period or a later one. Never rises with age, but recent ages are too
 * low as long as customers may still come back. */
#define HABITUE_ACTIVITY_IN_PERIOD_OR_LATER 1

/* How the rates of several cohorts become one. */
/* Active customers / customers, all cohorts together: every customer counts alike. */
#define HABITUE_COHORT_MEAN_POOLED 0
/* Mean of the rates of the cohorts: every cohort counts alike, however small. */
#define HABITUE_COHORT_MEAN_SIMPLE 1

/* How cohorts are drawn. Start from `HABITUE_COHORT_OPTIONS_INIT` (months) and set the days. */
typedef struct habitue_cohort_options {
    uint32_t struct_size;
    int32_t unit; /* The calendar period: one of `HABITUE_UNIT_DAY`, `_WEEK`, `_MONTH`,
        `_QUARTER`, `_YEAR`. */
    int32_t from; /* The first day observed, from 1970-01-01; must be given. */
    int32_t until; /* The last one; must be given. */
    int32_t activity; /* One of `HABITUE_ACTIVITY_...`. IN_PERIOD by default. */
    uint32_t reserved;
} habitue_cohort_options;
#define HABITUE_COHORT_OPTIONS_INIT \
    {sizeof(habitue_cohort_options), HABITUE_UNIT_MONTH, HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0}

/* Customers by the period of their first purchase and the periods since then. */
typedef struct habitue_cohort_table habitue_cohort_table;
HABITUE_API void habitue_cohort_table_free(habitue_cohort_table *table); /* Releases it; NULL
    does nothing. */

/* The shape of a cohort table. Start from `HABITUE_COHORT_INFO_INIT`. */
typedef struct habitue_cohort_info {
    uint32_t struct_size;
    int32_t first_period; /* Written: the calendar period of the first cohort, counted from that
        of 1970-01-01. */
    size_t cohorts; /* Written: how many cohorts there are, which is how many periods there are. */
    size_t survivor_rows; /* Written: how many rows `survivors` of `habitue_cohort_columns` has. */
    uint32_t partial_first; /* Written: 1 where the first period was observed only in part, else
        0. */
    uint32_t partial_last; /* Written: the same of the last period. */
} habitue_cohort_info;
#define HABITUE_COHORT_INFO_INIT {sizeof(habitue_cohort_info), 0, 0, 0, 0, 0}

/* The retention at one age over all cohorts whose period is complete. */
typedef struct habitue_cohort_rate {
    double rate; /* The mean rate; NaN where no cohort has one at this age. */
    uint64_t customers; /* Customers in the cohorts that entered. */
    uint64_t active; /* How many of them were active. */
    uint64_t cohorts; /* Cohorts that entered. */
    uint64_t empty; /* Cohorts without a customer. */
    uint64_t partial; /* Cohorts left out because their period was observed only in part. */
} habitue_cohort_rate;

/* What of a cohort table to copy out: each column is the caller's, or NULL where it is not
 * wanted. Start from `HABITUE_COHORT_COLUMNS_INIT`. */
typedef struct habitue_cohort_columns {
    uint32_t struct_size;
    int32_t mean; /* Of `curve`: one of `HABITUE_COHORT_MEAN_...`. POOLED by default. */
    size_t cohorts; /* How many cohorts the table has. The first three columns have as many cells
        squared, row by row: a row is a cohort, a column the periods since its first. */
    uint64_t *active; /* Written: active customers; 0 where it has not happened. */
    double *rates; /* Written: their shares; NaN where it has not happened, or a cohort has no
        customer. */
    uint8_t *partial; /* Written: 1 where the period was observed only in part, else 0. */
    habitue_cohort_rate *curve; /* Written: the mean over cohorts at each age, `cohorts` cells. */
    size_t survivor_rows; /* How many rows the next three columns have, as `habitue_cohort_info`
        says. */
    int64_t *cohort; /* Written: the cohort, from 0, of customers under contract, who are active
        in every period for as long as they stay. Ages observed only in part and cohorts without
        a customer are left out. `habitue_customers` takes these columns. */
    uint32_t *period; /* Written: the period. */
    uint64_t *survivors; /* Written: customers of the cohort who were left then. */
} habitue_cohort_columns;
#define HABITUE_COHORT_COLUMNS_INIT {sizeof(habitue_cohort_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Draws a cohort table from purchases, each with its customer, `habitue_i64(NULL, keys)` or
 * text, and its day. A customer whose first purchase lies before the first day is taken for new
 * at the first one seen. Every row is a purchase: leave out those of refunds.
 * Returns also `HABITUE_OUTSIDE_WINDOW` with the row, and `HABITUE_BAD_ARGUMENT` where the days
 * are not in order or for more than 10,000 periods. */
HABITUE_CHECKED habitue_status habitue_cohort_table_new(habitue_column customers,
    const int32_t *days, size_t rows, const habitue_cohort_options *options,
    habitue_cohort_table **table, habitue_error *error);

/* A cohort table from counts that were drawn elsewhere: `active` holds `cohorts` x `cohorts`
 * cells, row by row the active customers of a cohort by age, at age 0 all its customers; those
 * that have not happened (cohort + age >= `cohorts`) are not read. The periods count from
 * `first_period` on (0, or any); `partial_first` and `partial_last` are 1 where the first or the
 * last was observed only in part, else 0. What `habitue_cohort_table_inspect` and
 * `habitue_cohort_table_read` told of a table comes back as it was, and merges with others of
 * its window.
 * Returns also `HABITUE_EMPTY_INPUT` without a cohort, and `HABITUE_INCONSISTENT` where more are
 * active than the cohort has customers, with the cohort as row. */
HABITUE_CHECKED habitue_status habitue_cohort_table_of_counts(const uint64_t *active,
    size_t cohorts, int32_t first_period, uint8_t partial_first, uint8_t partial_last,
    habitue_cohort_table **table, habitue_error *error);

/* Tells the shape of a cohort table. */
HABITUE_CHECKED habitue_status habitue_cohort_table_inspect(
    const habitue_cohort_table *table, habitue_cohort_info *info, habitue_error *error);

/* Copies out what a cohort table holds. Returns also `HABITUE_INCONSISTENT` where survivors are
 * wanted and customers came back, with the cohort as row. */
HABITUE_CHECKED habitue_status habitue_cohort_table_read(
    const habitue_cohort_table *table, const habitue_cohort_columns *columns, habitue_error *error);

/* Adds a table of other customers over the same window. Returns also `HABITUE_BAD_ARGUMENT`
 * where the windows differ or the two are the same handle. */
HABITUE_CHECKED habitue_status habitue_cohort_table_merge(
    habitue_cohort_table *table, const habitue_cohort_table *other, habitue_error *error);

/* The four groups of what weakens a relationship, to which every cause of loss belongs. */
#define HABITUE_CAUSE_GROUP_CUSTOMER 1 /* the customer (客户自身因素). */
#define HABITUE_CAUSE_GROUP_EXTERNAL 2 /* external (外部影响因素). */
#define HABITUE_CAUSE_GROUP_COMPETITION 3 /* competition (竞争性因素). */
#define HABITUE_CAUSE_GROUP_EXPERIENCE 4 /* purchase experience (客户的购买体验). */

/* How many customers climbed, stayed and fell between two dates. */
typedef struct habitue_moves {
    uint64_t climbed; /* In a higher class later. */
    uint64_t stayed; /* In the same class. */
    uint64_t fell; /* In a lower class later. */
    uint64_t n_missing; /* Unknown at either date. */
} habitue_moves;

/* Counts how many customers went from which class to which between two dates: `before` and
 * `after` hold class codes, 0 (unknown) to `classes`; `counts` has (`classes` + 1) squared
 * cells, row by row, the class before being the row. They add up. */
HABITUE_CHECKED habitue_status habitue_transitions_count(const int32_t *before,
    const int32_t *after, size_t rows, size_t classes, uint64_t *counts, habitue_error *error);

/* The funnel of `counts` as `habitue_transitions_count` fills them: for each class before (row)
 * and after (column), both without the unknown, the share of those in it who went there
 * (`rates`) and who went there or higher (`conversions`), among those whose later class is
 * known; NaN in the row of a class in which nobody was. Each has `classes` squared cells; they
 * and `moves` may be NULL. */
HABITUE_CHECKED habitue_status habitue_transitions_rates(const uint64_t *counts, size_t classes,
    double *rates, double *conversions, habitue_moves *moves, habitue_error *error);

/* On which scale the interval of a survival probability is symmetric. */
/* On ln S, the default of R's survival package; the upper end may need drawing back to 1. */
#define HABITUE_SURVIVAL_INTERVAL_LOG 0
#define HABITUE_SURVIVAL_INTERVAL_LOG_LOG 1 /* On ln(-ln S): always inside 0..1. */
#define HABITUE_SURVIVAL_INTERVAL_PLAIN 2 /* On S itself; either end may need drawing back. */

/* How the standard error of a weighted survival curve is formed. */
/* Linearised: weights say how many others a customer stands for, as those of a sample do. */
#define HABITUE_SURVIVAL_ERROR_ROBUST 0
/* Greenwood's of the weighted numbers: a customer of weight 3 is three customers. */
#define HABITUE_SURVIVAL_ERROR_GREENWOOD 1

/* The survival curve just after a time at which somebody was lost. */
typedef struct habitue_survival_step {
    double time; /* The time. */
    uint64_t at_risk; /* Customers who were there just before it. */
    uint64_t lost; /* Customers lost at it. */
    double survival; /* The probability of staying beyond it. */
    double std_error; /* Greenwood's standard error; NaN once nobody is left. */
} habitue_survival_step;

/* What is asked of a survival curve, and where it goes: columns of the caller, each NULL where
 * it is not wanted. Start from `HABITUE_SURVIVAL_INIT`. */
typedef struct habitue_survival {
    uint32_t struct_size;
    int32_t interval; /* Of `low` and `high`: one of `HABITUE_SURVIVAL_INTERVAL_...`. LOG by
        default. */
    double confidence; /* Of `low` and `high`, 0 < confidence < 1. 0.95 by default. */
    double horizon; /* Of the restricted mean: > 0 and at most the last time, or any once the
        curve has reached 0. */
    const double *times; /* Times, finite and >= 0, at which the curve is asked for. */
    size_t time_count; /* How many. */
    double *survival; /* Written: the probability of staying beyond each; NaN beyond the last
        time. */
    double *low; /* Written: the lower ends of the intervals; NaN also once nobody is left. */
    double *high; /* Written: the upper ends. */
    const double *shares; /* Shares of the customers, 0 < share <= 1; 0.5 asks for the median. */
    size_t share_count; /* How many. */
    double *quantiles; /* Written: the first time at which the survival is at most 1 - share; NaN
        where the curve does not come down so far. */
    habitue_survival_step *steps; /* Written: the steps of the curve, ascending in time. */
    size_t step_capacity; /* Room for steps; as many as there are rows are enough. */
    size_t step_count; /* Written: how many steps there are. */
    double last_time; /* Written: the longest time that anybody was observed, beyond which the
        curve says nothing unless it has reached 0. */
    double restricted_mean; /* Written: the mean time as a customer up to the horizon; NaN where
        none is given. */
    double restricted_mean_error; /* Written: its standard error; NaN once nobody is left before
        the horizon. */
} habitue_survival;
#define HABITUE_SURVIVAL_INIT \
    {sizeof(habitue_survival), HABITUE_SURVIVAL_INTERVAL_LOG, 0.95, HABITUE_NOT_GIVEN, 0, 0, 0, 0, \
        0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0}

/* Estimates the survival curve (Kaplan-Meier) from how long each customer was observed, finite
 * and not negative, and whether they were lost at the end of it (1) or still there (0), and
 * answers what `survival` asks of it. At equal times losses come before censorings.
 * Returns also `HABITUE_EMPTY_INPUT`, and `HABITUE_BUFFER_TOO_SMALL` for the steps. */
HABITUE_CHECKED habitue_status habitue_survival_curve(const double *times, const uint8_t *lost,
    size_t rows, habitue_survival *survival, habitue_error *error);

/* ================================================================================================
 * 14. Studies of a base or a survey, reports on them, pictures */

/* The best of the sound models in continuous time, by the test and by AIC. */
#define HABITUE_MODEL_AUTO 0

/* As which kind of file the table of customers is written. */
#define HABITUE_TABLE_FORMAT_CSV 0 /* Text with commas, UTF-8. */
/* A workbook of one sheet (xlsx): texts are texts, numbers numbers and dates dates. */
#define HABITUE_TABLE_FORMAT_XLSX 1
/* Parquet, its columns typed; needs a build with the feature `parquet`. */
#define HABITUE_TABLE_FORMAT_PARQUET 2

/* A part of a report. */
#define HABITUE_PART_PAGE 1 /* One HTML file that needs no other. */
#define HABITUE_PART_TEXT 2 /* The same as text for a terminal. */
/* The picture of a name, such as `tiers`, as an SVG file that stands alone. */
#define HABITUE_PART_PICTURE 3
/* The table of a name, such as `customers`, as CSV or, by the options, as a workbook; without a
 * name all of them as a workbook, a sheet each. */
#define HABITUE_PART_TABLE 4
#define HABITUE_PART_PICTURES 5 /* The names of the pictures, a line each. */
#define HABITUE_PART_TABLES 6 /* The names of the tables, a line each. */

/* A sentence of a `Report`, or a few, on one matter. */
#define HABITUE_SENTENCE_HEADLINE 1 /* What to do: the instruction that the verdict opens with. */
#define HABITUE_SENTENCE_BASIS 2 /* What the headline rests on. */
#define HABITUE_SENTENCE_CHOICE 3 /* Which model is used, and why. */
#define HABITUE_SENTENCE_CHECK_TITLE 4 /* What a check found, as a title. */
#define HABITUE_SENTENCE_CHECK_TEXT 5 /* The figures of a check. */
/* Why figures are withheld, and what would release them; empty where they are released. */
#define HABITUE_SENTENCE_WITHHELD 6

/* What a study is asked to do. Start from `HABITUE_STUDY_OPTIONS_INIT`; NULL means the same. */
typedef struct habitue_study_options {
    uint32_t struct_size;
    int32_t model; /* `HABITUE_MODEL_AUTO`, the default, or one of `HABITUE_MODEL_...` in
        continuous time. */
    int32_t unit; /* Unit of models and horizons: `HABITUE_UNIT_DAY` or longer.
        `HABITUE_UNIT_WEEK` by default. */
    int32_t split; /* The last day that the models on trial learn from, in days since 1970-01-01;
        the later days test them. `HABITUE_NO_DAY`, the default: about two thirds of the days. */
    uint32_t untested; /* 1: nothing is held out, and nothing tested. 0 by default. */
    uint32_t futures; /* Simulated futures; 0: none, and no totals. 1000 by default. */
    double horizon; /* How far forecasts reach, in the unit, up to 30 years. Not given: one year. */
    double discount; /* Discount a year, 0 to 1. 0.15 by default. */
    double margin; /* The share of revenue that is margin, above 0, at most 1. 1 by default. */
    uint64_t seed; /* Equal seeds give equal figures. 1 by default. */
    uint64_t rows_lost; /* Rows of the file that reading left out, beside those that the summary
        knows of. */
} habitue_study_options;
#define HABITUE_STUDY_OPTIONS_INIT \
    {sizeof(habitue_study_options), 0, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, 0, 1000, \
        HABITUE_NOT_GIVEN, 0.15, 1.0, 1, 0}

/* A base of customers from ledger to judgement: which model, whether to believe it, and what
 * each customer will do. Threads: as every handle. */
typedef struct habitue_study habitue_study;
HABITUE_API void habitue_study_free(habitue_study *study); /* Releases it; NULL does nothing. */

/* How a report is written. Start from `HABITUE_REPORT_OPTIONS_INIT`; NULL means the same. */
typedef struct habitue_report_options {
    uint32_t struct_size;
    int32_t language; /* `HABITUE_ENGLISH`, the default, or `HABITUE_CHINESE`. */
    habitue_text title; /* The heading; NULL: that it is a base of customers. */
    habitue_text source; /* Where the data come from; NULL: not said. */
    habitue_text survey_note; /* A warning above all that a survey says; NULL: none. */
    habitue_text other; /* Address of the page in the other language; NULL: no link. */
    int32_t table_format; /* As which kind of file tables are written: one of
        `HABITUE_TABLE_FORMAT_...`. CSV by default. */
    uint32_t reserved;
} habitue_report_options;
#define HABITUE_REPORT_OPTIONS_INIT \
    {sizeof(habitue_report_options), 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0}

/* Studies the base of a summary. `survey` is the text of a CSV file of answers, with a column
 * `customer` and a column an item from 1 to 10 (`overall`, `recommend` and `importance_ITEM`
 * have their own meanings); empty: none. `options` and `job` may be NULL.
 * What the data cannot support is withheld, which is no error. Returns also
 * `HABITUE_EMPTY_INPUT` where nobody bought anything, `HABITUE_CANCELLED`, `HABITUE_OVERFLOW`,
 * and what `habitue_summary_read_csv` does for the survey. */
HABITUE_CHECKED habitue_status habitue_study_new(const habitue_summary *summary,
    habitue_text survey, const habitue_study_options *options, const habitue_job *job,
    habitue_study **study, habitue_error *error);

/* A part (`HABITUE_PART_...`) of the report on a study: up to `capacity` bytes to `text`, and
 * their number to `*needed`. `name` is that of a picture or a table, and empty otherwise;
 * `options` may be NULL. The table `customers` has one line a customer; figures that are
 * withheld are empty.
 * Returns also `HABITUE_OUT_OF_RANGE` for a name of nothing, with those that there are, and
 * `HABITUE_NOT_READ` for a name that is not read. */
HABITUE_CHECKED habitue_status habitue_report(const habitue_study *study, int32_t part,
    habitue_text name, const habitue_report_options *options, char *text, size_t capacity,
    size_t *needed, habitue_error *error);

/* What the report says on one matter (`HABITUE_SENTENCE_...`), in UTF-8; `of` is the check
 * (`HABITUE_CHECK_...`) or the group (`HABITUE_FIGURES_...`) of those that have one, else 0. The
 * rest is as in `habitue_report`. */
HABITUE_CHECKED habitue_status habitue_report_sentence(const habitue_study *study, int32_t sentence,
    int32_t of, const habitue_report_options *options, char *text, size_t capacity, size_t *needed,
    habitue_error *error);

/* How far a thing may be trusted. */
#define HABITUE_GRADE_SOUND 1 /* It may be used as it stands. */
#define HABITUE_GRADE_WITH_CARE 2 /* It may be used with care: the finding says which. */
#define HABITUE_GRADE_NOT_TO_BE_USED 3 /* It is not to be used. */
#define HABITUE_GRADE_NOT_TESTED 4 /* Nothing tested it. */

/* The instruction that a verdict opens with. */
#define HABITUE_HEADLINE_ACT 1 /* Act on all of it. */
/* Act on who matters and on the totals, with the care that the checks name. */
#define HABITUE_HEADLINE_ACT_WITH_CARE 2
#define HABITUE_HEADLINE_ACT_ON_WHO_MATTERS 3 /* Act on who matters; do not budget on the totals. */
#define HABITUE_HEADLINE_UNTESTED 4 /* Nothing was held out: what is said was not tested. */
/* The base is one of subscriptions: use the contract models. */
#define HABITUE_HEADLINE_USE_CONTRACT_MODELS 5
/* Nobody, or hardly anybody, came back: nothing is known of coming back. */
#define HABITUE_HEADLINE_NOBODY_CAME_BACK 6
#define HABITUE_HEADLINE_MEND_THE_FILE 7 /* Too much was not read: mend the file first. */
#define HABITUE_HEADLINE_DECIDE_NOTHING 8 /* Decide nothing on these figures. */

/* One of the six checks. */
#define HABITUE_CHECK_TOTALS 1 /* What was forecast for the test beside what came. */
#define HABITUE_CHECK_RANKING 2 /* Whether the customers who were ranked first brought the most. */
#define HABITUE_CHECK_LEAVING 3 /* Whether it can be seen who has left. */
#define HABITUE_CHECK_GAPS 4 /* Whether days are missing, or typed wrong. */
#define HABITUE_CHECK_ROWS 5 /* How much of the file was not read. */
#define HABITUE_CHECK_SPEND 6 /* Whether frequent buyers spend as others do. */

/* What the check of the totals found. */
#define HABITUE_TOTALS_CLOSE 1 /* Forecast and outcome agree. */
#define HABITUE_TOTALS_TOO_LOW 2 /* Too little was forecast. */
#define HABITUE_TOTALS_TOO_HIGH 3 /* Too much was forecast. */
/* They agree, but so few purchases came that this may be luck. */
#define HABITUE_TOTALS_TOO_FEW_TO_TELL 4
/* They agree, but the purchases follow a strong season of the year, which no model knows. */
#define HABITUE_TOTALS_SEASON 5
#define HABITUE_TOTALS_NOTHING_CAME 6 /* Nothing came in the test. */
#define HABITUE_TOTALS_NO_TEST 7 /* Nothing was held out. */
#define HABITUE_TOTALS_NO_FORECAST 8 /* No model forecast anything. */

/* What the check of the ranking found. */
#define HABITUE_RANKING_BETTER_THAN_OBVIOUS 1 /* Better than spend so far. */
#define HABITUE_RANKING_AS_THE_OBVIOUS 2 /* As good as spend so far. */
#define HABITUE_RANKING_WORSE_THAN_OBVIOUS 3 /* Worse than spend so far. */
/* Better than chance, but so little came that this may be luck. */
#define HABITUE_RANKING_TOO_FEW_TO_TELL 4
#define HABITUE_RANKING_CHANCE 5 /* No better than chance. */
#define HABITUE_RANKING_NOTHING_CAME 6 /* Nothing came in the test. */
#define HABITUE_RANKING_NO_TEST 7 /* Nothing was held out. */
#define HABITUE_RANKING_NO_FORECAST 8 /* No model ranked anybody. */

/* What the check of leaving found. */
#define HABITUE_LEAVING_AGREE 1 /* Attrition is identified and the models agree. */
/* The models agree on those who came back, not on the whole base. */
#define HABITUE_LEAVING_WHOLE_BASE_UNSETTLED 2
#define HABITUE_LEAVING_DISAGREE 3 /* The models disagree on those who came back. */
/* More of those whom the model gave up bought than it says can be. */
#define HABITUE_LEAVING_GIVEN_UP_TOO_EARLY 4
#define HABITUE_LEAVING_NOT_IDENTIFIED 5 /* Whether anybody leaves cannot be told. */
/* Nobody, or hardly anybody, came back, so that nothing is known of leaving. */
#define HABITUE_LEAVING_NOBODY_CAME_BACK 6
/* A subscription: leaving is seen at renewals, and the contract models are for it. */
#define HABITUE_LEAVING_SUBSCRIPTION 7
#define HABITUE_LEAVING_NO_MODEL 8 /* No model could be fitted. */

/* What the check of the gaps found. */
#define HABITUE_GAPS_NO_GAP 1 /* No run of days without a sale that chance does not explain. */
#define HABITUE_GAPS_GAP 2 /* A run of days without a sale that chance does not explain. */
/* Days far from all others with few purchases: a year typed wrong, say. */
#define HABITUE_GAPS_LONE_DAYS 3

/* What the check of the rows found. */
#define HABITUE_ROWS_ALL_READ 1 /* Every row was read. */
#define HABITUE_ROWS_SOME_LOST 2 /* Some rows were lost. */

/* What the check of the spend found. */
#define HABITUE_SPEND_UNRELATED 1 /* Spend has nothing to do with frequency. */
#define HABITUE_SPEND_TIED 2 /* Spend goes with frequency. */
/* The population's mean spend is infinite: q of the Gamma-Gamma model is 1 or less. */
#define HABITUE_SPEND_INFINITE_MEAN 3
/* It may be: q is above 1 by less than two standard errors. */
#define HABITUE_SPEND_MEAN_IN_DOUBT 4
/* Everybody spends the same, or buys equally often: there is no correlation. */
#define HABITUE_SPEND_ALL_EQUAL 5
#define HABITUE_SPEND_TOO_FEW 6 /* Too few customers came back to tell. */
#define HABITUE_SPEND_NO_AMOUNTS 7 /* There are no amounts. */

/* Figures that are released or withheld together. */
#define HABITUE_FIGURES_PURCHASES 1 /* The total of expected purchases, and that of each tier. */
#define HABITUE_FIGURES_MONEY 2 /* The total of expected money, and that of each tier. */
#define HABITUE_FIGURES_VALUES 3 /* Customers by value: tiers, whale curve, value matrix. */
/* The chance of a customer to buy within the horizon, and expected purchases of each. */
#define HABITUE_FIGURES_CHANCE 4
#define HABITUE_FIGURES_LEAVING 5 /* P(alive): who is leaving, the share of active customers. */
#define HABITUE_FIGURES_KEEPING 6 /* What keeping customers pays. */
#define HABITUE_FIGURES_LISTS 7 /* Lists of customers for action. */

/* What would release a withheld figure. */
#define HABITUE_RELEASE_AMOUNTS 1 /* Amounts, in a column of the file. */
/* More days, so that some can be held out: how many at least, all told. */
#define HABITUE_RELEASE_MORE_DAYS 2
#define HABITUE_RELEASE_MORE_CUSTOMERS 3 /* More customers: how many at least. */
#define HABITUE_RELEASE_REPEAT_PURCHASES 4 /* Customers who buy again. */
#define HABITUE_RELEASE_ALL_ROWS 5 /* Reading the rows that were lost: at most this share may be. */
#define HABITUE_RELEASE_BIAS 6 /* An absolute bias of at most this in a test. */
#define HABITUE_RELEASE_GINI 7 /* A Gini coefficient of the ranking of at least this in a test. */
/* Parameters of attrition with finite standard errors. */
#define HABITUE_RELEASE_IDENTIFIED_ATTRITION 8
/* Models of equal fit whose shares of active customers are at most this far apart. */
#define HABITUE_RELEASE_AGREEMENT 9
#define HABITUE_RELEASE_CONTRACT_MODELS 10 /* The models of contracts, `Sbg` and `Bdw`. */
/* A model of another kind, that does not fix the figure. */
#define HABITUE_RELEASE_ANOTHER_MODEL 11
/* Amounts without a heavy tail: looking at the largest ones. */
#define HABITUE_RELEASE_FEWER_LARGE_AMOUNTS 12
#define HABITUE_RELEASE_MISSING_DAYS 13 /* The missing days. */
#define HABITUE_RELEASE_SURVEY 14 /* Answers of a survey. */
#define HABITUE_RELEASE_ASKING 15 /* Asking for it: two or more simulated futures. */

/* Which way a gauge is better. */
#define HABITUE_GAUGE_NONE 0 /* There is no gauge: nothing was measured. */
/* Small values: sound up to the first bound, with care up to the second. */
#define HABITUE_GAUGE_LOWER 1
/* Large values: sound from the first bound, with care from the second. */
#define HABITUE_GAUGE_HIGHER 2
/* Values near 0 of either sign: the bounds are of the absolute value. */
#define HABITUE_GAUGE_NEAR_ZERO 3

/* Why a figure is withheld. Shares are fractions of 1. */
#define HABITUE_WITHHELD_NOT 0 /* It is not withheld. */
#define HABITUE_WITHHELD_NO_AMOUNTS 1 /* There are no amounts: the base is of purchases alone. */
#define HABITUE_WITHHELD_NO_HOLDOUT 2 /* There is no holdout, so that nothing was tested. */
/* Nobody bought a second time, so that nothing is known of coming back. */
#define HABITUE_WITHHELD_NOBODY_CAME_BACK 3
#define HABITUE_WITHHELD_FEW_CAME_BACK 4 /* Too few customers bought a second time. */
#define HABITUE_WITHHELD_TOO_FEW_CUSTOMERS 5 /* Fewer customers than the figure needs. */
#define HABITUE_WITHHELD_TOO_FEW_DAYS 6 /* The days are too few for the figure. */
#define HABITUE_WITHHELD_NO_MODEL 7 /* No model could be fitted, or all are set aside. */
/* The mean spend of the population is infinite: q of the Gamma-Gamma model is 1 or less, or may
 * be. */
#define HABITUE_WITHHELD_INFINITE_MEAN_SPEND 8
#define HABITUE_WITHHELD_TOTALS_OFF 9 /* The forecast total was too far off in the test. */
/* The ranking of customers was no better than chance in the test. */
#define HABITUE_WITHHELD_RANKING_IS_CHANCE 10
/* The ranking of customers was worse in the test than that by spend so far. */
#define HABITUE_WITHHELD_RANKING_WORSE 11
#define HABITUE_WITHHELD_DAYS_MISSING 12 /* Days are missing from the data. */
/* Whether customers leave cannot be seen in these data. */
#define HABITUE_WITHHELD_LEAVING_NOT_IDENTIFIED 13
/* Models that fit equally well disagree on who is still there. */
#define HABITUE_WITHHELD_MODELS_DISAGREE 14
#define HABITUE_WITHHELD_ROWS_LOST 15 /* Too much of the file was not read. */
/* Equal amounts at equal intervals: a subscription, to which contract models belong. */
#define HABITUE_WITHHELD_SUBSCRIPTION 16
#define HABITUE_WITHHELD_FIXED_BY_CONSTRUCTION 17 /* The model fixes the figure by construction. */
/* Nothing came in the test, so that there is nothing to compare with. */
#define HABITUE_WITHHELD_NOTHING_CAME 18
#define HABITUE_WITHHELD_NO_SURVEY 19 /* There is no survey. */
#define HABITUE_WITHHELD_NOT_ASKED 20 /* It was not asked for: no futures were to be simulated. */

/* What the value of a customer is counted in. */
/* Profit: the costs are known, so each customer's spend counts at the share that was margin. */
#define HABITUE_VALUE_BASIS_PROFIT 1
#define HABITUE_VALUE_BASIS_MARGIN 2 /* Margin: revenue times the margin of the options. */
#define HABITUE_VALUE_BASIS_REVENUE 3 /* Revenue: neither costs nor a margin are known. */
#define HABITUE_VALUE_BASIS_PURCHASES 4 /* Purchases: there are no amounts. */

/* What of a study may be believed. Start from `HABITUE_VERDICT_INIT`; its sentences are those of
 * `habitue_report_sentence`. */
typedef struct habitue_verdict {
    uint32_t struct_size;
    int32_t overall; /* The grade of the whole, one of `HABITUE_GRADE_...`. */
    int32_t headline; /* What to do about it, one of `HABITUE_HEADLINE_...`. */
    int32_t model; /* The model that is used, one of `HABITUE_MODEL_...`; 0 where none could be
        fitted. */
    int32_t basis; /* What values are counted in, one of `HABITUE_VALUE_BASIS_...`. */
    int32_t unit; /* Unit of times, one of `HABITUE_UNIT_...`. */
    int32_t first_day; /* The first day that is looked at, since 1970-01-01. */
    int32_t last_day; /* The last. */
    int32_t split; /* The last day that the models on trial learned from; `HABITUE_NO_DAY`
        without a test. */
    uint32_t withheld; /* How many groups of figures are withheld; see `habitue_study_withheld`. */
} habitue_verdict;
#define HABITUE_VERDICT_INIT {sizeof(habitue_verdict), 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* What one of the six checks found, and its gauge. Start from `HABITUE_CHECK_RESULT_INIT`. */
typedef struct habitue_check_result {
    uint32_t struct_size;
    int32_t grade; /* One of `HABITUE_GRADE_...`. */
    int32_t finding; /* One of `HABITUE_TOTALS_...`, `HABITUE_RANKING_...` and so on, by the
        check. */
    int32_t better; /* Which way the gauge is better, one of `HABITUE_GAUGE_...`; of NONE all
        below is NaN. */
    double value; /* What was measured. */
    double low; /* The lower end of its 95 % interval; NaN where it has none. */
    double high; /* The upper end. */
    double sound; /* Sound as far as this. */
    double care; /* With care as far as this, not to be used beyond. */
} habitue_check_result;
#define HABITUE_CHECK_RESULT_INIT {sizeof(habitue_check_result), 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0}

/* A group of figures that is withheld. Start from `HABITUE_WITHHELD_FIGURES_INIT`. */
typedef struct habitue_withheld_figures {
    uint32_t struct_size;
    int32_t group; /* Which, one of `HABITUE_FIGURES_...`. */
    int32_t reason; /* Why, one of `HABITUE_WITHHELD_...`. */
    int32_t release; /* What would release it, one of `HABITUE_RELEASE_...`. */
    double found; /* What the reason found: a bias, a coefficient, a share, how many customers;
        NaN for none. */
    double bound; /* The bound that it fails; NaN for none. */
} habitue_withheld_figures;
#define HABITUE_WITHHELD_FIGURES_INIT {sizeof(habitue_withheld_figures), 0, 0, 0, 0.0, 0.0}

/* A figure of a study by its name. Start from `HABITUE_STUDY_FIGURE_INIT`. */
typedef struct habitue_study_figure {
    uint32_t struct_size;
    int32_t withheld; /* One of `HABITUE_WITHHELD_...`: NOT, or why the figure is withheld, and
        NaN. */
    habitue_text name; /* What it goes by, such as `totals.purchases_bias`; static, without a
        NUL. */
    double value; /* The figure: counts, shares from 0 to 1, money in units of the currency,
        times in the unit of the study. */
    double low; /* The lower end of its 95 % interval; NaN where it has none. */
    double high; /* The upper end. */
} habitue_study_figure;
#define HABITUE_STUDY_FIGURE_INIT {sizeof(habitue_study_figure), 0, {0, 0}, 0.0, 0.0, 0.0}

/* The verdict on a study. */
HABITUE_CHECKED habitue_status habitue_study_verdict(
    const habitue_study *study, habitue_verdict *verdict, habitue_error *error);

/* What a check (`HABITUE_CHECK_...`) found; its figures are those of `habitue_study_figure_of`
 * whose names begin with it. */
HABITUE_CHECKED habitue_status habitue_study_check(
    const habitue_study *study, int32_t check, habitue_check_result *result, habitue_error *error);

/* The group of figures `index`, from 0, of those that are withheld. `HABITUE_OUT_OF_RANGE` ends
 * a loop over them. */
HABITUE_CHECKED habitue_status habitue_study_withheld(const habitue_study *study, size_t index,
    habitue_withheld_figures *withheld, habitue_error *error);

/* The figure of this name: key figures begin with `base.`, `ahead.` and `bought_again.`, those
 * of the checks with `totals.`, `ranking.` and so on. Without a name, that at `index`, from 0,
 * of all that the study has; else `index` is 0.
 * Returns also `HABITUE_OUT_OF_RANGE` for a name of no figure of this study, with the names of
 * those that it has, and at the end of a loop over them. */
HABITUE_CHECKED habitue_status habitue_study_figure_of(const habitue_study *study,
    habitue_text name, size_t index, habitue_study_figure *figure, habitue_error *error);

/* What a study of a survey is told. Start from `HABITUE_SURVEY_STUDY_OPTIONS_INIT`; NULL means
 * the same. */
typedef struct habitue_survey_study_options {
    uint32_t struct_size;
    uint32_t reserved;
    habitue_text columns; /* What columns are, a line each, such as `segment=region`:
        `respondent`, `item`, `overall`, `repurchase`, `recommend`, `importance`, `expectation`,
        `functional`, `dysfunctional`, `segment`, `wave`, `weight`, `multi`, `open` or `unused`;
        `reversed=NAME` turns an item, `as-asked=NAME` leaves it as it is. NULL: all are found. */
    habitue_text scale; /* The scale of the items, where their answers do not tell:
        `balanced-five`, `unbalanced-five`, `graded-five`, `plain-five`, `agreement-five`, or
        ends such as `1-10`. NULL: it is found. */
    habitue_text population; /* The population, to which figures are raked: CSV text of `column`,
        `label` and `share` with that header. NULL: none. */
    habitue_text date_format; /* How the days of the wave are written, as in
        `habitue_transaction_format`. NULL: it is found. */
    habitue_text missing; /* Further texts that mean "no answer", a line each. NULL: none. */
    uint32_t delimiter; /* The byte between fields; 0: it is found. */
    uint32_t least; /* The fewest answers that a figure of a group is shown of, 2 or more. 30 by
        default. */
    uint64_t seed; /* Equal seeds give equal intervals of drivers. 1 by default. */
    habitue_text encoding; /* The encoding of the file, such as `gb18030`. NULL: it is found. */
    habitue_text sheet; /* The sheet of a workbook. NULL: its first, or only, table. */
    habitue_text cross_rows; /* The column whose labels are the rows of the cross-table; comes
        with `cross_columns`. NULL: the first segment by overall satisfaction, recommendation or
        the second segment. */
    habitue_text cross_columns; /* The column whose labels are its columns. */
} habitue_survey_study_options;
#define HABITUE_SURVEY_STUDY_OPTIONS_INIT \
    {sizeof(habitue_survey_study_options), 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 30, 1, \
        {0, 0}, {0, 0}, {0, 0}, {0, 0}}

/* A survey from its raw file to every figure by segment and wave, and what can be trusted.
 * Threads: as every handle. */
typedef struct habitue_survey_study habitue_survey_study;
HABITUE_API void habitue_survey_study_free(habitue_survey_study *study); /* Releases it; NULL
    does nothing. */

/* Studies a file of answers, text in any encoding or a workbook, whose first line names the
 * columns. What each column is, on which scale and which way round, is found; where two readings
 * fit, the file is refused with the option that decides. `options` and `job` may be NULL.
 * Figures of groups of too few answers are withheld, which is no error. Returns also
 * `HABITUE_EMPTY_INPUT` where no column holds rated answers, `HABITUE_BAD_ARGUMENT` and
 * `HABITUE_DUPLICATE` for what has two readings, `HABITUE_NOT_READ`, `HABITUE_NOT_CONVERGED`
 * where the shares of the population contradict each other, `HABITUE_CANCELLED`, and any of the
 * 2xx statuses about a cell with its line. */
HABITUE_CHECKED habitue_status habitue_survey_study_new(const uint8_t *file, size_t file_length,
    const habitue_survey_study_options *options, const habitue_job *job,
    habitue_survey_study **study, habitue_error *error);

/* The answers of a study: items, overall satisfaction, recommendation, repurchase, options of
 * questions of several (0 and 1) and the loyalty index, in the order of those that there are;
 * weighted and turned as its figures are. */
HABITUE_CHECKED habitue_status habitue_survey_study_responses(
    const habitue_survey_study *study, habitue_responses **responses, habitue_error *error);

/* A part (`HABITUE_PART_...`) of the report on a survey; the rest is as in `habitue_report`. */
HABITUE_CHECKED habitue_status habitue_survey_report(const habitue_survey_study *study,
    int32_t part, habitue_text name, const habitue_report_options *options, char *text,
    size_t capacity, size_t *needed, habitue_error *error);

/* What a picture of columns shows, with the columns and settings that it reads; columns are of
 * double unless said. */
/* How many reach each step of a funnel: `name` (text), `count` (uint64_t), which does not rise.
 * At most 30 rows. */
#define HABITUE_PICTURE_FUNNEL 1
/* Attributes by what they please and annoy: `name` (text); how many placed each as `must_be`,
 * `one_dimensional`, `attractive`, `indifferent`, `reverse` and `questionable`. Setting:
 * `category_strength` = 0.05. At most 40 rows. */
#define HABITUE_PICTURE_KANO 2
/* The promoter score of waves with 95 % intervals: `name` (text); `promoters`, `passives` and
 * `detractors` (uint64_t). 2 to 24 rows. */
#define HABITUE_PICTURE_PROMOTER_TREND 3
/* How far a value moves with each input: `name` (text); the value at the `low` and at the `high`
 * end of the input. Setting: `base`, the value with all inputs at theirs. The widest first, at
 * most 30 rows. Reads the currency. */
#define HABITUE_PICTURE_TORNADO 4
/* Mean spend a purchase: bins from `low` to `high`, ascending, with their `count` of customers
 * (uint64_t); may have how many were `expected`. At most 200 rows. Reads the currency. */
#define HABITUE_PICTURE_SPEND_DENSITY 5
/* When customers bought, a row a purchase: `name` (text) of the customer, whose purchases stand
 * together, and its `time`, ascending; may have their `chance` to buy, 0 to 1, the same in all
 * rows of a customer, NaN where it is not known. Settings: `end`, up to which they are watched,
 * and `split` = NAN. At most 40 customers. Reads the unit. */
#define HABITUE_PICTURE_HISTORIES 6
/* How purchase rates are spread: `rate`, ascending, and its `density`. Setting: `mean`. Reads
 * the unit. */
#define HABITUE_PICTURE_HETEROGENEITY_PURCHASES 7
#define HABITUE_PICTURE_HETEROGENEITY_DROPOUT 8 /* The same of chances to leave after a purchase. */
#define HABITUE_PICTURE_HETEROGENEITY_ATTRITION 9 /* The same of rates of leaving. */
/* Expected repeat purchases of a new customer: `age`, ascending, and `purchases` until then.
 * Reads the unit. */
#define HABITUE_PICTURE_EXPECTED_BY_AGE 10

/* How a picture of columns is written. Start from `HABITUE_PICTURE_OPTIONS_INIT`; NULL means the
 * same. */
typedef struct habitue_picture_options {
    uint32_t struct_size;
    int32_t language; /* `HABITUE_ENGLISH`, the default, or `HABITUE_CHINESE`. */
    int32_t unit; /* Unit of times and rates (`HABITUE_UNIT_...`) of a picture that reads it, or
        `HABITUE_UNIT_NOT_STATED`, the default. */
    uint32_t reserved;
    habitue_text currency; /* The ISO 4217 code of amounts of a picture that reads it; empty: of
        no currency. */
} habitue_picture_options;
#define HABITUE_PICTURE_OPTIONS_INIT \
    {sizeof(habitue_picture_options), 0, HABITUE_UNIT_NOT_STATED, 0, {0, 0}}

/* Draws a picture (`HABITUE_PICTURE_...`) of columns and settings by name as an SVG file that
 * stands alone, without a NUL: up to `capacity` bytes to `svg`, and their number to `*needed`.
 * `options` may be NULL.
 * Returns also `HABITUE_NOT_READ`, `HABITUE_MISSING_COLUMN`, `HABITUE_MISSING_VALUE`,
 * `HABITUE_EMPTY_INPUT`, and `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. */
HABITUE_CHECKED habitue_status habitue_picture(int32_t picture, const habitue_evidence *figures,
    const habitue_picture_options *options, char *svg, size_t capacity, size_t *needed,
    habitue_error *error);

#ifdef __cplusplus
}
#endif

/* Text that ends at its NUL. */
static inline struct habitue_text habitue_text_of(const char *bytes)
{
    struct habitue_text text = {bytes, HABITUE_NUL_TERMINATED};
    return text;
}

/* Columns by type; the name is NULL where columns do not go by name. */
static inline struct habitue_column habitue_f64(const char *name, const double *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_F64, 0};
    return column;
}

static inline struct habitue_column habitue_i64(const char *name, const int64_t *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_I64, 0};
    return column;
}

static inline struct habitue_column habitue_u64(const char *name, const uint64_t *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_U64, 0};
    return column;
}

static inline struct habitue_column habitue_i32(const char *name, const int32_t *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_I32, 0};
    return column;
}

static inline struct habitue_column habitue_u32(const char *name, const uint32_t *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_U32, 0};
    return column;
}

static inline struct habitue_column habitue_u8(const char *name, const uint8_t *cells)
{
    struct habitue_column column = {name, cells, NULL, 0, HABITUE_TYPE_U8, 0};
    return column;
}

/* Text as Arrow's large_utf8: rows + 1 offsets into `bytes` bytes of `text`. */
static inline struct habitue_column habitue_texts(const char *name, const int64_t *offsets,
                                                  const char *text, size_t bytes)
{
    struct habitue_column column = {name, text, offsets, bytes, HABITUE_TYPE_TEXT, 0};
    return column;
}

/* A number by name, or `count` numbers. */
static inline struct habitue_setting habitue_number(const char *name, double value)
{
    struct habitue_setting setting = {name, value, NULL, 0};
    return setting;
}

static inline struct habitue_setting habitue_numbers(const char *name, const double *values,
                                                     size_t count)
{
    struct habitue_setting setting = {name, 0.0, values, count};
    return setting;
}

/* A question without a dimension; `scale` is NULL for 1 to 10. */
static inline struct habitue_survey_question habitue_asked(const char *name,
                                                           const struct habitue_scale *scale,
                                                           double weight)
{
    struct habitue_survey_question question = {{name, HABITUE_NUL_TERMINATED}, {NULL, 0}, scale,
                                               weight};
    return question;
}

#endif /* HABITUE_H */
