//! Market-basket analysis: which product goes with which, what to offer next, what it is worth.

use std::collections::HashMap;

use crate::classify::named;
use crate::error::{Error, ErrorKind, Result};

named! {
    /// Ways to sell more to those who buy.
    pub enum AddedSale {
        /// Another product.
        CrossSelling = 1 => "cross-selling", "交叉销售";
        /// A dearer product instead.
        UpSelling = 2 => "up-selling", "向上销售";
        /// A product that belongs to the one bought.
        AddOn = 3 => "add-on selling", "附带销售";
        /// The same through one more channel.
        MultiChannel = 4 => "multi-channel selling", "多渠道营销";
    }
}

/// A rule "who buys the first buys the second", with its measures.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct BasketRule {
    /// The product that is bought.
    pub antecedent: u32,
    /// The product that goes with it.
    pub consequent: u32,
    /// Baskets with both.
    pub baskets: u64,
    /// The share of all baskets with the first.
    pub antecedent_support: f64,
    /// The share of all baskets with the second.
    pub consequent_support: f64,
    /// The share of all baskets with both.
    pub support: f64,
    /// The share of baskets with the first that have the second.
    pub confidence: f64,
    /// The confidence over the support of the second: above 1 they go together more often than
    /// chance has it.
    pub lift: f64,
    /// The support less that of independent products.
    pub leverage: f64,
    /// How much more often the rule would fail by chance; `None` where it never fails.
    pub conviction: Option<f64>,
    /// What the second product brings where it is offered and taken, by which
    /// [`next_products`] weighs it; 1 unless it is set.
    pub worth: f64,
}

