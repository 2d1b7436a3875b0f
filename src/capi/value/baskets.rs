//! What goes with what, and what to offer next.

use crate::capi::prelude::*;
use crate::value::{BasketRule, NextProduct, basket_rules, next_products};

/// A rule "who buys the first buys the second", with its measures.
#[apply(plain)]
pub struct habitue_basket_rule {
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
    /// The confidence over the support of the second.
    pub lift: f64,
    /// The support less that of independent products.
    pub leverage: f64,
    /// How much more often the rule would fail by chance; infinite where it never fails.
    pub conviction: f64,
    /// What the second product brings where it is taken, by which `habitue_next_products` weighs
    /// it: 1, for the caller to set.
    pub worth: f64,
}

/// What to offer a customer next.
#[apply(plain)]
pub struct habitue_next_product {
    /// The product, or -1 where no rule speaks for any; then all else is 0.
    pub product: i64,
    /// The product that they have and that speaks for it.
    pub because: i64,
    /// How often the one goes with the other.
    pub probability: f64,
    /// The lift of the rule.
    pub lift: f64,
    /// Probability x worth.
    pub value: f64,
}

/// The rules among pairs of products, both ways, of baskets whose lines are `basket[i]` with
/// `product[i]`, in any order; rules of less than `min_support` (0 to 1, the share of baskets with
/// both) are left out. The highest lift comes first. Since 0.1.
pub fn habitue_basket_rules(
    basket: &[u64],
    product: &[u32],
    _rows: usize,
    min_support: f64,
    rules: Buffer<habitue_basket_rule>,
) -> Result<()> {
    let found = basket_rules(basket, product, min_support)?;
    let told = |it: &BasketRule| habitue_basket_rule {
        antecedent: it.antecedent,
        consequent: it.consequent,
        baskets: it.baskets,
        antecedent_support: it.antecedent_support,
        consequent_support: it.consequent_support,
        support: it.support,
        confidence: it.confidence,
        lift: it.lift,
        leverage: it.leverage,
        conviction: it.conviction.unwrap_or(f64::INFINITY),
        worth: it.worth,
    };
    rules.fill(found.iter().map(told).collect::<Vec<_>>())
}

/// What to offer each of `customer_count` customers next, by rules: of the products that they do
/// not have and that go with one that they have more often than chance has it, the one of the
/// highest probability x worth. `customer[i]` is the customer, from 0, who has `product[i]`.
/// Since 0.1.
pub fn habitue_next_products(
    rules: &[habitue_basket_rule],
    _rule_count: usize,
    customer: &[u32],
    product: &[u32],
    _rows: usize,
    next: &mut [habitue_next_product],
    _customer_count: usize,
) -> Result<()> {
    let known: Vec<BasketRule> = rules
        .iter()
        .map(|it| BasketRule {
            antecedent: it.antecedent,
            consequent: it.consequent,
            baskets: it.baskets,
            antecedent_support: it.antecedent_support,
            consequent_support: it.consequent_support,
            support: it.support,
            confidence: it.confidence,
            lift: it.lift,
            leverage: it.leverage,
            conviction: it.conviction.is_finite().then_some(it.conviction),
            worth: it.worth,
        })
        .collect();
    let found = next_products(&known, customer, product, next.len())?;
    for (slot, found) in next.iter_mut().zip(found) {
        *slot = told(found);
    }
    Ok(())
}

fn told(found: Option<NextProduct>) -> habitue_next_product {
    let none =
        habitue_next_product { product: -1, because: 0, probability: 0.0, lift: 0.0, value: 0.0 };
    found.map_or(none, |it| habitue_next_product {
        product: i64::from(it.product),
        because: i64::from(it.because),
        probability: it.probability,
        lift: it.lift,
        value: it.value,
    })
}
