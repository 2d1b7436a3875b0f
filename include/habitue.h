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

/* The length of text that ends at its NUL. */
#define HABITUE_NUL_TERMINATED SIZE_MAX

/* An error structure to pass to any function. */
#define HABITUE_ERROR_INIT {sizeof(habitue_error), 0, -1, {0}, {0}}

/* Margins that are not discounted, do not grow and have no end. */
#define HABITUE_MARGIN_TERMS_INIT \
    {sizeof(habitue_margin_terms), HABITUE_MARGIN_IMMEDIATE, 0.0, 0.0, -1, 0}

/* A scale of 1 to 10 in whole steps, the highest the best. */
#define HABITUE_SCALE_INIT {sizeof(habitue_scale), 0, 0, 0, 1.0, 10.0, 1.0, 0, 0, 0}

/* Available case, per question, 95 %, a large population. */
#define HABITUE_INDEX_OPTIONS_INIT {sizeof(habitue_index_options), 1, 0, 0, 0.5, 0.95, 0}

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

/* Raking without a cap, to 1e-10, in at most 1000 passes. */
#define HABITUE_RAKE_OPTIONS_INIT {sizeof(habitue_rake_options), 1000, 0.0, 1e-10, {0}}

/* The usual table of Kano, M > O > A > I within 0.05, 95 %, a cut at 2, an alpha-cut of 0.4. */
#define HABITUE_KANO_OPTIONS_INIT {sizeof(habitue_kano_options), 0, 0, 0.05, 0.95, 2.0, 0.4, {0}}

/* 1000 samples, seed 1, one thread. */
#define HABITUE_BOOTSTRAP_OPTIONS_INIT {sizeof(habitue_bootstrap_options), 1000, 1, 1, 0}

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

/* Lists of names; (+): the code of a scheme or checklist is to be added. */
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
#define HABITUE_LIST_CLASSES 1000 /* classes of a classification (+) */
#define HABITUE_LIST_REASONS 2000 /* reasons of a classification (+) */
#define HABITUE_LIST_POLICIES 3000 /* what to do with each class (+) */
#define HABITUE_LIST_EVIDENCE 4000 /* evidence of a classification (+) */
#define HABITUE_LIST_SCHEME_SETTINGS 5000 /* settings of a classification (+) */
#define HABITUE_LIST_FORMULA_INPUTS 6000 /* columns of a formula (+) */
#define HABITUE_LIST_FORMULA_SETTINGS 7000 /* settings of a formula (+) */
#define HABITUE_LIST_FORMULA_OUTPUTS 8000 /* outputs of a formula (+) */
#define HABITUE_LIST_CHECKLIST_POINTS 11000 /* points of a checklist (+) */

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
   codes are in Oliver's order. Evidence: cognitive (u8), affective (u8), conative (u8), action
   (u8). Settings: order = 1, rule = 1. */
#define HABITUE_SCHEME_LOYALTY_PHASE 4
#define HABITUE_LOYALTY_PHASE_BEFORE_LOYALTY 1
#define HABITUE_LOYALTY_PHASE_COGNITIVE 2
#define HABITUE_LOYALTY_PHASE_AFFECTIVE 3
#define HABITUE_LOYALTY_PHASE_CONATIVE 4
#define HABITUE_LOYALTY_PHASE_ACTION 5
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
   a business; else who uses it is a consumer. Evidence: own_use (u8), builds_in (u8), inside
   (u8), resells (u8). */
#define HABITUE_SCHEME_RELATION 13
#define HABITUE_RELATION_CONSUMER 1
#define HABITUE_RELATION_BUSINESS 2
#define HABITUE_RELATION_INTERNAL 3
#define HABITUE_RELATION_CHANNEL 4
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
   Evidence: interval_days. Settings: heavy = 7, medium = 30, light = 182. */
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
   how many earn each level, ascending. Its classes are those of TRUST. Evidence: streak (u32).
   Settings: cognitive = 1, affective = 3, behavioural = 5. */
#define HABITUE_SCHEME_EARNED_TRUST 24

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
/* The value of a margin that recurs while the customer stays; `timing` is one of
   HABITUE_MARGIN_..., `horizon` -1 for none. Needs: margin, retention. Settings: timing = 0,
   discount (must be given), growth = 0, horizon = -1. Out: value. */
#define HABITUE_FORMULA_MARGIN_VALUE 10
/* The same before and after a gain of `points` in retention; customers at the ceiling are
   capped. Needs: margin, retention. Settings: timing = 0, discount (must be given), growth =
   0, horizon = -1, points (must be given). Out: before, after; customers, capped, sum_before,
   sum_after, change, relative, break_even_per_period. */
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
/* The six-step worksheet of a campaign; NaN where undefined. Needs: sales, sale_count,
   cost_of_goods, repeat_orders, marketing, prospects, new_customers. Out: average_sale,
   profit_per_sale, profit_per_customer, cost_per_customer, cost_per_prospect, conversion,
   profit_per_prospect, marginal_net_worth, break_even_conversion. */
#define HABITUE_FORMULA_WORKSHEET 20
/* The value lost by each cause, of customers of this `value`, and the net worth of a programme
   of this `cost` that prevents some. Needs: lost, prevented. Settings: value (must be given),
   cost = 0. Out: loss; net. */
#define HABITUE_FORMULA_DEFECTION_LOSS 21
/* The interval of a proportion; `method` is one of HABITUE_INTERVAL_... (Wilson is 0). Needs:
   hits, n. Settings: method = 0, confidence = 0.95. Out: low, high. */
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
/* Satisfaction, value, awareness and the growth of behaviour; NaN is not known. May have:
   satisfaction, value, awareness, quantity_before, quantity, frequency_before, frequency,
   use_before, uses, spend_before, spend. Out: behaviour_growth; mean_satisfaction, mean_value,
   mean_awareness, mean_growth, n_satisfaction, n_value, n_awareness, n_growth, n_complete. */
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
 How often customers buy; a positive coefficient makes purchases more frequent.
 */
#define HABITUE_COVARIATE_PURCHASE 1

/*
 How soon customers leave; a positive coefficient makes them leave sooner.
 */
#define HABITUE_COVARIATE_ATTRITION 2

/*
 b of the models with a beta law of attrition, from the columns of attrition; a positive
 coefficient makes customers stay longer. A role of coefficients, not of columns.
 */
#define HABITUE_COVARIATE_ATTRITION_B 3

/*
 What customers spend per purchase; a positive coefficient makes purchases larger.
 */
#define HABITUE_COVARIATE_SPEND 4

/*
 The unit of time is not stated.
 */
#define HABITUE_UNIT_NOT_STATED -1

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
 Payments fall at the beginning of their period.
 */
#define HABITUE_PAYMENT_BEGINNING 0

/*
 Payments fall in the middle of their period.
 */
#define HABITUE_PAYMENT_MIDDLE 1

/*
 Payments fall at the end of their period.
 */
#define HABITUE_PAYMENT_END 2

/*
 A reason that says that evidence is missing.
 */
#define HABITUE_ENTRY_MISSING 1

/*
 A column or a setting that must be given.
 */
#define HABITUE_ENTRY_REQUIRED 2

/*
 An output with one cell, told of all rows.
 */
#define HABITUE_ENTRY_OF_ALL 4

/*
 No cells.
 */
#define HABITUE_TYPE_NONE 0

/*
 `double`.
 */
#define HABITUE_TYPE_F64 1

/*
 `int64_t`.
 */
#define HABITUE_TYPE_I64 2

/*
 `uint64_t`.
 */
#define HABITUE_TYPE_U64 3

/*
 `int32_t`.
 */
#define HABITUE_TYPE_I32 4

/*
 `uint32_t`.
 */
#define HABITUE_TYPE_U32 5

/*
 `uint8_t`.
 */
#define HABITUE_TYPE_U8 6

/*
 Text as Arrow's `large_utf8`: rows + 1 offsets, and the bytes as cells.
 */
#define HABITUE_TYPE_TEXT 7



/*
 Covariates of attrition act on a and on b with coefficients of their own.
 */
#define HABITUE_ATTRITION_LINK_SEPARATE 0

/*
 They act on a alone, the odds of leaving.
 */
#define HABITUE_ATTRITION_LINK_ODDS 1

/*
 They act on a and on b with the same coefficients.
 */
#define HABITUE_ATTRITION_LINK_COMMON 2

/*
 The parameter is held at `first`.
 */
#define HABITUE_CONSTRAINT_FIXED 1

/*
 The parameter stays from `first` to `second`, inclusive; an infinite bound is none.
 */
#define HABITUE_CONSTRAINT_BOUNDS 2

/*
 A prior: the logarithm of the parameter is normal with mean `first` and standard deviation
 `second`.
 */
#define HABITUE_CONSTRAINT_LOG_NORMAL 3

/*
 A prior: the parameter is Gamma with shape `first` and rate `second`.
 */
#define HABITUE_CONSTRAINT_GAMMA 4

/*
 Cut at the medians: the upper half is high.
 */
#define HABITUE_CUTS_MEDIAN 0

/*
 Cut at the means.
 */
#define HABITUE_CUTS_MEAN 1

/*
 The class is not known: expectation or performance is missing.
 */
#define HABITUE_DISCONFIRMATION_UNKNOWN 0

/*
 Less than expected.
 */
#define HABITUE_DISCONFIRMATION_DISSATISFIED 1

/*
 As expected.
 */
#define HABITUE_DISCONFIRMATION_SATISFIED 2

/*
 More than expected.
 */
#define HABITUE_DISCONFIRMATION_DELIGHTED 3

/*
 The usual evaluation table of Kano.
 */
#define HABITUE_KANO_USUAL 0

/*
 The table that also questions must/must and live/live.
 */
#define HABITUE_KANO_STRICT 1

/*
 The table that `classes` says.
 */
#define HABITUE_KANO_CUSTOM 2

/*
 No class: there are no scores.
 */
#define HABITUE_KANO_NONE 0

/*
 Must-be.
 */
#define HABITUE_KANO_MUST_BE 1

/*
 One-dimensional.
 */
#define HABITUE_KANO_ONE_DIMENSIONAL 2

/*
 Attractive.
 */
#define HABITUE_KANO_ATTRACTIVE 3

/*
 Indifferent.
 */
#define HABITUE_KANO_INDIFFERENT 4

/*
 Reverse.
 */
#define HABITUE_KANO_REVERSE 5

/*
 Questionable.
 */
#define HABITUE_KANO_QUESTIONABLE 6

/*
 Weighted sum of criteria brought to 0..1 between their extremes.
 */
#define HABITUE_KEY_ACCOUNTS_MIN_MAX 0

/*
 Weighted sum of standardised criteria.
 */
#define HABITUE_KEY_ACCOUNTS_Z_SCORE 1

/*
 Closeness to the ideal, TOPSIS.
 */
#define HABITUE_KEY_ACCOUNTS_TOPSIS 2

/*
 How many nodes the tree of the five factors has.
 */
#define HABITUE_FIVE_FACTORS_NODES 9

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
 BG/BB, in discrete time: parameters alpha, beta, gamma, delta; recency and age
 are whole numbers of opportunities.
 */
#define HABITUE_MODEL_BG_BB 20

/*
 Gamma-Gamma, of spend: parameters p, q, gamma.
 */
#define HABITUE_MODEL_GAMMA_GAMMA 100

/*
 Shifted beta-geometric, of contracts: parameters alpha, beta.
 */
#define HABITUE_MODEL_SBG 200

/*
 Beta-discrete-Weibull, of contracts: parameters gamma, delta, c.
 */
#define HABITUE_MODEL_BDW 201

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
 A coefficient of a covariate tends to infinity.
 */
#define HABITUE_RIDGE_SEPARATION 10

/*
 A parameter stands at the bound that it was given.
 */
#define HABITUE_RIDGE_GIVEN_BOUND 11

/*
 The likelihood is flat in some direction that has no name.
 */
#define HABITUE_RIDGE_FLAT 99

/*
 The fit of the model itself.
 */
#define HABITUE_REPORT_MODEL 0

/*
 The fit of the model without covariates to the same customers.
 */
#define HABITUE_REPORT_WITHOUT_COVARIATES 1

/*
 Which quadrant of an importance-performance map is meant: important, and done
 badly.
 */
#define HABITUE_QUADRANT_CONCENTRATE_HERE 1

/*
 Important, and done well.
 */
#define HABITUE_QUADRANT_KEEP_UP 2

/*
 Neither important nor done well.
 */
#define HABITUE_QUADRANT_LOW_PRIORITY 3

/*
 Done well, but not important.
 */
#define HABITUE_QUADRANT_POSSIBLE_OVERKILL 4

/*
 The cross-hairs stand at the grand means.
 */
#define HABITUE_CROSS_HAIRS_MEANS 0

/*
 The cross-hairs stand at the medians.
 */
#define HABITUE_CROSS_HAIRS_MEDIANS 1

/*
 The cross-hairs stand where the caller says.
 */
#define HABITUE_CROSS_HAIRS_AT 2

/*
 Names in English.
 */
#define HABITUE_ENGLISH 0

/*
 Names in Chinese.
 */
#define HABITUE_CHINESE 1

/*
 Path coefficients, in the order of the paths.
 */
#define HABITUE_FIGURE_PATHS 0

/*
 Total effects, row by row from the row's to the column's construct.
 */
#define HABITUE_FIGURE_TOTAL_EFFECTS 1

/*
 R² of each construct; NaN where nothing acts on it.
 */
#define HABITUE_FIGURE_R_SQUARED 2

/*
 The index of each construct on 0 to 100; NaN where an item of it has a negative
 weight.
 */
#define HABITUE_FIGURE_INDICES 3

/*
 Outer weights, item after item.
 */
#define HABITUE_FIGURE_WEIGHTS 4

/*
 Loadings, item after item.
 */
#define HABITUE_FIGURE_LOADINGS 5

/*
 Path weighting: causes by regression, effects by correlation.
 */
#define HABITUE_SCHEME_PATH 0

/*
 Centroid: the sign of the correlation.
 */
#define HABITUE_SCHEME_CENTROID 1

/*
 Factorial: the correlation.
 */
#define HABITUE_SCHEME_FACTORIAL 2

/*
 Questions mirror the construct (reflective).
 */
#define HABITUE_MODE_A 0

/*
 Questions make up the construct (formative).
 */
#define HABITUE_MODE_B 1

/*
 The American index: expectations, quality, value, satisfaction, complaints,
 loyalty.
 */
#define HABITUE_INDEX_ACSI 1

/*
 The European index: image, expectation, quality, value, satisfaction,
 complaints, loyalty.
 */
#define HABITUE_INDEX_ECSI 2

/*
 The Chinese index: brand image, expectation, quality, value, satisfaction,
 loyalty.
 */
#define HABITUE_INDEX_CCSI 3

/*
 The attribute was left out: too few low or high answers.
 */
#define HABITUE_FACTOR_NONE 0

/*
 A low end hurts more than a high end helps.
 */
#define HABITUE_FACTOR_BASIC 1

/*
 Both alike.
 */
#define HABITUE_FACTOR_PERFORMANCE 2

/*
 A high end helps more than a low end hurts.
 */
#define HABITUE_FACTOR_EXCITEMENT 3

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
 P(alive) at `to`; now where `to` is 0 or not given. May read horizons.
 */
#define HABITUE_ASK_P_ALIVE 1

/*
 Expected purchases in (T + from, T + to]. May read horizons.
 */
#define HABITUE_ASK_EXPECTED_PURCHASES 2

/*
 P(exactly n purchases in (T + from, T + to]). May read horizons.
 */
#define HABITUE_ASK_P_PURCHASES 3

/*
 P(n or more purchases in (T + from, T + to]). May read horizons.
 */
#define HABITUE_ASK_P_AT_LEAST 4

/*
 P(no purchase in (T + from, T + to]). May read horizons.
 */
#define HABITUE_ASK_P_NO_PURCHASE 5

/*
 The smallest n such that n or fewer purchases in (T + from, T + to] have at least
 `probability`. May read horizons.
 */
#define HABITUE_ASK_PURCHASE_QUANTILE 6

/*
 Expected purchases up to T + to (infinite: all), discounted at `rate`, booked by `timing` and
 `period`. May read horizons.
 */
#define HABITUE_ASK_DISCOUNTED_PURCHASES 7

/*
 The time after T by which the next purchase has come with `probability`.
 */
#define HABITUE_ASK_NEXT_PURCHASE_QUANTILE 8

/*
 The time after T by which the customer has left with `probability`.
 */
#define HABITUE_ASK_LIFETIME_QUANTILE 9

/*
 `statistic` (and its `probability`) of the rate `individual` of each customer. Every model.
 */
#define HABITUE_ASK_POSTERIOR 20

/*
 The log-likelihood of each customer. Models of purchases and of spend.
 */
#define HABITUE_ASK_LOG_LIKELIHOOD 21

/*
 Discounted purchases x expected spend x `margin`. Reads expected_spend, or what a spend model
 reads; may read horizons.
 */
#define HABITUE_ASK_LIFETIME_VALUE 40

/*
 The same times margin_rate of each customer.
 */
#define HABITUE_ASK_LIFETIME_PROFIT 41

/*
 The expected spend of a purchase to come. Models of spend.
 */
#define HABITUE_ASK_EXPECTED_SPEND 42

/*
 The probability of the next renewal. Models of contracts, as the following, which read
 renewals.
 */
#define HABITUE_ASK_RETENTION_RATE 60

/*
 The probability of `to` more renewals.
 */
#define HABITUE_ASK_SURVIVAL 61

/*
 The probability of leaving at exactly the renewal number `to` from now.
 */
#define HABITUE_ASK_CHURN 62

/*
 Expected renewals among the next `to`, discounted at `rate` a period.
 */
#define HABITUE_ASK_DISCOUNTED_RENEWALS 63

/*
 DERL, the discounted expected residual lifetime, at `rate` a period.
 */
#define HABITUE_ASK_RESIDUAL_LIFETIME 64

/*
 The lifetime from the running period on, at `rate` a period.
 */
#define HABITUE_ASK_CONTRACT_LIFETIME 65

/*
 Elasticity of DERL to retention, at `rate` a period.
 */
#define HABITUE_ASK_RETENTION_ELASTICITY 66

/*
 The same over those who renew (Fader and Hardie 2010, eq. 8).
 */
#define HABITUE_ASK_RENEWERS_ELASTICITY 67

/*
 The smallest number of renewals that is not exceeded with at least `probability`.
 */
#define HABITUE_ASK_RENEWALS_QUANTILE 68

/*
 Purchases per unit of time while a customer.
 */
#define HABITUE_INDIVIDUAL_PURCHASE_RATE 1

/*
 Expected time between two purchases while a customer.
 */
#define HABITUE_INDIVIDUAL_PURCHASE_INTERVAL 2

/*
 Departures per unit of time.
 */
#define HABITUE_INDIVIDUAL_ATTRITION_RATE 3

/*
 The chance to leave after a purchase or before an opportunity.
 */
#define HABITUE_INDIVIDUAL_DROPOUT 4

/*
 The chance to leave at the next renewal.
 */
#define HABITUE_INDIVIDUAL_CHURN 5

/*
 The customer's own mean spend per purchase.
 */
#define HABITUE_INDIVIDUAL_MEAN_SPEND 6

/*
 nu of Gamma-Gamma.
 */
#define HABITUE_INDIVIDUAL_SPEND_NU 7

/*
 Posterior mean.
 */
#define HABITUE_STATISTIC_MEAN 0

/*
 Posterior variance.
 */
#define HABITUE_STATISTIC_VARIANCE 1

/*
 Posterior quantile of `probability`, 0 < probability < 1.
 */
#define HABITUE_STATISTIC_QUANTILE 2

/*
 A margin is received when the purchase happens.
 */
#define HABITUE_MARGIN_AT_PURCHASE 0

/*
 At the end of the period in which the purchase happens.
 */
#define HABITUE_MARGIN_AT_END_OF_PERIOD 1

/*
 At the beginning of that period.
 */
#define HABITUE_MARGIN_AT_START_OF_PERIOD 2

/*
 A count that is not given.
 */
#define HABITUE_COUNT_NOT_GIVEN UINT64_MAX

/*
 One more than the number of strictly better values: 1, 2, 2, 4.
 */
#define HABITUE_RANK_LOWEST 0

/*
 The number of values at least as good: 1, 3, 3, 4.
 */
#define HABITUE_RANK_HIGHEST 1

/*
 One more than the number of different better values: 1, 2, 2, 3.
 */
#define HABITUE_RANK_DENSE 2

/*
 Equal values in the order of their rows: 1, 2, 3, 4.
 */
#define HABITUE_RANK_ROW_ORDER 3

/*
 Event: a need is found.
 */
#define HABITUE_EVENT_NEED_FOUND 1

/*
 Event: the need is gone.
 */
#define HABITUE_EVENT_NEED_GONE 2

/*
 Event: is targeted.
 */
#define HABITUE_EVENT_TARGETED 3

/*
 Event: is targeted no longer.
 */
#define HABITUE_EVENT_DROPPED 4

/*
 Event: buys.
 */
#define HABITUE_EVENT_PURCHASED 5

/*
 Event: stops buying.
 */
#define HABITUE_EVENT_LAPSED 6

/*
 Event: ends the relationship.
 */
#define HABITUE_EVENT_LEFT 7

/*
 Few: of customers, or low, of their margin.
 */
#define HABITUE_EXTENT_LOW 1

/*
 A medium number of customers, or a medium margin.
 */
#define HABITUE_EXTENT_MEDIUM 2

/*
 Many customers, or a high margin.
 */
#define HABITUE_EXTENT_HIGH 3

/*
 Persona tag, as a bit: demanding (苛刻的).
 */
#define HABITUE_PERSONA_DEMANDING 1

/*
 Persona tag, as a bit: hesitant (犹豫不决的).
 */
#define HABITUE_PERSONA_HESITANT 2

/*
 Persona tag, as a bit: thrifty (节俭的).
 */
#define HABITUE_PERSONA_THRIFTY 4

/*
 Persona tag, as a bit: sophisticated (久经世故的).
 */
#define HABITUE_PERSONA_SOPHISTICATED 8

/*
 A customer is active in a period with a purchase in that very period.
 */
#define HABITUE_ACTIVITY_IN_PERIOD 0

/*
 A customer is active in a period with a purchase in it or in a later one.
 */
#define HABITUE_ACTIVITY_IN_PERIOD_OR_LATER 1

/*
 Mean of cohorts: active customers / customers, all cohorts together.
 */
#define HABITUE_COHORT_MEAN_POOLED 0

/*
 Mean of cohorts: mean of the rates of the cohorts.
 */
#define HABITUE_COHORT_MEAN_SIMPLE 1

/*
 Group of causes of loss: the customer (客户自身因素).
 */
#define HABITUE_CAUSE_GROUP_CUSTOMER 1

/*
 Group of causes of loss: external (外部因素).
 */
#define HABITUE_CAUSE_GROUP_EXTERNAL 2

/*
 Group of causes of loss: competition (竞争因素).
 */
#define HABITUE_CAUSE_GROUP_COMPETITION 3

/*
 Group of causes of loss: purchase experience (购买体验因素).
 */
#define HABITUE_CAUSE_GROUP_EXPERIENCE 4

/*
 Interval of a survival probability on the scale of its logarithm.
 */
#define HABITUE_SURVIVAL_INTERVAL_LOG 0

/*
 Interval of a survival probability on the scale of log(-log).
 */
#define HABITUE_SURVIVAL_INTERVAL_LOG_LOG 1

/*
 Interval of a survival probability on its own scale.
 */
#define HABITUE_SURVIVAL_INTERVAL_PLAIN 2

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
 A step of a ladder counts only on top of all the lower ones.
 */
#define HABITUE_LADDER_CUMULATIVE 1

/*
 The highest proven step counts, whatever the lower ones say.
 */
#define HABITUE_LADDER_HIGHEST 2

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
 The three conditions of satisfaction: product, channel, service.
 */
#define HABITUE_CHECKLIST_SATISFACTION_CONDITIONS 1

/*
 The four marks of an effective service standard.
 */
#define HABITUE_CHECKLIST_SERVICE_STANDARD 2

/*
 The two determinants of an individual offer.
 */
#define HABITUE_CHECKLIST_INDIVIDUAL_OFFER 3

/*
 A point that is not known.
 */
#define HABITUE_POINT_UNKNOWN -1

/*
 A point that is not met; a list that fails.
 */
#define HABITUE_POINT_FAILED 0

/*
 A point that is met; a list that passes.
 */
#define HABITUE_POINT_MET 1

/*
 Bytes of `habitue_error.column`, the closing NUL included.
 */
#define HABITUE_COLUMN_BYTES 64

/*
 Bytes of `habitue_error.message`, the closing NUL included.
 */
#define HABITUE_MESSAGE_BYTES 512

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
 A negative amount is an error.
 */
#define HABITUE_REFUNDS_REFUSE 0

/*
 Amounts within one period add up. A period that refunds bring to nothing or less is no
 occasion, and what they take beyond it lowers what the customer spent before. A purchase of
 nothing (an amount of 0) stays an occasion.
 */
#define HABITUE_REFUNDS_NET 1

/*
 A negative amount is an amount like any other.
 */
#define HABITUE_REFUNDS_KEEP 2

/*
 An amount with more decimals than its currency is an error. With a rounding such amounts are
 added up as they are, doubles as their shortest decimal, and each sum is rounded once.
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
 No margins are kept, and costs are refused.
 */
#define HABITUE_COSTS_NONE 0

/*
 Margins are kept; a transaction without a cost is an error.
 */
#define HABITUE_COSTS_REFUSE 1

