/* A valid handle of each type, for the functions that take one; NULL if it
 * cannot be made. */

#define CALL(function) ((__typeof__(&function))find(#function))

static habitue_cash_flow *make_habitue_cash_flow(void)
{
    static const double times[] = {0.0, 1.0, 2.0, 3.0};
    static const double amounts[] = {-5.0, 1.0, 0.0, 9.0};
    habitue_cash_flow *made = NULL;
    const habitue_text none = {NULL, 0};
    return CALL(habitue_cash_flow_new)(none, times, habitue_f64(NULL, amounts), NULL, 4, &made, NULL)
               ? NULL
               : made;
}

static habitue_questionnaire *make_habitue_questionnaire(void)
{
    static const char *const questions[] = {"overall", "again", "recommend"};
    static const habitue_scale scale = HABITUE_SCALE_INIT;
    habitue_questionnaire *made = NULL;
    size_t i;
    if (CALL(habitue_questionnaire_new)(&made, NULL)) {
        return NULL;
    }
    for (i = 0; i < 3; i += 1) {
        if (CALL(habitue_questionnaire_add)(made, (const uint8_t *)questions[i],
                                            strlen(questions[i]), &scale, 1.0, NULL, 0, NULL)) {
            CALL(habitue_questionnaire_free)(made);
            return NULL;
        }
    }
    return made;
}

static habitue_responses *make_habitue_responses(void)
{
    static const double matrix[] = {1.0, 9.0, 10.0, 3.0, 7.0, 8.0, 2.0, 10.0, 10.0, 5.0, 6.0, 7.0};
    habitue_questionnaire *questionnaire = make_habitue_questionnaire();
    habitue_responses *made = NULL;
    habitue_status status = CALL(habitue_responses_new)(
        questionnaire, matrix, 12, 4, HABITUE_COLUMN_MAJOR, NULL, 0, &made, NULL);
    CALL(habitue_questionnaire_free)(questionnaire);
    return status ? NULL : made;
}

static habitue_summary *make_habitue_summary(void)
{
    static const int64_t customers[] = {1, 1, 2};
    static const int32_t days[] = {0, 9, 3};
    static const int64_t minor[] = {2000, 1500, 700}, margins[] = {900, -100, 350};
    habitue_rules rules = HABITUE_RULES_INIT;
    habitue_transactions transactions = HABITUE_TRANSACTIONS_INIT;
    habitue_summary *made = NULL;
    transactions.length = 3;
    transactions.customers = customers;
    transactions.days = days;
    transactions.minor = minor;
    transactions.costing = HABITUE_COSTING_MARGIN;
    transactions.cost_minor = margins;
    memcpy(rules.currency, "EUR", 4);
    rules.costs = HABITUE_COSTS_FREE;
    if (CALL(habitue_summary_new)(&rules, &made, NULL)) {
        return NULL;
    }
    if (CALL(habitue_summary_push)(made, &transactions, NULL)) {
        CALL(habitue_summary_free)(made);
        return NULL;
    }
    return made;
}

static habitue_table *make_habitue_table(void)
{
    habitue_summary *summary = make_habitue_summary();
    habitue_table *made = NULL;
    habitue_status status = CALL(habitue_summary_table)(summary, NULL, &made, NULL);
    CALL(habitue_summary_free)(summary);
    return status ? NULL : made;
}

static habitue_rejections *make_habitue_rejections(void)
{
    static const char csv[] = "who,when\n1,never\n";
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    habitue_summary *summary = NULL;
    habitue_rejections *made = NULL;
    format.customer = (const uint8_t *)"who";
    format.customer_length = 3;
    format.date = (const uint8_t *)"when";
    format.date_length = 4;
    format.bad_rows = HABITUE_BAD_ROWS_REJECT;
    if (CALL(habitue_summary_new)(NULL, &summary, NULL)) {
        return NULL;
    }
    if (CALL(habitue_summary_read_csv)(summary, (const uint8_t *)csv, strlen(csv), &format, NULL,
                                       NULL, &made, NULL)) {
        made = NULL;
    }
    CALL(habitue_summary_free)(summary);
    return made;
}

