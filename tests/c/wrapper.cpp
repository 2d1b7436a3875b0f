// The C++ wrapper: the figures of the C functions, owners that move, and
// exceptions that say where.

#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "habitue.hpp"

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                   \
            return 1;                                                                              \
        }                                                                                          \
    } while (0)

template <class T> struct owns {
    static_assert(!std::is_copy_constructible<T>::value, "a handle has one owner");
    static_assert(std::is_nothrow_move_constructible<T>::value, "and moves");
    static_assert(std::is_nothrow_move_assignable<T>::value, "and moves");
};
template struct owns<habitue::cash_flow>;
template struct owns<habitue::responses>;
template struct owns<habitue::model>;
template struct owns<habitue::uncertainty>;
template struct owns<habitue::simulation>;
template struct owns<habitue::scorer>;
template struct owns<habitue::cancel>;
template struct owns<habitue::live>;
template struct owns<habitue::study>;
template struct owns<habitue::cohort_table>;

// What must not compile: a column that is gone before the call, a question that lacks what it
// reads, and one that is told what it does not read.
using doubles = std::vector<double>;
static_assert(std::is_constructible<habitue::lasting<double>, doubles &>::value, "it lives on");
static_assert(std::is_constructible<habitue::lasting<double>, const doubles &>::value,
              "so it does");
static_assert(!std::is_constructible<habitue::lasting<double>, doubles>::value, "it is gone");
static_assert(!std::is_constructible<habitue::lasting<double>, std::vector<float> &>::value,
              "other numbers");
static_assert(!std::is_default_constructible<habitue::ask::expected_purchases>::value,
              "until when");
static_assert(!std::is_constructible<habitue::ask::p_purchases, int>::value, "until when");
static_assert(!std::is_constructible<habitue::ask::posterior, int>::value, "of which rate");
static_assert(std::is_constructible<habitue::ask::survival, std::uint32_t>::value, "renewals");
template <class Question, class = void> struct takes_margin : std::false_type {};
template <class Question>
struct takes_margin<Question, decltype(void(std::declval<Question &>().margin(0.5)))>
    : std::true_type {};
static_assert(takes_margin<habitue::ask::lifetime_value>::value, "a value has a margin");
static_assert(!takes_margin<habitue::ask::discounted_purchases>::value, "purchases have none");
template <class Model, class = void> struct takes_spend : std::false_type {};
template <class Model>
struct takes_spend<Model, decltype(void(std::declval<habitue::ask::lifetime_value &>().spend(
                              std::declval<Model>())))> : std::true_type {};
static_assert(takes_spend<const habitue::model &>::value, "a model that lives on");
static_assert(!takes_spend<habitue::model>::value, "one that is gone");

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
    CHECK(habitue::concentration(plain, 2).share_of_top(0.5) == 20.0 / 30.0);
    const std::vector<std::int64_t> cents = {1000, 2000, 3000, 4000};
    CHECK(habitue::concentration(cents).share_of_top(0.25) == 0.4);
    return 0;
}

static int tiers() {
    const habitue::pyramid pyramid = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY);
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
    CHECK(habitue::assign_by(pyramid.cuts(values), values).tier == found.tier);
    const std::vector<double> parts = {20.0, 80.0};
    const habitue::pyramid own(parts), copied = own;
    const std::vector<std::int64_t> cents = {900, 30, 20, 40, 10};
    const habitue::tiers exact = copied.assign(cents);
    CHECK(habitue::assign_by(copied.cuts(cents), cents).tier == exact.tier);
    CHECK(copied.parts() == parts && copied.name(1).empty());
    CHECK(exact.statistics[0].exact_total == 900 && exact.statistics[1].exact_total == 100);
    return 0;
}

