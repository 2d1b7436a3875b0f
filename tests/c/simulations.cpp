// Customers drawn at random, and how fits to them are judged, as bits, so that other languages
// can be compared with them: one line for each column, its name and its values in hexadecimal,
// or their FNV-1a hash where there are many.

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "habitue.hpp"

template <class T> static void print(const char *name, const std::vector<T> &column) {
    std::printf("%s %zu", name, column.size());
    if (column.size() <= 8) {
        for (const T &value : column) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, &value, sizeof value);
            std::printf(" %016" PRIx64, bits);
        }
    } else {
        std::uint64_t hash = 0xcbf29ce484222325u;
        const unsigned char *bytes = reinterpret_cast<const unsigned char *>(column.data());
        for (std::size_t i = 0; i < column.size() * sizeof(T); i += 1) {
            hash = (hash ^ bytes[i]) * 0x100000001b3u;
        }
        std::printf(" #%016" PRIx64, hash);
    }
    std::printf("\n");
}

static void sure(habitue_status status) {
    if (status != HABITUE_OK) {
        throw std::runtime_error(habitue_name(HABITUE_LIST_STATUSES, status, HABITUE_ENGLISH));
    }
}

static void simulation(const std::string &name, std::int32_t kind,
                       const std::vector<double> &parameters) {
    const std::size_t n = 500;
    std::vector<double> ages(n);
    for (std::size_t i = 0; i < n; i += 1) {
        ages[i] = 20.0 + static_cast<double>(i % 9);
    }
    const double amounts[] = {6.25, 3.74, 15.44};
    const habitue::model model(kind, parameters);
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, amounts);
    habitue::job two;
    two.threads = 2;
    auto options = habitue::simulation_options().seed(7).holdout(6.0).every_purchase();
    options.spend(spend);
    const habitue::simulation drawn(model, habitue::customers::of_ages(ages), options, two);
    const auto x = drawn.frequency();
    const auto t_x = drawn.recency(), t = drawn.age(), mean = drawn.mean_spend();
    const auto every = drawn.every_purchase(true);
    print((name + "_x").c_str(), x);
    print((name + "_t_x").c_str(), t_x);
    print((name + "_log_intervals").c_str(), drawn.log_intervals());
    print((name + "_holdout_x").c_str(), drawn.holdout_frequency());
    print((name + "_left").c_str(), drawn.left());
    print((name + "_mean_spend").c_str(), mean);
    print((name + "_customer").c_str(), every.customer);
    print((name + "_time").c_str(), every.time);
    print((name + "_amount").c_str(), every.amount);
    auto known = habitue::customers::of_histories(x, t_x, t);
    auto ahead = habitue::simulation_options().seed(7).horizon(13.0).every_purchase();
    const habitue::simulation future(model, known, ahead, two);
    print((name + "_future").c_str(), future.purchases_ahead());
    print((name + "_future_left").c_str(), future.left());
    print((name + "_future_time").c_str(), future.every_purchase(false).time);
    const habitue::simulation spent(model, known.mean_spend(mean), ahead.spend(spend), two);
    print((name + "_future_spend").c_str(), spent.mean_spend());
    print((name + "_future_amount").c_str(), spent.every_purchase(true).amount);
}

static void cohorts() {
    const double parameters[] = {0.668, 3.806, 1.3};
    const std::uint64_t signed_up[] = {1000, 500};
    const std::uint32_t periods[] = {8, 5};
    const habitue::model model(HABITUE_MODEL_BDW, parameters);
    const auto options = habitue::simulation_options().seed(7);
    habitue::customers signing;
    signing.survivors(signed_up).period(periods);
    print("survivors", habitue::simulation(model, signing, options).survivors());
    std::vector<std::uint32_t> renewals(500);
    for (std::uint32_t i = 0; i < 500; i += 1) {
        renewals[i] = i % 4;
    }
    const auto renewing = habitue::customers::of_renewals(renewals);
    print("renewals", habitue::simulation(model, renewing, options).renewals());
}

static std::vector<double> figures(const habitue_forecast_errors &errors) {
    return {errors.bias, errors.wape,           errors.mae,
            errors.rmse, errors.top_decile_lift, errors.gini,
            errors.normalised_gini};
}

