// The figures of the whole path over CDNOW, as bits, so that other languages can
// be compared with it: one line for each column, its name and its values in
// hexadecimal, or their FNV-1a hash where there are many.

#include <cinttypes>
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
    format.keys = HABITUE_KEYS_INTEGER;
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

    const habitue::model model = habitue::model::fit(HABITUE_MODEL_BG_NBD, x, t_x, t);
    print("bg_nbd", model.parameters());
    print("bg_nbd_standard_errors", model.standard_errors());
    print("bg_nbd_log_likelihood", std::vector<double>{model.report().log_likelihood});
    const habitue::spend_model spend =
        habitue::spend_model::fit(HABITUE_SPEND_GAMMA_GAMMA, x, mean);
    print("gamma_gamma", spend.parameters());
    print("gamma_gamma_log_likelihood", std::vector<double>{spend.report().log_likelihood});

    print("p_alive", model.predict(HABITUE_PREDICT_P_ALIVE, 0.0, x, t_x, t));
    print("expected_purchases",
          model.predict(HABITUE_PREDICT_EXPECTED_PURCHASES, 39.0, x, t_x, t));
    print("p_no_purchase", model.predict(HABITUE_PREDICT_P_NO_PURCHASE, 13.0, x, t_x, t));
    const auto expected_spend = spend.expected_spend(x, mean);
    print("expected_spend", expected_spend);
    const auto value = model.lifetime_value(52.0, 0.003, 0.5, x, t_x, t, expected_spend);
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
                                               concentration.gini(HABITUE_GINI_BIASED)});
}

static void survey() {
    habitue_scale scale = HABITUE_SCALE_INIT;
    habitue_scale recommend = scale;
    recommend.low = 0.0;
    habitue::questionnaire questions;
    questions.add("range", scale, 3.0).add("service", scale, 2.0).add("recommend", recommend);
    const habitue::answers answers = habitue::answers::read_csv(
        questions, file("examples/data/cdnow_survey_synthetic.csv"), "customer");
    const habitue_index index = answers.satisfaction_index();
    print("satisfaction_index", std::vector<double>{index.value, index.standard_error,
                                                    index.interval.low, index.interval.high});
    const habitue_top_box_share top = answers.top_box(1, 2);
    print("top_box", std::vector<double>{top.share, top.interval.low, top.interval.high});
    const habitue_promoters promoters = answers.promoter_score(2);
    print("promoter_score", std::vector<double>{promoters.score, promoters.standard_error});
}

int main() {
    try {
        lifetime();
        survey();
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}