static int payments() {
    const std::vector<double> times = {2.0, 0.0, 1.0}, doubles = {60.5, -100.0, 60.0};
    const std::vector<std::int64_t> cents = {6050, -10000, 6000};
    const habitue::cash_flow money("USD", times, cents), plain(times, doubles);
    CHECK(money.info().exact_total == 2050 && std::string(money.info().currency) == "USD");
    CHECK(money.present_value(0.0) == 20.5 && money.payback() == 1.0 + 40.0 / 60.5);
    CHECK(plain.present_value(0.1) == money.present_value(0.1) && std::isnan(plain.payback(0.2)));
    CHECK(plain.in_currency("USD").info().exact_total == 2050);
    const double margin = 40.0, stays = 0.5;
    const habitue_column columns[] = {habitue_f64("margin", &margin),
                                      habitue_f64("retention", &stays)};
    const habitue_setting settings[] = {habitue_number("discount", 0.1),
                                        habitue_number("horizon", 12.0)};
    const habitue_evidence inputs = {sizeof inputs, 0, 1, columns, 2, settings, 2};
    CHECK(habitue::cash_flow::of(HABITUE_FORMULA_MARGIN_VALUE, inputs).info().rows == 12);
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
        std::uint64_t rank = 0;
        try {
            habitue::call(habitue_ranks, habitue_f64(nullptr, values.data()), std::size_t{1}, 99,
                          1u, &rank);
        } catch (const std::runtime_error &) {
            return 0;
        }
    }
    CHECK(!"thrown");
    return 0;
}

static const std::uint32_t X[] = {7, 0, 3, 1, 0, 0, 0, 0};
static const double LAST[] = {9.0, 0.0, 8.0, 4.0, 0.0, 0.0, 0.0, 0.0};
static const double AGE[] = {10.0, 10.0, 9.0, 8.0, 10.0, 9.0, 10.0, 10.0};

static habitue::customers some() { return habitue::customers::of_histories(X, LAST, AGE); }

static int models() {
    const double parameters[] = {0.243, 4.414, 0.793, 2.426}, amounts[] = {6.25, 3.74, 15.44};
    habitue::model model(HABITUE_MODEL_BG_NBD, parameters);
    CHECK(model.parameters() == std::vector<double>(parameters, parameters + 4));
    CHECK(model.report().kind == HABITUE_MODEL_BG_NBD && model.report().fitted == 0);
    model.describe("week", "a test");
    const habitue::model again = habitue::model::from_bytes(model.to_bytes());
    CHECK(again.unit() == "week" && again.provenance() == "a test");
    auto who = some();
    const auto expected = again.answer(habitue::ask::expected_purchases(10.0), who);
    // The same, said by each customer's own horizon.
    const std::vector<double> tens(8, 10.0);
    const auto own = habitue::ask::expected_purchases(habitue::ask::own_horizons);
    CHECK(model.answer(own, some().horizons(tens)) == expected);
    double sum = 0.0;
    for (double one : expected) {
        sum += one;
    }
    const double total = model.total(habitue::ask::expected_purchases(10.0), who);
    CHECK(std::fabs(total - sum) < 1e-12);
    // Value by a model of spend is value by what that model expects.
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, amounts);
    const std::vector<double> mean = {12.0, 0.0, 20.0, 31.0, 0.0, 0.0, 0.0, 0.0};
    const auto worth =
        spend.answer(habitue::ask::expected_spend(), habitue::customers::of_spending(X, mean));
    CHECK(model.answer(habitue::ask::lifetime_value(52.0, 0.01).margin(0.5).spend(spend),
                       some().mean_spend(mean)) ==
          model.answer(habitue::ask::lifetime_value(52.0, 0.01).margin(0.5),
                       some().expected_spend(worth)));
    CHECK(model.answer(habitue::ask::p_alive(), habitue::customers()).empty());
    try {
        model.answer(habitue::ask::p_alive(), some().mean_spend(mean));
        CHECK(!"refused");
    } catch (const habitue::error &error) {
        CHECK(error.code() == HABITUE_NOT_READ && !error.cancelled());
    }
    try {
        who.weights(habitue::lasting<double>(AGE, 7));
        CHECK(!"refused");
    } catch (const habitue::error &error) {
        CHECK(error.code() == HABITUE_BAD_LENGTH && error.column() == "weights");
    }
