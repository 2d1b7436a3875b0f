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
