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

/* Margins that are not discounted, do not grow and have no end. */
#define HABITUE_MARGIN_TERMS_INIT \
    {sizeof(habitue_margin_terms), HABITUE_MARGIN_IMMEDIATE, 0.0, 0.0, -1, 0}

/* A scale of 1 to 10 in whole steps, the highest the best. */
#define HABITUE_SCALE_INIT {sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0}

/* Available case, per question, 95 %, a large population. */
#define HABITUE_INDEX_OPTIONS_INIT {sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0}

/* Facts of Griffin's ladder of which none is known yet. */
#define HABITUE_STAGE_FACTS_INIT {sizeof(habitue_stage_facts), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* The satisfaction-loyalty matrix for scores from 0 to 100. */
#define HABITUE_APOSTLE_OPTIONS_INIT \
    {sizeof(habitue_apostle_options), 0, {50, 50}, {90, 90}, {10, 10}}

/* The three-indicator index with its default tables, weights and cuts. */
#define HABITUE_THREE_INDICATOR_OPTIONS_INIT                                                   \
    {sizeof(habitue_three_indicator_options), 0, {0, 25, 50, 75, 100}, {0, 50, 100}, {0, 50, 100}, \
     {1, 1, 1}, {0.3, 0.7}, {50, 75}}
/* No currency, refunds refused, no rounding, time by the day. */
#define HABITUE_RULES_INIT {sizeof(habitue_rules), {0}, HABITUE_REFUNDS_REFUSE, HABITUE_ROUNDING_NONE, HABITUE_UNIT_DAY, 0}

/* No transactions. */
#define HABITUE_TRANSACTIONS_INIT {sizeof(habitue_transactions), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Text keys, commas (44), a decimal point (46), ISO dates, fail at the first bad row. */
#define HABITUE_CSV_FORMAT_INIT {sizeof(habitue_csv_format), HABITUE_KEYS_TEXT, 0, 0, 0, 0, 0, 0, 0, 0, 44, 46, HABITUE_BAD_ROWS_FAIL, 10}

/* Distinct days in fractional weeks, calibration until the last day, no holdout. */
#define HABITUE_WINDOW_INIT {sizeof(habitue_window), HABITUE_CONVENTION_BTYD, HABITUE_UNIT_WEEK, HABITUE_NO_DAY, HABITUE_NO_DAY, HABITUE_NO_DAY, {0}}

/* One thread, 500 iterations, a decrement of 1e-9. */
#define HABITUE_FIT_OPTIONS_INIT {sizeof(habitue_fit_options), 1, 500, 0, 1e-9}

/*
 Years of 365 days.
 */
#define HABITUE_DAY_COUNT_ACTUAL_365 0

/*
 Years of 365.25 days.
 */
#define HABITUE_DAY_COUNT_ACTUAL_36525 1

/*
 Months of 30 and years of 360 days (30E/360).
 */
#define HABITUE_DAY_COUNT_30_360 2

/*
 Names in English.
 */
#define HABITUE_ENGLISH 0

/*
 Names in Chinese.
 */
#define HABITUE_CHINESE 1

/*
 Scheme: loyalty by three indicators.
 */
#define HABITUE_SCHEME_THREE_INDICATOR 1

/*
 Scheme: stage of Griffin's ladder.
 */
#define HABITUE_SCHEME_GRIFFIN 2

/*
 Scheme: standing.
 */
#define HABITUE_SCHEME_STANDING 3

/*
 Scheme: phase of loyalty.
 */
#define HABITUE_SCHEME_FOUR_PHASES 4

/*
 Scheme: level of trust.
 */
#define HABITUE_SCHEME_TRUST 5

/*
 Scheme: last gate passed.
 */
#define HABITUE_SCHEME_LOYALTY_GATES 6

/*
 Scheme: security.
 */
#define HABITUE_SCHEME_SECURE_CUSTOMER 7

/*
 Scheme: kind of customer by satisfaction and loyalty.
 */
#define HABITUE_SCHEME_APOSTLE 8

/*
 Scheme: kind of loyalty.
 */
#define HABITUE_SCHEME_ATTITUDE_BEHAVIOUR 9

/*
 Scheme: reciprocity.
 */
#define HABITUE_SCHEME_RECIPROCAL 10

/*
 Scheme: kind of service.
 */
#define HABITUE_SCHEME_SERVICE 11

/*
 A step of a ladder counts only on top of all the lower ones.
 */
#define HABITUE_LADDER_CUMULATIVE 1

/*
 The highest proven step counts, whatever the lower ones say.
 */
#define HABITUE_LADDER_HIGHEST 2

/*
 The population coefficient.
 */
#define HABITUE_GINI_BIASED 0

/*
 The population coefficient times n / (n - 1).
 */
#define HABITUE_GINI_UNBIASED 1

/*
 The coefficient for values that may be negative, in 0..=1.
 */
#define HABITUE_GINI_NORMALISED 2

/*
 The Lorenz curve: the least valuable customers first.
 */
#define HABITUE_CURVE_LORENZ 0

/*
 The whale curve: the most valuable customers first.
 */
#define HABITUE_CURVE_WHALE 1

/*
 Oliver's order of the phases: cognitive, affective, conative, action.
 */
#define HABITUE_PHASE_ORDER_OLIVER 1

/*
 The order of the Chinese texts: conative (on impulse), affective, cognitive,
 action.
 */
#define HABITUE_PHASE_ORDER_IMPULSE_FIRST 2

/*
 Stage of Griffin's ladder: suspect (可能购买者).
 */
#define HABITUE_STAGE_SUSPECT 1

/*
 Stage of Griffin's ladder: prospect (潜在购买者).
 */
#define HABITUE_STAGE_PROSPECT 2

/*
 Stage of Griffin's ladder: disqualified prospect (不合格的潜在购买者).
 */
#define HABITUE_STAGE_DISQUALIFIED_PROSPECT 3

/*
 Stage of Griffin's ladder: first-time customer (首次购买者).
 */
#define HABITUE_STAGE_FIRST_TIME_CUSTOMER 4

/*
 Stage of Griffin's ladder: repeat customer (重复购买者).
 */
#define HABITUE_STAGE_REPEAT_CUSTOMER 5

/*
 Stage of Griffin's ladder: client (忠诚客户).
 */
#define HABITUE_STAGE_CLIENT 6

/*
 Stage of Griffin's ladder: advocate (品牌倡导者).
 */
#define HABITUE_STAGE_ADVOCATE 7

/*
 Standing: potential customer (潜在客户).
 */
#define HABITUE_STANDING_POTENTIAL 1

/*
 Standing: new customer (新客户).
 */
#define HABITUE_STANDING_NEW 2

/*
 Standing: old customer (老客户).
 */
#define HABITUE_STANDING_OLD 3

/*
 Standing: loyal customer (忠诚客户).
 */
#define HABITUE_STANDING_LOYAL 4

/*
 Phase of loyalty: before loyalty (尚无忠诚).
 */
#define HABITUE_PHASE_BEFORE_LOYALTY 1

/*
 Phase of loyalty: cognitive loyalty (认知型忠诚).
 */
#define HABITUE_PHASE_COGNITIVE 2

/*
 Phase of loyalty: affective loyalty (情感型忠诚).
 */
#define HABITUE_PHASE_AFFECTIVE 3

/*
 Phase of loyalty: conative loyalty (意向型忠诚).
 */
#define HABITUE_PHASE_CONATIVE 4

/*
 Phase of loyalty: action loyalty (行为型忠诚).
 */
#define HABITUE_PHASE_ACTION 5

/*
 Level of trust: no trust (无信任).
 */
#define HABITUE_TRUST_NONE 1

/*
 Level of trust: cognitive trust (认知信任).
 */
#define HABITUE_TRUST_COGNITIVE 2

/*
 Level of trust: affective trust (情感信任).
 */
#define HABITUE_TRUST_AFFECTIVE 3

/*
 Level of trust: behavioural trust (行为信任).
 */
#define HABITUE_TRUST_BEHAVIOURAL 4

/*
 Last gate passed: not satisfied (未满意).
 */
#define HABITUE_GATE_NOT_SATISFIED 1

/*
 Last gate passed: satisfied (满意).
 */
#define HABITUE_GATE_SATISFIED 2

/*
 Last gate passed: delighted (愉悦).
 */
#define HABITUE_GATE_DELIGHTED 3

/*
 Last gate passed: trusting, hence loyal (信赖（忠诚）).
 */
#define HABITUE_GATE_TRUSTING 4

/*
 Security: at risk (有流失风险).
 */
#define HABITUE_SECURITY_AT_RISK 1

/*
 Security: vulnerable (不稳定).
 */
#define HABITUE_SECURITY_VULNERABLE 2

/*
 Security: favourable (较有利).
 */
#define HABITUE_SECURITY_FAVOURABLE 3

/*
 Security: secure (稳固).
 */
#define HABITUE_SECURITY_SECURE 4

/*
 The first margin is certain and comes at once: m(1+d)/(1+d-r(1+g)).
 */
#define HABITUE_MARGIN_IMMEDIATE 0

/*
 The first margin comes after the first renewal: m r/(1+d-r(1+g)).
 */
#define HABITUE_MARGIN_AFTER_RENEWAL 1

/*
 The first margin is certain, at the end of the first period: m/(1+d-r(1+g)).
 */
#define HABITUE_MARGIN_END_OF_PERIOD 2

/*
 The first margin is certain; each falls in the middle of its period.
 */
#define HABITUE_MARGIN_MID_PERIOD 3

/*
 Margins, leaving, growth and discounting are continuous.
 */
#define HABITUE_MARGIN_CONTINUOUS 4

/*
 Kind of customer by satisfaction and loyalty: defector (背叛者).
 */
#define HABITUE_ALLEGIANCE_DEFECTOR 1

/*
 Kind of customer by satisfaction and loyalty: terrorist (破坏者).
 */
#define HABITUE_ALLEGIANCE_TERRORIST 2

/*
 Kind of customer by satisfaction and loyalty: hostage (囚禁者).
 */
#define HABITUE_ALLEGIANCE_HOSTAGE 3

/*
 Kind of customer by satisfaction and loyalty: mercenary (图利者).
 */
#define HABITUE_ALLEGIANCE_MERCENARY 4

/*
 Kind of customer by satisfaction and loyalty: loyalist (忠诚者).
 */
#define HABITUE_ALLEGIANCE_LOYALIST 5

/*
 Kind of customer by satisfaction and loyalty: apostle (传道者).
 */
#define HABITUE_ALLEGIANCE_APOSTLE 6

/*
 Kind of loyalty: no loyalty (不忠诚).
 */
#define HABITUE_LOYALTY_KIND_NO_LOYALTY 1

/*
 Kind of loyalty: spurious loyalty (虚假忠诚).
 */
#define HABITUE_LOYALTY_KIND_SPURIOUS 2

/*
 Kind of loyalty: latent loyalty (潜在忠诚).
 */
#define HABITUE_LOYALTY_KIND_LATENT 3

/*
 Kind of loyalty: true loyalty (真正忠诚).
 */
#define HABITUE_LOYALTY_KIND_TRUE 4

/*
 Reciprocity: neither is loyal (双方均不忠诚).
 */
#define HABITUE_RECIPROCITY_NEITHER 1

/*
 Reciprocity: only the firm is loyal (仅企业忠诚).
 */
#define HABITUE_RECIPROCITY_FIRM_ONLY 2

/*
 Reciprocity: only the customer is loyal (仅客户忠诚).
 */
#define HABITUE_RECIPROCITY_CUSTOMER_ONLY 3

/*
 Reciprocity: mutual loyalty (双向忠诚).
 */
#define HABITUE_RECIPROCITY_MUTUAL 4

/*
 Kind of service: freezer (冷淡型服务).
 */
#define HABITUE_SERVICE_FREEZER 1

/*
 Kind of service: factory (生产型服务).
 */
#define HABITUE_SERVICE_FACTORY 2

/*
 Kind of service: friendly zoo (友好型服务).
 */
#define HABITUE_SERVICE_FRIENDLY_ZOO 3

/*
 Kind of service: quality customer service (优质型服务).
 */
#define HABITUE_SERVICE_QUALITY 4

/*
 BG/NBD: parameters r, alpha, a, b.
 */
#define HABITUE_MODEL_BG_NBD 1

/*
 Pareto/NBD: parameters r, alpha, s, beta.
 */
#define HABITUE_MODEL_PARETO_NBD 2

/*
 MBG/NBD: parameters r, alpha, a, b.
 */
#define HABITUE_MODEL_MBG_NBD 3

/*
 NBD: parameters r, alpha.
 */
#define HABITUE_MODEL_NBD 4

/*
 BG/CNBD-k: parameters r, alpha, a, b, k (a whole number that is not estimated
 by derivatives: its standard error is 0).
 */
#define HABITUE_MODEL_BG_CNBD 5

/*
 MBG/CNBD-k: parameters r, alpha, a, b, k.
 */
#define HABITUE_MODEL_MBG_CNBD 6

/*
 GGompertz/NBD: parameters r, alpha, b, s, beta.
 */
#define HABITUE_MODEL_GGOMPERTZ_NBD 7

/*
 No ridge: the likelihood has a peak.
 */
#define HABITUE_RIDGE_NONE 0

/*
 Nobody seems to leave: attrition is not identified by these data.
 */
#define HABITUE_RIDGE_NO_ATTRITION 1

/*
 All customers seem equally prone to leave.
 */
#define HABITUE_RIDGE_EQUAL_ATTRITION 2

/*
 All customers seem to buy at the same rate.
 */
#define HABITUE_RIDGE_EQUAL_PURCHASING 3

/*
 Purchase rates pile up near zero.
 */
#define HABITUE_RIDGE_EXTREME_PURCHASING 4

/*
 Whether a customer leaves is all or nothing.
 */
#define HABITUE_RIDGE_EXTREME_ATTRITION 5

/*
 q <= 1: the mean spend of the population is infinite.
 */
#define HABITUE_RIDGE_INFINITE_MEAN_SPEND 6

/*
 Every purchase of a customer costs the same.
 */
#define HABITUE_RIDGE_CONSTANT_SPEND 7

/*
 All customers have the same mean spend.
 */
#define HABITUE_RIDGE_EQUAL_SPEND 8

/*
 The lifetimes are those of a Pareto/NBD.
 */
#define HABITUE_RIDGE_PARETO_LIMIT 9

/*
 The likelihood is flat in some direction that has no name.
 */
#define HABITUE_RIDGE_FLAT 99

/*
 P(alive) at T. Arguments: none.
 */
#define HABITUE_PREDICT_P_ALIVE 0

/*
 P(alive at T + t). Argument t >= 0.
 */
#define HABITUE_PREDICT_P_ALIVE_AT 1

/*
 Expected purchases in (T, T + t]. Argument t >= 0.
 */
#define HABITUE_PREDICT_EXPECTED_PURCHASES 2

/*
 P(exactly n purchases in (T, T + t]). Arguments t >= 0 and n.
 */
#define HABITUE_PREDICT_P_PURCHASES 3

/*
 P(n or more purchases in (T, T + t]). Arguments t >= 0 and n.
 */
#define HABITUE_PREDICT_P_AT_LEAST 4

/*
 P(no purchase in (T, T + t]). Argument t >= 0.
 */
#define HABITUE_PREDICT_P_NO_PURCHASE 5