#if __cplusplus >= 201703L
    CHECK(!model.fit_report() && habitue::model::fit(HABITUE_MODEL_NBD, some()).fit_report());
#endif
    return 0;
}

static int covariates() {
    const std::vector<double> online = {1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0};
    auto who = some();
    who.covariate("online", habitue::role::purchase, online);
    const auto chosen = habitue::fit_options().standardised().penalty(habitue::role::purchase, 0.5);
    const auto model = habitue::model::fit(HABITUE_MODEL_NBD, who, chosen);
    const auto effects = model.effects();
    CHECK(effects.size() == 1 && effects[0].name == "online");
    CHECK(effects[0].acts_on == habitue::role::purchase && effects[0].center == 0.5);
    const habitue::model made(HABITUE_MODEL_NBD, model.for_customer(who, 1).parameters(), effects);
    CHECK(made.effects()[0].coefficient == effects[0].coefficient);
    habitue_uncertainty_options few = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    few.draws = 20;
    const auto refits = habitue::uncertainty::bootstrap(model, who, few, chosen);
    CHECK(refits.inspect().draws + refits.inspect().failed == 20);
    CHECK(refits.drawn().size() == 3 * refits.inspect().draws);
    const auto alive = refits.answer(habitue::ask::expected_purchases(5.0), who, 0.9);
    CHECK(alive.low[0] <= alive.estimate[0] && alive.estimate[0] <= alive.high[0]);
    const auto fixed = habitue::model::fit(
        HABITUE_MODEL_NBD, some(), habitue::fit_options().fixed("r", 0.75).start({0.75, 9.0}));
    CHECK(fixed.parameters()[0] == 0.75);
    const auto profiles =
        habitue::uncertainty::profiles(habitue::model::fit(HABITUE_MODEL_NBD, some()), some());
    CHECK(profiles.profile(0, std::vector<double>{0.4, 0.5}).size() == 2);
    return 0;
}

// Progress that throws ends the call, and what it threw arrives; a token cancels.
static int jobs() {
    habitue::job how;
    how.threads = 2;
    how.heard = [](std::uint64_t, std::uint64_t) -> bool { throw std::string("enough"); };
    const auto model = habitue::model::fit(HABITUE_MODEL_NBD, some());
    habitue_uncertainty_options few = HABITUE_UNCERTAINTY_OPTIONS_INIT;
    few.draws = 20;
    try {
        habitue::uncertainty::bootstrap(model, some(), few, habitue::fit_options(), how);
        CHECK(!"thrown");
    } catch (const std::string &thrown) {
        CHECK(thrown == "enough");
    }
    const habitue::cancel stop;
    how.heard = habitue::progress();
    how.token = &stop;
    CHECK(!habitue::uncertainty::bootstrap(model, some(), few, habitue::fit_options(), how)
               .parameters()
               .empty());
    stop.trip();
    try {
        habitue::uncertainty::bootstrap(model, some(), few, habitue::fit_options(), how);
        CHECK(!"cancelled");
    } catch (const habitue::error &error) {
        CHECK(error.cancelled());
    }
    return 0;
}

