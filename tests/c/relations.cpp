// Customer, loyalty and retention figures of made-up customers, as bits, so that other
// languages can be compared with them: one line for each column, its name and its values
// in hexadecimal, or their FNV-1a hash where there are many.

#include <cinttypes>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "habitue.h"

static const std::size_t ROWS = 600;

template <class T> static void print(const std::string &name, const std::vector<T> &column) {
    std::printf("%s %zu", name.c_str(), column.size());
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

static habitue_error error = HABITUE_ERROR_INIT;

static void check(habitue_status status) {
    if (status != HABITUE_OK) {
        std::fprintf(stderr, "%s\n", error.message);
        std::exit(1);
    }
}

// Random cells (splitmix64), the same in every language.
static std::uint64_t cell(std::uint64_t seed, std::uint64_t row) {
    std::uint64_t z = seed * 0x9e3779b97f4a7c15u + row * 0xd1b54a32d192ed03u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

template <class T, class F> static std::vector<T> column(std::uint64_t seed, F of) {
    std::vector<T> made;
    for (std::size_t row = 0; row < ROWS; row += 1) {
        made.push_back(static_cast<T>(of(cell(seed, row))));
    }
    return made;
}

static std::vector<std::uint8_t> flags(std::uint64_t seed) {
    return column<std::uint8_t>(seed, [](std::uint64_t v) { return v % 3; });
}

static std::vector<std::uint8_t> bits(std::uint64_t seed) {
    return column<std::uint8_t>(seed, [](std::uint64_t v) { return v % 2; });
}

static std::vector<std::uint8_t> levels(std::uint64_t seed, std::uint64_t most) {
    return column<std::uint8_t>(seed, [most](std::uint64_t v) { return v % (most + 1); });
}

static std::vector<std::uint32_t> counts(std::uint64_t seed, std::uint64_t most) {
    return column<std::uint32_t>(seed, [most](std::uint64_t v) { return v % (most + 1); });
}

static std::vector<std::uint32_t> some_counts(std::uint64_t seed) {
    return column<std::uint32_t>(
        seed, [](std::uint64_t v) { return v % 7 == 6 ? UINT32_MAX : v % 7; });
}

static std::vector<double> numbers(std::uint64_t seed, double most) {
    return column<double>(
        seed, [most](std::uint64_t v) { return static_cast<double>(v % 4096) / 4096.0 * most; });
}

static std::vector<double> some_numbers(std::uint64_t seed, double most) {
    return column<double>(seed, [most](std::uint64_t v) {
        return v % 17 == 0 ? std::numeric_limits<double>::quiet_NaN()
                           : static_cast<double>(v % 33) / 32.0 * most;
    });
}

static habitue_column of(const char *name, const std::vector<double> &cells) {
    return habitue_f64(name, cells.data());
}
static habitue_column of(const char *name, const std::vector<std::uint32_t> &cells) {
    return habitue_u32(name, cells.data());
}
static habitue_column of(const char *name, const std::vector<std::uint8_t> &cells) {
    return habitue_u8(name, cells.data());
}

static void classes(const std::string &name, std::int32_t scheme,
                    const std::vector<habitue_column> &columns,
                    const std::vector<habitue_setting> &settings = {}) {
    std::vector<std::int32_t> codes(ROWS);
    std::vector<std::uint32_t> reasons(ROWS);
    std::vector<std::uint8_t> boundary(ROWS);
    habitue_evidence evidence = HABITUE_EVIDENCE_INIT;
    evidence.rows = ROWS;
    evidence.columns = columns.data();
    evidence.column_count = columns.size();
    evidence.settings = settings.data();
    evidence.setting_count = settings.size();
    habitue_classes found = HABITUE_CLASSES_INIT;
    found.codes = codes.data();
    found.reasons = reasons.data();
    found.boundary = boundary.data();
    check(habitue_classify(scheme, &evidence, &found, &error));
    print(name + ".codes", codes);
    print(name + ".reasons", reasons);
    print(name + ".boundary", boundary);
    print(name + ".counts",
          std::vector<std::uint64_t>{found.n_used, found.n_missing, found.n_boundary});
}

static void calculate(std::int32_t formula, std::size_t rows,
                      const std::vector<habitue_column> &columns,
                      const std::vector<habitue_setting> &settings,
                      const std::vector<habitue_output> &outputs) {
    habitue_evidence inputs = HABITUE_EVIDENCE_INIT;
    inputs.rows = rows;
    inputs.columns = columns.data();
    inputs.column_count = columns.size();
    inputs.settings = settings.data();
    inputs.setting_count = settings.size();
    check(habitue_calculate(formula, &inputs, outputs.data(), outputs.size(), &error));
}

static void customers() {
    const auto a = flags(1), b = flags(2), c = flags(3), d = flags(4);
    classes("relation", HABITUE_SCHEME_RELATION, {of("own_use", a), of("builds_in", b), of("inside",
            c), of("resells", d)});
    const auto share = some_numbers(5, 1.0);
    classes("importance", HABITUE_SCHEME_IMPORTANCE, {of("top_share", share)},
            {habitue_number("vip", 0.03125), habitue_number("important", 0.25)});
    const auto purchases = some_counts(6);
    const auto days = some_numbers(7, 1460.0);
    classes("lifecycle", HABITUE_SCHEME_LIFECYCLE, {of("purchases", purchases),
            of("days_since_last", days), of("need", a), of("targeted", b), of("has_left", c)},
            {habitue_number("lost_after_days", 365.0), habitue_number("lost_for_good_after_days",
            1095.0)});
    classes("bond", HABITUE_SCHEME_RELATIONSHIP_LEVEL, {of("invites", a), of("calls_after_sale", b),
            of("calls_regularly", c), of("works_together", d)}, {habitue_number("rule",
            HABITUE_LADDER_CUMULATIVE)});
    const auto v = some_numbers(8, 5.0), w = some_numbers(9, 5.0), x = some_numbers(10, 5.0),
               y = some_numbers(11, 5.0), z = some_numbers(12, 5.0);
    classes("orientation", HABITUE_SCHEME_ORIENTATION, {of("novelty", v), of("leadership", w),
            of("following", x), of("weighing", y), of("saving", z)});
    const auto interval = some_numbers(13, 224.0);
    classes("usage", HABITUE_SCHEME_USAGE, {of("interval_days", interval)}, {habitue_number("heavy",
            15.0), habitue_number("medium", 75.0), habitue_number("light", 365.0)});
    const auto since = some_numbers(14, 28.0);
    classes("contact", HABITUE_SCHEME_CONTACT, {of("consent", a), of("contacts", purchases),
            of("days_since_contact", since)}, {habitue_number("minimum_gap_days", 7.0),
            habitue_number("most_contacts", 4)});
    const auto birthday = some_numbers(15, 28.0);
    classes("win_back", HABITUE_SCHEME_WIN_BACK, {of("days_since_last", days),
            of("days_to_birthday", birthday)}, {habitue_number("lapsed_after_days", 1095.0),
            habitue_number("within_days", 7.0)});

    const auto status = column<std::int32_t>(16, [](std::uint64_t n) { return n % 3 + 4; });
    const auto event = column<std::int32_t>(17, [](std::uint64_t n) { return n % 7 + 1; });
    std::vector<double> next(ROWS), lower(ROWS), upper(ROWS);
    calculate(HABITUE_FORMULA_LIFECYCLE_AFTER, ROWS,
              {habitue_i32("status", status.data()), habitue_i32("event", event.data())}, {},
              {{"next", next.data()}});
    print("after_event", std::vector<std::int32_t>(next.begin(), next.end()));
    const auto number = column<std::int32_t>(18, [](std::uint64_t n) { return n % 3 + 1; });
    const auto margin = column<std::int32_t>(19, [](std::uint64_t n) { return n % 3 + 1; });
    calculate(HABITUE_FORMULA_RELATIONSHIP_SUITED, ROWS,
              {habitue_i32("customers", number.data()), habitue_i32("margins", margin.data())}, {},
              {{"lower", lower.data()}, {"upper", upper.data()}});
    print("bond_suited.lower", std::vector<std::int32_t>(lower.begin(), lower.end()));
    print("bond_suited.upper", std::vector<std::int32_t>(upper.begin(), upper.end()));
    const double bounds[] = {7.0, 14.0, 28.0, 91.0, 182.0};
    std::vector<double> tiers(ROWS), boundary(ROWS);
    calculate(HABITUE_FORMULA_USAGE_TIERS, ROWS, {of("interval_days", interval)},
              {habitue_numbers("bounds", bounds, 5)},
              {{"tier", tiers.data()}, {"boundary", boundary.data()}});
    print("interval_tiers", std::vector<std::int32_t>(tiers.begin(), tiers.end()));
    print("interval_tiers.boundary", std::vector<std::uint8_t>(boundary.begin(), boundary.end()));
    const auto month = column<std::uint32_t>(20, [](std::uint64_t n) { return n % 12 + 1; });
    const auto day = column<std::uint32_t>(21, [](std::uint64_t n) { return n % 28 + 1; });
    std::vector<double> out(ROWS), other(ROWS);
    calculate(HABITUE_FORMULA_DAYS_TO_BIRTHDAY, ROWS, {of("month", month), of("day_of_month", day)},
              {habitue_number("today", 19790)}, {{"days", out.data()}});
    print("days_to_birthday", out);
    const auto length = numbers(22, 2000.0);
    const auto bought = column<std::uint32_t>(23, [](std::uint64_t n) { return n % 9 + 6; });
    const auto upgrades = counts(24, 6);
    calculate(HABITUE_FORMULA_RELATIONSHIP_DEPTH, ROWS,
              {of("length_days", length), of("purchases", bought), of("upgrades", upgrades)}, {},
              {{"purchases_per_year", out.data()}, {"upgrade_share", other.data()}});
    print("depth.per_year", out);
    print("depth.upgrades", other);
    const auto who = counts(25, 79);
    const auto line =
        column<std::int64_t>(26, [](std::uint64_t n) { return static_cast<int>(n % 9) - 4; });
    std::vector<std::uint32_t> breadth(80);
    check(habitue_relationship_breadth(who.data(), line.data(), ROWS, breadth.data(), 80, &error));
    print("breadth", breadth);
    const auto tags = counts(27, 15);
    double personas[4];
    calculate(HABITUE_FORMULA_PERSONA_COUNTS, ROWS, {of("tags", tags)}, {},
              {{"demanding", personas}, {"hesitant", personas + 1}, {"thrifty", personas + 2},
               {"sophisticated", personas + 3}});
    print("personas", std::vector<std::uint64_t>(personas, personas + 4));
}

static void ladders() {
    const auto a = flags(31), b = flags(32), c = flags(33), d = flags(34), e = flags(35),
               f = flags(36), g = flags(37), h = flags(38);
    const auto purchases = some_counts(39), products = some_counts(40);
    classes("griffin", HABITUE_SCHEME_LOYALTY_LADDER, {of("purchases", purchases), of("products",
            products), of("need", a), of("need_now", b), of("ability", c), of("likes", d),
            of("regular", e), of("buys_all", f), of("resists", g), of("recommends", h)});
    const auto tenure = some_numbers(41, 192.0);
    classes("standing", HABITUE_SCHEME_LOYALTY_CLASS, {of("purchases", purchases), of("tenure_days",
            tenure), of("loyal", a)}, {habitue_number("minimum_tenure_days", 90.0)});
    classes("phases.oliver", HABITUE_SCHEME_LOYALTY_PHASE, {of("cognitive", a), of("affective", b),
            of("conative", c), of("action", d)}, {habitue_number("order",
            HABITUE_PHASE_ORDER_OLIVER), habitue_number("rule", HABITUE_LADDER_HIGHEST)});
    classes("phases.impulse_first", HABITUE_SCHEME_LOYALTY_PHASE, {of("cognitive", a),
            of("affective", b), of("conative", c), of("action", d)}, {habitue_number("order",
            HABITUE_PHASE_ORDER_IMPULSE_FIRST), habitue_number("rule", HABITUE_LADDER_CUMULATIVE)});
    classes("trust", HABITUE_SCHEME_TRUST, {of("fits", a), of("prefers", b), of("sustained", c)},
            {habitue_number("rule", HABITUE_LADDER_HIGHEST)});
    const auto who = counts(42, 99);
    const auto satisfied = column<std::uint8_t>(43, [](std::uint64_t n) { return n % 8 > 0; });
    std::vector<std::uint32_t> streaks(ROWS);
    check(habitue_satisfied_streaks(who.data(), satisfied.data(), ROWS, 0, streaks.data(), nullptr,
                                    ROWS, &error));
    print("streaks", streaks);
    std::vector<std::uint32_t> failures(ROWS);
    check(habitue_satisfied_streaks(who.data(), satisfied.data(), ROWS, 1, streaks.data(),
                                    failures.data(), ROWS, &error));
    print("trusted", streaks);
    print("failures", failures);
    classes("earned_trust", HABITUE_SCHEME_EARNED_TRUST,
            {of("streak", streaks), of("failures", failures)},
            {habitue_number("cognitive", 1), habitue_number("affective", 3),
            habitue_number("behavioural", 5)});
    const auto x = some_numbers(44, 100.0), y = some_numbers(45, 100.0), z = some_numbers(46, 100.0);
    classes("gates", HABITUE_SCHEME_LOYALTY_PREREQUISITES, {of("satisfaction", x), of("delight", y),
            of("trust", z)}, {habitue_number("satisfaction_cut", 50.0),
            habitue_number("delight_cut", 50.0), habitue_number("trust_cut", 50.0)});
    const auto s = levels(47, 5), t = levels(48, 5), u = levels(49, 5), v = levels(50, 3);
    classes("secure", HABITUE_SCHEME_SECURE_CUSTOMER, {of("satisfaction", s), of("continues", t),
            of("recommends", u)});
    classes("apostle", HABITUE_SCHEME_APOSTLE, {of("satisfaction", x), of("loyalty", y)});
    double found[7];
    calculate(HABITUE_FORMULA_APOSTLE_PROPOSITIONS, ROWS, {of("satisfaction", x), of("loyalty", y)},
              {},
              {{"satisfied_loyal", found}, {"satisfied", found + 1}, {"dissatisfied_loyal", found + 2},
               {"dissatisfied", found + 3}, {"fully_satisfied_loyal", found + 4},
               {"fully_satisfied", found + 5}, {"n_missing", found + 6}});
    print("propositions", std::vector<std::uint64_t>(found, found + 7));
    classes("attitude_behaviour", HABITUE_SCHEME_ATTITUDE_BEHAVIOUR, {of("attitude", x),
            of("behaviour", y)}, {habitue_number("attitude_cut", 50.0),
            habitue_number("behaviour_cut", 75.0)});
    classes("reciprocal", HABITUE_SCHEME_RECIPROCAL_LOYALTY, {of("customer", x), of("firm", y)},
            {habitue_number("customer_cut", 50.0), habitue_number("firm_cut", 75.0)});
    classes("service", HABITUE_SCHEME_SERVICE, {of("procedural", x), of("personal", y)},
            {habitue_number("procedural_cut", 50.0), habitue_number("personal_cut", 75.0)});
    const auto share = some_numbers(51, 1.0);
    classes("three_indicator", HABITUE_SCHEME_THREE_INDICATOR, {of("satisfaction", s),
            of("repurchase", share), of("recommendation", v)});
    std::vector<double> index(ROWS);
    double mean[4];
    calculate(HABITUE_FORMULA_THREE_INDICATOR_INDEX, ROWS,
              {of("satisfaction", s), of("repurchase", share), of("recommendation", v)}, {},
              {{"index", index.data()}, {"mean", mean}, {"mean_satisfaction", mean + 1},
               {"mean_repurchase", mean + 2}, {"mean_recommendation", mean + 3}});
    print("three_indicator.index", index);
    print("three_indicator.mean", std::vector<double>(mean, mean + 4));
}

static void indices() {
    std::vector<std::vector<double>> m;
    for (std::uint64_t seed = 61; seed < 69; seed += 1) {
        m.push_back(some_numbers(seed, 12.0));
    }
    classes("growth", HABITUE_SCHEME_GROWTH, {of("quantity_before", m[0]), of("quantity", m[1]),
            of("frequency_before", m[2]), of("frequency", m[3]), of("use_before", m[4]), of("uses",
            m[5]), of("spend_before", m[6]), of("spend", m[7])});
    const auto x = some_numbers(69, 100.0), y = some_numbers(70, 100.0), z = some_numbers(71, 100.0);
    std::vector<double> out(ROWS);
    double mean[4], n[4];
    calculate(HABITUE_FORMULA_FOUR_INDICATOR_MEASURE, ROWS,
              {of("satisfaction", x), of("value", y), of("awareness", z), of("quantity_before", m[0]),
               of("quantity", m[1]), of("frequency_before", m[2]), of("frequency", m[3]),
               of("use_before", m[4]), of("uses", m[5]), of("spend_before", m[6]), of("spend", m[7])},
              {},
              {{"behaviour_growth", out.data()}, {"mean_satisfaction", mean}, {"mean_value", mean + 1},
               {"mean_awareness", mean + 2}, {"mean_growth", mean + 3}, {"n_satisfaction", n},
               {"n_value", n + 1}, {"n_awareness", n + 2}, {"n_growth", n + 3}});
    print("four.growth", out);
    print("four.mean", std::vector<double>(mean, mean + 4));
    print("four.n", std::vector<std::uint64_t>(n, n + 4));

    double lowest[7], highest[7], seven_mean;
    for (int at = 0; at < 7; at += 1) {
        lowest[at] = 0.0;
        highest[at] = 13.0 + 2 * at;
    }
    const double weights[] = {3, 1, 2, 1, 1, 2, 0.5};
    calculate(HABITUE_FORMULA_SEVEN_INDICATOR_INDEX, ROWS,
              {of("repurchase", m[0]), of("choosing_time", m[1]), of("attention", m[2]),
               of("competitor_attention", m[3]), of("price_sensitivity", m[4]),
               of("identification", m[5]), of("defect_tolerance", m[6])},
              {habitue_numbers("lowest", lowest, 7), habitue_numbers("highest", highest, 7),
               habitue_numbers("weights", weights, 7)},
              {{"index", out.data()}, {"mean", &seven_mean}});
    print("seven.index", out);
    print("seven.mean", std::vector<double>{seven_mean});
    calculate(HABITUE_FORMULA_MEAN_OF_THREE, ROWS,
              {of("recommend", x), of("buy_again", y), of("try_others", z)},
              {habitue_number("low", 0.0), habitue_number("high", 100.0)}, {{"mean", out.data()}});
    print("mean_of_three", out);
    const auto p = numbers(72, 10.0), q = numbers(73, 10.0), r = numbers(74, 10.0);
    calculate(HABITUE_FORMULA_SWITCHING_COST, ROWS,
              {of("procedural", p), of("financial", q), of("relational", r)},
              {habitue_numbers("weights", weights, 3)}, {{"index", out.data()}});
    print("switching_cost", out);
    calculate(HABITUE_FORMULA_BEHAVIOUR_GROWTH, ROWS, {of("before", p), of("now", q)}, {},
              {{"growth", out.data()}});
    print("behaviour_growth", out);
    std::vector<std::int32_t> parents;
    std::vector<double> tree_weights;
    habitue_entry node = HABITUE_ENTRY_INIT;
    while (habitue_list_entry(HABITUE_LIST_FIVE_FACTORS, parents.size(), &node, &error) ==
           HABITUE_OK) {
        parents.push_back(static_cast<std::int32_t>(node.numbers[0]));
        tree_weights.push_back(node.numbers[1]);
    }
    print("five_factors", parents);
    std::vector<double> scores(parents.size());
    calculate(HABITUE_FORMULA_DRIVER_SCORES, parents.size(),
              {habitue_i32("parents", parents.data()), of("weights", tree_weights),
               habitue_f64("leaf_scores", p.data())},
              {}, {{"score", scores.data()}});
    print("driver_scores", scores);
    std::vector<double> wallet(ROWS);
    for (std::size_t row = 0; row < ROWS; row += 1) {
        wallet[row] = p[row] + q[row];
    }
    double ratio, of_each;
    calculate(HABITUE_FORMULA_SHARE_OF_WALLET, ROWS, {of("with_us", p), of("in_category", wallet)}, {},
              {{"ratio_of_sums", &ratio}, {"mean_of_ratios", &of_each}});
    print("share_of_wallet", std::vector<double>{ratio, of_each});
    habitue_brand_use used;
    check(habitue_rank_shares(x.data(), ROWS / 5, 5, out.data(), &used, &error));
    print("rank_shares", out);
    print("brand_use", std::vector<double>{used.mean_set});
    double unhappy, silent, leaving;
    const std::uint64_t complaints = 40;
    const std::vector<double> complaint_rate{0.04}, leaving_share{0.96};
    calculate(HABITUE_FORMULA_COMPLAINT_ICEBERG, 1,
              {habitue_u64("complaints", &complaints), of("complaint_rate", complaint_rate),
               of("leaving_share", leaving_share)},
              {}, {{"unhappy", &unhappy}, {"silent", &silent}, {"leaving", &leaving}});
    print("iceberg", std::vector<double>{unhappy, silent, leaving});

    // Keys: every third customer responded, and some respondents are nobody.
    std::vector<std::int64_t> respondents, table;
    std::vector<std::int64_t> respondent_offsets{0}, table_offsets{0};
    std::string respondent_text, table_text;
    for (std::int64_t key = 0; key < 300; key += 1) {
        respondents.push_back(3 * key - 60);
        respondent_text += "顾客" + std::to_string(3 * key - 60);
        respondent_offsets.push_back(static_cast<std::int64_t>(respondent_text.size()));
        table.push_back(599 - 2 * key);
        table_text += "顾客" + std::to_string(599 - 2 * key);
        table_offsets.push_back(static_cast<std::int64_t>(table_text.size()));
    }
    std::vector<std::int64_t> rows(300);
    std::uint64_t matched = 0;
    const habitue_column numbers[] = {habitue_i64(nullptr, respondents.data()),
                                      habitue_i64(nullptr, table.data())};
    check(habitue_survey_join(&numbers[0], 300, &numbers[1], 300, HABITUE_KEYS_AS_IS, rows.data(), &matched,
                              &error));
    print("join", rows);
    print("join.matched", std::vector<std::uint64_t>{matched});
    const habitue_column texts[] = {
        habitue_texts(nullptr, respondent_offsets.data(), respondent_text.data(),
                      respondent_text.size()),
        habitue_texts(nullptr, table_offsets.data(), table_text.data(), table_text.size())};
    check(habitue_survey_join(&texts[0], 300, &texts[1], 300, HABITUE_KEYS_AS_IS, rows.data(), &matched,
                              &error));
    print("join.text", rows);
}

static void rates() {
    const auto before = bits(81), now = bits(82), ever = bits(83);
    double found[6];
    calculate(HABITUE_FORMULA_MOVEMENT_BETWEEN, ROWS,
              {of("before", before), of("now", now), of("ever_before", ever)}, {},
              {{"retention", found}, {"churn_of_start", found + 1}, {"churn_of_average", found + 2},
               {"churn_of_exposed", found + 3}, {"churn_net_of_reactivation", found + 4},
               {"growth", found + 5}});
    print("movement", std::vector<double>(found, found + 6));
    double gross, net;
    const std::vector<double> start{1000.1}, churned{99.9}, contraction{50.3}, expansion{250.7};
    calculate(HABITUE_FORMULA_REVENUE_RETENTION, 1,
              {of("start", start), of("churned", churned), of("contraction", contraction),
               of("expansion", expansion)},
              {}, {{"gross", &gross}, {"net", &net}});
    print("revenue", std::vector<double>{gross, net});
    const auto purchases = counts(84, 6);
    double repeat[2];
    calculate(HABITUE_FORMULA_REPEAT_RATES, ROWS, {of("purchases", purchases)}, {},
              {{"repeat_customer_rate", repeat}, {"repeat_order_rate", repeat + 1}});
    print("repeat", std::vector<double>{repeat[0], repeat[1]});
    const auto first = column<std::int32_t>(85, [](std::uint64_t n) { return n % 5; });
    const auto second = column<std::int32_t>(86, [](std::uint64_t n) { return n % 5; });
    std::vector<std::uint64_t> moved(25);
    check(habitue_transitions_count(first.data(), second.data(), ROWS, 4, moved.data(), &error));
    print("transitions", moved);
    std::vector<double> shares(16), conversions(16);
    habitue_moves moves;
    check(habitue_transitions_rates(moved.data(), 4, shares.data(), conversions.data(), &moves,
                                    &error));
    print("funnel.rates", shares);
    print("funnel.conversions", conversions);
    print("funnel", std::vector<std::uint64_t>{moves.climbed, moves.stayed, moves.fell,
                                               moves.n_missing});
    const auto times = numbers(87, 40.0);
    std::vector<double> out(ROWS);
    double speed;
    calculate(HABITUE_FORMULA_RETENTION_PROJECTION, ROWS, {of("time", times)},
              {habitue_number("ceiling", 0.95), habitue_number("observed_time", 9.0),
               habitue_number("observed_retention", 0.8)},
              {{"retention", out.data()}, {"speed", &speed}});
    print("projection", out);
    print("projection.speed", std::vector<double>{speed});
    const double leaks[] = {0.013, 0.027, 0.031};
    std::vector<double> series(25), by_cause(3), churn(3);
    const habitue_setting base = habitue_number("customers", 1234.5),
                          gain_of = habitue_number("acquired", 67.8);
    std::vector<std::uint32_t> periods(25);
    for (std::uint32_t i = 0; i < 25; i += 1) {
        periods[i] = i;
    }
    calculate(HABITUE_FORMULA_LEAKY_BUCKET, 3, {of("rates", std::vector<double>(leaks, leaks + 3))},
              {base, gain_of},
              {{"lost", by_cause.data()}, {"churn", &churn[0]}, {"steady_state", &churn[1]},
               {"to_stand_still", &churn[2]}});
    calculate(HABITUE_FORMULA_BUCKET_LEVEL, 25, {of("periods", periods)},
              {base, gain_of, habitue_number("churn", churn[0])},
              {{"customers", series.data()}});
    print("bucket.series", series);
    print("bucket.lost", by_cause);
    print("bucket", churn);
    const std::vector<std::uint64_t> lost{120, 80, 7};
    const std::vector<double> profit{300.25, 500.5, -20.0}, kept{0.5, 0.75, 0.1},
        cost{10000.0, 40000.0, 5.0};
    const std::vector<std::int32_t> groups{HABITUE_CAUSE_GROUP_COMPETITION,
                                           HABITUE_CAUSE_GROUP_EXPERIENCE, 0};
    std::vector<double> lost_profit(3), gain(3), share(3), all(4), left(5), profits(5);
    calculate(HABITUE_FORMULA_DEFECTION, 3,
              {habitue_u64("lost", lost.data()), of("profit_per_customer", profit), of("preventable", kept),
               of("programme_cost", cost), habitue_i32("groups", groups.data())},
              {habitue_number("customers", 2000)},
              {{"lost_profit", lost_profit.data()}, {"net_gain", gain.data()},
               {"break_even", share.data()}, {"rate", &all[0]}, {"total_lost_profit", &all[1]},
               {"total_net_gain", &all[2]}, {"worthwhile_gain", &all[3]},
               {"lost_unknown", &left[0]}, {"lost_customer", &left[1]},
               {"lost_external", &left[2]}, {"lost_competition", &left[3]},
               {"lost_experience", &left[4]}, {"profit_unknown", &profits[0]},
               {"profit_customer", &profits[1]}, {"profit_external", &profits[2]},
               {"profit_competition", &profits[3]}, {"profit_experience", &profits[4]}});
    print("defection.lost_profit", lost_profit);
    print("defection.net_gain", gain);
    print("defection.break_even", share);
    print("defection", all);
    print("defection.lost_by_group", std::vector<std::uint64_t>(left.begin(), left.end()));
    print("defection.profit_by_group", profits);
}

static habitue_cohort_info shape(const habitue_cohort_table *table) {
    habitue_cohort_info info = HABITUE_COHORT_INFO_INIT;
    check(habitue_cohort_table_inspect(table, &info, &error));
    return info;
}

static void cohort(const std::string &name, const habitue_cohort_table *table) {
    const std::size_t side = shape(table).cohorts;
    std::vector<std::uint64_t> active(side * side);
    std::vector<double> rates(side * side);
    std::vector<std::uint8_t> partial(side * side);
    habitue_cohort_columns columns = HABITUE_COHORT_COLUMNS_INIT;
    columns.cohorts = side;
    columns.active = active.data(), columns.rates = rates.data(), columns.partial = partial.data();
    check(habitue_cohort_table_read(table, &columns, &error));
    print(name + ".active", active);
    print(name + ".rates", rates);
    print(name + ".partial", partial);
    for (std::int32_t mean : {HABITUE_COHORT_MEAN_POOLED, HABITUE_COHORT_MEAN_SIMPLE}) {
        std::vector<habitue_cohort_rate> curve(side);
        habitue_cohort_columns wanted = HABITUE_COHORT_COLUMNS_INIT;
        wanted.cohorts = side, wanted.mean = mean, wanted.curve = curve.data();
        check(habitue_cohort_table_read(table, &wanted, &error));
        std::vector<double> found;
        for (const habitue_cohort_rate &age : curve) {
            found.push_back(age.rate);
        }
        print(name + ".curve", found);
    }
}

static void cohorts() {
    const auto who = column<std::int64_t>(91, [](std::uint64_t n) { return n % 120; });
    const auto days = column<std::int32_t>(92, [](std::uint64_t n) { return 19724 + n % 200; });
    habitue_cohort_options options = HABITUE_COHORT_OPTIONS_INIT;
    options.from = 19723, options.until = 19925;
    habitue_cohort_table *table = nullptr;
    check(habitue_cohort_table_new(habitue_i64(nullptr, who.data()), days.data(), ROWS, &options,
                                   &table, &error));
    cohort("cohort", table);
    habitue_cohort_table_free(table);
    std::string text;
    std::vector<std::int64_t> offsets{0};
    for (std::int64_t key : who) {
        text += "c" + std::to_string(key);
        offsets.push_back(static_cast<std::int64_t>(text.size()));
    }
    options.activity = HABITUE_ACTIVITY_IN_PERIOD_OR_LATER;
    check(habitue_cohort_table_new(habitue_texts(nullptr, offsets.data(), text.data(), text.size()),
                                   days.data(), ROWS, &options, &table, &error));
    cohort("cohort.text", table);
    habitue_cohort_table_free(table);
    const std::vector<std::uint64_t> counts{100, 80, 70, 9, 60, 50, 5, 0, 40, 3, 0, 0, 2, 0, 0, 0};
    check(habitue_cohort_table_of_counts(counts.data(), 4, 0, 0, 1, &table, &error));
    cohort("cohort.counts", table);
    const habitue_cohort_info info = shape(table);
    std::vector<std::int64_t> of(info.survivor_rows);
    std::vector<std::uint32_t> period(info.survivor_rows);
    std::vector<std::uint64_t> left(info.survivor_rows);
    habitue_cohort_columns columns = HABITUE_COHORT_COLUMNS_INIT;
    columns.cohorts = info.cohorts, columns.survivor_rows = info.survivor_rows;
    columns.cohort = of.data(), columns.period = period.data(), columns.survivors = left.data();
    check(habitue_cohort_table_read(table, &columns, &error));
    print("survivors.cohort", of);
    print("survivors.period", period);
    print("survivors", left);
    habitue_cohort_table_free(table);
}

static void survival() {
    const auto times = column<double>(93, [](std::uint64_t n) { return n % 60 + 1; });
    const auto lost = bits(94);
    const auto group = counts(95, 2);
    std::vector<habitue_survival_step> steps(ROWS);
    habitue_survival curve = HABITUE_SURVIVAL_INIT;
    const double half = 0.5;
    double median;
    curve.steps = steps.data(), curve.step_capacity = steps.size();
    curve.shares = &half, curve.share_count = 1, curve.quantiles = &median;
    curve.horizon = 36.0;
    check(habitue_survival_curve(times.data(), lost.data(), ROWS, &curve, &error));
    steps.resize(curve.step_count);
    std::vector<double> survival, std_error;
    for (const habitue_survival_step &step : steps) {
        survival.push_back(step.survival);
        std_error.push_back(step.std_error);
    }
    print("survival", survival);
    print("survival.std_error", std_error);
    const std::vector<double> at{0.0, 0.5, 1.0, 7.0, 13.5, 30.0, 59.0, 60.0, 61.0};
    for (std::int32_t kind : {HABITUE_SURVIVAL_INTERVAL_LOG, HABITUE_SURVIVAL_INTERVAL_LOG_LOG,
                              HABITUE_SURVIVAL_INTERVAL_PLAIN}) {
        std::vector<double> s(9), low(9), high(9);
        habitue_survival asked = HABITUE_SURVIVAL_INIT;
        asked.times = at.data(), asked.time_count = 9;
        asked.interval = kind, asked.confidence = 0.9;
        asked.survival = s.data(), asked.low = low.data(), asked.high = high.data();
        check(habitue_survival_curve(times.data(), lost.data(), ROWS, &asked, &error));
        print("survival.at", s);
        print("survival.low", low);
        print("survival.high", high);
    }
    print("survival.summary",
          std::vector<double>{median, curve.restricted_mean, curve.restricted_mean_error});
    std::vector<double> of_row(ROWS), expected_of_row(ROWS), observed(3), expected(3);
    double chi_square, p_value;
    calculate(HABITUE_FORMULA_LOG_RANK, ROWS,
              {of("time", times), of("lost", lost), of("group", group)},
              {habitue_number("groups", 3)},
              {{"observed", of_row.data()}, {"expected", expected_of_row.data()},
               {"chi_square", &chi_square}, {"p_value", &p_value}});
    for (std::size_t i = 0; i < ROWS; i += 1) {
        observed[group[i]] = of_row[i];
        expected[group[i]] = expected_of_row[i];
    }
    print("log_rank.observed", observed);
    print("log_rank.expected", expected);
    print("log_rank", std::vector<double>{chi_square, p_value});
}

static std::vector<std::int32_t> whole(const std::vector<double> &column) {
    return std::vector<std::int32_t>(column.begin(), column.end());
}

// What keeps customers: strategies, effort, offers, complaints, dealers, plans.
static void keeping() {
    std::vector<double> out(ROWS), other(ROWS);
    const auto shares = some_numbers(201, 1.0), days = some_numbers(202, 60.0);
    calculate(HABITUE_FORMULA_PERSONA_TAGS, ROWS,
              {of("complaint_share", shares), of("days_to_decide", days)}, {},
              {{"tags", out.data()}, {"unknown", other.data()}});
    print("personas.tags", whole(out));
    print("personas.unknown", whole(other));
    const auto a = flags(203), b = flags(204), c = flags(205), d = flags(206);
    calculate(HABITUE_FORMULA_CUSTOMER_ROLES, ROWS,
              {of("takes", a), of("on_file", b), of("uses", c), of("passes_on", d)}, {},
              {{"roles", out.data()}, {"unknown", other.data()}});
    print("roles", whole(out));
    print("roles.unknown", whole(other));
    classes("relation.wider", HABITUE_SCHEME_RELATION,
            {of("partner", a), of("supply_chain", b), of("competes", c)});
    classes("discount", HABITUE_SCHEME_DISCOUNT,
            {of("season", a), of("clearance", b), of("long_term", c)});
    const auto cost = some_numbers(207, 100.0);
    calculate(HABITUE_FORMULA_STRATEGIES, ROWS,
              {of("identifies", a), of("rewarded", b), of("reward_works", c), of("hindered", d),
               of("switching_cost", cost)},
              {}, {{"apply", out.data()}, {"unknown", other.data()}});
    print("strategies", whole(out));
    print("strategies.unknown", whole(other));

    const auto margin = numbers(208, 90.0), stays = numbers(209, 1.0);
    const auto applies = bits(210);
    double told[8];
    calculate(HABITUE_FORMULA_STRATEGY_CASE, ROWS,
              {of("margin", margin), of("retention", stays), of("applies", applies)},
              {habitue_number("discount", 0.125), habitue_number("relative", 0.0625),
               habitue_number("cost", 2.0)},
              {{"gain", told}, {"total_cost", told + 1}, {"net", told + 2},
               {"break_even_cost", told + 3}});
    print("strategy_case", std::vector<double>(told, told + 4));
    const auto loyal = numbers(211, 100.0);
    calculate(HABITUE_FORMULA_RETENTION_PER_UNIT, ROWS,
              {of("measure", loyal), of("stayed", applies)}, {}, {{"per_unit", told}});
    print("per_unit", std::vector<double>{told[0]});
    calculate(HABITUE_FORMULA_RETENTION_LIFT, ROWS,
              {of("margin", margin), of("retention", stays), of("measure", loyal)},
              {habitue_number("discount", 0.125), habitue_number("relative", 0.25),
               habitue_number("retention_per_unit", 0.0078125)},
              {{"sum_before", told}, {"sum_after", told + 1}, {"capped", told + 2}});
    print("loyalty_lift", std::vector<double>(told, told + 3));
    const auto tier = column<std::int32_t>(212, [](std::uint64_t v) { return v % 3 + 1; });
    calculate(HABITUE_FORMULA_TIER_RATIO, ROWS,
              {of("values", margin), habitue_i32("tier", tier.data())},
              {habitue_number("first", 1), habitue_number("second", 3),
               habitue_number("confidence", 0.9)},
              {{"ratio", told}, {"low", told + 1}, {"high", told + 2}});
    print("tier_ratio", std::vector<double>(told, told + 3));

    auto response = numbers(213, 1.0);
    for (double &speed : response) {
        speed += 0.125;
    }
    const auto least = column<double>(214, [](std::uint64_t v) { return v % 3; });
    const auto most = column<double>(215, [](std::uint64_t v) { return v % 5 + 2; });
    const std::vector<habitue_column> effort{of("potential", margin), of("response", response),
                                             of("least", least), of("most", most)};
    calculate(HABITUE_FORMULA_EFFORT_ALLOCATION, ROWS, effort, {habitue_number("budget", 1500.5)},
              {{"effort", out.data()}, {"price", told}, {"spent", told + 1},
               {"total_gain", told + 2}, {"total_undone_gain", told + 3}});
    print("effort", out);
    print("effort.all", std::vector<double>(told, told + 4));
    calculate(HABITUE_FORMULA_HOUR_ALLOCATION, ROWS, effort, {habitue_number("budget", 1500)},
              {{"effort", out.data()}, {"undone_gain", other.data()}});
    print("hours", out);
    print("hours.undone", other);
    const auto whose = counts(216, 199), hours = counts(217, 6);
    calculate(HABITUE_FORMULA_CHOSEN_OPTIONS, ROWS,
              {of("customer", whose), of("hours", hours), of("gain", margin)},
              {habitue_number("budget", 120)},
              {{"chosen", out.data()}, {"total_gain", told}, {"total_undone_gain", told + 1}});
    print("options", std::vector<std::uint8_t>(out.begin(), out.end()));
    print("options.all", std::vector<double>(told, told + 2));

    const auto basket = column<std::uint64_t>(218, [](std::uint64_t v) { return v % 150; });
    const auto product = counts(219, 11);
    std::size_t needed = 0;
    check(habitue_basket_rules(basket.data(), product.data(), ROWS, 0.0625, nullptr, 0, &needed,
                               &error));
    std::vector<habitue_basket_rule> rules(needed);
    check(habitue_basket_rules(basket.data(), product.data(), ROWS, 0.0625, rules.data(),
                               rules.size(), &needed, &error));
    std::vector<double> lift;
    std::vector<std::uint32_t> first;
    for (const habitue_basket_rule &rule : rules) {
        lift.push_back(rule.lift);
        first.push_back(rule.antecedent);
    }
    print("rules.lift", lift);
    print("rules.first", first);
    const auto has = counts(220, 299);
    std::vector<habitue_next_product> next(300);
    check(habitue_next_products(rules.data(), rules.size(), has.data(), product.data(), ROWS,
                                next.data(), next.size(), &error));
    std::vector<double> worth;
    for (const habitue_next_product &offer : next) {
        worth.push_back(offer.value);
    }
    print("next.value", worth);
    const std::vector<double> otherwise(ROWS, 8.0), offer(ROWS, 0.5);
    calculate(HABITUE_FORMULA_ADDED_SALE, ROWS,
              {of("probability", stays), of("margin", margin), of("otherwise", otherwise),
               of("cost", offer)},
              {}, {{"value", out.data()}});
    print("added_sale", out);

    const auto opened = numbers(221, 400.0);
    std::vector<double> responded;
    for (std::size_t row = 0; row < ROWS; row += 1) {
        responded.push_back(opened[row] + days[row]);
    }
    calculate(HABITUE_FORMULA_COMPLAINT_HANDLING, ROWS,
              {of("opened", opened), of("responded", responded), of("again", a),
               of("satisfied", b)},
              {habitue_number("now", 500.0), habitue_number("target", 24.0)},
              {{"waiting", told}, {"mean_response", told + 1}, {"median_response", told + 2},
               {"within_target", told + 3}, {"within_target_low", told + 4},
               {"within_target_high", told + 5}, {"recovered", told + 6},
               {"complained_again", told + 7}});
    print("handling", std::vector<double>(told, told + 8));
    const auto dealer = counts(222, 19), dimension = counts(223, 2);
    const double weights[] = {3, 2, 1};
    const habitue_column scores[] = {of("dealer", dealer), of("dimension", dimension),
                                     of("score", cost)};
    const habitue_setting settings[] = {habitue_numbers("weights", weights, 3)};
    habitue_evidence given = HABITUE_EVIDENCE_INIT;
    given.rows = ROWS;
    given.columns = scores;
    given.column_count = 3;
    given.settings = settings;
    given.setting_count = 1;
    std::vector<habitue_dealer_card> cards(20);
    std::vector<double> means(60);
    check(habitue_dealer_cards(&given, cards.data(), cards.size(), means.data(), means.size(),
                               &error));
    std::vector<double> totals;
    std::vector<std::uint64_t> ranks;
    for (const habitue_dealer_card &card : cards) {
        totals.push_back(card.total);
        ranks.push_back(card.rank);
    }
    print("dealers.total", totals);
    print("dealers.rank", ranks);
    print("dealers.means", means);
    const auto due =
        column<std::int32_t>(224, [](std::uint64_t v) { return 20000 + static_cast<int>(v % 60); });
    const auto done = column<double>(225, [](std::uint64_t v) {
        return v % 3 == 0 ? std::numeric_limits<double>::quiet_NaN()
                          : 20000.0 + static_cast<double>(v % 50);
    });
    const auto owned = bits(226);
    calculate(HABITUE_FORMULA_PLAN_PROGRESS, ROWS,
              {habitue_i32("due", due.data()), of("done", done), of("owned", owned)},
              {habitue_number("today", 20050)},
              {{"state", out.data()}, {"in_time", told}, {"late", told + 1}, {"open", told + 2},
               {"overdue", told + 3}, {"unowned", told + 4}});
    print("plan", whole(out));
    print("plan.counts", std::vector<std::uint64_t>(told, told + 5));
}

// Records of customers: quality, erasure, duplicates.
static std::vector<double> noted(std::uint64_t seed) {
    return column<double>(seed, [](std::uint64_t v) {
        return v % 3 == 0 ? std::numeric_limits<double>::quiet_NaN()
                          : 19100.0 + static_cast<double>(v % 900);
    });
}

static void records() {
    const auto names = noted(231), ends = noted(232);
    std::vector<double> completeness(ROWS), freshness(ROWS), present(ROWS), erased(ROWS), held(ROWS);
    calculate(HABITUE_FORMULA_RECORD_QUALITY, ROWS,
              {of("name", names), of("contract_end", ends)},
              {habitue_number("today", 20000), habitue_number("half_life_days", 256.0)},
              {{"completeness", completeness.data()}, {"freshness", freshness.data()},
               {"present", present.data()}});
    const std::vector<std::uint32_t> fields(present.begin(), present.end());
    calculate(HABITUE_FORMULA_RECORD_ERASURE, ROWS,
              {of("present", fields), of("contract_end", ends)},
              {habitue_number("today", 20000), habitue_number("hold_days", 400)},
              {{"erased", erased.data()}, {"held", held.data()}});
    std::vector<double> quality;
    std::vector<std::int32_t> left;
    for (std::size_t row = 0; row < ROWS; row += 1) {
        quality.push_back(completeness[row]);
        quality.push_back(freshness[row]);
        left.push_back(static_cast<std::int32_t>(erased[row]));
        left.push_back(static_cast<std::int32_t>(held[row]));
    }
    print("records.quality", quality);
    print("records.held", left);
    std::string phones, emails;
    std::vector<std::int64_t> phone_ends{0}, email_ends{0};
    for (std::size_t row = 0; row < ROWS; row += 1) {
        const std::uint64_t phone = cell(233, row);
        phones += phone % 4 == 0 ? "" : "+" + std::to_string(phone % 401);
        phone_ends.push_back(static_cast<std::int64_t>(phones.size()));
        emails += "A" + std::to_string(cell(234, row) % 701) + "@x";
        email_ends.push_back(static_cast<std::int64_t>(emails.size()));
    }
    const habitue_column columns[] = {
        habitue_texts("phone", phone_ends.data(), phones.data(), phones.size()),
        habitue_texts("email", email_ends.data(), emails.data(), emails.size())};
    habitue_evidence given = HABITUE_EVIDENCE_INIT;
    given.rows = ROWS;
    given.columns = columns;
    given.column_count = 2;
    std::vector<std::uint32_t> first(ROWS), shared(ROWS);
    check(habitue_duplicates(&given, first.data(), shared.data(), ROWS, &error));
    print("duplicates", first);
    print("duplicates.shared", shared);
}

int main() {
    customers();
    ladders();
    indices();
    rates();
    cohorts();
    survival();
    keeping();
    records();
    return 0;
}
