// Customers drawn at random, and how fits to them are judged, as bits, so that other languages
// can be compared with them: one line for each column, its name and its values in hexadecimal,
// or their FNV-1a hash where there are many.

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>
#include "habitue.h"

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
    std::vector<double> ages(n), t_x(n), t(n), logs(n), left(n), mean(n);
    std::vector<std::uint32_t> x(n), holdout(n);
    for (std::size_t i = 0; i < n; i += 1) {
        ages[i] = 20.0 + static_cast<double>(i % 9);
    }
    const double amounts[] = {6.25, 3.74, 15.44};
    habitue_model *model = nullptr;
    habitue_spend_model *spend = nullptr;
    habitue_simulation *drawn = nullptr;
    habitue_simulation_options options = HABITUE_SIMULATION_OPTIONS_INIT;
    options.seed = 7;
    options.holdout = 6.0;
    options.every_purchase = 1;
    options.threads = 2;
    sure(habitue_model_new(kind, parameters.data(), parameters.size(), &model, nullptr));
    sure(habitue_spend_model_new(HABITUE_SPEND_GAMMA_GAMMA, amounts, 3, &spend, nullptr));
    sure(habitue_model_simulate_spend(model, spend, ages.data(), n, &options, &drawn, nullptr));
    sure(habitue_simulation_histories(drawn, x.data(), t_x.data(), t.data(), logs.data(),
                                      holdout.data(), left.data(), n, nullptr));
    sure(habitue_simulation_spend(drawn, mean.data(), nullptr, n, nullptr));
    std::size_t rows = 0;
    sure(habitue_simulation_purchases(drawn, nullptr, nullptr, nullptr, 0, &rows, nullptr));
    std::vector<std::uint64_t> customer(rows);
    std::vector<double> time(rows), amount(rows);
    sure(habitue_simulation_purchases(drawn, customer.data(), time.data(), amount.data(), rows,
                                      &rows, nullptr));
    print((name + "_x").c_str(), x);
    print((name + "_t_x").c_str(), t_x);
    print((name + "_log_intervals").c_str(), logs);
    print((name + "_holdout_x").c_str(), holdout);
    print((name + "_left").c_str(), left);
    print((name + "_mean_spend").c_str(), mean);
    print((name + "_customer").c_str(), customer);
    print((name + "_time").c_str(), time);
    print((name + "_amount").c_str(), amount);
    habitue_simulation_free(drawn);
    sure(habitue_model_simulate_future(model, x.data(), t_x.data(), t.data(), n, 13.0, &options,
                                       &drawn, nullptr));
    std::vector<std::uint32_t> future(n);
    sure(habitue_simulation_future(drawn, future.data(), left.data(), n, nullptr));
    sure(habitue_simulation_purchases(drawn, nullptr, nullptr, nullptr, 0, &rows, nullptr));
    time.resize(rows);
    sure(habitue_simulation_purchases(drawn, nullptr, time.data(), nullptr, rows, &rows, nullptr));
    print((name + "_future").c_str(), future);
    print((name + "_future_left").c_str(), left);
    print((name + "_future_time").c_str(), time);
    habitue_simulation_free(drawn);
    sure(habitue_model_simulate_future_spend(model, spend, x.data(), t_x.data(), t.data(), nullptr,
                                             mean.data(), n, 13.0, &options, &drawn, nullptr));
    sure(habitue_simulation_future_spend(drawn, mean.data(), n, nullptr));
    amount.resize(rows);
    sure(habitue_simulation_purchases(drawn, nullptr, nullptr, amount.data(), rows, &rows, nullptr));
    print((name + "_future_spend").c_str(), mean);
    print((name + "_future_amount").c_str(), amount);
    habitue_simulation_free(drawn);
    habitue_spend_model_free(spend);
    habitue_model_free(model);
}

