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
    const habitue_top_box_share top = answers.top_box(1, 2);
    print("top_box", std::vector<double>{top.share, top.interval.low, top.interval.high});
    const habitue_promoters promoters = answers.promoter_score(2);
    print("promoter_score", std::vector<double>{promoters.score, promoters.standard_error});
}

/* What the wrapper does not cover, through the C header. */

static void must(habitue_status status) {
    if (status != HABITUE_OK) {
        throw std::runtime_error(habitue_name(HABITUE_LIST_STATUSES, status, HABITUE_ENGLISH));
    }
}

static habitue_responses *shard(const habitue_questionnaire *questions, std::size_t part) {
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
    habitue_responses *answers = nullptr;
    must(habitue_responses_read_csv(questions, reinterpret_cast<const std::uint8_t *>(csv.data()),
                                  csv.size(), nullptr, 0, nullptr, 0, ',',
                                  HABITUE_OUT_OF_SCALE_REFUSE, &answers, nullptr));
    return answers;
}

static void structure() {
    const char *names[] = {"range", "price", "website", "delivery", "service", "repurchase"};
    habitue_questionnaire *questions = nullptr;
    must(habitue_questionnaire_new(&questions, nullptr));
    for (int i = 0; i < 6; i += 1) {
        habitue_scale scale = HABITUE_SCALE_INIT;
        const std::string dimension = i < 3 ? "offer" : "service", name = names[i];
        if (i == 5) {
            scale.low = 0.0;
            scale.high = 1.0;
            scale.step = 0.0;
        }
        must(habitue_questionnaire_add(
            questions, reinterpret_cast<const std::uint8_t *>(name.data()), name.size(), &scale,
            1.0, reinterpret_cast<const std::uint8_t *>(dimension.data()), dimension.size(),
            nullptr));
    }
    habitue_responses *parts[] = {shard(questions, 0), shard(questions, 1)};
    const int policy = HABITUE_MISSING_AVAILABLE_CASE;
    habitue_cross_products *sums[2] = {nullptr, nullptr};
    for (int i = 0; i < 2; i += 1) {
        must(habitue_cross_products_of_answers(parts[i], policy, 0.5, &sums[i], nullptr));
    }
    std::size_t needed = 0;
    must(habitue_cross_products_to_bytes(sums[0], nullptr, 0, &needed, nullptr));
    std::vector<std::uint8_t> bytes(needed);
    must(habitue_cross_products_to_bytes(sums[0], bytes.data(), bytes.size(), &needed, nullptr));
    print("cross_products", std::vector<std::int32_t>(bytes.begin(), bytes.end()));
    must(habitue_cross_products_merge(sums[0], sums[1], nullptr));
    habitue_moments *moments = nullptr;
    must(habitue_moments_of_cross_products(sums[0], &moments, nullptr));
    std::vector<double> correlations(36);
    must(habitue_moments_read(moments, nullptr, nullptr, correlations.data(), 6, nullptr, nullptr,
                              nullptr));
    print("correlations", correlations);
    habitue_index index, indices[2];
    must(habitue_satisfaction_index_of_moments(moments, questions, 0.95, &index, nullptr, nullptr,
                                               nullptr, 6, nullptr));
    print("index_of_moments", std::vector<double>{index.value, index.standard_error});
    habitue_scorecard_total total;
    must(habitue_scorecard_of_moments(moments, questions, 0.95, indices, nullptr, 2, &total,
                                      nullptr));
    print("scorecard", std::vector<double>{total.value, total.interval.low});
    const std::size_t items[] = {0, 1, 2, 3, 4, 5};
    habitue_reliability_result alpha;
    must(habitue_reliability(moments, items, 5, 0.95, &alpha, nullptr, nullptr, nullptr));
    print("alpha",
          std::vector<double>{alpha.alpha, alpha.standardised_alpha, alpha.interval.low});
    double omega = 0.0, r_squared = 0.0;
    must(habitue_omega(moments, items, 5, &omega, nullptr, nullptr));
    print("omega", std::vector<double>{omega});
    std::vector<double> lmg(5), johnson(5);
    must(habitue_key_drivers(moments, 5, items, 5, &r_squared, nullptr, nullptr, nullptr,
                             lmg.data(), johnson.data(), nullptr));
    print("lmg", lmg);
    print("johnson", johnson);

    habitue_path_model *model = nullptr;
    must(habitue_path_model_new(&model, nullptr));
    const std::string constructs[] = {"offer", "service", "loyalty"};
    const std::size_t starts[] = {0, 3, 5}, counts[] = {3, 2, 1};
    for (int i = 0; i < 3; i += 1) {
        must(habitue_path_model_add_construct(
            model, reinterpret_cast<const std::uint8_t *>(constructs[i].data()),
            constructs[i].size(), items + starts[i], counts[i], HABITUE_MODE_A, nullptr));
    }
    must(habitue_path_model_add_path(model, 0, 1, nullptr));
    must(habitue_path_model_add_path(model, 0, 2, nullptr));
    must(habitue_path_model_add_path(model, 1, 2, nullptr));
    habitue_path_fit *fit = nullptr;
    must(habitue_path_fit_new(model, moments, HABITUE_SCHEME_PATH, &fit, nullptr));
    std::vector<double> three(3);
    must(habitue_path_fit_paths(fit, three.data(), 3, nullptr, 0, nullptr));
    print("paths", three);
    double value = 0.0;
    must(habitue_path_fit_index(fit, moments, 0, &value, nullptr, nullptr, 0, nullptr));
    print("construct_index", std::vector<double>{value});
    habitue_bootstrap_options options = HABITUE_BOOTSTRAP_OPTIONS_INIT;
    options.samples = 20;
    options.seed = 7;
    options.threads = 2;
    habitue_path_bootstrap *bootstrap = nullptr;
    must(habitue_path_bootstrap_new(model, parts[0], policy, 0.5, HABITUE_SCHEME_PATH, &options,
                                    nullptr, nullptr, &bootstrap, nullptr));
    must(habitue_path_bootstrap_read(bootstrap, HABITUE_FIGURE_PATHS, 0.9, nullptr, three.data(),
                                     nullptr, nullptr, 3, nullptr, nullptr));
    print("path_standard_errors", three);
    must(habitue_path_bootstrap_read(bootstrap, HABITUE_FIGURE_INDICES, 0.9, nullptr, nullptr,
                                     three.data(), nullptr, 3, nullptr, nullptr));
    print("index_lows", three);
    habitue_segment_comparison *segments = nullptr;
    must(habitue_segment_comparison_new(model, parts[0], parts[1], policy, 0.5,
                                        HABITUE_SCHEME_PATH, &options, nullptr, nullptr, &segments,
                                        nullptr));
    must(habitue_segment_comparison_read(segments, HABITUE_FIGURE_PATHS, nullptr, nullptr, nullptr,
                                         three.data(), 3, nullptr, nullptr));
    print("segment_p_values", three);

    std::size_t rows = 0, columns = 0;
    must(habitue_responses_shape(parts[0], &rows, &columns, nullptr));
    std::vector<std::vector<double>> answers(5, std::vector<double>(rows));
    for (std::size_t i = 0; i < 5; i += 1) {
        must(habitue_responses_column(parts[0], i, answers[i].data(), rows, nullptr));
    }
    std::vector<double> gap(rows);
    for (std::size_t row = 0; row < rows; row += 1) {
        gap[row] = answers[3][row] - answers[4][row];
        for (int i = 0; i < 2; i += 1) {
            answers[i][row] = std::floor((answers[i][row] + 1.0) / 2.0);
        }
    }
    habitue_kano_options kano = HABITUE_KANO_OPTIONS_INIT;
    kano.table = HABITUE_KANO_STRICT;
    habitue_kano_result found;
    must(habitue_kano(answers[0].data(), answers[1].data(), nullptr, rows, &kano, &found, nullptr));
    print("kano", std::vector<double>{found.better, found.better_interval.low, found.functional});
    habitue_mean_counts gaps;
    habitue_mean mean;
    must(habitue_mean_counts_of_column(gap.data(), nullptr, rows, &gaps, nullptr));
    must(habitue_mean_counts_mean(&gaps, 0.95, &mean, nullptr));
    print("mean_gap", std::vector<double>{mean.mean, mean.standard_error, mean.interval.high});

    habitue_segment_comparison_free(segments);
    habitue_path_bootstrap_free(bootstrap);
    habitue_path_fit_free(fit);
    habitue_path_model_free(model);
    habitue_moments_free(moments);
    for (int i = 0; i < 2; i += 1) {
        habitue_cross_products_free(sums[i]);
        habitue_responses_free(parts[i]);
    }
    habitue_questionnaire_free(questions);
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
