// The figures of the whole path over CDNOW, as bits, so that other languages can
// be compared with it: one line for each column, its name and its values in
// hexadecimal, or their FNV-1a hash where there are many.

#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
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

static std::string file(const char *path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error(std::string("cannot read ") + path);
    }
    return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

static void lifetime() {
    habitue::summary summary = habitue::summary::of_money("USD");
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    format.keys = HABITUE_TYPE_I64;
    summary.read_csv(file("examples/data/cdnow_sample.csv"), "customer", "date", "amount", format);
    habitue_window window = HABITUE_WINDOW_INIT;
    window.calibration_end = 10134; // 1997-09-30
    window.holdout_end = 10407;     // 1998-06-30
    const habitue::table table = summary.table_of(window);
    const auto x = table.x();
    const auto t_x = table.t_x();
    const auto t = table.t();
    const auto mean = table.mean_repeat_spend();
    print("customer", table.keys());
    print("x", x);
    print("t_x", t_x);
    print("T", t);
    print("holdout_x", table.holdout_x());
    print("repeat_spend", table.repeat_spend());
    print("mean_repeat_spend", mean);

    auto customers = habitue::customers::of_histories(x, t_x, t);
    const auto spending = habitue::customers::of_spending(x, mean);
    const auto model = habitue::model::fit(HABITUE_MODEL_BG_NBD, customers);
    print("bg_nbd", model.parameters());
    print("bg_nbd_standard_errors", model.standard_errors());
    print("bg_nbd_log_likelihood", std::vector<double>{model.report().log_likelihood});
    const auto spend = habitue::model::fit(HABITUE_MODEL_GAMMA_GAMMA, spending);
    print("gamma_gamma", spend.parameters());
    print("gamma_gamma_log_likelihood", std::vector<double>{spend.report().log_likelihood});

    print("p_alive", model.answer(habitue::ask::p_alive(), customers));
    print("expected_purchases", model.answer(habitue::ask::expected_purchases(39.0), customers));
    print("p_no_purchase", model.answer(habitue::ask::p_no_purchase(13.0), customers));
    print("p_one_between", model.answer(habitue::ask::p_purchases(1, 39.0, 13.0), customers));
    const auto expected_spend = spend.answer(habitue::ask::expected_spend(), spending);
    print("expected_spend", expected_spend);
    customers.expected_spend(expected_spend);
    const auto value =
        model.answer(habitue::ask::lifetime_value(52.0, 0.003).margin(0.5), customers);
    print("lifetime_value", value);

    const habitue::tiers tiers = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY).assign(value);
    print("tier", tiers.tier);
    print("tier_shares", std::vector<double>{tiers.statistics[0].value_share,
                                             tiers.statistics[1].value_share,
                                             tiers.statistics[2].value_share,
                                             tiers.statistics[3].value_share});
    const habitue::concentration concentration(value);
    print("concentration", std::vector<double>{concentration.share_of_top(0.2),
                                               concentration.top_share_giving(0.8),
                                               concentration.figures().gini});
}

static void survey() {
    habitue_scale scale = HABITUE_SCALE_INIT;
    habitue_scale recommend = scale;
    recommend.low = 0.0;
    habitue::questionnaire questions;
    questions.add("range", scale, 3.0).add("service", scale, 2.0).add("recommend", recommend);
    const habitue::responses answers = habitue::responses::read_csv(
        questions, file("examples/data/cdnow_survey_synthetic.csv"), "customer");
    const habitue_index index = answers.satisfaction_index();
    print("satisfaction_index", std::vector<double>{index.value, index.standard_error,
                                                    index.interval.low, index.interval.high});
    const habitue_share top = answers.top_box(1, 2);
    print("top_box", std::vector<double>{top.share, top.interval.low, top.interval.high});
    const habitue_promoter_score promoters = answers.promoter_score(2);
    print("promoter_score", std::vector<double>{promoters.score, promoters.standard_error});
}

static habitue::responses shard(const habitue::questionnaire &questions, std::size_t part) {
    const std::string text = file("examples/data/cdnow_survey_synthetic.csv");
    std::string csv;
    std::size_t start = 0;
    for (std::size_t line = 0; start < text.size(); line += 1) {
        std::size_t end = text.find('\n', start);
        end = end == std::string::npos ? text.size() : end + 1;
        if (line == 0 || (line - 1) % 2 == part) {
            csv += text.substr(start, end - start);
        }
        start = end;
    }
    return habitue::responses::read_csv(questions, csv);
}