static void cohorts() {
    const double parameters[] = {0.668, 3.806, 1.3};
    const std::uint64_t customers[] = {1000, 500};
    const std::uint32_t periods[] = {8, 5};
    habitue_contract_model *model = nullptr;
    habitue_simulation_options options = HABITUE_SIMULATION_OPTIONS_INIT;
    options.seed = 7;
    sure(habitue_contract_model_new(HABITUE_CONTRACT_BDW, parameters, 3, &model, nullptr));
    std::size_t rows = 0;
    sure(habitue_contract_model_simulate(model, customers, periods, 2, &options, nullptr, nullptr,
                                         nullptr, 0, &rows, nullptr));
    std::vector<std::int64_t> cohort(rows);
    std::vector<std::uint32_t> period(rows);
    std::vector<std::uint64_t> survivors(rows);
    sure(habitue_contract_model_simulate(model, customers, periods, 2, &options, cohort.data(),
                                         period.data(), survivors.data(), rows, &rows, nullptr));
    print("survivors", survivors);
    std::vector<std::uint32_t> renewals(500);
    std::vector<double> further(500);
    for (std::uint32_t i = 0; i < 500; i += 1) {
        renewals[i] = i % 4;
    }
    sure(habitue_contract_model_simulate_renewals(model, renewals.data(), 500, &options,
                                                  further.data(), nullptr));
    print("renewals", further);
    habitue_contract_model_free(model);
}

static std::vector<double> figures(const habitue_holdout_errors &errors) {
    return {errors.bias, errors.wape,           errors.mae,
            errors.rmse, errors.top_decile_lift, errors.gini,
            errors.normalised_gini};
}

