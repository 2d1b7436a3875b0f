//! Customer, loyalty and retention figures of made-up customers, as
//! `tests/c/relations.cpp` and `python/tests/test_same_bits.py` compute them.

use super::bits::print;
use habitue::classify::{Cuts, FactColumns, LadderRule, Scheme};
use habitue::customer::*;
use habitue::loyalty::*;
use habitue::retention::*;
use habitue::satisfaction::{dealer_cards, plan_progress};
use habitue::time::{Day, Unit};
use habitue::value::*;

const ROWS: usize = 600;

/// Random cells (splitmix64), the same in every language.
fn cell(seed: u64, row: u64) -> u64 {
    let z = seed
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(row.wrapping_mul(0xd1b5_4a32_d192_ed03));
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn column<T>(seed: u64, of: impl Fn(u64) -> T) -> Vec<T> {
    (0..ROWS as u64).map(|row| of(cell(seed, row))).collect()
}

fn flags(seed: u64) -> Vec<u8> {
    column(seed, |v| (v % 3) as u8)
}

fn bits(seed: u64) -> Vec<u8> {
    column(seed, |v| (v % 2) as u8)
}

fn levels(seed: u64, most: u64) -> Vec<u8> {
    column(seed, |v| (v % (most + 1)) as u8)
}

fn counts(seed: u64, most: u64) -> Vec<u32> {
    column(seed, |v| (v % (most + 1)) as u32)
}

fn some_counts(seed: u64) -> Vec<u32> {
    column(seed, |v| if v % 7 == 6 { u32::MAX } else { (v % 7) as u32 })
}

fn numbers(seed: u64, most: f64) -> Vec<f64> {
    column(seed, |v| (v % 4096) as f64 / 4096.0 * most)
}

fn some_numbers(seed: u64, most: f64) -> Vec<f64> {
    column(seed, |v| if v % 17 == 0 { f64::NAN } else { (v % 33) as f64 / 32.0 * most })
}

fn days(number: i32) -> Day {
    Day::from_number(number).unwrap()
}

fn or_nan(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

struct Lines(String);

impl Lines {
    fn column<T: super::bits::Bits>(&mut self, name: &str, column: &[T]) {
        print(&mut self.0, name, column);
    }

    fn classes<S: Scheme>(&mut self, name: &str, scheme: &S, columns: &S::Columns<'_>) {
        assert_eq!(columns.rows(), ROWS);
        let table = scheme.classify_all(columns).unwrap();
        self.column(&format!("{name}.codes"), &table.codes);
        self.column(&format!("{name}.reasons"), &table.reasons);
        self.column(&format!("{name}.boundary"), &table.boundary);
        let counts = &table.counts;
        let numbers = [counts.n_used(), counts.n_missing(), counts.n_boundary()];
        self.column(&format!("{name}.counts"), &numbers);
    }
}

pub(crate) fn lines() -> String {
    let mut out = Lines(String::new());
    customers(&mut out);
    ladders(&mut out);
    indices(&mut out);
    rates(&mut out);
    cohorts(&mut out);
    survival(&mut out);
    keeping(&mut out);
    out.0
}

/// What keeps customers: strategies, effort, offers, complaints, dealers, plans.
fn keeping(out: &mut Lines) {
    let (shares, days) = (some_numbers(201, 1.0), some_numbers(202, 60.0));
    let columns = PersonaColumns::new(ROWS).complaint_share(&shares).days_to_decide(&days);
    let found = PersonaRules::new().tags_all(&columns).unwrap();
    let of = |part: fn(&PersonaFound) -> Persona| -> Vec<i32> {
        found.iter().map(|it| part(it).bits() as i32).collect()
    };
    out.column("personas.tags", &of(|it| it.tags));
    out.column("personas.unknown", &of(|it| it.unknown));
    let (a, b, c, d) = (flags(203), flags(204), flags(205), flags(206));
    let columns = RoleColumns::new(ROWS).takes(&a).on_file(&b).uses(&c).passes_on(&d);
    let found = CustomerRoles.of_all(&columns).unwrap();
    out.column("roles", &found.iter().map(|it| it.roles as i32).collect::<Vec<_>>());
    out.column("roles.unknown", &found.iter().map(|it| it.unknown as i32).collect::<Vec<_>>());
    let columns = RelationColumns::new(ROWS).partner(&a).supply_chain(&b).competes(&c);
    out.classes("relation.wider", &RelationTree, &columns);
    let columns = DiscountColumns::new(ROWS).season(&a).clearance(&b).long_term(&c);
    out.classes("discount", &DiscountTest, &columns);
    let cost = some_numbers(207, 100.0);
    let columns = StrategyColumns::new(ROWS)
        .identifies(&a)
        .rewarded(&b)
        .reward_works(&c)
        .hindered(&d)
        .switching_cost(&cost);
    let found = StrategyRules::new().strategies_all(&columns).unwrap();
    out.column("strategies", &found.iter().map(|it| it.apply as i32).collect::<Vec<_>>());
    out.column("strategies.unknown", &found.iter().map(|it| it.unknown as i32).collect::<Vec<_>>());

    let (margin, stays) = (numbers(208, 90.0), numbers(209, 1.0));
    let applies = bits(210);
    let terms = RetentionLift::new(MarginMultiple::new(0.125).unwrap());
    let case =
        strategy_case(&terms, &margin, &stays, &applies, Lift::Relative(0.0625), 2.0).unwrap();
    out.column("strategy_case", &[case.gain, case.cost, case.net, or_nan(case.break_even_cost)]);
    let loyal = numbers(211, 100.0);
    let measure = LiftedMeasure::fit((0.0, 100.0), &loyal, &applies).unwrap();
    out.column("per_unit", &[measure.per_unit()]);
    let raised = LiftedMeasure::new((0.0, 100.0), 0.0078125)
        .unwrap()
        .raise(&loyal, &stays, Lift::Relative(0.25))
        .unwrap();
    let effect = terms.effect_of(&margin, &stays, &raised).unwrap();
    out.column("loyalty_lift", &[effect.before, effect.after, effect.capped as f64]);
    let tier: Vec<i32> = column(212, |v| (v % 3) as i32 + 1);
    let ratio = TierRatio::of(&margin, &tier, (1, 3), 0.9).unwrap();
    let (low, high) = ratio.interval.unwrap();
    out.column("tier_ratio", &[ratio.ratio.unwrap(), low, high]);

    let response: Vec<f64> = numbers(213, 1.0).iter().map(|k| k + 0.125).collect();
    let least: Vec<f64> = column(214, |v| (v % 3) as f64);
    let most: Vec<f64> = column(215, |v| (v % 5) as f64 + 2.0);
    let customers = EffortColumns::new(&margin, &response).with_least(&least).with_most(&most);
    let plan = customers.allocate(1500.5).unwrap();
    out.column("effort", &plan.effort);
    out.column("effort.all", &[plan.price, plan.spent, plan.total_gain, plan.total_undone_gain]);
    let plan = customers.allocate_hours(1500).unwrap();
    out.column("hours", &plan.effort);
    out.column("hours.undone", &plan.undone_gain);
    let (who, hours) = (counts(216, 199), counts(217, 6));
    let plan = choose_options(&who, &hours, &margin, 120).unwrap();
    out.column("options", &plan.chosen.iter().map(|it| u8::from(*it)).collect::<Vec<_>>());
    out.column("options.all", &[plan.total_gain, plan.total_undone_gain]);

    let basket: Vec<u64> = column(218, |v| v % 150);
    let product = counts(219, 11);
    let rules = basket_rules(&basket, &product, 0.0625).unwrap();
    out.column("rules.lift", &rules.iter().map(|it| it.lift).collect::<Vec<_>>());
    out.column("rules.first", &rules.iter().map(|it| it.antecedent).collect::<Vec<_>>());
    let who = counts(220, 299);
    let next = next_products(&rules, &who, &product, 300).unwrap();
    let value = |it: &Option<NextProduct>| it.map_or(0.0, |it| it.value);
    out.column("next.value", &next.iter().map(value).collect::<Vec<_>>());
    let sale: Vec<f64> = (0..ROWS)
        .map(|row| added_sale_value(stays[row], margin[row], 8.0, 0.5).unwrap().0)
        .collect();
    out.column("added_sale", &sale);

    let opened = numbers(221, 400.0);
    let responded: Vec<f64> =
        opened.iter().zip(&days).map(|(opened, later)| opened + later).collect();
    let cases = CaseColumns::new(&opened, &responded).with_again(&a).with_satisfied(&b);
    let found = cases.handling(500.0, 24.0).unwrap();
    let ends = found.within_target.interval.unwrap();
    out.column(
        "handling",
        &[
            found.waiting as f64,
            or_nan(found.mean_response),
            or_nan(found.median_response),
            or_nan(found.within_target.share),
            ends.low,
            ends.high,
            or_nan(found.recovered.share),
            or_nan(found.complained_again.share),
        ],
    );
    let (dealer, dimension) = (counts(222, 19), counts(223, 2));
    let cards = dealer_cards(&dealer, &dimension, &cost, 20, &[3.0, 2.0, 1.0], 0.95).unwrap();
    out.column("dealers.total", &cards.iter().map(|it| or_nan(it.total)).collect::<Vec<_>>());
    out.column("dealers.rank", &cards.iter().map(|it| it.rank.unwrap_or(0)).collect::<Vec<_>>());
    let means: Vec<f64> =
        cards.iter().flat_map(|it| it.dimensions.iter().map(|mean| or_nan(*mean))).collect();
    out.column("dealers.means", &means);
    let due: Vec<Day> = column(224, |v| days_of((v % 60) as i32));
    let done: Vec<Option<Day>> =
        column(225, |v| if v % 3 == 0 { None } else { Some(days_of((v % 50) as i32)) });
    let owned: Vec<bool> = bits(226).iter().map(|owned| *owned == 1).collect();
    let plan = plan_progress(days_of(50), &due, &done, &owned).unwrap();
    out.column("plan", &plan.states.iter().map(|it| it.code()).collect::<Vec<_>>());
    let [w, x, y, z] = plan.counts;
    out.column("plan.counts", &[w, x, y, z, plan.unowned]);
    records(out);
}

/// Records of customers: quality, erasure, duplicates.
fn records(out: &mut Lines) {
    let noted = |seed| -> Vec<Option<Day>> {
        column(seed, |v| if v % 3 == 0 { None } else { Some(days_of((v % 900) as i32 - 900)) })
    };
    let (names, ends) = (noted(231), noted(232));
    let rules = RecordRules::new().with_half_life_days(256.0).unwrap().with_hold_days(400);
    let today = days_of(0);
    let (mut freshness, mut held) = (Vec::new(), Vec::new());
    for (name, end) in names.iter().zip(&ends) {
        let mut fields = [None; 12];
        (fields[0], fields[9]) = (*name, *end);
        let found = rules.quality_of(&fields, today).unwrap();
        freshness.extend([found.completeness, or_nan(found.freshness)]);
        let present = u32::from(name.is_some()) + 512 * u32::from(end.is_some());
        let erasure = rules.held(present, *end, today).unwrap();
        held.extend([erasure.erased as i32, erasure.held as i32]);
    }
    out.column("records.quality", &freshness);
    out.column("records.held", &held);
    let phones: Vec<String> =
        column(233, |v| if v % 4 == 0 { String::new() } else { format!("+{}", v % 401) });
    let emails: Vec<String> = column(234, |v| format!("A{}@x", v % 701));
    let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
    let emails: Vec<&str> = emails.iter().map(String::as_str).collect();
    let found = DuplicateColumns::new(ROWS).phones(&phones).emails(&emails).duplicates().unwrap();
    out.column("duplicates", &found.first);
    out.column("duplicates.shared", &found.shared);
}

fn days_of(number: i32) -> Day {
    days(20_000 + number)
}

fn customers(out: &mut Lines) {
    let (a, b, c, d) = (flags(1), flags(2), flags(3), flags(4));
    let columns = RelationColumns::new(ROWS).own_use(&a).builds_in(&b).inside(&c).resells(&d);
    out.classes("relation", &RelationTree, &columns);
    let share = some_numbers(5, 1.0);
    let tiers = ImportanceTiers::new().with_cuts(0.03125, 0.25).unwrap();
    out.classes("importance", &tiers, &ImportanceColumns::new(ROWS).top_share(&share));
    let (purchases, since) = (some_counts(6), some_numbers(7, 1460.0));
    let columns = StatusColumns::new(ROWS)
        .purchases(&purchases)
        .days_since_last(&since)
        .need(&a)
        .targeted(&b)
        .has_left(&c);
    let rules = LifecycleRules::new().with_lost_for_good_after_days(1095.0).unwrap();
    out.classes("lifecycle", &rules, &columns);
    let columns = BondColumns::new(ROWS)
        .invites(&a)
        .calls_after_sale(&b)
        .calls_regularly(&c)
        .works_together(&d);
    out.classes("bond", &BondLevels::new().with_rule(LadderRule::Cumulative), &columns);
    let [v, w, x, y, z] = [8, 9, 10, 11, 12].map(|seed| some_numbers(seed, 5.0));
    let columns = OrientationColumns::new(ROWS)
        .novelty(&v)
        .leadership(&w)
        .following(&x)
        .weighing(&y)
        .saving(&z);
    out.classes("orientation", &OrientationScores, &columns);
    let interval = some_numbers(13, 224.0);
    let columns = UsageColumns::new(ROWS).interval_days(&interval);
    out.classes("usage", &UsageTiers::new(), &columns);
    let contact = some_numbers(14, 28.0);
    let columns =
        ContactColumns::new(ROWS).consent(&a).contacts(&purchases).days_since_contact(&contact);
    out.classes("contact", &ContactPolicy::new(), &columns);
    let birthday = some_numbers(15, 28.0);
    let columns = WinBackColumns::new(ROWS).days_since_last(&since).days_to_birthday(&birthday);
    out.classes("win_back", &WinBackTrigger::new(), &columns);

    let status = column(16, |n| Status::from_code((n % 3 + 4) as i32).unwrap());
    let event = column(17, |n| StatusEvent::from_code((n % 7 + 1) as i32).unwrap());
    let next: Vec<i32> =
        status.iter().zip(&event).map(|(s, e)| s.after(*e).unwrap().code()).collect();
    out.column("after_event", &next);
    let number = column(18, |n| CustomerNumber::from_code((n % 3 + 1) as i32).unwrap());
    let margin = column(19, |n| Margin::from_code((n % 3 + 1) as i32).unwrap());
    let table = BondTable::new();
    let suited: Vec<(Bond, Bond)> =
        number.iter().zip(&margin).map(|(n, m)| table.suited(*n, *m)).collect();
    out.column("bond_suited.lower", &suited.iter().map(|pair| pair.0.code()).collect::<Vec<_>>());
    out.column("bond_suited.upper", &suited.iter().map(|pair| pair.1.code()).collect::<Vec<_>>());
    let (mut tiers, mut boundary) = (vec![0; ROWS], vec![0; ROWS]);
    let bounds = [7.0, 14.0, 28.0, 91.0, 182.0];
    interval_tiers_into(&bounds, &interval, &mut tiers, Some(&mut boundary)).unwrap();
    out.column("interval_tiers", &tiers);
    out.column("interval_tiers.boundary", &boundary);
    let (month, day) = (column(20, |n| (n % 12 + 1) as u32), column(21, |n| (n % 28 + 1) as u32));
    let near: Vec<f64> = month
        .iter()
        .zip(&day)
        .map(|(month, day)| days_to_birthday(*month, *day, days(19790)).unwrap())
        .collect();
    out.column("days_to_birthday", &near);
    let (length, bought, upgrades) =
        (numbers(22, 2000.0), column(23, |n| (n % 9 + 6) as u32), counts(24, 6));
    let (mut per_year, mut share) = (vec![0.0; ROWS], vec![0.0; ROWS]);
    Dimensions::depth_into(&length, &bought, &upgrades, &mut per_year, &mut share).unwrap();
    out.column("depth.per_year", &per_year);
    out.column("depth.upgrades", &share);
    let mut breadth = vec![0; 80];
    let line = column(26, |n| (n % 9) as i64 - 4);
    Dimensions::breadth_into(&counts(25, 79), &line, &mut breadth).unwrap();
    out.column("breadth", &breadth);
    out.column("personas", &Persona::counts(&counts(27, 15)).unwrap());
}

fn ladders(out: &mut Lines) {
    let [a, b, c, d, e, f, g, h] = [31, 32, 33, 34, 35, 36, 37, 38].map(flags);
    let (purchases, products) = (some_counts(39), some_counts(40));
    let columns = StageColumns::new(ROWS)
        .purchases(&purchases)
        .products(&products)
        .need(&a)
        .need_now(&b)
        .ability(&c)
        .likes(&d)
        .regular(&e)
        .buys_all(&f)
        .resists(&g)
        .recommends(&h);
    out.classes("griffin", &GriffinLadder, &columns);
    let tenure = some_numbers(41, 192.0);
    let columns = StandingColumns::new(ROWS).purchases(&purchases).tenure_days(&tenure).loyal(&a);
    out.classes("standing", &StandingScheme::new(), &columns);
    let columns = PhaseColumns::new(ROWS).cognitive(&a).affective(&b).conative(&c).action(&d);
    let phases = FourPhases::new().with_rule(LadderRule::Highest);
    out.classes("phases.oliver", &phases, &columns);
    let phases = FourPhases::new().with_order(PhaseOrder::ImpulseFirst);
    out.classes("phases.impulse_first", &phases, &columns);
    let columns = TrustColumns::new(ROWS).fits(&a).prefers(&b).sustained(&c);
    out.classes("trust", &TrustLevels::new(), &columns);
    let mut streaks = vec![0; ROWS];
    let satisfied = column(43, |n| u8::from(n % 8 > 0));
    satisfied_streaks_into(&counts(42, 99), &satisfied, &mut streaks).unwrap();
    out.column("streaks", &streaks);
    let (mut kept, mut failures) = (vec![0; ROWS], vec![0; ROWS]);
    trusted_episodes_into(&counts(42, 99), &satisfied, 1, &mut kept, &mut failures).unwrap();
    out.column("trusted", &kept);
    out.column("failures", &failures);
    let columns = EarnedTrustColumns::new(ROWS).streak(&kept).failures(&failures);
    out.classes("earned_trust", &EarnedTrust::new(), &columns);
    let [x, y, z] = [44, 45, 46].map(|seed| some_numbers(seed, 100.0));
    let columns = GateColumns::new(ROWS).satisfaction(&x).delight(&y).trust(&z);
    out.classes("gates", &LoyaltyGates::new(), &columns);
    let ([s, t, u], v) = ([47, 48, 49].map(|seed| levels(seed, 5)), levels(50, 3));
    let columns = SecurityColumns::new(ROWS).satisfaction(&s).continues(&t).recommends(&u);
    out.classes("secure", &SecureCustomer, &columns);
    let columns = AllegianceColumns::new(ROWS).satisfaction(&x).loyalty(&y);
    out.classes("apostle", &ApostleMatrix::new(), &columns);
    let found = ApostleMatrix::new().propositions(&columns).unwrap();
    let groups = [found.satisfied, found.dissatisfied, found.fully_satisfied];
    let mut numbers: Vec<u64> = groups.iter().flat_map(|group| [group.loyal, group.of]).collect();
    numbers.push(found.n_missing);
    out.column("propositions", &numbers);
    let cuts = Cuts::new(50.0, 75.0).unwrap();
    let columns = AttitudeBehaviourColumns::new(ROWS).attitude(&x).behaviour(&y);
    out.classes("attitude_behaviour", &AttitudeBehaviour::new().with_cuts(cuts), &columns);
    let columns = ReciprocalColumns::new(ROWS).customer(&x).firm(&y);
    out.classes("reciprocal", &ReciprocalLoyalty::new().with_cuts(cuts), &columns);
    let columns = ServiceColumns::new(ROWS).procedural(&x).personal(&y);
    out.classes("service", &ServiceMatrix::new().with_cuts(cuts), &columns);
    let share = some_numbers(51, 1.0);
    let columns =
        ThreeIndicatorColumns::new(ROWS).satisfaction(&s).repurchase(&share).recommendation(&v);
    out.classes("three_indicator", &ThreeIndicator::new(), &columns);
    let mut index = vec![0.0; ROWS];
    let mean = ThreeIndicator::new().index_into(&columns, &mut index).unwrap().mean.unwrap();
    out.column("three_indicator.index", &index);
    let means = [mean.index, mean.satisfaction, mean.repurchase, mean.recommendation];
    out.column("three_indicator.mean", &means);
}

fn indices(out: &mut Lines) {
    let m: Vec<Vec<f64>> = (61..69).map(|seed| some_numbers(seed, 12.0)).collect();
    let behaviour = GrowthColumns::new(ROWS)
        .quantity_before(&m[0])
        .quantity(&m[1])
        .frequency_before(&m[2])
        .frequency(&m[3])
        .use_before(&m[4])
        .uses(&m[5])
        .spend_before(&m[6])
        .spend(&m[7]);
    out.classes("growth", &BehaviourGrowth, &behaviour);
    let [x, y, z] = [69, 70, 71].map(|seed| some_numbers(seed, 100.0));
    let mut found = vec![0.0; ROWS];
    let scores = [Some(x.as_slice()), Some(&y), Some(&z)];
    let four = four_indicators_into(scores, &behaviour, &mut found).unwrap();
    out.column("four.growth", &found);
    let [s, v, a] = four.scores.map(or_nan);
    out.column("four.mean", &[s, v, a, or_nan(four.growth)]);
    out.column("four.n", &four.n_used);

    let columns = SevenIndicatorColumns::new(ROWS)
        .repurchase(&m[0])
        .choosing_time(&m[1])
        .attention(&m[2])
        .competitor_attention(&m[3])
        .price_sensitivity(&m[4])
        .identification(&m[5])
        .defect_tolerance(&m[6]);
    let ranges = std::array::from_fn(|at| (0.0, 12.0 + (2 * at + 1) as f64));
    let weights = [3.0, 1.0, 2.0, 1.0, 1.0, 2.0, 0.5];
    let seven = SevenIndicators::new(ranges).unwrap().with_weights(weights).unwrap();
    let summary = seven.index_into(&columns, &mut found).unwrap();
    out.column("seven.index", &found);
    out.column("seven.mean", &[summary.mean.unwrap()]);
    mean_of_three_into([&x, &y, &z], 0.0, 100.0, &mut found).unwrap();
    out.column("mean_of_three", &found);
    let [p, q, r] = [72, 73, 74].map(|seed| numbers(seed, 10.0));
    switching_cost_into(&p, &q, &r, [3.0, 1.0, 2.0], &mut found).unwrap();
    out.column("switching_cost", &found);
    growth_into(&p, &q, &mut found).unwrap();
    out.column("behaviour_growth", &found);
    let tree = Driver::five_factors();
    let (parents, weights): (Vec<i32>, Vec<f64>) =
        tree.nodes().into_iter().map(|(parent, node)| (parent, node.weight())).unzip();
    out.column("five_factors", &parents);
    let mut scores = vec![0.0; parents.len()];
    driver_scores_into(&parents, &weights, &p[..parents.len()], &mut scores).unwrap();
    out.column("driver_scores", &scores);
    let wallet: Vec<f64> = p.iter().zip(&q).map(|(p, q)| p + q).collect();
    let share = share_of_wallet(&p, &wallet).unwrap();
    out.column("share_of_wallet", &[share.ratio_of_sums, share.mean_of_ratios].map(or_nan));
    let used = rank_shares_into(&x, 5, &mut found).unwrap();
    out.column("rank_shares", &found);
    out.column("brand_use", &[or_nan(used.mean_set())]);
    let iceberg = ComplaintIceberg::new(40, 0.04).unwrap().with_leaving(0.96).unwrap();
    out.column("iceberg", &[iceberg.unhappy(), iceberg.silent(), iceberg.leaving().unwrap()]);

    // Keys: every third customer responded, and some respondents are nobody.
    let respondents: Vec<i64> = (0..300).map(|key| 3 * key - 60).collect();
    let table: Vec<i64> = (0..300).map(|key| 599 - 2 * key).collect();
    let text = |keys: &[i64]| {
        let mut column = TextColumn::default();
        keys.iter().for_each(|key| column.push(&format!("顾客{key}")));
        column
    };
    let join = SurveyJoin::new(respondents.as_slice(), table.as_slice()).unwrap();
    let rows = |join: &SurveyJoin| -> Vec<i64> {
        join.rows().iter().map(|row| row.map_or(-1, |row| row as i64)).collect()
    };
    out.column("join", &rows(&join));
    out.column("join.matched", &[join.matched() as u64]);
    let (respondents, table) = (text(&respondents), text(&table));
    let join = SurveyJoin::new(respondents.as_texts(), table.as_texts()).unwrap();
    out.column("join.text", &rows(&join));
}

fn rates(out: &mut Lines) {
    let found = Movement::between(&bits(81), &bits(82), &bits(83)).unwrap();
    let churn = |definition| found.churn(definition);
    let rates = [
        found.retention(),
        churn(Churn::OfStart),
        churn(Churn::OfAverage),
        churn(Churn::OfExposed),
        churn(Churn::NetOfReactivation),
        found.growth(),
    ];
    out.column("movement", &rates.map(|rate| or_nan(rate.value())));
    let revenue = RevenueMovement::new(1000.1, 99.9, 50.3, 250.7).unwrap();
    let rates = [revenue.gross_retention(), revenue.net_retention()];
    out.column("revenue", &rates.map(|rate| or_nan(rate.value())));
    let repeat = RepeatCounts::of(&counts(84, 6));
    let rates = [repeat.repeat_customer_rate(), repeat.repeat_order_rate()];
    out.column("repeat", &rates.map(|rate| or_nan(rate.value())));
    let (before, after) = (column(85, |n| (n % 5) as i32), column(86, |n| (n % 5) as i32));
    let mut moved = vec![0; 25];
    count_transitions(&before, &after, 4, &mut moved).unwrap();
    out.column("transitions", &moved);
    let (mut shares, mut conversions) = (vec![0.0; 16], vec![0.0; 16]);
    let moves = transition_rates_into(&moved, 4, &mut shares, &mut conversions).unwrap();
    out.column("funnel.rates", &shares);
    out.column("funnel.conversions", &conversions);
    out.column("funnel", &[moves.climbed, moves.stayed, moves.fell, moves.n_missing]);
    let curve = RetentionProjection::through(0.95, 9.0, 0.8).unwrap();
    let at: Vec<f64> = numbers(87, 40.0).iter().map(|time| curve.at(*time).unwrap()).collect();
    out.column("projection", &at);
    out.column("projection.speed", &[curve.speed()]);
    let mut bucket = LeakyBucket::new(1234.5, 67.8).unwrap();
    for rate in [0.013, 0.027, 0.031] {
        bucket = bucket.with_cause("leak", rate).unwrap();
    }
    let mut series = vec![0.0; 25];
    bucket.series_into(&mut series).unwrap();
    out.column("bucket.series", &series);
    out.column("bucket.lost", &bucket.lost_by_cause().collect::<Vec<_>>());
    let level = or_nan(bucket.steady_state());
    out.column("bucket", &[bucket.churn(), level, bucket.to_stand_still()]);
    let cause = |lost, profit, kept, cost| {
        Defection::new("cause", lost, profit).unwrap().with_programme(kept, cost).unwrap()
    };
    let causes = vec![
        cause(120, 300.25, 0.5, 10_000.0).with_group(CauseGroup::Competition),
        cause(80, 500.5, 0.75, 40_000.0).with_group(CauseGroup::Experience),
        cause(7, -20.0, 0.1, 5.0),
    ];
    let found = DefectionAnalysis::new(2000, causes).unwrap();
    let of =
        |what: fn(&Defection) -> f64| -> Vec<f64> { found.causes().iter().map(what).collect() };
    out.column("defection.lost_profit", &of(Defection::lost_profit));
    out.column("defection.net_gain", &of(Defection::net_gain));
    out.column("defection.break_even", &of(|cause| or_nan(cause.break_even())));
    let all = [found.rate(), found.lost_profit(), found.net_gain(), found.worthwhile_gain()];
    out.column("defection", &all);
    let groups: Vec<GroupLoss> =
        (0..5).map(|code| found.of_group(CauseGroup::from_code(code))).collect();
    let lost: Vec<u64> = groups.iter().map(|group| group.lost).collect();
    let profit: Vec<f64> = groups.iter().map(|group| group.lost_profit).collect();
    out.column("defection.lost_by_group", &lost);
    out.column("defection.profit_by_group", &profit);
}

fn cohort(out: &mut Lines, name: &str, table: &CohortTable) {
    let side = table.cohorts();
    let cells: Vec<Option<CohortCell>> =
        (0..side * side).map(|at| table.cell(at / side, at % side)).collect();
    let active: Vec<u64> = cells.iter().map(|cell| cell.map_or(0, |cell| cell.active)).collect();
    out.column(&format!("{name}.active"), &active);
    let mut rates = vec![0.0; side * side];
    table.rates_into(&mut rates).unwrap();
    out.column(&format!("{name}.rates"), &rates);
    let partial: Vec<u8> =
        cells.iter().map(|cell| u8::from(cell.is_some_and(|cell| cell.partial))).collect();
    out.column(&format!("{name}.partial"), &partial);
    for mean in [CohortMean::Pooled, CohortMean::Simple] {
        let curve: Vec<f64> = table.curve(mean).map(|age| or_nan(age.rate)).collect();
        out.column(&format!("{name}.curve"), &curve);
    }
}

fn cohorts(out: &mut Lines) {
    let who: Vec<i64> = column(91, |n| (n % 120) as i64);
    let when: Vec<i32> = column(92, |n| 19724 + (n % 200) as i32);
    let (from, until) = (days(19723), days(19925));
    let mut text = TextColumn::default();
    who.iter().for_each(|key| text.push(&format!("c{key}")));
    let table = |keys: Keys<'_>, activity| {
        CohortTable::of_purchases(keys, &when, Unit::Month, from, until, activity).unwrap()
    };
    cohort(out, "cohort", &table(who.as_slice().into(), Activity::InPeriod));
    cohort(out, "cohort.text", &table(text.as_texts().into(), Activity::InPeriodOrLater));
    let counts = [vec![100, 80, 70, 9], vec![60, 50, 5], vec![40, 3], vec![2]];
    let table = CohortTable::from_counts(&counts, true).unwrap();
    cohort(out, "cohort.counts", &table);
    let (mut of, mut period, mut left) = (vec![], vec![], vec![]);
    for (cohort, counts) in table.complete().enumerate() {
        for (age, count) in counts.iter().enumerate() {
            of.push(cohort as i64);
            period.push(age as u32);
            left.push(*count);
        }
    }
    out.column("survivors.cohort", &of);
    out.column("survivors.period", &period);
    out.column("survivors", &left);
}

fn survival(out: &mut Lines) {
    let (times, lost) = (column(93, |n| (n % 60 + 1) as f64), bits(94));
    let curve = KaplanMeier::new(&times, &lost).unwrap();
    let (survival, std_error): (Vec<f64>, Vec<f64>) =
        curve.steps().iter().map(|step| (step.survival, or_nan(step.std_error()))).unzip();
    out.column("survival", &survival);
    out.column("survival.std_error", &std_error);
    let at = [0.0, 0.5, 1.0, 7.0, 13.5, 30.0, 59.0, 60.0, 61.0];
    for kind in [SurvivalInterval::Log, SurvivalInterval::LogLog, SurvivalInterval::Plain] {
        let interval = |t: &f64| curve.interval(*t, kind, 0.9).unwrap();
        out.column("survival.at", &at.map(|t| or_nan(curve.survival(t).unwrap())));
        out.column("survival.low", &at.map(|t| or_nan(interval(&t).map(|found| found.low))));
        out.column("survival.high", &at.map(|t| or_nan(interval(&t).map(|found| found.high))));
    }
    let (mean, spread) = curve.restricted_mean(36.0).unwrap();
    out.column("survival.summary", &[or_nan(curve.median()), mean, or_nan(spread)]);
    let test = log_rank(&times, &lost, &counts(95, 2), 3).unwrap();
    let (observed, expected): (Vec<f64>, Vec<f64>) =
        test.groups.iter().map(|group| (group.observed, group.expected)).unzip();
    out.column("log_rank.observed", &observed);
    out.column("log_rank.expected", &expected);
    out.column("log_rank", &[test.chi_square, test.p_value]);
}
