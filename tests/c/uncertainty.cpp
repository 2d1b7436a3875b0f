// Standard errors and intervals of eight customers, as bits, so that other languages can
// be compared with them: one line for each column, its name and its values in
// hexadecimal.

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "habitue.hpp"

static void print(const std::string &name, const std::vector<double> &column) {
    std::printf("%s %zu", name.c_str(), column.size());
    for (double value : column) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof value);
        std::printf(" %016" PRIx64, bits);
    }
    std::printf("\n");
}

static const std::uint32_t X[8] = {0, 0, 0, 1, 0, 7, 3, 0};
static const double LAST[8] = {0.0, 0.0, 0.0, 4.0, 0.0, 9.0, 8.0, 0.0};
static const double AGE[8] = {10.0, 9.0, 10.0, 8.0, 10.0, 10.0, 9.0, 10.0};

namespace ask = habitue::ask;

static habitue::customers histories() { return habitue::customers::of_histories(X, LAST, AGE); }

static std::vector<double> ends(const std::vector<habitue_estimate> &all) {
    std::vector<double> result;
    for (const habitue_estimate &one : all) {
        result.push_back(one.low);
        result.push_back(one.high);
    }
    return result;
}

static habitue_uncertainty_options drawing(std::uint32_t draws) {
    habitue_uncertainty_options options = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    options.draws = draws;
    options.seed = 3;
    return options;
}

static void read(const std::string &name, const habitue::uncertainty &way) {
    print(name + "_parameters", ends(way.parameters(0.9)));
    auto customers = histories();
    const ask::expected_purchases soon(10.0);
    const auto found = way.answer(soon, customers, 0.9);
    print(name + "_standard_errors", found.standard_error);
    print(name + "_low", found.low);
    print(name + "_high", found.high);
    const habitue_estimate total = way.total(soon, customers, 0.9);
    print(name + "_total", {total.estimate, total.standard_error, total.low, total.high});
    const ask::p_at_least again(1, 10.0, 2.0);
    print(name + "_later", way.answer(again, customers, 0.9).low);
    const habitue_estimate later = way.total(again, customers, 0.9);
    print(name + "_later_total", {later.low, later.high});
    const habitue_estimate value =
        way.total(ask::lifetime_value(10.0, 0.01), customers.expected_spend(AGE), 0.9);
    print(name + "_value", {value.low, value.high});
}

// What the histories tell of the rates.
static void rates() {
    static const double pareto[4] = {0.55, 10.0, 0.6, 11.0}, amounts[3] = {6.25, 3.74, 15.44},
                        renewing[3] = {0.5, 0.8, 1.3};
    static const struct {
        const char *name;
        habitue::individual rate;
    } known[3] = {{"purchase", habitue::individual::purchase_rate},
                  {"interval", habitue::individual::purchase_interval},
                  {"attrition", habitue::individual::attrition_rate}};
    const habitue::model model(HABITUE_MODEL_PARETO_NBD, pareto);
    const auto customers = histories();
    habitue::job two;
    two.threads = 2;
    for (const auto &one : known) {
        const std::string name = one.name;
        print(name + "_mean", model.answer(ask::posterior(one.rate), customers, two));
        print(name + "_variance",
              model.answer(ask::posterior(one.rate).variance(), customers, two));
        print(name + "_quantile",
              model.answer(ask::posterior(one.rate).quantile(0.8), customers, two));
    }
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, amounts);
    print("mean_spend_quantile",
          spend.answer(ask::posterior(habitue::individual::mean_spend).quantile(0.8),
                       habitue::customers::of_spending(X, AGE)));
    const habitue::model contract(HABITUE_MODEL_BDW, renewing);
    print("churn_variance", contract.answer(ask::posterior(habitue::individual::churn).variance(),
                                            habitue::customers::of_renewals(X)));
}

