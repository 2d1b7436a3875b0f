// Formulas of satisfaction and loyalty.
// What a row says is told in src/capi/formulas.rs.
formulas! {
    indices
    /// Performance less expectation, and its class (HABITUE_DISCONFIRMATION_...; NaN is unknown).
    40 DISCONFIRMATION { expectation: f64, performance: f64 } {} (tolerance: f64 = [0.0])
        [gap, class] [] => |rows| {
            let (mut gaps, mut classes) = (vec![0.0; rows], vec![0; rows]);
            disconfirm_into(expectation, performance, tolerance, &mut gaps, &mut classes)?;
            Ok(columns([gaps, classes.into_iter().map(f64::from).collect()]))
        };
    /// Benefits less costs, and their ratio (NaN without costs); of a complaint all three or none.
    41 DELIVERED_VALUE
        {
            product: f64, services: f64, personnel: f64, image: f64, money: f64, time: f64,
            psychic: f64, energy: f64
        }
        { complaint_time: f64, complaint_energy: f64, recovery: f64 } ()
        [difference, ratio] [] => |rows| {
            let complaint = match (complaint_time, complaint_energy, recovery) {
                (Some(time), Some(energy), Some(recovery)) => Some([time, energy, recovery]),
                (None, None, None) => None,
                (_, _, None) => return Err(needed("recovery")),
                (None, ..) => return Err(needed("complaint_time")),
                _ => return Err(needed("complaint_energy")),
            };
            each(rows, |i| {
                let benefits = [product[i], services[i], personnel[i], image[i]];
                let value = DeliveredValue::new(benefits, [money[i], time[i], psychic[i], energy[i]])?;
                let value = match complaint {
                    Some([time, energy, recovery]) => {
                        value.with_complaint(time[i], energy[i], recovery[i])?
                    }
                    None => value,
                };
                Ok([value.difference(), or_nan(value.ratio())])
            })
        };
    /// The five gaps of service quality.
    42 SERVICE_GAPS
        {
            expected: f64, believed: f64, specified: f64, delivered: f64, promised: f64,
            perceived: f64
        } {} ()
        [understanding, standards, delivery, communication, service] [] => |rows| each(rows, |i| {
            let states = at!(i, ServiceStates {
                expected, believed, specified, delivered, promised, perceived
            });
            Ok(ServiceGaps::of(&states)?.all())
        });
    /// Gaps between designed, expected and received value.
    43 VALUE_GAPS { designed: f64, expected: f64, received: f64 } {} ()
        [perception, compromise, satisfaction] [] => |rows| each(rows, |i| {
            let found = ValueGaps::of(designed[i], expected[i], received[i])?;
            Ok(cells!(found => perception, compromise, satisfaction))
        });
    /// The index of HABITUE_SCHEME_THREE_INDICATOR, 0 to 100; NaN is not known.
    44 THREE_INDICATOR_INDEX {} { satisfaction: u8, repurchase: f64, recommendation: u8 }
        (
            satisfaction_table: [f64; 5] = [0.0, 25.0, 50.0, 75.0, 100.0],
            repurchase_table: [f64; 3] = [0.0, 50.0, 100.0],
            recommendation_table: [f64; 3] = [0.0, 50.0, 100.0],
            weights: [f64; 3] = [1.0, 1.0, 1.0],
            repurchase_cuts: [f64; 2] = [0.3, 0.7],
            index_cuts: [f64; 2] = [50.0, 75.0]
        ) [index]
        [
            mean, mean_satisfaction, mean_repurchase, mean_recommendation, n_used, n_missing,
            n_missing_satisfaction, n_missing_repurchase, n_missing_recommendation
        ] => |rows| {
            let scheme = three_indicator(
                satisfaction_table, repurchase_table, recommendation_table, weights,
                repurchase_cuts, index_cuts,
            )?;
            let given = facts!(ThreeIndicatorColumns(rows):
                satisfaction, repurchase, recommendation);
            let mut index = vec![0.0; rows];
            let found = scheme.index_into(&given, &mut index)?;
            let mean = |part: fn(&LoyaltyIndex) -> f64| or_nan(found.mean.as_ref().map(part));
            Ok(columns([index]).and([
                mean(|m| m.index), mean(|m| m.satisfaction), mean(|m| m.repurchase),
                mean(|m| m.recommendation), found.n_used as f64, found.n_missing as f64,
                found.n_missing_satisfaction as f64, found.n_missing_repurchase as f64,
                found.n_missing_recommendation as f64,
            ]))
        };
    /// Satisfaction, value and awareness, scores of 0 to 100, and the growth of behaviour, a share of
    /// the period before; NaN is not known.
    45 FOUR_INDICATOR_MEASURE {}
        {
            satisfaction: f64, value: f64, awareness: f64, quantity_before: f64, quantity: f64,
            frequency_before: f64, frequency: f64, use_before: f64, uses: f64, spend_before: f64,
            spend: f64
        } ()
        [behaviour_growth]
        [
            mean_satisfaction, mean_value, mean_awareness, mean_growth, n_satisfaction, n_value,
            n_awareness, n_growth, n_complete
        ] => |rows| {
            let behaviour = facts!(GrowthColumns(rows):
                quantity_before, quantity, frequency_before, frequency, use_before, uses,
                spend_before, spend);
            let mut growth = vec![0.0; rows];
            let scores = [satisfaction, value, awareness];
            let found = four_indicators_into(scores, &behaviour, &mut growth)?;
            let ([s, v, a], g) = (found.scores.map(or_nan), or_nan(found.growth));
            let n = found.n_used.map(|n| n as f64);
            Ok(columns([growth]).and([
                s, v, a, g, n[0], n[1], n[2], n[3], found.n_complete as f64,
            ]))
        };
    /// The index of seven indicators, 0 to 100, by their lowest and highest values; an indicator on
    /// which all agree is dropped (its bit); NaN is not known.
    46 SEVEN_INDICATOR_INDEX {}
        {
            repurchase: f64, choosing_time: f64, attention: f64, competitor_attention: f64,
            price_sensitivity: f64, identification: f64, defect_tolerance: f64
        }
        (
            lowest: [f64; 7] = [], highest: [f64; 7] = [],
            weights: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
        ) [index] [mean, n_used, n_missing, dropped_bits] => |rows| {
            let ranges = std::array::from_fn(|at| (lowest[at], highest[at]));
            let scheme = SevenIndicators::new(ranges)?.with_weights(weights)?;
            let given = facts!(SevenIndicatorColumns(rows):
                repurchase, choosing_time, attention, competitor_attention, price_sensitivity,
                identification, defect_tolerance);
            let mut index = vec![0.0; rows];
            let found = scheme.index_into(&given, &mut index)?;
            let dropped = found.dropped.iter().rev().fold(0, |bits, was| bits << 1 | i32::from(*was));
            Ok(columns([index]).and([
                or_nan(found.mean), found.n_used as f64, found.n_missing as f64, f64::from(dropped),
            ]))
        };
    /// The mean of would recommend, would buy again and would try other products, from `low` to
    /// `high`; NaN is not known.
    47 MEAN_OF_THREE { recommend: f64, buy_again: f64, try_others: f64 } {}
        (low: f64 = [], high: f64 = []) [mean] [n_used] => |rows| {
            let mut mean = vec![0.0; rows];
            let used =
                mean_of_three_into([recommend, buy_again, try_others], low, high, &mut mean)?;
            Ok(columns([mean]).and([used as f64]))
        };
    /// The growth of one measure of behaviour: 0.2 is 20 % more; NaN where it began at nothing.
    48 BEHAVIOUR_GROWTH { before: f64, now: f64 } {} () [growth] [] => |rows| {
        let mut growth = vec![0.0; rows];
        growth_into(before, now, &mut growth)?;
        Ok(columns([growth]))
    };
    /// The weighted mean of three kinds of switching cost; NaN is not known.
    49 SWITCHING_COST { procedural: f64, financial: f64, relational: f64 } {}
        (weights: [f64; 3] = [1.0, 1.0, 1.0]) [index] [] => |rows| {
            let mut index = vec![0.0; rows];
            switching_cost_into(procedural, financial, relational, weights, &mut index)?;
            Ok(columns([index]))
        };
    /// The share of spend in the category that is with us; NaN where nobody spends.
    50 SHARE_OF_WALLET { with_us: f64, in_category: f64 } {} ()
        [] [ratio_of_sums, mean_of_ratios, n_used, n_without_spend] => |rows| {
            Ok(of_all(cells!(share_of_wallet(with_us, in_category)? =>
                ratio_of_sums, mean_of_ratios, n_used, n_without_spend)))
        };
    /// The unhappy customers behind complaints, and who of them leaves (NaN without a share).
    51 COMPLAINT_ICEBERG { complaints: u64, complaint_rate: f64 } { leaving_share: f64 } ()
        [unhappy, silent, leaving] [] => |rows| each(rows, |i| {
            let mut found = ComplaintIceberg::new(complaints[i], complaint_rate[i])?;
            if let Some(share) = leaving_share.map(|share| share[i]).filter(|share| !share.is_nan()) {
                found = found.with_leaving(share)?;
            }
            Ok([found.unhappy(), found.silent(), or_nan(found.leaving())])
        });
    /// Who is loyal of the satisfied, the dissatisfied and the fully satisfied, as HABITUE_SCHEME_
    /// APOSTLE cuts them, and whether each of five propositions holds of them (1 yes, 0 no, 2 of
    /// nobody): the satisfied may be loyal; may be disloyal; the dissatisfied are usually disloyal;
    /// may be loyal; full satisfaction makes most loyal. NaN is not known.
    52 APOSTLE_PROPOSITIONS {} { satisfaction: f64, loyalty: f64 }
        (
            satisfaction_cut: f64 = [50.0], loyalty_cut: f64 = [50.0],
            apostle_satisfaction: f64 = [90.0], apostle_loyalty: f64 = [90.0],
            terrorist_satisfaction: f64 = [10.0], terrorist_loyalty: f64 = [10.0]
        ) []
        [
            satisfied_loyal, satisfied, dissatisfied_loyal, dissatisfied, fully_satisfied_loyal,
            fully_satisfied, n_missing, holds_1, holds_2, holds_3, holds_4, holds_5
        ] => |rows| {
            let scheme = ApostleMatrix::new().with_cuts(
                Cuts::new(satisfaction_cut, loyalty_cut)?,
                Cuts::new(apostle_satisfaction, apostle_loyalty)?,
                Cuts::new(terrorist_satisfaction, terrorist_loyalty)?,
            )?;
            let given =
                facts!(AllegianceColumns(rows): satisfaction, loyalty);
            let found = scheme.propositions(&given)?;
            let [a, b, c, d, e] = found.hold().map(|holds| holds.map_or(2.0, f64::from));
            let (happy, unhappy) = (found.satisfied, found.dissatisfied);
            let fully = found.fully_satisfied;
            Ok(of_all([
                happy.loyal as f64, happy.of as f64, unhappy.loyal as f64, unhappy.of as f64,
                fully.loyal as f64, fully.of as f64, found.n_missing as f64, a, b, c, d, e,
            ]))
        };
    /// The scores of all nodes of a driver tree: `parents` is the node, from 0, of which a node is
    /// a part and that stands before it, -1 for the first; `weights` its weight among its siblings,
    /// > 0; `leaf_scores` the score of each leaf at its node (the others are not read). A score is
    /// the weighted mean of the parts. HABITUE_LIST_FIVE_FACTORS is the tree of what builds
    /// loyalty, parent and weight being the numbers of its entries.
    57 DRIVER_SCORES { parents: i32, weights: f64, leaf_scores: f64 } {} () [score] [] => |rows| {
        let mut scores = vec![0.0; rows];
        driver_scores_into(parents, weights, leaf_scores, &mut scores)?;
        Ok(columns([scores]))
    };
    /// The expectation before each period, `start` before the first, which moves by `rate` (0 to
    /// 1) of the way towards each performance; NaN is none.
    80 ADAPTED_EXPECTATION { performance: f64 } {} (start: f64 = [], rate: f64 = [])
        [expectation] [] => |rows| {
            let mut expectation = vec![0.0; rows];
            adapt_expectation_into(start, rate, performance, &mut expectation)?;
            Ok(columns([expectation]))
        };
}