/*
 Margins are kept; a transaction without a cost cost nothing.
 */
#define HABITUE_COSTS_FREE 2

/*
 Margins are kept; of a transaction without a cost, `assumed_margin` is margin.
 */
#define HABITUE_COSTS_ASSUME 3

/*
 The first row that cannot be read ends the reading with its error.
 */
#define HABITUE_BAD_ROWS_FAIL 0

/*
 Rows that cannot be read are left out and counted.
 */
#define HABITUE_BAD_ROWS_REJECT 1

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
 frequency, recency and age.
 */
#define HABITUE_COLUMNS_HISTORY 1

/*
 log_intervals.
 */
#define HABITUE_COLUMNS_LOG_INTERVALS 2

/*
 frequency and mean_spend.
 */
#define HABITUE_COLUMNS_SPEND 4

/*
 margin_rate.
 */
#define HABITUE_COLUMNS_MARGIN_RATE 8

/*
 A column says what transactions cost.
 */
#define HABITUE_COSTING_COST 0

/*
 A column says what transactions left.
 */
#define HABITUE_COSTING_MARGIN 1

/*
 Whole amounts are minor units of the currency: 1999 is 19.99 dollars.
 */
#define HABITUE_WHOLE_AMOUNTS_MINOR 1

/*
 Whole amounts are units of the currency: 1999 is 1999 dollars.
 */
#define HABITUE_WHOLE_AMOUNTS_MAJOR 2

/*
 The slope of a figure times the covariance of the parameters; of a parameter
 the interval of Wald. For large bases; no figures on a ridge.
 */
#define HABITUE_UNCERTAINTY_DELTA 0

/*
 Parameters drawn from their asymptotic distribution. For curved figures of
 well-determined models; refused on a ridge.
 */
#define HABITUE_UNCERTAINTY_DRAWS 1

/*
 Refits to customers drawn with replacement. For small bases, doubtful models
 and ridges.
 */
#define HABITUE_UNCERTAINTY_BOOTSTRAP 2

/*
 Profiles of the likelihood. Of parameters alone; for small bases and ridges.
 */
#define HABITUE_UNCERTAINTY_PROFILE 3

/*
 Intervals of the delta method are symmetric on the scale without ends: the
 logarithm of a positive figure, the logit of a probability.
 */
#define HABITUE_INTERVAL_NATURAL 0

/*
 They are the figure plus and minus z standard errors.
 */
#define HABITUE_INTERVAL_PLAIN 1

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
 No day: where a window has no such end.
 */
#define HABITUE_NO_DAY -2147483648

/*
 Wheat and Morrison: the shares of the first of two consecutive intervals, over all pairs.
 */
#define HABITUE_REGULARITY_PAIRS 0

/*
 The method of moments: the coefficients of variation of each customer's intervals.
 */
#define HABITUE_REGULARITY_MOMENTS 1

/*
 Version of the C interface. Raised only when something that a program
 relies on changes; additions do not raise it.
 */
#define HABITUE_ABI_VERSION 1

/*
 A token that cancels jobs, any number of them and from any thread.
 */
typedef struct habitue_cancel habitue_cancel;

/*
 Payments in time: exact money of one currency, or the doubles that a model expects. Made
 by `habitue_cash_flow_new...` and by the models (`habitue_..._cash_flow`), freed by
 `habitue_cash_flow_free`. It never changes: any number of threads may read it at once.
 */
typedef struct habitue_cash_flow habitue_cash_flow;

/*
 Customers by the period of their first purchase and the periods since then.
 */
typedef struct habitue_cohort_table habitue_cohort_table;

/*
 How unequally value is spread over customers. Threads: as every handle.
 */
typedef struct habitue_concentration habitue_concentration;

/*
 Sums and cross-products of the answers of a part of a survey. Threads: as every
 handle.
 */
typedef struct habitue_cross_products habitue_cross_products;

/*
 Customers whose summaries are kept up to date purchase by purchase. One thread at a time.
 */
typedef struct habitue_live habitue_live;

/*
 A model with what is known of its fit. Threads: as every handle.
 */
typedef struct habitue_model habitue_model;

/*
 Means, standard deviations and correlations of questions. Threads: as every
 handle.
 */
typedef struct habitue_moments habitue_moments;

/*
 A path model with the bootstrap of all its figures. Threads: as every handle.
 */
typedef struct habitue_path_bootstrap habitue_path_bootstrap;

/*
 A path model that has been fitted. Threads: as every handle.
 */
typedef struct habitue_path_fit habitue_path_fit;

/*
 A path model while it is put together. Threads: as every handle.
 */
typedef struct habitue_path_model habitue_path_model;

/*
 The sums under penalty-reward contrasts. Threads: as every handle.
 */
typedef struct habitue_penalty_reward habitue_penalty_reward;

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
 The answers of a survey, checked against their scales. Threads: as every
 handle.
 */
typedef struct habitue_responses habitue_responses;

/*
 A model, its valuation and the tiers of the last whole scoring, held ready for single
 customers. One thread at a time: scoring looks answers up in a table that it keeps.
 */
typedef struct habitue_scorer habitue_scorer;

/*
 How a column becomes scores. Threads: as every handle.
 */
typedef struct habitue_scoring habitue_scoring;

/*
 A path model in two segments. Threads: as every handle.
 */
typedef struct habitue_segment_comparison habitue_segment_comparison;

/*
 Named segments of RFM cells, each cell in exactly one. Threads: as every
 handle.
 */
typedef struct habitue_segment_table habitue_segment_table;

/*
 Customers drawn from a model. Threads: as every handle.
 */
typedef struct habitue_simulation habitue_simulation;

/*
 What every customer did, as sums by customer and day: transactions come in any order, and
 summaries add up.
 */
typedef struct habitue_summary habitue_summary;

/*
 Customers as columns, sorted by key: frequency x, recency t_x, age T and spend.
 */
typedef struct habitue_table habitue_table;

/*
 How sure a fitted model is. Threads: as every handle.
 */
typedef struct habitue_uncertainty habitue_uncertainty;

/*
 The outcome of a call: `HABITUE_OK` (0), or a positive code. Codes are
 grouped by hundred (1xx argument, 2xx data, 3xx numeric, 4xx cancelled, 5xx
 unsupported, 9xx internal), never renumbered and never reused; a newer
 library may return codes that this header does not list.
 */
typedef int32_t habitue_status;

/*
 The spending that makes a prospect worth most.
 */
typedef struct habitue_optimal_spend {
    /*
     Per prospect, on winning it; 0 where no spending pays.
     */
    double acquisition;
    /*
     Per customer and year, on keeping it; 0 where no spending pays.
     */
    double retention;
    /*
     The share of prospects won.
     */
    double acquisition_rate;
    /*
     The share of customers kept.
     */
    double retention_rate;
    /*
     The value of a customer.
     */
    double customer_value;
    /*
     The equity of a prospect.
     */
    double equity;
} habitue_optimal_spend;

/*
 Details of a failure, in memory of the caller. Start from
 `HABITUE_ERROR_INIT` or from `{0}`. Filled when a call fails, cleared when it
 succeeds.
 */
