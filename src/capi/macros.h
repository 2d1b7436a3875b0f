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

/* The length of text that ends at its NUL. */
#define HABITUE_NUL_TERMINATED SIZE_MAX

/* An error structure to pass to any function. */
#define HABITUE_ERROR_INIT {sizeof(habitue_error), 0, -1, {0}, {0}}

/* Curry's pyramid. */
#define HABITUE_PYRAMID_OPTIONS_INIT \
    {sizeof(habitue_pyramid_options), 0, HABITUE_BY_PRESET, 0, 0, 0, 0}
/* Nothing asked but the totals. */
#define HABITUE_CONCENTRATION_INIT \
    {sizeof(habitue_concentration), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0, \
     0.0, 0.0}
/* Quintiles. */
#define HABITUE_BINNING_INIT {sizeof(habitue_binning), 0, 5, 0, 0, 0, 0, 0, 0}
/* No columns, quintiles. */
#define HABITUE_RFM_INIT \
    {sizeof(habitue_rfm), 0, 0, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, 0, 0, \
     0, 0, 0, 0, 0, 0}
/* Ten segments of recency and frequency. */
#define HABITUE_SEGMENTATION_INIT {sizeof(habitue_segmentation), 0, {5, 5, 5}, 4, 0, 0}
#define HABITUE_SEGMENTS_INIT {sizeof(habitue_segments), 0, 0, 0, 0, 0, 0, 0}

/* Nothing told yet. */
#define HABITUE_CASH_FLOW_INFO_INIT {sizeof(habitue_cash_flow_info), {0}, 0, 0}
/* No columns, as in what follows; numbers that must be given are not. */
#define HABITUE_CASH_FLOW_COLUMNS_INIT {sizeof(habitue_cash_flow_columns), 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_EVENTS_INIT {sizeof(habitue_events), HABITUE_NO_DAY, 0, 0, {0, 0}, 0, 0, 0, 0, 0, 0}
#define HABITUE_REFERRALS_INIT {sizeof(habitue_referrals), 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_INPUTS_INIT {sizeof(habitue_inputs), 0, 0, 0, 0, 0}

/* A scale of 1 to 10 in whole steps, the highest the best. */
#define HABITUE_SCALE_INIT {sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0}

/* No questions. */
#define HABITUE_QUESTIONNAIRE_INIT {sizeof(habitue_questionnaire), 0, 0, 0, 0, 0}

/* Nobody, question after question; an answer off its scale is refused. */
#define HABITUE_RESPONSE_MATRIX_INIT {sizeof(habitue_response_matrix), 0, 0, 0, 0, 0, 0}

/* Commas (44), no keys, no weights; an answer off its scale is refused. */
#define HABITUE_RESPONSE_FORMAT_INIT {sizeof(habitue_response_format), 0, {0, 0}, {0, 0}, 44, 0}

/* No columns are wanted. */
#define HABITUE_RESPONSES_INFO_INIT {sizeof(habitue_responses_info), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_MOMENTS_INFO_INIT \
    {sizeof(habitue_moments_info), 0, 0, 0.0, 0, 0, 0, {0, 0, 0, 0, 0, 0.0, 0.0, 0, 0}}

/* No moments. */
#define HABITUE_KNOWN_MOMENTS_INIT \
    {sizeof(habitue_known_moments), 0, 0, HABITUE_NOT_GIVEN, 0, 0, 0, 0, 0}

/* No items, 95 %. */
#define HABITUE_ITEMS_INIT {sizeof(habitue_items), 0, 0, 0, 0, 0, 0, HABITUE_NOT_GIVEN}
#define HABITUE_RELIABILITY_INIT \
    {sizeof(habitue_reliability), 0, 0.0, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, 0, 0, 0}

/* Nothing is counted yet: `kind` and what it reads are to be set. */
#define HABITUE_MEASURE_INIT \
    {sizeof(habitue_measure), 0, 0, 0, 0, 0, 0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, 0, \
     0, 0}

/* Results. */
#define HABITUE_SHARE_INIT \
    {sizeof(habitue_share), 0, 0.0, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, 0.0, 0.0, 0, 0}
#define HABITUE_PROMOTER_SCORE_INIT \
    {sizeof(habitue_promoter_score), 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, 0, \
     0}