/* ---- What structures of the caller point to, as `function` reads it: for a structure S,
 * columns_of_S is called with its _INIT already in place. Each column has EIGHT rows, of which
 * the sweeps take as many as the call has. */

/* 0 for models of purchases, 1 of spend, 2 of contracts: what the next handle and the next
 * customers are of. */
static int family;

static void columns_of_habitue_customers(const char *function, habitue_customers *customers)
{
    static const uint32_t x[] = {7, 0, 3, 1, 0, 0, 0, 0}, renewals[] = {1, 2, 3, 3, 2, 4, 1, 3};
    static const double last[] = {9.0, 0.0, 8.0, 4.0, 0.0, 0.0, 0.0, 0.0};
    static const double age[] = {10.0, 10.0, 9.0, 8.0, 10.0, 9.0, 10.0, 10.0};
    static const double spend[] = {12.0, 0.0, 20.0, 31.0, 0.0, 0.0, 0.0, 0.0};
    static const double logs[] = {1.5, 0.0, 2.5, 1.3, 0.0, 0.0, 0.0, 0.0};
    static const double values[] = {1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0};
    static const habitue_covariate covariate = {
        {"online", HABITUE_NUL_TERMINATED}, values, HABITUE_COVARIATE_PURCHASE, 0};
    const int drawn = strcmp(function, "habitue_simulation_new") == 0;
    const int correlated = strcmp(function, "habitue_frequency_spend") == 0;
    /* An uncertainty is that of a fit to all eight. */
    customers->rows = strcmp(function, "habitue_uncertainty_new") == 0 ? 8 : ROWS;
    if (family == 1 || correlated) {
        customers->spend_frequency = x;
        customers->mean_spend = spend;
        return;
    }
    if (family == 2) {
        customers->renewals = renewals;
        return;
    }
    if (drawn) {
        customers->age = age;
        return;
    }
    if (strcmp(function, "habitue_model_track") == 0) {
        customers->born = age;
        return;
    }
    customers->frequency = x;
    customers->recency = last;
    customers->age = age;
    if (strcmp(function, "habitue_scorer_score") == 0) {
        customers->mean_spend = spend;
    }
    if (strcmp(function, "habitue_regularity_of_histories") == 0) {
        customers->log_intervals = logs;
    }
    if (strcmp(function, "habitue_model_for_customer") == 0) {
        customers->covariates = &covariate;
        customers->covariate_count = 1;
    }
}

static void columns_of_habitue_question(const char *function, habitue_question *question)
{
    static const int32_t kinds[] = {HABITUE_ASK_EXPECTED_PURCHASES, HABITUE_ASK_EXPECTED_SPEND,
                                    HABITUE_ASK_SURVIVAL};
    (void)function;
    question->kind = kinds[family];
    if (family != 1) {
        question->to = 9.0;
    }
}

/* A length or an index that a call can succeed with. */
static size_t usual_length(const char *function, const char *parameter)
{
    (void)function;
    return strcmp(parameter, "row") == 0 ? 1 : ROWS;
}

/* Handles, and places for new ones, that may be NULL. */
static int may_be_absent(const char *function, const char *parameter)
{
    if (strcmp(function, "habitue_events_value") == 0 && strcmp(parameter, "flow") == 0) {
        return 1;
    }
    return strcmp(function, "habitue_scorer_new") == 0 && strcmp(parameter, "spend") == 0;
}

/* A number that a call can succeed with. */
static size_t usual_number(const char *function, const char *parameter)
{
    if (strcmp(function, "habitue_model_fit") == 0 && strcmp(parameter, "kind") == 0) {
        return HABITUE_MODEL_NBD;
    }
    if (strcmp(function, "habitue_uncertainty_new") == 0 && strcmp(parameter, "method") == 0) {
        return HABITUE_UNCERTAINTY_BOOTSTRAP;
    }
    return 0;
}