static void judging() {
    const std::size_t n = 500;
    const double parameters[] = {0.553, 10.578, 0.606, 11.669}, amounts[] = {6.25, 3.74, 15.44};
    std::vector<double> ages(n), born(n), actual(n), values(n);
    for (std::size_t i = 0; i < n; i += 1) {
        ages[i] = 20.0 + static_cast<double>(i % 9);
        born[i] = 28.0 - ages[i];
    }
    const habitue::model model(HABITUE_MODEL_PARETO_NBD, parameters);
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, amounts);
    const habitue::simulation drawn(
        model, habitue::customers::of_ages(ages),
        habitue::simulation_options().seed(9).holdout(20.0).every_purchase().spend(spend));
    const auto x = drawn.frequency(), holdout = drawn.holdout_frequency();
    const auto t_x = drawn.recency(), t = drawn.age(), logs = drawn.log_intervals(),
               mean = drawn.mean_spend();
    const auto every = drawn.every_purchase(false);
    const std::vector<std::int64_t> customer(every.customer.begin(), every.customer.end());
    for (std::size_t i = 0; i < n; i += 1) {
        actual[i] = holdout[i];
        values[i] = x[i];
    }
    const auto who = habitue::customers::of_histories(x, t_x, t);
    auto regular = who;
    regular.log_intervals(logs);
    const auto expected = model.answer(habitue::ask::expected_purchases(20.0), who);
    print("holdout_errors", figures(habitue::errors_of(actual, expected)));
    const double lowest[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    std::vector<habitue_forecast_class> classes(8);
    std::vector<double> sizes, forecasts;
    habitue_forecast forecast = HABITUE_FORECAST_INIT;
    forecast.rows = n, forecast.actual = actual.data(), forecast.expected = expected.data();
    sure(habitue_forecast_by(&forecast, values.data(), lowest, 8, classes.data(), nullptr));
    for (const habitue_forecast_class &one : classes) {
        sizes.push_back(one.customers);
        forecasts.push_back(one.expected != one.expected ? 0.0 : one.expected);
    }
    print("class_customers", sizes);
    print("class_expected", forecasts);
    const auto often = habitue::frequencies_of(model, who, 8);
    print("frequency_actual", often.actual);
    print("frequency_expected", often.expected);
    const auto births = habitue::customers::of_births(born);
    print("track_steps", habitue::track_of(model, births, 1.0, 30).incremental);
    auto spending = habitue::customers::of_spending(x, mean);
    const auto plain = habitue::frequency_spend_of(spending);
    print("frequency_spend",
          std::vector<double>{plain.pearson.coefficient, plain.spearman.p_value});
    const auto weighted = habitue::frequency_spend_of(spending.weights(t));
    print("frequency_spend_weighted",
          std::vector<double>{weighted.pearson.t, weighted.spearman.p_value});
    habitue_regularity regularity = habitue::regularity_of(regular);
    print("regularity", std::vector<double>{regularity.k, regularity.standard_error});
    const habitue_column purchases[] = {
        habitue_i64("customer", customer.data()), habitue_f64("time", every.time.data())};
    for (const std::int32_t method : {HABITUE_REGULARITY_PAIRS, HABITUE_REGULARITY_MOMENTS}) {
        const habitue_setting by = habitue_number("method", method);
        habitue_evidence given = HABITUE_EVIDENCE_INIT;
        given.rows = customer.size();
        given.columns = purchases;
        given.column_count = 2;
        given.settings = &by;
        given.setting_count = 1;
        double found[2];
        const habitue_output wanted[] = {{"k", &found[0]}, {"standard_error", &found[1]}};
        sure(habitue_calculate(HABITUE_FORMULA_PURCHASE_REGULARITY, &given, wanted, 2, nullptr));
        print(method == HABITUE_REGULARITY_PAIRS ? "regularity_pairs" : "regularity_moments",
              std::vector<double>(found, found + 2));
    }
    const std::int32_t kinds[] = {HABITUE_MODEL_NBD, HABITUE_MODEL_PARETO_NBD, HABITUE_MODEL_BG_NBD,
                                  HABITUE_MODEL_MBG_NBD, HABITUE_MODEL_MBG_CNBD};
    habitue::comparison comparison(kinds, regular);
    const auto compared = comparison.rows();
    for (std::size_t i = 0; i < compared.size(); i += 1) {
        const std::string name = "compared_" + std::to_string(i);
        print(name.c_str(),
              std::vector<double>{compared[i].log_likelihood, compared[i].aic, compared[i].bic});
        print((name + "_holdout").c_str(), figures(comparison.judge(i, who, actual, 20.0)));
    }
    std::vector<double> statistics;
    for (const habitue_nested_test &test : comparison.tests()) {
        statistics.push_back(test.statistic);
    }
    print("nested_tests", statistics);
}

int main() {
    simulation("nbd", HABITUE_MODEL_NBD, {0.385, 12.07});
    simulation("pareto_nbd", HABITUE_MODEL_PARETO_NBD, {0.553, 10.578, 0.606, 11.669});
    simulation("bg_nbd", HABITUE_MODEL_BG_NBD, {0.243, 4.414, 0.793, 2.426});
    simulation("mbg_nbd", HABITUE_MODEL_MBG_NBD, {0.525, 6.183, 0.891, 1.614});
    simulation("bg_cnbd", HABITUE_MODEL_BG_CNBD, {0.359, 1.129, 0.523, 2.785, 3.0});
    simulation("mbg_cnbd", HABITUE_MODEL_MBG_CNBD, {1.329, 2.813, 0.425, 0.79, 2.0});
    simulation("ggompertz_nbd", HABITUE_MODEL_GGOMPERTZ_NBD, {0.8, 8.0, 0.1, 0.5, 2.0});
    simulation("bg_bb", HABITUE_MODEL_BG_BB, {1.204, 0.75, 0.657, 2.783});
    cohorts();
    judging();
    return 0;
}