typedef struct habitue_error {
    /*
     `sizeof(habitue_error)` of the caller; 0 stands for the size that the
     structure has here, in its first version.
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
 A question about each of some customers. Start from `HABITUE_QUESTION_INIT` and set `kind` and
 what its comment names; a number that is given and not read is refused (`HABITUE_NOT_READ`),
 and one that is read and not given is an error (`HABITUE_MISSING_VALUE`).
 */
typedef struct habitue_question {
    /*
     `sizeof(habitue_question)`.
     */
    uint32_t struct_size;
    /*
     One of `HABITUE_ASK_...`.
     */
    int32_t kind;
    /*
     Where the interval begins, counted from the end of the history. 0 by default.
     */
    double from;
    /*
     Where it ends; where customers have horizons, not given.
     */
    double to;
    /*
     Of a quantile.
     */
    double probability;
    /*
     Discount rate: continuous, per unit of time; of contracts, per period.
     */
    double rate;
    /*
     The share of the spend that is profit; 1 where it is not given.
     */
    double margin;
    /*
     The period that margins are booked by, in units of time, for a `timing` that has one.
     */
    double period;
    /*
     Number of purchases.
     */
    uint64_t n;
    /*
     One of `HABITUE_MARGIN_...`. AT_PURCHASE by default.
     */
    int32_t timing;
    /*
     Unit of `to`, `rate` and `period`: one of `HABITUE_UNIT_...`, or
     `HABITUE_UNIT_NOT_STATED`, the default. A model in another unit is refused.
     */
    int32_t unit;
    /*
     One of `HABITUE_INDIVIDUAL_...`.
     */
    int32_t individual;
    /*
     One of `HABITUE_STATISTIC_...`. MEAN by default.
     */
    int32_t statistic;
    /*
     Of a value: expected spend is what this model makes of mean_spend and spend_frequency, or
     NULL.
     */
    const struct habitue_model *spend_model;
    /*
     The same with its uncertainty, or NULL.
     */
    const struct habitue_uncertainty *spend_uncertainty;
} habitue_question;

/*
 UTF-8 of `length` bytes, or up to its NUL where that is `HABITUE_NUL_TERMINATED`.
 */
typedef struct habitue_text {
    /*
     The bytes; NULL for an empty text.
     */
    const char *bytes;
    /*
     How many, or `HABITUE_NUL_TERMINATED`.
     */
    size_t length;
} habitue_text;

/*
 One covariate of the customers.
 */
typedef struct habitue_covariate {
    /*
     Its name, not empty.
     */
    struct habitue_text name;
    /*
     A finite number for each customer.
     */
    const double *values;
    /*
     What it acts on: `HABITUE_COVARIATE_PURCHASE`, `_ATTRITION` or `_SPEND`.
     */
    int32_t role;
    /*
     1 where its coefficient is the same in purchase and in attrition, for which both roles
     must have it; read by fits.
     */
    uint32_t shared;
} habitue_covariate;

/*
 The customers of every call about models: what a call reads, its comment says. A column that
 is given and not read is refused (`HABITUE_NOT_READ`), so that none is thought to count; only
 weights are not. Start from `HABITUE_CUSTOMERS_INIT`.
 */
typedef struct habitue_customers {
    /*
     `sizeof(habitue_customers)`.
     */
    uint32_t struct_size;
    /*
     How many covariates there are.
     */
    uint32_t covariate_count;
    /*
     Length of each column.
     */
    size_t rows;
    /*
     How many customers each row stands for, >= 0; NULL for one each. Never refused.
     */
    const double *weights;
    /*
     Histories: the number of repeat purchases, x.
     */
    const uint32_t *frequency;
    /*
     Histories: the time of the last one, t_x, counted from the first purchase.
     */
    const double *recency;
    /*
     Histories: for how long the customer has been watched, T; 0 <= t_x <= T, and t_x = 0
     exactly where x = 0. Frequency 0, recency 0 and age 0 is a new customer.
     */
    const double *age;
    /*
     The sum of the logarithms of the intervals between purchases, for fits of CNBD-k models.
     */
    const double *log_intervals;
    /*
     Spending: the number of purchases behind the means; NULL for `frequency`.
     */
    const uint32_t *spend_frequency;
    /*
     Spending: what they spent per purchase on average, > 0 where there are purchases.
     */
    const double *mean_spend;
    /*
     The mean logarithm of single amounts, for fits of Gamma-Gamma to these.
     */
    const double *mean_log_spend;
    /*
     What a purchase to come is expected to be worth, taken as known.
     */
    const double *expected_spend;
    /*
     The share of the spend that is margin.
     */
    const double *margin_rate;
    /*
     Contracts, one row a customer: renewals made so far, or for one who left, the number of
     the renewal that was not made (1 is the first).
     */
    const uint32_t *renewals;
    /*
     Contracts, for fits: 1 where the customer has left, else 0.
     */
    const uint8_t *left;
    /*
     Contracts, for fits, one row a cohort and period: the cohort.
     */
    const int64_t *cohort;
    /*
     The period, from 0.
     */
    const uint32_t *period;
    /*
     Customers of the cohort who were left then.
     */
    const uint64_t *survivors;
    /*
     The first purchase of each customer, from the origin of a clock.
     */
    const double *born;
    /*
     A customer's own `to` of the question.
     */
    const double *horizons;
    /*
     The covariates, in any order.
     */
    const struct habitue_covariate *covariates;
    /*
     Unit of the times: one of `HABITUE_UNIT_...`, or `HABITUE_UNIT_NOT_STATED`, the default. A
     model in another unit is refused.
     */
    int32_t unit;
    /*
     0.
     */
    uint32_t reserved;
} habitue_customers;

/*
 Called from time to time by a long call, on the thread that made it: `done`
 of `total` (0 where the total is not known) is done. Zero lets the call go on;
 anything else ends it with `HABITUE_CANCELLED` and nothing written. A flag
 that another thread sets can be read here. It must not throw, nor jump out.

 NULL where nobody listens; `context` is passed through untouched.
 */
typedef int32_t (*habitue_progress)(void *context, uint64_t done, uint64_t total);

/*
 How a call is worked. Start from `HABITUE_JOB_INIT`; NULL means the same. A call that takes no
 job returns at once. The bits of an answer do not depend on it.
 */
typedef struct habitue_job {
    /*
     `sizeof(habitue_job)`.
     */
    uint32_t struct_size;
    /*
     Threads that share the work; 0 for all cores. 1 by default.
     */
    uint32_t threads;
    /*
     Called from time to time on the calling thread, or NULL.
     */
    habitue_progress progress;
    /*
     Passed to `progress` untouched.
     */
    void *context;
    /*
     Ends the call with `HABITUE_CANCELLED` once it is tripped, or NULL.
     */
    const struct habitue_cancel *cancel;
} habitue_job;

/*
 A figure with its standard error and an interval.
 */
typedef struct habitue_estimate {
    /*
     The figure at the fitted parameters.
     */
    double estimate;
    /*
     Its standard error; infinite where the figure is infinite for some draws.
     */
    double standard_error;
    /*
     Lower end of the interval.
     */
    double low;
    /*
     Upper end of the interval.
     */
    double high;
    /*
     Confidence of the interval.
     */
    double confidence;
    /*
     One of `HABITUE_UNCERTAINTY_*`.
     */
    int32_t method;
    /*
     Draws or refits that it rests on; 0 for methods that need none.
     */
    uint32_t draws;
    /*
     Draws or refits without a figure; many make the interval doubtful.
     */
    uint32_t failed;
    /*
     0.
     */
    uint32_t reserved;
} habitue_estimate;

/*
 Where answers go: columns and a place of the caller, each of which may be NULL. Start from
 `HABITUE_ANSWERS_INIT`. The last four are for `habitue_answer_with_uncertainty` alone.
 */
typedef struct habitue_answers {
    /*
     `sizeof(habitue_answers)`.
     */
    uint32_t struct_size;
    /*
     0.
     */
    uint32_t reserved;
    /*
     Written: the answer for each customer.
     */
    double *estimate;
    /*
     Written: the sum of the answers, each customer counted as often as the weight says; of
     `habitue_answer` the estimate alone, the other figures are NaN.
     */
    struct habitue_estimate *total;
    /*
     Written: the standard errors; infinite where an answer is infinite for some draws.
     */
    double *standard_error;
    /*
     Written: the lower ends of the intervals.
     */
    double *low;
    /*
     Written: the upper ends.
     */
    double *high;
    /*
     Confidence of the intervals, 0 < confidence < 1. 0.95 by default.
     */
    double confidence;
} habitue_answers;

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
 The counts under a share. All 0 is a valid start.
 */
typedef struct habitue_share_counts {
    /*
     Sum of the weights of the hits.
     */
    double hits;
    /*
     Sum of the weights of all who answered.
     */
    double total;
    /*
     Sum of the squared weights of the hits.
     */
    double hit_squares;
    /*
     Sum of the squared weights of all who answered.
     */
    double weight_squares;
    /*
     Respondents who answered and weigh.
     */
    uint64_t answered;
    /*
     Respondents who did not answer.
     */
    uint64_t missing;
    /*
     Of those, with an answer off its scale.
     */
    uint64_t out_of_scale;
} habitue_share_counts;

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
 The top-box share (CSAT): the best answers among all.
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
     Effective sample size by the linearised variance, p (1 - p) over the squared
     standard error; Kish's where all answered alike.
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
 The counts under a promoter score. All 0 is a valid start.
 */
typedef struct habitue_promoter_counts {
    /*
     Sum of the weights of the promoters.
     */
    double promoters;
    /*
     Sum of the weights of those between.
     */
    double passives;
    /*
     Sum of the weights of the detractors.
     */
    double detractors;
    /*
     Sum of the squared weights of the promoters.
     */
    double promoter_squares;
    /*
     Sum of the squared weights of the detractors.
     */
    double detractor_squares;
    /*
     Sum of the squared weights of all who answered.
     */
    double weight_squares;
    /*
     Respondents who answered and weigh.
     */
    uint64_t answered;
    /*
     Respondents who did not answer.
     */
    uint64_t missing;
    /*
     Of those, with an answer off its scale.
     */
    uint64_t out_of_scale;
} habitue_promoter_counts;

/*
 The Net Promoter Score (NPS): promoters less detractors.
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
     Effective sample size by the linearised variance: the variance over the
     squared standard error (as a fraction); Kish's where all answered alike.
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
 The sums under a mean over respondents. All 0 is a valid start.
 */
typedef struct habitue_mean_counts {
    /*
     Sum of weight times value.
     */
    double sum;
    /*
     Sum of the weights.
     */
    double total;
    /*
     Sum of the squared weights.
     */
    double weight_squares;
    /*
     Sum of squared weight times value.
     */
    double square_sum;
    /*
     Sum of squared weight times squared value.
     */
    double square_products;
    /*
     Respondents who have the figure and weigh.
     */
    uint64_t answered;
    /*
     Respondents who do not have it.
     */
    uint64_t missing;
} habitue_mean_counts;

/*
 A mean over respondents.
 */
typedef struct habitue_mean {
    /*
     The weighted mean.
     */
    double mean;
    /*
     Its standard error; NaN with one respondent.
     */
    double standard_error;
    /*
     Student's interval; NaN with one respondent.
     */
    struct habitue_interval interval;
    /*
     Kish's effective sample size.
     */
    double effective_n;
    /*
     Respondents who have the figure and weigh.
     */
    uint64_t answered;
    /*
     Respondents who do not have it.
     */
    uint64_t missing;
} habitue_mean;

/*
 The counts under a Customer Effort Score (CES).
 */
typedef struct habitue_effort_counts {
    /*
     Those who found it easy.
     */
    struct habitue_share_counts easy;
    /*
     The answers.
     */
    struct habitue_mean_counts mean;
    /*
     Low end of the scale.
     */
    double low;
    /*
     High end of the scale.
     */
    double high;
} habitue_effort_counts;

/*
 The Customer Effort Score (CES) of a question.
 */
typedef struct habitue_effort {
    /*
     Mean answer on its own scale, recoded where lower is better.
     */
    double mean;
    /*
     Standard error of the mean; NaN with one respondent.
     */
    double standard_error;
    /*
     Interval of the mean; NaN with one respondent.
     */
    struct habitue_interval interval;
    /*
     Share of the answers that count as easy.
     */
    double easy;
    /*
     Wilson interval of that share.
     */
    struct habitue_interval easy_interval;
    /*
     Respondents who answered.
     */
    uint64_t answered;
    /*
     Respondents who did not.
     */
    uint64_t missing;
} habitue_effort;

/*
 A year of the cohort table.
 */
typedef struct habitue_dwyer_line {
    /*
     Customers of the year, in expectation.
     */
    double customers;
    /*
     Orders of the year.
     */
    double orders;
    /*
     Sales of the year.
     */
    double sales;
    /*
     Variable cost.
     */
    double variable_cost;
    /*
     Marketing cost.
     */
    double marketing;
    /*
     Acquisition cost, in the first year only.
     */
    double acquisition;
    /*
     Sales less all costs.
     */
    double profit;
    /*
     The discount factor.
     */
    double factor;
    /*
     Net present value of the year's profit.
     */
    double present;
    /*
     Net present values so far.
     */
    double cumulative;
    /*
     `cumulative` per customer of the first year.
     */
    double per_customer;
} habitue_dwyer_line;

/*
 What a parameter is held at, kept within, or known to be beforehand.
 */
typedef struct habitue_constraint {
    /*
     The name that the model has for the parameter, such as "q".
     */
    struct habitue_text parameter;
    /*
     See the kind.
     */
    double first;
    /*
     See the kind; 0 where it has one number.
     */
    double second;
    /*
     One of `HABITUE_CONSTRAINT_...`.
     */
    int32_t kind;
    /*
     0.
     */
    uint32_t reserved;
} habitue_constraint;

/*
 How to fit. Start from `HABITUE_FIT_OPTIONS_INIT`; NULL means the same.
 */
typedef struct habitue_fit_options {
    /*
     `sizeof(habitue_fit_options)`.
     */
    uint32_t struct_size;
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
     Points to start from, up to 1,000, of which the best result is kept; 0, the
     default, for those that the model knows.
     */
    uint32_t starts;
    /*
     The Newton decrement, in units of log-likelihood, at which the last step
     is taken, > 0. 1e-9 by default.
     */
    double tolerance;
    /*
     Parameters to start from, or NULL: those of the data and of the corners of the model.
     */
    const double *start;
    /*
     How many parameters `start` has.
     */
    size_t start_count;
    /*
     What parameters are held at, kept within, or known to be, or NULL. Plain fits alone.
     */
    const struct habitue_constraint *constraints;
    /*
     How many constraints there are.
     */
    size_t constraint_count;
    /*
     The L2 penalty of the Python package lifetimes. 0 by default. Plain fits alone.
     */
    double penalizer_coef;
    /*
     1 to centre covariates at their mean and to penalise coefficients per standard deviation.
     */
    uint32_t standardised;
    /*
     One of `HABITUE_ATTRITION_LINK_...`, for models with a beta law of attrition.
     */
    int32_t attrition_link;
    /*
     The strength of the penalty on the coefficients of purchase, >= 0: half of it times the sum
     of their squares is subtracted from the log-likelihood. 0 by default.
     */
    double purchase_penalty;
    /*
     Likewise of attrition.
     */
    double attrition_penalty;
    /*
     Likewise of spend.
     */
    double spend_penalty;
} habitue_fit_options;

/*
 A column of some type, to read. Made by `habitue_f64(name, cells)` and its like at the end of
 the header, which check the type of the pointer.
 */
typedef struct habitue_column {
    /*
     NUL-terminated, where columns go by name; else NULL.
     */
    const char *name;
    /*
     The cells; NULL for a column that is not given.
     */
    const void *cells;
    /*
     Of text, where each row begins and the last one ends; else NULL.
     */
    const int64_t *offsets;
    /*
     Of text, how many bytes there are; else 0.
     */
    size_t bytes;
    /*
     Type of the cells, one of `HABITUE_TYPE_...`.
     */
    int32_t type;
    /*
     Must be 0.
     */
    uint32_t reserved;
} habitue_column;

/*
 A number, or `count` numbers, by name.
 */
typedef struct habitue_setting {
    /*
     NUL-terminated.
     */
    const char *name;
    /*
     The number, where `values` is NULL.
     */
    double value;
    /*
     The numbers, or NULL.
     */
    const double *values;
    /*
     How many numbers `values` holds.
     */
    size_t count;
} habitue_setting;

/*
 Columns and settings by name. One that is given and not read is refused, with the names of
 those that are. Start from `HABITUE_EVIDENCE_INIT`.
 */
typedef struct habitue_evidence {
    /*
     `sizeof(habitue_evidence)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Length of each column.
     */
    size_t rows;
    /*
     The columns, in any order.
     */
    const struct habitue_column *columns;
    /*
     How many columns there are.
     */
    size_t column_count;
    /*
     The settings, in any order; one that is absent has its default.
     */
    const struct habitue_setting *settings;
    /*
     How many settings there are.
     */
    size_t setting_count;
} habitue_evidence;

/*
 An output column by name, to write.
 */
typedef struct habitue_output {
    /*
     NUL-terminated.
     */
    const char *name;
    /*
     As many cells as there are rows, or one for an output that is told of all rows.
     */
    double *cells;
} habitue_output;

/*
 The sums under one dimension of service quality. All 0 is a valid start.
 */
typedef struct habitue_dimension_counts {
    /*
     Perception less expectation.
     */
    struct habitue_mean_counts gap;
    /*
     Perception of the same respondents.
     */
    struct habitue_mean_counts perception;
    /*
     Pairs of which one or both answers are missing.
     */
    uint64_t missing_pairs;
} habitue_dimension_counts;

/*
 One dimension of service quality.
 */
typedef struct habitue_dimension_gap {
    /*
     Its share of the importance points; the shares sum to 1.
     */
    double weight;
    /*
     Perception less expectation.
     */
    struct habitue_mean gap;
    /*
     Perception of the same respondents.
     */
    struct habitue_mean perception;
    /*
     Pairs of which one or both answers are missing.
     */
    uint64_t missing_pairs;
} habitue_dimension_gap;

/*
 How answers are evaluated. Start from `HABITUE_KANO_OPTIONS_INIT` (the usual
 table, 0.05, 0.95, 2, 0.4).
 */
typedef struct habitue_kano_options {
    /*
     `sizeof(habitue_kano_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     `HABITUE_KANO_USUAL`, `_STRICT` or `_CUSTOM`.
     */
    int32_t table;
    /*
     For `HABITUE_KANO_CUSTOM`: 25 classes `HABITUE_KANO_MUST_BE` to
     `_QUESTIONABLE`, row by row: the answer to "if it is there" is the row, that
     to "if it is not" the column, each like, must be, neutral, live with it,
     dislike. Otherwise not read.
     */
    const int32_t *classes;
    /*
     Classes no more than this share behind the first are decided by M > O > A >
     I; 0 to 1.
     */
    double category_strength;
    /*
     Confidence level of the intervals, between 0 and 1.
     */
    double level;
    /*
     Mean score from which an attribute is wanted, or missed.
     */
    double continuous_cut;
    /*
     Membership from which a class counts for a respondent; above 0, to 1. Only
     for spread answers.
     */
    double alpha_cut;
    /*
     Must be 0.
     */
    uint32_t reserved[2];
} habitue_kano_options;

/*
 The Kano analysis of an attribute.
 */
typedef struct habitue_kano_result {
    /*
     The class, `HABITUE_KANO_...`.
     */
    int32_t kano_class;
    /*
     The class by mean scores; `HABITUE_KANO_NONE` without scores.
     */
    int32_t continuous_class;
    /*
     1 where the two most frequent of A, O, M, I, R differ significantly.
     */
    uint32_t significant;
    /*
     Always 0.
     */
    uint32_t reserved;
    /*
     Sums of weights: must-be, one-dimensional, attractive, indifferent,
     reverse, questionable.
     */
    double counts[6];
    /*
     (A + O)/(A + O + M + I); NaN where nobody is in these classes.
     */
    double better;
    /*
     Wilson's interval of `better`; NaN where that is.
     */
    struct habitue_interval better_interval;
    /*
     -(O + M)/(A + O + M + I); NaN where nobody is in these classes.
     */
    double worse;
    /*
     Wilson's interval of `worse`; NaN where that is.
     */
    struct habitue_interval worse_interval;
    /*
     (A + O + M)/n.
     */
    double total_strength;
    /*
     Share of the strongest class less that of the second.
     */
    double category_strength;
    /*
     Fong's threshold.
     */
    double fong_threshold;
    /*
     Mean score of "if it is there", 4 to -2; NaN without scores.
     */
    double functional;
    /*
     Mean score of "if it is not", -2 to 4; NaN without scores.
     */
    double dysfunctional;
    /*
     Sum of the weights.
     */
    double n;
    /*
     Respondents with a missing answer.
     */
    uint64_t missing;
} habitue_kano_result;

/*
 How often each class occurs. All 0 is a valid start.
 */
typedef struct habitue_kano_counts {
    /*
     Sums of weights: must-be, one-dimensional, attractive, indifferent,
     reverse, questionable.
     */
    double counts[6];
    /*
     Sums of squared weights, in the same order.
     */
    double squares[6];
    /*
     Sums of the scores of "if it is there" and "if it is not".
     */
    double scores[2];
    /*
     Sum of the weights of those who answered.
     */
    double total;
    /*
     Respondents with a missing answer.
     */
    uint64_t missing;
    /*
     1 where `scores` are known, 0 for counts without answers.
     */
    uint32_t has_scores;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_kano_counts;

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
     The statistic, normal without a difference; NaN where no variance is left to
     test with.
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
 Counts of spread answers.
 */
typedef struct habitue_fuzzy_kano_counts {
    /*
     The counts of the memberships that reach the cut.
     */
    struct habitue_kano_counts counts;
    /*
     Sums of weight times membership of each class, in the same order.
     */
    double memberships[6];
    /*
     Sum of the weights of those who answered.
     */
    double total;
    /*
     The cut.
     */
    double alpha_cut;
    /*
     Respondents of whom no class reaches the cut.
     */
    uint64_t undecided;
} habitue_fuzzy_kano_counts;

/*
 How many brands customers use.
 */
typedef struct habitue_brand_use {
    /*
     Customers who use at least one brand.
     */
    uint64_t customers;
    /*
     Customers who use more than one.
     */
    uint64_t multi_brand;
    /*
     Brands used, over all customers.
     */
    uint64_t brands;
    /*
     Brands per customer; NaN without a customer.
     */
    double mean_set;
    /*
     Whether shares by rank say anything here (1.4 brands on average, or 40 % of
     customers with more than one): 1 yes, 0 no, 2 without a customer.
     */
    int32_t applies;
    /*
     0.
     */
    uint32_t reserved;
} habitue_brand_use;

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
 What a tier brought, left and is worth.
 */
typedef struct habitue_tier_economics {
    /*
     How many customers.
     */
    uint64_t customers;
    /*
     Their share of all customers.
     */
    double customer_share;
    /*
     What they brought, minor units, exactly.
     */
    int64_t revenue;
    /*
     Their share of all revenue; NaN where that is zero or negative.
     */
    double revenue_share;
    /*
     What they left, minor units, exactly; 0 where no profit is given.
     */
    int64_t profit;
    /*
     Their share of the net profit of all; NaN where that is not given, zero or negative.
     */
    double profit_share;
    /*
     Profit over revenue; NaN where no profit is given, or the revenue is zero or negative.
     */
    double margin;
    /*
     What they are worth from now on, in the unit of the column.
     */
    double lifetime_value;
    /*
     Their share of all lifetime value; NaN where that is zero or negative.
     */
    double lifetime_value_share;
} habitue_tier_economics;

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
 A coefficient of a covariate.
 */
typedef struct habitue_effect {
    /*
     Per unit of the column: e^coefficient is the factor of one unit.
     */
    double coefficient;
    /*
     What is subtracted from the column: its mean in a standardised fit, else 0.
     */
    double center;
    /*
     The standard deviation of the column in the fit; 1 where there was none.
     */
    double scale;
    /*
     One of `HABITUE_COVARIATE_...`.
     */
    int32_t role;
    /*
     0.
     */
    uint32_t reserved;
} habitue_effect;

/*
 What a model is, and what is known of its fit.
 */
typedef struct habitue_fit_report {
    /*
     One of `HABITUE_MODEL_...`.
     */
    int32_t kind;
    /*
     Coefficients of covariates.
     */
    uint32_t effects;
    /*
     1 if the model was fitted; 0 if it was made from parameters, and then all that
     follows is 0.
     */
    uint32_t fitted;
    /*
     Number of parameters that were estimated.
     */
    uint32_t parameters;
    /*
     Newton iterations.
     */
    uint32_t iterations;
    /*
     One of `HABITUE_RIDGE_...`.
     */
    int32_t ridge;
    /*
     Points that the fit started from.
     */
    uint32_t starts;
    /*
     How many of them led to this optimum.
     */
    uint32_t agreeing;
    /*
     Other summits that the data do not refuse; see `habitue_model_alternative`.
     */
    uint32_t alternatives;
    /*
     0.
     */
    uint32_t reserved;
    /*
     Log-likelihood at the optimum, without penalties and priors.
     */
    double log_likelihood;
    /*
     Akaike's criterion; under a penalty with the effective number of parameters.
     */
    double aic;
    /*
     Schwarz's criterion, over the number of customers, likewise.
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
     The log-likelihood less the penalty on coefficients.
     */
    double penalised;
    /*
     The effective number of parameters.
     */
    double effective_parameters;
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
 Another summit of the likelihood, nearly as high, that answers differently.
 */
typedef struct habitue_alternative {
    /*
     The log-likelihood there.
     */
    double log_likelihood;
    /*
     The mean of P(alive) over the customers of the fit.
     */
    double alive;
    /*
     One of `HABITUE_RIDGE_...`.
     */
    int32_t ridge;
    /*
     0.
     */
    uint32_t reserved;
} habitue_alternative;

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
 The internal consistency of some questions.
 */
typedef struct habitue_reliability_result {
    /*
     Cronbach's alpha from covariances (raw).
     */
    double alpha;
    /*
     Cronbach's alpha from correlations (standardised).
     */
    double standardised_alpha;
    /*
     Interval of the raw alpha: Feldt's with equal weights and complete answers,
     linearised otherwise.
     */
    struct habitue_interval interval;
    /*
     Respondents behind it.
     */
    double n;
} habitue_reliability_result;

/*
 One entry of a list. Start from `HABITUE_ENTRY_INIT`. All that it points to is static.
 */
typedef struct habitue_entry {
    /*
     `sizeof(habitue_entry)` of the caller.
     */
    uint32_t struct_size;
    /*
     Its code; of a reason the number of its bit, of columns and settings the place, from 1.
     */
    int32_t code;
    /*
     Of columns, the type of the cells (`HABITUE_TYPE_...`).
     */
    int32_t type;
    /*
     Bits of `HABITUE_ENTRY_...`.
     */
    uint32_t flags;
    /*
     Of settings, the default, NaN for none; else NULL.
     */
    const double *numbers;
    /*
     Of settings, of how many numbers; 0 for any number.
     */
    size_t count;
    /*
     What is written in programs, or NULL: columns and settings go by it, and constants end in
     it.
     */
    const char *symbol;
    /*
     The English name, or NULL.
     */
    const char *english;
    /*
     The Chinese name, or NULL.
     */
    const char *chinese;
} habitue_entry;

/*
 How respondents are resampled. Start from `HABITUE_BOOTSTRAP_OPTIONS_INIT` (1000
 samples, seed 1, one thread).
 */
typedef struct habitue_bootstrap_options {
    /*
     `sizeof(habitue_bootstrap_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     How many samples, or permutations, are drawn; at least 2.
     */
    uint32_t samples;
    /*
     Where the random stream starts; the same seed gives the same bits, whatever
     the number of threads.
     */
    uint64_t seed;
    /*
     Threads; 0 for all cores.
     */
    uint32_t threads;
    /*
     Must be 0.
     */
    uint32_t reserved;
} habitue_bootstrap_options;

/*
 What an attribute takes and gives.
 */
typedef struct habitue_penalty_reward_contrast {
    /*
     Coefficient of a low answer; NaN where the attribute was left out.
     */
    double penalty;
    /*
     Coefficient of a high answer; NaN where the attribute was left out.
     */
    double reward;
    /*
     |penalty| + reward; NaN where the attribute was left out.
     */
    double range;
    /*
     Respondents used with a low answer; 0 where the attribute was left out.
     */
    uint64_t low;
    /*
     Respondents used with a high answer; 0 where the attribute was left out.
     */
    uint64_t high;
    /*
     `HABITUE_FACTOR_...`.
     */
    int32_t kind;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_penalty_reward_contrast;

/*
 A period of the liability of points.
 */
typedef struct habitue_points_period {
    /*
     Deferred revenue earned up to the end of the period.
     */
    double recognised;
    /*
     Of it, earned in this period, the catch-up included.
     */
    double revenue;
    /*
     What a changed expectation adds to what was recognised before.
     */
    double catch_up;
    /*
     What is still owed at the end of the period.
     */
    double outstanding;
} habitue_points_period;

/*
 How cohorts are drawn. Start from `HABITUE_COHORT_OPTIONS_INIT` (months) and set the days.
 */
typedef struct habitue_cohort_options {
    uint32_t struct_size;
    /*
     The calendar period: one of `HABITUE_UNIT_DAY`, `_WEEK`, `_MONTH`, `_QUARTER`, `_YEAR`.
     */
    int32_t unit;
    /*
     The first day observed, from 1970-01-01; must be given.
     */
    int32_t from;
    /*
     The last one; must be given.
     */
    int32_t until;
    /*
     One of `HABITUE_ACTIVITY_...`. IN_PERIOD by default.
     */
    int32_t activity;
    uint32_t reserved;
} habitue_cohort_options;

/*
 The shape of a cohort table. Start from `HABITUE_COHORT_INFO_INIT`.
 */
typedef struct habitue_cohort_info {
    uint32_t struct_size;
    /*
     Written: the calendar period of the first cohort, counted from that of 1970-01-01.
     */
    int32_t first_period;
    /*
     Written: how many cohorts there are, which is how many periods there are.
     */
    size_t cohorts;
    /*
     Written: how many rows `survivors` of `habitue_cohort_columns` has.
     */
    size_t survivor_rows;
} habitue_cohort_info;

/*
 The retention at one age over all cohorts whose period is complete.
 */
typedef struct habitue_cohort_rate {
    /*
     The mean rate; NaN where no cohort has one at this age.
     */
    double rate;
    /*
     Customers in the cohorts that entered.
     */
    uint64_t customers;
    /*
     How many of them were active.
     */
    uint64_t active;
    /*
     Cohorts that entered.
     */
    uint64_t cohorts;
    /*
     Cohorts without a customer.
     */
    uint64_t empty;
    /*
     Cohorts left out because their period was observed only in part.
     */
    uint64_t partial;
} habitue_cohort_rate;

/*
 What of a cohort table to copy out: each column is the caller's, or NULL where it is not
 wanted. Start from `HABITUE_COHORT_COLUMNS_INIT`.
 */
typedef struct habitue_cohort_columns {
    uint32_t struct_size;
    /*
     Of `curve`: one of `HABITUE_COHORT_MEAN_...`. POOLED by default.
     */
    int32_t mean;
    /*
     How many cohorts the table has. The first three columns have as many cells squared, row by
     row: a row is a cohort, a column the periods since its first.
     */
    size_t cohorts;
    /*
     Written: active customers; 0 where it has not happened.
     */
    uint64_t *active;
    /*
     Written: their shares; NaN where it has not happened, or a cohort has no customer.
     */
    double *rates;
    /*
     Written: 1 where the period was observed only in part, else 0.
     */
    uint8_t *partial;
    /*
     Written: the mean over cohorts at each age, `cohorts` cells.
     */
    struct habitue_cohort_rate *curve;
    /*
     How many rows the next three columns have, as `habitue_cohort_info` says.
     */
    size_t survivor_rows;
    /*
     Written: the cohort, from 0, of customers under contract, who are active in every period
     for as long as they stay. Ages observed only in part and cohorts without a customer are
     left out. `habitue_customers` takes these columns.
     */
    int64_t *cohort;
    /*
     Written: the period.
     */
    uint32_t *period;
    /*
     Written: customers of the cohort who were left then.
     */
    uint64_t *survivors;
} habitue_cohort_columns;

/*
 How many customers climbed, stayed and fell between two dates.
 */
typedef struct habitue_moves {
    /*
     In a higher class later.
     */
    uint64_t climbed;
    /*
     In the same class.
     */
    uint64_t stayed;
    /*
     In a lower class later.
     */
    uint64_t fell;
    /*
     Unknown at either date.
     */
    uint64_t n_missing;
} habitue_moves;

/*
 A base that gains and leaks, and where it tends to. Start from `HABITUE_BUCKET_INIT`.
 */
typedef struct habitue_bucket {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     Customers now, finite and >= 0; must be given.
     */
    double customers;
    /*
     How many are acquired in each period, finite and >= 0. 0 by default.
     */
    double acquired;
    /*
     The share of all that each cause takes in a period, >= 0, together at most 1.
     */
    const double *rates;
    /*
     How many causes there are.
     */
    size_t causes;
    /*
     Written: how many leave for each cause in the first period; or NULL.
     */
    double *lost_by_cause;
    /*
     Written: the customers after 0, 1, 2, ... periods; or NULL.
     */
    double *series;
    /*
     How many cells `series` has.
     */
    size_t periods;
    /*
     Written: the share lost in a period, all causes together.
     */
    double churn;
    /*
     Written: the level that the base tends to, acquired / churn; NaN where it does not leak.
     */
    double steady_state;
    /*
     Written: how many must be acquired in a period to stand still.
     */
    double to_stand_still;
} habitue_bucket;

/*
 Who left for which cause, and what it cost. Start from `HABITUE_DEFECTION_INIT`; amounts are of
 one currency, columns have `causes` cells.
 */
typedef struct habitue_defection {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     Customers at the start.
     */
    uint64_t customers;
    /*
     How many causes there are.
     */
    size_t causes;
    /*
     How many left for each cause.
     */
    const uint64_t *lost;
    /*
     The present value of the profit of one of them, finite.
     */
    const double *profit_per_customer;
    /*
     The share of them whom a programme would keep, 0 to 1; NULL for none.
     */
    const double *preventable;
    /*
     The cost of the programme, finite and >= 0; NULL for nothing.
     */
    const double *programme_cost;
    /*
     The group of each cause, one of `HABITUE_CAUSE_GROUP_...`, 0 where it is not known; NULL
     where none is.
     */
    const int32_t *groups;
    /*
     Written: the profit lost to each cause; or NULL, as the next two.
     */
    double *lost_profit;
    /*
     Written: the net gain of its programme.
     */
    double *net_gain;
    /*
     Written: the share that the programme must keep to pay for itself; NaN where that is
     impossible.
     */
    double *break_even;
    /*
     Written: how many left for the causes of each group, by its code.
     */
    uint64_t lost_by_group[5];
    /*
     Written: the profit lost with them.
     */
    double profit_by_group[5];
    /*
     Written: how many left.
     */
    uint64_t total_lost;
    /*
     Written: total_lost / customers.
     */
    double rate;
    /*
     Written: the profit lost with them.
     */
    double total_lost_profit;
    /*
     Written: the net gain of all programmes together.
     */
    double total_net_gain;
    /*
     Written: the net gain of those programmes that earn more than they cost.
     */
    double worthwhile_gain;
} habitue_defection;

/*
 The survival curve just after a time at which somebody was lost.
 */
typedef struct habitue_survival_step {
    /*
     The time.
     */
    double time;
    /*
     Customers who were there just before it.
     */
    uint64_t at_risk;
    /*
     Customers lost at it.
     */
    uint64_t lost;
    /*
     The probability of staying beyond it.
     */
    double survival;
    /*
     Greenwood's standard error; NaN once nobody is left.
     */
    double std_error;
} habitue_survival_step;

/*
 What is asked of a survival curve, and where it goes: columns of the caller, each NULL where it
 is not wanted. Start from `HABITUE_SURVIVAL_INIT`.
 */
typedef struct habitue_survival {
    uint32_t struct_size;
    /*
     Of `low` and `high`: one of `HABITUE_SURVIVAL_INTERVAL_...`. LOG by default.
     */
    int32_t interval;
    /*
     Of `low` and `high`, 0 < confidence < 1. 0.95 by default.
     */
    double confidence;
    /*
     Of the restricted mean: > 0 and at most the last time, or any once the curve has reached 0.
     */
    double horizon;
    /*
     Times, finite and >= 0, at which the curve is asked for.
     */
    const double *times;
    /*
     How many.
     */
    size_t time_count;
    /*
     Written: the probability of staying beyond each; NaN beyond the last time.
     */
    double *survival;
    /*
     Written: the lower ends of the intervals; NaN also once nobody is left.
     */
    double *low;
    /*
     Written: the upper ends.
     */
    double *high;
    /*
     Shares of the customers, 0 < share <= 1; 0.5 asks for the median.
     */
    const double *shares;
    /*
     How many.
     */
    size_t share_count;
    /*
     Written: the first time at which the survival is at most 1 - share; NaN where the curve
     does not come down so far.
     */
    double *quantiles;
    /*
     Written: the steps of the curve, ascending in time.
     */
    struct habitue_survival_step *steps;
    /*
     Room for steps; as many as there are rows are enough.
     */
    size_t step_capacity;
    /*
     Written: how many steps there are.
     */
    size_t step_count;
    /*
     Written: the longest time that anybody was observed, beyond which the curve says nothing
     unless it has reached 0.
     */
    double last_time;
    /*
     Written: the mean time as a customer up to the horizon; NaN where none is given.
     */
    double restricted_mean;
    /*
     Written: its standard error; NaN once nobody is left before the horizon.
     */
    double restricted_mean_error;
} habitue_survival;

/*
 The log-rank comparison of the survival of groups. Start from `HABITUE_LOG_RANK_INIT`.
 */
typedef struct habitue_log_rank {
    uint32_t struct_size;
    /*
     Written: groups that can be compared, less one.
     */
    uint32_t degrees_of_freedom;
    /*
     How many groups there are, 2 to 1,000.
     */
    size_t groups;
    /*
     Written: how many of each group were lost; or NULL.
     */
    double *observed;
    /*
     Written: how many would have been if all stayed alike; or NULL.
     */
    double *expected;
    /*
     Written: the statistic.
     */
    double chi_square;
    /*
     Written: the probability of so large a statistic if all groups stayed alike.
     */
    double p_value;
} habitue_log_rank;

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
 The classes of customers. Start from `HABITUE_CLASSES_INIT` and say where to write.
 */
typedef struct habitue_classes {
    /*
     `sizeof(habitue_classes)` of the caller.
     */
    uint32_t struct_size;
    /*
     Must be 0.
     */
    uint32_t reserved;
    /*
     Where the class of each customer goes, 0 where it is unknown.
     */
    int32_t *codes;
    /*
     Where the bits of the reasons go (`HABITUE_LIST_REASONS + scheme`), or NULL.
     */
    uint32_t *reasons;
    /*
     Where 1 goes for a customer exactly on a cut, which belongs to the higher side, else 0; or
     NULL.
     */
    uint8_t *boundary;
    /*
     Written: customers by the code of their class; entry 0 counts the unknown, and entries
     beyond the scheme's classes are 0.
     */
    uint64_t by_code[16];
    /*
     Written: customers with a class.
     */
    uint64_t n_used;
    /*
     Written: customers whose class is unknown, for want of evidence.
     */
    uint64_t n_missing;
    /*
     Written: customers who stand exactly on a cut.
     */
    uint64_t n_boundary;
} habitue_classes;

/*
 The weighted mean of the dimensions.
 */
typedef struct habitue_scorecard_total {
    /*
     Weighted mean of the dimension indices, 0 to 100.
     */
    double value;
    /*
     Its standard error; NaN with one respondent.
     */
    double standard_error;
    /*
     Its interval; NaN with one respondent.
     */
    struct habitue_interval interval;
    /*
     Which dimension is the weakest, from 0 (the first of equals). Every
     dimension reaches a threshold where this one does: the conjunctive rule.
     */
    uint64_t weakest;
} habitue_scorecard_total;

/*
 A bar of the tornado.
 */
typedef struct habitue_tornado_bar {
    /*
     The input, counted from 0.
     */
    uint64_t input;
    /*
     The value where this input is at its low end and all others at their base.
     */
    double low;
    /*
     The value where this input is at its high end.
     */
    double high;
} habitue_tornado_bar;

/*
 The distribution of a simulated value.
 */
typedef struct habitue_simulated_value {
    /*
     The mean.
     */
    double mean;
    /*
     The median.
     */
    double median;
    /*
     The lower end of the central interval.
     */
    double low;
    /*
     The upper end of the central interval.
     */
    double high;
    /*
     How many draws.
     */
    uint64_t draws;
} habitue_simulated_value;

/*
 How customers are drawn. Start from `HABITUE_SIMULATION_OPTIONS_INIT`; NULL means the same.
 */
typedef struct habitue_simulation_options {
    /*
     `sizeof(habitue_simulation_options)`.
     */
    uint32_t struct_size;
    /*
     1 to keep every purchase, 0, the default, for the summaries alone.
     */
    uint32_t every_purchase;
    /*
     Equal seeds draw equal customers. 1 by default.
     */
    uint64_t seed;
    /*
     For how long new customers are followed after T, >= 0, in the unit of the model. 0 by
     default.
     */
    double holdout;
    /*
     How far ahead customers with a history are followed; not given: new customers are drawn.
     */
    double horizon;
    /*
     What they spend per purchase is drawn from this model; NULL: no amounts.
     */
    const struct habitue_model *spend_model;
} habitue_simulation_options;

/*
 How much was drawn.
 */
typedef struct habitue_simulation_info {
    /*
     Rows of the columns of `habitue_simulation_read`.
     */
    uint64_t rows;
    /*
     Purchases of `habitue_simulation_purchases`.
     */
    uint64_t purchases;
} habitue_simulation_info;

/*
 Columns to copy out, each the caller's with `rows` cells, or NULL. Start from
 `HABITUE_SIMULATION_COLUMNS_INIT`. One that the simulation does not have is refused by name.
 */
typedef struct habitue_simulation_columns {
    /*
     `sizeof(habitue_simulation_columns)`.
     */
    uint32_t struct_size;
    /*
     0.
     */
    uint32_t reserved;
    /*
     Length of each column; must be that of the simulation.
     */
    size_t rows;
    /*
     New customers: x.
     */
    uint32_t *frequency;
    /*
     t_x.
     */
    double *recency;
    /*
     T.
     */
    double *age;
    /*
     The sum of the logarithms of the intervals between purchases.
     */
    double *log_intervals;
    /*
     Purchases in (T, T + holdout].
     */
    uint32_t *holdout_frequency;
    /*
     When each left, counted from the first purchase (of a future from T, and 0 for one who had
     left by then); infinite for one who is still there at the end.
     */
    double *left;
    /*
     The mean amount of the repeat purchases up to T; of a future, of its purchases; 0 where
     there is none.
     */
    double *mean_spend;
    /*
     That of the purchases of the holdout.
     */
    double *holdout_mean_spend;
    /*
     Futures: purchases in (T, T + horizon].
     */
    uint32_t *purchases;
    /*
     Contracts, by cohort: the cohort, from 0.
     */
    int64_t *cohort;
    /*
     The period, from 0.
     */
    uint32_t *period;
    /*
     Customers of the cohort who were left then.
     */
    uint64_t *survivors;
    /*
     Contracts, by customer: further renewals; infinite for one who hardly ever leaves.
     */
    double *renewals;
} habitue_simulation_columns;

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
     One of `HABITUE_HIGHER_IS_BETTER`, `HABITUE_LOWER_IS_BETTER`. The scores of
     `HABITUE_SCALE_LEVELS` say it themselves: rising ones are refused together
     with `HABITUE_LOWER_IS_BETTER`. Where lower is better, whatever analyses the
     answers recodes them: low + high - answer.
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
 A window of observation and how to count in it. Start from `HABITUE_WINDOW_INIT`: distinct days
 in fractional weeks, up to the last day of the summary, no holdout. Days are counted from
 1970-01-01.
 */
typedef struct habitue_window {
    uint32_t struct_size;
    /*
     One of `HABITUE_CONVENTION_...`.
     */
    int32_t convention;
    /*
     Unit of recency and age: one of `HABITUE_UNIT_...`.
     */
    int32_t unit;
    /*
     First day that counts; `HABITUE_NO_DAY` for no limit.
     */
    int32_t start;
    /*
     Last day that calibrates; `HABITUE_NO_DAY` for the last day of the summary, or its last
     hour where it keeps hours.
     */
    int32_t calibration_end;
    /*
     Last day of the holdout; `HABITUE_NO_DAY` for no holdout.
     */
    int32_t holdout_end;
    /*
     1 for a table that has log_intervals, which the CNBD-k models read; else 0.
     */
    uint32_t log_intervals;
    uint32_t reserved;
} habitue_window;

/*
 Transactions as columns. Start from `HABITUE_TRANSACTIONS_INIT` and set the columns by
 `habitue_i64(NULL, cells)` and its like.
 */
typedef struct habitue_transactions {
    uint32_t struct_size;
    /*
     What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
     */
    int32_t costing;
    /*
     What amounts and costs in int64_t are: one of `HABITUE_WHOLE_AMOUNTS_...`. It must be given
     where there are any, and is refused where there are none.
     */
    int32_t whole_amounts;
    uint32_t reserved;
    /*
     Length of each column.
     */
    size_t rows;
    /*
     Who: int64_t or text; the same in all transactions of a summary.
     */
    struct habitue_column customer;
    /*
     When: int32_t, days since 1970-01-01, the years 1 to 9999; or int64_t, seconds since
     1970-01-01 00:00:00 by the clock that counts.
     */
    struct habitue_column time;
    /*
     For how much, where the rules name a currency: int64_t; or in units of the currency,
     double (the rules must name a rounding) or plain decimal text. Within 2^53 minor units.
     */
    struct habitue_column amount;
    /*
     What each cost or left, where the rules keep margins: the same types, of any sign. An
     empty text is not known.
     */
    struct habitue_column cost;
    /*
     Whether each cost is known, 1 or 0; what is not is not looked at. NULL where all are.
     */
    const uint8_t *cost_known;
} habitue_transactions;

/*
 A customer as of now: the history where a purchase was taken in, the scores where a scorer was
 given; all else is 0.
 */
typedef struct habitue_customer_now {
    /*
     Time of the last occasion, from the first.
     */
    double recency;
    /*
     From the first occasion to the end of the calibration.
     */
    double age;
    /*
     The mean amount of the repeat occasions, in units of the currency.
     */
    double mean_spend;
    /*
     The first occasion, in minor units.
     */
    int64_t first_spend;
    /*
     The sum over the repeat occasions, in minor units.
     */
    int64_t repeat_spend;
    /*
     P(alive).
     */
    double p_alive;
    /*
     Purchases expected within the time of the scorer.
     */
    double expected_purchases;
    /*
     Lifetime value.
     */
    double value;
    /*
     Repeat occasions of the calibration.
     */
    uint32_t frequency;
    /*
     The tier, from 1, the top; 0 where the scorer has none.
     */
    int32_t tier;
    /*
     1; 0 where nothing calibrates the customer, and then all else is 0.
     */
    uint32_t calibrated;
    uint32_t reserved;
} habitue_customer_now;

/*
 What is scored. Start from `HABITUE_SCORER_OPTIONS_INIT`.
 */
typedef struct habitue_scorer_options {
    uint32_t struct_size;
    /*
     How many tiers have a lowest value: all but the last.
     */
    uint32_t tiers;
    /*
     Purchases are expected within this time; must be given.
     */
    double to;
    /*
     The horizon of the value; must be given.
     */
    double horizon;
    /*
     Continuous discount rate per unit of time. 0 by default.
     */
    double rate;
    /*
     The share of the spend that is profit. 1 by default.
     */
    double margin;
    /*
     The smallest value of each tier from the top down, without the last; NULL for no tiers.
     */
    const double *lowest;
} habitue_scorer_options;

/*
 How transactions are taken in. Start from `HABITUE_RULES_INIT` and set `currency`.
 */
typedef struct habitue_rules {
    uint32_t struct_size;
    /*
     ISO 4217 code, such as "USD"; empty where transactions have no amounts.
     */
    char currency[4];
    /*
     One of `HABITUE_REFUNDS_...`. REFUSE by default.
     */
    int32_t refunds;
    /*
     One of `HABITUE_ROUNDING_...`. NONE by default; amounts in doubles need one.
     */
    int32_t rounding;
    /*
     How finely time is kept: `HABITUE_UNIT_DAY`, the default, or `HABITUE_UNIT_HOUR`.
     */
    int32_t resolution;
    /*
     Threads that take in columns and make tables; 0 for all cores. 1 by default.
     */
    uint32_t threads;
    /*
     One of `HABITUE_COSTS_...`; not looked at without a currency. NONE by default.
     */
    int32_t costs;
    uint32_t reserved;
    /*
     With `HABITUE_COSTS_ASSUME`, the share of the amount that is margin where no cost is known,
     -1000 to 1000 (0.3 for 30 %). The sum of a customer's margins is rounded once.
     */
    double assumed_margin;
} habitue_rules;

/*
 Where the columns of a CSV file are and how they are written. Start from
 `HABITUE_CSV_FORMAT_INIT` and name the columns.
 */
typedef struct habitue_csv_format {
    uint32_t struct_size;
    /*
     What customers are: `HABITUE_TYPE_TEXT`, the default, or `HABITUE_TYPE_I64`.
     */
    int32_t keys;
    /*
     Name of the column of customers.
     */
    struct habitue_text customer;
    /*
     Of dates.
     */
    struct habitue_text date;
    /*
     Of amounts in units of the currency, 19.99 or 20; NULL where there is none.
     */
    struct habitue_text amount;
    /*
     Of costs or margins, likewise; an empty field is not known.
     */
    struct habitue_text cost;
    /*
     Format of the dates in specifiers of strftime; NULL for ISO 8601.
     */
    struct habitue_text date_format;
    /*
     What stands between fields, an ASCII character. A comma by default.
     */
    uint32_t delimiter;
    /*
     What stands before the decimals, an ASCII character. A point by default.
     */
    uint32_t decimal_mark;
    /*
     One of `HABITUE_BAD_ROWS_...`. FAIL by default.
     */
    int32_t bad_rows;
    /*
     What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
     */
    int32_t costing;
} habitue_csv_format;

/*
 How many rows were refused for one reason.
 */
typedef struct habitue_status_count {
    /*
     The reason.
     */
    habitue_status status;
    uint32_t reserved;
    /*
     How many rows.
     */
    uint64_t rows;
} habitue_status_count;

/*
 Rows that were refused while reading. Start from `HABITUE_REJECTIONS_INIT` and say where to
 write.
 */
typedef struct habitue_rejections {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     Written: rows read, the refused ones included.
     */
    uint64_t rows;
    /*
     Written: rows refused.
     */
    uint64_t rejected;
    /*
     Where the first of them go, each as the failing call would have filled its error (`row` is
     the line, from 1); or NULL.
     */
    struct habitue_error *examples;
    /*
     How many of them there is room for.
     */
    size_t example_capacity;
    /*
     Written: how many were filled in.
     */
    size_t example_count;
    /*
     Where the reasons go, by ascending status; or NULL.
     */
    struct habitue_status_count *by_status;
    /*
     How many of them there is room for; 33 are always enough.
     */
    size_t status_capacity;
    /*
     Written: how many there are, of which no more than the capacity were filled in.
     */
    size_t status_count;
} habitue_rejections;

/*
 What a summary holds. Start from `HABITUE_SUMMARY_INFO_INIT`.
 */
typedef struct habitue_summary_info {
    uint32_t struct_size;
    /*
     Written: what customers are, `HABITUE_TYPE_I64`, `_TEXT`, or `_NONE` where nobody came.
     */
    int32_t keys;
    /*
     Written: transactions taken in.
     */
    uint64_t rows;
    /*
     Written: rows refused while reading.
     */
    uint64_t rejected_rows;
    /*
     Written: the first day on which anything happened, or `HABITUE_NO_DAY`.
     */
    int32_t first_day;
    /*
     Written: the last one.
     */
    int32_t last_day;
    /*
     Written: currency of the amounts, or empty.
     */
    char currency[4];
    uint32_t reserved;
} habitue_summary_info;

/*
 What a table holds, and what became of every transaction when it was made. Nothing is lost
 without a count: rows = occasions + merged + dropped + outside + uncalibrated rows. Spend and
 margins are minor units. Start from `HABITUE_TABLE_INFO_INIT`; all else is written.
 */
typedef struct habitue_table_info {
    uint32_t struct_size;
    /*
     What the keys are: `HABITUE_TYPE_I64` or `_TEXT`.
     */
    int32_t keys;
    /*
     Bytes of text keys.
     */
    size_t key_bytes;
    /*
     Unit of recency and age: one of `HABITUE_UNIT_...`.
     */
    int32_t unit;
    /*
     Currency of the amounts, or empty.
     */
    char currency[4];
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
     Customers in the table, the length of its columns.
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
     Periods that refunds brought to nothing or less, which are no occasions.
     */
    uint64_t dropped_occasions;
    /*
     Rows of such periods.
     */
    uint64_t dropped_rows;
    /*
     Refunds that no earlier purchase of the customer could bear.
     */
    int64_t dropped_spend;
    /*
     Rows before the window's start or after its end.
     */
    uint64_t outside_rows;
    /*
     Net amount of rows outside the window.
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
     Net amount of such rows.
     */
    int64_t uncalibrated_spend;
    /*
     Transactions taken in without a cost, whose margin the rules assumed.
     */
    uint64_t assumed_rows;
    /*
     Margin of refunds that no earlier purchase could bear.
     */
    int64_t dropped_margin;
    /*
     Margin of rows outside the window.
     */
    int64_t outside_margin;
    /*
     Margin of rows of customers whom nothing calibrates.
     */
    int64_t uncalibrated_margin;
} habitue_table_info;

/*
 Columns of a table to copy out. Each is the caller's, of `rows` cells, or NULL where it is not
 wanted. Start from `HABITUE_TABLE_COLUMNS_INIT`. Spend and margins are minor units, but for
 means; spend is 0 where the rules name no currency.
 */
typedef struct habitue_table_columns {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     How many customers the table has.
     */
    size_t rows;
    /*
     Written: integer keys, ascending.
     */
    int64_t *keys;
    /*
     Written: where text keys begin in `key_bytes` and the last one ends, `rows` + 1 cells.
     */
    int64_t *key_offsets;
    /*
     Written: text keys, ascending by their bytes, as many bytes as `habitue_table_info` says.
     */
    uint8_t *key_bytes;
    /*
     Written: x, the repeat occasions of the calibration.
     */
    uint32_t *frequency;
    /*
     Written: t_x, from the first occasion to the last; 0 where x is 0.
     */
    double *recency;
    /*
     Written: T, from the first occasion to the end of the calibration.
     */
    double *age;
    /*
     Written: the sum of the logarithms of the intervals between occasions of the calibration.
     */
    double *log_intervals;
    /*
     Written: occasions of the holdout.
     */
    uint32_t *holdout_frequency;
    /*
     Written: the first occasion.
     */
    int64_t *first_spend;
    /*
     Written: the sum over the repeat occasions of the calibration.
     */
    int64_t *repeat_spend;
    /*
     Written: the sum over all occasions of the calibration.
     */
    int64_t *total_spend;
    /*
     Written: the sum over the holdout.
     */
    int64_t *holdout_spend;
    /*
     Written: the mean amount of the repeat occasions in units of the currency; 0 where x is 0.
     */
    double *mean_spend;
    /*
     Written: what the first occasion left.
     */
    int64_t *first_margin;
    /*
     Written: what the repeat occasions left.
     */
    int64_t *repeat_margin;
    /*
     Written: what all occasions of the calibration left.
     */
    int64_t *total_margin;
    /*
     Written: what those of the holdout left.
     */
    int64_t *holdout_margin;
    /*
     Written: the mean margin of the repeat occasions in units of the currency; 0 where x is 0.
     */
    double *mean_margin;
    /*
     Written: the share of the spend in the calibration that was margin; that of all customers
     together where one spent nothing on balance.
     */
    double *margin_rate;
} habitue_table_columns;

/*
 A period of actual purchases.
 */
typedef struct habitue_tracking_step {
    /*
     The last day of the period.
     */
    int32_t end;
    uint32_t reserved;
    /*
     From the first purchase of all to the end of the period, in the unit of the window.
     */
    double elapsed;
    /*
     Repeat purchases within it.
     */
    uint64_t purchases;
} habitue_tracking_step;

/*
 A customer's profit over its tenure, after what it cost to win.
 */
typedef struct habitue_tenure_result {
    /*
     The lifetime value, the acquisition cost subtracted.
     */
    double value;
    /*
     When the acquisition cost is earned back, discounted, in years; NaN if never.
     */
    double payback;
    /*
     Lifetime profit over acquisition cost; NaN where winning the customer cost nothing.
     */
    double value_to_cost;
} habitue_tenure_result;

/*
 How uncertainty is found. Start from `HABITUE_UNCERTAINTY_OPTIONS_INIT`; NULL means the same.
 */
typedef struct habitue_uncertainty_options {
    /*
     `sizeof(habitue_uncertainty_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     How many parameters are drawn, or refits made; at least 2. 1000 by default.
     */
    uint32_t draws;
    /*
     Where the random streams start; the same seed gives the same bits, whatever
     the number of threads. 1 by default.
     */
    uint64_t seed;
    /*
     One of `HABITUE_INTERVAL_...`, for the delta method. NATURAL by default.
     */
    int32_t scale;
    /*
     0.
     */
    uint32_t reserved;
} habitue_uncertainty_options;

/*
 What an uncertainty is, and how many models it rests on.
 */
typedef struct habitue_uncertainty_info {
    /*
     One of `HABITUE_UNCERTAINTY_*`.
     */
    int32_t method;
    /*
     The kind of the model, one of `HABITUE_MODEL_...`.
     */
    int32_t kind;
    /*
     Its parameters, coefficients included.
     */
    uint32_t parameters;
    /*
     Draws or refits with a model.
     */
    uint32_t draws;
    /*
     Those without.
     */
    uint32_t failed;
    /*
     0.
     */
    uint32_t reserved;
} habitue_uncertainty_info;

/*
 One model of a comparison.
 */
typedef struct habitue_compared_model {
    /*
     One of `HABITUE_MODEL_...`.
     */
    int32_t kind;
    /*
     The status that the fit alone would have returned; `HABITUE_OK` where there is a model,
     and else all but this and `kind` is 0.
     */
    habitue_status failure;
    /*
     One of `HABITUE_RIDGE_...`.
     */
    int32_t ridge;
    /*
     Number of parameters; k of the CNBD-k models is not counted.
     */
    uint32_t parameters;
    /*
     k of the CNBD-k models, 0 for the others.
     */
    uint32_t regularity;
    uint32_t reserved;
    /*
     Log-likelihood at the optimum.
     */
    double log_likelihood;
    /*
     Akaike's criterion.
     */
    double aic;
    /*
     Schwarz's criterion.
     */
    double bic;
} habitue_compared_model;

/*
 The likelihood-ratio test of two models of a comparison, of which one is a special case of the
 other: NBD of every model of attrition, Pareto/NBD of GGompertz/NBD.
 */
typedef struct habitue_nested_test {
    /*
     The row of the special case, from 0.
     */
    uint32_t restricted;
    /*
     The row of the model that contains it.
     */
    uint32_t general;
    /*
     Parameters that the special case has less.
     */
    uint64_t degrees;
    /*
     Twice the difference of the log-likelihoods, >= 0.
     */
    double statistic;
    /*
     P(chi-squared >= statistic); too large rather than too small, for the special case lies at
     the end of a parameter's range.
     */
    double p_value;
} habitue_nested_test;

/*
 Where a comparison goes: a cell for each kind, or NULL where it is not wanted. Start from
 `HABITUE_COMPARISON_INIT`.
 */
typedef struct habitue_comparison {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     Written: what there is to say of each model.
     */
    struct habitue_compared_model *rows;
    /*
     Written: the models, to be freed one by one; NULL where the fit failed.
     */
    struct habitue_model **models;
    /*
     Written: as the fit alone would have filled its error.
     */
    struct habitue_error *why;
    /*
     Written: the tests of all pairs of which one is a special case of the other.
     */
    struct habitue_nested_test *tests;
    /*
     How many of these there is room for; 6 are always enough.
     */
    size_t test_capacity;
    /*
     Written: how many there are, of which no more than the capacity were filled in.
     */
    size_t test_count;
} habitue_comparison;

/*
 A coefficient of correlation of frequency and mean spend, with its test.
 */
typedef struct habitue_correlation {
    /*
     From -1 to 1.
     */
    double coefficient;
    /*
     Student's t with n - 2 degrees of freedom; infinite for -1 and 1.
     */
    double t;
    /*
     P(|t| or more).
     */
    double p_value;
} habitue_correlation;

/*
 k of the intervals between purchases: 1 for purely random ones, larger where they
 come like clockwork.
 */
typedef struct habitue_regularity {
    /*
     The estimate; infinite where the intervals of each customer are all the same.
     */
    double k;
    /*
     Its asymptotic standard error; infinite where k is.
     */
    double standard_error;
    /*
     Customers that say something about it.
     */
    uint64_t customers;
    /*
     Their intervals, or pairs of consecutive ones.
     */
    uint64_t observations;
} habitue_regularity;

/*
 Forecasts and outcomes. Start from `HABITUE_FORECAST_INIT`.
 */
typedef struct habitue_forecast {
    uint32_t struct_size;
    uint32_t reserved;
    /*
     Length of each column.
     */
    size_t rows;
    /*
     What each customer did in the holdout, purchases or money, >= 0.
     */
    const double *actual;
    /*
     The forecast, >= 0.
     */
    const double *expected;
    /*
     How many customers a row stands for; NULL for one each.
     */
    const double *weights;
} habitue_forecast;

/*
 How far forecasts e were from what came to pass, a, over customers of weight w.
 */
typedef struct habitue_forecast_errors {
    /*
     Sum of w, the customers.
     */
    double customers;
    /*
     Sum of w a.
     */
    double actual;
    /*
     Sum of w e.
     */
    double expected;
    /*
     Sum of w (e - a) over that of w a; NaN where nothing came to pass.
     */
    double bias;
    /*
     WAPE: sum of w |e - a| over that of w a; NaN where nothing came to pass.
     */
    double wape;
    /*
     Mean of |e - a|.
     */
    double mae;
    /*
     Root of the mean of (e - a)^2.
     */
    double rmse;
    /*
     Mean of a among the tenth of the customers of whom most was expected, over that among all;
     NaN where nothing came to pass.
     */
    double top_decile_lift;
    /*
     Gini coefficient of the ranking by e; NaN where nothing came to pass.
     */
    double gini;
    /*
     That over what ranking by a attains; NaN also where all did the same.
     */
    double normalised_gini;
} habitue_forecast_errors;

/*
 Forecast and outcome of one class of customers.
 */
typedef struct habitue_forecast_class {
    /*
     The customers in it.
     */
    double customers;
    /*
     Their mean outcome; NaN for an empty class.
     */
    double actual;
    /*
     Their mean forecast; NaN for an empty class.
     */
    double expected;
} habitue_forecast_class;

/*
 How raking proceeds. Start from `HABITUE_RAKE_OPTIONS_INIT` (no cap, 1e-10,
 1000 passes).
 */
typedef struct habitue_rake_options {
    /*
     `sizeof(habitue_rake_options)` of the caller.
     */
    uint32_t struct_size;
    /*
     Most passes over all margins.
     */
    uint32_t max_passes;
    /*
     Largest weight in units of the mean weight, > 1; 0 for none.
     */
    double cap;
    /*
     Distance of a share from its target at which a margin is met.
     */
    double tolerance;
    /*
     Must be 0.
     */
    uint32_t reserved[2];
} habitue_rake_options;

/*
 What weights cost.
 */
typedef struct habitue_weighting {
    /*
     Effective sample size.
     */
    double effective_n;
    /*
     Design effect.
     */
    double design_effect;
    /*
     Weights that lie on the cap.
     */
    uint64_t capped;
    /*
     Passes taken.
     */
    uint32_t passes;
    /*
     Always 0.
     */
    uint32_t reserved;
} habitue_weighting;

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
 A column, setting or number is given that is not read.
 */
#define HABITUE_NOT_READ 110

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
 The optimal spend on acquisition and on retention (Blattberg and Deighton), into
 `optimum`. Spending S gives the rate ceiling x (1 - exp(-k S)), where k follows from a
 known point: `acquisition_spend` per prospect wins the share `acquisition_rate`, at best
 `acquisition_ceiling`; `retention_spend` a year keeps the share `retention_rate`, at best
 `retention_ceiling`. 0 < rate < ceiling <= 1, spends > 0, `margin` >= 0 a year,
 `discount` a year above the retention ceiling less 1.

 `optimum` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_acquisition_retention_optimum(double acquisition_ceiling,
                                                     double acquisition_rate,
                                                     double acquisition_spend,
                                                     double retention_ceiling,
                                                     double retention_rate,
                                                     double retention_spend,
                                                     double margin,
                                                     double discount,
                                                     struct habitue_optimal_spend *optimum,
                                                     struct habitue_error *error);

/*
 Answers `question` for each of the customers, for their total, or both.

 The kind of the question says what is read of it and of the customers; models with covariates
 also read covariates. Nothing is written unless all of it is in order; where a prediction does
 not settle, or the job is cancelled, the column holds zeros. `job` may be NULL.

 Returns also `HABITUE_BAD_ARGUMENT` for a question to another family of models,
 `HABITUE_NOT_READ` and `HABITUE_MISSING_VALUE` for columns and numbers, `HABITUE_NOT_FINITE`,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT` with the row, `HABITUE_MISSING_COLUMN` for a
 covariate, `HABITUE_UNDEFINED` where an answer is infinite, `HABITUE_OUTSIDE_DOMAIN`,
 `HABITUE_OVERFLOW`, or `HABITUE_CANCELLED`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answer(const struct habitue_model *model,
                              const struct habitue_question *question,
                              const struct habitue_customers *customers,
                              const struct habitue_job *job,
                              const struct habitue_answers *answers,
                              struct habitue_error *error);

/*
 The same with standard errors and intervals: every question, of every model.

 Returns also `HABITUE_UNDEFINED` for the delta method and an answer that moves in steps
 (quantiles of counts), and `HABITUE_SINGULAR_MATRIX` for it on a ridge. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_answer_with_uncertainty(const struct habitue_uncertainty *uncertainty,
                                               const struct habitue_question *question,
                                               const struct habitue_customers *customers,
                                               const struct habitue_job *job,
                                               const struct habitue_answers *answers,
                                               struct habitue_error *error);

/*
 Cases 3 and 5 of Berger and Nasr (and 2, by `cycle_years`), into `value`: `contribution`
 of the beginning of each of `contributions` cycles, and `promotion` of the middle of each
 but the last. Customers stay with probability `retention` (0..=1) per cycle; or, where
 `purchase` is not NULL, who last bought j cycles ago buys again with probability
 `purchase[j - 1]` and is lost after `recencies` cycles without a purchase, and `retention`
 is not read.

 Out, each of `contributions` entries or NULL where not wanted: `buying` the customers who
 buy at the beginning of each cycle, per customer of the first, and `promoted` those who
 are promoted to (0 in the last cycle). `promotion` has `contributions` - 1 entries
 (`promotions`), `purchase` has `recencies`. `value` must not be NULL, `error` may be.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with the row. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_berger_nasr_value(const double *contribution,
                                         size_t contributions,
                                         const double *promotion,
                                         size_t promotions,
                                         double retention,
                                         const double *purchase,
                                         size_t recencies,
                                         double discount,
                                         double cycle_years,
                                         double *buying,
                                         double *promoted,
                                         double *value,
                                         struct habitue_error *error);

/*
 The payments of `habitue_berger_nasr_value` as a new cash flow `out`, in years; the
 arguments are the same, without a discount rate.

 `purchase` and `error` may be NULL, `out` must not be. Returns as
 `habitue_berger_nasr_value`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_berger_nasr_cash_flow(const double *contribution,
                                             size_t contributions,
                                             const double *promotion,
                                             size_t promotions,
                                             double retention,
                                             const double *purchase,
                                             size_t recencies,
                                             double cycle_years,
                                             struct habitue_cash_flow **out,
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
 A cash flow of payments in minor units of one currency, as a new handle `out`: `time` >= 0
 in periods or years (`habitue_payment_times`, `habitue_day_count_years`) from the
 valuation in any order, `amount` negative for money paid out, `probability` in 0..=1 or
 NULL for certain ones.

 The columns have `rows` entries. `currency` is the ISO 4217 code. `out` must not be NULL,
 `error` may be. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_CURRENCY`, or
 `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_new(const uint8_t *currency,
                                     size_t currency_length,
                                     const double *time,
                                     const int64_t *amount,
                                     const double *probability,
                                     size_t rows,
                                     struct habitue_cash_flow **out,
                                     struct habitue_error *error);

/*
 A cash flow of payments in doubles, as a new handle `out`; otherwise as
 `habitue_cash_flow_new`.

 The columns have `rows` entries; `probability` may be NULL. `out` must not be NULL,
 `error` may be. Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_new_real(const double *time,
                                          const double *amount,
                                          const double *probability,
                                          size_t rows,
                                          struct habitue_cash_flow **out,
                                          struct habitue_error *error);

/*
 Frees a cash flow; NULL is nothing to free. Nobody may use it any more. Since 0.1.
 */
HABITUE_API void habitue_cash_flow_free(struct habitue_cash_flow *flow);

/*
 How many payments a cash flow has; 0 for NULL. Never fails. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
size_t habitue_cash_flow_payments(const struct habitue_cash_flow *flow);

/*
 The table of a cash flow at a `discount` rate > -1 per period (or year), in the order of
 time: when each payment falls, its expected amount (amount x probability, in major
 units), the discount factor, the present value, and the present values so far.

 Each column has `rows` entries, as many as `habitue_cash_flow_payments` says, or is NULL
 where not wanted. `flow` must not be NULL, `error` may be. Returns `HABITUE_OK`, an
 argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_table(const struct habitue_cash_flow *flow,
                                       double discount,
                                       double *time,
                                       double *expected,
                                       double *factor,
                                       double *present,
                                       double *cumulative,
                                       size_t rows,
                                       struct habitue_error *error);

/*
 The expected present value of a cash flow at each discount rate (> -1 per period or
 year), in major units, into `values`.

 `discount` and `values` have `rates` entries. `flow` must not be NULL, `error` may be.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_present_values(const struct habitue_cash_flow *flow,
                                                const double *discount,
                                                double *values,
                                                size_t rates,
                                                struct habitue_error *error);

/*
 When a cash flow has paid back what was paid out, at each discount rate (> -1; 0 for
 simple payback), in periods or years, into `times`: each payment is thought of as spread
 since the one before; NaN where it never does.

 `discount` and `times` have `rates` entries. `flow` must not be NULL, `error` may be.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_paybacks(const struct habitue_cash_flow *flow,
                                          const double *discount,
                                          double *times,
                                          size_t rates,
                                          struct habitue_error *error);

/*
 The sum of the amounts of a cash flow, neither weighted nor discounted, into `total`:
 minor units, exact.

 `flow` and `total` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OVERFLOW`, or `HABITUE_UNSUPPORTED` for a flow in doubles (see
 `habitue_cash_flow_in_currency`). Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_total(const struct habitue_cash_flow *flow,
                                       int64_t *total,
                                       struct habitue_error *error);

/*
 A cash flow in exact money, as a new handle `out`: each amount of `flow` rounded to the
 minor unit of the currency by `rounding`, one of `HABITUE_ROUNDING_...` but NONE.

 `currency` is the ISO 4217 code. `flow` and `out` must not be NULL, `error` may be.
 Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR`,
 `HABITUE_BAD_CURRENCY`, `HABITUE_OVERFLOW` with the row, or `HABITUE_UNSUPPORTED` for a
 flow that is in money. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cash_flow_in_currency(const struct habitue_cash_flow *flow,
                                             const uint8_t *currency,
                                             size_t currency_length,
                                             int32_t rounding,
                                             struct habitue_cash_flow **out,
                                             struct habitue_error *error);

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
 Counts the best `k` answers to a question, for a top-box share (CSAT).

 `question` counts from 0; `k` from 1 to the number of levels less one.
 `*counts` receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error (a continuous scale has no levels) or `HABITUE_OUT_OF_RANGE`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_share_counts_of_answers(const struct habitue_responses *answers,
                                               size_t question,
                                               size_t k,
                                               struct habitue_share_counts *counts,
                                               struct habitue_error *error);

/*
 The counts of several parts (shards, waves) together.

 `parts` holds the counts of `count` parts; `*merged` receives their sum and is
 none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_share_counts_merge(const struct habitue_share_counts *parts,
                                          size_t count,
                                          struct habitue_share_counts *merged,
                                          struct habitue_error *error);

/*
 The share of counts, with its interval.

 `counts` must not be NULL. `method` is one of `HABITUE_INTERVAL_...`; 0 <
 `level` < 1. `*share` receives the result. `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where nobody answered,
 `HABITUE_OUT_OF_RANGE`, or `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for
 sums that no answers have. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_share_counts_share(const struct habitue_share_counts *counts,
                                          int32_t method,
                                          double level,
                                          struct habitue_top_box_share *share,
                                          struct habitue_error *error);

/*
 Counts promoters, passives and detractors of a question, for the Net Promoter
 Score (NPS).

 `question` counts from 0. Detractors answered at most `detractor_at_most`,
 promoters at least `promoter_at_least`; both must lie on the scale (where lower
 is better, of recoded answers). `*counts`
 receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_INCONSISTENT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_counts_of_answers(const struct habitue_responses *answers,
                                                  size_t question,
                                                  double detractor_at_most,
                                                  double promoter_at_least,
                                                  struct habitue_promoter_counts *counts,
                                                  struct habitue_error *error);

/*
 The counts of several parts (shards, waves) together.

 `parts` holds the counts of `count` parts; `*merged` receives their sum and is
 none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_counts_merge(const struct habitue_promoter_counts *parts,
                                             size_t count,
                                             struct habitue_promoter_counts *merged,
                                             struct habitue_error *error);

/*
 The Net Promoter Score (NPS) of counts, with its interval.

 `counts` must not be NULL. `method` is one of `HABITUE_PROMOTER_...`; 0 <
 `level` < 1. `*promoters` receives the result. `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where nobody answered,
 `HABITUE_OUT_OF_RANGE`, or `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for
 sums that no answers have. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_counts_score(const struct habitue_promoter_counts *counts,
                                             int32_t method,
                                             double level,
                                             struct habitue_promoters *promoters,
                                             struct habitue_error *error);

/*
 Sums a figure that respondents have: a gap, a delivered value, an index.

 `values` holds `rows` figures, NaN where missing; `weights` base weights, or is
 NULL. `*counts` receives the sums. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_INCONSISTENT`, with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_mean_counts_of_column(const double *values,
                                             const double *weights,
                                             size_t rows,
                                             struct habitue_mean_counts *counts,
                                             struct habitue_error *error);

/*
 The sums of several parts (shards, waves) together.

 `parts` holds the sums of `count` parts; `*merged` receives their sum and is
 none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_mean_counts_merge(const struct habitue_mean_counts *parts,
                                         size_t count,
                                         struct habitue_mean_counts *merged,
                                         struct habitue_error *error);

/*
 The mean of sums, with Student's interval.

 `counts` must not be NULL; 0 < `level` < 1. `*mean` receives the result.
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` where nobody has the figure, `HABITUE_OUT_OF_RANGE`, or
 `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for sums that no respondents
 have. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_mean_counts_mean(const struct habitue_mean_counts *counts,
                                        double level,
                                        struct habitue_mean *mean,
                                        struct habitue_error *error);

/*
 Counts the answers to a question on which a higher answer means less effort, for
 the Customer Effort Score (CES).

 `question` counts from 0; `easy_from` is the lowest answer that counts as easy
 (5 on 1 to 7 is usual; where lower is better, of recoded answers). `*counts` receives the counts. `error` may be NULL.
 Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_effort_counts_of_answers(const struct habitue_responses *answers,
                                                size_t question,
                                                double easy_from,
                                                struct habitue_effort_counts *counts,
                                                struct habitue_error *error);

/*
 The counts of several parts (shards, waves) together.

 `parts` holds the counts of `count` >= 1 parts on one scale; `*merged` receives
 their sum and is none of them. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_EMPTY_INPUT` or `HABITUE_INCONSISTENT`. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_effort_counts_merge(const struct habitue_effort_counts *parts,
                                           size_t count,
                                           struct habitue_effort_counts *merged,
                                           struct habitue_error *error);

/*
 The Customer Effort Score (CES) of counts.

 `counts` must not be NULL; 0 < `level` < 1. `*effort` receives the figures.
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` where nobody answered, `HABITUE_OUT_OF_RANGE`, or
 `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` for sums that no answers have.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_effort_counts_score(const struct habitue_effort_counts *counts,
                                           double level,
                                           struct habitue_effort *effort,
                                           struct habitue_error *error);

/*
 The Customer Effort Score (CES) of a question on which a higher answer means less
 effort.

 `question` counts from 0; `easy_from` is the lowest answer that counts as easy
 (5 on 1 to 7 is usual; where lower is better, of recoded answers); 0 < `level` < 1. `*effort` receives the figures.
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_effort_score(const struct habitue_responses *answers,
                                    size_t question,
                                    double easy_from,
                                    double level,
                                    struct habitue_effort *effort,
                                    struct habitue_error *error);

/*
 Sums the answers of a part of a survey, to be merged with others.

 Sums cannot be narrowed: under `HABITUE_MISSING_LISTWISE` and the like, every
 analysis of them rests on the respondents kept for all questions that were
 summed. Sum a questionnaire of those that are analysed.

 `missing` is one of `HABITUE_MISSING_...` (not `_EM`, which needs the answers of
 all parts: append them); `minimum_share` (0 to 1) belongs to
 `HABITUE_MISSING_PERSON_MEAN`. `*products` receives the handle, to be freed with
 `habitue_cross_products_free`; `error` may be NULL. Returns `HABITUE_OK`, an
 argument error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cross_products_of_answers(const struct habitue_responses *answers,
                                                 int32_t missing,
                                                 double minimum_share,
                                                 struct habitue_cross_products **products,
                                                 struct habitue_error *error);

/*
 Frees cross-products; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_cross_products_free(struct habitue_cross_products *products);

/*
 Adds the sums of `other`, another part (shard, wave) of the same survey.

 Both are of the same questions (by name, and by the ends and direction of their
 scales) and policy. Whole-number answers with whole
 weights merge without a bit changing, in any order. On failure `products` is as
 it was. Neither may be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error or `HABITUE_INCONSISTENT`. Needs `products` to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cross_products_merge(struct habitue_cross_products *products,
                                            const struct habitue_cross_products *other,
                                            struct habitue_error *error);

/*
 The sums as portable bytes, for another machine.

 `buffer` of `capacity` bytes receives them and `*needed` their length; (NULL, 0)
 asks for the length alone. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error or `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cross_products_to_bytes(const struct habitue_cross_products *products,
                                               uint8_t *buffer,
                                               size_t capacity,
                                               size_t *needed,
                                               struct habitue_error *error);

/*
 The sums that `habitue_cross_products_to_bytes` wrote.

 `bytes` is `length` bytes. `*products` receives the handle, to be freed with
 `habitue_cross_products_free`; `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_CORRUPT` or `HABITUE_FORMAT_VERSION`. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cross_products_from_bytes(const uint8_t *bytes,
                                                 size_t length,
                                                 struct habitue_cross_products **products,
                                                 struct habitue_error *error);

/*
 The moments under the sums: the same as of all answers at once.

 `*moments` receives the handle, to be freed with `habitue_moments_free`; `error`
 may be NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_EMPTY_INPUT`
 where fewer than two respondents answered a question or a pair. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_moments_of_cross_products(const struct habitue_cross_products *products,
                                                 struct habitue_moments **moments,
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
 The value of each of many customers by the customer-event method, into `values`: event i
 is one of customer `customer[i]` (from 0), whose value is in that place; a customer
 without an event is worth 0. The rest is as in `habitue_customer_events_value`.

 `customer`, `day`, `probability`, `revenue` and `cost` have `events` entries, `values` has
 `customers`. `currency` is the ISO 4217 code. `error` may be NULL. Returns `HABITUE_OK`,
 an argument error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_BAD_CURRENCY`,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or `HABITUE_OVERFLOW`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_customer_events_values(const uint8_t *currency,
                                              size_t currency_length,
                                              int32_t valuation,
                                              int32_t day_count,
                                              const uint32_t *customer,
                                              const int32_t *day,
                                              const double *probability,
                                              const int64_t *revenue,
                                              const int64_t *cost,
                                              size_t events,
                                              double discount,
                                              double *values,
                                              size_t customers,
                                              struct habitue_error *error);

/*
 The cohort table of Dwyer, one line a year, into `table`: `customers` > 0 are won for
 `acquisition` in all; of those of a year the share `retention` (0..=1) is there the next
 year; they place `orders_per_month` >= 0 of `amount` each, of which the share
 `variable_cost_share` is cost; `marketing` is the year's cost for the whole cohort.
 `discount` > -1 is yearly; `timing` one of `HABITUE_PAYMENT_...`.

 All columns have `years` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW` with the year. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_dwyer_table(double customers,
                                   double acquisition,
                                   double discount,
                                   int32_t timing,
                                   const double *retention,
                                   const double *orders_per_month,
                                   const double *amount,
                                   const double *variable_cost_share,
                                   const double *marketing,
                                   size_t years,
                                   struct habitue_dwyer_line *table,
                                   struct habitue_error *error);

/*
 The profit of each year of `habitue_dwyer_table` as a new cash flow `out`, in years: its
 payback is that of the cohort.

 The arguments are those of `habitue_dwyer_table`, without a discount rate. `out` must not
 be NULL, `error` may be. Returns as `habitue_dwyer_table`, where enumerators are
 `HABITUE_PAYMENT_...`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_dwyer_cash_flow(double customers,
                                       double acquisition,
                                       int32_t timing,
                                       const double *retention,
                                       const double *orders_per_month,
                                       const double *amount,
                                       const double *variable_cost_share,
                                       const double *marketing,
                                       size_t years,
                                       struct habitue_cash_flow **out,
                                       struct habitue_error *error);

/*
 Fits the model of `kind` (`HABITUE_MODEL_...`) by maximum likelihood.

 Of the customers it reads, for models of purchases: frequency, recency, age and weights, and
 log_intervals where the k of a CNBD-k model is to be judged; of spend: mean_spend,
 spend_frequency (or frequency) and weights, and mean_log_spend for a fit to single amounts; of
 contracts: renewals and left, or cohort, period and survivors. With covariates the model is one
 with covariates. `options` and `job` may be NULL. `*model` receives the handle, to be freed
 with `habitue_model_free`.

 A likelihood with a flat ridge is no failure: see `habitue_model_report`. Returns also
 `HABITUE_EMPTY_INPUT`, `HABITUE_NOT_FINITE`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`
 with the row, `HABITUE_UNDEFINED` where nobody ever came back or a covariate is constant,
 `HABITUE_MISSING_COLUMN` where a shared name is not in both roles, `HABITUE_NOT_CONVERGED`, or
 `HABITUE_CANCELLED`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_fit(int32_t kind,
                                 const struct habitue_customers *customers,
                                 const struct habitue_fit_options *options,
                                 const struct habitue_job *job,
                                 struct habitue_model **model,
                                 struct habitue_error *error);

/*
 Computes a formula of columns, one of `HABITUE_FORMULA_...` with the columns, the settings and
 the outputs named there, which say what is wanted of it: each a cell for every row, or one for
 all of them. Counts are told as double, exact to 2^53.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for a name that
 the formula does not have, `HABITUE_MISSING_COLUMN` or `HABITUE_MISSING_VALUE` for a column or a
 setting that must be given, or what the formula refuses: `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE`, `HABITUE_INCONSISTENT`, `HABITUE_OVERFLOW`, `HABITUE_EMPTY_INPUT`,
 `HABITUE_UNDEFINED`, with the row and the column. Nothing is written then. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_calculate(int32_t formula,
                                 const struct habitue_evidence *inputs,
                                 const struct habitue_output *outputs,
                                 size_t output_count,
                                 struct habitue_error *error);

/*
 The expectation before each period, which moves by `rate` (0 to 1) of the way
 towards each performance.

 `performance` holds `periods` values, NaN where there was none;
 `expectation` receives as many, the first being `start`. `error` may be NULL.
 Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_adapt_expectation(double start,
                                         double rate,
                                         const double *performance,
                                         size_t periods,
                                         double *expectation,
                                         struct habitue_error *error);

/*
 Counts service quality, perception less expectation over dimensions, to be
 merged or analysed.

 Each of `pairs` pairs is an expectation question, a perception question
 (indices into `answers`) and the dimension (from 0) that it belongs to. `counts`
 receives the sums of each of `dimensions` dimensions. `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` for a dimension without
 pairs, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_dimension_counts_of_answers(const struct habitue_responses *answers,
                                                   const size_t *expectations,
                                                   const size_t *perceived,
                                                   const size_t *pair_dimensions,
                                                   size_t pairs,
                                                   struct habitue_dimension_counts *counts,
                                                   size_t dimensions,
                                                   struct habitue_error *error);

/*
 The sums of two parts (shards, waves) together, dimension by dimension.

 `first` and `second` hold the sums of `dimensions` dimensions; `merged` receives
 as many and is neither of them. `error` may be NULL. Returns `HABITUE_OK` or an
 argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_dimension_counts_merge(const struct habitue_dimension_counts *first,
                                              const struct habitue_dimension_counts *second,
                                              struct habitue_dimension_counts *merged,
                                              size_t dimensions,
                                              struct habitue_error *error);

/*
 Service quality from the sums of its dimensions.

 `counts` holds the sums, `points` the importance of each of `dimensions`
 dimensions, any sum; 0 < `level` < 1. `gaps` receives each dimension with its
 intervals, `*unweighted` and `*weighted` the overall gaps on the scale of the
 items. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` where nobody has a complete pair, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_dimension_counts_service_quality(const struct habitue_dimension_counts *counts,
                                                        const double *points,
                                                        size_t dimensions,
                                                        double level,
                                                        struct habitue_dimension_gap *gaps,
                                                        double *unweighted,
                                                        double *weighted,
                                                        struct habitue_error *error);

/*
 Makes a token that is not tripped, to be freed with `habitue_cancel_free` when no job holds it
 any more. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cancel_new(struct habitue_cancel **cancel,
                                  struct habitue_error *error);

/*
 Ends the jobs that hold the token, which return `HABITUE_CANCELLED` soon; NULL does nothing.
 From any thread. Since 0.1.
 */
HABITUE_API void habitue_cancel_trip(const struct habitue_cancel *cancel);

/*
 Releases a token; NULL does nothing. No job may hold it. Since 0.1.
 */
HABITUE_API void habitue_cancel_free(struct habitue_cancel *cancel);

/*
 The Kano analysis of one attribute.

 `functional` and `dysfunctional` hold `rows` answers 1 to 5 (like, must be,
 neutral, live with it, dislike) to "if it is there" and "if it is not", NaN
 where missing; `weights` may be NULL. `options` says how they are evaluated; NULL
 means `HABITUE_KANO_OPTIONS_INIT`. `*result` receives the analysis. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE`, `HABITUE_INCONSISTENT` or `HABITUE_EMPTY_INPUT`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_kano(const double *functional,
                            const double *dysfunctional,
                            const double *weights,
                            size_t rows,
                            const struct habitue_kano_options *options,
                            struct habitue_kano_result *result,
                            struct habitue_error *error);

/*
 Counts the classes of pairs of answers, to be merged or analysed.

 Arguments as for `habitue_kano`; of `options` only the table is read. `*counts`
 receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_kano_counts_of_answers(const double *functional,
                                              const double *dysfunctional,
                                              const double *weights,
                                              size_t rows,
                                              const struct habitue_kano_options *options,
                                              struct habitue_kano_counts *counts,
                                              struct habitue_error *error);

/*
 The counts of several parts (shards, waves) together.

 `parts` holds the counts of `count` parts; `*merged` receives their sum and is
 none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_kano_counts_merge(const struct habitue_kano_counts *parts,
                                         size_t count,
                                         struct habitue_kano_counts *merged,
                                         struct habitue_error *error);

/*
 The Kano analysis of counts: merged ones, those of spread answers, or known
 ones (then `squares` are the counts).

 `counts` must not be NULL; `options` may be NULL for the defaults. `*result`
 receives the analysis. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_EMPTY_INPUT`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_kano_counts_analyse(const struct habitue_kano_counts *counts,
                                           const struct habitue_kano_options *options,
                                           struct habitue_kano_result *result,
                                           struct habitue_error *error);

/*
 Whether better and worse differ between two waves or segments.

 `first` and `second` hold the counts of independent respondents; `level` lies
 between 0 and 1. `*better` and `*worse` receive second less first with the score
 test and interval of Miettinen and Nurminen (1985). None of these may be NULL, `error` may be. Returns `HABITUE_OK`, an argument
 error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, or
 `HABITUE_UNDEFINED` where one has nobody in the first four classes. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_kano_counts_difference(const struct habitue_kano_counts *first,
                                              const struct habitue_kano_counts *second,
                                              double level,
                                              struct habitue_difference *better,
                                              struct habitue_difference *worse,
                                              struct habitue_error *error);

/*
 Counts the classes of spread answers.

 `functional` and `dysfunctional` hold five memberships >= 0 a respondent, row by
 row (how far the answer is like, must be, neutral, live with it, dislike; only
 proportions count; five NaN where missing): `cells` = 5 times `rows` values.
 `weights` may be NULL. Of `options`, which may be NULL, the table and
 `alpha_cut` are read. `*counts` receives the counts; analyse its `counts` with
 `habitue_kano_counts_analyse`. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or
 `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_fuzzy_kano_counts_of_answers(const double *functional,
                                                    const double *dysfunctional,
                                                    size_t cells,
                                                    const double *weights,
                                                    size_t rows,
                                                    const struct habitue_kano_options *options,
                                                    struct habitue_fuzzy_kano_counts *counts,
                                                    struct habitue_error *error);

/*
 The counts of several parts (shards, waves) of spread answers together.

 `parts` holds the counts of `count` >= 1 parts with one cut; `*merged` receives
 their sum and is none of them. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_EMPTY_INPUT` or `HABITUE_INCONSISTENT`. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_fuzzy_kano_counts_merge(const struct habitue_fuzzy_kano_counts *parts,
                                               size_t count,
                                               struct habitue_fuzzy_kano_counts *merged,
                                               struct habitue_error *error);

/*
 The score of each customer by several criteria, into `scores`: `matrix` holds one column
 per criterion, one after the other; `benefit` is 1 where more is better and 0 where less
 is; `weights` >= 0 are relative; `method` is one of `HABITUE_KEY_ACCOUNTS_...`. A TOPSIS
 score is NaN for everybody where all customers are alike.

 `matrix` has `criteria` x `customers` entries (`cells`), `benefit` and `weights` have
 `criteria`, `scores` has `customers`. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_BAD_ENUMERATOR`, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_key_account_scores(const double *matrix,
                                          size_t cells,
                                          const uint8_t *benefit,
                                          const double *weights,
                                          size_t criteria,
                                          int32_t method,
                                          double *scores,
                                          size_t customers,
                                          struct habitue_error *error);

/*
 Weights of `criteria` criteria from pairwise comparisons (AHP), into `weights`, and their
 consistency ratio, which is held to be acceptable below 0.1, into `consistency_ratio`
 (NaN for fewer than 3 or more than 10 criteria). Entry (i, j) of `comparisons`, row by
 row, says how many times as important i is as j.

 `comparisons` has `criteria` x `criteria` entries (`cells`). No pointer but `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_INCONSISTENT` where (i, j) and (j, i) are not inverse, or
 `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_ahp_weights(const double *comparisons,
                                   size_t cells,
                                   double *weights,
                                   size_t criteria,
                                   double *consistency_ratio,
                                   struct habitue_error *error);

/*
 The key accounts, into `rows`: the best `share` (0..=1) of customers by `score`, rounded
 up, and all who equal the last of them, best first, counted from 0.

 `score` has `customers` entries, `rows` room for `capacity`; `needed` is told how many
 there are, also where the buffer is too small, and (NULL, 0) asks for that alone. `needed`
 must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, `HABITUE_BUFFER_TOO_SMALL`, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_key_accounts(const double *score,
                                    size_t customers,
                                    double share,
                                    uint64_t *rows,
                                    size_t capacity,
                                    size_t *needed,
                                    struct habitue_error *error);

/*
 The key accounts that were lost, into `rows`: those of `habitue_key_accounts` whose
 `active` is 0, the ones to win back first, best first, counted from 0. `active` is 1 for
 who still buys.

 `score` and `active` have `customers` entries; the rest is as in `habitue_key_accounts`.
 `needed` must not be NULL, `error` may be. Returns as `habitue_key_accounts`. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_lost_key_accounts(const double *score,
                                         const uint8_t *active,
                                         size_t customers,
                                         double share,
                                         uint64_t *rows,
                                         size_t capacity,
                                         size_t *needed,
                                         struct habitue_error *error);

/*
 The scores of all nodes of a driver tree: `parents[i]` is the node, counted from
 0, of which node `i` is a part and stands before it, -1 for the first;
 `weights[i]` its weight among its siblings, finite and > 0. `leaf_scores` holds
 the score of each leaf at its node (the others are not read); `scores` receives
 the score of every node, the weighted mean of its parts.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` without a node, `HABITUE_INCONSISTENT` for a parent that
 does not stand before its part, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
 with the row. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_driver_scores(const int32_t *parents,
                                     const double *weights,
                                     const double *leaf_scores,
                                     size_t nodes,
                                     double *scores,
                                     struct habitue_error *error);

/*
 The tree of the five factors that build loyalty, the first of which has three parts,
 all of equal weight, as `habitue_driver_scores` takes it: `parents` and `weights`
 receive `HABITUE_FIVE_FACTORS_NODES` entries each. The factors are, in the order of
 the nodes: loyalty; service quality, with product quality, service level and technical
 ability; service effect; care of the relationship; sharing of ideas; continued good
 stimulus. Names: `habitue_name(HABITUE_LIST_FIVE_FACTORS, node + 1, ...)`.

 `parents`, `weights` and `error` may be NULL. Returns `HABITUE_OK`, or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_five_factors(int32_t *parents,
                                    double *weights,
                                    struct habitue_error *error);

/*
 The share of wallet that the rank of each brand implies, (1 - rank / (n + 1))
 2 / n among the n brands that a customer uses; equal ratings share the mean of
 their ranks. `ratings` and `shares` hold `customers` x `brands` entries, row by
 row; a NaN is a brand that the customer does not use, whose share is 0.

 `used` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE` without a brand, or `HABITUE_NOT_FINITE` for an infinite
 rating with the customer as row. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rank_shares(const double *ratings,
                                   size_t customers,
                                   size_t brands,
                                   double *shares,
                                   struct habitue_brand_use *used,
                                   struct habitue_error *error);

/*
 The first `periods` margins (at most 1,000,000) of a customer with `margin` and
 `retention` (0..=1) per period as a new cash flow `out`: its present value at the
 discount rate of the terms is `HABITUE_FORMULA_MARGIN_VALUE` with a horizon of as many periods.
 The horizon and the discount rate of `terms` are not read.

 `terms` and `error` may be NULL, `out` must not be. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, `HABITUE_OVERFLOW` where the margin
 grows beyond doubles, or `HABITUE_UNSUPPORTED` for continuous margins. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_margin_cash_flow(const struct habitue_margin_terms *terms,
                                        double margin,
                                        double retention,
                                        uint32_t periods,
                                        struct habitue_cash_flow **out,
                                        struct habitue_error *error);

/*
 The value of a customer in each of `states` states, into `values`: `transition` holds
 `states` x `states` probabilities row by row, each row summing to 1, `reward` what a
 period in each state yields at its beginning, `discount` > -1 the rate per period.
 `horizon` >= 0 counts the rewards at the times 0 to `horizon`; -1 means all.
 `continues` is NULL, or 0 for each state in which the relationship ends (1 elsewhere;
 needs a horizon of -1).

 `transition` has `states` x `states` entries (`cells`), the others `states`. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT` with the state, or
 `HABITUE_UNDEFINED` where the value is infinite, or `HABITUE_OVERFLOW` where it is beyond
 doubles. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_markov_values(const double *transition,
                                     size_t cells,
                                     const double *reward,
                                     size_t states,
                                     double discount,
                                     int32_t horizon,
                                     const uint8_t *continues,
                                     double *values,
                                     struct habitue_error *error);

/*
 In which states it pays to continue the relationship (1) and in which to end it (0),
 into `continues`, and what a customer of each state is then worth, into `values` (which
 may be NULL): policy improvement. The model is that of `habitue_markov_values`.

 `transition` has `states` x `states` entries (`cells`), the others `states`. `error` may
 be NULL. Returns as `habitue_markov_values`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_markov_improve(const double *transition,
                                      size_t cells,
                                      const double *reward,
                                      size_t states,
                                      double discount,
                                      uint8_t *continues,
                                      double *values,
                                      struct habitue_error *error);

/*
 The Markov model of migration by recency, into `transition` and `reward`, for
 `habitue_markov_values`: who bought i periods ago (state i, from 1) buys again with
 probability `purchase[i - 1]`, which takes it to state 1, and lapses for good after the
 last state, into state `recencies` + 1. A purchase yields `contribution`; each period in a
 state but the lapsed one costs `marketing`.

 `purchase` has `recencies` entries, `reward` one more (`states`), and `transition`
 `states` x `states` (`cells`), row by row. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
 with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_markov_recency(const double *purchase,
                                      size_t recencies,
                                      double contribution,
                                      double marketing,
                                      double *transition,
                                      size_t cells,
                                      double *reward,
                                      size_t states,
                                      struct habitue_error *error);

/*
 What a customer who is in `state` (counted from 0) now is expected to yield at the times
 0 to `horizon`, as a new cash flow `out`, in periods; its present value at the discount
 rate is that of `habitue_markov_values` with this horizon.

 `transition` has `states` x `states` entries (`cells`), `reward` has `states`. `out` must
 not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or
 `HABITUE_INCONSISTENT` with the state. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_markov_cash_flow(const double *transition,
                                        size_t cells,
                                        const double *reward,
                                        size_t states,
                                        size_t state,
                                        uint32_t horizon,
                                        struct habitue_cash_flow **out,
                                        struct habitue_error *error);

/*
 What each tier brought, left and is worth, into `economics`, from the top down. `tier` is 1
 (top) to `tiers`; `revenue` and `profit` are minor units of one currency, `lifetime_value` is
 in any unit, finite. Totals of minor units are exact.

 The columns have `customers` entries, `economics` has `tiers`. `profit` is NULL where none is
 known; `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_NOT_FINITE` or `HABITUE_OUT_OF_RANGE` with column and row, or `HABITUE_OVERFLOW`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tier_economics_of(const int32_t *tier,
                                         const int64_t *revenue,
                                         const int64_t *profit,
                                         const double *lifetime_value,
                                         size_t customers,
                                         struct habitue_tier_economics *economics,
                                         size_t tiers,
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
 Makes a model of `kind` (`HABITUE_MODEL_...`) from its `count` parameters, with `effect_count`
 coefficients of covariates and as many names, not empty; (NULL, NULL, 0) for a plain model.

 `*model` receives the handle, to be freed with `habitue_model_free`. Returns also
 `HABITUE_DUPLICATE` or `HABITUE_NOT_UTF8` for names. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_new(int32_t kind,
                                 const double *parameters,
                                 size_t count,
                                 const struct habitue_effect *effects,
                                 const struct habitue_text *effect_names,
                                 size_t effect_count,
                                 struct habitue_model **model,
                                 struct habitue_error *error);

/*
 Releases a model; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_model_free(struct habitue_model *model);

/*
 What a model is and how it was fitted; `which` is `HABITUE_REPORT_MODEL`, or
 `HABITUE_REPORT_WITHOUT_COVARIATES` for the plain fit that a fit with covariates is held
 against, of which `fitted` is 0 where there is none. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_report(const struct habitue_model *model,
                                    int32_t which,
                                    struct habitue_fit_report *report,
                                    struct habitue_error *error);

/*
 Another summit of the likelihood of a fit, the highest first, and its parameters: up to
 `capacity` doubles to `parameters`, and their number to `*needed`. `HABITUE_OUT_OF_RANGE` from
 the number of alternatives in the report on. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_alternative(const struct habitue_model *model,
                                         size_t index,
                                         struct habitue_alternative *alternative,
                                         double *parameters,
                                         size_t capacity,
                                         size_t *needed,
                                         struct habitue_error *error);

/*
 The parameters of a model in the order of its kind, then the coefficients: each of
 `parameters` and `standard_errors` NULL or room for `capacity` of them, and `covariance` NULL
 or room for the square of that, row by row. `*needed` receives their number; (NULL, NULL, NULL,
 0) asks for that alone.

 Of errors and covariance returns also `HABITUE_SINGULAR_MATRIX` where they do not exist, on a
 ridge, and `HABITUE_UNDEFINED` where the model was not fitted. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_parameters(const struct habitue_model *model,
                                        double *parameters,
                                        double *standard_errors,
                                        double *covariance,
                                        size_t capacity,
                                        size_t *needed,
                                        struct habitue_error *error);

/*
 The coefficient `index`, from 0, and the name of its column without a NUL: up to `capacity`
 bytes to `name`, and their number to `*needed`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_effect(const struct habitue_model *model,
                                    size_t index,
                                    struct habitue_effect *effect,
                                    char *name,
                                    size_t capacity,
                                    size_t *needed,
                                    struct habitue_error *error);

/*
 States the unit that the parameters are in and where the model comes from; both go with its
 bytes. The name of a unit of time is one: customers in another are refused. Needs the handle
 to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_describe(struct habitue_model *model,
                                      struct habitue_text unit,
                                      struct habitue_text provenance,
                                      struct habitue_error *error);

/*
 The unit that the parameters are in, without a NUL, empty where none was stated: up to
 `capacity` bytes to `unit`, and their number to `*needed`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_unit(const struct habitue_model *model,
                                  char *unit,
                                  size_t capacity,
                                  size_t *needed,
                                  struct habitue_error *error);

/*
 Where the model comes from; the rest is as in `habitue_model_unit`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_provenance(const struct habitue_model *model,
                                        char *provenance,
                                        size_t capacity,
                                        size_t *needed,
                                        struct habitue_error *error);

/*
 The plain model of the customer in `row` of the covariates, to be freed with
 `habitue_model_free`; of a plain model a copy. Of the customers the covariates alone are read.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_for_customer(const struct habitue_model *model,
                                          const struct habitue_customers *customers,
                                          size_t row,
                                          struct habitue_model **plain,
                                          struct habitue_error *error);

/*
 The model as portable bytes with a checksum: up to `capacity` of them to `bytes`, and their
 number to `*needed`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_to_bytes(const struct habitue_model *model,
                                      uint8_t *bytes,
                                      size_t capacity,
                                      size_t *needed,
                                      struct habitue_error *error);

/*
 The model that `habitue_model_to_bytes` wrote, of any kind, to be freed with
 `habitue_model_free`. `HABITUE_CORRUPT_BYTES`, `HABITUE_BAD_FORMAT_VERSION`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_from_bytes(const uint8_t *bytes,
                                        size_t length,
                                        struct habitue_model **model,
                                        struct habitue_error *error);

/*
 Takes the moments of all questions of `answers`, and of any that an analysis
 names.

 Answers are recoded so that higher is better. An analysis of some questions
 (alpha, omega, drivers, a path model) rests on the respondents whom the policy
 keeps for these questions, whatever is missing elsewhere; its n says how many.

 `missing` is one of `HABITUE_MISSING_...`; `minimum_share` (0 to 1) belongs to
 `HABITUE_MISSING_PERSON_MEAN`. `*moments` receives the handle, to be freed
 with `habitue_moments_free`; `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or `HABITUE_NOT_CONVERGED`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_moments_of_answers(const struct habitue_responses *answers,
                                          int32_t missing,
                                          double minimum_share,
                                          struct habitue_moments **moments,
                                          struct habitue_error *error);

/*
 Makes moments that are known already: published, or reduced by another
 engine.

 They are taken as they are, higher being better: where a question was asked the
 other way round, give low + high - mean, and turn the signs of its correlations
 with the others. (With a questionnaire, the indices and scorecards of moments do
 that themselves.)

 `means` and `sds` (>= 0) hold `questions` values, `correlations` their
 square, row by row. `low` and `high` hold the ends of the scales, or are both
 NULL where no index on 0 to 100 is wanted. `n` >= 2 is the number of
 respondents. `*moments` receives the handle; `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_moments_new(double n,
                                   const double *means,
                                   const double *sds,
                                   const double *correlations,
                                   const double *low,
                                   const double *high,
                                   size_t questions,
                                   struct habitue_moments **moments,
                                   struct habitue_error *error);

/*
 Frees moments; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_moments_free(struct habitue_moments *moments);

/*
 Reads moments.

 `means` and `sds` receive `questions` values, `correlations` their square,
 row by row; `questions` must be the number of questions. `*n` receives the
 respondents, `*basis` what the moments rest on (all 0 where they did not come
 from answers). Each output may be NULL, and so may `error`. Returns
 `HABITUE_OK` or an argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_moments_read(const struct habitue_moments *moments,
                                    double *means,
                                    double *sds,
                                    double *correlations,
                                    size_t questions,
                                    double *n,
                                    struct habitue_basis *basis,
                                    struct habitue_error *error);

/*
 Cronbach's alpha, raw and standardised, of some questions.

 `items` holds `item_count` indices of questions; 0 < `level` < 1. `*result`
 receives the figures; `item_rest` (correlation of each item with the sum of
 the others) and `alpha_without` (alpha without each item, NaN with two items)
 receive `item_count` values each; either may be NULL, and so may `error`.
 Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`, or `HABITUE_UNDEFINED` for fewer
 than two items or one that everybody answered alike. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_reliability(const struct habitue_moments *moments,
                                   const size_t *items,
                                   size_t item_count,
                                   double level,
                                   struct habitue_reliability_result *result,
                                   double *item_rest,
                                   double *alpha_without,
                                   struct habitue_error *error);

/*
 McDonald's omega of some questions, by maximum likelihood with one factor.

 `items` holds `item_count` >= 3 indices of questions. `*omega` receives the
 figure, `loadings` `item_count` loadings, or is NULL. `error` may be NULL.
 Returns as `habitue_reliability`, and `HABITUE_SINGULAR_MATRIX` or
 `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_omega(const struct habitue_moments *moments,
                             const size_t *items,
                             size_t item_count,
                             double *omega,
                             double *loadings,
                             struct habitue_error *error);

/*
 The heterotrait-monotrait ratio (HTMT) of two groups of questions, of correlations
 with their signs (Henseler, Ringle and Sarstedt 2015).

 seminr and semTools take absolute correlations from 2021 on; where all are
 positive the two agree.

 `first` and `second` hold `first_count` and `second_count` >= 2 indices.
 `*ratio` receives it. `error` may be NULL. Returns as `habitue_reliability`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_heterotrait_monotrait(const struct habitue_moments *moments,
                                             const size_t *first,
                                             size_t first_count,
                                             const size_t *second,
                                             size_t second_count,
                                             double *ratio,
                                             struct habitue_error *error);

/*
 Dijkstra and Henseler's rho_A of a composite of some questions.

 `items` and `weights` hold `item_count` indices of questions and their outer
 weights, of any length. `*rho` receives it; 1 for a single item. `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, `HABITUE_DUPLICATE`, or
 `HABITUE_UNDEFINED` where the weights give no variance. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rho_a(const struct habitue_moments *moments,
                             const size_t *items,
                             const double *weights,
                             size_t item_count,
                             double *rho,
                             struct habitue_error *error);

/*
 How important drivers are for an outcome; all shares sum to R².

 `outcome` and the `driver_count` `drivers` are indices of questions.
 `*r_squared` receives the share that they explain together; `beta`
 (standardised coefficient), `first` and `last` (gain on entering first, last),
 `lmg` (gain averaged over all orders; NaN with more than 20 drivers) and
 `johnson` (relative weight) receive `driver_count` values each; each may be
 NULL, and so may `error`. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_DUPLICATE`,
 `HABITUE_UNDEFINED` or `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_key_drivers(const struct habitue_moments *moments,
                                   size_t outcome,
                                   const size_t *drivers,
                                   size_t driver_count,
                                   double *r_squared,
                                   double *beta,
                                   double *first,
                                   double *last,
                                   double *lmg,
                                   double *johnson,
                                   struct habitue_error *error);

/*
 Places attributes on an importance-performance map.

 `performance` and `importance` hold `rows` finite values. `cross_hairs` is one
 of `HABITUE_CROSS_HAIRS_...`; `performance_at` and `importance_at`, which are
 finite, are used for `HABITUE_CROSS_HAIRS_AT` only. `quadrants` receives `HABITUE_QUADRANT_...`,
 `on_boundary` 1 where a point lies on a cross-hair (it then counts as high) or
 is NULL, `cuts` the two cuts (performance, importance) or is NULL. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` or
 `HABITUE_NOT_FINITE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_importance_map(const double *performance,
                                      const double *importance,
                                      size_t rows,
                                      int32_t cross_hairs,
                                      double performance_at,
                                      double importance_at,
                                      int32_t *quadrants,
                                      uint8_t *on_boundary,
                                      double *cuts,
                                      struct habitue_error *error);

/*
 The name of the entry with this code of a list (`HABITUE_LIST_...`) in a language
 (`HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant that is never
 freed; NULL where there is no such list, code, language or name.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
const char *habitue_name(int32_t list,
                         int32_t code,
                         int32_t language);

/*
 The entry at `index`, from 0, of a list (`HABITUE_LIST_...`) into `entry`.
 `HABITUE_OUT_OF_RANGE` ends a loop over a list.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR` where
 there is no such list, or `HABITUE_OUT_OF_RANGE` where it has no such entry. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_list_entry(int32_t list,
                                  size_t index,
                                  struct habitue_entry *entry,
                                  struct habitue_error *error);

/*
 Fits a path model to answers and to samples of the respondents.

 `missing` is one of `HABITUE_MISSING_...`, `minimum_share` (0 to 1) belongs to
 `HABITUE_MISSING_PERSON_MEAN`, `scheme` is one of `HABITUE_SCHEME_...`; `options`
 may be NULL for the defaults. `progress` hears the samples done; it may be NULL.
 `*bootstrap` receives the handle, to be freed with `habitue_path_bootstrap_free`;
 `error` may be NULL. Returns as `habitue_path_fit_new` and
 `habitue_moments_of_answers`, or `HABITUE_CANCELLED`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_bootstrap_new(const struct habitue_path_model *model,
                                          const struct habitue_responses *answers,
                                          int32_t missing,
                                          double minimum_share,
                                          int32_t scheme,
                                          const struct habitue_bootstrap_options *options,
                                          habitue_progress progress,
                                          void *context,
                                          struct habitue_path_bootstrap **bootstrap,
                                          struct habitue_error *error);

/*
 Frees a bootstrap; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_path_bootstrap_free(struct habitue_path_bootstrap *bootstrap);

/*
 Reads figures with their standard errors and percentile intervals.

 `figure` is one of `HABITUE_FIGURE_...`; 0 < `level` < 1. `estimates`,
 `standard_errors`, `low` and `high` receive `count` values each, which must be
 how many figures of the kind there are; NaN for one that does not exist. Each may
 be NULL. `*failed` receives the samples without a fit, or is NULL; many of them
 make the intervals doubtful. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_bootstrap_read(const struct habitue_path_bootstrap *bootstrap,
                                           int32_t figure,
                                           double level,
                                           double *estimates,
                                           double *standard_errors,
                                           double *low,
                                           double *high,
                                           size_t count,
                                           uint32_t *failed,
                                           struct habitue_error *error);

/*
 Whether figures of `later`, another wave or segment with respondents of its own,
 differ from those of `first`: normal tests with the two bootstraps' standard
 errors.

 `figure` is one of `HABITUE_FIGURE_...`; 0 < `level` < 1. `differences` receives
 `count` results, which must be how many figures of the kind there are; NaN for
 one that does not exist in both. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_OUT_OF_RANGE`, or `HABITUE_INCONSISTENT` for different
 models. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_bootstrap_difference(const struct habitue_path_bootstrap *first,
                                                 const struct habitue_path_bootstrap *later,
                                                 int32_t figure,
                                                 double level,
                                                 struct habitue_difference *differences,
                                                 size_t count,
                                                 struct habitue_error *error);

/*
 Fits a path model to two segments, and tests each difference by permutation.

 `first` and `second` have the same questionnaire; the other arguments are those
 of `habitue_path_bootstrap_new`, `options` saying how many permutations.
 `*comparison` receives the handle, to be freed with
 `habitue_segment_comparison_free`; `error` may be NULL. Returns as
 `habitue_path_bootstrap_new`, and `HABITUE_INCONSISTENT` for segments of
 different surveys. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_comparison_new(const struct habitue_path_model *model,
                                              const struct habitue_responses *first,
                                              const struct habitue_responses *second,
                                              int32_t missing,
                                              double minimum_share,
                                              int32_t scheme,
                                              const struct habitue_bootstrap_options *options,
                                              habitue_progress progress,
                                              void *context,
                                              struct habitue_segment_comparison **comparison,
                                              struct habitue_error *error);

/*
 Frees a comparison; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_segment_comparison_free(struct habitue_segment_comparison *comparison);

/*
 Reads figures of both segments, second less first, and two-sided p-values.

 `figure` is one of `HABITUE_FIGURE_...`. Each output receives `count` values,
 which must be how many figures of the kind there are, NaN for one that does not
 exist; each may be NULL. `*failed` receives the permutations without a fit, or is
 NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_comparison_read(const struct habitue_segment_comparison *comparison,
                                               int32_t figure,
                                               double *firsts,
                                               double *seconds,
                                               double *differences,
                                               double *p_values,
                                               size_t count,
                                               uint32_t *failed,
                                               struct habitue_error *error);

/*
 Intervals of key drivers over samples of the respondents.

 `outcome` and the `driver_count` `drivers` (20 at most) are indices of questions;
 the other arguments are those of `habitue_path_bootstrap_new`; 0 < `level` < 1.
 `standard_errors`, `low` and `high` receive `cells` = 5 times `driver_count` values
 each: those of beta, first, last, lmg and johnson, as in `habitue_key_drivers`, one
 measure after the other; each may be NULL. `*r_squared` receives the interval of R²
 and `*failed` the samples without figures; either may be NULL, and so may `error`.
 Returns as `habitue_key_drivers` and `habitue_moments_of_answers`, or
 `HABITUE_CANCELLED`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_key_drivers_bootstrap(const struct habitue_responses *answers,
                                             int32_t missing,
                                             double minimum_share,
                                             size_t outcome,
                                             const size_t *drivers,
                                             size_t driver_count,
                                             const struct habitue_bootstrap_options *options,
                                             double level,
                                             habitue_progress progress,
                                             void *context,
                                             double *standard_errors,
                                             double *low,
                                             double *high,
                                             size_t cells,
                                             struct habitue_interval *r_squared,
                                             uint32_t *failed,
                                             struct habitue_error *error);

/*
 Fits a path model to moments by partial least squares.

 `scheme` is one of `HABITUE_SCHEME_...`. `*fit` receives the handle, to be freed
 with `habitue_path_fit_free`; `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_DUPLICATE` or `HABITUE_INCONSISTENT` for what is no model (paths form
 no circle), `HABITUE_UNDEFINED`, `HABITUE_SINGULAR_MATRIX` or
 `HABITUE_NOT_CONVERGED`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_new(const struct habitue_path_model *model,
                                    const struct habitue_moments *moments,
                                    int32_t scheme,
                                    struct habitue_path_fit **fit,
                                    struct habitue_error *error);

/*
 The same fit by consistent PLS, corrected for attenuation by rho_A.

 Refused with `HABITUE_OUTSIDE_DOMAIN` unless rho_A of every construct in mode
 A reaches `least_reliability` (0 to 1; 0.7 is usual, 0 lets all pass).
 `*consistent` receives a handle of its own; `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_OUTSIDE_DOMAIN` or `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_consistent(const struct habitue_path_fit *fit,
                                           double least_reliability,
                                           struct habitue_path_fit **consistent,
                                           struct habitue_error *error);

/*
 Frees a fit; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_path_fit_free(struct habitue_path_fit *fit);

/*
 Reads the measurement: outer weights and loadings, in the order of the items.

 `weights` and `loadings` receive `item_count` values, which must be the number
 of items; either may be NULL, and so may `error`. Returns `HABITUE_OK` or an
 argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_items(const struct habitue_path_fit *fit,
                                      double *weights,
                                      double *loadings,
                                      size_t item_count,
                                      struct habitue_error *error);

/*
 Reads the path coefficients in the order of the paths, and total effects.

 `coefficients` receives `paths` values, which must be the number of paths, or
 is NULL; `total_effects` receives `cells` values, which must be the square of
 the number of constructs, row by row (from the row's to the column's), or is
 NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_paths(const struct habitue_path_fit *fit,
                                      double *coefficients,
                                      size_t paths,
                                      double *total_effects,
                                      size_t cells,
                                      struct habitue_error *error);

/*
 Reads what is known of each construct: R² and adjusted R² (NaN where nothing
 acts on it), rho_A, composite reliability and average variance extracted (NaN
 in mode B).

 Each receives `constructs` values, which must be the number of constructs, or
 is NULL. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_constructs(const struct habitue_path_fit *fit,
                                           double *r_squared,
                                           double *adjusted_r_squared,
                                           double *rho_a,
                                           double *composite_reliability,
                                           double *average_variance_extracted,
                                           size_t constructs,
                                           struct habitue_error *error);

/*
 The index of a construct on 0 to 100, with unstandardised weights.

 `moments` are those that were fitted, with ranges. `*value` receives the mean
 index, `*sd` its standard deviation over respondents or is NULL, `weights` the
 `item_count` weights of the construct's items (which sum to 1) or is NULL.
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_MISSING_VALUE` without ranges, or
 `HABITUE_INCONSISTENT` where a weight is negative. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_index(const struct habitue_path_fit *fit,
                                      const struct habitue_moments *moments,
                                      size_t construct,
                                      double *value,
                                      double *sd,
                                      double *weights,
                                      size_t item_count,
                                      struct habitue_error *error);

/*
 The index of a construct for each respondent, 0 to 100; NaN where one of its
 items is missing.

 `indices` receives `rows` values, which must be the number of respondents.
 `error` may be NULL. Returns as `habitue_path_fit_index`. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_fit_respondent_indices(const struct habitue_path_fit *fit,
                                                   const struct habitue_moments *moments,
                                                   const struct habitue_responses *answers,
                                                   size_t construct,
                                                   double *indices,
                                                   size_t rows,
                                                   struct habitue_error *error);

/*
 Makes a path model without constructs.

 `*model` receives the handle, to be freed with `habitue_path_model_free`;
 `model` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
 error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_new(struct habitue_path_model **model,
                                      struct habitue_error *error);

/*
 Makes the model of a national index, with its paths.

 `index` is one of `HABITUE_INDEX_...`. `item_counts` holds the number of
 questions of each of its `constructs` (in the order of its list), `items`
 (`item_count` = their sum) the questions themselves as indices into the moments
 or answers, construct after construct. `*model` receives the handle; `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` for a
 construct without questions, or `HABITUE_DUPLICATE` for a question that measures
 two. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_ready(int32_t index,
                                        const size_t *items,
                                        size_t item_count,
                                        const size_t *item_counts,
                                        size_t constructs,
                                        struct habitue_path_model **model,
                                        struct habitue_error *error);

/*
 Frees a model; NULL does nothing. Fits made from it live on.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_path_model_free(struct habitue_path_model *model);

/*
 Adds a construct as the last one.

 `name` (UTF-8, `name_length` bytes) is what errors call it. `items` holds its
 `item_count` questions as indices into the moments or answers; `mode` is
 `HABITUE_MODE_A` or `_B`. Whether constructs and paths make a model is checked
 when it is fitted. `error` may be NULL. Returns `HABITUE_OK`, an argument error or
 `HABITUE_NOT_UTF8`. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_add_construct(struct habitue_path_model *model,
                                                const uint8_t *name,
                                                size_t name_length,
                                                const size_t *items,
                                                size_t item_count,
                                                int32_t mode,
                                                struct habitue_error *error);

/*
 Adds a path from one construct to another, both counted from 0 and added before.

 `model` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error
 or `HABITUE_OUT_OF_RANGE`. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_add_path(struct habitue_path_model *model,
                                           size_t from,
                                           size_t to,
                                           struct habitue_error *error);

/*
 How many constructs and paths a model has.

 `*constructs` and `*paths` receive the counts; either may be NULL, and so may
 `error`. Returns `HABITUE_OK` or an argument error. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_shape(const struct habitue_path_model *model,
                                        size_t *constructs,
                                        size_t *paths,
                                        struct habitue_error *error);

/*
 The ends of the paths, in order.

 `from` and `to` receive `paths` indices of constructs, which must be the number
 of paths. `error` may be NULL. Returns `HABITUE_OK` or an argument error. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_paths(const struct habitue_path_model *model,
                                        size_t *from,
                                        size_t *to,
                                        size_t paths,
                                        struct habitue_error *error);

/*
 The name of a construct.

 `construct` counts from 0; `language` is `HABITUE_ENGLISH` or `HABITUE_CHINESE`
 (the name that was given, for a construct of the caller's). `buffer` of `capacity`
 bytes receives UTF-8 without a NUL and `*needed` its length; (NULL, 0) asks for
 the length alone. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BUFFER_TOO_SMALL` or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_path_model_name(const struct habitue_path_model *model,
                                       size_t construct,
                                       int32_t language,
                                       uint8_t *buffer,
                                       size_t capacity,
                                       size_t *needed,
                                       struct habitue_error *error);

/*
 Counts the answers of respondents who answered everything.

 `answers` holds `attributes` columns of `rows` answers one after the other
 (`cells` in all), `outcome` `rows` values; NaN is missing, and only complete
 rows enter. `weights` holds base weights, or is NULL. A low answer is at most
 `low_at_most`, a high one at least `high_at_least`.

 `*counts` receives the handle, to be freed with `habitue_penalty_reward_free`;
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` without attributes, `HABITUE_NOT_FINITE`,
 `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_penalty_reward_new(const double *answers,
                                          size_t cells,
                                          size_t attributes,
                                          const double *outcome,
                                          const double *weights,
                                          size_t rows,
                                          double low_at_most,
                                          double high_at_least,
                                          struct habitue_penalty_reward **counts,
                                          struct habitue_error *error);

/*
 Frees counts; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_penalty_reward_free(struct habitue_penalty_reward *counts);

/*
 Adds the counts of `other`, another part (shard, wave) with the same attributes
 and cuts.

 On failure `counts` is as it was. Neither may be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error or `HABITUE_INCONSISTENT`. Needs `counts` to
 itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_penalty_reward_merge(struct habitue_penalty_reward *counts,
                                            const struct habitue_penalty_reward *other,
                                            struct habitue_error *error);

/*
 The contrasts of the attributes.

 An attribute with fewer than `least` low or high answers is left out of the
 regression. Penalty and reward that differ by at most `tolerance` (0 to 1) of
 their sum make a performance factor. `contrasts` receives one for each of
 `attributes`, which must be their number; `*used` and `*missing` receive how
 many respondents entered and how many lack an answer, or are NULL. `error` may
 be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT` where
 nobody answered everything, `HABITUE_OUT_OF_RANGE` or
 `HABITUE_SINGULAR_MATRIX`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_penalty_reward_contrasts(const struct habitue_penalty_reward *counts,
                                                uint64_t least,
                                                double tolerance,
                                                struct habitue_penalty_reward_contrast *contrasts,
                                                size_t attributes,
                                                uint64_t *used,
                                                uint64_t *missing,
                                                struct habitue_error *error);

/*
 The liability of the points of one sale (see `habitue_points_allocate`) period by period,
 into `schedule`: `redeemed` points up to the end of each period, rising, and the
 `expected` that will then be redeemed in all (above 0, up to the points issued).

 The columns have `periods` entries. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or `HABITUE_UNDEFINED`
 where no points were issued. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_points_schedule(double price,
                                       double points,
                                       double redemption,
                                       double value,
                                       const double *redeemed,
                                       const double *expected,
                                       struct habitue_points_period *schedule,
                                       size_t periods,
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
 How many threads may put customers into tiers; 0 for all cores. Tiers and totals
 are the same, to the bit.

 `pyramid` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
 error. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_pyramid_set_threads(struct habitue_pyramid *pyramid,
                                           uint32_t threads,
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
 The rank of each value, 1 for the largest, into `ranks`. `ties` is one of
 `HABITUE_RANK_...`; `threads` is a count, 0 for all cores.

 `values` and `ranks` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, `HABITUE_BAD_ENUMERATOR`, or `HABITUE_NOT_FINITE` with the row. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_ranks(const double *values,
                             size_t rows,
                             int32_t ties,
                             uint32_t threads,
                             uint64_t *ranks,
                             struct habitue_error *error);

/*
 As `habitue_ranks`, over whole numbers: minor units, counts, days.

 `values` and `ranks` have `rows` entries. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, or `HABITUE_BAD_ENUMERATOR`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_ranks_minor(const int64_t *values,
                                   size_t rows,
                                   int32_t ties,
                                   uint32_t threads,
                                   uint64_t *ranks,
                                   struct habitue_error *error);

/*
 The referral value of each customer, into `values`: referral i is one of customer
 `referrer[i]` (from 0). The referred customer comes at `time` >= 0 in years, is then worth
 `value` before acquisition cost, and saves the acquisition cost `saving`; with probability
 `anyway` (0..=1) it would have come without the referral, and then counts with the saving
 alone. `discount` > -1 is yearly. Do not add this to the referred customers' own lifetime
 values: that counts them twice (see `habitue_credit_referrals`).

 The first five columns have `referrals` entries, `values` has `customers`. `error` may be
 NULL. Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_referral_values(const uint32_t *referrer,
                                       const double *time,
                                       const double *value,
                                       const double *saving,
                                       const double *anyway,
                                       size_t referrals,
                                       double discount,
                                       double *values,
                                       size_t customers,
                                       struct habitue_error *error);

/*
 What each customer is worth when the value of referred customers is credited to who
 referred them, and counted once, into `credited`: the share 1 - `anyway` (0..=1) of a
 customer's lifetime `value` moves to the customer in row `referrer` (-1: referred by
 nobody), with the acquisition cost that the referral saved, `saving`. The sum over all is
 that of the values and of the savings of referred customers.

 All columns have `customers` entries. `error` may be NULL. Returns `HABITUE_OK`, an
 argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_credit_referrals(const double *value,
                                        const int64_t *referrer,
                                        const double *anyway,
                                        const double *saving,
                                        double *credited,
                                        size_t customers,
                                        struct habitue_error *error);

/*
 The lifecycle status of each customer after an event: `statuses` holds `HABITUE_LIFECYCLE_...`,
 `events` `HABITUE_EVENT_...`, and `next` receives the status after it. A purchase makes an
 actual customer of anybody. Returns also `HABITUE_INCONSISTENT`, with the row, for an event that
 cannot happen in the status (a non-customer who stops buying). Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_lifecycle_after(const int32_t *statuses,
                                       const int32_t *events,
                                       size_t rows,
                                       int32_t *next,
                                       struct habitue_error *error);

/*
 The closest relationship that pays for each of `rows` kinds of customers:
 `customers` (how many there are) and `margins` (how much each leaves) hold one of
 `HABITUE_EXTENT_...`; `lower` and `upper`, of `rows` entries, receive the two levels
 (one of `HABITUE_BOND_...`) between which the selection table leaves the choice, the
 same twice where it leaves none.

 `table` replaces Kotler's table, which stands for NULL: 18 levels, for few, a medium
 number and many customers in turn, in each for a low, a medium and a high margin, the
 lower level and the upper one. Kotler's, from its first entry: 3,3 4,4 5,5; 2,2 3,3
 4,4; 1,2 2,2 3,3.

 `table` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_BAD_ENUMERATOR` with the row, or `HABITUE_UNSORTED` for a lower level above
 its upper one. Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_bond_suited(const int32_t *customers,
                                   const int32_t *margins,
                                   size_t rows,
                                   const int32_t *table,
                                   int32_t *lower,
                                   int32_t *upper,
                                   struct habitue_error *error);

/*
 The breadth of each relationship: how many distinct product lines each of
 `customer_count` customers has bought. `customer[i]` is the customer, from 0, of
 purchase i of `purchases`, and `line[i]` any number that stands for its product line;
 `breadth` has `customer_count` entries, 0 for a customer without a purchase.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_OUT_OF_RANGE` for a customer without an entry, with the row. Nothing is
 written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_relationship_breadth(const uint32_t *customer,
                                            const int64_t *line,
                                            size_t purchases,
                                            uint32_t *breadth,
                                            size_t customer_count,
                                            struct habitue_error *error);

/*
 Draws a cohort table from purchases, each with its customer, `habitue_i64(NULL, keys)` or text,
 and its day. A customer whose first purchase lies before the first day is taken for new at the
 first one seen. Every row is a purchase: leave out those of refunds.

 Returns also `HABITUE_OUTSIDE_WINDOW` with the row, and `HABITUE_BAD_ARGUMENT` where the days
 are not in order or for more than 10,000 periods. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cohort_table_new(struct habitue_column customers,
                                        const int32_t *days,
                                        size_t rows,
                                        const struct habitue_cohort_options *options,
                                        struct habitue_cohort_table **table,
                                        struct habitue_error *error);

/*
 A cohort table from counts that were drawn elsewhere: `active` holds `cohorts` x `cohorts`
 cells, row by row the active customers of a cohort by age, at age 0 all its customers; those
 that have not happened (cohort + age >= `cohorts`) are not read. `partial_last` is 1 where the
 last period was observed only in part, else 0. The first period counts as period 0.

 Returns also `HABITUE_EMPTY_INPUT` without a cohort, and `HABITUE_INCONSISTENT` where more are
 active than the cohort has customers, with the cohort as row. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cohort_table_of_counts(const uint64_t *active,
                                              size_t cohorts,
                                              uint8_t partial_last,
                                              struct habitue_cohort_table **table,
                                              struct habitue_error *error);

/*
 Releases a cohort table. Since 0.1.
 */
HABITUE_API void habitue_cohort_table_free(struct habitue_cohort_table *table);

/*
 Tells the shape of a cohort table. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cohort_table_inspect(const struct habitue_cohort_table *table,
                                            struct habitue_cohort_info *info,
                                            struct habitue_error *error);

/*
 Copies out what a cohort table holds. Returns also `HABITUE_INCONSISTENT` where survivors are
 wanted and customers came back, with the cohort as row. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cohort_table_read(const struct habitue_cohort_table *table,
                                         const struct habitue_cohort_columns *columns,
                                         struct habitue_error *error);

/*
 Adds a table of other customers over the same window. Returns also `HABITUE_BAD_ARGUMENT`
 where the windows differ or the two are the same handle. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_cohort_table_merge(struct habitue_cohort_table *table,
                                          const struct habitue_cohort_table *other,
                                          struct habitue_error *error);

/*
 Counts how many customers went from which class to which between two dates: `before` and
 `after` hold class codes, 0 (unknown) to `classes`; `counts` has (`classes` + 1) squared cells,
 row by row, the class before being the row. They add up. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_transitions_count(const int32_t *before,
                                         const int32_t *after,
                                         size_t rows,
                                         size_t classes,
                                         uint64_t *counts,
                                         struct habitue_error *error);

/*
 The funnel of `counts` as `habitue_transitions_count` fills them: for each class before (row)
 and after (column), both without the unknown, the share of those in it who went there (`rates`)
 and who went there or higher (`conversions`), among those whose later class is known; NaN in
 the row of a class in which nobody was. Each has `classes` squared cells; they and `moves` may
 be NULL. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_transitions_rates(const uint64_t *counts,
                                         size_t classes,
                                         double *rates,
                                         double *conversions,
                                         struct habitue_moves *moves,
                                         struct habitue_error *error);

/*
 Where a leaky bucket of customers tends to. Returns also `HABITUE_OVERFLOW` where a figure is
 beyond doubles. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_leaky_bucket(struct habitue_bucket *bucket,
                                    struct habitue_error *error);

/*
 Defection by cause and group. Returns also `HABITUE_EMPTY_INPUT` without a customer, and
 `HABITUE_INCONSISTENT` where more left than there were. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_defection_analyse(struct habitue_defection *defection,
                                         struct habitue_error *error);

/*
 The number of satisfied episodes in a row up to the last episode of each customer: `customer`
 is the entry of `streaks`, from 0, to which an episode belongs, and `satisfied` is 1 or 0; the
 episodes of one customer come in the order of time. A customer without an episode has 0. Since
 0.1.
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
 Estimates the survival curve (Kaplan-Meier) from how long each customer was observed, finite
 and not negative, and whether they were lost at the end of it (1) or still there (0), and
 answers what `survival` asks of it. At equal times losses come before censorings.

 Returns also `HABITUE_EMPTY_INPUT`, and `HABITUE_BUFFER_TOO_SMALL` for the steps. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_survival_curve(const double *times,
                                      const uint8_t *lost,
                                      size_t rows,
                                      struct habitue_survival *survival,
                                      struct habitue_error *error);

/*
 Whether groups of customers stay equally long (Mantel's log-rank test): `group` is that of each
 customer, 0 to `result.groups` - 1; `times` and `lost` as in `habitue_survival_curve`. Returns
 also `HABITUE_EMPTY_INPUT`, and `HABITUE_SINGULAR_MATRIX` where fewer than two groups can be
 compared. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_log_rank_test(const double *times,
                                     const uint8_t *lost,
                                     const uint32_t *group,
                                     size_t rows,
                                     struct habitue_log_rank *result,
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
 How many threads may score with it; 0 for all cores. The scores are the same.

 `scoring` must not be NULL, `error` may be. Returns `HABITUE_OK` or an argument
 error. Needs the handle to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scoring_set_threads(struct habitue_scoring *scoring,
                                           uint32_t threads,
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
 `HABITUE_RFM_...`; `threads` is a count, 0 for all cores, and does not change
 the scores.

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
                                 uint32_t threads,
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
 As `habitue_rfm_score`, over whole numbers: days since the last purchase,
 purchases, and minor units.

 All columns but `thresholds` have `customers` entries. `error` may be NULL.
 Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR` or
 `HABITUE_EMPTY_INPUT`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rfm_score_minor(const struct habitue_scoring *recency_scoring,
                                       const struct habitue_scoring *frequency_scoring,
                                       const struct habitue_scoring *monetary_scoring,
                                       int32_t nesting,
                                       uint32_t threads,
                                       const int32_t *recency,
                                       const uint32_t *frequency,
                                       const int64_t *monetary,
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
 A table from rules in an order of which the first that matches counts: boxes may overlap,
 and what no rule matches is one more segment, the last, named "others" until
 `habitue_segment_table_set_name`. The other arguments are those of
 `habitue_segment_table_new`; a segment whose cells all belong to earlier ones stays empty.

 `boxes` has 7 x `count` entries. `*table` receives the handle, to be freed with
 `habitue_segment_table_free`; it must not be NULL, `error` may be. Returns `HABITUE_OK`, an
 argument error, or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_segment_table_new_first_match(uint32_t recency_bins,
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
habitue_status habitue_satisfaction_index(const struct habitue_responses *answers,
                                          const struct habitue_index_options *options,
                                          struct habitue_index *index,
                                          double *question_weights,
                                          double *question_scores,
                                          uint64_t *question_answered,
                                          size_t questions,
                                          struct habitue_error *error);

/*
 The weighted satisfaction index per question from moments: of merged shards,
 of published figures.

 `questionnaire` has the questions of `moments`, in order, with their scales and
 weights. Moments of answers or cross-products give the very index of the
 answers, missing answers and weights included; 0 < `level` < 1. `*index`
 receives the result; `question_weights`, `question_scores` and
 `question_answered` receive `questions` values each, which must be the number
 of questions; each may be NULL, and so may `error`. Returns `HABITUE_OK`, an
 argument error (a question whose levels are unevenly scored has no score of its
 mean), `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`.
 Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_satisfaction_index_of_moments(const struct habitue_moments *moments,
                                                     const struct habitue_questionnaire *questionnaire,
                                                     double level,
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
habitue_status habitue_respondent_indices(const struct habitue_responses *answers,
                                          int32_t missing,
                                          double minimum_share,
                                          double *indices,
                                          size_t rows,
                                          struct habitue_error *error);

/*
 The top-box share (CSAT): the best `k` answers of a question, with its interval.

 `question` counts from 0; `k` from 1 to the number of levels less one;
 `method` is one of `HABITUE_INTERVAL_...`; 0 < `level` < 1. `*share` receives
 the result. `error` may be NULL. Returns `HABITUE_OK`, an argument error
 (a continuous scale has no levels), `HABITUE_OUT_OF_RANGE`, or
 `HABITUE_EMPTY_INPUT` where nobody answered. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_top_box(const struct habitue_responses *answers,
                               size_t question,
                               size_t k,
                               int32_t method,
                               double level,
                               struct habitue_top_box_share *share,
                               struct habitue_error *error);

/*
 The Net Promoter Score (NPS): promoters less detractors of a question, with
 interval.

 `question` counts from 0. Detractors answered at most `detractor_at_most`,
 promoters at least `promoter_at_least` (6 and 9 on 0 to 10); both must lie on
 the scale (where lower is better, of recoded answers). `method` is one of `HABITUE_PROMOTER_...`; 0 < `level` < 1.
 `*promoters` receives the result. `error` may be NULL. Returns `HABITUE_OK`,
 an argument error, `HABITUE_INCONSISTENT`, `HABITUE_OUT_OF_RANGE`,
 `HABITUE_NOT_FINITE`, or `HABITUE_EMPTY_INPUT` where nobody answered. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_promoter_score(const struct habitue_responses *answers,
                                      size_t question,
                                      double detractor_at_most,
                                      double promoter_at_least,
                                      int32_t method,
                                      double level,
                                      struct habitue_promoters *promoters,
                                      struct habitue_error *error);

/*
 The Net Promoter Score (NPS) of counts that are known already.

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
 Classifies customers by a scheme, one of `HABITUE_SCHEME_...` with the evidence and the
 settings named there. Evidence that is absent is not known for anybody; its cells say "not
 known" by NaN, `UINT32_MAX`, and in uint8_t by 2 for flags (0 no, 1 yes) and 0 for levels.

 `classes` says where to write, and receives the counts. Names, by code:
 `habitue_name(HABITUE_LIST_CLASSES + scheme, ...)`; of the reasons, by bit:
 `HABITUE_LIST_REASONS + scheme`. A cut is the lowest value of the higher side.

 `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for evidence
 or a setting that the scheme does not have, `HABITUE_MISSING_VALUE` for a setting that must be
 given, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_UNSORTED` for a setting, or the
 first two with the row and the column of the first bad fact. Nothing is written then. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_classify(int32_t scheme,
                                const struct habitue_evidence *evidence,
                                struct habitue_classes *classes,
                                struct habitue_error *error);

/*
 The index of each dimension of the questionnaire, their weighted mean, and the
 weakest.

 `options` may be NULL for the defaults. `indices` and `weights` (which sum to
 1; may be NULL) receive `dimensions` entries in order of first appearance;
 `dimensions` must be their number. `*total` receives the mean. `error` may be
 NULL. Returns as `habitue_satisfaction_index`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scorecard(const struct habitue_responses *answers,
                                 const struct habitue_index_options *options,
                                 struct habitue_index *indices,
                                 double *weights,
                                 size_t dimensions,
                                 struct habitue_scorecard_total *total,
                                 struct habitue_error *error);

/*
 The scorecard from moments: of merged shards, of published figures.

 `questionnaire` has the questions of `moments`, in order; 0 < `level` < 1. The
 outputs are those of `habitue_scorecard`. `error` may be NULL. Returns as
 `habitue_satisfaction_index_of_moments`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scorecard_of_moments(const struct habitue_moments *moments,
                                            const struct habitue_questionnaire *questionnaire,
                                            double level,
                                            struct habitue_index *indices,
                                            double *weights,
                                            size_t dimensions,
                                            struct habitue_scorecard_total *total,
                                            struct habitue_error *error);

/*
 What a checklist (points: `HABITUE_LIST_CHECKLIST_POINTS` + checklist) finds in each of
 many rows: one failure fails it, and a point
 that is not known leaves it open, unless another fails.

 `checklist` is one of `HABITUE_CHECKLIST_...`. `met` holds, point after point, a
 column of `rows` values `HABITUE_POINT_MET`, `_FAILED` or `_UNKNOWN`; `cells` =
 the number of points times `rows`. `passes` receives one of the three for each
 row, `failed` and `unknown` the points (bit 0 for the first) that are not met,
 or not known; either may be NULL. `error` may be NULL. Returns `HABITUE_OK` or an
 argument error, with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_checklist(int32_t checklist,
                                 const int32_t *met,
                                 size_t cells,
                                 size_t rows,
                                 int32_t *passes,
                                 uint32_t *failed,
                                 uint32_t *unknown,
                                 struct habitue_error *error);

/*
 The cases that a tornado looks at, into `cases`, one column of 2 x `inputs` rows per
 input, one after the other: row 2 i has input i at its `low` end, row 2 i + 1 at its
 `high` end, all others at their `base`. Compute the value of each row, with any function,
 and pass the values to `habitue_tornado`.

 `base`, `low` and `high` have `inputs` entries, low <= base <= high; `cases` has
 2 x `inputs` x `inputs` (`cells`). `error` may be NULL. Returns `HABITUE_OK`, an argument
 error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the
 row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tornado_cases(const double *base,
                                     const double *low,
                                     const double *high,
                                     size_t inputs,
                                     double *cases,
                                     size_t cells,
                                     struct habitue_error *error);

/*
 The bars of a tornado, the widest first, into `bars`, from the `values` of the rows of
 `habitue_tornado_cases`.

 `values` has two entries for each of `inputs` bars (`rows`). `error` may be NULL. Returns
 `HABITUE_OK`, an argument error, or `HABITUE_NOT_FINITE` with the row. Any thread.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tornado(const double *values,
                               size_t rows,
                               struct habitue_tornado_bar *bars,
                               size_t inputs,
                               struct habitue_error *error);

/*
 All combinations of low and high ends of up to 16 inputs, into `cases`, one column of
 2^`inputs` rows per input: row k has input i at its high end where bit i of k is set. The
 lowest and the highest value of the rows bound a value that rises or falls throughout
 with each input.

 `base`, `low` and `high` have `inputs` entries; `cases` has 2^`inputs` x `inputs`
 (`cells`). `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_corner_cases(const double *base,
                                    const double *low,
                                    const double *high,
                                    size_t inputs,
                                    double *cases,
                                    size_t cells,
                                    struct habitue_error *error);

/*
 Draws the inputs independently from triangular distributions between their ends with the
 mode at the base, into `cases`, one column of `draws` >= 100 rows per input. The same
 `seed` gives the same draws on every machine. Compute the value of each row, with any
 function, and pass the values to `habitue_simulated_value_of`.

 `base`, `low` and `high` have `inputs` entries; `cases` has `draws` x `inputs` (`cells`).
 `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or
 `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulation_cases(const double *base,
                                        const double *low,
                                        const double *high,
                                        size_t inputs,
                                        uint32_t draws,
                                        uint64_t seed,
                                        double *cases,
                                        size_t cells,
                                        struct habitue_error *error);

/*
 The distribution of simulated `values`, with the central interval of probability `level`
 (above 0, below 1), into `distribution`.

 `values` has `draws` >= 100 entries. `distribution` must not be NULL, `error` may be.
 Returns `HABITUE_OK`, an argument error, or `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
 with the row. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulated_value_of(const double *values,
                                          size_t draws,
                                          double level,
                                          struct habitue_simulated_value *distribution,
                                          struct habitue_error *error);

/*
 Draws customers at random from a model.

 * Of purchases, without a horizon: new customers; reads age, for how long each is watched (T,
   >= 0; whole numbers for BG/BB), so that births may be staggered, and covariates.
 * Of purchases, with a horizon: what lies ahead, in (T, T + horizon], of customers with a
   history; reads histories, covariates and, with a model of spend, mean_spend and
   spend_frequency.
 * Of contracts: reads renewals, how many more each customer makes; or survivors and period,
   one row a cohort: so many sign (at most 2^32) and are watched for so many opportunities to
   renew (at most 1,000,000), and the long table that a fit reads is drawn.

 Each customer has a random stream of their own: the seed and the row alone decide. `options` and
 `job` may be NULL; `*simulation` receives the handle, to be freed with
 `habitue_simulation_free`. Returns also `HABITUE_OUTSIDE_DOMAIN` for a customer who would buy
 more than 10,000,000 times. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulation_new(const struct habitue_model *model,
                                      const struct habitue_customers *customers,
                                      const struct habitue_simulation_options *options,
                                      const struct habitue_job *job,
                                      struct habitue_simulation **simulation,
                                      struct habitue_error *error);

/*
 Releases a simulation; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_simulation_free(struct habitue_simulation *simulation);

/*
 How much a simulation holds. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulation_inspect(const struct habitue_simulation *simulation,
                                          struct habitue_simulation_info *info,
                                          struct habitue_error *error);

/*
 Copies columns of a simulation out. `HABITUE_UNDEFINED` for spend that was not drawn. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulation_read(const struct habitue_simulation *simulation,
                                       const struct habitue_simulation_columns *columns,
                                       struct habitue_error *error);

/*
 Every purchase, customer after customer in the order of time: the row of the customer, when
 (counted from the customer's first purchase, which is among them at 0; of a future, counted
 from T), and what was spent. Empty unless `every_purchase` was asked for. Up to `capacity`
 cells to each column that is not NULL, and their number to `*needed`. `HABITUE_UNDEFINED` for
 amounts without a model of spend. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_simulation_purchases(const struct habitue_simulation *simulation,
                                            uint64_t *customer,
                                            double *time,
                                            double *amount,
                                            size_t capacity,
                                            size_t *needed,
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

 Where lower is better on a scale, every function over these answers reads them
 recoded, low + high - answer, and takes thresholds and breaks so.

 `matrix` holds `respondents` times the number of questions answers, NaN where
 missing, laid out as `layout` says (`HABITUE_COLUMN_MAJOR` or
 `HABITUE_ROW_MAJOR`); `matrix_length` is their number. `weights` holds a base
 weight >= 0 for each respondent, or is NULL for equal weights.
 `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.

 `*answers` receives the handle, to be freed with `habitue_responses_free`;
 `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT` (no questions), `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` (with row and question) or `HABITUE_INCONSISTENT`. Any
 thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_new(const struct habitue_questionnaire *questionnaire,
                                     const double *matrix,
                                     size_t matrix_length,
                                     size_t respondents,
                                     int32_t layout,
                                     const double *weights,
                                     int32_t out_of_scale,
                                     struct habitue_responses **answers,
                                     struct habitue_error *error);

/*
 Reads answers from CSV text with a header: the columns named like the
 questions are read, others are left alone. A cell is a number (`7.5` or `7,5`;
 `1,234`, which may be a thousand, is refused) or the English or Chinese name of a
 level, in any case and width. An empty cell, `NA`, `N/A`, `#N/A`, `<NA>`, `NaN`,
 `null` and `None` in any case are missing answers.

 `csv` is `csv_length` bytes. `key` and `weight` name the columns of keys and
 base weights; (NULL, 0) for none. `delimiter` is the byte between fields,
 such as ','. `out_of_scale` is one of `HABITUE_OUT_OF_SCALE_...`.

 `*answers` receives the handle, to be freed with `habitue_responses_free`;
 `error` may be NULL and names the line, counted from 1. Returns `HABITUE_OK`,
 an argument error, or any of the 2xx statuses about a cell. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_read_csv(const struct habitue_questionnaire *questionnaire,
                                          const uint8_t *csv,
                                          size_t csv_length,
                                          const uint8_t *key,
                                          size_t key_length,
                                          const uint8_t *weight,
                                          size_t weight_length,
                                          uint8_t delimiter,
                                          int32_t out_of_scale,
                                          struct habitue_responses **answers,
                                          struct habitue_error *error);

/*
 Frees answers; NULL does nothing.

 Never fails. Any thread. Since 0.1.
 */
HABITUE_API void habitue_responses_free(struct habitue_responses *answers);

/*
 Adds the respondents of `other`, a second part of the same survey.

 Both have the same questionnaire, and both or neither have weights and keys.
 On failure `answers` is as it was. Neither may be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error, `HABITUE_INCONSISTENT`, or `HABITUE_DUPLICATE`
 where a key is in both. Needs `answers` to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_append(struct habitue_responses *answers,
                                        const struct habitue_responses *other,
                                        struct habitue_error *error);

/*
 Sets the base weights of respondents, such as raked ones, in place of those that
 were there.

 `weights` holds `rows` weights >= 0, which must be the number of respondents; only
 their proportions count, and (NULL, 0) makes them equal. On failure `answers` is as
 it was. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`. Needs
 `answers` to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_set_weights(struct habitue_responses *answers,
                                             const double *weights,
                                             size_t rows,
                                             struct habitue_error *error);

/*
 How many respondents and questions there are.

 `*respondents` and `*questions` receive the counts; neither may be NULL,
 `error` may be. Returns `HABITUE_OK` or an argument error. Any thread. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_shape(const struct habitue_responses *answers,
                                       size_t *respondents,
                                       size_t *questions,
                                       struct habitue_error *error);

/*
 The answers to one question as analyses read them, higher being better: on a
 scale where lower is better, low + high - answer. NaN where missing.

 `question` counts from 0; `column` receives `rows` answers, which must be the
 number of respondents. `error` may be NULL. Returns `HABITUE_OK`, an argument
 error or `HABITUE_OUT_OF_RANGE`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_responses_column(const struct habitue_responses *answers,
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
habitue_status habitue_responses_missing(const struct habitue_responses *answers,
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
habitue_status habitue_responses_key(const struct habitue_responses *answers,
                                     size_t row,
                                     uint8_t *buffer,
                                     size_t capacity,
                                     size_t *needed,
                                     struct habitue_error *error);

/*
 What customers said beside what they did: for each respondent the row of the
 table of customers with the same key, counted from 0, into `rows` of
 `respondent_count` entries; -1 where they are not in the table. Both columns
 hold each key once. `*matched` receives how many respondents are in the table.

 `matched` and `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
 `HABITUE_DUPLICATE` with the row of the second occurrence. Nothing is written
 then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_survey_join(const int64_t *respondents,
                                   size_t respondent_count,
                                   const int64_t *customers,
                                   size_t customer_count,
                                   int64_t *rows,
                                   uint64_t *matched,
                                   struct habitue_error *error);

/*
 `habitue_survey_join` on text keys, each column laid out as Arrow's `large_utf8`:
 key i is the bytes from `offsets[i]` up to `offsets[i + 1]`, UTF-8, and there is one
 offset more than there are keys. Keys are equal if their bytes are.

 `matched` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_UNSORTED` for offsets that descend, `HABITUE_NOT_UTF8` for text that is
 not UTF-8, or `HABITUE_DUPLICATE` for the second occurrence of a key, with the row.
 Nothing is written then. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_survey_join_text(const int64_t *respondent_offsets,
                                        const uint8_t *respondent_bytes,
                                        size_t respondent_bytes_length,
                                        size_t respondent_count,
                                        const int64_t *customer_offsets,
                                        const uint8_t *customer_bytes,
                                        size_t customer_bytes_length,
                                        size_t customer_count,
                                        int64_t *rows,
                                        uint64_t *matched,
                                        struct habitue_error *error);

/*
 Opens a summary for single purchases; the summary itself stays as it is. `window` may be NULL;
 returns what `habitue_summary_table` does. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_new(const struct habitue_summary *summary,
                                const struct habitue_window *window,
                                struct habitue_live **live,
                                struct habitue_error *error);

/*
 Releases it. Since 0.1.
 */
HABITUE_API void habitue_live_free(struct habitue_live *live);

/*
 Takes in transactions, late ones too, and writes each one's customer as of then to a cell of
 `now`, as many as there are transactions; scored where `scorer` is not NULL.

 Returns what `habitue_summary_push` does, and then nothing was taken in; with
 `HABITUE_OVERFLOW` what stands before the row of the error was; `HABITUE_INCONSISTENT` for a
 scorer in another unit of time. With an error of `habitue_scorer_score` all was taken in: it is
 the score that fails. Needs both handles to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_update(struct habitue_live *live,
                                   const struct habitue_transactions *transactions,
                                   struct habitue_scorer *scorer,
                                   struct habitue_customer_now *now,
                                   struct habitue_error *error);

/*
 The same of a single transaction of a customer with an integer key, with less ado: for the
 moment when a purchase arrives. `day` counts from 1970-01-01; `minor` is the amount in minor
 units, not looked at where the summary keeps none. Nothing is allocated, but when buffers
 double. Needs both handles to itself. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_purchase(struct habitue_live *live,
                                     int64_t customer,
                                     int32_t day,
                                     int64_t minor,
                                     struct habitue_scorer *scorer,
                                     struct habitue_customer_now *now,
                                     struct habitue_error *error);

/*
 Erases customers, as `habitue_summary_erase`; the rest is not touched. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_erase(struct habitue_live *live,
                                  struct habitue_column customers,
                                  size_t rows,
                                  uint8_t *known,
                                  struct habitue_error *error);

/*
 Which of the numbers of `rows` transactions come for the first time (`is_new` 1): a message
 that is delivered twice is to be taken in once. Numbers are remembered from the first call on.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_is_new(struct habitue_live *live,
                                   const int64_t *numbers,
                                   size_t rows,
                                   uint8_t *is_new,
                                   struct habitue_error *error);

/*
 Calibrates until another day (from 1970-01-01) from now on, without a start and a holdout: as
 the days move on. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_live_move_to(struct habitue_live *live,
                                    int32_t calibration_end,
                                    struct habitue_error *error);

/*
 Makes a scorer from a model of purchases without covariates; `spend`, a model of what a purchase
 is worth given a customer's past mean, may be NULL: then the past mean is what it is worth.
 Models are copied. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scorer_new(const struct habitue_model *model,
                                  const struct habitue_model *spend,
                                  const struct habitue_scorer_options *options,
                                  struct habitue_scorer **scorer,
                                  struct habitue_error *error);

/*
 Releases a scorer. Since 0.1.
 */
HABITUE_API void habitue_scorer_free(struct habitue_scorer *scorer);

/*
 The scores of customers, one or many, to as many cells of `now`. Reads histories and
 mean_spend, which is not looked at where the frequency is 0 and there is a model of spend. A
 batch larger than any before it allocates. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_scorer_score(struct habitue_scorer *scorer,
                                    const struct habitue_customers *customers,
                                    struct habitue_customer_now *now,
                                    size_t rows,
                                    struct habitue_error *error);

/*
 Makes a summary of nothing. `rules` NULL: no amounts. Returns also `HABITUE_BAD_CURRENCY`.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_new(const struct habitue_rules *rules,
                                   struct habitue_summary **summary,
                                   struct habitue_error *error);

/*
 Releases a summary. Since 0.1.
 */
HABITUE_API void habitue_summary_free(struct habitue_summary *summary);

/*
 Takes in transactions, one or many, in any order: all of them, or none where one is bad, which
 is named.

 Returns also `HABITUE_INCONSISTENT` where integer and text keys mix, an amount has too many
 decimals, or costs come where the rules keep no margins; `HABITUE_MISSING_VALUE` for an empty
 key, no amounts, whole amounts that may be minor units or not, or a cost that the rules want;
 `HABITUE_REFUND_REFUSED`, `HABITUE_BAD_CURRENCY` for amounts where the rules have no currency,
 `HABITUE_NOT_UTF8`, `HABITUE_UNREADABLE` and `HABITUE_OVERFLOW`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_push(struct habitue_summary *summary,
                                    const struct habitue_transactions *transactions,
                                    struct habitue_error *error);

/*
 Takes in a CSV file from memory, with its header: all of it, or nothing. The job hears of the
 bytes read; its threads are not looked at. `rejections` receives what became of the rows; it
 and `job` may be NULL.

 Returns also `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for no header,
 `HABITUE_CANCELLED`, and where bad rows fail, with the line of the first (from 1),
 `HABITUE_BAD_ROW_SHAPE` and what `habitue_summary_push` does. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_read_csv(struct habitue_summary *summary,
                                        struct habitue_text csv,
                                        const struct habitue_csv_format *format,
                                        const struct habitue_job *job,
                                        struct habitue_rejections *rejections,
                                        struct habitue_error *error);

/*
 Adds another summary, in any order. Returns also `HABITUE_BAD_CURRENCY` or
 `HABITUE_BAD_ARGUMENT` where the rules differ, `HABITUE_INCONSISTENT` where one has integer and
 the other text keys, `HABITUE_OVERFLOW`; the summary is then as it was. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_merge(struct habitue_summary *summary,
                                     const struct habitue_summary *other,
                                     struct habitue_error *error);

/*
 Erases customers, `habitue_i64(NULL, keys)` or text; `known` receives 1 for each who was there,
 or is NULL. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_erase(struct habitue_summary *summary,
                                     struct habitue_column customers,
                                     size_t rows,
                                     uint8_t *known,
                                     struct habitue_error *error);

/*
 Tells what a summary holds. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_inspect(const struct habitue_summary *summary,
                                       struct habitue_summary_info *info,
                                       struct habitue_error *error);

/*
 Makes the table of a window, with a handle of its own; `window` may be NULL.

 Returns also `HABITUE_EMPTY_INPUT` where an empty summary is to say its last day,
 `HABITUE_BAD_ARGUMENT` where the days are not in order or hours are asked of a summary that
 keeps days, `HABITUE_OVERFLOW`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_table(const struct habitue_summary *summary,
                                     const struct habitue_window *window,
                                     struct habitue_table **table,
                                     struct habitue_error *error);

/*
 Releases a table. Since 0.1.
 */
HABITUE_API void habitue_table_free(struct habitue_table *table);

/*
 Tells what a table holds. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_inspect(const struct habitue_table *table,
                                     struct habitue_table_info *info,
                                     struct habitue_error *error);

/*
 Copies columns out. Returns also `HABITUE_INCONSISTENT` for keys of the other kind and
 `HABITUE_MISSING_VALUE` for margins where the rules keep none, and for log_intervals where the
 window did not ask for them. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_read(const struct habitue_table *table,
                                  const struct habitue_table_columns *columns,
                                  struct habitue_error *error);

/*
 The distinct (x, t_x, T) of a table with their numbers of customers, sorted: all that a fit
 needs, and they add up over tables. The columns are buffers of `capacity` cells; the number of
 customers is always enough, and a capacity of 0 asks for `*needed` alone. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_cells(const struct habitue_table *table,
                                   uint32_t *frequency,
                                   double *recency,
                                   double *age,
                                   uint64_t *customers,
                                   size_t capacity,
                                   size_t *needed,
                                   struct habitue_error *error);

/*
 Points `customers`, which starts from `HABITUE_CUSTOMERS_INIT`, at columns of the table without
 a copy: `columns` is the sum of `HABITUE_COLUMNS_...`. They, the number of rows and the unit
 are set, all else stays. The table must not be freed while the customers are used. Returns
 also `HABITUE_MISSING_VALUE`, as `habitue_table_read`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_table_customers(const struct habitue_table *table,
                                       uint32_t columns,
                                       struct habitue_customers *customers,
                                       struct habitue_error *error);

/*
 Actual repeat purchases of the calibrated customers by period, to be held against
 `habitue_model_track`. `steps` is a buffer of `capacity` periods; `*origin` is the first day of
 the first. Returns also `HABITUE_EMPTY_INPUT` where nobody bought in the calibration, and what
 `habitue_summary_table` does. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_summary_tracking(const struct habitue_summary *summary,
                                        const struct habitue_window *window,
                                        struct habitue_tracking_step *steps,
                                        size_t capacity,
                                        size_t *needed,
                                        int32_t *origin,
                                        struct habitue_error *error);

/*
 Values the profit of years 1, 2, ... of a customer who stays with probability
 `retention` (0..=1) each year, by its sources: `base` profit, `growth` of purchases,
 `cost_saving`, `referral`, price `premium`. Year k is earned at time k with probability
 retention^(k-1); winning the customer costs `acquisition` >= 0 at time 0; `discount` > -1
 is yearly.

 Each source has `years` entries, or is NULL for zero, but not all of them. Out, of `years` entries or NULL:
 `present`, the discounted and retained profit of each year, and `cumulative`, the running
 totals after the acquisition cost. `result` must not be NULL, `error` may be. Returns
 `HABITUE_OK`, an argument error, `HABITUE_EMPTY_INPUT`, or `HABITUE_OUT_OF_RANGE` or
 `HABITUE_NOT_FINITE` with the year. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tenure_value(const double *base,
                                    const double *growth,
                                    const double *cost_saving,
                                    const double *referral,
                                    const double *premium,
                                    size_t years,
                                    double acquisition,
                                    double retention,
                                    double discount,
                                    double *present,
                                    double *cumulative,
                                    struct habitue_tenure_result *result,
                                    struct habitue_error *error);

/*
 The payments of `habitue_tenure_value` as a new cash flow `out`, in years; the arguments
 are the same, without a discount rate.

 Each source may be NULL for zero, and `error` may be; `out` must not be NULL. Returns as
 `habitue_tenure_value`. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_tenure_cash_flow(const double *base,
                                        const double *growth,
                                        const double *cost_saving,
                                        const double *referral,
                                        const double *premium,
                                        size_t years,
                                        double acquisition,
                                        double retention,
                                        struct habitue_cash_flow **out,
                                        struct habitue_error *error);

/*
 How sure `model` is, by `method` (`HABITUE_UNCERTAINTY_...`).

 BOOTSTRAP and PROFILE read the customers that the model was fitted to, and `fit` for the
 choices of a fit with covariates; for the others both are NULL. `options` and `job` may be
 NULL. `*uncertainty` receives the handle, to be freed with `habitue_uncertainty_free`.

 Returns also `HABITUE_UNDEFINED` for a model that was not fitted, `HABITUE_SINGULAR_MATRIX`
 without a covariance, `HABITUE_INCONSISTENT` for customers that it was not fitted to, or
 `HABITUE_CANCELLED`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_uncertainty_new(const struct habitue_model *model,
                                       int32_t method,
                                       const struct habitue_customers *customers,
                                       const struct habitue_fit_options *fit,
                                       const struct habitue_uncertainty_options *options,
                                       const struct habitue_job *job,
                                       struct habitue_uncertainty **uncertainty,
                                       struct habitue_error *error);

/*
 Releases an uncertainty; NULL does nothing. Needs the handle to itself. Since 0.1.
 */
HABITUE_API void habitue_uncertainty_free(struct habitue_uncertainty *uncertainty);

/*
 What an uncertainty is. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_uncertainty_inspect(const struct habitue_uncertainty *uncertainty,
                                           struct habitue_uncertainty_info *info,
                                           struct habitue_error *error);

/*
 The parameters with standard errors and intervals of this confidence, in the order of the
 kind, then the coefficients: up to `capacity` to `estimates`, and their number to `*needed`. By
 profiles an end that the data do not bound is 0 or infinite.

 Returns also `HABITUE_UNDEFINED` for profiles under a penalty, or `HABITUE_NOT_CONVERGED`.
 Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_uncertainty_parameters(const struct habitue_uncertainty *uncertainty,
                                              double confidence,
                                              struct habitue_estimate *estimates,
                                              size_t capacity,
                                              size_t *needed,
                                              struct habitue_error *error);

/*
 The parameters of each draw or refit, one after the other: up to `capacity` doubles to
 `parameters`, and their number to `*needed`; none by the delta method and by profiles. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_uncertainty_draws(const struct habitue_uncertainty *uncertainty,
                                         double *parameters,
                                         size_t capacity,
                                         size_t *needed,
                                         struct habitue_error *error);

/*
 The highest log-likelihood while `parameter` (from 0) is held at each of `count` values, by
 profiles. `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_CONVERGED`, both with the row. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_uncertainty_profile(const struct habitue_uncertainty *uncertainty,
                                           size_t parameter,
                                           const double *values,
                                           size_t count,
                                           double *log_likelihood,
                                           struct habitue_error *error);

/*
 Fits a model of purchases of each of `count` `kinds` (`HABITUE_MODEL_...`, none twice) to the
 same customers, in this order; reads what `habitue_model_fit` does. A model that cannot be
 fitted does not stop the others: its row says why. The likelihoods of all kinds but
 `HABITUE_MODEL_BG_BB` may be compared; forecasts are judged by `habitue_answer` and
 `habitue_forecast_judge`. `options` and `job` may be NULL.

 Returns also `HABITUE_EMPTY_INPUT`, `HABITUE_DUPLICATE` with the place of a kind as row, or
 `HABITUE_CANCELLED`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_compare(const int32_t *kinds,
                               size_t count,
                               const struct habitue_customers *customers,
                               const struct habitue_fit_options *options,
                               const struct habitue_job *job,
                               struct habitue_comparison *comparison,
                               struct habitue_error *error);

/*
 The likelihood-ratio test of the fit of a special case, `restricted`, against that of the model
 that contains it, `general`, from the reports of the two: `*statistic` is twice the difference
 of the log-likelihoods, `*degrees` the parameters that the special case has less, `*p_value` the
 chance of so large a statistic under the special case. Of a model with covariates the report
 WITHOUT_COVARIATES is the special case. Refuses reports that cannot be those of nested models
 over the same customers, and `HABITUE_UNDEFINED` where a penalty was at work. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_likelihood_ratio(const struct habitue_fit_report *restricted,
                                        const struct habitue_fit_report *general,
                                        double *statistic,
                                        uint32_t *degrees,
                                        double *p_value,
                                        struct habitue_error *error);

/*
 How many customers with these ages a model of purchases expects to have come back 0, 1, ...
 times, beside how many did: `length` classes (at most 1,000,001), the last open. Reads
 histories, weights and covariates; writes `length` values to `actual` and `expected`. `job` may
 be NULL. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_frequencies(const struct habitue_model *model,
                                         const struct habitue_customers *customers,
                                         const struct habitue_job *job,
                                         double *actual,
                                         double *expected,
                                         size_t length,
                                         struct habitue_error *error);

/*
 Expected repeat purchases of a growing base in each of `steps` steps of length `step`, in the
 unit of the model: up to the end of the step to `cumulative`, and within it to `incremental`,
 either of which may be NULL. Reads born, weights and covariates. Each step costs one
 evaluation, however many customers there are. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_model_track(const struct habitue_model *model,
                                   const struct habitue_customers *customers,
                                   double step,
                                   double *cumulative,
                                   double *incremental,
                                   size_t steps,
                                   struct habitue_error *error);

/*
 The correlation of frequency and mean spend over the customers with purchases, Pearson's and
 Spearman's, each with its test: what the models of spend assume is that there is none. Reads
 mean_spend, spend_frequency (or frequency) and weights.

 `*used` is the number of customers with purchases, rounded. Returns also `HABITUE_UNDEFINED` for
 fewer than three such customers or where all are the same. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_frequency_spend(const struct habitue_customers *customers,
                                       uint64_t *used,
                                       struct habitue_correlation *pearson,
                                       struct habitue_correlation *spearman,
                                       struct habitue_error *error);

/*
 k by maximum likelihood from histories with log_intervals, and weights. Returns also
 `HABITUE_UNDEFINED` where nobody has two intervals. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_regularity_of_histories(const struct habitue_customers *customers,
                                               struct habitue_regularity *regularity,
                                               struct habitue_error *error);

/*
 The same from the purchases one by one in any order, the first of each customer included:
 `customer` is any key, `time` within 1e300 of 0; two purchases of a customer at the same time
 count once. `method` is one of `HABITUE_REGULARITY_...`. Returns also `HABITUE_UNDEFINED` where
 nobody has three purchases. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_regularity_of_purchases(const int64_t *customer,
                                               const double *time,
                                               size_t rows,
                                               int32_t method,
                                               struct habitue_regularity *regularity,
                                               struct habitue_error *error);

/*
 The errors of forecasts, in total and per customer. Returns also `HABITUE_EMPTY_INPUT`. Since
 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_forecast_judge(const struct habitue_forecast *forecast,
                                      struct habitue_forecast_errors *errors,
                                      struct habitue_error *error);

/*
 Forecast and outcome by classes of `values` (frequency, recency ..., finite), a column of as
 many rows: class i of `classes` holds the customers from `lowest[i]` up to, but not with,
 `lowest[i + 1]`; the last is open, and those below the first are in none. `lowest` increases.
 Returns also `HABITUE_EMPTY_INPUT`. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_forecast_by(const struct habitue_forecast *forecast,
                                   const double *values,
                                   const double *lowest,
                                   size_t classes,
                                   struct habitue_forecast_class *found,
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

/*
 Rakes a sample to the margins of its population; with one margin this is
 post-stratification.

 `categories` holds, margin after margin, the category (from 0; -1 where not
 known) of each of `respondents` respondents: `category_count` = `margins` times
 `respondents` values. `target_counts` holds the number of categories of each
 margin, `targets` (`target_count` = their sum) the population's shares or
 counts > 0, margin after margin. `base` holds base weights or is NULL;
 `options` may be NULL for the defaults.

 `weights` receives `respondents` weights with mean 1, `*result` what they cost
 or is NULL. `error` may be NULL. Returns `HABITUE_OK`, an argument error,
 `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_INCONSISTENT`, or
 `HABITUE_NOT_CONVERGED` where a category is empty or the margins contradict
 each other or the cap. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_rake(const int32_t *categories,
                            size_t category_count,
                            size_t respondents,
                            const double *targets,
                            size_t target_count,
                            const size_t *target_counts,
                            size_t margins,
                            const double *base,
                            const struct habitue_rake_options *options,
                            double *weights,
                            struct habitue_weighting *result,
                            struct habitue_error *error);

/*
 What a new customer of one worksheet costs and brings, as a new cash flow `out`: the
 marketing cost and the first sale at time 0, then a repeat order every `interval` >= 0
 years. The other arguments are those of `HABITUE_FORMULA_WORKSHEET`.

 `out` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument error,
 `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, or `HABITUE_UNDEFINED` where no customer was
 won. Any thread. Since 0.1.
 */
HABITUE_API
HABITUE_NODISCARD
habitue_status habitue_worksheet_cash_flow(double sales,
                                           double sale_count,
                                           double cost_of_goods,
                                           double repeat_orders,
                                           double marketing,
                                           double prospects,
                                           double new_customers,
                                           double interval,
                                           struct habitue_cash_flow **out,
                                           struct habitue_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

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

#endif  /* HABITUE_H */