static void columns_of_habitue_uncertainty_options(const char *function,
                                                   habitue_uncertainty_options *options)
{
    (void)function;
    options->draws = 5;
}

/* Written to; a region of its own, which the sweeps compare. */
static _Alignas(16) unsigned char written[16][1024];

static void columns_of_habitue_answers(const char *function, habitue_answers *answers)
{
    answers->estimate = (double *)written[0];
    answers->total = (habitue_estimate *)written[1];
    if (strcmp(function, "habitue_answer_with_uncertainty") == 0) {
        answers->standard_error = (double *)written[2];
        answers->low = (double *)written[3];
        answers->high = (double *)written[4];
    }
}

/* Those of the simulation of make_habitue_simulation. */
static void columns_of_habitue_simulation_columns(const char *function,
                                                  habitue_simulation_columns *columns)
{
    (void)function;
    columns->rows = ROWS;
    columns->frequency = (uint32_t *)written[0];
    columns->recency = (double *)written[1];
    columns->age = (double *)written[2];
    columns->log_intervals = (double *)written[3];
    columns->holdout_frequency = (uint32_t *)written[4];
    columns->left = (double *)written[5];
}

/* Shares, scores and boxes of the caller, which the fuzzer fills with others. */
static double shares[8] = {0.25, 0.5, 0.5, 1.0, 0.25, 0.5, 0.5, 1.0};
static double scored[3][8] = {{9.0, 3.0, 3.0, 1.0}, {1.0, 4.0, 2.0, 2.0}, {5.0, 9.0, 2.0, 3.0}};
static int32_t known_scores[3][8] = {{1, 2, 3, 4, 5, 5, 5, 5}, {5, 4, 3, 2, 1, 1, 1, 1},
                                     {1, 1, 1, 1, 1, 1, 1, 1}};
static habitue_segment_box boxes[8] = {{1, {4, 5}, {1, 5}, {1, 5}}, {2, {1, 5}, {1, 1}, {1, 5}}};

static void columns_of_habitue_concentration(const char *function,
                                             habitue_concentration *concentration)
{
    (void)function;
    concentration->top_shares = concentration->value_shares = shares;
    concentration->top_count = concentration->value_count = ROWS;
    concentration->value_of_top = (double *)written[0];
    concentration->top_for_value = (double *)written[1];
    concentration->curve_customers = (double *)written[2];
    concentration->curve_value = (double *)written[3];
    concentration->points = ROWS;
}

static void columns_of_habitue_rfm(const char *function, habitue_rfm *rfm)
{
    (void)function;
    rfm->rows = ROWS;
    rfm->recency = habitue_f64(NULL, scored[0]);
    rfm->frequency = habitue_f64(NULL, scored[1]);
    rfm->monetary = habitue_f64(NULL, scored[2]);
    rfm->recency_score = (int32_t *)written[0];
    rfm->frequency_score = (int32_t *)written[1];
    rfm->monetary_score = (int32_t *)written[2];
    rfm->thresholds = (double *)written[3];
    rfm->threshold_count = 12;
}

static void columns_of_habitue_segmentation(const char *function,
                                            habitue_segmentation *segmentation)
{
    (void)function;
    segmentation->preset = HABITUE_SEGMENTS_FIRST_MATCH;
    segmentation->boxes = boxes;
    segmentation->box_count = 2;
}

static void columns_of_habitue_segments(const char *function, habitue_segments *segments)
{
    (void)function;
    segments->rows = ROWS;
    segments->recency_score = known_scores[0];
    segments->frequency_score = known_scores[1];
    segments->monetary_score = known_scores[2];
    segments->segment = (int32_t *)written[0];
    segments->counts = (uint64_t *)written[1];
    segments->segment_count = 3;
}

