// Scores, tiers, lifetime value without a purchase model and the economics of retention on
// made-up figures, as bits, so that other languages can be compared with them: one line for
// each column, its name and its values in hexadecimal, or their FNV-1a hash where there are many.

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <stdexcept>
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

static void sure(habitue_status status) {
    if (status != HABITUE_OK) {
        throw std::runtime_error(habitue_name(HABITUE_LIST_STATUSES, status, HABITUE_ENGLISH));
    }
}

static habitue_evidence evidence(std::size_t rows, const std::vector<habitue_column> &columns,
                                 const std::vector<habitue_setting> &settings) {
    habitue_evidence inputs = HABITUE_EVIDENCE_INIT;
    inputs.rows = rows;
    inputs.columns = columns.data();
    inputs.column_count = columns.size();
    inputs.settings = settings.data();
    inputs.setting_count = settings.size();
    return inputs;
}

static void calculate(std::int32_t formula, std::size_t rows,
                      const std::vector<habitue_column> &columns,
                      const std::vector<habitue_setting> &settings,
                      const std::vector<habitue_output> &outputs) {
    const habitue_evidence inputs = evidence(rows, columns, settings);
    sure(habitue_calculate(formula, &inputs, outputs.data(), outputs.size(), nullptr));
}

static void scores() {
    const std::size_t n = 1250;
    std::vector<double> days(n), orders(n), spend(n);
    for (std::size_t i = 0; i < n; i += 1) {
        days[i] = static_cast<double>(i * 7919 % 997);
        orders[i] = static_cast<double>(i * i % 23);
        spend[i] = static_cast<double>(i * 104729 % 50021) / 100.0;
    }
    std::vector<std::int32_t> r(n), f(n), m(n);
    std::vector<double> cuts(4 + 20 + 100);
    habitue_rfm rfm = HABITUE_RFM_INIT;
    rfm.nesting = HABITUE_RFM_NESTED;
    rfm.rows = n;
    rfm.recency = habitue_f64(nullptr, days.data());
    rfm.frequency = habitue_f64(nullptr, orders.data());
    rfm.monetary = habitue_f64(nullptr, spend.data());
    rfm.recency_score = r.data();
    rfm.frequency_score = f.data();
    rfm.monetary_score = m.data();
    rfm.thresholds = cuts.data();
    rfm.threshold_count = cuts.size();
    sure(habitue_rfm_assign(&rfm, 2, nullptr));
    print("rfm_nested_monetary", m);
    print("rfm_nested_thresholds", cuts);
    cuts.resize(12);
    rfm.nesting = HABITUE_RFM_INDEPENDENT;
    rfm.thresholds = cuts.data();
    rfm.threshold_count = cuts.size();
    sure(habitue_rfm_assign(&rfm, 1, nullptr));
    print("rfm_recency", r);
    print("rfm_frequency", f);
    print("rfm_monetary", m);
    print("rfm_thresholds", cuts);
    std::vector<std::int32_t> segment(n);
    std::vector<std::uint64_t> counts(10);
    habitue_segments scored = HABITUE_SEGMENTS_INIT;
    scored.rows = n;
    scored.recency_score = r.data();
    scored.frequency_score = f.data();
    scored.monetary_score = m.data();
    scored.segment = segment.data();
    scored.counts = counts.data();
    scored.segment_count = 10;
    sure(habitue_segments_assign(nullptr, &scored, nullptr));
    print("segments", segment);
    std::vector<std::uint64_t> ranks(n);
    sure(habitue_ranks(habitue_f64(nullptr, spend.data()), n, HABITUE_RANK_DENSE, 2, ranks.data(),
                       nullptr));
    print("ranks", ranks);
    const double thresholds[] = {400.0, 300.0, 200.0, 100.0};
    std::vector<double> kept(n);
    calculate(HABITUE_FORMULA_TIER_HYSTERESIS, n,
              {habitue_f64("values", spend.data()), habitue_i32("previous", r.data())},
              {habitue_numbers("thresholds", thresholds, 4), habitue_number("band", 0.25)},
              {{"tier", kept.data()}});
    const std::vector<std::int32_t> tier(kept.begin(), kept.end());
    print("hysteresis", tier);
    std::vector<std::uint64_t> moves(36);
    sure(habitue_transitions_count(r.data(), tier.data(), n, 5, moves.data(), nullptr));
    print("migration", moves);
}