static int drawn_and_judged() {
    const double parameters[] = {0.55, 10.0, 0.6, 11.0};
    const habitue::model model(HABITUE_MODEL_PARETO_NBD, parameters);
    const std::vector<double> ages(300, 30.0);
    const habitue::simulation drawn(model, habitue::customers::of_ages(ages),
                                    habitue::simulation_options().seed(5).holdout(10.0));
    CHECK(drawn.size() == 300 && drawn.every_purchase(false).time.empty());
    const auto x = drawn.frequency();
    const auto t_x = drawn.recency(), t = drawn.age();
    CHECK(t == ages);
    try {
        drawn.cohort();
        CHECK(!"refused");
    } catch (const habitue::error &error) {
        CHECK(error.code() == HABITUE_UNDEFINED && error.column() == "cohort");
    }
    const auto who = habitue::customers::of_histories(x, t_x, t);
    habitue::comparison table(
        std::vector<std::int32_t>{HABITUE_MODEL_NBD, HABITUE_MODEL_PARETO_NBD}, who);
    const auto later = drawn.holdout_frequency();
    const std::vector<double> actual(later.begin(), later.end());
    CHECK(table.rows().size() == 2 && table.judge(1, who, actual, 10.0).customers == 300.0);
    CHECK(table.tests().size() == 1 && table.reason(0).empty());
    CHECK(table.model(1).parameters().size() == 4);
    const auto often = habitue::frequencies_of(model, who, 4);
    CHECK(std::fabs(often.expected[0] + often.expected[1] + often.expected[2] + often.expected[3] -
                    300.0) < 1e-9);
    const auto track = habitue::track_of(model, habitue::customers::of_births(ages), 40.0, 2);
    CHECK(std::fabs(track.cumulative[1] - track.incremental[0] - track.incremental[1]) < 1e-9);
    const std::vector<double> mean(300, 20.0);
    habitue::scorer scorer(model, habitue::scorer_options(10.0, 52.0).lowest({50.0}));
    const auto scores = scorer.score(habitue::customers(who).mean_spend(mean));
    const auto alive = model.answer(habitue::ask::p_alive(), who);
    for (std::size_t row = 0; row < 300; row += 1) {
        CHECK(scores[row].p_alive == alive[row]);
        CHECK(scores[row].tier == (scores[row].value >= 50.0 ? 1 : 2));
    }
    return 0;
}

#if __cplusplus >= 202002L
static int spans() {
    const std::span<const double> age(AGE);
    const auto who = habitue::customers::of_histories(X, std::span<const double>(LAST), age);
    CHECK(who.size() == 8);
    const std::span<const double> back = habitue::column<double>(AGE);
    CHECK(back.data() == AGE && back.size() == 8);
    return 0;
}
#else
static int spans() { return 0; }
#endif

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

// Three customers of January, of whom two buy in February and one in March; one of February.
static int cohorts() {
    const std::vector<std::int64_t> customer = {1, 2, 3, 1, 2, 1, 4};
    const std::vector<std::int32_t> day = {0, 3, 9, 31, 40, 59, 33};
    habitue_cohort_options options = HABITUE_COHORT_OPTIONS_INIT;
    options.from = 0;
    options.until = 89;
    habitue::cohort_table table(customer, day, options);
    CHECK(table.cohorts() == 3 && table.info().first_period == 0);
    const auto active = table.active();
    CHECK(active[0] == 3 && active[1] == 2 && active[2] == 1 && active[3] == 1 && active[4] == 0);
    CHECK(table.rates()[1] == 2.0 / 3.0 && std::isnan(table.rates()[5]));
    CHECK(table.partial()[0] == 0);
    CHECK(table.curve()[1].rate == 2.0 / 4.0);
    CHECK(table.curve(HABITUE_COHORT_MEAN_SIMPLE)[1].rate == (2.0 / 3.0 + 0.0) / 2.0);
    const auto left = table.survivors();
    CHECK(left.survivors[0] == 3 && left.period[1] == 1 && left.survivors[2] == 1);
    const habitue::cohort_table other(std::vector<std::int64_t>{9}, std::vector<std::int32_t>{5},
                                      options);
    table.merge(other);
    CHECK(table.active()[0] == 4 && table.active()[1] == 2);
    const std::uint64_t counts[] = {10, 4, 7, 0};
    CHECK(habitue::cohort_table::of_counts(counts, 2).rates()[1] == 0.4);
    try {
        habitue::cohort_table(customer, std::vector<std::int32_t>{1}, options);
        CHECK(!"a day is missing");
    } catch (const habitue::error &wrong) {
        CHECK(wrong.code() == HABITUE_BAD_LENGTH && wrong.column() == "day");
    }
    return 0;
}

