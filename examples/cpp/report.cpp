// A page, a picture and the verdict from C++: report transactions.csv page.html picture.svg
#include <cmath>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "habitue.hpp"

static void save(const char *path, const std::string &text) {
    if (!(std::ofstream(path, std::ios::binary) << text))
        throw std::runtime_error(std::string("cannot write ") + path);
}

int main(int argc, char **argv) try {
    if (argc != 4) throw std::invalid_argument("report TRANSACTIONS.csv PAGE.html PICTURE.svg");
    std::ifstream file(argv[1], std::ios::binary);
    const std::string csv{std::istreambuf_iterator<char>(file), {}};
    auto summary = habitue::summary::of_money("USD");
    summary.read_csv(csv, "customer", "date", "amount");
    const habitue::study study(summary);
    save(argv[2], study.page());
    save(argv[3], study.picture("tiers"));
    std::cout << study.sentence(HABITUE_SENTENCE_HEADLINE) << '\n';
    const char *const names[] = {"", "sound", "with care", "not to be used", "not tested"};
    for (int check = HABITUE_CHECK_TOTALS; check <= HABITUE_CHECK_SPEND; ++check)
        std::cout << names[study.check(check).grade] << ": "
                  << study.sentence(HABITUE_SENTENCE_CHECK_TITLE, check) << '\n';
    for (const auto &one : study.figures()) // counts, shares, units of the currency
        std::cout << std::string(one.name.bytes, one.name.length) << ' ' << one.value << '\n';
    for (const auto &one : study.withheld())
        std::cout << study.sentence(HABITUE_SENTENCE_WITHHELD, one.group) << '\n';
    return 0;
} catch (const std::exception &failure) {
    std::cerr << "report: " << failure.what() << '\n';
    return 1;
}