/*
 The smallest n such that n or fewer purchases in (T, T + t] have at least
 probability level. Arguments t >= 0 and level in [0, 1).
 */
#define HABITUE_PREDICT_PURCHASE_QUANTILE 6

/*
 Expected purchases up to T + t, discounted at the continuous rate given as
 level. Arguments t >= 0, infinite only where the rate is positive, and
 level >= 0.
 */
#define HABITUE_PREDICT_DISCOUNTED_PURCHASES 7

/*
 The time after T by which the next purchase has come with probability level;
 infinite where it may never come. Argument level in [0, 1).
 */
#define HABITUE_PREDICT_NEXT_PURCHASE_QUANTILE 8

/*
 The time after T by which the customer has left with probability level.
 Argument level in [0, 1).
 */
#define HABITUE_PREDICT_LIFETIME_QUANTILE 9

/*
 Curry's pyramid: top 1 %, large 4 %, medium 15 %, small 80 % of customers.
 */
#define HABITUE_PYRAMID_CURRY 0

/*
 VIP 1 %, major 19 %, ordinary 30 %, small 50 % of customers.
 */
#define HABITUE_PYRAMID_VIP 1

/*
 A 20 %, B 30 %, C 50 % of customers.
 */
#define HABITUE_PYRAMID_ABC 2

/*
 A give the first 80 % of the value, B the next 15 %, C the last 5 %.
 */
#define HABITUE_PYRAMID_ABC_BY_VALUE 3

/*
 Key 20 %, other 80 % of customers.
 */
#define HABITUE_PYRAMID_PARETO 4

/*
 The parts of a pyramid are parts of the number of customers.
 */
#define HABITUE_BY_CUSTOMERS 0

/*
 The parts of a pyramid are parts of the sum of the positive values.
 */
#define HABITUE_BY_VALUE 1

/*
 Equal customers at a cut all go up.
 */
#define HABITUE_TIES_UPPER 0

/*
 Equal customers at a cut all go down.
 */
#define HABITUE_TIES_LOWER 1

/*
 Of equal customers at a cut the earlier rows go up.
 */
#define HABITUE_TIES_ROW_ORDER 2

/*
 The customer whom a cut divides goes up (by customers: rounded up).
 */
#define HABITUE_BOUNDARY_UPPER 0

/*
 The customer whom a cut divides goes down (by customers: rounded down).
 */
#define HABITUE_BOUNDARY_LOWER 1

/*
 High values earn the high scores.
 */
#define HABITUE_BETTER_HIGHER 0

/*
 Low values earn the high scores (days since the last purchase).
 */
#define HABITUE_BETTER_LOWER 1

/*
 A value that equals a threshold belongs to the bin below.
 */
#define HABITUE_CLOSED_RIGHT 0

/*
 A value that equals a threshold belongs to the bin above.
 */
#define HABITUE_CLOSED_LEFT 1

/*
 Each RFM column is cut over all customers.
 */
#define HABITUE_RFM_INDEPENDENT 0

/*
 Frequency is cut within each recency score, monetary value within both.
 */
#define HABITUE_RFM_NESTED 1

/*
 The mean of each question, times its weight, summed.
 */
#define HABITUE_INDEX_PER_QUESTION 0

/*
 The weighted mean of each respondent, averaged.
 */
#define HABITUE_INDEX_PER_RESPONDENT 1

/*
 The score interval of a promoter score.
 */
#define HABITUE_PROMOTER_SCORE_INTERVAL 0

/*
 Wald's interval of a promoter score.
 */
#define HABITUE_PROMOTER_WALD 1

/*
 Wald's interval after adding 3 answers.
 */
#define HABITUE_PROMOTER_ADJUSTED_WALD 2

/*
 Gamma-Gamma: parameters p, q, gamma.
 */
#define HABITUE_SPEND_GAMMA_GAMMA 100

/*
 Bytes of `habitue_error.column`, the closing NUL included.
 */
#define HABITUE_COLUMN_BYTES 64

/*
 Bytes of `habitue_error.message`, the closing NUL included.
 */
#define HABITUE_MESSAGE_BYTES 512

/*
 The hour: 1/24 of a day.
 */
#define HABITUE_UNIT_HOUR 0

/*
 The day.
 */
#define HABITUE_UNIT_DAY 1

/*
 The week: seven days; as a calendar period, Monday to Sunday.
 */
#define HABITUE_UNIT_WEEK 2

/*
 The month: 365.25/12 days; as a calendar period, the month.
 */
#define HABITUE_UNIT_MONTH 3

/*
 The quarter: 365.25/4 days; as a calendar period, from January, April, July, October.
 */
#define HABITUE_UNIT_QUARTER 4

/*
 The year: 365.25 days; as a calendar period, the year.
 */
#define HABITUE_UNIT_YEAR 5

/*
 A negative amount is an error.
 */
#define HABITUE_REFUNDS_REFUSE 0

/*
 Amounts within one period add up, and a period whose sum is not positive is no occasion.
 */
#define HABITUE_REFUNDS_NET 1

/*
 A negative amount is an amount like any other.
 */
#define HABITUE_REFUNDS_KEEP 2

/*
 An amount with more decimals than its currency is an error.
 */
#define HABITUE_ROUNDING_NONE 0

/*
 To the nearest; a tie goes to the even neighbour.
 */
#define HABITUE_ROUNDING_HALF_EVEN 1

/*
 To the nearest; a tie goes away from zero.
 */
#define HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO 2

/*
 To the nearest; a tie goes towards zero.
 */
#define HABITUE_ROUNDING_HALF_TOWARDS_ZERO 3

/*
 Away from zero.
 */
#define HABITUE_ROUNDING_AWAY_FROM_ZERO 4

/*
 Towards zero.
 */
#define HABITUE_ROUNDING_TOWARDS_ZERO 5

/*
 Towards minus infinity.
 */
#define HABITUE_ROUNDING_FLOOR 6

/*
 Towards plus infinity.
 */
#define HABITUE_ROUNDING_CEILING 7

/*
 Customers of a CSV file are text.
 */
#define HABITUE_KEYS_TEXT 0

/*
 Customers of a CSV file are integers.
 */
#define HABITUE_KEYS_INTEGER 1

/*
 The first row that cannot be read ends the reading with its error.
 */
#define HABITUE_BAD_ROWS_FAIL 0

/*
 Rows that cannot be read are left out, counted, and the first of them kept.
 */
#define HABITUE_BAD_ROWS_REJECT 1

/*
 A scale with the ends, step and direction that the structure says.
 */
#define HABITUE_SCALE_RANGE 0

/*
 A scale of levels: `level_values` and `level_scores` say which.
 */
#define HABITUE_SCALE_LEVELS 1

/*
 The unbalanced five levels (5 to 1, three of them favourable).
 */
#define HABITUE_SCALE_UNBALANCED_FIVE 2

/*
 The balanced five levels (5 to 1, two of them favourable).
 */
#define HABITUE_SCALE_BALANCED_FIVE 3

/*
 The largest value of a scale is the best.
 */
#define HABITUE_HIGHER_IS_BETTER 0

/*
 The smallest value of a scale is the best.
 */
#define HABITUE_LOWER_IS_BETTER 1

/*
 An answer off its scale is an error that names row and question.
 */
#define HABITUE_OUT_OF_SCALE_REFUSE 0

/*
 An answer off its scale counts as missing, and is counted.
 */
#define HABITUE_OUT_OF_SCALE_COUNT 1

/*
 All answers of question 0, then all of question 1, ...
 */
#define HABITUE_COLUMN_MAJOR 0

/*
 All answers of respondent 0, then all of respondent 1, ...
 */
#define HABITUE_ROW_MAJOR 1

/*
 Only respondents who answered every question that weighs.
 */
#define HABITUE_MISSING_LISTWISE 0

/*
 Every answer that is there; weights are renormalised; moments are pairwise.
 */
#define HABITUE_MISSING_AVAILABLE_CASE 1

/*
 A missing answer becomes the mean of its question.
 */
#define HABITUE_MISSING_ITEM_MEAN 2

/*
 A missing answer becomes the respondent's own mean, for those who answered
 at least a minimum share.
 */
#define HABITUE_MISSING_PERSON_MEAN 3

/*
 Maximum likelihood by expectation-maximisation; only for moments.
 */
#define HABITUE_MISSING_EM 4

/*
 Wilson's score interval.
 */
#define HABITUE_INTERVAL_WILSON 0

/*
 Agresti and Coull's interval.
 */
#define HABITUE_INTERVAL_AGRESTI_COULL 1

/*
 The exact interval of Clopper and Pearson.
 */
#define HABITUE_INTERVAL_CLOPPER_PEARSON 2

/*
 Jeffreys' interval.
 */
#define HABITUE_INTERVAL_JEFFREYS 3

/*
 Wald's interval, drawn back into [0, 1].
 */
#define HABITUE_INTERVAL_WALD 4

/*
 No day: where a window has no such end.
 */
#define HABITUE_NO_DAY -2147483648

/*
 Distinct days and fractional units, as BTYD, BTYDplus and CLVTools count.
 */
#define HABITUE_CONVENTION_BTYD 0

/*
 Calendar periods of the unit, as lifetimes and pymc-marketing count.
 */
#define HABITUE_CONVENTION_LIFETIMES 1

/*
 Distinct hours and fractional units; needs a summary that keeps hours.
 */
#define HABITUE_CONVENTION_HOURLY 2

/*
 Loyalty by three indicators: low loyalty (低忠诚度).
 */
#define HABITUE_LOYALTY_LOW 1

/*
 Loyalty by three indicators: medium loyalty (中等忠诚度).
 */
#define HABITUE_LOYALTY_MEDIUM 2

/*
 Loyalty by three indicators: high loyalty (高忠诚度).
 */
#define HABITUE_LOYALTY_HIGH 3

/*
 Scheme: current by future value.
 */
#define HABITUE_SCHEME_FUTURE_VALUE 12

/*
 Scheme: value by loyalty.
 */
#define HABITUE_SCHEME_VALUE_LOYALTY 13

/*
 Scheme: value by response.
 */
#define HABITUE_SCHEME_VALUE_RESPONSE 14

/*
 Class by current and future value: A, high now and later (首要客户).
 */
#define HABITUE_VALUE_CLASS_A 1

/*
 Class by current and future value: B, low now, high later (有相当潜力的客户).
 */
#define HABITUE_VALUE_CLASS_B 2

/*
 Class by current and future value: C, high now, low later (核心客户).
 */
#define HABITUE_VALUE_CLASS_C 3

/*
 Class by current and future value: D, low now and later.
 */
#define HABITUE_VALUE_CLASS_D 4

/*
 Kind by value and loyalty: stranger (陌生人).
 */
#define HABITUE_LOYAL_VALUE_STRANGER 1

/*
 Kind by value and loyalty: butterfly (蝴蝶).
 */
#define HABITUE_LOYAL_VALUE_BUTTERFLY 2

/*
 Kind by value and loyalty: barnacle (藤壶).
 */
#define HABITUE_LOYAL_VALUE_BARNACLE 3

/*
 Kind by value and loyalty: true friend (挚友).
 */
#define HABITUE_LOYAL_VALUE_TRUE_FRIEND 4

/*
 Kind by value and response: low value, low response (低价值低响应).
 */
#define HABITUE_RESPONDING_VALUE_NEGLECT 1

/*
 Kind by value and response: high value, low response (高价值低响应).
 */
#define HABITUE_RESPONDING_VALUE_COURT 2

/*
 Kind by value and response: low value, high response (低价值高响应).
 */
#define HABITUE_RESPONDING_VALUE_DEVELOP 3

/*
 Kind by value and response: high value, high response (高价值高响应).
 */
#define HABITUE_RESPONDING_VALUE_NURTURE 4

/*
 Version of the C interface. Raised only when something that a program
 relies on changes; additions do not raise it.
 */
#define HABITUE_ABI_VERSION 1

/*
 The answers of a survey, checked against their scales. Threads: as every
 handle.
 */
typedef struct habitue_answers habitue_answers;

/*
 How unequally value is spread over customers. Threads: as every handle.
 */
typedef struct habitue_concentration habitue_concentration;

/*
 A model of purchase and attrition with what is known of its fit. Threads: as every handle.
 */
typedef struct habitue_model habitue_model;

/*
 A value pyramid: how large each tier is, of what, and what happens at its
 cuts. Threads: as every handle.
 */
typedef struct habitue_pyramid habitue_pyramid;

/*
 The questions of a survey while they are put together. Threads: as every
 handle.
 */
typedef struct habitue_questionnaire habitue_questionnaire;

/*
 Rows that were refused while reading. Threads: as every handle.
 */
typedef struct habitue_rejections habitue_rejections;

/*
 How a column becomes scores. Threads: as every handle.
 */
typedef struct habitue_scoring habitue_scoring;

/*
 Named segments of RFM cells, each cell in exactly one. Threads: as every
 handle.
 */
typedef struct habitue_segment_table habitue_segment_table;

/*
 A model of spend with what is known of its fit. Threads: as every handle.
 */
typedef struct habitue_spend_model habitue_spend_model;

/*
 What every customer did, as sums by customer and day: transactions come in any order, and
 summaries add up. Threads: as every handle.
 */
typedef struct habitue_summary habitue_summary;

/*
 Customers as columns, sorted by key: frequency x, recency t_x, age T and spend. Threads: as
 every handle.
 */
typedef struct habitue_table habitue_table;

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
 What a cash flow comes to.
 */
typedef struct habitue_cash_flow_result {
    /*
     The sum of the amounts in minor units, exact: neither weighted by the
     probabilities nor discounted.
     */
    int64_t total;
    /*
     The expected present value, in major units.
     */
    double present_value;
    /*
     When the expected payments have paid back what was paid out, in periods or
     years, each thought of as spread since the one before; NaN where they never do.
     */
    double payback;
    /*
     The same of their present values.
     */
    double discounted_payback;
} habitue_cash_flow_result;

/*
 The facts that Griffin's ladder looks at, in columns of equal length; a column
 that is NULL is not known for anybody. Start from `HABITUE_STAGE_FACTS_INIT`.
 */
typedef struct habitue_stage_facts {
    /*
     `sizeof(habitue_stage_facts)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Number of purchases (UINT32_MAX = not known); the ladder rests on it.
     */
    const uint32_t *purchases;
    /*
     Number of distinct products bought (UINT32_MAX = not known).
     */
    const uint32_t *products;
    /*
     Needs what is sold (0 no, 1 yes, 2 not known, as all below).
     */
    const uint8_t *need;
    /*
     Needs it now.
     */
    const uint8_t *need_now;
    /*
     Is able to buy it.
     */
    const uint8_t *ability;
    /*
     Likes it.
     */
    const uint8_t *likes;
    /*
     Buys at regular intervals.
     */
    const uint8_t *regular;
    /*
     Buys all that is sold and that they need.
     */
    const uint8_t *buys_all;
    /*
     Resists the pull of competitors.
     */
    const uint8_t *resists;
    /*
     Recommends to others.
     */
    const uint8_t *recommends;
} habitue_stage_facts;

/*
 How many customers a scheme put where.
 */
typedef struct habitue_class_counts {
    /*
     Customers by the code of their class; entry 0 counts the unknown, and
     entries beyond the scheme's classes are 0.
     */
    uint64_t by_code[16];
    /*
     Customers with a class.
     */
    uint64_t n_used;
    /*
     Customers whose class is unknown, for want of facts.
     */
    uint64_t n_missing;
    /*
     Customers who stand exactly on a cut.
     */
    uint64_t n_boundary;
} habitue_class_counts;

