// What a CRM does with habitue: read, summarise, fit, save and load, score with intervals, tier,
// classify, survey: ./crm examples/data/{cdnow_sample,cdnow_survey_synthetic}.csv model.bin
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "habitue.hpp"

constexpr int loyalty = HABITUE_LIST_CLASSES + HABITUE_SCHEME_LOYALTY_CLASS;
static std::string file(const char *path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error(std::string("cannot open ") + path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

static void satisfaction(const std::string &csv) {
    habitue::questionnaire form;
    const habitue_scale ten = HABITUE_SCALE_INIT; // 1 to 10
    form.add("range", ten, 2).add("service", ten);
    const auto index = habitue::responses::read_csv(form, csv, "customer").satisfaction_index();
    std::cout << std::setprecision(1) << "satisfaction " << index.value << ", give or take "
              << index.standard_error << '\n';
}

int main(int argc, char **argv) try {
    if (argc != 4) throw std::invalid_argument("crm TRANSACTIONS.csv SURVEY.csv MODEL");
    auto summary = habitue::summary::of_money("USD");
    summary.read_csv(file(argv[1]), "customer", "date", "amount");
    const auto table = summary.table_of(); // weeks, up to the last day
    const auto x = table.x();
    const auto t_x = table.t_x(), t = table.t();
    const auto who = habitue::customers::of_histories(x, t_x, t);
    bool heard = false;
    const habitue::cancel stop; // another thread may call stop.trip()
    habitue::job job;
    job.threads = 0; // all cores
    job.token = &stop;
    job.heard = [&](std::uint64_t, std::uint64_t) { return heard = true; }; // false: cancel
    const auto fitted = habitue::model::fit(HABITUE_MODEL_BG_NBD, who, {}, job);
    const auto bytes = fitted.to_bytes(); // save ...
    std::ofstream(argv[3], std::ios::binary) << std::string(bytes.begin(), bytes.end());
    const std::string saved = file(argv[3]); // ... and load
    const auto model =
        habitue::model::from_bytes(std::vector<std::uint8_t>(saved.begin(), saved.end()));
    const habitue::ask::expected_purchases year(52); // weeks
    const auto sure = habitue::uncertainty::delta(model);
    const auto expected = sure.answer(year, who, 0.95, job);
    const auto tiers = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY).assign(expected.estimate);
    std::vector<std::uint32_t> purchases(x);
    std::vector<double> days(t);
    for (auto &n : purchases) n += 1; // the first one, too
    for (auto &age : days) age *= 7;
    std::vector<std::int32_t> standing(x.size());
    const habitue_column facts[] = {habitue_u32("purchases", purchases.data()),
                                    habitue_f64("tenure_days", days.data())};
    const habitue_evidence evidence = {sizeof evidence, 0, x.size(), facts, 2, nullptr, 0};
    habitue_classes classes = HABITUE_CLASSES_INIT;
    classes.codes = standing.data();
    habitue::call(habitue_classify, HABITUE_SCHEME_LOYALTY_CLASS, &evidence, &classes);
    std::cout << std::fixed << std::setprecision(3);
    for (std::size_t i = 0; i < 5; ++i)
        std::cout << expected.estimate[i] << " purchases (" << expected.low[i] << " to "
                  << expected.high[i] << "), tier " << tiers.tier[i] << ", "
                  << habitue_name(loyalty, standing[i], HABITUE_CHINESE)
                  << '\n';
    satisfaction(file(argv[2]));
    stop.trip(); // whatever holds the token ends soon
    try {
        sure.answer(year, who, 0.95, job);
    } catch (const habitue::error &end) {
        std::cout << end.kind() << "; progress was heard: " << heard << '\n';
    }
    return 0;
} catch (const std::exception &failure) {
    std::cerr << "crm: " << failure.what() << '\n';
    return 1;
}
