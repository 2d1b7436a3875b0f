// Standard errors and intervals of eight customers, as bits, so that other languages can
// be compared with them: one line for each column, its name and its values in
// hexadecimal.

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "habitue.h"

static void print(const std::string &name, const std::vector<double> &column) {
    std::printf("%s %zu", name.c_str(), column.size());
    for (double value : column) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof value);
        std::printf(" %016" PRIx64, bits);
    }
    std::printf("\n");
}

static habitue_error error = HABITUE_ERROR_INIT;

static void check(habitue_status status) {
    if (status != HABITUE_OK) {
        std::fprintf(stderr, "%d: %s\n", static_cast<int>(status), error.message);
        std::exit(1);
    }
}

static const std::uint32_t X[8] = {0, 0, 0, 1, 0, 7, 3, 0};
static const double LAST[8] = {0.0, 0.0, 0.0, 4.0, 0.0, 9.0, 8.0, 0.0};
static const double AGE[8] = {10.0, 9.0, 10.0, 8.0, 10.0, 10.0, 9.0, 10.0};

static void read(const std::string &name, const habitue_uncertainty *way) {
    habitue_estimate parameters[2];
    check(habitue_uncertainty_parameters(way, 0.9, parameters, 2, &error));
    print(name + "_parameters",
          {parameters[0].low, parameters[0].high, parameters[1].low, parameters[1].high});
    std::vector<double> errors(8), low(8), high(8);
    check(habitue_uncertainty_predict(way, HABITUE_PREDICT_EXPECTED_PURCHASES, 10.0, 0.0, 0, X, LAST,
                                      AGE, 8, 0.9, 1, nullptr, nullptr, nullptr, errors.data(),
                                      low.data(), high.data(), &error));
    print(name + "_standard_errors", errors);
    print(name + "_low", low);
    print(name + "_high", high);
    habitue_estimate total;
    check(habitue_uncertainty_predict_total(way, HABITUE_PREDICT_EXPECTED_PURCHASES, 10.0, 0.0, 0, X,
                                            LAST, AGE, nullptr, 8, 0.9, 1, nullptr, nullptr, &total,
                                            &error));
    print(name + "_total", {total.estimate, total.standard_error, total.low, total.high});
    check(habitue_uncertainty_predict_between(way, HABITUE_PREDICT_P_AT_LEAST, 2.0, 10.0, 0.0, 1, X,
                                              LAST, AGE, 8, 0.9, 1, nullptr, nullptr, nullptr,
                                              nullptr, low.data(), nullptr, &error));
    print(name + "_later", low);
    check(habitue_uncertainty_predict_total_between(way, HABITUE_PREDICT_P_AT_LEAST, 2.0, 10.0, 0.0,
                                                    1, X, LAST, AGE, nullptr, 8, 0.9, 1, nullptr,
                                                    nullptr, &total, &error));
    print(name + "_later_total", {total.low, total.high});
    habitue_expected_spend spend = HABITUE_EXPECTED_SPEND_INIT;
    spend.known = AGE;
    check(habitue_uncertainty_total_lifetime_value(way, 10.0, 0.01, 1.0, X, LAST, AGE, nullptr, 8,
                                                   &spend, 0.9, 1, nullptr, nullptr, &total,
                                                   &error));
    print(name + "_value", {total.low, total.high});
}

// What the histories tell of the rates.
static void rates() {
    static const double pareto[4] = {0.55, 10.0, 0.6, 11.0}, amounts[3] = {6.25, 3.74, 15.44},
                        renewing[3] = {0.5, 0.8, 1.3};
    static const char *const names[3] = {"purchase", "interval", "attrition"};
    static const char *const kinds[3] = {"mean", "variance", "quantile"};
    std::vector<double> column(8);
    habitue_model *model = nullptr;
    check(habitue_model_new(HABITUE_MODEL_PARETO_NBD, pareto, 4, &model, &error));
    for (int rate = 0; rate < 3; rate += 1) {
        for (int statistic = 0; statistic < 3; statistic += 1) {
            check(habitue_model_posterior(model, rate, statistic, 0.8, X, LAST, AGE, 8, 2,
                                          column.data(), &error));
            print(std::string(names[rate]) + "_" + kinds[statistic], column);
        }
    }
    habitue_model_free(model);
    habitue_spend_model *spend = nullptr;
    check(habitue_spend_model_new(HABITUE_SPEND_GAMMA_GAMMA, amounts, 3, &spend, &error));
    check(habitue_spend_model_posterior(spend, HABITUE_SPEND_RATE_MEAN, HABITUE_STATISTIC_QUANTILE,
                                        0.8, X, AGE, 8, column.data(), &error));
    print("mean_spend_quantile", column);
    habitue_spend_model_free(spend);
    habitue_contract_model *contract = nullptr;
    check(habitue_contract_model_new(HABITUE_CONTRACT_BDW, renewing, 3, &contract, &error));
    check(habitue_contract_model_posterior_churn(contract, HABITUE_STATISTIC_VARIANCE, 0.0, X, 8,
                                                 column.data(), &error));
    print("churn_variance", column);
    habitue_contract_model_free(contract);
}

