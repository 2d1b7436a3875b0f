/* habitue: the customer-value engine.
 * Generated from src/capi; do not edit. Licence: MIT OR Apache-2.0.
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
 * Handles.   Incomplete structures from `_new`, `_fit`, `_read` or
 *            `_from_bytes`, released by `_free`; `_free(NULL)` does nothing.
 *            No handle refers to another: free them in any order. A function
 *            that takes `const T *` may be called from any number of threads
 *            at once; one that takes `T *` needs the handle to itself.
 * Options.   Structures that begin with `struct_size` are made with their
 *            _INIT macro; NULL in their place means the defaults. A shorter
 *            one from an older header is completed with defaults; unknown
 *            non-zero fields of a newer one are refused.
 * Text.      In: UTF-8 as pointer and length. Out: static constants, or a
 *            buffer of the caller.
 * Enums.     int32_t, checked on entry.
 * Threads.   An explicit count where work is shared out: 1 by default, 0 for
 *            all cores. The result has the same bits for any count.
 * The rest.  Nothing is printed; no environment, file or signal is touched; no
 *            initialisation is needed. A Rust panic comes back as
 *            HABITUE_INTERNAL.
 */

#ifndef HABITUE_H
#define HABITUE_H

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

/* An error structure to pass to any function. */
#define HABITUE_ERROR_INIT {sizeof(habitue_error), 0, -1, {0}, {0}}

/*
 Bytes of `habitue_error.column`, the closing NUL included.
 */
#define HABITUE_COLUMN_BYTES 64

/*
 Bytes of `habitue_error.message`, the closing NUL included.
 */
#define HABITUE_MESSAGE_BYTES 512

/*
 Version of the C interface. Raised only when something that a program
 relies on changes; additions do not raise it.
 */
#define HABITUE_ABI_VERSION 1

/*
 The outcome of a call: `HABITUE_OK` (0), or a positive code. Codes are
 grouped by hundred (1xx argument, 2xx data, 3xx numeric, 4xx cancelled, 5xx
 unsupported, 9xx internal), never renumbered and never reused; a newer
 library may return codes that this header does not list.
 */
typedef int32_t habitue_status;

/*
 Details of a failure, in memory of the caller. Start from
 `HABITUE_ERROR_INIT`. Filled when a call fails, cleared when it succeeds.
 */
typedef struct habitue_error {
    /*
     `sizeof(habitue_error)` of the caller.
     */
    uint32_t struct_size;
    /*
     The status that the call returned.
     */
    int32_t code;
    /*
     The row that the failure speaks of: an index into the caller's columns
     counted from 0, or a line of text counted from 1; -1 where it speaks of
     none.
     */
    int64_t row;
    /*
     The column or argument that the failure speaks of, NUL-terminated UTF-8;
     empty where it speaks of none.
     */
    char column[HABITUE_COLUMN_BYTES];
    /*
     The whole sentence with value and allowed range, NUL-terminated UTF-8,
     cut on a character where it is too long.
     */
    char message[HABITUE_MESSAGE_BYTES];
} habitue_error;

/*
 The call did what it says.
 */
#define HABITUE_OK 0

/*
 A pointer that must not be null is null (C callers only).
 */
#define HABITUE_NULL_POINTER 101

/*
 A pointer is not aligned for its type (C callers only).
 */
#define HABITUE_MISALIGNED 102

/*
 Columns that must be equally long are not, or a length is impossible.
 */
#define HABITUE_BAD_LENGTH 103

/*
 An enumerated argument has no such value.
 */
#define HABITUE_BAD_ENUMERATOR 104

/*
 A structure's `struct_size` or reserved tail is not understood.
 */
#define HABITUE_BAD_STRUCT_SIZE 105

/*
 The caller was built for another version of the interface.
 */
#define HABITUE_ABI_MISMATCH 106

/*
 A buffer is too small; the needed length is reported.
 */
#define HABITUE_BUFFER_TOO_SMALL 107

/*
 An argument contradicts another or is otherwise unusable.
 */
#define HABITUE_BAD_ARGUMENT 108

/*
 There is nothing to work on.
 */
#define HABITUE_EMPTY_INPUT 201

/*
 A value that must be finite is NaN or infinite.
 */
#define HABITUE_NOT_FINITE 202

/*
 A value lies outside its allowed range.
 */
#define HABITUE_OUT_OF_RANGE 203

/*
 Values of one row contradict each other.
 */
#define HABITUE_INCONSISTENT 204

/*
 Values that must be ascending are not.
 */
#define HABITUE_UNSORTED 205

/*
 A value that must be unique occurs twice.
 */
#define HABITUE_DUPLICATE 206

/*
 Text could not be read as the type that its column holds.
 */
#define HABITUE_UNREADABLE 207

/*
 Text is not UTF-8.
 */
#define HABITUE_NOT_UTF8 208

/*
 A named column is absent.
 */
#define HABITUE_MISSING_COLUMN 209

/*
 A row has another number of fields than the header.
 */
#define HABITUE_BAD_ROW_SHAPE 210

/*
 A value that must be present is missing.
 */
#define HABITUE_MISSING_VALUE 211

/*
 Amounts of different currencies meet, or a currency is unknown.
 */
#define HABITUE_BAD_CURRENCY 212

/*
 A refund arrived where the policy refuses refunds.
 */
#define HABITUE_REFUND_REFUSED 213

/*
 A date lies outside the observation window.
 */
#define HABITUE_OUTSIDE_WINDOW 214

/*
 An exact amount or a count does not fit its type.
 */
#define HABITUE_OVERFLOW 215

/*
 Stored bytes are damaged or are not of this library.
 */
#define HABITUE_CORRUPT_BYTES 216

/*
 Stored bytes come from a newer version of the format.
 */
#define HABITUE_BAD_FORMAT_VERSION 217

/*
 Input or output failed while reading or writing.
 */
#define HABITUE_IO_FAILED 218

/*
 An iteration ended without meeting its tolerance.
 */
#define HABITUE_NOT_CONVERGED 301

/*
 The arguments are legal, but the accuracy promised is not held there.
 */
#define HABITUE_OUTSIDE_DOMAIN 302

/*
 The value asked for is infinite or undefined for these arguments.
 */
#define HABITUE_UNDEFINED 303

/*
 A matrix that must be invertible is singular.
 */
#define HABITUE_SINGULAR_MATRIX 304

/*
 The caller asked to stop.
 */
#define HABITUE_CANCELLED 401

/*
 What was asked for is not built in.
 */
#define HABITUE_UNSUPPORTED 501

/*
 A defect of this library; please report it.
 */
#define HABITUE_INTERNAL 901

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 A short English name of a status: a static, NUL-terminated constant that is
 never freed; "unknown status" for a number that this library does not know.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_status_name(habitue_status status);

/*
 The interface version of the loaded library.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD uint32_t habitue_abi_version(void);

/*
 The version of the loaded library, such as "0.1.0": a static, NUL-terminated
 constant that is never freed.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_version_string(void);

/*
 Whether the loaded library serves a program built for `abi_version`: call it
 once, with `HABITUE_ABI_VERSION`, before anything else.

 `error` may be NULL. Returns `HABITUE_OK`, or `HABITUE_ABI_MISMATCH`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_check_abi(uint32_t abi_version,
                                 struct habitue_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* HABITUE_H */