/*
 The terms on which margins are valued. Start from `HABITUE_MARGIN_TERMS_INIT`;
 NULL in its place means its values: no discounting, no growth, immediate,
 without an end.
 */
typedef struct habitue_margin_terms {
    /*
     `sizeof(habitue_margin_terms)` of the caller.
     */
    uint32_t struct_size;
    /*
     One of `HABITUE_MARGIN_...`.
     */
    int32_t timing;
    /*
     The discount rate per period, > -1. Defaults to 0.
     */
    double discount;
    /*
     The growth of the margin per period, > -1. Defaults to 0.
     */
    double growth;
    /*
     The number of margins that are counted, >= 0; -1 for all. Defaults to -1.
     */
    int32_t horizon;
    /*
     Zero.
     */
    uint32_t reserved;
} habitue_margin_terms;

/*
 What a retention lift does to a base of customers. See
 `habitue_retention_lift`.
 */
typedef struct habitue_lift_effect {
    /*
     How many customers.
     */
    uint64_t customers;
    /*
     How many of them the lift would have taken beyond 100 %.
     */
    uint64_t capped;
    /*
     What they are worth at their present retention rates.
     */
    double before;
    /*
     What they are worth after the lift.
     */
    double after;
    /*
     `after - before`: what a programme that achieves the lift may cost, as a
     present value.
     */
    double change;
    /*
     `change / before`; NaN where `before` is zero or negative.
     */
    double relative;
    /*
     The break-even cost per customer and period, paid as the margins are; NaN
     where no margin is ever paid.
     */
    double break_even_per_period;
} habitue_lift_effect;

/*
 The cuts and corners of the satisfaction-loyalty matrix, each of satisfaction
 and of loyalty. Start from `HABITUE_APOSTLE_OPTIONS_INIT`.
 */
typedef struct habitue_apostle_options {
    /*
     `sizeof(habitue_apostle_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     A score at or above its cut is high; 50 and 50 by default.
     */
    double cuts[2];
    /*
     An apostle has both scores at or above these; 90 and 90 by default.
     */
    double apostle[2];
    /*
     A terrorist has both scores at or below these; 10 and 10 by default.
     */
    double terrorist[2];
} habitue_apostle_options;

/*
 How many of a group are loyal.
 */
typedef struct habitue_loyal_of {
    /*
     Customers with high loyalty.
     */
    uint64_t loyal;
    /*
     All customers of the group.
     */
    uint64_t of;
} habitue_loyal_of;

/*
 The evidence for the five propositions "satisfaction is not loyalty".
 */
typedef struct habitue_propositions {
    /*
     Customers with high satisfaction.
     */
    struct habitue_loyal_of satisfied;
    /*
     Customers with low satisfaction.
     */
    struct habitue_loyal_of dissatisfied;
    /*
     Customers at or above the apostle's corner of satisfaction.
     */
    struct habitue_loyal_of fully_satisfied;
    /*
     Customers with satisfaction or loyalty not known.
     */
    uint64_t n_missing;
    /*
     Whether each proposition holds of these customers: 1 yes, 0 no, 2 where
     nobody is in the group that it speaks of. In order: the satisfied may be
     loyal; the satisfied may be disloyal; the dissatisfied are usually
     disloyal; the dissatisfied may be loyal; full satisfaction makes most
     loyal.
     */
    uint8_t hold[8];
} habitue_propositions;

/*
 What a tier holds, over doubles.
 */
typedef struct habitue_tier {
    /*
     How many customers.
     */
    uint64_t customers;
    /*
     Their share of all customers.
     */
    double customer_share;
    /*
     What they are worth together.
     */
    double total;
    /*
     Their share of the net total; NaN where that is zero or negative.
     */
    double value_share;
    /*
     Their total over the sum of all positive values; NaN where there is none.
     */
    double gross_share;
    /*
     The least valuable customer; NaN in an empty tier.
     */
    double lowest;
    /*
     The most valuable customer; NaN in an empty tier.
     */
    double highest;
    /*
     The mean value; NaN in an empty tier.
     */
    double mean;
} habitue_tier;

/*
 What a tier holds, over exact minor units of one currency.
 */
typedef struct habitue_tier_minor {
    /*
     How many customers.
     */
    uint64_t customers;
    /*
     Their share of all customers.
     */
    double customer_share;
    /*
     What they are worth together, exactly.
     */
    int64_t total;
    /*
     Their share of the net total; NaN where that is zero or negative.
     */
    double value_share;
    /*
     Their total over the sum of all positive values; NaN where there is none.
     */
    double gross_share;
    /*
     The least valuable customer; 0 in an empty tier.
     */
    int64_t lowest;
    /*
     The most valuable customer; 0 in an empty tier.
     */
    int64_t highest;
    /*
     The mean value; NaN in an empty tier.
     */
    double mean;
} habitue_tier_minor;

/*
 How to fit. Start from `HABITUE_FIT_OPTIONS_INIT`; NULL means the same.
 */
typedef struct habitue_fit_options {
    /*
     `sizeof(habitue_fit_options)`.
     */
    uint32_t struct_size;
    /*
     Threads that share the work; 0 for all cores. 1 by default.
     */
    uint32_t threads;
    /*
     Most Newton iterations. 500 by default.
     */
    uint32_t max_iterations;
    /*
     k of the CNBD-k models, 1 to 12; 0, the default, for the k of the highest
     likelihood. Other models do not look at it.
     */
    uint32_t regularity;
    /*
     The Newton decrement, in units of log-likelihood, at which the last step
     is taken, > 0. 1e-9 by default.
     */
    double tolerance;
} habitue_fit_options;

/*
 Called from time to time by a long call, on the thread that made it: `done`
 of `total` (0 where the total is not known) is done. Zero lets the call go on;
 anything else ends it with `HABITUE_CANCELLED` and nothing written. A flag
 that another thread sets can be read here. It must not throw, nor jump out.

 NULL where nobody listens; `context` is passed through untouched.
 */
typedef int32_t (*habitue_progress)(void *context, uint64_t done, uint64_t total);

/*
 What is known of a fit.
 */
typedef struct habitue_fit_report {
    /*
     1 if the model was fitted; 0 if it was made from parameters, and then all
     else is 0.
     */
    uint32_t fitted;
    /*
     Number of parameters.
     */
    uint32_t parameters;
    /*
     Newton iterations.
     */
    uint32_t iterations;
    /*
     One of `HABITUE_RIDGE_*`.
     */
    int32_t ridge;
    /*
     Log-likelihood at the optimum.
     */
    double log_likelihood;
    /*
     Akaike's criterion.
     */
    double aic;
    /*
     Schwarz's criterion, over the number of customers.
     */
    double bic;
    /*
     Largest component of the gradient in log-parameters at the optimum.
     */
    double gradient_norm;
    /*
     Condition number of the Hessian in log-parameters; infinite where it is
     not negative definite.
     */
    double hessian_condition;
    /*
     Customers that the fit speaks of (the sum of the weights).
     */
    double customers;
    /*
     Distinct histories among them.
     */
    uint64_t cells;
} habitue_fit_report;

/*
 How a satisfaction index is formed. Start from
 `HABITUE_INDEX_OPTIONS_INIT` (available case, per question, 0.95).
 */
typedef struct habitue_index_options {
    /*
     `sizeof(habitue_index_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     What to do about missing answers: `HABITUE_MISSING_...`.
     */
    int32_t missing;
    /*
     `HABITUE_INDEX_PER_QUESTION` or `HABITUE_INDEX_PER_RESPONDENT`.
     */
    int32_t form;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
     */
    double minimum_share;
    /*
     Confidence level, between 0 and 1.
     */
    double level;
    /*
     Size of the finite population that was sampled; 0 for a large one.
     */
    uint64_t population;
} habitue_index_options;

/*
 A confidence interval.
 */