// A study by its owner, with what it withholds of customers who never came back.
static int studies() {
    std::string csv = "customer,date\n";
    for (int customer = 10; customer < 40; ++customer) {
        csv += std::to_string(customer) + ",2024-01-" + std::to_string(customer % 10 + 10) + "\n";
    }
    habitue_rules rules = HABITUE_RULES_INIT;
    habitue::summary summary(rules);
    summary.read_csv(csv, "customer", "date");
    const habitue::study study(summary);
    CHECK(study.verdict().overall == HABITUE_GRADE_NOT_TO_BE_USED);
    CHECK(study.verdict().headline == HABITUE_HEADLINE_NOBODY_CAME_BACK);
    CHECK(study.check(HABITUE_CHECK_ROWS).grade == HABITUE_GRADE_SOUND);
    const auto withheld = study.withheld();
    CHECK(withheld.size() == 7 && withheld[0].reason == HABITUE_WITHHELD_NOBODY_CAME_BACK);
    CHECK(study.figure("base.customers").value == 30.0);
    CHECK(study.figure("ahead.purchases").withheld == HABITUE_WITHHELD_NOBODY_CAME_BACK);
    CHECK(study.figures().size() > 10);
    const auto titled =
        habitue::report_options().title("三十位").language(HABITUE_CHINESE).source("a file");
    CHECK(study.page(titled).find("三十位") != std::string::npos);
    CHECK(study.words().find("Hardly anybody came back") != std::string::npos);
    CHECK(study.customers_csv().find("customer") == 0);
    try {
        study.figure("crystal ball");
        CHECK(!"no such figure");
    } catch (const habitue::error &wrong) {
        CHECK(wrong.code() == HABITUE_OUT_OF_RANGE && wrong.column() == "name");
    }
    const std::uint64_t reached[] = {1000, 120};
    const std::int64_t ends[] = {0, 7, 13};
    habitue_column columns[2] = {habitue_u64("count", reached),
                                 habitue_texts("name", ends, "visitedbought", 13)};
    habitue_evidence steps = HABITUE_EVIDENCE_INIT;
    steps.rows = 2;
    steps.columns = columns;
    steps.column_count = 2;
    CHECK(habitue::picture(HABITUE_PICTURE_FUNNEL, steps).find("12% get there") !=
          std::string::npos);
    return 0;
}

// A base and a scorer kept as bytes, and a journal replayed.
static int kept() {
    habitue_window window = HABITUE_WINDOW_INIT;
    window.calibration_end = 400;
    habitue::live live(habitue::summary::of_money("EUR"), window);
    CHECK(live.purchase(7, 100, 1999, 1).phase == HABITUE_PHASE_CALIBRATION);
    CHECK(live.purchase(7, 401, 500, 2).phase == HABITUE_PHASE_AFTER);
    habitue::live again = habitue::live::from_bytes(live.to_bytes());
    CHECK(again.info().sequence == 2 && again.info().customers == 1);
    CHECK(again.purchase(7, 100, 1999, 1).phase == HABITUE_PHASE_NONE);
    const habitue::summary night = again.to_summary();
    CHECK(habitue::summary::from_bytes(night.to_bytes()).to_bytes() == night.to_bytes());
    CHECK(night.info().rows == 2);
    const double parameters[] = {0.243, 4.414, 0.793, 2.426};
    const habitue::model model(HABITUE_MODEL_BG_NBD, parameters);
    const habitue::scorer scorer(model, habitue::scorer_options(39.0, 52.0).rate(0.002));
    const habitue::scorer copy = habitue::scorer::from_bytes(scorer.to_bytes());
    CHECK(copy.info().to == 39.0 && copy.info().rate == 0.002 && copy.info().tiers == 0);
    CHECK(copy.purchase_model().to_bytes() == model.to_bytes());
    const habitue_customer_now now = copy.read(again, 7);
    CHECK(now.calibrated == 1 && now.p_alive > 0.0);
    CHECK(now.p_alive == scorer.read(live, 7).p_alive && copy.read(again, 8).calibrated == 0);
    return 0;
}

int main() {
    const int failed = kept() + versions() + columns_of_every_kind() + tiers() + payments() +
                       a_failure_says_where() + survey() + models() + covariates() + jobs() +
                       drawn_and_judged() + spans() + cohorts() + studies();
    std::printf("%d failed\n", failed);
    return failed;
}