#define HABITUE_EFFORT_INIT \
    {sizeof(habitue_effort), 0, {0.0, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, 0, 0}, 0.0, \
     {0.0, 0.0, 0.0, 0, 0}}
#define HABITUE_KANO_RESULT_INIT \
    {sizeof(habitue_kano_result), 0, 0, 0, {0.0}, {0.0}, 0.0, {0.0, 0.0, 0.0, 0, 0}, 0.0, \
     {0.0, 0.0, 0.0, 0, 0}, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0}

/* Available case, per question, 95 %, a large population. */
#define HABITUE_INDEX_OPTIONS_INIT {sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0}

/* Nothing is wanted yet. */
#define HABITUE_SATISFACTION_INIT {sizeof(habitue_satisfaction), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_DRIVERS_INIT {sizeof(habitue_drivers), 0, 0.0, 0, 0, 0, 0, 0}

/* At the means. */
#define HABITUE_MAP_OPTIONS_INIT {sizeof(habitue_map_options), 0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN}

/* A model of your own without constructs. */
#define HABITUE_PATH_MODEL_INIT {sizeof(habitue_path_model), 0, 0, 0, 0, 0}

/* Path weighting, plain PLS. */
#define HABITUE_PATH_OPTIONS_INIT {sizeof(habitue_path_options), 0, HABITUE_NOT_GIVEN}

