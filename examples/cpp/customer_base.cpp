// The whole path once, in C++: from transactions to who is still a customer, what
// each is worth, in which tier, and how satisfied they say they are.
//
//     cargo build --release --features capi
//     ln -sf libhabitue.so target/release/libhabitue.so.0
//     c++ -std=c++11 -Iinclude examples/cpp/customer_base.cpp -Ltarget/release -lhabitue
//         -Wl,-rpath,$PWD/target/release -o customer_base      (one line)
//     ./customer_base
//
// Without arguments it reads the CDNOW sample and a synthetic survey from
// examples/data; otherwise: customer_base transactions.csv survey.csv

#include <cmath>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "habitue.hpp"

static std::string file(const std::string &path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error("cannot read " + path);
    }
    return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

static void purchases(const std::string &path) {
    habitue::summary summary = habitue::summary::of_money("USD");
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    format.keys = HABITUE_TYPE_I64;
    summary.read_csv(file(path), "customer", "date", "amount", format);
    habitue_window window = HABITUE_WINDOW_INIT; // distinct days in fractional weeks
    window.calibration_end = 10134;              // 1997-09-30, in days since 1970-01-01
    window.holdout_end = 10407;                  // 1998-06-30
    const habitue::table table = summary.table_of(window);
    const auto x = table.x();
    const auto t_x = table.t_x();
    const auto t = table.t();
    const auto mean = table.mean_repeat_spend();

    auto customers = habitue::customers::of_histories(x, t_x, t);
    const auto model = habitue::model::fit(HABITUE_MODEL_BG_NBD, customers);
    const auto spend = habitue::model::fit(HABITUE_MODEL_GAMMA_GAMMA,
                                           habitue::customers::of_spending(x, mean));
    const auto p = model.parameters();
    std::cout << std::fixed << std::setprecision(6) << x.size() << " customers; BG/NBD r " << p[0]
              << ", alpha " << p[1] << ", a " << p[2] << ", b " << p[3] << '\n';

    const auto alive = model.answer(habitue::ask::p_alive(), customers);
    const auto purchases = model.answer(habitue::ask::expected_purchases(39), customers);
    const auto holdout = table.holdout_x();
    std::cout << std::setprecision(0) << "expected to be alive: "
              << std::accumulate(alive.begin(), alive.end(), 0.0) << '\n'
              << "purchases in 39 weeks: "
              << std::accumulate(purchases.begin(), purchases.end(), 0.0) << " expected, "
              << std::accumulate(holdout.begin(), holdout.end(), std::uint64_t{0}) << " came\n";

    const double rate = std::log(1.15) / 52.1775; // 15 % a year, per week
    const auto value = model.answer(habitue::ask::lifetime_value(52, rate).spend(spend),
                                    customers.mean_spend(mean));
    const auto pyramid = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY);
    const habitue::tiers tiers = pyramid.assign(value);
    for (std::size_t i = 0; i < tiers.statistics.size(); i += 1) {
        std::cout << "  " << std::left << std::setw(18) << pyramid.name(i + 1) << ' ' << std::right
                  << std::setw(5) << tiers.statistics[i].customers << " customers hold "
                  << std::setw(4) << std::setprecision(1) << 100 * tiers.statistics[i].value_share
                  << " % of the value\n";
    }
}

static void survey(const std::string &path) {
    habitue_scale scale = HABITUE_SCALE_INIT; // 1 to 10
    habitue_scale from_zero = scale;
    from_zero.low = 0;
    habitue::questionnaire questions;
    questions.add("range", scale, 2).add("service", scale, 1).add("recommend", from_zero, 0);
    const auto answers = habitue::responses::read_csv(questions, file(path), "customer");
    const habitue_index index = answers.satisfaction_index();
    const habitue_promoter_score promoters = answers.promoter_score(2);
    std::cout << "satisfaction " << index.value << " of 100 (" << index.interval.low << " to "
              << index.interval.high << "), " << index.basis.respondents << " asked, "
              << index.basis.missing << " answers missing\n"
              << std::showpos << "promoters less detractors " << promoters.score << " ("
              << promoters.interval.low << " to " << promoters.interval.high << ")\n";
}

int main(int argc, char **argv) {
    try {
        habitue::check_abi();
        purchases(argc > 1 ? argv[1] : "examples/data/cdnow_sample.csv");
        survey(argc > 2 ? argv[2] : "examples/data/cdnow_survey_synthetic.csv");
    } catch (const habitue::error &failure) {
        std::cerr << "customer_base: " << failure.what() << " (" << failure.kind() << ")\n";
        return 1;
    } catch (const std::exception &failure) {
        std::cerr << "customer_base: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