/// The rules among pairs of products, both ways, of baskets whose lines are `basket[i]` with
/// `product[i]`, in any order; a product counts once in a basket. Rules of less than
/// `min_support` (0 to 1: the share of baskets with both) are left out. The highest lift comes
/// first; equals in the order of products.
///
/// A basket may be an order, or all that a customer ever bought.
///
/// ```
/// use habitue::value::basket_rules;
///
/// // Four orders: tea and cups, tea and cups, tea, coffee.
/// let (basket, product) = ([1, 1, 2, 2, 3, 4], [10, 20, 10, 20, 10, 30]);
/// let rules = basket_rules(&basket, &product, 0.0)?;
/// assert_eq!((rules[0].antecedent, rules[0].consequent), (10, 20));
/// assert!((rules[0].confidence - 2.0 / 3.0).abs() < 1e-15);
/// assert!((rules[0].lift - 4.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `Length`; `OutOfRange` for a support outside 0..=1.
pub fn basket_rules(basket: &[u64], product: &[u32], min_support: f64) -> Result<Vec<BasketRule>> {
    if basket.is_empty() {
        return Err(Error::empty("basket"));
    }
    if product.len() != basket.len() {
        return Err(Error::length("product", product.len(), basket.len()));
    }
    if !(0.0..=1.0).contains(&min_support) {
        return Err(Error::out_of_range("min_support", min_support, "0 to 1"));
    }
    let mut lines: Vec<(u64, u32)> = basket.iter().copied().zip(product.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut own: HashMap<u32, u64> = HashMap::new();
    for (_, product) in &lines {
        *own.entry(*product).or_default() += 1;
    }
    let baskets = lines.chunk_by(|a, b| a.0 == b.0);
    let n = baskets.clone().count() as f64;
    let frequent = |product: &u32| own[product] as f64 / n >= min_support;
    let mut both: HashMap<(u32, u32), u64> = HashMap::new();
    for basket in baskets {
        let kept: Vec<u32> =
            basket.iter().map(|line| line.1).filter(|product| frequent(product)).collect();
        for (at, first) in kept.iter().enumerate() {
            for second in &kept[at + 1..] {
                *both.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let mut rules: Vec<BasketRule> = both
        .into_iter()
        .filter(|(_, count)| *count as f64 / n >= min_support)
        .flat_map(|((a, b), count)| [(a, b, count), (b, a, count)])
        .map(|(a, b, count)| rule(a, b, [count, own[&a], own[&b]], n))
        .collect();
    rules.sort_unstable_by(|x, y| {
        let products = |rule: &BasketRule| (rule.antecedent, rule.consequent);
        y.lift.total_cmp(&x.lift).then_with(|| products(x).cmp(&products(y)))
    });
    Ok(rules)
}

fn rule(antecedent: u32, consequent: u32, counts: [u64; 3], n: f64) -> BasketRule {
    let [both, first, second] = counts.map(|count| count as f64);
    let confidence = both / first;
    let consequent_support = second / n;
    BasketRule {
        antecedent,
        consequent,
        baskets: counts[0],
        antecedent_support: first / n,
        consequent_support,
        support: both / n,
        confidence,
        // One rounding, so that a rule and its reverse have the same lift.
        lift: both * n / (first * second),
        leverage: both / n - first / n * consequent_support,
        conviction: (both < first).then(|| (1.0 - consequent_support) / (1.0 - confidence)),
        worth: 1.0,
    }
}

/// What to offer a customer next.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NextProduct {
    /// The product.
    pub product: u32,
    /// The product that they have and that speaks for it.
    pub because: u32,
    /// The confidence of the rule: how often the one goes with the other.
    pub probability: f64,
    /// The lift of the rule.
    pub lift: f64,
    /// Probability × worth.
    pub value: f64,
}

/// What to offer each of `customers` customers next: of the products that they do not have, and
/// that go with one that they have more often than chance has it (lift above 1), the one whose
/// probability × [`worth`](BasketRule::worth) is highest. `None` where no rule speaks for any; of
/// equals the earlier rule wins. `customer[i]` is the customer, from 0, who has `product[i]`.
///
/// # Errors
/// `Length`; `OutOfRange` for a customer without a row, with its row, and for a rule whose worth
/// is not finite.
pub fn next_products(
    rules: &[BasketRule],
    customer: &[u32],
    product: &[u32],
    customers: usize,
) -> Result<Vec<Option<NextProduct>>> {
    if product.len() != customer.len() {
        return Err(Error::length("product", product.len(), customer.len()));
    }
    if let Some(row) = customer.iter().position(|who| *who as usize >= customers) {
        return Err(Error::new(ErrorKind::OutOfRange, "has no row")
            .in_column("customer")
            .with_value(customer[row])
            .allowing(format!("below {customers}"))
            .at_row(row as u64));
    }
    if let Some(row) = rules.iter().position(|rule| !rule.worth.is_finite()) {
        let error = Error::out_of_range("worth", rules[row].worth, "a finite number");
        return Err(error.at_row(row as u64));
    }
    let mut of: HashMap<u32, Vec<&BasketRule>> = HashMap::new();
    for rule in rules.iter().filter(|rule| rule.lift > 1.0) {
        of.entry(rule.antecedent).or_default().push(rule);
    }
    let mut has: Vec<(u32, u32)> = customer.iter().copied().zip(product.iter().copied()).collect();
    has.sort_unstable();
    has.dedup();
    let mut found = vec![None; customers];
    for own in has.chunk_by(|a, b| a.0 == b.0) {
        let best = &mut found[own[0].0 as usize];
        let candidates = own.iter().filter_map(|(_, product)| of.get(product)).flatten();
        for rule in candidates {
            if own.binary_search(&(own[0].0, rule.consequent)).is_ok() {
                continue;
            }
            let value = rule.confidence * rule.worth;
            if best.is_none_or(|best: NextProduct| value > best.value) {
                *best = Some(NextProduct {
                    product: rule.consequent,
                    because: rule.antecedent,
                    probability: rule.confidence,
                    lift: rule.lift,
                    value,
                });
            }
        }
    }
    Ok(found)
}

/// What an offer of another sale is worth, and the probability at which it pays: `probability`
/// (0 to 1) × (`margin` - what would have been earned otherwise) - the cost of the offer. For
/// up-selling what would have been earned otherwise is the margin of the product that is replaced,
/// for cross-selling and add-ons 0, for one more channel the margin that only moves there.
///
/// ```
/// use habitue::value::added_sale_value;
///
/// let (value, pays_from) = added_sale_value(0.2, 50.0, 10.0, 3.0)?;
/// assert_eq!((value, pays_from), (5.0, Some(0.075)));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `OutOfRange` or `NotFinite` for a probability outside 0..=1, a negative cost, or an amount
/// that is not finite.
pub fn added_sale_value(
    probability: f64,
    margin: f64,
    otherwise: f64,
    cost: f64,
) -> Result<(f64, Option<f64>)> {
    if !(0.0..=1.0).contains(&probability) {
        return Err(Error::out_of_range("probability", probability, "0 to 1"));
    }
    for (name, amount) in [("margin", margin), ("otherwise", otherwise)] {
        if !amount.is_finite() {
            return Err(Error::out_of_range(name, amount, "a finite number"));
        }
    }
    if !(cost >= 0.0 && cost.is_finite()) {
        return Err(Error::out_of_range("cost", cost, "finite and >= 0"));
    }
    let more = margin - otherwise;
    let pays_from = (more > 0.0).then(|| cost / more).filter(|share| *share <= 1.0);
    Ok((probability * more - cost, pays_from))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten orders of bread 1, butter 2, jam 3, tea 4, sugar 5.
    const ORDERS: [&[u32]; 10] = [
        &[1, 2],
        &[1, 2, 3],
        &[4, 5],
        &[1, 3],
        &[4],
        &[1, 2, 4, 5],
        &[2, 3],
        &[4, 5, 5],
        &[1],
        &[2, 4],
    ];

    /// Support, confidence, lift, leverage and conviction, by mlxtend.frequent_patterns
    /// (apriori, association_rules) on these orders.
    const MLXTEND_ROWS: [(u32, u32, f64, f64, f64, f64, f64); 16] = [
        (1, 2, 0.3, 0.6, 1.2, 0.04999999999999999, 1.25),
        (1, 3, 0.2, 0.4, 1.3333333333333335, 0.05000000000000002, 1.1666666666666667),
        (1, 4, 0.1, 0.2, 0.4, -0.15, 0.625),
        (1, 5, 0.1, 0.2, 0.6666666666666667, -0.04999999999999999, 0.8749999999999999),
        (2, 1, 0.3, 0.6, 1.2, 0.04999999999999999, 1.25),
        (2, 3, 0.2, 0.4, 1.3333333333333335, 0.05000000000000002, 1.1666666666666667),
        (2, 4, 0.2, 0.4, 0.8, -0.04999999999999999, 0.8333333333333334),
        (2, 5, 0.1, 0.2, 0.6666666666666667, -0.04999999999999999, 0.8749999999999999),
        (
            3,
            1,
            0.2,
            0.6666666666666667,
            1.3333333333333335,
            0.05000000000000002,
            1.5000000000000004,
        ),
        (
            3,
            2,
            0.2,
            0.6666666666666667,
            1.3333333333333335,
            0.05000000000000002,
            1.5000000000000004,
        ),
        (4, 1, 0.1, 0.2, 0.4, -0.15, 0.625),
        (4, 2, 0.2, 0.4, 0.8, -0.04999999999999999, 0.8333333333333334),
        (4, 5, 0.3, 0.6, 2.0, 0.15, 1.7499999999999998),
        (5, 1, 0.1, 0.33333333333333337, 0.6666666666666667, -0.04999999999999999, 0.75),
        (5, 2, 0.1, 0.33333333333333337, 0.6666666666666667, -0.04999999999999999, 0.75),
        (5, 4, 0.3, 1.0, 2.0, 0.15, f64::INFINITY),
    ];

    fn lines() -> (Vec<u64>, Vec<u32>) {
        let lines = || (7..).zip(ORDERS).flat_map(|(at, own)| own.iter().map(move |p| (at, *p)));
        (lines().map(|line| line.0).collect(), lines().map(|line| line.1).collect())
    }

    #[test]
    fn measures_are_those_of_mlxtend() {
        let (basket, product) = lines();
        let rules = basket_rules(&basket, &product, 0.0).unwrap();
        MLXTEND_ROWS.iter().for_each(|(a, b, support, confidence, lift, leverage, conviction)| {
            let found = rules.iter().find(|it| (it.antecedent, it.consequent) == (*a, *b)).unwrap();
            let near = |x: f64, y: f64| (x - y).abs() <= 1e-14 * y.abs().max(1.0);
            assert!(near(found.support, *support) && near(found.confidence, *confidence));
            assert!(near(found.lift, *lift) && near(found.leverage, *leverage));
            match found.conviction {
                Some(found) => assert!(near(found, *conviction), "{a} {b}"),
                None => assert_eq!(*conviction, f64::INFINITY),
            }
        });
        assert_eq!(rules.len(), MLXTEND_ROWS.len());
        assert!(rules.is_sorted_by(|a, b| a.lift >= b.lift));
    }

    #[test]
    fn a_rule_and_its_reverse_have_one_lift_and_the_order_of_lines_does_not_matter() {
        let (mut basket, mut product) = lines();
        let rules = basket_rules(&basket, &product, 0.15).unwrap();
        for rule in &rules {
            let reverse = rules
                .iter()
                .find(|it| (it.consequent, it.antecedent) == (rule.antecedent, rule.consequent));
            assert_eq!(reverse.map(|it| it.lift), Some(rule.lift));
            assert!(rule.support >= 0.15);
        }
        basket.reverse();
        product.reverse();
        assert_eq!(basket_rules(&basket, &product, 0.15).unwrap(), rules);
        assert!(basket_rules(&[], &[], 0.0).is_err() && basket_rules(&[1], &[], 0.0).is_err());
        assert!(basket_rules(&[1], &[1], 1.5).is_err());
    }

    #[test]
    fn the_next_product_is_not_one_they_have() {
        let (basket, product) = lines();
        let mut rules = basket_rules(&basket, &product, 0.0).unwrap();
        let of = |rules: &[BasketRule]| {
            next_products(rules, &[0, 0, 1, 3, 3], &[4, 4, 1, 1, 2], 4).unwrap()
        };
        let found = of(&rules);
        // Tea goes with sugar in 3 of 5 orders; bread with butter in 3 of 5.
        let next = found[0].unwrap();
        assert_eq!((next.product, next.because, next.probability), (5, 4, 0.6));
        assert_eq!(found[1].unwrap().product, 2);
        assert_eq!(found[2], None);
        assert_eq!(found[3].unwrap().product, 3);
        // Where jam brings more, it is offered to who has bread.
        rules.iter_mut().filter(|rule| rule.consequent == 3).for_each(|rule| rule.worth = 9.0);
        assert_eq!(of(&rules)[1].unwrap().product, 3);
        assert!(next_products(&rules, &[4], &[1], 4).is_err());
        rules[0].worth = f64::NAN;
        assert!(next_products(&rules, &[0], &[1], 4).is_err());
    }

    #[test]
    fn an_offer_pays_from_its_break_even_on() {
        let (_, pays_from) = added_sale_value(0.0, 80.0, 20.0, 6.0).unwrap();
        let at = pays_from.unwrap();
        assert_eq!(at, 0.1);
        assert!(added_sale_value(at, 80.0, 20.0, 6.0).unwrap().0.abs() < 1e-15);
        assert!(added_sale_value(at + 0.01, 80.0, 20.0, 6.0).unwrap().0 > 0.0);
        assert_eq!(added_sale_value(1.0, 20.0, 20.0, 1.0).unwrap(), (-1.0, None));
        assert_eq!(added_sale_value(1.0, 20.0, 0.0, 21.0).unwrap().1, None);
        assert!(added_sale_value(1.1, 1.0, 0.0, 0.0).is_err());
        assert!(added_sale_value(1.0, f64::NAN, 0.0, 0.0).is_err());
        assert!(added_sale_value(1.0, 1.0, 0.0, -1.0).is_err());
    }
}