/* No columns are wanted, 95 %. */
#define HABITUE_PATH_FIGURES_INIT \
    {sizeof(habitue_path_figures), 0, 0, HABITUE_NOT_GIVEN, 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_CONSTRUCT_INDEX_INIT \
    {sizeof(habitue_construct_index), 0, 0.0, 0.0, 0, 0, 0, 0}

/* No currency, refunds refused, no rounding, time by the day, one thread. */
#define HABITUE_RULES_INIT {sizeof(habitue_rules), {0}, HABITUE_REFUNDS_REFUSE, HABITUE_ROUNDING_NONE, HABITUE_UNIT_DAY, 1, HABITUE_COSTS_NONE, 0, 0}

/* No transactions. */
#define HABITUE_TRANSACTIONS_INIT {sizeof(habitue_transactions), HABITUE_COSTING_COST, 0, 0, 0, \
    {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, 0}

/* Text keys, commas (44), a decimal point (46), ISO dates, fail at the first bad row. */
#define HABITUE_CSV_FORMAT_INIT \
    {sizeof(habitue_csv_format), HABITUE_TYPE_TEXT, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 44, 46, \
     HABITUE_BAD_ROWS_FAIL, HABITUE_COSTING_COST}

/* Distinct days in fractional weeks, calibration until the last day, no holdout. */
#define HABITUE_WINDOW_INIT \
    {sizeof(habitue_window), HABITUE_CONVENTION_BTYD, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, \
     HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0}

/* A number that is not given. */
#define HABITUE_NOT_GIVEN NAN

/* One thread, nobody listens. */
#define HABITUE_JOB_INIT {sizeof(habitue_job), 1, 0, 0, 0}

/* No columns, no unit stated. */
#define HABITUE_CUSTOMERS_INIT \
    {sizeof(habitue_customers), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, \
     HABITUE_UNIT_NOT_STATED, 0}

/* Nothing is asked yet: `kind` and the numbers that it reads are to be set. */
#define HABITUE_QUESTION_INIT \
    {sizeof(habitue_question), 0, 0.0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, \
     HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, HABITUE_COUNT_NOT_GIVEN, HABITUE_MARGIN_AT_PURCHASE, \
     HABITUE_UNIT_NOT_STATED, 0, HABITUE_STATISTIC_MEAN, 0, 0}

/* No place for answers, a confidence of 0.95. */
#define HABITUE_ANSWERS_INIT {sizeof(habitue_answers), 0, 0, 0, 0, 0, 0, 0.95}

/* 500 iterations, a decrement of 1e-9, the starts of the model, no constraints, no penalties. */
#define HABITUE_FIT_OPTIONS_INIT \
    {sizeof(habitue_fit_options), 500, 0, 0, 1e-9, 0, 0, 0, 0, 0.0, 0, \
     HABITUE_ATTRITION_LINK_SEPARATE, 0.0, 0.0, 0.0}

/* No tiers, no discount, all of the spend; `to` and `horizon` are to be set. */
#define HABITUE_SCORER_OPTIONS_INIT \
    {sizeof(habitue_scorer_options), 0, HABITUE_NOT_GIVEN, HABITUE_NOT_GIVEN, 0.0, 1.0, 0}

/* No margins; without a cap, to 1e-10, in at most 1000 passes. */
#define HABITUE_RAKE_INIT {sizeof(habitue_rake), 1000, 0, 0, 0, 0, 0, 0, 0, 0.0, 1e-10}
#define HABITUE_WEIGHTING_INIT {sizeof(habitue_weighting), 0, 0.0, 0.0, 0}

/* 1000 samples, seed 1; `missing` is to be set. */
#define HABITUE_RESAMPLE_OPTIONS_INIT \
    {sizeof(habitue_resample_options), -1, 0.5, 1000, 0, 1, HABITUE_NOT_GIVEN}

/* New customers, seed 1, no holdout, no spend, summaries alone. */
#define HABITUE_SIMULATION_OPTIONS_INIT \
    {sizeof(habitue_simulation_options), 0, 1, 0.0, HABITUE_NOT_GIVEN, 0}
/* No columns. */
#define HABITUE_SIMULATION_COLUMNS_INIT \
    {sizeof(habitue_simulation_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/* 1000 draws, seed 1, the natural scale. */
#define HABITUE_UNCERTAINTY_OPTIONS_INIT \
    {sizeof(habitue_uncertainty_options), 1000, 1, HABITUE_INTERVAL_NATURAL, 0}

/* No columns, no settings, no rows. */
#define HABITUE_EVIDENCE_INIT {sizeof(habitue_evidence), 0, 0, 0, 0, 0, 0}

/* Nowhere to write yet. */
#define HABITUE_CLASSES_INIT {sizeof(habitue_classes), 0, 0, 0, 0, {0}, 0, 0, 0}
#define HABITUE_ENTRY_INIT {sizeof(habitue_entry), 0, 0, 0, 0, 0, 0, 0, 0}

/* Nowhere to write yet. */
#define HABITUE_REJECTIONS_INIT {sizeof(habitue_rejections), 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_SUMMARY_INFO_INIT {sizeof(habitue_summary_info), 0, 0, 0, 0, 0, {0}, 0}
#define HABITUE_TABLE_INFO_INIT \
    {sizeof(habitue_table_info), 0, 0, 0, {0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
#define HABITUE_TABLE_COLUMNS_INIT \
    {sizeof(habitue_table_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Months; the days are to be set. */
#define HABITUE_COHORT_OPTIONS_INIT \
    {sizeof(habitue_cohort_options), HABITUE_UNIT_MONTH, HABITUE_NO_DAY, HABITUE_NO_DAY, 0, 0}
#define HABITUE_COHORT_INFO_INIT {sizeof(habitue_cohort_info), 0, 0, 0}
#define HABITUE_COHORT_COLUMNS_INIT {sizeof(habitue_cohort_columns), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/* Nothing is asked yet; intervals on the scale of the logarithm, of 0.95. */
#define HABITUE_SURVIVAL_INIT \
    {sizeof(habitue_survival), HABITUE_SURVIVAL_INTERVAL_LOG, 0.95, HABITUE_NOT_GIVEN, \
     0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0}
#define HABITUE_LOG_RANK_INIT {sizeof(habitue_log_rank), 0, 0, 0, 0, 0.0, 0.0}
/* Nobody is acquired and nobody leaves; `customers` is to be set. */
#define HABITUE_BUCKET_INIT \
    {sizeof(habitue_bucket), 0, HABITUE_NOT_GIVEN, 0.0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0}
#define HABITUE_DEFECTION_INIT \
    {sizeof(habitue_defection), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, {0}, 0, 0.0, 0.0, 0.0, 0.0}

#define HABITUE_FORECAST_INIT {sizeof(habitue_forecast), 0, 0, 0, 0, 0}
#define HABITUE_COMPARISON_INIT {sizeof(habitue_comparison), 0, 0, 0, 0, 0, 0, 0}
