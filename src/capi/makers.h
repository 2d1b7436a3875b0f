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