// Single amounts.
static void itemized() {
    static const std::uint32_t counts[6] = {3, 2, 4, 1, 5, 2};
    static const double means[6] = {12.0, 40.0, 20.0, 31.0, 8.0, 15.0},
                        logs[6] = {2.4, 3.6, 2.9, 3.4, 2.0, 2.6};
    habitue_spend_model *model = nullptr;
    habitue_likelihood *likelihood = nullptr;
    habitue_uncertainty *refits = nullptr;
    check(habitue_spend_model_fit_itemized(HABITUE_SPEND_GAMMA_GAMMA, counts, means, logs, nullptr, 6,
                                           nullptr, nullptr, nullptr, &model, &error));
    check(habitue_likelihood_of_itemized(model, counts, means, logs, nullptr, 6, &likelihood,
                                         &error));
    double low[3], high[3];
    check(habitue_likelihood_intervals(likelihood, 0.9, low, high, 3, &error));
    print("itemized_profile", {low[0], high[0], low[1], high[1], low[2], high[2]});
    habitue_uncertainty_options options = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    options.draws = 20;
    options.seed = 3;
    check(habitue_uncertainty_bootstrap(likelihood, &options, nullptr, nullptr, &refits, &error));
    habitue_estimate found[3];
    check(habitue_uncertainty_parameters(refits, 0.9, found, 3, &error));
    print("itemized_bootstrap",
          {found[0].standard_error, found[1].standard_error, found[2].standard_error});
    habitue_uncertainty_free(refits);
    habitue_likelihood_free(likelihood);
    habitue_spend_model_free(model);
}

static const double ONLINE[8] = {0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0};

static const std::uint8_t *bytes(const char *name) {
    return reinterpret_cast<const std::uint8_t *>(name);
}

static void read_by_facts(const std::string &name, const habitue_uncertainty *way) {
    habitue_estimate p[3];
    check(habitue_uncertainty_parameters(way, 0.9, p, 3, &error));
    print(name + "_parameters",
          {p[0].low, p[0].high, p[1].low, p[1].high, p[2].low, p[2].high});
    std::vector<double> low(8);
    check(habitue_uncertainty_predict_between(way, HABITUE_PREDICT_EXPECTED_PURCHASES, 2.0, 10.0, 0.0,
                                              0, X, LAST, AGE, 8, 0.9, 1, nullptr, nullptr, nullptr,
                                              nullptr, low.data(), nullptr, &error));
    print(name + "_low", low);
    habitue_estimate total;
    check(habitue_uncertainty_predict_total(way, HABITUE_PREDICT_EXPECTED_PURCHASES, 10.0, 0.0, 0, X,
                                            LAST, AGE, nullptr, 8, 0.9, 1, nullptr, nullptr, &total,
                                            &error));
    print(name + "_total", {total.low, total.high});
    habitue_expected_spend spend = HABITUE_EXPECTED_SPEND_INIT;
    spend.known = AGE;
    check(habitue_uncertainty_total_lifetime_value(way, 10.0, 0.01, 1.0, X, LAST, AGE, nullptr, 8,
                                                   &spend, 0.9, 1, nullptr, nullptr, &total,
                                                   &error));
    print(name + "_value", {total.low, total.high});
}