// Single amounts.
static void itemized() {
    static const std::uint32_t counts[6] = {3, 2, 4, 1, 5, 2};
    static const double means[6] = {12.0, 40.0, 20.0, 31.0, 8.0, 15.0},
                        logs[6] = {2.4, 3.6, 2.9, 3.4, 2.0, 2.6};
    habitue::customers customers;
    customers.spend_frequency(counts).mean_spend(means).mean_log_spend(logs);
    const auto model = habitue::model::fit(HABITUE_MODEL_GAMMA_GAMMA, customers);
    print("itemized_profile",
          ends(habitue::uncertainty::profiles(model, customers).parameters(0.9)));
    std::vector<double> errors;
    const auto refits = habitue::uncertainty::bootstrap(model, customers, drawing(20));
    for (const habitue_estimate &one : refits.parameters(0.9)) {
        errors.push_back(one.standard_error);
    }
    print("itemized_bootstrap", errors);
}

static const double ONLINE[8] = {0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0};

static void read_by_covariates(const std::string &name, const habitue::uncertainty &way,
                               habitue::customers customers) {
    print(name + "_parameters", ends(way.parameters(0.9)));
    print(name + "_low", way.answer(ask::expected_purchases(10.0, 2.0), customers, 0.9).low);
    const habitue_estimate total = way.total(ask::expected_purchases(10.0), customers, 0.9);
    print(name + "_total", {total.low, total.high});
    const habitue_estimate value =
        way.total(ask::lifetime_value(10.0, 0.01), customers.expected_spend(AGE), 0.9);
    print(name + "_value", {value.low, value.high});
}

// A model with covariates: its uncertainty, what it expects, and customers drawn from it.
static void covariates() {
    const auto purchase = habitue::role::purchase, spending = habitue::role::spend;
    auto customers = histories();
    customers.covariate("online", purchase, ONLINE);
    const auto chosen = habitue::fit_options().standardised();
    const auto model = habitue::model::fit(HABITUE_MODEL_NBD, customers, chosen);
    read_by_covariates("covariate_delta", habitue::uncertainty::delta(model), customers);
    read_by_covariates("covariate_draws", habitue::uncertainty::draws(model, drawing(50)),
                       customers);
    read_by_covariates("covariate_bootstrap",
                       habitue::uncertainty::bootstrap(model, customers, drawing(50), chosen),
                       customers);
    print("covariate_profile",
          ends(habitue::uncertainty::profiles(model, customers, chosen).parameters(0.9)));
    print("covariate_frequency_fit", habitue::frequencies_of(model, customers, 5).expected);
    auto births = habitue::customers::of_births(LAST);
    const auto track = habitue::track_of(model, births.covariate("online", purchase, ONLINE), 2.0, 8);
    print("covariate_track", track.cumulative);
    print("covariate_track_steps", track.incremental);
    static const double amounts[3] = {6.25, 3.74, 15.44};
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, amounts, {{spending, "online", 0.5}});
    auto options = habitue::simulation_options().seed(7);
    options.spend(spend);
    auto ages = habitue::customers::of_ages(AGE);
    ages.covariate("online", purchase, ONLINE).covariate("online", spending, ONLINE);
    const habitue::simulation drawn(model, ages, options);
    print("covariate_simulated", drawn.recency());
    print("covariate_simulated_spend", drawn.mean_spend());
    customers.covariate("online", spending, ONLINE).mean_spend(AGE);
    const habitue::simulation ahead(model, customers, options.horizon(20.0));
    std::printf("covariate_future 8");
    for (std::uint32_t count : ahead.purchases_ahead()) {
        std::printf(" %016" PRIx32, count);
    }
    std::printf("\n");
    print("covariate_future_spend", ahead.mean_spend());
}

int main() {
    const auto customers = histories();
    const auto model = habitue::model::fit(HABITUE_MODEL_NBD, customers);
    read("delta", habitue::uncertainty::delta(model));
    read("draws", habitue::uncertainty::draws(model, drawing(50)));
    read("bootstrap", habitue::uncertainty::bootstrap(model, customers, drawing(50)));
    print("profile", ends(habitue::uncertainty::profiles(model, customers).parameters(0.9)));
    rates();
    itemized();
    covariates();
    return 0;
}