/* The columns of all the structures below, by what they hold. */
static const uint32_t of_whom[8] = {0, 1, 1, 2, 0, 1, 1, 2};
static const int32_t future_days[8] = {20000, 20400, 20100, 20900, 20000, 20400, 20100, 20900};
static const int64_t minor_units[8] = {900, 0, 450, 1200, 900, 0, 450, 1200};

static void columns_of_habitue_cash_flow_columns(const char *function,
                                                 habitue_cash_flow_columns *columns)
{
    (void)function;
    columns->rows = ROWS;
    columns->time = (double *)written[0];
    columns->expected = (double *)written[1];
    columns->factor = (double *)written[2];
    columns->present = (double *)written[3];
    columns->cumulative = (double *)written[4];
}

static void columns_of_habitue_events(const char *function, habitue_events *events)
{
    (void)function;
    events->valuation = 20000;
    events->currency.bytes = "EUR";
    events->currency.length = 3;
    events->rows = ROWS;
    events->customer = of_whom;
    events->day = future_days;
    events->probability = shares;
    events->revenue = events->cost = minor_units;
}

static void columns_of_habitue_referrals(const char *function, habitue_referrals *referrals)
{
    (void)function;
    referrals->rows = ROWS;
    referrals->referrer = of_whom;
    referrals->time = scored[1];
    referrals->value = scored[0];
    referrals->saving = scored[2];
    referrals->anyway = shares;
}

static void columns_of_habitue_inputs(const char *function, habitue_inputs *inputs)
{
    (void)function;
    inputs->input_count = ROWS;
    inputs->base = inputs->low = inputs->high = scored[0];
}

static void columns_of_habitue_scorer_options(const char *function,
                                              habitue_scorer_options *options)
{
    static const double lowest[] = {50.0, 10.0};
    (void)function;
    options->to = 39.0;
    options->horizon = 52.0;
    options->margin = 0.3;
    options->lowest = lowest;
    options->tiers = 2;
}

static void columns_of_habitue_fit_options(const char *function, habitue_fit_options *options)
{
    static const double start[] = {0.5, 8.0};
    static const habitue_constraint constraint = {
        {"r", HABITUE_NUL_TERMINATED}, 0.01, 100.0, HABITUE_CONSTRAINT_BOUNDS, 0};
    if (strcmp(function, "habitue_model_fit") == 0) {
        options->start = start;
        options->start_count = 2;
        options->constraints = &constraint;
        options->constraint_count = 1;
    }
}

static void columns_of_habitue_transactions(const char *function,
                                            habitue_transactions *transactions)
{
    static const int64_t who[] = {1, 1, 2, 3, 1, 1, 2, 3};
    static const int32_t when[] = {9, 10, 11, 12, 9, 10, 11, 12};
    (void)function;
    transactions->length = 1; /* so that the columns of answers are looked at */
    transactions->customers = who;
    transactions->days = when;
}

static habitue_model *make_of(int of)
{
    static const int32_t kinds[] = {HABITUE_MODEL_BG_NBD, HABITUE_MODEL_GAMMA_GAMMA,
                                    HABITUE_MODEL_SBG};
    static const double parameters[3][4] = {
        {0.243, 4.414, 0.793, 2.426}, {6.25, 3.74, 15.44, 0.0}, {0.668, 3.806, 0.0, 0.0}};
    static const size_t counts[] = {4, 3, 2};
    habitue_model *made = NULL;
    return CALL(habitue_model_new)(kinds[of], parameters[of], counts[of], NULL, NULL, 0, &made,
                                   NULL)
               ? NULL
               : made;
}

/* The customers that `function` reads of a model of purchases. */
static habitue_customers some_customers(const char *function)
{
    habitue_customers customers = HABITUE_CUSTOMERS_INIT;
    const int of = family;
    family = 0;
    columns_of_habitue_customers(function, &customers);
    family = of;
    return customers;
}