typedef struct habitue_interval {
    /*
     Lower end; NaN where there is no interval.
     */
    double low;
    /*
     Upper end; NaN where there is no interval.
     */
    double high;
    /*
     Nominal coverage, such as 0.95.
     */
    double level;
    /*
     1 where an end left the possible range and was drawn back to it.
     */
    uint32_t clamped;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_interval;

/*
 What a survey figure rests on.
 */
typedef struct habitue_basis {
    /*
     Respondents in the file.
     */
    uint64_t respondents;
    /*
     Respondents whose answers entered the figure.
     */
    uint64_t used;
    /*
     Answers that the figure could have used.
     */
    uint64_t answers;
    /*
     Of those, missing.
     */
    uint64_t missing;
    /*
     Answers off their scale that were counted as missing.
     */
    uint64_t out_of_scale;
    /*
     Kish's effective sample size of the respondents used.
     */
    double effective_n;
    /*
     Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, otherwise 0.
     */
    double minimum_share;
    /*
     What was done about missing answers: `HABITUE_MISSING_...`.
     */
    int32_t policy;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_basis;

/*
 A satisfaction index.
 */
typedef struct habitue_index {
    /*
     The index, 0 (worst) to 100 (best).
     */
    double value;
    /*
     The index on the common scale of the questions; NaN where scales differ.
     */
    double raw;
    /*
     Standard error of `value`; NaN with one respondent.
     */
    double standard_error;
    /*
     Interval of `value`; NaN with one respondent.
     */
    struct habitue_interval interval;
    /*
     What it rests on.
     */
    struct habitue_basis basis;
} habitue_index;

/*
 The share of the best answers.
 */
typedef struct habitue_top_box_share {
    /*
     Hits among those who answered, 0 to 1.
     */
    double share;
    /*
     Standard error of the share.
     */
    double standard_error;
    /*
     Interval of the share.
     */
    struct habitue_interval interval;
    /*
     Kish's effective sample size.
     */
    double effective_n;
    /*
     Sum of the weights of the hits.
     */
    double hits;
    /*
     Sum of the weights of all who answered.
     */
    double total;
    /*
     Respondents who answered.
     */
    uint64_t answered;
    /*
     Respondents who did not.
     */
    uint64_t missing;
} habitue_top_box_share;

/*
 Promoters less detractors.
 */
typedef struct habitue_promoters {
    /*
     100 (p - d), -100 to 100, not rounded.
     */
    double score;
    /*
     Share of promoters, 0 to 1.
     */
    double promoters;
    /*
     Share of those between, 0 to 1.
     */
    double passives;
    /*
     Share of detractors, 0 to 1.
     */
    double detractors;
    /*
     Variance of one answer counted +1, 0, -1.
     */
    double variance;
    /*
     Standard error of the score in points.
     */
    double standard_error;
    /*
     Interval of the score in points.
     */
    struct habitue_interval interval;
    /*
     Kish's effective sample size.
     */
    double effective_n;
    /*
     Respondents who answered.
     */
    uint64_t answered;
    /*
     Respondents who did not.
     */
    uint64_t missing;
    /*
     1 where all answered alike, so that the variance is 0.
     */
    uint32_t degenerate;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_promoters;

/*
 The difference of two independent figures.
 */
typedef struct habitue_difference {
    /*
     Second less first.
     */
    double difference;
    /*
     Its standard error.
     */
    double standard_error;
    /*
     The normal statistic; NaN where the standard error is 0.
     */
    double z;
    /*
     Two-sided p-value; NaN where `z` is.
     */
    double p_value;
    /*
     Interval of the difference.
     */
    struct habitue_interval interval;
} habitue_difference;

/*
 How transactions are taken in. Start from `HABITUE_RULES_INIT` (no currency, refunds refused,
 no rounding, time by the day) and set `currency`.
 */
typedef struct habitue_rules {
    /*
     `sizeof(habitue_rules)` of the caller.
     */
    uint32_t struct_size;
    /*
     ISO 4217 code, such as "USD"; empty where transactions have no amounts.
     */
    char currency[4];
    /*
     One of `HABITUE_REFUNDS_...`.
     */
    int32_t refunds;
    /*
     One of `HABITUE_ROUNDING_...`. Amounts in doubles need one.
     */
    int32_t rounding;
    /*
     How finely time is kept: `HABITUE_UNIT_DAY` or `HABITUE_UNIT_HOUR`.
     */
    int32_t resolution;
    /*
     Must be 0.
     */
    uint32_t reserved;
} habitue_rules;

/*
 Transactions as columns of `length` entries. Start from `HABITUE_TRANSACTIONS_INIT` and set
 one of `customers` and the `customer_...` text, one of `days` and `seconds`, and, where the
 rules name a currency, one of `minor`, `amounts` and the `amount_...` text.

 Text is laid out as Arrow's `large_utf8`: entry i is the bytes from `offsets[i]` up to
 `offsets[i + 1]`, and there are `length + 1` offsets.
 */
typedef struct habitue_transactions {
    /*
     `sizeof(habitue_transactions)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     How many transactions there are.
     */
    size_t length;
    /*
     Integer keys of the customers; NULL where keys are text.
     */
    const int64_t *customers;
    /*
     Offsets of text keys; NULL where keys are integers.
     */
    const int64_t *customer_offsets;
    /*
     Bytes of text keys, UTF-8.
     */
    const uint8_t *customer_bytes;
    /*
     How many bytes of text keys there are.
     */
    size_t customer_bytes_length;
    /*
     Days since 1970-01-01, the years 1 to 9999.
     */
    const int32_t *days;
    /*
     Seconds since 1970-01-01 00:00:00 by the clock that counts.
     */
    const int64_t *seconds;
    /*
     Amounts in minor units of the currency (cents), at most 2^53 - 1 in magnitude.
     */
    const int64_t *minor;
    /*
     Amounts in units of the currency; the rules must name a rounding.
     */
    const double *amounts;
    /*
     Offsets of amounts as plain decimal text.
     */
    const int64_t *amount_offsets;
    /*
     Bytes of amounts as text.
     */
    const uint8_t *amount_bytes;
    /*
     How many bytes of amounts there are.
     */
    size_t amount_bytes_length;
} habitue_transactions;

/*
 Where the columns of a CSV file are and how they are written. Start from
 `HABITUE_CSV_FORMAT_INIT` (text keys, commas, a decimal point, ISO dates, fail at the first
 bad row) and name the columns.
 */
typedef struct habitue_csv_format {
    /*
     `sizeof(habitue_csv_format)` of the caller.
     */
    uint32_t struct_size;
    /*
     One of `HABITUE_KEYS_...`.
     */
    int32_t keys;
    /*
     Name of the column of customers, UTF-8.
     */
    const uint8_t *customer;
    /*
     Its length in bytes.
     */
    size_t customer_length;
    /*
     Name of the column of dates, UTF-8.
     */
    const uint8_t *date;
    /*
     Its length in bytes.
     */
    size_t date_length;
    /*
     Name of the column of amounts, UTF-8; NULL where there is none.
     */
    const uint8_t *amount;
    /*
     Its length in bytes.
     */
    size_t amount_length;
    /*
     Format of the dates in specifiers of strftime; NULL for ISO 8601.
     */
    const uint8_t *date_format;
    /*
     Its length in bytes.
     */
    size_t date_format_length;
    /*
     What stands between fields, an ASCII character.
     */
    uint32_t delimiter;
    /*
     What stands before the decimals, an ASCII character.
     */
    uint32_t decimal_mark;
    /*
     One of `HABITUE_BAD_ROWS_...`.
     */
    int32_t bad_rows;
    /*
     How many rejected rows to keep in full.
     */
    uint32_t keep;
} habitue_csv_format;

/*
 The answers that a question allows. Start from `HABITUE_SCALE_INIT` (1 to 10
 in whole steps, the highest the best).
 */
typedef struct habitue_scale {
    /*
     `sizeof(habitue_scale)` of the caller.
     */
    uint32_t struct_size;
    /*
     One of `HABITUE_SCALE_...`.
     */
    int32_t kind;
    /*
     One of `HABITUE_HIGHER_IS_BETTER`, `HABITUE_LOWER_IS_BETTER`; not read for
     levels, whose scores say it.
     */
    int32_t direction;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Smallest answer of a range.
     */
    double low;
    /*
     Largest answer of a range.
     */
    double high;
    /*
     Distance of neighbouring answers of a range; 0 for a continuous one.
     */
    double step;
    /*
     For `HABITUE_SCALE_LEVELS`: the answer that stands for each level.
     */
    const double *level_values;
    /*
     For `HABITUE_SCALE_LEVELS`: what each level is worth, 0 to 100.
     */
    const double *level_scores;
    /*
     How many levels there are.
     */
    size_t levels;
} habitue_scale;

/*
 A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT` (distinct
 days in fractional weeks, no start, calibration until the last day of the summary, no
 holdout).
 */
typedef struct habitue_window {
    /*
     `sizeof(habitue_window)` of the caller.
     */
    uint32_t struct_size;
    /*
     One of `HABITUE_CONVENTION_...`.
     */
    int32_t convention;
    /*
     Unit of t_x and T: one of `HABITUE_UNIT_...`.
     */
    int32_t unit;
    /*
     First day that counts, days since 1970-01-01; `HABITUE_NO_DAY` for no limit.
     */
    int32_t start;
    /*
     Last day that calibrates; `HABITUE_NO_DAY` for the last day of the summary.
     */
    int32_t calibration_end;
    /*
     Last day of the holdout; `HABITUE_NO_DAY` for no holdout.
     */
    int32_t holdout_end;
    /*
     Must be 0.
     */
    uint32_t reserved[2];
} habitue_window;

/*
 What became of every transaction when a table was made. Nothing is lost without a count:
 rows = occasions + merged + dropped + outside + uncalibrated rows.
 */
typedef struct habitue_audit {
    /*
     Transactions taken in.
     */
    uint64_t rows;
    /*
     Rows refused while reading; not part of `rows`.
     */
    uint64_t rejected_rows;
    /*
     Transactions taken in with a negative amount.
     */
    uint64_t refund_rows;
    /*
     Customers in the table.
     */
    uint64_t customers;
    /*
     Occasions in the table, first ones and holdout ones included.
     */
    uint64_t occasions;
    /*
     Rows that joined an occasion already counted.
     */
    uint64_t merged_rows;
    /*
     Occasions dropped because their net amount was not positive.
     */
    uint64_t dropped_occasions;
    /*
     Rows of dropped occasions.
     */
    uint64_t dropped_rows;
    /*
     Net amount of dropped occasions, minor units.
     */
    int64_t dropped_spend;
    /*
     Rows before the window's start or after its end.
     */
    uint64_t outside_rows;
    /*
     Net amount of rows outside the window, minor units.
     */
    int64_t outside_spend;
    /*
     Customers whose occasions within the window are all in the holdout: not in the table.
     */
    uint64_t uncalibrated_customers;
    /*
     Rows of such customers within the window.
     */
    uint64_t uncalibrated_rows;
    /*
     Net amount of such rows, minor units.
     */
    int64_t uncalibrated_spend;
} habitue_audit;

/*
 Tables, weights and cuts of the three-indicator loyalty index. Start from
 `HABITUE_THREE_INDICATOR_OPTIONS_INIT`.
 */
typedef struct habitue_three_indicator_options {
    /*
     `sizeof(habitue_three_indicator_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Score, 0 to 100, of each satisfaction level from 1 to 5, not falling;
     0, 25, 50, 75, 100 by default.
     */
    double satisfaction_table[5];
    /*
     Score, 0 to 100, of low, medium and high repurchase probability, not
     falling; 0, 50, 100 by default.
     */
    double repurchase_table[3];
    /*
     Score, 0 to 100, of each recommendation level from 1 to 3, not falling;
     0, 50, 100 by default.
     */
    double recommendation_table[3];
    /*
     Weights of satisfaction, repurchase and recommendation, finite, >= 0, not
     all 0; 1, 1, 1 by default.
     */
    double weights[3];
    /*
     Repurchase probability from which it is medium and high, ascending in
     (0, 1]; .30 and .70 by default. A probability on a cut is in the higher
     band.
     */
    double repurchase_cuts[2];
    /*
     Index from which loyalty is medium and high, ascending in (0, 100]; 50 and
     75 by default.
     */
    double index_cuts[2];
} habitue_three_indicator_options;

/*
 The three-indicator index of many customers, with what it rests on.
 */
typedef struct habitue_three_indicator_summary {
    /*
     Mean score of satisfaction, 0 to 100; NaN where nobody has all three, as
     the next three.
     */
    double satisfaction;
    /*
     Mean score of repurchase.
     */
    double repurchase;
    /*
     Mean score of recommendation.
     */
    double recommendation;
    /*
     Mean index.
     */
    double index;
    /*
     Customers with all three indicators, over whom the means are taken.
     */
    uint64_t n_used;
    /*
     Customers without an index.
     */
    uint64_t n_missing;
    /*
     Customers whose satisfaction is missing.
     */
    uint64_t n_missing_satisfaction;
    /*
     Customers whose repurchase probability is missing.
     */
    uint64_t n_missing_repurchase;
    /*
     Customers whose recommendation is missing.
     */
    uint64_t n_missing_recommendation;
} habitue_three_indicator_summary;

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
 Years from day `from` to each of `days` (days since 1970-01-01) by `day_count`, one
 of `HABITUE_DAY_COUNT_...`, into `years`.

 `days` and `years` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`,
 an argument error, `HABITUE_BAD_ENUMERATOR`, or `HABITUE_OUT_OF_RANGE` with the row
 of a day beyond the calendar. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_day_count_years(int32_t day_count,
                                       int32_t from,
                                       const int32_t *days,
                                       size_t rows,
                                       double *years,
                                       struct habitue_error *error);

/*
 Values payments in minor units of one currency: `time` >= 0 in periods (or years)
 from the valuation, `amount` negative for money paid out, `probability` in 0..=1 or
 NULL for certain ones; `discount` > -1 is the rate per period (or year). Rows may
 come in any order of time.

 Out: `result`; and, each of `rows` entries in the order of the *rows* or NULL where
 not wanted: the discount factor and the expected present value of each payment.

 `currency` is the ISO 4217 code. `result` must not be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error, `HABITUE_BAD_CURRENCY`, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row, or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_value(const uint8_t *currency,
                                       size_t currency_length,
                                       const double *time,
                                       const int64_t *amount,
                                       const double *probability,
                                       size_t rows,
                                       double discount,
                                       double *factor,
                                       double *present,
                                       struct habitue_cash_flow_result *result,
                                       struct habitue_error *error);

/*
 Values the events that are expected of a customer (the customer-event method):
 probability x (revenue - cost), discounted from `valuation` (days since 1970-01-01)
 at `discount` a year by `day_count`, one of `HABITUE_DAY_COUNT_...`. Amounts are
 minor units; events may come in any order, and none before the valuation.

 All columns have `events` entries; `present` receives the expected present value of
 each event, or is NULL. `currency` is the ISO 4217 code. `result` must not be NULL,
 `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
 `HABITUE_BAD_CURRENCY`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row,
 or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_customer_events_value(const uint8_t *currency,
                                             size_t currency_length,
                                             int32_t valuation,
                                             int32_t day_count,
                                             const int32_t *day,
                                             const double *probability,
                                             const int64_t *revenue,
                                             const int64_t *cost,
                                             size_t events,
                                             double discount,
                                             double *present,
                                             struct habitue_cash_flow_result *result,
                                             struct habitue_error *error);

/*
 The name of a scheme (one of `HABITUE_SCHEME_...`) in a language (one of
 `HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant
 that is never freed; NULL where there is no such scheme or language.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_scheme_name(int32_t scheme, int32_t language);

/*
 How many classes a scheme has: their codes are 1 to this number; 0 where there
 is no such scheme. Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD int32_t habitue_scheme_classes(int32_t scheme);

/*
 The bits of all the reasons that a scheme gives; 0 where there is no such
 scheme. Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD uint32_t habitue_scheme_reasons(int32_t scheme);

/*
 The bits of the reasons that say that a fact is missing; 0 where there is no
 such scheme. Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD uint32_t habitue_scheme_missing(int32_t scheme);

/*
 The name of the class `code` of a scheme in a language: a static,
 NUL-terminated UTF-8 constant that is never freed; "unknown" for code 0; NULL
 where there is no such scheme, class or language.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
const char *habitue_class_name(int32_t scheme,
                               int32_t code,
                               int32_t language);

/*
 The name of the reason with bit number `bit`, 0 to 31, of a scheme in a
 language: a static, NUL-terminated UTF-8 constant that is never freed; NULL
 where there is no such scheme, reason or language.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
const char *habitue_reason_name(int32_t scheme,
                                int32_t bit,
                                int32_t language);

/*
 Looks at what each customer is worth: `customers` finite values in any unit.

 `*concentration` receives the handle, to be freed with
 `habitue_concentration_free`; it must not be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`
 with the row, or `HABITUE_OVERFLOW` where a total is beyond doubles. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_new(const double *values,
                                         size_t customers,
                                         struct habitue_concentration **concentration,
                                         struct habitue_error *error);

/*
 As `habitue_concentration_new`, over minor units (cents) of one currency: the
 sums behind every share are exact.

 `*concentration` receives the handle, to be freed with
 `habitue_concentration_free`; it must not be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OVERFLOW`
 where a total does not fit 64 bits. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_new_minor(const int64_t *values,
                                               size_t customers,
                                               struct habitue_concentration **concentration,
                                               struct habitue_error *error);

/*
 Releases a concentration; NULL does nothing. Needs the handle to itself.
 Since 0.1.
 */
HABITUE_API void habitue_concentration_free(struct habitue_concentration *concentration);

/*
 How many customers there are and how many of them are worth more than nothing
 (`gainers`); the net `total`, the sum of the positive values (`gross`) and of
 the negative ones (`losses`, zero or negative); and the share of the net total
 that the gainers hold, the peak of the whale curve (NaN where the net total is
 zero or negative). Totals of minor units are given as the nearest double; the
 tiers of a pyramid give them exactly.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_totals(const struct habitue_concentration *concentration,
                                            uint64_t *customers,
                                            uint64_t *gainers,
                                            double *total,
                                            double *gross,
                                            double *losses,
                                            double *peak_share,
                                            struct habitue_error *error);

/*
 For each of `count` shares of customers in 0..=1, the share of the net total
 that the best of them hold, into `value_shares`; a customer in part counts
 whole. NaN where the net total is zero or negative.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_share_of_top(const struct habitue_concentration *concentration,
                                                  const double *customer_shares,
                                                  size_t count,
                                                  double *value_shares,
                                                  struct habitue_error *error);

/*
 For each of `count` shares of the net total in 0..=1, the smallest share of
 customers, the best ones, who hold at least it, into `customer_shares`. NaN
 where the net total is zero or negative.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_top_share_giving(const struct habitue_concentration *concentration,
                                                      const double *value_shares,
                                                      size_t count,
                                                      double *customer_shares,
                                                      struct habitue_error *error);

/*
 The Gini coefficient of `kind`, one of `HABITUE_GINI_...`; NaN where that kind
 is undefined: with negative values (biased, unbiased), for a single customer
 (unbiased, normalised), or where every value is zero.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_gini(const struct habitue_concentration *concentration,
                                          int32_t kind,
                                          double *gini,
                                          struct habitue_error *error);

/*
 A cumulative curve at `points` (2 or more) evenly spaced customers: their
 share of all customers into `customers`, and the share of the net total that
 they hold into `value`. `curve` is one of `HABITUE_CURVE_...`. The first point
 is (0, 0), the last (1, 1). Both columns are NaN where the net total is zero
 or negative.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_concentration_curve(const struct habitue_concentration *concentration,
                                           int32_t curve,
                                           double *customers,
                                           double *value,
                                           size_t points,
                                           struct habitue_error *error);

/*
 The stage of each customer on Griffin's loyalty ladder, from suspect to
 advocate: without a purchase by need, ability and liking; then by purchases;
 a client buys regularly and all that they need, an advocate also recommends.

 `facts` holds columns of `rows` customers. Out, each of `rows` entries:
 `codes` the class (one of `HABITUE_STAGE_...`, 0 = unknown), `reasons` the
 bits of the reasons and `boundary` (always 0: the ladder has no cut); and
 `counts`. Names: `habitue_class_name(HABITUE_SCHEME_GRIFFIN, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`,
 an argument error, or `HABITUE_OUT_OF_RANGE` with the row and column of the
 first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_griffin_classify(size_t rows,
                                        const struct habitue_stage_facts *facts,
                                        int32_t *codes,
                                        uint32_t *reasons,
                                        uint8_t *boundary,
                                        struct habitue_class_counts *counts,
                                        struct habitue_error *error);

/*
 Potential, new, old or loyal: no purchase is potential; one purchase or a tenure
 below the minimum is new; two or more with enough tenure are old, and loyal if
 known to be loyal.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `purchases`: number of purchases (UINT32_MAX = not known); `tenure_days`: days
 since the first purchase (>= 0, NaN = not known); `loyal`: is loyal (0 no, 1 yes,
 2 not known). `minimum_tenure_days`: tenure from which a customer is no longer
 new, finite and >= 0 (90 is the default elsewhere).

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_STANDING_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_STANDING, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_standing_classify(size_t rows,
                                         const uint32_t *purchases,
                                         const double *tenure_days,
                                         const uint8_t *loyal,
                                         double minimum_tenure_days,
                                         int32_t *codes,
                                         uint32_t *reasons,
                                         uint8_t *boundary,
                                         struct habitue_class_counts *counts,
                                         struct habitue_error *error);

/*
 The phase of loyalty that each customer has reached, from evidence for each phase.
 The codes are in Oliver's order; `order` says which order is climbed.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `cognitive`: knows it to be better (0 no, 1 yes, 2 not known); `affective`: likes
 it (0 no, 1 yes, 2 not known); `conative`: means to buy it (0 no, 1 yes, 2 not
 known); `action`: buys it against obstacles (0 no, 1 yes, 2 not known). `order`:
 one of `HABITUE_PHASE_ORDER_...`; `rule`: one of `HABITUE_LADDER_...`.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_PHASE_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_FOUR_PHASES, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact, or `HABITUE_BAD_ENUMERATOR`. Nothing is written
 then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_four_phases_classify(size_t rows,
                                            const uint8_t *cognitive,
                                            const uint8_t *affective,
                                            const uint8_t *conative,
                                            const uint8_t *action,
                                            int32_t order,
                                            int32_t rule,
                                            int32_t *codes,
                                            uint32_t *reasons,
                                            uint8_t *boundary,
                                            struct habitue_class_counts *counts,
                                            struct habitue_error *error);

/*
 The level of trust of each customer, from evidence for each level.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `fits`: the product fits the need (0 no, 1 yes, 2 not known); `prefers`: prefers
 it after use (0 no, 1 yes, 2 not known); `sustained`: sustains the relation (0 no,
 1 yes, 2 not known). `rule`: one of `HABITUE_LADDER_...` (the texts take the
 highest).

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_TRUST_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_TRUST,
 ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact, or `HABITUE_BAD_ENUMERATOR`. Nothing is written
 then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_trust_classify(size_t rows,
                                      const uint8_t *fits,
                                      const uint8_t *prefers,
                                      const uint8_t *sustained,
                                      int32_t rule,
                                      int32_t *codes,
                                      uint32_t *reasons,
                                      uint8_t *boundary,
                                      struct habitue_class_counts *counts,
                                      struct habitue_error *error);

/*
 The level of trust that satisfied episodes in a row have earned each customer; see
 `habitue_satisfied_streaks`.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `streak`: satisfied episodes in a row (UINT32_MAX = not known). `cognitive` <
 `affective` < `behavioural`: how many episodes earn each level, the first > 0 (1,
 3 and 5 are the defaults elsewhere).

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_TRUST_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_TRUST,
 ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact, or `HABITUE_UNSORTED`. Nothing is written then. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_earned_trust_classify(size_t rows,
                                             const uint32_t *streak,
                                             uint32_t cognitive,
                                             uint32_t affective,
                                             uint32_t behavioural,
                                             int32_t *codes,
                                             uint32_t *reasons,
                                             uint8_t *boundary,
                                             struct habitue_class_counts *counts,
                                             struct habitue_error *error);

/*
 The last of the gates satisfaction, delight and trust that each customer has
 passed; a gate counts only when all before it are passed.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `satisfaction`: satisfaction (NaN = not known); `delight`: delight (NaN = not
 known); `trust`: trust (NaN = not known). `satisfaction_gate`, `delight_gate`,
 `trust_gate`: finite, on the scales of the scores; a score on its gate passes.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_GATE_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_LOYALTY_GATES, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_loyalty_gates_classify(size_t rows,
                                              const double *satisfaction,
                                              const double *delight,
                                              const double *trust,
                                              double satisfaction_gate,
                                              double delight_gate,
                                              double trust_gate,
                                              int32_t *codes,
                                              uint32_t *reasons,
                                              uint8_t *boundary,
                                              struct habitue_class_counts *counts,
                                              struct habitue_error *error);

/*
 Secure, favourable, vulnerable or at risk, from three five-level answers: all
 best; all at least second best; less than very satisfied and probably or
 definitely not continuing or recommending; everybody else vulnerable.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `satisfaction`: 5 very satisfied to 1 very dissatisfied (1..=5, 0 = not known);
 `continues`: 5 definitely to 1 definitely not (1..=5, 0 = not known);
 `recommends`: 5 definitely to 1 definitely not (1..=5, 0 = not known).

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_SECURITY_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_SECURE_CUSTOMER, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_secure_customer_classify(size_t rows,
                                                const uint8_t *satisfaction,
                                                const uint8_t *continues,
                                                const uint8_t *recommends,
                                                int32_t *codes,
                                                uint32_t *reasons,
                                                uint8_t *boundary,
                                                struct habitue_class_counts *counts,
                                                struct habitue_error *error);

/*
 The number of satisfied episodes in a row up to the last episode of each
 customer. `customer[i]` is the entry of `streaks`, counted from 0, to which
 episode `i` belongs, and `satisfied[i]` is 1 or 0; the episodes of one
 customer come in the order of time. A customer without an episode has 0.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_OUT_OF_RANGE` with the row of the first bad episode. Nothing is
 written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_satisfied_streaks(const uint32_t *customer,
                                         const uint8_t *satisfied,
                                         size_t episodes,
                                         uint32_t *streaks,
                                         size_t customers,
                                         struct habitue_error *error);

/*
 What each customer is worth, into `value`: its margin per period (finite,
 negative allowed) times the multiple of its retention rate per period (0..=1).

 `margin`, `retention` and `value` have `customers` entries; `terms` and `error`
 may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row, or `HABITUE_UNDEFINED` with the row where
 the value is infinite. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_margin_value(const struct habitue_margin_terms *terms,
                                    const double *margin,
                                    const double *retention,
                                    size_t customers,
                                    double *value,
                                    struct habitue_error *error);

/*
 The effect of adding `points` (0.05 is five percentage points; -1..=1) to the
 retention rate of each customer; a rate that would leave 0..=1 stops there.
 `margin` (finite) and `retention` (0..=1) are per customer and period.

 `margin` and `retention` have `customers` entries, as have `before` and
 `after`, which receive the value of each customer and may each be NULL where
 they are not wanted; `effect` receives the totals and must not be NULL;
 `terms` and `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
 row, or `HABITUE_UNDEFINED` with the row where a value is infinite. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_retention_lift(const struct habitue_margin_terms *terms,
                                      const double *margin,
                                      const double *retention,
                                      size_t customers,
                                      double points,
                                      double *before,
                                      double *after,
                                      struct habitue_lift_effect *effect,
                                      struct habitue_error *error);

/*
 The smallest lift, in points, whose effect is worth `cost` (a present value,
 >= 0), into `points`; NaN where not even retaining everybody is. `margin` is
 >= 0.

 `margin` and `retention` have `customers` entries; `points` must not be NULL,
 `terms` and `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
 row, or `HABITUE_UNDEFINED` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_retention_break_even(const struct habitue_margin_terms *terms,
                                            const double *margin,
                                            const double *retention,
                                            size_t customers,
                                            double cost,
                                            double *points,
                                            struct habitue_error *error);

/*
 Loyalists, hostages, mercenaries and defectors by satisfaction and loyalty
 (Jones and Sasser), with the apostle and the terrorist in the extreme corners.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `satisfaction` and `loyalty` (NaN = not known), on the scale of the cuts.
 `options` NULL means the defaults. Out, each of `rows` entries: `codes` the
 class (one of `HABITUE_ALLEGIANCE_...`, 0 = unknown), `reasons` the bits of
 the reasons and `boundary` 1 where a score stands exactly on a cut; and
 `counts`. Names: `habitue_class_name(HABITUE_SCHEME_APOSTLE, ...)`.

 `options`, `reasons`, `boundary`, `counts` and `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_UNSORTED` unless terrorist < cut <=
 apostle on both axes, or `HABITUE_NOT_FINITE` with the row and column of the
 first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_apostle_classify(size_t rows,
                                        const double *satisfaction,
                                        const double *loyalty,
                                        const struct habitue_apostle_options *options,
                                        int32_t *codes,
                                        uint32_t *reasons,
                                        uint8_t *boundary,
                                        struct habitue_class_counts *counts,
                                        struct habitue_error *error);

/*
 Counts what the five propositions about satisfaction and loyalty say of these
 customers. Arguments as for `habitue_apostle_classify`; entries of `hold`
 beyond the fifth are 0.

 `result` must not be NULL; `options` and `error` may be. Returns `HABITUE_OK`,
 an argument error, `HABITUE_UNSORTED`, or `HABITUE_NOT_FINITE` with row and
 column. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_apostle_propositions(size_t rows,
                                            const double *satisfaction,
                                            const double *loyalty,
                                            const struct habitue_apostle_options *options,
                                            struct habitue_propositions *result,
                                            struct habitue_error *error);

/*
 Kinds of loyalty by attitude and repeat behaviour (Dick and Basu).

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `attitude`: how much the customer prefers us (NaN = not known); `behaviour`: how
 much the customer comes back (NaN = not known). `attitude_cut`, `behaviour_cut`:
 finite, on the scales of the scores; a score on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_LOYALTY_KIND_...`,
 0 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact
 stands exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_ATTITUDE_BEHAVIOUR, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_attitude_behaviour_classify(size_t rows,
                                                   const double *attitude,
                                                   const double *behaviour,
                                                   double attitude_cut,
                                                   double behaviour_cut,
                                                   int32_t *codes,
                                                   uint32_t *reasons,
                                                   uint8_t *boundary,
                                                   struct habitue_class_counts *counts,
                                                   struct habitue_error *error);

/*
 Who is loyal to whom: the customer to the firm, the firm to the customer.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `customer`: the customer's loyalty to the firm (NaN = not known); `firm`: how well
 the firm keeps its promises (NaN = not known). `customer_cut`, `firm_cut`: finite,
 on the scales of the scores; a score on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_RECIPROCITY_...`,
 0 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact
 stands exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_RECIPROCAL, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_reciprocal_classify(size_t rows,
                                           const double *customer,
                                           const double *firm,
                                           double customer_cut,
                                           double firm_cut,
                                           int32_t *codes,
                                           uint32_t *reasons,
                                           uint8_t *boundary,
                                           struct habitue_class_counts *counts,
                                           struct habitue_error *error);

/*
 The four kinds of service by procedure and people (Martin).

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `procedural`: the procedure (NaN = not known); `personal`: the people (NaN = not
 known). `procedural_cut`, `personal_cut`: finite, on the scales of the scores; a
 score on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_SERVICE_...`, 0 =
 unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_SERVICE,
 ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_service_classify(size_t rows,
                                        const double *procedural,
                                        const double *personal,
                                        double procedural_cut,
                                        double personal_cut,
                                        int32_t *codes,
                                        uint32_t *reasons,
                                        uint8_t *boundary,
                                        struct habitue_class_counts *counts,
                                        struct habitue_error *error);

/*
 How many customers moved from each tier to each, into `counts`: (k + 1) x (k + 1)
 numbers for k = `tiers`, from-major, where index 0 means "in no tier". Row i of
 `before` and `after` is the same customer: 1 is the top, 0 is in no tier.

 `before` and `after` have `customers` entries, `counts` has `cells`, which must be
 (k + 1) x (k + 1). `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_OUT_OF_RANGE` with column and row of a tier that there is not. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tier_migration(const int32_t *before,
                                      const int32_t *after,
                                      size_t customers,
                                      size_t tiers,
                                      uint64_t *counts,
                                      size_t cells,
                                      struct habitue_error *error);

/*
 The tier of each customer by fixed thresholds with a band around them, given the
 tier that it had (0 for a new customer): it rises only when its value reaches the
 higher threshold plus the band, and falls only below its own threshold less the
 band. `thresholds` are the lowest values of all tiers but the last, strictly
 descending; `band` in 0..1 is a share of the threshold's magnitude.

 `values`, `previous` and `tier` have `customers` entries, `thresholds` has `cuts`.
 `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_UNSORTED`, or
 `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tier_hysteresis(const double *thresholds,
                                       size_t cuts,
                                       double band,
                                       const double *values,
                                       const int32_t *previous,
                                       size_t customers,
                                       int32_t *tier,
                                       struct habitue_error *error);

/*
 What each tier holds of another column than the one it was cut by: the revenue, the
 profit, the lifetime value per tier. `tier` is 1 (top) to `tiers`.

 `values` and `tier` have `customers` entries, `statistics` has `tiers`. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row, or `HABITUE_OVERFLOW`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tier_statistics(const double *values,
                                       const int32_t *tier,
                                       size_t customers,
                                       struct habitue_tier *statistics,
                                       size_t tiers,
                                       struct habitue_error *error);

/*
 As `habitue_tier_statistics`, over minor units of one currency, exactly.

 `values` and `tier` have `customers` entries, `statistics` has `tiers`. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE` with the row, or `HABITUE_OVERFLOW`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tier_statistics_minor(const int64_t *values,
                                             const int32_t *tier,
                                             size_t customers,
                                             struct habitue_tier_minor *statistics,
                                             size_t tiers,
                                             struct habitue_error *error);

/*
 Makes a model of `kind` (`HABITUE_MODEL_*`) from its `parameters`, as many as
 the kind has and in the order named there, each > 0 and finite.

 `*model` receives the handle, to be freed with `habitue_model_free`; it must
 not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_new(int32_t kind,
                                 const double *parameters,
                                 size_t count,
                                 struct habitue_model **model,
                                 struct habitue_error *error);

/*
 Fits a model of purchases of `kind` to `customers` histories by maximum
 likelihood.

 `frequency` is x, the number of repeat purchases; `recency` is t_x, the time
 of the last, and `age` is T, both counted from the first purchase in one unit
 of time; 0 <= t_x <= T, and t_x = 0 exactly where x = 0. `log_intervals`, the
 sum of the logarithms of a customer's intervals between purchases, is what the
 CNBD-k models need to judge k; NULL for the others. `weights` says how
 many customers each row stands for, >= 0; NULL means one each. `options` may
 be NULL. `progress`, which may be NULL, is called with `context` at every
 iteration. `*model` receives the handle, to be freed with
 `habitue_model_free`; it must not be NULL, `error` may be.

 A likelihood with a flat ridge is no failure: see `habitue_model_report`.
 Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with
 the row, `HABITUE_UNDEFINED` where nobody ever came back,
 `HABITUE_NOT_CONVERGED`, or `HABITUE_CANCELLED`. Any thread; the bits do not
 depend on `options->threads`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_fit(int32_t kind,
                                 const uint32_t *frequency,
                                 const double *recency,
                                 const double *age,
                                 const double *log_intervals,
                                 const double *weights,
                                 size_t customers,
                                 const struct habitue_fit_options *options,
                                 habitue_progress progress,
                                 void *context,
                                 struct habitue_model **model,
                                 struct habitue_error *error);

/*
 Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_model_free(struct habitue_model *model);

/*
 The kind of a model, one of `HABITUE_MODEL_*`.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_kind(const struct habitue_model *model,
                                  int32_t *kind,
                                  struct habitue_error *error);

/*
 The English name of a kind of model: a static, NUL-terminated constant that is
 never freed; NULL for an unknown kind.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_model_kind_name(int32_t kind);

/*
 The Chinese name of a kind of model, as UTF-8: a static, NUL-terminated
 constant that is never freed; NULL for an unknown kind.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_model_kind_name_zh(int32_t kind);

/*
 The parameters of a model, in the order of its kind: up to `capacity` doubles
 to `parameters`, and their number to `*needed`.

 `parameters` may be NULL where `capacity` is 0, to ask for the number alone.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL` where
 0 < `capacity` < the number, which is then in the message. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_parameters(const struct habitue_model *model,
                                        double *parameters,
                                        size_t capacity,
                                        size_t *needed,
                                        struct habitue_error *error);

/*
 The asymptotic standard errors of the parameters of a fitted model, in the
 same order; the rest is as in `habitue_model_parameters`.

 Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a ridge,
 and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.

 `standard_errors` may be NULL where `capacity` is 0; so may `error`.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_standard_errors(const struct habitue_model *model,
                                             double *standard_errors,
                                             size_t capacity,
                                             size_t *needed,
                                             struct habitue_error *error);

/*
 The asymptotic covariance of the parameters of a fitted model, k by k, row by
 row; the rest is as in `habitue_model_standard_errors`. Since 0.1.

 `covariance` may be NULL where `capacity` is 0; so may `error`.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_covariance(const struct habitue_model *model,
                                        double *covariance,
                                        size_t capacity,
                                        size_t *needed,
                                        struct habitue_error *error);

/*
 What is known of the fit of a model; all zero where it was not fitted.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_report(const struct habitue_model *model,
                                    struct habitue_fit_report *report,
                                    struct habitue_error *error);

/*
 A model as portable bytes: up to `capacity` of them to `bytes`, and their
 number to `*needed`. They carry parameters, covariance and report, a format
 version and a checksum, and are the same on every machine.

 `bytes` may be NULL where `capacity` is 0, to ask for the number alone.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_to_bytes(const struct habitue_model *model,
                                      uint8_t *bytes,
                                      size_t capacity,
                                      size_t *needed,
                                      struct habitue_error *error);

/*
 The model that `habitue_model_to_bytes` wrote, on any machine.

 `*model` receives the handle, to be freed with `habitue_model_free`; it must
 not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_CORRUPT_BYTES`, or `HABITUE_BAD_FORMAT_VERSION` where a newer library
 wrote them. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_from_bytes(const uint8_t *bytes,
                                        size_t length,
                                        struct habitue_model **model,
                                        struct habitue_error *error);

/*
 States the unit that the parameters are in and where the model comes from, as
 UTF-8, to be kept in its bytes. Replaces what was stated before.

 `error` may be NULL, the texts where their length is 0. Returns `HABITUE_OK`,
 an argument error, or `HABITUE_NOT_UTF8`. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_describe(struct habitue_model *model,
                                      const uint8_t *unit,
                                      size_t unit_length,
                                      const uint8_t *provenance,
                                      size_t provenance_length,
                                      struct habitue_error *error);

/*
 The unit that the parameters are in, as UTF-8 without a NUL, empty where none
 was stated: up to `capacity` bytes to `unit`, and their number to `*needed`.

 `unit` may be NULL where `capacity` is 0. Returns `HABITUE_OK`, an argument
 error, or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_unit(const struct habitue_model *model,
                                  uint8_t *unit,
                                  size_t capacity,
                                  size_t *needed,
                                  struct habitue_error *error);

/*
 Where the model comes from, in the words that were given, as UTF-8 without a
 NUL; the rest is as in `habitue_model_unit`. Since 0.1.

 `provenance` may be NULL where `capacity` is 0; so may `error`.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_provenance(const struct habitue_model *model,
                                        uint8_t *provenance,
                                        size_t capacity,
                                        size_t *needed,
                                        struct habitue_error *error);

/*
 The log-likelihood of each history under a model of purchases.

 Columns and their rules are those of `habitue_model_fit`; `log_likelihood`
 receives `customers` values. No pointer but `error` may be NULL unless there
 are no rows. Returns `HABITUE_OK`, an argument error, or a data error with the
 row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_log_likelihood(const struct habitue_model *model,
                                            const uint32_t *frequency,
                                            const double *recency,
                                            const double *age,
                                            size_t customers,
                                            double *log_likelihood,
                                            struct habitue_error *error);

/*
 One prediction for each customer from a model of purchases.

 `prediction` is one of `HABITUE_PREDICT_*`, which says what of `t`, `level`
 and `n` it reads; the others are not looked at. Columns and their rules are
 those of `habitue_model_fit`; frequency 0, recency 0 and age 0 ask of a new
 customer. `out` receives `customers` values. `threads` is 0 for all cores.
 No pointer but `error` may be NULL unless there are no rows. Returns
 `HABITUE_OK`, an argument error, or `HABITUE_NOT_FINITE`,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row. Any thread; the
 bits do not depend on `threads`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_predict(const struct habitue_model *model,
                                     int32_t prediction,
                                     double t,
                                     double level,
                                     uint64_t n,
                                     const uint32_t *frequency,
                                     const double *recency,
                                     const double *age,
                                     size_t customers,
                                     uint32_t threads,
                                     double *out,
                                     struct habitue_error *error);

/*
 Lifetime value of each customer: purchases expected within `horizon` after T
 (in the unit of the model; infinite for the whole future), each discounted at
 the continuous `rate` per unit, times `expected_spend`, times `margin` (the
 share of the spend that is profit, finite).

 Other columns are those of `habitue_model_predict`. Returns also
 `HABITUE_OUT_OF_RANGE` for an infinite horizon without a positive rate. Any
 thread; the bits do not depend on `threads`. Since 0.1.

 No pointer but `error` may be NULL unless there are no rows.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_lifetime_value(const struct habitue_model *model,
                                            double horizon,
                                            double rate,
                                            double margin,
                                            const uint32_t *frequency,
                                            const double *recency,
                                            const double *age,
                                            const double *expected_spend,
                                            size_t customers,
                                            uint32_t threads,
                                            double *out,
                                            struct habitue_error *error);

/*
 Expected cumulative repeat purchases of a growing base at the end of each of
 `steps` steps: `born` is when each of `customers` customers first bought,
 counted from the origin of the clock (>= 0), `weights` (NULL for one each) how
 many they stand for, `step` the length of a step, all in the unit of the
 model. Each step costs one evaluation, however many customers there are.

 `out` receives `steps` values. No pointer but `weights` and `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with the row. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_track(const struct habitue_model *model,
                                   const double *born,
                                   const double *weights,
                                   size_t customers,
                                   double step,
                                   double *out,
                                   size_t steps,
                                   struct habitue_error *error);

/*
 Makes a pyramid that the field knows by name: `preset` is one of
 `HABITUE_PYRAMID_...`. Equal customers and the customer at a cut go up;
 change that with `habitue_pyramid_set_rules`.

 `*pyramid` receives the handle, to be freed with `habitue_pyramid_free`;
 `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error, or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_preset(int32_t preset,
                                      struct habitue_pyramid **pyramid,
                                      struct habitue_error *error);

/*
 Makes a pyramid of `tiers` tiers, from the top down, whose sizes are in the
 ratio of `parts` (20, 30, 50 or 0.2, 0.3, 0.5), each in 1e-9..=1e6; more than
 nine decimals are rounded. `by`, `ties` and `boundary` are one of
 `HABITUE_BY_...`, `HABITUE_TIES_...` and `HABITUE_BOUNDARY_...`. The tiers are
 called by their number; name them with `habitue_pyramid_set_name`.

 `*pyramid` receives the handle, to be freed with `habitue_pyramid_free`;
 `parts` and `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`,
 an argument error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT` without a
 tier, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row of the part.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_new(const double *parts,
                                   size_t tiers,
                                   int32_t by,
                                   int32_t ties,
                                   int32_t boundary,
                                   struct habitue_pyramid **pyramid,
                                   struct habitue_error *error);

/*
 Sets what the parts are parts of and what happens at the cuts: one of
 `HABITUE_BY_...`, `HABITUE_TIES_...` and `HABITUE_BOUNDARY_...` each.

 `pyramid` must not be NULL and is changed only on success; `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_BAD_ENUMERATOR`.
 Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_set_rules(struct habitue_pyramid *pyramid,
                                         int32_t by,
                                         int32_t ties,
                                         int32_t boundary,
                                         struct habitue_error *error);

/*
 Names tier `tier`, counted from 1 at the top, in English and in Chinese; the
 texts are UTF-8 and are copied.

 No pointer but `error` may be NULL, unless its length is 0. Returns
 `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`, or `HABITUE_OUT_OF_RANGE`
 where there is no such tier. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_set_name(struct habitue_pyramid *pyramid,
                                        size_t tier,
                                        const uint8_t *name,
                                        size_t name_length,
                                        const uint8_t *name_zh,
                                        size_t name_zh_length,
                                        struct habitue_error *error);

/*
 Releases a pyramid; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_pyramid_free(struct habitue_pyramid *pyramid);

/*
 How many tiers the pyramid has; 0 for NULL. Never fails. Any thread.
 Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD size_t habitue_pyramid_tiers(const struct habitue_pyramid *pyramid);

/*
 The part of each tier, from the top down, into `parts` of `tiers` entries,
 which must be as many as the pyramid has tiers.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_parts(const struct habitue_pyramid *pyramid,
                                     double *parts,
                                     size_t tiers,
                                     struct habitue_error *error);

/*
 The English name of tier `tier`, counted from 1 at the top, as UTF-8 without
 a closing NUL. `*needed` receives its length in bytes, also where the buffer
 is too small; `buffer` may be NULL with a `capacity` of 0 to ask for it.

 `pyramid` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`,
 an argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
 there is no such tier. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_tier_name(const struct habitue_pyramid *pyramid,
                                         size_t tier,
                                         uint8_t *buffer,
                                         size_t capacity,
                                         size_t *needed,
                                         struct habitue_error *error);

/*
 The Chinese name of a tier; otherwise as `habitue_pyramid_tier_name`.

 `pyramid` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`,
 an argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
 there is no such tier. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_tier_name_zh(const struct habitue_pyramid *pyramid,
                                            size_t tier,
                                            uint8_t *buffer,
                                            size_t capacity,
                                            size_t *needed,
                                            struct habitue_error *error);

/*
 The tier of each customer, 1 for the top, into `tier`, and what each tier
 holds into `statistics`. `values` holds what each customer is worth, in any
 unit, finite; negative values are customers who cost more than they bring.

 `values` and `tier` have `customers` entries; `statistics` has `tiers`
 entries, as many as the pyramid has, or is NULL where it is not wanted.
 `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error, `HABITUE_EMPTY_INPUT` without a customer, `HABITUE_NOT_FINITE` with the
 row, or `HABITUE_OVERFLOW` where a total is beyond doubles. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_assign(const struct habitue_pyramid *pyramid,
                                      const double *values,
                                      size_t customers,
                                      int32_t *tier,
                                      struct habitue_tier *statistics,
                                      size_t tiers,
                                      struct habitue_error *error);

/*
 As `habitue_pyramid_assign`, over minor units (cents) of one currency: the
 totals are exact.

 `values` and `tier` have `customers` entries; `statistics` has `tiers`
 entries, as many as the pyramid has, or is NULL where it is not wanted.
 `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error, `HABITUE_EMPTY_INPUT` without a customer, or `HABITUE_OVERFLOW` where a
 total does not fit 64 bits. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_assign_minor(const struct habitue_pyramid *pyramid,
                                            const int64_t *values,
                                            size_t customers,
                                            int32_t *tier,
                                            struct habitue_tier_minor *statistics,
                                            size_t tiers,
                                            struct habitue_error *error);

/*
 Scores by the interior quantiles (type 7) of the data, 1..=`bins` (at most
 1000). `better` is one of `HABITUE_BETTER_...`, `closed` of
 `HABITUE_CLOSED_...`.

 `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_ENUMERATOR` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_new_quantiles(uint32_t bins,
                                             int32_t better,
                                             int32_t closed,
                                             struct habitue_scoring **scoring,
                                             struct habitue_error *error);

/*
 Scores by rank into `bins` (at most 1000) of equal counts. `ties` is one of
 `HABITUE_TIES_...`, `better` of `HABITUE_BETTER_...`.

 `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_ENUMERATOR` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_new_equal_counts(uint32_t bins,
                                                int32_t ties,
                                                int32_t better,
                                                struct habitue_scoring **scoring,
                                                struct habitue_error *error);

/*
 Scores by `count` given thresholds, which strictly ascend; there is one bin
 more than there are thresholds. `better` is one of `HABITUE_BETTER_...`,
 `closed` of `HABITUE_CLOSED_...`.

 `*scoring` receives the handle, to be freed with `habitue_scoring_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_ENUMERATOR`, or `HABITUE_NOT_FINITE` or `HABITUE_UNSORTED` with
 the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_new_at(const double *thresholds,
                                      size_t count,
                                      int32_t better,
                                      int32_t closed,
                                      struct habitue_scoring **scoring,
                                      struct habitue_error *error);

/*
 Releases a scoring; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_scoring_free(struct habitue_scoring *scoring);

/*
 How many bins the scoring has, which is its highest score; 0 for NULL. Never
 fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD size_t habitue_scoring_bins(const struct habitue_scoring *scoring);

/*
 The score of each value, 1 (worst) to the number of bins, into `score`, and
 the thresholds in ascending order, one fewer than bins, into `thresholds`.

 `values` and `score` have `rows` entries; `thresholds` has `cuts` entries, one
 fewer than bins, or is NULL where it is not wanted. `scoring` must not be NULL,
 `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_score(const struct habitue_scoring *scoring,
                                     const double *values,
                                     size_t rows,
                                     int32_t *score,
                                     double *thresholds,
                                     size_t cuts,
                                     struct habitue_error *error);

/*
 As `habitue_scoring_score`, over whole numbers: minor units, counts, days.

 `values` and `score` have `rows` entries; `thresholds` has `cuts` entries, one
 fewer than bins, or is NULL where it is not wanted. `scoring` must not be NULL,
 `error` may be. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_EMPTY_INPUT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_score_minor(const struct habitue_scoring *scoring,
                                           const int64_t *values,
                                           size_t rows,
                                           int32_t *score,
                                           double *thresholds,
                                           size_t cuts,
                                           struct habitue_error *error);

/*
 The RFM scores of each customer, into the three score columns. `recency` is
 the time *since* the last purchase, in any unit; `frequency` the number of
 purchases; `monetary` the amount spent. Each scoring may be NULL, which means
 quintiles of the data, low values the best for recency. `nesting` is one of
 `HABITUE_RFM_...`.

 With R, F and M bins, `thresholds` receives R - 1 thresholds of recency; then
 F - 1 of frequency, nested for each of the R recency scores; then M - 1 of
 monetary value, nested for each of the R times F cells; those of an empty cell
 are NaN. It has exactly that many entries (`cuts`), or is NULL where it is not
 wanted.

 All columns but `thresholds` have `customers` entries. `error` may be NULL.
 Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
 `HABITUE_EMPTY_INPUT`, or `HABITUE_NOT_FINITE` with the column and the row. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rfm_score(const struct habitue_scoring *recency_scoring,
                                 const struct habitue_scoring *frequency_scoring,
                                 const struct habitue_scoring *monetary_scoring,
                                 int32_t nesting,
                                 const double *recency,
                                 const double *frequency,
                                 const double *monetary,
                                 size_t customers,
                                 int32_t *recency_score,
                                 int32_t *frequency_score,
                                 int32_t *monetary_score,
                                 double *thresholds,
                                 size_t cuts,
                                 struct habitue_error *error);

/*
 Ten segments of recency and frequency quintiles.

 `*table` receives the handle, to be freed with `habitue_segment_table_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument error.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_recency_frequency(struct habitue_segment_table **table,
                                                       struct habitue_error *error);

/*
 Eight segments: each score of 1..=`bins` is high from `high_from` on, or low.

 `*table` receives the handle, to be freed with `habitue_segment_table_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_OUT_OF_RANGE` unless 2 <= `high_from` <= `bins` <= 100. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_eight(uint32_t bins,
                                           uint32_t high_from,
                                           struct habitue_segment_table **table,
                                           struct habitue_error *error);

/*
 A table of the caller's: `boxes` holds `count` rows of seven numbers, which are
 the number of a segment (from 1, without gaps) and the lowest and highest score
 of recency, of frequency and of monetary value. Together the boxes must hold
 each of the `recency_bins` x `frequency_bins` x `monetary_bins` cells exactly
 once. The segments are called by their number; name them with
 `habitue_segment_table_set_name`.

 `*table` receives the handle, to be freed with `habitue_segment_table_free`;
 `boxes` has 7 x `count` entries, row by row. `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE` for
 a cell in two segments, or `HABITUE_MISSING_VALUE` for a cell in none. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_new(uint32_t recency_bins,
                                         uint32_t frequency_bins,
                                         uint32_t monetary_bins,
                                         const uint32_t *boxes,
                                         size_t count,
                                         struct habitue_segment_table **table,
                                         struct habitue_error *error);

/*
 Names segment `segment`, counted from 1, in English and in Chinese; the texts
 are UTF-8 and are copied.

 No pointer but `error` may be NULL, unless its length is 0. Returns
 `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`, or `HABITUE_OUT_OF_RANGE`
 where there is no such segment. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_set_name(struct habitue_segment_table *table,
                                              size_t segment,
                                              const uint8_t *name,
                                              size_t name_length,
                                              const uint8_t *name_zh,
                                              size_t name_zh_length,
                                              struct habitue_error *error);

/*
 Releases a table; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_segment_table_free(struct habitue_segment_table *table);

/*
 How many segments the table has; 0 for NULL. Never fails. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
size_t habitue_segment_table_segments(const struct habitue_segment_table *table);

/*
 The English name of segment `segment`, counted from 1, as UTF-8 without a
 closing NUL, into a buffer.

 `table` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
 argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
 there is no such segment. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_name(const struct habitue_segment_table *table,
                                          size_t segment,
                                          uint8_t *buffer,
                                          size_t capacity,
                                          size_t *needed,
                                          struct habitue_error *error);

/*
 The Chinese name of a segment; otherwise as `habitue_segment_table_name`.

 `table` and `needed` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
 argument error, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` where
 there is no such segment. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_name_zh(const struct habitue_segment_table *table,
                                             size_t segment,
                                             uint8_t *buffer,
                                             size_t capacity,
                                             size_t *needed,
                                             struct habitue_error *error);

/*
 The number of each customer's segment, counted from 1, into `segment`, and how
 many customers each segment has into `counts`.

 The score columns and `segment` have `customers` entries; `counts` has
 `segments` entries, as many as the table has, or is NULL where it is not
 wanted. `table` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
 argument error, or `HABITUE_OUT_OF_RANGE` with the row of a score that the table
 does not have. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_assign(const struct habitue_segment_table *table,
                                            const int32_t *recency_score,
                                            const int32_t *frequency_score,
                                            const int32_t *monetary_score,
                                            size_t customers,
                                            int32_t *segment,
                                            uint64_t *counts,
                                            size_t segments,
                                            struct habitue_error *error);

/*
 The weighted satisfaction index with its interval and its basis.

 `options` may be NULL for the defaults. `*index` receives the result.
 `question_weights` (normalised to a sum of 1), `question_scores` (0 to 100,
 NaN where nobody answered) and `question_answered` receive `questions` values
 each, which must be the number of questions; each may be NULL. `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where no
 respondent is left, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_satisfaction_index(const struct habitue_answers *answers,
                                          const struct habitue_index_options *options,
                                          struct habitue_index *index,
                                          double *question_weights,
                                          double *question_scores,
                                          uint64_t *question_answered,
                                          size_t questions,
                                          struct habitue_error *error);

/*
 The index of each respondent, 0 to 100; NaN for those whom the policy
 excludes.

 `missing` is one of `HABITUE_MISSING_...`, `minimum_share` belongs to
 `HABITUE_MISSING_PERSON_MEAN`. `indices` receives `rows` values, which must be
 the number of respondents. `error` may be NULL. Returns as
 `habitue_satisfaction_index`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_respondent_indices(const struct habitue_answers *answers,
                                          int32_t missing,
                                          double minimum_share,
                                          double *indices,
                                          size_t rows,
                                          struct habitue_error *error);

/*
 The share of the best `k` answers of a question, with its interval.

 `question` counts from 0; `k` from 1 to the number of levels less one;
 `method` is one of `HABITUE_INTERVAL_...`; 0 < `level` < 1. `*share` receives
 the result. `error` may be NULL. Returns `HABITUE_OK`, an argument error
 (a continuous scale has no levels), `HABITUE_OUT_OF_RANGE`, or
 `HABITUE_EMPTY_INPUT` where nobody answered. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_top_box(const struct habitue_answers *answers,
                               size_t question,
                               size_t k,
                               int32_t method,
                               double level,
                               struct habitue_top_box_share *share,
                               struct habitue_error *error);

/*
 Promoters less detractors of a question, with interval.

 `question` counts from 0. Detractors answered at most `detractor_at_most`,
 promoters at least `promoter_at_least` (6 and 9 on 0 to 10); both must lie on
 the scale. `method` is one of `HABITUE_PROMOTER_...`; 0 < `level` < 1.
 `*promoters` receives the result. `error` may be NULL. Returns `HABITUE_OK`,
 an argument error, `HABITUE_INCONSISTENT`, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_score(const struct habitue_answers *answers,
                                      size_t question,
                                      double detractor_at_most,
                                      double promoter_at_least,
                                      int32_t method,
                                      double level,
                                      struct habitue_promoters *promoters,
                                      struct habitue_error *error);

/*
 Promoters less detractors from counts that are known already.

 `method` is one of `HABITUE_PROMOTER_...`; 0 < `level` < 1. `*result` receives
 the score. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_OVERFLOW`, or `HABITUE_EMPTY_INPUT` where all
 counts are 0. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_score_of_counts(uint64_t promoters,
                                                uint64_t passives,
                                                uint64_t detractors,
                                                int32_t method,
                                                double level,
                                                struct habitue_promoters *result,
                                                struct habitue_error *error);

/*
 Whether two independent figures differ: waves, segments.

 Each figure is given with its standard error >= 0; 0 < `level` < 1.
 `*difference` receives second less first with its normal test. `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_test_difference(double first,
                                       double first_standard_error,
                                       double second,
                                       double second_standard_error,
                                       double level,
                                       struct habitue_difference *difference,
                                       struct habitue_error *error);

/*
 Makes a model of spend of `kind` (`HABITUE_SPEND_GAMMA_GAMMA`) from its
 `parameters`, in the order named there, each > 0 and finite.

 `*model` receives the handle, to be freed with `habitue_spend_model_free`; it
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_LENGTH`, `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_new(int32_t kind,
                                       const double *parameters,
                                       size_t count,
                                       struct habitue_spend_model **model,
                                       struct habitue_error *error);

/*
 Fits a model of spend of `kind` (`HABITUE_SPEND_GAMMA_GAMMA`) to `customers`
 rows by maximum likelihood: `frequency` is the number of purchases that `mean_spend` is the
 mean of, in one currency. Rows with frequency 0 are passed over; elsewhere
 the mean is > 0.

 All else is as in `habitue_model_fit`; `HABITUE_EMPTY_INPUT` says that nobody
 has a purchase. Since 0.1.

 `weights`, `options`, `progress` and `error` may be NULL.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_fit(int32_t kind,
                                       const uint32_t *frequency,
                                       const double *mean_spend,
                                       const double *weights,
                                       size_t customers,
                                       const struct habitue_fit_options *options,
                                       habitue_progress progress,
                                       void *context,
                                       struct habitue_spend_model **model,
                                       struct habitue_error *error);

/*
 Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_spend_model_free(struct habitue_spend_model *model);

/*
 Expected spend per purchase of each customer, in the
 currency that it was fitted to: `frequency` purchases with mean `mean_spend`.
 Rows with frequency 0 get the mean of the population.

 `out` receives `customers` values. No pointer but `error` may be NULL unless
 there are no rows. Returns `HABITUE_OK`, an argument error,
 `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE`, or `HABITUE_UNDEFINED` where the
 mean is infinite, each with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_expected_spend(const struct habitue_spend_model *model,
                                                  const uint32_t *frequency,
                                                  const double *mean_spend,
                                                  size_t customers,
                                                  double *out,
                                                  struct habitue_error *error);

/*
 The parameters of a model, in the order of its kind: up to `capacity` doubles
 to `parameters`, and their number to `*needed`.

 `parameters` may be NULL where `capacity` is 0, to ask for the number alone.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL` where
 0 < `capacity` < the number, which is then in the message. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_parameters(const struct habitue_spend_model *model,
                                              double *parameters,
                                              size_t capacity,
                                              size_t *needed,
                                              struct habitue_error *error);

/*
 The asymptotic standard errors of the parameters of a fitted model, in the
 same order; the rest is as in `habitue_spend_model_parameters`.

 Returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a ridge,
 and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.

 `standard_errors` may be NULL where `capacity` is 0; so may `error`.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_standard_errors(const struct habitue_spend_model *model,
                                                   double *standard_errors,
                                                   size_t capacity,
                                                   size_t *needed,
                                                   struct habitue_error *error);

/*
 The asymptotic covariance of the parameters of a fitted model, k by k, row by
 row; the rest is as in `habitue_spend_model_standard_errors`. Since 0.1.

 `covariance` may be NULL where `capacity` is 0; so may `error`.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_covariance(const struct habitue_spend_model *model,
                                              double *covariance,
                                              size_t capacity,
                                              size_t *needed,
                                              struct habitue_error *error);

/*
 What is known of the fit of a model; all zero where it was not fitted.

 No pointer but `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_report(const struct habitue_spend_model *model,
                                          struct habitue_fit_report *report,
                                          struct habitue_error *error);

/*
 A model as portable bytes: up to `capacity` of them to `bytes`, and their
 number to `*needed`. They carry parameters, covariance and report, a format
 version and a checksum, and are the same on every machine.

 `bytes` may be NULL where `capacity` is 0, to ask for the number alone.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_BUFFER_TOO_SMALL`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_to_bytes(const struct habitue_spend_model *model,
                                            uint8_t *bytes,
                                            size_t capacity,
                                            size_t *needed,
                                            struct habitue_error *error);

/*
 The model that `habitue_spend_model_to_bytes` wrote, on any machine.

 `*model` receives the handle, to be freed with `habitue_spend_model_free`; it must
 not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_CORRUPT_BYTES`, or `HABITUE_BAD_FORMAT_VERSION` where a newer library
 wrote them. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_spend_model_from_bytes(const uint8_t *bytes,
                                              size_t length,
                                              struct habitue_spend_model **model,
                                              struct habitue_error *error);

/*
 A short English name of a status: a static, NUL-terminated constant that is
 never freed; "unknown status" for a number that this library does not know.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API HABITUE_NODISCARD const char *habitue_status_name(habitue_status status);

/*
 Makes a summary of nothing.

 `rules` says how transactions are taken in; NULL for deeds without amounts. Fails with
 `HABITUE_BAD_CURRENCY` for an unknown currency and `HABITUE_BAD_ENUMERATOR`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_new(const struct habitue_rules *rules,
                                   struct habitue_summary **out,
                                   struct habitue_error *error);

/*
 Releases a summary; NULL is nothing to release. Since 0.1.
 */
HABITUE_API void habitue_summary_free(struct habitue_summary *summary);

/*
 Takes in transactions, one or many, in any order.

 Everything is checked first; a bad row is named (counted from 0) and nothing is taken in.
 Fails with `HABITUE_NULL_POINTER` or `HABITUE_BAD_ARGUMENT` where a column is given in no
 layout or in several, `HABITUE_INCONSISTENT` where integer and text keys mix or an amount has
 too many decimals, `HABITUE_MISSING_VALUE` for an empty key or no amounts, `HABITUE_OUT_OF_RANGE` for an
 impossible day or amount, `HABITUE_NOT_FINITE`, `HABITUE_REFUND_REFUSED`,
 `HABITUE_BAD_CURRENCY` for amounts where the rules have no currency, `HABITUE_NOT_UTF8`,
 `HABITUE_UNREADABLE`, `HABITUE_OVERFLOW`.
 Needs the summary to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_push(struct habitue_summary *summary,
                                    const struct habitue_transactions *transactions,
                                    struct habitue_error *error);

/*
 Takes in a CSV file from memory.

 `bytes` is the file with its header; `format` says where the columns are. `progress` hears
 the bytes read of `length`; it may be NULL. `*rejections` becomes the report on rows that were
 refused (none where bad rows fail).

 On failure nothing is taken in. Fails with `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for
 no header, `HABITUE_CANCELLED`, and where bad rows fail with what was wrong in the first one
 and its line (from 1): `HABITUE_MISSING_VALUE`, `HABITUE_UNREADABLE`, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE`, `HABITUE_NOT_UTF8`, `HABITUE_BAD_ROW_SHAPE`, `HABITUE_INCONSISTENT`,
 `HABITUE_REFUND_REFUSED`. Needs the summary to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_read_csv(struct habitue_summary *summary,
                                        const uint8_t *bytes,
                                        size_t length,
                                        const struct habitue_csv_format *format,
                                        habitue_progress progress,
                                        void *context,
                                        struct habitue_rejections **rejections,
                                        struct habitue_error *error);

/*
 Releases a report on rejected rows; NULL is nothing to release. Since 0.1.
 */
HABITUE_API void habitue_rejections_free(struct habitue_rejections *rejections);

/*
 How many rows were read, refused, and kept in full (`*kept`). No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rejections_counts(const struct habitue_rejections *rejections,
                                         uint64_t *rows,
                                         uint64_t *rejected,
                                         size_t *kept,
                                         struct habitue_error *error);

/*
 How many rows were refused for each reason: `statuses` and `counts` are filled with as many
 as there are, by ascending status. `capacity` entries are there; 33 are always enough.

 `*needed` is told how many there are. `(NULL, NULL, 0)` asks for that alone; too small a
 capacity fails with `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rejections_by_status(const struct habitue_rejections *rejections,
                                            int32_t *statuses,
                                            uint64_t *counts,
                                            size_t capacity,
                                            size_t *needed,
                                            struct habitue_error *error);

/*
 One rejected row in full: `*example` is filled as the failing call would have filled its
 error (`row` is the line, counted from 1).

 `index` is below the number kept, otherwise `HABITUE_OUT_OF_RANGE`. `example` begins with its
 `struct_size` (`HABITUE_ERROR_INIT`). No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rejections_example(const struct habitue_rejections *rejections,
                                          size_t index,
                                          struct habitue_error *example,
                                          struct habitue_error *error);

/*
 Adds another summary. The order of additions does not matter.

 Fails with `HABITUE_BAD_CURRENCY` or `HABITUE_BAD_ARGUMENT` where the rules differ,
 `HABITUE_INCONSISTENT` where one has integer and the other text keys, `HABITUE_OVERFLOW`; the
 summary is then as it was. `other` is only read and stays the caller's. No pointer but `error` may be
 NULL. Needs the summary to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_merge(struct habitue_summary *summary,
                                     const struct habitue_summary *other,
                                     struct habitue_error *error);

/*
 Forgets a customer with an integer key; `*known` says whether there was one.

 No pointer but `error` may be
 NULL. Needs the summary to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_erase(struct habitue_summary *summary,
                                     int64_t customer,
                                     uint8_t *known,
                                     struct habitue_error *error);

/*
 Forgets a customer with a text key; `*known` says whether there was one.

 `customer` is UTF-8 of `length` bytes. No pointer but `error` may be
 NULL. Needs the summary to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_erase_text(struct habitue_summary *summary,
                                          const uint8_t *customer,
                                          size_t length,
                                          uint8_t *known,
                                          struct habitue_error *error);

/*
 How many transactions were taken in, and the first and last day on which anything happened
 (days since 1970-01-01; both `HABITUE_NO_DAY` where nothing did). No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_span(const struct habitue_summary *summary,
                                    uint64_t *rows,
                                    int32_t *first_day,
                                    int32_t *last_day,
                                    struct habitue_error *error);

/*
 Makes a questionnaire without questions.

 `*questionnaire` receives the handle, to be freed with
 `habitue_questionnaire_free`; `questionnaire` must not be NULL, `error` may
 be. Returns `HABITUE_OK` or an argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_questionnaire_new(struct habitue_questionnaire **questionnaire,
                                         struct habitue_error *error);

/*
 Frees a questionnaire; NULL does nothing. Answers made from it live on.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_questionnaire_free(struct habitue_questionnaire *questionnaire);

/*
 Adds a question as the last one.

 `name` (UTF-8, `name_length` bytes) is unique among the questions, and the
 name of the column in CSV. `scale` may be NULL for 1 to 10. `weight` >= 0 is
 the weight in indices; only proportions count. `dimension` (UTF-8,
 `dimension_length` bytes) groups questions; (NULL, 0) for none. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_UTF8`,
 `HABITUE_DUPLICATE`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
 `HABITUE_INCONSISTENT`. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_questionnaire_add(struct habitue_questionnaire *questionnaire,
                                         const uint8_t *name,
                                         size_t name_length,
                                         const struct habitue_scale *scale,
                                         double weight,
                                         const uint8_t *dimension,
                                         size_t dimension_length,
                                         struct habitue_error *error);

/*
 Sets the weight of a dimension among the dimensions; without it a dimension
 weighs as much as its questions together.

 `dimension` (UTF-8, `dimension_length` bytes) is that of a question added
 before; `weight` >= 0. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_NOT_UTF8`, `HABITUE_MISSING_COLUMN`, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE`. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_questionnaire_set_dimension_weight(struct habitue_questionnaire *questionnaire,
                                                          const uint8_t *dimension,
                                                          size_t dimension_length,
                                                          double weight,
                                                          struct habitue_error *error);

/*
 Checks answers against the scales of `questionnaire` and keeps a copy.

 `matrix` holds `respondents` times the number of questions answers, NaN where
 missing, laid out as `layout` says (`HABITUE_COLUMN_MAJOR` or
 `HABITUE_ROW_MAJOR`); `matrix_length` is their number. `weights` holds a base
 weight >= 0 for each respondent, or is NULL for equal weights.
 `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.

 `*answers` receives the handle, to be freed with `habitue_answers_free`;
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` (no questions), `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` (with row and question) or `HABITUE_INCONSISTENT`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_new(const struct habitue_questionnaire *questionnaire,
                                   const double *matrix,
                                   size_t matrix_length,
                                   size_t respondents,
                                   int32_t layout,
                                   const double *weights,
                                   int32_t out_of_scale,
                                   struct habitue_answers **answers,
                                   struct habitue_error *error);

/*
 Reads answers from CSV text with a header: the columns named like the
 questions are read, others are left alone. An empty cell, `NA` and `NaN` are
 missing answers.

 `csv` is `csv_length` bytes. `key` and `weight` name the columns of keys and
 base weights; (NULL, 0) for none. `delimiter` is the byte between fields,
 such as ','. `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.

 `*answers` receives the handle, to be freed with `habitue_answers_free`;
 `error` may be NULL and names the line, counted from 1. Returns `HABITUE_OK`,
 an argument error, or any of the 2xx statuses about a cell. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_read_csv(const struct habitue_questionnaire *questionnaire,
                                        const uint8_t *csv,
                                        size_t csv_length,
                                        const uint8_t *key,
                                        size_t key_length,
                                        const uint8_t *weight,
                                        size_t weight_length,
                                        uint8_t delimiter,
                                        int32_t out_of_scale,
                                        struct habitue_answers **answers,
                                        struct habitue_error *error);

/*
 Frees answers; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_answers_free(struct habitue_answers *answers);

/*
 How many respondents and questions there are.

 `*respondents` and `*questions` receive the counts; neither may be NULL,
 `error` may be. Returns `HABITUE_OK` or an argument error. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_shape(const struct habitue_answers *answers,
                                     size_t *respondents,
                                     size_t *questions,
                                     struct habitue_error *error);

/*
 The answers to one question, NaN where missing.

 `question` counts from 0; `column` receives `rows` answers, which must be the
 number of respondents. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_column(const struct habitue_answers *answers,
                                      size_t question,
                                      double *column,
                                      size_t rows,
                                      struct habitue_error *error);

/*
 Missing answers of each question, and answers off their scale (which are
 among the missing) where they were counted.

 `missing` and `out_of_scale` receive `questions` counts each, which must be
 the number of questions; either may be NULL. `error` may be NULL. Returns
 `HABITUE_OK` or an argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_missing(const struct habitue_answers *answers,
                                       uint64_t *missing,
                                       uint64_t *out_of_scale,
                                       size_t questions,
                                       struct habitue_error *error);

/*
 The key of a respondent as text.

 `row` counts from 0. `buffer` of `capacity` bytes receives UTF-8 without a
 NUL and `*needed` its length; (NULL, 0) asks for the length alone. `error`
 may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BUFFER_TOO_SMALL`, `HABITUE_OUT_OF_RANGE`, or `HABITUE_MISSING_VALUE`
 where the answers have no keys. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answers_key(const struct habitue_answers *answers,
                                   size_t row,
                                   uint8_t *buffer,
                                   size_t capacity,
                                   size_t *needed,
                                   struct habitue_error *error);

/*
 The interval of each of many proportions.

 For each of `rows` rows, `hits` among `n` (either may be fractional, n > 0, 0
 <= hits <= n) at confidence `level` (between 0 and 1) by `method`
 (`HABITUE_INTERVAL_...`); `low` and `high` receive the ends. `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` for n = 0,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`, with the row. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_proportion_interval(const double *hits,
                                           const double *n,
                                           size_t rows,
                                           int32_t method,
                                           double level,
                                           double *low,
                                           double *high,
                                           struct habitue_error *error);

/*
 The finite-population correction √((N - n)/(N - 1)).

 1 <= `n` <= `population`; `*correction` receives it. `error` may be NULL.
 Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_finite_population_correction(double n,
                                                    double population,
                                                    double *correction,
                                                    struct habitue_error *error);

/*
 How many answers a share needs for an interval of ±`margin`; round up.

 0 < `margin` < 1; `share` expected, 0 to 1 (0.5 is the worst case); 0 <
 `level` < 1; `population` >= 1, or 0 for a large one. `*n` receives the
 number, not rounded. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_sample_size(double margin,
                                   double share,
                                   double level,
                                   double population,
                                   double *n,
                                   struct habitue_error *error);

/*
 Makes the table of a window; `*out` becomes a handle of its own.

 `window` may be NULL for the defaults. Fails with `HABITUE_EMPTY_INPUT` where an empty summary
 is to say its last day, `HABITUE_BAD_ARGUMENT` where the window's days are not in order or
 hours are asked of a summary that keeps days, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_BAD_ENUMERATOR`, `HABITUE_OVERFLOW`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_table(const struct habitue_summary *summary,
                                     const struct habitue_window *window,
                                     struct habitue_table **out,
                                     struct habitue_error *error);

/*
 Releases a table; NULL is nothing to release. Since 0.1.
 */
HABITUE_API void habitue_table_free(struct habitue_table *table);

/*
 How many customers there are, and how many bytes their text keys have (0 where keys are
 integers; `*text_keys` says which, 1 or 0). No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_shape(const struct habitue_table *table,
                                   size_t *customers,
                                   uint8_t *text_keys,
                                   size_t *key_bytes,
                                   struct habitue_error *error);

/*
 Writes the counted columns, each of `length` entries; NULL for one that is not wanted.

 `x` repeat occasions of the calibration; `t_x` time from the first occasion to the last (0
 where x is 0) and `t` from the first to the end of the calibration, in the window's unit;
 `holdout_x` occasions of the holdout. `length` is the number of customers, otherwise
 `HABITUE_BAD_LENGTH`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_history(const struct habitue_table *table,
                                     uint32_t *x,
                                     double *t_x,
                                     double *t,
                                     uint32_t *holdout_x,
                                     size_t length,
                                     struct habitue_error *error);

/*
 Writes the columns of money in minor units, each of `length` entries; NULL for one that is
 not wanted. All are 0 where the rules name no currency.

 `first` the first occasion; `repeat` the sum over the repeat occasions; `total` the sum of
 both; `holdout` the sum over the holdout. `length` is the number of customers, otherwise
 `HABITUE_BAD_LENGTH`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_spend(const struct habitue_table *table,
                                   int64_t *first,
                                   int64_t *repeat,
                                   int64_t *total,
                                   int64_t *holdout,
                                   size_t length,
                                   struct habitue_error *error);

/*
 Writes the mean amount of the repeat occasions in units of the currency; 0 where x is 0. What
 a spend model takes.

 `length` is the number of customers, otherwise `HABITUE_BAD_LENGTH`. No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_mean_repeat_spend(const struct habitue_table *table,
                                               double *out,
                                               size_t length,
                                               struct habitue_error *error);

/*
 Writes integer keys, ascending.

 `length` is the number of customers, otherwise `HABITUE_BAD_LENGTH`; `HABITUE_INCONSISTENT`
 where keys are text. No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_keys(const struct habitue_table *table,
                                  int64_t *out,
                                  size_t length,
                                  struct habitue_error *error);

/*
 Writes text keys, ascending by their bytes, as Arrow's `large_utf8`: `offsets` of `length + 1`
 entries and `bytes` of `bytes_length`, as `habitue_table_shape` says.

 Fails with `HABITUE_BAD_LENGTH` for other lengths, `HABITUE_INCONSISTENT` where keys are
 integers. No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_text_keys(const struct habitue_table *table,
                                       int64_t *offsets,
                                       size_t length,
                                       uint8_t *bytes,
                                       size_t bytes_length,
                                       struct habitue_error *error);

/*
 What became of every transaction. No pointer but `error` may be
 NULL. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_audit(const struct habitue_table *table,
                                   struct habitue_audit *out,
                                   struct habitue_error *error);

/*
 The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
 needs, and they add up over tables.

 The columns have room for `capacity` cells; the number of customers is always enough.
 `*needed` is told how many there are; all columns NULL and a capacity of 0 ask for that
 alone. Too small a capacity fails with `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_cells(const struct habitue_table *table,
                                   uint32_t *x,
                                   double *t_x,
                                   double *t,
                                   uint64_t *count,
                                   size_t capacity,
                                   size_t *needed,
                                   struct habitue_error *error);

/*
 Actual repeat purchases of the calibrated customers, by period from the first purchase of
 all: what a tracking plot shows.

 `ends` the last day of each period, `elapsed` the time from the origin to its end in the
 window's unit, `incremental` the repeat purchases within it; each has room for `capacity`
 periods. `*needed` is told how many there are; all columns NULL and a capacity of 0 ask for
 that alone. `*origin` is the first day of the first period. Fails with `HABITUE_EMPTY_INPUT`
 where nobody bought in the calibration, `HABITUE_BUFFER_TOO_SMALL`, and as
 `habitue_summary_table`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_tracking(const struct habitue_summary *summary,
                                        const struct habitue_window *window,
                                        int32_t *ends,
                                        double *elapsed,
                                        uint64_t *incremental,
                                        size_t capacity,
                                        size_t *needed,
                                        int32_t *origin,
                                        struct habitue_error *error);

/*
 Low, medium or high loyalty by the three-indicator index.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `satisfaction` (1..=5: 5 very satisfied, 4 fairly satisfied, 3 satisfied, 2
 dissatisfied, 1 very dissatisfied; 0 = not known), `repurchase` (probability,
 0..=1; NaN = not known), `recommendation` (3 very likely, 2 possible, 1
 unlikely; 0 = not known). `options` NULL means the defaults. Out, each of
 `rows` entries: `codes` the class (one of `HABITUE_LOYALTY_...`, 0 = unknown),
 `reasons` the bits of the reasons and `boundary` 1 where the probability or
 the index stands exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_THREE_INDICATOR, ...)`.

 `options`, `reasons`, `boundary`, `counts` and `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`
 or `HABITUE_UNSORTED` for an option, or the first two with the row and column
 of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_three_indicator_classify(size_t rows,
                                                const uint8_t *satisfaction,
                                                const double *repurchase,
                                                const uint8_t *recommendation,
                                                const struct habitue_three_indicator_options *options,
                                                int32_t *codes,
                                                uint32_t *reasons,
                                                uint8_t *boundary,
                                                struct habitue_class_counts *counts,
                                                struct habitue_error *error);

/*
 The three-indicator index of each customer, 0 to 100, into `index` of `rows`
 entries (NaN where an indicator is not known), and the summary of all. Facts
 and options as for `habitue_three_indicator_classify`.

 `index`, `summary`, `options` and `error` may be NULL. Returns as
 `habitue_three_indicator_classify`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_three_indicator_index(size_t rows,
                                             const uint8_t *satisfaction,
                                             const double *repurchase,
                                             const uint8_t *recommendation,
                                             const struct habitue_three_indicator_options *options,
                                             double *index,
                                             struct habitue_three_indicator_summary *summary,
                                             struct habitue_error *error);

/*
 The ABCD classes by current and future value.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `current`: what the customer is worth now (NaN = not known); `future`: what it will
 be worth (NaN = not known). `current_cut`, `future_cut`: finite, in the units of the
 columns; a value on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_VALUE_CLASS_...`, 0
 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_FUTURE_VALUE, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_future_value_classify(size_t rows,
                                             const double *current,
                                             const double *future,
                                             double current_cut,
                                             double future_cut,
                                             int32_t *codes,
                                             uint32_t *reasons,
                                             uint8_t *boundary,
                                             struct habitue_class_counts *counts,
                                             struct habitue_error *error);

/*
 True friends, butterflies, barnacles and strangers by value and loyalty (Reinartz
 and Kumar).

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `value`: profit of the customer (NaN = not known); `loyalty`: duration of the
 relationship or an index (NaN = not known). `value_cut`, `loyalty_cut`: finite, on
 the scales of the columns; a score on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of `HABITUE_LOYAL_VALUE_...`, 0
 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
 exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_VALUE_LOYALTY, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_value_loyalty_classify(size_t rows,
                                              const double *value,
                                              const double *loyalty,
                                              double value_cut,
                                              double loyalty_cut,
                                              int32_t *codes,
                                              uint32_t *reasons,
                                              uint8_t *boundary,
                                              struct habitue_class_counts *counts,
                                              struct habitue_error *error);

/*
 What a customer is worth by how readily it answers.

 Facts of `rows` customers, each column NULL where it is not known for anybody:
 `value`: worth of the customer (NaN = not known); `response`: share of contacts that
 it answers (NaN = not known). `value_cut`, `response_cut`: finite, on the scales of
 the columns; a score on its cut is high.

 Out, each of `rows` entries: `codes` the class (one of
 `HABITUE_RESPONDING_VALUE_...`, 0 = unknown), `reasons` the bits of the reasons and
 `boundary` 1 where a fact stands exactly on a cut; and `counts`. Names:
 `habitue_class_name(HABITUE_SCHEME_VALUE_RESPONSE, ...)`.

 `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
 column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_value_response_classify(size_t rows,
                                               const double *value,
                                               const double *response,
                                               double value_cut,
                                               double response_cut,
                                               int32_t *codes,
                                               uint32_t *reasons,
                                               uint8_t *boundary,
                                               struct habitue_class_counts *counts,
                                               struct habitue_error *error);

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
