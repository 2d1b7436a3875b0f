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
    return 0;
}