/* A fit of the NBD to all eight, which has a peak. */
static habitue_model *make_fitted(void)
{
    habitue_customers customers = some_customers("");
    habitue_model *made = NULL;
    customers.rows = 8;
    return CALL(habitue_model_fit)(HABITUE_MODEL_NBD, &customers, NULL, NULL, &made, NULL) ? NULL
                                                                                           : made;
}

static habitue_model *make_habitue_model(void)
{
    if (strcmp(made_as, "spend") == 0) {
        return make_of(1);
    }
    return strcmp(made_for, "habitue_uncertainty_new") == 0 ? make_fitted() : make_of(family);
}

static habitue_cohort_table *make_habitue_cohort_table(void)
{
    static const int64_t customers[] = {1, 1, 2};
    static const int32_t days[] = {0, 40, 33};
    habitue_cohort_table *made = NULL;
    return CALL(habitue_cohort_table_new)(customers, days, 3, 3, 0, 70,
                                          HABITUE_ACTIVITY_IN_PERIOD, &made, NULL)
               ? NULL
               : made;
}

static habitue_kaplan_meier *make_habitue_kaplan_meier(void)
{
    static const double times[] = {9.0, 13.0, 13.0, 18.0};
    static const uint8_t lost[] = {1, 1, 0, 1};
    habitue_kaplan_meier *made = NULL;
    return CALL(habitue_kaplan_meier_new)(times, lost, 4, &made, NULL) ? NULL : made;
}

static habitue_moments *make_habitue_moments(void)
{
    static const double means[] = {6.0, 7.0, 5.0, 6.5}, sds[] = {2.0, 1.5, 1.0, 2.5};
    static const double low[] = {1.0, 1.0, 1.0, 1.0}, high[] = {10.0, 10.0, 10.0, 10.0};
    static const double correlations[] = {1.0, 0.5, 0.4, 0.3, 0.5, 1.0, 0.3, 0.4,
                                          0.4, 0.3, 1.0, 0.5, 0.3, 0.4, 0.5, 1.0};
    habitue_moments *made = NULL;
    return CALL(habitue_moments_new)(100.0, means, sds, correlations, low, high, 4, &made, NULL)
               ? NULL
               : made;
}

/* Of the first three questions, which are all that the answers have. */
static habitue_path_model *make_habitue_path_model(void)
{
    static const size_t items[] = {0, 1, 2};
    habitue_path_model *made = NULL;
    if (CALL(habitue_path_model_new)(&made, NULL)) {
        return NULL;
    }
    if (CALL(habitue_path_model_add_construct)(made, (const uint8_t *)"a", 1, items, 2,
                                               HABITUE_MODE_A, NULL) ||
        CALL(habitue_path_model_add_construct)(made, (const uint8_t *)"b", 1, items + 2, 1,
                                               HABITUE_MODE_A, NULL) ||
        CALL(habitue_path_model_add_path)(made, 0, 1, NULL)) {
        CALL(habitue_path_model_free)(made);
        return NULL;
    }
    return made;
}

static habitue_path_fit *make_habitue_path_fit(void)
{
    habitue_moments *moments = make_habitue_moments();
    habitue_path_model *model = make_habitue_path_model();
    habitue_path_fit *made = NULL;
    habitue_status status =
        CALL(habitue_path_fit_new)(model, moments, HABITUE_SCHEME_PATH, &made, NULL);
    CALL(habitue_path_model_free)(model);
    CALL(habitue_moments_free)(moments);
    return status ? NULL : made;
}

static habitue_path_bootstrap *make_habitue_path_bootstrap(void)
{
    habitue_bootstrap_options options = HABITUE_BOOTSTRAP_OPTIONS_INIT;
    habitue_responses *answers = make_habitue_responses();
    habitue_path_model *model = make_habitue_path_model();
    habitue_path_bootstrap *made = NULL;
    habitue_status status;
    options.samples = 20;
    status = CALL(habitue_path_bootstrap_new)(model, answers, HABITUE_MISSING_LISTWISE, 0.5,
                                              HABITUE_SCHEME_PATH, &options, NULL, NULL, &made,
                                              NULL);
    CALL(habitue_path_model_free)(model);
    CALL(habitue_responses_free)(answers);
    return status ? NULL : made;
}

