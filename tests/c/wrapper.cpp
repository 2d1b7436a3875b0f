// The C++ wrapper: the figures of the C functions, owners that move, and
// exceptions that say where.

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "habitue.hpp"

#define CHECK(condition)                                                                    \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
            return 1;                                                                       \
        }                                                                                   \
    } while (0)

static_assert(!std::is_copy_constructible<habitue::pyramid>::value, "a handle has one owner");
static_assert(std::is_nothrow_move_constructible<habitue::pyramid>::value, "and moves");
static_assert(std::is_nothrow_move_assignable<habitue::responses>::value, "and moves");

static int versions() {
    habitue::check_abi();
    CHECK(habitue::version() == habitue_version_string());
    return 0;
}

static int columns_of_every_kind() {
    const double plain[] = {10.0, 20.0, 30.0, 40.0};
    const std::vector<double> vector(plain, plain + 4);
    const std::array<double, 4> array = {{10.0, 20.0, 30.0, 40.0}};
    CHECK(habitue::concentration(plain).share_of_top(0.25) == 0.4);
    CHECK(habitue::concentration(vector).share_of_top(0.25) == 0.4);
    CHECK(habitue::concentration(array).share_of_top(0.25) == 0.4);
    CHECK(habitue::concentration(habitue::column<double>(plain, 2)).share_of_top(0.5) ==
          20.0 / 30.0);
    const std::vector<std::int64_t> cents = {1000, 2000, 3000, 4000};
    CHECK(habitue::concentration(cents).share_of_top(0.25) == 0.4);
    return 0;
}

static int tiers() {
    habitue::pyramid first = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY);
    const habitue_pyramid *handle = first.get();
    habitue::pyramid pyramid = std::move(first);
    CHECK(pyramid.get() == handle && first.get() == nullptr);
    CHECK(pyramid.size() == 4);
    CHECK(!pyramid.name(1).empty() && pyramid.name_zh(1) != pyramid.name(1));
    std::vector<double> values;
    for (int i = 0; i < 100; i += 1) {
        values.push_back(i);
    }
    const habitue::tiers found = pyramid.assign(values);
    CHECK(found.tier.size() == 100 && found.statistics.size() == 4);
    CHECK(found.tier[99] == 1 && found.tier[98] == 2 && found.tier[0] == 4);
    CHECK(found.statistics[0].customers == 1 && found.statistics[3].customers == 80);
    return 0;
}

static int a_failure_says_where() {
    const std::vector<double> values = {1.0, std::numeric_limits<double>::quiet_NaN()};
    try {
        habitue::concentration refused(values);
    } catch (const habitue::error &error) {
        CHECK(error.code() == HABITUE_NOT_FINITE);
        CHECK(std::string(error.kind()) == "not finite");
        CHECK(error.row() == 1);
        CHECK(!error.column().empty());
        CHECK(std::string(error.what()).find("row 1") != std::string::npos);
        double low = 0;
        try {
            habitue::call(habitue_sample_size, 0.0, 0.5, 0.95, 0.0, &low);
        } catch (const std::runtime_error &) {
            return 0;
        }
    }
    CHECK(!"thrown");
    return 0;
}

static int survey() {
    habitue_scale scale = HABITUE_SCALE_INIT;
    scale.low = 0;
    habitue::questionnaire questions;
    questions.add("overall", scale).add("recommend", scale, 2.0);
    const std::string csv = "who,overall,recommend\na,10,9\nb,5,\nc,0,0\n";
    const habitue::responses answers = habitue::responses::read_csv(questions, csv, "who");
    CHECK(answers.respondents() == 3 && answers.questions() == 2);
    const std::vector<double> overall = answers.column_of(0);
    CHECK(overall[0] == 10 && overall[1] == 5 && overall[2] == 0);
    const habitue_index index = answers.satisfaction_index();
    // Weights 1 and 2; scores 50 (of 100, 50, 0) and 45 (of 90 and 0).
    CHECK(std::fabs(index.value - 140.0 / 3.0) < 1e-12);
    CHECK(index.basis.missing == 1);
    // One promoter and two detractors of three.
    CHECK(std::fabs(answers.promoter_score(0).score + 100.0 / 3.0) < 1e-12);
    CHECK(answers.top_box(0, 2).answered == 3);
    return 0;
}

int main() {
    const int failed =
        versions() + columns_of_every_kind() + tiers() + a_failure_says_where() + survey();
    std::printf("%d failed\n", failed);
    return failed;
}