static void judging() {
    const std::size_t n = 500;
    const double parameters[] = {0.553, 10.578, 0.606, 11.669}, amounts[] = {6.25, 3.74, 15.44};
    std::vector<double> ages(n), born(n), t_x(n), t(n), logs(n), mean(n), actual(n), values(n);
    std::vector<double> expected(n);
    std::vector<std::uint32_t> x(n), holdout(n);
    for (std::size_t i = 0; i < n; i += 1) {
        ages[i] = 20.0 + static_cast<double>(i % 9);
        born[i] = 28.0 - ages[i];
    }
    habitue_model *model = nullptr;
    habitue_spend_model *spend = nullptr;
    habitue_simulation *drawn = nullptr;
    habitue_simulation_options options = HABITUE_SIMULATION_OPTIONS_INIT;
    options.seed = 9;
    options.holdout = 20.0;
    options.every_purchase = 1;
    sure(habitue_model_new(HABITUE_MODEL_PARETO_NBD, parameters, 4, &model, nullptr));
    sure(habitue_spend_model_new(HABITUE_SPEND_GAMMA_GAMMA, amounts, 3, &spend, nullptr));
    sure(habitue_model_simulate_spend(model, spend, ages.data(), n, &options, &drawn, nullptr));
    sure(habitue_simulation_histories(drawn, x.data(), t_x.data(), t.data(), logs.data(),
                                      holdout.data(), nullptr, n, nullptr));
    sure(habitue_simulation_spend(drawn, mean.data(), nullptr, n, nullptr));
    std::size_t rows = 0;
    sure(habitue_simulation_purchases(drawn, nullptr, nullptr, nullptr, 0, &rows, nullptr));
    std::vector<std::uint64_t> row(rows);
    std::vector<double> time(rows);
    sure(habitue_simulation_purchases(drawn, row.data(), time.data(), nullptr, rows, &rows,
                                      nullptr));
    const std::vector<std::int64_t> customer(row.begin(), row.end());
    for (std::size_t i = 0; i < n; i += 1) {
        actual[i] = holdout[i];
        values[i] = x[i];
    }
    sure(habitue_model_predict(model, HABITUE_PREDICT_EXPECTED_PURCHASES, 20.0, 0.0, 0, x.data(),
                               t_x.data(), t.data(), n, 1, expected.data(), nullptr));
    habitue_holdout_errors errors;
    sure(habitue_holdout_judge(actual.data(), expected.data(), nullptr, n, &errors, nullptr));
    print("holdout_errors", figures(errors));
    const double lowest[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    std::vector<double> sizes(8), means(8), forecasts(8);
    sure(habitue_holdout_by(actual.data(), expected.data(), nullptr, values.data(), n, lowest, 8,
                            sizes.data(), means.data(), forecasts.data(), nullptr));
    for (double &forecast : forecasts) {
        if (forecast != forecast) {
            forecast = 0.0;
        }
    }
    print("class_customers", sizes);
    print("class_expected", forecasts);
    sure(habitue_model_frequency_fit(model, x.data(), t_x.data(), t.data(), nullptr, n, 1,
                                     means.data(), forecasts.data(), 8, nullptr));
    print("frequency_actual", means);
    print("frequency_expected", forecasts);
    std::vector<double> steps(30);
    sure(habitue_model_track_steps(model, born.data(), nullptr, n, 1.0, steps.data(), 30, nullptr));
    print("track_steps", steps);
    std::uint64_t used = 0;
    habitue_correlation pearson, spearman;
    sure(habitue_frequency_spend(x.data(), mean.data(), n, &used, &pearson, &spearman, nullptr));
    print("frequency_spend", std::vector<double>{pearson.coefficient, spearman.p_value});
    sure(habitue_frequency_spend_weighted(x.data(), mean.data(), t.data(), n, &used, &pearson,
                                          &spearman, nullptr));
    print("frequency_spend_weighted", std::vector<double>{pearson.t, spearman.p_value});
    habitue_regularity regularity;
    sure(habitue_regularity_of_histories(x.data(), t_x.data(), t.data(), logs.data(), nullptr, n,
                                         &regularity, nullptr));
    print("regularity", std::vector<double>{regularity.k, regularity.standard_error});
    sure(habitue_regularity_of_purchases(customer.data(), time.data(), rows,
                                         HABITUE_REGULARITY_PAIRS, &regularity, nullptr));
    print("regularity_pairs", std::vector<double>{regularity.k, regularity.standard_error});
    sure(habitue_regularity_of_purchases(customer.data(), time.data(), rows,
                                         HABITUE_REGULARITY_MOMENTS, &regularity, nullptr));
    print("regularity_moments", std::vector<double>{regularity.k, regularity.standard_error});
    const std::int32_t kinds[] = {HABITUE_MODEL_NBD, HABITUE_MODEL_PARETO_NBD, HABITUE_MODEL_BG_NBD,
                                  HABITUE_MODEL_MBG_NBD, HABITUE_MODEL_MBG_CNBD};
    habitue_comparison *comparison = nullptr;
    sure(habitue_comparison_new(kinds, 5, x.data(), t_x.data(), t.data(), logs.data(), nullptr, n,
                                nullptr, nullptr, nullptr, &comparison, nullptr));
    sure(habitue_comparison_judge(comparison, x.data(), t_x.data(), t.data(), nullptr,
                                  actual.data(), n, 20.0, 1, nullptr));
    std::size_t needed = 0;
    std::vector<habitue_compared_model> compared(5);
    sure(habitue_comparison_rows(comparison, compared.data(), 5, &needed, nullptr));
    for (std::size_t i = 0; i < needed; i += 1) {
        const std::string name = "compared_" + std::to_string(i);
        print(name.c_str(),
              std::vector<double>{compared[i].log_likelihood, compared[i].aic, compared[i].bic});
        print((name + "_holdout").c_str(), figures(compared[i].holdout));
    }
    sure(habitue_comparison_tests(comparison, nullptr, 0, &needed, nullptr));
    std::vector<habitue_nested_test> tests(needed);
    sure(habitue_comparison_tests(comparison, tests.data(), needed, &needed, nullptr));
    std::vector<double> statistics;
    for (const habitue_nested_test &test : tests) {
        statistics.push_back(test.statistic);
    }
    print("nested_tests", statistics);
    habitue_comparison_free(comparison);
    habitue_simulation_free(drawn);
    habitue_spend_model_free(spend);
    habitue_model_free(model);
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