static void flow(const char *name, habitue_cash_flow *flow) {
    habitue_cash_flow_info info = HABITUE_CASH_FLOW_INFO_INIT;
    sure(habitue_cash_flow_inspect(flow, &info, nullptr));
    std::vector<double> time(info.rows), expected(info.rows), cumulative(info.rows);
    habitue_cash_flow_columns columns = HABITUE_CASH_FLOW_COLUMNS_INIT;
    columns.rows = info.rows;
    columns.time = time.data();
    columns.expected = expected.data();
    columns.cumulative = cumulative.data();
    sure(habitue_cash_flow_table(flow, 0.1, &columns, nullptr));
    print((std::string(name) + "_time").c_str(), time);
    print((std::string(name) + "_expected").c_str(), expected);
    print((std::string(name) + "_cumulative").c_str(), cumulative);
    const double rates[] = {0.0, 0.1};
    std::vector<double> values(2), paybacks(2);
    sure(habitue_cash_flow_value(flow, rates, 2, values.data(), paybacks.data(), nullptr));
    habitue_cash_flow_free(flow);
    print((std::string(name) + "_values").c_str(), values);
    print((std::string(name) + "_paybacks").c_str(), paybacks);
}

/// How margins are valued.
struct margin_terms {
    std::int32_t timing, horizon;
    double discount, growth;
};

/// The terms as settings.
static std::vector<habitue_setting> as_settings(const margin_terms &terms) {
    return {habitue_number("timing", terms.timing), habitue_number("discount", terms.discount),
            habitue_number("growth", terms.growth), habitue_number("horizon", terms.horizon)};
}

/// The payments behind a formula.
static void flow_of(const char *name, std::int32_t formula, std::size_t rows,
                    const std::vector<habitue_column> &columns,
                    const std::vector<habitue_setting> &settings) {
    const habitue_evidence inputs = evidence(rows, columns, settings);
    habitue_cash_flow *made = nullptr;
    sure(habitue_cash_flow_of(formula, &inputs, &made, nullptr));
    flow(name, made);
}

static void margin_value(const margin_terms &terms, const double *margin,
                         const double *retention, std::size_t rows, double *value) {
    calculate(HABITUE_FORMULA_MARGIN_VALUE, rows,
              {habitue_f64("margin", margin), habitue_f64("retention", retention)},
              as_settings(terms), {{"value", value}});
}

