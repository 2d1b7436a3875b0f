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

/* A scale of 1 to 10 in whole steps, the highest the best. */
#define HABITUE_SCALE_INIT {sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0}

/* Available case, per question, 95 %, a large population. */
#define HABITUE_INDEX_OPTIONS_INIT {sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0}