// A model with covariates: its uncertainty, what it expects, and customers drawn from it.
static void covariates() {
    habitue_covariates *facts = nullptr;
    check(habitue_covariates_new(&facts, &error));
    check(habitue_covariates_add(facts, HABITUE_COVARIATE_PURCHASE, bytes("online"), 6, ONLINE, 8,
                                 &error));
    habitue_covariate_options chosen = HABITUE_COVARIATE_OPTIONS_INIT;
    chosen.standardised = 1;
    habitue_covariate_model *model = nullptr, *spend = nullptr;
    check(habitue_covariate_model_fit(HABITUE_MODEL_NBD, X, LAST, AGE, nullptr, nullptr, 8, facts,
                                      &chosen, nullptr, nullptr, nullptr, &model, &error));
    habitue_likelihood *likelihood = nullptr;
    check(habitue_likelihood_of_covariates(model, X, LAST, AGE, nullptr, 8, facts, &chosen, 1,
                                           &likelihood, &error));
    habitue_uncertainty_options options = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    options.draws = 50;
    options.seed = 3;
    const char *names[3] = {"delta", "draws", "bootstrap"};
    for (int i = 0; i < 3; i += 1) {
        habitue_uncertainty *way = nullptr, *bound = nullptr;
        if (i == 2) {
            check(habitue_uncertainty_bootstrap(likelihood, &options, nullptr, nullptr, &way,
                                                &error));
        } else {
            check(habitue_uncertainty_of_covariate_model(
                model, i == 0 ? HABITUE_UNCERTAINTY_DELTA : HABITUE_UNCERTAINTY_DRAWS, &options, &way,
                &error));
        }
        check(habitue_uncertainty_for_facts(way, facts, &bound, &error));
        habitue_uncertainty_free(way);
        read_by_facts(std::string("covariate_") + names[i], bound);
        habitue_uncertainty_free(bound);
    }
    double low[3], high[3];
    check(habitue_likelihood_intervals(likelihood, 0.9, low, high, 3, &error));
    print("covariate_profile", {low[0], high[0], low[1], high[1], low[2], high[2]});
    habitue_likelihood_free(likelihood);
    std::vector<double> actual(5), expected(5), steps(8), column(8);
    check(habitue_covariate_model_frequency_fit(model, X, LAST, AGE, nullptr, 8, facts, 1,
                                                actual.data(), expected.data(), 5, &error));
    print("covariate_frequency_fit", expected);
    check(habitue_covariate_model_track(model, LAST, nullptr, 8, facts, 2.0, steps.data(), 8,
                                        &error));
    print("covariate_track", steps);
    check(habitue_covariate_model_track_steps(model, LAST, nullptr, 8, facts, 2.0, steps.data(), 8,
                                              &error));
    print("covariate_track_steps", steps);
    static const double amounts[3] = {6.25, 3.74, 15.44}, effect[1] = {0.5};
    static const std::int32_t role[1] = {HABITUE_COVARIATE_SPEND};
    static const std::int64_t offsets[2] = {0, 6};
    check(habitue_covariate_model_new(HABITUE_SPEND_GAMMA_GAMMA, amounts, 3, role, offsets,
                                      bytes("online"), 6, effect, nullptr, 1, &spend, &error));
    check(habitue_covariates_add(facts, HABITUE_COVARIATE_SPEND, bytes("online"), 6, ONLINE, 8,
                                 &error));
    habitue_simulation_options drawing = HABITUE_SIMULATION_OPTIONS_INIT;
    drawing.seed = 7;
    habitue_simulation *drawn = nullptr;
    check(habitue_covariate_model_simulate(model, nullptr, spend, AGE, 8, facts, &drawing, &drawn,
                                           &error));
    check(habitue_simulation_histories(drawn, nullptr, column.data(), nullptr, nullptr, nullptr,
                                       nullptr, 8, &error));
    print("covariate_simulated", column);
    check(habitue_simulation_spend(drawn, column.data(), nullptr, 8, &error));
    print("covariate_simulated_spend", column);
    habitue_simulation_free(drawn);
    check(habitue_covariate_model_simulate_future(model, nullptr, spend, X, LAST, AGE, nullptr, AGE, 8,
                                                  facts, 20.0, &drawing, &drawn, &error));
    std::uint32_t made[8];
    check(habitue_simulation_future(drawn, made, nullptr, 8, &error));
    std::printf("covariate_future 8");
    for (std::uint32_t count : made) {
        std::printf(" %016" PRIx32, count);
    }
    std::printf("\n");
    check(habitue_simulation_future_spend(drawn, column.data(), 8, &error));
    print("covariate_future_spend", column);
    habitue_simulation_free(drawn);
    habitue_covariate_model_free(spend);
    habitue_covariate_model_free(model);
    habitue_covariates_free(facts);
}

int main() {
    habitue_model *model = nullptr;
    check(habitue_model_fit(HABITUE_MODEL_NBD, X, LAST, AGE, nullptr, nullptr, 8, nullptr, nullptr,
                            nullptr, &model, &error));
    habitue_likelihood *likelihood = nullptr;
    check(habitue_likelihood_of_purchases(model, X, LAST, AGE, nullptr, 8, 1, &likelihood, &error));
    habitue_uncertainty_options options = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    options.draws = 50;
    options.seed = 3;
    habitue_uncertainty *ways[3] = {nullptr, nullptr, nullptr};
    check(habitue_uncertainty_of_model(model, HABITUE_UNCERTAINTY_DELTA, &options, &ways[0], &error));
    check(habitue_uncertainty_of_model(model, HABITUE_UNCERTAINTY_DRAWS, &options, &ways[1], &error));
    check(habitue_uncertainty_bootstrap(likelihood, &options, nullptr, nullptr, &ways[2], &error));
    const char *names[3] = {"delta", "draws", "bootstrap"};
    for (int i = 0; i < 3; i += 1) {
        read(names[i], ways[i]);
        habitue_uncertainty_free(ways[i]);
    }
    double low[2], high[2];
    check(habitue_likelihood_intervals(likelihood, 0.9, low, high, 2, &error));
    print("profile", {low[0], high[0], low[1], high[1]});
    habitue_likelihood_free(likelihood);
    habitue_model_free(model);
    rates();
    itemized();
    covariates();
    return 0;
}