static void economics() {
    habitue_cash_flow *made = nullptr;
    const double margin[] = {40.0, 25.0, 90.0};
    const double retention[] = {0.5, 0.9, 0.8};
    margin_terms terms = {HABITUE_MARGIN_AFTER_RENEWAL, 12, 0.1, 0.02};
    std::vector<double> three(3);
    margin_value(terms, margin, retention, 3, three.data());
    print("margin_value", three);
    flow_of("margin", HABITUE_FORMULA_MARGIN_VALUE, 1,
            {habitue_f64("margin", margin), habitue_f64("retention", retention)},
            as_settings(terms));
    double lift[5];
    std::vector<habitue_setting> lifted = as_settings(terms);
    lifted.push_back(habitue_number("points", 0.05));
    calculate(HABITUE_FORMULA_RETENTION_LIFT, 3,
              {habitue_f64("margin", margin), habitue_f64("retention", retention)}, lifted,
              {{"sum_before", lift}, {"sum_after", lift + 1}, {"change", lift + 2},
               {"relative", lift + 3}, {"break_even_per_period", lift + 4}});
    print("retention_lift", std::vector<double>(lift, lift + 5));

    const double purchase[] = {0.3, 0.2, 0.15, 0.05};
    std::vector<double> transition(25), reward(5), five(5);
    sure(habitue_markov_recency(purchase, 4, 40.0, 4.0, transition.data(), reward.data(), nullptr));
    const std::vector<habitue_column> rewards = {habitue_f64("reward", reward.data())};
    std::vector<habitue_setting> chain = {habitue_numbers("transition", transition.data(), 25),
                                          habitue_number("discount", 0.2)};
    calculate(HABITUE_FORMULA_MARKOV_VALUE, 5, rewards, chain, {{"value", five.data()}});
    print("markov_values", five);
    std::vector<double> continues(5), improved(5);
    calculate(HABITUE_FORMULA_MARKOV_POLICY, 5, rewards, chain,
              {{"continues", continues.data()}, {"value", improved.data()}});
    chain.push_back(habitue_number("horizon", 4.0));
    calculate(HABITUE_FORMULA_MARKOV_VALUE, 5, rewards, chain, {{"value", five.data()}});
    print("markov_until", five);
    print("markov_improved", improved);
    chain.back().value = 6.0;
    flow_of("markov", HABITUE_FORMULA_MARKOV_VALUE, 5, rewards, chain);

    const double kept[] = {0.65, 0.70, 0.75, 0.80};
    const double orders[] = {0.5, 0.6, 0.7, 0.8};
    const double amount[] = {650.0, 700.0, 750.0, 800.0};
    const double share[] = {0.75, 0.74, 0.73, 0.72};
    const double marketing[] = {1e5, 2e5, 1e5, 0.0};
    const std::vector<habitue_column> cohort = {
        habitue_f64("retention", kept), habitue_f64("orders_per_month", orders),
        habitue_f64("amount", amount), habitue_f64("variable_cost_share", share),
        habitue_f64("marketing", marketing)};
    const std::vector<habitue_setting> won_for = {
        habitue_number("customers", 20000.0), habitue_number("acquisition", 3e7),
        habitue_number("discount", 0.15), habitue_number("timing", HABITUE_PAYMENT_MIDDLE)};
    double lines[5][4];
    calculate(HABITUE_FORMULA_COHORT_TABLE, 4, cohort, won_for,
              {{"sales", lines[0]}, {"profit", lines[1]}, {"present", lines[2]},
               {"cumulative", lines[3]}, {"per_customer", lines[4]}});
    print("dwyer", std::vector<double>{lines[0][0], lines[1][1], lines[2][2], lines[3][3],
                                       lines[4][3]});
    flow_of("dwyer", HABITUE_FORMULA_COHORT_TABLE, 4, cohort, won_for);

    const double contribution[] = {260.0, 250.0, 240.0, 230.0};
    const double promotion[] = {50.0, 40.0, 30.0, 0.0};
    const std::uint32_t cycles[] = {10, 0, 40};
    calculate(HABITUE_FORMULA_CONSTANT_CONTRIBUTION, 3,
              {habitue_f64("contribution", margin), habitue_f64("promotion", three.data()),
               habitue_u32("cycles", cycles), habitue_f64("retention", retention)},
              {habitue_number("discount", 0.2), habitue_number("cycle_years", 0.5)},
              {{"value", five.data()}});
    print("berger_nasr_constant", std::vector<double>(five.begin(), five.begin() + 3));
    double value = 0.0;
    std::vector<double> buying(4), promoted(4);
    const std::vector<habitue_column> contributions = {habitue_f64("contribution", contribution),
                                                       habitue_f64("promotion", promotion)};
    calculate(HABITUE_FORMULA_VARYING_CONTRIBUTION, 4, contributions,
              {habitue_number("retention", 0.75), habitue_number("discount", 0.2)},
              {{"value", &value}});
    print("berger_nasr_varying", std::vector<double>{value});
    const std::vector<habitue_setting> recency = {habitue_numbers("purchase", purchase, 4),
                                                  habitue_number("discount", 0.2),
                                                  habitue_number("cycle_years", 0.25)};
    calculate(HABITUE_FORMULA_VARYING_CONTRIBUTION, 4, contributions, recency,
              {{"buying", buying.data()}, {"promoted", promoted.data()}, {"value", &value}});
    print("berger_nasr_recency", std::vector<double>{value});
    print("berger_nasr_buying", buying);
    print("berger_nasr_promoted", promoted);
    flow_of("berger_nasr", HABITUE_FORMULA_VARYING_CONTRIBUTION, 4, contributions, recency);
    const double coefficients[] = {20.0, 18.0};
    calculate(HABITUE_FORMULA_CONTINUOUS_CONTRIBUTION, 3, {habitue_f64("retention", retention)},
              {habitue_numbers("coefficients", coefficients, 2), habitue_number("years", 12.0),
               habitue_number("discount", 0.15)},
              {{"value", three.data()}});
    print("continuous", three);

    const habitue_text cny = habitue_text_of("CNY");
    const std::uint32_t customer[] = {1, 0, 1};
    const std::int32_t day[] = {21000, 20800, 20700};
    const double probability[] = {0.5, 0.9, 0.25};
    const std::int64_t revenue[] = {120001, 100000, 90000};
    const std::int64_t cost[] = {70000, 60000, 0};
    habitue_events events = HABITUE_EVENTS_INIT;
    events.valuation = 20454;
    events.day_count = HABITUE_DAY_COUNT_30_360;
    events.currency = cny;
    events.rows = 3;
    events.day = day;
    events.probability = probability;
    events.revenue = revenue;
    events.cost = cost;
    sure(habitue_events_value(&events, 0.1, three.data(), nullptr, 0, &made, nullptr));
    const double simple[] = {0.0, 0.1};
    double present_of[2], payback_of[2];
    sure(habitue_cash_flow_value(made, simple, 2, present_of, payback_of, nullptr));
    habitue_cash_flow_free(made);
    print("events", std::vector<double>{present_of[1], payback_of[0]});
    print("events_present", three);
    events.day_count = HABITUE_DAY_COUNT_ACTUAL_36525;
    events.customer = customer;
    sure(habitue_events_value(&events, 0.1, nullptr, three.data(), 3, nullptr, nullptr));
    print("events_by_customer", three);
    const double when[] = {2.0, 0.0, 1.0};
    const std::int64_t paid[] = {6050, -10000, 6000};
    sure(habitue_cash_flow_new(cny, when, habitue_i64(nullptr, paid), nullptr, 3, &made, nullptr));
    flow("money", made);

    const double sales = 50000.0, count = 500.0, goods = 30000.0, repeat = 2.5, spent = 6000.0,
                 prospects = 2000.0, won = 100.0;
    double sheet[5];
    const std::vector<habitue_column> campaign = {
        habitue_f64("sales", &sales), habitue_f64("sale_count", &count),
        habitue_f64("cost_of_goods", &goods), habitue_f64("repeat_orders", &repeat),
        habitue_f64("marketing", &spent), habitue_f64("prospects", &prospects),
        habitue_f64("new_customers", &won)};
    calculate(HABITUE_FORMULA_WORKSHEET, 1, campaign, {},
              {{"average_sale", sheet}, {"profit_per_customer", sheet + 1},
               {"cost_per_prospect", sheet + 2}, {"marginal_net_worth", sheet + 3},
               {"break_even_conversion", sheet + 4}});
    print("worksheet", std::vector<double>(sheet, sheet + 5));
    flow_of("worksheet", HABITUE_FORMULA_WORKSHEET, 1, campaign, {habitue_number("interval", 0.5)});

    const double base[] = {30.0, 31.0, 32.0}, growth[] = {0.0, 12.0, 14.0};
    std::vector<double> present(3), cumulative(3);
    const std::vector<habitue_column> sources = {
        habitue_f64("base", base), habitue_f64("growth", growth), habitue_f64("premium", growth)};
    const std::vector<habitue_setting> stays = {habitue_number("acquisition", 50.0),
                                                habitue_number("retention", 0.9),
                                                habitue_number("discount", 0.1)};
    double tenure[3];
    calculate(HABITUE_FORMULA_TENURE_VALUE, 3, sources, stays,
              {{"present", present.data()}, {"cumulative", cumulative.data()}, {"value", tenure},
               {"payback", tenure + 1}, {"value_to_cost", tenure + 2}});
    print("tenure", std::vector<double>(tenure, tenure + 3));
    print("tenure_present", present);
    print("tenure_cumulative", cumulative);
    flow_of("tenure", HABITUE_FORMULA_TENURE_VALUE, 3, sources, stays);

    const std::uint32_t by[] = {0, 0, 2};
    const double anyway[] = {0.1, 0.75, 0.5};
    habitue_referrals referrals = HABITUE_REFERRALS_INIT;
    referrals.rows = 3;
    referrals.referrer = by;
    referrals.time = when;
    referrals.value = margin;
    referrals.saving = base;
    referrals.anyway = anyway;
    sure(habitue_referrals_value(&referrals, 0.25, three.data(), 3, nullptr));
    print("referral_values", three);
    const std::int64_t referrer[] = {-1, 0, 1};
    calculate(HABITUE_FORMULA_REFERRAL_CREDIT, 3,
              {habitue_f64("value", margin), habitue_i64("referrer", referrer),
               habitue_f64("anyway", anyway), habitue_f64("saving", base)},
              {}, {{"credited", three.data()}});
    print("credited", three);
    calculate(HABITUE_FORMULA_CUSTOMER_EQUITY, 3,
              {habitue_f64("customers", margin), habitue_f64("value", base),
               habitue_f64("prospects", contribution), habitue_f64("acquisition_rate", anyway),
               habitue_f64("acquisition_cost", when)},
              {}, {{"equity", three.data()}});
    print("equity", three);
    double net = 0.0;
    calculate(HABITUE_FORMULA_DEFECTION_LOSS, 3,
              {habitue_f64("lost", margin), habitue_f64("prevented", anyway)},
              {habitue_number("value", 57.3), habitue_number("cost", 200.0)},
              {{"loss", three.data()}, {"net", &net}});
    three.push_back(net);
    print("defection", three);
    three.resize(3);
    const double spends[] = {6000.0, 9000.0, 500.0}, wins[] = {100.0, 50.0, 7.0};
    // Of each name, three channels and the blend.
    static const char *const names[] = {"cost", "value", "value_to_cost", "net", "return_on_spend",
                                        "payback", "payback_retained", "payback_discounted"};
    std::vector<std::string> blended;
    std::vector<habitue_output> wanted;
    double ratios[8][4];
    for (int at = 0; at < 8; at += 1) {
        blended.push_back(std::string("blended_") + names[at]);
    }
    for (int at = 0; at < 8; at += 1) {
        wanted.push_back({names[at], ratios[at]});
        wanted.push_back({blended[static_cast<std::size_t>(at)].c_str(), ratios[at] + 3});
    }
    const std::vector<habitue_column> channels = {
        habitue_f64("spend", spends), habitue_f64("customers", wins), habitue_f64("margin", margin),
        habitue_f64("retention", retention)};
    calculate(HABITUE_FORMULA_ACQUISITION_RATIOS, 3, channels, as_settings(terms), wanted);
    for (int row = 0; row < 4; row += 1) {
        print("ratios", std::vector<double>{ratios[0][row], ratios[1][row], ratios[2][row],
                                            ratios[3][row], ratios[4][row], ratios[5][row]});
    }
    terms.horizon = -1;
    calculate(HABITUE_FORMULA_ACQUISITION_RATIOS, 3, channels, as_settings(terms), wanted);
    print("paybacks",
          std::vector<double>{ratios[6][0], ratios[7][1], ratios[7][2], ratios[7][3]});
    double best[3];
    calculate(HABITUE_FORMULA_OPTIMAL_SPEND, 0, {},
              {habitue_number("acquisition_ceiling", 0.4), habitue_number("acquisition_rate", 0.2),
               habitue_number("acquisition_spend", 20.0), habitue_number("retention_ceiling", 0.7),
               habitue_number("retention_rate", 0.5), habitue_number("retention_spend", 10.0),
               habitue_number("margin", 50.0), habitue_number("discount", 0.15)},
              {{"acquisition", best}, {"retention", best + 1}, {"equity", best + 2}});
    print("optimum", std::vector<double>(best, best + 3));

    const double members = 1000.0, member_spend = 120.0, baseline = 100.0, part = 0.4, gift = 0.05,
                 lost = 0.2, cost_of_it = 1500.0;
    double programme[5];
    calculate(HABITUE_FORMULA_PROGRAMME, 1,
              {habitue_f64("members", &members), habitue_f64("spend", &member_spend),
               habitue_f64("baseline", &baseline), habitue_f64("margin", &part),
               habitue_f64("reward", &gift), habitue_f64("breakage", &lost),
               habitue_f64("administration", &cost_of_it)},
              {},
              {{"incrementality", programme}, {"incremental_margin", programme + 1},
               {"reward_cost", programme + 2}, {"net", programme + 3},
               {"break_even_baseline", programme + 4}});
    print("programme", std::vector<double>(programme, programme + 5));
    const double redeemed[] = {4500.0, 8500.0}, expected[] = {9500.0, 9700.0};
    double periods[3][2];
    calculate(HABITUE_FORMULA_POINTS_SCHEDULE, 2,
              {habitue_f64("redeemed", redeemed), habitue_f64("expected", expected)},
              {habitue_number("price", 1e5), habitue_number("points", 1e4),
               habitue_number("redemption", 0.95)},
              {{"revenue", periods[0]}, {"catch_up", periods[1]}, {"outstanding", periods[2]}});
    print("points", std::vector<double>{periods[0][0], periods[0][1], periods[1][1],
                                        periods[2][1]});

    const double middle[] = {40.0, 0.8}, low[] = {30.0, 0.7}, high[] = {50.0, 0.9};
    std::vector<double> cases(2 * 1000), values(1000);
    habitue_inputs inputs = HABITUE_INPUTS_INIT;
    inputs.input_count = 2;
    inputs.base = middle;
    inputs.low = low;
    inputs.high = high;
    std::size_t needed = 0;
    sure(habitue_sensitivity_cases(&inputs, HABITUE_DESIGN_RANDOM, 1000, 7, cases.data(), 2000,
                                   &needed, nullptr));
    print("draws", cases);
    margin_value(terms, cases.data(), cases.data() + 1000, 1000, values.data());
    double simulated[4];
    calculate(HABITUE_FORMULA_SIMULATED_VALUE, 1000, {habitue_f64("values", values.data())},
              {habitue_number("confidence", 0.9)},
              {{"mean", simulated}, {"median", simulated + 1}, {"low", simulated + 2},
               {"high", simulated + 3}});
    print("simulated", std::vector<double>(simulated, simulated + 4));
    sure(habitue_sensitivity_cases(&inputs, HABITUE_DESIGN_TORNADO, 0, 0, cases.data(), 8, &needed,
                                   nullptr));
    margin_value(terms, cases.data(), cases.data() + 4, 4, values.data());
    habitue_tornado_bar bars[2];
    sure(habitue_sensitivity_tornado(values.data(), 4, bars, 2, nullptr));
    print("tornado", std::vector<double>{bars[0].low, bars[0].high, bars[1].low, bars[1].high});

    const double phones[] = {250.0, 200.0, 300.0, 275.0, 225.0, 16.0, 16.0, 32.0, 32.0, 16.0,
                             12.0,  8.0,   16.0,  8.0,   16.0,  5.0,  3.0,  4.0,  4.0,  2.0};
    const std::uint8_t benefit[] = {0, 1, 1, 1};
    const double weights[] = {1.0, 2.0, 3.0, 4.0};
    for (std::int32_t method = 0; method < 3; method += 1) {
        sure(habitue_key_account_scores(method, phones, benefit, weights, 4, 5, five.data(),
                                        nullptr));
        print("key_account_scores", five);
    }
    const std::uint8_t active[] = {0, 0, 1, 0, 1};
    std::vector<std::uint64_t> lost_rows(5);
    sure(habitue_key_accounts(five.data(), active, 5, 0.6, lost_rows.data(), 5, &needed, nullptr));
    lost_rows.resize(needed);
    print("lost_key_accounts", lost_rows);
    double x_cut = 0.0, y_cut = 0.0;
    const habitue_setting mean = habitue_number("method", HABITUE_CUTS_MEAN);
    calculate(HABITUE_FORMULA_CUT_POINT, 5, {habitue_f64("value", five.data())}, {mean},
              {{"cut", &x_cut}});
    calculate(HABITUE_FORMULA_CUT_POINT, 10, {habitue_f64("value", phones)}, {mean},
              {{"cut", &y_cut}});
    print("cuts", std::vector<double>{x_cut, y_cut});
    const double pairs[] = {1.0, 3.0, 5.0, 1.0 / 3.0, 1.0, 3.0, 0.2, 1.0 / 3.0, 1.0};
    double consistency = 0.0;
    sure(habitue_ahp_weights(pairs, 3, three.data(), &consistency, nullptr));
    three.push_back(consistency);
    print("ahp", three);
}