static void structure() {
    habitue::questionnaire questions;
    habitue_scale ten = HABITUE_SCALE_INIT, unit = ten;
    unit.low = 0.0;
    unit.high = 1.0;
    unit.step = 0.0;
    questions.add("range", ten, 1.0, "offer").add("price", ten, 1.0, "offer");
    questions.add("website", ten, 1.0, "offer").add("delivery", ten, 1.0, "service");
    questions.add("service", ten, 1.0, "service").add("repurchase", unit, 1.0, "service");
    const habitue::responses parts[] = {shard(questions, 0), shard(questions, 1)};
    const std::int32_t policy = HABITUE_MISSING_AVAILABLE_CASE;
    const habitue::moments first(parts[0], policy), second(parts[1], policy);
    const std::vector<std::uint8_t> bytes = first.to_bytes();
    print("cross_products", std::vector<std::int32_t>(bytes.begin(), bytes.end()));
    habitue::moments moments = habitue::moments::from_bytes(bytes);
    moments.merge(second);
    print("correlations", moments.correlations());
    const habitue::questionnaire::view asked(questions);
    habitue_index index, indices[2];
    habitue_scorecard total;
    habitue_satisfaction wanted = HABITUE_SATISFACTION_INIT;
    wanted.index = &index;
    wanted.dimensions = indices;
    wanted.dimension_count = 2;
    wanted.scorecard = &total;
    habitue::call(habitue_satisfaction_of_moments, moments.get(), asked.c(), 0.95, &wanted);
    print("index_of_moments", std::vector<double>{index.value, index.standard_error});
    print("scorecard", std::vector<double>{total.value, total.interval.low});
    const std::vector<std::size_t> items = {0, 1, 2, 3, 4};
    const habitue_reliability alpha = moments.reliability(HABITUE_RELIABILITY_ALPHA, items);
    print("alpha",
          std::vector<double>{alpha.value, alpha.standardised_alpha, alpha.interval.low});
    print("omega", std::vector<double>{moments.reliability(HABITUE_RELIABILITY_OMEGA, items).value});
    std::vector<double> lmg, johnson;
    std::vector<habitue_driver> drivers(5);
    double together;
    habitue::call(habitue_key_drivers, moments.get(), std::size_t{5}, items.data(), drivers.data(),
                  items.size(), &together);
    for (const habitue_driver &driver : drivers) {
        lmg.push_back(driver.lmg);
        johnson.push_back(driver.johnson);
    }
    print("lmg", lmg);
    print("johnson", johnson);

    const std::size_t places[] = {0, 1, 2, 3, 4, 5};
    const habitue_construct constructs[] = {{habitue_text_of("offer"), places, 3, 0, 0},
                                            {habitue_text_of("service"), places + 3, 2, 0, 0},
                                            {habitue_text_of("loyalty"), places + 5, 1, 0, 0}};
    const habitue_path paths[] = {{0, 1}, {0, 2}, {1, 2}};
    habitue_path_model model = HABITUE_PATH_MODEL_INIT;
    model.constructs = constructs;
    model.construct_count = 3;
    model.paths = paths;
    model.path_count = 3;
    const habitue::path_fit fit(model, moments);
    print("paths", fit.figures(HABITUE_FIGURE_PATHS));
    print("construct_index", std::vector<double>{fit.index(0).value});
    habitue_resample_options options = HABITUE_RESAMPLE_OPTIONS_INIT;
    options.missing = policy;
    options.samples = 20;
    options.seed = 7;
    habitue::job two;
    two.threads = 2;
    const habitue::path_fit bootstrap(model, parts[0], options, two);
    print("path_standard_errors",
          bootstrap.figures(HABITUE_FIGURE_PATHS, &habitue_path_figures::standard_errors, 0.9));
    print("index_lows", bootstrap.figures(HABITUE_FIGURE_INDICES, &habitue_path_figures::low, 0.9));
    const habitue::path_fit segments(model, parts[0], parts[1], options, two);
    print("segment_p_values",
          segments.figures(HABITUE_FIGURE_PATHS, &habitue_path_figures::p_values));

    const std::size_t rows = parts[0].respondents();
    std::vector<std::vector<double>> answers;
    for (std::size_t i = 0; i < 5; i += 1) {
        answers.push_back(parts[0].column_of(i));
    }
    std::vector<double> gap(rows), sides(2 * rows);
    for (std::size_t row = 0; row < rows; row += 1) {
        gap[row] = answers[3][row] - answers[4][row];
        for (std::size_t i = 0; i < 2; i += 1) {
            sides[i * rows + row] = std::floor((answers[i][row] + 1.0) / 2.0);
        }
    }
    habitue::measure kano = habitue::measure::of_columns(HABITUE_MEASURE_KANO);
    kano.settings().kano_table = HABITUE_KANO_TABLE_STRICT;
    const habitue_kano_result found = habitue::counts(kano, sides, 2, rows).kano();
    print("kano", std::vector<double>{found.better, found.better_interval.low, found.functional});
    const habitue::measure of_gap = habitue::measure::of_columns(HABITUE_MEASURE_MEAN);
    const habitue_mean mean = habitue::counts(of_gap, gap, 1, rows).mean();
    print("mean_gap", std::vector<double>{mean.mean, mean.standard_error, mean.interval.high});
}

int main() {
    try {
        lifetime();
        survey();
        structure();
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}
