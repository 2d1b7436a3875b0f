//! What goes with what, and what to offer next.

use crate::capi::prelude::*;
use crate::value::{BasketRule, NextProduct, basket_rules, next_products};

mirror! {
    /// A rule "who buys the first buys the second", with its measures.
    habitue_basket_rule: BasketRule, antecedent, consequent, baskets, antecedent_support,
    consequent_support, support, confidence,
    /// The confidence over the support of the second.
    lift,
    leverage,
    /// How much more often the rule would fail by chance; infinite where it never fails.
    conviction: f64 = it.conviction.unwrap_or(f64::INFINITY),
    /// What the second product brings where it is taken, by which `habitue_next_products` weighs
    /// it: 1, for the caller to set.
    worth
}

mirror! {
    /// What to offer a customer next.
    habitue_next_product: NextProduct,
    /// The product, or -1 where no rule speaks for any; then all else is 0.
    product: i64 = i64::from(it.product),
    /// The product that they have and that speaks for it.
    because: i64 = i64::from(it.because),
    /// How often the one goes with the other.
    probability,
    lift,
    /// Probability x worth.
    value
}

/// The rules among pairs of products, both ways, of baskets whose lines are `basket[i]` with
/// `product[i]`, in any order; rules of less than `min_support` (0 to 1, the share of baskets with
/// both) are left out. The highest lift comes first.
pub fn habitue_basket_rules(
    basket: &[u64],
    product: &[u32],
    _rows: usize,
    min_support: f64,
    rules: Buffer<habitue_basket_rule>,
) -> Result<()> {
    let found = basket_rules(basket, product, min_support)?;
    rules.fill(found.iter().map(Told::told).collect::<Vec<_>>())
}

/// What to offer each of `customer_count` customers next, by rules: of the products that they do
/// not have and that go with one that they have more often than chance has it, the one of the
/// highest probability x worth. `customer[i]` is the customer, from 0, who has `product[i]`.
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
    let none = habitue_next_product { product: -1, ..habitue_next_product::default() };
    fill(Some(next), found.iter().map(|found| found.as_ref().map_or(none, Told::told)));
    Ok(())
}