// Half of the purchases summarised, the rest scored as they arrive.
static void arrivals() {
    const std::size_t n = 600;
    std::vector<std::int64_t> customers(n), minor(n);
    std::vector<std::int32_t> days(n);
    for (std::size_t i = 0; i < n; i += 1) {
        customers[i] = static_cast<std::int64_t>(i * 7919 % 83);
        days[i] = static_cast<std::int32_t>(i * 104729 % 500);
        minor[i] = static_cast<std::int64_t>(100 + i * i % 5000);
    }
    habitue_rules rules = HABITUE_RULES_INIT;
    std::memcpy(rules.currency, "EUR", 4);
    habitue_transactions transactions = HABITUE_TRANSACTIONS_INIT;
    transactions.rows = n / 2;
    transactions.customer = habitue_i64(nullptr, customers.data());
    transactions.time = habitue_i32(nullptr, days.data());
    transactions.amount = habitue_i64(nullptr, minor.data());
    transactions.whole_amounts = HABITUE_WHOLE_AMOUNTS_MINOR;
    habitue_window window = HABITUE_WINDOW_INIT;
    window.calibration_end = 400;
    habitue::summary summary(rules);
    summary.push(transactions);
    habitue::live live(summary, window);
    const double parameters[] = {0.243, 4.414, 0.793, 2.426}, worth[] = {6.25, 3.74, 15.44};
    const habitue::model model(HABITUE_MODEL_BG_NBD, parameters);
    const habitue::model spend(HABITUE_MODEL_GAMMA_GAMMA, worth);
    habitue::scorer scorer(model, spend,
                           habitue::scorer_options(39.0, 52.0).rate(0.002).margin(0.3).lowest(
                               {50.0, 20.0}));
    std::vector<double> alive(n / 2), expected(n / 2), value(n / 2);
    std::vector<std::int32_t> tier(n / 2);
    for (std::size_t i = 0; i < n / 2; i += 1) {
        const std::size_t row = n / 2 + i;
        const habitue_customer_now score = scorer.rescore(live, customers[row], days[row], minor[row]);
        alive[i] = score.p_alive;
        expected[i] = score.expected_purchases;
        value[i] = score.value;
        tier[i] = score.tier;
    }
    print("arrivals_p_alive", alive);
    print("arrivals_expected", expected);
    print("arrivals_value", value);
    print("arrivals_tier", tier);
}

int main() {
    try {
        scores();
        arrivals();
        economics();
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}
