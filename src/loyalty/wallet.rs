//! Share of wallet, measured and by rank.

use crate::error::{Error, ErrorKind, Result};

/// Share of wallet: what customers spend with us of what they spend in the
/// category.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WalletShare {
    /// Ratio of sums: the share of all the money. `None` where nobody spends.
    pub ratio_of_sums: Option<f64>,
    /// Mean of ratios: the share of the mean customer, however small the wallet.
    /// `None` where nobody spends.
    pub mean_of_ratios: Option<f64>,
    /// Customers who spend in the category.
    pub n_used: u64,
    /// Customers who spend nothing in it, and have no share.
    pub n_without_spend: u64,
}

/// Both shares of wallet. They differ, and neither is wrong: large wallets weigh
/// more in the ratio of sums.
///
/// ```
/// use habitue::loyalty::share_of_wallet;
///
/// let found = share_of_wallet(&[10.0, 90.0, 0.0], &[100.0, 100.0, 800.0])?;
/// assert_eq!(found.ratio_of_sums, Some(0.1));
/// assert!((found.mean_of_ratios.expect("they spend") - 1.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`Length`](ErrorKind::Length) where the columns differ in length;
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for
/// an amount that is not finite and >= 0, [`Inconsistent`](ErrorKind::Inconsistent)
/// where more is spent with us than in the category, with the row.
pub fn share_of_wallet(with_us: &[f64], in_category: &[f64]) -> Result<WalletShare> {
    if in_category.len() != with_us.len() {
        return Err(Error::length("in_category", in_category.len(), with_us.len()));
    }
    let (mut ours, mut all, mut ratios, mut used) = (0.0, 0.0, 0.0, 0_u64);
    for (row, (spent, wallet)) in with_us.iter().zip(in_category).enumerate() {
        for (name, amount) in [("with_us", *spent), ("in_category", *wallet)] {
            if !(amount >= 0.0 && amount.is_finite()) {
                let error = Error::out_of_range(name, amount, "finite and >= 0");
                return Err(error.at_row(row as u64));
            }
        }
        if spent > wallet {
            return Err(Error::new(ErrorKind::Inconsistent, "exceeds the spend in the category")
                .in_column("with_us")
                .with_value(spent)
                .allowing(format!("0 to {wallet}"))
                .at_row(row as u64));
        }
        if *wallet > 0.0 {
            ours += spent;
            all += wallet;
            ratios += spent / wallet;
            used += 1;
        }
    }
    Ok(WalletShare {
        ratio_of_sums: (used > 0).then(|| ours / all),
        mean_of_ratios: (used > 0).then(|| ratios / used as f64),
        n_used: used,
        n_without_spend: with_us.len() as u64 - used,
    })
}

/// The share of wallet that a rank implies,
///
/// ```text
/// share = (1 - rank / (n + 1)) 2 / n,
/// ```
///
/// for a brand of rank 1 (best) to `n` among the `n` that a customer uses; equal
/// brands have the mean of their ranks. Over all brands the shares add up to 1.
/// (The rule is known by a registered name.)
///
/// ```
/// use habitue::loyalty::rank_share;
///
/// assert!((rank_share(1.0, 2)? - 2.0 / 3.0).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
/// unless 1 <= `rank` <= `brands`.
pub fn rank_share(rank: f64, brands: u32) -> Result<f64> {
    if brands == 0 {
        return Err(Error::out_of_range("brands", 0.0, ">= 1"));
    }
    let n = f64::from(brands);
    if !(1.0..=n).contains(&rank) {
        return Err(Error::out_of_range("rank", rank, format!("1 to {brands}")));
    }
    Ok((1.0 - rank / (n + 1.0)) * 2.0 / n)
}

/// The shares of wallet of all brands of each customer, from how each customer
/// rates them: `ratings` and `shares` are row by row, `brands` to a customer. NaN
/// is a brand that the customer does not use; its share is 0. Equal ratings share
/// the mean of their ranks. Returns how many brands the customers use.
///
/// # Errors
/// [`Length`](ErrorKind::Length) where `ratings` does not hold whole customers or
/// `shares` is not as long; [`OutOfRange`](ErrorKind::OutOfRange) for no brand;
/// [`NotFinite`](ErrorKind::NotFinite) for an infinite rating, with the customer as
/// row. Nothing is written then.
pub fn rank_shares_into(ratings: &[f64], brands: usize, shares: &mut [f64]) -> Result<BrandUse> {
    if brands == 0 || u32::try_from(brands).is_err() {
        return Err(Error::out_of_range("brands", brands as f64, "1 to 4294967295"));
    }
    if !ratings.len().is_multiple_of(brands) {
        let whole = ratings.len() / brands * brands;
        return Err(Error::length("ratings", ratings.len(), whole));
    }
    if shares.len() != ratings.len() {
        return Err(Error::length("shares", shares.len(), ratings.len()));
    }
    if let Some(at) = ratings.iter().position(|rating| rating.is_infinite()) {
        let error = Error::out_of_range("ratings", ratings[at], "a finite number, or NaN");
        return Err(error.at_row((at / brands) as u64));
    }
    let mut found = BrandUse::default();
    for (row, out) in ratings.chunks_exact(brands).zip(shares.chunks_exact_mut(brands)) {
        let used = row.iter().filter(|rating| !rating.is_nan()).count();
        found.customers += u64::from(used > 0);
        found.multi_brand += u64::from(used > 1);
        found.brands += used as u64;
        let n = used as f64;
        for (slot, rating) in out.iter_mut().zip(row) {
            let better = row.iter().filter(|other| *other > rating).count() as f64;
            let equal = row.iter().filter(|other| *other == rating).count() as f64;
            let rank = better + (equal + 1.0) / 2.0;
            *slot = if rating.is_nan() { 0.0 } else { (1.0 - rank / (n + 1.0)) * 2.0 / n };
        }
    }
    Ok(found)
}