static habitue_segment_comparison *make_habitue_segment_comparison(void)
{
    habitue_bootstrap_options options = HABITUE_BOOTSTRAP_OPTIONS_INIT;
    habitue_responses *answers = make_habitue_responses();
    habitue_path_model *model = make_habitue_path_model();
    habitue_segment_comparison *made = NULL;
    habitue_status status;
    options.samples = 20;
    status = CALL(habitue_segment_comparison_new)(model, answers, answers,
                                                  HABITUE_MISSING_LISTWISE, 0.5,
                                                  HABITUE_SCHEME_PATH, &options, NULL, NULL, &made,
                                                  NULL);
    CALL(habitue_path_model_free)(model);
    CALL(habitue_responses_free)(answers);
    return status ? NULL : made;
}

static habitue_cross_products *make_habitue_cross_products(void)
{
    habitue_responses *answers = make_habitue_responses();
    habitue_cross_products *made = NULL;
    habitue_status status = CALL(habitue_cross_products_of_answers)(
        answers, HABITUE_MISSING_LISTWISE, 0.5, &made, NULL);
    CALL(habitue_responses_free)(answers);
    return status ? NULL : made;
}

static habitue_penalty_reward *make_habitue_penalty_reward(void)
{
    static const double answers[] = {1.0, 5.0, 9.0, 5.0}, outcome[] = {2.0, 6.0, 8.0, 5.0};
    habitue_penalty_reward *made = NULL;
    return CALL(habitue_penalty_reward_new)(answers, 4, 1, outcome, NULL, 4, 3.0, 8.0, &made, NULL)
               ? NULL
               : made;
}

static habitue_live *make_habitue_live(void)
{
    habitue_summary *summary = make_habitue_summary();
    habitue_live *made = NULL;
    habitue_status status = CALL(habitue_live_new)(summary, NULL, &made, NULL);
    CALL(habitue_summary_free)(summary);
    return status ? NULL : made;
}

static habitue_scorer *make_habitue_scorer(void)
{
    habitue_scorer_options options = HABITUE_SCORER_OPTIONS_INIT;
    habitue_model *model = make_of(0);
    habitue_scorer *made = NULL;
    habitue_status status;
    columns_of_habitue_scorer_options("", &options);
    status = CALL(habitue_scorer_new)(model, NULL, &options, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_simulation *make_habitue_simulation(void)
{
    const habitue_customers customers = some_customers("habitue_simulation_new");
    habitue_model *model = make_of(0);
    habitue_simulation *made = NULL;
    habitue_status status =
        CALL(habitue_simulation_new)(model, &customers, NULL, NULL, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_uncertainty *make_habitue_uncertainty(void)
{
    const habitue_uncertainty_options options = {
        sizeof options, 5, 1, HABITUE_INTERVAL_NATURAL, 0};
    habitue_customers customers = some_customers("");
    habitue_model *model = make_fitted();
    habitue_uncertainty *made = NULL;
    habitue_status status;
    customers.rows = 8;
    status = CALL(habitue_uncertainty_new)(model, HABITUE_UNCERTAINTY_BOOTSTRAP, &customers, NULL,
                                           &options, NULL, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_comparison *make_habitue_comparison(void)
{
    static const int32_t kinds[] = {HABITUE_MODEL_NBD, HABITUE_MODEL_MBG_CNBD};
    const habitue_customers customers = some_customers("");
    habitue_comparison *made = NULL;
    return CALL(habitue_comparison_new)(kinds, 2, &customers, NULL, NULL, &made, NULL) ? NULL
                                                                                       : made;
}

static habitue_cancel *make_habitue_cancel(void)
{
    habitue_cancel *made = NULL;
    return CALL(habitue_cancel_new)(&made, NULL) ? NULL : made;
}