/// How many brands customers use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct BrandUse {
    /// Customers who use at least one brand.
    pub customers: u64,
    /// Customers who use more than one.
    pub multi_brand: u64,
    /// Brands used, over all customers.
    pub brands: u64,
}

impl BrandUse {
    /// Brands per customer; `None` without a customer.
    #[must_use]
    pub fn mean_set(&self) -> Option<f64> {
        (self.customers > 0).then(|| self.brands as f64 / self.customers as f64)
    }

    /// Whether shares by rank say anything in this category: they were found to
    /// where customers use at least 1.4 brands on average, or at least 40 % of them
    /// more than one. `None` without a customer.
    #[must_use]
    pub fn rank_shares_apply(&self) -> Option<bool> {
        let many = self.multi_brand as f64 >= 0.4 * self.customers as f64;
        self.mean_set().map(|mean| mean >= 1.4 || many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shares(ratings: &[f64]) -> Vec<f64> {
        let mut out = vec![9.0; ratings.len()];
        rank_shares_into(ratings, ratings.len(), &mut out).unwrap();
        out
    }

    #[test]
    fn the_check_figures() {
        let printed: [&[&str]; 5] = [
            &["1.000000"],
            &["0.666667", "0.333333"],
            &["0.500000", "0.333333", "0.166667"],
            &["0.400000", "0.300000", "0.200000", "0.100000"],
            &["0.333333", "0.266667", "0.200000", "0.133333", "0.066667"],
        ];
        for expected in printed {
            let n = expected.len() as u32;
            let found: Vec<String> = (1..=n)
                .map(|rank| format!("{:.6}", rank_share(f64::from(rank), n).unwrap()))
                .collect();
            assert_eq!(found, expected);
        }
        let tied = shares(&[8.0, 8.0, 3.0]);
        assert!((tied[0] - 0.416666667).abs() < 0.5e-9 && tied[0] == tied[1], "{tied:?}");
        assert!((tied[2] - 0.166666667).abs() < 0.5e-9, "{tied:?}");
    }

    #[test]
    fn unused_brands_have_no_share() {
        let found = shares(&[7.0, f64::NAN, 9.0]);
        assert_eq!((found[1], found[0] < found[2]), (0.0, true));
        assert_eq!(shares(&[f64::NAN; 2]), [0.0; 2]);
        let mut out = [0.0; 4];
        let used = rank_shares_into(&[1.0, 2.0, 3.0, f64::NAN], 2, &mut out).unwrap();
        assert_eq!(used, BrandUse { customers: 2, multi_brand: 1, brands: 3 });
        assert_eq!((used.mean_set(), used.rank_shares_apply()), (Some(1.5), Some(true)));
        assert_eq!(BrandUse::default().rank_shares_apply(), None);
        assert!(rank_shares_into(&[1.0; 3], 2, &mut out).is_err());
        assert!(rank_shares_into(&[1.0; 4], 0, &mut out).is_err());
        let infinite = [1.0, 2.0, 3.0, f64::INFINITY];
        assert_eq!(rank_shares_into(&infinite, 2, &mut out).unwrap_err().row(), Some(1));
    }

    #[test]
    fn shares_by_rank_apply_from_the_published_bounds_on() {
        let applies = |customers, multi_brand, brands| {
            BrandUse { customers, multi_brand, brands }.rank_shares_apply()
        };
        // 1.4 brands on average, or 40 % with more than one; either is enough.
        assert_eq!(applies(5, 1, 7), Some(true));
        assert_eq!(applies(1000, 399, 1399), Some(false));
        assert_eq!(applies(1000, 400, 1399), Some(true));
        assert_eq!(applies(1000, 100, 1400), Some(true));
    }

    #[test]
    fn wallets_without_spend_have_no_share() {
        let found = share_of_wallet(&[0.0, 5.0], &[0.0, 10.0]).unwrap();
        assert_eq!((found.ratio_of_sums, found.n_used, found.n_without_spend), (Some(0.5), 1, 1));
        assert_eq!(share_of_wallet(&[], &[]).unwrap().mean_of_ratios, None);
        let error = share_of_wallet(&[1.0, 5.0], &[1.0, 4.0]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::Inconsistent, Some(1)));
        assert!(share_of_wallet(&[f64::NAN], &[1.0]).is_err());
        assert!(share_of_wallet(&[1.0], &[]).is_err());
    }

    proptest! {
        #[test]
        fn shares_add_up_to_one_whatever_the_ties(
            ratings in proptest::collection::vec(0_u8..6, 1..12),
        ) {
            let ratings: Vec<f64> = ratings.into_iter().map(f64::from).collect();
            let found = shares(&ratings);
            prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{found:?}");
            for (a, x) in ratings.iter().enumerate() {
                for (b, y) in ratings.iter().enumerate() {
                    prop_assert!((x > y) == (found[a] > found[b]));
                }
            }
        }
    }
}
